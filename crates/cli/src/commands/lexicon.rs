//! `herodotus lexicon`: whether the lexicon is sound, new entries for it, and what a lexicon of one's own changes.

use clap::{Args, Subcommand};
use herodotus::proof;

use super::{lexicon_diff, lexicon_new};
use crate::arguments::Shared;
use crate::messages::Outcome;
use crate::{folder, output};

/// Looks after the lexicon.
#[derive(Debug, Args)]
#[command(after_help = "\
What the program knows of words, parties and places is text that anyone can edit. A folder of your
own, laid out like the shipped lexicon, goes on top of it: the one that --lexicon names, else
`lexicon` in the folder that HERODOTUS_CONFIG names, else `herodotus/lexicon` in your configuration
folder (~/.config on Linux). --no-config leaves it out.

Examples:
  herodotus lexicon new verb --help               begin an entry of your own
  herodotus lexicon check                         prove it, with the shipped ones
  herodotus lexicon diff reports/                 see what it changes")]
pub struct LexiconCommand {
    #[command(subcommand)]
    pub what: What,
}

/// What to do with it.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Prove every example, find clashes and missing facts; say file, line and remedy
    #[command(after_help = "\
Examples:
  herodotus lexicon check                         the shipped lexicon, with your own on top
  herodotus --lexicon my-lexicon lexicon check    with another folder on top
  herodotus --no-config lexicon check             the shipped lexicon alone")]
    Check,
    /// Write a new entry, with its example, into a lexicon of your own
    New(Box<lexicon_new::New>),
    /// Say what a lexicon of your own changes in the claims of reports
    Diff(lexicon_diff::Diff),
}

pub fn run(shared: &Shared, command: &LexiconCommand) -> anyhow::Result<Outcome> {
    match &command.what {
        What::Check => check(shared),
        What::New(new) => lexicon_new::run(shared, new),
        What::Diff(diff) => lexicon_diff::run(shared, diff),
    }
}

fn check(shared: &Shared) -> anyhow::Result<Outcome> {
    let folder = folder::in_use(shared)?;
    let files = folder.as_deref().map(|folder| folder::files(folder, shared.quiet)).transpose()?.unwrap_or_default();
    let count = files.len();
    let pipeline = match &folder {
        Some(folder) => folder::with(folder, files)?,
        None => folder::pipeline(shared)?,
    };
    let proof = proof::prove(&pipeline.without_judge());
    let mut lines: Vec<String> = proof.problems.iter().map(ToString::to_string).collect();
    lines.push(match (&folder, folder::configured(shared)) {
        (Some(folder), _) => format!("the shipped lexicon with {} on top ({count} files)", folder.display()),
        (None, Some(place)) => format!("the shipped lexicon alone (your own would stand in {})", place.display()),
        (None, None) => "the shipped lexicon alone".to_owned(),
    });
    lines.push(format!("{} of {} examples proved, {} faults", proof.proved, proof.examples, proof.problems.len()));
    output::print(&lines.join("\n"))?;
    Ok(if proof.problems.is_empty() { Outcome::Good } else { Outcome::SomeFailed })
}
