//! Keeping a ledger: whether it is sound, and making its index again.

use std::path::Path;

use herodotus_coder::claim_id;
use herodotus_ledger::{Audit, Ledger, LedgerError, audit};

/// Audits the ledger at `path` and writes nothing to it: SQLite's own check, every entry (that each report is what was
/// read, and each claim's id and words), and every table of the index against what replaying the entries gives.
///
/// # Errors
/// Only where there is no ledger to look at; what is wrong with one stands in the [`Audit`].
pub fn verify(path: &Path) -> Result<Audit, LedgerError> {
    audit(path, &claim_id)
}

/// Makes the index of the ledger at `path` again from its entries; gives the audit from before.
///
/// # Errors
/// Where anything but the index is at fault, because what is rebuilt from unsound entries would look sound.
pub fn rebuild(path: &Path) -> Result<Audit, LedgerError> {
    let before = verify(path)?;
    let faults = before.beyond_rebuilding();
    if faults > 0 {
        return Err(LedgerError::Unsound { path: path.display().to_string(), faults });
    }
    Ledger::open_existing(path)?.replay()?;
    Ok(before)
}
