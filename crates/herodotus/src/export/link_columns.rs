//! A link as a row.

use herodotus_schema::Link;

use super::csv::{Column, joined};
use crate::wording::word;

/// The columns of a link.
pub const LINK_COLUMNS: &[Column<Link>] = &[
    Column { name: "a", cell: |l| l.a.clone() },
    Column { name: "b", cell: |l| l.b.clone() },
    Column { name: "relation", cell: |l| word(l.relation) },
    Column { name: "score", cell: |l| l.score.to_string() },
    Column { name: "because", cell: |l| joined(l.because.iter().cloned()) },
];
