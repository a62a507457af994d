//! What is told of the same place and days as an event: other acts, and how many they befell. Whether it is the same thing is
//! left to the reader.

use std::collections::BTreeSet;

use herodotus_schema::{Event, Interval, Moment, Reconciled, Scope, TallySeries};

use super::outline::{self, Block};
use super::statement::{Lines, voice};
use super::{course, words};

/// How many acts, and how many counts, are named.
const NAMED: usize = 12;
/// How many days apart two tellings of one night may put it.
const OFF: i32 = 1;

/// Adds the acts and counts told of the places of `event` and its days, where there are any.
pub(super) fn beside(lines: &Lines<'_>, (event, all): (&Event, &Reconciled), out: &mut Vec<Block>) {
    let Some(days) = &event.when else { return };
    let parties = parties(all);
    let spots: BTreeSet<&str> = event.places.iter().map(String::as_str).filter(|p| !parties.contains(p)).collect();
    let here = |places: &[String]| places.iter().any(|place| spots.contains(place.as_str()));
    let near = |other: &Event| {
        let told = other.when.as_ref().is_some_and(|when| meet(days, (when.start, when.end)));
        told && other.id != event.id && course::in_course(other) && here(&other.places)
    };
    let acts: Vec<&Event> = all.events.iter().filter(|other| near(other)).collect();
    let counts: Vec<&TallySeries> = all
        .tallies
        .iter()
        .filter(|series| series.scope != Some(Scope::Total) && here(&series.places) && of_days(lines, series, days))
        .collect();
    if acts.is_empty() && counts.is_empty() {
        return;
    }
    out.push(Block::Chapter("Told of the same place and days".to_owned()));
    for act in acts.iter().take(NAMED) {
        let line = course::line(lines, act);
        out.push(Block::Point(0, format!("{} ({})", line.title, line.id)));
    }
    for series in counts.iter().take(NAMED) {
        out.push(Block::Point(0, count(lines, series)));
    }
    let more = acts.len().saturating_sub(NAMED) + counts.len().saturating_sub(NAMED);
    if let Some(spot) = spots.first().filter(|_| more > 0) {
        out.push(Block::Point(0, format!("and {more} more; `herodotus report --place \"{spot}\"` has all")));
    }
}

/// The parties of all events: a place of such a name is a country or what is fought over, not a spot.
fn parties(all: &Reconciled) -> BTreeSet<&str> {
    all.events.iter().flat_map(|event| event.agents.iter().chain(&event.targets)).map(String::as_str).collect()
}

/// Whether two stretches of days meet, or nearly.
fn meet(one: &Interval, (start, end): (Moment, Moment)) -> bool {
    let gap = |from: Moment, until: Moment| (from.day() - until.day()).get_days();
    gap(one.start, end) <= OFF && gap(start, one.end) <= OFF
}

/// Whether one of a series' claims is told of these days.
fn of_days(lines: &Lines<'_>, series: &TallySeries, days: &Interval) -> bool {
    let claims = series.points.iter().flat_map(|point| &point.claims);
    claims.filter_map(|id| lines.claim(id)?.when.as_ref()).any(|when| meet(days, (when.start, when.end)))
}

/// A count in a line: what, whose, how many, by whom, with the citations of its latest figure.
fn count(lines: &Lines<'_>, series: &TallySeries) -> String {
    let whose = series.party.as_ref().map(|party| format!(", {party}")).unwrap_or_default();
    let figure = words::figure(series.low, series.best, series.high);
    let what = words::capital(&words::plain(&series.what));
    let latest = series.points.iter().rev().find(|point| !point.superseded).or(series.points.last());
    let cites: Vec<String> = latest.iter().flat_map(|point| &point.claims).map(|id| lines.cite(id)).collect();
    format!("{what}{whose}: {figure}, counted by {} {} ({})", voice(&series.voice), outline::cites(&cites), series.id)
}
