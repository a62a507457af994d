//! The day that a text carries at its head: "Published 4 June 2019", "Mon Sep 22 2014 …".

use herodotus_lexicon::Lexicon;
use herodotus_schema::Document;
use jiff::civil::Date;

use super::scan;
use super::value::{Found, Value, YearOf};
use crate::words::Words;

/// A day at the head begins within so many tokens.
const HEAD: usize = 40;

/// The day on which the text says that it was written: the first full date of its head that no preposition or article leads in,
/// and that begins the text, follows "published" or "updated", or is told with its day of the week.
///
/// Where it contradicts the report's day of publication, the text was stored under another (in 22 of 352 coded reports; in
/// all of them the day at the head was right).
pub fn dateline(doc: &Document, lexicon: &Lexicon) -> Option<Date> {
    let mut words = Words::new(doc, lexicon);
    doc.sentences.iter().take_while(|s| s.tokens.start < HEAD).find_map(|sentence| {
        words.within = sentence.tokens.clone();
        scan(&words).iter().filter(|f| f.start < HEAD).find_map(|found| {
            let day = full_day(found.value)?;
            is_proved(&words, found, day).then_some(day)
        })
    })
}

/// The single day that a reading tells with its year.
fn full_day(value: Value) -> Option<Date> {
    match value {
        Value::Fixed(first, last, _) if first == last => Some(first),
        Value::MonthDay { month, first, last, year: YearOf::Given(year) } if first == last => {
            Date::new(year, month, first).ok()
        }
        _ => None,
    }
}

fn is_proved(words: &Words, found: &Found, day: Date) -> bool {
    let led_in = found.start.checked_sub(1).is_some_and(|t| matches!(words.doc.tokens[t].upos, "ADP" | "DET"));
    let own = |at: usize| words.weekday(at).is_some_and(|name| name == day.weekday().to_monday_zero_offset());
    let first = found.start.saturating_sub(1);
    let announced = matches!(words.before(found.start), "published" | "updated");
    !led_in && (found.start <= 1 || announced || (first..found.end).any(own))
}
