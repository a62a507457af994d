//! The walk over files and folders as a user meets it.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use herodotus_intake::{Place, Problem, Reports, Trouble};
use herodotus_schema::Report;

const PORT: &str = "Rebel gunners shelled the port of Dalmar on Tuesday, the harbour master said.";
const BRIDGE: &str = "The army said it had retaken the bridge at Orlo after a night of fighting.";

fn gzip(text: &str) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

fn read(paths: &[&Path]) -> (Vec<Report>, Vec<Problem>) {
    let mut reports = Vec::new();
    let mut problems = Vec::new();
    for item in Reports::of(paths) {
        match item {
            Ok(report) => reports.push(report),
            Err(problem) => problems.push(problem),
        }
    }
    (reports, problems)
}

fn mixed_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir_all(at.join("deep/.hidden")).unwrap();
    fs::write(at.join("2021-03-09-port.txt"), PORT).unwrap();
    fs::write(at.join("deep/bridge.txt.gz"), gzip(BRIDGE)).unwrap();
    fs::write(at.join("deep/.hidden/no.txt"), "not to be read").unwrap();
    fs::write(at.join("wire.jsonl"), format!("{{\"text\": \"{PORT}\"}}\n\n{{\"text\": \n")).unwrap();
    fs::write(at.join("empty.txt"), "").unwrap();
    fs::write(at.join("chart.txt"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    fs::write(at.join("cut.txt.gz"), &gzip(PORT)[..20]).unwrap();
    fs::write(at.join("notes.md"), "# Notes").unwrap();
    folder
}

#[test]
fn a_folder_gives_its_reports_and_one_problem_for_each_bad_file() {
    let folder = mixed_folder();
    let (reports, problems) = read(&[folder.path()]);
    let texts: Vec<_> = reports.iter().map(|report| report.text.as_str()).collect();
    assert_eq!(texts, [PORT, BRIDGE, PORT]);
    assert_eq!(reports[0].published.as_deref(), Some("2021-03-09"));
    let told: Vec<_> = problems
        .iter()
        .map(|problem| {
            (Path::new(&problem.path).file_name().unwrap().to_str().unwrap(), problem.place, problem.is_notice())
        })
        .collect();
    let expected = [
        ("notes.md", None, true),
        ("chart.txt", None, false),
        ("cut.txt.gz", None, false),
        ("empty.txt", None, false),
        ("wire.jsonl", Some(Place::Line(3)), false),
    ];
    assert_eq!(told, expected);
    assert_eq!(problems[2].trouble, Trouble::BadGzip);
}

#[test]
fn the_order_of_arguments_does_not_matter_and_each_file_is_read_once() {
    let folder = mixed_folder();
    let file = folder.path().join("deep/bridge.txt.gz");
    let forth = read(&[folder.path(), &file]);
    let back = read(&[&file, folder.path(), &file]);
    assert_eq!(forth, back);
    assert_eq!(forth.0.len(), 3);
}

#[test]
fn a_named_file_is_read_whatever_it_is_called() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("port.md");
    fs::write(&file, PORT).unwrap();
    assert_eq!(read(&[&file]).0.len(), 1);
}

#[test]
fn what_is_not_there_and_a_bare_folder_are_problems() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.txt");
    let (reports, problems) = read(&[folder.path(), &missing]);
    assert!(reports.is_empty());
    let troubles: Vec<_> = problems.into_iter().map(|problem| problem.trouble).collect();
    assert_eq!(troubles, [Trouble::EmptyFolder, Trouble::Missing]);
}

#[test]
fn messages_say_what_where_and_what_to_do() {
    let folder = mixed_folder();
    for problem in read(&[folder.path()]).1 {
        let message = problem.to_string();
        assert!(message.starts_with(&problem.path), "{message}");
        assert!(message.contains("; ") && !message.contains('\n'), "{message}");
    }
}
