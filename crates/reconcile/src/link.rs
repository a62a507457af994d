//! The links of a set of claims, and what a new report changes in them.
//!
//! Each link is owned by one report: that of the later claim. Which links a report owns depends on its claims and on
//! those that stand near them in the blocks, never on how many others there are, nor on the order in which they came.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::rc::Rc;

use herodotus_schema::{Claim, Link};

use crate::blocking::{Slots, slots};
use crate::facts::Facts;
use crate::features::{Measures, measure};
use crate::lists;
use crate::model::Model;
use crate::owned::Desk;
use crate::prepared::Prepared;
use crate::shelf::Memory;

/// A pair that blocking lets through, with what was measured on it. For fitting the model's weights.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredPair {
    /// Id of the claim that comes first in canonical order.
    pub a: String,
    /// Id of the other.
    pub b: String,
    /// Whether both are figures.
    pub tally: bool,
    /// What was measured.
    pub measures: Measures,
}

/// The claims in canonical order: by publication, report, place in the report, id. Claims without a
/// day of publication come first; a claim given twice counts once.
pub(crate) fn in_order(claims: &[Claim]) -> Vec<&Claim> {
    let mut order: Vec<&Claim> = claims.iter().collect();
    order.sort_by(|x, y| key(x).cmp(&key(y)));
    order.dedup_by(|x, y| x.id == y.id);
    order
}

fn key(claim: &Claim) -> (Option<&str>, &str, u32, u32, &str) {
    let report = &claim.report;
    (report.published.as_deref(), &report.id, claim.span.start, claim.span.end, &claim.id)
}

/// All claims on a shelf in memory, with the ids of their reports in canonical order.
fn shelved(claims: &[Claim]) -> (Memory, Vec<String>) {
    let mut shelf = Memory::default();
    let mut ids = Vec::new();
    let mut reports: BTreeMap<&str, Vec<Claim>> = BTreeMap::new();
    for claim in in_order(claims) {
        if !reports.contains_key(claim.report.id.as_str()) {
            ids.push(claim.report.id.clone());
        }
        reports.entry(&claim.report.id).or_default().push(claim.clone());
    }
    for (id, claims) in reports {
        let at: Vec<_> = claims.iter().map(slots_of).collect();
        shelf.put(id, claims, &at);
    }
    (shelf, ids)
}

/// Rises when links would come out otherwise for the same claims, trees and word lists.
const RULES: &str = "4";

/// A name for the way of judging: links made under another are to be judged again.
pub fn edition() -> String {
    format!("{RULES}-{}-{}", Model::name(), lists::name())
}

/// Where `claim` stands in the blocks of a shelf.
pub fn slots_of(claim: &Claim) -> Slots {
    slots(&Facts::new(claim))
}

/// What an impossible error leaves: the value.
fn sure<T>(result: Result<T, Infallible>) -> T {
    match result {
        Ok(value) => value,
        Err(never) => match never {},
    }
}

/// Every pair that would be judged, measured. `claims` may come in any order.
pub fn measured_pairs(claims: &[Claim]) -> Vec<MeasuredPair> {
    let (shelf, ids) = shelved(claims);
    let mut desk = Desk::with_room_for(claims.len());
    let mut out = Vec::new();
    for id in ids {
        let report = sure(desk.prepared(&shelf, &id));
        let within = report.pairs().into_iter().map(|(i, j)| pair((&report, i), (&report, j)));
        out.extend(within);
        for i in 0..report.facts.len() {
            for (other, j) in sure(desk.candidates(&shelf, (&report, i))) {
                if other.order < report.order && other.facts[j].is_tally() == report.facts[i].is_tally() {
                    out.push(pair((&other, j), (&report, i)));
                }
            }
        }
    }
    out
}

fn pair((a, i): (&Rc<Prepared>, usize), (b, j): (&Rc<Prepared>, usize)) -> MeasuredPair {
    MeasuredPair {
        a: a.facts[i].claim.id.clone(),
        b: b.facts[j].claim.id.clone(),
        tally: a.facts[i].is_tally(),
        measures: measure(a.placed(i), b.placed(j)),
    }
}

/// Links `claims`: which tell the same, which contradict, which update which.
///
/// Comes in: claims of any reports in any order; fields may be missing. Goes out: links in order of their claims'
/// ids, each with a score from 0 to 1 and its reasons. Claims of one report that tell the same make a group, each
/// linked to the member it is surest to equal among those before it; a group is linked to the one
/// group of an earlier report that it is surest to equal.
pub fn link(claims: &[Claim]) -> Vec<Link> {
    let (shelf, ids) = shelved(claims);
    let mut desk = Desk::with_room_for(claims.len());
    let owned = ids.iter().flat_map(|id| sure(desk.owned(&shelf, id)));
    let mut links: Vec<Link> = owned.map(|standing| standing.link).collect();
    links.sort_by(|x, y| (&x.a, &x.b, x.relation).cmp(&(&y.a, &y.b, y.relation)));
    links
}
