//! Making the index again from the entries.

use herodotus_schema::Report;
use rusqlite::{Connection, TransactionBehavior};

use crate::add::{index_claim, index_report};
use crate::entry::{Entry, of_row};
use crate::links::{drop_link, index_link};
use crate::{Ledger, LedgerError};

impl Ledger {
    /// Makes all tables but the entries again, from the entries alone. Listings are the same afterwards.
    pub fn replay(&mut self) -> Result<(), LedgerError> {
        let path = self.path.clone();
        let replay = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|all| {
            all.execute_batch(
                "DELETE FROM link; DELETE FROM block; DELETE FROM shelved; INSERT INTO claim_words (claim_words) VALUES ('delete-all'); DELETE FROM claim_place; DELETE FROM claim_party;
                 DELETE FROM claim; DELETE FROM report;",
            )?;
            index_entries(&all)?;
            all.commit()
        });
        replay.map_err(|error| LedgerError::of(&path, error))
    }
}

fn index_entries(connection: &Connection) -> rusqlite::Result<()> {
    let mut ask = connection.prepare("SELECT kind, payload, seq FROM entry ORDER BY seq")?;
    let mut rows = ask.query([])?;
    let mut last: Option<(i64, Report)> = None;
    while let Some(row) = rows.next()? {
        let seq = row.get(2)?;
        match of_row(row)? {
            Entry::ReportRead(report) => {
                index_report(connection, seq, &report)?;
                last = Some((seq, report));
            }
            Entry::ClaimCoded(claim) => {
                if let Some((key, report)) = &last {
                    index_claim(connection, (seq, *key), (&claim, report))?;
                }
            }
            Entry::Linked(link) => index_link(connection, seq, &link)?,
            Entry::Unlinked(link) => drop_link(connection, &link)?,
            Entry::LinksJudged => {}
        }
    }
    Ok(())
}
