//! How English is written: abbreviations with their full stops, and words run together.

use std::collections::HashMap;

use crate::fields::Fields;

/// How an abbreviation is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abbreviation {
    /// Whether something always follows it in its sentence ("Gen.").
    pub follows: bool,
    /// Whether its full stop may end the sentence as well ("Inc.").
    pub ends: bool,
    /// Whether it is one only with a capital, for the same letters are a word more often ("Mar.").
    pub capital: bool,
    /// Whether it is one only before a number ("no. 5").
    pub before_number: bool,
}

/// Abbreviations and words run together.
#[derive(Debug, Clone, Default)]
pub struct Writing {
    abbreviations: HashMap<String, Abbreviation>,
    joined: HashMap<String, usize>,
}

impl Writing {
    /// How the abbreviation `word` (in lower case, without its last full stop) is used; `None` where it is none.
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.abbreviations.get(word).copied()
    }

    /// After how many letters `word`, in lower case, is cut in two ("cannot": 3); `None` where it is one word.
    pub fn cut(&self, word: &str) -> Option<usize> {
        self.joined.get(word).copied()
    }

    pub(crate) fn insert_abbreviation(&mut self, word: &str, used: Abbreviation) {
        self.abbreviations.entry(word.to_lowercase()).or_insert(used);
    }

    /// Adds the words of `phrase`, run together; one without a blank is passed over.
    pub(crate) fn insert_joined(&mut self, phrase: &str) {
        if let Some((first, rest)) = phrase.to_lowercase().split_once(' ') {
            self.joined.entry(format!("{first}{rest}")).or_insert(first.chars().count());
        }
    }
}

/// Reads how the words of one table `[[abbreviation]]` are used.
pub(crate) fn abbreviation(fields: &Fields<'_>) -> Option<Abbreviation> {
    let used = Abbreviation {
        follows: fields.flag("follows"),
        ends: fields.flag("ends"),
        capital: fields.flag("capital"),
        before_number: fields.flag("before-number"),
    };
    if !used.follows && !used.ends {
        fields.fault(
            "ends",
            "an abbreviation that neither ends a sentence nor is followed",
            "add `ends = true` or `follows = true`",
        );
        return None;
    }
    Some(used)
}
