//! Positions: who supports, mediates, calls for, promises, opposes or threatens what, as claimed.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_schema::{Claim, ClaimKind, Position, Stance};

use crate::index::{Index, names, parties};

/// An agent that is no known party stands by name where it has at most so many words.
const NAME: usize = 4;

/// The stance that an event type expresses.
fn stance(claim: &Claim) -> Option<Stance> {
    if claim.kind == ClaimKind::Tally {
        return None;
    }
    let Some(event) = claim.event_type() else {
        let said = claim.side().is_some() && claim.mode().is_none();
        return said.then_some(Stance::States);
    };
    Some(match event {
        "SUPPORT" | "AID" | "COOPERATE" => Stance::Supports,
        "CONSULT" => Stance::Mediates,
        "REQUEST" => Stance::CallsFor,
        "AGREE" | "CONCEDE" => Stance::Pledges,
        "REJECT" | "ACCUSE" => Stance::Opposes,
        "THREATEN" | "SANCTION" => Stance::Threatens,
        _ => return None,
    })
}

/// Builds the positions, by party, stance and whom they turn to.
pub(crate) fn positions(index: &Index<'_>) -> Vec<Position> {
    let mut keyed: BTreeMap<(String, Stance, Vec<String>), Vec<usize>> = BTreeMap::new();
    for (n, claim) in index.claims.iter().enumerate() {
        let Some(stance) = stance(claim) else { continue };
        let mut who: BTreeSet<String> = parties(&claim.agents).collect();
        if stance == Stance::States {
            who = claim.side().map(str::to_owned).into_iter().collect();
        }
        if who.is_empty() {
            who.extend(names(&claim.agents).filter(|name| name.split_whitespace().count() <= NAME));
        }
        if who.is_empty() {
            who.extend(claim.side().map(str::to_owned));
        }
        let toward: BTreeSet<String> = parties(&claim.targets).collect();
        for party in who {
            keyed.entry((party, stance, toward.iter().cloned().collect())).or_default().push(n);
        }
    }
    let position = |((party, stance, toward), members): ((String, Stance, Vec<String>), Vec<usize>)| Position {
        party,
        stance,
        toward,
        claims: index.ids(&members),
    };
    keyed.into_iter().map(position).collect()
}
