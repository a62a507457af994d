//! An act that a report tells again by a noun ("the shelling") is done by whom it named with the act elsewhere.

use herodotus_lexicon::WordClass;
use herodotus_schema::{Actor, Claim};

use crate::frames::Match;
use crate::reasons::reason;

/// Gives each act that is told by a noun, without a doer that stands for a party, the doers of the same act told
/// nearest before it, else after it: an entry of the same word, and no other target. `drafts` are in order of their words.
pub fn take_up_doers(drafts: &mut [(Option<&Match>, Claim)]) {
    for at in 0..drafts.len() {
        let (Some(found), claim) = &drafts[at] else { continue };
        if found.entry.class != WordClass::Noun || claim.event_type().is_none() || has_party(&claim.agents) {
            continue;
        }
        let same = |n: &usize| tells_it(&drafts[at], &drafts[*n]);
        let Some(other) = (0..at).rev().find(same).or_else(|| (at + 1..drafts.len()).find(same)) else { continue };
        let rule = format!("who does it in \"{}\"", drafts[other].1.quote);
        let doers: Vec<Actor> = drafts[other].1.agents.iter().filter(|a| a.party.is_some()).cloned().collect();
        let claim = &mut drafts[at].1;
        claim.agents = doers;
        claim.because.push(reason("agents", &rule));
    }
}

/// Whether `other` tells the act of `this` with its doer.
fn tells_it(this: &(Option<&Match>, Claim), other: &(Option<&Match>, Claim)) -> bool {
    let ((Some(a), this), (Some(b), other)) = (this, other) else { return false };
    let act = this.event_type() == other.event_type() && a.entry.lemma == b.entry.lemma;
    let disjoint = has_party(&this.targets)
        && has_party(&other.targets)
        && !this.targets.iter().any(|t| t.party.is_some() && other.targets.iter().any(|o| o.party == t.party));
    act && !disjoint && has_party(&other.agents)
}

fn has_party(actors: &[Actor]) -> bool {
    actors.iter().any(|a| a.party.is_some())
}
