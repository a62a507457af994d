//! Parts of a ledger: chosen by any name of a party or place and by day, with nothing left out silently and the same ids everywhere.

mod common;

use std::collections::BTreeMap;

use common::{Ran, Scene};
use serde_json::Value;

/// The common reports, and one of which no day is known.
fn scene() -> Scene {
    let scene = Scene::new();
    scene.write(
        "reports/old.txt",
        "Outlet: Old Post\n\nGreek forces shelled the port of Bodrum, Turkey said. Turkish soldiers were killed.\n",
    );
    scene.good(&["read", "reports"]);
    scene
}

fn claims(scene: &Scene, filter: &[&str]) -> Ran {
    let all: Vec<&str> = ["export", "claims"].iter().chain(filter).copied().collect();
    scene.run(&all)
}

/// Wants the filter `other` to choose what `name` chooses, and to say how it was read if it is to.
fn same(scene: &Scene, (option, name, other): (&str, &str, &str), told: &str) {
    let (plain, ran) = (claims(scene, &[option, name]), claims(scene, &[option, other]));
    assert!(plain.code == 0 && plain.err.is_empty() && !plain.out.is_empty(), "{name}: {}", plain.err);
    assert_eq!((ran.code, &ran.out), (0, &plain.out), "{other}: {}", ran.err);
    assert!(ran.err.contains(told) && told.is_empty() == ran.err.is_empty(), "{other}: {}", ran.err);
}

#[test]
fn a_party_is_found_by_every_name_that_the_lexicon_knows() {
    let scene = scene();
    same(&scene, ("--party", "Turkey", "T\u{fc}rkiye"), "T\u{fc}rkiye is read as Turkey");
    same(&scene, ("--party", "Turkey", "turkish"), "turkish is read as Turkey");
    same(&scene, ("--party", "Turkey", "tr"), "tr is read as Turkey");
    same(&scene, ("--party", "Turkey", "Ankara"), "chosen by party, not by person");
    // A code means every role; with a role, this one.
    same(&scene, ("--party", "Greece", "GRC"), "");
    let army = claims(&scene, &["--party", "GRC MIL"]);
    assert!(army.out.lines().count() > 1 && army.out.lines().all(|line| line.contains("\"GRC MIL\"")), "{}", army.out);
    let by_name = claims(&scene, &["--party", "Greece"]);
    assert!(army.out.lines().all(|line| by_name.out.contains(line)));
}

#[test]
fn a_name_that_nothing_knows_is_an_error_with_names_like_it() {
    let scene = scene();
    for (option, name, near) in [("--party", "Grece", "Greece"), ("--place", "Bodrun", "Bodrum")] {
        for command in [&["report"][..], &["export", "events"], &["find", "shelled"]] {
            let all: Vec<&str> = command.iter().chain(&[option, name]).copied().collect();
            let ran = scene.run(&all);
            assert!(ran.code == 2 && ran.out.is_empty(), "{all:?}: {}", ran.out);
            assert!(ran.err.contains(name) && ran.err.contains(&format!("did you mean {near}")), "{}", ran.err);
        }
    }
    // What is known and not told of is an answer.
    let ran = scene.run(&["report", "--party", "Iceland"]);
    assert!(ran.code == 0 && ran.err.contains("no claim of the ledger names Iceland"), "{}", ran.err);
    let ran = scene.run(&["report", "--place", "Reykjavik"]);
    assert!(ran.code == 0 && ran.err.contains("no claim of the ledger is told of Reykjavik"), "{}", ran.err);
}

#[test]
fn a_place_is_found_by_every_name_that_the_gazetteer_knows() {
    let scene = scene();
    same(&scene, ("--place", "Bodrum", "Halicarnassus"), "Halicarnassus is read as Bodrum (TR)");
    same(&scene, ("--place", "Bodrum", "bodrum, tr"), "");
    assert_eq!(claims(&scene, &["--place", "Bodrum, IT"]).code, 2);
}

#[test]
fn what_has_no_day_is_left_out_aloud_and_kept_where_asked_for() {
    let scene = scene();
    let all = claims(&scene, &[]).out.lines().count();
    let from = claims(&scene, &["--from", "1000-01-01"]);
    let left_out = all - from.out.lines().count();
    assert!(left_out > 0);
    assert!(from.err.contains(&format!("{left_out} claims of 1 report have no day")), "{}", from.err);
    let kept = claims(&scene, &["--from", "1000-01-01", "--undated"]);
    assert_eq!((kept.out.lines().count(), kept.err.as_str()), (all, ""));
    assert!(!from.out.contains("Old Post") && kept.out.contains("Old Post"));
    assert_eq!(scene.run(&["--quiet", "export", "claims", "--from", "1000-01-01"]).err, "");
    // Nothing undated of this party: nothing to say.
    assert_eq!(claims(&scene, &["--from", "2021-03-01", "--party", "Italy"]).err, "");
}

#[test]
fn a_part_shows_the_records_of_the_whole_under_their_ids() {
    let scene = scene();
    let filters: [&[&str]; 4] =
        [&["--party", "Italy"], &["--place", "Bodrum"], &["--from", "2021-03-10"], &["--conflict", "Greece"]];
    for what in ["events", "tallies", "truces", "conflicts"] {
        let whole = scene.good(&["export", what]);
        for filter in filters {
            let all: Vec<&str> = ["export", what].iter().chain(filter).copied().collect();
            let part = scene.good(&all);
            assert!(part.lines().all(|row| whole.lines().any(|known| known == row)), "{what} {filter:?}: {part}");
        }
    }
    let discrepancies = |filter: &[&str]| -> BTreeMap<String, Value> {
        let all: Vec<&str> = ["report", "--format", "json"].iter().chain(filter).copied().collect();
        let report: Value = serde_json::from_str(&scene.good(&all)).unwrap();
        let all = report["discrepancies"].as_array().unwrap().clone();
        all.into_iter().map(|one| (one["id"].as_str().unwrap().to_owned(), one)).collect()
    };
    let whole = discrepancies(&[]);
    let part = discrepancies(&["--place", "Bodrum"]);
    assert!(!part.is_empty() && part.iter().all(|(id, one)| whole.get(id) == Some(one)), "{part:?}");
    for id in part.keys() {
        scene.good(&["show", id]);
    }
}

#[test]
fn finding_takes_the_same_filters_and_tells_how_many_there_are() {
    let scene = scene();
    let all = scene.run(&["find", "shelled"]);
    assert!(all.out.lines().count() > 2 && all.err.is_empty(), "{}", all.err);
    let count = all.out.lines().count();
    let few = scene.run(&["find", "shelled", "--most", "1"]);
    assert_eq!(few.out.lines().count(), 1);
    assert!(few.err.contains(&format!("1 of {count} claims shown")), "{}", few.err);
    let none = scene.run(&["find", "shelled", "--most", "0"]);
    assert!(none.out.is_empty() && none.err.contains(&format!("0 of {count} claims shown")), "{}", none.err);
    let old = scene.run(&["find", "shelled", "--from", "2021-03-01", "--party", "Turkey"]);
    assert!(old.out.lines().count() < count && !old.out.contains("Old Post"), "{}", old.out);
}

#[test]
fn what_is_found_comes_as_records_too() {
    let scene = scene();
    let count = scene.good(&["find", "shelled"]).lines().count();
    let lines = scene.good(&["find", "shelled", "--format", "jsonl"]);
    let all = claims(&scene, &[]).out;
    assert_eq!(lines.lines().count(), count);
    assert!(lines.lines().all(|line| all.lines().any(|known| known == line)), "{lines}");
    let table = scene.good(&["find", "shelled", "--format", "csv"]);
    let mut rows = csv::ReaderBuilder::new().from_reader(table.as_bytes());
    assert_eq!(rows.headers().unwrap().get(0), Some("id"));
    assert_eq!(rows.records().map(Result::unwrap).count(), count);
    let few = scene.run(&["find", "shelled", "--format", "jsonl", "--most", "1"]);
    assert_eq!(few.out, lines.lines().next().unwrap().to_owned() + "\n");
    assert!(few.err.contains(&format!("1 of {count} claims shown")), "{}", few.err);
    // A table of nothing still has its heading.
    let none = scene.run(&["find", "walrus", "--format", "csv"]);
    assert!(none.code == 0 && none.out.lines().count() == 1 && none.err.contains("walrus"), "{}", none.err);
}

#[test]
fn ids_are_taken_as_they_are_printed() {
    let scene = scene();
    let claims = claims(&scene, &[]).out;
    let claim: Value = serde_json::from_str(claims.lines().next().unwrap()).unwrap();
    let (id, report) = (claim["id"].as_str().unwrap(), claim["report"]["id"].as_str().unwrap());
    let shown = scene.good(&["show", id]);
    assert_eq!(scene.good(&["show", &format!("[{}]", &id[..10])]), shown);
    assert_eq!(scene.good(&["show", &id.to_uppercase()]), shown);
    let log = scene.good(&["log", &report[..report.len() - 2]]);
    assert!(log.lines().next().unwrap().contains("report read") && log.contains(id), "{log}");
    let ran = scene.run(&["show", "c-"]);
    let count = claims.lines().count();
    assert!(ran.code == 2 && ran.err.contains(&format!("begins {count} ids (")), "{}", ran.err);
}
