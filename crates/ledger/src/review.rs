//! What an analyst says of claims, links and parties: the reviews, and what each of them holds on to.

use std::borrow::Cow;

use herodotus_schema::{Claim, ClaimKind, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Correction;

/// One thing that an analyst says, by name and with a reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// Who says it.
    pub by: String,
    /// Why.
    pub because: String,
    /// The day it was said, if the caller gives one. Nothing hangs on it.
    #[serde(default)]
    pub on: Option<Date>,
    /// What is said.
    pub verdict: Verdict,
}

/// What an analyst says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The claim stands in the report as it is coded.
    Accept(Anchor),
    /// The report holds no such claim; it is shown no more.
    Reject(Anchor),
    /// A field of the claim is otherwise.
    Correct(Anchor, Correction),
    /// The report holds this claim, which the program missed.
    Add(Box<Claim>),
    /// Both claims tell of one event or figure.
    Same(Anchor, Anchor),
    /// The claims tell of different events or figures.
    Apart(Anchor, Anchor),
    /// Two names are one party's.
    Parties {
        /// The name that stays.
        keep: String,
        /// The code that belongs to it, without a role, where one is known.
        code: Option<String>,
        /// The name that is read as it.
        merge: String,
    },
    /// The report of this id is not to be counted on: none of its claims is shown.
    Retract(String),
}

/// Which review is taken back, or which taking back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// Who takes it back.
    pub by: String,
    /// Why.
    pub because: String,
    /// The day, if the caller gives one.
    #[serde(default)]
    pub on: Option<Date>,
    /// The number of the entry that is taken back.
    pub entry: i64,
}

/// What a review holds on to, so that it outlives another coding of the report: the claim's place, kind and words, and
/// what tells it from others that stand in the same words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The claim's id when it was reviewed.
    pub claim: String,
    /// The report's id.
    pub report: String,
    /// Where the claim stands in the report.
    pub span: Span,
    /// Its words.
    pub quote: String,
    /// What sort of thing is claimed.
    pub kind: ClaimKind,
    /// The event type, as coded.
    #[serde(default)]
    pub event_type: Option<String>,
    /// What is counted, as coded.
    #[serde(default)]
    pub counted: Option<String>,
    /// The side that says so, as coded.
    #[serde(default)]
    pub side: Option<String>,
}

impl Anchor {
    /// The anchor of a claim as it was coded, before any correction.
    pub fn of(claim: &Claim) -> Anchor {
        Anchor {
            claim: claim.id.clone(),
            report: claim.report.id.clone(),
            span: claim.span,
            quote: claim.quote.clone(),
            kind: claim.kind,
            event_type: claim.event_type().map(str::to_owned),
            counted: claim.tally.as_ref().map(|tally| tally.what.clone()),
            side: claim.side().map(str::to_owned),
        }
    }
}

impl Verdict {
    /// The claims it is about.
    pub fn anchors(&self) -> Vec<Cow<'_, Anchor>> {
        match self {
            Verdict::Accept(claim) | Verdict::Reject(claim) | Verdict::Correct(claim, _) => vec![Cow::Borrowed(claim)],
            Verdict::Add(claim) => vec![Cow::Owned(Anchor::of(claim))],
            Verdict::Same(a, b) | Verdict::Apart(a, b) => vec![Cow::Borrowed(a), Cow::Borrowed(b)],
            Verdict::Parties { .. } | Verdict::Retract(_) => Vec::new(),
        }
    }

    /// The parties that it makes one.
    pub(crate) fn merged(&self) -> Vec<&str> {
        match self {
            Verdict::Parties { keep, merge, .. } => vec![keep, merge],
            _ => Vec::new(),
        }
    }
}
