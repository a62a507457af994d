//! The links of a ledger are those of all its claims at once, however its reports came in.

use herodotus::ledger::{Anchor, Bounds, Correction, Filter, Identity, Ledger, Review, Undo, Verdict, Who};
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

/// Numbers that look drawn by lot, and are the same at every run.
struct Lot(u64);

impl Lot {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }

    fn pick<'o, T>(&mut self, of: &'o [T]) -> &'o T {
        &of[self.below(of.len())]
    }
}

/// Something that an analyst says of a claim as it was entered, or of two.
fn verdict(lot: &mut Lot, claim: &Claim, other: &Claim) -> Verdict {
    let anchor = || Anchor::of(claim);
    let party = |lot: &mut Lot| ["Orlia", "Vessin", "Brannoch"][lot.below(3)].to_owned();
    match lot.below(10) {
        0 => Verdict::Accept(anchor()),
        1 | 2 => Verdict::Reject(anchor()),
        3 => {
            let day = format!("2031-05-0{}", 1 + lot.below(9));
            Verdict::Correct(anchor(), Correction::When(serde_json::from_value(json!({"start": day, "end": day})).ok()))
        }
        4 => {
            let is = Identity::Party { name: party(lot), code: None };
            Verdict::Correct(anchor(), Correction::Agent(Who { at: 0, words: None, is }))
        }
        5 => {
            let low = Some(lot.below(6) as f64);
            Verdict::Correct(anchor(), Correction::Figure(Bounds { low, best: None, high: low }))
        }
        6 => Verdict::Add(Box::new(Claim {
            id: format!("{}-m{}", claim.report.id, lot.below(3)),
            ..other_in(claim, other)
        })),
        7 => Verdict::Correct(anchor(), Correction::Mode(Some("airstrike".to_owned()))),
        8 => Verdict::Retract(claim.report.id.clone()),
        _ => Verdict::Parties { keep: party(lot), code: None, merge: party(lot) },
    }
}

/// What `other` tells, told in the report of `claim`.
fn other_in(claim: &Claim, other: &Claim) -> Claim {
    Claim { report: claim.report.clone(), span: claim.span, quote: claim.quote.clone(), ..other.clone() }
}

#[test]
fn links_after_any_corrections_are_those_of_all_claims_as_they_then_are() {
    let mut lot = Lot(5);
    let mut ledger = Ledger::open_in_memory().unwrap();
    let reports: Vec<(Report, Vec<Claim>)> = (0..70).map(report).collect();
    for (report, claims) in &reports {
        ledger.add(report, claims).unwrap();
    }
    relink(&mut ledger).unwrap();
    let said = |verdict| Review { by: "Ada".into(), because: "misread".into(), on: None, verdict };
    let all: Vec<Claim> = reports.iter().flat_map(|(_, claims)| claims.clone()).collect();
    let mut entries = Vec::new();
    for round in 0..120 {
        for _ in 0..1 + lot.below(3) {
            let (claim, other) = (lot.pick(&all).clone(), lot.pick(&all).clone());
            match lot.below(8) {
                0 if !entries.is_empty() => {
                    let entry = *lot.pick(&entries);
                    // What is taken back already is an error to be had.
                    entries.extend(ledger.undo(&Undo { by: "Ben".into(), because: "no".into(), on: None, entry }));
                }
                1 => {
                    let (report, claims) = lot.pick(&reports);
                    let from = lot.below(claims.len() + 1);
                    ledger.recode(&report.id, &claims[from..]).unwrap();
                }
                // Merged names reach most reports; now and then is enough.
                _ => match verdict(&mut lot, &claim, &other) {
                    Verdict::Parties { .. } if lot.below(4) > 0 => {}
                    verdict => entries.push(ledger.review(&said(verdict)).unwrap()),
                },
            }
        }
        relink(&mut ledger).unwrap();
        assert!(ledger.links_are_judged().unwrap());
        let claims: Vec<Claim> = ledger.claims(&Filter::default()).unwrap().map(Result::unwrap).collect();
        assert_eq!(ledger.links().unwrap(), link(&claims), "in round {round}");
    }
}

/// One review asks for little where hundreds of reports stand: what else is linked keeps its entries, and its judgement.
#[test]
fn a_correction_judges_its_neighbourhood_alone() {
    let mut ledger = Ledger::open_in_memory().unwrap();
    for n in 0..40 {
        let (report, claims) = report(n);
        ledger.add(&report, &claims).unwrap();
    }
    relink(&mut ledger).unwrap();
    let (_, first) = report(0);
    let reject = |ledger: &mut Ledger, claim: &Claim| {
        let verdict = Verdict::Reject(Anchor::of(claim));
        ledger.review(&Review { by: "Ada".into(), because: "misread".into(), on: None, verdict }).unwrap();
    };
    reject(&mut ledger, &first[1]);
    assert_eq!(ledger.unlinked(&herodotus::reconcile::edition()).unwrap(), ["r00"]);
    relink(&mut ledger).unwrap();
    assert!(ledger.unlinked(&herodotus::reconcile::edition()).unwrap().is_empty());
    let accept = Verdict::Accept(Anchor::of(&first[0]));
    ledger.review(&Review { by: "Ada".into(), because: "read".into(), on: None, verdict: accept }).unwrap();
    assert!(ledger.unlinked(&herodotus::reconcile::edition()).unwrap().is_empty(), "nothing is told otherwise");
}
