//! A truce as a row: brokers with who credits them by claim, start, end and breaches.

use herodotus_schema::Breach;

use super::csv::{Column, joined, known};
use super::event_columns::voice;
use crate::views::TruceRow;

/// The columns of a truce.
pub const TRUCE_COLUMNS: &[Column<TruceRow>] = &[
    Column { name: "id", cell: |t| t.truce.id.clone() },
    Column { name: "conflict", cell: |t| known(t.truce.conflict.as_ref()) },
    Column { name: "count", cell: |t| t.truce.count.to_string() },
    Column { name: "when_start", cell: |t| known(t.truce.when.map(|when| when.start)) },
    Column { name: "when_end", cell: |t| known(t.truce.when.map(|when| when.end)) },
    Column { name: "in_force", cell: |t| known(t.truce.in_force) },
    Column { name: "ended_start", cell: |t| known(t.truce.ended.map(|ended| ended.start)) },
    Column { name: "ended_end", cell: |t| known(t.truce.ended.map(|ended| ended.end)) },
    Column { name: "parties", cell: |t| joined(t.truce.parties.iter().cloned()) },
    Column { name: "brokers", cell: |t| joined(t.truce.brokers.iter().map(|broker| broker.party.clone())) },
    Column {
        name: "broker_claims",
        cell: |t| joined(t.truce.brokers.iter().flat_map(|broker| broker.claims.iter().cloned())),
    },
    Column { name: "told", cell: |t| joined(t.truce.told.iter().cloned()) },
    Column { name: "terms", cell: |t| joined(t.truce.terms.iter().cloned()) },
    Column { name: "collapse", cell: |t| joined(t.truce.collapse.iter().cloned()) },
    Column { name: "breaches", cell: |t| joined(t.truce.breaches.iter().map(breach)) },
    Column {
        name: "breach_claims",
        cell: |t| joined(t.truce.breaches.iter().flat_map(|breach| breach.claims.iter().cloned())),
    },
];

/// "by Ruritania, says Borduria"
fn breach(breach: &Breach) -> String {
    let by = if breach.by.is_empty() { "somebody unnamed".to_owned() } else { breach.by.join(" and ") };
    format!("by {by}, says {}", voice(&breach.voice))
}
