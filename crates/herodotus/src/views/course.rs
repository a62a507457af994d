//! The course of events: what is told to have happened, by day, with the accounts side by side.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_schema::{Event, Interval};
use jiff::civil::Date;

use super::situation::{DayEvents, EventLine};
use super::statement::{Lines, voice};
use super::words;

/// Event types that the course tells of; the others are diplomacy or stand in the truce register.
const COURSE: [&str; 6] = ["ASSAULT", "RETREAT", "MOBILIZE", "COERCE", "PROTEST", "CONCEDE"];
/// A stretch of more days than this beyond its first is not a day of the course.
const STRETCH: i32 = 3;

/// Whether `event` belongs to the course of events.
pub(crate) fn in_course(event: &Event) -> bool {
    let truce = event.mode.as_deref().is_some_and(|mode| mode.starts_with("ceasefire"));
    let typed = event.kind.as_deref().is_none_or(|kind| COURSE.contains(&kind));
    typed && !event.lasting && (!truce || event.kind.as_deref() == Some("ASSAULT"))
}

/// Whether everything that `event` tells is shown beneath another event that it contradicts.
pub(crate) fn shown_elsewhere(event: &Event, shown: &BTreeSet<&str>) -> bool {
    let denial = event.accounts.iter().all(|a| a.denies);
    let claims = || event.accounts.iter().flat_map(|a| &a.claims);
    denial && claims().count() > 0 && claims().all(|id| shown.contains(id.as_str()))
}

/// The line of `event`.
pub(crate) fn line(lines: &Lines<'_>, event: &Event) -> EventLine {
    let against: BTreeSet<&str> = event.contradicted.iter().map(|c| c.claim.as_str()).collect();
    let against: Vec<&str> = against.into_iter().collect();
    EventLine {
        id: event.id.clone(),
        title: title(event),
        accounts: lines.accounts(&event.accounts),
        against: lines.many(&against),
        reports: event.reports.len(),
    }
}

/// What, who and where, as told, and who tells it.
fn title(event: &Event) -> String {
    let what = event.mode.as_deref().or(event.kind.as_deref()).map_or_else(|| "event".to_owned(), words::plain);
    let mut out = words::capital(&what);
    match (event.agents.is_empty(), event.targets.is_empty()) {
        (false, false) if event.agents == event.targets => out += &format!(": {}", words::list(&event.agents)),
        (false, false) => out += &format!(": {} against {}", words::list(&event.agents), words::list(&event.targets)),
        (false, true) => out += &format!(": by {}", words::list(&event.agents)),
        (true, false) => out += &format!(": against {}", words::list(&event.targets)),
        (true, true) => {}
    }
    if !event.places.is_empty() {
        let places: Vec<&String> = event.places.iter().take(4).collect();
        out += &format!(", at {}", words::list(&places));
    }
    let mut told: Vec<String> = Vec::new();
    for account in &event.accounts {
        let name = account.voice.party.clone().unwrap_or_else(|| voice(&account.voice));
        if !told.contains(&name) {
            told.push(name);
        }
    }
    if told.len() <= 3 {
        out + &format!(" (as told by {})", words::list(&told))
    } else {
        out + &format!(" (as told by {} voices)", told.len())
    }
}

/// Arranges `events` by day, at most `most` a day, those with more voices first.
pub(crate) fn by_day(lines: &Lines<'_>, events: &[&Event], most: usize) -> Vec<DayEvents> {
    let mut days: BTreeMap<(u8, Option<Date>, String), Vec<&Event>> = BTreeMap::new();
    for event in events {
        days.entry(slot(lines, event)).or_default().push(event);
    }
    let day = |((_, day, label), mut events): ((u8, Option<Date>, String), Vec<&Event>)| {
        events.sort_by_key(|e| std::cmp::Reverse(weight(e)));
        let left_out = events.len().saturating_sub(most);
        let shown = events.iter().take(most).map(|e| line(lines, e)).collect();
        DayEvents { label, day: day.map(|d| d.to_string()), events: shown, left_out }
    };
    days.into_iter().map(day).collect()
}

/// How much an event matters in its day: voices, reports, contradictions.
fn weight(event: &Event) -> usize {
    event.accounts.len() + event.reports.len() + 2 * event.contradicted.len().min(3)
}

/// Where an event stands in the course: its days first, then longer stretches, then those without a day.
fn slot(lines: &Lines<'_>, event: &Event) -> (u8, Option<Date>, String) {
    match &event.when {
        Some(when) if span(when) <= STRETCH => (0, Some(when.start.day()), words::days(when)),
        Some(when) => (1, Some(when.start.day()), words::days(when)),
        None => {
            let ids = event.accounts.iter().flat_map(|a| &a.claims);
            let published = ids.filter_map(|id| published(lines.claim(id)?)).min();
            let label = match published {
                Some(day) => format!("Told without a day, in reports from {}", words::day(day)),
                None => "Told without a day".to_owned(),
            };
            (2, published, label)
        }
    }
}

fn span(when: &Interval) -> i32 {
    (when.end.day() - when.start.day()).get_days()
}

/// The day a claim's report was published.
pub(crate) fn published(claim: &herodotus_schema::Claim) -> Option<Date> {
    claim.report.published.as_deref()?.get(..10)?.parse().ok()
}
