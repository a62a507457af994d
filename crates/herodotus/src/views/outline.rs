//! The situation report as an outline of headings and lines, which the text renderings write down.

use super::situation::{
    BreachLine, ConflictLine, CountLine, DiscrepancyLine, EventLine, PartyCounts, PartyPositions, PlaceLine,
    PledgeLine, ReportLine, SituationReport, Statement, TruceLine,
};
use super::words;
use crate::wording::counted;

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
    let more = |list: &str| report.more.get(list).copied().unwrap_or_default();
    head(report, &mut out);
    course(report, &mut out);
    let tallies = Chapter("Running tallies, by whose people", more("tallies"), PARTIES);
    tallies.write(&report.tallies, counts, &mut out);
    Chapter("Truces", more("truces"), ("truce", "truces")).write(&report.truces, truce, &mut out);
    Chapter("Pledges", more("pledges"), ("pledge", "pledges")).write(&report.pledges, pledge, &mut out);
    let discrepancies = Chapter("Discrepancies", more("discrepancies"), ("discrepancy", "discrepancies"));
    discrepancies.write(&report.discrepancies, discrepancy, &mut out);
    let takes = Chapter("Who supports, mediates, calls for what", more("positions"), PARTIES);
    takes.write(&report.positions, positions, &mut out);
    Chapter("What lasts, as told", more("standing"), ("state", "states")).write(&report.standing, event, &mut out);
    let background = Chapter("Background: told of earlier times", more("background"), ("event", "events"));
    background.write(&report.background, event, &mut out);
    Chapter("Places", more("places"), ("place", "places")).write(&report.places, place, &mut out);
    if !report.left_out.is_empty() {
        out.push(Block::Line(0, format!("Left out for length: {}.", words::list(&report.left_out))));
    }
    out
}

/// What one of a list is called, and several.
type Name = (&'static str, &'static str);
const CLAIMS: Name = ("claim", "claims");
const PARTIES: Name = ("party", "parties");

/// A chapter: its title, how many more items it has than are shown, and what they are called.
struct Chapter<'t>(&'t str, usize, Name);

impl Chapter<'_> {
    /// Writes the chapter, unless there are no items and none were left out.
    fn write<T>(&self, items: &[T], write: impl Fn(&T, &mut Vec<Block>), out: &mut Vec<Block>) {
        let Chapter(title, more, name) = *self;
        if items.is_empty() && more > 0 {
            out.push(Block::Chapter(title.to_owned()));
        }
        chapter(title, items, write, out);
        if more > 0 {
            out.push(Block::Line(0, and(more, name)));
        }
    }
}

pub(crate) fn chapter<T>(title: &str, items: &[T], write: impl Fn(&T, &mut Vec<Block>), out: &mut Vec<Block>) {
    if items.is_empty() {
        return;
    }
    out.push(Block::Chapter(title.to_owned()));
    items.iter().for_each(|item| write(item, out));
}

/// "and 3 more accounts"
fn and(more: usize, (one, many): Name) -> String {
    format!("and {more} more {}", if more == 1 { one } else { many })
}

/// The same as a point, with the command that shows them; nothing where none is left out.
fn and_more(depth: usize, (more, name): (usize, Name), id: &str, out: &mut Vec<Block>) {
    if more > 0 {
        out.push(Block::Point(depth, format!("{}; `herodotus show {id}` has all", and(more, name))));
    }
}

fn head(report: &SituationReport, out: &mut Vec<Block>) {
    let conflict = &report.conflict;
    let parties =
        if conflict.parties.is_empty() { "no parties told".to_owned() } else { words::list(&conflict.parties) };
    out.push(Block::Title(format!("Situation report: {parties}")));
    if !conflict.parties_cited.is_empty() {
        out.push(Block::Line(0, format!("Who fights is told in {}", cites(&conflict.parties_cited))));
    }
    let day = |iso: &Option<String>| iso.as_deref().and_then(|d| d.parse().ok()).map(words::day);
    if let (Some(from), Some(to)) = (day(&conflict.from), day(&conflict.to)) {
        out.push(Block::Line(0, format!("Period told: {from} to {to}.")));
    }
    if let Some(first) = &conflict.from_told {
        out.push(Block::Line(0, format!("The earliest day told: {}", statement(first))));
    }
    out.push(Block::Line(
        0,
        format!("{} and {} between them.", counted(conflict.claims, "claim"), counted(conflict.links, "link")),
    ));
    let more = report.more.get("conflicts").copied().unwrap_or_default();
    if report.conflicts.len() + more > 1 {
        Chapter("Conflicts told", more, ("conflict", "conflicts")).write(&report.conflicts, conflict_line, out);
    }
    out.push(Block::Chapter("Reports read".into()));
    let shown = if report.most == usize::MAX { usize::MAX } else { REPORTS.min(report.most.saturating_mul(3)) };
    report.reports.iter().take(shown).for_each(|line| out.push(report_line(line)));
    if report.reports.len() > shown {
        out.push(Block::Point(0, and(report.reports.len() - shown, ("report", "reports"))));
    }
}

/// "1 claim", "3 claims".
/// A conflict in a line: who fights where, how much is told of it, and its id.
pub(crate) fn conflict_line(line: &ConflictLine, out: &mut Vec<Block>) {
    let parties = if line.parties.is_empty() { "No parties told".to_owned() } else { words::list(&line.parties) };
    let countries =
        if line.countries.is_empty() { String::new() } else { format!(", fought in {}", line.countries.join(", ")) };
    let reports = if line.reports == 1 { "one report".to_owned() } else { counted(line.reports, "report") };
    let told = format!("{} claims in {reports}", line.claims);
    out.push(Block::Point(0, format!("{parties}{countries}: {told} ({}) {}", line.id, cites(&line.cites))));
}

/// A report in a line, with the id that `herodotus show` opens, and the file that it was just read from.
pub(crate) fn report_line(line: &ReportLine) -> Block {
    let outlet = line.outlet.as_deref().unwrap_or("unknown outlet");
    let title = line.title.as_deref().map(|t| format!(", “{t}”")).unwrap_or_default();
    let published = line.published.as_deref().unwrap_or("day of publication unknown");
    let claims = counted(line.claims, "claim");
    let file = line.file.as_deref().map(|file| format!(", from {file}")).unwrap_or_default();
    Block::Point(0, format!("{outlet}{title}, {published} ({claims}), {}{file}", line.id))
}

fn course(report: &SituationReport, out: &mut Vec<Block>) {
    let more = report.more.get("course").copied().unwrap_or_default();
    if report.course.is_empty() && more == 0 {
        return;
    }
    out.push(Block::Chapter("The course of events".into()));
    if more > 0 {
        out.push(Block::Line(0, format!("The last days told; {more} more are left out; --from and --to show a part.")));
    }
    for day in &report.course {
        out.push(Block::Section(day.label.clone()));
        day.events.iter().for_each(|e| event(e, out));
        if day.left_out > 0 {
            out.push(Block::Line(0, and(day.left_out, ("event", "events"))));
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
    and_more(1, (event.left_out, ("account", "accounts")), &event.id, out);
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
    if counts.totals_left_out > 0 {
        out.push(Block::Line(0, and(counts.totals_left_out, ("total", "totals"))));
    }
    if !counts.incidents.is_empty() {
        out.push(Block::Line(0, "Single incidents:".into()));
        counts.incidents.iter().for_each(|c| count(c, out));
    }
    if counts.left_out > 0 {
        out.push(Block::Line(0, and(counts.left_out, ("incident", "incidents"))));
    }
}

pub(crate) fn count(count: &CountLine, out: &mut Vec<Block>) {
    let Some(latest) = count.figures.first() else {
        told(0, "", &count.notes, out);
        and_more(0, (count.left_out, CLAIMS), &count.id, out);
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
    and_more(1, (count.left_out, ("figure or claim", "figures and claims")), &count.id, out);
}

pub(crate) fn truce(truce: &TruceLine, out: &mut Vec<Block>) {
    agreement(truce, out);
    truce.breaches.iter().for_each(|line| breach(line, out));
    and_more(0, (truce.left_out, ("claim or breach", "claims and breaches")), &truce.id, out);
}

/// What a truce is, and how it is told to have ended.
pub(crate) fn agreement(truce: &TruceLine, out: &mut Vec<Block>) {
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
}

pub(crate) fn breach(breach: &BreachLine, out: &mut Vec<Block>) {
    let by = if breach.by.is_empty() { "unsaid".to_owned() } else { words::list(&breach.by) };
    told(0, &format!("breach by {by}: "), &breach.told, out);
    told(1, "at odds with it: ", &breach.against, out);
}

fn pledge(pledge: &PledgeLine, out: &mut Vec<Block>) {
    told(0, "pledge: ", &pledge.told, out);
    told(1, "after it: ", &pledge.accusations, out);
    if pledge.left_out > 0 {
        out.push(Block::Point(1, and(pledge.left_out, CLAIMS)));
    }
}

pub(crate) fn discrepancy(line: &DiscrepancyLine, out: &mut Vec<Block>) {
    out.push(Block::Point(0, format!("{} ({})", line.title, line.id)));
    told(1, "", &line.accounts, out);
    and_more(1, (line.left_out, ("account", "accounts")), &line.id, out);
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
        if position.left_out > 0 {
            out.push(Block::Point(0, and(position.left_out, CLAIMS)));
        }
    }
    if party.left_out > 0 {
        out.push(Block::Line(0, and(party.left_out, ("position", "positions"))));
    }
}

fn place(place: &PlaceLine, out: &mut Vec<Block>) {
    let country = place.country.as_deref().map(|c| format!(", {c}")).unwrap_or_default();
    let at = place.lat.zip(place.lon).map(|(lat, lon)| format!(" ({lat:.3}, {lon:.3}{country})")).unwrap_or_default();
    let written: Vec<&String> = place.written.iter().filter(|w| **w != place.name).collect();
    let written = if written.is_empty() { String::new() } else { format!(", written {}", words::list(&written)) };
    out.push(Block::Point(0, format!("{}{at}{written} {}", place.name, cites(&place.cites))));
}
