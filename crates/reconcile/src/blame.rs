//! Blame against blame within one report: each side tells that it was the other who attacked.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_schema::{Claim, ClaimKind, Discrepancy, DiscrepancyKind};

use crate::discrepancies::rank;
use crate::events::accounts;
use crate::hash;
use crate::index::{Index, denies, interval, parties};
use crate::lists::List;

/// How sure a mutual blame is that rests on who tells and who is blamed, not on one and the same deed.
const SURENESS: f64 = 0.5;

/// Who blames whom in a report, and by which claims.
type Blames = BTreeMap<(String, String), Vec<usize>>;

/// Builds a discrepancy for each two sides of a report that both tell of an attack by the other, or by one that the
/// other nowhere blames; claims that a contradiction links already are left to it.
pub(crate) fn mutual(index: &Index<'_>) -> Vec<Discrepancy> {
    let linked: BTreeSet<usize> = index.contradictions.iter().flat_map(|&(a, b, _)| [a, b]).collect();
    let mut out = Vec::new();
    for members in index.reports.values() {
        let blames = blames(index, members);
        for sides in pairs(&blames) {
            let of_both =
                |(by, of): &(&String, &String)| sides.contains(*by) && !sides.is_disjoint(&foes(&blames, by, of));
            let claims: BTreeSet<usize> = blames
                .iter()
                .filter(|((by, of), _)| of_both(&(by, of)))
                .flat_map(|(_, claims)| claims.iter().copied())
                .filter(|n| !linked.contains(n))
                .collect();
            out.extend(discrepancy(index, &claims.into_iter().collect::<Vec<usize>>()));
        }
    }
    out
}

/// Those for whom `of`, blamed by `by`, stands: itself, and every side that blames `by` and not `of`.
fn foes(blames: &Blames, by: &str, of: &str) -> BTreeSet<String> {
    let stands = |side: &String| {
        let key = |x: &str, y: &str| blames.contains_key(&(x.to_owned(), y.to_owned()));
        side == of || key(side, by) && !key(side, of) && !key(of, side)
    };
    blames.keys().map(|(side, _)| side).chain([&of.to_owned()]).filter(|s| stands(s)).cloned().collect()
}

/// The sides that blame each other, each two once.
fn pairs(blames: &Blames) -> BTreeSet<BTreeSet<String>> {
    let mut out = BTreeSet::new();
    for (by, of) in blames.keys() {
        for foe in foes(blames, by, of) {
            let back = blames.keys().any(|(x, y)| *x == foe && foes(blames, x, y).contains(by));
            if foe != *by && back {
                out.insert(BTreeSet::from([by.clone(), foe]));
            }
        }
    }
    out
}

fn blames(index: &Index<'_>, members: &[usize]) -> Blames {
    let mut out = Blames::new();
    for &n in members {
        let claim = index.claims[n];
        let Some(side) = claim.side().filter(|_| tells_attack(claim)) else { continue };
        for blamed in blamed(claim).filter(|blamed| blamed != side).collect::<BTreeSet<String>>() {
            out.entry((side.to_owned(), blamed)).or_default().push(n);
        }
    }
    out
}

fn tells_attack(claim: &Claim) -> bool {
    claim.kind == ClaimKind::Event && claim.event_type() == Some("ASSAULT") && !denies(claim)
}

/// Who attacked, as the claim has it: the agent, or the target of what was beaten back.
fn blamed(claim: &Claim) -> impl Iterator<Item = String> + '_ {
    let repelled = claim.mode().is_some_and(|mode| List::HeldOff.has(mode));
    parties(if repelled { &claim.targets } else { &claim.agents })
}

fn discrepancy(index: &Index<'_>, claims: &[usize]) -> Option<Discrepancy> {
    let days: Vec<_> = claims.iter().filter_map(|&n| interval(index.claims[n])).collect();
    let old = |n: &usize| {
        let newest = days.iter().map(|i| i.end.day()).max();
        interval(index.claims[*n]).zip(newest).is_some_and(|(i, newest)| (newest - i.end.day()).get_days() > 31)
    };
    let claims: Vec<usize> = claims.iter().copied().filter(|n| !old(n)).collect();
    let accounts = accounts(index, &claims);
    let sides: BTreeSet<Option<&str>> = accounts.iter().map(|a| a.voice.party.as_deref()).collect();
    if sides.len() < 2 {
        return None;
    }
    let ids = index.ids(&claims);
    Some(Discrepancy {
        id: hash::id("d-", std::iter::once("mutual").chain(ids.iter().map(String::as_str))),
        kind: DiscrepancyKind::BlameAgainstBlame,
        rank: rank(SURENESS, accounts.len(), 1),
        accounts,
        because: vec!["each side tells of attacks by the other".to_owned()],
    })
}
