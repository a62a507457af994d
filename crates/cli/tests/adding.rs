//! Claims that an analyst adds: told by words of the report, shown, linked, exported, coded anew.

mod common;

use common::Scene;
use serde_json::Value;

const ADA: [&str; 4] = ["--by", "Ada", "--because", "the report says so"];

/// The reports of the tests and one whose second sentence tells a shelling that no entry of the lexicon fits.
fn read() -> Scene {
    let scene = Scene::new();
    scene.write(
        "reports/2021-03-09-gazette.txt",
        "Title: Port hit\nOutlet: Strait Gazette\n\nGreek forces shelled the port of Bodrum on Tuesday. The harbour of \
         Bodrum\nknew iron rain from Greek guns at dawn on Tuesday, its mayor said; guns fell silent at noon. Three \
         fishermen were killed.\n",
    );
    scene.good(&["read", "reports"]);
    scene
}

fn lines(scene: &Scene, what: &str) -> Vec<Value> {
    scene.good(&["export", what]).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The id of the report that the tests add to.
fn gazette(scene: &Scene) -> String {
    let claims = lines(scene, "claims");
    let of = claims.iter().find(|claim| claim["report"]["outlet"] == "Strait Gazette").unwrap();
    of["report"]["id"].as_str().unwrap().to_owned()
}

fn add(scene: &Scene, more: &[&str]) -> common::Ran {
    let report = gazette(scene);
    let arguments: Vec<&str> = ["review", "add", &report].iter().chain(more).chain(&ADA).copied().collect();
    scene.run(&arguments)
}

const SHELLING: [&str; 19] = [
    "--quote",
    "The harbour of Bodrum knew iron rain from Greek guns at dawn on Tuesday",
    "--type",
    "assault",
    "--mode",
    "shelling",
    "--agent",
    "Greek guns",
    "--target",
    "The harbour=Turkey",
    "--place",
    "Bodrum",
    "--when",
    "on Tuesday",
    "--source",
    "its mayor=Turkey",
    "--cue",
    "said",
    "--status=happened",
];

/// The claim that [`SHELLING`] adds, as it is exported, with what the program printed.
fn added(scene: &Scene) -> (Value, String) {
    let ran = add(scene, &SHELLING);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let found = lines(scene, "claims").into_iter().find(|claim| claim["quote"].as_str().unwrap().contains("iron rain"));
    (found.unwrap(), ran.out)
}

#[test]
fn an_added_claim_is_exported_shown_linked_and_logged() {
    let scene = read();
    let (claim, told) = added(&scene);
    let id = claim["id"].as_str().unwrap();
    assert!(told.contains(&format!("{id} is added  ASSAULT shelling, happened, firm")) && told.contains("by Ada on"));
    let text = |span: &Value| -> String {
        let whole = "Greek forces shelled the port of Bodrum on Tuesday. The harbour of Bodrum\nknew iron rain from Greek guns at \
                     dawn on Tuesday, its mayor said; guns fell silent at noon. Three fishermen were killed.";
        let (start, end) = (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
        whole.chars().skip(start).take(end - start).collect()
    };
    assert_eq!(text(&claim["span"]), claim["quote"].as_str().unwrap());
    assert_eq!(text(&claim["agents"][0]["span"]), "Greek guns");
    assert_eq!((&claim["agents"][0]["party"], &claim["targets"][0]["party"]), (&"Greece".into(), &"Turkey".into()));
    assert_eq!(claim["targets"][0]["code"], "TUR");
    assert_eq!((text(&claim["places"][0]["span"]), &claim["places"][0]["country"]), ("Bodrum".into(), &"TR".into()));
    assert_eq!((&claim["when"]["start"], text(&claim["when"]["span"])), (&"2021-03-09".into(), "on Tuesday".into()));
    assert!(claim["when"]["span"]["start"].as_u64() > claim["span"]["start"].as_u64());
    let speaker = &claim["attribution"][0];
    assert_eq!(
        (&speaker["party"], &speaker["cue"], text(&speaker["span"])),
        (&"Turkey".into(), &"said".into(), "its mayor".into())
    );
    assert!(claim["because"].as_array().unwrap().iter().all(|because| because["by"] == "Ada"));

    let shown = scene.good(&["show", id]);
    assert!(shown.starts_with("ADDED by an analyst") && shown.contains("links"), "{shown}");
    assert!(shown.contains("added by Ada: the report says so"), "{shown}");
    let linked = |link: &Value| link["relation"] == "same" && [&link["a"], &link["b"]].contains(&&claim["id"]);
    assert!(lines(&scene, "links").iter().any(linked));
    assert!(scene.good(&["report", "--format", "markdown"]).contains("(added by Ada)"));
    assert!(scene.good(&["log", id]).contains("added"));
    assert!(scene.good(&["review", "list"]).contains("is added"));
    assert!(scene.good(&["find", "iron rain"]).contains(id));
    scene.good(&["ledger", "verify"]);
    let before = lines(&scene, "claims");
    scene.good(&["ledger", "rebuild"]);
    scene.good(&["ledger", "relink"]);
    assert_eq!(lines(&scene, "claims"), before);
}

#[test]
fn an_added_claim_is_gold_outlives_coding_anew_and_is_taken_back() {
    let scene = read();
    let (claim, told) = added(&scene);
    let id = claim["id"].as_str().unwrap();
    let gold = |quote: &str| {
        let reports = lines(&scene, "corrections");
        reports[0]["claims"].as_array().unwrap().iter().find(|gold| gold["quote"] == quote).cloned()
    };
    let quote = claim["quote"].as_str().unwrap();
    let first = gold(quote).unwrap();
    assert_eq!((&first["event"], &first["sources"]), (&"ASSAULT".into(), &serde_json::json!(["its mayor"])));
    scene.good(&["review", "correct", id, "certainty", "hedged", "--by", "Ben", "--because", "guns are not seen"]);
    scene.good(&["recode"]);
    let after = lines(&scene, "claims").into_iter().find(|c| c["id"] == claim["id"]).unwrap();
    assert_eq!((&after["certainty"], &after["agents"]), (&"hedged".into(), &claim["agents"]));
    assert_eq!(gold(quote).unwrap()["certainty"], "hedged");
    scene.good(&["review", "reject", id, "--by", "Ben", "--because", "a figure of speech"]);
    assert!(scene.good(&["show", id]).starts_with("REJECTED"));
    assert_eq!(lines(&scene, "corrections")[0]["rejected"][0]["quote"], *quote);
    let entry = told.strip_prefix("entry ").unwrap().split(':').next().unwrap();
    scene.good(&["review", "undo", entry, "--by", "Ada", "--because", "Ben is right"]);
    assert_eq!(scene.run(&["show", id]).code, 2);
    scene.good(&["ledger", "verify"]);
}

#[test]
fn a_tally_is_added() {
    let scene = read();
    let more = [
        "--quote",
        "guns fell silent at noon",
        "--kind",
        "tally",
        "--what",
        "guns",
        "--figure",
        "2..",
        "--who",
        "guns",
    ];
    let ran = add(&scene, &more);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let claim = lines(&scene, "claims").into_iter().find(|c| c["tally"]["what"] == "guns").unwrap();
    assert_eq!((&claim["tally"]["low"], &claim["tally"]["high"]), (&2.0.into(), &Value::Null));
    assert_eq!((&claim["tally"]["who"], &claim["event"]), (&"guns".into(), &Value::Null));
}

#[test]
fn what_does_not_stand_in_the_report_is_told() {
    let scene = read();
    let quote = ["--quote", "knew iron rain"];
    let with = |more: &[&str]| {
        let all: Vec<&str> = quote.iter().chain(more).copied().collect();
        add(&scene, &all)
    };
    for (ran, told) in [
        (add(&scene, &["--quote", "knew iron snow"]), "\"knew iron snow\" does not stand in report"),
        (add(&scene, &["--quote", "Bodrum"]), "stands in 2 places of report"),
        (add(&scene, &["--quote", "Bodrum", "--nth", "3"]), "say which with --nth"),
        (with(&["--agent", "Thracian guns"]), "so it is no agent"),
        (with(&["--source", "its governor=Turkey"]), "so it is no source"),
        (with(&["--when", "iron rain"]), "tells no day that can be worked out"),
        (with(&["--when", "iron rain=9 March"]), "is no value of when"),
        (with(&["--type", "SHELLING"]), "is no value of type"),
        (with(&["--figure", "12"]), "no field of this claim"),
        (with(&["--kind", "tally", "--what", "guns"]), "no --figure is given"),
        (with(&["--cue", "said"]), "no --source is given"),
    ] {
        assert!(ran.code == 2 && ran.err.contains(told), "{told}: {} {}", ran.code, ran.err);
    }
    let nowhere = scene.run(&["review", "add", "no-such", "--quote", "x", "--by", "Ada", "--because", "tried"]);
    assert!(nowhere.code == 2 && nowhere.err.contains("no report of the ledger has this id"), "{}", nowhere.err);
    assert_eq!(scene.good(&["review", "list"]), "no review stands\n");
    assert_eq!(with(&["--nth", "1", "--when", "iron rain=2021-03-09"]).code, 0);
    let twice = with(&[]);
    assert!(twice.code == 2 && twice.err.contains("tells this already"), "{}", twice.err);
}
