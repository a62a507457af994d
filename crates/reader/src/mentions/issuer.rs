//! Whose own outlet a report comes from: a ministry's, an army's.

use herodotus_lexicon::{ActorKind, ActorMatch, Lexicon, NameForm};
use herodotus_schema::{Document, Entity};

/// The party of the outlet of `doc`, where its name is that of a body of a state or group, by the lexicon's names ("Ruritania's Central
/// Command") or by a noun for a role beside a party's ("Ministry of Defence of Ruritania"). An organisation or a newspaper is no party's.
pub fn issuer(doc: &Document, lexicon: &Lexicon) -> Option<Entity> {
    let outlet = doc.report.outlet.as_deref()?;
    let words: Vec<&str> = outlet.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
    let found: Vec<ActorMatch> =
        (0..words.len()).filter_map(|at| lexicon.actors().longest(&words[at..], doc.day())).collect();
    let wages = |m: &&ActorMatch| matches!(m.kind, ActorKind::State | ActorKind::DeFacto | ActorKind::Group);
    let body = found.iter().filter(wages).find(|m| m.form == NameForm::Body || m.tokens == words.len());
    let governs = |end: usize| {
        let role = lexicon.words().roles.longest_ending(&words[end.saturating_sub(4)..end]);
        role.and_then(|r| r.meaning.role.as_deref()).is_some_and(|role| matches!(role, "GOV" | "MIL" | "REB"))
    };
    let beside = || found.iter().filter(wages).find(|_| (1..=words.len()).any(governs));
    let of = body.or_else(beside)?;
    Some(super::named::entity(of, Some(of.role.to_owned())))
}
