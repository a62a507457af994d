//! The analyst's hand and what it outlives: reviews, coding anew, histories, what has come since, corrections as gold.

mod common;

use common::Scene;
use serde_json::Value;

const ADA: [&str; 4] = ["--by", "Ada", "--because", "the report says so"];

fn read() -> Scene {
    let scene = Scene::new();
    scene.good(&["read", "reports"]);
    scene
}

fn claims(scene: &Scene) -> Vec<Value> {
    scene.good(&["export", "claims"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The claim of the export whose words hold `words`.
fn claim(scene: &Scene, words: &str) -> Value {
    let found = claims(scene).into_iter().find(|claim| claim["quote"].as_str().unwrap().contains(words));
    found.unwrap_or_else(|| panic!("no claim with {words:?}"))
}

fn review(scene: &Scene, arguments: &[&str]) -> String {
    let arguments: Vec<&str> = ["review"].iter().chain(arguments).chain(&ADA).copied().collect();
    scene.good(&arguments)
}

/// The number of the entry that a review printed.
fn entry(told: &str) -> &str {
    told.strip_prefix("entry ").unwrap().split(':').next().unwrap()
}

#[test]
fn a_corrected_claim_shows_in_exports_views_and_citations() {
    let scene = read();
    let before = claim(&scene, "forces shelled the port");
    let id = before["id"].as_str().unwrap();
    let told = review(&scene, &["correct", id, "agent", "Bulgaria"]);
    assert!(told.contains("agent.1 -> Bulgaria, by Ada on "), "{told}");
    review(&scene, &["correct", id, "when", "2021-03-08..2021-03-09"]);
    review(&scene, &["correct", id, "places", "Izmir, TR"]);
    let after = claim(&scene, "forces shelled the port");
    assert_eq!(after["id"], before["id"]);
    assert_eq!((&after["agents"][0]["party"], &after["agents"][0]["code"]), (&"Bulgaria".into(), &"BGR MIL".into()));
    assert_eq!((&after["when"]["start"], &after["when"]["text"]), (&"2021-03-08".into(), &before["when"]["text"]));
    assert_eq!(after["places"][0]["country"], "TR");
    assert!(after["places"][0]["lat"].is_number());
    let shown = scene.good(&["show", id]);
    assert!(shown.contains("agent was Greece (\"Greek forces\"); corrected by Ada: the report says so"), "{shown}");
    let situation = scene.good(&["report", "--party", "Bulgaria", "--format", "markdown"]);
    assert!(situation.contains("Bulgaria against Turkey") && situation.contains("(corrected by Ada)"), "{situation}");
    assert!(after["because"].as_array().unwrap().iter().any(|because| because["by"] == "Ada"));
    assert!(scene.good(&["export", "events"]).contains("\"agents\":[\"Bulgaria\"]"));
    assert!(scene.good(&["export", "claims", "--format", "csv"]).contains("corrected by Ada"));
    scene.good(&["ledger", "verify"]);
}

#[test]
fn a_figure_takes_what_figures_have() {
    let scene = read();
    let id = claim(&scene, "12 soldiers were killed")["id"].as_str().unwrap().to_owned();
    review(&scene, &["correct", &id, "figure", "10..14"]);
    let tally = claim(&scene, "12 soldiers were killed")["tally"].clone();
    assert_eq!((&tally["low"], &tally["high"]), (&10.0.into(), &14.0.into()));
    for (field, value, told) in [
        ("type", "ASSAULT", "the fields are status"),
        ("figure", "15..10", "12.. (at least)"),
        ("figure", "dozens", "12.. (at least)"),
        ("scope", "vast", "total, incident"),
        ("agent.9", "Italy", "the claim has 0"),
        ("what", " ", "what is counted"),
        ("wehn", "2021-03-09", "the fields are status"),
    ] {
        let ran = scene.run(&["review", "correct", &id, field, value, "--by", "Ada", "--because", "tried"]);
        assert!(ran.code == 2 && ran.err.contains(told), "{field} {value}: {}", ran.err);
    }
    assert_eq!(scene.good(&["review", "list"]).lines().count(), 1);
}

#[test]
fn a_review_wants_a_name_and_a_reason() {
    let scene = read();
    let id = claim(&scene, "forces shelled the port")["id"].as_str().unwrap().to_owned();
    let run = |by: Option<&str>| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_herodotus"));
        command.args(["review", "accept", &id, "--because", "read it"]).current_dir(scene.folder());
        command.env_remove("USER").env_remove("HERODOTUS_BY").envs(by.map(|by| ("HERODOTUS_BY", by)));
        common::Ran::of(command.output().unwrap())
    };
    let nameless = run(None);
    assert!(nameless.code == 2 && nameless.err.contains("--by"), "{}", nameless.err);
    let named = run(Some("Ben"));
    assert!(named.out.contains("by Ben on"), "{}", named.err);
    assert_eq!(scene.run(&["review", "accept", &id, "--by", "Ada"]).code, 2);
    assert_eq!(scene.run(&["review", "accept", &id, "--by", "Ada", "--because", " "]).code, 2);
}

#[test]
fn a_rejected_claim_goes_and_comes_back_when_that_is_undone() {
    let scene = read();
    let all = scene.good(&["export", "claims"]);
    let links = scene.good(&["export", "links"]);
    let id = claim(&scene, "forces shelled the port")["id"].as_str().unwrap().to_owned();
    let told = review(&scene, &["reject", &id]);
    assert!(!scene.good(&["export", "claims"]).contains(&id) && !scene.good(&["export", "links"]).contains(&id));
    assert!(!scene.good(&["report"]).contains(&id[..8]));
    assert!(scene.good(&["show", &id]).starts_with("REJECTED"));
    review(&scene, &["undo", entry(&told)]);
    assert_eq!(scene.good(&["export", "claims"]), all);
    assert_eq!(scene.good(&["export", "links"]), links);
    let again = scene.run(&["review", "undo", entry(&told), "--by", "Ada", "--because", "twice"]);
    assert!(again.code == 2 && again.err.contains("taken back already"), "{}", again.err);
}

#[test]
fn a_later_review_takes_the_place_of_an_earlier_one_and_the_log_tells_both() {
    let scene = read();
    let id = claim(&scene, "forces shelled the port")["id"].as_str().unwrap().to_owned();
    let first = review(&scene, &["reject", &id]);
    let second = review(&scene, &["accept", &id]);
    let (first, second) = (entry(&first), entry(&second));
    assert_eq!(scene.good(&["review", "list"]).lines().count(), 1);
    assert!(scene.good(&["show", &id]).contains("accepted by Ada") && !scene.good(&["show", &id]).contains("rejected"));
    let log = scene.good(&["log", &id]);
    let line = |number: &str| log.lines().find(|line| line.split_whitespace().nth(1) == Some(number)).unwrap();
    assert!(line(first).ends_with(&format!("[entry {second} stands in its place]")), "{log}");
    assert!(line(second).ends_with("[stands]"), "{log}");
    let third = review(&scene, &["reject", &id]);
    assert!(third.contains(&format!("[in the place of entry {second}]")), "{third}");
    review(&scene, &["undo", entry(&third)]);
    let log = scene.good(&["log", &id]);
    assert!(
        log.contains("[taken back by entry ") && log.contains(&format!("[entry {second} stands in its place]")),
        "{log}"
    );
    scene.good(&["ledger", "verify"]);
}

#[test]
fn an_event_and_a_figure_are_not_joined() {
    let scene = read();
    let event = claim(&scene, "forces shelled the port")["id"].as_str().unwrap().to_owned();
    let figure = claim(&scene, "12 soldiers were killed")["id"].as_str().unwrap().to_owned();
    let row = |what: &str| -> String {
        let first: Value = serde_json::from_str(scene.good(&["export", what]).lines().next().unwrap()).unwrap();
        first["id"].as_str().unwrap().to_owned()
    };
    for (a, b) in [(&event, &figure), (&figure, &event), (&row("tallies"), &row("events"))] {
        let ran = scene.run(&["review", "same", a, b, "--by", "Ada", "--because", "tried"]);
        assert!(ran.code == 2 && ran.err.contains("cannot tell the same"), "{}", ran.err);
        assert!(ran.err.contains(a.as_str()) && ran.err.contains(b.as_str()) && ran.err.contains("herodotus show"));
    }
    assert!(scene.good(&["review", "list"]).contains("no review stands"));
}

#[test]
fn a_retracted_report_leaves_the_views_and_comes_back_when_that_is_undone() {
    let scene = read();
    let exports = |scene: &Scene| ["claims", "links", "events"].map(|what| scene.good(&["export", what]));
    let (before, situation) = (exports(&scene), scene.good(&["report"]));
    let shelling = claim(&scene, "forces shelled the port");
    let (id, report) = (shelling["id"].as_str().unwrap(), shelling["report"]["id"].as_str().unwrap());
    let told = review(&scene, &["retract", &report[..report.len() - 2]]);
    assert!(told.contains(&format!("report {report} is retracted, by Ada")), "{told}");
    assert!(exports(&scene).iter().all(|text| !text.contains(id) && !text.contains(report)));
    assert!(
        !scene.good(&["report"]).contains("Coast Herald") && !scene.good(&["find", "shelled"]).contains("Coast Herald")
    );
    assert!(scene.good(&["show", id]).starts_with("ITS REPORT IS RETRACTED"));
    let shown = scene.good(&["show", report]);
    assert!(shown.starts_with("RETRACTED (entry ") && shown.contains("Port shelled as talks stall"), "{shown}");
    for about in [report, id] {
        assert!(scene.good(&["log", about]).contains("report retracted"));
    }
    // Reading it again does not bring it back, and says so.
    let again = scene.run(&["read", "reports"]);
    assert!(again.err.contains("stays retracted") && !again.out.contains("Coast Herald"), "{}{}", again.out, again.err);
    scene.good(&["recode"]);
    assert!(!scene.good(&["export", "claims"]).contains(report));
    for arguments in [&["retract", report][..], &["accept", id]] {
        let arguments: Vec<&str> = ["review"].iter().chain(arguments).chain(&ADA).copied().collect();
        let ran = scene.run(&arguments);
        assert!(ran.code == 2 && ran.err.contains("review undo"), "{}", ran.err);
    }
    let none = scene.run(&["review", "retract", "no-such", "--by", "Ada", "--because", "tried"]);
    assert!(none.code == 2 && none.err.contains("no report of the ledger"), "{}", none.err);
    scene.good(&["ledger", "verify"]);
    review(&scene, &["undo", entry(&told)]);
    assert_eq!((exports(&scene), scene.good(&["report"])), (before, situation));
    scene.good(&["ledger", "verify"]);
}

#[test]
fn judging_the_links_can_be_left_for_later() {
    let scene = read();
    let links = scene.good(&["export", "links"]);
    let id = claim(&scene, "forces shelled the port")["id"].as_str().unwrap().to_owned();
    let quote: String = links.lines().filter(|line| line.contains(&id)).collect();
    assert!(!quote.is_empty());
    review(&scene, &["correct", &id, "when", "2019-01-01", "--later"]);
    let ran = scene.run(&["report"]);
    assert!(ran.code == 0 && ran.err.contains("ledger relink"), "{}", ran.err);
    assert_eq!(scene.good(&["export", "links"]), links);
    assert!(scene.good(&["ledger", "relink"]).contains("links, judged"));
    assert_ne!(scene.good(&["export", "links"]), links);
    assert!(!scene.run(&["report"]).err.contains("relink"));
}

#[test]
fn claims_are_joined_and_parted() {
    let scene = read();
    let (a, b) = (claim(&scene, "15 of its soldiers"), claim(&scene, "12 soldiers were killed"));
    let (a, b) = (a["id"].as_str().unwrap(), b["id"].as_str().unwrap());
    let told = review(&scene, &["same", a, b]);
    let linked = |relation: &str| {
        scene
            .good(&["export", "links"])
            .lines()
            .any(|line| line.contains(a) && line.contains(b) && line.contains(&format!("\"relation\":\"{relation}\"")))
    };
    assert!(linked("same"));
    assert!(scene.good(&["show", a]).contains("joined by Ada: the report says so"));
    review(&scene, &["apart", a, b]);
    assert!(!linked("same"));
    review(&scene, &["undo", entry(&told)]);
    let ran = scene.run(&["review", "same", a, a, "--by", "Ada", "--because", "tried"]);
    assert!(ran.code == 2 && ran.err.contains("name two"), "{}", ran.err);
}

#[test]
fn two_names_become_one_party() {
    let scene = read();
    review(&scene, &["parties", "Hellas", "Greece"]);
    let all = scene.good(&["export", "claims"]);
    assert!(all.contains("\"party\":\"Hellas\"") && !all.contains("\"party\":\"Greece\""));
    assert!(all.contains("party was Greece; merged with Hellas by Ada"), "{all}");
    assert!(!scene.good(&["report", "--party", "hellas"]).is_empty());
    let ran = scene.run(&["review", "parties", "Hellas", "Graecia", "--by", "Ada", "--because", "an old name"]);
    assert!(ran.code == 0 && ran.err.contains("no claim names Graecia so far"), "{}", ran.err);
    assert_eq!(scene.run(&["review", "parties", "Hellas", " ", "--by", "Ada", "--because", "tried"]).code, 2);
}

/// A lexicon in which to shell is to coerce; its file takes the place of what the shipped one of that name says of the verb.
fn other_lexicon(scene: &Scene) {
    std::fs::create_dir_all(scene.path("mine/events")).unwrap();
    let entry = "event = \"COERCE\"\n\n[[verb]]\nlemma = \"shell\"\nmode = \"pressure\"\nagent = [\"subject\"]\ntarget = [\"object\"]\n\
                 [[verb.example]]\ntext = \"Rebel gunners shelled the port of Dalmar.\"\nagent = \"Rebel gunners\"\n";
    scene.write("mine/events/assault-fire.toml", entry);
}

#[test]
fn reviews_carry_over_when_reports_are_coded_anew() {
    let scene = read();
    other_lexicon(&scene);
    let before = claim(&scene, "forces shelled the port");
    let id = before["id"].as_str().unwrap();
    review(&scene, &["correct", id, "certainty", "hedged"]);
    let kept = claim(&scene, "15 of its soldiers")["id"].as_str().unwrap().to_owned();
    review(&scene, &["accept", &kept]);

    let all = scene.good(&["export", "claims"]);
    let dry = scene.good(&["--lexicon", "mine", "recode", "--dry-run"]);
    assert!(dry.contains("type: ASSAULT -> COERCE") && dry.contains("would be coded anew"), "{dry}");
    assert_eq!(scene.good(&["export", "claims"]), all);

    let told = scene.good(&["--lexicon", "mine", "recode", "--threads", "2"]);
    assert_eq!(told.lines().count(), dry.lines().count());
    let after = claim(&scene, "forces shelled the port");
    assert_eq!((&after["event"]["type"], &after["event"]["mode"]), (&"COERCE".into(), &"pressure".into()));
    assert_eq!(after["certainty"], "hedged");
    assert_ne!(after["id"], before["id"]);
    let again = scene.good(&["--lexicon", "mine", "recode"]);
    assert!(again.starts_with("3 reports coded anew: 0 claims new, 0 gone, 0 with other values"), "{again}");
    scene.good(&["ledger", "verify"]);

    let list = scene.good(&["review", "list"]);
    assert!(list.contains(&format!("[{id} is now {}]", after["id"].as_str().unwrap())), "{list}");

    let log = scene.good(&["log", after["id"].as_str().unwrap()]);
    for part in
        ["report read", "claim coded", "corrected", "claim retracted", "claim recoded", "type: ASSAULT -> COERCE"]
    {
        assert!(log.contains(part), "no {part} in:\n{log}");
    }
    assert!(scene.good(&["log", id]).contains("claim retracted"));
    let old = scene.good(&["show", id]);
    assert!(old.contains("coded anew") && old.contains(after["id"].as_str().unwrap()), "{old}");
}

#[test]
fn coding_anew_with_the_same_lexicon_is_what_reading_gave() {
    let scene = read();
    let before = ["claims", "links"].map(|what| scene.good(&["export", what]));
    let entries = scene.good(&["ledger", "verify"]);
    assert!(scene.good(&["recode"]).starts_with("3 reports coded anew: 0 claims new, 0 gone, 0 with"));
    assert_eq!(["claims", "links"].map(|what| scene.good(&["export", what])), before);
    assert_eq!(scene.good(&["ledger", "verify"]), entries);
}

#[test]
fn the_history_of_an_event_holds_its_claims() {
    let scene = read();
    let events = scene.good(&["export", "events"]);
    let event: Value = events
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .max_by_key(|event: &Value| event["reports"].as_array().unwrap().len())
        .unwrap();
    let log = scene.good(&["log", event["id"].as_str().unwrap()]);
    for account in event["accounts"].as_array().unwrap() {
        for claim in account["claims"].as_array().unwrap() {
            assert!(log.contains(claim.as_str().unwrap()), "{log}");
        }
    }
    let ran = scene.run(&["log", "e-none"]);
    assert!(ran.code == 2 && ran.err.contains("e-none"), "{}", ran.err);
}

#[test]
fn what_has_come_since_is_told_apart() {
    let scene = Scene::new();
    scene.good(&["read", "reports/2021-03-09-herald.txt", "reports/2021-03-09-wire.txt"]);
    let report = claim(&scene, "forces shelled the port")["report"]["id"].as_str().unwrap().to_owned();
    scene.good(&["read", "reports/2021-03-10-post.txt"]);
    let day = scene.good(&["report", "--since", "2021-03-10"]);
    assert!(day.contains("Harbour Post") && !day.contains("Coast Herald, “"), "{day}");
    assert!(day.contains("15") && day.contains("FIGURES"), "{day}");
    assert!(!day.contains("“Greek forces shelled the port of Bodrum”"), "{day}");
    review(&scene, &["accept", claim(&scene, "15 of its soldiers")["id"].as_str().unwrap()]);
    let read = scene.good(&["report", "--since", &report]);
    assert!(read.contains("was read") && read.contains("REVIEWED") && read.contains("by Ada"), "{read}");
    let json: Value =
        serde_json::from_str(&scene.good(&["report", "--since", "2021-03-10", "--format", "json"])).unwrap();
    assert_eq!(json["reports"].as_array().unwrap().len(), 1);
    assert!(scene.good(&["report", "--since", "2021-03-11"]).contains("Nothing has come"));
    let ran = scene.run(&["report", "--since", "yesterday"]);
    assert!(ran.code == 2 && ran.err.contains("neither a day"), "{}", ran.err);
}

#[test]
fn reviewed_claims_come_as_gold() {
    let scene = read();
    assert_eq!(scene.good(&["export", "corrections"]), "");
    let shelling = claim(&scene, "forces shelled the port");
    review(&scene, &["correct", shelling["id"].as_str().unwrap(), "agent", "Bulgaria"]);
    review(&scene, &["reject", claim(&scene, "denied the charge")["id"].as_str().unwrap()]);
    // Merged parties touch many claims, and nobody has looked at those one by one.
    review(&scene, &["parties", "Republic of Turkey", "Turkey"]);
    let lines = scene.good(&["export", "corrections", "--format", "jsonl"]);
    let articles: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(articles.len(), 1);
    let gold = &articles[0]["claims"][0];
    assert_eq!(articles[0]["claims"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&gold["event"], &gold["mode"], &gold["side"]),
        (&"ASSAULT".into(), &"shelling".into(), &"Republic of Turkey".into())
    );
    assert_eq!(gold["agents"][0], serde_json::json!({"text": "Greek forces", "party": "Bulgaria"}));
    assert_eq!(gold["date"], serde_json::json!({"start": "2021-03-09", "end": "2021-03-09"}));
    assert!(articles[0]["text"].as_str().unwrap().contains(gold["quote"].as_str().unwrap()));
    assert_eq!(articles[0]["rejected"][0]["event"], "ASSAULT", "a denial is of the act that it denies");
    assert_eq!(articles[0]["partial"], true);
    assert_eq!(scene.run(&["export", "corrections", "--format", "csv"]).code, 2);
}

/// The day of a review is kept with it, and nothing that is listed hangs on it.
#[test]
fn listings_do_not_hang_on_the_day_of_a_review() {
    let exports = ["2021-04-01", "2022-05-02"].map(|day| {
        let scene = read();
        let id = claim(&scene, "forces shelled the port")["id"].as_str().unwrap().to_owned();
        let on = ["--on", day];
        let arguments: Vec<&str> =
            ["review", "correct", &id, "status", "possible"].iter().chain(&ADA).chain(&on).copied().collect();
        assert!(scene.good(&arguments).contains(&format!("on {day}")));
        ["claims", "links", "events"].map(|what| scene.good(&["export", what]))
    });
    assert_eq!(exports[0], exports[1]);
}
