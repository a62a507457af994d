//! Finds the expressions of time in a document and sets them against its day of publication.
//!
//! Small patterns over tokens read what an expression means; only then is it resolved, so that the meaning
//! can be told without a day of publication. Conventions follow TIMEX3 (ISO-TimeML) where claims do not
//! ask for others: "last week" is Monday to Sunday before the week of publication, "early May" is May.

mod calendar;
mod clock;
mod counts;
mod dateline;
mod dates;
mod join;
mod lean;
mod relative;
mod resolve;
mod value;

pub use dateline::dateline;

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Document, Interval, Moment, TimeExpression, TimePrecision};
use jiff::civil::Date;

use crate::words::Words;
use join::Resolved;
use lean::Lean;
use resolve::Context;
use value::{Clock, Found, Unit, Value};

/// The patterns, tried at every token; the longest reading wins, the earlier pattern among equals.
const PATTERNS: &[fn(&Words, usize) -> Option<Found>] = &[
    dates::day,
    dates::written,
    dates::years,
    dates::decade,
    dates::feast,
    dates::month_name,
    dates::season_name,
    relative::near_day,
    relative::recurring,
    relative::quarter,
    relative::weekday_name,
    relative::distance,
    relative::hyphened_distance,
    relative::window,
    relative::whole_unit,
    relative::anchored_unit,
    relative::bare_unit,
    clock::clock,
    dates::year,
    relative::open,
];

/// Every expression of time in `doc`, in order and without overlaps.
///
/// `when` is `None` for lengths of time and vague words, and for relative expressions where the report has no
/// day of publication. Needs tokens and sentences; uses heads, relations and parts of speech where they are
/// filled, to tell whether "on Tuesday" lies ahead or behind. The lexicon tells the number words.
pub fn find_times(doc: &Document, lexicon: &Lexicon) -> Vec<TimeExpression> {
    let mut words = Words::new(doc, lexicon);
    let mut times = Vec::new();
    let mut told = Told::default();
    for sentence in &doc.sentences {
        words.within = sentence.tokens.clone();
        let found = join::join_hours(&words, scan(&words));
        told.age();
        let resolved = found.into_iter().map(|found| settle(&words, found, &mut told)).collect();
        times.extend(join::join_ranges(&words, resolved).into_iter().filter_map(|found| expression(doc, found)));
    }
    times
}

/// Reads the sentence at hand from left to right.
fn scan(words: &Words) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = words.within.start;
    while at < words.within.end {
        let mut best: Option<Found> = None;
        for pattern in PATTERNS {
            let new = pattern(words, at).filter(|new| new.end > at && new.end <= words.within.end);
            if let Some(new) = new
                && best.is_none_or(|best| new.end > best.end)
            {
                best = Some(new);
            }
        }
        let best = best.or_else(|| found.last().and_then(|last| dates::further_day(words, at, last)));
        at = best.map_or(at + 1, |best| best.end);
        found.extend(best);
    }
    found
}

/// The times told so far that later ones are told from.
#[derive(Debug, Default)]
struct Told {
    /// The first day of the last one.
    anchor: Option<Date>,
    /// The first day of the last day or month with its year, and how many sentences ago it was told.
    dated: Option<(Date, u32)>,
    /// The last single day.
    day: Option<Date>,
    /// The last single day that this sentence tells.
    here: Option<Date>,
    /// Whether the last one of this sentence lies after the day of publication.
    ahead: bool,
}

impl Told {
    /// Moves on to the next sentence.
    fn age(&mut self) {
        self.ahead = false;
        self.here = None;
        self.dated = self.dated.map(|(day, age)| (day, age + 1)).filter(|(_, age)| *age <= 2);
    }

    fn note(&mut self, words: &Words, found: &Found, (days, precision): (Option<(Date, Date)>, TimePrecision)) {
        let Some((start, end)) = days else { return };
        // What goes on since a day is told from the report's own time.
        let begins = words.before(found.start) == "since";
        self.anchor = Some(start);
        if start == end {
            self.day = Some(start);
            self.here = Some(start);
        }
        let with_year = matches!(found.value, Value::Fixed(..))
            || matches!(found.value, Value::Month { year: value::YearOf::Given(_), .. });
        if with_year && precision != TimePrecision::Year && !begins {
            self.dated = Some((start, 0));
        }
    }
}

fn settle(words: &Words, found: Found, told: &mut Told) -> Resolved {
    let published = words.doc.day();
    // "said on Thursday that they came overnight": the night is the one before the day told.
    let night = told.here.filter(|day| found.value == Value::Overnight && published.is_some_and(|last| *day <= last));
    let published = night.or(published);
    let hour = found.value == Value::Hour;
    let context = Context {
        published,
        anchor: if hour { told.day } else { told.anchor },
        dated: told.dated.map(|(day, _)| day),
        lean: match lean::lean(words, found.start, found.end) {
            Lean::Open if told.ahead => Lean::Future,
            lean => lean,
        },
    };
    let (mut days, mut precision) = resolve::resolve(found.value, &context);
    if precision == TimePrecision::Day && relative::is_week_of(words, found.start) {
        let around = Context { published: days.map(|(day, _)| day), ..context };
        (days, precision) = resolve::resolve(Value::Shift { unit: Unit::Week, n: 0 }, &around);
    }
    if !hour {
        told.note(words, &found, (days, precision));
        told.ahead = days.zip(published).is_some_and(|((start, _), day)| start > day);
    }
    let precision = if found.clock.is_some() { TimePrecision::Hour } else { precision };
    Resolved {
        start: found.start,
        end: found.end,
        days,
        precision,
        is_length: matches!(found.value, Value::Window { .. }),
        clock: found.clock,
        rule: found.rule,
    }
}

fn expression(doc: &Document, found: Resolved) -> Option<TimeExpression> {
    let span = doc.span_of(found.start..found.end)?;
    let when = found.days.map(|(start, end)| match instant(start, end, found.clock) {
        Some(moment) => Interval { start: moment, end: moment },
        None => Interval::days(start, end),
    });
    Some(TimeExpression { span, when, precision: found.precision, is_length: found.is_length, rule: found.rule })
}

/// The instant of an hour whose offset is told, on a single day.
fn instant(start: Date, end: Date, clock: Option<Clock>) -> Option<Moment> {
    let clock = clock.filter(|_| start == end)?;
    let offset = clock.offset?;
    let at = offset.to_timestamp(start.at(clock.hour, clock.minute, 0, 0)).ok()?;
    Some(Moment::Instant(at, offset))
}

#[cfg(test)]
mod tests;
