//! Links found report by report are those of all claims at once, in whatever order the reports come.

use std::collections::BTreeSet;

use herodotus_schema::{Claim, Link, Relation, ReportRef};
use serde_json::{Value, json};

use crate::shelf::Memory;
use crate::{Change, Desk, Slot, link, slots_of};

/// Numbers that look drawn by lot, and are the same at every run.
struct Lot(u64);

impl Lot {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }

    fn pick<'o>(&mut self, of: &[&'o str]) -> &'o str {
        of[self.below(of.len())]
    }
}

const PARTIES: [&str; 3] = ["Orlia", "Vessin", "Brannoch"];
const TOWNS: [&str; 3] = ["Dalmar", "Ilza", "Port Keth"];

fn claim(lot: &mut Lot, report: &str, at: u32) -> Value {
    let (agent, target, town) = (lot.pick(&PARTIES), lot.pick(&PARTIES), lot.pick(&TOWNS));
    let day = format!("2031-05-{:02}", 1 + lot.below(9));
    let actors = |party: &str| json!([{"text": party, "party": party}]);
    let said = if lot.below(2) == 0 { actors(agent) } else { json!([]) };
    let mut value = json!({"id": format!("{report}#{at}"), "span": {"start": at, "end": at + 60}, "attribution": said,
        "status": "happened", "certainty": "firm", "kind": "event"});
    match lot.below(4) {
        0 => {
            let killed = 10 * (1 + lot.below(4));
            value["kind"] = json!("tally");
            value["quote"] = json!(format!("{killed} soldiers of {target} were killed in {town}"));
            value["tally"] = json!({"what": "killed", "party": target, "low": killed, "best": killed, "high": killed,
                "scope": "total", "as_of": day});
        }
        1 => {
            value["quote"] = json!(format!("{agent} denies having shelled the harbour of {town}"));
            value["event"] = json!({"type": "ASSAULT", "mode": "denial"});
            value["agents"] = actors(agent);
            (value["status"], value["certainty"]) = (json!("did-not-happen"), json!("denied"));
        }
        _ => {
            value["quote"] = json!(format!("gunners of {agent} shelled the harbour of {town} at dawn"));
            value["event"] = json!({"type": "ASSAULT", "mode": "shelling"});
            (value["agents"], value["targets"]) = (actors(agent), actors(target));
            value["places"] = json!([{"text": town}]);
            value["when"] = json!({"start": day, "end": day});
        }
    }
    value
}

/// Reports of a few claims each on the same few towns and days, so that every block holds more than reach.
fn reports(lot: &mut Lot, count: usize) -> Vec<Vec<Claim>> {
    let report = |n: usize, lot: &mut Lot| {
        let id = format!("r{n}");
        let published = format!("2031-05-{:02}", 3 + lot.below(9));
        let claims = (0..4).map(|at| {
            let mut value = claim(lot, &id, at * 100);
            value["report"] = json!({"id": id, "published": published});
            serde_json::from_value(value).unwrap()
        });
        claims.collect()
    };
    (0..count).map(|n| report(n, lot)).collect()
}

fn sorted(mut links: Vec<Link>) -> Vec<Link> {
    links.sort_by(|x, y| (&x.a, &x.b, x.relation).cmp(&(&y.a, &y.b, y.relation)));
    links
}

fn arrived(desk: &mut Desk, shelf: &Memory, id: &str, left: &[(u64, Slot)]) -> Change {
    match desk.arrive(shelf, id, left) {
        Ok(change) => change,
        Err(never) => match never {},
    }
}

#[test]
fn links_of_reports_that_come_one_by_one_are_those_of_all_at_once() {
    let mut lot = Lot(7);
    let mut reports = reports(&mut lot, 60);
    let all = link(&reports.concat());
    for relation in [Relation::Same, Relation::Contradicts, Relation::Updates] {
        let across = |l: &&Link| l.relation == relation && l.a.split('#').next() != l.b.split('#').next();
        assert!(all.iter().filter(across).count() > 5, "{relation:?}: nothing to tell");
    }
    for round in 0..4 {
        if round > 0 {
            (1..reports.len()).rev().for_each(|n| reports.swap(n, lot.below(n + 1)));
        }
        // Little room, so that reports come back to the desk anew.
        let (mut shelf, mut desk) = (Memory::default(), Desk::with_room_for(120));
        for claims in &reports {
            let id = claims[0].report.id.clone();
            let slots: Vec<_> = claims.iter().map(slots_of).collect();
            shelf.put(&id, claims.clone(), &slots);
            let change = arrived(&mut desk, &shelf, &id, &[]);
            shelf.follow(&change);
        }
        assert_eq!(sorted(shelf.standing()), all, "in round {round}");
    }
}

#[test]
fn a_report_that_comes_again_changes_nothing() {
    let reports = reports(&mut Lot(3), 12);
    let (mut shelf, mut desk) = (Memory::default(), Desk::with_room_for(1000));
    for claims in reports.iter().chain(&reports[..1]) {
        let id = claims[0].report.id.clone();
        let slots: Vec<_> = claims.iter().map(slots_of).collect();
        shelf.put(&id, claims.clone(), &slots);
        let change = arrived(&mut desk, &shelf, &id, &[]);
        shelf.follow(&change);
    }
    assert_eq!(sorted(shelf.standing()), link(&reports.concat()));
}

/// The claims of a report with some left out, told otherwise, or new.
fn changed(lot: &mut Lot, of: &ReportRef, claims: &[Claim]) -> Vec<Claim> {
    let mut out = Vec::new();
    for at in (0..500).step_by(100) {
        let mut value = claim(lot, &of.id, at);
        value["report"] = json!({"id": of.id, "published": of.published});
        match lot.below(6) {
            0 => {}
            1 | 2 => out.push(serde_json::from_value(value).unwrap()),
            _ => out.extend(claims.iter().find(|claim| claim.span.start == at).cloned()),
        }
    }
    if lot.below(8) == 0 { Vec::new() } else { out }
}

#[test]
fn links_of_reports_whose_claims_change_are_those_of_all_claims_as_they_then_are() {
    let mut lot = Lot(11);
    let mut reports = reports(&mut lot, 50);
    let of: Vec<ReportRef> = reports.iter().map(|claims| claims[0].report.clone()).collect();
    let mut shelf = Memory::default();
    let (mut linked, mut turns): (usize, Vec<usize>) = (0, (0..reports.len()).collect());
    for round in 0..150 {
        let mut desk = Desk::with_room_for(120);
        for n in std::mem::take(&mut turns) {
            let slots: Vec<_> = reports[n].iter().map(slots_of).collect();
            let left = shelf.leave(&of[n].id);
            shelf.put(&of[n].id, reports[n].clone(), &slots);
            let change = arrived(&mut desk, &shelf, &of[n].id, &left);
            shelf.follow(&change);
        }
        let all = link(&reports.concat());
        assert_eq!(sorted(shelf.standing()), all, "in round {round}");
        linked += all.len();
        // Now and then several change before any is linked anew.
        for n in (0..1 + lot.below(4)).map(|_| lot.below(reports.len())).collect::<BTreeSet<usize>>() {
            reports[n] = changed(&mut lot, &of[n], &reports[n]);
            shelf.tell(&of[n].id, reports[n].clone());
            turns.push(n);
        }
    }
    assert!(linked > 10_000, "{linked}: nothing to tell");
}
