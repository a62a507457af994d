//! Who does what is told to be done by another act: "the raids killed three", "hit in a rebel raid".

use herodotus_lexicon::WordClass;
use herodotus_schema::{ClaimKind, Document};

use crate::force::is_force;
use crate::frames::Match;
use crate::parties::resolves;
use crate::syntax::obliques;

/// Gives each match whose agents stand for no party the doers of the act that stands in their place, or that it is told to
/// happen in; and each criticism of an act the doers of that act as its target.
pub fn trace(doc: &Document, matches: &mut [Match]) {
    for at in 0..matches.len() {
        let found = &matches[at];
        let kind = found.entry.event.as_deref();
        if !found.agents.iter().any(|&t| resolves(doc, t)) {
            let alone = found.agents.is_empty() && is_force(kind);
            let within = || if alone { obliques(doc, found.token, &["in", "by", "during"]) } else { Vec::new() };
            let doers = doers(doc, matches, &found.agents).or_else(|| doers(doc, matches, &within()));
            if let Some(doers) = doers {
                matches[at].agents = doers;
            }
        }
        if kind == Some("ACCUSE")
            && !matches[at].targets.iter().any(|&t| resolves(doc, t))
            && let Some(doers) = doers(doc, matches, &matches[at].targets)
            && doers != matches[at].agents
        {
            matches[at].targets = doers;
        }
    }
}

/// The known doers of the first of `nouns` that tells an act.
fn doers(doc: &Document, matches: &[Match], nouns: &[usize]) -> Option<Vec<usize>> {
    let known = |m: &&Match| m.agents.iter().any(|&t| resolves(doc, t));
    let act = |noun: &usize| {
        let act = |m: &Match| m.entry.class == WordClass::Noun && m.entry.kind != ClaimKind::State;
        let of_noun = |m: &&Match| m.token == *noun && act(m);
        matches.iter().find(of_noun).filter(known)
    };
    nouns.iter().find_map(act).map(|m| m.agents.clone())
}
