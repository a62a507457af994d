//! From claims and links to conflicts, events, tallies, truces, discrepancies and positions.

use herodotus_schema::{Claim, Conflict, Link, Reconciled};

use crate::index::{Index, by_report};
use crate::link::in_order;
use crate::{discrepancies, events, pledges, positions, tallies, truces};

/// The conflicts that `claims` tell of, the one with most claims first; those of [`reconcile`]. Asks for no words of a claim,
/// nor who says it.
pub fn conflicts(claims: &[Claim]) -> Vec<Conflict> {
    let claims = in_order(claims);
    crate::conflicts::conflicts(&claims, &by_report(&claims)).all
}

/// Builds what `claims` and `links` tell together.
///
/// Comes in: claims in any order and their links, as [`crate::link`] or an analyst made them; links to claims that are
/// not there are passed over. Goes out: the same for the same claims and links, every value with its claims.
pub fn reconcile(claims: &[Claim], links: &[Link]) -> Reconciled {
    let index = Index::new(claims, links);
    let truces = truces::truces(&index);
    Reconciled {
        events: events::events(&index),
        tallies: tallies::series(&index),
        pledges: pledges::pledges(&index),
        discrepancies: discrepancies::discrepancies(&index, &truces),
        positions: positions::positions(&index),
        truces,
        conflicts: index.conflicts.all,
    }
}
