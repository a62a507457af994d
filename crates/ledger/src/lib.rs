//! The ledger: an append-only store of reports, their claims and the links between them, in one SQLite file.
//!
//! Everything that is known stands in `entry`, a table that is only ever added to. The other tables are an index
//! of it and can be made again from it ([`Ledger::replay`]). A report goes in with its claims in one transaction, so a
//! program killed at any instant leaves whole reports only. A report that is there already changes nothing.
//!
//! Listings come in the order of what they list (day, report, place in the text), never in the order in which it was
//! added: the same reports give the same listings, however they came in.

mod add;
mod entry;
mod error;
mod filter;
mod layout;
mod links;
mod query;
mod replay;
mod search;
mod shelf;

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

pub use add::Added;
pub use entry::{Entry, Unlink};
pub use error::LedgerError;
pub use filter::Filter;
pub use query::Claims;
pub use shelf::{BlockNeighbour, BlockPlace};

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    connection: Connection,
    path: String,
}

impl Ledger {
    /// Opens the ledger at `path`, and makes it if there is none.
    pub fn open(path: impl AsRef<Path>) -> Result<Ledger, LedgerError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Ledger::open_with(path.as_ref(), flags)
    }

    /// Opens the ledger at `path` to read it or add to it; it is an error if there is none.
    pub fn open_existing(path: impl AsRef<Path>) -> Result<Ledger, LedgerError> {
        let path = path.as_ref();
        if !path.exists() {
            return Err(LedgerError::Missing { path: path.display().to_string() });
        }
        Ledger::open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// A ledger in memory, gone when it is dropped.
    pub fn open_in_memory() -> Result<Ledger, LedgerError> {
        let path = ":memory:";
        let opened = Connection::open_in_memory().and_then(|connection| layout::prepare(connection, path));
        opened.map_err(|error| LedgerError::of(path, error))?
    }

    /// A ledger in a temporary file of SQLite's own, gone when it is dropped: as large as the disk, small in memory.
    pub fn open_temporary() -> Result<Ledger, LedgerError> {
        let path = "temporary ledger";
        let opened = Connection::open("").and_then(|connection| layout::prepare(connection, path));
        opened.map_err(|error| LedgerError::of(path, error))?
    }

    fn open_with(path: &Path, flags: OpenFlags) -> Result<Ledger, LedgerError> {
        let name = path.display().to_string();
        if path.is_dir() {
            return Err(LedgerError::NotALedger { path: name });
        }
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(path, flags).and_then(|connection| layout::prepare(connection, &name));
        opened.map_err(|error| LedgerError::of(&name, error))?
    }

    /// Where the ledger stands.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Says what went wrong in terms of this ledger.
    fn error(&self, error: rusqlite::Error) -> LedgerError {
        LedgerError::of(&self.path, error)
    }
}
