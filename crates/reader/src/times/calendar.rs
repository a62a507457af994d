//! The calendar: what the lexicon's words of it name at a token, and on which days seasons and feasts fall.

use herodotus_lexicon::{Feast, Season, WordSet};
use jiff::civil::{Date, Weekday};
use jiff::tz::Offset;

use super::value::Unit;
use crate::words::Words;

impl Words<'_> {
    /// The month (1 to 12) that the word at `at` names.
    pub(super) fn month(&self, at: usize) -> Option<i8> {
        self.lists.calendar.month(self.get(at))
    }

    /// The day of the week (Monday is 0) that the word at `at` names.
    pub(super) fn weekday(&self, at: usize) -> Option<i8> {
        self.lists.calendar.weekday(self.get(at))
    }

    /// The season that the word at `at` names.
    pub(super) fn season(&self, at: usize) -> Option<Season> {
        self.lists.calendar.season(self.get(at))
    }

    /// The unit that the word at `at`, in either number, names.
    pub(super) fn unit(&self, at: usize) -> Option<Unit> {
        self.lists.calendar.unit(self.get(at))
    }

    /// The offset that the letters at `at` stand for.
    pub(super) fn zone(&self, at: usize) -> Option<Offset> {
        self.lists.calendar.zone(self.form(at)).and_then(|hours| Offset::from_hours(hours).ok())
    }

    /// The feast whose name begins at `at`, and how many tokens it has.
    pub(super) fn feast(&self, at: usize) -> Option<(Feast, usize)> {
        let calendar = &self.lists.calendar;
        calendar.feast(&self.slice(at..at + calendar.longest_feast()))
    }

    /// The day of a month that the ordinal at `at` names ("23rd", "eighth"; "twenty-first" is three tokens).
    pub(super) fn ordinal(&self, at: usize) -> Option<i8> {
        let word = self.get(at);
        let digits = || ["st", "nd", "rd", "th"].into_iter().find_map(|ending| word.strip_suffix(ending));
        let counted = || digits()?.parse().ok().filter(|day| (1..=31).contains(day));
        self.lists.calendar.ordinal(word).or_else(counted)
    }

    /// Whether the word at `at` names a part of the day.
    pub(super) fn is_part_of_day(&self, at: usize) -> bool {
        self.lists.has(WordSet::PartOfDay, self.get(at))
    }
}

/// The first month of a season and its last.
pub(super) fn season_months(season: Season) -> (i8, i8) {
    match season {
        Season::Spring => (3, 5),
        Season::Summer => (6, 8),
        Season::Autumn => (9, 11),
        Season::Winter => (12, 2),
    }
}

/// The day of `feast` in `year`.
pub(super) fn feast_day(feast: Feast, year: i16) -> Option<Date> {
    match feast {
        Feast::Fixed(month, day) => Date::new(year, month, day).ok(),
        Feast::Nth(month, weekday, nth) => {
            let weekday = Weekday::from_monday_zero_offset(weekday).ok()?;
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
        }
        Feast::Easter(days) => super::resolve::plus_days(easter(year)?, days),
    }
}

/// Western Easter, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    Date::new(year, month as i8, ((h + l - 7 * m + 114) % 31 + 1) as i8).ok()
}
