//! Entries: the lines of the ledger, from which everything else can be made again.

use herodotus_schema::{Claim, Link, Relation, Report};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use crate::{Review, Undo, Verdict};

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A report was read.
    ReportRead(Report),
    /// A claim was found in the report that was read last before it.
    ClaimCoded(Box<Claim>),
    /// Two claims were linked.
    Linked(Link),
    /// A link was taken back.
    Unlinked(Unlink),
    /// All links were judged.
    LinksJudged(Judged),
    /// A claim stands no more, because its report was coded anew.
    ClaimRetracted(Retraction),
    /// An analyst said something.
    Reviewed(Box<Review>),
    /// A review was taken back.
    Undone(Undo),
}

impl Entry {
    /// The claim that it enters, and whether an analyst added it; nothing where it enters none.
    pub(crate) fn into_claim(self) -> Option<(Claim, bool)> {
        match self {
            Entry::ClaimCoded(claim) => Some((*claim, false)),
            Entry::Reviewed(review) => match review.verdict {
                Verdict::Add(claim) => Some((*claim, true)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Which claim stands no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retraction {
    /// The report's id.
    pub report: String,
    /// The claim's id.
    pub claim: String,
    /// The id of the claim that tells the same in the new coding, if one does.
    pub successor: Option<String>,
}

/// How much of the ledger was there when the links were judged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Judged {
    /// The number of the last entry that was there; everything before the judgement where it is not said.
    pub upto: Option<i64>,
}

/// Which link is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlink {
    /// Claim id.
    pub a: String,
    /// Claim id.
    pub b: String,
    /// What the judgement was.
    pub relation: Relation,
}

/// What kind of line it is, as the file names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    ReportRead,
    ClaimCoded,
    Linked,
    Unlinked,
    LinksJudged,
    ClaimRetracted,
    ClaimAccepted,
    ClaimRejected,
    ClaimCorrected,
    ClaimAdded,
    ClaimsJoined,
    ClaimsParted,
    PartiesMerged,
    ReportRetracted,
    Undone,
}

impl EntryKind {
    const ALL: [EntryKind; 15] = [
        EntryKind::ReportRead,
        EntryKind::ClaimCoded,
        EntryKind::Linked,
        EntryKind::Unlinked,
        EntryKind::LinksJudged,
        EntryKind::ClaimRetracted,
        EntryKind::ClaimAccepted,
        EntryKind::ClaimRejected,
        EntryKind::ClaimCorrected,
        EntryKind::ClaimAdded,
        EntryKind::ClaimsJoined,
        EntryKind::ClaimsParted,
        EntryKind::PartiesMerged,
        EntryKind::ReportRetracted,
        EntryKind::Undone,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            EntryKind::ReportRead => "report-read",
            EntryKind::ClaimCoded => "claim-coded",
            EntryKind::Linked => "linked",
            EntryKind::Unlinked => "unlinked",
            EntryKind::LinksJudged => "links-judged",
            EntryKind::ClaimRetracted => "claim-retracted",
            EntryKind::ClaimAccepted => "claim-accepted",
            EntryKind::ClaimRejected => "claim-rejected",
            EntryKind::ClaimCorrected => "claim-corrected",
            EntryKind::ClaimAdded => "claim-added",
            EntryKind::ClaimsJoined => "claims-joined",
            EntryKind::ClaimsParted => "claims-parted",
            EntryKind::PartiesMerged => "parties-merged",
            EntryKind::ReportRetracted => "report-retracted",
            EntryKind::Undone => "undone",
        }
    }

    /// The kind of entry that holds a review of this verdict.
    pub(crate) fn of(verdict: &Verdict) -> EntryKind {
        match verdict {
            Verdict::Accept(_) => EntryKind::ClaimAccepted,
            Verdict::Reject(_) => EntryKind::ClaimRejected,
            Verdict::Correct(..) => EntryKind::ClaimCorrected,
            Verdict::Add(_) => EntryKind::ClaimAdded,
            Verdict::Same(..) => EntryKind::ClaimsJoined,
            Verdict::Apart(..) => EntryKind::ClaimsParted,
            Verdict::Parties { .. } => EntryKind::PartiesMerged,
            Verdict::Retract(_) => EntryKind::ReportRetracted,
        }
    }
}

impl FromSql for EntryKind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<EntryKind> {
        let name = value.as_str()?;
        EntryKind::ALL.into_iter().find(|kind| kind.name() == name).ok_or(FromSqlError::InvalidType)
    }
}

/// Writes one line of the ledger; gives its number.
pub(crate) fn append<T: Serialize>(connection: &Connection, kind: EntryKind, value: &T) -> rusqlite::Result<i64> {
    let payload =
        serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    connection.prepare_cached("INSERT INTO entry (kind, payload) VALUES (?1, ?2)")?.insert((kind.name(), payload))
}

/// The value in column `column`, which holds the payload of an entry.
pub(crate) fn payload<T: for<'de> Deserialize<'de>>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text).map_err(|error| damaged(column, error))
}

fn damaged(column: usize, error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, error.into())
}

/// The entry whose kind and payload stand in columns 0 and 1.
pub(crate) fn of_row(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(match row.get::<_, EntryKind>(0)? {
        EntryKind::ReportRead => Entry::ReportRead(payload(row, 1)?),
        EntryKind::ClaimCoded => Entry::ClaimCoded(payload(row, 1)?),
        EntryKind::Linked => Entry::Linked(payload(row, 1)?),
        EntryKind::Unlinked => Entry::Unlinked(payload(row, 1)?),
        // Files of the first format hold null here.
        EntryKind::LinksJudged => Entry::LinksJudged(payload::<Option<Judged>>(row, 1)?.unwrap_or_default()),
        EntryKind::ClaimRetracted => Entry::ClaimRetracted(payload(row, 1)?),
        EntryKind::ClaimAccepted
        | EntryKind::ClaimRejected
        | EntryKind::ClaimCorrected
        | EntryKind::ClaimAdded
        | EntryKind::ClaimsJoined
        | EntryKind::ClaimsParted
        | EntryKind::PartiesMerged
        | EntryKind::ReportRetracted => Entry::Reviewed(payload(row, 1)?),
        EntryKind::Undone => Entry::Undone(payload(row, 1)?),
    })
}
