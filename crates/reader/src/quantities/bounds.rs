//! Words that bound or blur a number: "at least", "up to", "about", "or more". Which they are, the lexicon says.

use herodotus_lexicon::{Bound, BoundSide, PhraseMatch};

use crate::numbers::{Kind, Number, number};
use crate::words::Words;

/// The number at token `at` with the words behind it that blur it ("a dozen or so").
pub(super) fn figure(words: &Words, at: usize) -> Option<Number> {
    let number = number(words, at)?;
    let blurred = after(words, number.end).filter(|(_, bound)| bound.side == BoundSide::Both);
    Some(match blurred.filter(|_| number.kind == Kind::Exact) {
        Some((end, _)) => Number { end, kind: Kind::Rough, ..number },
        None => number,
    })
}

/// The bounding words that end before token `at`: where they begin and what they say.
pub(super) fn before(words: &Words, at: usize) -> Option<(usize, Bound)> {
    let (start, bound) = ending(words, at)?;
    // "at least another 20"
    if bound.is_plain() { ending(words, start).filter(|(_, bound)| !bound.is_plain()) } else { Some((start, bound)) }
}

fn ending(words: &Words, at: usize) -> Option<(usize, Bound)> {
    let found = words.lists.bounds.longest_ending(&words.slice(words.within.start..at))?;
    Some((at - found.tokens, *found.meaning))
}

/// The bounding words that begin at token `at`, behind a number: where they end and what they say.
pub(super) fn behind(words: &Words, at: usize) -> Option<(usize, Bound)> {
    let bounds_none_ahead = |found: &(usize, Bound)| number(words, found.0).is_none();
    after(words, at).filter(bounds_none_ahead)
}

fn after(words: &Words, at: usize) -> Option<(usize, Bound)> {
    // "20-odd", but not "20 - at least"
    let hyphened = words.get(at) == "-" && words.gap(at) == 0 && words.gap(at + 1) == 0;
    if words.get(at) == "-" && !hyphened {
        return None;
    }
    let PhraseMatch { tokens, meaning, .. } = words.lists.bounds_after.longest(&words.slice(at..words.within.end))?;
    Some((at + tokens, *meaning))
}
