//! Parties told in one breath ("between X and Y"): who the two sides of a report are.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_lexicon::{EventEntry, Lexicon, WordSet};
use herodotus_schema::{Document, Entity, Mention};

use super::roles::head_of;
use super::standing::Standing;

/// How many sentences back "the two" may refer to a pair just told.
const REACH: usize = 2;

/// The pairs of different parties that may fight and are joined by "and" or "or", of which the second begins at `from` or behind, in
/// order of the text, each with the token behind it.
fn pairs(doc: &Document, lexicon: &Lexicon, from: usize) -> Vec<(usize, [Entity; 2])> {
    let fights = |m: &&Mention| m.parties.len() == 1 && Standing::may_fight(lexicon, &m.parties[0]);
    let sides = |m: &Mention| !goes_between(doc, lexicon, m);
    let differ = |a: &Mention, b: &Mention| b.parties.first().is_some_and(|p| a.parties[0].party != p.party);
    let joined_to = |second: &Mention| -> Vec<usize> {
        let joined = second.tokens.clone().map(|t| &doc.tokens[t]).filter(|t| t.relation() == "conj");
        joined.filter_map(|t| t.head).collect()
    };
    // What few mentions have is asked first: a report may say "they" on every line.
    let told = |second: &Mention| {
        let heads = joined_to(second);
        let mut firsts = doc.mentions.iter().filter(|first| heads.iter().any(|h| first.tokens.contains(h)));
        let first = firsts.find(|first| fights(first) && differ(first, second))?;
        (fights(&second) && sides(first) && sides(second))
            .then(|| (second.tokens.end, [first.parties[0].clone(), second.parties[0].clone()]))
    };
    doc.mentions.iter().filter(|m| m.tokens.start >= from).filter_map(told).collect()
}

/// Whether the mention tells of who goes between the sides ("Ruritanian *mediators*").
fn goes_between(doc: &Document, lexicon: &Lexicon, mention: &Mention) -> bool {
    let last = mention.tokens.end - 1;
    let above = doc.tokens[last].head.filter(|_| matches!(doc.tokens[last].relation(), "amod" | "compound"));
    let mediates = |t: usize| {
        let lemma = doc.tokens[t].lemma.to_lowercase();
        let talks = || lexicon.nouns(&lemma).iter().any(|e| e.event.as_deref() == Some("CONSULT"));
        doc.tokens[t].upos == "NOUN" && (lexicon.words().has(WordSet::GoBetween, &lemma) || talks())
    };
    std::iter::once(last).chain(above).any(mediates) || brokers(doc, lexicon, mention)
}

/// Whether the mention is told to bring the sides together: "a truce brokered by *Ruritania* and Dalmatia".
fn brokers(doc: &Document, lexicon: &Lexicon, mention: &Mention) -> bool {
    let head = head_of(doc, mention);
    let acts = matches!(doc.tokens[head].relation(), "obl" | "nsubj");
    let between = |e: &EventEntry| e.mode.as_deref() == Some("mediation");
    let verb = doc.tokens[head].head.filter(|_| acts);
    verb.is_some_and(|v| lexicon.verbs(&doc.tokens[v].lemma.to_lowercase()).iter().any(between))
}

/// The last `count` parties before `token` that are told in one breath ("X, Y and Z"), a few sentences back at most.
pub(super) fn told_together(doc: &Document, token: usize, count: usize) -> Option<Vec<Entity>> {
    let here = doc.sentence_of(token);
    let near = |m: &&Mention| m.tokens.end <= token && doc.sentence_of(m.tokens.start) + FURTHER >= here;
    let heads = doc.mentions.iter().rev().filter(near).filter(|m| m.parties.len() == 1);
    let joined = |first: &Mention| {
        let above = |t: usize| doc.tokens[t].head.filter(|_| doc.tokens[t].relation() == "conj");
        let with = |m: &&Mention| m.tokens.clone().filter_map(above).any(|h| first.tokens.contains(&h));
        let all = std::iter::once(first).chain(doc.mentions.iter().filter(with));
        let mut parties: Vec<Entity> = Vec::new();
        for party in all.flat_map(|m| &m.parties) {
            if parties.iter().all(|p| p.party != party.party) {
                parties.push(party.clone());
            }
        }
        parties
    };
    heads.map(joined).find(|parties| parties.len() == count)
}

/// How many sentences back several parties may have been told together.
const FURTHER: usize = 4;

/// Whom "both sides" at `token` means: the pair told shortly before, else of those told before it, or more than once, the one
/// that the report joins most often. Who calls on both is none of them.
pub(super) fn both_sides(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<Vec<Entity>> {
    let caller = caller(doc, token);
    let called = |pair: &[Entity; 2]| !pair.iter().any(|e| caller.contains(&e.party.as_str()));
    let told = |from: usize| -> Vec<(usize, [Entity; 2])> {
        pairs(doc, lexicon, from).into_iter().filter(|(_, pair)| called(pair)).collect()
    };
    let here = doc.sentence_of(token);
    let near = |end: usize| end <= token && doc.sentence_of(end - 1) + REACH >= here;
    let named = |e: &Entity| doc.mentions.iter().filter(|m| m.parties.iter().any(|p| p.party == e.party)).count() > 1;
    // The few sentences before are asked first: a long text says "both sides" often.
    let just = told(doc.sentences[here.saturating_sub(REACH)].tokens.start);
    let close = just.iter().rev().find(|(end, _)| near(*end));
    if let Some((_, pair)) = close.filter(|(_, pair)| pair.iter().all(named)) {
        return Some(pair.to_vec());
    }
    let pairs = told(0);
    // Two who are named once only are no sides of what the report is about, if others are ("X and Y offered to mediate").
    let of_it = |pair: &[Entity; 2]| pair.iter().all(named) || !pairs.iter().any(|(_, pair)| pair.iter().all(named));
    if let Some((_, pair)) = pairs.iter().rev().find(|(end, pair)| near(*end) && of_it(pair)) {
        return Some(pair.to_vec());
    }
    let mut counts: BTreeMap<[&str; 2], (usize, &[Entity; 2])> = BTreeMap::new();
    let mut known: BTreeSet<[&str; 2]> = BTreeSet::new();
    for (end, pair) in &pairs {
        let mut key = [pair[0].party.as_str(), pair[1].party.as_str()];
        key.sort_unstable();
        let count = &mut counts.entry(key).or_insert((0, pair)).0;
        *count += 1;
        if *end <= token || *count > 1 {
            known.insert(key);
        }
    }
    let told = counts.into_iter().rev().filter(|(key, _)| known.contains(key)).map(|(_, pair)| pair);
    Some(told.max_by_key(|(count, _)| *count)?.1.to_vec())
}

/// The parties of the subject whose verb has the words at `token` for its object: "X called on both sides".
pub(super) fn caller(doc: &Document, token: usize) -> Vec<&str> {
    let object = matches!(doc.tokens[token].relation(), "obj" | "iobj" | "obl");
    let verb = doc.tokens[token].head.filter(|_| object);
    let subject = verb.and_then(|verb| doc.children(verb).find(|&c| doc.tokens[c].relation() == "nsubj"));
    let of = |t: usize| doc.mentions.iter().filter(move |m| m.tokens.contains(&t));
    subject.into_iter().flat_map(of).flat_map(|m| &m.parties).map(|p| p.party.as_str()).collect()
}
