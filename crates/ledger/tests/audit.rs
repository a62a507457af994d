//! Auditing: a sound ledger has no fault, and each kind of damage is found, named and placed.

mod common;
#[path = "common/judging.rs"]
mod judging;

use std::fs;
use std::path::{Path, PathBuf};

use common::{bridge, id_of, report, shelling, toll};
use herodotus_ledger::{Anchor, Audit, Filter, Layer, Ledger, Review, Verdict, audit};
use herodotus_schema::{Link, Relation};
use judging::judge;
use rusqlite::Connection;

struct File {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

/// A ledger of three reports, with links, a review and another coding.
fn file() -> File {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.db");
    let mut ledger = Ledger::open(&path).unwrap();
    for id in ["a", "b", "c"] {
        let report = report(id);
        ledger.add(&report, &[shelling(&report), bridge(&report), toll(&report)]).unwrap();
    }
    let (a, b) = (shelling(&report("a")), shelling(&report("b")));
    let link = Link { a: a.id.clone(), b: b.id, relation: Relation::Same, score: 0.9, because: Vec::new() };
    judge(&mut ledger, &[link]);
    let verdict = Verdict::Reject(Anchor::of(&a));
    ledger.review(&Review { by: "Ada".into(), because: "not told".into(), on: None, verdict }).unwrap();
    ledger.recode("c", &[shelling(&report("c"))]).unwrap();
    File { _folder: folder, path }
}

fn audited(path: &Path) -> Audit {
    audit(path, &id_of).unwrap()
}

/// What is at fault after `sql` was done to the file by other means.
fn after(sql: &str) -> Vec<(Layer, String, String)> {
    let file = file();
    Connection::open(&file.path).unwrap().execute_batch(sql).unwrap();
    audited(&file.path).faults.into_iter().map(|fault| (fault.layer, fault.place, fault.what)).collect()
}

#[test]
fn a_sound_ledger_has_no_fault_and_is_not_touched() {
    let file = file();
    let before = fs::read(&file.path).unwrap();
    let audit = audited(&file.path);
    assert_eq!(audit.faults, []);
    assert_eq!((audit.entries, audit.reports, audit.claims, audit.reviews), (17, 3, 9, 1));
    assert_eq!(fs::read(&file.path).unwrap(), before);
}

#[test]
fn an_index_that_was_written_to_is_found_row_by_row() {
    for (sql, place) in [
        (
            "DELETE FROM claim_party WHERE party = 'dalmar' AND claim = 4",
            "index claim_party, row party dalmar, claim 4",
        ),
        ("UPDATE claim SET from_day = '2020-01-01' WHERE key = 2", "index claim, row key 2"),
        ("UPDATE claim SET acceptance = 'coded' WHERE acceptance = 'rejected'", "index claim, row key 2"),
        ("UPDATE link SET entry = 3", "index link, row a a-0-40-ASSAULT, b b-0-40-ASSAULT, relation same"),
        ("DELETE FROM gone", "index gone, row report 9, claim c-114-137-figure"),
        ("INSERT INTO claim_place (place, claim) VALUES ('orlo', 2)", "index claim_place, row place orlo, claim 2"),
        ("DELETE FROM claim_words WHERE rowid = 3", "index claim_words, row term at, doc 3, col quote, offset 3"),
    ] {
        let faults = after(sql);
        assert!(!faults.is_empty() && faults.iter().all(|(layer, ..)| *layer == Layer::Index), "{sql}: {faults:?}");
        assert!(faults.iter().any(|(_, at, _)| at == place), "{sql}: {faults:?}");
    }
}

#[test]
fn rebuilding_mends_the_index() {
    let file = file();
    let other = Connection::open(&file.path).unwrap();
    other
        .execute_batch("DELETE FROM claim_party; DELETE FROM link; UPDATE claim SET shown = NULL, from_day = NULL")
        .unwrap();
    drop(other);
    let audit = audited(&file.path);
    assert!(!audit.faults.is_empty());
    assert_eq!(audit.beyond_rebuilding(), 0);
    Ledger::open(&file.path).unwrap().replay().unwrap();
    assert_eq!(audited(&file.path).faults, []);
}

const UNGUARDED: &str = "DROP TRIGGER entry_keeps; DROP TRIGGER entry_stays;";

#[test]
fn an_entry_that_was_written_to_is_found() {
    for (sql, place, what) in [
        (
            "UPDATE entry SET payload = replace(payload, 'Tuesday', 'Sunday') WHERE seq = 1",
            "entry 1",
            "its hash is another",
        ),
        ("UPDATE entry SET payload = replace(payload, 'losing', 'taking') WHERE seq = 3", "entry 3", "do not stand at"),
        (
            r#"UPDATE entry SET payload = replace(payload, '"type":"RETREAT"', '"type":"ASSAULT"') WHERE seq = 3"#,
            "entry 3",
            "the id of claim",
        ),
        ("UPDATE entry SET payload = '{' WHERE seq = 3", "entry 3", "cannot be read"),
        ("UPDATE entry SET kind = 'sung' WHERE seq = 3", "entry 3", "cannot be read"),
        ("DELETE FROM claim WHERE key = 3; DELETE FROM entry WHERE seq = 3", "entry 3", "missing"),
    ] {
        let faults = after(&format!("PRAGMA foreign_keys = OFF; {UNGUARDED} {sql}"));
        let found = faults.iter().find(|(layer, at, _)| *layer == Layer::Entry && at == place);
        assert!(found.is_some_and(|(.., told)| told.contains(what)), "{sql}: {faults:?}");
        assert!(faults.iter().any(|(layer, at, _)| *layer == Layer::File && at == "trigger entry_keeps"), "{faults:?}");
    }
}

#[test]
fn a_trigger_of_others_is_found_and_a_view_of_others_is_not_minded() {
    let trigger = "CREATE TRIGGER meddles AFTER INSERT ON claim BEGIN DELETE FROM claim_party; END";
    let view = "CREATE VIEW mine AS SELECT id FROM claim; CREATE INDEX my_index ON claim (first)";
    let found = after(&format!("{trigger}; {view}"));
    assert_eq!(found, [(Layer::File, "trigger meddles".to_owned(), "is not of the format".to_owned())]);
}

/// Scrambles the file at many points. Where no fault is found, the damage lies where nothing stands.
#[test]
fn scrambled_pages_are_found_wherever_they_hold_something() {
    let file = file();
    let whole = fs::read(&file.path).unwrap();
    let all = |path: &Path| {
        let ledger = Ledger::open_existing(path).unwrap();
        let claims: Vec<_> = ledger.claims(&Filter::default()).unwrap().map(Result::unwrap).collect();
        (claims, ledger.links().unwrap(), ledger.find("shelled", 9).unwrap(), ledger.entries().unwrap())
    };
    let before = all(&file.path);
    let mut found = 0;
    for step in 1..60 {
        let mut scrambled = whole.clone();
        for byte in scrambled.iter_mut().skip(whole.len() * step / 60).take(900) {
            *byte = byte.wrapping_mul(31).wrapping_add(7);
        }
        fs::write(&file.path, scrambled).unwrap();
        match audit(&file.path, &id_of) {
            Ok(audit) if audit.faults.is_empty() => assert_eq!(all(&file.path), before, "step {step}"),
            _ => found += 1,
        }
    }
    assert!(found >= 20, "{found}");
}

#[test]
fn a_ledger_of_the_first_format_is_sound_before_and_after_it_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/format-1.db"), &path).unwrap();
    let as_they_are = |claim: &herodotus_schema::Claim| claim.id.clone();
    let old = audit(&path, &as_they_are).unwrap();
    assert_eq!((old.format, old.reports, old.claims), (1, 2, 4));
    assert_eq!(old.faults, []);
    let ledger = Ledger::open_existing(&path).unwrap();
    assert_eq!(ledger.claims(&Filter::default()).unwrap().count(), 4);
    assert_eq!(ledger.links().unwrap().len(), 3);
    assert!(ledger.links_are_judged().unwrap());
    assert_eq!(ledger.find("shelling port", 9).unwrap().len(), 3);
    drop(ledger);
    let new = audit(&path, &as_they_are).unwrap();
    assert_eq!((new.format, new.entries), (5, old.entries));
    assert_eq!(new.faults, []);
}

#[test]
fn a_ledger_of_the_third_format_keeps_its_reviews_and_takes_claims() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/format-3.db"), &path).unwrap();
    let as_they_are = |claim: &herodotus_schema::Claim| claim.id.clone();
    let old = audit(&path, &as_they_are).unwrap();
    assert_eq!((old.format, old.reports, old.claims, old.reviews), (3, 2, 5, 4));
    assert_eq!(old.faults, []);
    let mut ledger = Ledger::open_existing(&path).unwrap();
    assert_eq!(ledger.claims(&Filter::default()).unwrap().count(), 4);
    assert_eq!(ledger.reviews().unwrap().len(), 4);
    let mut missed = ledger.claims(&Filter::default()).unwrap().next().unwrap().unwrap();
    missed.id = "c-added".to_owned();
    let review =
        Review { by: "Ada".into(), because: "missed".into(), on: None, verdict: Verdict::Add(Box::new(missed)) };
    ledger.review(&review).unwrap();
    assert_eq!(ledger.reviews().unwrap().len(), 5);
    assert_eq!(ledger.claims(&Filter::default()).unwrap().count(), 5);
    drop(ledger);
    let new = audit(&path, &as_they_are).unwrap();
    assert_eq!((new.format, new.faults), (5, Vec::new()));
}

#[test]
fn a_ledger_of_the_fourth_format_shows_claims_under_the_later_of_two_reviews() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/format-4.db"), &path).unwrap();
    let as_they_are = |claim: &herodotus_schema::Claim| claim.id.clone();
    let old = audit(&path, &as_they_are).unwrap();
    assert_eq!((old.format, old.reports, old.claims, old.reviews), (4, 2, 5, 8));
    assert_eq!(old.faults, []);
    let ledger = Ledger::open_existing(&path).unwrap();
    let standing: Vec<i64> = ledger.reviews().unwrap().into_iter().map(|(entry, _)| entry).collect();
    assert_eq!(standing, [13, 17, 20, 23]);
    let shown = ledger.claim("c-1874721ff7360108").unwrap().unwrap();
    let by: Vec<&str> = shown.because.iter().filter_map(|because| because.by.as_deref()).collect();
    assert_eq!((by, shown.tally.unwrap().high), (vec!["Ben"], Some(13.0)));
    let parties = Filter { parties: vec!["Hellenic Republic".to_owned()], ..Filter::default() };
    assert!(ledger.claims(&parties).unwrap().count() > 0);
    drop(ledger);
    let new = audit(&path, &as_they_are).unwrap();
    assert_eq!((new.format, new.faults), (5, Vec::new()));
}
