//! The course of events: what is told to have happened, by day, with the accounts side by side.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_reconcile::published;
use herodotus_schema::{Actor, Certainty, Claim, Event, Interval, Status};
use jiff::civil::Date;

use super::situation::{DayEvents, EventLine};
use super::statement::{Lines, voice};
use super::words;

/// Event types that the course tells of; the others are diplomacy or stand in the truce register.
const COURSE: [&str; 6] = ["ASSAULT", "RETREAT", "MOBILIZE", "COERCE", "PROTEST", "CONCEDE"];
/// Event types in which the target suffers what the agent does.
const HOSTILE: [&str; 3] = ["ASSAULT", "COERCE", "THREATEN"];
/// A stretch of more days than this beyond its first is not a day of the course.
const STRETCH: i32 = 3;

/// Whether `event` belongs to the course of events.
pub(crate) fn in_course(event: &Event) -> bool {
    let truce = event.mode.as_deref().is_some_and(|mode| mode.starts_with("ceasefire"));
    let typed = match (event.kind.as_deref(), event.mode.as_deref()) {
        (Some(kind), _) => COURSE.contains(&kind),
        (None, Some(mode)) => !mode.contains("disclos"),
        (None, None) => false,
    };
    typed && !event.lasting && (!truce || event.kind.as_deref() == Some("ASSAULT"))
}

/// The events of `course` without those that stand beneath another: denials of what it tells, and the other
/// half of "each side accused the other", told in the same words.
pub(crate) fn without_echoes<'e>(lines: &Lines<'_>, course: Vec<&'e Event>) -> Vec<&'e Event> {
    let mut beneath: BTreeSet<&str> = BTreeSet::new();
    let mut out = Vec::new();
    let denials_last = |e: &&Event| e.accounts.iter().all(|a| a.denies);
    let (denials, told): (Vec<&Event>, Vec<&Event>) = course.into_iter().partition(denials_last);
    for event in told.into_iter().chain(denials) {
        if claims(event).all(|id| beneath.contains(id)) {
            continue;
        }
        let echoes = event.contradicted.iter().filter(|c| echo(lines, &c.claim, &c.against));
        beneath.extend(echoes.map(|c| c.claim.as_str()));
        out.push(event);
    }
    out
}

fn claims(event: &Event) -> impl Iterator<Item = &str> {
    event.accounts.iter().flat_map(|a| a.claims.iter().map(String::as_str))
}

/// Whether claim `other` needs no line of its own beside `claim`: it denies it, or stands in the same words.
fn echo(lines: &Lines<'_>, other: &str, claim: &str) -> bool {
    let (Some(other), Some(claim)) = (lines.claim(other), lines.claim(claim)) else { return false };
    let denies = other.certainty == Certainty::Denied || other.status == Status::DidNotHappen;
    denies || (other.report.id == claim.report.id && other.span == claim.span)
}

/// The line of `event`.
pub(crate) fn line(lines: &Lines<'_>, event: &Event) -> EventLine {
    let against: BTreeSet<&str> = event.contradicted.iter().map(|c| c.claim.as_str()).collect();
    let against: Vec<&str> = against.into_iter().collect();
    EventLine {
        id: event.id.clone(),
        conflict: event.conflict.clone(),
        title: title(lines, event),
        accounts: lines.accounts(&event.accounts),
        against: lines.many(&against),
        reports: event.reports.len() - event.copies.len(),
        also_printed_by: also_printed_by(lines, event),
        left_out: 0,
    }
}

/// The outlets of the copies of an event's reports; the report's id where the outlet is not known.
fn also_printed_by(lines: &Lines<'_>, event: &Event) -> Vec<String> {
    let reports = claims(event).filter_map(|id| lines.claim(id)).map(|claim| &claim.report);
    let copies = reports.filter(|report| event.copies.contains(&report.id));
    let names = copies.map(|report| report.outlet.clone().unwrap_or_else(|| report.id.clone()));
    names.collect::<BTreeSet<String>>().into_iter().collect()
}

/// How many parties or places a heading names at most.
const NAMED: usize = 4;

/// The resolved parties that the claims of `event` give in one role, sorted.
fn known(lines: &Lines<'_>, event: &Event, role: fn(&Claim) -> &Vec<Actor>) -> Vec<String> {
    let claims = claims(event).filter_map(|id| lines.claim(id));
    let names = claims.flat_map(|claim| role(claim).iter().filter_map(|a| a.party.clone()));
    names.collect::<BTreeSet<String>>().into_iter().collect()
}

/// What, who and where, as told, and who tells it.
fn title(lines: &Lines<'_>, event: &Event) -> String {
    let what = event.mode.as_deref().or(event.kind.as_deref()).map_or_else(|| "event".to_owned(), words::plain);
    let mut out = words::capital(&what);
    let hostile = event.kind.as_deref().is_some_and(|kind| HOSTILE.contains(&kind));
    let toward = if hostile { "against" } else { "towards" };
    let (agents, targets) = (known(lines, event, |c| &c.agents), known(lines, event, |c| &c.targets));
    match (agents.is_empty(), targets.is_empty()) {
        (false, false) if agents == targets => out += &format!(": {}", words::some(&agents, NAMED)),
        (false, false) => {
            out += &format!(": {} {toward} {}", words::some(&agents, NAMED), words::some(&targets, NAMED));
        }
        (false, true) => out += &format!(": {}", words::some(&agents, NAMED)),
        (true, false) if hostile => out += &format!(": against {}", words::some(&targets, NAMED)),
        (true, false) => out += &format!(": concerning {}", words::some(&targets, NAMED)),
        (true, true) => {}
    }
    if !event.places.is_empty() {
        out += &format!(", at {}", words::some(&event.places, NAMED));
    }
    let mut told: Vec<String> = Vec::new();
    for account in &event.accounts {
        let name = account.voice.party.clone().unwrap_or_else(|| voice(&account.voice));
        if !told.contains(&name) {
            told.push(name);
        }
    }
    if told.len() <= 3 {
        out + &format!(" (as told by {})", told.join("; "))
    } else {
        out + &format!(" (as told by {} voices)", told.len())
    }
}

/// Arranges `events` by day, at most `most` a day, those with more voices first; the last `most` days, half as many longer stretches
/// and sections without a day, and how many were left out.
pub(crate) fn by_day(lines: &Lines<'_>, events: &[&Event], most: usize) -> (Vec<DayEvents>, usize) {
    let mut days: BTreeMap<(u8, Option<Date>, String), Vec<&Event>> = BTreeMap::new();
    for event in events {
        days.entry(slot(lines, event)).or_default().push(event);
    }
    let mut sections = [0_usize; 3];
    days.keys().for_each(|(kind, ..)| sections[usize::from(*kind)] += 1);
    let kept = [most, most.div_ceil(2), most.div_ceil(2)];
    let (mut seen, mut shown, mut more) = ([0_usize; 3], Vec::new(), 0);
    for ((kind, day, label), mut events) in days {
        let kind = usize::from(kind);
        seen[kind] += 1;
        // The latest stand last.
        if seen[kind].saturating_add(kept[kind]) <= sections[kind] {
            more += 1;
            continue;
        }
        events.sort_by_key(|e| std::cmp::Reverse(weight(e)));
        let left_out = events.len().saturating_sub(most);
        let events = events.iter().take(most).map(|e| line(lines, e)).collect();
        shown.push(DayEvents { label, day: day.map(|d| d.to_string()), events, left_out });
    }
    (shown, more)
}

/// How much an event matters in its day: voices, reports, contradictions.
fn weight(event: &Event) -> usize {
    event.accounts.len() + event.reports.len() - event.copies.len() + 2 * event.contradicted.len().min(3)
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
