//! A tally series as a row: its latest figure, and all its figures in one cell.

use herodotus_schema::TallyPoint;

use super::csv::{Column, joined, known};
use super::event_columns::voice;
use crate::views::TallyRow;
use crate::wording::word;

/// The columns of a tally series.
pub const TALLY_COLUMNS: &[Column<TallyRow>] = &[
    Column { name: "id", cell: |t| t.series.id.clone() },
    Column { name: "conflict", cell: |t| known(t.series.conflict.as_ref()) },
    Column { name: "counted_by", cell: |t| voice(&t.series.voice) },
    Column { name: "what", cell: |t| t.series.what.clone() },
    Column { name: "who", cell: |t| known(t.series.who.as_ref()) },
    Column { name: "party", cell: |t| known(t.series.party.as_ref()) },
    Column { name: "civilian", cell: |t| known(t.series.civilian) },
    Column { name: "scope", cell: |t| t.series.scope.map(word).unwrap_or_default() },
    Column { name: "places", cell: |t| joined(t.series.places.iter().cloned()) },
    Column { name: "low", cell: |t| known(t.series.low) },
    Column { name: "best", cell: |t| known(t.series.best) },
    Column { name: "high", cell: |t| known(t.series.high) },
    Column { name: "as_of", cell: |t| known(t.series.as_of) },
    Column { name: "reports_with_latest", cell: |t| t.series.corroborated_by.to_string() },
    Column { name: "figures", cell: |t| joined(t.series.points.iter().map(figure)) },
    Column { name: "claims", cell: |t| joined(t.series.points.iter().flat_map(|point| point.claims.iter().cloned())) },
    Column { name: "beside", cell: |t| joined(t.series.beside.iter().cloned()) },
    Column { name: "notes", cell: |t| joined(t.series.notes.iter().cloned()) },
];

/// "2021-03-09: 12 to ?"
fn figure(point: &TallyPoint) -> String {
    let bound = |value: Option<f64>| value.map_or_else(|| "?".to_owned(), |value| value.to_string());
    let day = point.as_of.map_or_else(|| "day unknown".to_owned(), |day| day.to_string());
    match point.low == point.high {
        true => format!("{day}: {}", bound(point.best.or(point.low))),
        false => format!("{day}: {} to {}", bound(point.low), bound(point.high)),
    }
}
