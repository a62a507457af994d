//! Finds numbers that count people or things, with their bounds and what they count.
//!
//! What vague words stand for follows the convention of the claims: "several" is 3 or more, "dozens" 24 or
//! more, "nearly 300" at most 300, "about 300" is 300 told roughly. Dates, lengths of time, shares, prices,
//! distances, ages and numbers in names are left out.

mod bounds;
mod counted;

use herodotus_lexicon::{Bound, BoundSide, Lexicon};
use herodotus_schema::{Document, Quantity, Span};

use crate::numbers::{Kind, Number};
use crate::words::Words;
use bounds::figure;

/// Every count in `doc`, in order and without overlaps.
///
/// Needs tokens and sentences; with heads and relations filled, `of` follows the syntax, else it is the next
/// noun-like word. The lexicon tells the words for numbers and their bounds. Times in `doc.times` are left out; where there are none they are looked for.
pub fn find_quantities(doc: &Document, lexicon: &Lexicon) -> Vec<Quantity> {
    let found = if doc.times.is_empty() { crate::times::find_times(doc, lexicon) } else { Vec::new() };
    let times: Vec<Span> = doc.times.iter().chain(&found).map(|time| time.span).collect();
    let mut words = Words::new(doc, lexicon);
    let mut quantities = Vec::new();
    for sentence in &doc.sentences {
        words.within = sentence.tokens.clone();
        let (mut at, mut floor) = (sentence.tokens.start, sentence.tokens.start);
        while at < sentence.tokens.end {
            let Some(count) = count(&words, &times, at) else {
                at += 1;
                continue;
            };
            let free = Count { start: count.start.max(floor), ..count };
            at = count.end.max(at + 1);
            floor = at;
            quantities.extend(quantity(&words, free, &times));
        }
    }
    quantities
}

/// A number or a pair of numbers with the words that bound it.
#[derive(Debug, Clone, Copy)]
struct Count {
    /// First token, bounding words included.
    start: usize,
    /// First token of the number itself.
    number: usize,
    /// One past the last token of the number itself.
    number_end: usize,
    /// One past the last token.
    end: usize,
    low: Option<f64>,
    high: Option<f64>,
    approximate: bool,
}

/// Reads the number at `at` with its second end, if it has one, and its bounding words.
fn count(words: &Words, times: &[Span], at: usize) -> Option<Count> {
    let first = figure(words, at)?;
    let mut count = alone(at, first);
    if let Some(risen) = risen(words, times, at, first) {
        return Some(risen);
    }
    // "Brings the toll since 7 May 2023 to 300": a year is no end of a range.
    let dated = words.doc.span_of(at..first.end).is_some_and(|year| times.iter().any(|t| t.contains(year)));
    if let Some((second, low)) = second(words, at, first).filter(|_| !dated) {
        count = Count { low: Some(low), high: Some(second.value), end: second.end, number_end: second.end, ..count };
        if matches!(words.before(at), "between" | "from") {
            count.start = at - 1;
        }
    }
    let ranged = count.low != count.high && count.high.is_some();
    if let Some((end, bound)) = bounds::behind(words, count.end).filter(|_| !ranged) {
        count = bounded(Count { end, ..count }, bound);
    }
    while let Some((start, bound)) = bounds::before(words, count.start) {
        count = if ranged { Count { approximate: true, ..count } } else { bounded(count, bound) };
        count.start = start;
    }
    Some(count)
}

fn alone(at: usize, number: Number) -> Count {
    let high = (number.kind != Kind::AtLeast).then_some(number.value);
    let approximate = number.kind == Kind::Rough;
    Count { start: at, number: at, number_end: number.end, end: number.end, low: Some(number.value), high, approximate }
}

/// The figure that another grew or shrank to ("rose from 85 to 91"): the one before is past.
fn risen(words: &Words, times: &[Span], at: usize, first: Number) -> Option<Count> {
    let changes = at.checked_sub(2).is_some_and(|verb| {
        let verb = words.doc.tokens.get(verb).filter(|_| words.within.contains(&verb));
        verb.is_some_and(|v| v.upos == "VERB" && words.lists.ranges.get(&v.lemma).is_none())
    });
    let from_to = words.before(at) == "from" && words.get(first.end) == "to";
    if !(from_to && changes) {
        return None;
    }
    count(words, times, first.end + 1)
}

/// The second end of a range and its lower end: "10-15", "10 to 15", "between 1,000 and 1,200", "five or six".
fn second(words: &Words, at: usize, first: Number) -> Option<(Number, f64)> {
    let linked = match words.get(first.end) {
        "to" if words.before(at) == "by" => false,
        "-" | "–" | "—" | "to" | "or" => true,
        "and" => words.before(at) == "between",
        _ => false,
    };
    let second = figure(words, first.end + 1)
        .filter(|second| linked && second.kind == Kind::Exact && first.kind == Kind::Exact)?;
    // "70 to 80,000" means 70,000: the first end leaves its thousands to the second.
    let scaled =
        first.value < 1e3 && second.value >= 1e3 && second.value % 1e3 == 0.0 && first.value * 1e3 < second.value;
    let worded = !scaled && first.value < 1e3 && second.value >= 1e6 && first.value * 1e6 < second.value;
    let low = first.value
        * if worded {
            1e6
        } else if scaled && second.value < 1e6 {
            1e3
        } else {
            1.0
        };
    (low < second.value).then_some((second, low))
}

fn bounded(count: Count, bound: Bound) -> Count {
    let value = count.high.or(count.low);
    let (low, high) = match bound.side {
        BoundSide::Low => (value, None),
        BoundSide::High => (None, value),
        BoundSide::Both => (count.low, count.high),
    };
    Count { low, high, approximate: count.approximate || bound.hedged, ..count }
}

/// The count as words behind the noun that it counts bound it: "12 miners *at least*". A bound of its own goes first.
fn bounded_behind(words: &Words, count: Count, noun: usize) -> Count {
    let bare = count.start == count.number && count.end == count.number_end && count.low == count.high;
    match bounds::behind(words, noun + 1).filter(|_| bare) {
        Some((_, bound)) => bounded(count, bound),
        None => count,
    }
}

fn quantity(words: &Words, count: Count, times: &[Span]) -> Option<Quantity> {
    let span = words.doc.span_of(count.start..count.end)?;
    let number = words.doc.span_of(count.number..count.number_end)?;
    // "a quarter of a million" is more than a quarter of a year.
    let in_time = times.iter().any(|time| time.overlaps(number) && (*time == number || !number.contains(*time)));
    if in_time || counted::is_no_count(words, count.number..count.number_end) {
        return None;
    }
    let token = counted::head(words, count.number..count.number_end);
    let of = counted::counted(words, count.number..count.end, token);
    let count = of.filter(|&noun| noun >= count.end).map_or(count, |noun| bounded_behind(words, count, noun));
    Some(Quantity { span, low: count.low, high: count.high, approximate: count.approximate, token, of })
}

#[cfg(test)]
mod tests;
