//! Where a claim's event takes place, by the place names in its words and its clause.

use herodotus_schema::{Actor, Document, Place, PlaceMention, Span};

use super::head_in;
use crate::syntax::{child, clause_of, prepositions};

/// The places named in `span` that locate the claim: those after a preposition of place or at the head of its
/// object, not those that merely tell who acts.
pub fn places(doc: &Document, token: usize, span: Span, actors: &[&[Actor]]) -> Vec<Place> {
    let named: Vec<Span> = actors.iter().flat_map(|a| a.iter()).filter_map(|a| a.span).collect();
    let clause = clause_of(doc, token);
    let around = doc.subtree(clause);
    let tokens = doc.sentences[doc.sentence_of(token)].tokens.clone();
    let located: Vec<(usize, &PlaceMention)> = doc
        .places
        .iter()
        .filter(|p| span.contains(p.span) || around.iter().any(|&t| doc.tokens[t].span.overlaps(p.span)))
        .filter(|p| !doc.is_hyphenated(p.span))
        .filter_map(|p| Some((head_in(doc, tokens.clone(), p.span)?, p)))
        .filter(|(head, p)| locates(doc, *head, p, &named))
        .collect();
    // What only a clause joined by "and" names may hold for both.
    let told = |apart: &[&str]| -> Vec<Place> {
        let here = located.iter().filter(|(head, _)| !is_elsewhere(doc, *head, token, apart));
        here.map(|(_, p)| place(doc, p)).collect()
    };
    let own = told(&["parataxis", "conj"]);
    if own.is_empty() { told(&["parataxis"]) } else { own }
}

/// Whether the name stands in a clause of its own that `token` has no part in: a relative clause, or one with a subject
/// that stands `apart` by one of these relations ("X shelled A; Y attacked B").
fn is_elsewhere(doc: &Document, head: usize, token: usize, apart: &[&str]) -> bool {
    let mut at = head;
    while !doc.is_within(token, at) {
        let word = &doc.tokens[at];
        let beside = apart.contains(&word.relation()) && child(doc, at, &["nsubj"]).is_some();
        if word.upos == "VERB" && (beside || &*word.deprel == "acl:relcl") {
            return true;
        }
        let Some(above) = word.head else { return false };
        at = above;
    }
    false
}

/// Whether the place name headed by `head` tells where, rather than who.
fn locates(doc: &Document, head: usize, place: &PlaceMention, named: &[Span]) -> bool {
    let token = &doc.tokens[head];
    if token.relation() == "nmod" && &*token.deprel == "nmod:poss" {
        return false;
    }
    if named.contains(&place.span) {
        return place.precision != Some(herodotus_schema::Precision::Country);
    }
    let marked = prepositions(doc, head).any(|p| {
        matches!(
            p.to_lowercase().as_str(),
            "in" | "at"
                | "near"
                | "on"
                | "around"
                | "inside"
                | "outside"
                | "of"
                | "from"
                | "to"
                | "into"
                | "over"
                | "across"
                | "toward"
                | "towards"
                | "through"
                | "along"
                | "between"
                | "within"
                | "throughout"
                | "against"
                | "for"
        )
    });
    let settled = place.precision != Some(herodotus_schema::Precision::Country);
    marked && (settled || !matches!(token.relation(), "nsubj"))
        || settled
            && matches!(token.relation(), "obj" | "nsubj" | "conj" | "appos" | "compound" | "obl" | "nmod" | "flat")
}

fn place(doc: &Document, p: &PlaceMention) -> Place {
    Place {
        text: doc.text(p.span).to_string(),
        name: p.name.clone(),
        geonameid: p.geonameid,
        lat: p.lat,
        lon: p.lon,
        country: p.country.clone(),
        precision: p.precision,
        span: Some(p.span),
    }
}
