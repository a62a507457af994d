//! The shipped lexicon loads, is sound, and knows names as reports write them.

use herodotus_lexicon::{ActorKind, CueKind, Feast, Lexicon, NameForm, WordSet};
use jiff::civil::date;

#[test]
fn the_shipped_lexicon_loads() {
    if let Err(problems) = Lexicon::shipped() {
        panic!("{problems}");
    }
}

#[test]
fn the_shipped_lexicon_is_sound() {
    let problems = Lexicon::shipped().unwrap().check();
    assert!(problems.is_empty(), "{problems}");
}

#[test]
fn every_list_that_the_program_asks_for_has_words() {
    let told: Vec<String> = Lexicon::shipped_files().map(|(_, text)| text).collect();
    for set in WordSet::ALL {
        let heading = format!("[[{}]]", set.table());
        assert!(told.iter().any(|text| text.lines().any(|line| line == heading)), "no file has {heading}");
    }
}

#[test]
fn the_calendar_and_the_ways_of_writing_are_read() {
    let lexicon = Lexicon::shipped().unwrap();
    let (calendar, writing) = (&lexicon.words().calendar, &lexicon.words().writing);
    assert_eq!(
        (calendar.month("sept."), calendar.weekday("monday"), calendar.zone("EST")),
        (Some(9), Some(0), Some(-5))
    );
    assert_eq!(calendar.feast(&["new", "year", "'s", "eve", "ball"]), Some((Feast::Fixed(12, 31), 4)));
    assert_eq!(calendar.feast(&["new", "year", "'s", "ball"]), Some((Feast::Fixed(1, 1), 3)));
    assert!(writing.abbreviation("gen").is_some_and(|used| used.follows && used.capital && !used.ends));
    assert_eq!((writing.cut("cannot"), writing.cut("can")), (Some(3), None));
    assert!(lexicon.words().has(WordSet::Prefix, "anti") && !lexicon.words().has(WordSet::Prefix, "aunty"));
}

/// The party, form and tokens that begin `text`, cut as the tokeniser cuts: blanks, and hyphens and "'s" apart.
fn longest(lexicon: &Lexicon, text: &str, day: Option<jiff::civil::Date>) -> Option<(String, NameForm, usize)> {
    let spaced = text.replace('-', " - ").replace("'s", " 's");
    let forms: Vec<&str> = spaced.split_whitespace().collect();
    let found = lexicon.actors().longest(&forms, day)?;
    Some((found.party.to_owned(), found.form, found.tokens))
}

#[test]
fn names_are_found_as_reports_write_them() {
    let lexicon = Lexicon::shipped().unwrap();
    let cases = [
        ("Azeri troops", "Azerbaijan", NameForm::Demonym, 1),
        ("U.S. officials", "United States", NameForm::Name, 1),
        ("US officials", "United States", NameForm::Name, 1),
        ("ISRAEL STRIKES", "Israel", NameForm::Name, 1),
        ("Kyiv said", "Ukraine", NameForm::Capital, 1),
        ("Islamic State fighters", "Islamic State", NameForm::Name, 2),
        ("Nagorno-Karabakh said", "Nagorno-Karabakh", NameForm::Name, 3),
        ("Jabhat Fateh al-Sham said", "Nusra Front", NameForm::Name, 5),
        ("South Sudan's army", "South Sudan", NameForm::Name, 2),
        ("Republika Srpska", "Republika Srpska", NameForm::Name, 2),
        ("Chişinău", "Moldova", NameForm::Capital, 1),
        ("Turkiye", "Turkey", NameForm::Name, 1),
        ("Donetsk People's Republic", "Donetsk People's Republic", NameForm::Name, 4),
        ("the West has", "West", NameForm::Name, 2),
        ("UNICEF said", "United Nations", NameForm::Body, 1),
        ("Kremlin", "Russia", NameForm::Body, 1),
    ];
    for (text, party, form, tokens) in cases {
        assert_eq!(longest(&lexicon, text, None), Some((party.to_owned(), form, tokens)), "{text}");
    }
}

#[test]
fn words_that_are_no_names_are_not_found() {
    let lexicon = Lexicon::shipped().unwrap();
    for text in ["us", "is", "who said", "West Street", "turkey", "the", "", "-", "'s"] {
        assert_eq!(longest(&lexicon, text, None), None, "{text}");
    }
}

#[test]
fn people_speak_for_a_party_while_in_office() {
    let lexicon = Lexicon::shipped().unwrap();
    let party = |name: &str, day| longest(&lexicon, name, Some(day)).map(|(party, _, _)| party);
    assert_eq!(party("Zelenskiy", date(2022, 3, 1)).as_deref(), Some("Ukraine"));
    assert_eq!(party("Zelenskiy", date(2015, 3, 1)), None);
    assert_eq!(party("Donald Trump", date(2022, 3, 1)), None);
    assert_eq!(party("Mark Rutte", date(2020, 3, 1)).as_deref(), Some("Netherlands"));
    assert_eq!(party("Mark Rutte", date(2025, 3, 1)).as_deref(), Some("NATO"));
    assert_eq!(longest(&lexicon, "Mark Rutte", None).map(|found| found.0).as_deref(), Some("NATO"));
}

#[test]
fn every_state_has_a_code_of_three_letters() {
    let lexicon = Lexicon::shipped().unwrap();
    let states: Vec<_> = lexicon.actors().iter().filter(|actor| actor.kind == ActorKind::State).collect();
    assert!(states.len() >= 197, "{}", states.len());
    for state in states {
        let code = state.code.as_deref().unwrap_or_default();
        assert!(code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()), "{}: {code}", state.name);
    }
}

#[test]
fn words_of_speech_and_thought_are_many_and_the_easily_misread_show_it() {
    let lexicon = Lexicon::shipped().unwrap();
    let told: Vec<_> =
        lexicon.cue_entries().iter().filter(|cue| matches!(cue.kind, CueKind::Speech | CueKind::Thought)).collect();
    assert!(told.len() >= 250, "{} cues of speech and thought", told.len());
    let shown = told.iter().filter(|cue| cue.examples.iter().any(|example| example.negative)).count();
    assert!(shown >= 80, "{shown} cues with an example of another reading");
}
