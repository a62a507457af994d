//! Which claim of one coding of a report is which of another: by place, kind, and what else they share.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_schema::{Claim, Span};

use crate::Anchor;

/// Where claims of earlier codings went: the id of each to that of its successor, if it has one.
pub(crate) type Gone = BTreeMap<String, Option<String>>;

/// How well a claim fits an anchor: the shared part of their words in thousandths, then what else they share.
type Fit = (u32, u32);

/// How well `claim` fits `anchor`; `None` if it cannot be the same. Words that overlap by half are enough, and less where
/// the coding is the same, because rules move the ends of a quote more often than they change what it tells.
fn fit(anchor: &Anchor, claim: &Claim) -> Option<Fit> {
    if anchor.kind != claim.kind {
        return None;
    }
    let (shared, either) = overlap(anchor.span, claim.span);
    let counted = claim.tally.as_ref().map(|tally| tally.what.as_str());
    let coding = anchor.event_type.as_deref() == claim.event_type() && anchor.counted.as_deref() == counted;
    let smaller = anchor.span.len().min(claim.span.len());
    let close = shared > 0 && (shared * 2 >= either || coding && shared * 2 >= smaller);
    let alike = u32::from(coding) + u32::from(anchor.side.as_deref() == claim.side());
    close.then(|| (shared * 1000 / either.max(1), alike))
}

/// How many code points two spans share, and how many either covers.
fn overlap(a: Span, b: Span) -> (u32, u32) {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    (shared, a.len() + b.len() - shared)
}

/// What became of the claim `id`: itself where nothing did, else the last of those that succeeded it.
pub(crate) fn last<'i>(id: &'i str, gone: &'i Gone) -> &'i str {
    let mut at = id;
    for _ in 0..gone.len() {
        match gone.get(at) {
            Some(Some(next)) if next != id => at = next,
            _ => break,
        }
    }
    at
}

/// The position among `claims`, the claims of the anchor's report as coded now, of the one that `anchor` holds on to:
/// the claim of its id, else the first of its successors that stands.
pub(crate) fn resolve(anchor: &Anchor, claims: &[&Claim], gone: &Gone) -> Option<usize> {
    let mut id = anchor.claim.as_str();
    for _ in 0..=gone.len() {
        if let Some(found) = claims.iter().position(|claim| claim.id == id) {
            return Some(found);
        }
        id = gone.get(id)?.as_deref()?;
    }
    None
}

/// Pairs anchors with claims of one report, each with at most one of the other, best fit first. Gives the position in
/// `claims` for each anchor, where there is one.
pub(crate) fn pairs(anchors: &[&Anchor], claims: &[&Claim]) -> Vec<Option<usize>> {
    let mut fits = Vec::new();
    for (n, anchor) in anchors.iter().enumerate() {
        fits.extend(claims.iter().enumerate().filter_map(|(m, claim)| Some((fit(anchor, claim)?, n, m))));
    }
    let ids = |&(_, n, m): &(Fit, usize, usize)| (&anchors[n].claim, &claims[m].id);
    fits.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| ids(x).cmp(&ids(y))));
    let mut out = vec![None; anchors.len()];
    let mut taken = BTreeSet::new();
    for (_, n, m) in fits {
        if out[n].is_none() && taken.insert(m) {
            out[n] = Some(m);
        }
    }
    out
}

/// Pairs the claims of two codings of one report, each with at most one of the other: by id first, then as [`pairs`].
/// Gives the position in `new` for each of `old`, where there is one.
pub(crate) fn successors(old: &[Claim], new: &[Claim]) -> Vec<Option<usize>> {
    let ids: BTreeMap<&str, usize> = new.iter().enumerate().map(|(n, claim)| (claim.id.as_str(), n)).collect();
    let mut out: Vec<Option<usize>> = old.iter().map(|claim| ids.get(claim.id.as_str()).copied()).collect();
    let left: Vec<usize> = (0..old.len()).filter(|&n| out[n].is_none()).collect();
    let free: Vec<usize> = (0..new.len()).filter(|m| !out.contains(&Some(*m))).collect();
    let anchors: Vec<Anchor> = left.iter().map(|&n| Anchor::of(&old[n])).collect();
    let claims: Vec<&Claim> = free.iter().map(|&m| &new[m]).collect();
    for (&n, found) in left.iter().zip(pairs(&anchors.iter().collect::<Vec<_>>(), &claims)) {
        out[n] = found.map(|m| free[m]);
    }
    out
}
