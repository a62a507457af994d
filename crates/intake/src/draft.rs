//! A report in the making: what a format says of it, as written.

use herodotus_schema::Report;

use crate::prose::checked;
use crate::{Trouble, days};

/// What a page or an item says of itself and its text; unknown is `None`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) id: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) title: Option<String>,
    /// The day or instant of publication, as written.
    pub(crate) day: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) text: String,
}

impl Draft {
    /// Hands on the report, and before it a trouble if its day is not understood. `otherwise` is the day where it names none.
    pub(crate) fn hand_on(self, otherwise: Option<String>, sink: &mut dyn FnMut(Result<Report, Trouble>)) {
        let published = self.day.and_then(|value| {
            let day = days::published(&value);
            if day.is_none() {
                sink(Err(Trouble::DayUnclear { value }));
            }
            day
        });
        sink(checked(Report {
            id: self.id.unwrap_or_default(),
            outlet: self.outlet,
            title: self.title,
            published: published.or(otherwise),
            language: self.language,
            url: self.url,
            text: self.text,
        }));
    }
}

/// The ISO 639-1 part of a language tag ("en-GB", "en_US"), `None` for one of three letters.
pub(crate) fn two_letters(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    (code.len() == 2).then_some(code)
}

/// `address` if it is one of the web.
pub(crate) fn web(address: &str) -> Option<String> {
    let address = address.trim();
    (address.starts_with("http://") || address.starts_with("https://")).then(|| address.to_owned())
}
