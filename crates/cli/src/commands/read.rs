//! `herodotus read`: reports into the ledger, and the situation report on them.

use std::path::PathBuf;

use clap::Args;
use herodotus::intake::Reports;
use herodotus::ledger::Ledger;
use herodotus::{Ingest, Progress, relink, views};

use super::report::{MOST, references, situation};
use crate::arguments::{Reading, Shared};
use crate::messages::{Outcome, Watch, say};
use crate::{folder, output};

/// Reports that are in the ledger already change nothing. A file that cannot be read makes one line, and the others are
/// still read.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  herodotus read reports/
  herodotus --ledger karabakh.db read 2020-11-04-front.html wire.jsonl archive.jsonl.gz

Plain text may begin with header lines (Title:, Outlet:, Date:, URL:) and an
empty line. A day in a file name (2020-11-04-front.txt) gives the day of
publication. Without one, words like \"yesterday\" stay unresolved.")]
pub struct Read {
    /// Files and folders of reports: .txt, .html, .json, .jsonl, and .gz of these
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
}

pub fn run(shared: &Shared, read: &Read) -> anyhow::Result<Outcome> {
    let pipeline = read.reading.with(folder::pipeline(shared)?);
    let mut ledger = Ledger::open(&shared.ledger)?;
    let mut watch = Watch::new(shared.quiet);
    let mut known = 0;
    let done = Ingest::new(&pipeline, &mut ledger, read.reading.threads.count()).run(
        Reports::of(&read.paths),
        |progress| match progress {
            Progress::Read(report) => watch.read(report.title.as_deref()),
            Progress::Known(_) => known += 1,
            Progress::Failed(failure) => watch.failure(failure),
        },
    )?;
    // The model and the gazetteer are not needed any more, and linking wants the room.
    drop(pipeline);
    let (new, rate) = watch.rate();
    let outcome = watch.end(known)?;
    relink(&mut ledger)?;
    if !shared.quiet {
        let claims = done.claims;
        say(&format!("{new} reports read ({rate:.1} a second) with {claims} claims, {known} known already"));
    }
    let mut claims = Vec::new();
    for id in &done.reports {
        for claim in ledger.claims_of(id)? {
            claims.push(claim?);
        }
    }
    let reports = references(&ledger, &done.reports)?;
    let situation = situation(&ledger, &claims, (&reports, MOST))?;
    output::print(&views::terminal(&situation, output::width()))?;
    Ok(outcome)
}
