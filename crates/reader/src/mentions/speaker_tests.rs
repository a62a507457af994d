//! Who "it", "he" and "the Committee" are as speakers, over small hand-made parses.

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Document, EntityType};

use super::{NamedSpan, find_mentions, resolve_references};
use crate::attribution::attribute;
use crate::attribution::tests::document;

const WORDS: &str = r#"
[[reference]]
words = ["group"]
to = "organisation"
"#;

const ACTORS: &str = r#"
[[actor]]
name = "Valley Relief Committee"
code = "NGOVRC"
kind = "organisation"
role = "NGO"
fact = "invented"
"#;

const CUES: &str = r#"
[[cue]]
lemma = "say"
pos = "verb"
source = ["subject"]
content = ["clause", "quote"]
"#;

/// The text, read as far as speakers go; `people` are the tokens that the model calls persons.
fn read(text: &str, parse: &str, people: &[usize]) -> Document {
    let files =
        [("cues/test.toml", CUES), ("words/references.toml", WORDS), ("actors/organisations/test.toml", ACTORS)];
    let lexicon = Lexicon::from_files(files.map(|(name, text)| (name.to_owned(), text.to_owned()))).unwrap();
    let mut doc = document(text, parse);
    let named: Vec<NamedSpan> =
        people.iter().map(|t| NamedSpan { tokens: *t..*t + 1, kind: EntityType::Person }).collect();
    doc.mentions = find_mentions(&doc, &lexicon, &named);
    doc.attributions = attribute(&doc, &lexicon);
    resolve_references(&mut doc, &lexicon);
    doc
}

/// Who is named as the speaker of each attribution, with their party.
fn speakers(doc: &Document) -> Vec<(String, Option<String>)> {
    let party = |token: usize| {
        let mention = doc.mentions.iter().find(|m| m.tokens.contains(&token) && !m.parties.is_empty());
        mention.map(|m| m.parties[0].party.clone())
    };
    let named = |a: &herodotus_schema::Attribution| {
        let span = a.named.or(a.source).unwrap();
        (doc.text(span).to_owned(), party(a.source_token.unwrap()))
    };
    doc.attributions.iter().map(named).collect()
}

const FIRST: &str = "
The the DET DT 4 det
Valley Valley PROPN NNP 4 compound
Relief Relief PROPN NNP 4 compound
Committee Committee PROPN NNP 5 nsubj
said say VERB VBD 0 root
wells well NOUN NNS 7 nsubj
burned burn VERB VBD 5 ccomp
. . PUNCT . 5 punct
";

fn second(speaker: &str) -> String {
    format!(
        "{FIRST}
{speaker}
said say VERB VBD 0 root
Ada Ada PROPN NNP 5 nsubj
left leave VERB VBD 3 ccomp
. . PUNCT . 3 punct"
    )
}

#[test]
fn it_is_the_body_that_spoke_last() {
    let parse = second("Then then ADV RB 3 advmod\nit it PRON PRP 3 nsubj");
    let doc = read("The Valley Relief Committee said wells burned. Then it said Ada left.", &parse, &[11]);
    let committee = ("The Valley Relief Committee".to_owned(), Some("Valley Relief Committee".to_owned()));
    assert_eq!(speakers(&doc), [committee.clone(), committee]);
}

#[test]
fn he_is_named_after_no_body() {
    let parse = second("Then then ADV RB 3 advmod\nhe he PRON PRP 3 nsubj");
    let doc = read("The Valley Relief Committee said wells burned. Then he said Ada left.", &parse, &[11]);
    assert_eq!(doc.attributions[1].named, None);
}

#[test]
fn a_part_of_a_name_and_the_group_are_the_body() {
    for noun in ["Committee Committee PROPN NNP 3 nsubj", "group group NOUN NN 3 nsubj"] {
        let parse = second(&format!("the the DET DT 2 det\n{noun}"));
        let form = noun.split(' ').next().unwrap();
        let text = format!("The Valley Relief Committee said wells burned. the {form} said Ada left.");
        let doc = read(&text, &parse, &[11]);
        assert_eq!(speakers(&doc)[1].1.as_deref(), Some("Valley Relief Committee"), "{form}");
    }
}
