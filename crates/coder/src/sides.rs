//! A claim that several sides make in one breath ("both sides accused the other of …") is a claim of each of them.

use std::collections::BTreeSet;

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Actor, Claim, Document, Entity, Mention, Span};

use crate::reasons::reason;
use crate::speakers::side;
use crate::syntax::top;

/// The claim once for each party that its innermost speaker stands for; "the other" is then the other party.
pub fn told_by_each(doc: &Document, lexicon: &Lexicon, claim: Claim) -> Vec<Claim> {
    let parties = speakers(doc, lexicon, &claim);
    if parties.len() < 2 {
        return vec![struck_by_each(claim)];
    }
    parties.iter().map(|party| as_told_by(&claim, party, &parties)).collect()
}

/// The claim, with "the other" for each of its agents where these are several: "the two armies shelled each other".
fn struck_by_each(mut claim: Claim) -> Claim {
    let several = claim.agents.iter().filter_map(|a| a.party.as_ref()).collect::<BTreeSet<_>>().len() > 1;
    let Some(at) = claim.targets.iter().position(is_the_other).filter(|_| several) else { return claim };
    let other = claim.targets.remove(at);
    let agents = claim.agents.iter().filter(|a| a.party.is_some());
    claim.targets.extend(agents.map(|a| Actor { text: other.text.clone(), span: other.span, ..a.clone() }));
    claim.because.push(reason("targets", &format!("\"{}\" is each of the agents", other.text)));
    claim
}

/// The parties of the innermost speaker; outlets speak for whose they are.
fn speakers(doc: &Document, lexicon: &Lexicon, claim: &Claim) -> Vec<Entity> {
    let mut parties: Vec<Entity> = Vec::new();
    for entity in named(doc, claim) {
        let (party, code) = side(lexicon, &entity);
        if parties.iter().all(|p| p.party != party) {
            parties.push(Entity { party, code, ..entity });
        }
    }
    parties
}

/// The parties that the innermost speaker's words name.
fn named(doc: &Document, claim: &Claim) -> Vec<Entity> {
    let Some(span) = claim.attribution.first().and_then(|s| s.span) else { return Vec::new() };
    let within: Vec<&Mention> = doc.mentions.iter().filter(|m| span.overlaps(m.span)).collect();
    if let Some(several) = within.iter().find(|m| m.parties.len() > 1) {
        return several.parties.clone();
    }
    let mut parties: Vec<Entity> = Vec::new();
    for mention in within.into_iter().filter(|m| heads_speaker(doc, m, span)) {
        parties.extend(
            mention.parties.iter().filter(|e| !parties.iter().any(|p| p.party == e.party)).cloned().collect::<Vec<_>>(),
        );
    }
    parties
}

/// Whether the mention is the speaker's head, or coordinated with it ("X and Y said").
fn heads_speaker(doc: &Document, mention: &Mention, span: Span) -> bool {
    let Some(head) = top(doc, &mention.tokens) else { return false };
    let token = &doc.tokens[head];
    let governor_inside = token.head.is_some_and(|h| span.contains(doc.tokens[h].span));
    !governor_inside || token.relation() == "conj" && matches!(token.upos, "NOUN" | "PROPN")
}

/// The claim as `party` makes it.
fn as_told_by(claim: &Claim, party: &Entity, all: &[Entity]) -> Claim {
    let mut told = claim.clone();
    if let Some(speaker) = told.attribution.first_mut() {
        speaker.party = Some(party.party.clone());
        speaker.code = party.code.clone();
    }
    let Some(other) = all.iter().find(|e| e.party != party.party) else { return told };
    let blamed = told.agents.iter().any(is_the_other);
    for actor in told.agents.iter_mut().chain(told.targets.iter_mut()).filter(|a| is_the_other(a)) {
        (actor.party, actor.code) = (Some(other.party.clone()), other.code.clone());
    }
    // Whom "the other" strikes is whoever says so, not the other itself: "each accused the other of shelling homes".
    for target in told.targets.iter_mut().filter(|t| blamed && t.party.as_ref() == Some(&other.party)) {
        (target.party, target.code) = (Some(party.party.clone()), party.code.clone());
    }
    told
}

/// "the other", "each other", "one another".
pub fn is_the_other(actor: &Actor) -> bool {
    let words = actor.text.to_lowercase();
    let begins = ["each other", "one another", "the other"].iter().any(|w| words.starts_with(w));
    actor.party.is_none() && (begins || matches!(words.rsplit(' ').next(), Some("other" | "another")))
}
