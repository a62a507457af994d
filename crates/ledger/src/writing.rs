//! Writing: all of something or nothing, alone or as a part of something larger.

use rusqlite::{Connection, TransactionBehavior};

use crate::{Ledger, LedgerError};

impl Ledger {
    /// Does all of `work` or, where it fails, nothing of it. No other program writes meanwhile, and when this returns, the
    /// disk has it.
    pub fn whole<T>(&mut self, work: impl FnOnce(&mut Ledger) -> Result<T, LedgerError>) -> Result<T, LedgerError> {
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| self.error(error))?;
        let done = work(self).and_then(|done| {
            self.connection.execute_batch("COMMIT").map_err(|error| self.error(error))?;
            Ok(done)
        });
        if done.is_err() {
            // What failed is told already; that the file is as it was is all that is wanted here.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        done
    }

    /// Does `work` in one transaction: that of [`Ledger::whole`] where it is under way, else its own.
    pub(crate) fn write<T>(&mut self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, LedgerError> {
        if !self.connection.is_autocommit() {
            return work(&self.connection).map_err(|error| self.error(error));
        }
        let path = self.path.clone();
        let all = self.connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let done = all.and_then(|all| {
            let done = work(&all)?;
            all.commit()?;
            Ok(done)
        });
        done.map_err(|error| LedgerError::of(&path, error))
    }
}
