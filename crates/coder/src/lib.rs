//! From a read document to claims, by the rules of the lexicon.
//!
//! [`code`] is pure: the same document and lexicon give the same claims. It opens no file, knows no
//! word of its own beyond the grammar of English, and asks nothing of other reports; linking claims
//! to each other is the business of `herodotus-reconcile`.

mod assemble;
mod frames;
mod open;
mod parties;
mod quote;
mod select;
mod setting;
mod sides;
mod speakers;
mod status;
mod syntax;
mod tallies;

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Claim, Document};

/// The claims of one document and what was considered on the way.
pub struct Coded {
    /// In order of their words in the text.
    pub claims: Vec<Claim>,
    /// Entries that were tried and did not fit, in order of their words.
    pub near_misses: Vec<NearMiss>,
}

/// An entry of the lexicon that was tried at a word and did not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// The word, as written.
    pub word: String,
    /// The entry's lemma, with its file and line.
    pub entry: String,
    /// What was wanting.
    pub why: String,
}

/// The claims of `doc`, in order of their words.
pub fn code(doc: &Document, lexicon: &Lexicon) -> Vec<Claim> {
    code_explained(doc, lexicon).claims
}

/// The claims of `doc`, and what nearly became one.
pub fn code_explained(doc: &Document, lexicon: &Lexicon) -> Coded {
    let (matches, misses) = frames::find(doc, lexicon);
    let matches = select::select(doc, matches);
    let mut claims: Vec<Claim> = matches.iter().map(|m| assemble::event_claim(doc, lexicon, m)).collect();
    claims.extend(tallies::tallies(doc, lexicon));
    let mut open = open::claims(doc, lexicon, &matches);
    // A clause whose figure is told needs no claim of no type beside it.
    open.retain(|o| !claims.iter().any(|c| c.tally.is_some() && c.span.overlaps(o.span)));
    claims.extend(open);
    let mut claims = claims.into_iter().flat_map(|c| sides::told_by_each(doc, c)).collect();
    finish(&mut claims);
    let near_misses = misses
        .into_iter()
        .map(|m| NearMiss {
            word: doc.tokens[m.token].form.clone(),
            entry: format!("{} ({})", m.entry.lemma, m.entry.origin),
            why: m.why,
        })
        .collect();
    Coded { claims, near_misses }
}

/// Sorts the claims, drops the ones told twice by the same words, and names them.
fn finish(claims: &mut Vec<Claim>) {
    let key = |c: &Claim| {
        let figure = c.tally.as_ref().map(|t| format!("{}{:?}{:?}", t.what, t.low, t.high));
        (
            c.span,
            c.kind,
            c.event_type().map(str::to_string),
            figure,
            c.mode().map(str::to_string),
            c.side().map(str::to_string),
        )
    };
    claims.sort_by_key(key);
    claims.dedup_by_key(|c| key(c));
    for claim in claims {
        claim.id = id(claim);
    }
}

/// A claim's id: "c-" and the first 16 hexadecimal digits of the BLAKE3 hash of its report, place, coding and
/// side.
fn id(claim: &Claim) -> String {
    let mut hash = blake3::Hasher::new();
    let tally = claim.tally.as_ref().map(|t| format!("{} {:?} {:?}", t.what, t.low, t.high)).unwrap_or_default();
    let coding = format!("{:?} {:?} {:?}", claim.kind, claim.event_type(), claim.mode());
    let place = format!("{}-{}", claim.span.start, claim.span.end);
    for part in [claim.report.id.as_str(), &place, &coding, &tally, claim.side().unwrap_or_default()] {
        hash.update(part.as_bytes());
        hash.update(b"\0");
    }
    format!("c-{}", &hash.finalize().to_hex()[..16])
}
