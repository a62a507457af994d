//! A truce by itself: what is told of it, how long it held, and who claims that it was broken, by day.

use std::collections::BTreeMap;

use herodotus_schema::{Breach, Interval, Moment, Truce};
use jiff::civil::Date;

use super::outline::{self, Block, cites};
use super::registers;
use super::situation::BreachLine;
use super::statement::Lines;
use super::words;
use crate::wording::counted;

/// Up to so many minutes are told as minutes, and up to so many hours as hours.
const MINUTES: i64 = 120;
const HOURS: i64 = 48;

/// Writes all that is told of `truce`.
pub(crate) fn truce(lines: &Lines<'_>, truce: &Truce, out: &mut Vec<Block>) {
    outline::agreement(&registers::truce_line(lines, truce), out);
    out.push(Block::Chapter("How long it held, as told".to_owned()));
    out.push(Block::Line(0, end(lines, truce)));
    let told = told(lines, truce);
    out.push(Block::Line(0, first_breach(lines, truce, &told)));
    breaches(lines, truce, &told, out);
}

/// A claim of a breach: when it is told of, the place of its breach among those of the truce, and its id.
struct Claimed<'t> {
    when: Option<Interval>,
    breach: usize,
    claim: &'t str,
}

/// The claims of breaches by day, those of no day last.
fn told<'t>(lines: &Lines<'_>, truce: &'t Truce) -> Vec<Claimed<'t>> {
    let of = |(breach, one): (usize, &'t Breach)| {
        one.claims.iter().map(move |claim| (breach, claim.as_str())).collect::<Vec<_>>()
    };
    let claims = truce.breaches.iter().enumerate().flat_map(of);
    let when = |claim: &str| lines.claim(claim).and_then(|claim| claim.when.as_ref()).map(|when| when.interval());
    let mut told: Vec<Claimed<'t>> =
        claims.map(|(breach, claim)| Claimed { when: when(claim), breach, claim }).collect();
    told.sort_by_key(|one| (days(one), one.when.map(|when| when.start), one.breach));
    told
}

/// The days of a claim; what has none comes last.
fn days(told: &Claimed<'_>) -> (bool, Option<(Date, Date)>) {
    (told.when.is_none(), told.when.map(|when| (when.start.day(), when.end.day())))
}

fn end(lines: &Lines<'_>, truce: &Truce) -> String {
    let cited: Vec<String> = truce.collapse.iter().map(|id| lines.cite(id)).collect();
    match &truce.ended {
        Some(ended) => format!("Ended: {}{} {}", words::days(ended), after(truce, ended), cites(&cited)),
        None if cited.is_empty() => "No claim tells that it ended.".to_owned(),
        None => format!("Told to have ended, without a day {}", cites(&cited)),
    }
}

fn first_breach(lines: &Lines<'_>, truce: &Truce, told: &[Claimed<'_>]) -> String {
    let dated = told.iter().find_map(|one| Some((one, one.when?)));
    match dated {
        Some((one, when)) => {
            let by = &truce.breaches[one.breach].by;
            let by = if by.is_empty() { String::new() } else { format!(", by {}", words::list(by)) };
            let cited = cites(&[lines.cite(one.claim)]);
            format!("First breach claimed: {}{}{by} {cited}", words::days(&when), after(truce, &when))
        }
        None if told.is_empty() => "No claim tells that it was broken.".to_owned(),
        None => "Told to have been broken, without a day.".to_owned(),
    }
}

/// How long after the truce began something was, in words; nothing where that is not told finely enough.
fn after(truce: &Truce, then: &Interval) -> String {
    let told = truce.when.filter(|when| when.start.day() == when.end.day()).map(|when| when.start);
    let Some(began) = truce.in_force.or(told) else { return String::new() };
    if then.start.day() != then.end.day() {
        return String::new();
    }
    let later = |count: i64, noun: &str| format!(", {} after it began", counted(count.unsigned_abs() as usize, noun));
    if let (Moment::Instant(began, _), Moment::Instant(then, _)) = (began, then.start) {
        let minutes = then.duration_since(began).as_mins();
        match minutes {
            ..0 => return String::new(),
            0..=MINUTES => return later(minutes, "minute"),
            _ if minutes / 60 <= HOURS => return later(minutes / 60, "hour"),
            _ => {}
        }
    }
    match (then.start.day() - began.day()).get_days() {
        ..0 => String::new(),
        0 => ", the day it began".to_owned(),
        days => later(days.into(), "day"),
    }
}

/// The breaches by the day that each is told of.
fn breaches(lines: &Lines<'_>, truce: &Truce, told: &[Claimed<'_>], out: &mut Vec<Block>) {
    if told.is_empty() {
        return;
    }
    out.push(Block::Chapter("Breaches claimed, by day".to_owned()));
    for day in told.chunk_by(|one, next| days(one) == days(next)) {
        let title = day[0].when.map_or_else(|| "No day told".to_owned(), |when| words::days(&when));
        out.push(Block::Section(title));
        let mut claims: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for one in day {
            claims.entry(one.breach).or_default().push(one.claim);
        }
        for (breach, claims) in claims {
            let Breach { by, contradicted, .. } = &truce.breaches[breach];
            let line = BreachLine { by: by.clone(), told: lines.many(&claims), against: lines.many(contradicted) };
            outline::breach(&line, out);
        }
    }
}
