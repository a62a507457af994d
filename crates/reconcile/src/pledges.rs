//! Pledges, which are no truces, with the accusations told right after them.

use std::collections::BTreeSet;

use herodotus_schema::{Claim, Pledge};

use crate::index::Index;
use crate::truces::bound;

/// Within how many code points after a pledge an accusation is told as following it.
const AFTER_PLEDGE: u32 = 250;

/// Promises of restraint that are not truces, with the accusations told right after them.
pub(crate) fn pledges(index: &Index<'_>) -> Vec<Pledge> {
    let promised = |claim: &Claim| claim.event_type() == Some("AGREE") && claim.mode() == Some("pledge");
    let mut out = Vec::new();
    for group in index.groups(promised) {
        let follows = |claim: &Claim| {
            claim.event_type() == Some("ASSAULT")
                && !claim.attribution.is_empty()
                && group.iter().any(|&n| {
                    let pledge = index.claims[n];
                    pledge.report.id == claim.report.id
                        && claim.span.start >= pledge.span.start
                        && claim.span.start <= pledge.span.end + AFTER_PLEDGE
                })
        };
        let near: BTreeSet<usize> = group.iter().flat_map(|&n| index.neighbours(n)).copied().collect();
        let after: Vec<usize> = near.into_iter().filter(|&n| follows(index.claims[n])).collect();
        out.push(Pledge { parties: bound(index, &group), claims: index.ids(&group), accusations: index.ids(&after) });
    }
    out
}
