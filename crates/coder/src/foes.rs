//! Whom an act of force falls on where its words do not say: the party that the report tells its agents to fight.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use herodotus_schema::{Actor, Claim, ClaimKind};

use crate::reasons::reason;

/// How many claims of force must set two parties against each other.
const ENOUGH: usize = 2;

/// Gives each claim of force whose agents are known and whose targets are not the one foe of its first agent, if the
/// other claims of the report set them against each other often enough and mostly.
pub fn fall_on_foes(claims: &mut [Claim]) {
    let against = counted(claims);
    for claim in claims.iter_mut().filter(|c| is_of_force(c)) {
        let agent = parties(&claim.agents).next();
        if parties(&claim.targets).next().is_some() {
            continue;
        }
        let Some(foe) = agent.and_then(|agent| foe(against.get(agent)?)) else { continue };
        let party = foe.party.clone().unwrap_or_default();
        match claim.targets.first_mut() {
            Some(target) => (target.party, target.code) = (foe.party.clone(), foe.code.clone()),
            None => claim.targets.push(Actor { text: party.clone(), role: None, span: None, ..foe.clone() }),
        }
        claim.because.push(reason("targets", &format!("whom the report sets the agents against: {party}")));
    }
}

/// For each party, whom claims of force set against it, and how often.
type Against = BTreeMap<String, BTreeMap<String, (usize, Actor)>>;

fn counted(claims: &[Claim]) -> Against {
    let mut against = Against::new();
    for claim in claims.iter().filter(|c| is_of_force(c)) {
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
        against.entry(a.clone()).or_default().entry(b.clone()).or_insert_with(|| (0, other.clone())).0 += 1;
    }
}

/// The one that two claims in three or more set against a party.
fn foe(against: &BTreeMap<String, (usize, Actor)>) -> Option<&Actor> {
    let all: usize = against.values().map(|(count, _)| count).sum();
    let clear = |(count, _): &&(usize, Actor)| *count >= ENOUGH && count * 3 >= all * 2;
    against.values().find(clear).map(|(_, foe)| foe)
}

fn is_of_force(claim: &Claim) -> bool {
    claim.kind != ClaimKind::Tally && claim.event_type() == Some("ASSAULT")
}

fn parties(actors: &[Actor]) -> impl Iterator<Item = &str> {
    actors.iter().filter_map(|a| a.party.as_deref())
}
