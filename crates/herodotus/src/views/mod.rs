//! Views: what a set of claims and links comes to, made to be shown.
//!
//! [`situation`] builds one [`SituationReport`] from claims, links and what reconciliation made of them;
//! [`terminal`], [`markdown`] and [`json`] render it. [`since`] builds what has come since some reports were known. [`event_rows`], [`tally_rows`] and [`truce_rows`] are the
//! rows of `export events|tallies|truces`; what `export conflicts` writes needs no more; [`page`] is one of them by itself. No view decides who is right, and none shows a value without
//! the citation of the claim that carries it: a [`Citations`] prefix, which `herodotus show` opens.

mod beside;
mod build;
mod citation;
mod conflicts;
mod course;
mod diplomacy;
mod json;
mod markdown;
mod outline;
mod page;
mod places;
mod registers;
mod rows;
mod shorten;
mod since;
mod since_outline;
mod situation;
mod statement;
mod terminal;
mod truce_page;
mod words;

pub use build::{Input, situation};
pub use citation::Citations;
pub use json::json;
pub use markdown::{markdown, since_markdown};
pub use page::page;
pub use rows::{EventPage, TallyRow, TruceRow, event_rows, tally_rows, truce_rows};
pub use since::{FigureChange, SinceInput, SinceReport, since};
pub use situation::{
    BreachLine, Conflict, ConflictLine, CountLine, DayEvents, DiscrepancyLine, EventLine, FigureLine, PartyCounts,
    PartyPositions, PlaceLine, PledgeLine, PositionLine, ReportLine, SituationReport, Statement, TruceLine,
};
pub use terminal::{since_terminal, terminal, wrapped};

#[cfg(test)]
mod tests;
