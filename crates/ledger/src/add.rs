//! Adding a report with its claims: all of it or nothing, and nothing the second time.

use std::collections::BTreeSet;

use herodotus_schema::{Claim, Report};
use rusqlite::OptionalExtension;

use crate::entry::{EntryKind, append};
use crate::hand::Hand;
use crate::index::{Index, Read, content_hash};
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
    /// changes nothing. Another report under the same id is an error. When this returns, the disk has it.
    pub fn add(&mut self, report: &Report, claims: &[Claim]) -> Result<Added, LedgerError> {
        let there = self.write(|all| {
            // Asked inside: another program may have added it in the meantime.
            let hash = hash_of(all, &report.id)?;
            if hash.is_some() {
                return Ok(hash);
            }
            let index = Index::of(all);
            let key = append(all, EntryKind::ReportRead, report)?;
            index.enter_report(key, report)?;
            let mut ids = BTreeSet::new();
            for claim in claims.iter().filter(|claim| ids.insert(&claim.id)) {
                let at = append(all, EntryKind::ClaimCoded, claim)?;
                index.enter_claim(at, Read { key, report }, claim)?;
            }
            index.show(key, &Hand::load(all)?)?;
            Ok(None)
        })?;
        match there {
            None => Ok(Added::New),
            Some(hash) => self.known(report, &hash).map(|()| Added::Known),
        }
    }

    /// Whether `report` is there already. Another report under the same id is an error.
    pub fn has(&self, report: &Report) -> Result<bool, LedgerError> {
        match hash_of(&self.connection, &report.id).map_err(|error| self.error(error))? {
            None => Ok(false),
            Some(hash) => self.known(report, &hash).map(|()| true),
        }
    }

    fn known(&self, report: &Report, hash: &str) -> Result<(), LedgerError> {
        if hash == content_hash(report) {
            return Ok(());
        }
        Err(LedgerError::IdTaken { path: self.path.clone(), id: report.id.clone() })
    }
}

/// The hash of the report `id`, if it is there.
fn hash_of(connection: &rusqlite::Connection, id: &str) -> rusqlite::Result<Option<String>> {
    let mut ask = connection.prepare_cached("SELECT hash FROM report WHERE id = ?1")?;
    ask.query_row([id], |row| row.get(0)).optional()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit;

    fn report(n: usize) -> Report {
        Report { id: format!("r{n}"), text: "Gunners shelled the port. ".repeat(200), ..Report::default() }
    }

    #[test]
    fn a_full_disk_is_told_of_and_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("war.db");
        let mut ledger = Ledger::open(&path).unwrap();
        ledger.add(&report(0), &[]).unwrap();
        let pages: i64 = ledger.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        ledger.connection.pragma_update(None, "max_page_count", pages + 20).unwrap();
        let full = (1..100).find_map(|n| ledger.add(&report(n), &[]).err().map(|error| (n, error)));
        let Some((n, LedgerError::Full { .. })) = full else { panic!("{full:?}") };
        assert_eq!(ledger.report_ids().unwrap().len(), n);
        assert_eq!(audit(&path, &|claim| claim.id.clone()).unwrap().faults, []);
        ledger.connection.pragma_update(None, "max_page_count", 1 << 20).unwrap();
        assert_eq!(ledger.add(&report(n), &[]).unwrap(), Added::New);
    }
}
