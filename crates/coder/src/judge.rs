//! The judge: how likely a candidate is a claim, learnt from articles coded by hand.
//!
//! A logistic regression over a candidate's features and the encoder's vector of its word. It knows nothing of any
//! war, party or place; `training/judge.py` fits it, and `models/judge.json` holds what it learnt. An entry of a user's
//! own lexicon is never judged: whoever writes it wants its claims.

use std::collections::HashMap;
use std::sync::LazyLock;

use herodotus_schema::{Because, Document};
use serde::Deserialize;

use crate::candidates::Candidate;

/// The version of `judge.json` that this program reads.
const VERSION: u32 = 1;

/// Up to so many sentences a text is no article, and tells the judge too little of what it is about.
pub const FEW: usize = 3;

/// The least chance of a claim in such a text.
const CAUTION: f64 = 0.6;

/// What is known of claims in general: a weight for each feature, and the chance above which a candidate is a claim.
#[derive(Debug, Deserialize)]
pub struct Judge {
    version: u32,
    /// The least chance for a candidate that an entry fits.
    with_entry: f64,
    /// The least chance for one that no entry fits.
    without_entry: f64,
    bias: f64,
    features: HashMap<String, f64>,
    vector: Vec<f64>,
}

/// Why `judge.json` cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JudgeError {
    /// It is no such file.
    #[error("judge.json cannot be read: {0}; make it again with training/judge.py")]
    Damaged(#[from] serde_json::Error),
    /// It is of another version.
    #[error(
        "judge.json is of version {found}, this program reads version {VERSION}; make it again with training/judge.py"
    )]
    Version {
        /// The file's.
        found: u32,
    },
}

/// What the judge says of one candidate.
pub struct Verdict {
    /// The chance that it is a claim, 0 to 1.
    pub chance: f64,
    /// Whether it is taken for one.
    pub is_claim: bool,
}

static SHIPPED: LazyLock<Result<Judge, JudgeError>> =
    LazyLock::new(|| Judge::read(include_bytes!("../../../models/judge.json")));

impl Judge {
    /// The judge that comes with the program.
    ///
    /// # Errors
    /// Only where the program was built with a file of another version.
    pub fn shipped() -> Result<&'static Judge, &'static JudgeError> {
        SHIPPED.as_ref()
    }

    /// A judge from the contents of `judge.json`.
    ///
    /// # Errors
    /// Where it is damaged or of another version.
    pub fn read(bytes: &[u8]) -> Result<Judge, JudgeError> {
        let judge: Judge = serde_json::from_slice(bytes)?;
        if judge.version != VERSION {
            return Err(JudgeError::Version { found: judge.version });
        }
        Ok(judge)
    }

    /// How likely `candidate` is a claim of `doc`.
    pub fn weigh(&self, doc: &Document, candidate: &Candidate) -> Verdict {
        let known = candidate.features.iter().filter_map(|f| self.features.get(f));
        let seen = doc.vectors.get(candidate.token).map_or(&[][..], Vec::as_slice);
        let inner: f64 = self.vector.iter().zip(seen).map(|(w, x)| w * f64::from(*x)).sum();
        let chance = 1.0 / (1.0 + (-(self.bias + known.sum::<f64>() + inner)).exp());
        let least = if candidate.found.is_some() { self.with_entry } else { self.without_entry };
        let least = if doc.sentences.len() <= FEW { least.max(CAUTION) } else { least };
        let own = candidate.found.as_ref().is_some_and(|f| f.entry.own);
        Verdict { chance, is_claim: own || chance >= least }
    }
}

impl Verdict {
    /// The verdict as a reason of a claim.
    pub fn because(&self) -> Because {
        let score = Some((self.chance * 1000.0).round() / 1000.0);
        Because { field: "claim".to_owned(), rule: "judged to be a claim".to_owned(), score, ..Because::default() }
    }
}
