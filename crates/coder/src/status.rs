//! Whether a claim's event is told as having happened, and how firmly.

mod governed;
mod told;

use herodotus_lexicon::{HedgeEffect, Lexicon};
use herodotus_schema::{Because, Certainty, ClaimKind, Document, Status};

use crate::frames::Match;
use crate::reasons::reason;
use crate::speakers::attributions;
use crate::tense::{Tense, finite};

use governed::{governed, modality, negation, qualified, ruled_though_negated};
use told::{around_noun, is_present_copula, is_progressive};

pub use governed::{is_demanded, is_negated};

/// The status of the claim whose predicate is `token`, with the reason.
pub fn status(doc: &Document, lexicon: &Lexicon, token: usize, found: Option<&Match>) -> (Status, Because) {
    marked(doc, lexicon, token, found).unwrap_or_else(|| plain(doc, token, found))
}

/// The status that words beside the predicate tell: negations, modals, what governs it, its entry.
pub fn marked(doc: &Document, lexicon: &Lexicon, token: usize, found: Option<&Match>) -> Option<(Status, Because)> {
    if let Some(word) = negation(doc, lexicon, token) {
        // What will not be is told as firmly to come as what will, and what must not be is called for.
        let negated = || (Status::DidNotHappen, reason("status", &format!("negated by \"{word}\"")));
        return Some(ruled_though_negated(doc, lexicon, token).unwrap_or_else(negated));
    }
    if let Some(entry) = found.map(|m| m.entry)
        && let Some(status) = entry.status
        && !(status == Status::Ongoing && finite(doc, token) == Some(Tense::Past))
    {
        return Some((status, entry_because("status", "the entry says so", entry)));
    }
    let ruled = modality(doc, lexicon, token).or_else(|| qualified(doc, lexicon, token));
    let ruled = ruled.or_else(|| governed(doc, lexicon, token));
    ruled.or_else(|| found.and_then(|found| around_noun(doc, lexicon, found)))
}

/// The status that the tense alone tells.
pub fn plain(doc: &Document, token: usize, found: Option<&Match>) -> (Status, Because) {
    let spoken = found.is_some_and(|m| m.entry.speech) && matches!(&*doc.tokens[token].xpos, "VBZ" | "VBP");
    let state = found.is_some_and(|m| m.entry.kind == ClaimKind::State) && finite(doc, token) != Some(Tense::Past);
    let lasting = state || is_present_copula(doc, token);
    // What is said in the present ("the two sides accuse each other") has been said.
    if !spoken && (lasting || is_progressive(doc, token)) {
        return (Status::Ongoing, reason("status", "told as going on"));
    }
    (Status::Happened, reason("status", "told as done"))
}

/// How firmly the claim is told, with the reason.
pub fn certainty(doc: &Document, lexicon: &Lexicon, token: usize, found: Option<&Match>) -> (Certainty, Because) {
    if let Some(entry) = found.map(|m| m.entry)
        && let Some(certainty) = entry.certainty
    {
        return (certainty, entry_because("certainty", "the entry says so", entry));
    }
    for attribution in attributions(doc, lexicon, token) {
        // Only a hidden speaker hedges by saying so ("is said to"); "X claims" is as firm as X makes it.
        let hidden = attribution.source.is_none();
        let fits = |c: &&herodotus_lexicon::CueEntry| c.source.is_empty() == hidden && c.certainty != Certainty::Firm;
        if let Some(cue) = lexicon.cues(&attribution.cue_lemma).iter().find(fits)
            && (hidden || cue.certainty == Certainty::Denied)
        {
            let rule = format!("said with \"{}\"", doc.text(attribution.cue));
            return (
                cue.certainty,
                Because {
                    file: Some(cue.origin.file.to_string()),
                    line: Some(cue.origin.line),
                    ..reason("certainty", &rule)
                },
            );
        }
    }
    for c in doc.children(token) {
        let lemma = doc.tokens[c].lemma.to_lowercase();
        let hedge = lexicon.words().hedges.get(&lemma).is_some_and(|h| h.effect == HedgeEffect::Hedged);
        if hedge && doc.tokens[c].relation() == "advmod" {
            return (Certainty::Hedged, reason("certainty", &format!("hedged by \"{lemma}\"")));
        }
    }
    if let Some(governor) = doc.tokens[token].head.filter(|_| doc.tokens[token].relation() == "xcomp") {
        // "appear to have left", "is likely to attack"
        let lemma = doc.tokens[governor].lemma.to_lowercase();
        if lexicon.words().hedges.get(&lemma).is_some_and(|h| h.effect == HedgeEffect::Hedged) {
            return (Certainty::Hedged, reason("certainty", &format!("after \"{lemma}\"")));
        }
    }
    (Certainty::Firm, reason("certainty", "told as a fact"))
}

/// The reason that an entry of the lexicon gives.
pub fn entry_because(field: &str, rule: &str, entry: &herodotus_lexicon::EventEntry) -> Because {
    Because {
        field: field.to_string(),
        rule: rule.to_string(),
        file: Some(entry.origin.file.to_string()),
        line: Some(entry.origin.line),
        ..Because::default()
    }
}
