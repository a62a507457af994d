//! A conflict as a row: who fights where, and which claims belong to it.

use herodotus_schema::Conflict;

use super::csv::{Column, joined};

/// The columns of a conflict.
pub const CONFLICT_COLUMNS: &[Column<Conflict>] = &[
    Column { name: "id", cell: |c| c.id.clone() },
    Column { name: "parties", cell: |c| joined(c.parties.iter().cloned()) },
    Column { name: "countries", cell: |c| joined(c.countries.iter().cloned()) },
    Column { name: "reports", cell: |c| joined(c.reports.iter().cloned()) },
    Column { name: "claims", cell: |c| joined(c.claims.iter().cloned()) },
];
