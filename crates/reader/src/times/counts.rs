//! The small numbers of expressions of time: counts, days of the month, years.

use crate::numbers::{Kind, number};
use crate::words::Words;

/// Counts of units of time are smaller than this.
const COUNTS: f64 = 1e4;

impl Words<'_> {
    /// A small whole number in digits or words at `at`, and the token after it.
    ///
    /// "a" and "an" are 1, "a couple of" 2; vague counts ("several", "a few", "some") are `None` in the value.
    pub(super) fn count(&self, at: usize) -> Option<(Option<i32>, usize)> {
        let of = |end| end + usize::from(self.get(end) == "of");
        if let Some(found) = number(self, at) {
            return match found.kind {
                Kind::AtLeast => Some((None, of(found.end))),
                // "a couple of days ago" is two; "the past couple of years" is vague.
                Kind::Rough => Some(((self.get(at) == "a").then_some(found.value as i32), of(found.end))),
                Kind::Exact if found.value < COUNTS && found.value.fract() == 0.0 => {
                    Some((Some(found.value as i32), found.end))
                }
                Kind::Exact => None,
            };
        }
        match self.get(at) {
            "few" | "some" | "many" => Some((None, of(at + 1))),
            "a" | "an" if self.get(at + 1) == "number" => Some((None, of(at + 2))),
            "a" | "an" => Some((Some(1), at + 1)),
            _ => None,
        }
    }

    /// A day of the month, cardinal or ordinal, at `at`, and the token after it.
    pub(super) fn day_of_month(&self, at: usize) -> Option<(i8, usize)> {
        let word = self.get(at);
        if let Some(day) = self.ordinal(at) {
            return Some((day, at + 1));
        }
        if matches!(word, "twenty" | "thirty") && self.get(at + 1) == "-" {
            let ones = self.ordinal(at + 2).filter(|n| *n < 10)?;
            return Some((if word == "twenty" { 20 } else { 30 } + ones, at + 3)).filter(|(day, _)| *day <= 31);
        }
        let digits = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
        let day: i8 = word.parse().ok().filter(|day| digits && (1..=31).contains(day))?;
        Some((day, at + 1))
    }

    /// A year of four digits at `at`.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let word = self.get(at);
        let plain = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        word.parse().ok().filter(|year| plain && (1500..2200).contains(year))
    }
}
