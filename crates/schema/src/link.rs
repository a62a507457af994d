//! Links between claims.

use serde::{Deserialize, Serialize};

/// How one claim stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// The same event or figure, told compatibly.
    Same,
    /// Both cannot be so.
    Contradicts,
    /// A later figure of one running count, or a later state of one truce; `a` is the later.
    Updates,
}

/// A judged pair of claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Claim id; in `updates`, the later one.
    pub a: String,
    /// Claim id.
    pub b: String,
    /// What the judgement is.
    pub relation: Relation,
    /// How sure it is, 0 to 1.
    pub score: f64,
    /// The reasons, in words.
    pub because: Vec<String>,
}
