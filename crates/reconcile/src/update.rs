//! Pairs in which one claim brings the other up to date: a later figure of one running count, a later state of one truce.

use herodotus_schema::{Scope, Status};
use jiff::civil::Date;

use crate::contradiction::{Odds, same_measure};
use crate::facts::{Facts, overlap, same_bounds, same_count};
use crate::families::{of_truce, related};
use crate::features::places_meet;

/// The least score that makes a link.
const LEAST: f64 = 0.5;

/// Judges whether one of `a` and `b` updates the other: the later one first, then the earlier.
pub(crate) fn judge<'f, 'c>(a: &'f Facts<'c>, b: &'f Facts<'c>) -> Option<(&'f Facts<'c>, &'f Facts<'c>, Odds)> {
    let (earlier, later) = if stood(a)? <= stood(b)? { (a, b) } else { (b, a) };
    let odds = if a.is_tally() {
        count(later, earlier)
    } else if a.claim.mode().is_some_and(of_truce) && b.claim.mode().is_some_and(of_truce) {
        truce(later, earlier)
    } else {
        fulfilled(later, earlier)
    };
    odds.filter(|(score, _)| *score >= LEAST).map(|odds| (later, earlier, odds))
}

/// The day a claim stood at: a count's own day, else publication.
fn stood(facts: &Facts<'_>) -> Option<Date> {
    let counted = facts.claim.tally.as_ref().and_then(|t| t.as_of);
    counted.or(facts.published).or(facts.days.map(|d| d.1))
}

/// A later figure of one running count.
fn count(later: &Facts<'_>, earlier: &Facts<'_>) -> Option<Odds> {
    let (x, y) = (later.claim.tally.as_ref()?, earlier.claim.tally.as_ref()?);
    let gap = (stood(later)? - stood(earlier)?).get_days();
    if !same_count(x, y) || !same_measure(x, y) || same_bounds(x, y) || gap == 0 {
        return None;
    }
    if x.scope == Some(Scope::Incident) || later.report() == earlier.report() {
        return None;
    }
    let mut because = vec![format!("a figure of the same count {gap} days later")];
    let mut score: f64 = 0.5;
    match (&later.side, &earlier.side) {
        (Some(p), Some(q)) if p == q => {
            score += 0.3;
            because.push(format!("by the same speaker ({p})"));
        }
        (None, None) => because.push("both in the outlets' own voice".into()),
        (Some(_), Some(_)) => score -= 0.3,
        _ => score -= 0.1,
    }
    let grows = x.low.or(x.high).zip(y.low.or(y.high)).is_none_or(|(new, old)| new >= old);
    score += if grows { 0.1 } else { -0.3 };
    if x.party.is_some() {
        score += 0.1;
    }
    Some((score.min(1.0), because))
}

/// A later state of one truce: in force, broken, collapsed.
fn truce(later: &Facts<'_>, earlier: &Facts<'_>) -> Option<Odds> {
    let (new, old) = (later.claim.mode()?, earlier.claim.mode()?);
    if new == old || old != "ceasefire" || earlier.claim.status == Status::CalledFor {
        return None;
    }
    let gap = (later.published? - earlier.published?).get_days();
    let parties = later.parties().is_empty() || earlier.parties().is_empty()
        || !later.parties().is_disjoint(&earlier.parties());
    if gap == 0 || !parties || later.report() == earlier.report() {
        return None;
    }
    let start = later.days?.0;
    let agreed = earlier.days?;
    let near = (start - agreed.0).get_days().abs() <= 2;
    near.then(|| (0.6, vec![format!("{new} after the truce of {}", agreed.0)]))
}

/// What was planned, feared or called for is later told as happening.
fn fulfilled(later: &Facts<'_>, earlier: &Facts<'_>) -> Option<Odds> {
    let open = |f: &Facts<'_>| matches!(f.claim.status, Status::Planned | Status::Possible);
    let done = matches!(later.claim.status, Status::Happened | Status::Ongoing);
    if !done || !open(earlier) || later.negative || later.published? <= earlier.published? {
        return None;
    }
    let typed = later.claim.event_type().is_some() && later.claim.event_type() == earlier.claim.event_type();
    let modes = later.claim.mode().zip(earlier.claim.mode()).is_some_and(|(x, y)| x == y || related(x, y));
    if !typed || !modes || later.agents.is_disjoint(&earlier.agents) {
        return None;
    }
    let mut score = 0.3;
    if later.claim.mode() == earlier.claim.mode() {
        score += 0.15;
    }
    if later.targets == earlier.targets {
        score += 0.1;
    }
    if places_meet(later, earlier) {
        score += 0.1;
    }
    score += 0.3 * overlap(&later.words, &earlier.words);
    Some((score, vec!["planned or feared in one, told as so in the later".to_owned()]))
}
