//! A tally series as a row: its latest figure, and all its figures in one cell.

use herodotus_schema::{TallyPoint, TallySeries};

use super::csv::{Column, joined, known, word};
use super::event_columns::voice;

/// The columns of a tally series.
pub const TALLY_COLUMNS: &[Column<TallySeries>] = &[
    Column { name: "id", cell: |t| t.id.clone() },
    Column { name: "counted_by", cell: |t| voice(&t.voice) },
    Column { name: "what", cell: |t| t.what.clone() },
    Column { name: "who", cell: |t| known(t.who.as_ref()) },
    Column { name: "party", cell: |t| known(t.party.as_ref()) },
    Column { name: "civilian", cell: |t| known(t.civilian) },
    Column { name: "scope", cell: |t| t.scope.map(word).unwrap_or_default() },
    Column { name: "places", cell: |t| joined(t.places.iter().cloned()) },
    Column { name: "low", cell: |t| known(t.low) },
    Column { name: "best", cell: |t| known(t.best) },
    Column { name: "high", cell: |t| known(t.high) },
    Column { name: "as_of", cell: |t| known(t.as_of) },
    Column { name: "reports_with_latest", cell: |t| t.corroborated_by.to_string() },
    Column { name: "figures", cell: |t| joined(t.points.iter().map(figure)) },
    Column { name: "claims", cell: |t| joined(t.points.iter().flat_map(|point| point.claims.iter().cloned())) },
    Column { name: "beside", cell: |t| joined(t.beside.iter().cloned()) },
    Column { name: "notes", cell: |t| joined(t.notes.iter().cloned()) },
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
