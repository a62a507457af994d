//! Herodotus reads war reporting into a ledger of attributed claims.
//!
//! This crate composes the stages, and is what the command line and every other front stands on:
//! a [`Pipeline`] takes reports to documents and claims, [`ingest`] takes files to a ledger, [`export`] writes
//! the public record formats, and [`views`] shows what a ledger holds.

pub mod export;
pub mod import;
mod ingest;
mod linking;
mod pipeline;
pub mod proof;
pub mod views;
mod workers;

pub use herodotus_coder as coder;
pub use herodotus_intake as intake;
pub use herodotus_ledger as ledger;
pub use herodotus_lexicon as lexicon;
pub use herodotus_reconcile as reconcile;
pub use herodotus_schema as schema;
pub use ingest::{Ingest, Ingested, Progress};
pub use linking::relink;
pub use pipeline::{Coded, Failure, Pipeline, PipelineError};
