//! `herodotus lexicon diff`: what a lexicon of one's own changes in the claims of reports.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt::Write;
use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use herodotus::intake::Reports;
use herodotus::lexicon::Origin;
use herodotus::lexicon_diff::{Change, Comparison, Difference, Side, What};
use herodotus::schema::Claim;
use herodotus::wording::counted;
use herodotus::{Failure, Pipeline};

use super::claim_text;
use crate::arguments::{Shared, Threads};
use crate::messages::{Outcome, Watch};
use crate::{folder, output};

/// Reads the reports twice, without your folder and with it, and shows each claim that is added (+), gone (-) or told
/// otherwise (~), with its words and the lines of the lexicon that did it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  herodotus lexicon diff reports/                                     your own lexicon against none
  herodotus --lexicon my-lexicon lexicon diff reports/ article.html
  herodotus --lexicon new lexicon diff --against old reports/         two folders

A line like `by events/own.toml:3` names the entry of your folder that did it, and
`in place of events/assault-fire.toml:12` the entry that did it before.")]
pub struct Diff {
    /// Files and folders of reports: .txt, .html, .json, .jsonl, feeds, NITF, NewsML-G2, ninjs, WARC, and .gz of these; - for standard input
    #[arg(required = true, value_name = "REPORTS")]
    pub reports: Vec<PathBuf>,
    /// Another lexicon folder to compare with, in place of the shipped lexicon alone
    #[arg(long, value_name = "DIR")]
    pub against: Option<PathBuf>,
    #[command(flatten)]
    pub threads: Threads,
}

pub fn run(shared: &Shared, diff: &Diff) -> anyhow::Result<Outcome> {
    let Some(own) = folder::in_use(shared)? else {
        bail!(
            "there is no lexicon of your own to compare; name its folder with --lexicon DIR, or begin one with \
             `herodotus lexicon new`"
        );
    };
    if let Some(against) = diff.against.as_ref().filter(|against| !against.is_dir()) {
        bail!("{}: no such folder; --against wants a folder laid out like the shipped lexicon", against.display());
    }
    let files = folder::files(&own, shared.quiet)?;
    let before_files =
        diff.against.as_deref().map(|folder| folder::files(folder, shared.quiet)).transpose()?.unwrap_or_default();
    let after = folder::with(&own, files.clone())?;
    let before = match &diff.against {
        Some(against) => folder::with(against, before_files.clone())?,
        None => Pipeline::shipped()?,
    };
    let before = Side { pipeline: &before, files: &before_files };
    let comparison = Comparison::of(before, Side { pipeline: &after, files: &files })?;
    let mut watch = Watch::new(shared.quiet);
    let mut sum = Sum::default();
    let mut text = String::new();
    let each = |read: Result<Difference, Failure>| -> Result<(), Infallible> {
        match read {
            Ok(difference) => {
                watch.read(difference.report.title.as_deref());
                difference.changes.iter().for_each(|change| text.push_str(&told(change, claim_text::one_line)));
                sum.add(&difference);
            }
            Err(failure) => watch.failure(&failure),
        }
        Ok(())
    };
    let Ok(()) = comparison.reports(diff.threads.count(), Reports::of(&diff.reports), each);
    let outcome = watch.end(0)?;
    text.push_str(&sum.told());
    output::print(&text)?;
    Ok(outcome)
}

/// A change, opened up: the claim in `one_line`, each field that differs, and the lines behind it.
pub fn told(change: &Change, one_line: impl Fn(&Claim) -> String) -> String {
    let mut text = match &change.what {
        What::Added(claim) => format!("+ {}\n", one_line(claim)),
        What::Gone(claim) => format!("- {}\n", one_line(claim)),
        What::Changed { after, .. } => format!("~ {}\n", one_line(after)),
    };
    if let What::Changed { before, after, fields } = &change.what {
        for field in fields {
            let value = |claim: &Claim| Some(claim_text::field(claim, field)).filter(|value| !value.is_empty());
            let value = |claim: &Claim| value(claim).unwrap_or_else(|| "none".to_owned());
            let _ = writeln!(text, "    {field}: {} → {}", value(before), value(after));
        }
    }
    let lines = |origins: &[Origin]| origins.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match (change.by.is_empty(), change.instead_of.is_empty()) {
        (true, true) => text.push_str("    no line of the lexicon is seen to do it\n"),
        (true, false) => drop(writeln!(text, "    no more by {}", lines(&change.instead_of))),
        (false, true) => drop(writeln!(text, "    by {}", lines(&change.by))),
        (false, false) => {
            let _ = writeln!(text, "    by {}, in place of {}", lines(&change.by), lines(&change.instead_of));
        }
    }
    text
}

/// How much changed in all.
#[derive(Default)]
struct Sum {
    reports: usize,
    same: usize,
    added: usize,
    gone: usize,
    changed: usize,
    fields: BTreeMap<&'static str, usize>,
}

impl Sum {
    fn add(&mut self, difference: &Difference) {
        self.reports += 1;
        self.same += difference.same;
        for change in &difference.changes {
            match &change.what {
                What::Added(_) => self.added += 1,
                What::Gone(_) => self.gone += 1,
                What::Changed { fields, .. } => {
                    self.changed += 1;
                    fields.iter().for_each(|field| *self.fields.entry(field).or_default() += 1);
                }
            }
        }
    }

    /// `3 reports: 1 claim added, 0 gone, 2 changed (agents 2, event 1), 40 as before`
    fn told(&self) -> String {
        let fields: Vec<String> = self.fields.iter().map(|(field, count)| format!("{field} {count}")).collect();
        let fields = if fields.is_empty() { String::new() } else { format!(" ({})", fields.join(", ")) };
        format!(
            "{}: {} added, {} gone, {} changed{fields}, {} as before\n",
            counted(self.reports, "report"),
            counted(self.added, "claim"),
            self.gone,
            self.changed,
            self.same
        )
    }
}
