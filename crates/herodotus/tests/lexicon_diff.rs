//! What a lexicon on top changes: each kind of entry is found behind the change that it makes.

use herodotus::Pipeline;
use herodotus::lexicon_diff::{Change, Comparison, Side, What};
use herodotus_schema::Report;

/// The changes that `files` on top of the shipped lexicon make in `text`.
fn changes(files: &[(&str, &str)], text: &str) -> Vec<Change> {
    let files: Vec<(String, String)> = files.iter().map(|(path, text)| ((*path).into(), (*text).into())).collect();
    let (before, after) = (Pipeline::shipped().unwrap(), Pipeline::with_overlay(files.clone()).unwrap());
    let comparison =
        Comparison::of(Side { pipeline: &before, files: &[] }, Side { pipeline: &after, files: &files }).unwrap();
    let published = Some("2021-03-10".to_owned());
    comparison.report(Report { id: "test".into(), published, text: text.into(), ..Report::default() }).changes
}

/// The fields that changed, and the lines behind it.
fn told(change: &Change) -> (Vec<&'static str>, Vec<String>, Vec<String>) {
    let lines = |origins: &[herodotus::lexicon::Origin]| origins.iter().map(ToString::to_string).collect();
    let fields = match &change.what {
        What::Added(_) => vec!["added"],
        What::Gone(_) => vec!["gone"],
        What::Changed { fields, .. } => fields.clone(),
    };
    (fields, lines(&change.by), lines(&change.instead_of))
}

const SHELLED: &str = "Rebels shelled the harbour of Bodrum on Tuesday.";

#[test]
fn a_narrower_verb_stands_in_for_the_shipped_one() {
    let own = "[[verb]]\nlemma = \"shell\"\nevent = \"COERCE\"\nobject = [\"harbour\"]\nagent = [\"subject\"]\n";
    let found = changes(&[("events/own.toml", own)], SHELLED);
    let (fields, by, instead) = told(&found[0]);
    assert_eq!((found.len(), by), (1, vec!["events/own.toml:1".to_owned()]));
    assert!(fields.contains(&"event") && instead[0].starts_with("events/assault"), "{fields:?} {instead:?}");
}

#[test]
fn words_that_no_claim_cites_are_found_by_standing_there() {
    let own = "[[hedge]]\nwords = [\"mistily\"]\neffect = \"hedged\"\n";
    let text = "Rebels mistily shelled the harbour of Bodrum on Tuesday.";
    let counted = "[[people]]\nwords = [\"harbourer\"]\ncivilian = \"yes\"\n";
    let files = [("words/own.toml", own), ("words/people-own.toml", counted)];
    let hedged = changes(&files, text);
    assert_eq!(told(&hedged[0]).1, ["words/own.toml:1"], "{hedged:?}");
    let killed = changes(&files, "Six harbourers were killed in Bodrum on Tuesday.");
    let (fields, by, _) = told(&killed[0]);
    assert_eq!((fields, by), (vec!["tally"], vec!["words/people-own.toml:1".to_owned()]));
}

#[test]
fn a_place_is_found_behind_the_claim_that_it_locates() {
    let row = "Oldquay\t\t37.0\t27.4\tTR\tsettlement\t\tsurvey map\n";
    let found = changes(&[("places/own.tsv", row)], "Rebels shelled Oldquay on Tuesday.");
    let (fields, by, _) = told(&found[0]);
    assert!(fields.contains(&"places"), "{fields:?}");
    assert_eq!(by, ["places/own.tsv:1"]);
}

#[test]
fn a_cue_is_found_behind_the_speaker_that_it_gives() {
    let own = "[[cue]]\nlemma = \"chirp\"\npos = \"verb\"\nsource = [\"subject\"]\ncontent = [\"clause\"]\n";
    let found = changes(&[("cues/own.toml", own)], "Turkey chirped that rebels had shelled the harbour of Bodrum.");
    assert!(!found.is_empty());
    for change in &found {
        assert_eq!(told(change).1, ["cues/own.toml:1"], "{change:?}");
    }
}

#[test]
fn what_touches_no_word_of_a_report_changes_nothing() {
    let own = "[[verb]]\nlemma = \"bamboozle\"\nevent = \"COERCE\"\nagent = [\"subject\"]\n";
    assert_eq!(changes(&[("events/own.toml", own)], SHELLED), []);
}
