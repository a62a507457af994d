//! The analyst's hand: reviews of claims, links and parties, entered in a ledger by name and with a reason.
//!
//! What a review says of claims holds at once; judging the links anew is left to [`relink`](crate::relink).

mod add;
mod fields;
mod words;

use herodotus_ledger::{Anchor, Ledger, LedgerError, Review, Undo, Verdict};
use jiff::civil::Date;

use crate::Pipeline;
use crate::groups::{self, NotFound};

pub use add::{Told, add};
pub use fields::{FIELDS, Field};

/// One line for each, with its number.
fn numbered(places: &[String]) -> String {
    places.iter().enumerate().map(|(n, place)| format!("\n  {}: {place}", n + 1)).collect()
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
    /// Both are one.
    #[error("{0} and {0} are the same already; name two")]
    Twice(String),
}

/// Says that the claim `id` stands in its report as it is coded. Gives the number of the entry.
pub fn accept(ledger: &mut Ledger, id: &str, analyst: Analyst) -> Result<i64, ReviewError> {
    let anchor = anchor(ledger, id)?;
    enter(ledger, analyst, Verdict::Accept(anchor))
}

/// Says that there is no such claim as `id`: it is shown no more. Gives the number of the entry.
pub fn reject(ledger: &mut Ledger, id: &str, analyst: Analyst) -> Result<i64, ReviewError> {
    let anchor = anchor(ledger, id)?;
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
    let anchor = anchor(ledger, id)?;
    let Some(claim) = ledger.claim(&anchor.claim)? else { return Err(NotFound::Nothing(id.to_owned()).into()) };
    let report = ledger.report(&claim.report.id)?.unwrap_or_default();
    let correction = field.parse(&claim, (&report, pipeline))?;
    enter(ledger, analyst, Verdict::Correct(anchor, correction))
}

/// Joins what two claims, or two events, tell. Gives the number of the entry.
pub fn same(ledger: &mut Ledger, (a, b): (&str, &str), analyst: Analyst) -> Result<i64, ReviewError> {
    let (a, b) = two(ledger, a, b)?;
    enter(ledger, analyst, Verdict::Same(a, b))
}

/// Parts two claims that are taken for one event or figure. Gives the number of the entry.
pub fn apart(ledger: &mut Ledger, (a, b): (&str, &str), analyst: Analyst) -> Result<i64, ReviewError> {
    let (a, b) = two(ledger, a, b)?;
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
    let code = fields::code_of(pipeline, keep);
    enter(ledger, analyst, Verdict::Parties { keep: keep.to_owned(), code, merge: merge.to_owned() })
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

fn two(ledger: &Ledger, a: &str, b: &str) -> Result<(Anchor, Anchor), ReviewError> {
    let (a, b) = (anchor(ledger, a)?, anchor(ledger, b)?);
    if a.claim == b.claim {
        return Err(ReviewError::Twice(a.claim));
    }
    Ok((a, b))
}

/// What a review of `id` holds on to: the claim of that id, or the first claim of the event, tally or truce.
fn anchor(ledger: &Ledger, id: &str) -> Result<Anchor, ReviewError> {
    let claim = match ledger.claim(id)? {
        Some(claim) => claim.id,
        None => match groups::group(ledger, id)?.claims.into_iter().next() {
            Some(first) => first.id,
            None => return Err(NotFound::Nothing(id.to_owned()).into()),
        },
    };
    let coded = ledger.coded(&claim)?;
    coded.as_ref().map(Anchor::of).ok_or_else(|| NotFound::Nothing(id.to_owned()).into())
}
