//! What the lexicon's lists of English writing say of a word: abbreviations, prefixes, endings, openers; and emoticons.

use herodotus_lexicon::{WordLists, WordSet};

/// How a word with a full stop behind it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Not an abbreviation: the full stop stands alone.
    No,
    /// The full stop belongs to the word, and something must follow in the sentence.
    Title,
    /// The full stop belongs to the word, and may end the sentence too.
    Word,
}

/// Reads `word` (without its full stop); `next` is the first character of the next word, if any.
pub(super) fn abbreviation(word: &str, next: Option<char>, lists: &WordLists) -> Abbreviation {
    let lower = word.to_lowercase();
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    if lower == "etc" && next.is_none_or(char::is_uppercase) {
        return Abbreviation::No; // EWT gives the full stop to the sentence here.
    }
    let used = lists.writing.abbreviation(&lower);
    if used.is_some_and(|used| used.before_number && !next.is_some_and(|c| c.is_ascii_digit())) {
        return Abbreviation::No;
    }
    if used.is_some_and(|used| used.capital && !capital) {
        return Abbreviation::No;
    }
    if used.is_some_and(|used| used.follows) && next.is_some() {
        return Abbreviation::Title;
    }
    if used.is_some_and(|used| used.ends) || is_initials(word) {
        return Abbreviation::Word;
    }
    Abbreviation::No
}

/// Single letters with full stops between them ("U.S", "a.m", "J").
pub(super) fn is_initials(word: &str) -> bool {
    let single = word.chars().count() == 1;
    let letters = word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    letters && (!single || word.chars().all(|c| c.is_uppercase() && c != 'I'))
        || word == "Ph.D"
        || word == "M.Sc"
        || word == "B.Sc"
}

/// Whether `part` is the first part of a word with a hyphen that EWT leaves whole ("anti-aircraft", "mid-October").
pub(super) fn is_prefix(part: &str, lists: &WordLists) -> bool {
    lists.has(WordSet::Prefix, &part.to_lowercase())
}

/// Faces made of punctuation, longest first.
pub(super) const EMOTICONS: &[&str] =
    &[":-)", ":-(", ";-)", ":-D", ":-P", "^_^", ":)", ":(", ";)", ":D", ":P", "=)", "(:", ":/"];

/// Whether `part` is the ending of an address or of the name of a file.
pub(super) fn is_extension(part: &str, lists: &WordLists) -> bool {
    part.chars().count() == 2 || lists.has(WordSet::AddressEnding, &part.to_lowercase())
}

/// Whether `word` opens a new sentence after an abbreviation: a listed one, with a capital and small letters behind.
pub(super) fn opens_sentence(word: &str, lists: &WordLists) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    capital && !letters.any(char::is_uppercase) && lists.has(WordSet::SentenceOpener, &word.to_lowercase())
}
