//! `herodotus ledger verify`, `rebuild` and `relink`: whether the file is sound, its index made again, its links judged.

use std::path::Path;

use clap::{Args, Subcommand};
use herodotus::ledger::{Audit, Ledger};
use herodotus::{keeping, relink};

use crate::arguments::Shared;
use crate::messages::Outcome;
use crate::output;

/// How many faults are told one by one.
const TOLD: usize = 40;

/// Looks after the ledger's file.
#[derive(Debug, Args)]
pub struct LedgerCommand {
    #[command(subcommand)]
    pub what: What,
}

/// What to do with it.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum What {
    /// Check that the entries are sound and that the index is what replaying them gives; writes nothing
    ///
    /// Looks at every page, every entry (that each report is what was read, that each claim has its id and its words stand
    /// where it says) and every row of the index. Says what is wrong, where, and what helps. Exit code 1 if anything is.
    #[command(after_help = "Example:\n  herodotus --ledger dalmar.db ledger verify")]
    Verify,
    /// Make the index again from the entries
    ///
    /// Helps where `verify` finds the index at fault. Where entries or the file itself are, it changes nothing: restore the
    /// file from a copy, or read the reports again into a new one.
    #[command(after_help = "Example:\n  herodotus --ledger dalmar.db ledger rebuild")]
    Rebuild,
    /// Judge the links anew if anything that they hang on has changed since
    ///
    /// Reading, recoding and reviewing do it by themselves; a program that was killed, or told to leave it (`review ... --later`),
    /// has not.
    #[command(after_help = "Example:\n  herodotus ledger relink")]
    Relink,
}

pub fn run(shared: &Shared, command: &LedgerCommand) -> anyhow::Result<Outcome> {
    let path = &shared.ledger;
    match command.what {
        What::Verify => {
            let audit = keeping::verify(path)?;
            output::print(&told(path, &audit))?;
            Ok(if audit.faults.is_empty() { Outcome::Good } else { Outcome::SomeFailed })
        }
        What::Rebuild => {
            let before = keeping::rebuild(path)?;
            let faults = before.faults.len();
            output::print(&format!(
                "{}: index rebuilt from {} entries; it had {faults} faults",
                path.display(),
                before.entries
            ))?;
            Ok(Outcome::Good)
        }
        What::Relink => {
            let mut ledger = Ledger::open_existing(path)?;
            relink(&mut ledger)?;
            output::print(&format!("{}: {} links, judged with all claims", path.display(), ledger.links()?.len()))?;
            Ok(Outcome::Good)
        }
    }
}

fn told(path: &Path, audit: &Audit) -> String {
    let path = path.display();
    let Audit { format, entries, reports, claims, reviews, faults } = audit;
    let counts =
        format!("format {format}, {entries} entries ({reports} reports, {claims} claims coded, {reviews} reviews)");
    if faults.is_empty() {
        return format!("{path}: sound; {counts}, and the index is what they give");
    }
    let mut lines: Vec<String> = faults.iter().take(TOLD).map(|fault| format!("{path}: {fault}")).collect();
    if faults.len() > TOLD {
        lines.push(format!("{path}: and {} more faults", faults.len() - TOLD));
    }
    lines.push(format!("{path}: {} faults; {counts}", faults.len()));
    lines.join("\n")
}
