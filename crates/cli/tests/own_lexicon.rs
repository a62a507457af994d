//! A lexicon of the user's own: begun, checked, compared, found in the configuration or named.

mod common;

use common::Scene;

const FRONT: [&str; 11] = [
    "lexicon",
    "new",
    "actor",
    "Dalmar Front",
    "--kind",
    "group",
    "--role",
    "REB",
    "--code",
    "DLF",
    "--fact=its charter",
];

fn buzz(scene: &Scene, before: &[&str]) -> common::Ran {
    let new = ["lexicon", "new", "verb", "buzz", "--event", "THREATEN", "--example"];
    let example = ["Greek jets buzzed the port of Bodrum.", "--agent", "Greek jets", "--target", "the port of Bodrum"];
    scene.run(&[before, &new, &example].concat())
}

#[test]
fn a_new_entry_is_written_proved_and_found() {
    let scene = Scene::new();
    let ran = buzz(&scene, &[]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    for words in ["wrote the verb \"buzz\"", "own.toml, line 1", "proved: 1 of 1", "clashes: none", "what else changes"]
    {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    let written = std::fs::read_to_string(scene.path("config/lexicon/events/own.toml")).unwrap();
    assert!(written.contains("lemma = \"buzz\"") && written.contains("[[verb.example]]"), "{written}");
    let explained = scene.run(&["explain", "Greek jets buzzed the port of Bodrum."]);
    assert!(explained.out.contains("events/own.toml:1"), "{}", explained.out);
    assert!(explained.err.contains("with your lexicon in"), "{}", explained.err);
    let again = buzz(&scene, &[]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("stands already in your lexicon at events/own.toml:1"), "{}", again.err);
}

#[test]
fn what_editors_leave_beside_files_is_passed_over_and_told() {
    let scene = Scene::new();
    buzz(&scene, &[]);
    scene.write("config/lexicon/events/own.toml~", "[[verb]\n");
    scene.write("config/lexicon/README.txt", "Notes.\n");
    let explained = scene.run(&["explain", "Greek jets buzzed the port of Bodrum."]);
    assert!(explained.code == 0 && explained.out.contains("events/own.toml:1"), "{}", explained.err);
    let told = explained.err.lines().find(|line| line.contains("passed over")).unwrap();
    assert!(told.contains("own.toml~") && told.contains("README.txt"), "{told}");
    scene.write("config/lexicon/events/own.tml", "");
    assert_eq!(scene.run(&["explain", "Greek jets buzzed the port of Bodrum."]).code, 2);
}

#[test]
fn the_configuration_is_left_out_when_asked_and_gives_way_to_a_named_folder() {
    let scene = Scene::new();
    buzz(&scene, &[]);
    let explain = ["explain", "Greek jets buzzed the port of Bodrum."];
    let without = scene.run(&[&["--no-config"], &explain[..]].concat());
    assert!(!without.out.contains("own.toml") && without.err.is_empty(), "{}{}", without.out, without.err);
    std::fs::create_dir(scene.path("named")).unwrap();
    let named = scene.run(&[&["--lexicon", "named"], &explain[..]].concat());
    assert!(!named.out.contains("own.toml") && named.err.is_empty(), "{}{}", named.out, named.err);
    let quiet = scene.run(&[&["--quiet"], &explain[..]].concat());
    assert!(quiet.out.contains("own.toml") && quiet.err.is_empty(), "{}", quiet.err);
}

#[cfg(unix)]
#[test]
fn without_a_variable_of_its_own_the_platforms_configuration_is_used() {
    let scene = Scene::new();
    buzz(&scene, &["--lexicon", "xdg/herodotus/lexicon"]);
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_herodotus"))
        .args(["explain", "Greek jets buzzed the port of Bodrum."])
        .env_remove("HERODOTUS_CONFIG")
        .env("XDG_CONFIG_HOME", scene.path("xdg"))
        .output()
        .unwrap();
    let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(out.contains("events/own.toml:1"), "{out}");
    assert!(err.contains("xdg/herodotus/lexicon"), "{err}");
}

#[test]
fn an_entry_of_the_shipped_lexicon_is_replaced_only_when_asked() {
    let scene = Scene::new();
    let new = ["--lexicon", "mine", "lexicon", "new", "verb", "strafe", "--event", "COERCE"];
    let new = [&new[..], &["--example", "Greek jets strafed the port of Bodrum."]].concat();
    let refused = scene.run(&new);
    assert_eq!(refused.code, 2);
    for words in ["stands already in the shipped lexicon at events/", "nothing was written", "--replace"] {
        assert!(refused.err.contains(words), "{}", refused.err);
    }
    assert!(!scene.path("mine").exists());
    let ran = scene.run(&[&new[..], &["--replace"]].concat());
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    for words in ["proved: 1 of 1", "event: ASSAULT", "→ COERCE", "in place of events/"] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
}

#[test]
fn an_entry_at_fault_is_kept_and_the_user_told_what_to_edit() {
    let scene = Scene::new();
    let new = ["lexicon", "new", "verb", "buzz", "--event", "THREATEN", "--mode", "buzzing"];
    let ran = scene.run(&[&new[..], &["--example", "The clerk was asleep."]].concat());
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    for words in ["not coded as \"buzz\"", "the mode \"buzzing\" is not listed", "proved: 0 of 1", "to change it: edit"]
    {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
}

#[test]
fn what_would_not_be_well_formed_is_not_written() {
    let scene = Scene::new();
    for (arguments, words) in [
        (
            &["verb", "buzz", "--event", "MENACE", "--example", "Jets buzzed the port."][..],
            "unknown event type \"MENACE\"",
        ),
        (&["actor", "Front", "--kind", "army", "--fact", "charter"][..], "unknown word \"army\""),
        (&["place", "Nowhere", "--lat", "99", "--lon", "0", "--fact", "map"][..], "`lat` is \"99\""),
        (&["cue", "aver", "--pos", "verv", "--example", "He averred it."][..], "unknown word \"verv\""),
    ] {
        let ran = scene.run(&[&["lexicon", "new"], arguments].concat());
        assert_eq!(ran.code, 2, "{}", ran.out);
        assert!(ran.err.contains("nothing was written") && ran.err.contains(words), "{words}: {}", ran.err);
    }
    assert!(!scene.path("config").exists());
}

#[test]
fn actors_places_and_cues_are_written_too() {
    let scene = Scene::new();
    scene.good(&FRONT);
    scene.good(&["lexicon", "new", "place", "Old Dalmar", "--lat", "-12.25", "--lon", "41.5", "--fact", "survey map"]);
    let example = "The mayor chirped that the bridge was open.";
    let source = ["--source", "The mayor", "--content", "that the bridge was open"];
    scene.good(&[&["lexicon", "new", "cue", "chirp", "--example", example], &source[..]].concat());
    let explained = scene.good(&["explain", "The mayor chirped that the Dalmar Front shelled Old Dalmar."]);
    for words in ["Dalmar Front DLF - [actors/own.toml:1]", "[cues/own.toml:1]", "ASSAULT shelling"] {
        assert!(explained.contains(words), "{words}: {explained}");
    }
    assert!(explained.contains("-12.2500"), "{explained}");
}

#[test]
fn the_difference_tells_claims_fields_and_lines() {
    let scene = Scene::new();
    let text =
        "Dalmar Front fighters shelled the port of Bodrum on Monday. Greek jets buzzed the port of Bodrum on Tuesday.";
    scene.write("one.txt", format!("Outlet: Coast Herald\nDate: 2021-03-10\n\n{text}\n"));
    let none = scene.run(&["lexicon", "diff", "one.txt"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("no lexicon of your own"), "{}", none.err);
    scene.good(&FRONT);
    buzz(&scene, &[]);
    let told = scene.good(&["lexicon", "diff", "one.txt"]);
    for words in
        ["+ c-", "buzzed", "by events/own.toml:1", "~ c-", "agents: ", "(Dalmar Front, DLF", "by actors/own.toml:1"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(told.ends_with("1 report: 1 claim added, 0 gone, 1 changed (agents 1), 0 as before\n"), "{told}");
    assert_eq!(scene.good(&["lexicon", "diff", "one.txt", "--threads", "3"]), told);
}

#[test]
fn two_folders_are_compared() {
    let scene = Scene::new();
    scene.write("one.txt", "Outlet: Coast Herald\n\nGreek jets buzzed the port of Bodrum on Tuesday.\n");
    buzz(&scene, &["--lexicon", "old"]);
    let entry = std::fs::read_to_string(scene.path("old/events/own.toml")).unwrap();
    std::fs::create_dir_all(scene.path("new/events")).unwrap();
    scene.write("new/events/own.toml", entry.replace("THREATEN", "ASSAULT"));
    let told = scene.good(&["--lexicon", "new", "lexicon", "diff", "--against", "old", "one.txt"]);
    assert!(told.contains("event: THREATEN → ASSAULT") && told.contains("by events/own.toml:1"), "{told}");
    let back = scene.good(&["--lexicon", "new", "lexicon", "diff", "--against", "new", "one.txt"]);
    assert!(back.ends_with("0 claims added, 0 gone, 0 changed, 1 as before\n"), "{back}");
}

#[test]
fn check_says_which_folder_was_used() {
    let scene = Scene::new();
    scene.good(&FRONT);
    std::fs::create_dir_all(scene.path("bad/cues")).unwrap();
    scene.write("bad/cues/own.toml", "[[cue]]\nlemma = \"aver\"\nposs = \"verb\"\n");
    let bad = scene.run(&["--lexicon", "bad", "lexicon", "check"]);
    assert_eq!(bad.code, 2);
    assert!(bad.err.contains("bad") && bad.err.contains("cues/own.toml:3: unknown key `poss`"), "{}", bad.err);
    scene.write("bad/cues/own.toml", b"[[cue]]\nlemma = \"aver\xe9\"\n");
    let latin = scene.run(&["--lexicon", "bad", "lexicon", "check"]);
    assert!(latin.err.contains("UTF-8"), "{}", latin.err);
    let missing = scene.run(&["--lexicon", "nowhere", "lexicon", "check"]);
    assert!(missing.err.contains("nowhere: no such folder"), "{}", missing.err);
    let good = scene.run(&["lexicon", "check"]);
    assert!(good.out.contains("config/lexicon on top (1 files)"), "{}", good.out);
    assert_eq!(good.code, 0, "{}", good.out);
}
