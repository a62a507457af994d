//! The tokens of one sentence in lower case, with the blanks before them.

use std::ops::Range;

use herodotus_schema::Document;

/// A view of one sentence's tokens; outside it every word is empty.
pub(super) struct Lower<'d> {
    pub doc: &'d Document,
    pub within: Range<usize>,
    lower: Vec<String>,
}

impl<'d> Lower<'d> {
    pub fn new(doc: &'d Document, within: Range<usize>) -> Lower<'d> {
        let lower = doc.tokens[within.clone()].iter().map(|t| t.form.to_lowercase().replace('’', "'")).collect();
        Lower { doc, within, lower }
    }

    /// The word at `at`, in lower case.
    pub fn get(&self, at: usize) -> &str {
        at.checked_sub(self.within.start).and_then(|at| self.lower.get(at)).map_or("", String::as_str)
    }

    /// The word `back` tokens before `at`.
    pub fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.get(at))
    }

    /// How many blanks stand before the token at `at`.
    pub fn gap(&self, at: usize) -> u32 {
        match at.checked_sub(1).filter(|before| self.within.contains(before) && self.within.contains(&at)) {
            Some(before) => self.doc.tokens[at].span.start - self.doc.tokens[before].span.end,
            None => 0,
        }
    }

    pub fn is_capital(&self, at: usize) -> bool {
        self.within.contains(&at) && self.doc.tokens[at].form.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the token at `at` is a word of letters.
    pub fn is_word(&self, at: usize) -> bool {
        self.get(at).chars().next().is_some_and(char::is_alphabetic)
    }
}
