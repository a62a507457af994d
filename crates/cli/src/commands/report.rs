//! `herodotus report`: the situation report on the ledger, or on a part of it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::bail;
use clap::{Args, ValueEnum};
use herodotus::findings::{self, Selection};
use herodotus::ledger::Ledger;
use herodotus::log::reviewed;
use herodotus::schema::{Claim, ReportRef};
use herodotus::views::{self, Input, SinceInput, SituationReport};
use jiff::civil::Date;

use super::part::{self, Filters};
use crate::arguments::Shared;
use crate::messages::Outcome;
use crate::output;

/// How many items of a list are shown where nothing is said.
pub const MOST: usize = 12;

/// Says what the reports tell, side by side, each line with the claim that carries it. Of a part of the ledger it shows the
/// events, truces, conflicts and discrepancies that a claim of the part belongs to: whole, and under the ids that they have
/// in the whole ledger; of running counts the figures of the part.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  herodotus report --from 2020-11-01 --to 2020-11-05
  herodotus report --party Ruritania --format markdown > ruritania.md
  herodotus report --since 2020-11-04
  herodotus report --since report-41d90e15    (the id of a report that you had read)
  herodotus report --whole > everything.txt")]
pub struct Report {
    #[command(flatten)]
    pub filters: Filters,
    /// Only what is new, revised or newly disputed: in the reports published on that day (YYYY-MM-DD) or later, or, with
    /// the id of a report, in those read after it, with what analysts said since. Reports without a day count as old
    #[arg(long, value_name = "DAY|REPORT-ID", value_parser = part::printed)]
    pub since: Option<String>,
    /// The most items of a list to show: days (the last ones told), events a day, parties, figures, truces and the like; half as
    /// many accounts of each
    #[arg(long, value_name = "N", default_value_t = MOST)]
    pub most: usize,
    /// Show everything, nothing left out for length
    #[arg(long, conflicts_with = "most")]
    pub whole: bool,
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

impl Report {
    /// How many items of a list are shown.
    fn most(&self) -> usize {
        if self.whole { usize::MAX } else { self.most }
    }

    /// How long its lists are, and how to have them longer; nothing of a whole report.
    fn length(&self) -> String {
        if self.whole {
            return String::new();
        }
        let told =
            format!("\nAt most {} items of a list are shown; --most N shows more, --whole everything.", self.most);
        views::wrapped(&told, output::width())
    }
}

pub fn run(shared: &Shared, report: &Report) -> anyhow::Result<Outcome> {
    let ledger = part::ledger(shared)?;
    let selection = part::selection(shared, &ledger, &report.filters)?;
    if let Some(since) = &report.since {
        return what_came(&ledger, selection, (since, report));
    }
    let reports: Vec<ReportRef> = match report.filters.is_all() {
        true => references(&ledger, &ledger.report_ids()?)?,
        false => Vec::new(),
    };
    let situation = situation(&selection, (&reports, &BTreeMap::new()), report.most());
    output::print(&match report.format {
        ReportFormat::Text => views::terminal(&situation, output::width()) + &report.length(),
        ReportFormat::Markdown => views::markdown(&situation) + &report.length(),
        ReportFormat::Json => views::json(&situation)?,
    })?;
    Ok(Outcome::Good)
}

/// What has come since.
fn what_came(ledger: &Ledger, selection: Selection, (since, report): (&str, &Report)) -> anyhow::Result<Outcome> {
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
    let part: Option<BTreeSet<String>> =
        (!report.filters.is_all()).then(|| selection.claims.iter().map(|claim| claim.id.clone()).collect());
    let claims: Vec<Claim> = selection.claims.into_iter().chain(selection.beside).collect();
    let links = findings::links_of(ledger, &claims)?;
    let view = views::since(&SinceInput {
        since: &words,
        claims: &claims,
        links: &links,
        part: part.as_ref(),
        known: &known.into_iter().collect(),
        reviews: &reviews,
        most: report.most(),
    });
    output::print(&match report.format {
        ReportFormat::Text => views::since_terminal(&view, output::width()) + &report.length(),
        ReportFormat::Markdown => views::since_markdown(&view) + &report.length(),
        ReportFormat::Json => views::json(&view)?,
    })?;
    Ok(Outcome::Good)
}

/// The situation report on a selection, with at most so many items of a list; `reports` are named even without a claim, with the
/// files that they were just read from.
pub fn situation(
    selection: &Selection,
    (reports, files): (&[ReportRef], &BTreeMap<String, String>),
    most: usize,
) -> SituationReport {
    let Selection { claims, beside, links, reconciled } = selection;
    views::situation(&Input { claims, beside, links, reconciled, reports, files, most })
}

/// What is cited of the reports `ids`, those left out that are retracted.
pub fn references<'i>(ledger: &Ledger, ids: impl IntoIterator<Item = &'i String>) -> anyhow::Result<Vec<ReportRef>> {
    let retracted = ledger.retracted()?;
    let mut found = Vec::new();
    for id in ids.into_iter().filter(|id| !retracted.contains_key(*id)) {
        found.extend(ledger.report(id)?.as_ref().map(ReportRef::from));
    }
    Ok(found)
}
