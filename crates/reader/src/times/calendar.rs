//! The words of the calendar: months, weekdays, seasons, feasts, units, parts of the day, time zones.

use jiff::civil::Date;
use jiff::tz::Offset;

use super::value::{Season, Unit};

const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "jan."],
    &["february", "feb", "feb."],
    &["march", "mar", "mar."],
    &["april", "apr", "apr."],
    &["may"],
    &["june", "jun", "jun."],
    &["july", "jul", "jul."],
    &["august", "aug", "aug."],
    &["september", "sept", "sept.", "sep", "sep."],
    &["october", "oct", "oct."],
    &["november", "nov", "nov."],
    &["december", "dec", "dec."],
];

const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon."],
    &["tuesday", "tue.", "tues."],
    &["wednesday", "wed."],
    &["thursday", "thu.", "thur.", "thurs."],
    &["friday", "fri."],
    &["saturday", "sat."],
    &["sunday", "sun."],
];

/// The month (1 to 12) that `word`, in lower case, names.
pub(super) fn month(word: &str) -> Option<i8> {
    MONTHS.iter().position(|names| names.contains(&word)).map(|at| at as i8 + 1)
}

/// Whether the month's name is an everyday word too, so that its surroundings must speak for it.
pub(super) fn is_doubtful_month(word: &str) -> bool {
    matches!(word, "may" | "march" | "mar" | "jan" | "jun" | "dec" | "sep" | "august")
}

/// The day of the week (Monday is 0) that `word`, in lower case, names.
pub(super) fn weekday(word: &str) -> Option<i8> {
    WEEKDAYS.iter().position(|names| names.contains(&word)).map(|at| at as i8)
}

/// The season that `word`, in lower case, names.
pub(super) fn season(word: &str) -> Option<Season> {
    Some(match word {
        "spring" => Season::Spring,
        "summer" | "midsummer" => Season::Summer,
        "autumn" | "fall" => Season::Autumn,
        "winter" | "midwinter" => Season::Winter,
        _ => return None,
    })
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

/// The unit that `word`, in lower case and in either number, names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "minute" | "minutes" => Unit::Minute,
        "hour" | "hours" => Unit::Hour,
        "day" | "days" | "night" | "nights" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "weekend" | "weekends" => Unit::Weekend,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        "century" | "centuries" => Unit::Century,
        _ => return None,
    })
}

/// Whether `word` names a part of the day.
pub(super) fn is_part_of_day(word: &str) -> bool {
    matches!(
        word,
        "morning"
            | "afternoon"
            | "evening"
            | "night"
            | "noon"
            | "midday"
            | "midnight"
            | "dawn"
            | "dusk"
            | "sunrise"
            | "sunset"
            | "lunchtime"
            | "nightfall"
    )
}

/// Whether `word` says which end of a time is meant; the time itself stays as it is.
pub(super) fn is_edge(word: &str) -> bool {
    matches!(
        word,
        "early"
            | "late"
            | "mid"
            | "earlier"
            | "later"
            | "midway"
            | "end"
            | "beginning"
            | "start"
            | "middle"
            | "close"
            | "turn"
            | "eve"
            | "half"
    )
}

/// The offset that an abbreviation in capitals stands for; ambiguous ones are left out.
pub(super) fn zone(form: &str) -> Option<Offset> {
    let hours = match form {
        "GMT" | "UTC" | "Z" | "WET" => 0,
        "BST" | "CET" | "WEST" => 1,
        "CEST" | "EET" | "SAST" => 2,
        "EEST" | "MSK" | "TRT" => 3,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        "JST" | "KST" => 9,
        _ => return None,
    };
    Offset::from_hours(hours).ok()
}

/// How a feast is dated.
#[derive(Debug, Clone, Copy)]
enum Rule {
    /// The same day of the same month.
    Fixed(i8, i8),
    /// The nth weekday (Monday 0) of a month; -1 is the last.
    Nth(i8, i8, i8),
    /// So many days from Western Easter.
    Easter(i32),
}

/// The feasts, each with the words that name it, longer names first.
const HOLIDAYS: &[(&[&str], Rule)] = &[
    (&["new", "year", "'s", "eve"], Rule::Fixed(12, 31)),
    (&["new", "year", "'s", "day"], Rule::Fixed(1, 1)),
    (&["new", "year", "'s"], Rule::Fixed(1, 1)),
    (&["christmas", "eve"], Rule::Fixed(12, 24)),
    (&["christmas", "day"], Rule::Fixed(12, 25)),
    (&["orthodox", "christmas"], Rule::Fixed(1, 7)),
    (&["christmas"], Rule::Fixed(12, 25)),
    (&["boxing", "day"], Rule::Fixed(12, 26)),
    (&["halloween"], Rule::Fixed(10, 31)),
    (&["valentine", "'s", "day"], Rule::Fixed(2, 14)),
    (&["international", "women", "'s", "day"], Rule::Fixed(3, 8)),
    (&["may", "day"], Rule::Fixed(5, 1)),
    (&["armistice", "day"], Rule::Fixed(11, 11)),
    (&["veterans", "day"], Rule::Fixed(11, 11)),
    (&["nowruz"], Rule::Fixed(3, 20)),
    (&["labor", "day"], Rule::Nth(9, 0, 1)),
    (&["memorial", "day"], Rule::Nth(5, 0, -1)),
    (&["thanksgiving", "day"], Rule::Nth(11, 3, 4)),
    (&["thanksgiving"], Rule::Nth(11, 3, 4)),
    (&["good", "friday"], Rule::Easter(-2)),
    (&["palm", "sunday"], Rule::Easter(-7)),
    (&["easter", "monday"], Rule::Easter(1)),
    (&["easter", "sunday"], Rule::Easter(0)),
    (&["easter"], Rule::Easter(0)),
    (&["pentecost"], Rule::Easter(49)),
];

/// The feast whose name begins `words` (lower case, straight apostrophes): its index and how many words it has.
pub(super) fn holiday(words: &[&str]) -> Option<(usize, usize)> {
    let found = HOLIDAYS.iter().position(|(name, _)| words.starts_with(name))?;
    Some((found, HOLIDAYS[found].0.len()))
}

/// The day of the feast `holiday` in `year`.
pub(super) fn holiday_day(holiday: usize, year: i16) -> Option<Date> {
    match HOLIDAYS.get(holiday)?.1 {
        Rule::Fixed(month, day) => Date::new(year, month, day).ok(),
        Rule::Nth(month, weekday, nth) => {
            let weekday = jiff::civil::Weekday::from_monday_zero_offset(weekday).ok()?;
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
        }
        Rule::Easter(days) => super::resolve::plus_days(easter(year)?, days),
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

/// The number that an ordinal for a day of the month names ("23rd", "eighth", "twenty-first" is three tokens).
pub(super) fn ordinal(word: &str) -> Option<i8> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    if let Some(at) = WORDS.iter().position(|w| *w == word) {
        return Some(at as i8 + 1);
    }
    let digits =
        word.strip_suffix("st").or(word.strip_suffix("nd")).or(word.strip_suffix("rd")).or(word.strip_suffix("th"))?;
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}
