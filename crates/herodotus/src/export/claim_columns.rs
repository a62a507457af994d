//! A claim as a row: the chain of speakers, actors, places, time and figure in columns of their own.

use herodotus_schema::{Actor, Because, Claim, Place, Speaker, Tally};

use super::csv::{Column, joined, known};
use crate::wording::word;

/// The columns of a claim.
pub const CLAIM_COLUMNS: &[Column<Claim>] = &[
    Column { name: "id", cell: |c| c.id.clone() },
    Column { name: "report", cell: |c| c.report.id.clone() },
    Column { name: "outlet", cell: |c| known(c.report.outlet.as_ref()) },
    Column { name: "title", cell: |c| known(c.report.title.as_ref()) },
    Column { name: "published", cell: |c| known(c.report.published.as_ref()) },
    Column { name: "url", cell: |c| known(c.report.url.as_ref()) },
    Column { name: "start", cell: |c| c.span.start.to_string() },
    Column { name: "end", cell: |c| c.span.end.to_string() },
    Column { name: "quote", cell: |c| c.quote.clone() },
    Column { name: "sentence_start", cell: |c| known(c.sentence.map(|s| s.start)) },
    Column { name: "sentence_end", cell: |c| known(c.sentence.map(|s| s.end)) },
    Column { name: "kind", cell: |c| word(c.kind) },
    Column { name: "type", cell: |c| known(c.event_type()) },
    Column { name: "mode", cell: |c| known(c.mode()) },
    Column { name: "cameo", cell: |c| known(c.event.as_ref().and_then(|e| e.cameo.as_ref())) },
    Column { name: "speakers", cell: |c| joined(c.attribution.iter().map(speaker)) },
    Column { name: "speaker_parties", cell: |c| joined(c.attribution.iter().map(|s| known(s.party.as_ref()))) },
    Column { name: "speaker_codes", cell: |c| joined(c.attribution.iter().map(|s| known(s.code.as_ref()))) },
    Column { name: "cues", cell: |c| joined(c.attribution.iter().map(|s| known(s.cue.as_ref()))) },
    Column { name: "direct", cell: |c| known(c.attribution.first().map(|s| s.direct)) },
    Column { name: "agents", cell: |c| actors(&c.agents, |a| a.text.clone()) },
    Column { name: "agent_parties", cell: |c| actors(&c.agents, |a| known(a.party.as_ref())) },
    Column { name: "agent_codes", cell: |c| actors(&c.agents, |a| known(a.code.as_ref())) },
    Column { name: "agent_roles", cell: |c| actors(&c.agents, |a| known(a.role.as_ref())) },
    Column { name: "targets", cell: |c| actors(&c.targets, |a| a.text.clone()) },
    Column { name: "target_parties", cell: |c| actors(&c.targets, |a| known(a.party.as_ref())) },
    Column { name: "target_codes", cell: |c| actors(&c.targets, |a| known(a.code.as_ref())) },
    Column { name: "target_roles", cell: |c| actors(&c.targets, |a| known(a.role.as_ref())) },
    Column { name: "places", cell: |c| places(c, |p| p.text.clone()) },
    Column { name: "place_names", cell: |c| places(c, |p| known(p.name.as_ref())) },
    Column { name: "geonameids", cell: |c| places(c, |p| known(p.geonameid)) },
    Column { name: "lat", cell: |c| places(c, |p| known(p.lat)) },
    Column { name: "lon", cell: |c| places(c, |p| known(p.lon)) },
    Column { name: "countries", cell: |c| places(c, |p| known(p.country.as_ref())) },
    Column { name: "place_precisions", cell: |c| places(c, |p| p.precision.map(word).unwrap_or_default()) },
    Column { name: "when_start", cell: |c| known(c.when.as_ref().map(|w| w.start)) },
    Column { name: "when_end", cell: |c| known(c.when.as_ref().map(|w| w.end)) },
    Column { name: "when_text", cell: |c| known(c.when.as_ref().and_then(|w| w.text.as_ref())) },
    Column {
        name: "when_precision",
        cell: |c| c.when.as_ref().and_then(|w| w.precision).map(word).unwrap_or_default(),
    },
    Column { name: "status", cell: |c| word(c.status) },
    Column { name: "certainty", cell: |c| word(c.certainty) },
    Column { name: "counted_what", cell: |c| tally(c, |t| t.what.clone()) },
    Column { name: "counted_who", cell: |c| tally(c, |t| known(t.who.as_ref())) },
    Column { name: "counted_party", cell: |c| tally(c, |t| known(t.party.as_ref())) },
    Column { name: "civilian", cell: |c| tally(c, |t| known(t.civilian)) },
    Column { name: "low", cell: |c| tally(c, |t| known(t.low)) },
    Column { name: "best", cell: |c| tally(c, |t| known(t.best)) },
    Column { name: "high", cell: |c| tally(c, |t| known(t.high)) },
    Column { name: "scope", cell: |c| tally(c, |t| t.scope.map(word).unwrap_or_default()) },
    Column { name: "as_of", cell: |c| tally(c, |t| known(t.as_of)) },
    Column { name: "because", cell: |c| joined(c.because.iter().map(because)) },
];

/// The speaker as written; a hidden one is a dash, so that the chain keeps its length.
fn speaker(speaker: &Speaker) -> String {
    speaker.text.clone().unwrap_or_else(|| "-".to_owned())
}

fn actors(actors: &[Actor], cell: fn(&Actor) -> String) -> String {
    joined(actors.iter().map(cell))
}

fn places(claim: &Claim, cell: fn(&Place) -> String) -> String {
    joined(claim.places.iter().map(cell))
}

fn tally(claim: &Claim, cell: fn(&Tally) -> String) -> String {
    claim.tally.as_ref().map(cell).unwrap_or_default()
}

fn because(because: &Because) -> String {
    let origin = match (&because.file, because.line) {
        (Some(file), Some(line)) => format!(" ({file}:{line})"),
        (Some(file), None) => format!(" ({file})"),
        _ => String::new(),
    };
    format!("{}: {}{origin}", because.field, because.rule)
}
