//! The judge: how likely a candidate is a claim, whether it is told as done, and what a clause without an entry tells of,
//! learnt from coded reports.
//!
//! Three regressions over a candidate's features and the encoder's vector of its word. They know nothing of any
//! war, party or place; `training/judge.py` fits them, and `models/judge.json` holds what they learnt. An entry of a user's
//! own lexicon is never judged: whoever writes it wants its claims.

use std::collections::HashMap;
use std::sync::LazyLock;

use herodotus_schema::{Because, Document, Status};
use serde::Deserialize;

use crate::candidates::Candidate;
use crate::reasons::reason_learnt;

/// The version of `judge.json` that this program reads.
const VERSION: u32 = 2;

/// Up to so many sentences a text is no article, and tells the judge too little of what it is about.
pub const FEW: usize = 3;

/// The least chance of a claim in such a text, by the events bench: for what its main clauses tell; for their subjects and such of them as
/// may be no more than a figure, which makes a claim of its own ("forty people were killed"); and for what stands elsewhere.
const MAIN: f64 = 0.2;
const SIDE: f64 = 0.5;
const ELSEWHERE: f64 = 0.7;

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
    /// Whether it is told as done, to come, called for.
    status: Answers<Status>,
    /// The PLOVER type; `None` is a claim of no type.
    kind: Answers<Option<String>>,
}

/// One of several answers.
#[derive(Debug, Deserialize)]
struct Answers<T> {
    /// The least chance at which an answer counts.
    least: f64,
    labels: Vec<T>,
    bias: Vec<f64>,
    /// Each feature's weight for every label.
    features: HashMap<String, Vec<f64>>,
    /// Each label's weights of the vector.
    vector: Vec<Vec<f64>>,
}

/// What was learnt of a candidate beside whether it is a claim, each with its reason; what is not sure enough is left out.
#[derive(Debug, Default)]
pub struct Learnt {
    /// Whether it is told as done.
    pub status: Option<(Status, Because)>,
    /// Its PLOVER type; `None` within is a claim of no type.
    pub kind: Option<(Option<String>, Because)>,
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

impl<T> Answers<T> {
    /// The likeliest label with its chance, where that is enough.
    fn of(&self, seen: &[f32], features: &[String]) -> Option<(&T, f64)> {
        self.likeliest(seen, features).filter(|(_, chance)| *chance >= self.least)
    }

    /// The likeliest label with its chance.
    fn likeliest(&self, seen: &[f32], features: &[String]) -> Option<(&T, f64)> {
        let mut scores = self.bias.clone();
        for weights in features.iter().filter_map(|f| self.features.get(f)) {
            scores.iter_mut().zip(weights).for_each(|(s, w)| *s += w);
        }
        for (score, weights) in scores.iter_mut().zip(&self.vector) {
            *score += weights.iter().zip(seen).map(|(w, x)| w * f64::from(*x)).sum::<f64>();
        }
        let (best, top) = scores.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        let chance = 1.0 / scores.iter().map(|s| (s - top).exp()).sum::<f64>();
        self.labels.get(best).map(|label| (label, chance))
    }
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

    /// What else is learnt of `candidate`, which is taken for a claim.
    pub fn learnt(&self, doc: &Document, candidate: &Candidate) -> Learnt {
        let seen = doc.vectors.get(candidate.token).map_or(&[][..], Vec::as_slice);
        let because = |field: &str, chance: f64| reason_learnt(field, "learnt from coded reports", chance);
        let status = self.status.of(seen, &candidate.features);
        // Where an entry tells the type, what was learnt must be sure of another; else any answer is better than none.
        let kind = match candidate.found {
            Some(_) => self.kind.of(seen, &candidate.features),
            None => self.kind.likeliest(seen, &candidate.features),
        };
        Learnt {
            status: status.map(|(s, chance)| (*s, because("status", chance))),
            kind: kind.map(|(k, chance)| (k.clone(), because("event", chance))),
        }
    }

    /// How likely `candidate` is a claim of `doc`.
    pub fn weigh(&self, doc: &Document, candidate: &Candidate) -> Verdict {
        let known = candidate.features.iter().filter_map(|f| self.features.get(f));
        let seen = doc.vectors.get(candidate.token).map_or(&[][..], Vec::as_slice);
        let inner: f64 = self.vector.iter().zip(seen).map(|(w, x)| w * f64::from(*x)).sum();
        let chance = 1.0 / (1.0 + (-(self.bias + known.sum::<f64>() + inner)).exp());
        let least = match candidate.found {
            None => self.without_entry,
            Some(_) if doc.sentences.len() > FEW => self.with_entry,
            Some(_) if !is_main(doc, candidate.token) => ELSEWHERE,
            Some(_) if counts(candidate) || doc.tokens[candidate.token].relation() == "nsubj" => SIDE,
            Some(_) => MAIN,
        };
        let own = candidate.found.as_ref().is_some_and(|f| f.entry.own);
        Verdict { chance, is_claim: own || chance >= least }
    }
}

/// Whether the word is the predicate of a sentence, its subject, is joined to it, or is told or governed by it ("*said* that they had *tried* to
/// *seize* the port", "*blamed* the rebels for *shelling* it").
fn is_main(doc: &Document, token: usize) -> bool {
    let above = |at: &usize| {
        let word = &doc.tokens[*at];
        let head = word.head?;
        let governed = match word.relation() {
            "ccomp" | "xcomp" | "nsubj" => true,
            "conj" => word.upos == "VERB",
            _ => doc.attributions.iter().any(|a| a.cue_token == head),
        };
        governed.then_some(head)
    };
    let top = std::iter::successors(Some(token), above).last();
    top.is_some_and(|t| doc.tokens[t].head.is_none())
}

/// Whether an act without a doer may tell only how many it befell.
fn counts(candidate: &Candidate) -> bool {
    let has = |name: &str| candidate.features.iter().any(|f| f == name);
    has("no-agent") && has("has-number")
}

impl Verdict {
    /// The verdict as a reason of a claim.
    pub fn because(&self) -> Because {
        reason_learnt("claim", "judged to be a claim", self.chance)
    }
}
