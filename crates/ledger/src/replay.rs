//! Making the index again from the entries.

use std::collections::BTreeMap;

use herodotus_schema::Report;

use crate::entry::{Entry, of_row};
use crate::hand::Hand;
use crate::index::{Index, Read};
use crate::links::{drop_link, index_link};
use crate::{Ledger, LedgerError};

impl Ledger {
    /// Makes all tables but the entries again, from the entries alone. Listings are the same afterwards.
    pub fn replay(&mut self) -> Result<(), LedgerError> {
        self.write(|all| {
            all.execute_batch(
                "DELETE FROM link; DELETE FROM block; DELETE FROM shelved; INSERT INTO claim_words (claim_words) VALUES ('delete-all'); DELETE FROM claim_place; DELETE FROM claim_party;
                 DELETE FROM gone; DELETE FROM claim; DELETE FROM report;",
            )?;
            Index::of(all).fill()
        })
    }
}

impl Index<'_> {
    /// Fills empty tables from all entries.
    pub(crate) fn fill(self) -> rusqlite::Result<()> {
        let mut ask = self.entries.prepare("SELECT kind, payload, seq FROM entry ORDER BY seq")?;
        let mut rows = ask.query([])?;
        let mut reports = Reports { index: self, keys: BTreeMap::new(), last: None };
        while let Some(row) = rows.next()? {
            let seq = row.get(2)?;
            match of_row(row)? {
                Entry::ReportRead(report) => {
                    self.enter_report(seq, &report)?;
                    reports.keys.insert(report.id.clone(), seq);
                    reports.last = Some((seq, report));
                }
                Entry::ClaimCoded(claim) => {
                    if let Some((key, report)) = reports.get(&claim.report.id)? {
                        self.enter_claim(seq, Read { key: *key, report }, &claim)?;
                    }
                }
                Entry::ClaimRetracted(gone) => {
                    if let Some(key) = reports.keys.get(&gone.report) {
                        self.retract(*key, &gone)?;
                    }
                }
                Entry::Linked(link) => index_link(self.tables, seq, &link)?,
                Entry::Unlinked(link) => drop_link(self.tables, &link)?,
                Entry::LinksJudged(_) | Entry::Reviewed(_) | Entry::Undone(_) => {}
            }
        }
        let hand = Hand::load(self.entries)?;
        reports.keys.into_values().try_for_each(|key| self.show(key, &hand))
    }
}

/// The reports that were met, of which one is held: most claims follow their report.
struct Reports<'c> {
    index: Index<'c>,
    keys: BTreeMap<String, i64>,
    last: Option<(i64, Report)>,
}

impl Reports<'_> {
    fn get(&mut self, id: &str) -> rusqlite::Result<Option<&(i64, Report)>> {
        if self.last.as_ref().is_none_or(|(_, report)| report.id != id) {
            self.last = self.index.report(id)?;
        }
        Ok(self.last.as_ref())
    }
}
