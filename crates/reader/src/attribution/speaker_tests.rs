//! Whose words they are: who is found as the speaker, and where what they say stands, over small hand-made parses.

use super::attribute;
use super::tests::{document, lexicon};

/// Speaker, the words that name them where it is a pronoun, and content of each attribution.
fn read(text: &str, parse: &str) -> Vec<(String, Option<String>, String)> {
    let doc = document(text, parse);
    let words = |span| doc.text(span).to_owned();
    let told = attribute(&doc, &lexicon());
    told.iter().map(|a| (a.source.map_or("?".to_owned(), words), a.named.map(words), words(a.content))).collect()
}

fn told(speaker: &str, content: &str) -> (String, Option<String>, String) {
    (speaker.to_owned(), None, content.to_owned())
}

#[test]
fn a_relative_pronoun_speaks_for_the_noun_before_it() {
    let found = read(
        "Guards met the mayor, who said the mill burned.",
        "
Guards guard NOUN NNS 2 nsubj
met meet VERB VBD 0 root
the the DET DT 4 det
mayor mayor NOUN NN 2 obj
, , PUNCT , 7 punct
who who PRON WP 7 nsubj
said say VERB VBD 4 acl:relcl
the the DET DT 9 det
mill mill NOUN NN 10 nsubj
burned burn VERB VBD 7 ccomp
. . PUNCT . 2 punct",
    );
    assert_eq!(found, [("who".to_owned(), Some("the mayor".to_owned()), "the mill burned".to_owned())]);
}

#[test]
fn what_one_says_one_hopes_is_what_one_says() {
    let found = read(
        "The mayor said she hopes the mill burns.",
        "
The the DET DT 2 det
mayor mayor NOUN NN 3 nsubj
said say VERB VBD 0 root
she she PRON PRP 5 nsubj
hopes hope VERB VBZ 3 ccomp
the the DET DT 7 det
mill mill NOUN NN 8 nsubj
burns burn VERB VBZ 5 ccomp
. . PUNCT . 3 punct",
    );
    assert_eq!(found, [told("The mayor", "she hopes the mill burns")]);
}

#[test]
fn said_this_takes_up_the_sentence_before() {
    let found = read(
        "The mill burned. The mayor said this.",
        "
The the DET DT 2 det
mill mill NOUN NN 3 nsubj
burned burn VERB VBD 0 root
. . PUNCT . 3 punct

The the DET DT 2 det
mayor mayor NOUN NN 3 nsubj
said say VERB VBD 0 root
this this PRON DT 3 obj
. . PUNCT . 3 punct",
    );
    assert_eq!(found, [told("The mayor", "The mill burned")]);
}

#[test]
fn who_adds_is_who_spoke_though_the_parse_hangs_it_lower() {
    let found = read(
        "The mayor said the guard left, adding that the mill burned.",
        "
The the DET DT 2 det
mayor mayor NOUN NN 3 nsubj
said say VERB VBD 0 root
the the DET DT 5 det
guard guard NOUN NN 6 nsubj
left leave VERB VBD 3 ccomp
, , PUNCT , 8 punct
adding add VERB VBG 6 advcl
that that SCONJ IN 12 mark
the the DET DT 11 det
mill mill NOUN NN 12 nsubj
burned burn VERB VBD 8 ccomp
. . PUNCT . 3 punct",
    );
    assert_eq!(found, [told("The mayor", "the guard left"), told("The mayor", "that the mill burned")]);
}

#[test]
fn an_apposition_in_commas_does_not_hide_the_speaker() {
    let found = read(
        "At noon, Ada, a guard, said the mill burned.",
        "
At at ADP IN 2 case
noon noon NOUN NN 9 obl
, , PUNCT , 2 punct
Ada Ada PROPN NNP 2 appos
, , PUNCT , 7 punct
a a DET DT 7 det
guard guard NOUN NN 4 appos
, , PUNCT , 9 punct
said say VERB VBD 0 root
the the DET DT 11 det
mill mill NOUN NN 12 nsubj
burned burn VERB VBD 9 ccomp
. . PUNCT . 9 punct",
    );
    assert_eq!(found, [told("Ada, a guard", "the mill burned")]);
}

#[test]
fn a_cue_between_subject_and_verb_has_the_whole_sentence() {
    let found = read(
        "The mill, the mayor said, burned.",
        "
The the DET DT 2 det
mill mill NOUN NN 8 nsubj
, , PUNCT , 6 punct
the the DET DT 5 det
mayor mayor NOUN NN 6 nsubj
said say VERB VBD 8 parataxis
, , PUNCT , 6 punct
burned burn VERB VBD 0 root
. . PUNCT . 8 punct",
    );
    assert_eq!(found, [told("the mayor", "The mill, the mayor said, burned")]);
}

#[test]
fn dashes_quote_as_marks_do() {
    let doc = document(
        "- The mill burned - said the mayor.",
        "
- - PUNCT : 4 punct
The the DET DT 3 det
mill mill NOUN NN 4 nsubj
burned burn VERB VBD 6 ccomp
- - PUNCT : 6 punct
said say VERB VBD 0 root
the the DET DT 8 det
mayor mayor NOUN NN 6 nsubj
. . PUNCT . 6 punct",
    );
    let told = attribute(&doc, &lexicon());
    assert_eq!(doc.text(told[0].content), "The mill burned");
    assert!(told[0].direct);
}

#[test]
fn lines_that_begin_alike_are_turns_of_a_talk() {
    let found = read(
        "ADA: The mill burned.\nBEN: Why?\nADA: It rained.",
        "
ADA Ada PROPN NNP 5 dep
: : PUNCT : 1 punct
The the DET DT 4 det
mill mill NOUN NN 5 nsubj
burned burn VERB VBD 0 root
. . PUNCT . 5 punct

BEN Ben PROPN NNP 0 root
: : PUNCT : 1 punct
Why why ADV WRB 1 parataxis
? ? PUNCT . 1 punct

ADA Ada PROPN NNP 4 dep
: : PUNCT : 1 punct
It it PRON PRP 4 nsubj
rained rain VERB VBD 0 root
. . PUNCT . 4 punct",
    );
    assert_eq!(found, [told("ADA", "The mill burned"), told("ADA", "It rained")]);
}
