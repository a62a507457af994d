//! From claims to links: order, block, judge, group.

use std::collections::BTreeMap;

use herodotus_schema::{Claim, Link, Relation, Scope};
use jiff::civil::Date;

use crate::around::{Around, surroundings};
use crate::blocking::candidates;
use crate::camps::Camps;
use crate::cluster::{Edge, OPPOSED, groups};
use crate::contradiction::Odds;
use crate::facts::Facts;
use crate::features::{Measures, measure, places_meet};
use crate::model::Model;
use crate::{contradiction, update};

/// The mean probability at which two groups are joined; set on the training gold.
const JOIN: f64 = 0.25;

/// Pairs less likely the same than this count as not the same at all.
const SLIGHT: f64 = 0.03;

/// How far claims that credit different brokers keep their likeness; the parties of a truce are often read as its brokers.
const RIVALS: f64 = 0.35;

/// A pair that blocking lets through, with what was measured on it. For fitting the model's weights.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredPair {
    /// Id of the claim that comes first in canonical order.
    pub a: String,
    /// Id of the other.
    pub b: String,
    /// Whether both are figures.
    pub tally: bool,
    /// What was measured.
    pub measures: Measures,
}

/// The claims in canonical order: by publication, report, place in the report, id. Claims without a
/// day of publication come first; a claim given twice counts once.
pub(crate) fn in_order(claims: &[Claim]) -> Vec<&Claim> {
    let mut order: Vec<&Claim> = claims.iter().collect();
    order.sort_by(|x, y| key(x).cmp(&key(y)));
    order.dedup_by(|x, y| x.id == y.id);
    order
}

fn key(claim: &Claim) -> (Option<&str>, &str, u32, u32, &str) {
    let report = &claim.report;
    (report.published.as_deref(), &report.id, claim.span.start, claim.span.end, &claim.id)
}

/// Every pair that would be judged, measured. `claims` may come in any order.
pub fn measured_pairs(claims: &[Claim]) -> Vec<MeasuredPair> {
    let facts: Vec<Facts<'_>> = in_order(claims).into_iter().map(Facts::new).collect();
    let around = surroundings(&facts);
    let pair = |(i, j): (usize, usize)| MeasuredPair {
        a: facts[i].claim.id.clone(),
        b: facts[j].claim.id.clone(),
        tally: facts[i].is_tally(),
        measures: measure((&facts[i], &around[i]), (&facts[j], &around[j])),
    };
    candidates(&facts).into_iter().map(pair).collect()
}

/// Links `claims`: which tell the same, which contradict, which update which.
///
/// Comes in: claims of any reports in any order; fields may be missing. Goes out: links in order of their claims'
/// ids, each with a score from 0 to 1 and its reasons. `same` links are star-shaped: every
/// member of a group is linked to the member it is surest to equal among those before it.
pub fn link(claims: &[Claim]) -> Vec<Link> {
    let facts: Vec<Facts<'_>> = in_order(claims).into_iter().map(Facts::new).collect();
    let pairs = candidates(&facts);
    let camps = Camps::new(&facts);
    let opposed = |&(i, j): &(usize, usize)| Some(((i, j), contradiction::judge(&facts[i], &facts[j], &camps)?));
    let opposed: BTreeMap<(usize, usize), Odds> = pairs.iter().filter_map(opposed).collect();
    let judge = Judge { around: surroundings(&facts), facts: &facts, model: Model::shipped() };
    let edges = judge.edges(&pairs, &opposed);
    let grouped = groups(facts.len(), &edges, JOIN);
    let mut group_of: Vec<Option<usize>> = vec![None; facts.len()];
    for (n, group) in grouped.iter().enumerate() {
        group.iter().for_each(|&member| group_of[member] = Some(n));
    }
    let mut links = judge.links(&edges, &grouped);
    let mut updates = Vec::new();
    for &(i, j) in &pairs {
        let grouped = group_of[i].is_some() && group_of[i] == group_of[j];
        if grouped || opposed.contains_key(&(i, j)) {
            continue;
        }
        if let Some((later, earlier, odds)) = update::judge(&facts[i], &facts[j]) {
            let days = update::stood(later).zip(update::stood(earlier));
            let link = make(later, earlier, Relation::Updates, odds);
            updates.extend(days.map(|(later, earlier)| Update { pair: (i, j), later, earlier, link }));
        }
    }
    let contrary = |(pair, odds): ((usize, usize), Odds)| {
        (pair, make(&facts[pair.0], &facts[pair.1], Relation::Contradicts, odds))
    };
    links.extend(opposed.into_iter().map(contrary));
    links.extend(nearest(updates));
    let mut links: Vec<Link> = links.into_iter().map(|(_, link)| link).collect();
    links.sort_by(|x, y| (&x.a, &x.b, x.relation).cmp(&(&y.a, &y.b, y.relation)));
    links
}

/// Tells how likely pairs are the same, and why.
struct Judge<'f, 'c> {
    facts: &'f [Facts<'c>],
    around: Vec<Around>,
    model: Model,
}

impl Judge<'_, '_> {
    fn measured(&self, i: usize, j: usize) -> Measures {
        measure((&self.facts[i], &self.around[i]), (&self.facts[j], &self.around[j]))
    }

    /// The pairs that may be the same, and those that are `opposed`.
    fn edges(&self, pairs: &[(usize, usize)], opposed: &BTreeMap<(usize, usize), Odds>) -> Vec<Edge> {
        let score = |&(a, b): &(usize, usize)| {
            let (x, y) = (&self.facts[a], &self.facts[b]);
            if opposed.contains_key(&(a, b)) {
                return Edge { a, b, score: OPPOSED };
            }
            if incident_of_total(x, y) {
                return Edge { a, b, score: 0.0 };
            }
            let doubt = if rival_brokers(x, y) { RIVALS } else { 1.0 };
            let score = doubt * self.model.same(x.is_tally(), &self.measured(a, b));
            Edge { a, b, score }
        };
        pairs.iter().map(score).filter(|edge| edge.score >= SLIGHT || edge.score == OPPOSED).collect()
    }

    /// The star of each group: every later member to its surest earlier one.
    fn links(&self, edges: &[Edge], grouped: &[Vec<usize>]) -> Vec<((usize, usize), Link)> {
        let scores: BTreeMap<(usize, usize), f64> = edges.iter().map(|e| ((e.a, e.b), e.score)).collect();
        let mut out = Vec::new();
        for group in grouped {
            for (n, &j) in group.iter().enumerate().skip(1) {
                let score = |i: usize| scores.get(&(i, j)).copied().unwrap_or(0.0);
                let surest = group[..n].iter().max_by(|&&x, &&y| score(x).total_cmp(&score(y)).then(y.cmp(&x)));
                let Some(&i) = surest else { continue };
                let because = self.model.reasons(self.facts[i].is_tally(), &self.measured(i, j));
                out.push(((i, j), make(&self.facts[i], &self.facts[j], Relation::Same, (score(i), because))));
            }
        }
        out
    }
}

/// Whether the two credit different parties with brokering: accounts at odds, even of one truce.
fn rival_brokers(a: &Facts<'_>, b: &Facts<'_>) -> bool {
    let brokered = |f: &Facts<'_>| f.claim.event_type() == Some("CONSULT") && f.claim.mode() == Some("mediation");
    let named = !a.agents.is_empty() && !b.agents.is_empty();
    brokered(a) && brokered(b) && named && a.agents.is_disjoint(&b.agents)
}

/// Whether one counts the whole war and the other an incident that has a day and a place of its own.
fn incident_of_total(a: &Facts<'_>, b: &Facts<'_>) -> bool {
    let scope = |f: &Facts<'_>| f.claim.tally.as_ref().and_then(|t| t.scope);
    let incident = |f: &Facts<'_>| scope(f) == Some(Scope::Incident) && !f.places.is_empty() && f.claim.when.is_some();
    let total = |f: &Facts<'_>| scope(f) == Some(Scope::Total);
    (incident(a) && total(b) || incident(b) && total(a)) && !places_meet(a, b)
}

/// An update with the days that both its claims stood at.
struct Update {
    pair: (usize, usize),
    later: Date,
    earlier: Date,
    link: Link,
}

/// Within how many days every earlier figure of a series is linked; beyond, only the latest before.
const SERIES_WINDOW: i32 = 31;

/// Leaves out the updates that skip states of a series that lie further back.
fn nearest(updates: Vec<Update>) -> Vec<((usize, usize), Link)> {
    let mut latest: BTreeMap<String, Date> = BTreeMap::new();
    for update in &updates {
        let known = latest.entry(update.link.a.clone()).or_insert(update.earlier);
        *known = (*known).max(update.earlier);
    }
    let near =
        |u: &Update| (u.later - u.earlier).get_days() <= SERIES_WINDOW || latest.get(&u.link.a) == Some(&u.earlier);
    updates.into_iter().filter(near).map(|update| (update.pair, update.link)).collect()
}

fn make(a: &Facts<'_>, b: &Facts<'_>, relation: Relation, (score, because): (f64, Vec<String>)) -> Link {
    let score = (score * 1000.0).round() / 1000.0;
    Link { a: a.claim.id.clone(), b: b.claim.id.clone(), relation, score, because }
}
