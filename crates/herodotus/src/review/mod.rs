//! The analyst's hand: reviews of claims, links and parties, entered in a ledger by name and with a reason.
//!
//! What a review says of claims holds at once; judging the links anew is left to [`relink`](crate::relink).

mod add;
mod doubts;
mod fields;
mod words;

use herodotus_ledger::{Anchor, Ledger, LedgerError, Review, Undo, Verdict};
use herodotus_schema::{Claim, ClaimKind, Conflict};
use jiff::civil::Date;

use self::fields::Known;
use crate::findings::{self, Finding, NotFound};
use crate::members::Members;
use crate::{Pipeline, names};

pub use add::{AddedClaim, add};
pub use doubts::{doubt_of_party, doubt_of_place};
pub use fields::{FIELDS, Field};

/// One line for each, with its number.
fn numbered(places: &[String]) -> String {
    places.iter().enumerate().map(|(n, place)| format!("\n  {}: {place}", n + 1)).collect()
}

/// How many claims of an event or the like are named.
const NAMED: usize = 12;

/// The first few, one a line.
fn several(claims: &[String]) -> String {
    let mut lines: Vec<String> = claims.iter().take(NAMED).map(|claim| format!("\n  {claim}")).collect();
    if claims.len() > NAMED {
        lines.push(format!("\n  and {} more", claims.len() - NAMED));
    }
    lines.concat()
}

/// Who reviews, why, and on which day, if that is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analyst {
    /// The name.
    pub by: String,
    /// The reason.
    pub because: String,
    /// The day, as the caller gives it.
    pub on: Option<Date>,
}

/// Why a review could not be entered.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// The ledger refused.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// Nothing has the id.
    #[error(transparent)]
    NotFound(#[from] NotFound),
    /// No such field.
    #[error("{field}: no field of this {kind} can be corrected by that name; the fields are {fields}")]
    Field {
        /// What was asked for.
        field: String,
        /// What the claim is.
        kind: &'static str,
        /// The fields that such a claim has.
        fields: String,
    },
    /// The value does not fit the field.
    #[error("{value:?} is no value of {field}; it wants {wanted}")]
    Value {
        /// The field.
        field: String,
        /// What was given.
        value: String,
        /// What it wants.
        wanted: String,
    },
    /// The list is shorter.
    #[error("there is no {field}.{place}: the claim has {count}; a party may be put in place {} at most", count + 1)]
    Place {
        /// The field.
        field: String,
        /// The place asked for.
        place: usize,
        /// How many there are.
        count: usize,
    },
    /// No such report.
    #[error("{0}: no report of the ledger has this id; `herodotus report --format json` lists them")]
    NoReport(String),
    /// The words do not stand in the report.
    #[error(
        "{words:?} does not stand in report {report}, so it is no {field}; `herodotus show {report}` prints its words"
    )]
    NoWords {
        /// What they were to be.
        field: &'static str,
        /// The words.
        words: String,
        /// The report's id.
        report: String,
    },
    /// The quote stands in several places.
    #[error("{quote:?} stands in {} places of report {report}; say which with --nth, or give more words:{}", places.len(), numbered(places))]
    Several {
        /// The words.
        quote: String,
        /// The report's id.
        report: String,
        /// The places, each with the words around it.
        places: Vec<String>,
    },
    /// Something that such a claim wants is not said.
    #[error("no --{0} is given, and the claim wants one")]
    Missing(&'static str),
    /// Words tell no day that could be worked out.
    #[error(
        "{0:?} tells no day that can be worked out; give it behind the words: '{0}=2021-03-09', or '{0}=2021-03-08..2021-03-09'"
    )]
    Undated(String),
    /// The claim stands already.
    #[error(
        "claim {0} tells this already; `herodotus review correct {0} FIELD VALUE` corrects it, `herodotus log {0}` says if it was rejected"
    )]
    There(String),
    /// The id is of several claims, and a review is of one.
    #[error("{id}: {kind} of {} claims, and this says something of one; name the one that is meant:{}", claims.len(), several(claims))]
    Finding {
        /// The whole id.
        id: String,
        /// What it is, in words.
        kind: &'static str,
        /// The claims, each with its words.
        claims: Vec<String>,
    },
    /// The one party is read as another already.
    #[error(
        "{keep} is itself read as {last} (entry {entry}), so nothing can be read as it; {}`herodotus review undo {entry}` takes that back",
        if last == merge { String::new() } else { format!("name {last} in its place, or ") }
    )]
    Merged {
        /// The name that was to stay.
        keep: String,
        /// The name that was to be read as it.
        merge: String,
        /// What the first is read as.
        last: String,
        /// The entry of the review that says so.
        entry: i64,
    },
    /// One is told to happen, the other counts.
    #[error(
        "{event} tells of something that happens and {figure} of a figure, so they cannot tell the same; join two claims of events, \
         or two of figures. A figure that belongs to an event stands on the event's page: `herodotus show {event}`"
    )]
    EventAndFigure {
        /// The id that was given of the one.
        event: String,
        /// That of the other.
        figure: String,
    },
    /// The report is retracted.
    #[error(
        "report {report} is retracted (entry {entry}), and nothing of it is shown; `herodotus review undo {entry}` takes that back"
    )]
    Retracted {
        /// The report's id.
        report: String,
        /// The entry of the review that says so.
        entry: i64,
    },
    /// Both are one.
    #[error("{0} and {0} are the same already; name two")]
    Twice(String),
}

/// Says that the claim `id` stands in its report as it is coded. Gives the number of the entry.
pub fn accept(ledger: &mut Ledger, id: &str, analyst: Analyst) -> Result<i64, ReviewError> {
    let anchor = one(ledger, id)?;
    enter(ledger, analyst, Verdict::Accept(anchor))
}

/// Says that there is no such claim as `id`: it is shown no more. Gives the number of the entry.
pub fn reject(ledger: &mut Ledger, id: &str, analyst: Analyst) -> Result<i64, ReviewError> {
    let anchor = one(ledger, id)?;
    enter(ledger, analyst, Verdict::Reject(anchor))
}

/// Puts a value into a field of the claim `id`. `pipeline` knows the codes of parties and where places lie. Gives the
/// number of the entry.
pub fn correct(
    ledger: &mut Ledger,
    id: &str,
    (field, pipeline): (Field<'_>, &Pipeline),
    analyst: Analyst,
) -> Result<i64, ReviewError> {
    let anchor = one(ledger, id)?;
    let Some(claim) = ledger.claim(&anchor.claim)? else { return Err(NotFound::Nothing(id.to_owned()).into()) };
    let report = ledger.report(&claim.report.id)?.unwrap_or_default();
    let correction = field.parse(&claim, Known { report: &report, pipeline })?;
    enter(ledger, analyst, Verdict::Correct(anchor, correction))
}

/// Joins what two claims, or two events, tell. Gives the number of the entry.
///
/// # Errors
/// Where an id names nothing, both name one claim, or one tells of an event and the other of a figure.
pub fn same(ledger: &mut Ledger, ids: (&str, &str), analyst: Analyst) -> Result<i64, ReviewError> {
    let (a, b) = two(first(ledger, ids.0)?, first(ledger, ids.1)?)?;
    let (event, figure) = match (a.kind == ClaimKind::Tally, b.kind == ClaimKind::Tally) {
        (true, false) => (ids.1, ids.0),
        (false, true) => (ids.0, ids.1),
        _ => return enter(ledger, analyst, Verdict::Same(a, b)),
    };
    Err(ReviewError::EventAndFigure { event: event.to_owned(), figure: figure.to_owned() })
}

/// Parts two claims that are taken for one event or figure. Gives the number of the entry.
pub fn apart(ledger: &mut Ledger, (a, b): (&str, &str), analyst: Analyst) -> Result<i64, ReviewError> {
    let (a, b) = two(one(ledger, a)?, one(ledger, b)?)?;
    enter(ledger, analyst, Verdict::Apart(a, b))
}

/// Reads the party `merge` as `keep` in all claims, those to come too. Gives the number of the entry.
pub fn parties(
    ledger: &mut Ledger,
    (keep, merge): (&str, &str),
    pipeline: &Pipeline,
    analyst: Analyst,
) -> Result<i64, ReviewError> {
    for value in [keep, merge] {
        if value.trim().is_empty() || value != value.trim() {
            let wanted = "a name, without spaces around it".to_owned();
            return Err(ReviewError::Value { field: "a party".to_owned(), value: value.to_owned(), wanted });
        }
    }
    if keep == merge {
        return Err(ReviewError::Twice(keep.to_owned()));
    }
    let merged = names::merges(ledger)?;
    let last = names::last(&merged, keep);
    if last != keep {
        let by = |(_, review): &(i64, Review)| match &review.verdict {
            Verdict::Parties { merge, .. } => merge == keep,
            _ => false,
        };
        let entry = ledger.reviews()?.into_iter().rev().find(by).map_or(0, |(entry, _)| entry);
        let (keep, merge, last) = (keep.to_owned(), merge.to_owned(), last.to_owned());
        return Err(ReviewError::Merged { keep, merge, last, entry });
    }
    let code = fields::code_of(pipeline, keep);
    enter(ledger, analyst, Verdict::Parties { keep: keep.to_owned(), code, merge: merge.to_owned() })
}

/// Says that the report `id` is not to be counted on: none of its claims is shown any more, those of codings to come neither. Gives
/// the number of the entry.
///
/// # Errors
/// Where no report has the id, or it is retracted already.
pub fn retract(ledger: &mut Ledger, id: &str, analyst: Analyst) -> Result<i64, ReviewError> {
    let Some(report) = ledger.report(id)? else { return Err(ReviewError::NoReport(id.to_owned())) };
    not_retracted(ledger, &report.id)?;
    enter(ledger, analyst, Verdict::Retract(report.id))
}

/// What is said of a claim of a report that is retracted would show nowhere; better to be told so than to wonder.
fn not_retracted(ledger: &Ledger, report: &str) -> Result<(), ReviewError> {
    match ledger.retracted()?.get(report) {
        Some(&entry) => Err(ReviewError::Retracted { report: report.to_owned(), entry }),
        None => Ok(()),
    }
}

/// Takes back the review whose entry is `entry`. Gives the number of the new entry.
pub fn undo(ledger: &mut Ledger, entry: i64, analyst: Analyst) -> Result<i64, ReviewError> {
    let Analyst { by, because, on } = analyst;
    Ok(ledger.undo(&Undo { by, because, on, entry })?)
}

fn enter(ledger: &mut Ledger, analyst: Analyst, verdict: Verdict) -> Result<i64, ReviewError> {
    let Analyst { by, because, on } = analyst;
    Ok(ledger.review(&Review { by, because, on, verdict })?)
}

fn two(a: Anchor, b: Anchor) -> Result<(Anchor, Anchor), ReviewError> {
    if a.claim == b.claim {
        return Err(ReviewError::Twice(a.claim));
    }
    Ok((a, b))
}

/// The claims that `id` names: the one of that id, or all claims of the event, tally, truce or discrepancy. Of a conflict
/// nothing can be said as a whole.
pub fn claims_of(ledger: &Ledger, id: &str) -> Result<Vec<String>, ReviewError> {
    if let Some(claim) = ledger.claim(id)? {
        return Ok(vec![claim.id]);
    }
    let finding = findings::finding(ledger, id)?;
    if finding.kind == Conflict::KIND { Err(too_many(finding)) } else { Ok(finding.own) }
}

/// What a review of one claim holds on to: the claim of that id, or the only one of the event, tally or truce.
fn one(ledger: &Ledger, id: &str) -> Result<Anchor, ReviewError> {
    if let Some(claim) = ledger.claim(id)? {
        return anchor(ledger, &claim.id);
    }
    let finding = findings::finding(ledger, id)?;
    match finding.own.as_slice() {
        [only] => anchor(ledger, only),
        _ => Err(too_many(finding)),
    }
}

fn too_many(finding: Finding) -> ReviewError {
    let own = finding.claims.iter().filter(|claim| finding.own.contains(&claim.id));
    let told = |claim: &Claim| {
        let quote = claim.quote.split_whitespace().collect::<Vec<_>>().join(" ");
        let outlet = claim.report.outlet.as_deref().unwrap_or(&claim.report.id);
        format!("{}  \"{quote}\", {outlet}", claim.id)
    };
    let claims = own.map(told).collect();
    ReviewError::Finding { id: finding.id, kind: finding.kind, claims }
}

/// What a review that joins events holds on to: the claim of that id, or the first claim of the event, tally or truce.
fn first(ledger: &Ledger, id: &str) -> Result<Anchor, ReviewError> {
    match claims_of(ledger, id)?.first() {
        Some(first) => anchor(ledger, first),
        None => Err(NotFound::Nothing(id.to_owned()).into()),
    }
}

/// What a review of the claim holds on to.
fn anchor(ledger: &Ledger, claim: &str) -> Result<Anchor, ReviewError> {
    let Some(coded) = ledger.coded(claim)? else { return Err(NotFound::Nothing(claim.to_owned()).into()) };
    not_retracted(ledger, &coded.report.id)?;
    Ok(Anchor::of(&coded))
}
