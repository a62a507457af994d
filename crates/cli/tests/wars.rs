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
    let scene = scene();
    let ran = scene.run(&["report", "--conflict", "Atlantis"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("Atlantis") && ran.err.contains("herodotus export conflicts"), "{}", ran.err);
    let ran = scene.run(&["report", "--conflict", "w-"]);
    assert!(ran.code == 2 && ran.err.contains("begins 2 ids"), "{}", ran.err);
}

/// In its small war Greece is told as fighting most, in its large one another is.
#[test]
fn of_the_wars_of_one_party_the_largest_is_shown_and_the_others_are_named() {
    let scene = Scene::new();
    scene.write(
        "reports/2021-03-09-front.txt",
        "Outlet: Front Page\n\nTurkish forces shelled Kurdish rebels near Izmir on Tuesday. Turkish troops attacked a camp \
         in Izmir.\n",
    );
    scene.write(
        "reports/2021-03-09-border.txt",
        "Outlet: Border Bulletin\n\nGreek forces shelled the town of Kragujevac in Serbia on Tuesday, Serbia said. \
         Greek troops attacked a Serbian post in Kragujevac.\n",
    );
    scene.good(&["read", "reports"]);
    let conflicts = rows(&scene, &["conflicts"]);
    assert_eq!(conflicts.len(), 2, "{conflicts:?}");
    assert_eq!((&conflicts[0]["parties"][0], &conflicts[1]["parties"][0]), (&"Turkey".into(), &"Greece".into()));
    for name in ["Greece", "GRC", "Hellenic Republic"] {
        let ran = scene.run(&["export", "claims", "--conflict", name]);
        assert_eq!(ran.out.lines().count(), conflicts[0]["claims"].as_array().unwrap().len(), "{}", ran.err);
        for part in ["2 conflicts have", conflicts[0]["id"].as_str().unwrap(), conflicts[1]["id"].as_str().unwrap()] {
            assert!(ran.err.contains(part), "no {part} in {}", ran.err);
        }
        assert_eq!(scene.run(&["--quiet", "export", "claims", "--conflict", name]).err, "");
    }
    let small = conflicts[1]["id"].as_str().unwrap();
    let ran = scene.run(&["export", "claims", "--conflict", small]);
    assert_eq!((ran.out.lines().count(), ran.err.as_str()), (conflicts[1]["claims"].as_array().unwrap().len(), ""));
}
