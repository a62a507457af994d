//! Blocking: which pairs of claims are worth judging, so that the work does not grow with the square of the claims.

use std::collections::BTreeMap;

use herodotus_schema::ClaimKind;

use crate::facts::{Facts, fold};
use crate::families::family;

/// How many earlier claims of one block a claim is compared with, the nearest in days.
const NEIGHBOURS: usize = 40;

/// How many, where all that they share is a word.
const WORD_NEIGHBOURS: usize = 12;

/// Pairs `(i, j)`, `i < j`, sorted, of indices into `claims` that share a report, or what they tell and whom or where.
pub(crate) fn candidates(claims: &[Facts<'_>]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut reports: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut words: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, facts) in claims.iter().enumerate() {
        reports.entry(facts.report()).or_default().push(at);
        for key in keys(facts) {
            blocks.entry(key).or_default().push(at);
        }
        for &word in facts.words.iter().filter(|_| !facts.is_tally()) {
            words.entry(word).or_default().push(at);
        }
    }
    for members in reports.values() {
        for (n, &i) in members.iter().enumerate() {
            let rest = members[n + 1..].iter().filter(|&&j| comparable(&claims[i], &claims[j]));
            pairs.extend(rest.map(|&j| (i as u32, j as u32)));
        }
    }
    blocks.values_mut().for_each(|members| near_in_days(claims, members, NEIGHBOURS, &mut pairs));
    words.values_mut().for_each(|members| near_in_days(claims, members, WORD_NEIGHBOURS, &mut pairs));
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().map(|(i, j)| (i as usize, j as usize)).collect()
}

/// Adds the pairs of each member of a block with the `most` that stand nearest before it in days.
fn near_in_days(claims: &[Facts<'_>], members: &mut [usize], most: usize, pairs: &mut Vec<(u32, u32)>) {
    members.sort_by_key(|&at| (claims[at].reference_day(), at));
    for (n, &j) in members.iter().enumerate() {
        let near = members[n.saturating_sub(most)..n].iter().filter(|&&i| i != j);
        pairs.extend(near.map(|&i| (i.min(j) as u32, i.max(j) as u32)));
    }
}

/// A figure is only ever compared with a figure.
fn comparable(a: &Facts<'_>, b: &Facts<'_>) -> bool {
    a.is_tally() == b.is_tally()
}

/// What a claim shares with those it could be linked to, as text keys.
fn keys(facts: &Facts<'_>) -> Vec<String> {
    let mut out = Vec::new();
    if facts.claim.kind == ClaimKind::Tally {
        let Some(tally) = &facts.claim.tally else { return out };
        let what = fold(&tally.what);
        let owner = tally.party.as_deref().map(fold).unwrap_or_default();
        out.push(format!("tally|{what}|{owner}"));
        out.extend(facts.places.iter().map(|place| format!("tally|{what}|@{place}")));
        return out;
    }
    let mut themes: Vec<String> = facts.claim.event_type().map(str::to_owned).into_iter().collect();
    themes.extend(facts.claim.mode().map(|mode| family(mode).unwrap_or(mode).to_owned()));
    for theme in themes {
        out.extend(facts.parties().iter().map(|party| format!("{theme}|{party}")));
        out.extend(facts.places.iter().map(|place| format!("{theme}|@{place}")));
        out.push(format!("{theme}|"));
    }
    out
}
