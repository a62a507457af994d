//! `reader.json`: the labels behind the network's numbers, checked against the files they belong to.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::lemma::{Exceptions, Rule};
use super::tokenise::Shape;
use super::{Bio, Deprel, ModelError, Upos};

/// The version of `reader.json` this program reads.
const VERSION: u32 = 3;

#[derive(Deserialize)]
struct File {
    version: u32,
    labels: Labels,
    shapes: Vec<String>,
    max_pieces: usize,
    max_subwords: usize,
    lemma_exceptions: HashMap<String, String>,
    sha256: HashMap<String, String>,
}

#[derive(Deserialize)]
struct Labels {
    upos: Vec<String>,
    xpos: Vec<String>,
    lemma: Vec<String>,
    rel: Vec<String>,
    ner: Vec<String>,
    cue: Vec<String>,
}

/// The labels of words that attribute, in order.
const CUES: [&str; 3] = ["O", "CUE", "SPEAKER"];

/// The labels of each head, in the order of the network's outputs, and the limits of its inputs.
pub(super) struct Meta {
    pub(super) upos: Vec<Upos>,
    pub(super) xpos: Vec<Arc<str>>,
    pub(super) rules: Vec<Rule>,
    pub(super) relations: Vec<Deprel>,
    pub(super) entities: Vec<Bio>,
    /// How many labels tell cues and speakers. They shape the encoder in training; the rules of attribution found more
    /// than they did, and nothing reads them.
    cues: usize,
    pub(super) exceptions: Exceptions,
    pub(super) max_pieces: usize,
    pub(super) max_subwords: usize,
}

impl Meta {
    /// Reads the file and checks that `weights` and `vocab` are those it was written with.
    ///
    /// # Errors
    /// Where it is no such JSON, is of another version, has labels not known here, or the other files' hashes differ.
    pub(super) fn read(meta: &[u8], weights: &[u8], vocab: &[u8]) -> Result<Meta, ModelError> {
        let file: File = serde_json::from_slice(meta)?;
        if file.version != VERSION {
            return Err(ModelError::Version { found: file.version, wanted: VERSION });
        }
        for (name, content) in [("reader.safetensors", weights), ("vocab.txt", vocab)] {
            if file.sha256.get(name).map(String::as_str) != Some(sha256(content).as_str()) {
                return Err(ModelError::Hash { file: name });
            }
        }
        if let Some((label, _)) = file.shapes.iter().zip(Shape::NAMES).find(|(a, b)| a != b) {
            return Err(ModelError::Label { kind: "shape", label: label.clone() });
        }
        Ok(Meta {
            upos: each("upos", &file.labels.upos, Upos::parse)?,
            xpos: each("xpos", &file.labels.xpos, |l| Some(Arc::from(l)))?,
            rules: each("lemma", &file.labels.lemma, Rule::parse)?,
            relations: each("rel", &file.labels.rel, |l| Some(Deprel::new(l)))?,
            entities: each("ner", &file.labels.ner, Bio::parse)?,
            cues: each("cue", &file.labels.cue, |l| CUES.contains(&l).then_some(()))?.len(),
            exceptions: Exceptions::new(file.lemma_exceptions),
            max_pieces: file.max_pieces.max(1),
            max_subwords: file.max_subwords.max(8),
        })
    }
}

impl Meta {
    /// The widths of the label heads in the network's order: upos, lemma rule, names, xpos, cues.
    pub(super) fn widths(&self) -> [usize; 5] {
        [self.upos.len(), self.rules.len(), self.entities.len(), self.xpos.len(), self.cues]
    }
}

/// Reads every label of one head; a head without labels is as wrong as an unknown one.
fn each<T>(kind: &'static str, labels: &[String], read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, ModelError> {
    let wrong = |label: &str| ModelError::Label { kind, label: label.to_owned() };
    if labels.is_empty() {
        return Err(wrong("(none)"));
    }
    labels.iter().map(|l| read(l).ok_or_else(|| wrong(l))).collect()
}

fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
