//! Blocking: which claims of other reports are worth comparing, so that the work for a report does not grow with the ledger.
//!
//! A claim stands in a block for each thing it tells together with whom or where. In a block claims stand by the day that
//! they tell of, then by publication and a number made of their ids, so that a claim's slot hangs on nothing but the claim. Two claims
//! are compared if they share a report, or stand within [`Block::reach`] of each other in some block.

use jiff::civil::Date;

use crate::facts::{Facts, fold};
use crate::families::family;
use crate::hash;

/// How many claims before and after it in a block a claim is compared with. Figures and truces reach further: a count is
/// brought up to date, a truce told broken, after weeks, and there are fewer of them.
const REACH: usize = 12;
pub(crate) const LONG_REACH: usize = 36;

/// The family of modes that tell of truces.
const TRUCE: &str = "truce";

/// The day of claims of which no day is known: before all others.
const DAYLESS: i64 = i32::MIN as i64;

/// Where a claim stands in the blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slots {
    /// The blocks, sorted.
    pub blocks: Vec<Block>,
    /// Its slot in each of them.
    pub at: Slot,
}

/// Claims that tell one sort of thing of one party or place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Block {
    /// Its name as a number.
    pub name: u64,
    /// How many claims before and after it in the block a claim is compared with.
    pub reach: usize,
}

/// A slot in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// The day, counted from the first of January 1970.
    pub day: i64,
    /// Tells claims of one day apart.
    pub tie: u64,
}

/// Days since the first of January 1970.
fn count(day: Date) -> i64 {
    i64::from((day - Date::constant(1970, 1, 1)).get_days())
}

/// How many bits of a tie tell the day of publication, and the day before which all count as one.
const DAY_BITS: u32 = 24;
const FIRST_DAY: i64 = -(1 << (DAY_BITS - 1));

/// Tells claims of one day apart: first by publication, so that what is new mostly comes last and pushes nothing
/// apart, then by the claim's number.
pub(crate) fn tie(facts: &Facts) -> u64 {
    let published = facts.published.map_or(0, |day| (count(day) - FIRST_DAY).max(0) as u64);
    published << (64 - DAY_BITS) | facts.number >> DAY_BITS
}

/// Where `facts` stands.
pub(crate) fn slots(facts: &Facts) -> Slots {
    let long = format!("{TRUCE}|");
    let block = |key: String| {
        let reach = if facts.is_tally() || key.starts_with(&long) { LONG_REACH } else { REACH };
        Block { name: hash::of([key.as_str()]), reach }
    };
    let mut blocks: Vec<Block> = keys(facts).into_iter().map(block).collect();
    blocks.sort_unstable();
    blocks.dedup();
    Slots { blocks, at: slot(facts) }
}

/// Where `facts` stands in each of its blocks.
pub(crate) fn slot(facts: &Facts) -> Slot {
    Slot { day: facts.reference_day().map_or(DAYLESS, count), tie: tie(facts) }
}

/// What a claim shares with those it could be linked to, as text keys.
fn keys(facts: &Facts) -> Vec<String> {
    if facts.is_tally() {
        let Some(tally) = &facts.claim.tally else { return Vec::new() };
        let what = fold(&tally.what);
        let owner = tally.party.as_deref().map(fold).unwrap_or_default();
        let at_places = facts.places.iter().map(|place| format!("tally|{what}|@{place}"));
        return at_places.chain([format!("tally|{what}|{owner}")]).collect();
    }
    let mut themes: Vec<&str> = facts.claim.event_type().into_iter().collect();
    themes.extend(facts.claim.mode().map(|mode| family(mode).unwrap_or(mode)));
    let of = |theme: &str| {
        let by_party = facts.parties.iter().map(|party| format!("{theme}|{party:x}"));
        let by_place = facts.places.iter().map(|place| format!("{theme}|@{place}"));
        by_party.chain(by_place).chain([format!("{theme}|")]).collect::<Vec<String>>()
    };
    themes.into_iter().flat_map(of).collect()
}
