//! The ledger: an append-only store of reports, their claims and the links between them, in one SQLite file.
//!
//! Everything that is known stands in `entry`, a table that is only ever added to. The other tables are an index
//! of it and can be made again from it ([`Ledger::replay`]). A report goes in with its claims in one transaction, so a
//! program killed at any instant leaves whole reports only. A report that is there already changes nothing.
//!
//! What an analyst says of a claim ([`Review`]) is an entry too, by name and with a reason. It holds on to the claim's place
//! and words, so that it outlives another coding of the report; listings show claims as the reviews leave them.
//!
//! Listings come in the order of what they list (day, report, place in the text), never in the order in which it was
//! added: the same reports give the same listings, however they came in.

mod add;
mod anchor;
mod audit;
mod correction;
mod entry;
mod error;
mod filter;
mod hand;
mod history;
mod index;
mod joined;
mod layout;
mod links;
mod query;
mod recode;
mod replay;
mod review;
mod reviews;
mod search;
mod shelf;
mod standing;
mod tables;
mod writing;

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

pub use add::Added;
pub use audit::{Audit, Fault, Layer, audit};
pub use correction::{Bounds, Corrected, Correction, Identity, Who};
pub use entry::{Entry, Judged, Retraction, Unlink};
pub use error::LedgerError;
pub use filter::{Filter, Undated};
pub use hand::Acceptance;
pub use query::Claims;
pub use recode::Recoded;
pub use review::{Anchor, Review, Undo, Verdict};
pub use reviews::SetAside;
pub use shelf::{BlockNeighbour, BlockSlot};

use layout::Purpose;

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
        Ledger::open_with(path.as_ref(), flags, Purpose::Use)
    }

    /// Opens the ledger at `path` to read it or add to it; it is an error if there is none, or an empty file. Where neither the file nor its
    /// folder may be written to, it is opened to be read.
    pub fn open_existing(path: impl AsRef<Path>) -> Result<Ledger, LedgerError> {
        let path = path.as_ref();
        if !path.exists() {
            return Err(LedgerError::Missing { path: path.display().to_string() });
        }
        // Opening it would make it a ledger.
        if path.is_file() && path.metadata().is_ok_and(|file| file.len() == 0) && !has_log(path) {
            return Err(LedgerError::Empty { path: path.display().to_string() });
        }
        match Ledger::open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE, Purpose::Use) {
            Err(LedgerError::ReadOnly { .. } | LedgerError::CannotOpen { .. }) => Ledger::open_sealed(path),
            opened => opened,
        }
    }

    /// A ledger in memory, gone when it is dropped.
    pub fn open_in_memory() -> Result<Ledger, LedgerError> {
        let path = ":memory:";
        let opened =
            Connection::open_in_memory().and_then(|connection| layout::prepare(connection, path, Purpose::Use));
        opened.map_err(|error| LedgerError::of(path, error))?
    }

    /// A ledger in a temporary file of SQLite's own, gone when it is dropped: as large as the disk, small in memory.
    pub fn open_temporary() -> Result<Ledger, LedgerError> {
        let path = "temporary ledger";
        let ledger = Connection::open("").and_then(|connection| layout::prepare(connection, path, Purpose::Use));
        let ledger = ledger.map_err(|error| LedgerError::of(path, error))??;
        // Nobody waits for what is gone afterwards to be on the disk.
        let quick = ledger.connection.execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
        quick.map_err(|error| ledger.error(error))?;
        Ok(ledger)
    }

    /// Opens the ledger at `path` to look at it as it is: its format may be an older one, and nothing is written.
    pub(crate) fn open_to_look(path: &Path) -> Result<Ledger, LedgerError> {
        if !path.exists() {
            return Err(LedgerError::Missing { path: path.display().to_string() });
        }
        match Ledger::open_with(path, OpenFlags::SQLITE_OPEN_READ_ONLY, Purpose::Look) {
            Err(LedgerError::ReadOnly { .. } | LedgerError::CannotOpen { .. }) => Ledger::open_sealed(path),
            opened => opened,
        }
    }

    /// Opens a ledger beside which no file can be made, as SQLite wants for reading otherwise. Nobody may be writing to
    /// it then: a log beside the file is refused, since what stands in it would be missed.
    fn open_sealed(path: &Path) -> Result<Ledger, LedgerError> {
        let name = path.display().to_string();
        if has_log(path) {
            return Err(LedgerError::ReadOnly { path: name });
        }
        let escaped = name.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let ledger = Ledger::open_with(Path::new(&format!("file:{escaped}?immutable=1")), flags, Purpose::Look)?;
        let format = layout::format(&ledger.connection).map_err(|error| LedgerError::of(&name, error))?;
        if format < layout::NEWEST {
            return Err(LedgerError::ReadOnly { path: name });
        }
        Ok(Ledger { path: name, ..ledger })
    }

    fn open_with(path: &Path, flags: OpenFlags, purpose: Purpose) -> Result<Ledger, LedgerError> {
        let name = path.display().to_string();
        if path.is_dir() {
            return Err(LedgerError::NotALedger { path: name });
        }
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened =
            Connection::open_with_flags(path, flags).and_then(|connection| layout::prepare(connection, &name, purpose));
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

/// Whether entries stand in a log beside the file that are not in it yet.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    Path::new(&log).metadata().is_ok_and(|log| log.len() > 0)
}
