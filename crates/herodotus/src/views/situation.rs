//! The situation report as data: what every rendering of it shows.

use std::collections::BTreeMap;

use herodotus_schema::{Certainty, DiscrepancyKind, Stance, Status};
use serde::Serialize;

/// Whether nothing is left out, which is not worth a field.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "what serde hands over")]
fn none(left_out: &usize) -> bool {
    *left_out == 0
}

/// One claim as a line: who says what, in which words, in which report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statement {
    /// The side that says so; `None` where it is the outlet's own voice or the speaker belongs to none.
    pub side: Option<String>,
    /// The chain of speakers as written, innermost first; empty where the outlet says it itself. A hidden
    /// speaker is "unnamed".
    pub speakers: Vec<String>,
    /// The outlet, or the report's id where it has none.
    pub outlet: String,
    /// The report's id.
    pub report: String,
    /// The exact words.
    pub quote: String,
    /// Whether the words are the speaker's own, in quotation marks.
    pub direct: bool,
    /// Whether it is said to have happened.
    pub status: Status,
    /// How firmly it is said.
    pub certainty: Certainty,
    /// Status and certainty in words, where they are more than "it happened" ("reportedly", "denies").
    pub hedge: Option<String>,
    /// The day or days it tells of, in words, as far as it says.
    pub when: Option<String>,
    /// The hour it tells of, in words, where the words give one.
    pub hour: Option<String>,
    /// What an analyst made of it, in words ("corrected by Ada"), where one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<String>,
    /// The citation that opens it.
    pub cite: String,
    /// The claim's full id.
    pub claim: String,
    /// Citations of further claims of the same voice that tell the same.
    pub also: Vec<String>,
}

/// What the report is about and what it stands on.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Conflict {
    /// The parties most often told as fighting each other, most often first.
    pub parties: Vec<String>,
    /// Citations of claims that tell them fighting.
    pub parties_cited: Vec<String>,
    /// The first day of the period told, in ISO form.
    pub from: Option<String>,
    /// The claim that tells that day.
    pub from_told: Option<Statement>,
    /// The last day told, in ISO form.
    pub to: Option<String>,
    /// How many claims it stands on.
    pub claims: usize,
    /// How many links between them.
    pub links: usize,
}

/// One of several conflicts that the claims tell of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConflictLine {
    /// The conflict's id, which `--conflict` takes.
    pub id: String,
    /// The parties told as fighting, most often first.
    pub parties: Vec<String>,
    /// ISO 3166 alpha-2 codes of the countries it is told to be fought in, most often first.
    pub countries: Vec<String>,
    /// In how many reports it is told.
    pub reports: usize,
    /// How many claims belong to it.
    pub claims: usize,
    /// Citations of some that tell of its fighting.
    pub cites: Vec<String>,
}

/// A report that was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportLine {
    /// Its id.
    pub id: String,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its day of publication, as given.
    pub published: Option<String>,
    /// How many claims of it are shown from.
    pub claims: usize,
    /// The file, and line, that it was read from, where it just was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// An event with the accounts of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventLine {
    /// The event's id.
    pub id: String,
    /// The id of the conflict that it belongs to.
    pub conflict: Option<String>,
    /// What, who and where, as told, and by whom.
    pub title: String,
    /// The accounts, side by side.
    pub accounts: Vec<Statement>,
    /// Claims that contradict them.
    pub against: Vec<Statement>,
    /// In how many reports it stands, copies left out.
    pub reports: usize,
    /// The outlets that print a copy of one of them, each once.
    pub also_printed_by: Vec<String>,
    /// How many more claims tell it than are shown.
    #[serde(skip_serializing_if = "none")]
    pub left_out: usize,
}

/// The events of one day or stretch of days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DayEvents {
    /// The days in words ("4 to 5 November 2020").
    pub label: String,
    /// The first day, in ISO form; `None` for events without a day.
    pub day: Option<String>,
    /// Its events.
    pub events: Vec<EventLine>,
    /// How many more events there are than are shown.
    pub left_out: usize,
}

/// One figure of a count.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureLine {
    /// The day it stood at, in words; "as published on ..." where the words tell none.
    pub as_of: Option<String>,
    /// Lower bound.
    pub low: Option<f64>,
    /// The figure to show where one is wanted.
    pub best: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// The bounds in words ("at least 2,000").
    pub figure: String,
    /// The claims behind it, by voice and report.
    pub statements: Vec<Statement>,
    /// Whether a later figure for the same day takes its place.
    pub superseded: bool,
}

/// One voice's count of one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CountLine {
    /// The series' id.
    pub id: String,
    /// What is counted, in words ("killed, soldiers").
    pub what: String,
    /// Who counts.
    pub counted_by: String,
    /// The figures, latest first.
    pub figures: Vec<FigureLine>,
    /// How many reports carry the latest figure.
    pub reports: usize,
    /// Whether two reports or more carry the latest figure of one speaker.
    pub corroborated: bool,
    /// Other voices' latest figures of the same thing, in words with citations.
    pub beside: Vec<String>,
    /// Claims about the count itself.
    pub notes: Vec<Statement>,
    /// How many more figures, claims and other voices' figures there are than are shown.
    #[serde(skip_serializing_if = "none")]
    pub left_out: usize,
}

/// The counts of one party's people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartyCounts {
    /// Whose people; `None` where all sides' are counted together or the text does not say.
    pub party: Option<String>,
    /// Running totals.
    pub totals: Vec<CountLine>,
    /// Counts of single incidents.
    pub incidents: Vec<CountLine>,
    /// How many more incidents there are than are shown.
    pub left_out: usize,
    /// How many more running totals there are than are shown.
    #[serde(skip_serializing_if = "none")]
    pub totals_left_out: usize,
}

/// A breach as claimed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BreachLine {
    /// Who is said to have broken the truce.
    pub by: Vec<String>,
    /// Who says so, in which words.
    pub told: Vec<Statement>,
    /// Claims that deny or contradict it.
    pub against: Vec<Statement>,
}

/// A truce of the register.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TruceLine {
    /// The truce's id.
    pub id: String,
    /// When, in words, and how many where they are only told together.
    pub title: String,
    /// Who agreed.
    pub parties: Vec<String>,
    /// The claims that tell it.
    pub told: Vec<Statement>,
    /// Who is credited with brokering it.
    pub brokers: Vec<Statement>,
    /// The brokers' names, with those that are told of several truces together marked.
    pub broker_names: Vec<String>,
    /// The instant it came into force, in words, where an hour is told.
    pub in_force: Option<String>,
    /// What it asks.
    pub terms: Vec<Statement>,
    /// How it is told to have ended.
    pub ended: Vec<Statement>,
    /// Who is said to have broken it.
    pub breaches: Vec<BreachLine>,
    /// How many more claims and breaches there are than are shown.
    #[serde(skip_serializing_if = "none")]
    pub left_out: usize,
}

/// A promise of restraint that is not a truce.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PledgeLine {
    /// Who promised.
    pub parties: Vec<String>,
    /// The claims that tell it.
    pub told: Vec<Statement>,
    /// Accusations told right after it.
    pub accusations: Vec<Statement>,
    /// How many more claims tell it than are shown.
    #[serde(skip_serializing_if = "none")]
    pub left_out: usize,
}

/// Accounts at odds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DiscrepancyLine {
    /// The discrepancy's id.
    pub id: String,
    /// How they are at odds.
    pub kind: DiscrepancyKind,
    /// The kind in words.
    pub title: String,
    /// The accounts.
    pub accounts: Vec<Statement>,
    /// How many more claims tell it than are shown.
    #[serde(skip_serializing_if = "none")]
    pub left_out: usize,
}

/// What a party takes up towards others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PositionLine {
    /// What.
    pub stance: Stance,
    /// Towards whom.
    pub toward: Vec<String>,
    /// The claims that tell it.
    pub told: Vec<Statement>,
    /// How many more claims tell it than are shown.
    #[serde(skip_serializing_if = "none")]
    pub left_out: usize,
}

/// The positions of one party.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartyPositions {
    /// Who.
    pub party: String,
    /// What it takes up.
    pub positions: Vec<PositionLine>,
    /// How many more positions there are than are shown.
    pub left_out: usize,
}

/// A place that claims name, however each writes it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceLine {
    /// The gazetteer's name.
    pub name: String,
    /// The GeoNames id, if it has one.
    pub geonameid: Option<u32>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// ISO 3166 alpha-2 code of the country.
    pub country: Option<String>,
    /// The ways it is written, sorted.
    pub written: Vec<String>,
    /// Citations of claims that name it.
    pub cites: Vec<String>,
}

/// All that a set of reports comes to, as told.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SituationReport {
    /// The conflict and the period.
    pub conflict: Conflict,
    /// The conflicts told, the one with most claims first.
    pub conflicts: Vec<ConflictLine>,
    /// The reports it stands on.
    pub reports: Vec<ReportLine>,
    /// The course of events by day.
    pub course: Vec<DayEvents>,
    /// What lasts: who holds, governs, recognises what.
    pub standing: Vec<EventLine>,
    /// Running tallies by party.
    pub tallies: Vec<PartyCounts>,
    /// The truce register.
    pub truces: Vec<TruceLine>,
    /// Pledges kept apart from truces.
    pub pledges: Vec<PledgeLine>,
    /// Accounts at odds, what matters most first.
    pub discrepancies: Vec<DiscrepancyLine>,
    /// Who supports, mediates, calls for what.
    pub positions: Vec<PartyPositions>,
    /// What is told of times before this war's period.
    pub background: Vec<EventLine>,
    /// The places named, with their coordinates.
    pub places: Vec<PlaceLine>,
    /// What was left out for length, in words.
    pub left_out: Vec<String>,
    /// How many more items there are than are shown, by the name of the list.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub more: BTreeMap<&'static str, usize>,
    /// How many lines of a list are shown, which the list of reports keeps to in text.
    #[serde(skip)]
    pub most: usize,
}
