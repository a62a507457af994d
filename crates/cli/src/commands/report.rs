//! `herodotus report`: the situation report on the ledger, or on a part of it.

use anyhow::bail;
use clap::{Args, ValueEnum};
use herodotus::groups;
use herodotus::ledger::Ledger;
use herodotus::log::reviewed;
use herodotus::reconcile::reconcile;
use herodotus::schema::{Claim, ReportRef};
use herodotus::views::{self, Input, SinceInput, SituationReport};
use jiff::civil::Date;

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
  herodotus report --party Ruritania --format markdown > ruritania.md
  herodotus report --since 2020-11-04
  herodotus report --since report-41d90e15")]
pub struct Report {
    #[command(flatten)]
    pub part: Part,
    /// Only what is new, revised or newly disputed: in the reports published on that day (YYYY-MM-DD) or later, or, with
    /// the id of a report, in those read after it, with what analysts said since. Reports without a day count as old
    #[arg(long, value_name = "DAY|REPORT-ID")]
    pub since: Option<String>,
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
    let ledger = part::ledger(shared)?;
    let claims = part::claims(&ledger, &report.part)?;
    if let Some(since) = &report.since {
        return what_came(&ledger, &claims, (since, report));
    }
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

/// What has come since.
fn what_came(ledger: &Ledger, claims: &[Claim], (since, report): (&str, &Report)) -> anyhow::Result<Outcome> {
    let (words, known, entry) = match (since.parse::<Date>(), ledger.report(since)?) {
        (Ok(day), _) => (day.to_string(), ledger.reports_before(day)?, None),
        (_, Some(read)) => {
            let (known, entry) = ledger.reports_upto(&read.id)?;
            let title = read.title.map(|title| format!(" (“{title}”)")).unwrap_or_default();
            (format!("report {}{title} was read", read.id), known, Some(entry))
        }
        _ => bail!(
            "{since}: neither a day (YYYY-MM-DD) nor the id of a report; `herodotus report --format json` lists them"
        ),
    };
    let reviews = ledger.reviews()?.into_iter().filter(|(at, _)| entry.is_some_and(|entry| *at > entry));
    let reviews: Vec<String> = reviews.map(|(at, review)| format!("entry {at}: {}", reviewed(&review))).collect();
    let links = groups::links_of(ledger, claims)?;
    let view = views::since(&SinceInput {
        since: &words,
        claims,
        links: &links,
        known: &known.into_iter().collect(),
        reviews: &reviews,
        most: report.most,
    });
    output::print(&match report.format {
        ReportFormat::Text => views::since_terminal(&view, output::width()),
        ReportFormat::Markdown => views::since_markdown(&view),
        ReportFormat::Json => views::json(&view)?,
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
