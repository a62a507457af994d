//! Days, instants and the intervals that expressions of time resolve to.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::Span;

/// A day, or an instant told to the hour or finer. Written `2020-11-04` or `2020-11-04T10:30:00+04:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// A calendar day.
    Day(Date),
    /// An instant with the offset it was told in.
    Instant(Timestamp, Offset),
}

impl Moment {
    /// The calendar day, in the offset that the moment was told in.
    pub fn day(self) -> Date {
        match self {
            Moment::Day(day) => day,
            Moment::Instant(at, offset) => offset.to_datetime(at).date(),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Day(day) => write!(f, "{day}"),
            Moment::Instant(at, offset) => write!(f, "{}", at.display_with_offset(*offset)),
        }
    }
}

impl FromStr for Moment {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Moment, jiff::Error> {
        if text.len() <= 10 {
            return Ok(Moment::Day(text.parse()?));
        }
        let at: Timestamp = text.parse()?;
        let pieces = jiff::fmt::temporal::Pieces::parse(text)?;
        Ok(Moment::Instant(at, pieces.to_numeric_offset().unwrap_or(Offset::UTC)))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Moment, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// From `start` to `end`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// First day or instant.
    pub start: Moment,
    /// Last day or instant.
    pub end: Moment,
}

impl Interval {
    /// The interval of whole days `start..=end`.
    pub fn days(start: Date, end: Date) -> Interval {
        Interval { start: Moment::Day(start), end: Moment::Day(end) }
    }

    /// The single day `day`.
    pub fn day(day: Date) -> Interval {
        Interval::days(day, day)
    }

    /// Whether the two share a day.
    pub fn overlaps(&self, other: &Interval) -> bool {
        self.start.day() <= other.end.day() && other.start.day() <= self.end.day()
    }
}

/// How fine an expression of time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimePrecision {
    /// To the hour or minute.
    Hour,
    /// A day, or part of one.
    Day,
    /// A few days, told by their first and last.
    Range,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year, or longer.
    Year,
    /// Named but open ("recently", "for weeks").
    Vague,
}

/// When a claim holds, and the words that say so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// First day or instant.
    pub start: Moment,
    /// Last day or instant.
    pub end: Moment,
    /// The words, as written.
    #[serde(default)]
    pub text: Option<String>,
    /// How fine they are.
    #[serde(default)]
    pub precision: Option<TimePrecision>,
    /// Where the words stand.
    #[serde(default)]
    pub span: Option<Span>,
}

impl When {
    /// The interval alone.
    pub fn interval(&self) -> Interval {
        Interval { start: self.start, end: self.end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_keep_their_offset() {
        for text in ["2020-11-04", "2020-11-04T10:30:00+04:00"] {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
        }
        let late: Moment = "2020-11-04T23:30:00-04:00".parse().unwrap();
        assert_eq!(late.day().to_string(), "2020-11-04");
    }
}
