//! Victims told of one by one: "a commander was killed" counts one without a number.

use herodotus_lexicon::{Lexicon, RoleKind};
use herodotus_schema::{Document, EntityType, Mention, Quantity};

use super::counting::{Count, counting, why};
use crate::syntax::{is_passive, object, subject, with_conjuncts};

/// What becomes of one person that is worth a count: one who was hurt is told of, but not counted, in the training gold.
const FATE: &str = "killed";

/// The counts of single persons who were killed, by the verb that says so, in order.
pub(super) fn singles(doc: &Document, lexicon: &Lexicon) -> Vec<Count> {
    (0..doc.tokens.len()).filter_map(|verb| single(doc, lexicon, verb)).collect()
}

/// The count of those whom the verb befalls, where they are persons told of one by one ("a woman and a child" are two).
fn single(doc: &Document, lexicon: &Lexicon, verb: usize) -> Option<Count> {
    let victim = victim(doc, verb)?;
    let found = counting(doc, lexicon, verb, victim).filter(|found| found.meaning.what == FATE)?;
    let together = with_conjuncts(doc, victim);
    if !together.iter().all(|&t| is_one_person(doc, lexicon, t)) {
        return None;
    }
    let first = phrase_start(doc, victim);
    let last = *together.last()?;
    let number = together.len() as f64;
    let quantity = Quantity {
        span: doc.tokens[first].span.cover(doc.tokens[last].span),
        low: Some(number),
        high: Some(number),
        approximate: false,
        token: victim,
        of: Some(victim),
    };
    let because = why(&doc.tokens[verb].form, &found, ", told of one by one");
    Some(Count {
        quantity,
        what: found.meaning.what.clone(),
        place: false,
        because,
        who: victim,
        predicate: verb,
        part: false,
    })
}

/// Whom the verb befalls: the subject of a passive, or the object.
fn victim(doc: &Document, verb: usize) -> Option<usize> {
    if doc.tokens[verb].upos != "VERB" {
        return None;
    }
    if is_passive(doc, verb) {
        return subject(doc, verb);
    }
    // "A gunman shot dead two guards": who is told of before a number does it.
    let goes_on = |c: usize| c > verb && matches!(doc.tokens[c].relation(), "xcomp" | "ccomp");
    let counts = doc.quantities.iter().any(|q| (verb + 1..verb + BESIDE).contains(&q.token));
    object(doc, verb).or_else(|| subject(doc, verb).filter(|_| !counts && !doc.children(verb).any(goes_on)))
}

/// A number so near behind the verb is of those whom it befalls.
const BESIDE: usize = 5;

/// Whether the noun is a name or word for one person, with no number beside it.
fn is_one_person(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let counted = doc.quantities.iter().any(|q| q.of == Some(token) || q.token == token);
    if counted {
        return false;
    }
    let person = |m: &Mention| m.kind == EntityType::Person && m.tokens.contains(&token);
    let word = doc.tokens[token].form.to_lowercase();
    let words = lexicon.words();
    match &*doc.tokens[token].xpos {
        "NNP" => doc.mentions.iter().any(person),
        "NN" => {
            // "A family" is several, whatever role it has.
            let people = words.people.get(&word).map(|p| !p.several);
            let role =
                || words.roles.get(&word).is_some_and(|r| !matches!(r.kind, RoleKind::Body | RoleKind::Document));
            people.unwrap_or_else(role)
        }
        _ => false,
    }
}

/// The first token of the noun phrase that `noun` heads.
fn phrase_start(doc: &Document, noun: usize) -> usize {
    let before = |&c: &usize| c < noun && matches!(doc.tokens[c].relation(), "det" | "amod" | "compound" | "nmod");
    doc.children(noun).filter(before).min().unwrap_or(noun)
}
