//! Reads one number, in digits or words, with the lower bound that vague numbers stand for. Which words are numbers, the
//! lexicon says.

use herodotus_lexicon::{NumberKind, NumberWord};

use crate::words::Words;

/// A number as told, before bounding words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    /// One past its last token.
    pub end: usize,
    pub value: f64,
    pub kind: Kind,
}

/// How exactly a number is told by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// "12", "a dozen".
    Exact,
    /// "a couple": about as many.
    Rough,
    /// "dozens", "several", "a few hundred": as many at least.
    AtLeast,
}

/// The number that starts at token `at`, if one does; ordinals, fractions, dates with marks and codes are none.
pub(crate) fn number(words: &Words, at: usize) -> Option<Number> {
    share(words, at)
        .or_else(|| vague(words, at))
        .or_else(|| plural(words, at))
        .or_else(|| digits(words, at))
        .or_else(|| spelled(words, at))
}

/// The value of the number word of one of `kinds` at `at`, with its kind and the token after it.
fn word(words: &Words, at: usize, kinds: &[NumberKind]) -> Option<(NumberWord, usize)> {
    words.number(at).filter(|(word, _)| kinds.contains(&word.kind))
}

/// The value of the scale at `at` ("thousand"), and the token after it.
fn scale(words: &Words, at: usize) -> Option<(f64, usize)> {
    word(words, at, &[NumberKind::Scale]).map(|(scale, end)| (scale.value, end))
}

/// "dozens", "tens of thousands", "hundreds of thousands", "thousands upon thousands".
fn plural(words: &Words, at: usize) -> Option<Number> {
    let one = |at| word(words, at, &[NumberKind::Plural]).map(|(plural, end)| (plural.value, end));
    let (first, end) = one(at)?;
    let joint = words.get(end);
    if matches!(joint, "of" | "upon")
        && let Some((second, end)) = one(end + 1)
    {
        // Two plurals are not twice two: "tens of thousands" is two tens of a thousand.
        let value = if joint == "of" { first * second / 2.0 } else { second };
        return Some(Number { end, value, kind: Kind::AtLeast });
    }
    Some(Number { end, value: first, kind: Kind::AtLeast })
}

/// "several", "a few", "a handful of", "several thousand", "a couple of hundred", "a few hundred thousand".
fn vague(words: &Words, at: usize) -> Option<Number> {
    let (NumberWord { value, kind }, end) = word(words, at, &[NumberKind::Vague, NumberKind::Rough])?;
    let kind = if kind == NumberKind::Rough { Kind::Rough } else { Kind::AtLeast };
    let of = usize::from(words.get(end) == "of");
    let Some((first, end)) = scale(words, end + of) else { return Some(Number { end, value, kind }) };
    let (higher, end) = scale(words, end).filter(|_| first < 1e3).unwrap_or((1.0, end));
    Some(Number { end, value: value * first * higher, kind })
}

/// A share of a scale: "half a million", "a quarter of a million", "three quarters of a million", "two and a half
/// thousand".
fn share(words: &Words, at: usize) -> Option<Number> {
    let fraction = |at| word(words, at, &[NumberKind::Fraction]).map(|(share, end)| (share.value, end));
    let article = |at| usize::from(matches!(words.get(at), "a" | "an"));
    let whole = below_hundred(words, at).or_else(|| Some((written(words.get(at))?, at + 1)));
    let (value, end) = match whole {
        Some((whole, end)) if words.get(end) == "and" && words.get(end + 1) == "a" => {
            fraction(end + 2).map(|(share, end)| (whole + share, end))
        }
        Some((parts, end)) => fraction(end).map(|(share, end)| (parts * share, end)),
        None => fraction(at + article(at)),
    }?;
    let of = usize::from(words.get(end) == "of");
    let joint = usize::from(matches!(words.get(end + of), "a" | "-"));
    let (scale, end) = scale(words, end + of + joint)?;
    Some(Number { end, value: value * scale, kind: Kind::Exact })
}

/// "1,177", "5.5", "1 000", "2.8 million", "40 k".
fn digits(words: &Words, at: usize) -> Option<Number> {
    let mut value = written(words.get(at))?;
    let mut end = at + 1;
    let short = words.get(at).len() <= 3 && words.get(at).bytes().all(|b| b.is_ascii_digit());
    while short
        && words.get(end).len() == 3
        && words.get(end).bytes().all(|b| b.is_ascii_digit())
        && words.gap(end) == 1
    {
        value = value * 1e3 + written(words.get(end))?;
        end += 1;
    }
    while let Some((scale, behind)) = scale(words, end) {
        (value, end) = (value * scale, behind);
    }
    Some(Number { end, value, kind: Kind::Exact })
}

/// A token of digits, with commas between groups of three and at most one decimal point.
fn written(word: &str) -> Option<f64> {
    let (whole, decimals) = word.split_once('.').map_or((word, None), |(whole, decimals)| (whole, Some(decimals)));
    let mut groups = whole.split(',');
    let first = groups.next().filter(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()))?;
    let mut text = first.to_string();
    for group in groups {
        if group.len() != 3 || !group.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        text.push_str(group);
    }
    match decimals {
        None => {}
        Some("000") => text.push_str("000"), // the point parts thousands, as outside English
        Some(decimals) if !decimals.is_empty() && decimals.bytes().all(|b| b.is_ascii_digit()) => {
            text.push('.');
            text.push_str(decimals);
        }
        Some(_) => return None,
    }
    text.parse().ok().filter(|value: &f64| value.is_finite() && *value < 1e15)
}

/// "three", "twenty-one", "one hundred and twenty", "a thousand", "two dozen".
fn spelled(words: &Words, at: usize) -> Option<Number> {
    let article = matches!(words.get(at), "a" | "an") && scale(words, at + 1).is_some();
    let mut end = at + usize::from(article);
    let (mut total, mut group, mut read) = (0.0, if article { 1.0 } else { 0.0 }, article);
    loop {
        let joined = read && (group >= 100.0 || total > 0.0) && words.get(end) == "and";
        let from = end + usize::from(joined);
        if let Some((value, behind)) =
            below_hundred(words, from).filter(|_| !read || group % 100.0 == 0.0 && (group > 0.0 || total > 0.0))
        {
            (group, end) = (group + value, behind);
        } else if let Some((scale, behind)) = scale(words, end).filter(|_| read) {
            match scale {
                scale if scale < 1e3 => group = group.max(1.0) * scale,
                scale => (total, group) = (total + group.max(1.0) * scale, 0.0),
            }
            end = behind;
        } else {
            break;
        }
        read = true;
    }
    read.then_some(Number { end, value: total + group, kind: Kind::Exact })
}

/// The number of units and tens at `at`, and the token after it.
fn below_hundred(words: &Words, at: usize) -> Option<(f64, usize)> {
    let unit = |at| word(words, at, &[NumberKind::Unit]).map(|(unit, end)| (unit.value, end));
    let (first, end) = unit(at)?;
    let tens = first >= 20.0 && first % 10.0 == 0.0;
    let behind = end + usize::from(words.get(end) == "-");
    match unit(behind).filter(|(one, _)| tens && *one > 0.0 && *one < 10.0) {
        Some((one, end)) => Some((first + one, end)),
        None => Some((first, end)),
    }
}
