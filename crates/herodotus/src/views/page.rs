//! One event, tally, truce, discrepancy or conflict by itself, with all that is told of it.

use herodotus_schema::{Claim, Event, Reconciled, TallySeries};
use std::collections::BTreeMap;

use super::beside::beside;
use super::conflicts::conflicts;
use super::outline::{self, Block};
use super::statement::Lines;
use super::{course, diplomacy, registers, terminal, truce_page, words};
use crate::wording::counted;

/// What the situation report has of the thing `id`, nothing left out, as text wrapped to `width`; `None` where `reconciled`, which was
/// made of `claims`, has no such thing.
pub fn page(claims: &[Claim], reconciled: &Reconciled, (id, width): (&str, usize)) -> Option<String> {
    let lines = Lines::new(claims);
    let mut out = Vec::new();
    if let Some(event) = reconciled.events.iter().find(|event| event.id == id) {
        out.push(Block::Title(format!("{} {id}", if event.lasting { "State" } else { "Event" })));
        facts(event, &mut out);
        outline::event(&course::line(&lines, event), &mut out);
        beside(&lines, (event, reconciled), &mut out);
    } else if let Some(series) = reconciled.tallies.iter().find(|series| series.id == id) {
        out.push(Block::Title(format!("Tally {id}")));
        tally(&lines, (series, reconciled), &mut out);
    } else if let Some(truce) = reconciled.truces.iter().find(|truce| truce.id == id) {
        out.push(Block::Title(format!("Truce {id}")));
        truce_page::truce(&lines, truce, &mut out);
    } else if let Some(found) = reconciled.discrepancies.iter().find(|discrepancy| discrepancy.id == id) {
        out.push(Block::Title(format!("Discrepancy {id}")));
        let (found, _) = diplomacy::discrepancies(&lines, std::slice::from_ref(found), 1);
        found.iter().for_each(|line| outline::discrepancy(line, &mut out));
    } else {
        let conflict = reconciled.conflicts.iter().find(|conflict| conflict.id == id)?;
        out.push(Block::Title(format!("Conflict {id}")));
        let found = conflicts(&lines, std::slice::from_ref(conflict), 1);
        found.iter().for_each(|line| outline::conflict_line(line, &mut out));
        out.push(Block::Line(0, format!("`herodotus report --conflict {id}` has the situation report on it.")));
    }
    Some(terminal::written(out, width))
}

/// What most claims of an event have, in words.
fn facts(event: &Event, out: &mut Vec<Block>) {
    let coded = [event.kind.as_deref(), event.mode.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let when = event.when.as_ref().map_or_else(|| "no day told".to_owned(), words::days);
    let conflict = event.conflict.as_deref().map(|id| format!("; conflict {id}")).unwrap_or_default();
    let reports = counted(event.reports.len(), "report");
    out.push(Block::Line(0, format!("{coded}, {when}, in {reports}{conflict}")));
}

fn tally(lines: &Lines<'_>, (series, all): (&TallySeries, &Reconciled), out: &mut Vec<Block>) {
    let by_id: BTreeMap<&str, &TallySeries> = all.tallies.iter().map(|one| (one.id.as_str(), one)).collect();
    let of = series.party.as_deref().unwrap_or("all sides together, or unsaid");
    out.push(Block::Line(0, format!("Whose people or things: {of}")));
    outline::count(&registers::count(lines, series, &by_id), out);
}
