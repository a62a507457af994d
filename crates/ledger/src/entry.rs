//! Entries: the lines of the ledger, from which everything else can be made again.

use herodotus_schema::{Claim, Link, Relation, Report};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

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
    /// All links were judged, with everything that stands before it.
    LinksJudged,
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
    /// `report-read`
    ReportRead,
    /// `claim-coded`
    ClaimCoded,
    /// `linked`
    Linked,
    /// `unlinked`
    Unlinked,
    /// `links-judged`
    LinksJudged,
}

impl EntryKind {
    const ALL: [EntryKind; 5] =
        [EntryKind::ReportRead, EntryKind::ClaimCoded, EntryKind::Linked, EntryKind::Unlinked, EntryKind::LinksJudged];

    fn name(self) -> &'static str {
        match self {
            EntryKind::ReportRead => "report-read",
            EntryKind::ClaimCoded => "claim-coded",
            EntryKind::Linked => "linked",
            EntryKind::Unlinked => "unlinked",
            EntryKind::LinksJudged => "links-judged",
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
        EntryKind::LinksJudged => Entry::LinksJudged,
    })
}
