//! `herodotus find`: claims by words.

use clap::Args;
use herodotus::ledger::Ledger;

use super::claim_text;
use crate::arguments::Shared;
use crate::messages::{self, Outcome};
use crate::output;

/// Finds the claims whose words or sentence hold all the words, in any form ("shelled" finds "shelling").
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  herodotus find ceasefire violated")]
pub struct Find {
    /// What to look for
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// The most claims to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub most: u32,
}

pub fn run(shared: &Shared, find: &Find) -> anyhow::Result<Outcome> {
    let ledger = Ledger::open_existing(&shared.ledger)?;
    let words = find.words.join(" ");
    let claims = ledger.find(&words, find.most)?;
    if claims.is_empty() {
        messages::say(&format!("no claim holds all of \"{words}\"; try fewer words"));
        return Ok(Outcome::Good);
    }
    let lines: Vec<String> = claims.iter().map(claim_text::one_line).collect();
    output::print_wrapped(&lines.join("\n"))?;
    Ok(Outcome::Good)
}
