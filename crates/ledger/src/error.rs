//! What can go wrong with a ledger: what, where, and what to do about it.

use rusqlite::ErrorCode;

/// Why a ledger could not be opened, read or added to.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// There is no file.
    #[error("{path}: no ledger here; make one with `herodotus --ledger {path} read REPORTS...`")]
    Missing {
        /// The ledger's file.
        path: String,
    },
    /// There is a file without anything in it.
    #[error("{path}: empty, and no ledger; make one of it with `herodotus --ledger {path} read REPORTS...`")]
    Empty {
        /// The ledger's file.
        path: String,
    },
    /// The file is something else.
    #[error("{path}: not a ledger; name another file with --ledger")]
    NotALedger {
        /// The ledger's file.
        path: String,
    },
    /// The file was written by a later version of the program.
    #[error("{path}: a ledger of format {found}, and this program reads up to {known}; use a newer herodotus")]
    Newer {
        /// The ledger's file.
        path: String,
        /// The file's format.
        found: i64,
        /// The highest format known here.
        known: i64,
    },
    /// Another program is writing to it.
    #[error("{path}: in use by another program; wait until that has ended, then try again")]
    Locked {
        /// The ledger's file.
        path: String,
    },
    /// The file or its folder cannot be written to.
    #[error(
        "{path}: may not be written to; change the rights of the file and its folder, or name another with --ledger"
    )]
    ReadOnly {
        /// The ledger's file.
        path: String,
    },
    /// The file cannot be opened or made.
    #[error("{path}: cannot be opened; check that its folder is there and may be written to")]
    CannotOpen {
        /// The ledger's file.
        path: String,
    },
    /// The file is damaged.
    #[error(
        "{path}: damaged; `herodotus --ledger {path} ledger verify` says where; restore it from a copy, or make it again from the reports"
    )]
    Damaged {
        /// The ledger's file.
        path: String,
    },
    /// No room is left.
    #[error("{path}: no room left on the disk; make room, then try again")]
    Full {
        /// The ledger's file.
        path: String,
    },
    /// The disk does not do as it is told.
    #[error(
        "{path}: the disk could not be read or written ({message}); check the disk, then `herodotus --ledger {path} ledger verify`"
    )]
    Disk {
        /// The ledger's file.
        path: String,
        /// SQLite's own words.
        message: String,
    },
    /// The entries are not what was entered.
    #[error(
        "{path}: {faults} faults in its entries, from which nothing can be rebuilt; see `herodotus --ledger {path} ledger verify`, and restore the file from a copy"
    )]
    Unsound {
        /// The ledger's file.
        path: String,
        /// How many faults were found.
        faults: usize,
    },
    /// There is no such review to take back.
    #[error("entry {entry} {what}; `herodotus log ID` lists the reviews of a claim with their numbers")]
    NoReview {
        /// The number asked for.
        entry: i64,
        /// What is wrong with it.
        what: String,
    },
    /// Another report has that id.
    #[error("{path}: another report with the id {id:?} is in the ledger already; give one of the two another id")]
    IdTaken {
        /// The ledger's file.
        path: String,
        /// The id that both have.
        id: String,
    },
    /// The beginning of an id fits several.
    #[error("{prefix}: begins {count} ids ({}{}); write more of it", .ids.join(", "), if *.count > .ids.len() { ", ..." } else { "" })]
    Ambiguous {
        /// What was asked for.
        prefix: String,
        /// The first few ids that begin so.
        ids: Vec<String>,
        /// How many begin so.
        count: usize,
    },
    /// Anything else that SQLite reports.
    #[error("{path}: {message}")]
    Sqlite {
        /// The ledger's file.
        path: String,
        /// SQLite's own words.
        message: String,
    },
}

impl LedgerError {
    /// Says what `error` means for the ledger at `path`.
    pub(crate) fn of(path: &str, error: rusqlite::Error) -> LedgerError {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => LedgerError::NotALedger { path },
            Some(ErrorCode::DatabaseCorrupt) => LedgerError::Damaged { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => LedgerError::Locked { path },
            Some(ErrorCode::ReadOnly) => LedgerError::ReadOnly { path },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => LedgerError::CannotOpen { path },
            Some(ErrorCode::DiskFull) => LedgerError::Full { path },
            Some(ErrorCode::SystemIoFailure) => LedgerError::Disk { path, message: error.to_string() },
            // A row that does not hold what was written there.
            None if matches!(error, rusqlite::Error::FromSqlConversionFailure(..)) => LedgerError::Damaged { path },
            _ => LedgerError::Sqlite { path, message: error.to_string() },
        }
    }
}
