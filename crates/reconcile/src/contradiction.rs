//! Pairs of claims that cannot both be so: blame against blame, claim against denial, figure against figure.

use herodotus_schema::{Certainty, Scope, Tally};

use crate::camps::Camps;
use crate::facts::{Facts, bounds_meet, overlap, same_count};
use crate::families::related;
use crate::features::places_meet;

/// A score from 0 to 1 and the reasons for it.
pub(crate) type Odds = (f64, Vec<String>);

/// The least score that makes a link.
const LEAST: f64 = 0.5;

/// Judges whether `a` and `b` contradict each other.
pub(crate) fn judge(a: &Facts<'_>, b: &Facts<'_>, camps: &Camps) -> Option<Odds> {
    let odds = if a.is_tally() {
        figures(a, b)
    } else if a.negative != b.negative {
        let (denial, claim) = if a.negative { (a, b) } else { (b, a) };
        denied(denial, claim, camps)
    } else {
        blame(a, b, camps)
    };
    odds.filter(|(score, _)| *score >= LEAST)
}

/// How near the two stand in one report: 1 for neighbours, falling with distance; less across reports.
fn nearness(a: &Facts<'_>, b: &Facts<'_>) -> f64 {
    match a.distance(b) {
        Some(gap) => 1.0 / (1.0 + f64::from(gap) / 900.0),
        None => 0.3,
    }
}

/// Whether their days allow that both speak of one thing; an undated claim allows any.
fn days_allow(a: &Facts<'_>, b: &Facts<'_>) -> bool {
    match (a.days, b.days) {
        (Some(x), Some(y)) => x.0 <= y.1 && y.0 <= x.1,
        _ => true,
    }
}

fn places_allow(a: &Facts<'_>, b: &Facts<'_>) -> bool {
    a.places.is_empty() || b.places.is_empty() || places_meet(a, b)
}

/// A claim and its denial: one thing, by the same agent, that one side says was not so.
fn denied(denial: &Facts<'_>, claim: &Facts<'_>, camps: &Camps) -> Option<Odds> {
    if denial.claim.event_type() != claim.claim.event_type() || !places_allow(denial, claim) {
        return None;
    }
    let same_side = denial.side.is_some() && denial.side == claim.side;
    if same_side || !days_allow(denial, claim) {
        return None;
    }
    let mut because = vec![format!("{} denied or negated in the other", type_words(claim))];
    let mut score = 0.15;
    let agents_open = denial.agents.is_empty() || claim.agents.is_empty();
    if camps.any_allied(&denial.agents, &claim.agents) {
        score += 0.3;
        because.push("the same side is said to have done it".into());
    } else if !agents_open {
        return None;
    }
    if !denial.targets.is_disjoint(&claim.targets) {
        score += 0.1;
    }
    let plain = denial.claim.certainty == Certainty::Denied;
    if plain && denial.side.as_ref().is_some_and(|side| camps.with(side, &claim.agents)) {
        score += 0.15;
        because.push("the accused denies it".into());
    }
    let likeness = overlap(&denial.words, &claim.words) * if plain { 0.3 } else { 0.6 };
    score += 0.35 * nearness(denial, claim) * if plain { 1.0 } else { 0.5 } + likeness;
    if places_meet(denial, claim) {
        score += 0.1;
        because.push("the same place".into());
    }
    Some((score.min(1.0), because))
}

fn type_words(facts: &Facts<'_>) -> String {
    let words = facts.claim.mode().or(facts.claim.event_type()).unwrap_or("it");
    format!("{words} is claimed in one and")
}

/// Blame against blame: two hostile sides, each saying that the other did it.
fn blame(a: &Facts<'_>, b: &Facts<'_>, camps: &Camps) -> Option<Odds> {
    let (side_a, side_b) = (a.side.as_ref()?, b.side.as_ref()?);
    let typed = a.claim.event_type().is_some() && a.claim.event_type() == b.claim.event_type();
    if !typed || side_a == side_b || a.agents.is_empty() || b.agents.is_empty() {
        return None;
    }
    let hostile = a.claim.event_type() == Some("ASSAULT");
    let crossed = camps.with(side_a, &b.agents) && camps.with(side_b, &a.agents);
    if !hostile || !crossed || !a.agents.is_disjoint(&b.agents) || !days_allow(a, b) || !places_allow(a, b) {
        return None;
    }
    let mut because = vec![format!("each side says that the other did it ({side_a}, {side_b})")];
    let mut score = 0.15;
    if let (Some(x), Some(y)) = (a.claim.mode(), b.claim.mode()) {
        if x == y {
            score += 0.3;
            because.push(format!("both speak of {x}"));
        } else if related(x, y) {
            score += 0.1;
        } else {
            score -= 0.1;
        }
    }
    score += 0.3 * nearness(a, b) + 0.2 * overlap(&a.words, &b.words);
    if a.claim.span == b.claim.span && a.report() == b.report() {
        score += 0.3;
        because.push("told in the same words".into());
    }
    if a.days.is_some() && a.days == b.days {
        score += 0.1;
        because.push("the same day".into());
    }
    if places_meet(a, b) {
        score += 0.15;
        because.push("the same place".into());
    }
    Some((score.min(1.0), because))
}

/// Figures at odds: one thing counted to one day by different speakers with bounds that exclude each other.
fn figures(a: &Facts<'_>, b: &Facts<'_>) -> Option<Odds> {
    let (x, y) = (a.claim.tally.as_ref()?, b.claim.tally.as_ref()?);
    let one_speaker = a.side.is_some() && a.side == b.side;
    if one_speaker || !same_count(x, y) || bounds_meet(x, y) || !same_measure(x, y) {
        return None;
    }
    if !places_allow(a, b) || !one_day(a, b) {
        return None;
    }
    let incident = x.scope == Some(Scope::Incident);
    let mut score = 0.3 + 0.2 * nearness(a, b);
    let mut because = vec!["the same count with figures that exclude each other".to_owned()];
    if places_meet(a, b) {
        score += 0.2;
        because.push("the same place".into());
    } else if incident {
        score -= 0.15;
    }
    if x.party.is_some() && x.party == y.party {
        score += 0.15;
    }
    if a.side.is_some() && b.side.is_some() {
        score += 0.15;
        because.push("counted by different speakers".into());
    }
    Some((score.min(1.0), because))
}

/// Whether whose people, civilians or not, and scope agree.
pub(crate) fn same_measure(x: &Tally, y: &Tally) -> bool {
    x.party == y.party && x.civilian == y.civilian && (x.scope == y.scope || x.scope.is_none() || y.scope.is_none())
}

/// Whether both counts stood at days at most one apart.
fn one_day(a: &Facts<'_>, b: &Facts<'_>) -> bool {
    match (a.reference_day(), b.reference_day()) {
        (Some(x), Some(y)) => (x - y).get_days().abs() <= 1,
        _ => a.report() == b.report(),
    }
}
