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

/// The position among `claims`, the claims of the anchor's report as coded now, of the one that `anchor` holds on to:
/// the claim of its id, else what the ledger says became of that, else the one that fits best.
pub(crate) fn resolve(anchor: &Anchor, claims: &[&Claim], gone: &Gone) -> Option<usize> {
    let at = |id: &str| claims.iter().position(|claim| claim.id == id);
    let mut id = anchor.claim.as_str();
    for _ in 0..=gone.len() {
        if let Some(found) = at(id) {
            return Some(found);
        }
        match gone.get(id) {
            Some(Some(next)) => id = next,
            _ => break,
        }
    }
    let fits = claims.iter().enumerate().filter_map(|(n, claim)| Some((fit(anchor, claim)?, n)));
    fits.max_by_key(|&(fit, n)| (fit, std::cmp::Reverse(&claims[n].id))).map(|(_, n)| n)
}

/// Pairs the claims of two codings of one report, each with at most one of the other: by id first, then best fit
/// first. Gives the position in `new` for each of `old`, where there is one.
pub(crate) fn successors(old: &[Claim], new: &[Claim]) -> Vec<Option<usize>> {
    let ids: BTreeMap<&str, usize> = new.iter().enumerate().map(|(n, claim)| (claim.id.as_str(), n)).collect();
    let mut out: Vec<Option<usize>> = old.iter().map(|claim| ids.get(claim.id.as_str()).copied()).collect();
    let mut taken: BTreeSet<usize> = out.iter().flatten().copied().collect();
    let mut pairs = Vec::new();
    for (n, claim) in old.iter().enumerate().filter(|(n, _)| out[*n].is_none()) {
        let anchor = Anchor::of(claim);
        let others = new.iter().enumerate().filter(|(m, _)| !taken.contains(m));
        pairs.extend(others.filter_map(|(m, other)| Some((fit(&anchor, other)?, n, m))));
    }
    pairs.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| (&old[x.1].id, &new[x.2].id).cmp(&(&old[y.1].id, &new[y.2].id))));
    for (_, n, m) in pairs {
        if out[n].is_none() && taken.insert(m) {
            out[n] = Some(m);
        }
    }
    out
}
