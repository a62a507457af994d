//! Writing the index: the tables beside the entries, which hold nothing that the entries do not.

use herodotus_schema::{Claim, Report, Span};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension};

use crate::anchor::Gone;
use crate::entry::{Retraction, of_row, payload};
use crate::hand::{Hand, Shown};

/// A claim of the index as its entry, whose number is `key`, has it.
struct Entered {
    key: i64,
    claim: Claim,
    /// Whether an analyst added it.
    added: bool,
}

/// A report that was read, and the number of its entry.
#[derive(Clone, Copy)]
pub(crate) struct Read<'r> {
    pub(crate) key: i64,
    pub(crate) report: &'r Report,
}

/// Where the entries are read and where the tables are written: one file, but for an audit.
#[derive(Clone, Copy)]
pub(crate) struct Index<'c> {
    pub(crate) entries: &'c Connection,
    pub(crate) tables: &'c Connection,
}

impl<'c> Index<'c> {
    /// The index that stands in the same file as its entries.
    pub(crate) fn of(file: &'c Connection) -> Index<'c> {
        Index { entries: file, tables: file }
    }

    /// Enters a report, whose entry is `key`.
    pub(crate) fn enter_report(self, key: i64, report: &Report) -> rusqlite::Result<()> {
        let day = report.published_day().map(|day| day.to_string());
        self.tables
            .prepare_cached("INSERT INTO report (key, id, hash, day) VALUES (?1, ?2, ?3, ?4)")?
            .execute((key, &report.id, content_hash(report), day))
            .map(drop)
    }

    /// Enters a claim, whose entry is `key`, in the place of an older coding of the same id. [`Index::show`] fills in
    /// what hangs on the reviews.
    pub(crate) fn enter_claim(self, key: i64, of: Read<'_>, claim: &Claim) -> rusqlite::Result<()> {
        self.drop_claim(of.key, &claim.id)?;
        self.tables
            .prepare_cached("INSERT INTO claim (key, id, report, first, last) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute((key, &claim.id, of.key, claim.span.start, claim.span.end))?;
        let sentence = claim.sentence.map(|span| text_at(of.report, span)).unwrap_or_default();
        self.tables
            .prepare_cached("INSERT INTO claim_words (rowid, quote, sentence) VALUES (?1, ?2, ?3)")?
            .execute((key, &claim.quote, sentence))
            .map(drop)
    }

    /// Notes that a claim stands no more, and takes it out.
    pub(crate) fn retract(self, report_key: i64, gone: &Retraction) -> rusqlite::Result<()> {
        self.drop_claim(report_key, &gone.claim)?;
        self.tables
            .prepare_cached("INSERT OR REPLACE INTO gone (report, claim, successor) VALUES (?1, ?2, ?3)")?
            .execute((report_key, &gone.claim, &gone.successor))
            .map(drop)
    }

    fn drop_claim(self, report_key: i64, id: &str) -> rusqlite::Result<()> {
        let mut ask = self.tables.prepare_cached("SELECT key FROM claim WHERE id = ?1 AND report = ?2")?;
        let key = ask.query_row((id, report_key), |row| row.get::<_, i64>(0)).optional()?;
        key.map_or(Ok(()), |key| self.drop_key(key))
    }

    fn drop_key(self, key: i64) -> rusqlite::Result<()> {
        for sql in [
            "DELETE FROM claim_party WHERE claim = ?1",
            "DELETE FROM claim_place WHERE claim = ?1",
            "DELETE FROM claim_words WHERE rowid = ?1",
            "DELETE FROM claim WHERE key = ?1",
        ] {
            self.tables.prepare_cached(sql)?.execute([key])?;
        }
        Ok(())
    }

    /// Works out anew how the claims of one report are shown under the reviews that stand, and what they are found by.
    pub(crate) fn show(self, report_key: i64, hand: &Hand) -> rusqlite::Result<()> {
        let (id, day) = self
            .tables
            .prepare_cached("SELECT id, day FROM report WHERE key = ?1")?
            .query_row([report_key], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)))?;
        let day = day.and_then(|day| day.parse().ok());
        let gone = self.gone(report_key)?;
        let entered = self.entered(report_key)?;
        let coded: Vec<(i64, &Claim)> =
            entered.iter().filter(|one| !one.added).map(|one| (one.key, &one.claim)).collect();
        let told: Vec<&Claim> = coded.iter().map(|&(_, claim)| claim).collect();
        let added = hand.added(&id, &told, &gone);
        for stale in entered.iter().filter(|one| one.added && !added.contains_key(&one.key)) {
            self.drop_key(stale.key)?;
        }
        for (&key, claim) in added.iter().filter(|(key, _)| !entered.iter().any(|one| one.key == **key)) {
            if let Some((_, report)) = self.report(&id)? {
                self.enter_claim(key, Read { key: report_key, report: &report }, claim)?;
            }
        }
        let (keys, claims): (Vec<i64>, Vec<&Claim>) = coded.into_iter().chain(added).unzip();
        let shown = hand.shown(&claims, &gone);
        keys.into_iter().zip(&shown).try_for_each(|(key, shown)| self.show_claim(key, shown, day))
    }

    /// The claims of a report as the program coded them, by key.
    pub(crate) fn coded(self, report_key: i64) -> rusqlite::Result<Vec<Claim>> {
        Ok(self.entered(report_key)?.into_iter().filter(|one| !one.added).map(|one| one.claim).collect())
    }

    /// The claims of a report as they were entered, by key.
    fn entered(self, report_key: i64) -> rusqlite::Result<Vec<Entered>> {
        let mut ask = self.tables.prepare_cached("SELECT key FROM claim WHERE report = ?1 ORDER BY key")?;
        let keys = ask.query_map([report_key], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        let mut read = self.entries.prepare_cached("SELECT kind, payload FROM entry WHERE seq = ?1")?;
        let one = |key| {
            let (claim, added) = read.query_row([key], of_row)?.into_claim().ok_or(rusqlite::Error::InvalidQuery)?;
            Ok(Entered { key, claim, added })
        };
        keys.into_iter().map(one).collect()
    }

    /// What became of the claims of a report that stand no more.
    pub(crate) fn gone(self, report_key: i64) -> rusqlite::Result<Gone> {
        let mut ask = self.tables.prepare_cached("SELECT claim, successor FROM gone WHERE report = ?1")?;
        ask.query_map([report_key], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    }

    fn show_claim(self, key: i64, shown: &Shown, published: Option<Date>) -> rusqlite::Result<()> {
        let claim = &shown.claim;
        let days = days(claim, published);
        let text = if shown.changed { Some(json(claim)?) } else { None };
        self.tables
            .prepare_cached("UPDATE claim SET from_day = ?2, to_day = ?3, acceptance = ?4, shown = ?5 WHERE key = ?1")?
            .execute((
                key,
                days.map(|(from, _)| from.to_string()),
                days.map(|(_, to)| to.to_string()),
                shown.acceptance.name(),
                text,
            ))?;
        self.tables.prepare_cached("DELETE FROM claim_party WHERE claim = ?1")?.execute([key])?;
        self.tables.prepare_cached("DELETE FROM claim_place WHERE claim = ?1")?.execute([key])?;
        let mut insert =
            self.tables.prepare_cached("INSERT OR IGNORE INTO claim_party (party, claim) VALUES (?1, ?2)")?;
        for party in parties(claim) {
            insert.execute((folded(party), key))?;
        }
        let mut insert =
            self.tables.prepare_cached("INSERT OR IGNORE INTO claim_place (place, claim) VALUES (?1, ?2)")?;
        for place in claim.places.iter().flat_map(|place| place.name.as_deref().into_iter().chain([&*place.text])) {
            insert.execute((folded(place), key))?;
        }
        Ok(())
    }

    /// The key and the text of the report `id`.
    pub(crate) fn report(self, id: &str) -> rusqlite::Result<Option<(i64, Report)>> {
        let mut ask = self.tables.prepare_cached("SELECT key FROM report WHERE id = ?1")?;
        let Some(key) = ask.query_row([id], |row| row.get::<_, i64>(0)).optional()? else { return Ok(None) };
        let mut read = self.entries.prepare_cached("SELECT payload FROM entry WHERE seq = ?1")?;
        Ok(Some((key, read.query_row([key], |row| payload(row, 0))?)))
    }
}

fn json<T: serde::Serialize>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// The BLAKE3 hash of all fields of a report, in lower-case hexadecimal.
pub(crate) fn content_hash(report: &Report) -> String {
    let fields = serde_json::to_vec(report).unwrap_or_default();
    blake3::hash(&fields).to_hex().to_string()
}

/// The days that a claim is about: its own, else the day its figure stood at, else its report's.
fn days(claim: &Claim, published: Option<Date>) -> Option<(Date, Date)> {
    let told = claim.when.as_ref().map(|when| (when.start.day(), when.end.day()));
    let counted = || claim.tally.as_ref()?.as_of;
    told.or_else(|| counted().or(published).map(|day| (day, day)))
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

/// The words of `report` at `span`.
pub(crate) fn text_at(report: &Report, span: Span) -> String {
    report.text.chars().skip(span.start as usize).take(span.len() as usize).collect()
}
