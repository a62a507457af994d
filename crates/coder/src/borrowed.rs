//! Who does what a noun tells of, where the words around it say so: "*X* waged a campaign", "accused *X* of a raid".

use herodotus_lexicon::{EventEntry, Lexicon, Slot};
use herodotus_schema::Document;

use crate::parties::resolves;
use crate::syntax::{is_time, object, obliques, prepositions, subject, with_conjuncts};

/// Who does what a noun tells when the noun does not say: whom it is between, or the subject of the verb that it is
/// the object of ("waged a campaign").
pub fn borrowed_agents(doc: &Document, lexicon: &Lexicon, token: usize) -> Vec<usize> {
    if let Some(first) = between(doc, token) {
        return with_conjuncts(doc, first);
    }
    if let Some(accused) = accused(doc, lexicon, token) {
        return with_conjuncts(doc, accused);
    }
    let t = &doc.tokens[token];
    // "Repelled a raid": what a verb is done to is another's.
    let befalls = |entry: &EventEntry| {
        let object = |slot: &Slot| matches!(slot, Slot::Object | Slot::ObjectPreposition(_));
        entry.object.is_empty() && entry.target.iter().any(object)
    };
    let done_to = |verb: usize| lexicon.verbs(&doc.tokens[verb].lemma.to_lowercase()).iter().any(befalls);
    match t.head {
        Some(verb) if t.relation() == "obj" && doc.tokens[verb].upos == "VERB" && !done_to(verb) => subject(doc, verb)
            .into_iter()
            .flat_map(|s| with_conjuncts(doc, s))
            .filter(|&s| resolves(doc, s) && !doc.attributions.iter().any(|a| a.cue_token == verb))
            .collect(),
        _ => Vec::new(),
    }
}

/// The first of those between whom the noun tells something: on itself, or on the verb that it is the subject of ("fighting
/// raged between X and Y").
fn between(doc: &Document, token: usize) -> Option<usize> {
    let told = |at: usize| obliques(doc, at, &["between", "among"]).into_iter().next();
    let verb = || doc.tokens[token].head.filter(|_| doc.tokens[token].relation() == "nsubj");
    told(token).or_else(|| verb().and_then(told))
}

/// Who is accused of the act that a noun tells: "accused *the rebels* of a breach", "blamed *them* for the raid", "blamed the raid on
/// *them*".
fn accused(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<usize> {
    let verb = doc.tokens[token].head.filter(|_| matches!(doc.tokens[token].relation(), "obl" | "nmod" | "obj"))?;
    let accuses = |entry: &EventEntry| entry.content_act && entry.event.as_deref() == Some("ACCUSE");
    if !lexicon.verbs(&doc.tokens[verb].lemma.to_lowercase()).iter().any(accuses) {
        return None;
    }
    if doc.tokens[token].relation() == "obj" {
        // "Blamed the raid on the rebels": the parser may hang them on the raid.
        let on = |&c: &usize| c > token && !is_time(doc, c) && prepositions(doc, c).any(|p| p == "on");
        return doc.subtree(verb).into_iter().filter(on).max();
    }
    object(doc, verb).filter(|_| prepositions(doc, token).any(|p| matches!(p, "of" | "for" | "over")))
}
