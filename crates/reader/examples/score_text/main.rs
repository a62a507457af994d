//! Scores the reader from raw text: tokens, sentences and trees against a treebank, and who is meant where it says so.
//!
//! `cargo run --release -p herodotus-reader --example score_text -- TREEBANK.conllu` puts each document's text together
//! as the treebank tells it, reads it, and prints the F1 of tokens, sentences, heads (UAS) and heads with relations
//! (LAS, subtypes ignored) over words that stand at the same characters, as the CoNLL 2018 shared task does; and, where
//! the treebank has `Entity` brackets (GUM), the links from mentions to earlier mentions of the same thing.

mod coreference;
mod treebank;

use std::collections::HashMap;
use std::error::Error;
use std::sync::Arc;

use herodotus_gazetteer::Gazetteer;
use herodotus_lexicon::Lexicon;
use herodotus_reader::Reader;
use herodotus_schema::{Document, Report};
use treebank::{Treebank, Word};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give a CoNLL-U file whose sentences have `# text`")?;
    let reader = Reader::shipped(Arc::new(Lexicon::shipped()?), Arc::new(Gazetteer::shipped()?))?;
    let (mut syntax, mut links) = (Syntax::default(), coreference::Links::default());
    for gold in Treebank::read(&std::fs::read_to_string(path)?).documents {
        let doc = reader.read(Report { text: gold.text.clone(), ..Report::default() });
        let places = Places::of(&doc);
        syntax.add(&gold, &doc, &places);
        links.add(&gold, &doc, &places);
    }
    syntax.print();
    links.print();
    Ok(())
}

/// Where the tokens of a document stand, counted in characters that are no blanks.
struct Places {
    tokens: Vec<(usize, usize)>,
}

impl Places {
    fn of(doc: &Document) -> Places {
        let mut before = Vec::with_capacity(doc.report.text.len());
        let mut count = 0;
        for c in doc.report.text.chars() {
            before.push(count);
            count += usize::from(!c.is_whitespace());
        }
        before.push(count);
        let at = |point: u32| before[point as usize];
        Places { tokens: doc.tokens.iter().map(|t| (at(t.span.start), at(t.span.end))).collect() }
    }
}

/// Right, annotated and found.
#[derive(Default, Clone, Copy)]
pub struct Count {
    right: usize,
    gold: usize,
    found: usize,
}

impl Count {
    fn row(self, name: &str) {
        let share = |of: usize| 100.0 * self.right as f64 / of.max(1) as f64;
        let f1 = 200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64;
        println!("{name:<24} P {:.2}  R {:.2}  F1 {f1:.2}  gold {}", share(self.found), share(self.gold), self.gold);
    }
}

#[derive(Default)]
struct Syntax {
    words: Count,
    sentences: Count,
    uas: Count,
    las: Count,
}

impl Syntax {
    fn add(&mut self, gold: &treebank::Text, doc: &Document, places: &Places) {
        let at: HashMap<(usize, usize), &Word> = gold.words.iter().map(|w| (w.place, w)).collect();
        let (annotated, found) = (gold.words.len(), doc.tokens.len());
        for count in [&mut self.words, &mut self.uas, &mut self.las] {
            count.gold += annotated;
            count.found += found;
        }
        for (token, place) in doc.tokens.iter().zip(&places.tokens) {
            let Some(word) = at.get(place) else { continue };
            let head = word.head.map(|h| gold.words[h].place) == token.head.map(|h| places.tokens[h]);
            self.words.right += 1;
            self.uas.right += usize::from(head);
            self.las.right += usize::from(head && word.relation == token.relation());
        }
        let ends: Vec<(usize, usize)> = doc
            .sentences
            .iter()
            .filter(|s| !s.tokens.is_empty())
            .map(|s| (places.tokens[s.tokens.start].0, places.tokens[s.tokens.end - 1].1))
            .collect();
        self.sentences.gold += gold.sentences.len();
        self.sentences.found += ends.len();
        self.sentences.right += gold.sentences.iter().filter(|s| ends.contains(s)).count();
    }

    fn print(&self) {
        self.words.row("words");
        self.sentences.row("sentences");
        self.uas.row("UAS");
        self.las.row("LAS");
    }
}
