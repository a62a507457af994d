//! From the characters of a block to tokens.

use herodotus_lexicon::WordLists;

use super::address::address_end;
use super::numbers::number_end;
use super::tables::{Abbreviation, abbreviation, is_extension, is_initials, is_prefix};
use super::{Piece, is_blank};

/// The tokens of `chars[start..end]`, in order: they cover everything but the blanks and never overlap.
pub(super) fn lex(chars: &[char], start: usize, end: usize, lists: &WordLists) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = start;
    while at < end {
        if is_blank(chars[at]) {
            at += 1;
            continue;
        }
        let chunk = at + chars[at..end].iter().take_while(|c| !is_blank(**c)).count();
        let next = chars[chunk..end].iter().find(|c| !is_blank(**c)).copied();
        Chunk { chars, end: chunk, next, lists }.lex(at, &mut pieces);
        at = chunk;
    }
    pieces
}

/// A stretch without blanks, and the first character after the blanks that follow it.
struct Chunk<'c> {
    chars: &'c [char],
    end: usize,
    next: Option<char>,
    lists: &'c WordLists,
}

impl Chunk<'_> {
    fn lex(&self, mut at: usize, pieces: &mut Vec<Piece>) {
        let first = at;
        while at < self.end {
            let end = self.token_end(at, first);
            if self.chars[at].is_alphabetic() && !self.chars[at..end].iter().any(|c| matches!(c, '@' | '/')) {
                self.push_word(at, end, pieces);
            } else {
                pieces.push(Piece { start: at, end });
            }
            at = end;
        }
    }

    fn at(&self, at: usize) -> Option<char> {
        (at < self.end).then(|| self.chars[at])
    }

    /// The end of the token that starts at `at`; always past `at`.
    fn token_end(&self, at: usize, first: usize) -> usize {
        let c = self.chars[at];
        let after_word = at > first && self.chars[at - 1].is_alphanumeric();
        if !after_word && let Some(end) = address_end(self.chars, at, self.end) {
            return end;
        }
        match c {
            '.' if !after_word && self.at(at + 1).is_some_and(|c| c.is_ascii_digit()) => {
                number_end(self.chars, at + 1, self.end, self.lists)
            }
            '.' | '!' | '?' | '…' => at + self.run(at, |c| matches!(c, '.' | '!' | '?' | '…')),
            '-' | '=' | '*' | '_' | '~' | '+' | '<' | '>' | '|' | '`' | '\'' | '’' | '—' | '–' | '#' => {
                self.symbol_end(at, after_word)
            }
            c if c.is_numeric() => number_end(self.chars, at, self.end, self.lists),
            c if c.is_alphabetic() => self.word_end(at),
            _ => at + 1 + self.run(at + 1, is_joining),
        }
    }

    fn run(&self, at: usize, holds: impl Fn(char) -> bool) -> usize {
        self.chars[at..self.end].iter().take_while(|c| holds(**c)).count()
    }

    /// A run of one symbol is one token; an apostrophe may open a clipped word ("'em", "'90s").
    fn symbol_end(&self, at: usize, after_word: bool) -> usize {
        let c = self.chars[at];
        let run = self.run(at, |other| other == c);
        if run > 1 || !matches!(c, '\'' | '’') || after_word {
            return at + run;
        }
        let digits = self.run(at + 1, |c| c.is_ascii_digit());
        if digits == 2 {
            let plural = usize::from(self.at(at + 3) == Some('s'));
            return at + 3 + plural;
        }
        let letters = self.run(at + 1, char::is_alphabetic);
        let word: String = self.chars[at + 1..at + 1 + letters].iter().collect::<String>().to_lowercase();
        let clipped = matches!(word.as_str(), "em" | "til" | "cause" | "cos" | "s" | "re" | "ve" | "ll" | "d" | "m");
        if clipped { at + 1 + letters } else { at + 1 }
    }

    /// The end of the word that starts at `start`, a full stop of an abbreviation included.
    fn word_end(&self, start: usize) -> usize {
        let mut at = start;
        let mut part = start;
        while let Some(c) = self.at(at) {
            let goes_on = match c {
                c if c.is_ascii_digit() && self.is_glued_number(start, at) => false,
                c if c.is_alphanumeric() || c == '_' || is_joining(c) => true,
                '\'' | '’' | '`' => self.at(at + 1).is_some_and(char::is_alphabetic),
                '.' => self.joins_at_stop(part, at),
                '-' | '‐' | '\u{2011}' => self.joins_at_hyphen(part, at),
                '&' => self.at(at + 1).is_some_and(char::is_uppercase) && self.chars[at - 1].is_uppercase(),
                '/' => {
                    at == start + 1
                        && self.at(at + 1).is_some_and(char::is_alphabetic)
                        && self.run(at + 1, char::is_alphanumeric) == 1
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            at += 1;
            if matches!(c, '.' | '-' | '‐' | '\u{2011}') {
                part = at;
            }
        }
        self.with_stop(start, at)
    }

    /// Whether a number of thousands follows the word from `start` without the blank between them ("nearly2,000").
    fn is_glued_number(&self, start: usize, at: usize) -> bool {
        let word = at > start + 1 && self.chars[start..at].iter().all(|c| c.is_alphabetic());
        let comma = at + self.run(at, |c| c.is_ascii_digit());
        let digits = |from: usize| self.run(from, |c| c.is_ascii_digit());
        word && comma <= at + 3 && self.at(comma) == Some(',') && digits(comma + 1) == 3
    }

    fn text(&self, start: usize, end: usize) -> String {
        self.chars[start..end].iter().collect()
    }

    /// Whether the full stop at `at`, after the part from `part`, stands inside a word ("U.S", "site.com").
    fn joins_at_stop(&self, part: usize, at: usize) -> bool {
        let Some(next) = self.at(at + 1).filter(|c| c.is_alphabetic()) else { return false };
        let rest = self.run(at + 1, char::is_alphabetic);
        if at - part == 1 {
            return rest == 1 || !next.is_uppercase() || self.at(at + 2).is_some_and(char::is_uppercase);
        }
        let extension = self.text(at + 1, at + 1 + rest);
        let degree = matches!(self.text(part, at).as_str(), "Ph" | "M" | "B") && rest <= 2;
        degree
            || self.chars[part..at].iter().all(|c| !c.is_uppercase())
                && !next.is_uppercase()
                && is_extension(&extension, self.lists)
            || self.is_brand(part, at)
    }

    /// A capitalised name with a lower-case ending that is an address ("Dalmarpost.com").
    fn is_brand(&self, part: usize, at: usize) -> bool {
        let rest = self.run(at + 1, char::is_alphabetic);
        let extension = self.text(at + 1, at + 1 + rest);
        self.chars[part].is_uppercase()
            && rest == 3
            && extension.chars().all(char::is_lowercase)
            && is_extension(&extension, self.lists)
    }

    /// Whether the hyphen at `at`, after the part from `part`, stands inside a word ("anti-tank").
    fn joins_at_hyphen(&self, part: usize, at: usize) -> bool {
        self.at(at + 1).is_some_and(char::is_alphanumeric) && is_prefix(&self.text(part, at), self.lists)
    }

    /// `end`, or one more where the full stop there belongs to the word.
    fn with_stop(&self, start: usize, end: usize) -> usize {
        if self.at(end) == Some('$') && end - start <= 3 && self.chars[start..end].iter().all(|c| c.is_uppercase()) {
            return end + 1;
        }
        if self.at(end) != Some('.') || self.at(end + 1) == Some('.') {
            return end;
        }
        let word = self.text(start, end);
        let next = self.at(end + 1).or(self.next);
        if abbreviation(&word, next, self.lists) == Abbreviation::No {
            return end;
        }
        // "J.Smith" and "U.S.The" are cut after the full stop too; "plan B." is not an initial.
        let last_letter = word.chars().count() == 1 && next.is_none();
        if last_letter { end } else { end + 1 }
    }

    /// Cuts contractions and possessives off the word `start..end`.
    fn push_word(&self, start: usize, end: usize, pieces: &mut Vec<Piece>) {
        let word = self.text(start, end);
        let joined = self.lists.writing.cut(&word.to_lowercase());
        if let Some(first) = joined.filter(|_| end == self.end || !self.chars[end].is_alphanumeric()) {
            pieces.push(Piece { start, end: start + first });
            pieces.push(Piece { start: start + first, end });
            return;
        }
        let mut cuts = Vec::new();
        let mut stop = end;
        while let Some(cut) = contraction(&self.chars[start..stop]) {
            cuts.push((start + cut, stop));
            stop = start + cut;
        }
        pieces.push(Piece { start, end: stop });
        pieces.extend(cuts.iter().rev().map(|(start, end)| Piece { start: *start, end: *end }));
    }
}

/// Marks that belong to the character before: combining accents, joiners, variation selectors.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{AD}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}')
}

/// Where the last clitic of `word` begins ("n't", "'s", "'re"), if it has one and something stands before it.
fn contraction(word: &[char]) -> Option<usize> {
    let mark = word.iter().rposition(|c| matches!(c, '\'' | '’' | '`'))?;
    let tail: String = word[mark + 1..].iter().collect::<String>().to_lowercase();
    let cut = match tail.as_str() {
        "t" if mark > 1 && matches!(word[mark - 1], 'n' | 'N') => mark - 1,
        "s" | "m" | "d" | "re" | "ve" | "ll" => mark,
        _ => return None,
    };
    (cut > 0).then_some(cut)
}

/// Whether the token `chars` is an abbreviation, with its full stop, that may stand last in a sentence.
pub(super) fn may_end(chars: &[char], lists: &WordLists) -> bool {
    let Some(('.', word)) = chars.split_last().map(|(last, word)| (*last, word)) else { return false };
    let word: String = word.iter().collect();
    let initial = word.chars().count() == 1;
    !initial && (is_initials(&word) || abbreviation(&word, Some('A'), lists) == Abbreviation::Word)
}
