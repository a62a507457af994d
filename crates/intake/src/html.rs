//! Web pages (WHATWG HTML, XHTML): the article's text and what the page says of itself.

use dom_smoothie::{Config, Readability};

use crate::draft::Draft;
use crate::format::{Origin, Sink};
use crate::{Trouble, days, page_meta, page_text};

/// Pages with more elements than this are refused: no article needs them, and extraction would take minutes.
const MOST_ELEMENTS: usize = 200_000;

/// Reads the article of one web page.
///
/// The main text is found with the Readability algorithm (Mozilla), whose paragraphs come out parted by blank lines.
pub(crate) fn read(origin: &Origin<'_>, page: &str, sink: &mut Sink<'_>) {
    match draft(origin, page) {
        Ok(draft) => {
            let otherwise = draft.url.as_deref().and_then(days::in_address).or_else(|| days::in_file_name(origin.name));
            draft.hand_on(otherwise, &mut |item| sink(None, item));
        }
        Err(trouble) => sink(None, Err(trouble)),
    }
}

fn draft(origin: &Origin<'_>, page: &str) -> Result<Draft, Trouble> {
    const NO_ARTICLE: Trouble = Trouble::NotAReport("no article found in the page");
    let document = page_text::page(page)?;
    let meta = page_meta::of(&document);
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let article = Readability::with_document(document, None, Some(config))
        .and_then(|mut found| found.parse())
        .map_err(|_| NO_ARTICLE)?;
    let title = meta.title.or_else(|| page_text::one_line(&article.title));
    let text = page_text::of(&article.content, title.as_deref());
    if text.is_empty() {
        return Err(NO_ARTICLE);
    }
    Ok(Draft {
        id: None,
        outlet: meta.outlet,
        title,
        day: meta.published,
        language: meta.language,
        url: origin.url.map(str::to_owned).or(meta.url),
        text,
    })
}
