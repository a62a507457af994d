//! What words beside a noun that tells of an act say of whether it has come about.

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Because, Document, Status};

use super::governed::{modality, negation, ruled_though_negated};
use crate::reasons::reason;
use crate::tense::{Tense, finite};

/// What an adjective or participle before a noun makes of its act ("the planned assault", "ongoing raids").
pub(super) fn qualified(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<(Status, Because)> {
    if !matches!(doc.tokens[token].upos, "NOUN" | "PROPN") {
        return None;
    }
    if let Some(found) = predicated(doc, lexicon, token).or_else(|| occurs(doc, lexicon, token)) {
        return Some(found);
    }
    // "Talks *due* on Friday".
    let behind = doc.tokens.get(token + 1).filter(|t| t.upos == "ADJ");
    let due = behind.filter(|t| lexicon.words().governors.get(&t.lemma) == Some(&Status::Planned));
    if let Some(word) = due {
        return Some((Status::Planned, reason("status", &format!("\"{}\"", word.form))));
    }
    let before = doc.children(token).filter(|&c| c < token && doc.tokens[c].relation() == "amod");
    before.into_iter().find_map(|c| {
        let word = &doc.tokens[c];
        let governors = &lexicon.words().governors;
        let &status = governors.get(&word.lemma).or_else(|| governors.get(&word.form.to_lowercase()))?;
        // "A suspected attack" has come about; only whose it is is in doubt. So has what "was" planned.
        let participle = word.xpos.starts_with("VB");
        let doubted = status == Status::Possible && lexicon.words().hedges.get(&word.form.to_lowercase()).is_some();
        let over = status == Status::Planned && is_said_to_be(doc, token);
        (!participle || !doubted && !over).then(|| (status, reason("status", &format!("\"{}\"", word.form))))
    })
}

/// What is said to be so of the act that a noun tells: "an attack is *possible*", "*if* there is an attack".
fn predicated(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<(Status, Because)> {
    let above = doc.tokens[token].head.filter(|_| &*doc.tokens[token].deprel == "nsubj")?;
    let word = &doc.tokens[above];
    let copula = doc.children(above).any(|c| doc.tokens[c].relation() == "cop");
    let there = || doc.children(above).any(|c| doc.tokens[c].relation() == "expl");
    // "A deal is likely to fail": what is likely is the failure.
    let raises = doc.children(above).any(|c| matches!(doc.tokens[c].relation(), "xcomp" | "ccomp"));
    if word.upos == "ADJ" && copula && !raises {
        let &status = lexicon.words().governors.get(&word.lemma)?;
        return Some((status, reason("status", &format!("said to be \"{}\"", word.form))));
    }
    if there() { modality(doc, lexicon, above) } else { None }
}

/// Whether something past is told to be the act of the noun: "it *was* a planned attack", "*called* it a planned attack".
fn is_said_to_be(doc: &Document, token: usize) -> bool {
    let copula = doc.children(token).any(|c| doc.tokens[c].relation() == "cop");
    copula && finite(doc, token) == Some(Tense::Past) || doc.tokens[token].relation() == "xcomp"
}

/// What is told of whether the act of the noun comes about: "the pull-out *was to begin* in June", "is *expected* to start", "*did not* take
/// place".
fn occurs(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<(Status, Because)> {
    let above = doc.tokens[token].head.filter(|_| doc.tokens[token].relation() == "nsubj")?;
    if is_occurrence(doc, lexicon, above) {
        return match negation(doc, lexicon, above) {
            Some(word) => Some(ruled_though_negated(doc, lexicon, above).unwrap_or_else(|| {
                (Status::DidNotHappen, reason("status", &format!("\"{word}\" with \"{}\"", doc.tokens[above].form)))
            })),
            None => modality(doc, lexicon, above),
        };
    }
    doc.children(above).find(|&c| doc.tokens[c].relation() == "xcomp" && is_occurrence(doc, lexicon, c))?;
    let word = &doc.tokens[above];
    let &status = lexicon.words().governors.get(&word.lemma)?;
    Some((status, reason("status", &format!("\"{}\" to come about", word.form))))
}

/// Whether the verb tells of its subject only when or whether it comes about, perhaps with a word behind it ("takes *place*").
fn is_occurrence(doc: &Document, lexicon: &Lexicon, verb: usize) -> bool {
    let (word, known) = (&doc.tokens[verb], |phrase: &str| lexicon.words().occurrences.get(phrase).is_some());
    let behind =
        || doc.children(verb).filter(|&c| c > verb).any(|c| known(&format!("{} {}", word.lemma, doc.tokens[c].lemma)));
    word.upos == "VERB" && (known(&word.lemma) || behind())
}
