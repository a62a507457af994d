//! `herodotus review`: what an analyst says of claims, links, parties and reports.

use std::collections::BTreeMap;
use std::env;

use anyhow::{anyhow, bail};
use clap::{Args, Subcommand};
use herodotus::ledger::{Filter, Ledger, Review};
use herodotus::log::reviewed;
use herodotus::review::{self, Analyst, FIELDS, Field, ReviewError};
use herodotus::{Pipeline, relink};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::part::printed;
use super::review_add::MissedClaim;
use crate::arguments::Shared;
use crate::messages::{Outcome, say};
use crate::{folder, output};

/// Each review is an entry of the ledger, with a name and a reason. It outlives coding the reports anew, shows in every view
/// and export, and can be taken back. One that says otherwise than an earlier one takes its place; `herodotus log` tells
/// both. Ids are citations: enough of an id's beginning will do.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples (the ids stand for those that the situation report or an export prints):
  herodotus review accept c-5f0c --because 'read the report'
  herodotus review reject e-b443 --all --because 'the report retells a film'
  herodotus review correct c-5f0c status planned --because 'it says \"will\"'
  herodotus review correct c-5f0c agent 'Dalmar Front' --by Ada --because 'the quote before names them'
  herodotus review correct c-77aa figure 10.. --because '\"at least ten\"'
  herodotus review add report-41d9 --quote 'gunners shelled the harbour' --type ASSAULT --because 'missed'
  herodotus review same c-5f0c c-91e2 --because 'one strike, two outlets'
  herodotus review parties 'Dalmar Front' 'Free Dalmar Army' --because 'one side, two names'
  herodotus review retract report-41d9 --because 'the outlet has withdrawn it'
  herodotus review undo 118 --because 'wrong claim'
  herodotus review list")]
pub struct ReviewCommand {
    #[command(subcommand)]
    pub what: What,
}

/// Who says so, and why.
#[derive(Debug, Args)]
pub struct Signed {
    /// Who says so; where it is left out, $HERODOTUS_BY, else $USER
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Why
    #[arg(long, value_name = "REASON")]
    pub because: String,
    /// The day to keep with it (YYYY-MM-DD); today where it is left out
    #[arg(long, value_name = "DAY", value_parser = super::part::day)]
    pub on: Option<Date>,
    /// Do not judge the links anew yet; `herodotus ledger relink` or the next review without this does
    #[arg(long)]
    pub later: bool,
}

/// Which claims are said to be made, or not to be.
#[derive(Debug, Args)]
pub struct Judged {
    /// The claim's id, or that of an event, tally or truce of one claim
    #[arg(value_parser = printed)]
    pub claim: String,
    /// All claims of the event, tally or truce whose id it is, each by an entry of its own
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub signed: Signed,
}

/// What to say.
#[derive(Debug, Subcommand)]
pub enum What {
    /// The claim stands in the report as it is coded
    Accept(Judged),
    /// The report makes no such claim; it is shown no more
    Reject(Judged),
    /// A field of the claim is otherwise
    #[command(after_help = fields())]
    Correct {
        /// The claim's id, or that of an event, tally or truce of one claim
        #[arg(value_parser = printed)]
        claim: String,
        /// The field
        field: String,
        /// What it should be
        value: String,
        #[command(flatten)]
        signed: Signed,
    },
    /// The report holds a claim that the program missed
    Add {
        #[command(flatten)]
        claim: Box<MissedClaim>,
        #[command(flatten)]
        signed: Signed,
    },
    /// Two claims, or two events, tell the same
    Same {
        /// A claim's or event's id; of an event its first claim is joined
        #[arg(value_parser = printed)]
        a: String,
        /// Another
        #[arg(value_parser = printed)]
        b: String,
        #[command(flatten)]
        signed: Signed,
    },
    /// Two claims that are taken for one event or figure tell of different ones
    Apart {
        /// A claim's id
        #[arg(value_parser = printed)]
        a: String,
        /// Another
        #[arg(value_parser = printed)]
        b: String,
        #[command(flatten)]
        signed: Signed,
    },
    /// Two names are one party's: the second is read as the first, in reports to come too
    Parties {
        /// The name that stays
        keep: String,
        /// The name that is read as it
        merge: String,
        #[command(flatten)]
        signed: Signed,
    },
    /// The report is not to be counted on: none of its claims is shown, also when it is read or coded again
    Retract {
        /// The report's id
        #[arg(value_parser = printed)]
        report: String,
        #[command(flatten)]
        signed: Signed,
    },
    /// Take back a review, or the taking back of one
    Undo {
        /// The number of its entry, which it printed when it was made
        entry: i64,
        #[command(flatten)]
        signed: Signed,
    },
    /// List the reviews that stand, with the numbers of their entries and what they hold on to now
    List,
}

impl What {
    /// Who says it; nobody says a list.
    fn signed(&self) -> Option<&Signed> {
        match self {
            What::Accept(judged) | What::Reject(judged) => Some(&judged.signed),
            What::Correct { signed, .. }
            | What::Add { signed, .. }
            | What::Same { signed, .. }
            | What::Apart { signed, .. }
            | What::Parties { signed, .. }
            | What::Retract { signed, .. }
            | What::Undo { signed, .. } => Some(signed),
            What::List => None,
        }
    }
}

fn fields() -> String {
    let fields: Vec<String> = FIELDS.iter().map(|(name, wants)| format!("  {name:<11}{wants}")).collect();
    format!(
        "Fields:\n{}\n\nExample:\n  herodotus review correct c-5f0c when 2020-10-09 --because 'Friday of that week'",
        fields.join("\n")
    )
}

pub fn run(shared: &Shared, command: &ReviewCommand) -> anyhow::Result<Outcome> {
    let mut ledger = Ledger::open_existing(&shared.ledger)?;
    let Some(signed) = command.what.signed() else { return list(&ledger) };
    let entries = enter(shared, &mut ledger, (&command.what, analyst(signed)?))?;
    if !signed.later {
        relink(&mut ledger)?;
    }
    let made: BTreeMap<i64, Review> = ledger.reviews()?.into_iter().collect();
    let replaced = ledger.set_aside()?.replaced;
    let told = |entry: &i64| match &command.what {
        What::Undo { entry: undone, .. } => format!("entry {entry}: entry {undone} is taken back"),
        _ => {
            let before = replaced.iter().filter(|(_, by)| *by == entry).map(|(before, _)| before).next_back();
            let before = before.map(|before| format!(" [in the place of entry {before}]")).unwrap_or_default();
            format!("entry {entry}: {}{before}", made.get(entry).map(reviewed).unwrap_or_default())
        }
    };
    output::print(&entries.iter().map(told).collect::<Vec<_>>().join("\n"))?;
    Ok(Outcome::Good)
}

/// Enters what was said; gives the numbers of the entries.
fn enter(shared: &Shared, ledger: &mut Ledger, (what, analyst): (&What, Analyst)) -> anyhow::Result<Vec<i64>> {
    Ok(vec![match what {
        What::Accept(judged) => return each(ledger, judged, (review::accept, analyst)),
        What::Reject(judged) => return each(ledger, judged, (review::reject, analyst)),
        What::Correct { claim, field, value, .. } => {
            let pipeline = folder::pipeline(shared)?;
            let doubts = doubts_of_field((ledger, &pipeline), field, value)?;
            let entry = review::correct(ledger, claim, (Field { name: field, value }, &pipeline), analyst)?;
            tell(shared, &doubts);
            entry
        }
        What::Add { claim, .. } => {
            let pipeline = folder::pipeline(shared)?;
            let doubts = doubts_of((ledger, &pipeline), claim.parties())?;
            let entry = review::add(ledger, &claim.report, (&claim.added(), &pipeline), analyst)?;
            tell(shared, &doubts);
            entry
        }
        What::Same { a, b, .. } => review::same(ledger, (a, b), analyst)?,
        What::Apart { a, b, .. } => review::apart(ledger, (a, b), analyst)?,
        What::Parties { keep, merge, .. } => parties(shared, ledger, (keep, merge), analyst)?,
        What::Retract { report, .. } => review::retract(ledger, report, analyst)?,
        What::Undo { entry, .. } => review::undo(ledger, *entry, analyst)?,
        What::List => bail!("a list is nothing to enter"),
    }])
}

/// Merges two parties, with notices where a name is not known.
fn parties(shared: &Shared, ledger: &mut Ledger, (keep, merge): (&str, &str), analyst: Analyst) -> anyhow::Result<i64> {
    let filter = Filter { parties: vec![merge.to_owned()], ..Filter::default() };
    if ledger.claims(&filter)?.next().is_none() && !shared.quiet {
        say(&format!("no claim names {merge} so far; what is said of it holds for reports to come"));
    }
    let pipeline = folder::pipeline(shared)?;
    let doubts = doubts_of((ledger, &pipeline), [keep])?;
    let entry = review::parties(ledger, (keep, merge), &pipeline, analyst)?;
    tell(shared, &doubts);
    Ok(entry)
}

/// A review of one claim, which gives the number of its entry.
type OfClaim = fn(&mut Ledger, &str, Analyst) -> Result<i64, ReviewError>;

/// Says the same of the one claim that is meant, or of all.
fn each(ledger: &mut Ledger, judged: &Judged, (say, analyst): (OfClaim, Analyst)) -> anyhow::Result<Vec<i64>> {
    if !judged.all {
        return Ok(vec![say(ledger, &judged.claim, analyst).map_err(or_all)?]);
    }
    let mut entries = Vec::new();
    for claim in review::claims_of(ledger, &judged.claim)? {
        entries.push(say(ledger, &claim, analyst.clone())?);
    }
    Ok(entries)
}

/// Where an id is of several claims, tells how to mean all of them.
fn or_all(error: ReviewError) -> anyhow::Error {
    let whole = matches!(&error, ReviewError::Finding { kind, .. } if *kind != "a conflict");
    if whole { anyhow!("{error}\n--all says it of every one of them") } else { error.into() }
}

/// What is doubtful of the value that a field is to have; asked before it has it, for then the ledger knows it.
fn doubts_of_field(known: (&Ledger, &Pipeline), field: &str, value: &str) -> anyhow::Result<Vec<String>> {
    match field.split('.').next().unwrap_or_default() {
        "agent" | "target" | "speaker" | "counted" => doubts_of(known, [value]),
        "places" => {
            let places = value.split(';').map(str::trim).filter(|place| !place.is_empty());
            Ok(places.filter_map(|place| review::doubt_of_place(known.1, place)).collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// What is doubtful of names that are taken as parties'.
fn doubts_of<'n>(
    (ledger, pipeline): (&Ledger, &Pipeline),
    names: impl IntoIterator<Item = &'n str>,
) -> anyhow::Result<Vec<String>> {
    let mut doubts = Vec::new();
    for name in names {
        doubts.extend(review::doubt_of_party(ledger, pipeline, name)?);
    }
    Ok(doubts)
}

fn tell(shared: &Shared, doubts: &[String]) {
    if !shared.quiet {
        doubts.iter().for_each(|doubt| say(doubt));
    }
}

fn list(ledger: &Ledger) -> anyhow::Result<Outcome> {
    let mut lines = Vec::new();
    for (at, review) in ledger.reviews()? {
        let mut line = format!("entry {at}: {}", reviewed(&review));
        for (then, now) in ledger.holds(&review)? {
            match now {
                Some(now) if now == then => {}
                Some(now) => line.push_str(&format!(" [{then} is now {now}]")),
                None => line.push_str(&format!(" [no claim tells now what {then} told]")),
            }
        }
        lines.push(line);
    }
    output::print(&if lines.is_empty() { "no review stands".to_owned() } else { lines.join("\n") })?;
    Ok(Outcome::Good)
}

fn analyst(signed: &Signed) -> anyhow::Result<Analyst> {
    let named = |name: &str| env::var(name).ok();
    let by = signed.by.clone().or_else(|| named("HERODOTUS_BY")).or_else(|| named("USER")).unwrap_or_default();
    let (by, because) = (by.trim().to_owned(), signed.because.trim().to_owned());
    if by.is_empty() {
        bail!("a review wants a name; give one with --by, or set HERODOTUS_BY");
    }
    if because.is_empty() {
        bail!("a review wants a reason; give one with --because");
    }
    let today = || TimeZone::UTC.to_datetime(Timestamp::now()).date();
    Ok(Analyst { by, because, on: Some(signed.on.unwrap_or_else(today)) })
}
