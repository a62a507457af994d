//! `herodotus lexicon check`: whether the lexicon is sound and its examples come out.

use clap::{Args, Subcommand};
use herodotus::proof;

use crate::arguments::Shared;
use crate::messages::Outcome;
use crate::{folder, output};

/// Looks after the lexicon.
#[derive(Debug, Args)]
pub struct LexiconCommand {
    #[command(subcommand)]
    pub what: What,
}

/// What to do with it.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum What {
    /// Prove every example, find clashes and missing facts; say file, line and remedy
    #[command(after_help = "Example:\n  herodotus --lexicon my-lexicon lexicon check")]
    Check,
}

pub fn run(shared: &Shared, command: &LexiconCommand) -> anyhow::Result<Outcome> {
    let What::Check = command.what;
    let proof = proof::prove(&folder::pipeline(shared)?.without_judge());
    let mut lines: Vec<String> = proof.problems.iter().map(ToString::to_string).collect();
    lines.push(format!("{} of {} examples proved, {} faults", proof.proved, proof.examples, proof.problems.len()));
    output::print(&lines.join("\n"))?;
    Ok(if proof.problems.is_empty() { Outcome::Good } else { Outcome::SomeFailed })
}
