//! The slots of claims in the blocks that linking looks into: an index that can be made again, look-ups bounded whatever
//! the ledger holds.

use std::collections::BTreeMap;

use herodotus_schema::{Claim, Link};
use rusqlite::{Connection, Row, params};

use crate::entry::{EntryKind, append, payload};
use crate::links::{index_link, unlink, unlink_claim};
use crate::{Ledger, LedgerError};

/// A slot in a block: its day, the number that tells claims of one day apart, and the report that the claim is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockSlot {
    /// The block.
    pub block: u64,
    /// A count of days.
    pub day: i64,
    /// Tells claims of one day apart.
    pub tie: u64,
}

/// A neighbour in a block: its day and number, and the id of its report.
pub type BlockNeighbour = (i64, u64, String);

impl Ledger {
    /// The ids of the reports whose links are to be judged: those that are new, whose claims were changed, or all if any was
    /// judged under another `edition`, whose slots are forgotten. By day (unknown first) and id.
    pub fn unlinked(&mut self, edition: &str) -> Result<Vec<String>, LedgerError> {
        let known = "SELECT NOT EXISTS (SELECT 1 FROM shelved WHERE edition <> ?1)";
        let same: bool =
            self.connection.query_row(known, [edition], |row| row.get(0)).map_err(|error| self.error(error))?;
        if !same {
            self.forget_slots()?;
        }
        let sql = "SELECT id FROM report WHERE key NOT IN (SELECT report FROM shelved) ORDER BY day, id";
        let read = || {
            let mut ask = self.connection.prepare_cached(sql)?;
            ask.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(|error| self.error(error))
    }

    /// Whether judging all links together is less work than those of one report after the other: none were judged yet, or the
    /// claims of most reports are not what they were.
    pub fn is_better_linked_afresh(&self) -> Result<bool, LedgerError> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM shelved)
                       OR (SELECT count(*) FROM report) < 2 * (SELECT count(*) FROM report
                           WHERE key NOT IN (SELECT report FROM shelved) AND EXISTS (SELECT 1 FROM block WHERE report = key))";
        self.connection.query_row(sql, [], |row| row.get(0)).map_err(|error| self.error(error))
    }

    /// Forgets the slots of all claims: the links of all reports are to be judged again.
    pub fn forget_slots(&mut self) -> Result<(), LedgerError> {
        self.write(|all| all.execute_batch("DELETE FROM block; DELETE FROM shelved"))
    }

    /// Enters the slots of the claims of the report `id`, instead of those that it had; gives these.
    pub fn take_slots(&mut self, id: &str, slots: &[BlockSlot]) -> Result<Vec<BlockSlot>, LedgerError> {
        self.write(|all| {
            let report: i64 = all.query_row("SELECT key FROM report WHERE id = ?1", [id], |row| row.get(0))?;
            let mut ask = all.prepare_cached("SELECT block, day, tie FROM block WHERE report = ?1")?;
            let of = |row: &Row<'_>| {
                Ok(BlockSlot { block: row.get::<_, i64>(0)? as u64, day: row.get(1)?, tie: tie(row.get(2)?) })
            };
            let before = ask.query_map([report], of)?.collect::<rusqlite::Result<Vec<_>>>()?;
            all.prepare_cached("DELETE FROM block WHERE report = ?1")?.execute([report])?;
            for slot in slots {
                let sql = "INSERT OR IGNORE INTO block (block, day, tie, report) VALUES (?1, ?2, ?3, ?4)";
                let row = (slot.block as i64, slot.day, ordered(slot.tie), report);
                all.prepare_cached(sql)?.execute(row)?;
            }
            Ok(before)
        })
    }

    /// Up to `most` claims before `at` in its block and up to `most` after it, each nearest first.
    pub fn neighbours(&self, at: &BlockSlot, most: usize) -> Result<[Vec<BlockNeighbour>; 2], LedgerError> {
        let read = |sql: &str| {
            let wanted = params![at.block as i64, at.day, ordered(at.tie), most as i64];
            let mut ask = self.connection.prepare_cached(sql)?;
            ask.query_map(wanted, neighbour)?.collect::<rusqlite::Result<Vec<_>>>()
        };
        let both = || {
            let before = read(
                "SELECT block.day, tie, id FROM block JOIN report ON report.key = block.report
                 WHERE block = ?1 AND (block.day, tie) < (?2, ?3) ORDER BY block.day DESC, tie DESC LIMIT ?4",
            )?;
            let after = read(
                "SELECT block.day, tie, id FROM block JOIN report ON report.key = block.report
                 WHERE block = ?1 AND (block.day, tie) > (?2, ?3) ORDER BY block.day, tie LIMIT ?4",
            )?;
            Ok([before, after])
        };
        both().map_err(|error| self.error(error))
    }

    /// The links with an end in the report `id`, each with the reports of its two claims.
    pub fn links_of(&self, id: &str) -> Result<Vec<(Link, [String; 2])>, LedgerError> {
        let read = || {
            let mut ask = self.connection.prepare_cached(
                "WITH own AS (SELECT claim.id FROM claim JOIN report ON report.key = claim.report WHERE report.id = ?1)
                 SELECT entry.payload, one.id, other.id
                 FROM (SELECT a, b, entry FROM link WHERE a IN own UNION SELECT a, b, entry FROM link WHERE b IN own) AS found
                 JOIN entry ON entry.seq = found.entry
                 JOIN claim AS x ON x.id = found.a JOIN report AS one ON one.key = x.report
                 JOIN claim AS y ON y.id = found.b JOIN report AS other ON other.key = y.report
                 ORDER BY found.a, found.b, found.entry",
            )?;
            let of = |row: &Row<'_>| Ok((payload::<Link>(row, 0)?, [row.get(1)?, row.get(2)?]));
            ask.query_map([id], of)?.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(|error| self.error(error))
    }

    /// Enters what linking the report `id` under `edition` changed, and that it is linked: all of it or nothing.
    pub fn linked(&mut self, (id, edition): (&str, &str), added: &[Link], dropped: &[Link]) -> Result<(), LedgerError> {
        self.write(|all| {
            change(all, added, dropped)?;
            let sql = "INSERT OR REPLACE INTO shelved (report, edition) SELECT key, ?2 FROM report WHERE id = ?1";
            all.prepare_cached(sql)?.execute((id, edition)).map(drop)
        })
    }
}

/// Takes back what is `dropped`, but for what is only judged otherwise, and enters what is `added`.
fn change(connection: &Connection, added: &[Link], dropped: &[Link]) -> rusqlite::Result<()> {
    let pair = |link: &Link| (link.a.clone(), link.b.clone(), link.relation);
    for link in dropped.iter().filter(|gone| !added.iter().any(|new| pair(new) == pair(gone))) {
        unlink(connection, link)?;
    }
    for link in added {
        let at = append(connection, EntryKind::Linked, link)?;
        index_link(connection, at, link)?;
    }
    Ok(())
}

/// The claims of a report as linking sees them, by id: without their reasons; none for one that was rejected.
pub(crate) fn shown(connection: &Connection, report_key: i64) -> rusqlite::Result<BTreeMap<String, Option<Claim>>> {
    let mut ask = connection.prepare_cached(
        "SELECT claim.id, acceptance = 'rejected', coalesce(claim.shown, entry.payload)
         FROM claim JOIN entry ON entry.seq = claim.key WHERE report = ?1",
    )?;
    let of = |row: &Row<'_>| {
        let claim = if row.get(1)? { None } else { Some(Claim { because: Vec::new(), ..payload(row, 2)? }) };
        Ok((row.get(0)?, claim))
    };
    ask.query_map([report_key], of)?.collect()
}

/// Leaves the report to be linked anew if linking sees other claims in it than `before`. Links of claims that are gone go
/// with them, and the reports at their other ends are linked anew, too.
pub(crate) fn leave_to_be_linked(
    connection: &Connection,
    report_key: i64,
    before: &BTreeMap<String, Option<Claim>>,
) -> rusqlite::Result<()> {
    let now = shown(connection, report_key)?;
    if now == *before {
        return Ok(());
    }
    connection.prepare_cached("DELETE FROM shelved WHERE report = ?1")?.execute([report_key])?;
    for id in before.keys().filter(|id| !now.contains_key(*id)) {
        for other in unlink_claim(connection, id)? {
            let sql = "DELETE FROM shelved WHERE report IN (SELECT report FROM claim WHERE id = ?1)";
            connection.prepare_cached(sql)?.execute([other])?;
        }
    }
    Ok(())
}

/// A number as SQLite orders it.
fn ordered(tie: u64) -> i64 {
    (tie ^ (1 << 63)) as i64
}

/// The number that SQLite orders as `ordered`.
fn tie(ordered: i64) -> u64 {
    ordered as u64 ^ (1 << 63)
}

fn neighbour(row: &Row<'_>) -> rusqlite::Result<BlockNeighbour> {
    Ok((row.get(0)?, tie(row.get(1)?), row.get(2)?))
}
