//! `herodotus code`: the claims of reports, without touching a ledger.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};
use herodotus::intake::Reports;
use herodotus::ledger::{Filter, Ledger};
use herodotus::{Ingest, Progress};

use super::export::write_claims;
use crate::arguments::{Reading, Shared};
use crate::messages::{Outcome, Watch};
use crate::{folder, output};

/// Claims come in the order of day, report and place in the text, each report once, whatever the order of the files.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  herodotus code reports/ --format jsonl > claims.jsonl
  herodotus code article.html wire.jsonl --format csv > claims.csv
  echo 'Rebels shelled the port of Dalmar on Tuesday.' | herodotus code -")]
pub struct Code {
    /// Files and folders of reports: .txt, .html, .json, .jsonl, feeds, NITF, NewsML-G2, ninjs, WARC, and .gz of these; - for standard input
    #[arg(required = true, value_name = "REPORTS")]
    pub reports: Vec<PathBuf>,
    /// How to write them
    #[arg(long, value_enum, default_value = "jsonl")]
    pub format: RecordFormat,
    #[command(flatten)]
    pub reading: Reading,
}

/// A format of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RecordFormat {
    /// JSON Lines, one record a line
    Jsonl,
    /// CSV, one record a row, with a heading
    Csv,
}

pub fn run(shared: &Shared, code: &Code) -> anyhow::Result<Outcome> {
    let pipeline = code.reading.with(folder::pipeline(shared)?);
    // A ledger that is gone afterwards gives the same order, and the same bytes, as an export from one that stays.
    let mut ledger = Ledger::open_temporary()?;
    let mut watch = Watch::new(shared.quiet).naming(code.reading.list_skipped);
    let reports = Reports::of(&code.reports).found();
    Ingest::new(&pipeline, &mut ledger, code.reading.threads.count()).run(reports, |progress| match progress {
        Progress::Read(report, _) | Progress::Known(report, _) => watch.read(report.title.as_deref()),
        Progress::Version { of, id, at } => watch.version((of, id), at),
        Progress::Failed(failure) => watch.failure(failure),
    })?;
    let outcome = watch.end(0)?;
    let claims = ledger.claims(&Filter::default())?.map(|claim| claim.context("reading the ledger"));
    write_claims(claims, code.format, output::stdout())?;
    Ok(outcome)
}
