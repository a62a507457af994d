//! Claims whose type no frame tells: a statement that somebody makes, a clause about a party at war.

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Claim, Document};

use crate::assemble::open_claim;
use crate::frames::Match;
use crate::parties::resolves;
use crate::syntax::{clause_of, heads_clause, is_passive, object, subject};

/// Open claims of `doc`: one for each clause that tells something of a party, or that somebody states, and that no
/// match of `matches` stands in.
pub fn claims(doc: &Document, lexicon: &Lexicon, matches: &[Match]) -> Vec<Claim> {
    let mut taken: Vec<usize> = matches.iter().map(|m| m.token).collect();
    taken.extend(matches.iter().map(|m| clause_of(doc, m.token)));
    taken.extend(doc.attributions.iter().map(|a| a.cue_token));
    let open = (0..doc.tokens.len()).filter(|&t| heads_clause(doc, t) && !taken.contains(&t));
    open.filter_map(|t| reason(doc, t).map(|why| open_claim(doc, lexicon, t, why))).collect()
}

/// Why the clause of `token` is worth a claim, if it is.
fn reason(doc: &Document, token: usize) -> Option<&'static str> {
    let t = &doc.tokens[token];
    if matches!(t.relation(), "xcomp" | "advcl" | "acl" | "csubj" | "amod") {
        return None;
    }
    let stated = doc.attributions.iter().any(|a| a.content.contains(t.span));
    let party = [subject(doc, token), object(doc, token)].into_iter().flatten().any(|s| resolves(doc, s));
    match (stated, party) {
        (true, _) if subject(doc, token).is_some() => Some("a statement whose act no entry tells"),
        (_, true) if !is_passive(doc, token) || t.relation() == "root" => Some("a clause about a party whose act no entry tells"),
        _ => None,
    }
}
