//! What can be wrong with the files a model is loaded from.

/// Why a model could not be loaded. Each message names the file and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// `reader.json` is not the JSON that is expected.
    #[error("the model's reader.json cannot be read: {0}")]
    Meta(#[from] serde_json::Error),
    /// `reader.json` is of another version than this program reads.
    #[error("the model's reader.json has version {found}, but this program reads version {wanted}: use matching files")]
    Version {
        /// The version in the file.
        found: u32,
        /// The version this program reads.
        wanted: u32,
    },
    /// A label in `reader.json` is not one this program knows.
    #[error("the model's reader.json has an unknown {kind} label {label:?}")]
    Label {
        /// Which head the label belongs to.
        kind: &'static str,
        /// The label.
        label: String,
    },
    /// A file is not the one that `reader.json` was written with.
    #[error("the model's {file} is damaged or of another version: its sha256 is not the one in reader.json")]
    Hash {
        /// The file's name.
        file: &'static str,
    },
    /// `vocab.txt` lacks one of its special pieces, or is not UTF-8.
    #[error("the model's vocab.txt is not a word-piece vocabulary: {0}")]
    Vocabulary(String),
    /// `reader.safetensors` is no network this program can run.
    #[error("the model's reader.safetensors cannot be loaded: {0}")]
    Weights(String),
}
