//! Patterns that are told from the day of publication or from the time told before.

use herodotus_lexicon::WordSet;

use super::dates::{which, year_behind};
use super::value::{Found, Unit, Value, Which, YearOf};
use crate::words::Words;

fn found(start: usize, end: usize, value: Value, rule: &'static str) -> Option<Found> {
    Some(Found { start, end, value, clock: None, rule })
}

/// "today", "yesterday", "tomorrow", "tonight", "last night", "this morning", "overnight", "the day before yesterday".
pub(super) fn near_day(words: &Words, at: usize) -> Option<Found> {
    let next = words.get(at + 1);
    let day = |n| Value::Shift { unit: Unit::Day, n };
    if in_name(words, at) {
        return None;
    }
    if matches!(words.get(at), "today" | "tomorrow") && words.before(at) == "of" && !is_as_of(words, at) {
        // "the leaders of tomorrow" are of no day.
        return found(at, at + 1, Value::Open, "vague word");
    }
    let (n, end) = match words.get(at) {
        "today" | "tonight" => (0, at + 1),
        "yesterday" => (-1, at + 1),
        "tomorrow" => (1, at + 1),
        "last" if matches!(next, "night" | "evening") => (-1, at + 2),
        "this" if words.is_part_of_day(at + 1) => (0, at + 2),
        "overnight" => return found(at, at + 1, Value::Overnight, OVERNIGHT),
        "day" if next == "before" && words.get(at + 2) == "yesterday" => (-2, at + 3),
        "day" if next == "after" && words.get(at + 2) == "tomorrow" => (2, at + 3),
        _ => return None,
    };
    found(at, end, day(n), "day near publication")
}

/// Whether the word is capitalised behind another such one: part of a name ("Frontier Today").
fn in_name(words: &Words, at: usize) -> bool {
    let before = at.saturating_sub(1);
    words.is_capital(at) && at > words.within.start && words.is_capital(before) && words.weekday(before).is_none()
}

/// "as of today".
fn is_as_of(words: &Words, at: usize) -> bool {
    words.before(at) == "of" && words.before(at.saturating_sub(1)) == "as"
}

/// "Tuesday", "on Tuesday", "last Friday", "next Monday", "Tuesday of last week".
pub(super) fn weekday_name(words: &Words, at: usize) -> Option<Found> {
    // "Following Monday's raid" comes after it; only "the following Monday" is another one.
    let following = words.get(at) == "following" && words.before(at) == "the";
    let (which, from) = if following { (Which::Plain, at + 1) } else { which(words, at) };
    let weekday = words.weekday(from).filter(|_| words.is_capital(from))?;
    if following {
        return found(at, from + 1, Value::WeekdayAfter { weekday }, "weekday after the time told before");
    }
    let of = from + 1 + usize::from(words.get(from + 1) == "of");
    let weeks = match words.get(of) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return found(at, from + 1, Value::Weekday { weekday, which }, WEEKDAY),
    };
    if words.get(of + 1) == "week" {
        return found(at, of + 2, Value::WeekdayOf { weekday, weeks }, "weekday of a week");
    }
    found(at, from + 1, Value::Weekday { weekday, which }, WEEKDAY)
}

/// The rule that reads the bare name of a weekday.
pub(super) const WEEKDAY: &str = "weekday";
/// The rule that reads "overnight".
pub(super) const OVERNIGHT: &str = "overnight";

/// "each July", "every Friday": a time that comes round, no one day.
pub(super) fn recurring(words: &Words, at: usize) -> Option<Found> {
    let next = at + 1;
    let in_year = words.month(next).is_some() || words.season(next).is_some();
    let named = in_year || words.weekday(next).is_some() || words.unit(next).is_some();
    let each = matches!(words.get(at), "each" | "every");
    if each && named { found(at, at + 2, Value::Open, "time that comes round") } else { None }
}

/// "the third quarter", "the 1988 second quarter", "last year's quarter", "the first quarter of 2016": whose quarters
/// they are (a company's, a state's budget's) is not said.
pub(super) fn quarter(words: &Words, at: usize) -> Option<Found> {
    let owner = match words.get(at) {
        "last" | "this" | "next" if words.get(at + 1) == "year" && words.get(at + 2) == "'s" => at + 3,
        _ => at + usize::from(words.year(at).is_some()),
    };
    let counted = words.ordinal(owner).is_some_and(|nth| nth <= 4);
    let named = owner + usize::from(counted);
    let named = named + usize::from(counted && words.get(named) == "-");
    if words.get(named) != "quarter" || !counted && owner == at {
        return None;
    }
    let (_, end) = year_behind(words, named + 1);
    found(at, end, Value::Open, "fiscal quarter")
}

/// "last week", "this month", "the current year", "next weekend", "the weekend".
pub(super) fn whole_unit(words: &Words, at: usize) -> Option<Found> {
    let from = at + usize::from(words.get(at) == "the");
    let n = match words.get(from) {
        "last" => -1,
        "past" if from > at => -1,
        "this" | "current" => 0,
        "full" | "whole" | "entire" if from > at && words.get(from + 1) == "year" => 0,
        "next" | "coming" => 1,
        "weekend" if from > at => {
            return found(at, from + 1, Value::Shift { unit: Unit::Weekend, n: 0 }, "the weekend");
        }
        _ => return None,
    };
    let named = from + 1 + usize::from(words.get(from + 1) == "fiscal");
    let unit = words.unit(named).filter(|unit| *unit > Unit::Hour && !words.get(named).ends_with('s'))?;
    if unit == Unit::Day {
        return None;
    }
    if unit == Unit::Century {
        return found(at, named + 1, Value::Open, "century");
    }
    if from > at && matches!(words.get(from), "past" | "last") {
        // "the past week" runs up to now; "last week" is the one before this.
        return found(at, named + 1, Value::Window { unit, n: -1 }, "window of time");
    }
    if unit == Unit::Quarter {
        // Whose quarter it is (a company's, a state's budget's) is not said.
        return found(at, named + 1, Value::Open, "fiscal quarter");
    }
    found(at, named + 1, Value::Shift { unit, n }, "unit near publication")
}

/// "the next day", "the following week", "the previous month", "that day", "the same week", "the day before".
pub(super) fn anchored_unit(words: &Words, at: usize) -> Option<Found> {
    let from = at + usize::from(words.get(at) == "the");
    let n = match words.get(from) {
        "following" => 1,
        "next" if from > at && matches!(words.get(from + 1), "day" | "morning" | "evening" | "night") => 1,
        "previous" | "preceding" if from > at => -1,
        "same" if from > at => 0,
        "that" if from == at => 0,
        "day" | "night" | "week" | "month" | "year" if from > at => return beside(words, at, from),
        _ => return None,
    };
    let word = words.get(from + 1);
    let named = || words.unit(from + 1).filter(|_| !word.ends_with('s'));
    let unit = if words.is_part_of_day(from + 1) { Unit::Day } else { named()? };
    if unit < Unit::Day || n == 0 && unit == Unit::Day && word == "night" && words.get(from) == "same" {
        return None;
    }
    found(at, from + 2, Value::Anchored { unit, n }, "unit near the time told before")
}

/// "the day before", "the week after", with nothing told behind.
fn beside(words: &Words, at: usize, named: usize) -> Option<Found> {
    let unit = words.unit(named)?;
    let n = match words.get(named + 1) {
        "before" => -1,
        "after" => 1,
        _ => return None,
    };
    let value = Value::Anchored { unit, n };
    let closed = words.get(named + 2).chars().all(|c| !c.is_alphanumeric());
    if closed { found(at, named + 2, value, "unit beside the time told before") } else { None }
}

/// "two days ago", "a week earlier", "three months later", "ten days from now".
pub(super) fn distance(words: &Words, at: usize) -> Option<Found> {
    let (count, next) = words.count(at)?;
    let next = next + usize::from(words.get(next) == "-");
    let unit = words.unit(next)?;
    let behind = next + 1;
    let (value, end): (fn(Unit, i32) -> Value, usize) = match words.get(behind) {
        "ago" => (|unit, n| Value::Ago { unit, n: -n }, behind + 1),
        "earlier" | "before" | "previously" => (|unit, n| Value::Later { unit, n: -n }, behind + 1),
        "later" | "afterwards" => (|unit, n| Value::Later { unit, n }, behind + 1),
        "hence" => (|unit, n| Value::Ago { unit, n }, behind + 1),
        "from" if matches!(words.get(behind + 1), "now" | "today") => (|unit, n| Value::Ago { unit, n }, behind + 2),
        _ => return None,
    };
    let clause =
        words.get(behind) == "before" && words.get(behind + 1).chars().next().is_some_and(char::is_alphanumeric);
    match count {
        // "three decades ago" names no year; "from 40 a year earlier" is the like stretch of the year before.
        Some(_) if unit >= Unit::Decade => found(at, end, Value::Open, "vague distance in time"),
        Some(1) if unit == Unit::Year && is_compared(words, at) => found(at, end, Value::Open, "stretch compared with"),
        Some(n) if unit >= Unit::Day && !clause => found(at, end, value(unit, n), "distance in time"),
        _ => found(at, end, Value::Open, "vague distance in time"),
    }
}

/// Whether figures are compared before `at`: "up from 40 a year ago", "more than a year earlier".
fn is_compared(words: &Words, at: usize) -> bool {
    let comparing = |at: usize| matches!(words.get(at), "from" | "than" | "compared" | "versus" | "vs." | "against");
    let figure = |at: usize| words.get(at).bytes().any(|b| b.is_ascii_digit());
    let first = (at.saturating_sub(COMPARED)..at).rev().find(|&at| comparing(at));
    first.is_some_and(|first| first + 1 == at || (first..at).any(figure))
}

/// How many words before a distance in time a comparison may begin.
const COMPARED: usize = 14;

/// "year-ago", "year-earlier", "week-ago".
pub(super) fn hyphened_distance(words: &Words, at: usize) -> Option<Found> {
    let unit = words.unit(at).filter(|unit| *unit > Unit::Hour)?;
    let ago = words.get(at + 1) == "-" && matches!(words.get(at + 2), "ago" | "earlier");
    if ago { found(at, at + 3, Value::Ago { unit, n: -1 }, "distance in time") } else { None }
}

/// "the past six days", "the last 24 hours", "the next two weeks"; with a vague count, an open time.
pub(super) fn window(words: &Words, at: usize) -> Option<Found> {
    let from = at + usize::from(matches!(words.get(at), "the" | "these"));
    let sign = match words.get(from) {
        "past" | "last" | "previous" | "recent" => -1,
        "next" | "coming" | "upcoming" | "following" => 1,
        _ => return None,
    };
    let recent = words.get(from) == "recent";
    let (count, next) = words.count(from + 1).unwrap_or((None, from + 1));
    let unit = words.unit(next)?;
    let plural = words.get(next).ends_with('s');
    match count {
        Some(n) if !recent && n > 0 && (plural || n == 1) && unit < Unit::Century => {
            found(at, next + 1, Value::Window { unit, n: sign * n }, "window of time")
        }
        None if plural || unit == Unit::Century => found(at, next + 1, Value::Open, "vague window of time"),
        _ => None,
    }
}

/// Lengths of time and vague words: "for six weeks", "ten-hour", "recently", "in recent days".
pub(super) fn open(words: &Words, at: usize) -> Option<Found> {
    if matches!(words.get(at), "recently" | "lately" | "nowadays" | "soon" | "shortly") {
        return found(at, at + 1, Value::Open, "vague word");
    }
    let (_, next) = match words.count(at) {
        Some(found) => found,
        None if matches!(words.before(at), "for" | "in") && words.get(at).ends_with('s') => (None, at),
        None => return None,
    };
    let next = next + usize::from(words.get(next) == "-");
    words.unit(next)?;
    found(at, next + 1, Value::Open, "length of time")
}

/// "the end of the month", "later in the day", "end of the year": the unit of publication.
pub(super) fn bare_unit(words: &Words, at: usize) -> Option<Found> {
    let edge =
        words.lists.has(WordSet::Edge, words.before(at.saturating_sub(1))) && matches!(words.before(at), "of" | "in");
    if words.get(at) == "year" && words.get(at + 1) == "-" && words.get(at + 2) == "end" {
        let value = Value::MonthDay { month: 12, first: 31, last: 31, year: YearOf::Shift(0) };
        return found(at, at + 3, value, "end of the year");
    }
    if !edge || words.get(at) != "the" {
        return None;
    }
    let unit = words.unit(at + 1).filter(|unit| matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year))?;
    let genitive = words.get(at + 2) == "of";
    if genitive { None } else { found(at, at + 2, Value::Shift { unit, n: 0 }, "unit of publication") }
}

/// "the week of March 6": the whole week around a day that another pattern reads.
pub(super) fn is_week_of(words: &Words, day: usize) -> bool {
    words.before(day) == "of" && words.before(day.saturating_sub(1)) == "week"
}
