//! Adding a report with its claims: all of it or nothing, and nothing the second time.

use std::collections::BTreeSet;

use herodotus_schema::{Claim, Report};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::entry::{EntryKind, append};
use crate::{Ledger, LedgerError};

/// What became of a report that was to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It was not there before.
    New,
    /// It was there already; nothing has changed.
    Known,
}

impl Ledger {
    /// Adds `report` and the `claims` found in it, in one transaction. A report that is there already, field for field,
    /// changes nothing. Another report under the same id is an error.
    pub fn add(&mut self, report: &Report, claims: &[Claim]) -> Result<Added, LedgerError> {
        if self.has(report)? {
            return Ok(Added::Known);
        }
        let path = self.path.clone();
        let added = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|all| {
            let key = append(&all, EntryKind::ReportRead, report)?;
            index_report(&all, key, report)?;
            let mut ids = BTreeSet::new();
            for claim in claims.iter().filter(|claim| ids.insert(&claim.id)) {
                let at = append(&all, EntryKind::ClaimCoded, claim)?;
                index_claim(&all, (at, key), (claim, report))?;
            }
            all.commit()
        });
        added.map_err(|error| LedgerError::of(&path, error))?;
        Ok(Added::New)
    }

    /// Whether `report` is there already. Another report under the same id is an error.
    pub fn has(&self, report: &Report) -> Result<bool, LedgerError> {
        let there: Option<String> = self
            .connection
            .prepare_cached("SELECT hash FROM report WHERE id = ?1")
            .and_then(|mut ask| ask.query_row([&report.id], |row| row.get(0)).optional())
            .map_err(|error| self.error(error))?;
        match there {
            None => Ok(false),
            Some(hash) if hash == content_hash(report) => Ok(true),
            Some(_) => Err(LedgerError::IdTaken { path: self.path.clone(), id: report.id.clone() }),
        }
    }
}

/// The BLAKE3 hash of all fields of a report, in lower-case hexadecimal.
fn content_hash(report: &Report) -> String {
    let fields = serde_json::to_vec(report).unwrap_or_default();
    blake3::hash(&fields).to_hex().to_string()
}

/// Enters a report, whose entry is `key`, into the index.
pub(crate) fn index_report(connection: &Connection, key: i64, report: &Report) -> rusqlite::Result<()> {
    let day = report.published_day().map(|day| day.to_string());
    connection.prepare_cached("INSERT INTO report (key, id, hash, day) VALUES (?1, ?2, ?3, ?4)")?.execute((
        key,
        &report.id,
        content_hash(report),
        day,
    ))?;
    Ok(())
}

/// Enters a claim, whose entry is `key`, of the report whose entry is `report_key`, into the index.
pub(crate) fn index_claim(
    connection: &Connection,
    (key, report_key): (i64, i64),
    (claim, report): (&Claim, &Report),
) -> rusqlite::Result<()> {
    let days = days(claim, report);
    connection
        .prepare_cached(
            "INSERT INTO claim (key, id, report, first, last, from_day, to_day) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute((
            key,
            &claim.id,
            report_key,
            claim.span.start,
            claim.span.end,
            days.map(|(from, _)| from.to_string()),
            days.map(|(_, to)| to.to_string()),
        ))?;
    for party in parties(claim) {
        let mut insert =
            connection.prepare_cached("INSERT OR IGNORE INTO claim_party (party, claim) VALUES (?1, ?2)")?;
        insert.execute((folded(party), key))?;
    }
    for place in claim.places.iter().flat_map(|place| place.name.as_deref().into_iter().chain([place.text.as_str()])) {
        let mut insert =
            connection.prepare_cached("INSERT OR IGNORE INTO claim_place (place, claim) VALUES (?1, ?2)")?;
        insert.execute((folded(place), key))?;
    }
    let sentence = claim.sentence.map(|span| text_at(report, span)).unwrap_or_default();
    connection.prepare_cached("INSERT INTO claim_words (rowid, quote, sentence) VALUES (?1, ?2, ?3)")?.execute((
        key,
        &claim.quote,
        sentence,
    ))?;
    Ok(())
}

/// The days that a claim is about: its own, else the day its figure stood at, else its report's.
fn days(claim: &Claim, report: &Report) -> Option<(Date, Date)> {
    let told = claim.when.as_ref().map(|when| (when.start.day(), when.end.day()));
    let counted = || claim.tally.as_ref()?.as_of;
    told.or_else(|| counted().or_else(|| report.published_day()).map(|day| (day, day)))
}

/// How names are compared: without regard to letter case.
pub(crate) fn folded(name: &str) -> String {
    name.to_lowercase()
}

/// Everyone who speaks, does, suffers or is counted in a claim, by name and by code.
fn parties(claim: &Claim) -> impl Iterator<Item = &str> {
    let speakers = claim.attribution.iter().flat_map(|speaker| [speaker.party.as_deref(), speaker.code.as_deref()]);
    let actors =
        claim.agents.iter().chain(&claim.targets).flat_map(|actor| [actor.party.as_deref(), actor.code.as_deref()]);
    let counted = claim.tally.iter().map(|tally| tally.party.as_deref());
    speakers.chain(actors).chain(counted).flatten()
}

fn text_at(report: &Report, span: herodotus_schema::Span) -> String {
    report.text.chars().skip(span.start as usize).take(span.len() as usize).collect()
}
