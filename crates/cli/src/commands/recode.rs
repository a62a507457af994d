//! `herodotus recode`: the reports of the ledger coded anew.

use clap::Args;
use herodotus::changed_fields::{changed_fields, in_words};
use herodotus::ledger::{Ledger, Recoded};
use herodotus::{Recode as How, RecodeProgress, recode, relink};

use super::claim_text;
use crate::arguments::{Shared, Threads};
use crate::messages::{self, Outcome, Watch};
use crate::{folder, output};

/// Reads every report in the ledger again with the lexicon and model at hand, enters what is coded otherwise and retracts
/// what is found no more. Reviews carry over to the claims that tell the same; what an analyst accepted or corrected
/// stays even if it is found no more.
///
/// Prints a line for each change: + new, - gone, ~ with another value, = kept by an analyst's word.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  herodotus recode --lexicon my-lexicon --dry-run
  herodotus recode --lexicon my-lexicon")]
pub struct Recode {
    /// Only show what would change
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub threads: Threads,
}

pub fn run(shared: &Shared, command: &Recode) -> anyhow::Result<Outcome> {
    let pipeline = folder::pipeline(shared)?.reading_everything();
    let mut ledger = Ledger::open_existing(&shared.ledger)?;
    let how = if command.dry_run { How::Show } else { How::Enter };
    let mut watch = Watch::new(shared.quiet);
    let mut lines = Vec::new();
    let done = recode(&pipeline, &mut ledger, (how, command.threads.count()), |progress| match progress {
        RecodeProgress::Coded(report, changes) => {
            watch.read(report.title.as_deref());
            lines.extend(changes.iter().filter_map(line));
        }
        RecodeProgress::Failed(failure) => watch.failure(failure),
    })?;
    drop(pipeline);
    // A ledger without reports is no failure.
    let outcome = watch.end(1)?;
    if how == How::Enter {
        relink(&mut ledger)?;
    }
    lines.push(format!(
        "{} reports {}: {} claims new, {} gone, {} with other values, {} kept by an analyst's word, {} with the same values \
         by another derivation",
        done.reports,
        if command.dry_run { "would be coded anew" } else { "coded anew" },
        done.added,
        done.gone,
        done.changed,
        done.kept,
        done.rederived
    ));
    output::print(&lines.join("\n"))?;
    if command.dry_run && !shared.quiet {
        messages::say("nothing was entered; leave out --dry-run to enter it");
    }
    Ok(outcome)
}

/// A change in a line; none for the same values by another derivation.
fn line(change: &Recoded) -> Option<String> {
    Some(match change {
        Recoded::Added(claim) => format!("+ {}", claim_text::one_line(claim)),
        Recoded::Gone(claim) => format!("- {}", claim_text::one_line(claim)),
        Recoded::Kept(claim) => format!("= {}", claim_text::one_line(claim)),
        Recoded::Changed { before, after } => {
            let fields = changed_fields(before, after);
            if fields.is_empty() {
                return None;
            }
            let was = if before.id == after.id { String::new() } else { format!(" (was {})", before.id) };
            format!("~ {}{was}  {}", after.id, in_words(&fields))
        }
    })
}
