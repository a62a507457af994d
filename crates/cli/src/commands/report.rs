//! `herodotus report`: the situation report on the ledger, or on a part of it.

use clap::{Args, ValueEnum};
use herodotus::ledger::Ledger;

use super::part::Part;
use crate::arguments::Shared;
use crate::messages::Outcome;

/// Says what the reports tell, side by side, each line with the claim that carries it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  herodotus report --from 2020-11-01 --to 2020-11-05
  herodotus report --party Armenia --format markdown > armenia.md")]
pub struct Report {
    #[command(flatten)]
    pub part: Part,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    pub format: ReportFormat,
}

/// A format of the situation report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For the terminal
    Text,
    /// Markdown
    Markdown,
    /// JSON
    Json,
}

pub fn run(shared: &Shared, report: &Report) -> anyhow::Result<Outcome> {
    let ledger = Ledger::open_existing(&shared.ledger)?;
    let _filter = report.part.filter()?;
    drop(ledger);
    Ok(Outcome::Good)
}
