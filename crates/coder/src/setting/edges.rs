//! The part of a month, year or decade that "early", "mid" or "late" leave of it.
//!
//! Expressions of time keep the whole unit, as TIMEX3 does; a claim is better dated by the part.

use herodotus_schema::{Document, Interval, TimeExpression};
use jiff::civil::Date;

use super::own::first_token;

/// Which part is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Early,
    Middle,
    Late,
}

/// The days of `time`, narrowed to the part that it tells: the first, middle or last days of a month, months of a
/// year, years of a decade.
pub(super) fn narrowed(doc: &Document, time: &TimeExpression) -> Option<Interval> {
    let whole = time.when?;
    let part = part(doc, time).and_then(|part| of_unit(whole.start.day(), whole.end.day(), part));
    Some(part.unwrap_or(whole))
}

/// The part told by the first word of the expression ("late March") or before it ("the end of March").
fn part(doc: &Document, time: &TimeExpression) -> Option<Part> {
    let first = first_token(doc, time)?;
    let word = doc.text(time.span).split([' ', '-']).next()?.to_lowercase();
    let of = first >= 2 && doc.tokens[first - 1].form.eq_ignore_ascii_case("of");
    let before = if of { doc.tokens[first - 2].form.to_lowercase() } else { String::new() };
    match (&*word, &*before) {
        ("early", _) | (_, "beginning" | "start") => Some(Part::Early),
        ("mid", _) | (_, "middle") => Some(Part::Middle),
        ("late", _) | (_, "end") => Some(Part::Late),
        _ => None,
    }
}

fn of_unit(first: Date, last: Date, part: Part) -> Option<Interval> {
    let month = first == first.first_of_month() && last == first.last_of_month();
    let years = i32::from(last.year()) - i32::from(first.year());
    let whole_years = first == first.first_of_year() && last == last.last_of_year();
    let day = |day| Date::new(first.year(), first.month(), day).ok();
    let of_month = |month| Date::new(first.year(), month, 1).ok();
    let of_year = |digit| Date::new(first.year() + digit, 1, 1).ok();
    let (start, end) = match (part, years) {
        (Part::Early, _) if month => (first, day(10)?),
        (Part::Middle, _) if month => (day(11)?, day(20)?),
        (Part::Late, _) if month => (day(21)?, last),
        (Part::Early, 0) if whole_years => (first, of_month(4)?.last_of_month()),
        (Part::Middle, 0) if whole_years => (of_month(6)?, of_month(7)?.last_of_month()),
        (Part::Late, 0) if whole_years => (of_month(9)?, last),
        (Part::Early, 9) if whole_years => (first, of_year(3)?.last_of_year()),
        (Part::Middle, 9) if whole_years => (of_year(4)?, of_year(6)?.last_of_year()),
        (Part::Late, 9) if whole_years => (of_year(7)?, last),
        _ => return None,
    };
    Some(Interval::days(start, end))
}
