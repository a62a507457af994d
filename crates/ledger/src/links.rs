//! The links between claims, kept as entries of what was linked and what was taken back.

use std::collections::BTreeMap;

use herodotus_schema::{Link, Relation};
use rusqlite::{Connection, TransactionBehavior};

use crate::entry::{EntryKind, Unlink, append, payload};
use crate::{Ledger, LedgerError};

impl Ledger {
    /// All links, by claims and relation.
    pub fn links(&self) -> Result<Vec<Link>, LedgerError> {
        current(&self.connection).map(|links| links.into_values().collect()).map_err(|error| self.error(error))
    }

    /// Whether the links were judged after the last report was added. A program that was killed between the two
    /// leaves them unjudged, and the next one learns it here.
    pub fn links_are_judged(&self) -> Result<bool, LedgerError> {
        judged(&self.connection).map_err(|error| self.error(error))
    }

    /// Enters that all links were judged, unless that is the last word on them already.
    pub fn note_judged(&mut self) -> Result<(), LedgerError> {
        if !self.links_are_judged()? {
            append(&self.connection, EntryKind::LinksJudged, &()).map_err(|error| self.error(error))?;
        }
        Ok(())
    }

    /// Makes `links` the links of the ledger: enters those that are new or judged otherwise, and takes back
    /// those that are no longer among them. The same links again, with no report between, change nothing.
    pub fn replace_links(&mut self, links: &[Link]) -> Result<(), LedgerError> {
        let path = self.path.clone();
        let replace = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|all| {
            let mut stale = current(&all)?;
            for link in links {
                if stale.remove(&key(link)).as_ref() != Some(link) {
                    let at = append(&all, EntryKind::Linked, link)?;
                    index_link(&all, at, link)?;
                }
            }
            for (_, link) in stale {
                let unlink = Unlink { a: link.a, b: link.b, relation: link.relation };
                append(&all, EntryKind::Unlinked, &unlink)?;
                drop_link(&all, &unlink)?;
            }
            if !judged(&all)? {
                append(&all, EntryKind::LinksJudged, &())?;
            }
            all.commit()
        });
        replace.map_err(|error| LedgerError::of(&path, error))
    }
}

fn judged(connection: &Connection) -> rusqlite::Result<bool> {
    let last = "SELECT coalesce((SELECT max(key) FROM report), 0)
                     < coalesce((SELECT seq FROM entry WHERE kind = 'links-judged' ORDER BY seq DESC LIMIT 1), 0)
                    OR NOT EXISTS (SELECT 1 FROM report)";
    connection.query_row(last, [], |row| row.get(0))
}

type Key = (String, String, Relation);

fn key(link: &Link) -> Key {
    (link.a.clone(), link.b.clone(), link.relation)
}

fn current(connection: &Connection) -> rusqlite::Result<BTreeMap<Key, Link>> {
    let mut ask = connection.prepare_cached("SELECT entry.payload FROM link JOIN entry ON entry.seq = link.entry")?;
    ask.query_map([], |row| payload::<Link>(row, 0))?.map(|link| link.map(|link| (key(&link), link))).collect()
}

/// Enters a link, whose entry is `at`, into the index, in the place of an older judgement of the same pair.
pub(crate) fn index_link(connection: &Connection, at: i64, link: &Link) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO link (a, b, relation, entry) VALUES (?1, ?2, ?3, ?4)")?
        .execute((&link.a, &link.b, name(link.relation), at))?;
    Ok(())
}

/// Takes a link out of the index.
pub(crate) fn drop_link(connection: &Connection, link: &Unlink) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM link WHERE a = ?1 AND b = ?2 AND relation = ?3")?.execute((
        &link.a,
        &link.b,
        name(link.relation),
    ))?;
    Ok(())
}

fn name(relation: Relation) -> &'static str {
    match relation {
        Relation::Same => "same",
        Relation::Contradicts => "contradicts",
        Relation::Updates => "updates",
    }
}
