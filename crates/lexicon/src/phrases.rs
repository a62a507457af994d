//! Phrases with meanings, looked up in running text.

use std::collections::{BTreeMap, HashSet};

use crate::Origin;
use crate::forms::without_marks;

/// One phrase that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhraseMatch<'l, T> {
    /// How many token forms it covers.
    pub tokens: usize,
    /// What it means.
    pub meaning: &'l T,
    /// Where it stands in the lexicon.
    pub origin: &'l Origin,
}

/// Phrases of one sort. Case and diacritics do not matter; hyphens do not either ("cease-fire").
#[derive(Debug, Clone)]
pub struct PhraseTable<T> {
    phrases: BTreeMap<Vec<String>, (T, Origin)>,
    /// The pieces with which phrases begin, and those with which they end: most words of a text do neither.
    firsts: HashSet<String>,
    lasts: HashSet<String>,
    longest: usize,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        PhraseTable { phrases: BTreeMap::new(), firsts: HashSet::new(), lasts: HashSet::new(), longest: 0 }
    }
}

impl<T> PhraseTable<T> {
    /// Adds a phrase; an earlier one of the same words stays.
    pub(crate) fn insert(&mut self, phrase: &str, meaning: T, origin: Origin) {
        let key: Vec<String> = phrase.split_whitespace().flat_map(lowered).collect();
        self.longest = self.longest.max(key.len());
        if let (Some(first), Some(last)) = (key.first(), key.last()) {
            self.firsts.insert(first.clone());
            self.lasts.insert(last.clone());
            self.phrases.entry(key).or_insert((meaning, origin));
        }
    }

    /// The meaning of exactly this phrase, written with blanks ("foreign minister").
    pub fn get(&self, phrase: &str) -> Option<&T> {
        let key: Vec<String> = phrase.split_whitespace().flat_map(lowered).collect();
        self.phrases.get(&key).map(|(meaning, _)| meaning)
    }

    /// The longest phrase that begins at `forms[0]`; forms or lemmas, as the caller likes.
    pub fn longest(&self, forms: &[&str]) -> Option<PhraseMatch<'_, T>> {
        let mut key = Vec::new();
        let mut found = None;
        for (at, form) in forms.iter().enumerate() {
            let before = key.len();
            key.extend(lowered(form));
            if key.len() > self.longest || before == 0 && key.first().is_some_and(|k| !self.firsts.contains(k)) {
                break;
            }
            if key.len() == before {
                continue;
            }
            if let Some((meaning, origin)) = self.phrases.get(&key) {
                found = Some(PhraseMatch { tokens: at + 1, meaning, origin });
            }
        }
        found
    }

    /// The longest phrase that ends with the last of `forms` ("the rebel *defense ministry*").
    pub fn longest_ending(&self, forms: &[&str]) -> Option<PhraseMatch<'_, T>> {
        forms.last().and_then(|last| lowered(last).pop()).filter(|last| self.lasts.contains(last))?;
        let mut key: Vec<String> = Vec::new();
        let mut found = None;
        for (back, form) in forms.iter().rev().enumerate() {
            let pieces = lowered(form);
            if key.len() + pieces.len() > self.longest {
                break;
            }
            let grown = !pieces.is_empty();
            key.splice(0..0, pieces);
            if grown && let Some((meaning, origin)) = self.phrases.get(&key) {
                found = Some(PhraseMatch { tokens: back + 1, meaning, origin });
            }
        }
        found
    }

    /// Every phrase with its meaning, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (String, &T, &Origin)> {
        self.phrases.iter().map(|(key, (meaning, origin))| (key.join(" "), meaning, origin))
    }

    /// How many phrases there are.
    pub fn len(&self) -> usize {
        self.phrases.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }
}

/// The lower-case pieces of one form: cut at hyphens, none for a lone hyphen.
fn lowered(form: &str) -> Vec<String> {
    if form.is_ascii() && !form.is_empty() && !form.contains('-') {
        return vec![form.to_ascii_lowercase()];
    }
    let plain = without_marks(form).to_lowercase();
    plain.split('-').filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
}
