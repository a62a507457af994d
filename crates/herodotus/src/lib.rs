//! Herodotus reads war reporting into a ledger of attributed claims.
//!
//! This crate composes the stages, and is what the command line and every other front stands on:
//! a [`Pipeline`] takes reports to documents and claims, [`Ingest`] takes files to a ledger, [`recode`] reads them there anew,
//! [`part`] chooses a part of a ledger, [`review`] enters what an analyst says, [`keeping`] looks after the file, [`export`] writes the public record formats, and
//! [`views`] and [`log`] show what a ledger holds.

pub mod changed_fields;
pub mod export;
pub mod findings;
pub mod import;
mod ingest;
pub mod keeping;
pub mod lexicon_diff;
mod linking;
pub mod log;
mod members;
pub mod names;
pub mod part;
mod pipeline;
pub mod proof;
mod recode;
pub mod review;
pub mod views;
pub mod wording;
mod workers;

pub use herodotus_coder as coder;
pub use herodotus_intake as intake;
pub use herodotus_ledger as ledger;
pub use herodotus_lexicon as lexicon;
pub use herodotus_reconcile as reconcile;
pub use herodotus_schema as schema;
pub use ingest::{Ingest, Ingested, Progress};
pub use linking::relink;
pub use names::Names;
pub use pipeline::{Coded, Failure, Pipeline, PipelineError};
pub use recode::{Recode, RecodeProgress, Recoding, recode};
