//! Phrases beside a fate that have no part in it: by whom, from where, when and how it comes about.

use herodotus_lexicon::{Lexicon, WordSet};
use herodotus_schema::{Document, Quantity};

use crate::force::is_noun_of_force;

/// Whether what hangs by the preposition of `noun` on the word above has no part in what that word, or a verb over it, tells
/// became of people: "killed *by four gunmen*", "clashes *between two clans* left 40 dead"; `number` is that of the noun, and
/// `fate` tells whether the word above counts the dead, the displaced, ... itself.
pub(super) fn stands_apart(doc: &Document, lexicon: &Lexicon, number: &Quantity, noun: usize, fate: bool) -> bool {
    let word = &doc.tokens[noun];
    // "Rose to 40", "killed them by the dozen": a bare number is told of what stands around it.
    let named = number.of.is_some() && matches!(word.relation(), "obl" | "nmod");
    let Some(above) = word.head.filter(|_| named) else { return false };
    // "Between 10 and 20 people died": there it is the number's own.
    let marks = |&c: &usize| doc.tokens[c].relation() == "case" && !number.span.contains(doc.tokens[c].span);
    let Some(case) = doc.children(noun).find(marks) else { return &*word.deprel == "obl:agent" };
    // "At the gate ten people died": the preposition is another noun's.
    let named = |t: usize| matches!(doc.tokens[t].upos, "NOUN" | "PROPN" | "VERB");
    if (case + 1..number.token.min(noun)).any(named) {
        return false;
    }
    let preposition = doc.tokens[case].form.to_lowercase();
    match preposition.as_str() {
        word if lexicon.words().has(WordSet::Circumstance, word) => true,
        // Wounds "to ten people" are theirs, an attack "on two buses" is none of whom it kills; nobody flees "to two camps" as camps do.
        "to" | "on" | "at" | "for" => fate == (doc.tokens[above].upos == "VERB"),
        // "Killed with two guards" tells of both, "in clashes with 40 rebels" does not.
        "with" | "against" => [Some(above), case.checked_sub(1)].into_iter().flatten().any(|t| fights(doc, lexicon, t)),
        _ => false,
    }
}

/// Whether the word is a noun of an act of force.
fn fights(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let word = &doc.tokens[token];
    word.upos == "NOUN" && is_noun_of_force(lexicon, &word.lemma.to_lowercase())
}
