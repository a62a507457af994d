//! The ledger as its users meet it: adding, listing, finding, replaying, and files that are not as they should be.

#[path = "common/judging.rs"]
mod judging;

use std::fs;

use herodotus_ledger::{Added, Filter, Ledger, LedgerError, Undated};
use herodotus_schema::{
    Actor, Certainty, Claim, ClaimKind, Coding, Interval, Link, Place, Relation, Report, Span, Status, When,
};
use judging::judge;

const TEXT: &str = "Rebel gunners shelled the port of Dalmar on Tuesday. The army denied losing the bridge at Orlo.";

fn report(id: &str, day: Option<&str>) -> Report {
    Report { id: id.into(), published: day.map(Into::into), text: TEXT.into(), ..Report::default() }
}

fn claim(report: &Report, id: &str, span: (u32, u32)) -> Claim {
    let span = Span::new(span.0, span.1);
    Claim {
        id: id.into(),
        report: report.into(),
        span,
        quote: TEXT[span.start as usize..span.end as usize].into(),
        sentence: Some(if span.start < 53 { Span::new(0, 52) } else { Span::new(53, 95) }),
        kind: ClaimKind::Event,
        event: Some(Coding { kind: Some("ASSAULT".into()), ..Coding::default() }),
        attribution: Vec::new(),
        agents: vec![Actor {
            text: "Rebel gunners".into(),
            party: Some("Free Dalmar Army".into()),
            ..Actor::default()
        }],
        targets: Vec::new(),
        places: Vec::new(),
        when: None,
        status: Status::Happened,
        certainty: Certainty::Firm,
        tally: None,
        because: Vec::new(),
    }
}

fn shelling(report: &Report) -> Claim {
    let mut claim = claim(report, &format!("{}-c1", report.id), (0, 41));
    claim.places = vec![Place { text: "Dalmar".into(), name: Some("Port Dalmar".into()), ..Place::default() }];
    claim
}

fn bridge(report: &Report) -> Claim {
    let mut claim = claim(report, &format!("{}-c2", report.id), (53, 95));
    let day = "2021-02-01".parse().unwrap();
    let Interval { start, end } = Interval::day(day);
    claim.when = Some(When { start, end, text: None, precision: None, span: None });
    claim.agents.clear();
    claim
}

fn filled(order: &[usize]) -> Ledger {
    let mut ledger = Ledger::open_in_memory().unwrap();
    let reports = [report("b", Some("2021-03-09")), report("a", Some("2021-03-09")), report("c", None)];
    for at in order {
        let report = &reports[*at];
        assert_eq!(ledger.add(report, &[bridge(report), shelling(report)]).unwrap(), Added::New);
    }
    ledger
}

fn ids(ledger: &Ledger, filter: &Filter) -> Vec<String> {
    ledger.claims(filter).unwrap().map(|claim| claim.unwrap().id).collect()
}

#[test]
fn listings_do_not_depend_on_the_order_of_adding() {
    let (forth, back) = (filled(&[0, 1, 2]), filled(&[2, 1, 0]));
    let all = ids(&forth, &Filter::default());
    assert_eq!(all, ["a-c1", "a-c2", "b-c1", "b-c2", "c-c1", "c-c2"]);
    assert_eq!(all, ids(&back, &Filter::default()));
    assert_eq!(forth.report_ids().unwrap(), back.report_ids().unwrap());
    let found =
        |ledger: &Ledger| ledger.find("shelling port", 9).unwrap().into_iter().map(|hit| hit.id).collect::<Vec<_>>();
    assert_eq!(found(&forth), found(&back));
    assert_eq!(found(&forth).len(), 3);
}

#[test]
fn a_report_comes_back_as_it_went_in_and_only_once() {
    let mut ledger = filled(&[0]);
    let report = report("b", Some("2021-03-09"));
    assert_eq!(ledger.add(&report, &[shelling(&report)]).unwrap(), Added::Known);
    assert_eq!(ledger.counts().unwrap(), (1, 2));
    assert_eq!(ledger.entries().unwrap().len(), 3);
    assert_eq!(ledger.report("b").unwrap(), Some(report.clone()));
    assert_eq!(ledger.claim("b-c1").unwrap(), Some(shelling(&report)));
    let changed = Report { outlet: Some("Coast Herald".into()), ..report };
    assert!(matches!(ledger.add(&changed, &[]), Err(LedgerError::IdTaken { .. })));
}

#[test]
fn the_beginning_of_an_id_will_do_where_it_is_the_only_one() {
    let ledger = filled(&[0, 1]);
    assert!(matches!(ledger.claim("b-c"), Err(LedgerError::Ambiguous { count: 2, .. })));
    assert_eq!(ledger.report("b").unwrap().unwrap().id, "b");
    assert_eq!(ledger.claim("x").unwrap(), None);
    assert_eq!(ledger.claim("").unwrap(), None);
    assert_eq!(ledger.claim("b-c2").unwrap().unwrap().id, "b-c2");
}

#[test]
fn filters_pick_by_day_party_and_place() {
    let ledger = filled(&[0, 2]);
    let day = |text: &str| Some(text.parse().unwrap());
    let none = Filter::default();
    assert_eq!(ids(&ledger, &Filter { from: day("2021-03-01"), ..none.clone() }), ["b-c1"]);
    assert_eq!(ids(&ledger, &Filter { to: day("2021-03-01"), ..none.clone() }), ["b-c2", "c-c2"]);
    assert_eq!(ids(&ledger, &Filter { parties: vec!["free dalmar army".into()], ..none.clone() }), ["b-c1", "c-c1"]);
    assert_eq!(ids(&ledger, &Filter { places: vec!["PORT DALMAR".into()], ..none.clone() }), ["b-c1", "c-c1"]);
    assert!(ids(&ledger, &Filter { places: vec!["Orlo".into()], ..none.clone() }).is_empty());
    let either = vec!["Orlo".into(), "Dalmar".into()];
    assert_eq!(ids(&ledger, &Filter { places: either, ..none }), ["b-c1", "c-c1"]);
}

#[test]
fn what_has_no_day_is_of_no_period_unless_asked_for() {
    let ledger = filled(&[0, 2]);
    let from = Filter { from: Some("2021-03-01".parse().unwrap()), ..Filter::default() };
    let with = |undated| ids(&ledger, &Filter { undated, ..from.clone() });
    assert_eq!(with(Undated::LeftOut), ["b-c1"]);
    assert_eq!(with(Undated::Kept), ["b-c1", "c-c1"]);
    assert_eq!(with(Undated::Alone), ["c-c1"]);
    let alone = Filter { undated: Undated::Alone, ..Filter::default() };
    assert_eq!(ids(&ledger, &alone), ["c-c1"]);
}

#[test]
fn a_code_is_of_every_role() {
    let mut ledger = Ledger::open_in_memory().unwrap();
    let report = report("a", None);
    let coded = |n: usize, code: &str| {
        let mut claim = claim(&report, &format!("c{n}"), (0, 41));
        claim.agents[0] = Actor { party: None, code: Some(code.into()), ..claim.agents[0].clone() };
        claim
    };
    let codes = ["FDA", "FDA REB", "FDAX", "FDA OTHER", "XFDA REB", "DAL MIL"];
    let claims: Vec<Claim> = codes.iter().enumerate().map(|(n, code)| coded(n, code)).collect();
    ledger.add(&report, &claims).unwrap();
    let none = Filter::default();
    assert_eq!(ids(&ledger, &Filter { codes: vec!["fda".into()], ..none.clone() }), ["c0", "c1"]);
    assert_eq!(ids(&ledger, &Filter { codes: vec!["FDA".into(), "DAL".into()], ..none.clone() }), ["c0", "c1", "c5"]);
    assert_eq!(ids(&ledger, &Filter { parties: vec!["FDA REB".into()], ..none.clone() }), ["c1"]);
    let both = Filter { parties: vec!["FDAX".into()], codes: vec!["FDA".into()], ..none };
    assert_eq!(ids(&ledger, &both), ["c0", "c1", "c2"]);
}

#[test]
fn operators_of_the_search_language_are_words_like_others() {
    let ledger = filled(&[0]);
    for words in ["\"", "NEAR(", "quote:shelled OR", "*", "a AND", "", "bridge \u{0}"] {
        ledger.find(words, 5).unwrap();
    }
    assert_eq!(ledger.find("denied bridge", 5).unwrap()[0].id, "b-c2");
}

fn link(a: &str, b: &str, score: f64) -> Link {
    Link { a: a.into(), b: b.into(), relation: Relation::Same, score, because: vec!["one day, one place".into()] }
}

#[test]
fn links_are_replaced_and_the_same_ones_change_nothing() {
    let mut ledger = filled(&[0, 1]);
    let before = ledger.entries().unwrap().len();
    assert!(!ledger.links_are_judged().unwrap());
    judge(&mut ledger, &[link("b-c1", "a-c1", 0.9), link("b-c2", "a-c2", 0.8)]);
    assert!(ledger.links_are_judged().unwrap());
    judge(&mut ledger, &[link("b-c2", "a-c2", 0.8), link("b-c1", "a-c1", 0.9)]);
    assert_eq!(ledger.entries().unwrap().len(), before + 3);
    judge(&mut ledger, &[link("b-c1", "a-c1", 0.7)]);
    assert_eq!(ledger.links().unwrap(), [link("b-c1", "a-c1", 0.7)]);
    assert_eq!(ledger.entries().unwrap().len(), before + 5);
}

#[test]
fn replay_makes_the_same_ledger() {
    let mut ledger = filled(&[1, 0, 2]);
    judge(&mut ledger, &[link("b-c1", "a-c1", 0.9), link("b-c2", "a-c2", 0.8)]);
    judge(&mut ledger, &[link("b-c1", "a-c1", 0.7)]);
    let state = |ledger: &Ledger| {
        (
            ids(ledger, &Filter::default()),
            ledger.links().unwrap(),
            ledger.find("shelled", 9).unwrap(),
            ledger.counts().unwrap(),
        )
    };
    let before = state(&ledger);
    ledger.replay().unwrap();
    assert_eq!(state(&ledger), before);
}

#[test]
fn a_file_keeps_what_was_added() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.db");
    assert!(matches!(Ledger::open_existing(&path), Err(LedgerError::Missing { .. })));
    let one = report("a", None);
    Ledger::open(&path).unwrap().add(&one, &[shelling(&one)]).unwrap();
    let again = Ledger::open_existing(&path).unwrap();
    assert_eq!(again.claim("a-c1").unwrap(), Some(shelling(&one)));
}

#[test]
fn other_files_are_told_from_ledgers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.db");
    fs::write(&path, "Guns fell silent along the coast. ".repeat(90)).unwrap();
    assert!(matches!(Ledger::open(&path), Err(LedgerError::NotALedger { .. })));
    assert!(matches!(Ledger::open(folder.path()), Err(LedgerError::NotALedger { .. })));
    assert!(matches!(Ledger::open(folder.path().join("no/where.db")), Err(LedgerError::CannotOpen { .. })));

    let other = folder.path().join("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE birds (name TEXT)").unwrap();
    assert!(matches!(Ledger::open(&other), Err(LedgerError::NotALedger { .. })));
}

#[test]
fn a_ledger_of_a_later_format_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.db");
    drop(Ledger::open(&path).unwrap());
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = Ledger::open(&path).unwrap_err();
    assert!(matches!(error, LedgerError::Newer { found: 99, .. }));
    assert!(error.to_string().contains("newer herodotus"));
}

#[test]
fn entries_can_neither_be_changed_nor_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.db");
    let one = report("a", None);
    Ledger::open(&path).unwrap().add(&one, &[]).unwrap();
    let file = rusqlite::Connection::open(&path).unwrap();
    assert!(file.execute("UPDATE entry SET payload = ''", []).is_err());
    assert!(file.execute("DELETE FROM entry", []).is_err());
}

/// Cuts and scrambles the file at many points: every call gives a value or an error, and none panics.
#[test]
fn damaged_files_give_errors_not_panics() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.db");
    let mut ledger = Ledger::open(&path).unwrap();
    for n in 0..40 {
        let one = report(&format!("r{n}"), Some("2021-03-09"));
        ledger.add(&one, &[shelling(&one), bridge(&one)]).unwrap();
    }
    drop(ledger);
    let whole = fs::read(&path).unwrap();
    let mut refused = 0;
    for step in 1..24 {
        let cut = whole.len() * step / 24;
        let mut scrambled = whole.clone();
        for byte in scrambled.iter_mut().skip(cut).take(3000) {
            *byte = byte.wrapping_mul(31).wrapping_add(7);
        }
        for damaged in [&whole[..cut], &scrambled[..]] {
            fs::write(&path, damaged).unwrap();
            refused += usize::from(use_all(&path).is_err());
        }
    }
    assert!(refused > 20, "{refused}");
}

fn use_all(path: &std::path::Path) -> Result<(), LedgerError> {
    let mut ledger = Ledger::open(path)?;
    for claim in ledger.claims(&Filter::default())? {
        claim?;
    }
    ledger.find("shelled", 3)?;
    ledger.links()?;
    let one = report("new", None);
    ledger.add(&one, &[shelling(&one)])?;
    ledger.replay()
}

#[test]
fn an_unfinished_report_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("war.db");
    let one = report("a", None);
    let mut ledger = Ledger::open(&path).unwrap();
    ledger.add(&one, &[shelling(&one)]).unwrap();
    // A second program in the middle of its transaction, killed: its writes stand in the log, uncommitted.
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; INSERT INTO entry (kind, payload) VALUES ('report-read', '{}')").unwrap();
    drop(other);
    assert_eq!(Ledger::open(&path).unwrap().entries().unwrap().len(), 2);
}
