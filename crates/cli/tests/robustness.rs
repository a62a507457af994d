//! The ledger's file under hardship: kills while reading, two readers at once, no rights, no room, damage.

#![cfg(unix)]

mod common;

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::{Ran, Scene};
use herodotus::ledger::Ledger;

/// `count` short reports, one a line, from number `from` on.
fn wire(from: usize, count: usize) -> String {
    let report = |n: usize| {
        let text =
            format!("Greek forces shelled the port of Bodrum on Monday, killing {} soldiers, Turkey said.", n + 2);
        serde_json::json!({"id": format!("r{n:03}"), "published": "2021-03-09", "text": text}).to_string()
    };
    (from..from + count).map(report).collect::<Vec<_>>().join("\n")
}

fn sound(scene: &Scene, ledger: &str) {
    let told = scene.good(&["--ledger", ledger, "ledger", "verify"]);
    assert!(told.lines().count() == 1 && told.contains("sound"), "{told}");
}

/// SplitMix64: the same pauses each time.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Reads `wire.jsonl` into `killed.db`, watches from outside which reports come to stand there, and kills the program
/// after `pause`; gives the reports that were seen.
fn killed(scene: &Scene, pause: Duration) -> BTreeSet<String> {
    let mut running = Command::new(env!("CARGO_BIN_EXE_herodotus"))
        .args(["--ledger", "killed.db", "read", "wire.jsonl"])
        .current_dir(scene.folder())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let began = Instant::now();
    let mut seen = BTreeSet::new();
    while began.elapsed() < pause {
        std::thread::sleep(Duration::from_millis(5));
        if let Ok(ledger) = Ledger::open_existing(scene.path("killed.db")) {
            seen.extend(ledger.report_ids().unwrap_or_default());
        }
    }
    running.kill().unwrap();
    running.wait().unwrap();
    seen
}

/// Kills the program at seeded instants of reading, 20 or as many as HERODOTUS_KILLS says; what it left, read to the
/// end, is what an undisturbed reading leaves.
#[test]
fn a_killed_reading_loses_no_report_and_leaves_whole_ones_only() {
    let kills: u64 = std::env::var("HERODOTUS_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20);
    let scene = Scene::new();
    scene.write("wire.jsonl", wire(0, 60));
    let began = Instant::now();
    scene.good(&["--ledger", "whole.db", "read", "wire.jsonl"]);
    let whole = began.elapsed().as_micros() as u64;
    let mut seed = 1949;
    let mut seen = BTreeSet::new();
    for kill in 0..kills {
        let pause = Duration::from_micros(next(&mut seed) % (whole + whole / 4));
        seen.extend(killed(&scene, pause));
        if !scene.path("killed.db").exists() {
            continue;
        }
        sound(&scene, "killed.db");
        let there: BTreeSet<String> =
            Ledger::open_existing(scene.path("killed.db")).unwrap().report_ids().unwrap().into_iter().collect();
        assert!(seen.is_subset(&there), "kill {kill}");
        if there.len() == 60 && kill % 3 == 0 {
            std::fs::remove_file(scene.path("killed.db")).unwrap();
            for rest in ["killed.db-wal", "killed.db-shm"] {
                let _ = std::fs::remove_file(scene.path(rest));
            }
            seen.clear();
        }
    }
    scene.good(&["--ledger", "killed.db", "read", "wire.jsonl"]);
    sound(&scene, "killed.db");
    for what in ["claims", "links"] {
        let export = |ledger| scene.good(&["--ledger", ledger, "export", what]);
        assert_eq!(export("whole.db"), export("killed.db"), "{what}");
    }
}

#[test]
fn two_readings_at_once_leave_what_one_would() {
    let scene = Scene::new();
    scene.write("one.jsonl", wire(0, 25));
    scene.write("two.jsonl", wire(15, 25));
    scene.write("all.jsonl", wire(0, 40));
    scene.good(&["--ledger", "one.db", "read", "all.jsonl"]);
    let run = |file: &'static str| {
        let scene = &scene;
        move || scene.run(&["--ledger", "two.db", "read", file])
    };
    std::thread::scope(|scope| {
        let (one, two) = (scope.spawn(run("one.jsonl")), scope.spawn(run("two.jsonl")));
        for ran in [one.join().unwrap(), two.join().unwrap()] {
            assert_eq!(ran.code, 0, "{}", ran.err);
        }
    });
    sound(&scene, "two.db");
    for what in ["claims", "links", "events"] {
        let export = |ledger| scene.good(&["--ledger", ledger, "export", what]);
        assert_eq!(export("one.db"), export("two.db"), "{what}");
    }
}

/// Runs `herodotus` as one who has no rights of the owner, whoever runs the test.
fn without_rights(scene: &Scene, arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_herodotus"));
    command.args(arguments).current_dir(scene.folder());
    // The superuser may write to any file.
    if std::fs::OpenOptions::new().write(true).open(scene.path("herodotus.db")).is_ok() {
        command.uid(65_534).gid(65_534);
    }
    Ran::of(command.output().unwrap())
}

fn set_rights(scene: &Scene, name: &str, mode: u32) {
    std::fs::set_permissions(scene.path(name), std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_file_that_may_not_be_written_to_is_told_of_and_left_alone() {
    let scene = Scene::new();
    scene.good(&["read", "reports/2021-03-09-herald.txt"]);
    let before = std::fs::read(scene.path("herodotus.db")).unwrap();
    set_rights(&scene, "herodotus.db", 0o444);
    set_rights(&scene, "", 0o555);
    let ran = without_rights(&scene, &["read", "reports"]);
    set_rights(&scene, "", 0o755);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("herodotus.db: may not be written to; change the rights"), "{}", ran.err);
    assert_eq!(std::fs::read(scene.path("herodotus.db")).unwrap(), before);
}

#[test]
fn a_file_that_may_only_be_read_is_read() {
    let scene = Scene::new();
    scene.good(&["read", "reports"]);
    let claims = scene.good(&["export", "claims"]);
    set_rights(&scene, "herodotus.db", 0o444);
    set_rights(&scene, "", 0o555);
    let commands: [&[&str]; 3] = [&["export", "claims"], &["report"], &["ledger", "verify"]];
    let ran = commands.map(|command| without_rights(&scene, command));
    set_rights(&scene, "", 0o755);
    assert!(ran[0].code == 0 && ran[0].out == claims, "{}", ran[0].err);
    assert!(ran[1].code == 0 && ran[2].code == 0, "{}{}", ran[1].err, ran[2].err);
}

/// A limit on the size of files stands in for a full disk.
#[test]
fn a_disk_without_room_is_told_of_and_loses_nothing() {
    let scene = Scene::new();
    scene.good(&["read", "reports/2021-03-09-herald.txt"]);
    scene.write("wire.jsonl", wire(0, 60));
    let script = "trap '' XFSZ; ulimit -f 400; exec \"$0\" read wire.jsonl";
    let ran = Ran::of(
        Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_herodotus")])
            .current_dir(scene.folder())
            .output()
            .unwrap(),
    );
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("herodotus.db: ") && ran.err.contains("check the disk"), "{}", ran.err);
    sound(&scene, "herodotus.db");
    scene.good(&["read", "wire.jsonl"]);
    sound(&scene, "herodotus.db");
}

#[test]
fn damage_is_told_with_its_place_and_what_helps() {
    let scene = Scene::new();
    scene.good(&["read", "reports"]);
    let file = || rusqlite::Connection::open(scene.path("herodotus.db")).unwrap();
    file().execute_batch("DELETE FROM claim_party").unwrap();
    let ran = scene.run(&["ledger", "verify"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("index claim_party, row party") && ran.out.contains("ledger rebuild"), "{}", ran.out);
    assert!(scene.good(&["ledger", "rebuild"]).contains("rebuilt"));
    sound(&scene, "herodotus.db");

    file()
        .execute_batch(
            "DROP TRIGGER entry_keeps; UPDATE entry SET payload = replace(payload, 'port of', 'fort of') WHERE seq = 1",
        )
        .unwrap();
    let ran = scene.run(&["ledger", "verify"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("entry 1: report") && ran.out.contains("restore the file from a copy"), "{}", ran.out);
    let ran = scene.run(&["ledger", "rebuild"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("nothing can be rebuilt"), "{}", ran.err);

    file().pragma_update(None, "user_version", 99).unwrap();
    let before = std::fs::read(scene.path("herodotus.db")).unwrap();
    for command in [&["ledger", "verify"][..], &["ledger", "rebuild"], &["read", "reports"], &["report"], &["recode"]] {
        let ran = scene.run(command);
        assert!(ran.code == 2 && ran.err.contains("use a newer herodotus"), "{}", ran.err);
    }
    assert_eq!(std::fs::read(scene.path("herodotus.db")).unwrap(), before);
}
