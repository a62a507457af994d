//! Claims that an analyst adds: they stand like others, outlive coding anew, and are taken back.

mod common;

use common::{bridge, claim, id_of, report, shelling, toll};
use herodotus_ledger::{
    Acceptance, Anchor, Correction, Entry, Filter, Layer, Ledger, Recoded, Review, Undo, Verdict, audit,
};
use herodotus_schema::{Actor, Claim, Report, Status};

fn said(verdict: Verdict) -> Review {
    Review { by: "Ada".into(), because: "the program missed it".into(), on: None, verdict }
}

fn undo(ledger: &mut Ledger, entry: i64) -> i64 {
    ledger.undo(&Undo { by: "Ben".into(), because: "misread".into(), on: None, entry }).unwrap()
}

/// A claim that no coding of these tests finds but those that say so.
fn missed(report: &Report) -> Claim {
    let guard = Actor { text: "The army".into(), party: Some("Orlo Guard".into()), ..Actor::default() };
    Claim { agents: vec![guard], ..claim(report, "The army denied losing the bridge", Some("REJECT")) }
}

/// A ledger of one report without the missed claim, and the entry that adds it.
fn ledger() -> (Ledger, i64) {
    let mut ledger = Ledger::open_in_memory().unwrap();
    ledger.add(&report("a"), &[shelling(&report("a")), toll(&report("a"))]).unwrap();
    let at = ledger.review(&said(Verdict::Add(Box::new(missed(&report("a")))))).unwrap();
    (ledger, at)
}

fn ids(ledger: &Ledger) -> Vec<String> {
    ledger.claims(&Filter::default()).unwrap().map(|claim| claim.unwrap().id).collect()
}

#[test]
fn an_added_claim_stands_among_the_others_with_name_and_reason() {
    let (mut ledger, at) = ledger();
    let id = missed(&report("a")).id;
    assert_eq!(ids(&ledger), [shelling(&report("a")).id, id.clone(), toll(&report("a")).id]);
    let shown = ledger.claim(&id).unwrap().unwrap();
    let because = shown.because.last().unwrap();
    assert_eq!((because.by.as_deref(), because.field.as_str()), (Some("Ada"), "claim"));
    assert_eq!(because.rule, "added by Ada: the program missed it");
    assert_eq!(ledger.coded(&id).unwrap(), Some(missed(&report("a"))));
    assert_eq!(ledger.acceptance(&id).unwrap(), Some(Acceptance::Accepted));
    assert_eq!(ledger.find("losing bridge", 5).unwrap()[0].id, id);
    assert!(ledger.reviewed().unwrap()["a"].contains(&id));
    let by_party = Filter { parties: vec!["orlo guard".into()], ..Filter::default() };
    assert_eq!(ledger.claims(&by_party).unwrap().count(), 1);
    let history = ledger.history(&[id.clone()].into()).unwrap();
    assert!(history.iter().any(|(n, entry)| *n == at && matches!(entry, Entry::Reviewed(_))));

    let taken = undo(&mut ledger, at);
    assert_eq!(ledger.claim(&id).unwrap(), None);
    assert!(ledger.find("losing bridge", 5).unwrap().is_empty());
    undo(&mut ledger, taken);
    assert_eq!(ledger.claim(&id).unwrap(), Some(shown));
}

#[test]
fn an_added_claim_is_corrected_rejected_and_renamed_like_others() {
    let (mut ledger, _) = ledger();
    let id = missed(&report("a")).id;
    let anchor = || Anchor::of(&missed(&report("a")));
    ledger.review(&said(Verdict::Correct(anchor(), Correction::Status(Status::Possible)))).unwrap();
    let merge = Verdict::Parties { keep: "Orlo".into(), code: None, merge: "Orlo Guard".into() };
    ledger.review(&said(merge)).unwrap();
    let shown = ledger.claim(&id).unwrap().unwrap();
    assert_eq!((shown.status, shown.agents[0].party.as_deref()), (Status::Possible, Some("Orlo")));
    ledger.review(&said(Verdict::Reject(anchor()))).unwrap();
    assert_eq!(ledger.acceptance(&id).unwrap(), Some(Acceptance::Rejected));
    assert!(!ids(&ledger).contains(&id));
}

#[test]
fn names_that_were_merged_before_are_merged_in_what_is_added() {
    let mut ledger = Ledger::open_in_memory().unwrap();
    ledger.add(&report("a"), &[]).unwrap();
    let merge = Verdict::Parties { keep: "Orlo".into(), code: None, merge: "Orlo Guard".into() };
    ledger.review(&said(merge)).unwrap();
    ledger.review(&said(Verdict::Add(Box::new(missed(&report("a")))))).unwrap();
    assert_eq!(ledger.claim(&missed(&report("a")).id).unwrap().unwrap().agents[0].party.as_deref(), Some("Orlo"));
}

#[test]
fn an_added_claim_outlives_coding_anew() {
    let (mut ledger, _) = ledger();
    let before = ledger.claim(&missed(&report("a")).id).unwrap();
    let changes = ledger.recode("a", &[bridge(&report("a"))]).unwrap();
    assert!(!changes.iter().any(|change| matches!(change, Recoded::Kept(_))), "{changes:?}");
    assert_eq!(ledger.claim(&missed(&report("a")).id).unwrap(), before);
    ledger.recode("a", &[]).unwrap();
    assert_eq!(ids(&ledger), [missed(&report("a")).id]);
}

/// The program learns to find what was added, in somewhat other words: one claim stands, told as the analyst told it.
#[test]
fn what_the_program_finds_later_stands_as_it_was_added() {
    let (mut ledger, at) = ledger();
    let found = claim(&report("a"), "army denied losing the bridge", Some("REJECT"));
    ledger.recode("a", &[shelling(&report("a")), toll(&report("a")), found.clone()]).unwrap();
    assert_eq!(ids(&ledger), [shelling(&report("a")).id, found.id.clone(), toll(&report("a")).id]);
    let shown = ledger.claim(&found.id).unwrap().unwrap();
    assert_eq!((&shown.quote, &shown.agents), (&missed(&report("a")).quote, &missed(&report("a")).agents));
    assert_eq!(ledger.successor(&missed(&report("a")).id).unwrap(), Some(found.id.clone()));
    undo(&mut ledger, at);
    assert_eq!(ledger.claim(&found.id).unwrap(), Some(found));
}

#[test]
fn the_very_claim_that_was_added_is_found_later_and_lost_again() {
    let (mut ledger, at) = ledger();
    let same = Claim { agents: Vec::new(), ..missed(&report("a")) };
    ledger.recode("a", std::slice::from_ref(&same)).unwrap();
    assert_eq!(ids(&ledger), std::slice::from_ref(&same.id));
    assert_eq!(ledger.claim(&same.id).unwrap().unwrap().agents, missed(&report("a")).agents);
    let changes = ledger.recode("a", &[]).unwrap();
    assert!(matches!(&changes[..], [Recoded::Kept(kept)] if kept.id == same.id), "{changes:?}");
    undo(&mut ledger, at);
    assert_eq!(ledger.claim(&same.id).unwrap(), Some(same));
}

#[test]
fn an_audit_reads_added_claims_and_finds_those_whose_words_are_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.db");
    let mut ledger = Ledger::open(&path).unwrap();
    ledger.add(&report("a"), &[]).unwrap();
    let id = missed(&report("a")).id;
    ledger.review(&said(Verdict::Add(Box::new(missed(&report("a")))))).unwrap();
    ledger.review(&said(Verdict::Accept(Anchor::of(&missed(&report("a")))))).unwrap();
    assert_eq!(audit(&path, &id_of).unwrap().faults, []);
    ledger.replay().unwrap();
    assert_eq!(ids(&ledger), [id]);
    let elsewhere = Claim { quote: "The army fled".into(), ..missed(&report("a")) };
    ledger.review(&said(Verdict::Add(Box::new(elsewhere)))).unwrap();
    let faults = audit(&path, &id_of).unwrap().faults;
    assert!(faults.iter().any(|f| f.layer == Layer::Entry && f.what.contains("do not stand at")), "{faults:?}");
}
