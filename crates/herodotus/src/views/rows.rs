//! The rows of `export events`, `export tallies` and `export truces`.

use herodotus_schema::{Claim, Event, Reconciled, TallySeries, Truce};
use serde::Serialize;

use super::situation::Statement;
use super::statement::Lines;

/// One row of `export events`: the event with the words of its accounts and of what contradicts them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventPage {
    /// The event, as reconciliation made it.
    #[serde(flatten)]
    pub event: Event,
    /// The accounts in words: every claim with who says it, its quote and its citation.
    pub statements: Vec<Statement>,
    /// What contradicts them, in words.
    pub against: Vec<Statement>,
}

/// One row of `export tallies`: one voice's count over time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TallyRow {
    /// The series, as reconciliation made it.
    #[serde(flatten)]
    pub series: TallySeries,
    /// The claims behind its figures and notes, in words.
    pub statements: Vec<Statement>,
}

/// One row of `export truces`: one truce of the register.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TruceRow {
    /// The truce, as reconciliation made it.
    #[serde(flatten)]
    pub truce: Truce,
    /// The claims behind it, in words.
    pub statements: Vec<Statement>,
}

/// The rows of `export events`, by day. `claims` are those that `reconciled` was made of.
pub fn event_rows(claims: &[Claim], reconciled: &Reconciled) -> Vec<EventPage> {
    let lines = Lines::new(claims);
    let row = |event: &Event| {
        let ids: Vec<&String> = event.accounts.iter().flat_map(|a| &a.claims).collect();
        let mut against: Vec<&String> = event.contradicted.iter().map(|c| &c.claim).collect();
        against.sort();
        against.dedup();
        EventPage { event: event.clone(), statements: lines.each(&ids), against: lines.each(&against) }
    };
    reconciled.events.iter().map(row).collect()
}

/// The rows of `export tallies`. `claims` are those that `reconciled` was made of.
pub fn tally_rows(claims: &[Claim], reconciled: &Reconciled) -> Vec<TallyRow> {
    let lines = Lines::new(claims);
    let row = |series: &TallySeries| {
        let ids: Vec<&String> = series.points.iter().flat_map(|p| &p.claims).chain(&series.notes).collect();
        TallyRow { series: series.clone(), statements: lines.each(&ids) }
    };
    reconciled.tallies.iter().map(row).collect()
}

/// The rows of `export truces`, by day. `claims` are those that `reconciled` was made of.
pub fn truce_rows(claims: &[Claim], reconciled: &Reconciled) -> Vec<TruceRow> {
    let lines = Lines::new(claims);
    let row = |truce: &Truce| {
        let breaches = truce.breaches.iter().flat_map(|b| b.claims.iter().chain(&b.contradicted));
        let mut ids: Vec<&String> =
            truce.told.iter().chain(&truce.terms).chain(&truce.collapse).chain(breaches).collect();
        let mut seen = std::collections::BTreeSet::new();
        ids.retain(|id| seen.insert(*id));
        TruceRow { truce: truce.clone(), statements: lines.each(&ids) }
    };
    reconciled.truces.iter().map(row).collect()
}
