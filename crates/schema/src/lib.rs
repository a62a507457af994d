//! The nouns of Herodotus: reports, documents, claims and links.
//!
//! Nothing here reads a file, knows a word of English or decides anything. Every stage of the way
//! (intake, reader, coder, reconcile, ledger, views) speaks in these types, and their serde form is
//! the public record format. All spans count Unicode code points of the report's text.

mod claim;
mod document;
mod link;
mod names;
mod reconciled;
mod report;
mod span;
mod time;

pub use claim::{
    Actor, Because, Certainty, Claim, ClaimKind, Coding, Place, Precision, ReportRef, Scope, Speaker, Status, Tally,
};
pub use document::{
    Attribution, Document, Entity, EntityType, Mention, PlaceMention, Quantity, Sentence, TimeExpression, Token,
    foremost_country,
};
pub use link::{Link, Relation};
pub use names::known;
pub use reconciled::{
    Account, Breach, Broker, Conflict, Contrary, Discrepancy, DiscrepancyKind, Event, Pledge, Position, Reconciled,
    Stance, TallyPoint, TallySeries, Truce, Voice,
};
pub use report::Report;
pub use span::{Span, TextIndex};
pub use time::{Interval, Moment, TimePrecision, When};
