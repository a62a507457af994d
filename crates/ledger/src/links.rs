//! The links between claims: what was judged, kept as entries of what was linked and what was taken back, and what an
//! analyst joined or parted, laid over it.

use std::collections::BTreeMap;

use herodotus_schema::{Link, Relation};
use rusqlite::{Connection, TransactionBehavior};

use crate::entry::{EntryKind, Judged, Unlink, append, payload};
use crate::{Ledger, LedgerError, joined};

impl Ledger {
    /// All links, by claims and relation, with what an analyst joined or parted.
    pub fn links(&self) -> Result<Vec<Link>, LedgerError> {
        let read = || joined::heed(&self.connection, current(&self.connection)?.into_values().collect());
        read().map_err(|error| self.error(error))
    }

    /// Whether the links were judged with everything that they hang on. A program that was killed before judging, or
    /// beside which another one added something, leaves them unjudged, and the next one learns it here.
    pub fn links_are_judged(&self) -> Result<bool, LedgerError> {
        judged(&self.connection).map_err(|error| self.error(error))
    }

    /// The number of the last entry. Ask before reading the claims that links are judged from.
    pub fn position(&self) -> Result<i64, LedgerError> {
        let last = self.connection.query_row("SELECT coalesce(max(seq), 0) FROM entry", [], |row| row.get(0));
        last.map_err(|error| self.error(error))
    }

    /// Enters that all links were judged with the ledger as it was at `position`, unless that is the last word on them
    /// already.
    pub fn note_judged(&mut self, position: i64) -> Result<(), LedgerError> {
        if !self.links_are_judged()? {
            let judged = Judged { upto: Some(position) };
            append(&self.connection, EntryKind::LinksJudged, &judged).map_err(|error| self.error(error))?;
        }
        Ok(())
    }

    /// Whether claims that links were judged with are not what they were then: corrected, rejected, coded anew, of merged
    /// parties. New reports leave those before them as they are.
    pub fn claims_were_changed(&self) -> Result<bool, LedgerError> {
        let sql = "WITH last AS (SELECT coalesce((SELECT coalesce(payload ->> 'upto', seq) FROM entry WHERE kind = 'links-judged'
                                                  ORDER BY seq DESC LIMIT 1), 0) AS upto)
                   SELECT EXISTS (SELECT 1 FROM entry, last WHERE seq > upto AND kind IN ('claim-retracted', 'claim-rejected',
                                  'claim-corrected', 'claim-added', 'parties-merged', 'undone'))
                       OR EXISTS (SELECT 1 FROM claim JOIN shelved ON shelved.report = claim.report, last WHERE key > upto)";
        self.connection.query_row(sql, [], |row| row.get(0)).map_err(|error| self.error(error))
    }

    /// Makes `links` the links of the ledger as it was at `position`: enters those that are new or judged otherwise, and
    /// takes back those that are no longer among them. The same links again change nothing.
    pub fn replace_links(&mut self, links: &[Link], position: i64) -> Result<(), LedgerError> {
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
                append(&all, EntryKind::LinksJudged, &Judged { upto: Some(position) })?;
            }
            all.commit()
        });
        replace.map_err(|error| LedgerError::of(&path, error))
    }
}

/// Links hang on what is claimed; neither an acceptance nor what is laid over them changes that.
fn judged(connection: &Connection) -> rusqlite::Result<bool> {
    let last = "SELECT coalesce((SELECT seq FROM entry WHERE kind NOT IN ('linked', 'unlinked', 'links-judged', \
                  'claim-accepted', 'claims-joined', 'claims-parted') ORDER BY seq DESC LIMIT 1), 0)
                <= coalesce((SELECT coalesce(payload ->> 'upto', seq) FROM entry WHERE kind = 'links-judged'
                             ORDER BY seq DESC LIMIT 1), 0)";
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
