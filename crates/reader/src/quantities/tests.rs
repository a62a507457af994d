//! Counts in sentences of our own.

use std::sync::{Arc, LazyLock};

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Document, Report};

use super::find_quantities;
use crate::segment::segment;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::shipped().expect("a test holds that it loads"));

fn read(text: &str) -> Document {
    let mut doc =
        Document::new(Report { text: text.into(), published: Some("2019-06-12".into()), ..Report::default() });
    segment(&mut doc, LEXICON.words());
    doc
}

/// Each count as "words = low..high of noun", "~" for an approximator and "?" for an open end.
fn counts(text: &str) -> Vec<String> {
    let doc = read(text);
    show(&doc)
}

fn show(doc: &Document) -> Vec<String> {
    let end = |value: Option<f64>| value.map_or("?".to_string(), |value| value.to_string());
    let line = |q: &herodotus_schema::Quantity| {
        let of = q.of.map_or(String::new(), |of| format!(" of {}", doc.tokens[of].form));
        format!("{} = {}{}..{}{of}", doc.text(q.span), if q.approximate { "~" } else { "" }, end(q.low), end(q.high))
    };
    find_quantities(doc, &LEXICON).iter().map(line).collect()
}

#[test]
fn numbers_in_digits_and_words() {
    assert_eq!(counts("The clinic took in 1,177 patients."), ["1,177 = 1177..1177 of patients"]);
    assert_eq!(counts("One hundred and twenty tents burned."), ["One hundred and twenty = 120..120 of tents"]);
    assert_eq!(
        counts("They need 1.5 million blankets and 1 000 stoves."),
        ["1.5 million = 1500000..1500000 of blankets", "1 000 = 1000..1000 of stoves"]
    );
    assert_eq!(
        counts("Twenty-one guards left half a million leaflets."),
        ["Twenty-one = 21..21 of guards", "half a million = 500000..500000 of leaflets"]
    );
    assert_eq!(counts("Two dozen boats, a dozen nets."), ["Two dozen = 24..24 of boats", "a dozen = 12..12 of nets"]);
}

#[test]
fn vague_numbers_have_a_lower_bound() {
    assert_eq!(counts("Dozens of miners left."), ["Dozens = 24..? of miners"]);
    assert_eq!(counts("Tens of thousands of voters came."), ["Tens of thousands = 20000..? of voters"]);
    assert_eq!(counts("Hundreds of thousands of voters came."), ["Hundreds of thousands = 200000..? of voters"]);
    assert_eq!(
        counts("Several thousand pilgrims, a few hundred nuns and several monks came."),
        ["Several thousand = 3000..? of pilgrims", "a few hundred = 200..? of nuns", "several = 3..? of monks"]
    );
    assert_eq!(counts("A couple of drivers waited."), ["A couple = ~2..2 of drivers"]);
}

#[test]
fn bounding_words_move_the_ends() {
    assert_eq!(counts("At least 12 miners died."), ["At least 12 = 12..? of miners"]);
    assert_eq!(counts("More than four million gallons leaked."), ["More than four million = 4000000..? of gallons"]);
    assert_eq!(counts("As many as 90 miners were trapped."), ["As many as 90 = ~?..90 of miners"]);
    assert_eq!(counts("Nearly 300 homes burned."), ["Nearly 300 = ~?..300 of homes"]);
    assert_eq!(counts("About 40 goats strayed."), ["About 40 = ~40..40 of goats"]);
    assert_eq!(
        counts("Fewer than 10 ships sailed but 50 or more were sunk."),
        ["Fewer than 10 = ?..10 of ships", "50 or more = 50..?"]
    );
    assert_eq!(counts("an estimated 30 goats"), ["an estimated 30 = ~30..30 of goats"]);
}

#[test]
fn shares_of_a_million_are_numbers() {
    assert_eq!(
        counts("Two and a half million tourists came."),
        ["Two and a half million = 2500000..2500000 of tourists"]
    );
    assert_eq!(
        counts("More than a quarter of a million stamps were sold."),
        ["More than a quarter of a million = 250000..? of stamps"]
    );
    assert_eq!(counts("Three quarters of a million bees."), ["Three quarters of a million = 750000..750000 of bees"]);
    assert_eq!(counts("A third of the sailors slept."), Vec::<String>::new());
}

#[test]
fn bounds_reach_over_what_stands_between() {
    assert_eq!(counts("At least another 20 sheep were shorn."), ["At least another 20 = 20..? of sheep"]);
    assert_eq!(counts("Sales passed the 20,000 mark."), ["passed the 20,000 = 20000..?"]);
    assert_eq!(counts("Sales rose by 12 to 340."), ["340 = 340..340"]);
}

#[test]
fn bounds_stand_behind_too() {
    assert_eq!(counts("A dozen or so kites flew."), ["A dozen or so = ~12..12 of kites"]);
    assert_eq!(counts("Twenty-odd kites flew."), ["Twenty-odd = ~20..20 of kites"]);
    assert_eq!(counts("They sold 40 give or take."), ["40 give or take = ~40..40"]);
    assert_eq!(counts("They sold 40 at least."), ["40 at least = 40..?"]);
    assert_eq!(counts("They sold 40 kites at least."), ["40 = 40..? of kites"]);
    assert_eq!(counts("They sold 40 kites at least ten times."), ["40 = 40..40 of kites"]);
}

#[test]
fn what_is_between_hides_no_bound() {
    assert_eq!(counts("Only 20 sheep were shorn."), ["20 = 20..20 of sheep"]);
    assert_eq!(counts("More than just 20 sheep were shorn."), ["More than just 20 = 20..? of sheep"]);
    assert_eq!(counts("Some 5 lakh voters came."), ["Some 5 lakh = ~500000..500000 of voters"]);
}

#[test]
fn a_lexicon_of_ones_own_tells_bounds_and_numbers() {
    let text = "[[bound]]\nwords = [\"barely\"]\nside = \"low\"\nhedged = true\n\n\
        [[number]]\nwords = [\"gross\"]\nvalue = 144\nkind = \"scale\"\n";
    let own = [("words/own.toml".to_string(), text.to_string())];
    let lexicon = Lexicon::overlaid(Lexicon::shipped_files(), own).unwrap();
    let doc = read("Barely two gross eggs were sold.");
    let found = find_quantities(&doc, &lexicon);
    assert_eq!((doc.text(found[0].span), found[0].low, found[0].high), ("Barely two gross", Some(288.0), None));
    assert!(found[0].approximate);
}

#[test]
fn ranges_have_two_ends() {
    assert_eq!(counts("Between 1,000 and 1,200 miners struck."), ["Between 1,000 and 1,200 = 1000..1200 of miners"]);
    assert_eq!(
        counts("They counted 10-15 wolves, then five or six foxes."),
        ["10-15 = 10..15 of wolves", "five or six = 5..6 of foxes"]
    );
    assert_eq!(counts("It brought the catch since 7 May 2023 to 45,885."), ["45,885 = 45885..45885"]);
    assert_eq!(counts("about 70 to 80,000 birds"), ["about 70 to 80,000 = ~70000..80000 of birds"]);
}

#[test]
fn what_is_no_count_is_left_out() {
    for text in [
        "Prices rose 5 percent, or 5.5%, to $40 million.",
        "It happened on 5 May 2018, at 10:30 a.m., and in 2014.",
        "Orhan Lund, 42, of Ost, drove 30 km in a T-90.",
        "A 12-year-old boy waited for six weeks.",
        "Under Resolution 2249 no one may leave.",
        "The third convoy was the first.",
        "A three-star inn has stood there since 1054.",
    ] {
        assert_eq!(counts(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_syntax_tells_what_is_counted() {
    // Three of the young miners were killed .
    let mut doc = read("Three of the young miners were killed.");
    let syntax = [
        (Some(6), "nsubj:pass"),
        (Some(4), "case"),
        (Some(4), "det"),
        (Some(4), "amod"),
        (Some(0), "nmod"),
        (Some(6), "aux:pass"),
        (None, "root"),
        (Some(6), "punct"),
    ];
    for (token, (head, relation)) in doc.tokens.iter_mut().zip(syntax) {
        token.head = head;
        token.deprel = Arc::from(relation);
    }
    assert_eq!(show(&doc), ["Three = 3..3 of miners"]);
    let mut doc = read("Five were killed.");
    let syntax = [(Some(2), "nsubj:pass"), (Some(2), "aux:pass"), (None, "root"), (Some(2), "punct")];
    for (token, (head, relation)) in doc.tokens.iter_mut().zip(syntax) {
        token.head = head;
        token.deprel = Arc::from(relation);
    }
    let found = find_quantities(&doc, &LEXICON);
    assert_eq!((found[0].token, found[0].of), (0, None));
}

proptest::proptest! {
    #[test]
    fn any_mixture_of_number_words_is_read(text in "((a|one|two|hundred|thousand|million|dozens?|and|of|to|or|more|-|between|at least|about|several|few|half|1,000|2.5|7|999999999999999|0|1 000|soldiers|%|,) ?){0,14}") {
        let doc = read(&text);
        for pair in find_quantities(&doc, &LEXICON).windows(2) {
            proptest::prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        for quantity in find_quantities(&doc, &LEXICON) {
            proptest::prop_assert!(quantity.low.is_some() || quantity.high.is_some());
            if let (Some(low), Some(high)) = (quantity.low, quantity.high) {
                proptest::prop_assert!(low <= high);
            }
        }
    }
}
