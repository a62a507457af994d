//! The reader's neural model: one sentence's tokens in; lemmas, parts of speech, a dependency tree, names and vectors out.
//!
//! ```text
//! forms ─tokenise→ pieces, shapes ─infer→ scores ─decode→ words
//!                                             (mst: the tree, lemma: the lemmas, meta: the labels)
//! ```
//! The weights are made by `training/` and shipped in `models/`. Sentences are read in batches, on one thread; no
//! sentence's answer depends on its neighbours in the batch (`product` says why).

mod attention;
mod decode;
mod error;
mod infer;
mod layer;
mod lemma;
mod meta;
mod mst;
mod product;
mod tags;
mod tensors;
mod tokenise;
mod windows;

use std::ops::Range;
use std::sync::Arc;

pub use error::ModelError;
pub use tags::{Bio, Deprel, EntityKind, Upos};

use infer::{Inputs, Network, Outputs};
use meta::Meta;
use tokenise::{Pieces, Shape};

/// The length of a word's vector.
pub const WIDTH: usize = 384;

macro_rules! shipped {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/", $name))
    };
}

/// The loaded model: shared between threads by reference, each call running on one thread.
pub struct Model {
    network: Network,
    pieces: Pieces,
    meta: Meta,
}

/// One sentence, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parse {
    /// One a token, in order.
    pub words: Vec<Word>,
    /// One vector of [`WIDTH`] numbers a token: the encoder's view of the word in its sentence.
    pub vectors: Vec<Vec<f32>>,
}

/// What the model says of one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The lemma as Universal Dependencies write it: names keep their case.
    pub lemma: String,
    /// The universal part of speech.
    pub upos: Upos,
    /// The Penn Treebank tag, which tells `VBD` from `VBN` and `NNP` from `NNPS`.
    pub xpos: Arc<str>,
    /// The token this one hangs on, counted from 0; `None` for the sentence's root.
    pub head: Option<usize>,
    /// How it hangs on its head.
    pub deprel: Deprel,
    /// Its place in a named entity.
    pub entity: Bio,
}

impl Model {
    /// The model that comes with the program.
    ///
    /// # Errors
    /// Only where the program was built from files that do not belong together.
    pub fn shipped() -> Result<Model, ModelError> {
        Model::load(shipped!("reader.safetensors"), shipped!("reader.json"), shipped!("vocab.txt"))
    }

    /// A model from the contents of `reader.safetensors`, `reader.json` and `vocab.txt`.
    ///
    /// # Errors
    /// Where a file is damaged, of another version, or does not belong to the others; the message names it.
    pub fn load(weights: &[u8], meta: &[u8], vocab: &[u8]) -> Result<Model, ModelError> {
        let meta = Meta::read(meta, weights, vocab)?;
        let pieces = Pieces::read(vocab, meta.max_pieces)?;
        let network = Network::load(weights, &meta)?;
        Ok(Model { network, pieces, meta })
    }

    /// Reads one sentence's tokens: as [`Model::parse_all`].
    pub fn parse(&self, forms: &[&str]) -> Parse {
        self.parse_all(&[forms.to_vec()]).pop().unwrap_or_default()
    }

    /// Reads sentences, each given by its tokens.
    ///
    /// The heads form a tree with one root. A sentence longer than the position table is read in windows, each a
    /// subtree under the first one's root. Any string may be a token; an empty sentence gives an empty parse.
    pub fn parse_all(&self, sentences: &[Vec<&str>]) -> Vec<Parse> {
        let windows: Vec<Vec<&[&str]>> = sentences.iter().map(|forms| self.windows(forms)).collect();
        let all: Vec<&[&str]> = windows.iter().flatten().copied().collect();
        let inputs: Vec<Inputs> = all.iter().map(|forms| self.inputs(forms)).collect();
        let mut parses = Vec::with_capacity(all.len());
        for batch in batches(&inputs) {
            let forms = &all[batch.clone()];
            parses.extend(self.network.run(&inputs[batch], |at, out| self.decode(forms[at], out)));
        }
        let mut parses = parses.into_iter();
        windows.iter().map(|w| windows::join(parses.by_ref().take(w.len()))).collect()
    }

    /// How many 8-bit multiply-adds reading a sentence takes: a measure of work for benchmarks.
    pub fn products(&self, forms: &[&str]) -> u64 {
        self.windows(forms).into_iter().map(|window| self.network.products(&self.inputs(window))).sum()
    }

    /// The stretches of a sentence that fit the position table.
    fn windows<'f, 't>(&self, forms: &'f [&'t str]) -> Vec<&'f [&'t str]> {
        let lengths: Vec<usize> = forms.iter().map(|f| self.pieces.of(f).len()).collect();
        windows::cut(forms, &lengths, self.meta.max_subwords - 2).into_iter().map(|range| &forms[range]).collect()
    }

    fn decode(&self, forms: &[&str], out: Option<Outputs<'_>>) -> Parse {
        let Some(out) = out else { return windows::unread(forms) };
        let vectors = (1..=forms.len()).map(|row| out.vectors.row(row).to_vec()).collect();
        Parse { words: decode::words(forms, &out, &self.meta), vectors }
    }

    fn inputs(&self, forms: &[&str]) -> Inputs {
        let special = Shape::Special as u8;
        let mut out = Inputs { ids: vec![self.pieces.cls], shapes: vec![special], first: vec![0] };
        for form in forms {
            let ids = self.pieces.of(form);
            out.first.push(out.ids.len());
            out.shapes.extend(std::iter::repeat_n(Shape::of(form) as u8, ids.len()));
            out.ids.extend(ids);
        }
        out.ids.push(self.pieces.sep);
        out.shapes.push(special);
        out
    }
}

/// How many pieces a batch holds at most: enough to keep the kernels busy, few enough to stay near the processor.
const BATCH: usize = 256;

/// Ranges of sentences that follow each other, of at most [`BATCH`] pieces or one sentence.
fn batches(inputs: &[Inputs]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut used = 0;
    for (at, sentence) in inputs.iter().enumerate() {
        used += sentence.ids.len();
        match out.last_mut() {
            Some(last) if used <= BATCH => last.end = at + 1,
            _ => {
                out.push(at..at + 1);
                used = sentence.ids.len();
            }
        }
    }
    out
}
