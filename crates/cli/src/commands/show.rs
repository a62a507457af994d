//! `herodotus show`: opens a citation.

use std::fmt::Write;

use anyhow::bail;
use clap::Args;
use herodotus::ledger::{Filter, Ledger};
use herodotus::schema::{Claim, Report};

use super::{claim_text, part};
use crate::arguments::Shared;
use crate::messages::Outcome;
use crate::output;

/// Any id of the situation report or of an export, or the beginning of one: a claim opens to its words in context, the
/// chain of speakers and the derivation; a report to its text and claims; an event, tally, truce or discrepancy to its claims.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  herodotus show c-5f0c")]
pub struct Show {
    /// The id, or enough of its beginning
    #[arg(value_name = "ID")]
    pub id: String,
}

pub fn run(shared: &Shared, show: &Show) -> anyhow::Result<Outcome> {
    let ledger = Ledger::open_existing(&shared.ledger)?;
    let text = match ledger.claim(&show.id)? {
        Some(claim) => claim_page(&ledger, &claim)?,
        None => match ledger.report(&show.id)? {
            Some(report) => report_page(&ledger, &report)?,
            None => group_page(&ledger, &show.id)?,
        },
    };
    output::print(&text)?;
    Ok(Outcome::Good)
}

fn claim_page(ledger: &Ledger, claim: &Claim) -> anyhow::Result<String> {
    let report = ledger.report(&claim.report.id)?.unwrap_or_default();
    let mut text = claim_text::full(claim, &report);
    let links = ledger.links()?;
    let mut linked = links.iter().filter(|link| link.a == claim.id || link.b == claim.id).peekable();
    if linked.peek().is_some() {
        text.push_str("\nlinks\n");
    }
    for link in linked {
        let other = if link.a == claim.id { &link.b } else { &link.a };
        let relation = claim_text::word(&link.relation);
        let _ = writeln!(text, "  {relation:<11}{other}  (score {:.2}; {})", link.score, link.because.join(", "));
    }
    Ok(text)
}

fn report_page(ledger: &Ledger, report: &Report) -> anyhow::Result<String> {
    let mut text = String::new();
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

/// The claims behind something that reconciliation made.
fn group_page(ledger: &Ledger, id: &str) -> anyhow::Result<String> {
    let (claims, reconciled) = part::reconciled(ledger, &Filter::default())?;
    let whole = serde_json::to_value(reconciled)?;
    let groups: Vec<&serde_json::Value> = whole
        .as_object()
        .into_iter()
        .flat_map(|kinds| kinds.values())
        .filter_map(|kind| kind.as_array())
        .flatten()
        .collect();
    let begins = |group: &&serde_json::Value| group["id"].as_str().is_some_and(|other| other.starts_with(id));
    let found: Vec<&serde_json::Value> = groups.into_iter().filter(begins).collect();
    let group = match found.as_slice() {
        [group] => group,
        [] => bail!(
            "{id}: no claim, report, event, tally, truce or discrepancy has this id; see `herodotus export claims`"
        ),
        more => bail!("{id}: begins {} ids; write more of it", more.len()),
    };
    let mut text = serde_json::to_string_pretty(group)?;
    text.push_str("\n\nclaims\n");
    let told = text.clone();
    for claim in &claims {
        if told.contains(&format!("\"{}\"", claim.id)) {
            let _ = writeln!(text, "  {}", claim_text::one_line(claim));
        }
    }
    Ok(text)
}
