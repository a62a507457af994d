//! Puts neighbouring expressions together: an hour with its day, an edge or a part of the day, the two ends of a range.

use herodotus_lexicon::WordSet;
use herodotus_schema::TimePrecision;
use jiff::civil::Date;

use super::relative::{OVERNIGHT, WEEKDAY};
use super::resolve::plus_days;
use super::value::{Clock, Found, Unit, Value, Which, YearOf};
use crate::words::Words;

/// An expression that has been set against the day of publication.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Resolved {
    pub start: usize,
    pub end: usize,
    pub days: Option<(Date, Date)>,
    pub precision: TimePrecision,
    pub is_length: bool,
    pub clock: Option<Clock>,
    pub rule: &'static str,
}

/// Widens each expression by the words that belong to it and joins hours to the days beside them.
pub(super) fn join_hours(words: &Words, found: Vec<Found>) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::new();
    for next in found {
        let mut next = widen(words, next);
        // A word before that the expression before it ends with stays with that one ("a day earlier Feb.").
        next.start = next.start.max(joined.last().map_or(0, |last| last.end));
        if let Some(last) = joined.last_mut() {
            share_year(words, last, &next);
        }
        match joined.last_mut() {
            Some(last) if beside(words, last, &next) => *last = join(*last, next),
            _ => joined.push(next),
        }
    }
    joined
}

/// Gives the first of two months or days the year told behind the second ("March and May of last year").
fn share_year(words: &Words, last: &mut Found, next: &Found) {
    let told = match next.value {
        Value::Month { year, .. } | Value::MonthDay { year, .. } if !matches!(year, YearOf::Open(_)) => year,
        Value::Fixed(day, ..) if words.get(next.end.saturating_sub(1)).len() == 4 => YearOf::Given(day.year()),
        _ => return,
    };
    let linked = next.start == last.end + 1
        && matches!(words.get(last.end), "and" | "to" | "or" | "-" | "–" | "until" | "through");
    match &mut last.value {
        Value::Month { year, .. } | Value::MonthDay { year, .. } if linked && *year == YearOf::Open(Which::Plain) => {
            *year = told
        }
        _ => {}
    }
}

fn names_day(value: Value) -> bool {
    match value {
        Value::Fixed(start, end, _) => start == end,
        Value::MonthDay { first, last, .. } => first == last,
        Value::Weekday { .. } | Value::WeekdayOf { .. } | Value::WeekdayAfter { .. } | Value::Feast { .. } => true,
        Value::Shift { unit, .. } | Value::Ago { unit, .. } | Value::Anchored { unit, .. } => unit == Unit::Day,
        _ => false,
    }
}

/// Takes "early", "late" before and the part of the day behind along.
fn widen(words: &Words, mut found: Found) -> Found {
    if found.value == Value::Open || found.value == Value::Hour {
        return found;
    }
    if words.lists.has(WordSet::Edge, words.before(found.start))
        && !matches!(words.before(found.start), "end" | "start" | "beginning" | "close" | "turn" | "half")
    {
        found.start -= 1;
    }
    if names_day(found.value) && words.is_part_of_day(found.end) {
        found.end += 1;
    }
    found
}

/// Whether one is an hour, the other a day or the same hour in another zone, and little stands between.
fn beside(words: &Words, last: &Found, next: &Found) -> bool {
    let hours = (last.value == Value::Hour) as u8 + (next.value == Value::Hour) as u8;
    let fits = match hours {
        0 => return same_day(words, last, next),
        1 => names_day(last.value) || names_day(next.value),
        _ => next.clock.is_some_and(|clock| clock.offset.is_some()) && words.before(next.start) == "(",
    };
    let small = |at| {
        matches!(
            words.get(at),
            "," | "on"
                | "at"
                | "("
                | ")"
                | "local"
                | "time"
                | "around"
                | "about"
                | "of"
                | "by"
                | "-"
                | "shortly"
                | "after"
                | "before"
                | "just"
        )
    };
    fits && next.start.saturating_sub(last.end) <= 4 && (last.end..next.start).all(small)
}

/// "Tuesday (March 4)", "today, 4 March": the day is told twice.
fn same_day(words: &Words, last: &Found, next: &Found) -> bool {
    let dated =
        matches!(next.value, Value::MonthDay { .. } | Value::Fixed(_, _, TimePrecision::Day)) && names_day(next.value);
    let named = matches!(last.value, Value::Weekday { .. });
    dated && named && next.start <= last.end + 1 && (last.end..next.start).all(|at| matches!(words.get(at), "," | "("))
}

fn join(last: Found, next: Found) -> Found {
    let clock = match (last.clock, next.clock) {
        (Some(a), Some(b)) => Some(if b.offset.is_some() { b } else { a }),
        (a, b) => a.or(b),
    };
    let (value, rule) = if last.value == Value::Hour || next.clock.is_none() {
        (next.value, next.rule)
    } else {
        (last.value, last.rule)
    };
    Found { start: last.start, end: next.end, value, clock, rule }
}

/// Joins "from A to B", "between A and B", "A through B", "A - B", "overnight into A" into one stretch of time.
pub(super) fn join_ranges(words: &Words, found: Vec<Resolved>) -> Vec<Resolved> {
    let mut joined: Vec<Resolved> = Vec::new();
    for next in found {
        let range = joined.last().and_then(|last| night(words, last, &next).or_else(|| range(words, last, &next)));
        if range.is_some() {
            joined.pop();
        }
        joined.push(range.unwrap_or(next));
    }
    joined
}

fn range(words: &Words, a: &Resolved, b: &Resolved) -> Option<Resolved> {
    if b.start != a.end + 1 || a.clock.is_some() != b.clock.is_some() {
        return None;
    }
    let before = words.before(a.start);
    let linked = match words.get(a.end) {
        "to" | "until" | "till" => before == "from" || a.precision == b.precision,
        "through" | "-" | "–" => true,
        "into" => a.precision == b.precision,
        "and" => before == "between",
        _ => false,
    };
    let (start, mut end) = (a.days?.0, b.days?.1);
    // "from December to March" of one past: the second end may have been read a year early, a weekday a week early.
    if end < start {
        let round = if b.rule == WEEKDAY { jiff::Span::new().days(7) } else { jiff::Span::new().years(1) };
        end = end.checked_add(round).ok()?;
    }
    let near = i32::from(end.year()) - i32::from(start.year()) <= 200;
    let precision = if a.precision == b.precision && a.precision == TimePrecision::Year {
        TimePrecision::Year
    } else {
        TimePrecision::Range
    };
    (linked && near && start <= end).then_some(Resolved {
        start: a.start,
        end: b.end,
        days: Some((start, end)),
        precision,
        is_length: false,
        clock: None,
        rule: "from one time to another",
    })
}

/// The night told with its day: "overnight into Friday" runs from the day before, "overnight on Friday" is that day.
fn night(words: &Words, a: &Resolved, b: &Resolved) -> Option<Resolved> {
    let (first, last) = b.days?;
    let between = (a.end < b.start).then(|| words.get(a.end));
    if b.rule == OVERNIGHT && a.precision == TimePrecision::Day && between.is_none() {
        return Some(Resolved { end: b.end, ..*a });
    }
    if a.rule != OVERNIGHT || b.precision != TimePrecision::Day || b.start > a.end + 1 {
        return None;
    }
    let whole = Resolved { start: a.start, ..*b };
    match between {
        Some("into" | "to" | "until") => {
            Some(Resolved { days: Some((plus_days(first, -1)?, last)), precision: TimePrecision::Range, ..whole })
        }
        None | Some("on" | "from" | "between" | "of") => Some(whole),
        Some(_) => None,
    }
}
