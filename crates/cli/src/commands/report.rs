//! `herodotus report`: the situation report on the ledger, or on a part of it.

use clap::{Args, ValueEnum};
use herodotus::groups;
use herodotus::ledger::Ledger;
use herodotus::reconcile::reconcile;
use herodotus::schema::{Claim, ReportRef};
use herodotus::views::{self, Input, SituationReport};

use super::part::{self, Part};
use crate::arguments::Shared;
use crate::messages::Outcome;
use crate::output;

/// How many events a day, positions a party and the like are shown where nothing is said.
pub const MOST: usize = 12;

/// Says what the reports tell, side by side, each line with the claim that carries it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  herodotus report --from 2020-11-01 --to 2020-11-05
  herodotus report --party Armenia --format markdown > armenia.md")]
pub struct Report {
    #[command(flatten)]
    pub part: Part,
    /// The most events a day, discrepancies, positions and incidents a party to show
    #[arg(long, value_name = "N", default_value_t = MOST)]
    pub most: usize,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    pub format: ReportFormat,
}

/// A format of the situation report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For the terminal
    Text,
    /// Markdown
    Markdown,
    /// JSON
    Json,
}

pub fn run(shared: &Shared, report: &Report) -> anyhow::Result<Outcome> {
    let ledger = Ledger::open_existing(&shared.ledger)?;
    let claims = part::claims(&ledger, &report.part.filter()?)?;
    let reports: Vec<ReportRef> = match report.part.is_all() {
        true => references(&ledger, &ledger.report_ids()?)?,
        false => Vec::new(),
    };
    let situation = situation(&ledger, &claims, (&reports, report.most))?;
    output::print(&match report.format {
        ReportFormat::Text => views::terminal(&situation, output::width()),
        ReportFormat::Markdown => views::markdown(&situation),
        ReportFormat::Json => views::json(&situation)?,
    })?;
    Ok(Outcome::Good)
}

/// The situation report on `claims`, with at most so many lines of a kind; `reports` are named even without a claim.
pub fn situation(
    ledger: &Ledger,
    claims: &[Claim],
    (reports, most): (&[ReportRef], usize),
) -> anyhow::Result<SituationReport> {
    let links = groups::links_of(ledger, claims)?;
    let reconciled = reconcile(claims, &links);
    Ok(views::situation(&Input { claims, links: &links, reconciled: &reconciled, reports, most }))
}

/// What is cited of the reports `ids`.
pub fn references<'i>(ledger: &Ledger, ids: impl IntoIterator<Item = &'i String>) -> anyhow::Result<Vec<ReportRef>> {
    let mut found = Vec::new();
    for id in ids {
        found.extend(ledger.report(id)?.as_ref().map(ReportRef::from));
    }
    Ok(found)
}
