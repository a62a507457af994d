//! A report: one news text with its outlet and day of publication.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One report as intake hands it on. Only `text` is certain to be there; unknown is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// Stable: given by the input, or a hash of the content.
    pub id: String,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// The headline, where it is apart from the text.
    pub title: Option<String>,
    /// The day (`YYYY-MM-DD`) or instant (RFC 3339) of publication.
    pub published: Option<String>,
    /// ISO 639-1 code of the text's language.
    pub language: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The article as read; all spans point into this.
    pub text: String,
}

impl Report {
    /// The day of publication, where `published` begins with one.
    pub fn published_day(&self) -> Option<Date> {
        self.published.as_deref()?.get(..10)?.parse().ok()
    }
}
