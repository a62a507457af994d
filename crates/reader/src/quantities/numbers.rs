//! Reads one number, in digits or words, with the lower bound that vague numbers stand for.

use super::words::Lower;

/// A number as told, before bounding words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// One past its last token.
    pub end: usize,
    pub value: f64,
    pub kind: Kind,
}

/// How exactly a number is told by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// "12", "a dozen".
    Exact,
    /// "a couple", "a dozen or so": about as many.
    Rough,
    /// "dozens", "several", "a few hundred": as many at least.
    AtLeast,
}

/// The number that starts at token `at`, if one does; ordinals, fractions, dates with marks and codes are none.
pub(super) fn number(words: &Lower, at: usize) -> Option<Number> {
    let number = share(words, at)
        .or_else(|| vague(words, at))
        .or_else(|| plural(words, at))
        .or_else(|| digits(words, at))
        .or_else(|| spelled(words, at))?;
    let or_so = words.get(number.end) == "or" && words.get(number.end + 1) == "so";
    Some(if or_so && number.kind == Kind::Exact {
        Number { end: number.end + 2, kind: Kind::Rough, ..number }
    } else {
        number
    })
}

fn multiplier(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 1e2,
        "thousand" | "k" => 1e3,
        "million" | "mn" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

/// What a plural multiplier stands for at least: two of it, but 20 for "tens", 24 for "dozens", 40 for "scores".
fn plural_multiplier(word: &str) -> Option<f64> {
    Some(match word {
        "tens" => 20.0,
        "dozens" => 24.0,
        "scores" => 40.0,
        "hundreds" => 2e2,
        "thousands" => 2e3,
        "millions" => 2e6,
        "billions" => 2e9,
        _ => return None,
    })
}

/// "dozens", "tens of thousands", "hundreds of thousands", "thousands upon thousands".
fn plural(words: &Lower, at: usize) -> Option<Number> {
    let first = plural_multiplier(words.get(at))?;
    let joined = matches!(words.get(at + 1), "of" | "upon");
    if joined && let Some(second) = plural_multiplier(words.get(at + 2)) {
        let value = if words.get(at + 1) == "of" { first * second / 2.0 } else { second };
        return Some(Number { end: at + 3, value, kind: Kind::AtLeast });
    }
    Some(Number { end: at + 1, value: first, kind: Kind::AtLeast })
}

/// "several", "a few", "a handful of", "several thousand", "a couple of hundred", "half a million".
fn vague(words: &Lower, at: usize) -> Option<Number> {
    let article = usize::from(matches!(words.get(at), "a" | "an"));
    let (value, kind) = match words.get(at + article) {
        "several" => (3.0, Kind::AtLeast),
        "few" if article == 1 => (2.0, Kind::AtLeast),
        "handful" if article == 1 => (3.0, Kind::AtLeast),
        "couple" | "pair" => (2.0, Kind::Rough),
        _ => return None,
    };
    let mut end = at + article + 1;
    let of = usize::from(words.get(end) == "of");
    let Some(scale) = multiplier(words.get(end + of)) else { return Some(Number { end, value, kind }) };
    end += of + 1;
    let higher = multiplier(words.get(end)).filter(|_| scale < 1e3);
    Some(Number { end: end + usize::from(higher.is_some()), value: value * scale * higher.unwrap_or(1.0), kind })
}

/// A share of a multiplier: "half a million", "a quarter of a million", "three quarters of a million", "two and a half
/// thousand".
fn share(words: &Lower, at: usize) -> Option<Number> {
    let whole = below_hundred(words, at).or_else(|| Some((written(words.get(at))?, at + 1)));
    let mixed = whole.filter(|(_, end)| words.get(*end) == "and" && words.get(end + 1) == "a");
    let article = usize::from(matches!(words.get(at), "a" | "an"));
    let (value, end) = match (mixed, whole) {
        (Some((whole, end)), _) if words.get(end + 2) == "half" => (whole + 0.5, end + 3),
        (_, Some((parts, end))) if words.get(end) == "quarters" => (parts / 4.0, end + 1),
        _ if words.get(at + article) == "half" => (0.5, at + article + 1),
        _ if words.get(at + article) == "quarter" => (0.25, at + article + 1),
        _ => return None,
    };
    let of = usize::from(words.get(end) == "of");
    let article = usize::from(matches!(words.get(end + of), "a" | "-"));
    let scale = multiplier(words.get(end + of + article))?;
    Some(Number { end: end + of + article + 1, value: value * scale, kind: Kind::Exact })
}

/// "1,177", "5.5", "1 000", "2.8 million", "40 k".
fn digits(words: &Lower, at: usize) -> Option<Number> {
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
    while let Some(scale) = multiplier(words.get(end)) {
        value *= scale;
        end += 1;
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

fn small(word: &str) -> Option<f64> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    ONES.iter().position(|w| *w == word).map(|at| at as f64)
}

fn tens(word: &str) -> Option<f64> {
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    TENS.iter().position(|w| *w == word).map(|at| (at as f64) * 10.0 + 20.0)
}

/// "three", "twenty-one", "one hundred and twenty", "a thousand", "two dozen".
fn spelled(words: &Lower, at: usize) -> Option<Number> {
    let article = matches!(words.get(at), "a" | "an") && multiplier(words.get(at + 1)).is_some();
    let mut end = at + usize::from(article);
    let (mut total, mut group, mut read) = (0.0, if article { 1.0 } else { 0.0 }, article);
    loop {
        let joined = read && (group >= 100.0 || total > 0.0) && words.get(end) == "and";
        let from = end + usize::from(joined);
        if let Some((value, behind)) =
            below_hundred(words, from).filter(|_| !read || group % 100.0 == 0.0 && (group > 0.0 || total > 0.0))
        {
            (group, end) = (group + value, behind);
        } else if let Some(scale) = multiplier(words.get(end)).filter(|_| read) {
            match scale {
                scale if scale < 1e3 => group = group.max(1.0) * scale,
                scale => (total, group) = (total + group.max(1.0) * scale, 0.0),
            }
            end += 1;
        } else {
            break;
        }
        read = true;
    }
    read.then_some(Number { end, value: total + group, kind: Kind::Exact })
}

/// A number word below a hundred at `at`, and the token after it.
fn below_hundred(words: &Lower, at: usize) -> Option<(f64, usize)> {
    if let Some(value) = small(words.get(at)) {
        return Some((value, at + 1));
    }
    let ten = tens(words.get(at))?;
    let from = at + 1 + usize::from(words.get(at + 1) == "-");
    match small(words.get(from)).filter(|one| *one > 0.0 && *one < 10.0) {
        Some(one) => Some((ten + one, from + 1)),
        None => Some((ten, at + 1)),
    }
}
