//! Abbreviations that a report gives to a name of its own, though the lexicon knows another party by those letters.

use std::collections::HashSet;

use herodotus_lexicon::Lexicon;
use herodotus_schema::Document;

/// A name of more words than this is not looked for before its letters in brackets.
const LONGEST: usize = 10;

/// The abbreviations that stand in brackets behind a name whose initials they are and which is none of the party's that the lexicon
/// knows by them: "SRF" of "the Sahel Rescue Front (SRF)", where the lexicon has another SRF.
pub(super) fn of_others<'d>(doc: &'d Document, lexicon: &Lexicon) -> HashSet<&'d str> {
    let bracketed = |t: &usize| doc.tokens[t - 1].form == "(" && doc.tokens[t + 1].form == ")";
    (2..doc.tokens.len().saturating_sub(1))
        .filter(|t| is_abbreviation(&doc.tokens[*t].form) && bracketed(t))
        .filter(|t| is_anothers(doc, lexicon, *t))
        .map(|t| doc.tokens[t].form.as_str())
        .collect()
}

fn is_abbreviation(form: &str) -> bool {
    form.chars().count() > 1 && form.chars().all(char::is_uppercase)
}

/// Whether the letters at `t` are the initials of the words before their bracket, and those are no name of the party that goes by them.
fn is_anothers(doc: &Document, lexicon: &Lexicon, t: usize) -> bool {
    let letters = &doc.tokens[t].form;
    let actors = lexicon.actors();
    let Some(known) = actors.longest(&[letters.as_str()], doc.day()).and_then(|m| actors.party(m.party)) else {
        return false;
    };
    let Some(name) = spelt_out(doc, t) else { return false };
    let beginning = |word: &str| word.to_lowercase().chars().take(3).collect::<String>();
    let first = beginning(name[0]);
    let begins = |n: &String| n.split([' ', '-']).any(|word| beginning(word) == first);
    !std::iter::once(&known.name).chain(&known.names).any(begins)
}

/// The words with a capital before the bracket whose initials are the letters at `t`, small words left out.
fn spelt_out(doc: &Document, t: usize) -> Option<Vec<&str>> {
    let letters: Vec<char> = doc.tokens[t].form.chars().collect();
    let start = doc.sentences[doc.sentence_of(t)].tokens.start.max(t.saturating_sub(LONGEST + 1));
    let forms = doc.tokens[start..t - 1].iter().map(|token| token.form.as_str());
    let words = forms.rev().filter(|form| form.chars().next().is_some_and(char::is_uppercase)).take(letters.len());
    let mut name: Vec<&str> = words.collect();
    name.reverse();
    let fits = name.iter().zip(&letters).all(|(word, letter)| word.starts_with(*letter));
    (name.len() == letters.len() && fits).then_some(name)
}
