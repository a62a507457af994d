//! The commands over a ledger that was read.

mod common;

use std::io::Read;
use std::process::{Command, Stdio};

use common::Scene;

fn read() -> Scene {
    let scene = Scene::new();
    scene.good(&["read", "reports"]);
    scene
}

fn claim_of_the_herald(scene: &Scene) -> serde_json::Value {
    let claims = scene.good(&["export", "claims"]);
    let mut claims = claims.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    claims.find(|claim| claim["report"]["outlet"] == "Coast Herald").unwrap()
}

#[test]
fn a_citation_opens_to_words_speakers_and_derivation() {
    let scene = read();
    let claim = claim_of_the_herald(&scene);
    let id = claim["id"].as_str().unwrap();
    let shown = scene.good(&["show", id]);
    let quote = claim["quote"].as_str().unwrap();
    assert!(shown.contains(&format!(">>{quote}<<")), "{shown}");
    assert!(shown.contains("Coast Herald") && shown.contains("derivation"), "{shown}");
    assert_eq!(scene.good(&["show", &id[..id.len() - 3]]), shown);
    let report = scene.good(&["show", claim["report"]["id"].as_str().unwrap()]);
    assert!(report.contains("Port shelled as talks stall") && report.contains(id), "{report}");
    let missing = scene.run(&["show", "c-none"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("c-none"), "{}", missing.err);
}

#[test]
fn words_find_claims() {
    let scene = read();
    let found = scene.good(&["find", "shelled", "port"]);
    assert!(found.lines().count() >= 2, "{found}");
    assert!(scene.run(&["find", "walrus"]).out.is_empty());
}

#[test]
fn csv_has_a_row_for_each_record() {
    let scene = read();
    for what in ["claims", "links", "events", "tallies", "truces"] {
        let lines = scene.good(&["export", what]).lines().count();
        let table = scene.good(&["export", what, "--format", "csv"]);
        let mut rows = csv::ReaderBuilder::new().from_reader(table.as_bytes());
        assert!(!rows.headers().unwrap().is_empty());
        assert_eq!(rows.records().map(Result::unwrap).count(), lines, "{what}");
    }
}

#[test]
fn a_part_of_the_ledger_is_a_part_of_its_claims() {
    let scene = read();
    let all = scene.good(&["export", "claims"]);
    let part = scene.good(&["export", "claims", "--party", "ITA"]);
    assert!(!part.is_empty() && part.lines().count() < all.lines().count());
    assert!(part.lines().all(|line| all.contains(line)));
    let ran = scene.run(&["report", "--from", "2021-03-11", "--to", "2021-03-10"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("is after"), "{}", ran.err);
}

#[test]
fn the_situation_report_comes_in_three_formats() {
    let scene = read();
    let text = scene.good(&["report"]);
    let markdown = scene.good(&["report", "--format", "markdown"]);
    let json: serde_json::Value = serde_json::from_str(&scene.good(&["report", "--format", "json"])).unwrap();
    assert!(text.contains("Coast Herald") && markdown.starts_with('#') && json.is_object());
}

#[test]
fn links_of_exported_claims_are_the_links_of_the_ledger() {
    let scene = read();
    scene.write("claims.jsonl", scene.good(&["export", "claims"]));
    assert_eq!(scene.good(&["link", "claims.jsonl"]), scene.good(&["export", "links"]));
    scene.write("broken.jsonl", "{\n");
    let ran = scene.run(&["link", "broken.jsonl"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("broken.jsonl") && ran.err.contains("line 1"), "{}", ran.err);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let scene = read();
    for format in ["jsonl", "csv"] {
        let mut export = Command::new(env!("CARGO_BIN_EXE_herodotus"))
            .args(["export", "claims", "--format", format])
            .current_dir(scene.folder())
            .env("HERODOTUS_CONFIG", scene.path("config"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(export.stdout.take());
        let mut told = String::new();
        export.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert!(export.wait().unwrap().success(), "{format}: {told}");
        assert_eq!(told, "");
    }
}

#[test]
fn what_reconciliation_made_opens_for_people_and_as_a_record() {
    let scene = read();
    let title = |what: &str| match what {
        "events" => "Event e-",
        "tallies" => "Tally t-",
        "truces" => "Truce r-",
        _ => "Conflict w-",
    };
    for what in ["events", "tallies", "truces", "conflicts"] {
        let all = scene.good(&["export", what]);
        for line in all.lines() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let id = record["id"].as_str().unwrap();
            let page = scene.good(&["show", id]);
            let opened = page.starts_with(title(what)) || (what == "events" && page.starts_with("State e-"));
            assert!(opened && page.contains("\nclaims\n  c-") && !page.contains('{'), "{page}");
            let json: serde_json::Value = serde_json::from_str(&scene.good(&["show", id, "--format", "json"])).unwrap();
            assert_eq!(json["id"], record["id"]);
        }
    }
    let claim = claim_of_the_herald(&scene);
    let json = scene.good(&["show", claim["id"].as_str().unwrap(), "--format", "json"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap(), claim);
}

#[test]
fn lists_are_cut_to_a_length_and_say_so() {
    let scene = read();
    let lines = |arguments: &[&str]| scene.good(&[&["report"], arguments].concat()).lines().count();
    let (none, few, whole) = (lines(&["--most", "0"]), lines(&["--most", "1"]), lines(&["--whole"]));
    assert!(none < few && few < whole, "{none} {few} {whole}");
    let text = scene.good(&["report", "--most", "1"]);
    assert!(text.contains("and ") && text.contains(" more ") && text.contains("--whole everything"), "{text}");
    assert!(!scene.good(&["report", "--whole"]).contains("more;"));
    let short = scene.good(&["read", "reports"]);
    assert!(short.contains("This is the short report") && !short.contains("PLACES"), "{short}");
    assert!(scene.good(&["read", "reports", "--whole"]).lines().count() >= whole);
}

#[test]
fn days_are_taken_in_many_forms_and_others_told_how_to_be_written() {
    let scene = read();
    let from = |day: &str| scene.good(&["export", "claims", "--from", day]);
    assert_eq!(from("10.03.2021"), from("2021-03-10"));
    assert_eq!(from("March 10, 2021"), from("2021-03-10"));
    let ran = scene.run(&["report", "--from", "11/04/2020"]);
    assert!(ran.code == 2 && ran.err.contains("write it as YYYY-MM-DD"), "{}", ran.err);
}

#[test]
fn columns_are_kept_to() {
    let scene = read();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_herodotus"));
        command.args(arguments).current_dir(scene.folder()).env("COLUMNS", "40");
        common::Ran::of(command.env("HERODOTUS_CONFIG", scene.path("config")).output().unwrap()).out
    };
    for arguments in [&["report"][..], &["find", "port"]] {
        let long = run(arguments).lines().find(|line| line.chars().count() > 40).map(str::to_owned);
        assert_eq!(long, None);
    }
}

#[test]
fn shells_complete_commands() {
    let scene = Scene::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = scene.good(&["completions", shell]);
        assert!(script.contains("herodotus") && script.contains("annotate"), "{shell}: {script}");
    }
}

#[test]
fn a_sentence_is_explained() {
    let scene = Scene::new();
    let told =
        scene.good(&["explain", "--published", "2021-03-09", "The army said rebels shelled the port on Tuesday."]);
    for part in ["shell", "VERB", "nsubj", "attributions", "claims", "events/", "2021-03-09"] {
        assert!(told.contains(part), "no {part} in:\n{told}");
    }
    // An entry that fits and makes no claim says why, before those that do not fit.
    let told = scene.good(&["explain", "The mayor conceded at last to the demands of the shopkeepers."]);
    let misses = told.split("what nearly matched").nth(1).unwrap();
    let why = misses.trim_start().lines().next().unwrap();
    assert!(why.starts_with("\"conceded\"") && why.contains("no claim by rule"), "{told}");
}

#[test]
fn syntax_comes_as_conllu() {
    let scene = Scene::new();
    let text = scene.good(&["annotate", "reports", "--format", "conllu"]);
    let rows: Vec<Vec<&str>> =
        text.lines().filter(|line| line.contains('\t')).map(|line| line.split('\t').collect()).collect();
    assert!(rows.len() > 50);
    assert!(rows.iter().all(|row| row.len() == 10 && row.iter().all(|cell| !cell.is_empty())));
}
