//! The words of the calendar and the clock: entries of `words/` with the month, day, unit or zone that they name.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use crate::fields::Fields;

/// A unit of calendar time, from the shortest to the longest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum TimeUnit {
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// The four seasons, as meteorologists bound them in the north.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// How a feast is dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feast {
    /// The same day of the same month, month first.
    Fixed(i8, i8),
    /// A month, a weekday (Monday is 0) and which of the month it is; -1 is the last.
    Nth(i8, i8, i8),
    /// So many days from Western Easter.
    Easter(i32),
}

/// What a word of the calendar names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CalendarWord {
    /// 1 to 12.
    Month(i8),
    /// Monday is 0.
    Weekday(i8),
    Season(Season),
    Unit(TimeUnit),
    /// A day of the month by its ordinal.
    Ordinal(i8),
    /// Hours ahead of Greenwich.
    Zone(i8),
    Feast(Feast),
}

impl CalendarWord {
    /// The table that such words stand in.
    pub(crate) fn table(self) -> &'static str {
        match self {
            CalendarWord::Month(_) => "month",
            CalendarWord::Weekday(_) => "weekday",
            CalendarWord::Season(_) => "season",
            CalendarWord::Unit(_) => "time-unit",
            CalendarWord::Ordinal(_) => "ordinal",
            CalendarWord::Zone(_) => "zone",
            CalendarWord::Feast(_) => "feast",
        }
    }
}

/// The words of the calendar, each as it is written, in lower case (zones as they are); of two meanings the first stays.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    months: HashMap<String, i8>,
    weekdays: HashMap<String, i8>,
    seasons: HashMap<String, Season>,
    units: HashMap<String, TimeUnit>,
    ordinals: HashMap<String, i8>,
    zones: HashMap<String, i8>,
    feasts: HashMap<String, Feast>,
    /// How many tokens the longest name of a feast has.
    longest: usize,
}

impl Calendar {
    /// The month (1 to 12) that `word`, in lower case, names.
    pub fn month(&self, word: &str) -> Option<i8> {
        self.months.get(word).copied()
    }

    /// The day of the week (Monday is 0) that `word`, in lower case, names.
    pub fn weekday(&self, word: &str) -> Option<i8> {
        self.weekdays.get(word).copied()
    }

    /// The season that `word`, in lower case, names.
    pub fn season(&self, word: &str) -> Option<Season> {
        self.seasons.get(word).copied()
    }

    /// The unit that `word`, in lower case and in either number, names.
    pub fn unit(&self, word: &str) -> Option<TimeUnit> {
        self.units.get(word).copied()
    }

    /// The day of a month that the ordinal `word`, in lower case, names.
    pub fn ordinal(&self, word: &str) -> Option<i8> {
        self.ordinals.get(word).copied()
    }

    /// The hours by which the zone `form`, as written, is ahead of Greenwich.
    pub fn zone(&self, form: &str) -> Option<i8> {
        self.zones.get(form).copied()
    }

    /// The feast with the longest name that begins `tokens` (lower case, straight apostrophes, "'s" by itself), and how many
    /// of them it has.
    pub fn feast(&self, tokens: &[&str]) -> Option<(Feast, usize)> {
        let lengths = (1..=self.longest.min(tokens.len())).rev();
        lengths.into_iter().find_map(|length| Some((*self.feasts.get(&tokens[..length].join(" "))?, length)))
    }

    /// How many tokens the longest name of a feast has.
    pub fn longest_feast(&self) -> usize {
        self.longest
    }

    pub(crate) fn insert(&mut self, word: &str, meaning: CalendarWord) {
        let lower = word.to_lowercase();
        match meaning {
            CalendarWord::Month(month) => drop(self.months.entry(lower).or_insert(month)),
            CalendarWord::Weekday(weekday) => drop(self.weekdays.entry(lower).or_insert(weekday)),
            CalendarWord::Season(season) => drop(self.seasons.entry(lower).or_insert(season)),
            CalendarWord::Unit(unit) => drop(self.units.entry(lower).or_insert(unit)),
            CalendarWord::Ordinal(day) => drop(self.ordinals.entry(lower).or_insert(day)),
            CalendarWord::Zone(hours) => drop(self.zones.entry(word.to_owned()).or_insert(hours)),
            CalendarWord::Feast(feast) => {
                let tokens = lower.replace("'s", " 's");
                let tokens: Vec<&str> = tokens.split_whitespace().collect();
                self.longest = self.longest.max(tokens.len());
                self.feasts.entry(tokens.join(" ")).or_insert(feast);
            }
        }
    }
}

const SEASONS: [(&str, Season); 4] =
    [("spring", Season::Spring), ("summer", Season::Summer), ("autumn", Season::Autumn), ("winter", Season::Winter)];

const UNITS: [(&str, TimeUnit); 10] = [
    ("minute", TimeUnit::Minute),
    ("hour", TimeUnit::Hour),
    ("day", TimeUnit::Day),
    ("week", TimeUnit::Week),
    ("weekend", TimeUnit::Weekend),
    ("month", TimeUnit::Month),
    ("quarter", TimeUnit::Quarter),
    ("year", TimeUnit::Year),
    ("decade", TimeUnit::Decade),
    ("century", TimeUnit::Century),
];

/// Reads what the words of one table of the calendar name.
type Reading = fn(&Fields<'_>) -> Option<CalendarWord>;

/// The tables of the calendar, each with what reads it.
pub(crate) const TABLES: [(&str, Reading); 7] = [
    ("month", |f| Some(CalendarWord::Month(whole(f, "value", 1..=12)?))),
    ("weekday", |f| Some(CalendarWord::Weekday(whole(f, "value", 1..=7)? - 1))),
    ("season", |f| {
        f.required("season")?;
        Some(CalendarWord::Season(f.choice("season", &SEASONS)?))
    }),
    ("time-unit", |f| {
        f.required("unit")?;
        Some(CalendarWord::Unit(f.choice("unit", &UNITS)?))
    }),
    ("ordinal", |f| Some(CalendarWord::Ordinal(whole(f, "value", 1..=31)?))),
    ("zone", |f| Some(CalendarWord::Zone(whole(f, "hours", -12..=14)?))),
    ("feast", |f| Some(CalendarWord::Feast(feast(f)?))),
];

fn feast(fields: &Fields<'_>) -> Option<Feast> {
    if let Some(days) = fields.number("easter") {
        return Some(Feast::Easter(days as i32));
    }
    let month = whole(fields, "month", 1..=12)?;
    if fields.number("nth").is_some() {
        return Some(Feast::Nth(month, whole(fields, "weekday", 1..=7)? - 1, whole(fields, "nth", -1..=5)?));
    }
    Some(Feast::Fixed(month, whole(fields, "day", 1..=31)?))
}

/// The whole number at `key`; its absence, or one out of `range`, is a fault.
fn whole(fields: &Fields<'_>, key: &'static str, range: RangeInclusive<i8>) -> Option<i8> {
    let number = fields.number(key).filter(|n| n.fract() == 0.0 && n.abs() < 100.0).map(|n| n as i8);
    let fits = number.filter(|n| range.contains(n));
    if fits.is_none() {
        let fault = format!("`{key}` is no whole number from {} to {}", range.start(), range.end());
        fields.fault(key, fault, &format!("write one, without quotation marks: `{key} = {}`", range.start()));
    }
    fits
}
