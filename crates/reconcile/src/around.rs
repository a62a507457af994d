//! What stands around a claim in its report: the words, parties and places told near it, and those of the whole.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::facts::{Facts, merged};
use crate::hash;
use crate::names::Names;

/// How many code points before or after a claim's start others still stand near it.
const NEAR: u32 = 350;

/// What the claims of one report tell together.
#[derive(Debug, Default)]
pub(crate) struct Whole {
    /// Stems, as sorted hashes.
    pub(crate) words: Vec<u64>,
    pub(crate) parties: Vec<u64>,
    pub(crate) counts: Counts,
}

/// How many claims of a report there are, and how many of them have a type, a mode, a place, or a type with its agents and
/// targets: what a report tells often tells its claims apart the less.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) claims: u32,
    pub(crate) types: BTreeMap<Option<String>, u32>,
    pub(crate) modes: BTreeMap<String, u32>,
    pub(crate) places: BTreeMap<String, u32>,
    pub(crate) skeletons: BTreeMap<u64, u32>,
}

impl Counts {
    fn of(claims: &[Facts]) -> Counts {
        let mut counts = Counts { claims: claims.len() as u32, ..Counts::default() };
        for facts in claims {
            *counts.types.entry(facts.claim.event_type().map(str::to_owned)).or_default() += 1;
            *counts.skeletons.entry(skeleton(facts)).or_default() += 1;
            if let Some(mode) = facts.claim.mode() {
                *counts.modes.entry(mode.to_owned()).or_default() += 1;
            }
            for place in facts.places.iter() {
                *counts.places.entry(place.to_owned()).or_default() += 1;
            }
        }
        counts
    }
}

/// Type, agents and targets as one number.
pub(crate) fn skeleton(facts: &Facts) -> u64 {
    let names = |set: &[u64]| set.iter().map(|n| format!("{n:x}")).collect::<Vec<String>>().join(" ");
    hash::of([facts.claim.event_type().unwrap_or("-"), &names(&facts.agents), &names(&facts.targets)])
}

/// The neighbourhood of one claim, itself included.
#[derive(Debug)]
pub(crate) struct Around {
    /// Its place among the claims of its report, from 0.
    pub(crate) rank: u32,
    /// Where it begins, as a share of the report as far as claims tell of it.
    pub(crate) position: f64,
    pub(crate) words: Vec<u64>,
    /// The words of the others alone.
    pub(crate) others: Vec<u64>,
    pub(crate) parties: Vec<u64>,
    pub(crate) places: Names,
    pub(crate) skeleton: u64,
    pub(crate) report: Rc<Whole>,
}

/// The neighbourhoods of the claims of one report, which stand in its order.
pub(crate) fn surroundings(members: &[Facts]) -> Vec<Around> {
    let whole = Rc::new(Whole {
        words: merged(members.iter().map(|f| &f.all)),
        parties: parties(members.iter()),
        counts: Counts::of(members),
    });
    let end = members.iter().map(|f| f.claim.span.end).max().unwrap_or(0);
    let one = |(rank, facts): (usize, &Facts)| {
        let at = facts.claim.span.start;
        let near = || members.iter().filter(|f| f.claim.span.start.abs_diff(at) < NEAR);
        Around {
            rank: rank as u32,
            position: f64::from(at) / (f64::from(end) + 1.0),
            words: merged(near().map(|f| &f.all)),
            others: merged(near().filter(|f| f.claim.id != facts.claim.id).map(|f| &f.all)),
            parties: parties(near()),
            places: Names::merged(near().map(|f| &f.places)),
            skeleton: skeleton(facts),
            report: Rc::clone(&whole),
        }
    };
    members.iter().enumerate().map(one).collect()
}

fn parties<'f>(members: impl Iterator<Item = &'f Facts>) -> Vec<u64> {
    merged(members.map(|f| &f.parties))
}
