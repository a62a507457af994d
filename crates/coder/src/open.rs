//! Claims whose type no frame tells: what somebody is quoted with, a lasting relation of a party.

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Attribution, Claim, Document, Status};

use crate::assemble::open_claim;
use crate::frames::Match;
use crate::parties::{parties_mention, resolves};
use crate::status::{is_demanded, status};
use crate::syntax::{clause_of, heads_clause, is_passive, subject};

/// Open claims of `doc`, apart from the words that `matches` tell of.
///
/// They are kept few: on the training gold one in ten of all other clauses about a party was a claim of no type.
pub fn claims(doc: &Document, lexicon: &Lexicon, matches: &[Match]) -> Vec<Claim> {
    let mut taken: Vec<usize> = matches.iter().flat_map(|m| [m.token, clause_of(doc, m.token)]).collect();
    taken.extend(doc.attributions.iter().map(|a| a.cue_token));
    let mut open: Vec<(usize, &str)> = statements(doc, matches);
    open.extend(
        (0..doc.tokens.len())
            .filter(|&t| relates(doc, lexicon, t))
            .map(|t| (t, "a relation of a party that no entry tells")),
    );
    open.sort();
    open.dedup_by_key(|(token, _)| *token);
    open.retain(|(token, _)| !taken.contains(token));
    open.into_iter().map(|(token, why)| open_claim(doc, lexicon, token, why)).collect()
}

/// The foremost clause of each statement of a known party in which no frame fits; and of a quotation about a party,
/// whatever else it tells.
fn statements<'w>(doc: &Document, matches: &[Match]) -> Vec<(usize, &'w str)> {
    let said = |a: &&Attribution| {
        let party = a.source_token.is_some_and(|t| resolves(doc, t));
        let tells = |m: &&Match| a.content.contains(doc.tokens[m.token].span);
        let quoted = a.direct && own_clause(doc, a).and_then(|t| subject(doc, t)).is_some_and(|s| resolves(doc, s));
        party && !matches.iter().any(|m| m.token == a.cue_token) && (quoted || !matches.iter().any(|m| tells(&m)))
    };
    let foremost = |a: &Attribution| {
        let inside: Vec<usize> = (0..doc.tokens.len()).filter(|&t| a.content.contains(doc.tokens[t].span)).collect();
        let clause = |t: usize| heads_clause(doc, t) && subject(doc, t).is_some() && doc.tokens[t].relation() != "acl";
        own_clause(doc, a).or_else(|| inside.into_iter().find(|&t| clause(t)))
    };
    doc.attributions
        .iter()
        .filter(said)
        .filter_map(foremost)
        .map(|t| (t, "a statement whose act no entry tells"))
        .collect()
}

/// The clause that the cue itself governs.
fn own_clause(doc: &Document, a: &Attribution) -> Option<usize> {
    doc.children(a.cue_token).find(|&t| doc.tokens[t].relation() == "ccomp" && a.content.contains(doc.tokens[t].span))
}

/// Whether the clause of `token` tells what a named party is, will do or does not do.
fn relates(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let t = &doc.tokens[token];
    if !heads_clause(doc, token)
        || is_passive(doc, token)
        || matches!(t.relation(), "xcomp" | "advcl" | "acl" | "csubj" | "amod" | "conj")
    {
        return false;
    }
    let by_party = subject(doc, token).is_some_and(|s| parties_mention(doc, s).is_some_and(|m| m.tokens.contains(&s)));
    let quoted = doc.attributions.iter().any(|a| a.direct && a.content.contains(t.span));
    let lasting = t.upos != "VERB";
    let stated = doc.attributions.iter().any(|a| a.content.contains(t.span));
    if stated && is_demanded(doc, lexicon, token) {
        return true;
    }
    by_party
        && !quoted
        && (lasting || matches!(status(doc, lexicon, token, None).0, Status::DidNotHappen | Status::Planned))
}
