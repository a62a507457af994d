//! What can be wrong with a gazetteer's data or rows.

/// Why a gazetteer cannot be made: what is wrong, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// The binary table cannot be read.
    #[error("the gazetteer's table is damaged ({what}); build it again with training/gazetteer.py")]
    Damaged {
        /// What was found.
        what: String,
    },
    /// A line of a places file cannot be read.
    #[error("{file}:{line}: {what}; a row is name, aliases (by |), lat, lon, country, precision, geonameid, fact")]
    Row {
        /// The file's name.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// A line of a word list cannot be read.
    #[error("{file}:{line}: {what}; a cue is a word, a tab, and one of {allowed}")]
    Word {
        /// The file's name.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
        /// What may stand there.
        allowed: &'static str,
    },
}

impl GazetteerError {
    pub(crate) fn damaged(what: impl Into<String>) -> GazetteerError {
        GazetteerError::Damaged { what: what.into() }
    }
}
