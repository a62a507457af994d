//! What a pattern has read, before it is set against the day of publication.

use herodotus_lexicon::{Feast, Season};
use herodotus_schema::TimePrecision;
use jiff::civil::Date;
use jiff::tz::Offset;

pub(super) use herodotus_lexicon::TimeUnit as Unit;

/// Which one of a name that comes round again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// The bare name: the tense decides.
    Plain,
    /// "last", "past".
    Last,
    /// "this".
    This,
    /// "next", "coming".
    Next,
}

/// How the year of a month or day is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearOf {
    /// "2020".
    Given(i16),
    /// "last year" is -1.
    Shift(i32),
    /// Not told, but "last", "this" or "next" may stand before the name.
    Open(Which),
}

/// What an expression means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value {
    /// Days that need no context.
    Fixed(Date, Date, TimePrecision),
    /// A day, or the days up to `last`, of a month.
    MonthDay { month: i8, first: i8, last: i8, year: YearOf },
    /// A month.
    Month { month: i8, year: YearOf },
    /// A day of the week.
    Weekday { weekday: i8, which: Which },
    /// A day of the week that lies so many weeks from that of publication ("Tuesday of last week").
    WeekdayOf { weekday: i8, weeks: i32 },
    /// The first such day after the time told before ("the following Tuesday").
    WeekdayAfter { weekday: i8 },
    /// A season.
    Season { season: Season, year: YearOf },
    /// A feast.
    Feast { feast: Feast, year: YearOf },
    /// The whole unit that lies `n` units from the day of publication ("last week": week, -1).
    Shift { unit: Unit, n: i32 },
    /// "two weeks ago": the day (or, from months on, the month or year) `n` units away.
    Ago { unit: Unit, n: i32 },
    /// The whole unit that lies `n` units from the time told before ("the next day", "that year").
    Anchored { unit: Unit, n: i32 },
    /// "a week earlier": like `Ago`, counted from the time told before.
    Later { unit: Unit, n: i32 },
    /// From `n` units before the day of publication up to it, or after it for positive `n`.
    Window { unit: Unit, n: i32 },
    /// The night before the day of publication and that day.
    Overnight,
    /// Only an hour is told: the day comes from elsewhere.
    Hour,
    /// A length of time, or a vague word.
    Open,
}

/// An hour of the day, with its offset where the text tells one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub hour: i8,
    pub minute: i8,
    pub offset: Option<Offset>,
}

/// A stretch of tokens that a pattern has read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    pub value: Value,
    pub clock: Option<Clock>,
    pub rule: &'static str,
}
