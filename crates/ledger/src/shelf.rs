//! The places of claims in the blocks that linking looks into: an index that can be made again, look-ups bounded whatever
//! the ledger holds.

use herodotus_schema::Link;
use rusqlite::{Connection, Row, TransactionBehavior, params};

use crate::entry::{EntryKind, Unlink, append, payload};
use crate::links::{drop_link, index_link};
use crate::{Ledger, LedgerError};

/// A place in a block: its day, the number that tells claims of one day apart, and the report that the claim is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockPlace {
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
    /// The ids of the reports whose links were not yet judged under `edition`, by day (unknown first) and id. Places of
    /// another edition are forgotten.
    pub fn unlinked(&mut self, edition: &str) -> Result<Vec<String>, LedgerError> {
        let known = "SELECT NOT EXISTS (SELECT 1 FROM shelved WHERE edition <> ?1)";
        let same: bool =
            self.connection.query_row(known, [edition], |row| row.get(0)).map_err(|error| self.error(error))?;
        if !same {
            self.forget_places()?;
        }
        let sql = "SELECT id FROM report WHERE key NOT IN (SELECT report FROM shelved) ORDER BY day, id";
        let read = || {
            let mut ask = self.connection.prepare_cached(sql)?;
            ask.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(|error| self.error(error))
    }

    /// Forgets the places of all claims: the links of all reports are to be judged again.
    pub fn forget_places(&mut self) -> Result<(), LedgerError> {
        let forget = self.connection.execute_batch("BEGIN IMMEDIATE; DELETE FROM block; DELETE FROM shelved; COMMIT");
        forget.map_err(|error| self.error(error))
    }

    /// Enters the places of the claims of the report `id`.
    pub fn place(&mut self, id: &str, places: &[BlockPlace]) -> Result<(), LedgerError> {
        let path = self.path.clone();
        let place = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|all| {
            let report: i64 = all.query_row("SELECT key FROM report WHERE id = ?1", [id], |row| row.get(0))?;
            for place in places {
                let sql = "INSERT OR IGNORE INTO block (block, day, tie, report) VALUES (?1, ?2, ?3, ?4)";
                let row = (place.block as i64, place.day, ordered(place.tie), report);
                all.prepare_cached(sql)?.execute(row)?;
            }
            all.commit()
        });
        place.map_err(|error| LedgerError::of(&path, error))
    }

    /// Up to `most` claims before `at` in its block and up to `most` after it, each nearest first.
    pub fn neighbours(&self, at: &BlockPlace, most: usize) -> Result<[Vec<BlockNeighbour>; 2], LedgerError> {
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
        let path = self.path.clone();
        let follow = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|all| {
            change(&all, added, dropped)?;
            let sql = "INSERT OR REPLACE INTO shelved (report, edition) SELECT key, ?2 FROM report WHERE id = ?1";
            all.prepare_cached(sql)?.execute((id, edition))?;
            all.commit()
        });
        follow.map_err(|error| LedgerError::of(&path, error))
    }
}

/// Takes back what is `dropped`, but for what is only judged otherwise, and enters what is `added`.
fn change(connection: &Connection, added: &[Link], dropped: &[Link]) -> rusqlite::Result<()> {
    let pair = |link: &Link| (link.a.clone(), link.b.clone(), link.relation);
    for link in dropped.iter().filter(|gone| !added.iter().any(|new| pair(new) == pair(gone))) {
        let unlink = Unlink { a: link.a.clone(), b: link.b.clone(), relation: link.relation };
        append(connection, EntryKind::Unlinked, &unlink)?;
        drop_link(connection, &unlink)?;
    }
    for link in added {
        let at = append(connection, EntryKind::Linked, link)?;
        index_link(connection, at, link)?;
    }
    Ok(())
}

/// A number as SQLite orders it.
fn ordered(tie: u64) -> i64 {
    (tie ^ (1 << 63)) as i64
}

fn neighbour(row: &Row<'_>) -> rusqlite::Result<BlockNeighbour> {
    Ok((row.get(0)?, row.get::<_, i64>(1)? as u64 ^ (1 << 63), row.get(2)?))
}
