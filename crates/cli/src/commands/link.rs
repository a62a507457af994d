//! `herodotus link`: links between exported claims, without a ledger.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use herodotus::export::LINK_COLUMNS;
use herodotus::schema::Claim;
use herodotus::{import, reconcile};

use super::code::RecordFormat;
use super::export::write_all;
use crate::arguments::Shared;
use crate::messages::Outcome;
use crate::output;

/// Takes claims from the claim export or from elsewhere; fields of a claim may be missing or null.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  herodotus link claims.jsonl > links.jsonl")]
pub struct Link {
    /// Claims, one a line, as `herodotus export claims --format jsonl` writes them; - for standard input
    #[arg(value_name = "CLAIMS.jsonl")]
    pub claims: PathBuf,
    /// How to write them
    #[arg(long, value_enum, default_value = "jsonl")]
    pub format: RecordFormat,
}

pub fn run(_shared: &Shared, link: &Link) -> anyhow::Result<Outcome> {
    let name = link.claims.display();
    let reader: Box<dyn BufRead> = match link.claims.to_str() {
        Some("-") => Box::new(BufReader::new(io::stdin())),
        _ => Box::new(BufReader::new(File::open(&link.claims).with_context(|| format!("{name}: cannot be opened"))?)),
    };
    let claims = import::claims(reader).collect::<Result<Vec<Claim>, _>>().with_context(|| format!("{name}"))?;
    write_all(reconcile::link(&claims), link.format, LINK_COLUMNS, output::stdout())?;
    Ok(Outcome::Good)
}
