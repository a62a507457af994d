//! Whether a claim's event is told as having happened, and how firmly.

mod governed;
mod nouns;
mod told;
mod untrue;

use herodotus_lexicon::{HedgeEffect, Lexicon, WordClass};
use herodotus_schema::{Because, Certainty, ClaimKind, Document, Status};

use crate::frames::Match;
use crate::reasons::{reason, reason_from};
use crate::speakers::attributions;
use crate::syntax::is_infinitive;
use crate::tense::{Tense, finite};

use governed::{governed, modality, negation, ruled_though_negated};
use nouns::qualified;
use told::{around_noun, is_present_copula, is_progressive};

pub use governed::{is_demanded, is_imperative, is_negated, leaves_open};
pub use untrue::untrue;

/// What words tell of a status, and how surely.
pub enum Told {
    /// By words on the predicate itself: "did not", "must", "plans to".
    Firmly(Status, Because),
    /// By what mostly goes with it, which a learnt answer that is sure of another outranks: what the entry says of its word in general, the
    /// clause around a noun, "continues". (With each topic left out, of 68 nouns told as going on
    /// 48 were as the learnt answer said, 17 going on.)
    Loosely(Status, Because),
}

impl Told {
    /// The status with its reason.
    pub fn into_pair(self) -> (Status, Because) {
        match self {
            Told::Firmly(status, because) | Told::Loosely(status, because) => (status, because),
        }
    }
}

/// The status of the claim whose predicate is `token`, with the reason.
pub fn status(doc: &Document, lexicon: &Lexicon, token: usize, found: Option<&Match>) -> (Status, Because) {
    marked(doc, lexicon, token, found).map_or_else(|| plain(doc, token, found), Told::into_pair)
}

/// The status that words beside the predicate tell: negations, modals, what governs it, its entry.
pub fn marked(doc: &Document, lexicon: &Lexicon, token: usize, found: Option<&Match>) -> Option<Told> {
    if let Some(word) = untrue(doc, lexicon, token) {
        let rule = format!("said to be \"{}\"", said(doc, lexicon, word));
        return Some(Told::Firmly(Status::DidNotHappen, reason("status", &rule)));
    }
    if let Some(word) = negation(doc, lexicon, token) {
        // What will not be is told as firmly to come as what will, and what must not be is called for.
        let negated = || (Status::DidNotHappen, reason("status", &format!("negated by \"{word}\"")));
        let (status, because) = ruled_though_negated(doc, lexicon, token).unwrap_or_else(negated);
        return Some(Told::Firmly(status, because));
    }
    let own = modality(doc, lexicon, token);
    if let Some(entry) = found.map(|m| m.entry)
        && let Some(status) = entry.status
        && !(status == Status::Ongoing && finite(doc, token) == Some(Tense::Past))
    {
        let because = reason_from("status", "the entry says so", &entry.origin);
        let firm = own.is_some() || tells_what_is_ahead(doc, token, entry);
        return Some(if firm { Told::Firmly(status, because) } else { Told::Loosely(status, because) });
    }
    let beside = own.or_else(|| qualified(doc, lexicon, token));
    if let Some((status, because)) = beside {
        return Some(Told::Firmly(status, because));
    }
    match governed(doc, lexicon, token) {
        Some((Status::Ongoing, because)) => Some(Told::Loosely(Status::Ongoing, because)),
        Some((status, because)) => Some(Told::Firmly(status, because)),
        None => found.and_then(|found| around_noun(doc, lexicon, found)).map(|(s, because)| Told::Loosely(s, because)),
    }
}

/// Whether what the entry says of its word in general holds of it here: the entry is the user's own or of an act of force that is prepared,
/// it is a verb of pledging, or an infinitive tells what is to be done ("*offered* a truce", "a plan *to leave*", not "a threat right now").
fn tells_what_is_ahead(doc: &Document, token: usize, entry: &herodotus_lexicon::EventEntry) -> bool {
    let infinitive =
        |c: usize| is_infinitive(doc, c) && matches!(doc.tokens[c].relation(), "xcomp" | "acl" | "advcl" | "ccomp");
    let force = matches!(entry.event.as_deref(), Some("ASSAULT" | "COERCE" | "MOBILIZE"));
    let offered = entry.mode.as_deref() == Some("pledge") && doc.tokens[token].upos == "VERB";
    entry.own || force || offered || doc.children(token).any(infinitive)
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
        return (certainty, reason_from("certainty", "the entry says so", &entry.origin));
    }
    // What somebody says is not so, they deny.
    let told = attributions(doc, lexicon, token);
    if let Some(word) = untrue(doc, lexicon, token).filter(|_| told.iter().any(|a| a.source.is_some())) {
        let rule = format!("said to be \"{}\"", said(doc, lexicon, word));
        return (Certainty::Denied, reason("certainty", &rule));
    }
    for attribution in told {
        // Only a hidden speaker hedges by saying so ("is said to"); "X claims" is as firm as X makes it.
        let hidden = attribution.source.is_none();
        let fits = |c: &&herodotus_lexicon::CueEntry| c.source.is_empty() == hidden && c.certainty != Certainty::Firm;
        if let Some(cue) = lexicon.cues(&attribution.cue_lemma).iter().find(fits)
            && (hidden || cue.certainty == Certainty::Denied)
        {
            let rule = format!("said with \"{}\"", doc.text(attribution.cue));
            return (cue.certainty, reason_from("certainty", &rule, &cue.origin));
        }
    }
    for c in doc.children(token) {
        let (lemma, form) = (doc.tokens[c].lemma.to_lowercase(), doc.tokens[c].form.to_lowercase());
        let hedges = &lexicon.words().hedges;
        let hedge = hedges.get(&lemma).or_else(|| hedges.get(&form)).is_some_and(|h| h.effect == HedgeEffect::Hedged);
        // "Allegedly shelled", "an alleged attack".
        let noun = found.is_some_and(|m| m.entry.class == WordClass::Noun);
        if hedge && (doc.tokens[c].relation() == "advmod" || noun && c < token && doc.tokens[c].relation() == "amod") {
            return (Certainty::Hedged, reason("certainty", &format!("hedged by \"{form}\"")));
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

/// A predicate as it is said, with the word that negates it.
fn said(doc: &Document, lexicon: &Lexicon, predicate: usize) -> String {
    let word = &doc.tokens[predicate].form;
    negation(doc, lexicon, predicate).map_or_else(|| word.clone(), |not| format!("{not} {word}"))
}
