//! Web pages: the article's text and what the page says of itself.

use dom_smoothie::{Config, Readability};
use herodotus_schema::Report;

use crate::format::Sink;
use crate::prose::checked;
use crate::{Trouble, days, page_meta, page_text};

/// Pages with more elements than this are refused: no article needs them, and extraction would take minutes.
const MOST_ELEMENTS: usize = 200_000;
/// Elements nested deeper than this are refused: the extraction walks them by recursion.
const DEEPEST: usize = 512;
/// Tags left open beyond this are refused before parsing, whose time grows with the square of the nesting.
const MOST_OPEN_TAGS: usize = 10_000;

const TOO_DEEP: Trouble = Trouble::NotAReport("its elements are nested too deep for a page of news");

/// Reads the article of one web page.
///
/// The main text is found with the Readability algorithm (Mozilla), whose paragraphs come out parted by blank lines.
pub(crate) fn read(name: &str, page: &str, sink: &mut Sink<'_>) {
    if open_tags(page) > MOST_OPEN_TAGS {
        return sink(None, Err(TOO_DEEP));
    }
    let document = dom_query::Document::from(page);
    if page_text::depth(&document) > DEEPEST {
        return sink(None, Err(TOO_DEEP));
    }
    let meta = page_meta::of(&document);
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let article = Readability::with_document(document, None, Some(config)).and_then(|mut found| found.parse());
    let Ok(article) = article else {
        return sink(None, Err(Trouble::NotAReport("no article found in the page")));
    };
    let title = meta.title.or_else(|| page_text::one_line(&article.title));
    let published = match meta.published.as_deref().map(|value| (value, days::published(value))) {
        Some((_, Some(day))) => Some(day),
        Some((value, None)) => {
            sink(None, Err(Trouble::DayUnclear { value: value.to_owned() }));
            None
        }
        None => None,
    };
    let text = page_text::of(&article.content, title.as_deref());
    if text.is_empty() {
        return sink(None, Err(Trouble::NotAReport("no article found in the page")));
    }
    sink(
        None,
        checked(Report {
            id: String::new(),
            outlet: meta.outlet,
            title,
            published: published.or_else(|| days::in_file_name(name)),
            language: meta.language,
            url: meta.url,
            text,
        }),
    );
}

/// Opening tags less closing ones, at its highest: no page is nested deeper than it has tags open.
fn open_tags(page: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for tag in page.split('<').skip(1) {
        match tag.starts_with('/') {
            true => open = open.saturating_sub(1),
            false => open += usize::from(tag.starts_with(|c: char| c.is_ascii_alphabetic())),
        }
        most = most.max(open);
    }
    most
}
