//! The situation report as an outline of headings and lines, which the text renderings write down.

use super::situation::{
    ConflictLine, CountLine, DiscrepancyLine, EventLine, PartyCounts, PartyPositions, PlaceLine, PledgeLine,
    ReportLine, SituationReport, Statement, TruceLine,
};
use super::words;

/// One piece of the outline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    /// The title of the whole.
    Title(String),
    /// A chapter.
    Chapter(String),
    /// A section of a chapter.
    Section(String),
    /// A line at a depth from 0, without mark.
    Line(usize, String),
    /// A point of a list at a depth from 0.
    Point(usize, String),
}

/// How many reports are listed one by one.
pub(crate) const REPORTS: usize = 40;

/// The outline of `report`.
pub(crate) fn outline(report: &SituationReport) -> Vec<Block> {
    let mut out = Vec::new();
    head(report, &mut out);
    course(report, &mut out);
    chapter("Running tallies, by whose people", &report.tallies, counts, &mut out);
    chapter("Truces", &report.truces, truce, &mut out);
    chapter("Pledges", &report.pledges, pledge, &mut out);
    chapter("Discrepancies", &report.discrepancies, discrepancy, &mut out);
    chapter("Who supports, mediates, calls for what", &report.positions, positions, &mut out);
    chapter("What lasts, as told", &report.standing, event, &mut out);
    chapter("Background: told of earlier times", &report.background, event, &mut out);
    chapter("Places", &report.places, place, &mut out);
    if !report.left_out.is_empty() {
        out.push(Block::Line(0, format!("Left out for length: {}.", words::list(&report.left_out))));
    }
    out
}

pub(crate) fn chapter<T>(title: &str, items: &[T], write: impl Fn(&T, &mut Vec<Block>), out: &mut Vec<Block>) {
    if items.is_empty() {
        return;
    }
    out.push(Block::Chapter(title.to_owned()));
    items.iter().for_each(|item| write(item, out));
}

fn head(report: &SituationReport, out: &mut Vec<Block>) {
    let conflict = &report.conflict;
    let parties =
        if conflict.parties.is_empty() { "no parties told".to_owned() } else { words::list(&conflict.parties) };
    out.push(Block::Title(format!("Situation report: {parties}")));
    if !conflict.parties_cited.is_empty() {
        out.push(Block::Line(0, format!("Told as fighting in {}", cites(&conflict.parties_cited))));
    }
    let day = |iso: &Option<String>| iso.as_deref().and_then(|d| d.parse().ok()).map(words::day);
    if let (Some(from), Some(to)) = (day(&conflict.from), day(&conflict.to)) {
        out.push(Block::Line(0, format!("Period told: {from} to {to}.")));
    }
    if let Some(first) = &conflict.from_told {
        out.push(Block::Line(0, format!("The earliest day told: {}", statement(first))));
    }
    out.push(Block::Line(0, format!("{} claims and {} links between them.", conflict.claims, conflict.links)));
    if report.conflicts.len() > 1 {
        chapter("Conflicts told", &report.conflicts, conflict_line, out);
    }
    out.push(Block::Chapter("Reports read".into()));
    for line in report.reports.iter().take(REPORTS) {
        out.push(report_line(line));
    }
    if report.reports.len() > REPORTS {
        out.push(Block::Point(0, format!("and {} more", report.reports.len() - REPORTS)));
    }
}

/// A conflict in a line: who fights where, how much is told of it, and its id.
fn conflict_line(line: &ConflictLine, out: &mut Vec<Block>) {
    let parties = if line.parties.is_empty() { "No parties told".to_owned() } else { words::list(&line.parties) };
    let countries =
        if line.countries.is_empty() { String::new() } else { format!(", fought in {}", line.countries.join(", ")) };
    let reports = if line.reports == 1 { "one report".to_owned() } else { format!("{} reports", line.reports) };
    let told = format!("{} claims in {reports}", line.claims);
    out.push(Block::Point(0, format!("{parties}{countries}: {told} ({}) {}", line.id, cites(&line.cites))));
}

/// A report in a line.
pub(crate) fn report_line(line: &ReportLine) -> Block {
    let outlet = line.outlet.as_deref().unwrap_or("unknown outlet");
    let title = line.title.as_deref().map(|t| format!(", “{t}”")).unwrap_or_default();
    let published = line.published.as_deref().unwrap_or("day of publication unknown");
    Block::Point(0, format!("{outlet}{title}, {published} ({} claims)", line.claims))
}

fn course(report: &SituationReport, out: &mut Vec<Block>) {
    if report.course.is_empty() {
        return;
    }
    out.push(Block::Chapter("The course of events".into()));
    for day in &report.course {
        out.push(Block::Section(day.label.clone()));
        day.events.iter().for_each(|e| event(e, out));
        if day.left_out > 0 {
            out.push(Block::Line(0, format!("and {} more events", day.left_out)));
        }
    }
}

pub(crate) fn event(event: &EventLine, out: &mut Vec<Block>) {
    out.push(Block::Point(0, format!("{} {}", event.title, first_cites(&event.accounts))));
    told(1, "", &event.accounts, out);
    told(1, "at odds with it: ", &event.against, out);
    if !event.also_printed_by.is_empty() {
        out.push(Block::Point(1, format!("also printed by {}", event.also_printed_by.join(", "))));
    }
}

pub(crate) fn told(depth: usize, lead: &str, statements: &[Statement], out: &mut Vec<Block>) {
    out.extend(statements.iter().map(|s| Block::Point(depth, format!("{lead}{}", statement(s)))));
}

/// One claim in a line: who, in which outlet, how, the words, the citation.
pub(crate) fn statement(s: &Statement) -> String {
    let speakers = s.speakers.join(", through ");
    let who = match (&s.side, speakers.is_empty()) {
        (_, true) => s.outlet.clone(),
        (Some(side), false) if *side == speakers => format!("{side}, in {}", s.outlet),
        (Some(side), false) => format!("{side} ({speakers}), in {}", s.outlet),
        (None, false) => format!("{speakers}, in {}", s.outlet),
    };
    let hedge = s.hedge.as_deref().map(|h| format!(", {h}")).unwrap_or_default();
    let direct = if s.direct { ", word for word" } else { "" };
    let hour = s.hour.as_deref().map(|h| format!(", of {h}")).unwrap_or_default();
    let mut cited = vec![s.cite.clone()];
    cited.extend(s.also.iter().take(4).cloned());
    let more = if s.also.len() > 4 { format!(" and {} more", s.also.len() - 4) } else { String::new() };
    let reviewed = s.reviewed.as_deref().map(|reviewed| format!(" ({reviewed})")).unwrap_or_default();
    format!(
        "{who}{hedge}{direct}{hour}: “{}” {}{more}{reviewed}",
        s.quote.split_whitespace().collect::<Vec<_>>().join(" "),
        cites(&cited)
    )
}

/// The first citation of each statement, at most three.
fn first_cites(statements: &[Statement]) -> String {
    let first: Vec<String> = statements.iter().take(3).map(|s| s.cite.clone()).collect();
    cites(&first)
}

pub(crate) fn cites(ids: &[String]) -> String {
    ids.iter().map(|id| format!("[{id}]")).collect::<Vec<_>>().join(" ")
}

fn counts(counts: &PartyCounts, out: &mut Vec<Block>) {
    out.push(Block::Section(counts.party.clone().unwrap_or_else(|| "All sides together, or unsaid".into())));
    counts.totals.iter().for_each(|c| count(c, out));
    if !counts.incidents.is_empty() {
        out.push(Block::Line(0, "Single incidents:".into()));
        counts.incidents.iter().for_each(|c| count(c, out));
    }
    if counts.left_out > 0 {
        out.push(Block::Line(0, format!("and {} more incidents", counts.left_out)));
    }
}

fn count(count: &CountLine, out: &mut Vec<Block>) {
    let Some(latest) = count.figures.first() else {
        told(0, "", &count.notes, out);
        return;
    };
    let bound = |n: Option<f64>| n.map_or_else(|| "none".to_owned(), words::number);
    let as_of = latest.as_of.as_deref().map(|d| format!(", {d}")).unwrap_or_default();
    let corroborated = if count.corroborated {
        format!("; in {} reports, one tally, corroborated", count.reports)
    } else {
        String::new()
    };
    let bounds = format!("low {}, best {}, high {}", bound(latest.low), bound(latest.best), bound(latest.high));
    let line = format!(
        "{}: {}{as_of}, counted by {} ({bounds}){corroborated}",
        words::capital(&count.what),
        latest.figure,
        count.counted_by
    );
    out.push(Block::Point(0, format!("{line} {}", first_cites(&latest.statements))));
    told(1, "", &latest.statements, out);
    for earlier in count.figures.iter().skip(1) {
        let how = if earlier.superseded { "superseded" } else { "before" };
        let as_of = earlier.as_of.as_deref().map(|d| format!(", {d}")).unwrap_or_default();
        told(1, &format!("{how}: {}{as_of}: ", earlier.figure), &earlier.statements, out);
    }
    if !count.beside.is_empty() {
        out.push(Block::Point(1, format!("beside it: {}", count.beside.join("; "))));
    }
    told(1, "", &count.notes, out);
}

pub(crate) fn truce(truce: &TruceLine, out: &mut Vec<Block>) {
    out.push(Block::Section(truce.title.clone()));
    if !truce.parties.is_empty() {
        out.push(Block::Line(0, format!("Between {} {}", words::list(&truce.parties), first_cites(&truce.told))));
    }
    if let Some(at) = &truce.in_force {
        out.push(Block::Line(0, format!("In force from {at} {}", first_cites(&truce.told))));
    }
    if !truce.broker_names.is_empty() {
        out.push(Block::Line(0, format!("Brokers: {}", truce.broker_names.join("; "))));
    }
    told(0, "agreed: ", &truce.told, out);
    told(0, "brokered: ", &truce.brokers, out);
    told(0, "terms: ", &truce.terms, out);
    told(0, "end: ", &truce.ended, out);
    for breach in &truce.breaches {
        let by = if breach.by.is_empty() { "unsaid".to_owned() } else { words::list(&breach.by) };
        told(0, &format!("breach by {by}: "), &breach.told, out);
        told(1, "at odds with it: ", &breach.against, out);
    }
}

fn pledge(pledge: &PledgeLine, out: &mut Vec<Block>) {
    told(0, "pledge: ", &pledge.told, out);
    told(1, "after it: ", &pledge.accusations, out);
}

pub(crate) fn discrepancy(line: &DiscrepancyLine, out: &mut Vec<Block>) {
    out.push(Block::Point(0, format!("{} ({})", line.title, line.id)));
    told(1, "", &line.accounts, out);
}

fn positions(party: &PartyPositions, out: &mut Vec<Block>) {
    out.push(Block::Section(party.party.clone()));
    for position in &party.positions {
        let toward = if position.toward.is_empty() {
            String::new()
        } else {
            format!(", towards {}", words::list(&position.toward))
        };
        out.push(Block::Line(0, format!("{}{toward}:", words::capital(words::stance(position.stance)))));
        told(0, "", &position.told, out);
    }
    if party.left_out > 0 {
        out.push(Block::Line(0, format!("and {} more positions", party.left_out)));
    }
}

fn place(place: &PlaceLine, out: &mut Vec<Block>) {
    let country = place.country.as_deref().map(|c| format!(", {c}")).unwrap_or_default();
    let at = place.lat.zip(place.lon).map(|(lat, lon)| format!(" ({lat:.3}, {lon:.3}{country})")).unwrap_or_default();
    let written: Vec<&String> = place.written.iter().filter(|w| **w != place.name).collect();
    let written = if written.is_empty() { String::new() } else { format!(", written {}", words::list(&written)) };
    out.push(Block::Point(0, format!("{}{at}{written} {}", place.name, cites(&place.cites))));
}
