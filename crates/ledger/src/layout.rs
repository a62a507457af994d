//! The tables of the file, their versions, and the checks on opening.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use crate::{Ledger, LedgerError, reviews};

/// Marks an SQLite file as a ledger ("HERO").
const APPLICATION: i64 = 0x4845_524f;
/// How long to wait for another program that writes, in milliseconds.
const PATIENCE: u32 = 5_000;

/// How many kibibytes of the file are kept at hand.
const PAGES_AT_HAND: i64 = 64 * 1024;

/// One step a format: `MIGRATIONS[n]` leads from format `n` to format `n + 1`. Steps are added, never changed.
const MIGRATIONS: &[&str] = &[FIRST, SECOND, SHELF, ADDED, RETRACTED];

/// The format that is written here.
pub(crate) const NEWEST: i64 = MIGRATIONS.len() as i64;

const FIRST: &str = "
-- What is known, in the order in which it came to be known. Only ever added to.
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL
) STRICT;
CREATE TRIGGER entry_keeps BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;

-- Everything below is an index of the entries and can be made again from them.
CREATE TABLE report (
    key INTEGER PRIMARY KEY REFERENCES entry (seq),
    id TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    day TEXT
) STRICT;
CREATE TABLE claim (
    key INTEGER PRIMARY KEY REFERENCES entry (seq),
    id TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES report (key),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    from_day TEXT,
    to_day TEXT,
    UNIQUE (id, report)
) STRICT;
CREATE INDEX claim_of_report ON claim (report);
CREATE TABLE claim_party (party TEXT NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (party, claim)) STRICT, WITHOUT ROWID;
CREATE TABLE claim_place (place TEXT NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (place, claim)) STRICT, WITHOUT ROWID;
CREATE TABLE link (
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    relation TEXT NOT NULL,
    entry INTEGER NOT NULL REFERENCES entry (seq),
    PRIMARY KEY (a, b, relation)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE claim_words USING fts5 (quote, sentence, content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2');
";

const SECOND: &str = "
-- What an analyst says of a claim: 'coded', 'accepted' or 'rejected', and the claim as it is shown then, if otherwise.
ALTER TABLE claim ADD COLUMN acceptance TEXT NOT NULL DEFAULT 'coded';
ALTER TABLE claim ADD COLUMN shown TEXT;
-- Claims of earlier codings, and which claim tells the same now.
CREATE TABLE gone (
    report INTEGER NOT NULL REFERENCES report (key),
    claim TEXT NOT NULL,
    successor TEXT,
    PRIMARY KEY (report, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_of_claim ON claim_party (claim);
CREATE INDEX place_of_claim ON claim_place (claim);
CREATE INDEX entry_of_hand ON entry (seq) WHERE kind IN ('claim-accepted', 'claim-rejected', 'claim-corrected', 'claims-joined', 'claims-parted', 'parties-merged', 'undone');
";

const SHELF: &str = "
-- Where claims stand for linking, and the reports whose links were judged, by which edition of the linker.
CREATE TABLE block (
    block INTEGER NOT NULL, day INTEGER NOT NULL, tie INTEGER NOT NULL, report INTEGER NOT NULL REFERENCES report (key),
    PRIMARY KEY (block, day, tie, report)
) STRICT, WITHOUT ROWID;
CREATE TABLE shelved (report INTEGER PRIMARY KEY REFERENCES report (key), edition TEXT NOT NULL) STRICT;
CREATE INDEX link_to ON link (b);
";

const ADDED: &str = "
DROP INDEX entry_of_hand;
CREATE INDEX entry_of_hand ON entry (seq) WHERE kind IN ('claim-accepted', 'claim-rejected', 'claim-corrected', 'claim-added', 'claims-joined', 'claims-parted', 'parties-merged', 'undone');
-- A report that stands in `block` and not in `shelved` is not what it was when it was linked.
CREATE INDEX block_of_report ON block (report);
DELETE FROM block;
DELETE FROM shelved;
";

const RETRACTED: &str = "
DROP INDEX entry_of_hand;
CREATE INDEX entry_of_hand ON entry (seq) WHERE kind IN ('claim-accepted', 'claim-rejected', 'claim-corrected', 'claim-added', 'claims-joined', 'claims-parted', 'parties-merged', 'report-retracted', 'undone');
";

/// The first format in which a review takes the place of an earlier one; before it, claims were shown under both.
pub(crate) const REPLACES: i64 = 5;

/// What a file is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To be read and added to, in the newest format.
    Use,
    /// To be looked at as it is.
    Look,
}

/// Checks that `connection` is a ledger of a format known here, or an empty file, and brings it up to date if it is to
/// be used.
///
/// The outer error is SQLite's; the inner one says what kind of file it is instead.
pub(crate) fn prepare(
    connection: Connection,
    path: &str,
    purpose: Purpose,
) -> rusqlite::Result<Result<Ledger, LedgerError>> {
    connection.busy_timeout(std::time::Duration::from_millis(PATIENCE.into()))?;
    let (tables, application, version) = patiently(|| state(&connection))?;
    let fresh = tables == 0 && application == 0 && purpose == Purpose::Use;
    if !fresh && application != APPLICATION {
        return Ok(Err(LedgerError::NotALedger { path: path.to_owned() }));
    }
    if version > NEWEST {
        return Ok(Err(LedgerError::Newer { path: path.to_owned(), found: version, known: NEWEST }));
    }
    let mut ledger = Ledger { connection, path: path.to_owned() };
    if purpose == Purpose::Look {
        return Ok(Ok(ledger));
    }
    if version < NEWEST {
        patiently(|| migrate(&mut ledger.connection))?;
    }
    // Plans do not hang on the values asked for; SQLite would else plan anew at every look-up of a neighbour.
    ledger.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Linking looks into the same few thousand pages again and again.
    ledger.connection.pragma_update(None, "cache_size", -PAGES_AT_HAND)?;
    // What was acknowledged is on the disk. NORMAL would do against a kill, but lets a loss of power take the last commits
    // back; a commit costs one flush more, and there is one for each report, which takes longer to read.
    ledger.connection.pragma_update(None, "synchronous", "FULL")?;
    ledger.connection.pragma_update(None, "fullfsync", true)?;
    ledger.connection.pragma_update(None, "foreign_keys", true)?;
    Ok(Ok(ledger))
}

/// How many tables there are, whose file it is and of which format, at one instant: another program may be making it.
fn state(connection: &Connection) -> rusqlite::Result<(i64, i64, i64)> {
    let look = connection.unchecked_transaction()?;
    let pragma = |name: &str| look.pragma_query_value(None, name, |row| row.get(0));
    let tables = look.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let state = (tables, pragma("application_id")?, pragma("user_version")?);
    look.finish()?;
    Ok(state)
}

/// Does `work` again while another program is at the file: SQLite does not wait by itself where a file changes its kind of
/// journal.
fn patiently<T>(mut work: impl FnMut() -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    const PAUSE: u32 = 20;
    for _ in 0..PATIENCE / PAUSE {
        match work() {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                std::thread::sleep(std::time::Duration::from_millis(PAUSE.into()));
            }
            done => return done,
        }
    }
    work()
}

/// Takes the missing steps, all or none.
pub(crate) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    let steps = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Asked again inside: another program may have taken them in the meantime.
    let version: i64 = steps.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for step in MIGRATIONS.iter().skip(version.max(0) as usize) {
        steps.execute_batch(step)?;
    }
    steps.pragma_update(None, "application_id", APPLICATION)?;
    steps.pragma_update(None, "user_version", NEWEST)?;
    if version < REPLACES {
        reviews::show_replaced(&steps)?;
    }
    steps.commit()
}

/// The format of a file.
pub(crate) fn format(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2 is FULL: a commit returns when the disk has it.
    #[test]
    fn what_is_acknowledged_is_on_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(folder.path().join("war.db")).unwrap();
        let pragma = |name: &str| ledger.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(pragma("synchronous"), 2);
        let mode = |row: &rusqlite::Row<'_>| row.get::<_, String>(0);
        assert_eq!(ledger.connection.pragma_query_value(None, "journal_mode", mode).unwrap(), "wal");
    }

    /// Every past format, made by the steps that led to it, becomes the newest and stays sound.
    #[test]
    fn every_past_format_is_brought_up_to_date() {
        for format in 1..NEWEST {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("old.db");
            let old = Connection::open(&path).unwrap();
            old.pragma_update(None, "journal_mode", "WAL").unwrap();
            for step in &MIGRATIONS[..format as usize] {
                old.execute_batch(step).unwrap();
            }
            old.pragma_update(None, "application_id", APPLICATION).unwrap();
            old.pragma_update(None, "user_version", format).unwrap();
            drop(old);
            drop(Ledger::open(&path).unwrap());
            let audit = crate::audit(&path, &|claim| claim.id.clone()).unwrap();
            assert_eq!((audit.format, audit.faults), (NEWEST, Vec::new()));
        }
    }
}
