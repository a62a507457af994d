//! Whom an act of force falls on where its words do not say: the party that the report tells its agents to fight.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use herodotus_schema::{Actor, Claim, ClaimKind, Document, EntityType, Mention};

use crate::force::is_of_force;
use crate::parties::actor;
use crate::reasons::reason;

/// Gives each claim of force whose agents are known and whose targets are not the one foe of its first agent, if the
/// other claims of the report set them against each other often enough and mostly. Where the claim has no words for whom it
/// falls on, the target has those by which the report names the foe; of two foes who both act each is struck ("X and Y fought").
pub fn fall_on_foes(doc: &Document, claims: &mut [Claim]) {
    let against = counted(claims);
    for claim in claims.iter_mut().filter(|c| sets_against(c)) {
        if parties(&claim.targets).next().is_some() {
            continue;
        }
        let Some(foe) = parties(&claim.agents).next().and_then(|agent| foe(against.get(agent)?)) else { continue };
        if parties(&claim.agents).any(|agent| agent == foe) {
            claim.targets.extend(claim.agents.iter().filter(|a| a.party.is_some()).cloned());
            claim.because.push(reason("targets", "the report sets the agents against each other"));
            continue;
        }
        let Some(foe) = named(doc, foe) else { continue };
        let party = foe.party.clone().unwrap_or_default();
        match claim.targets.first_mut() {
            Some(target) => (target.party, target.code) = (foe.party, foe.code),
            None => claim.targets.push(foe),
        }
        claim.because.push(reason("targets", &format!("whom the report sets the agents against: {party}")));
    }
}

/// For each party, whom claims of force set against it, and how often.
pub type Against = BTreeMap<String, BTreeMap<String, usize>>;

/// Whom claims of force set against whom.
pub fn counted(claims: &[Claim]) -> Against {
    let mut against = Against::new();
    for claim in claims.iter().filter(|c| sets_against(c)) {
        for agent in &claim.agents {
            for target in &claim.targets {
                note(&mut against, agent, target);
                note(&mut against, target, agent);
            }
        }
    }
    against
}

/// Counts `other` as one set against `one`, if both stand for parties that differ.
fn note(against: &mut Against, one: &Actor, other: &Actor) {
    if let (Some(a), Some(b)) = (&one.party, &other.party)
        && a != b
    {
        *against.entry(a.clone()).or_default().entry(b.clone()).or_default() += 1;
    }
}

/// The one that two claims in three or more set against a party; a single claim is enough (83 of 170 foes so found are right in the
/// coded reports).
fn foe(against: &BTreeMap<String, usize>) -> Option<&str> {
    let all: usize = against.values().sum();
    let clear = |(_, count): &(&String, &usize)| **count * 3 >= all * 2;
    against.iter().find(clear).map(|(foe, _)| foe.as_str())
}

/// A party by the words of the report that stand for it alone: its first name if there is one, else what tells its role.
fn named(doc: &Document, party: &str) -> Option<Actor> {
    let alone = |m: &&Mention| matches!(m.parties.as_slice(), [one] if one.party == party);
    let mention = doc
        .mentions
        .iter()
        .filter(|m| m.kind != EntityType::Reference)
        .filter(alone)
        .min_by_key(|m| (m.parties[0].role.is_some(), m.span.start))?;
    Some(actor(&mention.parties[0], doc.text(mention.span), mention.span))
}

/// Whether the claim sets its agents against its targets.
fn sets_against(claim: &Claim) -> bool {
    claim.kind != ClaimKind::Tally && is_of_force(claim)
}

fn parties(actors: &[Actor]) -> impl Iterator<Item = &str> {
    actors.iter().filter_map(|a| a.party.as_deref())
}
