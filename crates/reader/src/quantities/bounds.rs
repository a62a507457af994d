//! Words that bound or blur a number: "at least", "up to", "about", "or more".

use super::words::Lower;

/// What bounding words make of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// The number is the lower bound.
    Low,
    /// The number is the upper bound.
    High,
    /// The number is the upper bound and comes near the truth.
    Near,
    /// The number is about right.
    About,
}

/// Bounding words that stand before a number, longer ones first.
const BEFORE: &[(&[&str], Bound)] = &[
    (&["no", "fewer", "than"], Bound::Low),
    (&["no", "less", "than"], Bound::Low),
    (&["not", "fewer", "than"], Bound::Low),
    (&["not", "less", "than"], Bound::Low),
    (&["no", "more", "than"], Bound::High),
    (&["not", "more", "than"], Bound::High),
    (&["in", "excess", "of"], Bound::Low),
    (&["a", "minimum", "of"], Bound::Low),
    (&["a", "maximum", "of"], Bound::High),
    (&["in", "the", "region", "of"], Bound::About),
    (&["on", "the", "order", "of"], Bound::About),
    (&["as", "many", "as"], Bound::Near),
    (&["as", "much", "as"], Bound::Near),
    (&["as", "few", "as"], Bound::Low),
    (&["as", "high", "as"], Bound::Near),
    (&["at", "least"], Bound::Low),
    (&["at", "most"], Bound::High),
    (&["more", "than"], Bound::Low),
    (&["greater", "than"], Bound::Low),
    (&["higher", "than"], Bound::Low),
    (&["upwards", "of"], Bound::Low),
    (&["just", "over"], Bound::Low),
    (&["well", "over"], Bound::Low),
    (&["just", "under"], Bound::Near),
    (&["shy", "of"], Bound::Near),
    (&["short", "of"], Bound::Near),
    (&["fewer", "than"], Bound::High),
    (&["less", "than"], Bound::High),
    (&["close", "to"], Bound::Near),
    (&["up", "to"], Bound::Near),
    (&["an", "estimated"], Bound::About),
    (&["over"], Bound::Low),
    (&["above"], Bound::Low),
    (&["exceeding"], Bound::Low),
    (&["exceeds"], Bound::Low),
    (&["exceeded"], Bound::Low),
    (&["topped"], Bound::Low),
    (&["surpassed"], Bound::Low),
    (&["surpassing"], Bound::Low),
    (&["topping"], Bound::Low),
    (&["passed"], Bound::Low),
    (&["passed", "the"], Bound::Low),
    (&["past", "the"], Bound::Low),
    (&["crossed", "the"], Bound::Low),
    (&["exceeded", "the"], Bound::Low),
    (&["upward", "of"], Bound::Low),
    (&["north", "of"], Bound::Low),
    (&["under"], Bound::High),
    (&["below"], Bound::High),
    (&["nearly"], Bound::Near),
    (&["almost"], Bound::Near),
    (&["approaching"], Bound::Near),
    (&["nearing"], Bound::Near),
    (&["about"], Bound::About),
    (&["some"], Bound::About),
    (&["roughly"], Bound::About),
    (&["around"], Bound::About),
    (&["approximately"], Bound::About),
    (&["circa"], Bound::About),
    (&["perhaps"], Bound::About),
    (&["maybe"], Bound::About),
    (&["possibly"], Bound::About),
    (&["something", "like"], Bound::About),
    (&["estimated"], Bound::About),
    (&["~"], Bound::About),
];

/// Words that may stand between a bound and its number ("at least another 20").
const BETWEEN: &[&[&str]] =
    &[&["a", "total", "of"], &["a", "further"], &["an", "additional"], &["another"], &["additional"]];

/// The bounding words that end before token `at`: where they begin and what they say.
pub(super) fn before(words: &Lower, at: usize) -> Option<(usize, Bound)> {
    let nearer = BETWEEN.iter().find_map(|phrase| phrase_before(words, at, phrase));
    bound_before(words, at).or_else(|| bound_before(words, nearer?))
}

fn bound_before(words: &Lower, at: usize) -> Option<(usize, Bound)> {
    BEFORE.iter().find_map(|(phrase, bound)| Some((phrase_before(words, at, phrase)?, *bound)))
}

/// Where `phrase` begins, if it ends right before token `at`.
fn phrase_before(words: &Lower, at: usize, phrase: &[&str]) -> Option<usize> {
    let start = at.checked_sub(phrase.len()).filter(|start| *start >= words.within.start)?;
    phrase.iter().enumerate().all(|(i, word)| words.get(start + i) == *word).then_some(start)
}

/// The bounding words that begin at token `at`, behind a number: where they end and what they say.
pub(super) fn behind(words: &Lower, at: usize) -> Option<(usize, Bound)> {
    let bounds_none_ahead = |end: &(usize, Bound)| super::numbers::number(words, end.0).is_none();
    let found = match (words.get(at), words.get(at + 1)) {
        ("or", "more" | "over") | ("and", "more" | "over") | ("at", "least") => Some((at + 2, Bound::Low)),
        ("or", "fewer" | "less") | ("at", "most") => Some((at + 2, Bound::High)),
        ("+" | "plus", _) => Some((at + 1, Bound::Low)),
        _ => None,
    };
    found.filter(bounds_none_ahead)
}
