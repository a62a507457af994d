//! `herodotus find`: claims by words.

use clap::{Args, ValueEnum};
use herodotus::schema::Claim;

use super::claim_text;
use super::code::RecordFormat;
use super::export::write_claims;
use super::part::{self, Filters};
use crate::arguments::Shared;
use crate::messages::{self, Outcome};
use crate::output;

/// Finds the claims whose words or sentence hold all the words, in any form ("shelled" finds "shelling"). The same options as
/// of a report narrow the search.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  herodotus find ceasefire violated
  herodotus find shelled --party Ruritania --from 2020-11-01
  herodotus find mortars --format csv > mortars.csv")]
pub struct Find {
    /// What to look for
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// The most claims to show, the best first; where it is left out 20 as text, and all of them as records
    #[arg(long, value_name = "N")]
    pub most: Option<usize>,
    /// How to write them
    #[arg(long, value_enum, default_value = "text")]
    pub format: FindFormat,
    #[command(flatten)]
    pub filters: Filters,
}

/// A format of what is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FindFormat {
    /// A line a claim, for the terminal
    Text,
    /// JSON Lines, one record a line, as `export claims` writes them
    Jsonl,
    /// CSV, one record a row, with a heading
    Csv,
}

impl FindFormat {
    /// The format of records; nothing for text.
    fn of_records(self) -> Option<RecordFormat> {
        match self {
            FindFormat::Text => None,
            FindFormat::Jsonl => Some(RecordFormat::Jsonl),
            FindFormat::Csv => Some(RecordFormat::Csv),
        }
    }
}

/// The most claims shown as text where nothing is said; a file of records would be cut off unseen.
const MOST: usize = 20;

pub fn run(shared: &Shared, find: &Find) -> anyhow::Result<Outcome> {
    let ledger = part::ledger(shared)?;
    let words = find.words.join(" ");
    let records = find.format.of_records();
    let most = find.most.unwrap_or(if records.is_some() { usize::MAX } else { MOST });
    let part = if find.filters.is_all() { None } else { Some(find.filters.find(shared, &ledger)?.ids(&ledger)?) };
    let (mut found, mut all): (Vec<Claim>, usize) = (Vec::new(), 0);
    for claim in ledger.search(&words)? {
        let claim = claim?;
        if part.as_ref().is_none_or(|ids| ids.contains(&claim.id)) {
            all += 1;
            if found.len() < most {
                found.push(claim);
            }
        }
    }
    if all == 0 {
        let here = if part.is_some() { " of this part" } else { "" };
        messages::say(&format!("no claim{here} holds all of \"{words}\"; try fewer words"));
    }
    let shown = found.len();
    match records {
        Some(format) => write_claims(found.into_iter().map(Ok), format, output::stdout())?,
        None if found.is_empty() => {}
        None => output::print_wrapped(&found.iter().map(claim_text::one_line).collect::<Vec<_>>().join("\n"))?,
    }
    if shown < all && !shared.quiet {
        messages::say(&format!("{shown} of {all} claims shown, the best first; --most {all} shows all"));
    }
    Ok(Outcome::Good)
}
