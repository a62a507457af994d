//! Words to the network's inputs: straight quotes, word pieces, and the shape that an uncased vocabulary drops.

use std::borrow::Cow;
use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::ModelError;

/// The form with typographic quotes made straight, as in the training text.
pub(super) fn plain(form: &str) -> Cow<'_, str> {
    if form.is_ascii() && !form.contains('`') {
        return Cow::Borrowed(form);
    }
    Cow::Owned(form.chars().map(straight).collect())
}

fn straight(c: char) -> char {
    match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '`' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => '"',
        other => other,
    }
}

/// How a word is written. The numbers are rows of the shape embedding, so their order is the weights' order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Special,
    Digits,
    Alphanumeric,
    Symbol,
    Lower,
    Upper,
    Initial,
    Title,
    Mixed,
    Uncased,
}

impl Shape {
    /// The names by which `reader.json` lists the shapes, in order.
    pub(super) const NAMES: [&str; 10] =
        ["special", "digits", "alphanumeric", "symbol", "lower", "upper", "initial", "title", "mixed", "uncased"];

    /// The shape of a form.
    pub(super) fn of(form: &str) -> Shape {
        let upper = form.chars().filter(|c| c.is_uppercase()).count();
        let lower = form.chars().any(char::is_lowercase);
        let letters = form.chars().any(char::is_alphabetic);
        let digits = form.chars().any(char::is_numeric);
        let capital = form.chars().next().is_some_and(char::is_uppercase);
        match (digits, letters, upper, lower) {
            (true, true, ..) => Shape::Alphanumeric,
            (true, false, ..) => Shape::Digits,
            (false, false, ..) => Shape::Symbol,
            (_, _, 0, true) => Shape::Lower,
            (_, _, 0, false) => Shape::Uncased,
            (_, _, 1, false) => Shape::Initial,
            (_, _, _, false) => Shape::Upper,
            (_, _, 1, true) if capital => Shape::Title,
            _ => Shape::Mixed,
        }
    }
}

/// A greedy longest-match word-piece vocabulary.
pub(super) struct Pieces {
    ids: HashMap<String, u32>,
    max_pieces: usize,
    longest: usize,
    pub(super) unknown: u32,
    pub(super) cls: u32,
    pub(super) sep: u32,
}

impl Pieces {
    /// Reads `vocab.txt`: one piece a line, its number the line's.
    ///
    /// # Errors
    /// Where it is not UTF-8 or lacks a special piece.
    pub(super) fn read(vocab: &[u8], max_pieces: usize) -> Result<Pieces, ModelError> {
        let text = std::str::from_utf8(vocab).map_err(|e| ModelError::Vocabulary(e.to_string()))?;
        let ids: HashMap<String, u32> = text.lines().zip(0..).map(|(piece, id)| (piece.to_owned(), id)).collect();
        let special = |piece: &str| {
            ids.get(piece).copied().ok_or_else(|| ModelError::Vocabulary(format!("it has no {piece} piece")))
        };
        let (unknown, cls, sep) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        let longest = ids.keys().map(|p| p.chars().count()).max().unwrap_or(1);
        Ok(Pieces { ids, max_pieces, longest, unknown, cls, sep })
    }

    /// A word's pieces: at least one, at most `max_pieces`.
    pub(super) fn of(&self, form: &str) -> Vec<u32> {
        let folded = fold(&plain(form));
        let mut out = Vec::new();
        for run in runs(&folded) {
            self.push_run(run, &mut out);
            if out.len() >= self.max_pieces {
                break;
            }
        }
        out.truncate(self.max_pieces);
        if out.is_empty() {
            out.push(self.unknown);
        }
        out
    }

    /// Appends the pieces of one run; the whole run is unknown if any part of it is.
    fn push_run(&self, run: &str, out: &mut Vec<u32>) {
        let begun = out.len();
        let ends: Vec<usize> = run.char_indices().map(|(i, c)| i + c.len_utf8()).collect();
        let (mut start, mut from) = (0, 0);
        let mut candidate = String::new();
        while from < ends.len() {
            let furthest = ends.len().min(from + self.longest);
            let found = (from..furthest).rev().find_map(|last| {
                candidate.clear();
                if start > 0 {
                    candidate.push_str("##");
                }
                candidate.push_str(&run[start..ends[last]]);
                self.ids.get(candidate.as_str()).map(|&id| (id, last))
            });
            match found {
                Some((id, last)) => {
                    out.push(id);
                    start = ends[last];
                    from = last + 1;
                }
                None => {
                    out.truncate(begun);
                    out.push(self.unknown);
                    return;
                }
            }
        }
    }
}

/// Lower-cased, with combining marks removed.
fn fold(form: &str) -> String {
    if form.is_ascii() {
        return form.to_ascii_lowercase();
    }
    form.to_lowercase().nfd().filter(|&c| canonical_combining_class(c) == 0).collect()
}

/// Runs of letters and digits, and single symbols; white space and controls are dropped.
fn runs(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut word = None;
    for (i, c) in text.char_indices() {
        if c.is_alphanumeric() {
            word.get_or_insert(i);
            continue;
        }
        if let Some(start) = word.take() {
            out.push(&text[start..i]);
        }
        if !c.is_whitespace() && !c.is_control() {
            out.push(&text[i..i + c.len_utf8()]);
        }
    }
    out.extend(word.map(|start| &text[start..]));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces() -> Pieces {
        let vocab = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nshell\n##ing\n##ed\n'\ns\nshu\n##shi\n.\nu";
        Pieces::read(vocab.as_bytes(), 4).expect("a small vocabulary")
    }

    #[test]
    fn words_are_cut_at_the_longest_piece_and_folded() {
        let p = pieces();
        assert_eq!(p.of("Shelling"), [4, 5]);
        assert_eq!(p.of("Şhushi"), [9, 10]);
        assert_eq!(p.of("\u{2019}s"), [7, 8]);
        assert_eq!(p.of("U.S."), [12, 11, 8, 11]);
    }

    #[test]
    fn what_is_not_in_the_vocabulary_is_one_unknown_piece() {
        let p = pieces();
        for odd in ["", " ", "😀", "shellx", "\u{7}", "\u{301}"] {
            assert_eq!(p.of(odd), [p.unknown], "{odd:?}");
        }
        assert_eq!(p.of("u.u.u.u.u").len(), 4);
    }

    #[test]
    fn a_vocabulary_without_special_pieces_is_refused() {
        assert!(matches!(Pieces::read(b"a\nb\n", 4), Err(ModelError::Vocabulary(_))));
        assert!(matches!(Pieces::read(&[0xff, 0xfe], 4), Err(ModelError::Vocabulary(_))));
    }

    #[test]
    fn shapes() {
        let cases = [
            ("2,300", Shape::Digits),
            ("T-72", Shape::Alphanumeric),
            ("--", Shape::Symbol),
            ("", Shape::Symbol),
            ("army", Shape::Lower),
            ("U.N.", Shape::Upper),
            ("A", Shape::Initial),
            ("Anti-war", Shape::Title),
            ("McCoy", Shape::Mixed),
            ("iPhone", Shape::Mixed),
            ("戦争", Shape::Uncased),
        ];
        for (form, shape) in cases {
            assert_eq!(Shape::of(form), shape, "{form:?}");
        }
    }
}
