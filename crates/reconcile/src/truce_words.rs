//! Which of several truces a claim speaks of, read from its words: ordinals, counts, "other", plurals.

use crate::facts::fold;
use crate::lists::List;

/// Within how many words after a number or ordinal its noun stands.
const REACH: usize = 6;

/// Which truces some words tell of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Which {
    /// The place of the one truce in its row ("the second"), from 1.
    pub(crate) ordinal: Option<u32>,
    /// Whether it is set apart from a truce told before ("two other agreements", "another truce").
    pub(crate) other: bool,
    /// Whether several are told together, none set apart.
    pub(crate) all: bool,
    /// How many, where the words count them.
    pub(crate) count: Option<u32>,
}

/// Reads `words`.
pub(crate) fn which(words: &str) -> Which {
    let tokens: Vec<String> = words
        .replace(['-', '‑'], "")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(fold)
        .collect();
    let ordinal = (0..tokens.len()).find_map(|at| ordinal(&tokens, at));
    let count = (0..tokens.len()).find_map(|at| count(&tokens, at));
    let other = (0..tokens.len()).any(|at| other(&tokens, at));
    let plural = tokens.iter().any(|w| List::Truces.has(w)) || every(&tokens);
    Which {
        ordinal,
        other,
        all: plural && ordinal.is_none() && !other,
        count: count.filter(|_| ordinal.is_none()).or(other.then_some(1)),
    }
}

/// Whether a noun for truces, in the singular or plural, stands soon after `at`.
fn noun_follows(tokens: &[String], at: usize, plural: bool) -> bool {
    let named =
        |w: &String| List::Truces.words().iter().any(|n| n == w || !plural && n.strip_suffix('s') == Some(w.as_str()));
    tokens.iter().skip(at + 1).take(REACH).any(named)
}

fn ordinal(tokens: &[String], at: usize) -> Option<u32> {
    let place = List::Ordinals.place(&tokens[at])? as u32 + 1;
    noun_follows(tokens, at, false).then_some(place)
}

fn count(tokens: &[String], at: usize) -> Option<u32> {
    let word = &tokens[at];
    let spelled = List::Numbers.place(word).map(|n| n as u32 + 2);
    let number = spelled.or_else(|| word.parse().ok().filter(|n| (2..=12).contains(n)))?;
    let others = tokens.get(at + 1).is_some_and(|w| w == "others");
    (others || noun_follows(tokens, at, true)).then_some(number)
}

/// "all failed", "none held": truces named before; not "all sides".
fn every(tokens: &[String]) -> bool {
    let lead = tokens.first().is_some_and(|w| List::Every.has(w));
    lead && !tokens.get(1).is_some_and(|w| List::NotEvery.has(w))
}

/// "two other agreements", "the other two truces", "two others", "another truce".
fn other(tokens: &[String], at: usize) -> bool {
    let number = |n: Option<&String>| n.is_some_and(|w| List::Numbers.has(w));
    let before = at.checked_sub(1).and_then(|n| tokens.get(n));
    match tokens[at].as_str() {
        "others" => number(before),
        "other" => noun_follows(tokens, at, false) && (number(before) || number(tokens.get(at + 1))),
        "another" => before.is_none_or(|w| w != "one") && noun_follows(tokens, at, false),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_counts_and_others_are_read() {
        let first = which("Teral arranged the first of the four harbour cease-fires on 2 May");
        assert_eq!((first.ordinal, first.all), (Some(1), false));
        let others = which("as well as the three other truces that Brannoch arranged");
        assert_eq!((others.other, others.count, others.all), (true, Some(3), false));
        assert!(which("all lapsed by nightfall").all && !which("all sides opened fire").all);
        assert_eq!(which("another truce was signed").count, Some(1));
        assert_eq!(which("all 4 pauses failed"), Which { all: true, count: Some(4), ..Which::default() });
    }

    #[test]
    fn other_numbers_count_no_truces() {
        assert_eq!(which("a truce between the two sides on 10 October"), Which::default());
        assert_eq!(which("for the first time in years the guns were silent"), Which::default());
        assert_eq!(which("the ceasefire, in which they blamed one another"), Which::default());
    }
}
