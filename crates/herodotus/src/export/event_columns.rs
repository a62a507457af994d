//! An event as a row: who tells it, and by which claims.

use herodotus_schema::{Account, Event, Voice};

use super::csv::{Column, joined, known};
use crate::views::EventPage;
use crate::wording::word;

/// The columns of an event.
pub const EVENT_COLUMNS: &[Column<EventPage>] = &[
    Column { name: "id", cell: |e| e.event.id.clone() },
    Column { name: "conflict", cell: |e| known(e.event.conflict.as_ref()) },
    Column { name: "type", cell: |e| known(e.event.kind.as_ref()) },
    Column { name: "mode", cell: |e| known(e.event.mode.as_ref()) },
    Column { name: "status", cell: |e| e.event.status.map(word).unwrap_or_default() },
    Column { name: "lasting", cell: |e| e.event.lasting.to_string() },
    Column { name: "when_start", cell: |e| known(e.event.when.map(|when| when.start)) },
    Column { name: "when_end", cell: |e| known(e.event.when.map(|when| when.end)) },
    Column { name: "agents", cell: |e| joined(e.event.agents.iter().cloned()) },
    Column { name: "targets", cell: |e| joined(e.event.targets.iter().cloned()) },
    Column { name: "places", cell: |e| joined(e.event.places.iter().cloned()) },
    Column { name: "told_by", cell: |e| voices(&e.event, |account| !account.denies) },
    Column { name: "denied_by", cell: |e| voices(&e.event, |account| account.denies) },
    Column {
        name: "claims",
        cell: |e| joined(e.event.accounts.iter().flat_map(|account| account.claims.iter().cloned())),
    },
    Column {
        name: "contradicted_by",
        cell: |e| joined(e.event.contradicted.iter().map(|contrary| contrary.claim.clone())),
    },
    Column { name: "reports", cell: |e| joined(e.event.reports.iter().cloned()) },
];

fn voices(event: &Event, which: fn(&Account) -> bool) -> String {
    joined(event.accounts.iter().filter(|account| which(account)).map(|account| voice(&account.voice)))
}

/// A voice in a cell: the party, else the speaker as written, else the outlet.
pub(crate) fn voice(voice: &Voice) -> String {
    let names = [&voice.party, &voice.speaker, &voice.outlet];
    names.into_iter().flatten().next().cloned().unwrap_or_else(|| "somebody unnamed".to_owned())
}
