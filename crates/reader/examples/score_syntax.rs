//! Scores the shipped model on a treebank's own tokens.
//!
//! `cargo run --release -p herodotus-reader --example score_syntax -- TREEBANK.conllu [NAMES.iob2]` prints what share of words gets the right
//! part of speech, lemma, head, and head with relation (subtypes ignored; punctuation counted), and the F1 of persons,
//! organisations and locations against a Universal NER file over the same sentences.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::time::{Duration, Instant};

use herodotus_reader::model::{Bio, EntityKind, Model, Parse, Word};

/// One sentence as annotated.
struct Gold {
    id: String,
    rows: Vec<Vec<String>>,
}

#[derive(Default)]
struct Score {
    words: usize,
    upos: usize,
    xpos: usize,
    lemma: usize,
    uas: usize,
    las: usize,
    with_subtypes: usize,
    names_right: usize,
    names_gold: usize,
    names_found: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let treebank = args.next().ok_or("give a CoNLL-U file, and a Universal NER file if there is one")?;
    let names = args.next().map(|path| std::fs::read_to_string(path).map(|t| names(&t))).transpose()?;
    let sentences = read(&std::fs::read_to_string(treebank)?);
    let model = Model::shipped()?;
    let (mut score, mut time) = (Score::default(), Duration::ZERO);
    for gold in &sentences {
        let forms: Vec<&str> = gold.rows.iter().map(|r| r[1].as_str()).collect();
        let begun = Instant::now();
        let parse = model.parse(&forms);
        time += begun.elapsed();
        score.syntax(gold, &parse);
        if let Some(tags) = names.as_ref().and_then(|n| n.get(&gold.id)).filter(|t| t.len() == forms.len()) {
            score.names(tags, &parse);
        }
    }
    score.print();
    let seconds = time.as_secs_f64();
    let (words, count) = (score.words as f64, sentences.len() as f64);
    println!("speed      {:.0} sentences/s, {:.0} words/s on one thread", count / seconds, words / seconds);
    Ok(())
}

/// The sentences of a CoNLL-U file: syntactic words only.
fn read(text: &str) -> Vec<Gold> {
    let blocks = text.split("\n\n").map(|block| Gold {
        id: sent_id(block),
        rows: rows(block).filter(|r| r.len() > 7 && r[0].parse::<usize>().is_ok()).collect(),
    });
    blocks.filter(|g| !g.rows.is_empty()).collect()
}

/// The tags of a Universal NER file by sentence.
fn names(text: &str) -> HashMap<String, Vec<Bio>> {
    let tags = |block| rows(block).filter(|r| r.len() > 2).map(|r| Bio::parse(&r[2]).unwrap_or(Bio::Outside)).collect();
    text.split("\n\n").map(|block| (sent_id(block), tags(block))).collect()
}

fn sent_id(block: &str) -> String {
    let id = block.lines().find_map(|l| l.strip_prefix("# sent_id ="));
    id.unwrap_or_default().trim().to_owned()
}

fn rows(block: &str) -> impl Iterator<Item = Vec<String>> {
    block.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').map(str::to_owned).collect())
}

impl Score {
    fn syntax(&mut self, gold: &Gold, parse: &Parse) {
        for (row, word) in gold.rows.iter().zip(&parse.words) {
            let arc = row[6] == head(word).to_string();
            let universal = row[7].split(':').next() == Some(word.deprel.universal());
            self.words += 1;
            self.upos += usize::from(word.upos.as_str() == row[3]);
            self.xpos += usize::from(*word.xpos == *row[4]);
            // The later parts of a word split by mistake have no lemma to find.
            self.lemma += usize::from(row[2] == "_" || word.lemma == row[2]);
            self.uas += usize::from(arc);
            self.las += usize::from(arc && universal);
            self.with_subtypes += usize::from(arc && word.deprel == *row[7]);
        }
    }

    fn names(&mut self, tags: &[Bio], parse: &Parse) {
        let found = spans(&parse.words.iter().map(|w| w.entity).collect::<Vec<_>>());
        let gold = spans(tags);
        self.names_right += gold.intersection(&found).count();
        self.names_gold += gold.len();
        self.names_found += found.len();
    }

    fn print(&self) {
        let share = |name: &str, n: usize| println!("{name:<10} {:.2}", 100.0 * n as f64 / self.words.max(1) as f64);
        println!("words      {}", self.words);
        share("UPOS", self.upos);
        share("XPOS", self.xpos);
        share("lemma", self.lemma);
        share("UAS", self.uas);
        share("LAS", self.las);
        share("LAS+sub", self.with_subtypes);
        if self.names_gold > 0 {
            let f1 = 200.0 * self.names_right as f64 / (self.names_gold + self.names_found) as f64;
            let (right, gold, found) = (self.names_right, self.names_gold, self.names_found);
            println!("NER F1     {f1:.2} ({right} right of {gold} annotated, {found} found)");
        }
    }
}

/// A word's head as treebanks count: from 1, 0 for the root.
fn head(word: &Word) -> usize {
    word.head.map_or(0, |h| h + 1)
}

/// Persons, organisations and locations as (start, end, kind); the other names are no part of Universal NER's final files.
fn spans(tags: &[Bio]) -> HashSet<(usize, usize, EntityKind)> {
    let mut out = HashSet::new();
    let mut open: Option<(usize, EntityKind)> = None;
    for (i, tag) in tags.iter().copied().chain([Bio::Outside]).enumerate() {
        if let Some((start, kind)) = open.filter(|&(_, kind)| tag != Bio::Inside(kind)) {
            if kind != EntityKind::Other {
                out.insert((start, i, kind));
            }
            open = None;
        }
        if open.is_none() {
            open = tag.kind().map(|kind| (i, kind));
        }
    }
    out
}
