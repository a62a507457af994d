//! The chain of speakers of a claim, innermost first, the outlet left out.

use herodotus_lexicon::{ActorKind, Lexicon};
use herodotus_schema::{Attribution, Certainty, Document, Entity, Speaker};

use crate::parties::parties_mention;

/// The attributions in whose content the predicate `token` stands, innermost (shortest content) first.
pub fn attributions<'d>(doc: &'d Document, lexicon: &Lexicon, token: usize) -> Vec<&'d Attribution> {
    let at = doc.tokens[token].span;
    let mut around: Vec<&Attribution> =
        doc.attributions.iter().filter(|a| a.content.contains(at) && a.cue_token != token).collect();
    let denials: Vec<_> = around.iter().filter(|a| denies_another(lexicon, a, &around)).map(|a| a.cue).collect();
    around.retain(|a| !denials.contains(&a.cue));
    around.sort_by_key(|a| (a.content.len(), a.cue));
    around
}

/// The chain of speakers of the claim whose predicate is `token`.
pub fn chain(doc: &Document, lexicon: &Lexicon, token: usize) -> Vec<Speaker> {
    let mut chain: Vec<Speaker> = Vec::new();
    for attribution in attributions(doc, lexicon, token) {
        let speaker = speaker(doc, lexicon, attribution);
        // The same speaker told twice ("X said … , he added") is one link of the chain.
        let again = chain.iter().any(|s| s.text == speaker.text || (s.party.is_some() && s.party == speaker.party));
        if !again {
            chain.push(speaker);
        }
    }
    // A hidden speaker says nothing where a named one stands in the chain.
    if chain.iter().any(|s| s.text.is_some()) {
        chain.retain(|s| s.text.is_some());
    }
    chain
}

/// Whether the attribution denies what another of the chain says ("X is accused of …, which Y denies"): the denial is
/// a claim of its own, and who denies is no speaker of the accusation.
fn denies_another(lexicon: &Lexicon, attribution: &Attribution, around: &[&Attribution]) -> bool {
    let denies = lexicon.cues(&attribution.cue_lemma).iter().any(|c| c.certainty == Certainty::Denied);
    denies && around.iter().any(|a| a.cue != attribution.cue && attribution.content.contains(a.cue))
}

/// One attribution as a link of the chain.
fn speaker(doc: &Document, lexicon: &Lexicon, attribution: &Attribution) -> Speaker {
    let mention = attribution.source_token.and_then(|t| parties_mention(doc, t));
    let within = || {
        let source = attribution.source?;
        doc.mentions.iter().find(|m| source.contains(m.span) && !m.parties.is_empty())
    };
    let entity = mention.or_else(within).and_then(|m| m.parties.first());
    let side = entity.map(|e| side(lexicon, e));
    Speaker {
        text: attribution.source.map(|s| doc.text(s).to_string()),
        party: side.as_ref().map(|(party, _)| party.clone()),
        code: side.and_then(|(_, code)| code),
        cue: Some(doc.text(attribution.cue).to_string()),
        direct: attribution.direct,
        span: attribution.source,
        cue_span: Some(attribution.cue),
    }
}

/// The side that an entity speaks for, with its code: its own, or that of the party whose outlet it is.
fn side(lexicon: &Lexicon, entity: &Entity) -> (String, Option<String>) {
    let actor = lexicon.actors().party(&entity.party);
    let owner = actor.filter(|a| a.kind == ActorKind::Outlet).and_then(|a| a.side_of.first());
    match owner {
        Some(owner) => (owner.clone(), lexicon.actors().party(owner).and_then(|a| a.code.clone())),
        None => (entity.party.clone(), entity.code.clone()),
    }
}
