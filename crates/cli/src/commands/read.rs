//! `herodotus read`: reports into the ledger, and the situation report on them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use herodotus::intake::{Found, Problem, Reports};
use herodotus::ledger::Ledger;
use herodotus::schema::Claim;
use herodotus::wording::counted;
use herodotus::{Failure, Ingest, Ingested, Progress, findings, relink, views};

use super::report::{references, situation};
use crate::arguments::{Reading, Shared};
use crate::messages::{Outcome, Watch, say};
use crate::{folder, output};

/// How many items of a list the short situation report shows.
const SHORT: usize = 2;

/// Reports that are in the ledger already change nothing. A file that cannot be read makes one line, and the others are
/// still read.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  herodotus read reports/
  herodotus --ledger dalmar.db read 2020-11-04-front.html wire.jsonl archive.jsonl.gz
  herodotus --ledger dalmar.db read feed.xml crawl.warc.gz

Plain text may begin with header lines (Title:, Outlet:, Date:, URL:,
Language:) and an empty line; lines of other names among them are left out. A day in a file name (2020-11-04-front.txt) gives the day of
publication. Without one, words like \"yesterday\" stay unresolved.")]
pub struct Read {
    /// Files and folders of reports: .txt, .html, .json, .jsonl, feeds, NITF, NewsML-G2, ninjs, WARC, and .gz of these; - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Print the whole situation report on them, not a short one
    #[arg(long)]
    pub whole: bool,
    /// Print no situation report
    #[arg(long, conflicts_with = "whole")]
    pub no_report: bool,
    #[command(flatten)]
    pub reading: Reading,
}

pub fn run(shared: &Shared, read: &Read) -> anyhow::Result<Outcome> {
    let pipeline = read.reading.with(folder::pipeline(shared)?);
    let mut watch = Watch::new(shared.quiet).naming(read.reading.list_skipped);
    let mut reports = Reports::of(&read.paths).found();
    // A mistyped path leaves no ledger behind.
    let first = if shared.ledger.exists() { Vec::new() } else { upto_first(&mut reports) };
    if first.iter().all(Result::is_err) && !shared.ledger.exists() {
        first.into_iter().filter_map(Result::err).for_each(|problem| watch.failure(&Failure::Intake(problem)));
        return watch.end(0);
    }
    let mut ledger = Ledger::open(&shared.ledger)?;
    let (mut known, mut files) = (0, BTreeMap::new());
    let done = Ingest::new(&pipeline, &mut ledger, read.reading.threads.count()).run(
        first.into_iter().chain(reports),
        |progress| {
            if let Progress::Read(report, Some(at)) | Progress::Known(report, Some(at)) = &progress {
                files.entry(report.id.clone()).or_insert_with(|| at.to_string());
            }
            match progress {
                Progress::Read(report, _) => watch.read(report.title.as_deref()),
                Progress::Known(..) => known += 1,
                Progress::Version { of, id, at } => watch.version((of, id), at),
                Progress::Failed(failure) => watch.failure(failure),
            }
        },
    )?;
    // The model and the gazetteer are not needed any more, and linking wants the room.
    drop(pipeline);
    let (new, rate) = watch.rate();
    let outcome = watch.end(known)?;
    relink(&mut ledger)?;
    if !shared.quiet {
        let (reports, claims) = (counted(new, "report"), counted(done.claims, "claim"));
        say(&format!("{reports} read ({rate:.1} a second) with {claims}, {known} known already"));
    }
    for (report, entry) in ledger.retracted()?.iter().filter(|(id, _)| done.reports.contains(*id) && !shared.quiet) {
        say(&format!(
            "report {report} stays retracted (entry {entry}); `herodotus review undo {entry}` takes that back"
        ));
    }
    if !read.no_report {
        tell(&ledger, (&done, &files), read.whole)?;
    }
    Ok(outcome)
}

/// What comes before the first report, and that one.
fn upto_first(reports: &mut impl Iterator<Item = Result<Found, Problem>>) -> Vec<Result<Found, Problem>> {
    let mut first = Vec::new();
    for item in reports {
        let found = item.is_ok();
        first.push(item);
        if found {
            break;
        }
    }
    first
}

/// Prints the situation report on the reports that were read, whole or short.
fn tell(ledger: &Ledger, (done, files): (&Ingested, &BTreeMap<String, String>), whole: bool) -> anyhow::Result<()> {
    let selection = findings::of_claims(ledger, claims_of(ledger, &done.reports)?)?;
    let reports = references(ledger, &done.reports)?;
    let references = (reports.as_slice(), files);
    let text = match whole {
        true => views::terminal(&situation(&selection, references, usize::MAX), output::width()),
        false => {
            let short = situation(&selection, references, SHORT).in_short();
            let mut text = views::terminal(&short, output::width());
            text.push_str(&views::wrapped(
                "\nThis is the short report; read --whole prints all of it, `herodotus report` a longer one on the ledger.",
                output::width(),
            ));
            text
        }
    };
    output::print(&text)?;
    Ok(())
}

fn claims_of(ledger: &Ledger, reports: &BTreeSet<String>) -> anyhow::Result<Vec<Claim>> {
    let mut claims = Vec::new();
    for id in reports {
        for claim in ledger.claims_of(id)? {
            claims.push(claim?);
        }
    }
    Ok(claims)
}
