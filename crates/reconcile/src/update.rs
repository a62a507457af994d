//! Pairs in which one claim brings the other up to date: a later figure of one running count, a later state of one truce.

use herodotus_schema::{Scope, Status};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::contradiction::{Odds, agree, same_owner};
use crate::facts::{Facts, disjoint, overlap, same_bounds, same_count};
use crate::features::{places_meet, same_mode};

/// The least score that makes a link.
const LEAST: f64 = 0.5;

/// Judges whether one of `a` and `b` updates the other: the later one first, then the earlier.
pub(crate) fn judge<'f>(a: &'f Facts, b: &'f Facts) -> Option<(&'f Facts, &'f Facts, Odds)> {
    if let (Some(x), Some(y)) = (stage(a), stage(b))
        && x != y
    {
        let (first, then) = if x < y { (a, b) } else { (b, a) };
        return broken(then, first).filter(|(score, _)| *score >= LEAST).map(|odds| (then, first, odds));
    }
    let (earlier, later) = if stood(a)? <= stood(b)? { (a, b) } else { (b, a) };
    let odds = if a.is_tally() { count(later, earlier) } else { fulfilled(later, earlier) };
    odds.filter(|(score, _)| *score >= LEAST).map(|odds| (later, earlier, odds))
}

/// The day a claim stood at: a count's own day, else publication.
pub(crate) fn stood(facts: &Facts) -> Option<Date> {
    let counted = facts.claim.tally.as_ref().and_then(|t| t.as_of);
    counted.or(facts.published).or(facts.days.map(|d| d.1))
}

/// How much less sure an update is when only one of its figures has a speaker.
const UNNAMED: f64 = 0.2;

/// A later figure of one running count.
fn count(later: &Facts, earlier: &Facts) -> Option<Odds> {
    let (x, y) = (later.claim.tally.as_ref()?, earlier.claim.tally.as_ref()?);
    let gap = (stood(later)? - stood(earlier)?).get_days();
    if !same_count(x, y) || !same_owner(x, y) || !agree(&x.civilian, &y.civilian) || same_bounds(x, y) || gap == 0 {
        return None;
    }
    if later.report() == earlier.report() {
        return None;
    }
    let mut because = match [x.scope, y.scope].contains(&Some(Scope::Incident)) {
        true if of_one_incident(later, earlier, gap) => vec![format!("a toll of the same incident {gap} days later")],
        true => return None,
        false => vec![format!("a figure of the same count {gap} days later")],
    };
    let mut score: f64 = 0.6;
    match (&later.side, &earlier.side) {
        (Some(p), Some(q)) if p == q => {
            score += 0.3;
            let by = later.claim.side().unwrap_or("unnamed");
            because.push(format!("by the same speaker ({by})"));
        }
        (None, None) => because.push("both in the outlets' own voice".into()),
        (None, _) | (_, None) => score -= UNNAMED,
        _ => return None,
    }
    if !x.low.or(x.high).zip(y.low.or(y.high)).is_none_or(|(new, old)| grows(new, old, gap)) {
        return None;
    }
    if x.party.is_some() {
        score += 0.1;
    }
    Some((score.min(1.0), because))
}

/// For how many days the toll of an incident is followed.
const FOLLOWED: i32 = 14;

/// Whether two tolls are of one incident: as many days on as one is followed, on one day and at one place, as far as both
/// tell, and either both tell the day or both the place.
fn of_one_incident(later: &Facts, earlier: &Facts, gap: i32) -> bool {
    let day = |f: &Facts| f.days.map(|d| d.0);
    let day = day(later).zip(day(earlier)).map(|(x, y)| (x - y).get_days() == 0);
    let placed = !later.places.is_empty() && !earlier.places.is_empty();
    let place = placed.then(|| places_meet(later, earlier));
    gap <= FOLLOWED && day != Some(false) && place != Some(false) && (day.is_some() || place.is_some())
}

/// How much of itself a count may grow by in a day and still be the same count: all of it. Beyond that the earlier figure
/// counts one place or one day, or the later another war.
const GROWTH: f64 = 1.0;

/// Whether a count could grow from `old` to `new` in so many days.
fn grows(new: f64, old: f64, days: i32) -> bool {
    new >= old && new <= old * (1.0 + GROWTH * f64::from(days))
}

/// What became of a truce: broken, collapsed.
fn broken(then: &Facts, first: &Facts) -> Option<Odds> {
    let so = |facts: &Facts| matches!(facts.claim.status, Status::Happened | Status::Ongoing);
    if !so(first) || !so(then) {
        return None;
    }
    let strangers = !first.parties.is_empty() && !then.parties.is_empty() && disjoint(&first.parties, &then.parties);
    // A truce told without a day was agreed by the day of its report.
    let agreed = first.days.map(|d| d.0).or(first.published.filter(|_| then.report() != first.report()))?;
    let told = then.published?;
    let (from, until) = then.days.unwrap_or((told.saturating_sub(REMEMBERED.days()), told));
    let within = from.saturating_sub(1.day()) <= agreed && agreed <= until;
    if strangers || !within || (then.report() == first.report() && then.days.is_none()) {
        return None;
    }
    let what = then.claim.mode()?;
    let score = if what == COLLAPSE { 0.75 } else { 0.45 };
    Some((score, vec![format!("{what} told of the truce of {agreed}")]))
}

/// How many days back an undated collapse may reach for the truce that collapsed.
const REMEMBERED: i64 = 20;

/// The published mode of a truce that did not hold.
const COLLAPSE: &str = "ceasefire-collapse";

/// 0 for a truce agreed or begun, 1 for what became of it; `None` for anything else.
fn stage(facts: &Facts) -> Option<u8> {
    match facts.claim.mode()? {
        "ceasefire" | "truce" if facts.claim.event_type() == Some("AGREE") => Some(0),
        COLLAPSE | "ceasefire-violation" => Some(1),
        _ => None,
    }
}

/// How many days later a plan, a fear or a call may still be told as come true.
const FULFILLED_WITHIN: i32 = 60;

/// What was planned, feared or called for is later told as happening.
fn fulfilled(later: &Facts, earlier: &Facts) -> Option<Odds> {
    let open = matches!(earlier.claim.status, Status::Planned | Status::Possible);
    let done = matches!(later.claim.status, Status::Happened | Status::Ongoing);
    let gap = (later.published? - earlier.published?).get_days();
    if !done || !open || later.negative || !(1..=FULFILLED_WITHIN).contains(&gap) {
        return None;
    }
    let typed = later.claim.event_type().is_some() && later.claim.event_type() == earlier.claim.event_type();
    if !typed || !same_mode(later, earlier) || disjoint(&later.agents, &earlier.agents) {
        return None;
    }
    let mut score = 0.1 + 0.4 * overlap(&later.words, &earlier.words);
    score += if later.targets == earlier.targets { 0.1 } else { 0.0 };
    score += if places_meet(later, earlier) { 0.15 } else { 0.0 };
    Some((score, vec!["planned or feared in one, told as so in the later".to_owned()]))
}
