//! What segmentation must do, on sentences of our own, and what it must never do on any text.

use std::sync::LazyLock;

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Document, Report};
use proptest::prelude::*;

use super::dateline::dateline;
use super::{is_blank, segment};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::shipped().expect("a test holds that it loads"));

fn read(text: &str) -> Document {
    let mut doc = Document::new(Report { text: text.into(), ..Report::default() });
    segment(&mut doc, LEXICON.words());
    doc
}

fn tokens(text: &str) -> String {
    read(text).tokens.iter().map(|t| t.form.as_str()).collect::<Vec<_>>().join("|")
}

fn sentences(text: &str) -> Vec<String> {
    let doc = read(text);
    doc.sentences.iter().map(|s| doc.text(s.span).to_string()).collect()
}

#[test]
fn contractions_and_possessives_are_cut() {
    assert_eq!(tokens("They don't say it’s over."), "They|do|n't|say|it|’s|over|.");
    assert_eq!(tokens("I'm sure we couldn’t've known"), "I|'m|sure|we|could|n’t|'ve|known");
    assert_eq!(tokens("the soldiers' camp and Orhan's map"), "the|soldiers|'|camp|and|Orhan|'s|map");
    assert_eq!(tokens("They cannot stay at O'Hara's"), "They|can|not|stay|at|O'Hara|'s");
}

#[test]
fn a_number_of_thousands_is_cut_off_the_word_before_it() {
    assert_eq!(tokens("nearly2,000 troops and over15,000 shells"), "nearly|2,000|troops|and|over|15,000|shells");
    assert_eq!(tokens("the T72, B2, and 2,000"), "the|T72|,|B2|,|and|2,000");
}

#[test]
fn hyphens_are_cut_except_after_prefixes() {
    assert_eq!(tokens("rebel-held hills"), "rebel|-|held|hills");
    assert_eq!(
        tokens("an anti-tank, non-stop mid-October cease-fire"),
        "an|anti-tank|,|non-stop|mid-October|cease|-|fire"
    );
    assert_eq!(tokens("the T-90 and al-Tawil"), "the|T|-|90|and|al|-|Tawil");
}

#[test]
fn abbreviations_keep_their_stop() {
    assert_eq!(
        tokens("The U.S. envoy, Mr. Lund, met Gen. Orr at 9:15 a.m. sharp."),
        "The|U.S.|envoy|,|Mr.|Lund|,|met|Gen.|Orr|at|9:15|a.m.|sharp|."
    );
    assert_eq!(
        sentences("Gen. Orr left the U.S. on Monday. He went home at 6 p.m. The house was dark."),
        ["Gen. Orr left the U.S. on Monday.", "He went home at 6 p.m.", "The house was dark."]
    );
    assert_eq!(sentences("There was no. Nobody said more."), ["There was no.", "Nobody said more."]);
    assert_eq!(tokens("Brigade No. 12 has no. 3 guns"), "Brigade|No.|12|has|no.|3|guns");
}

#[test]
fn numbers_stay_whole_and_units_go() {
    assert_eq!(
        tokens("1,177 men, 5.5%, $40bn, 10-15 km, 2020-11-04, 6pm"),
        "1,177|men|,|5.5|%|,|$|40|bn|,|10|-|15|km|,|2020-11-04|,|6|pm"
    );
    assert_eq!(tokens("the 1990s, '90s, 23rd and 3/4"), "the|1990s|,|'90s|,|23rd|and|3/4");
    assert_eq!(tokens("1 000 tents"), "1|000|tents");
}

#[test]
fn addresses_stay_whole() {
    assert_eq!(
        tokens("See https://example.org/a?b=1, write desk@example.org or @desk_one #ceasefire (www.example.com)."),
        "See|https://example.org/a?b=1|,|write|desk@example.org|or|@desk_one|#ceasefire|(|www.example.com|)|."
    );
    assert_eq!(tokens("and/or"), "and|/|or");
}

#[test]
fn quotes_dashes_and_dots_stand_alone() {
    assert_eq!(tokens("“Go,” he said -- and left—fast..."), "“|Go|,|”|he|said|--|and|left|—|fast|...");
    assert_eq!(sentences("\"We held.\" The line was quiet."), ["\"We held.\"", "The line was quiet."]);
    assert_eq!(
        sentences("“Who fired?” asked the mayor. “They did!”"),
        ["“Who fired?” asked the mayor.", "“They did!”"]
    );
}

#[test]
fn lost_breaks_are_found() {
    assert_eq!(
        sentences("They fired rockets.The bridge fell.\"We saw it,\" she said."),
        ["They fired rockets.", "The bridge fell.", "\"We saw it,\" she said."]
    );
    assert_eq!(
        sentences("He said: \"They broke the terms.\"Nobody answered."),
        ["He said: \"They broke the terms.\"", "Nobody answered."]
    );
}

#[test]
fn blocks_end_sentences_and_wrapped_lines_do_not() {
    assert_eq!(
        sentences("Bridge falls at Dalmar\nTwo people were hurt.\n\nMore rain\r\n\r\nNo."),
        ["Bridge falls at Dalmar", "Two people were hurt.", "More rain", "No."]
    );
    assert_eq!(
        sentences("- first point\n- second point\n2. third one"),
        ["- first point", "- second point", "2. third one"]
    );
    let wrapped = "The column left the port at dawn and was halted an hour\nlater at the old customs house, where the guards asked\nDalmar officials for papers that nobody had.";
    assert_eq!(sentences(wrapped).len(), 1);
}

#[test]
fn a_text_without_stops_is_cut() {
    let words = |mark: &str| format!("shells fell on the town{mark} ").repeat(100);
    let lengths = |text: &str| -> Vec<usize> { read(text).sentences.iter().map(|s| s.tokens.len()).collect() };
    assert_eq!(lengths(&words("")), [200, 200, 100]);
    assert!(lengths(&words(",")).iter().all(|n| n % 6 == 0 && *n <= 200), "cut behind commas");
}

#[test]
fn datelines_are_recognised() {
    let words = |text: &str| {
        let doc = read(text);
        dateline(&doc, &doc.sentences[0]).map(|range| doc.words(range).to_string())
    };
    assert_eq!(words("DALMAR/OST -- Rain fell.").as_deref(), Some("DALMAR/OST --"));
    assert_eq!(words("DALMAR (Wire) — Rain fell.").as_deref(), Some("DALMAR (Wire) —"));
    assert_eq!(words("OSTVIK, Jan 3: Rain fell.").as_deref(), Some("OSTVIK, Jan 3:"));
    assert_eq!(words("Ostvik, Norland (Wire) _ Rain fell.").as_deref(), Some("Ostvik, Norland (Wire) _"));
    assert_eq!(words("The mayor -- a teacher -- left."), None);
    assert_eq!(words("UN: nothing to say"), Some("UN:".to_string()));
}

#[test]
fn spans_lead_back_to_the_text() {
    let doc = read("Şuşa’s hills — “çox” 🙂 quiet.");
    let forms: Vec<&str> = doc.tokens.iter().map(|t| doc.text(t.span)).collect();
    assert_eq!(forms, ["Şuşa", "’s", "hills", "—", "“", "çox", "”", "🙂", "quiet", "."]);
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let doc = read(text);
    let chars: Vec<char> = text.chars().collect();
    let mut covered = 0;
    for token in &doc.tokens {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        prop_assert!(covered <= start && start < end && end <= chars.len());
        prop_assert!(chars[covered..start].iter().all(|c| is_blank(*c)), "lost text before {start}");
        prop_assert_eq!(token.form.clone(), chars[start..end].iter().collect::<String>());
        covered = end;
    }
    prop_assert!(chars[covered..].iter().all(|c| is_blank(*c)), "lost text at the end");
    let mut next = 0;
    for sentence in &doc.sentences {
        prop_assert_eq!(sentence.tokens.start, next);
        prop_assert!(sentence.tokens.end > next);
        prop_assert_eq!(doc.span_of(sentence.tokens.clone()), Some(sentence.span));
        dateline(&doc, sentence);
        next = sentence.tokens.end;
    }
    prop_assert_eq!(next, doc.tokens.len());
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_covered(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn any_newslike_text_is_covered(text in "([a-zA-ZéŞ0-9]{1,4}|[.,'’\"“”()/@#:&$%_-]|--|\\.\\.\\.| |\n|\r\n|https://|www\\.|Mr\\.|can't|\u{0301}|🙂){0,40}") {
        check(&text)?;
    }
}

#[test]
fn a_lexicon_of_ones_own_may_add_an_abbreviation() {
    let own = [("words/own.toml".to_owned(), "[[abbreviation]]\nwords = [\"kdt\"]\nfollows = true\n".to_owned())];
    let lexicon = Lexicon::overlaid(Lexicon::shipped_files(), own).unwrap();
    let count = |lexicon: &Lexicon| {
        let mut doc = Document::new(Report { text: "We met Kdt. Orlin there.".into(), ..Report::default() });
        segment(&mut doc, lexicon.words());
        doc.sentences.len()
    };
    assert_eq!((count(&LEXICON), count(&lexicon)), (2, 1));
}
