//! What the tense tells of an act: whether it goes on, is done, or lies ahead.

use herodotus_lexicon::{Lexicon, WordClass};
use herodotus_schema::{Because, Document, Status};

use super::governed::auxiliary;
use crate::frames::Match;
use crate::quote::span_of;
use crate::reasons::reason;
use crate::setting;
use crate::syntax::{clause_of, is_passive, object};
use crate::tense::{Tense, tense};

/// What the clause around makes of an act of no day that a noun tells: what is done by force or goes on being given goes
/// on where the clause tells of the present ("the assault is blocking the road"); a new act is what an auxiliary
/// of the clause makes of it ("an assault would fail").
///
/// In the training gold 16 of the former went on and 9 had happened; of 28 of the latter 3 had happened.
pub(super) fn around_noun(doc: &Document, lexicon: &Lexicon, found: &Match) -> Option<(Status, Because)> {
    const SUSTAINED: [&str; 4] = ["ASSAULT", "COERCE", "SANCTION", "AID"];
    let token = found.token;
    let clause = clause_of(doc, token);
    if found.entry.class != WordClass::Noun || clause == token {
        return None;
    }
    let sustained = found.entry.event.as_deref().is_some_and(|kind| SUSTAINED.contains(&kind));
    let dated = || setting::when(doc, token, span_of(doc, token)).is_some();
    match tense(doc, token)? {
        Tense::Present if sustained && !dated() => Some((Status::Ongoing, reason("status", "told of in the present"))),
        Tense::Ahead => match auxiliary(doc, lexicon, clause) {
            // What must be done about an act does not call for the act (1 in 12 such nouns of the coded reports is called for).
            Some((Status::CalledFor, _)) => None,
            Some((status, word)) => Some((status, reason("status", &format!("told of with \"{word}\"")))),
            None if sustained && !dated() => Some((Status::Ongoing, reason("status", "known, and not over"))),
            None => None,
        },
        _ => None,
    }
}

/// "is shelling", "have been shelling", a bare present ("shells"), or a participle in the present ("the army, shelling
/// the port, says").
pub(super) fn is_progressive(doc: &Document, token: usize) -> bool {
    let t = &doc.tokens[token];
    let aided = || doc.children(token).any(|c| doc.tokens[c].relation() == "aux");
    match (&*t.xpos, t.relation()) {
        ("VBG", "acl") => aided() || tense(doc, token) != Some(Tense::Past),
        ("VBG", "conj") => aided() || tense(doc, token) == Some(Tense::Present),
        ("VBG", _) => aided(),
        // "Shells kill three": a headline tells what is done so.
        ("VBZ" | "VBP", _) => !counts(doc, token),
        ("VBN", _) => is_passive(doc, token) && has_present_auxiliary(doc, token),
        _ => false,
    }
}

/// Whether the object of the verb is counted.
fn counts(doc: &Document, token: usize) -> bool {
    object(doc, token).is_some_and(|o| doc.quantities.iter().any(|q| q.of == Some(o) || q.token == o))
}

/// "is part of", "are at odds": what something is told to be now.
pub(super) fn is_present_copula(doc: &Document, token: usize) -> bool {
    doc.children(token).any(|c| doc.tokens[c].relation() == "cop" && matches!(&*doc.tokens[c].xpos, "VBZ" | "VBP"))
}

/// "is being held", "are besieged": a passive in the present.
fn has_present_auxiliary(doc: &Document, token: usize) -> bool {
    let aux: Vec<usize> = doc.children(token).filter(|&c| doc.tokens[c].relation() == "aux").collect();
    let present = |c: &usize| matches!(&*doc.tokens[*c].xpos, "VBZ" | "VBP");
    let being = |c: &usize| &*doc.tokens[*c].xpos == "VBG";
    aux.iter().any(present) && aux.iter().all(|c| (present(c) || being(c)) && doc.tokens[*c].lemma == "be")
}
