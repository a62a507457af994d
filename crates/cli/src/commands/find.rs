//! `herodotus find`: claims by words.

use clap::Args;

use super::claim_text;
use super::part::{self, Part};
use crate::arguments::Shared;
use crate::messages::{self, Outcome};
use crate::output;

/// Finds the claims whose words or sentence hold all the words, in any form ("shelled" finds "shelling"). The same options as
/// of a report narrow the search.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  herodotus find ceasefire violated
  herodotus find shelled --party Ruritania --from 2020-11-01")]
pub struct Find {
    /// What to look for
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// The most claims to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub most: usize,
    #[command(flatten)]
    pub part: Part,
}

pub fn run(shared: &Shared, find: &Find) -> anyhow::Result<Outcome> {
    let ledger = part::ledger(shared)?;
    let words = find.words.join(" ");
    let part = if find.part.is_all() { None } else { Some(find.part.find(shared, &ledger)?.ids(&ledger)?) };
    let (mut lines, mut all) = (Vec::new(), 0);
    for claim in ledger.search(&words)? {
        let claim = claim?;
        if part.as_ref().is_none_or(|ids| ids.contains(&claim.id)) {
            all += 1;
            if lines.len() < find.most {
                lines.push(claim_text::one_line(&claim));
            }
        }
    }
    if all == 0 {
        let here = if part.is_some() { " of this part" } else { "" };
        messages::say(&format!("no claim{here} holds all of \"{words}\"; try fewer words"));
        return Ok(Outcome::Good);
    }
    if !lines.is_empty() {
        output::print_wrapped(&lines.join("\n"))?;
    }
    if lines.len() < all && !shared.quiet {
        messages::say(&format!("{} of {all} claims shown, the best first; --most {all} shows all", lines.len()));
    }
    Ok(Outcome::Good)
}
