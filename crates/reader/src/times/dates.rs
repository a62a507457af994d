//! Patterns that name a day, month, year, season or feast by its place in the calendar.

use herodotus_lexicon::WordSet;
use herodotus_schema::TimePrecision;
use jiff::civil::Date;

use super::value::{Found, Value, Which, YearOf};
use crate::words::Words;

/// Prepositions and other words after which a bare month, year or season is one.
fn leads_to_time(word: &str) -> bool {
    matches!(
        word,
        "in" | "since"
            | "by"
            | "of"
            | "until"
            | "till"
            | "from"
            | "through"
            | "during"
            | "before"
            | "after"
            | "early"
            | "late"
            | "mid"
            | "last"
            | "next"
            | "this"
            | "between"
    )
}

/// "Thursday, 5 November 2020", "Nov. 5", "the 5th of May", "3-5 March", "March 3 to 5", "last March 5".
pub(super) fn day(words: &Words, at: usize) -> Option<Found> {
    let (which, mut from) = which(words, at);
    if words.weekday(from).is_some() {
        from += 1;
        from += usize::from(words.get(from) == ",");
        from += usize::from(words.get(from) == "the");
    } else {
        from += usize::from(words.get(from) == "the");
    }
    let (month, first, last, end) = day_first(words, from).or_else(|| month_first(words, from))?;
    let (year, end) = match year_behind(words, end) {
        (YearOf::Open(_), end) => (YearOf::Open(which), end),
        found => found,
    };
    let value = match year {
        YearOf::Given(year) => {
            let (start, stop) = (Date::new(year, month, first).ok()?, Date::new(year, month, last).ok()?);
            Value::Fixed(start, stop, day_precision(first, last))
        }
        year => Value::MonthDay { month, first, last, year },
    };
    Some(Found { start: at, end, value, clock: None, rule: "day of a month" })
}

fn day_precision(first: i8, last: i8) -> TimePrecision {
    if first == last { TimePrecision::Day } else { TimePrecision::Range }
}

/// "5 November", "5th of November", "3 - 5 March", "3 to 5 March", "3 and 5 March" (after "between").
fn day_first(words: &Words, at: usize) -> Option<(i8, i8, i8, usize)> {
    let (first, mut end) = words.day_of_month(at)?;
    let mut last = first;
    if joins_days(words, end, words.before(at))
        && let Some((day, behind)) = words.day_of_month(end + 1)
    {
        (last, end) = (day, behind);
    }
    end += usize::from(words.get(end) == "of");
    let month = named_month(words, end)?;
    (last >= first).then_some((month, first, last, end + 1))
}

/// "November 5", "Nov. 5-7", "November the fifth".
fn month_first(words: &Words, at: usize) -> Option<(i8, i8, i8, usize)> {
    let month = named_month(words, at)?;
    let from = at + 1 + usize::from(words.get(at + 1) == "the");
    let (first, end) = words.day_of_month(from)?;
    if words.get(end) == "," && words.get(end + 1).len() == 3 && words.get(end + 1).bytes().all(|b| b.is_ascii_digit())
    {
        return None;
    }
    if joins_days(words, end, words.before(at))
        && let Some((last, behind)) = words.day_of_month(end + 1)
        && last > first
        && !counts_something(words, behind)
    {
        return Some((month, first, last, behind));
    }
    Some((month, first, first, end))
}

/// The bare day at `at` that shares the month of `last` ("November 4 and 5", "May 3, 8 and 12").
pub(super) fn further_day(words: &Words, at: usize, last: &Found) -> Option<Found> {
    let linked = last.end + 1 == at && matches!(words.before(at), "and" | "or" | "," | "&");
    let (day, end) = words.day_of_month(at).filter(|(_, end)| linked && !counts_something(words, *end))?;
    // Behind a comma only a list goes on: "May 3, 8 and 12".
    if words.before(at) == "," && !matches!(words.get(end), "," | "and" | "or") {
        return None;
    }
    let value = match last.value {
        Value::MonthDay { month, year, .. } => Value::MonthDay { month, first: day, last: day, year },
        Value::Fixed(date, _, TimePrecision::Day) => {
            let date = Date::new(date.year(), date.month(), day).ok()?;
            Value::Fixed(date, date, TimePrecision::Day)
        }
        _ => return None,
    };
    let month_first = words.month(last.start).is_some() || last.rule == FURTHER;
    month_first.then_some(Found { start: at, end, value, clock: None, rule: FURTHER })
}

/// The rule that reads a bare day behind a dated one.
const FURTHER: &str = "further day of a month";

fn joins_days(words: &Words, at: usize, before: &str) -> bool {
    match words.get(at) {
        "-" | "–" | "—" | "to" | "through" | "until" => true,
        "and" => before == "between",
        _ => false,
    }
}

/// Whether the number before `at` counts what follows rather than naming a day.
fn counts_something(words: &Words, at: usize) -> bool {
    let word = words.get(at);
    if let Some(token) = words.doc.tokens.get(at).filter(|token| words.within.contains(&at) && token.upos != "X") {
        return matches!(token.upos, "NOUN" | "ADJ" | "SYM");
    }
    let noun = word.len() > 3 && word.chars().all(char::is_alphabetic) && !words.is_capital(at);
    noun && !matches!(
        word,
        "when"
            | "with"
            | "after"
            | "that"
            | "from"
            | "were"
            | "have"
            | "last"
            | "this"
            | "next"
            | "there"
            | "their"
            | "before"
            | "near"
            | "amid"
    ) || word == "%"
        || word == "people"
}

fn named_month(words: &Words, at: usize) -> Option<i8> {
    let month = words.month(at)?;
    words.is_capital(at).then_some(month)
}

/// The year behind a day or month: "2020", ", 2020", "of 2020", "last year".
pub(super) fn year_behind(words: &Words, at: usize) -> (YearOf, usize) {
    let from = at + usize::from(matches!(words.get(at), "," | "of"));
    if let Some(year) = words.year(from).filter(|_| !counts_something(words, from + 1) || from == at) {
        return (YearOf::Given(year), from + 1);
    }
    let from = from + usize::from(words.get(from) == "of");
    if words.get(from + 1) == "year" {
        let shift = match words.get(from) {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return (YearOf::Open(Which::Plain), at),
        };
        return (YearOf::Shift(shift), from + 2);
    }
    (YearOf::Open(Which::Plain), at)
}

/// "2020-11-05", "05.11.2020", "11/25/2020"; of two small numbers with slashes the month is read first.
pub(super) fn written(words: &Words, at: usize) -> Option<Found> {
    let word = words.get(at);
    let mark = ['-', '.', '/'].into_iter().find(|mark| word.contains(*mark))?;
    let parts: Vec<i16> = word.split(mark).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let &[a, b, c] = parts.as_slice() else { return None };
    let (year, month, day) = match mark {
        '-' | '/' if a > 999 => (a, b, c),
        '/' if a <= 12 && c > 999 => (c, a, b),
        '/' | '.' if c > 999 => (c, b, a),
        _ => return None,
    };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Found {
        start: at,
        end: at + 1,
        value: Value::Fixed(date, date, TimePrecision::Day),
        clock: None,
        rule: "written date",
    })
}

/// "November 2020", "November of last year", "last November", "mid-November", "in November".
pub(super) fn month_name(words: &Words, at: usize) -> Option<Found> {
    let (which, from) = which(words, at);
    let word = words.get(from);
    let bare = word.strip_prefix("mid-").unwrap_or(word);
    let month = words.lists.calendar.month(bare).filter(|_| words.is_capital(from) || word != bare)?;
    let (year, end) = match year_behind(words, from + 1) {
        (YearOf::Open(_), _) => (YearOf::Open(which), from + 1),
        found => found,
    };
    let doubtful = words.lists.has(WordSet::DoubtfulMonth, bare) || from == words.within.start;
    let told = which != Which::Plain || word != bare || matches!(year, YearOf::Given(_) | YearOf::Shift(_));
    if doubtful && !told && !leads_to_time(words.before(at)) || is_name(words, at, end) {
        return None;
    }
    Some(Found { start: at, end, value: Value::Month { month, year }, clock: None, rule: "month" })
}

/// Whether a capitalised word beside says that a calendar word is part of a name ("April Hayes").
fn is_name(words: &Words, start: usize, end: usize) -> bool {
    let word = words.get(end);
    let follows = words.is_capital(end)
        && word.len() > 1
        && words.weekday(end).is_none()
        && words.month(end).is_none()
        && words.zone(end).is_none();
    let bare = end == start + 1 && words.get(end).chars().all(char::is_alphabetic);
    follows && bare && !leads_to_time(words.before(start))
}

/// "last", "this", "next" and the like, and the token behind.
pub(super) fn which(words: &Words, at: usize) -> (Which, usize) {
    match words.get(at) {
        "last" | "past" | "previous" => (Which::Last, at + 1),
        "this" if matches!(words.get(at + 1), "coming" | "past" | "last") => {
            (if words.get(at + 1) == "coming" { Which::Next } else { Which::Last }, at + 2)
        }
        "this" => (Which::This, at + 1),
        "next" | "coming" | "upcoming" => (Which::Next, at + 1),
        _ => (Which::Plain, at),
    }
}

/// "2014", "mid-2016", "fiscal 1989", "post-1959".
pub(super) fn year(words: &Words, at: usize) -> Option<Found> {
    let from = match words.get(at) {
        "fiscal" if words.get(at + 1) == "year" => at + 2,
        "fiscal" => at + 1,
        _ => at,
    };
    let year = words.year(from).or_else(|| prefixed_year(words.get(from)))?;
    let told = from > at || words.get(from).len() > 4;
    let led = leads_to_time(words.before(at)) || words.before(at) == "the";
    let counted = counts_plural(words, from + 1);
    let measured = matches!(
        words.before(from),
        "$" | "€" | "£" | "#" | "no." | "than" | "least" | "nearly" | "almost" | "some" | "over"
    );
    let modern = (1900..2100).contains(&year);
    if !told && (measured || (counted && !led) || (!modern && !led)) {
        return None;
    }
    let (start, end) = year_days(year)?;
    Some(Found {
        start: at,
        end: from + 1,
        value: Value::Fixed(start, end, TimePrecision::Year),
        clock: None,
        rule: "year",
    })
}

fn prefixed_year(word: &str) -> Option<i16> {
    let (prefix, year) = word.split_once('-')?;
    let known = matches!(prefix, "mid" | "post" | "pre") && year.len() == 4;
    year.parse().ok().filter(|year| known && (1500..2200).contains(year))
}

/// Whether the next word is a plural or a measure, so that the number before it is a count.
fn counts_plural(words: &Words, at: usize) -> bool {
    let word = words.get(at);
    let plural =
        word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && word.chars().all(char::is_alphabetic);
    plural && !words.is_capital(at) && !matches!(word, "was" | "has" | "this" | "perhaps")
        || matches!(word, "%" | "people" | "men" | "women" | "km" | "m" | "percent" | "children" | "troops")
}

pub(super) fn year_days(year: i16) -> Option<(Date, Date)> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// "the 1990s", "the '90s", "the 1990's".
pub(super) fn decade(words: &Words, at: usize) -> Option<Found> {
    let word = words.get(at).strip_prefix("mid-").unwrap_or(words.get(at));
    let digits = word.strip_suffix("'s").or(word.strip_suffix('s'))?;
    let first: i16 = match digits.strip_prefix('\'') {
        Some(short) if short.len() == 2 => 1900 + short.parse::<i16>().ok()?,
        Some(_) => return None,
        None if digits.len() == 4 => digits.parse().ok()?,
        None => return None,
    };
    if first % 10 != 0 || !(1500..2200).contains(&first) {
        return None;
    }
    let (start, end) = (Date::new(first, 1, 1).ok()?, Date::new(first + 9, 12, 31).ok()?);
    Some(Found {
        start: at,
        end: at + 1,
        value: Value::Fixed(start, end, TimePrecision::Year),
        clock: None,
        rule: "decade",
    })
}

/// "1994-95", "2014-2016" as years from and to.
pub(super) fn years(words: &Words, at: usize) -> Option<Found> {
    let first = words.year(at).filter(|year| (1900..2100).contains(year))?;
    if !matches!(words.get(at + 1), "-" | "–" | "/") {
        return None;
    }
    let word = words.get(at + 2);
    let last = match word.len() {
        4 => words.year(at + 2)?,
        2 => first / 100 * 100 + word.parse::<i16>().ok()?,
        _ => return None,
    };
    if last <= first {
        return None;
    }
    let (start, end) = (Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?);
    Some(Found {
        start: at,
        end: at + 3,
        value: Value::Fixed(start, end, TimePrecision::Year),
        clock: None,
        rule: "years from and to",
    })
}

/// "last summer", "the spring of 2015", "winter 2016", "this fall".
pub(super) fn season_name(words: &Words, at: usize) -> Option<Found> {
    let (which, from) = which(words, at);
    let season = words.season(from)?;
    let (year, end) = match year_behind(words, from + 1) {
        (YearOf::Open(_), _) => (YearOf::Open(which), from + 1),
        found => found,
    };
    let told = !matches!(year, YearOf::Open(Which::Plain));
    // "in the spring" names one; "the fall of the city" and "a spring" do not.
    let led = matches!(words.before(at), "in" | "by" | "until" | "since")
        || words.before(at) == "the" && matches!(words.before(at.saturating_sub(1)), "in" | "by" | "until" | "since");
    if !told && (!led || words.get(end) == "of") {
        return None;
    }
    Some(Found { start: at, end, value: Value::Season { season, year }, clock: None, rule: "season" })
}

/// "Christmas", "New Year's Eve", "last Easter", "Christmas Day 2014".
pub(super) fn feast(words: &Words, at: usize) -> Option<Found> {
    let (which, from) = which(words, at);
    if !words.is_capital(from) {
        return None;
    }
    let (feast, length) = words.feast(from)?;
    let (year, end) = match year_behind(words, from + length) {
        (YearOf::Open(_), _) => (YearOf::Open(which), from + length),
        found => found,
    };
    Some(Found { start: at, end, value: Value::Feast { feast, year }, clock: None, rule: "feast" })
}
