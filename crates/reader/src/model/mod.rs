//! The reader's neural model: one sentence's tokens in; lemmas, parts of speech, a dependency tree, names and vectors out.
//!
//! ```text
//! forms ─tokenise→ pieces, shapes ─infer→ scores ─decode→ words
//!                                             (mst: the tree, lemma: the lemmas, meta: the labels)
//! ```
//! The weights are made by `training/` and shipped in `models/`. A sentence is read alone, so that no sentence's answer
//! depends on its neighbours, and on one thread, so that the same bytes give the same answer.

mod decode;
mod error;
mod infer;
mod lemma;
mod meta;
mod mst;
mod tags;
mod tokenise;
mod windows;

use std::sync::Arc;

pub use error::ModelError;
pub use tags::{Bio, Deprel, EntityKind, Upos};

use infer::{Inputs, Network};
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
        Model::load(shipped!("reader.onnx"), shipped!("reader.json"), shipped!("vocab.txt"))
    }

    /// A model from the contents of `reader.onnx`, `reader.json` and `vocab.txt`.
    ///
    /// # Errors
    /// Where a file is damaged, of another version, or does not belong to the others; the message names it.
    pub fn load(weights: &[u8], meta: &[u8], vocab: &[u8]) -> Result<Model, ModelError> {
        let meta = Meta::read(meta, weights, vocab)?;
        let pieces = Pieces::read(vocab, meta.max_pieces)?;
        let network = Network::load(weights)?;
        Ok(Model { network, pieces, meta })
    }

    /// Reads one sentence's tokens.
    ///
    /// The heads form a tree with one root. A sentence longer than the position table is read in windows, each a
    /// subtree under the first one's root. Any string may be a token; an empty slice gives an empty parse.
    pub fn parse(&self, forms: &[&str]) -> Parse {
        let pieces: Vec<Vec<i32>> = forms.iter().map(|f| self.pieces.of(f)).collect();
        let lengths: Vec<usize> = pieces.iter().map(Vec::len).collect();
        let room = self.meta.max_subwords - 2;
        let parts = windows::cut(forms, &lengths, room);
        windows::join(parts.into_iter().map(|range| self.window(&forms[range.clone()], &pieces[range])))
    }

    fn window(&self, forms: &[&str], pieces: &[Vec<i32>]) -> Parse {
        if forms.is_empty() {
            return Parse::default();
        }
        match self.network.run(&self.inputs(forms, pieces)) {
            Some(out) => Parse {
                words: decode::words(forms, &out, &self.meta),
                vectors: (1..=forms.len()).map(|row| out.vectors.row(row).to_vec()).collect(),
            },
            None => windows::unread(forms),
        }
    }

    fn inputs(&self, forms: &[&str], pieces: &[Vec<i32>]) -> Inputs {
        let special = Shape::Special as i32;
        let mut out = Inputs { ids: vec![self.pieces.cls], shapes: vec![special], first: vec![0] };
        for (form, ids) in forms.iter().zip(pieces) {
            out.first.push(out.ids.len() as i32);
            out.ids.extend(ids);
            out.shapes.extend(std::iter::repeat_n(Shape::of(form) as i32, ids.len()));
        }
        out.ids.push(self.pieces.sep);
        out.shapes.push(special);
        out
    }
}
