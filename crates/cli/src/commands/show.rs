//! `herodotus show`: opens a citation.

use std::fmt::Write;

use clap::{Args, ValueEnum};
use herodotus::ledger::{Acceptance, Ledger};
use herodotus::schema::{Claim, Report};
use herodotus::wording::word;
use herodotus::{findings, views};

use super::{claim_text, part};
use crate::arguments::Shared;
use crate::messages::Outcome;
use crate::output;

/// Any id of the situation report or of an export, or the beginning of one: a claim opens to its words in context, the
/// chain of speakers and the derivation; a report to its text and claims; an event, tally, truce, discrepancy or conflict to all that
/// is told of it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples (the ids stand for those that the situation report or an export prints):
  herodotus show c-5f0c
  herodotus show r-90ab --format json")]
pub struct Show {
    /// The id, or enough of its beginning
    #[arg(value_name = "ID", value_parser = part::printed)]
    pub id: String,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    pub format: ShowFormat,
}

/// A format of what is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    /// For the terminal
    Text,
    /// The record as JSON
    Json,
}

/// How many claims of a conflict, event or the like are listed.
const CLAIMS: usize = 40;

pub fn run(shared: &Shared, show: &Show) -> anyhow::Result<Outcome> {
    let ledger = part::ledger(shared)?;
    let json = show.format == ShowFormat::Json;
    let text = match (ledger.claim(&show.id)?, ledger.report(&show.id)?, ledger.gone(&show.id)?) {
        (Some(claim), ..) if json => views::json(&claim)?,
        (_, Some(report), _) if json => views::json(&report)?,
        (Some(claim), ..) => claim_page(&ledger, &claim)?,
        (_, Some(report), _) => report_page(&ledger, &report)?,
        (.., Some(gone)) => gone_page(&ledger, &gone)?,
        _ if json => views::json(&findings::finding(&ledger, &show.id)?.record)?,
        _ => finding_page(&ledger, &show.id)?,
    };
    match json {
        true => output::print(&text)?,
        false => output::print_wrapped(&text)?,
    }
    Ok(Outcome::Good)
}

fn claim_page(ledger: &Ledger, claim: &Claim) -> anyhow::Result<String> {
    let report = ledger.report(&claim.report.id)?.unwrap_or_default();
    let mut text = claim_text::full(claim, &report);
    if claim.is_added() {
        text.insert_str(0, "ADDED by an analyst. See the end of the derivation.\n\n");
    }
    if let Some(entry) = ledger.retracted()?.get(&claim.report.id) {
        text.insert_str(
            0,
            &format!("ITS REPORT IS RETRACTED (entry {entry}); shown nowhere else. See the end of the derivation.\n\n"),
        );
    } else if ledger.acceptance(&claim.id)? == Some(Acceptance::Rejected) {
        text.insert_str(0, "REJECTED by an analyst; shown nowhere else. See the end of the derivation.\n\n");
    }
    let links = ledger.links()?;
    let mut linked = links.iter().filter(|link| link.a == claim.id || link.b == claim.id).peekable();
    if linked.peek().is_some() {
        text.push_str("\nlinks\n");
    }
    for link in linked {
        let other = if link.a == claim.id { &link.b } else { &link.a };
        let relation = word(link.relation);
        let _ = writeln!(text, "  {relation:<12}{other}  (score {:.2}; {})", link.score, link.because.join(", "));
    }
    Ok(text)
}

/// What became of a claim of an earlier coding: old citations open too.
fn gone_page(ledger: &Ledger, id: &str) -> anyhow::Result<String> {
    let told = format!("{id}: its report was coded anew; `herodotus log {id}` tells its history");
    match ledger.successor(id)?.map(|next| ledger.claim(&next)).transpose()?.flatten() {
        Some(claim) => Ok(format!("{told}\n\nIt is now\n{}", claim_page(ledger, &claim)?)),
        None => Ok(format!("{told}\n\nNo claim tells now what it told.")),
    }
}

fn report_page(ledger: &Ledger, report: &Report) -> anyhow::Result<String> {
    let mut text = String::new();
    if let Some(entry) = ledger.retracted()?.get(&report.id) {
        let _ = writeln!(
            text,
            "RETRACTED (entry {entry}); its claims are shown nowhere. `herodotus log {}` says by whom and why.\n",
            report.id
        );
    }
    let fields = [
        ("id", Some(&report.id)),
        ("outlet", report.outlet.as_ref()),
        ("published", report.published.as_ref()),
        ("title", report.title.as_ref()),
        ("url", report.url.as_ref()),
    ];
    for (name, value) in fields {
        let _ = writeln!(text, "{name:<11}{}", value.map_or("unknown", String::as_str));
    }
    let _ = writeln!(text, "\n{}\n\nclaims", report.text.trim_end());
    for claim in ledger.claims_of(&report.id)? {
        let _ = writeln!(text, "  {}", claim_text::one_line(&claim?));
    }
    Ok(text)
}

/// What is told of something that reconciliation made, and the claims behind it.
fn finding_page(ledger: &Ledger, id: &str) -> anyhow::Result<String> {
    let findings::Selection { claims, reconciled, .. } = findings::selection(ledger, None)?;
    let finding = findings::finding_of((&claims, &reconciled), id)?;
    let mut text = views::page(&claims, &reconciled, (&finding.id, output::width())).unwrap_or_default();
    text.push_str("\nclaims\n");
    for claim in finding.claims.iter().take(CLAIMS) {
        let _ = writeln!(text, "  {}", claim_text::one_line(claim));
    }
    if finding.claims.len() > CLAIMS {
        let more = finding.claims.len() - CLAIMS;
        let _ = writeln!(text, "  and {more} more; `herodotus show {} --format json` has the ids of all", finding.id);
    }
    Ok(text)
}
