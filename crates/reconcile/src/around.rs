//! What stands around a claim in its report: the words, parties and places told near it, and those of the whole.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::facts::{Facts, merged};

/// How many code points before or after a claim's start others still stand near it.
const NEAR: u32 = 350;

/// What the claims of one report tell together.
#[derive(Default)]
pub(crate) struct Whole {
    /// Stems, as sorted hashes.
    pub(crate) words: Vec<u64>,
    pub(crate) parties: BTreeSet<String>,
}

/// The neighbourhood of one claim, itself included.
pub(crate) struct Around {
    /// Its place among the claims of its report, from 0.
    pub(crate) rank: u32,
    /// Where it begins, as a share of the report as far as claims tell of it.
    pub(crate) position: f64,
    pub(crate) words: Vec<u64>,
    /// The words of the others alone.
    pub(crate) others: Vec<u64>,
    pub(crate) parties: BTreeSet<String>,
    pub(crate) places: BTreeSet<String>,
    pub(crate) report: Rc<Whole>,
}

/// The neighbourhoods of `claims`, which stand in canonical order: those of one report side by side.
pub(crate) fn surroundings(claims: &[Facts<'_>]) -> Vec<Around> {
    claims.chunk_by(|a, b| a.report() == b.report()).flat_map(of_report).collect()
}

fn of_report(members: &[Facts<'_>]) -> Vec<Around> {
    let whole = Rc::new(Whole { words: merged(members.iter().map(|f| &f.all)), parties: parties(members.iter()) });
    let end = members.iter().map(|f| f.claim.span.end).max().unwrap_or(0);
    let one = |(rank, facts): (usize, &Facts<'_>)| {
        let at = facts.claim.span.start;
        let near = || members.iter().filter(|f| f.claim.span.start.abs_diff(at) < NEAR);
        Around {
            rank: rank as u32,
            position: f64::from(at) / (f64::from(end) + 1.0),
            words: merged(near().map(|f| &f.all)),
            others: merged(near().filter(|f| f.claim.id != facts.claim.id).map(|f| &f.all)),
            parties: parties(near()),
            places: near().flat_map(|f| f.places.iter().cloned()).collect(),
            report: Rc::clone(&whole),
        }
    };
    members.iter().enumerate().map(one).collect()
}

fn parties<'f, 'c: 'f>(members: impl Iterator<Item = &'f Facts<'c>>) -> BTreeSet<String> {
    members.flat_map(|f| f.agents.iter().chain(&f.targets).cloned()).collect()
}
