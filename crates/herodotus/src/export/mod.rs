//! The public record formats, one file each: what others read with spreadsheets, Python, R or SQL.
//!
//! Every writer takes records one at a time and keeps none of them.

pub mod annotations;
pub mod conllu;
pub mod corrections;
pub mod csv;
pub mod jsonl;

mod claim_columns;
mod conflict_columns;
mod event_columns;
mod link_columns;
mod tally_columns;
mod truce_columns;

pub use claim_columns::CLAIM_COLUMNS;
pub use conflict_columns::CONFLICT_COLUMNS;
pub use event_columns::EVENT_COLUMNS;
pub use link_columns::LINK_COLUMNS;
pub use tally_columns::TALLY_COLUMNS;
pub use truce_columns::TRUCE_COLUMNS;
