//! Discrepancies: accounts at odds, gathered from contradictions and from truces with several brokers, and ranked.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_schema::{Account, Claim, ClaimKind, Discrepancy, DiscrepancyKind, Truce};

use crate::events::accounts;
use crate::hash;
use crate::index::{Index, VoiceKey, denies, voice, voice_key};

/// Builds the discrepancies, what matters most first.
pub(crate) fn discrepancies(index: &Index<'_>, truces: &[Truce]) -> Vec<Discrepancy> {
    let mut keyed: BTreeMap<(DiscrepancyKind, usize, usize), Vec<usize>> = BTreeMap::new();
    for (n, &(a, b, _)) in index.contradictions.iter().enumerate() {
        keyed.entry(key(index, a, b)).or_default().push(n);
    }
    let mut out: Vec<Discrepancy> =
        keyed.iter().map(|((kind, ..), members)| discrepancy(index, *kind, members)).collect();
    out.extend(crate::blame::mutual(index));
    let at: BTreeMap<&str, usize> = index.claims.iter().enumerate().map(|(n, c)| (c.id.as_str(), n)).collect();
    out.extend(truces.iter().filter_map(|truce| brokers(index, &at, truce)));
    out.sort_by(|x, y| y.rank.total_cmp(&x.rank).then_with(|| x.id.cmp(&y.id)));
    out
}

/// What makes two contradictions one discrepancy: the kind and the groups; for a denial, the denial alone.
fn key(index: &Index<'_>, a: usize, b: usize) -> (DiscrepancyKind, usize, usize) {
    let kind = kind(index.claims[a], index.claims[b]);
    let (x, y) = (index.group[a].min(index.group[b]), index.group[a].max(index.group[b]));
    if kind != DiscrepancyKind::ClaimAgainstDenial {
        return (kind, x, y);
    }
    let denial = if denies(index.claims[a]) { index.group[a] } else { index.group[b] };
    (kind, denial, denial)
}

fn kind(a: &Claim, b: &Claim) -> DiscrepancyKind {
    if a.kind == ClaimKind::Tally && b.kind == ClaimKind::Tally {
        DiscrepancyKind::FigureAgainstFigure
    } else if denies(a) != denies(b) {
        DiscrepancyKind::ClaimAgainstDenial
    } else if a.side().is_some() && b.side().is_some() && a.side() != b.side() && a.event_type() == Some("ASSAULT") {
        DiscrepancyKind::BlameAgainstBlame
    } else {
        DiscrepancyKind::AccountAgainstAccount
    }
}

fn discrepancy(index: &Index<'_>, kind: DiscrepancyKind, members: &[usize]) -> Discrepancy {
    let mut claims = BTreeSet::new();
    let mut because = BTreeSet::new();
    let mut surest: f64 = 0.0;
    for &n in members {
        let (a, b, link) = &index.contradictions[n];
        claims.extend([*a, *b]);
        because.extend(link.because.iter().cloned());
        surest = surest.max(link.score);
    }
    let claims: Vec<usize> = claims.into_iter().collect();
    let ids = index.ids(&claims);
    let accounts = accounts(index, &claims);
    Discrepancy {
        id: hash::id("d-", ids.iter().map(String::as_str)),
        kind,
        rank: rank(surest, accounts.len(), index.tellings(&index.reports_of(&claims))),
        accounts,
        because: because.into_iter().collect(),
    }
}

/// The sureness of the contradiction, a fifth of it for each of: more than two voices, more than one report.
pub(crate) fn rank(surest: f64, voices: usize, reports: usize) -> f64 {
    let weight = 0.6 + if voices > 2 { 0.2 } else { 0.0 } + if reports > 1 { 0.2 } else { 0.0 };
    (surest * weight * 1000.0).round() / 1000.0
}

/// The brokers that one voice credits, and the claims in which it does.
type Credit<'t> = (BTreeSet<&'t str>, BTreeSet<usize>);

/// One truce that different voices credit to different brokers.
fn brokers(index: &Index<'_>, at: &BTreeMap<&str, usize>, truce: &Truce) -> Option<Discrepancy> {
    let mut told: BTreeMap<VoiceKey, Credit<'_>> = BTreeMap::new();
    for broker in &truce.brokers {
        for &n in broker.claims.iter().filter_map(|id| at.get(id.as_str())) {
            let (parties, claims) = told.entry(voice_key(index.claims[n])).or_default();
            parties.insert(&broker.party);
            claims.insert(n);
        }
    }
    let sets: BTreeSet<&BTreeSet<&str>> = told.values().map(|(parties, _)| parties).collect();
    if sets.len() < 2 {
        return None;
    }
    let account = |claims: &BTreeSet<usize>| {
        let claims: Vec<usize> = claims.iter().copied().collect();
        Account { voice: voice(index.claims[claims[0]]), claims: index.ids(&claims), denies: false }
    };
    let all: BTreeSet<usize> = told.values().flat_map(|(_, claims)| claims.iter().copied()).collect();
    let all: Vec<usize> = all.into_iter().collect();
    let ids = index.ids(&all);
    let accounts: Vec<Account> = told.values().map(|(_, claims)| account(claims)).collect();
    Some(Discrepancy {
        id: hash::id("d-", std::iter::once("brokers").chain(ids.iter().map(String::as_str))),
        kind: DiscrepancyKind::BrokerAgainstBroker,
        rank: rank(0.6, accounts.len(), index.tellings(&index.reports_of(&all))),
        accounts,
        because: vec!["one truce, credited to different brokers".into()],
    })
}
