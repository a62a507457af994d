//! Whether a claim's event is told as having happened, and how firmly.

use herodotus_lexicon::{HedgeEffect, Lexicon};
use herodotus_schema::{Because, Certainty, ClaimKind, Document, Status};

use crate::frames::Match;
use crate::reasons::reason;
use crate::speakers::attributions;
use crate::syntax::is_passive;

/// The status of the claim whose predicate is `token`, with the reason.
pub fn status(doc: &Document, lexicon: &Lexicon, token: usize, found: Option<&Match>) -> (Status, Because) {
    let negated = negation(doc, lexicon, token);
    if let Some(word) = negated {
        return (Status::DidNotHappen, reason("status", &format!("negated by \"{word}\"")));
    }
    if let Some(entry) = found.map(|m| m.entry)
        && let Some(status) = entry.status
    {
        return (status, entry_because("status", "the entry says so", entry));
    }
    if let Some(found) = modality(doc, lexicon, token).or_else(|| governed(doc, lexicon, token)) {
        return found;
    }
    let unsaid = |a: &&herodotus_schema::Attribution| negation(doc, lexicon, a.cue_token).is_some();
    if let Some(cue) = attributions(doc, lexicon, token).into_iter().find(unsaid) {
        return (Status::Possible, reason("status", &format!("said by nobody: \"{}\" is negated", doc.text(cue.cue))));
    }
    let spoken = found.is_some_and(|m| m.entry.speech) && matches!(&*doc.tokens[token].xpos, "VBZ" | "VBP");
    let lasting = found.is_some_and(|m| m.entry.kind == ClaimKind::State) || is_present_copula(doc, token);
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
    (Certainty::Firm, reason("certainty", "told as a fact"))
}

/// The negating word at `token`: on the predicate itself, or on its subject or object ("no shells fell").
fn negation(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<String> {
    let negates = |t: usize| {
        doc.children(t)
            .filter(|&c| matches!(doc.tokens[c].relation(), "advmod" | "det" | "cc" | "aux"))
            .map(|c| doc.tokens[c].lemma.to_lowercase())
            .find(|l| lexicon.words().negators.get(l).is_some())
    };
    negates(token).or_else(|| {
        let noun_negators = |t: usize| {
            doc.children(t)
                .filter(|&c| matches!(doc.tokens[c].relation(), "det" | "cc") && c < t)
                .map(|c| doc.tokens[c].lemma.to_lowercase())
                .find(|l| lexicon.words().negators.get(l).is_some())
        };
        doc.children(token).filter(|&c| matches!(doc.tokens[c].relation(), "nsubj" | "obj")).find_map(noun_negators)
    })
}

/// What an auxiliary or an "if" makes of the predicate.
fn modality(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<(Status, Because)> {
    for c in doc.children(token) {
        let t = &doc.tokens[c];
        if matches!(t.relation(), "aux" | "mark")
            && let Some(&status) = lexicon.words().governors.get(&t.lemma)
        {
            // What somebody said would happen they said will happen.
            let backshifted = t.form.eq_ignore_ascii_case("would") && !attributions(doc, lexicon, token).is_empty();
            let status = if backshifted && status == Status::Possible { Status::Planned } else { status };
            return Some((status, reason("status", &format!("\"{}\"", t.form))));
        }
    }
    None
}

/// Whether an auxiliary of the predicate says that it ought to be ("must", "should").
pub fn is_demanded(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    modality(doc, lexicon, token).is_some_and(|(status, _)| status == Status::CalledFor)
}

/// What a governing word makes of the predicate ("plans to", "threatened to", "failed to").
fn governed(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<(Status, Because)> {
    let mut at = token;
    for _ in 0..3 {
        let t = &doc.tokens[at];
        let head = t.head?;
        let reach = matches!(t.relation(), "xcomp" | "ccomp" | "conj" | "acl" | "obj" | "advcl");
        if !reach || &*t.deprel == "acl:relcl" {
            return None;
        }
        if let Some(&status) = lexicon.words().governors.get(&doc.tokens[head].lemma).filter(|_| t.relation() != "conj")
        {
            return Some((status, reason("status", &format!("after \"{}\"", doc.tokens[head].form))));
        }
        let outstanding = |c: &usize| {
            let word = &doc.tokens[*c];
            word.relation() == "advmod" && lexicon.words().governors.get(&word.lemma) == Some(&Status::DidNotHappen)
        };
        if let Some(word) = doc.children(head).find(outstanding) {
            let rule = format!("\"{} … to\"", doc.tokens[word].form);
            return Some((Status::DidNotHappen, reason("status", &rule)));
        }
        at = head;
    }
    None
}

/// "is shelling", "have been shelling", a bare present ("shells"), or a noun as it goes on ("continued shelling").
fn is_progressive(doc: &Document, token: usize) -> bool {
    let t = &doc.tokens[token];
    match &*t.xpos {
        "VBG" => doc.children(token).any(|c| doc.tokens[c].relation() == "aux") || t.relation() == "acl",
        "VBZ" | "VBP" => true,
        "VBN" => is_passive(doc, token) && has_present_auxiliary(doc, token),
        _ => false,
    }
}

/// "is part of", "are at odds": what something is told to be now.
fn is_present_copula(doc: &Document, token: usize) -> bool {
    doc.children(token).any(|c| doc.tokens[c].relation() == "cop" && matches!(&*doc.tokens[c].xpos, "VBZ" | "VBP"))
}

/// "is being held", "are besieged": a passive in the present.
fn has_present_auxiliary(doc: &Document, token: usize) -> bool {
    let mut aux = doc.children(token).filter(|&c| doc.tokens[c].relation() == "aux").peekable();
    aux.peek().is_some()
        && aux.all(|c| matches!(&*doc.tokens[c].xpos, "VBZ" | "VBP" | "VBG") && doc.tokens[c].lemma == "be")
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
