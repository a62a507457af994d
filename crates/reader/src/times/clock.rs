//! Patterns that name an hour of the day.

use herodotus_lexicon::WordSet;

use super::value::{Clock, Found, Value};
use crate::words::Words;

/// "10:30 a.m.", "5 p.m. EST", "0600 GMT", "18:00", "noon", "midnight", "4 in the morning", "1400 hours".
pub(super) fn clock(words: &Words, at: usize) -> Option<Found> {
    let (hour, minute, end) = named(words, at).or_else(|| half_day(words, at)).or_else(|| full_day(words, at))?;
    if !(0..24).contains(&hour) || !(0..60).contains(&minute) {
        return None;
    }
    let offset = words.zone(end);
    let end = end + usize::from(offset.is_some() || words.lists.has(WordSet::FloatingZone, words.form(end)));
    Some(Found {
        start: at,
        end,
        value: Value::Hour,
        clock: Some(Clock { hour, minute, offset }),
        rule: "hour of the day",
    })
}

fn named(words: &Words, at: usize) -> Option<(i8, i8, usize)> {
    let hour = match words.get(at) {
        "noon" | "midday" if words.before(at) != "high" => 12,
        "midnight" => 0,
        _ => return None,
    };
    Some((hour, 0, at + 1))
}

/// Hours counted to twelve, with the half of the day behind.
fn half_day(words: &Words, at: usize) -> Option<(i8, i8, usize)> {
    let (hour, minute) = digits(words.get(at)).or_else(|| {
        words.count(at).filter(|(_, end)| *end == at + 1).and_then(|(n, _)| Some((i8::try_from(n?).ok()?, 0)))
    })?;
    if !(1..=12).contains(&hour) {
        return None;
    }
    let late = match (words.get(at + 1), words.get(at + 2), words.get(at + 3)) {
        ("a.m." | "am" | "a.m", ..) => return Some((hour % 12, minute, at + 2)),
        ("p.m." | "pm" | "p.m", ..) => return Some((hour % 12 + 12, minute, at + 2)),
        ("in", "the", "morning") => false,
        ("in", "the", "afternoon" | "evening") => true,
        ("at", "night", _) => return Some((hour % 12 + 12, minute, at + 3)).filter(|_| hour > 5),
        ("o'clock", ..) => return Some((hour, minute, at + 2)),
        _ => return None,
    };
    Some((hour % 12 + if late { 12 } else { 0 }, minute, at + 4))
}

/// Hours counted to twenty-four: with a colon, or four digits with a zone or "hours".
fn full_day(words: &Words, at: usize) -> Option<(i8, i8, usize)> {
    let word = words.get(at);
    let zoned = words.zone(at + 1).is_some();
    if word.contains(':') {
        return digits(word).map(|(hour, minute)| (hour, minute, at + 1));
    }
    let military = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let hours = matches!(words.get(at + 1), "hours" | "hrs" | "h");
    if military && (zoned || hours) {
        return Some((word[..2].parse().ok()?, word[2..].parse().ok()?, at + 1 + usize::from(hours)));
    }
    if zoned && word.contains('.') {
        return digits(word).map(|(hour, minute)| (hour, minute, at + 1));
    }
    None
}

/// "10", "10:30", "10.30", "10:30:15".
fn digits(word: &str) -> Option<(i8, i8)> {
    let mut parts = word.split([':', '.']);
    let hour = parts.next().filter(|p| (1..=2).contains(&p.len()))?.parse().ok()?;
    let minute = match parts.next() {
        None => 0,
        Some(minute) if minute.len() == 2 => minute.parse().ok()?,
        Some(_) => return None,
    };
    Some((hour, minute))
}
