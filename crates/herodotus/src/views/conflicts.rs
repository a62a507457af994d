//! The conflicts as the situation report lists them.

use herodotus_schema::{Claim, Conflict};

use super::situation::ConflictLine;
use super::statement::Lines;

/// How many claims of a conflict's fighting are cited.
const CITED: usize = 3;

/// The first `most` of `conflicts`, each citing claims that tell its parties fighting.
pub(crate) fn conflicts(lines: &Lines<'_>, conflicts: &[Conflict], most: usize) -> Vec<ConflictLine> {
    let line = |conflict: &Conflict| {
        let known = || conflict.claims.iter().filter_map(|id| lines.claim(id));
        let mut cited: Vec<&Claim> = known().filter(|claim| fights(claim, conflict)).take(CITED).collect();
        if cited.is_empty() {
            cited.extend(known().next());
        }
        ConflictLine {
            id: conflict.id.clone(),
            parties: conflict.parties.clone(),
            countries: conflict.countries.clone(),
            reports: conflict.reports.len(),
            claims: conflict.claims.len(),
            cites: cited.into_iter().map(|claim| lines.cite(&claim.id)).collect(),
        }
    };
    conflicts.iter().take(most).map(line).collect()
}

/// Whether a claim tells of an attack by or on one of the parties.
fn fights(claim: &Claim, conflict: &Conflict) -> bool {
    let mut parties = claim.agents.iter().chain(&claim.targets).filter_map(|actor| actor.party.as_ref());
    claim.event_type() == Some("ASSAULT") && parties.any(|party| conflict.parties.contains(party))
}
