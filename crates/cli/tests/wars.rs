//! One ledger with two wars: told apart, listed, and each shown by itself.

mod common;

use common::Scene;
use serde_json::Value;

/// Two wars beside the one of the common reports, told with the same words.
fn scene() -> Scene {
    let scene = Scene::new();
    for (name, text) in common::REPORTS {
        let other = text.replace("Turkish", "Kyrgyz").replace("Turkey", "Kyrgyzstan").replace("Bodrum", "Batken");
        let other = other.replace("Greek", "Tajik").replace("Greece", "Tajikistan").replace("port", "village");
        scene.write(&format!("reports/hills-{name}"), other);
    }
    scene.good(&["read", "reports"]);
    scene
}

fn rows(scene: &Scene, arguments: &[&str]) -> Vec<Value> {
    let all: Vec<&str> = ["export"].iter().chain(arguments).copied().collect();
    scene.good(&all).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn two_wars_told_in_the_same_words_are_two_conflicts() {
    let scene = scene();
    let conflicts = rows(&scene, &["conflicts"]);
    let parties: Vec<String> = conflicts.iter().map(|c| c["parties"].to_string()).collect();
    assert_eq!(conflicts.len(), 2, "{parties:?}");
    assert!(parties.iter().any(|p| p.contains("Greece") && p.contains("Turkey")), "{parties:?}");
    assert!(parties.iter().any(|p| p.contains("Kyrgyzstan") && p.contains("Tajikistan")), "{parties:?}");
    let war_of = |claim: &Value| conflicts.iter().position(|c| c["claims"].as_array().unwrap().contains(claim));
    let links = rows(&scene, &["links"]);
    assert!(links.len() > 2, "each war has links of its own");
    assert!(links.iter().all(|link| war_of(&link["a"]) == war_of(&link["b"])));
}

#[test]
fn a_conflict_is_shown_alone_by_party_country_and_id() {
    let scene = scene();
    let all = scene.good(&["report"]);
    assert!(all.contains("CONFLICTS TOLD"), "{all}");
    let id = rows(&scene, &["conflicts"])[0]["id"].as_str().unwrap().to_owned();
    for name in ["Tajikistan", "KG"] {
        let hills = scene.good(&["report", "--conflict", name]);
        assert!(hills.contains("Batken") && !hills.contains("Bodrum") && !hills.contains("CONFLICTS TOLD"), "{hills}");
    }
    let own = rows(&scene, &["tallies", "--conflict", &id]);
    assert!(!own.is_empty() && own.iter().all(|tally| tally["conflict"] == id.as_str()));
    let shown = scene.good(&["show", &id]);
    assert!(shown.contains(&id), "{shown}");
}

#[test]
fn an_unknown_conflict_is_a_clear_error() {
    let ran = scene().run(&["report", "--conflict", "Atlantis"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("Atlantis") && ran.err.contains("herodotus export conflicts"), "{}", ran.err);
}
