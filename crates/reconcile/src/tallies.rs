//! Tally series: one voice's count of one thing over time, and other voices' counts beside it.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_schema::{Claim, ClaimKind, Scope, Tally, TallyPoint, TallySeries, known};
use jiff::civil::Date;

use crate::facts::{fold, same_bounds};
use crate::hash;
use crate::index::{Index, VoiceKey, published, voice, voice_key};
use crate::lists::List;

/// What makes two figures figures of one series.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    voice: VoiceKey,
    what: String,
    owner: Option<String>,
    civilian: Option<bool>,
    scope: Option<Scope>,
    /// What tells an incident apart; empty for running totals.
    incident: String,
    conflict: Option<usize>,
}

/// Builds the series, by whose people or things, what is counted, and who counts.
pub(crate) fn series(index: &Index<'_>) -> Vec<TallySeries> {
    let mut keyed: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (n, claim) in index.claims.iter().enumerate() {
        if let Some(tally) = claim.tally.as_ref().filter(|_| claim.kind == ClaimKind::Tally) {
            keyed.entry(key(index, n, tally)).or_default().push(n);
        }
    }
    settle(index, &mut keyed);
    unplaced(&mut keyed);
    let mut out: Vec<TallySeries> = keyed.iter().filter_map(|(key, members)| build(index, key, members)).collect();
    tell_apart(&mut out);
    beside(&mut out);
    out.extend(undisclosed(index));
    out.sort_by(|x, y| (&x.party, &x.what, x.scope, &x.id).cmp(&(&y.party, &y.what, y.scope, &y.id)));
    out
}

/// Within how many days of each other two reports carry one and the same statement of a figure.
const ONE_STATEMENT: i32 = 31;

/// Moves figures that are coded as of one incident to the same voice's running total with the same bounds, where
/// they name no incident (no place, no day of their own) or were linked as the same.
fn settle(index: &Index<'_>, keyed: &mut BTreeMap<Key, Vec<usize>>) {
    let incidents: Vec<Key> = keyed.keys().filter(|key| key.scope != Some(Scope::Total)).cloned().collect();
    for key in incidents {
        let total = Key { scope: Some(Scope::Total), incident: String::new(), ..key.clone() };
        let Some(known) = keyed.get(&total).cloned() else { continue };
        let Some(members) = keyed.remove(&key) else { continue };
        let (moved, kept): (Vec<usize>, Vec<usize>) =
            members.into_iter().partition(|&n| known.iter().any(|&m| one_statement(index, n, m)));
        if !kept.is_empty() {
            keyed.insert(key, kept);
        }
        let series = keyed.entry(total).or_default();
        series.extend(moved);
        series.sort_unstable();
    }
}

/// Adds figures of which no conflict is known to the series of the same voice and measure, where there is only one.
fn unplaced(keyed: &mut BTreeMap<Key, Vec<usize>>) {
    for key in keyed.keys().filter(|key| key.conflict.is_none()).cloned().collect::<Vec<Key>>() {
        let alike = |other: &&Key| **other != key && Key { conflict: None, ..(*other).clone() } == key;
        let known: Vec<Key> = keyed.keys().filter(alike).cloned().collect();
        let [only] = known.as_slice() else { continue };
        let Some(members) = keyed.remove(&key) else { continue };
        let series = keyed.entry(only.clone()).or_default();
        series.extend(members);
        series.sort_unstable();
    }
}

/// Whether the figure at `n` repeats the one at `m`.
fn one_statement(index: &Index<'_>, n: usize, m: usize) -> bool {
    let (a, b) = (index.claims[n], index.claims[m]);
    let same = a.tally.as_ref().zip(b.tally.as_ref()).is_some_and(|(x, y)| same_bounds(x, y));
    let near = published(a).zip(published(b)).is_some_and(|(x, y)| (x - y).get_days().abs() <= ONE_STATEMENT);
    same && (index.group[n] == index.group[m] || near && unanchored(a))
}

/// Whether a figure names no incident: no place and no day of its own.
fn unanchored(claim: &Claim) -> bool {
    claim.places.is_empty() && claim.when.is_none()
}

fn key(index: &Index<'_>, n: usize, tally: &Tally) -> Key {
    let claim = index.claims[n];
    let incident = match tally.scope {
        Some(Scope::Total) => String::new(),
        _ => {
            let place = claim.places.first().map(|p| fold(p.name.as_deref().unwrap_or(&p.text))).unwrap_or_default();
            let day = stood(claim, tally).0.map(|d| d.to_string()).unwrap_or_default();
            let thing = tally.who.as_deref().map(fold).unwrap_or_default();
            format!("{day}|{place}|{}", if tally.what == "equipment" { thing } else { String::new() })
        }
    };
    Key {
        voice: voice_key(claim),
        what: fold(&tally.what),
        owner: tally.party.as_deref().map(fold),
        civilian: tally.civilian,
        scope: tally.scope,
        incident,
        conflict: index.conflict(n),
    }
}

/// The day a figure stood at, and whether the words tell it.
fn stood(claim: &Claim, tally: &Tally) -> (Option<Date>, bool) {
    match (tally.as_of, &claim.when) {
        (Some(day), _) => (Some(day), true),
        (None, Some(when)) => (Some(when.end.day()), true),
        (None, None) => (published(claim), false),
    }
}

fn build(index: &Index<'_>, key: &Key, members: &[usize]) -> Option<TallySeries> {
    let of_scope = |n: &&usize| index.claims[**n].tally.as_ref().is_some_and(|t| t.scope == key.scope);
    let first = index.claims[*members.iter().find(of_scope).or(members.first())?];
    let tally = first.tally.as_ref()?;
    let points = points(index, members);
    let latest = points.iter().rev().find(|p| !p.superseded).or(points.last())?;
    let places: BTreeSet<String> = members
        .iter()
        .flat_map(|&n| index.claims[n].places.iter().map(|p| p.name.clone().unwrap_or_else(|| p.text.clone())))
        .collect();
    let civilian = known(tally.civilian);
    let scope = known(tally.scope.map(Scope::name));
    let owner = tally.party.as_deref().unwrap_or("");
    let parts = [key.voice.1.as_str(), &key.what, owner, &civilian, &scope, &key.incident];
    Some(TallySeries {
        id: hash::id("t-", parts),
        conflict: index.conflict_of(members.iter().copied()),
        voice: voice(first),
        what: tally.what.clone(),
        who: tally.who.clone(),
        party: tally.party.clone(),
        civilian: tally.civilian,
        scope: tally.scope,
        places: places.into_iter().collect(),
        low: latest.low,
        best: latest.best,
        high: latest.high,
        as_of: latest.as_of,
        corroborated_by: latest.reports.len() - latest.copies.len(),
        points,
        beside: Vec::new(),
        notes: Vec::new(),
    })
}

/// The figures of a series, oldest first; equal figures for one day are one point.
fn points(index: &Index<'_>, members: &[usize]) -> Vec<TallyPoint> {
    let mut out: Vec<(Option<Date>, TallyPoint)> = Vec::new();
    for &n in members {
        let claim = index.claims[n];
        let Some(tally) = &claim.tally else { continue };
        let (as_of, told) = stood(claim, tally);
        let linked = |p: &TallyPoint| {
            p.claims
                .iter()
                .any(|id| members.iter().any(|&m| index.claims[m].id == *id && index.group[m] == index.group[n]))
        };
        let same = |p: &TallyPoint| {
            (p.low, p.high) == (tally.low, tally.high) && (p.as_of == as_of || !told || !p.told || linked(p))
        };
        let at = out.iter().position(|(_, p)| same(p)).unwrap_or_else(|| {
            let point =
                TallyPoint { as_of, told, low: tally.low, best: tally.best, high: tally.high, ..TallyPoint::default() };
            out.push((published(claim), point));
            out.len() - 1
        });
        let (since, point) = &mut out[at];
        *since = (*since).max(published(claim));
        if told && !point.told {
            (point.as_of, point.told) = (as_of, true);
        }
        point.claims.push(claim.id.clone());
        point.reports.push(claim.report.id.clone());
    }
    for (_, point) in &mut out {
        point.reports.sort();
        point.reports.dedup();
        point.copies = index.copied(&point.reports);
    }
    out.sort_by_key(|(since, point)| (point.as_of, *since));
    for at in 0..out.len() {
        let superseded = out[at + 1..].iter().any(|(since, p)| p.as_of == out[at].1.as_of && *since > out[at].0);
        out[at].1.superseded = superseded;
    }
    out.into_iter().map(|(_, point)| point).collect()
}

/// Gives series that differ in their conflicts alone ids of their own.
fn tell_apart(series: &mut [TallySeries]) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for one in series.iter() {
        *times.entry(one.id.clone()).or_default() += 1;
    }
    for one in series.iter_mut().filter(|one| times[&one.id] > 1) {
        one.id = hash::id("t-", [one.id.as_str(), one.conflict.as_deref().unwrap_or("")]);
    }
}

/// Whether a series is a running total, or names no incident that would set it apart from one.
fn counts_all(series: &TallySeries) -> bool {
    series.scope != Some(Scope::Incident) || series.places.is_empty() && series.points.iter().all(|p| !p.told)
}

/// Names, for each running total, those of other voices that count the same thing.
fn beside(series: &mut [TallySeries]) {
    let mut counts: BTreeMap<(String, Option<String>, Option<String>), Vec<usize>> = BTreeMap::new();
    for (n, s) in series.iter().enumerate().filter(|(_, s)| counts_all(s)) {
        counts.entry((fold(&s.what), s.party.as_deref().map(fold), s.conflict.clone())).or_default().push(n);
    }
    let allows = |a: Option<bool>, b: Option<bool>| a.is_none() || b.is_none() || a == b;
    for members in counts.values() {
        for &n in members {
            let others = members.iter().filter(|&&m| m != n && allows(series[m].civilian, series[n].civilian));
            series[n].beside = others.map(|&m| series[m].id.clone()).collect();
        }
    }
}

/// Series without a figure, for parties that are said not to tell their losses.
fn undisclosed(index: &Index<'_>) -> Vec<TallySeries> {
    let withheld = |claim: &Claim| {
        let parts = claim.mode().into_iter().flat_map(|mode| mode.split('-'));
        claim.kind != ClaimKind::Tally && parts.into_iter().any(|part| List::Undisclosed.has(part))
    };
    let mut out = Vec::new();
    for group in index.groups(withheld) {
        let first = index.claims[group[0]];
        let Some(party) = first.agents.first().map(|a| a.party.clone().unwrap_or_else(|| a.text.clone())) else {
            continue;
        };
        let ids = index.ids(&group);
        out.push(TallySeries {
            id: hash::id("t-", ids.iter().map(String::as_str).take(1)),
            conflict: index.conflict_of(group.iter().copied()),
            voice: voice(first),
            what: "casualties".into(),
            party: Some(party),
            notes: ids,
            ..TallySeries::default()
        });
    }
    out
}
