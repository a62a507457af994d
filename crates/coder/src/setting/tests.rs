//! Times and the days that claims inherit, in hand-parsed sentences of our own.

use herodotus_schema::{Document, Interval, Report, Sentence, Span, TimeExpression, TimePrecision, Token};
use jiff::civil::Date;

use super::when;

/// A report of Wednesday 12 June 2019. Each word is "form/tag/head/relation", heads counted from 1 in the sentence.
fn parsed(sentences: &[&str]) -> Document {
    let mut text = String::new();
    let mut tokens = Vec::new();
    let mut bounds = Vec::new();
    for sentence in sentences {
        let first = tokens.len();
        for word in sentence.split_whitespace() {
            let parts: Vec<&str> = word.split('/').collect();
            let start = text.len() as u32;
            text.push_str(parts[0]);
            let span = Span { start, end: start + parts[0].len() as u32 };
            text.push(' ');
            tokens.push(token(&parts, span, first));
        }
        bounds.push(first..tokens.len());
    }
    let published = Some("2019-06-12".to_string());
    let mut doc = Document::new(Report { text, published, ..Report::default() });
    doc.tokens = tokens;
    doc.sentences =
        bounds.into_iter().map(|tokens| Sentence { span: doc.span_of(tokens.clone()).unwrap(), tokens }).collect();
    doc
}

fn token(parts: &[&str], span: Span, first: usize) -> Token {
    let head: usize = parts[2].parse().unwrap();
    let upos = match parts[1] {
        _ if matches!(parts[3], "aux" | "aux:pass" | "cop") => "AUX",
        tag if tag.starts_with("VB") => "VERB",
        "IN" => "ADP",
        "CC" => "CCONJ",
        "DT" => "DET",
        tag if tag.starts_with("NN") => "NOUN",
        _ => "X",
    };
    Token {
        span,
        form: parts[0].to_string(),
        lemma: parts[0].to_lowercase(),
        upos,
        xpos: parts[1].into(),
        head: head.checked_sub(1).map(|head| first + head),
        deprel: parts[3].into(),
    }
}

/// Adds an expression of time at the first place of `words`.
fn tell(doc: &mut Document, words: &str, days: (i8, i8), month: i8) {
    let start = doc.report.text.find(words).unwrap() as u32;
    let day = |day| Date::new(2019, month, day).unwrap();
    doc.times.push(TimeExpression {
        span: Span { start, end: start + words.len() as u32 },
        when: Some(Interval::days(day(days.0), day(days.1))),
        precision: if days.0 == days.1 { TimePrecision::Day } else { TimePrecision::Range },
        is_length: false,
        rule: "test",
    });
}

/// When the claim at the word `form` takes place, as "first..last".
fn told(doc: &Document, form: &str) -> Option<String> {
    let token = doc.tokens.iter().position(|t| t.form == form).unwrap();
    when(doc, token, doc.tokens[token].span).map(|when| format!("{}..{}", when.start, when.end))
}

#[test]
fn times_joined_to_one_verb_make_one_interval() {
    let mut doc = parsed(&["During/IN/3/case the/DT/3/det day/NN/12/obl on/IN/5/case May4/NNP/3/nmod and/CC/7/cc \
         overnight/RB/12/advmod into/IN/9/case May5/NNP/7/obl ,/,/12/punct guards/NNS/12/nsubj fired/VBD/0/root ././12/punct"]);
    tell(&mut doc, "May4", (4, 4), 5);
    tell(&mut doc, "overnight into May5", (4, 5), 5);
    assert_eq!(told(&doc, "fired").as_deref(), Some("2019-05-04..2019-05-05"));
}

#[test]
fn times_of_two_verbs_stay_apart() {
    let mut doc = parsed(&["Guards/NNS/2/nsubj fired/VBD/0/root Monday/NNP/2/obl and/CC/5/cc left/VBD/2/conj \
         Tuesday/NNP/5/obl ././2/punct"]);
    tell(&mut doc, "Monday", (10, 10), 6);
    tell(&mut doc, "Tuesday", (11, 11), 6);
    assert_eq!(told(&doc, "fired").as_deref(), Some("2019-06-10..2019-06-10"));
    assert_eq!(told(&doc, "left").as_deref(), Some("2019-06-11..2019-06-11"));
}

#[test]
fn a_past_told_next_takes_the_day_over() {
    let shelled = "On/IN/2/case Tuesday/NNP/4/obl guns/NNS/4/nsubj shelled/VBD/0/root it/PRP/4/obj ././4/punct";
    let killed = "Three/NNS/3/nsubj were/VBD/3/aux:pass killed/VBN/0/root ././3/punct";
    let will = "Talks/NNS/3/nsubj will/MD/3/aux resume/VB/0/root ././3/punct";
    let mut doc = parsed(&[shelled, killed, will]);
    tell(&mut doc, "Tuesday", (11, 11), 6);
    assert_eq!(told(&doc, "killed").as_deref(), Some("2019-06-11..2019-06-11"));
    assert_eq!(told(&doc, "resume"), None);
}

#[test]
fn days_long_past_are_not_carried_on() {
    let fell = "The/DT/2/det town/NN/3/nsubj fell/VBD/0/root in/IN/5/case May/NNP/3/obl ././3/punct";
    let mut doc = parsed(&[fell, "Three/NNS/3/nsubj were/VBD/3/aux:pass killed/VBN/0/root ././3/punct"]);
    tell(&mut doc, "May", (1, 31), 5);
    assert_eq!(told(&doc, "killed"), None);
}

#[test]
fn another_clause_tells_the_only_day() {
    let mut doc = parsed(&["Envoys/NNS/2/nsubj spoke/VBD/0/root Monday/NNP/2/obl ,/,/6/punct guards/NNS/6/nsubj \
         fled/VBD/2/parataxis ././2/punct"]);
    tell(&mut doc, "Monday", (10, 10), 6);
    assert_eq!(told(&doc, "fled").as_deref(), Some("2019-06-10..2019-06-10"));
}

#[test]
fn a_beginning_runs_to_the_report_but_began_when_it_did() {
    let mut doc = parsed(&["Thousands/NNS/3/nsubj have/VBP/3/aux fled/VBN/0/root since/IN/6/mark war/NN/6/nsubj \
         began/VBD/3/advcl in/IN/8/case May/NNP/6/obl ././3/punct"]);
    tell(&mut doc, "May", (1, 31), 5);
    assert_eq!(told(&doc, "began").as_deref(), Some("2019-05-01..2019-05-31"));
    assert_eq!(super::since(&doc, 2).map(|when| when.end.to_string()).as_deref(), Some("2019-06-12"));
}

#[test]
fn what_happened_this_month_is_over_by_the_report() {
    let left = "Guards/NNS/2/nsubj left/VBD/0/root this/DT/4/det month/NN/2/obl ././2/punct";
    let will = "Guards/NNS/3/nsubj will/MD/3/aux leave/VB/0/root this/DT/5/det month/NN/3/obl ././3/punct";
    for (sentence, verb, want) in [(left, "left", "2019-06-01..2019-06-12"), (will, "leave", "2019-06-01..2019-06-30")]
    {
        let mut doc = parsed(&[sentence]);
        tell(&mut doc, "this month", (1, 30), 6);
        assert_eq!(told(&doc, verb).as_deref(), Some(want));
    }
}

#[test]
fn parts_of_a_month_narrow_the_claim() {
    for (words, want) in
        [("early May", "01..2019-05-10"), ("mid-May", "11..2019-05-20"), ("late May", "21..2019-05-31")]
    {
        let time = words.split(' ').map(|word| format!("{word}/NNP/2/obl")).collect::<Vec<_>>().join(" ");
        let mut doc = parsed(&[&format!("Guards/NNS/2/nsubj left/VBD/0/root in/IN/4/case {time}")]);
        tell(&mut doc, words, (1, 31), 5);
        assert_eq!(told(&doc, "left"), Some(format!("2019-05-{want}")));
    }
}

#[test]
fn a_known_raid_takes_no_day_over_but_a_new_one_does() {
    let spoke = "Envoys/NNS/2/nsubj spoke/VBD/0/root Tuesday/NNP/2/obl ././2/punct";
    for (article, want) in [("a", Some("2019-06-11..2019-06-11")), ("the", None)] {
        let told_of = format!("They/PRP/2/nsubj recalled/VBD/0/root {article}/DT/4/det raid/NN/2/obj ././2/punct");
        let mut doc = parsed(&[spoke, &told_of]);
        tell(&mut doc, "Tuesday", (11, 11), 6);
        assert_eq!(told(&doc, "raid").as_deref(), want);
    }
}
