//! Killing a program that writes, at seeded instants: what it acknowledged is there, and nothing is there by half.
//!
//! 20 kills, or as many as the environment variable HERODOTUS_KILLS says.

mod common;
#[path = "common/judging.rs"]
mod judging;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use common::{bridge, id_of, report, shelling, toll};
use herodotus_ledger::{Added, Anchor, Correction, Filter, Ledger, Review, Verdict, audit};
use herodotus_schema::{Link, Relation, Status};
use judging::judge;

const CHILD: &str = "HERODOTUS_WRITES_TO";

/// Not a test of its own: the program that is killed. Writes until then, and says after each write what is written.
#[test]
fn child() {
    let Ok(path) = std::env::var(CHILD) else { return };
    let mut ledger = Ledger::open(path).unwrap();
    let mut say = std::io::stdout();
    for n in 0.. {
        let report = report(&format!("r{n:05}"));
        let claims = [shelling(&report), bridge(&report), toll(&report)];
        if ledger.add(&report, &claims).unwrap() == Added::New {
            writeln!(say, "report {}", report.id).unwrap();
        }
        match n % 4 {
            1 => {
                let verdict = Verdict::Correct(Anchor::of(&claims[0]), Correction::Status(Status::Possible));
                let review = Review { by: "Ada".into(), because: format!("of {n}"), on: None, verdict };
                writeln!(say, "review {}", ledger.review(&review).unwrap()).unwrap();
            }
            2 => drop(ledger.recode(&report.id, &claims[1..]).unwrap()),
            3 => {
                let link = Link {
                    a: claims[0].id.clone(),
                    b: claims[1].id.clone(),
                    relation: Relation::Same,
                    score: 0.5,
                    because: Vec::new(),
                };
                judge(&mut ledger, &[link]);
            }
            _ => {}
        }
    }
}

/// Starts the writing program, kills it `pause` after its first word, and gives what it said.
fn killed(path: &Path, pause: Duration) -> Vec<String> {
    let mut running = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture", "--test-threads=1"])
        .env(CHILD, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(running.stdout.take().unwrap());
    let mut first = String::new();
    while !first.starts_with("report ") && told.read_line(&mut first).unwrap() > 0 {
        first = if first.contains("report ") { first.split_off(first.find("report ").unwrap()) } else { String::new() };
    }
    std::thread::sleep(pause);
    running.kill().unwrap();
    running.wait().unwrap();
    let mut said = vec![first.trim().to_owned()];
    said.extend(told.lines().map(Result::unwrap));
    said
}

/// SplitMix64: the same pauses each time.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[test]
fn a_kill_at_any_instant_loses_nothing_acknowledged_and_leaves_nothing_by_half() {
    let kills: u64 = std::env::var("HERODOTUS_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20);
    let folder = tempfile::tempdir().unwrap();
    let mut seed = 1949;
    let mut acknowledged = 0;
    for kill in 0..kills {
        // A new file now and then: making one is an instant too.
        let path = folder.path().join(format!("war-{}.db", kill / 5));
        let said = killed(&path, Duration::from_micros(next(&mut seed) % 60_000));
        let ledger = Ledger::open_existing(&path).unwrap();
        let there: BTreeSet<String> = ledger.report_ids().unwrap().into_iter().collect();
        let reviews: BTreeSet<i64> = ledger.reviews().unwrap().into_iter().map(|(at, _)| at).collect();
        for line in &said {
            match line.split_once(' ') {
                Some(("report", id)) => assert!(there.contains(id), "kill {kill}: report {id} was acknowledged"),
                Some(("review", at)) => assert!(reviews.contains(&at.parse().unwrap()), "kill {kill}: review {at}"),
                _ => continue,
            }
            acknowledged += 1;
        }
        for id in &there {
            let claims = ledger.claims_of(id).unwrap().count();
            assert!(claims == 3 || claims == 2, "kill {kill}: report {id} has {claims} claims");
        }
        assert!(ledger.claims(&Filter::default()).unwrap().all(|claim| claim.is_ok()));
        drop(ledger);
        assert_eq!(audit(&path, &id_of).unwrap().faults, [], "kill {kill}");
    }
    assert!(acknowledged > kills, "{acknowledged}");
}
