//! Reading reports with the program: what comes out, and what becomes of files that are no reports.

mod common;

use common::Scene;
use serde_json::Value;

fn records(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn claims_carry_their_words_and_their_speakers() {
    let scene = Scene::new();
    let claims = records(&scene.good(&["code", "reports"]));
    let mut of_herald = claims.iter().filter(|claim| claim["report"]["outlet"] == "Coast Herald");
    let shelling = of_herald.find(|claim| claim["event"]["type"] == "ASSAULT").expect("no assault among the claims");
    assert_eq!(shelling["attribution"][0]["party"], "Turkey");
    assert_eq!(shelling["agents"][0]["party"], "Greece");
    let toll = claims.iter().find(|claim| claim["tally"]["low"] == 12.0).expect("no toll of twelve among the claims");
    assert_eq!(toll["tally"]["what"], "killed");
    let texts: Vec<_> = records(&scene.good(&["annotate", "reports"]));
    assert_eq!(texts.len(), 3);
}

#[test]
fn quotes_stand_where_their_spans_say() {
    let scene = Scene::new();
    let text =
        "Officials in Şuşa said \u{201c}rebels\u{201d} shelled the town of Dalmar on Monday, killing 3 soldiers.";
    scene.write("one.jsonl", serde_json::json!({"id": "one", "published": "2021-03-09", "text": text}).to_string());
    let letters: Vec<char> = text.chars().collect();
    let claims = records(&scene.good(&["code", "one.jsonl"]));
    assert!(!claims.is_empty());
    for claim in claims {
        let at = |name: &str| claim["span"][name].as_u64().unwrap() as usize;
        let words: String = letters[at("start")..at("end")].iter().collect();
        assert_eq!(claim["quote"], words);
    }
}

#[test]
fn neither_threads_nor_order_nor_repetition_change_a_byte() {
    let scene = Scene::new();
    let [a, b, c] = common::REPORTS.map(|(name, _)| format!("reports/{name}"));
    let once = scene.good(&["code", "reports", "--threads", "1"]);
    assert!(!once.is_empty());
    assert_eq!(scene.good(&["code", &c, &a, &b, &a, "--threads", "3"]), once);

    scene.good(&["--ledger", "forth.db", "read", &a, &b, &c, "--threads", "1"]);
    scene.good(&["--ledger", "back.db", "read", &c, "--threads", "2"]);
    scene.good(&["--ledger", "back.db", "read", &b, &a, "--threads", "4"]);
    assert_eq!(scene.good(&["--ledger", "forth.db", "export", "claims"]), once);
    for what in ["claims", "links", "events", "tallies", "truces"] {
        let export = |ledger| scene.good(&["--ledger", ledger, "export", what]);
        assert_eq!(export("forth.db"), export("back.db"), "{what}");
    }
    assert_eq!(scene.good(&["--ledger", "forth.db", "report"]), scene.good(&["--ledger", "back.db", "report"]));
}

#[test]
fn reading_twice_changes_nothing() {
    let scene = Scene::new();
    let first = scene.good(&["read", "reports"]);
    let all = || ["claims", "links", "events"].map(|what| scene.good(&["export", what]));
    let before = all();
    let again = scene.run(&["read", "reports"]);
    assert_eq!((again.code, &again.out), (0, &first));
    assert!(again.err.contains("3 known"), "{}", again.err);
    assert_eq!(all(), before);
}

#[test]
fn bad_files_make_one_line_each_and_the_rest_is_read() {
    let scene = Scene::new();
    scene.write("reports/empty.txt", "");
    scene.write("reports/photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0");
    let cyrillic = b"\xcf\xee\xf0\xf2 \xee\xe1\xf1\xf2\xf0\xe5\xeb\xff\xeb\xe8 \xe2\xee \xe2\xf2\xee\xf0\xed\xe8\xea";
    scene.write("reports/cyrillic.txt", cyrillic);
    scene.write("reports/russian.txt", "Порт обстреляли во вторник, сообщил начальник порта в городе.");
    scene.write("reports/table.txt", "12 14 15\n16 17 18\n19 20 21 a b c d e f\n");
    scene.write("reports/wire.jsonl", "{\"text\": \"cut off\n");
    let ran = scene.run(&["code", "reports", "no-such-file.txt"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    for (file, what) in [
        ("empty.txt", "empty"),
        ("photo.txt", "picture"),
        ("cyrillic.txt", "not UTF-8"),
        ("russian.txt", "Russian"),
        ("table.txt", "numbers"),
        ("wire.jsonl:1", "broken JSON"),
        ("no-such-file.txt", "no such file"),
    ] {
        let lines: Vec<&str> = ran.err.lines().filter(|line| line.contains(file)).collect();
        assert_eq!(lines.len(), 1, "{file}: {}", ran.err);
        assert!(
            lines[0].starts_with("herodotus: ") && lines[0].contains(what) && lines[0].contains(';'),
            "{}",
            lines[0]
        );
    }
    assert_eq!(ran.out, Scene::new().good(&["code", "reports"]));
}

#[test]
fn nothing_readable_is_an_error_and_so_is_no_ledger() {
    let scene = Scene::new();
    let ran = scene.run(&["code", "no-such-file.txt"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no such file") && ran.err.contains("no report was read"), "{}", ran.err);
    let ran = scene.run(&["report"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("herodotus.db") && ran.err.contains("no ledger here"), "{}", ran.err);
    assert!(!scene.path("herodotus.db").exists());
    assert_eq!(scene.run(&["export", "birds"]).code, 2);
    scene.write("notes.db", "not a database, by any means");
    let ran = scene.run(&["--ledger", "notes.db", "read", "reports"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("not a ledger"), "{}", ran.err);
}

#[test]
fn without_a_day_of_publication_relative_dates_stay_open() {
    let scene = Scene::new();
    scene.write("undated.txt", "Greek forces shelled the port of Bodrum on Tuesday, Turkey said.");
    let annotated = records(&scene.good(&["annotate", "undated.txt"]));
    let times = annotated[0]["times"].as_array().unwrap();
    assert!(times.iter().any(|time| time["text"] == "Tuesday" || time["text"] == "on Tuesday"), "{times:?}");
    assert!(times.iter().all(|time| time["when"].is_null()), "{times:?}");
}

#[test]
fn a_length_of_time_names_no_day_but_tells_which_it_covers() {
    let scene = Scene::new();
    scene.write(
        "2021-03-09-port.txt",
        "Greek forces shelled the port of Bodrum twice in the past three days, the last time on Monday.",
    );
    let annotated = records(&scene.good(&["annotate", "2021-03-09-port.txt"]));
    let times = annotated[0]["times"].as_array().unwrap();
    let length = times.iter().find(|time| time["text"] == "the past three days").expect("it is a time");
    assert!(length["when"].is_null(), "{length}");
    assert_eq!(length["covers"], serde_json::json!({"start": "2021-03-07", "end": "2021-03-09"}));
    let day = times.iter().find(|time| time["text"] == "Monday").expect("it is a time");
    assert_eq!(day["when"]["start"], "2021-03-08");
    assert!(day.get("covers").is_none(), "{day}");
}

#[test]
fn a_report_on_cooking_is_skipped_by_name_unless_everything_is_to_be_read() {
    let scene = Scene::new();
    let recipe = "Title: Carrots for a cold day\nOutlet: Kitchen Post\n\nPeel the carrots and cut them into thin sticks. Melt \
        some butter in a wide pan. Add the onions and let them turn golden. Stir in the rice and pour on the broth. Serve \
        it with lemon and parsley. My aunt used to bring this to the table on Sundays, with a bowl of pickled beets and a loaf \
        of dark bread, and nobody ever asked for anything else until the coffee and her almond cake came.\n";
    scene.write("reports/2021-03-09-carrots.txt", recipe);
    let ran = scene.run(&["read", "reports"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("1 report skipped") && ran.err.contains("Carrots for a cold day"), "{}", ran.err);
    assert!(ran.err.contains("--read-everything") && ran.err.contains("3 reports read"), "{}", ran.err);
    let again = scene.run(&["read", "reports", "--read-everything"]);
    assert!(again.err.contains("1 report read") && !again.err.contains("skipped"), "{}", again.err);
}

#[test]
fn standard_input_is_read_as_what_it_is() {
    let scene = Scene::new();
    let text = "Greek forces shelled the port of Bodrum on Monday, killing 3 soldiers, Turkey said.";
    let line = |id: &str| serde_json::json!({"id": id, "published": "2021-03-09", "text": text}).to_string();
    let coded = |input: &str| {
        let ran = scene.run_with(&["code", "-"], input);
        assert_eq!(ran.code, 0, "{}", ran.err);
        records(&ran.out).iter().map(|claim| claim["report"].clone()).collect::<Vec<_>>()
    };
    let ids = |input: &str| coded(input).iter().map(|r| r["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let both = ids(&format!("\n{}\n{}\n", line("a"), line("b")));
    assert!(both.contains(&"a".to_owned()) && both.contains(&"b".to_owned()), "{both:?}");
    assert_eq!(ids(&line("a")), ids(&format!("[{}]", line("a"))));
    let plain = coded(&format!("Title: Port shelled\nAuthor: A. Writer\nDate: 2021-03-09\n\n{text}"));
    assert_eq!((&plain[0]["title"], &plain[0]["published"]), (&"Port shelled".into(), &"2021-03-09".into()));
    let ran = scene.run_with(&["annotate", "-"], "");
    assert!(ran.code == 2 && ran.err.contains("standard input: empty"), "{}", ran.err);
    assert_eq!(scene.run_with(&["read", "-"], text).code, 0);
}

#[test]
fn header_lines_of_other_names_and_western_text_are_read_and_told() {
    let scene = Scene::new();
    let body = b"Greek forces shelled the caf\xe9 in Bodrum on Tuesday, killing 3 soldiers, Turkey said.";
    for name in ["a.txt", "b.txt"] {
        let head = format!("Title: {name}\nAuthor: A. Writer\nDate: 2021-03-09\n\n").into_bytes();
        scene.write(name, [head, body.to_vec()].concat());
    }
    let ran = scene.run(&["code", "a.txt", "b.txt"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(records(&ran.out).iter().all(|claim| claim["when"]["start"] == "2021-03-09"), "{}", ran.out);
    assert!(ran.out.contains("café"), "{}", ran.out);
    assert_eq!(ran.err.matches("read as windows-1252").count(), 2, "{}", ran.err);
    assert!(ran.err.contains("a.txt: header lines not known, left out: Author"), "{}", ran.err);
    assert!(ran.err.contains("left out of 2 texts in all: Author (2)"), "{}", ran.err);
}

#[test]
fn a_later_text_under_the_same_id_is_kept_beside_the_first() {
    let scene = Scene::new();
    let version = |toll: u32| {
        let text = format!("Greek forces shelled the port of Bodrum on Monday, killing {toll} soldiers, Turkey said.");
        serde_json::json!({"id": "r1", "published": "2021-03-09", "text": text}).to_string()
    };
    scene.write("one.jsonl", version(12));
    scene.write("two.jsonl", format!("\n{}\n{}", version(12), version(15)));
    scene.good(&["read", "one.jsonl"]);
    let ran = scene.run(&["read", "two.jsonl"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("two.jsonl:3: other words than the report r1") && ran.err.contains("as r1-"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("1 report read") && ran.err.contains("1 known already"), "{}", ran.err);
    let tolls: Vec<_> = records(&scene.good(&["export", "claims"])).iter().map(|c| c["tally"]["low"].clone()).collect();
    assert!(tolls.contains(&12.0.into()) && tolls.contains(&15.0.into()), "{tolls:?}");
    let again = scene.run(&["read", "one.jsonl", "two.jsonl"]);
    assert!(again.err.contains("0 reports read") && !again.err.contains("other words"), "{}", again.err);
    scene.good(&["ledger", "verify"]);
    let coded = scene.run(&["code", "two.jsonl"]);
    assert!(coded.code == 0 && coded.err.contains("two.jsonl:3: ") && coded.out.contains("\"r1-"), "{}", coded.err);
}

#[test]
fn a_mistyped_path_leaves_no_ledger_and_looking_makes_none() {
    let scene = Scene::new();
    let ran = scene.run(&["read", "reprots"]);
    assert!(ran.code == 2 && ran.err.contains("reprots: no such file"), "{}", ran.err);
    assert!(!scene.path("herodotus.db").exists());
    scene.write("herodotus.db", "");
    for command in [&["report"][..], &["export", "claims"], &["find", "port"], &["show", "c-1"], &["review", "list"]] {
        let ran = scene.run(command);
        assert!(ran.code == 2 && ran.err.contains("herodotus.db: empty, and no ledger"), "{command:?}: {}", ran.err);
    }
    assert_eq!(std::fs::metadata(scene.path("herodotus.db")).unwrap().len(), 0);
    scene.good(&["read", "reports"]);
}

#[test]
fn any_number_of_threads_does() {
    let scene = Scene::new();
    let once = scene.good(&["code", "reports", "--threads", "1"]);
    assert_eq!(scene.good(&["code", "reports", "--threads", "99999"]), once);
}

#[test]
fn each_report_is_named_with_its_file_and_skipped_ones_all_on_demand() {
    let scene = Scene::new();
    let recipe = "Peel the carrots and cut them into thin sticks. Melt some butter in a wide pan. Add the onions and let them \
        turn golden. Stir in the rice and pour on the broth. Serve it with lemon and parsley. My aunt used to bring this to the \
        table on Sundays, with a bowl of pickled beets and a loaf of dark bread, and nobody ever asked for anything else until \
        the coffee and her almond cake came.";
    for n in 0..7 {
        scene.write(&format!("reports/carrots-{n}.txt"), format!("{recipe} It feeds {n} guests.\n"));
    }
    let ran = scene.run(&["read", "reports"]);
    assert!(ran.out.contains("reports/2021-03-09-herald.txt"), "{}", ran.out);
    assert!(
        ran.err.contains("reports/carrots-4.txt: report-") && ran.err.contains("and 2 more; --list-skipped"),
        "{}",
        ran.err
    );
    let ran = scene.run(&["read", "reports", "--list-skipped", "--no-report"]);
    assert!(ran.err.contains("reports/carrots-6.txt: report-") && ran.out.trim().is_empty(), "{}", ran.err);
}
