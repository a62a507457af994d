//! The format samples of public projects, where they lie beside the checkout: all are read without a panic and twice alike, and each
//! kind gives the reports it is known to hold.

use std::path::{Path, PathBuf};

use herodotus_intake::{Found, Problem, Reports};

/// The folder of samples, in `../shared` or the folder that `HERODOTUS_SHARED` names.
fn samples() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("HERODOTUS_SHARED").map_or(beside, PathBuf::from);
    let folder = shared.join("formats");
    if !folder.is_dir() {
        println!("skipped: the format samples are not beside the checkout (HERODOTUS_SHARED)");
        return None;
    }
    Some(folder)
}

fn read(path: &Path) -> Vec<Result<Found, Problem>> {
    Reports::of([path]).found().collect()
}

fn read_of(folder: &Path, name: &str) -> usize {
    read(&folder.join(name)).iter().filter(|item| item.is_ok()).count()
}

#[test]
fn all_samples_are_read_or_told_of_and_twice_alike() {
    let Some(folder) = samples() else { return };
    let first = read(&folder);
    assert!(first == read(&folder));
    for item in &first {
        match item {
            Ok(found) => {
                assert!(!found.report.text.trim().is_empty());
                assert!(
                    found.report.text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t')),
                    "{:?}",
                    found.at
                );
            }
            Err(problem) => assert!(problem.to_string().contains("; "), "{problem}"),
        }
    }
}

#[test]
fn each_kind_of_sample_gives_its_reports() {
    let Some(folder) = samples() else { return };
    let least = [
        ("html", 20),
        ("feeds/rss_parser/guardian.rss", 20),
        ("feeds/feedjira/TechCrunch.xml", 15),
        ("feeds/feed.json", 5),
        ("nitf/LISTING_25_An_NITF_marked-up_article_conveyed_in_inlineXML.xml", 1),
        ("ninjs/1.4/ninjsExSimpleText1.json", 1),
        ("ninjs/2.1/ninjsExSimpleText_2.json", 1),
        ("ninjs/3.0/ninjsExSimpleText_3.json", 1),
        ("warc/example.warc.gz", 1),
        ("warc/example.arc.gz", 1),
        ("warc/example-iana.org-chunked.warc", 1),
        ("warc/example-wrong-chunks.warc.gz", 1),
    ];
    for (name, least) in least {
        let found = read_of(&folder, name);
        assert!(found >= least, "{name}: {found} reports");
    }
}
