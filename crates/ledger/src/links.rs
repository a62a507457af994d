//! The links between claims: what was judged, kept as entries of what was linked and what was taken back, and what an
//! analyst joined or parted, laid over it.

use herodotus_schema::{Link, Relation};
use rusqlite::{Connection, Params};

use crate::entry::{EntryKind, Judged, Unlink, append, payload};
use crate::{Ledger, LedgerError, joined};

impl Ledger {
    /// All links, by claims and relation, with what an analyst joined or parted.
    pub fn links(&self) -> Result<Vec<Link>, LedgerError> {
        let sql = "SELECT entry.payload FROM link JOIN entry ON entry.seq = link.entry";
        let read = || joined::heed(&self.connection, links_by(&self.connection, sql, [])?);
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

    /// Takes back the links of claims that do not stand.
    pub fn drop_strays(&mut self) -> Result<(), LedgerError> {
        let sql = "SELECT entry.payload FROM link JOIN entry ON entry.seq = link.entry
                   WHERE a NOT IN (SELECT id FROM claim) OR b NOT IN (SELECT id FROM claim) ORDER BY a, b, relation";
        self.write(|all| links_by(all, sql, []).and_then(|strays| strays.iter().try_for_each(|link| unlink(all, link))))
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

/// The links whose entries `sql` finds.
fn links_by(connection: &Connection, sql: &str, wanted: impl Params) -> rusqlite::Result<Vec<Link>> {
    connection.prepare_cached(sql)?.query_map(wanted, |row| payload(row, 0))?.collect()
}

/// Takes back every link of the claim `id`, which stands no more; gives the claims at their other ends.
pub(crate) fn unlink_claim(connection: &Connection, id: &str) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT payload FROM entry WHERE seq IN (SELECT entry FROM link WHERE a = ?1 UNION SELECT entry FROM link WHERE b = ?1)
               ORDER BY seq";
    let links = links_by(connection, sql, [id])?;
    links.iter().try_for_each(|link| unlink(connection, link))?;
    Ok(links.into_iter().map(|link| if link.a == id { link.b } else { link.a }).collect())
}

/// Takes a link back.
pub(crate) fn unlink(connection: &Connection, link: &Link) -> rusqlite::Result<()> {
    let unlink = Unlink { a: link.a.clone(), b: link.b.clone(), relation: link.relation };
    append(connection, EntryKind::Unlinked, &unlink)?;
    drop_link(connection, &unlink)
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
