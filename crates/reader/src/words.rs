//! The tokens of a document in lower case, seen one sentence at a time, for patterns over words.

use std::ops::Range;

use herodotus_lexicon::{Lexicon, NumberWord, WordLists};
use herodotus_schema::Document;

/// A view of a document's tokens, of which only the sentence at hand is seen.
pub(crate) struct Words<'d> {
    pub doc: &'d Document,
    /// The closed lists of the lexicon.
    pub lists: &'d WordLists,
    /// The tokens of the sentence at hand: outside it every word is empty.
    pub within: Range<usize>,
    lower: Vec<String>,
    /// For each token the number word that begins there, with how many tokens it covers.
    numbers: Vec<Option<(NumberWord, usize)>>,
}

impl<'d> Words<'d> {
    /// The tokens of `doc`; none is seen until `within` is set.
    pub fn new(doc: &'d Document, lexicon: &'d Lexicon) -> Words<'d> {
        let lists = lexicon.words();
        let lower: Vec<String> = doc.tokens.iter().map(|t| t.form.to_lowercase().replace('’', "'")).collect();
        let forms: Vec<&str> = lower.iter().map(String::as_str).collect();
        let number = |at| lists.numbers.longest(&forms[at..]).map(|found| (*found.meaning, found.tokens));
        let numbers = (0..forms.len()).map(number).collect();
        Words { doc, lists, within: 0..0, lower, numbers }
    }

    /// The word at `at` in lower case with straight apostrophes; empty outside the sentence.
    pub fn get(&self, at: usize) -> &str {
        if self.within.contains(&at) { &self.lower[at] } else { "" }
    }

    /// The word before `at`.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.get(at))
    }

    /// The words at `range`, as far as it lies in the sentence.
    pub fn slice(&self, range: Range<usize>) -> Vec<&str> {
        range.map(|at| self.get(at)).take_while(|word| !word.is_empty()).collect()
    }

    /// The number word that begins at `at`, and the token after it.
    pub fn number(&self, at: usize) -> Option<(NumberWord, usize)> {
        let (word, tokens) = self.numbers.get(at).copied().flatten()?;
        let end = at + tokens;
        (self.within.contains(&at) && end <= self.within.end).then_some((word, end))
    }

    /// The word at `at` as written.
    pub fn form(&self, at: usize) -> &'d str {
        if self.within.contains(&at) { &self.doc.tokens[at].form } else { "" }
    }

    /// How many blanks stand before the token at `at`.
    pub fn gap(&self, at: usize) -> u32 {
        match at.checked_sub(1).filter(|before| self.within.contains(before) && self.within.contains(&at)) {
            Some(before) => self.doc.tokens[at].span.start - self.doc.tokens[before].span.end,
            None => 0,
        }
    }

    /// Whether the word at `at` begins with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        self.form(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the token at `at` is a word of letters.
    pub fn is_word(&self, at: usize) -> bool {
        self.get(at).chars().next().is_some_and(char::is_alphabetic)
    }
}
