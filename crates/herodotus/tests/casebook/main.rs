//! The casebook: every case of `casebook/*.md` is read, coded, linked and reconciled, and must print as it stands there.

mod case;
mod claims;
mod compare;
mod reconciled;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use case::Case;
use herodotus::Pipeline;

/// Set by `cargo xtask accept`: what the program prints now is written into the cases.
const ACCEPT: &str = "HERODOTUS_ACCEPT";

/// The fewest cases that a casebook may hold.
const FEWEST_CASES: usize = 80;

/// The files of the casebook with their texts, in order of their names.
fn files() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../casebook");
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let paths = entries.map(|entry| entry.expect("the folder lists its files").path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    paths.sort();
    let text = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        (path, text)
    };
    paths.into_iter().map(text).collect()
}

/// The cases of a file; whoever wrote them is told what is amiss.
fn cases(path: &Path, text: &str) -> Vec<Case> {
    case::parse(text).unwrap_or_else(|fault| panic!("{}:{fault}", path.display()))
}

/// What the program prints of a case now.
fn print(case: &Case) -> String {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    let pipeline = PIPELINE.get_or_init(|| Pipeline::shipped().expect("the shipped pipeline loads"));
    let mut found = Vec::new();
    for text in &case.reports {
        for report in herodotus::intake::reports_from_bytes("case.txt", text.as_bytes()) {
            let report = report.unwrap_or_else(|trouble| panic!("\"{}\": {trouble}", case.heading));
            found.push(pipeline.code(report).claims);
        }
    }
    let names = claims::names(&found);
    let all: Vec<_> = found.into_iter().flatten().collect();
    let mut text = String::new();
    for claim in &all {
        let _ = writeln!(text, "{}", claims::line(&names, claim));
    }
    if all.is_empty() {
        text.push_str("no claim\n");
    }
    text + &reconciled::lines(&names, &all, case.reports.len())
}

#[test]
fn every_case_prints_as_it_stands() {
    let accept = std::env::var_os(ACCEPT).is_some_and(|value| value != "0");
    let mut told = String::new();
    for (path, text) in files() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut new = String::new();
        let mut written = 0;
        for case in cases(&path, &text) {
            let now = print(&case);
            new.push_str(&text[written..case.ledger.start]);
            new.push_str(&now);
            written = case.ledger.end;
            if let Some(changes) = compare::changes(&text[case.ledger.clone()], &now) {
                let _ = write!(told, "\ncasebook/{name}:{} {}\n{changes}", case.line, case.heading);
                if let Some(reason) = &case.wrong {
                    let _ = writeln!(told, "  known to be wrong: {reason}\n  (if it is right now, delete that line)");
                }
            }
        }
        new.push_str(&text[written..]);
        if accept && new != text {
            std::fs::write(&path, new).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        }
    }
    if accept {
        let nothing = "nothing to accept: every case prints as it stands";
        println!("{}", if told.is_empty() { nothing.to_owned() } else { format!("accepted:\n{told}") });
        return;
    }
    assert!(
        told.is_empty(),
        "these cases print otherwise now (- as it stands in the case, + as it is now):\n{told}\n\
         If this is as it should be: cargo xtask accept"
    );
}

#[test]
fn most_cases_are_right_and_the_others_say_what_is_wrong() {
    let files = files();
    let all: Vec<Case> = files.iter().flat_map(|(path, text)| cases(path, text)).collect();
    let wrong = all.iter().filter(|case| case.wrong.is_some()).count();
    assert!(all.len() >= FEWEST_CASES, "{} cases, {FEWEST_CASES} wanted", all.len());
    assert!(4 * wrong <= all.len(), "{wrong} of {} cases are known to be wrong, more than a quarter", all.len());
    println!("{} cases in {} files, {wrong} known to be wrong", all.len(), files.len());
}

#[test]
fn no_two_cases_have_one_heading() {
    let mut headings: Vec<String> = Vec::new();
    for (path, text) in files() {
        headings.extend(cases(&path, &text).into_iter().map(|case| case.heading));
    }
    headings.sort();
    let twice: Vec<_> = headings.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| &pair[0]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}
