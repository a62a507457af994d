//! The conflicts that a set of claims tells of, and which one each claim belongs to.
//!
//! A report tells the ground that is fought on and who fights there ([`Fighting`]). Grounds on which the same sides are
//! told as fighting each other are one conflict: the border towns of both countries of a war, say. The answer hangs on
//! the claims alone, not on their order.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use herodotus_schema::{Claim, Conflict};

use crate::hash;
use crate::theatre::{Fighting, HowOften, first, known, mainly, tells_harm};

/// The likeness of who fights whom (cosine) from which two grounds are of one conflict; those of one war come to 0.56 and
/// more on a thousand reports of four wars, neighbouring wars that share a power to 0.39 at most.
const ONE_CONFLICT: f64 = 0.5;

/// A party is shown if it is told as fighting at least so often as this share of the one told most.
const SHOWN: f64 = 0.2;

/// The conflicts, what is told most of first, and for each claim its own.
#[derive(Debug, Default)]
pub(crate) struct Conflicts {
    pub(crate) all: Vec<Conflict>,
    pub(crate) of: Vec<Option<usize>>,
}

/// A ground that is fought on: a country, or, where a report places no fighting, the two sides by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Ground<'c> {
    Country(&'c str),
    Sides(&'c str, &'c str),
}

/// What is told of a ground.
#[derive(Debug, Default)]
struct Seen<'c> {
    /// How many claims tell of harm done there.
    claims: u32,
    sides: HowOften<'c>,
    /// Who fights whom, whichever way round.
    pairs: BTreeMap<(&'c str, &'c str), u32>,
}

impl<'c> Seen<'c> {
    fn add(&mut self, claim: &'c Claim) {
        self.claims += 1;
        if claim.event_type() != Some("ASSAULT") {
            return;
        }
        let (agents, targets) = (known(&claim.agents), known(&claim.targets));
        for &side in agents.union(&targets) {
            *self.sides.entry(side).or_default() += 1;
        }
        for &agent in &agents {
            for &target in targets.iter().filter(|target| **target != agent) {
                *self.pairs.entry((agent.min(target), agent.max(target))).or_default() += 1;
            }
        }
    }

    /// The cosine of who fights whom.
    fn likeness(&self, other: &Seen<'_>) -> f64 {
        let square = |seen: &Seen<'_>| seen.pairs.values().map(|&n| f64::from(n).powi(2)).sum::<f64>();
        let common = |(pair, &n): (&(&str, &str), &u32)| other.pairs.get(pair).map(|&m| f64::from(n) * f64::from(m));
        let scale = (square(self) * square(other)).sqrt();
        if scale > 0.0 { self.pairs.iter().filter_map(common).sum::<f64>() / scale } else { 0.0 }
    }
}

/// Finds the conflicts of `claims`; `reports` tells the claims of each report.
pub(crate) fn conflicts(claims: &[&Claim], reports: &BTreeMap<&str, Vec<usize>>) -> Conflicts {
    let fights: Vec<(&Vec<usize>, Fighting<'_>)> = reports
        .values()
        .map(|members| (members, Fighting::of(&members.iter().map(|&n| claims[n]).collect::<Vec<&Claim>>())))
        .collect();
    let mut seen: BTreeMap<Ground<'_>, Seen<'_>> = BTreeMap::new();
    for (members, fighting) in &fights {
        for claim in members.iter().map(|&n| claims[n]).filter(|claim| tells_harm(claim)) {
            for ground in placed(fighting, claim) {
                seen.entry(ground).or_default().add(claim);
            }
        }
        if let Some(Ground::Sides(a, b)) = sides(fighting) {
            seen.entry(Ground::Sides(a, b)).or_default().pairs.entry((a, b)).or_insert(1);
        }
    }
    let first_of = joined(&seen);
    let mut of = vec![None; claims.len()];
    for (members, fighting) in &fights {
        let told_here = |ground: &Ground<'_>| {
            let here = |&&n: &&usize| tells_harm(claims[n]) && placed(fighting, claims[n]).contains(ground);
            members.iter().filter(here).count()
        };
        for &n in *members {
            let around = fighting.around(claims[n]).into_iter().map(Ground::Country).chain(sides(fighting));
            let most = around.map(|ground| (told_here(&ground), Reverse(ground))).max();
            let ground = most.map(|(_, Reverse(ground))| ground).or_else(|| most_fought(fighting, &seen));
            of[n] = ground.and_then(|ground| first_of.get(&ground).cloned());
        }
    }
    listed(claims, &seen, &first_of, &of)
}

/// The grounds that the fighting of a claim is placed on.
fn placed<'c>(fighting: &Fighting<'c>, claim: &'c Claim) -> Vec<Ground<'c>> {
    fighting.placed(claim).into_iter().map(Ground::Country).chain(sides(fighting)).collect()
}

/// The two sides told most, if the report places no fighting.
fn sides<'c>(fighting: &Fighting<'c>) -> Option<Ground<'c>> {
    match fighting.sides.as_slice() {
        [a, b, ..] if fighting.grounds.is_empty() => Some(Ground::Sides(a.min(b), a.max(b))),
        _ => None,
    }
}

/// Of the countries that a report without fighting names, the one that others tell most fighting of.
fn most_fought<'c>(fighting: &Fighting<'c>, seen: &BTreeMap<Ground<'c>, Seen<'c>>) -> Option<Ground<'c>> {
    let named = fighting.named.keys().map(|&country| Ground::Country(country));
    let known = named.filter_map(|ground| Some((seen.get(&ground)?.claims, ground)));
    known.max_by(|x, y| x.0.cmp(&y.0).then(y.1.cmp(&x.1))).map(|(_, ground)| ground)
}

/// For each ground the one that its conflict is told of most: a ground joins the likest of those told of more.
fn joined<'c>(seen: &BTreeMap<Ground<'c>, Seen<'c>>) -> BTreeMap<Ground<'c>, Ground<'c>> {
    let mut order: Vec<(&Ground<'_>, &Seen<'_>)> = seen.iter().collect();
    order.sort_by(|x, y| y.1.claims.cmp(&x.1.claims).then(x.0.cmp(y.0)));
    let mut out: BTreeMap<Ground<'_>, Ground<'_>> = BTreeMap::new();
    for (n, (ground, told)) in order.iter().enumerate() {
        let before = order[..n].iter().map(|(other, more)| (told.likeness(more), *other));
        let likest = before.rev().max_by(|x, y| x.0.total_cmp(&y.0)).filter(|(likeness, _)| *likeness >= ONE_CONFLICT);
        let first = likest.map_or(*ground, |(_, other)| &out[other]).clone();
        out.insert((*ground).clone(), first);
    }
    out
}

/// The conflicts as they are shown, those with most claims first.
fn listed<'c>(
    claims: &[&Claim],
    seen: &BTreeMap<Ground<'c>, Seen<'c>>,
    first_of: &BTreeMap<Ground<'c>, Ground<'c>>,
    of: &[Option<Ground<'c>>],
) -> Conflicts {
    let mut members: BTreeMap<&Ground<'_>, Vec<usize>> = BTreeMap::new();
    for (n, ground) in of.iter().enumerate() {
        ground.iter().for_each(|ground| members.entry(ground).or_default().push(n));
    }
    let mut order: Vec<(&Ground<'_>, Vec<usize>)> = members.into_iter().collect();
    order.sort_by(|x, y| y.1.len().cmp(&x.1.len()).then(x.0.cmp(y.0)));
    let one = |(head, members): &(&Ground<'_>, Vec<usize>)| {
        let (mut sides, mut countries) = (HowOften::new(), HowOften::new());
        for (ground, seen) in seen.iter().filter(|(ground, _)| first_of[*ground] == **head) {
            seen.sides.iter().for_each(|(side, n)| *sides.entry(side).or_default() += n);
            if let Ground::Country(code) = ground {
                countries.insert(code, seen.claims);
            }
        }
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        let reports: BTreeSet<&str> = members.iter().map(|&n| claims[n].report.id.as_str()).collect();
        Conflict {
            id: id(head),
            parties: owned(first(mainly(&sides, SHOWN))),
            countries: owned(mainly(&countries, 0.0)),
            reports: owned(reports.into_iter().collect()),
            claims: members.iter().map(|&n| claims[n].id.clone()).collect(),
        }
    };
    let place: BTreeMap<&Ground<'_>, usize> = order.iter().enumerate().map(|(at, (ground, _))| (*ground, at)).collect();
    Conflicts {
        all: order.iter().map(one).collect(),
        of: of.iter().map(|ground| ground.as_ref().map(|ground| place[ground])).collect(),
    }
}

fn id(ground: &Ground<'_>) -> String {
    match ground {
        Ground::Country(code) => hash::id("w-", [*code]),
        Ground::Sides(a, b) => hash::id("w-", [*a, *b]),
    }
}
