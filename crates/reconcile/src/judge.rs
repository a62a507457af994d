//! Judging pairs: two claims, and two groups of claims of different reports.

use herodotus_schema::{Link, Relation, Scope};
use jiff::civil::Date;

use crate::camps::Camps;
use crate::contradiction::{self, Odds};
use crate::facts::{Facts, disjoint};
use crate::features::{Measures, Placed, apart, measure, places_meet};
use crate::model::Model;
use crate::prepared::Prepared;

/// How far claims that credit different brokers keep their likeness; the parties of a truce are often read as its brokers.
const RIVALS: f64 = 0.35;

/// How likely it is that two claims tell the same.
pub(crate) fn same(one: Placed<'_>, other: Placed<'_>) -> f64 {
    let (x, y) = (one.0, other.0);
    if x.is_tally() != y.is_tally()
        || incident_of_total(x, y)
        || x.report() != y.report() && strangers(x, y)
        || parted(x, y)
    {
        return 0.0;
    }
    let doubt = if rival_brokers(x, y) { RIVALS } else { 1.0 };
    doubt * Model::shipped().same(x.is_tally(), &measure(one, other))
}

/// Whether two claims of different reports have no party, place or word in common.
fn strangers(a: &Facts, b: &Facts) -> bool {
    !a.is_tally()
        && disjoint(&a.parties, &b.parties)
        && disjoint(&a.all, &b.all)
        && a.places.shared(&b.places).next().is_none()
}

/// Whether two acts differ in two things that both tell: the day, who did it, whom it fell upon, where; or lie further
/// apart than any account of one act is off.
fn parted(a: &Facts, b: &Facts) -> bool {
    let others = |x: &[u64], y: &[u64]| !x.is_empty() && !y.is_empty() && disjoint(x, y);
    let elsewhere = !a.places.is_empty() && !b.places.is_empty() && !places_meet(a, b);
    let between = days_between(a, b);
    let differ = [between > 0, others(&a.agents, &b.agents), others(&a.targets, &b.targets), elsewhere];
    !a.is_tally() && (between > OFF || differ.into_iter().filter(|&differs| differs).count() > 1)
}

/// Days by which two accounts of one act may be off.
const OFF: i32 = 5;

/// The days between those that both tell in words, 0 where they meet or one tells none.
fn days_between(a: &Facts, b: &Facts) -> i32 {
    let told = |f: &Facts| f.days.filter(|_| f.claim.when.as_ref().is_some_and(|when| when.text.is_some()));
    told(a).zip(told(b)).map_or(0, |(x, y)| apart(x, y))
}

/// Why they may be the same, in words.
pub(crate) fn reasons(one: Placed<'_>, other: Placed<'_>) -> Vec<String> {
    let measures: Measures = measure(one, other);
    Model::shipped().reasons(one.0.is_tally(), &measures)
}

/// Whether the two credit different parties with brokering: accounts at odds, even of one truce.
fn rival_brokers(a: &Facts, b: &Facts) -> bool {
    let brokered = |f: &Facts| f.claim.event_type() == Some("CONSULT") && f.claim.mode() == Some("mediation");
    let named = !a.agents.is_empty() && !b.agents.is_empty();
    brokered(a) && brokered(b) && named && disjoint(&a.agents, &b.agents)
}

/// Whether one counts the whole war and the other an incident that has a day and a place of its own.
fn incident_of_total(a: &Facts, b: &Facts) -> bool {
    let scope = |f: &Facts| f.claim.tally.as_ref().and_then(|t| t.scope);
    let incident = |f: &Facts| scope(f) == Some(Scope::Incident) && !f.places.is_empty() && f.claim.when.is_some();
    let total = |f: &Facts| scope(f) == Some(Scope::Total);
    (incident(a) && total(b) || incident(b) && total(a)) && !places_meet(a, b)
}

/// A claim of a prepared report.
pub(crate) type Of<'p> = (&'p Prepared, usize);

/// Whether two claims may be of one war; those of two wars are never linked.
pub(crate) fn of_one_war(a: Of<'_>, b: Of<'_>) -> bool {
    !a.0.theatre(a.1).apart(b.0.theatre(b.1))
}

/// Whether two claims of different reports contradict each other.
pub(crate) fn opposed(a: Of<'_>, b: Of<'_>) -> Option<Odds> {
    let (x, y) = (&a.0.facts[a.1], &b.0.facts[b.1]);
    let both = || contradiction::judge(x, y, &Camps(&[&a.0.foes, &b.0.foes]));
    (x.is_tally() == y.is_tally()).then(both).flatten()
}

/// How many claims of a group stand for it, the first ones.
const SPOKEN_FOR: usize = 3;

/// The likeness at which groups of different reports may be linked: 0.5 to 0.6 is best on the training gold, judged by trees
/// grown without it.
const ACROSS: f64 = 0.55;

/// How likely two groups of different reports tell the same: as likely as the two of their claims that do so surest, which
/// are named; `None` if that is too unlikely, or any of them contradict each other. Depends on the two reports alone.
pub(crate) fn groups_same(a: Of<'_>, b: Of<'_>) -> Option<(f64, (usize, usize))> {
    let first = |(report, unit): Of<'_>| report.units[unit].iter().copied().take(SPOKEN_FOR).collect::<Vec<usize>>();
    let (xs, ys) = (first(a), first(b));
    let mut best = (0.0, (xs[0], ys[0]));
    for &i in &xs {
        for &j in ys.iter().filter(|&&j| of_one_war((a.0, i), (b.0, j))) {
            let score = same(a.0.placed(i), b.0.placed(j));
            if score > best.0 {
                best = (score, (i, j));
            }
        }
    }
    let at_odds = || xs.iter().any(|&i| ys.iter().any(|&j| opposed((a.0, i), (b.0, j)).is_some()));
    (best.0 >= ACROSS && !at_odds()).then_some(best)
}

/// An update with the days that both its claims stood at.
#[derive(Debug, Clone)]
pub(crate) struct Update {
    pub(crate) later: Date,
    pub(crate) earlier: Date,
    pub(crate) link: Link,
}

/// Whether one of two claims updates the other.
pub(crate) fn update(a: &Facts, b: &Facts) -> Option<Update> {
    if a.is_tally() != b.is_tally() {
        return None;
    }
    let (later, earlier, odds) = crate::update::judge(a, b)?;
    let (stood, before) = crate::update::stood(later).zip(crate::update::stood(earlier))?;
    Some(Update { later: stood, earlier: before, link: make(later, earlier, Relation::Updates, odds) })
}

/// Makes the link from `a` to `b`.
pub(crate) fn make(a: &Facts, b: &Facts, relation: Relation, (score, because): Odds) -> Link {
    let score = (score * 1000.0).round() / 1000.0;
    Link { a: a.claim.id.clone(), b: b.claim.id.clone(), relation, score, because }
}
