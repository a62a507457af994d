//! From a token to the parties that its noun phrase stands for.

use std::collections::BTreeMap;

use herodotus_schema::{Actor, Document, Entity, Mention, Span};

use crate::syntax::{is_remark, is_time, with_conjuncts};

/// The mentions in the sentence of `token`: they stand in order of their first tokens.
fn in_sentence(doc: &Document, token: usize) -> impl DoubleEndedIterator<Item = &Mention> {
    let sentence = doc.sentences.get(doc.sentence_of(token)).map(|s| s.tokens.clone()).unwrap_or(0..0);
    let first = doc.mentions.partition_point(|m| m.tokens.start < sentence.start);
    let end = doc.mentions.partition_point(|m| m.tokens.start < sentence.end);
    doc.mentions[first..end].iter()
}

/// How often the report names each party.
pub fn named(doc: &Document) -> BTreeMap<&str, usize> {
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for entity in doc.mentions.iter().flat_map(|m| &m.parties) {
        *named.entry(entity.party.as_str()).or_default() += 1;
    }
    named
}

/// The mention that covers `token`, the longest if several do.
pub fn mention_at(doc: &Document, token: usize) -> Option<&Mention> {
    in_sentence(doc, token).filter(|m| m.tokens.contains(&token)).max_by_key(|m| m.tokens.len())
}

/// Whether the noun phrase of `token` stands for a known party.
pub fn resolves(doc: &Document, token: usize) -> bool {
    parties_mention(doc, token).is_some()
}

/// The mention with parties that the noun phrase headed by `token` stands for: the one that covers the head,
/// else one among its modifiers ("the Ruritanian town" stands for Ruritania as a target).
pub fn parties_mention(doc: &Document, token: usize) -> Option<&Mention> {
    if let Some(m) = in_sentence(doc, token)
        .filter(|m| m.tokens.contains(&token))
        .max_by_key(|m| (!m.parties.is_empty(), m.tokens.len()))
        && !m.parties.is_empty()
    {
        return Some(m);
    }
    let near = |relations: &[&str]| {
        doc.children(token)
            .filter(|&c| relations.contains(&doc.tokens[c].relation()))
            .filter(|&c| doc.tokens[c].relation() != "nmod" || belongs(doc, c))
            .find_map(|c| in_sentence(doc, token).find(|m| m.tokens.contains(&c) && !m.parties.is_empty()))
    };
    // "Their Ruritanian ally, the League": who it is goes before whose it is.
    near(&["appos", "flat"]).or_else(|| near(&["amod", "compound", "nmod"]))
}

/// Whether a nominal modifier tells whose the head is ("of", "from", "by", possessive), not merely where it is.
fn belongs(doc: &Document, modifier: usize) -> bool {
    if &*doc.tokens[modifier].deprel == "nmod:other" {
        return false;
    }
    &*doc.tokens[modifier].deprel == "nmod:poss"
        || doc.children(modifier).any(|c| {
            doc.tokens[c].relation() == "case" && matches!(doc.tokens[c].lemma.as_str(), "of" | "from" | "by" | "'s")
        })
}

/// The actors of several noun phrases, by their heads.
pub fn all_actors(doc: &Document, heads: &[usize]) -> Vec<Actor> {
    heads.iter().flat_map(|&head| actors(doc, head)).collect()
}

/// The actors that the noun phrase headed by `token` stands for: one for each party, or one without a party.
pub fn actors(doc: &Document, token: usize) -> Vec<Actor> {
    let (mut words, mut span) = noun_phrase(doc, token);
    let Some(mention) = parties_mention(doc, token) else {
        return vec![Actor { text: words, span: Some(span), ..Actor::default() }];
    };
    // A name is whole, however the parser joined its parts ("al-Dalmar").
    if mention.tokens.contains(&token) && mention.span != span && mention.span.contains(span) {
        (words, span) = (doc.text(mention.span).to_string(), mention.span);
    }
    // "The shelling of X by Y" that goes on is done by Y, not by the shelling.
    let by = |c: &usize| doc.children(*c).any(|p| doc.tokens[p].relation() == "case" && doc.tokens[p].lemma == "by");
    let doer = doc.children(token).filter(|c| !mention.tokens.contains(&token) && mention.tokens.contains(c)).find(by);
    if let Some(doer) = doer {
        return actors(doc, doer);
    }
    let shared = beside(doc, token, mention);
    mention.parties.iter().chain(shared).map(|entity| actor(entity, &words, span)).collect()
}

/// Makes one actor of several that stand for one party in one role, by all their words within the claim's own at `span` ("the
/// prime minister and his deputy").
pub fn join(doc: &Document, span: Span, actors: &mut Vec<Actor>) {
    let mut joined: Vec<Actor> = Vec::new();
    for actor in actors.drain(..) {
        let Some(first) = joined.iter_mut().find(|a| a.party.is_some() && a.party == actor.party) else {
            joined.push(actor);
            continue;
        };
        if let Some((a, b)) =
            first.span.zip(actor.span).filter(|(a, b)| a != b && span.contains(*a) && span.contains(*b))
        {
            let both = a.cover(b);
            (first.text, first.span) = (doc.text(both).to_string(), Some(both));
        }
    }
    *actors = joined;
}

/// The party of `entity` as an actor told in `words` at `span`.
pub fn actor(entity: &Entity, words: &str, span: Span) -> Actor {
    Actor {
        text: words.to_string(),
        party: Some(entity.party.clone()),
        code: entity.code.as_ref().map(|code| match &entity.role {
            Some(role) if !code.contains(' ') => format!("{code} {role}"),
            _ => code.clone(),
        }),
        role: entity.role.clone(),
        span: Some(span),
    }
}

/// The parties told in one breath with the one that the noun of `token` belongs to ("the leaders of X, Y and Z").
fn beside<'d>(doc: &'d Document, token: usize, mention: &'d Mention) -> Vec<&'d Entity> {
    let known = |t: usize| doc.mentions.iter().find(|m| m.tokens.contains(&t) && !m.parties.is_empty());
    let owners: Vec<usize> = if mention.tokens.contains(&token) {
        let owns = |m: &Mention| m.parties.iter().any(|p| mention.parties.iter().any(|q| q.party == p.party));
        let modifiers = doc.children(token).filter(|&c| doc.tokens[c].relation() == "nmod" && belongs(doc, c));
        modifiers.filter(|&c| known(c).is_some_and(owns)).collect()
    } else {
        mention.tokens.clone().collect()
    };
    let conjuncts = owners.into_iter().flat_map(|t| with_conjuncts(doc, t)).filter(|t| !mention.tokens.contains(t));
    let mut found: Vec<&Entity> = conjuncts.filter_map(known).flat_map(|m| &m.parties).collect();
    found.retain(|e| mention.parties.iter().all(|p| p.party != e.party));
    found
}

/// The noun phrase headed by `token` without its clauses, conjuncts and trailing modifiers of place.
pub fn noun_phrase(doc: &Document, token: usize) -> (String, Span) {
    let others = with_conjuncts(doc, token);
    let keep = |t: usize| -> bool {
        let mut at = t;
        while at != token {
            let rel = doc.tokens[at].relation();
            // "The union *on Saturday* said".
            if rel == "nmod" && at > token && is_time(doc, at) || is_remark(doc, at) {
                return false;
            }
            if matches!(
                rel,
                "acl"
                    | "conj"
                    | "appos"
                    | "parataxis"
                    | "punct"
                    | "cc"
                    | "advcl"
                    | "nsubj"
                    | "cop"
                    | "case"
                    | "mark"
                    | "aux"
            ) && doc.tokens[at].head == Some(token)
            {
                return false;
            }
            let Some(head) = doc.tokens[at].head else { return false };
            at = head;
        }
        true
    };
    let inside: Vec<usize> =
        doc.subtree(token).into_iter().filter(|&t| keep(t) && (t == token || !others.contains(&t))).collect();
    let mut low = token;
    let mut high = token;
    // Only what touches the head: a gap means that something was cut out in between.
    while low > 0 && inside.contains(&(low - 1)) {
        low -= 1;
    }
    while inside.contains(&(high + 1)) {
        high += 1;
    }
    // "Among those killed *were* three nurses.": the parse may hang the verb and the stop on another word of the phrase.
    while low < token && doc.tokens[low].upos == "AUX" {
        low += 1;
    }
    while high > token && matches!(&*doc.tokens[high].form, "." | ",") {
        high -= 1;
    }
    let span = doc.tokens[low].span.cover(doc.tokens[high].span);
    (doc.text(span).to_string(), span)
}
