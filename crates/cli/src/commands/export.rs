//! `herodotus export`: records of the ledger, for others to read.

use std::io::Write;

use anyhow::bail;
use clap::{Args, ValueEnum};
use herodotus::export::csv::{Column, Table};
use herodotus::export::{
    CLAIM_COLUMNS, CONFLICT_COLUMNS, EVENT_COLUMNS, LINK_COLUMNS, TALLY_COLUMNS, TRUCE_COLUMNS, corrections, jsonl,
};
use herodotus::schema::Claim;
use herodotus::{findings, views};
use serde::Serialize;

use super::code::RecordFormat;
use super::part::{self, Filters};
use crate::arguments::Shared;
use crate::messages::Outcome;
use crate::output;

/// Records come in an order of their own, whatever the order of reading. Of a part of the ledger, events, tallies, truces and
/// conflicts are those that a claim of the part belongs to, each whole and as it is in an export of the whole ledger; links
/// are those between two claims of the part.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  herodotus export claims > claims.jsonl
  herodotus export tallies --format csv > tallies.csv
  herodotus export claims --from 2020-11-01 --party Ruritania --format csv
  herodotus export corrections > corrections.jsonl")]
pub struct Export {
    /// What to write
    #[arg(value_enum)]
    pub what: Records,
    /// How to write them
    #[arg(long, value_enum, default_value = "jsonl")]
    pub format: RecordFormat,
    #[command(flatten)]
    pub filters: Filters,
}

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Records {
    /// Who says that what happened
    Claims,
    /// Which claims tell the same, contradict or update each other
    Links,
    /// What happened, by the claims that tell of it
    Events,
    /// Running counts
    Tallies,
    /// Truces with their brokers, starts, ends and breaches
    Truces,
    /// Conflicts: who fights in which countries, with their claims
    Conflicts,
    /// Reviewed claims in the form of gold, a report a line, to learn from (JSON Lines only)
    Corrections,
}

pub fn run(shared: &Shared, export: &Export) -> anyhow::Result<Outcome> {
    let ledger = part::ledger(shared)?;
    let mut out = output::stdout();
    let whole = || -> anyhow::Result<_> {
        let selection = part::selection(shared, &ledger, &export.filters)?;
        // What is reconciled names claims beside those of the part.
        Ok((selection.claims.into_iter().chain(selection.beside).collect::<Vec<Claim>>(), selection.reconciled))
    };
    match export.what {
        Records::Claims => write_claims(part::each(shared, &ledger, &export.filters)?, export.format, out)?,
        Records::Links => {
            let claims = part::each(shared, &ledger, &export.filters)?.collect::<anyhow::Result<Vec<Claim>>>()?;
            write_all(findings::links_of(&ledger, &claims)?, export.format, LINK_COLUMNS, out)?;
        }
        Records::Events => {
            let (claims, whole) = whole()?;
            write_all(views::event_rows(&claims, &whole), export.format, EVENT_COLUMNS, out)?;
        }
        Records::Tallies => {
            let (claims, whole) = whole()?;
            write_all(views::tally_rows(&claims, &whole), export.format, TALLY_COLUMNS, out)?;
        }
        Records::Truces => {
            let (claims, whole) = whole()?;
            write_all(views::truce_rows(&claims, &whole), export.format, TRUCE_COLUMNS, out)?;
        }
        Records::Conflicts => write_all(whole()?.1.conflicts, export.format, CONFLICT_COLUMNS, out)?,
        Records::Corrections => {
            if export.format != RecordFormat::Jsonl || !export.filters.is_all() {
                bail!("corrections are written whole, as JSON Lines; leave out --format and the filters");
            }
            corrections::write(&mut out, &corrections::reviewed(&ledger)?)?;
            out.flush()?;
        }
    }
    Ok(Outcome::Good)
}

/// Writes claims, one at a time.
pub fn write_claims(
    claims: impl Iterator<Item = anyhow::Result<Claim>>,
    format: RecordFormat,
    out: impl Write,
) -> anyhow::Result<()> {
    write(claims, format, CLAIM_COLUMNS, out)
}

/// Writes records that are all there.
pub fn write_all<T: Serialize>(
    records: Vec<T>,
    format: RecordFormat,
    columns: &[Column<T>],
    out: impl Write,
) -> anyhow::Result<()> {
    write(records.into_iter().map(Ok), format, columns, out)
}

fn write<T: Serialize>(
    records: impl Iterator<Item = anyhow::Result<T>>,
    format: RecordFormat,
    columns: &[Column<T>],
    mut out: impl Write,
) -> anyhow::Result<()> {
    match format {
        RecordFormat::Jsonl => {
            for record in records {
                jsonl::write(&mut out, &record?)?;
            }
            out.flush()?;
        }
        RecordFormat::Csv => {
            let mut table = Table::new(columns, out)?;
            for record in records {
                table.write(&record?)?;
            }
            table.finish()?;
        }
    }
    Ok(())
}
