//! Attribution over small hand-made parses.

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Document, Report, Sentence, Span, Token};

use super::attribute;

const CUES: &str = r#"
[[cue]]
lemma = "say"
pos = "verb"
source = ["subject"]
content = ["clause", "quote", "object"]
[[cue]]
lemma = "say"
pos = "verb"
source = []
content = ["clause"]
passive = true
[[cue]]
lemma = "add"
pos = "verb"
source = ["subject"]
content = ["clause", "quote"]
[[cue]]
lemma = "accuse"
pos = "verb"
source = ["subject"]
content = ["of", "object"]
[[cue]]
lemma = "urge"
pos = "verb"
source = ["subject"]
content = ["clause", "to"]
[[cue]]
lemma = "stress"
pos = "verb"
source = ["subject"]
content = ["clause", "quote"]
[[cue]]
lemma = "claim"
pos = "noun"
source = ["by", "possessive"]
content = ["clause"]
[[cue]]
lemma = "reportedly"
pos = "adverb"
source = []
content = ["clause"]
[[cue]]
lemma = "hope"
pos = "verb"
kind = "thought"
source = ["subject"]
content = ["clause"]
[[cue]]
lemma = "according to"
pos = "preposition"
source = ["object"]
content = ["clause"]
"#;

pub(crate) fn lexicon() -> Lexicon {
    Lexicon::from_files([("cues/test.toml".to_owned(), CUES.to_owned())]).unwrap()
}

/// A document of `text` whose tokens are the lines of `parse`: form, lemma, part of speech, tag, head (from 1; 0 for the
/// root), relation. An empty line ends a sentence.
pub(crate) fn document(text: &str, parse: &str) -> Document {
    let mut doc = Document::new(Report { text: text.into(), ..Report::default() });
    let mut byte = 0;
    for sentence in parse.trim().split("\n\n") {
        let first = doc.tokens.len();
        for line in sentence.lines() {
            let cells: Vec<&str> = line.split_whitespace().collect();
            let [form, lemma, upos, xpos, head, deprel] = cells[..] else { panic!("six columns in {line:?}") };
            let start = byte + text[byte..].find(form).unwrap_or_else(|| panic!("{form:?} stands in the text"));
            byte = start + form.len();
            doc.tokens.push(Token {
                span: doc.index.span(start, byte),
                form: form.into(),
                lemma: lemma.into(),
                upos: tag(upos),
                xpos: xpos.into(),
                head: head.parse::<usize>().unwrap().checked_sub(1).map(|h| h + first),
                deprel: deprel.into(),
            });
        }
        let span = Span::new(doc.tokens[first].span.start, doc.tokens[doc.tokens.len() - 1].span.end);
        doc.sentences.push(Sentence { span, tokens: first..doc.tokens.len() });
    }
    doc
}

fn tag(name: &str) -> &'static str {
    ["NOUN", "VERB", "DET", "PUNCT", "ADP", "AUX", "PRON", "ADJ", "ADV", "SCONJ", "PROPN", "CCONJ", "PART"]
        .into_iter()
        .find(|tag| *tag == name)
        .unwrap_or("X")
}

/// Speaker, cue and content of each attribution, in words.
fn read(doc: &Document) -> Vec<(String, String, String)> {
    let words = |span: Option<Span>| span.map_or("?".to_owned(), |s| doc.text(s).to_owned());
    let told = attribute(doc, &lexicon());
    told.iter().map(|a| (words(a.source), words(Some(a.cue)), words(Some(a.content)))).collect()
}

fn triple(speaker: &str, cue: &str, content: &str) -> (String, String, String) {
    (speaker.to_owned(), cue.to_owned(), content.to_owned())
}

const SAID_THAT: &str = "
The the DET DT 2 det
mayor mayor NOUN NN 3 nsubj
said say VERB VBD 0 root
that that SCONJ IN 7 mark
the the DET DT 6 det
mill mill NOUN NN 7 nsubj
burned burn VERB VBD 3 ccomp
. . PUNCT . 3 punct";

#[test]
fn a_clause_is_what_is_said() {
    let doc = document("The mayor said that the mill burned.", SAID_THAT);
    assert_eq!(read(&doc), [triple("The mayor", "said", "that the mill burned")]);
}

#[test]
fn a_wrong_lemma_is_found_by_its_inflection() {
    let doc = document("The mayor stressed that the mill burned.", &SAID_THAT.replace("said say", "stressed stresse"));
    assert_eq!(read(&doc), [triple("The mayor", "stressed", "that the mill burned")]);
}

#[test]
fn a_quotation_runs_on_over_its_next_sentence() {
    let text = "\"The mill burned,\" said the mayor. \"The wells dried.\"";
    let doc = document(
        text,
        "
\" \" PUNCT `` 4 punct
The the DET DT 3 det
mill mill NOUN NN 4 nsubj
burned burn VERB VBD 7 ccomp
, , PUNCT , 7 punct
\" \" PUNCT '' 7 punct
said say VERB VBD 0 root
the the DET DT 9 det
mayor mayor NOUN NN 7 nsubj
. . PUNCT . 7 punct

\" \" PUNCT `` 4 punct
The the DET DT 3 det
wells well NOUN NNS 4 nsubj
dried dry VERB VBD 0 root
. . PUNCT . 4 punct
\" \" PUNCT '' 4 punct",
    );
    assert_eq!(read(&doc), [triple("the mayor", "said", text)]);
    assert!(attribute(&doc, &lexicon())[0].direct);
}

const ACCORDING: &str = "
According accord VERB VBG 4 case
to to ADP IN 1 fixed
the the DET DT 4 det
mayor mayor NOUN NN 8 obl
, , PUNCT , 4 punct
the the DET DT 7 det
mill mill NOUN NN 8 nsubj
burned burn VERB VBD 0 root
. . PUNCT . 8 punct";

#[test]
fn according_to_may_open_or_close_the_sentence() {
    let opening = document("According to the mayor, the mill burned.", ACCORDING);
    assert_eq!(read(&opening), [triple("the mayor", "According to", "the mill burned")]);
    let closing = document(
        "The mill burned, according to the mayor.",
        "
The the DET DT 2 det
mill mill NOUN NN 3 nsubj
burned burn VERB VBD 0 root
, , PUNCT , 8 punct
according accord VERB VBG 8 case
to to ADP IN 5 fixed
the the DET DT 8 det
mayor mayor NOUN NN 3 obl
. . PUNCT . 3 punct",
    );
    assert_eq!(read(&closing), [triple("the mayor", "according to", "The mill burned")]);
}

#[test]
fn hearsay_hides_its_speaker() {
    let passive = document(
        "The mill is said to burn.",
        "
The the DET DT 2 det
mill mill NOUN NN 4 nsubj:pass
is be AUX VBZ 4 aux:pass
said say VERB VBN 0 root
to to PART TO 6 mark
burn burn VERB VB 4 xcomp
. . PUNCT . 4 punct",
    );
    assert_eq!(read(&passive), [triple("?", "is said", "The mill is said to burn")]);
    let adverb = document(
        "The mill reportedly burned.",
        "
The the DET DT 2 det
mill mill NOUN NN 4 nsubj
reportedly reportedly ADV RB 4 advmod
burned burn VERB VBD 0 root
. . PUNCT . 4 punct",
    );
    assert_eq!(read(&adverb), [triple("?", "reportedly", "The mill reportedly burned")]);
}

#[test]
fn what_one_is_accused_of_comes_with_the_accused() {
    let doc = document(
        "The mayor accused the guards of burning the mill.",
        "
The the DET DT 2 det
mayor mayor NOUN NN 3 nsubj
accused accuse VERB VBD 0 root
the the DET DT 5 det
guards guard NOUN NNS 3 obj
of of SCONJ IN 7 mark
burning burn VERB VBG 3 advcl
the the DET DT 9 det
mill mill NOUN NN 7 obj
. . PUNCT . 3 punct",
    );
    assert_eq!(read(&doc), [triple("The mayor", "accused", "the guards of burning the mill")]);
}

#[test]
fn whom_one_urges_belongs_to_what_is_urged() {
    let doc = document(
        "The mayor urged the guards to leave.",
        "
The the DET DT 2 det
mayor mayor NOUN NN 3 nsubj
urged urge VERB VBD 0 root
the the DET DT 5 det
guards guard NOUN NNS 3 obj
to to PART TO 7 mark
leave leave VERB VB 3 xcomp
. . PUNCT . 3 punct",
    );
    assert_eq!(read(&doc), [triple("The mayor", "urged", "the guards to leave")]);
}

#[test]
fn joined_verbs_share_their_subject_and_part_their_content() {
    let doc = document(
        "The mayor said the mill burned, adding that the wells dried.",
        "
The the DET DT 2 det
mayor mayor NOUN NN 3 nsubj
said say VERB VBD 0 root
the the DET DT 5 det
mill mill NOUN NN 6 nsubj
burned burn VERB VBD 3 ccomp
, , PUNCT , 8 punct
adding add VERB VBG 6 advcl
that that SCONJ IN 12 mark
the the DET DT 11 det
wells well NOUN NNS 12 nsubj
dried dry VERB VBD 8 ccomp
. . PUNCT . 3 punct",
    );
    let expected =
        [triple("The mayor", "said", "the mill burned"), triple("The mayor", "adding", "that the wells dried")];
    assert_eq!(read(&doc), expected);
}

#[test]
fn nouns_attribute_and_what_stands_in_them_is_within() {
    let doc = document(
        "The mayor said the guards' claim that the mill burned fell.",
        "
The the DET DT 2 det
mayor mayor NOUN NN 3 nsubj
said say VERB VBD 0 root
the the DET DT 5 det
guards guard NOUN NNS 7 nmod:poss
' 's PART POS 5 case
claim claim NOUN NN 12 nsubj
that that SCONJ IN 11 mark
the the DET DT 10 det
mill mill NOUN NN 11 nsubj
burned burn VERB VBD 7 acl
fell fall VERB VBD 3 ccomp
. . PUNCT . 3 punct",
    );
    let told = attribute(&doc, &lexicon());
    assert_eq!(told.len(), 2);
    assert_eq!(doc.text(told[1].content), "that the mill burned");
    assert_eq!(told[1].within, Some(0));
    assert_eq!(told[0].within, None);
}

#[test]
fn broken_syntax_and_lone_marks_are_survived() {
    let empty = Document::default();
    assert!(attribute(&empty, &lexicon()).is_empty());
    let mut circle = document("The mayor said that the mill burned.", SAID_THAT);
    circle.tokens[2].head = Some(6);
    attribute(&circle, &lexicon());
    circle.tokens[1].head = Some(99);
    attribute(&circle, &lexicon());
    let marks = document("\" said \"", "\" \" PUNCT '' 2 punct\nsaid say VERB VBD 0 root\n\" \" PUNCT '' 2 punct");
    attribute(&marks, &lexicon());
}
