//! What is a place, and which one, on sentences of our own.

use std::sync::{Arc, LazyLock};

use herodotus_gazetteer::Gazetteer;
use herodotus_schema::{Document, Entity, EntityType, Mention, PlaceMention, Report, Sentence, Span, Token};

use super::find_places;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::shipped().expect("the shipped data is whole"));

/// One sentence, tokens parted by blanks; capitals are proper nouns but for the first word of each full stop's end.
fn document(text: &str) -> Document {
    let mut doc = Document::new(Report { text: text.to_owned(), ..Report::default() });
    let (mut at, mut starts) = (0, true);
    let mut first = 0;
    for form in text.split(' ') {
        let length = form.chars().count() as u32;
        let capital = form.chars().next().is_some_and(char::is_uppercase);
        let proper = capital && !matches!(form, "The" | "In" | "On" | "Shelling" | "They");
        doc.tokens.push(Token {
            span: Span::new(at, at + length),
            form: form.to_owned(),
            lemma: form.to_lowercase(),
            upos: if proper { "PROPN" } else { "X" },
            xpos: Arc::from(""),
            head: None,
            deprel: Arc::from("dep"),
        });
        at += length + 1;
        starts = form == ".";
        if starts {
            close(&mut doc, &mut first);
        }
    }
    if !starts {
        close(&mut doc, &mut first);
    }
    doc
}

fn close(doc: &mut Document, first: &mut usize) {
    let tokens = *first..doc.tokens.len();
    if let Some(span) = doc.span_of(tokens.clone()) {
        doc.sentences.push(Sentence { span, tokens });
    }
    *first = doc.tokens.len();
}

fn mention(doc: &mut Document, words: &str, kind: EntityType) {
    let forms: Vec<&str> = words.split(' ').collect();
    let start =
        doc.tokens.windows(forms.len()).position(|w| w.iter().map(|t| t.form.as_str()).eq(forms.iter().copied()));
    let tokens = start.map(|s| s..s + forms.len()).expect("the words stand in the text");
    let span = doc.span_of(tokens.clone()).expect("a span");
    doc.mentions.push(Mention { span, tokens, kind, parties: Vec::new(), entity: 0 });
}

/// The places of `doc` as "words = country".
fn told(doc: &Document) -> Vec<String> {
    let places: Vec<PlaceMention> = find_places(doc, &GAZETTEER);
    places.iter().map(|p| format!("{} = {}", doc.text(p.span), p.country.as_deref().unwrap_or("?"))).collect()
}

#[test]
fn towns_and_regions_are_found_without_the_model() {
    let doc = document("Shelling was heard in Hadrut and near Deir ez-Zor , the mayor of Kramatorsk said .");
    assert_eq!(told(&doc), ["Hadrut = AZ", "Deir ez-Zor = SY", "Kramatorsk = UA"]);
}

#[test]
fn common_words_and_people_are_no_places() {
    let mut doc = document("They gave Nice Hope to the Split crowd , Paris Jackson told a reporter in May .");
    mention(&mut doc, "Paris Jackson", EntityType::Person);
    assert_eq!(told(&doc), Vec::<String>::new());
    assert_eq!(told(&document("The guns told us in turn to reach the mobile hospital .")), Vec::<String>::new());
}

#[test]
fn a_generic_word_or_the_model_makes_an_ambiguous_name_a_place() {
    assert_eq!(told(&document("They fled to the town of Hope .")).len(), 1);
    let mut doc = document("The ferry left Split at noon .");
    mention(&mut doc, "Split", EntityType::Location);
    assert_eq!(told(&doc), ["Split = HR"]);
}

#[test]
fn what_holds_a_place_decides() {
    assert_eq!(told(&document("The court in Paris , Texas , fined him .")), ["Paris = US", "Texas = US"]);
    assert_eq!(told(&document("The court in Paris , France , fined him .")), ["Paris = FR", "France = FR"]);
}

#[test]
fn one_name_means_one_place_that_fits_the_others() {
    let doc = document("In Tripoli , Benghazi and Misrata shops closed . The port of Tripoli stayed open .");
    assert_eq!(told(&doc), ["Tripoli = LY", "Benghazi = LY", "Misrata = LY", "Tripoli = LY"]);
    let doc = document("In Tripoli , Beirut and Sidon shops closed .");
    assert_eq!(told(&doc), ["Tripoli = LB", "Beirut = LB", "Sidon = LB"]);
}

#[test]
fn a_state_is_told_from_a_country_of_the_same_name() {
    let doc = document("In Georgia , Alabama and Florida , voters from Atlanta to Macon queued .");
    assert_eq!(told(&doc)[0], "Georgia = US");
    let doc = document("In Georgia , Armenia and Azerbaijan , trains from Tbilisi to Baku stopped .");
    assert_eq!(told(&doc)[0], "Georgia = GE");
}

#[test]
fn initials_the_gazetteer_lacks_are_no_place() {
    for (text, count) in [("They lectured at QVU on Monday .", 0), ("THEY FLED FROM QVUN AFTER HEAVY SHELLING .", 1)] {
        let mut doc = document(text);
        let name = if count == 0 { "QVU" } else { "QVUN" };
        mention(&mut doc, name, EntityType::Location);
        assert_eq!(find_places(&doc, &GAZETTEER).len(), count, "{text}");
    }
}

#[test]
fn a_place_the_gazetteer_lacks_stays_open() {
    let mut doc = document("They met in Dalmarosk .");
    mention(&mut doc, "Dalmarosk", EntityType::Location);
    let places = find_places(&doc, &GAZETTEER);
    assert_eq!(places.len(), 1);
    assert_eq!((places[0].lat, places[0].name.as_deref()), (None, None));
    assert!(places[0].because.contains("lacks"));
}

#[test]
fn an_unread_or_broken_document_gives_no_panic() {
    assert!(find_places(&Document::default(), &GAZETTEER).is_empty());
    let mut doc = document("In Kyiv .");
    doc.mentions.push(Mention {
        span: Span::new(0, 99),
        tokens: 2..99,
        kind: EntityType::Location,
        parties: Vec::new(),
        entity: 0,
    });
    assert_eq!(told(&doc), ["Kyiv = UA"]);
}

#[test]
fn the_people_of_a_state_say_where_a_town_lies() {
    let mut doc = document("In Palmyra they met Syrian and Turkish and Syrian and Syrian soldiers .");
    for at in [4, 6, 8, 10] {
        let party = if at == 6 { "Turkey" } else { "Syria" }.to_string();
        let parties = vec![Entity { party, code: None, role: None, because: String::new() }];
        let span = doc.tokens[at].span;
        doc.mentions.push(Mention { span, tokens: at..at + 1, kind: EntityType::Other, parties, entity: at });
    }
    assert_eq!(told(&doc), ["Palmyra = SY"]);
}
