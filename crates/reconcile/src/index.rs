//! Claims in canonical order with what their links say: groups of the same, and who contradicts whom.

use std::collections::BTreeMap;

use herodotus_schema::{Certainty, Claim, Interval, Link, Relation, Status, Voice};
use jiff::civil::Date;

use crate::conflicts::{Conflicts, conflicts};
use crate::copies::copies;
use crate::facts::{day_of, fold};
use crate::link::in_order;

/// Claims and links, ready to be built upon.
pub(crate) struct Index<'c> {
    pub(crate) claims: Vec<&'c Claim>,
    /// For each claim, the first claim of its group.
    pub(crate) group: Vec<usize>,
    /// The claims of each report, in order.
    pub(crate) reports: BTreeMap<&'c str, Vec<usize>>,
    /// Contradictions as positions of the two claims.
    pub(crate) contradictions: Vec<(usize, usize, &'c Link)>,
    /// The reports that copy another, each with the one it copies.
    pub(crate) copies: BTreeMap<&'c str, &'c str>,
    /// The conflicts, and which one each claim belongs to.
    pub(crate) conflicts: Conflicts,
}

impl<'c> Index<'c> {
    /// Indexes `claims` and those of `links` whose claims are there.
    pub(crate) fn new(claims: &'c [Claim], links: &'c [Link]) -> Index<'c> {
        let claims = in_order(claims);
        let at: BTreeMap<&str, usize> = claims.iter().enumerate().map(|(n, c)| (c.id.as_str(), n)).collect();
        let ends = |link: &Link| Some((*at.get(link.a.as_str())?, *at.get(link.b.as_str())?));
        let mut group: Vec<usize> = (0..claims.len()).collect();
        let mut contradictions = Vec::new();
        for link in links {
            let Some((a, b)) = ends(link) else { continue };
            match link.relation {
                Relation::Same => join(&mut group, a, b),
                Relation::Contradicts => contradictions.push((a.min(b), a.max(b), link)),
                Relation::Updates => {}
            }
        }
        for n in 0..group.len() {
            group[n] = root(&mut group, n);
        }
        contradictions.sort_by_key(|&(a, b, _)| (a, b));
        contradictions.dedup_by_key(|&mut (a, b, _)| (a, b));
        let reports = by_report(&claims);
        let conflicts = conflicts(&claims, &reports);
        let mut index = Index { claims, group, reports, contradictions, copies: BTreeMap::new(), conflicts };
        index.copies = copies(&index);
        index
    }

    /// The groups of claims for which `of` holds, each sorted, by their first claim.
    pub(crate) fn groups(&self, of: impl Fn(&Claim) -> bool) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for n in (0..self.claims.len()).filter(|&n| of(self.claims[n])) {
            groups.entry(self.group[n]).or_default().push(n);
        }
        groups.into_values().collect()
    }

    /// The conflict that the claim at `n` belongs to, by its place among all.
    pub(crate) fn conflict(&self, n: usize) -> Option<usize> {
        self.conflicts.of[n]
    }

    /// Whether two conflicts, as far as they are known, are one.
    pub(crate) fn one_conflict(a: Option<usize>, b: Option<usize>) -> bool {
        a.is_none() || b.is_none() || a == b
    }

    /// The id of the conflict that most of the claims at `positions` belong to.
    pub(crate) fn conflict_of(&self, positions: impl IntoIterator<Item = usize>) -> Option<String> {
        let most = most(positions.into_iter().filter_map(|n| self.conflict(n)));
        most.map(|at| self.conflicts.all[at].id.clone())
    }

    /// The claims that stand in the report of the claim at `n`, itself among them.
    pub(crate) fn neighbours(&self, n: usize) -> &[usize] {
        self.reports.get(self.claims[n].report.id.as_str()).map_or(&[], Vec::as_slice)
    }

    /// The ids of the claims at `positions`.
    pub(crate) fn ids(&self, positions: &[usize]) -> Vec<String> {
        positions.iter().map(|&n| self.claims[n].id.clone()).collect()
    }

    /// How many of `reports` tell by themselves: one that copies another of them tells nothing more.
    pub(crate) fn tellings(&self, reports: &[String]) -> usize {
        reports.len() - self.copied(reports).len()
    }

    /// Those of `reports`, which are sorted, that copy what another of them tells.
    pub(crate) fn copied(&self, reports: &[String]) -> Vec<String> {
        let original = |id: &str| self.copies.get(id).copied();
        let told = |id: &str| reports.iter().any(|r| r == id);
        let twice = |n: usize, of: &str| told(of) || reports[..n].iter().any(|r| original(r) == Some(of));
        let copied = |(n, id): &(usize, &String)| original(id).is_some_and(|of| twice(*n, of));
        reports.iter().enumerate().filter(copied).map(|(_, id)| id.clone()).collect()
    }

    /// The reports that the claims at `positions` stand in, sorted.
    pub(crate) fn reports_of(&self, positions: &[usize]) -> Vec<String> {
        let mut out: Vec<String> = positions.iter().map(|&n| self.claims[n].report.id.clone()).collect();
        out.sort();
        out.dedup();
        out
    }
}

/// The positions of the claims of each report, in order.
pub(crate) fn by_report<'c>(claims: &[&'c Claim]) -> BTreeMap<&'c str, Vec<usize>> {
    let mut reports: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, claim) in claims.iter().enumerate() {
        reports.entry(&claim.report.id).or_default().push(n);
    }
    reports
}

/// The value that stands most often; the smallest of equals.
pub(crate) fn most<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().max_by(|x, y| x.1.cmp(&y.1).then(y.0.cmp(&x.0))).map(|(value, _)| value)
}

/// Joins two groups; the smaller position stays the first.
fn join(group: &mut [usize], a: usize, b: usize) {
    let (x, y) = (root(group, a), root(group, b));
    group[x.max(y)] = x.min(y);
}

fn root(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

/// Whose voice `claim` stands in.
pub(crate) fn voice(claim: &Claim) -> Voice {
    match claim.attribution.first() {
        Some(speaker) => Voice { party: speaker.party.clone(), speaker: speaker.text.clone(), outlet: None },
        None => {
            let outlet = claim.report.outlet.clone().unwrap_or_else(|| claim.report.id.clone());
            Voice { outlet: Some(outlet), ..Voice::default() }
        }
    }
}

/// Tells voices apart: the sort of name, and the name.
pub(crate) type VoiceKey = (u8, String);

/// What makes two voices one: the party, else the speaker's words, else the outlet; hidden speakers are one voice
/// to a report.
pub(crate) fn voice_key(claim: &Claim) -> VoiceKey {
    let voice = voice(claim);
    match (voice.party, voice.speaker, voice.outlet) {
        (Some(party), ..) => (0, fold(&party)),
        (_, Some(speaker), _) => (1, fold(&speaker)),
        (.., Some(outlet)) => (2, outlet),
        _ => (3, claim.report.id.clone()),
    }
}

/// The days of a claim as an interval, instants kept.
pub(crate) fn interval(claim: &Claim) -> Option<Interval> {
    claim.when.as_ref().map(herodotus_schema::When::interval)
}

/// The day on which the claim's report was published, where it is known.
pub fn published(claim: &Claim) -> Option<Date> {
    claim.report.published.as_deref().and_then(day_of)
}

/// How many days an interval runs over beyond its first.
pub(crate) fn length(interval: &Interval) -> i32 {
    (interval.end.day() - interval.start.day()).get_days()
}

/// Whether the claim says that something was not so.
pub(crate) fn denies(claim: &Claim) -> bool {
    claim.status == Status::DidNotHappen || claim.certainty == Certainty::Denied
}

/// The names of actors: the party, or else the words.
pub(crate) fn names(actors: &[herodotus_schema::Actor]) -> impl Iterator<Item = String> + '_ {
    actors.iter().map(|a| a.party.clone().unwrap_or_else(|| a.text.clone())).filter(|name| !name.is_empty())
}

/// The resolved parties among actors.
pub(crate) fn parties(actors: &[herodotus_schema::Actor]) -> impl Iterator<Item = String> + '_ {
    actors.iter().filter_map(|a| a.party.clone()).filter(|name| !name.is_empty())
}
