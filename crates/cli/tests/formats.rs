//! What the program writes for others keeps to the schemas in `docs/formats`.

mod common;

use std::path::Path;

use common::Scene;
use jsonschema::Validator;
use serde_json::Value;

fn schema(name: &str) -> Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats").join(format!("{name}.schema.json"));
    let text = std::fs::read_to_string(path).expect("the schema is there");
    jsonschema::validator_for(&serde_json::from_str(&text).expect("the schema is JSON")).expect("the schema is sound")
}

/// Holds each line to the schema; returns how many there were.
fn hold(schema: &Validator, lines: &str) -> usize {
    let records = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("a line is JSON"));
    records.inspect(|record| schema.validate(record).unwrap_or_else(|fault| panic!("{fault} in {record}"))).count()
}

#[test]
fn claims_links_and_annotations_keep_to_their_schemas() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
    let examples = examples.to_str().expect("the path is text");
    let scene = Scene::new();
    let claims = scene.good(&["code", "reports", examples, "--format", "jsonl"]);
    assert!(hold(&schema("claim"), &claims) > 40);
    scene.good(&["read", "reports", examples]);
    assert!(hold(&schema("claim"), &scene.good(&["export", "claims", "--format", "jsonl"])) > 40);
    assert!(hold(&schema("link"), &scene.good(&["export", "links", "--format", "jsonl"])) > 5);
    let id = scene.good(&["find", "shelled", "--most", "1"]);
    let correct = ["review", "correct", &id[..18], "status", "possible", "--by", "Ada", "--because", "it may be"];
    scene.good(&correct);
    let toll = scene.good(&["export", "claims"]);
    let toll: Value =
        serde_json::from_str(toll.lines().find(|line| line.contains("Toll rises")).expect("it is read")).unwrap();
    let report = toll["report"]["id"].as_str().unwrap();
    let add = [
        "review",
        "add",
        report,
        "--quote",
        "since the fighting began",
        "--source",
        "?",
        "--by",
        "Ada",
        "--because",
        "a war",
    ];
    scene.good(&add);
    assert!(hold(&schema("claim"), &scene.good(&["export", "claims", "--format", "jsonl"])) > 41);
    let reject =
        ["review", "reject", &scene.good(&["find", "killed", "--most", "1"])[..18], "--by", "Ada", "--because", "no"];
    scene.good(&reject);
    assert!(hold(&schema("correction"), &scene.good(&["export", "corrections"])) >= 1);
    let annotated = scene.good(&["annotate", "reports", examples, "--format", "jsonl"]);
    assert!(hold(&schema("annotation"), &annotated) >= 5);
}

#[test]
fn what_reconciliation_makes_keeps_to_its_schemas() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
    let scene = Scene::new();
    scene.good(&["read", "reports", examples.to_str().expect("the path is text")]);
    let accept =
        ["review", "accept", &scene.good(&["find", "shelled", "--most", "1"])[..18], "--by", "Ada", "--because", "so"];
    scene.good(&accept);
    for (records, name, least) in
        [("events", "event", 20), ("tallies", "tally", 5), ("truces", "truce", 2), ("conflicts", "conflict", 2)]
    {
        let lines = scene.good(&["export", records, "--format", "jsonl"]);
        assert!(hold(&schema(name), &lines) >= least, "{records}: {lines}");
    }
}

#[test]
fn the_schemas_refuse_what_the_formats_forbid() {
    let link = |relation: &str, score: f64| serde_json::json!({"a": "x", "b": "y", "relation": relation, "score": score, "because": ["z"]});
    let schema = schema("link");
    assert!(schema.is_valid(&link("same", 0.5)));
    assert!(!schema.is_valid(&link("alike", 0.5)) && !schema.is_valid(&link("same", 1.5)));
}
