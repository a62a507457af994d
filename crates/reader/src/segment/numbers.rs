//! Tokens that begin with a digit: numbers, clock times, written dates, ordinals, decades, number with unit.

use herodotus_lexicon::{WordLists, WordSet};

/// The end of the token that starts with the digit at `start`, in a chunk that ends at `end`.
///
/// Separators between digits stay inside ("1,177", "10:30", "3/4"); ranges are cut ("10", "-", "15") while
/// dates and telephone numbers are not ("2020-11-04"); units are cut off ("5", "pm"), ordinals and decades not.
pub(super) fn number_end(chars: &[char], start: usize, end: usize, lists: &WordLists) -> usize {
    let at = plain_end(chars, start, end);
    if let Some(whole) = hyphenated(chars, start, end) {
        return whole;
    }
    let suffix = chars[at..end].iter().take_while(|c| c.is_alphanumeric()).count();
    if suffix == 0 {
        return decade(chars, at, end);
    }
    let letters: String = chars[at..at + suffix].iter().collect::<String>().to_lowercase();
    // EWT cuts units and the like off the number.
    let unit = lists.has(WordSet::NumberUnit, &letters);
    let cut = unit && chars[start..at].iter().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':'));
    if cut { at } else { decade(chars, at + suffix, end) }
}

/// Digits with the separators that stand between digits.
fn plain_end(chars: &[char], start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let joins = matches!(chars[at], '.' | ',' | ':' | '/' | '٫' | '٬')
            && at > start
            && at + 1 < end
            && chars[at + 1].is_numeric();
        if !chars[at].is_numeric() && !joins {
            break;
        }
        at += 1;
    }
    at.max(start + 1)
}

/// The end of a date (`2020-11-04`) or of a number of three groups or more ("212-555-0123").
fn hyphenated(chars: &[char], start: usize, end: usize) -> Option<usize> {
    let mut groups = Vec::new();
    let mut at = start;
    loop {
        let digits = chars[at..end].iter().take_while(|c| c.is_ascii_digit()).count();
        if digits == 0 {
            return None;
        }
        at += digits;
        groups.push(digits);
        if at >= end || chars[at] != '-' || at + 1 >= end || !chars[at + 1].is_ascii_digit() {
            break;
        }
        at += 1;
    }
    let phone = groups == [3, 4];
    (groups.len() >= 3 || phone).then_some(at)
}

/// Takes the "'s" of a decade ("1990's") along.
fn decade(chars: &[char], at: usize, end: usize) -> usize {
    let possessive = at + 2 <= end && matches!(chars[at], '\'' | '’') && chars[at + 1] == 's';
    let digits = at > 0 && chars[at - 1] == '0';
    if possessive && digits && (at + 2 == end || !chars[at + 2].is_alphanumeric()) { at + 2 } else { at }
}
