//! Where the linker looks claims up: a report's claims, a block's neighbours, the links that stand.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use herodotus_schema::{Claim, Link};

use crate::blocking::{Slot, Slots};

/// A claim of a block, by its slot and its report's id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Neighbour {
    /// Where it stands.
    pub at: Slot,
    /// The report it stands in.
    pub report: String,
}

/// A link that stands, with the ids of the reports that its two claims are of.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The link.
    pub link: Link,
    /// The report of its claim `a`, and that of its claim `b`.
    pub reports: [String; 2],
}

/// What the linker asks of whoever keeps the claims. Each look-up is bounded, whatever is kept.
pub trait Shelf {
    /// What can go wrong.
    type Error;

    /// The claims of a report, in any order.
    fn claims(&self, report: &str) -> Result<Vec<Claim>, Self::Error>;

    /// Up to `most` claims before `at` in `block` and up to `most` after it, each nearest first.
    fn near(&self, block: u64, at: Slot, most: usize) -> Result<[Vec<Neighbour>; 2], Self::Error>;

    /// The links that stand between claims of which at least one is of `report`.
    fn links(&self, report: &str) -> Result<Vec<Standing>, Self::Error>;
}

/// A shelf in memory.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    reports: BTreeMap<String, Vec<Claim>>,
    blocks: BTreeMap<u64, BTreeSet<Neighbour>>,
    links: Vec<Standing>,
}

impl Memory {
    /// Puts the claims of a report on the shelf, with their slots.
    pub(crate) fn put(&mut self, report: &str, claims: Vec<Claim>, slots: &[Slots]) {
        for slots in slots {
            for block in &slots.blocks {
                let neighbour = Neighbour { at: slots.at, report: report.to_owned() };
                self.blocks.entry(block.name).or_default().insert(neighbour);
            }
        }
        self.reports.insert(report.to_owned(), claims);
    }

    /// Changes the claims of a report, which stand in the blocks as before.
    #[cfg(test)]
    pub(crate) fn tell(&mut self, report: &str, claims: Vec<Claim>) {
        self.reports.insert(report.to_owned(), claims);
    }

    /// Takes the claims of a report out of the blocks; gives their slots.
    #[cfg(test)]
    pub(crate) fn leave(&mut self, report: &str) -> Vec<(u64, Slot)> {
        let mut left = Vec::new();
        for (&block, members) in &mut self.blocks {
            left.extend(members.iter().filter(|near| near.report == report).map(|near| (block, near.at)));
            members.retain(|near| near.report != report);
        }
        left
    }

    /// Makes the links that stand follow a change.
    #[cfg(test)]
    pub(crate) fn follow(&mut self, change: &crate::Change) {
        self.links.retain(|standing| !change.dropped.contains(&standing.link));
        let of = |id: &str| {
            let holds = |claims: &&Vec<Claim>| claims.iter().any(|c| c.id == id);
            self.reports.values().find(holds).map(|claims| claims[0].report.id.clone()).unwrap_or_default()
        };
        let added = change.added.iter().map(|l| Standing { reports: [of(&l.a), of(&l.b)], link: l.clone() });
        let added: Vec<Standing> = added.collect();
        self.links.extend(added);
    }

    /// The links that stand.
    #[cfg(test)]
    pub(crate) fn standing(&self) -> Vec<Link> {
        self.links.iter().map(|standing| standing.link.clone()).collect()
    }
}

impl Shelf for Memory {
    type Error = Infallible;

    fn claims(&self, report: &str) -> Result<Vec<Claim>, Infallible> {
        Ok(self.reports.get(report).cloned().unwrap_or_default())
    }

    fn near(&self, block: u64, at: Slot, most: usize) -> Result<[Vec<Neighbour>; 2], Infallible> {
        let Some(members) = self.blocks.get(&block) else { return Ok([Vec::new(), Vec::new()]) };
        let before = Neighbour { at, report: String::new() };
        let after = Neighbour { at: Slot { tie: at.tie.saturating_add(1), ..at }, report: String::new() };
        let lower = members.range(..before).rev().take(most).cloned().collect();
        let upper = members.range(after..).take(most).cloned().collect();
        Ok([lower, upper])
    }

    fn links(&self, report: &str) -> Result<Vec<Standing>, Infallible> {
        let of = |standing: &&Standing| standing.reports.iter().any(|id| id == report);
        Ok(self.links.iter().filter(of).cloned().collect())
    }
}
