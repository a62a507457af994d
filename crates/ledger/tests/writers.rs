//! Two programs at one ledger, a writer that does not let go, a full disk.

mod common;
#[path = "common/judging.rs"]
mod judging;

use std::path::Path;
use std::thread;

use common::{bridge, id_of, report, shelling, toll};
use herodotus_ledger::{Added, Ledger, LedgerError, audit};
use judging::judge;

#[test]
fn two_writers_of_a_new_ledger_take_turns() {
    for round in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("war.db");
        let write = |from: usize| {
            let mut ledger = Ledger::open(&path).unwrap();
            let reports = (from..from + 40).map(|n| report(&format!("r{n:03}")));
            reports
                .filter(|one| ledger.add(one, &[shelling(one), bridge(one), toll(one)]).unwrap() == Added::New)
                .count()
        };
        // The second half of the one is the first half of the other.
        let (one, other) = thread::scope(|scope| {
            let one = scope.spawn(|| write(0));
            let other = scope.spawn(|| write(20));
            (one.join().unwrap(), other.join().unwrap())
        });
        assert_eq!(one + other, 60, "round {round}");
        assert_eq!(Ledger::open_existing(&path).unwrap().counts().unwrap(), (60, 180));
        assert_eq!(audit(&path, &id_of).unwrap().faults, [], "round {round}");
    }
}

#[test]
fn two_programs_bring_an_old_ledger_up_to_date_at_once() {
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/format-1.db");
    for round in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        std::fs::copy(&old, &path).unwrap();
        thread::scope(|scope| {
            let both = [0, 1].map(|_| scope.spawn(|| Ledger::open(&path).unwrap().counts().unwrap()));
            both.into_iter().for_each(|one| assert_eq!(one.join().unwrap(), (2, 4)));
        });
        let audit = audit(&path, &|claim| claim.id.clone()).unwrap();
        assert!(audit.format == 5 && audit.faults.is_empty(), "round {round}: {:?}", audit.faults);
    }
}

#[test]
fn what_was_added_while_links_were_judged_is_left_to_be_judged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.db");
    let (mut one, mut other) = (Ledger::open(&path).unwrap(), Ledger::open(&path).unwrap());
    one.add(&report("a"), &[]).unwrap();
    let position = one.position().unwrap();
    other.add(&report("b"), &[]).unwrap();
    one.note_judged(position).unwrap();
    assert!(!one.links_are_judged().unwrap());
    judge(&mut other, &[]);
    assert!(one.links_are_judged().unwrap());
}

#[test]
fn a_writer_that_does_not_let_go_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.db");
    let mut ledger = Ledger::open(&path).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let refused = ledger.add(&report("a"), &[]).unwrap_err();
    assert!(matches!(refused, LedgerError::Locked { .. }), "{refused}");
    // Reading goes on beside it, and writing afterwards.
    assert_eq!(ledger.counts().unwrap(), (0, 0));
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(ledger.add(&report("a"), &[]).unwrap(), Added::New);
}
