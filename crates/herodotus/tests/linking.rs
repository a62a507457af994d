//! The links of a ledger are those of all its claims at once, however its reports came in.

use herodotus::ledger::{Anchor, Bounds, Correction, Filter, Ledger, Review, Verdict};
use herodotus::reconcile::link;
use herodotus::relink;
use herodotus::schema::{Claim, Report};
use serde_json::json;

/// A report of two claims: who shelled which harbour on which day, and how many it killed.
fn report(n: usize) -> (Report, Vec<Claim>) {
    let (agent, target) = if n.is_multiple_of(3) { ("Orlia", "Vessin") } else { ("Vessin", "Orlia") };
    let town = ["Dalmar", "Ilza"][n % 2];
    let (id, published) = (format!("r{n:02}"), format!("2031-05-{:02}", 2 + n % 5));
    let day = format!("2031-05-{:02}", 1 + n % 4);
    let shelled = format!("{agent} gunners shelled the harbour of {town}");
    let killed = format!("{} people were killed in {town}", 3 + n % 3);
    let text = format!("{shelled}. {killed}.");
    let of = json!({"id": id, "published": published});
    let at = shelled.len() + 2;
    let claims = json!([
        {"id": format!("{id}-a"), "report": of, "span": {"start": 0, "end": shelled.len()}, "quote": shelled, "kind": "event",
            "event": {"type": "ASSAULT", "mode": "shelling"}, "agents": [{"text": agent, "party": agent}],
            "targets": [{"text": target, "party": target}], "places": [{"text": town}],
            "when": {"start": day, "end": day}, "status": "happened", "certainty": "firm"},
        {"id": format!("{id}-b"), "report": of, "span": {"start": at, "end": at + killed.len()}, "quote": killed, "kind": "tally",
            "places": [{"text": town}], "status": "happened", "certainty": "firm",
            "tally": {"what": "killed", "low": 3 + n % 3, "high": 3 + n % 3, "scope": "total", "as_of": day}},
    ]);
    let report = serde_json::from_value(json!({"id": id, "published": published, "text": text})).unwrap();
    (report, serde_json::from_value(claims).unwrap())
}

fn links_are_those_of_all_claims(ledger: &Ledger) {
    let claims: Vec<Claim> = ledger.claims(&Filter::default()).unwrap().map(Result::unwrap).collect();
    assert_eq!(ledger.links().unwrap(), link(&claims));
}

#[test]
fn reports_that_come_late_or_in_several_goes_are_linked_as_all_at_once() {
    let mut ledger = Ledger::open_in_memory().unwrap();
    for go in [vec![20, 3, 11], (30..44).collect(), vec![], (0..30).rev().collect::<Vec<usize>>()] {
        for n in go {
            let (report, claims) = report(n);
            ledger.add(&report, &claims).unwrap();
        }
        relink(&mut ledger).unwrap();
        assert!(ledger.links_are_judged().unwrap());
        links_are_those_of_all_claims(&ledger);
    }
    assert!(!ledger.links().unwrap().is_empty());
}

#[test]
fn linking_again_changes_no_entry_and_a_forgotten_index_is_made_again() {
    let mut ledger = Ledger::open_in_memory().unwrap();
    for n in 0..12 {
        let (report, claims) = report(n);
        ledger.add(&report, &claims).unwrap();
    }
    relink(&mut ledger).unwrap();
    let entries = ledger.entries().unwrap().len();
    relink(&mut ledger).unwrap();
    ledger.replay().unwrap();
    relink(&mut ledger).unwrap();
    assert_eq!(ledger.entries().unwrap().len(), entries);
    links_are_those_of_all_claims(&ledger);
}

#[test]
fn claims_that_an_analyst_corrects_or_that_are_coded_anew_are_linked_as_they_then_are() {
    let mut ledger = Ledger::open_in_memory().unwrap();
    for n in 0..12 {
        let (report, claims) = report(n);
        ledger.add(&report, &claims).unwrap();
    }
    relink(&mut ledger).unwrap();
    let before = ledger.links().unwrap();
    let (_, first) = report(0);
    let verdict = Verdict::Correct(
        Anchor::of(&first[1]),
        Correction::Figure(Bounds { low: Some(9.0), best: None, high: Some(9.0) }),
    );
    let review = Review { by: "Ada".into(), because: "misread".into(), on: None, verdict };
    ledger.review(&review).unwrap();
    relink(&mut ledger).unwrap();
    links_are_those_of_all_claims(&ledger);
    assert_ne!(ledger.links().unwrap(), before);
    let (_, second) = report(1);
    ledger.recode("r01", &second[..1]).unwrap();
    let (late, claims) = report(12);
    ledger.add(&late, &claims).unwrap();
    relink(&mut ledger).unwrap();
    links_are_those_of_all_claims(&ledger);
}
