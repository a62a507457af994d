//! No bytes whatever make intake panic, and what it hands on is sound.

use herodotus_intake::reports_from_bytes;
use proptest::prelude::*;

const NAMES: [&str; 6] = ["a.txt", "a.html", "a.json", "a.jsonl", "2020-02-30.txt.gz", "a"];

fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    for name in NAMES {
        for report in reports_from_bytes(name, bytes).into_iter().flatten() {
            prop_assert!(!report.id.is_empty());
            prop_assert!(!report.text.trim().is_empty());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes)?;
    }

    #[test]
    fn any_text(text in "\\PC{0,300}") {
        check(text.as_bytes())?;
    }

    #[test]
    fn broken_markup(parts in proptest::collection::vec("<[a-z]{1,6}( [a-z]+=\"?[^>]{0,9})?>?|</?p>|<script type=\"application/ld\\+json\">|[a-z ,.]{0,40}|&[a-z#0-9]{0,6};?", 0..60)) {
        check(format!("<html>{}", parts.concat()).as_bytes())?;
    }

    #[test]
    fn broken_records(text in "[\\[{\":,}\\]a-z\\\\u0-9 \n]{0,120}") {
        check(text.as_bytes())?;
        check(format!("{{\"text\": \"{text}").as_bytes())?;
    }
}

#[test]
fn very_deep_markup_is_refused() {
    let page = format!("<html><body>{}Guns fell silent.", "<div>".repeat(200_000));
    assert!(reports_from_bytes("deep.html", page.as_bytes()).iter().all(Result::is_err));
    let json = "[".repeat(200_000);
    assert!(reports_from_bytes("deep.json", json.as_bytes()).iter().all(Result::is_err));
}
