//! What the command line takes: the options that all commands share, and the commands.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use herodotus::Pipeline;

use crate::commands::{
    annotate, code, completions, explain, export, find, ledger, lexicon, link, log, read, recode, report, review, show,
};

/// Reads war reporting into a ledger of attributed claims: who says that what happened, where, when, to whom,
/// with what certainty, in which words of which report.
#[derive(Debug, Parser)]
#[command(
    name = "herodotus",
    version,
    after_help = "\
Examples (c-5f0c stands for an id that the situation report or an export prints):
  herodotus read reports/                     read a folder, print a short situation report
  herodotus report --party Ruritania          print it at length, for one party
  herodotus show c-5f0c                       open a citation: words, speakers, derivation
  herodotus export claims --format csv > claims.csv

Exit codes: 0 all went well; 1 something was not read or is at fault, the rest was; 2 nothing could be done."
)]
pub struct Arguments {
    #[command(flatten)]
    pub shared: Shared,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Shared {
    /// The ledger's file
    #[arg(long, global = true, value_name = "FILE", default_value = "herodotus.db")]
    pub ledger: PathBuf,
    /// A lexicon folder of your own, laid over the shipped one; else that of your configuration is, if there is one
    #[arg(long, global = true, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
    /// Leave the lexicon of your configuration out (HERODOTUS_CONFIG, else your platform's folder)
    #[arg(long, global = true)]
    pub no_config: bool,
    /// Show no progress and no notices
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// More threads than this read no faster on any machine, and each wants memory.
const MOST_THREADS: NonZeroUsize = match NonZeroUsize::new(256) {
    Some(most) => most,
    None => NonZeroUsize::MIN,
};

/// How many threads read at a time.
#[derive(Debug, Args)]
pub struct Threads {
    /// Threads that read at a time, at most 256; all cores where it is left out. The result does not depend on it
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

impl Threads {
    /// As asked for, else as many as there are cores; never more than [`MOST_THREADS`].
    pub fn count(&self) -> NonZeroUsize {
        let cores = || std::thread::available_parallelism().ok();
        self.threads.or_else(cores).unwrap_or(NonZeroUsize::MIN).min(MOST_THREADS)
    }
}

/// How reports are read that are to be coded.
#[derive(Debug, Args)]
pub struct Reading {
    #[command(flatten)]
    pub threads: Threads,
    /// Read the reports, too, whose words tell neither of war nor of diplomacy; they are skipped otherwise
    #[arg(long)]
    pub read_everything: bool,
    /// Name every report that is skipped, not only the first five
    #[arg(long)]
    pub list_skipped: bool,
}

impl Reading {
    /// `pipeline`, reading as asked for.
    pub fn with(&self, pipeline: Pipeline) -> Pipeline {
        if self.read_everything { pipeline.reading_everything() } else { pipeline }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read reports into the ledger and print a short situation report on them
    Read(read::Read),
    /// Print the situation report on the ledger or a part of it, or what has come since
    Report(report::Report),
    /// Open a citation: a claim, report, event, tally, truce, conflict or discrepancy by its id
    Show(show::Show),
    /// Find claims by words
    Find(find::Find),
    /// Write claims, links, events, tallies, truces, conflicts or corrections of the ledger
    Export(export::Export),
    /// Tell the history of a claim, report, event, tally or truce
    Log(log::Log),
    /// Accept, reject, correct and add claims, join and part them, merge parties, retract reports; by name, with a reason
    Review(review::ReviewCommand),
    /// Code the reports of the ledger anew, with the lexicon and model at hand
    Recode(recode::Recode),
    /// Write the claims of reports without a ledger
    Code(code::Code),
    /// Write what reading finds in reports: tokens, syntax, mentions, attributions, places, times
    Annotate(annotate::Annotate),
    /// Link exported claims without a ledger
    Link(link::Link),
    /// Show how a sentence is read and coded, and why
    Explain(explain::Explain),
    /// Verify the ledger's file, rebuild its index, judge its links
    Ledger(ledger::LedgerCommand),
    /// Look after the lexicon
    Lexicon(lexicon::LexiconCommand),
    /// Print a script with which bash, zsh or fish completes commands and options
    Completions(completions::Completions),
}
