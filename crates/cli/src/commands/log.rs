//! `herodotus log`: the history of a claim, report, event, tally or truce.

use clap::Args;
use herodotus::ledger::Ledger;
use herodotus::log;

use super::part::printed;
use crate::arguments::Shared;
use crate::messages::Outcome;
use crate::output;

/// Each entry of the ledger that bears on it, in order: how its report was read, how it was coded and coded anew, what it
/// was linked with, what analysts said. The numbers are what `herodotus review undo` takes.
#[derive(Debug, Args)]
#[command(after_help = "Example (c-5f0c stands for an id that a report or an export prints):\n  herodotus log c-5f0c")]
pub struct Log {
    /// The id of a claim, report, event, tally, truce or discrepancy, or enough of its beginning
    #[arg(value_name = "ID", value_parser = printed)]
    pub id: String,
}

pub fn run(shared: &Shared, log: &Log) -> anyhow::Result<Outcome> {
    let ledger = Ledger::open_existing(&shared.ledger)?;
    let lines = log::log(&ledger, &log.id)?;
    let lines: Vec<String> =
        lines.iter().map(|line| format!("entry {:<6} {:<16} {}", line.entry, line.what, line.told)).collect();
    output::print(&lines.join("\n"))?;
    Ok(Outcome::Good)
}
