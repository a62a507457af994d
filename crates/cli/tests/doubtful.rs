//! Reviews that cannot be meant as they are written: of events, of unknown words and names, in a circle.

mod common;

use common::{Ran, Scene};
use serde_json::Value;

fn read() -> Scene {
    let scene = Scene::new();
    scene.good(&["read", "reports"]);
    scene
}

fn review(scene: &Scene, arguments: &[&str]) -> Ran {
    let signed = ["--by", "Ada", "--because", "the report says so", "--later"];
    let arguments: Vec<&str> = ["review"].iter().chain(arguments).chain(&signed).copied().collect();
    scene.run(&arguments)
}

fn rows(scene: &Scene, what: &str) -> Vec<Value> {
    scene.good(&["export", what]).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn claims_of(event: &Value) -> Vec<String> {
    let accounts = event["accounts"].as_array().unwrap().iter();
    let claims = accounts.flat_map(|account| account["claims"].as_array().unwrap());
    claims.map(|claim| claim.as_str().unwrap().to_owned()).collect()
}

/// The claim whose words hold `words`.
fn claim(scene: &Scene, words: &str) -> String {
    let found = rows(scene, "claims").into_iter().find(|claim| claim["quote"].as_str().unwrap().contains(words));
    found.unwrap()["id"].as_str().unwrap().to_owned()
}

#[test]
fn an_event_of_several_claims_is_reviewed_whole_or_not_at_all() {
    let scene = read();
    let events = rows(&scene, "events");
    let event = events.iter().max_by_key(|event| claims_of(event).len()).unwrap();
    let (id, claims) = (event["id"].as_str().unwrap(), claims_of(event));
    assert!(claims.len() > 1);
    for said in
        [&["reject", id][..], &["accept", id], &["correct", id, "status", "planned"], &["apart", id, &claims[0]]]
    {
        let ran = review(&scene, said);
        assert!(ran.code == 2 && ran.err.contains(&format!("an event of {} claims", claims.len())), "{}", ran.err);
        assert!(claims.iter().all(|claim| ran.err.contains(claim)), "{}", ran.err);
        assert_eq!(ran.err.contains("--all"), ["reject", "accept"].contains(&said[0]), "{}", ran.err);
    }
    assert_eq!(scene.good(&["review", "list"]).trim(), "no review stands");
    let before = rows(&scene, "claims").len();
    let ran = review(&scene, &["reject", id, "--all"]);
    assert_eq!((ran.code, ran.out.lines().count()), (0, claims.len()), "{}", ran.err);
    assert_eq!(rows(&scene, "claims").len(), before - claims.len());
    assert!(claims.iter().all(|claim| scene.good(&["show", claim]).starts_with("REJECTED")));
    let war = rows(&scene, "conflicts")[0]["id"].as_str().unwrap().to_owned();
    let ran = review(&scene, &["reject", &war, "--all"]);
    assert!(ran.code == 2 && ran.err.contains("a conflict of"), "{}", ran.err);
    // An event of one claim is that claim.
    let single = events.iter().find(|event| claims_of(event).len() == 1).unwrap();
    let ran = review(&scene, &["accept", single["id"].as_str().unwrap()]);
    assert!(ran.code == 0 && ran.out.contains(&claims_of(single)[0]), "{}", ran.err);
}

#[test]
fn a_mode_is_one_of_the_published_list() {
    let scene = read();
    let id = claim(&scene, "forces shelled the port");
    let ran = review(&scene, &["correct", &id, "mode", "shellin"]);
    assert!(
        ran.code == 2 && ran.err.contains("did you mean shelling?") && ran.err.contains("airstrike"),
        "{}",
        ran.err
    );
    assert_eq!(review(&scene, &["correct", &id, "mode", "airstrike"]).code, 0);
    let report = rows(&scene, "claims")[0]["report"]["id"].as_str().unwrap().to_owned();
    let add = ["add", &report, "--quote", "Greek", "--type", "ASSAULT", "--mode", "nonsense"];
    let ran = review(&scene, &add);
    assert!(ran.code == 2 && ran.err.contains("nonsense"), "{}", ran.err);
}

#[test]
fn names_that_nothing_knows_are_taken_with_a_notice() {
    let scene = read();
    let id = claim(&scene, "forces shelled the port");
    for (said, told) in [
        (&["correct", &id, "agent", "Grece"][..], "did you mean Greece"),
        (&["correct", &id, "speaker", "the outlet"], "no claim names it"),
        (&["correct", &id, "target", "T\u{fc}rkiye"], "claims of reports call it Turkey"),
        (&["correct", &id, "places", "Nowhereville; Izmir"], "no place \"Nowhereville\""),
        (&["parties", "Itly", "Italy"], "did you mean Italy"),
    ] {
        let ran = review(&scene, said);
        assert!(ran.code == 0 && ran.err.contains(told) && ran.err.lines().count() == 1, "{said:?}: {}", ran.err);
    }
    for said in [&["correct", &id, "agent", "Greece"][..], &["correct", &id, "target", "none"]] {
        assert_eq!(review(&scene, said).err, "");
    }
    assert_eq!(review(&scene, &["--quiet", "correct", &id, "agent", "Nobody Known"]).err, "");
}

#[test]
fn parties_are_not_merged_in_a_circle() {
    let scene = read();
    let made = review(&scene, &["parties", "Greece", "Turkey"]);
    assert_eq!(made.code, 0, "{}", made.err);
    for merge in ["Greece", "Italy"] {
        let ran = review(&scene, &["parties", "Turkey", merge]);
        assert!(ran.code == 2 && ran.err.contains("Turkey is itself read as Greece"), "{}", ran.err);
        assert!(ran.err.contains("herodotus review undo"), "{}", ran.err);
    }
    // A merged party is found by the name that stays.
    let ran = scene.run(&["export", "claims", "--party", "Turkey"]);
    assert!(ran.err.contains("Turkey is read as Greece"), "{}", ran.err);
    assert_eq!(ran.out, scene.good(&["export", "claims", "--party", "Greece"]));
}
