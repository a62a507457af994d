//! Whatever is done to a ledger, in whatever order: its index is what replaying its entries gives.

mod common;
#[path = "common/judging.rs"]
mod judging;

use common::{bridge, claim, id_of, report, shelling, toll};
use herodotus_ledger::{Anchor, Correction, Filter, Identity, Ledger, Review, Undo, Verdict, Who, audit};
use herodotus_schema::{Claim, Link, Relation, Report, Status};
use judging::judge;
use proptest::prelude::*;

/// Something that is done, with numbers that pick what it is done to.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Add(u8),
    Recode(u8, u8),
    Review(u8, u8, u8),
    Undo(u8),
    Relink(u8),
}

fn deed() -> impl Strategy<Value = Deed> {
    let number = any::<u8>;
    prop_oneof![
        number().prop_map(Deed::Add),
        (number(), number()).prop_map(|(a, b)| Deed::Recode(a, b)),
        (number(), number(), number()).prop_map(|(a, b, c)| Deed::Review(a, b, c)),
        (number(), number(), number()).prop_map(|(a, b, c)| Deed::Review(a, b, c)),
        number().prop_map(Deed::Undo),
        number().prop_map(Deed::Relink),
    ]
}

/// One of many ways to code a report.
fn coding(report: &Report, way: u8) -> Vec<Claim> {
    let mut claims = Vec::new();
    match way % 3 {
        0 => claims.push(shelling(report)),
        1 => claims.push(claim(report, "shelled the port of Dalmar", Some("COERCE"))),
        _ => {}
    }
    if way.is_multiple_of(2) {
        claims.push(bridge(report));
    }
    if way % 5 < 3 {
        claims.push(Claim {
            status: if way.is_multiple_of(5) { Status::Happened } else { Status::Possible },
            ..toll(report)
        });
    }
    claims
}

fn pick(ledger: &Ledger, at: u8) -> Option<Claim> {
    let claims: Vec<Claim> = ledger.claims(&Filter::default()).unwrap().map(Result::unwrap).collect();
    let id = &claims.get(usize::from(at) % claims.len().max(1))?.id;
    ledger.coded(id).unwrap()
}

fn name(at: u8) -> String {
    ["Orlo", "Free Dalmar Army", "Dalmar", "Coast"][usize::from(at) % 4].into()
}

fn verdict(ledger: &Ledger, (what, a, b): (u8, u8, u8)) -> Option<Verdict> {
    let anchor = |at: u8| pick(ledger, at).map(|claim| Anchor::of(&claim));
    let orlo = Identity::Party { name: "Orlo".into(), code: Some("ORL".into()) };
    Some(match what % 9 {
        0 => Verdict::Accept(anchor(a)?),
        1 => Verdict::Reject(anchor(a)?),
        2 => Verdict::Correct(anchor(a)?, Correction::Status(Status::Planned)),
        3 => Verdict::Correct(anchor(a)?, Correction::Agent(Who { at: usize::from(b % 2), words: None, is: orlo })),
        4 => Verdict::Same(anchor(a)?, anchor(b)?),
        5 => Verdict::Apart(anchor(a)?, anchor(b)?),
        6 => Verdict::Add(Box::new(missed(ledger, a, b)?)),
        7 => Verdict::Retract(report_at(ledger, a)?),
        _ => Verdict::Parties { keep: name(a), code: (b % 2 == 1).then(|| "DMF".into()), merge: name(b) },
    })
}

fn report_at(ledger: &Ledger, at: u8) -> Option<String> {
    let ids = ledger.report_ids().unwrap();
    ids.get(usize::from(at) % ids.len().max(1)).cloned()
}

/// A claim to be added to a report that is there: one that some codings find, or none does.
fn missed(ledger: &Ledger, at: u8, which: u8) -> Option<Claim> {
    let report = report(&report_at(ledger, at)?);
    Some(match which % 3 {
        0 => Claim { status: Status::Planned, ..shelling(&report) },
        1 => claim(&report, "losing the bridge", Some("RETREAT")),
        _ => claim(&report, "The governor said", Some("CONSULT")),
    })
}

fn perform(ledger: &mut Ledger, deed: Deed) {
    match deed {
        Deed::Add(n) => {
            let report = report(&format!("r{}", n % 6));
            ledger.add(&report, &coding(&report, n)).unwrap();
        }
        Deed::Recode(n, way) => {
            let report = report(&format!("r{}", n % 6));
            ledger.recode(&report.id, &coding(&report, way)).unwrap();
        }
        Deed::Review(what, a, b) => {
            if let Some(verdict) = verdict(ledger, (what, a, b)) {
                ledger.review(&Review { by: "Ada".into(), because: "tried".into(), on: None, verdict }).unwrap();
            }
        }
        Deed::Undo(n) => {
            let entry = i64::from(n) % (ledger.position().unwrap() + 1);
            // Most entries are no reviews, and that is an error to be had.
            let _ = ledger.undo(&Undo { by: "Ben".into(), because: "tried".into(), on: None, entry });
        }
        Deed::Relink(n) => {
            if let (Some(a), Some(b)) = (pick(ledger, n), pick(ledger, n.wrapping_add(1))) {
                let link = Link { a: a.id, b: b.id, relation: Relation::Same, score: 0.5, because: Vec::new() };
                judge(ledger, &[link]);
            }
        }
    }
}

/// Whether no two reviews that stand say of one claim that it is and is not made, or of one pair that it is and is not the same.
fn no_two_answer_alike(ledger: &Ledger) -> bool {
    let mut answered = std::collections::BTreeSet::new();
    ledger.reviews().unwrap().iter().all(|(_, review)| {
        let question = match review.verdict {
            Verdict::Accept(_) | Verdict::Reject(_) => "made",
            Verdict::Same(..) | Verdict::Apart(..) => "same",
            _ => return true,
        };
        let mut claims: Vec<Option<String>> = ledger.holds(review).unwrap().into_iter().map(|(_, now)| now).collect();
        claims.sort();
        claims.contains(&None) || answered.insert((question, claims))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_index_is_what_the_entries_give(deeds in prop::collection::vec(deed(), 1..40)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("war.db");
        let mut ledger = Ledger::open(&path).unwrap();
        deeds.iter().for_each(|deed| perform(&mut ledger, *deed));
        let faults = audit(&path, &id_of).unwrap().faults;
        prop_assert!(faults.is_empty(), "{faults:?}");
        let state = |ledger: &Ledger| {
            let claims: Vec<Claim> = ledger.claims(&Filter::default()).unwrap().map(Result::unwrap).collect();
            (claims, ledger.links().unwrap(), ledger.find("shelled", 50).unwrap(), ledger.links_are_judged().unwrap())
        };
        let before = state(&ledger);
        ledger.replay().unwrap();
        prop_assert_eq!(state(&ledger), before);
        prop_assert!(no_two_answer_alike(&ledger));
    }
}
