//! What reconciliation makes of claims and links: events, tally series, truces, discrepancies, positions.
//!
//! Everything here points back to claims by id; nothing carries a value without the claims behind it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Interval, Moment, Scope, Status};

/// Whose voice a claim stands in.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Voice {
    /// The party of the innermost speaker, if known.
    pub party: Option<String>,
    /// The innermost speaker as written; the first such wording where one voice has several.
    pub speaker: Option<String>,
    /// The outlet, where it speaks in its own voice.
    pub outlet: Option<String>,
}

/// A war, or strife between the same parties, that claims tell of: the countries it is fought in, and who fights.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Conflict {
    /// Stable while most of its fighting is told of one country: `w-` and a hash of that country, or of its two sides
    /// where no report places it.
    pub id: String,
    /// The parties told as fighting, most often first, at most four.
    pub parties: Vec<String>,
    /// ISO 3166 alpha-2 codes of the countries it is told to be fought in, most often first.
    pub countries: Vec<String>,
    /// The reports that tell of it, sorted.
    pub reports: Vec<String>,
    /// The claims that belong to it, in canonical order.
    pub claims: Vec<String>,
}

/// What one voice tells of an event.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Account {
    /// Who says so.
    pub voice: Voice,
    /// The claims, in canonical order.
    pub claims: Vec<String>,
    /// Whether the account says that it did not happen.
    pub denies: bool,
}

/// A claim of another event that contradicts one of this.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contrary {
    /// The claim that stands against this event.
    pub claim: String,
    /// The claim of this event that it contradicts.
    pub against: String,
}

/// Something that claims say happened, lasts or is to come: a group of claims that tell the same.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// Stable while its first claim stands: `e-` and a hash of the smallest claim id.
    pub id: String,
    /// The id of the conflict that most of its claims belong to.
    pub conflict: Option<String>,
    /// The PLOVER type that most of its claims have.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The mode that most of its claims have.
    pub mode: Option<String>,
    /// The status that most of its claims have.
    pub status: Option<Status>,
    /// Whether it lasts (a state) rather than happens.
    pub lasting: bool,
    /// The narrowest days that a claim of it gives.
    pub when: Option<Interval>,
    /// Every party or name that is told as agent, sorted.
    pub agents: Vec<String>,
    /// Every party or name that is told as target, sorted.
    pub targets: Vec<String>,
    /// Every place that is told, sorted.
    pub places: Vec<String>,
    /// Who tells it, side by side.
    pub accounts: Vec<Account>,
    /// Claims of other events that contradict it.
    pub contradicted: Vec<Contrary>,
    /// The reports it stands in, sorted.
    pub reports: Vec<String>,
    /// Those of them that print what another of them prints: they count once.
    pub copies: Vec<String>,
}

/// One figure of a series.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TallyPoint {
    /// The day the count stood at: told, or else the day of publication.
    pub as_of: Option<Date>,
    /// Whether the day is told in the words rather than taken from publication.
    pub told: bool,
    /// Lower bound.
    pub low: Option<f64>,
    /// The figure to show where one is wanted.
    pub best: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// The claims that give it.
    pub claims: Vec<String>,
    /// The reports they stand in.
    pub reports: Vec<String>,
    /// Those of them that print what another of them prints: they count once.
    pub copies: Vec<String>,
    /// Whether a later figure for the same day or an earlier one takes its place.
    pub superseded: bool,
}

/// One voice's count of one thing over time. Different voices and measures are different series.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TallySeries {
    /// Stable: `t-` and a hash of voice, what, whose, civilian, scope and incident, and of the conflict where the voice
    /// counts the like in several.
    pub id: String,
    /// The id of the conflict that it counts in.
    pub conflict: Option<String>,
    /// Who counts.
    pub voice: Voice,
    /// What is counted (`killed`, `wounded`, ...).
    pub what: String,
    /// Who or what is counted, as first written.
    pub who: Option<String>,
    /// Whose people or things; `None` if mixed or unsaid.
    pub party: Option<String>,
    /// Whether civilians are counted; `None` if mixed or unsaid.
    pub civilian: Option<bool>,
    /// A running total or one incident.
    pub scope: Option<Scope>,
    /// Where, for an incident.
    pub places: Vec<String>,
    /// The figures, oldest first.
    pub points: Vec<TallyPoint>,
    /// Lower bound of the latest standing figure.
    pub low: Option<f64>,
    /// The latest standing figure, to show where one is wanted.
    pub best: Option<f64>,
    /// Upper bound of the latest standing figure.
    pub high: Option<f64>,
    /// The day of the latest standing figure.
    pub as_of: Option<Date>,
    /// How many reports carry the latest figure, copies left out: two or more corroborate that it was said.
    pub corroborated_by: usize,
    /// Series of other voices that count the same thing.
    pub beside: Vec<String>,
    /// Claims about the count itself ("has not disclosed its losses").
    pub notes: Vec<String>,
}

/// Somebody credited with brokering a truce, and by which claims.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Broker {
    /// The party or body.
    pub party: String,
    /// The claims that credit it.
    pub claims: Vec<String>,
    /// Whether the claims speak of several truces together.
    pub together: bool,
}

/// A breach as somebody claims it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Breach {
    /// Who is said to have broken the truce, sorted.
    pub by: Vec<String>,
    /// Who says so.
    pub voice: Voice,
    /// The claims.
    pub claims: Vec<String>,
    /// Claims that deny or contradict it.
    pub contradicted: Vec<String>,
}

/// A truce, or several that are only told together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Truce {
    /// Stable while its first claim and its days stand: `r-` and a hash of the smallest claim id, of how many truces it
    /// stands for, and of when it began.
    pub id: String,
    /// The id of the conflict that it is a truce in.
    pub conflict: Option<String>,
    /// How many truces the entry stands for, where they are only told together.
    pub count: u32,
    /// When it was agreed or began, as finely as told.
    pub when: Option<Interval>,
    /// The instant it came into force, where an hour is told.
    pub in_force: Option<Moment>,
    /// When it is told to have ended, as finely as told.
    pub ended: Option<Interval>,
    /// Who agreed, sorted.
    pub parties: Vec<String>,
    /// Who is credited with brokering it, by whom.
    pub brokers: Vec<Broker>,
    /// Claims that tell of its agreement or start.
    pub told: Vec<String>,
    /// Claims about what it asks of the parties.
    pub terms: Vec<String>,
    /// Claims that it collapsed or did not hold.
    pub collapse: Vec<String>,
    /// Breaches, by who claims them.
    pub breaches: Vec<Breach>,
}

/// A promise of restraint that is not a truce, with what was said after it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pledge {
    /// Who promised, sorted.
    pub parties: Vec<String>,
    /// The claims that tell the promise.
    pub claims: Vec<String>,
    /// Accusations told right after it.
    pub accusations: Vec<String>,
}

/// How accounts are at odds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiscrepancyKind {
    /// Each side says that the other did it.
    BlameAgainstBlame,
    /// One says that it was so, another that it was not.
    ClaimAgainstDenial,
    /// Figures for one thing that exclude each other.
    FigureAgainstFigure,
    /// One truce credited to different brokers.
    BrokerAgainstBroker,
    /// Accounts of one event that differ otherwise.
    AccountAgainstAccount,
}

/// Accounts at odds, side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Discrepancy {
    /// Stable: `d-` and a hash of its claims.
    pub id: String,
    /// How they are at odds.
    pub kind: DiscrepancyKind,
    /// The accounts, at least two.
    pub accounts: Vec<Account>,
    /// How much it matters, 0 to 1: the sureness of the contradiction, weighed by how many voices and reports.
    pub rank: f64,
    /// The reasons of the links, in words.
    pub because: Vec<String>,
}

/// What a party takes up towards others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Backs, aids, arms.
    Supports,
    /// Mediates, consults, holds or refuses talks.
    Mediates,
    /// Demands or calls for.
    CallsFor,
    /// Promises or agrees.
    Pledges,
    /// Criticises, condemns or rejects.
    Opposes,
    /// Threatens or puts under pressure.
    Threatens,
    /// States something that is no act of a known type.
    States,
}

/// Who takes up what towards whom, as claimed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Who.
    pub party: String,
    /// What.
    pub stance: Stance,
    /// Towards whom, sorted; empty if towards none named.
    pub toward: Vec<String>,
    /// The claims, in canonical order.
    pub claims: Vec<String>,
}

/// All that reconciliation makes of a set of claims and their links.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reconciled {
    /// Conflicts, the one with most claims first.
    pub conflicts: Vec<Conflict>,
    /// Events and states, by day.
    pub events: Vec<Event>,
    /// Tally series, by what is counted and whose.
    pub tallies: Vec<TallySeries>,
    /// Truces, by day.
    pub truces: Vec<Truce>,
    /// Pledges that are not truces.
    pub pledges: Vec<Pledge>,
    /// Discrepancies, what matters most first.
    pub discrepancies: Vec<Discrepancy>,
    /// Positions, by party.
    pub positions: Vec<Position>,
}
