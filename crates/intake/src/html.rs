//! Web pages: the article's text and what the page says of itself.

use dom_smoothie::{Config, Readability};
use herodotus_schema::Report;

use crate::format::Sink;
use crate::text::finish;
use crate::{Trouble, days, page_meta, page_text};

/// Pages with more elements than this are refused: no article needs them, and extraction would take minutes.
const MOST_ELEMENTS: usize = 200_000;
/// Elements nested deeper than this are refused: the extraction walks them by recursion.
const DEEPEST: usize = 256;

/// Reads the article of one web page.
///
/// The main text is found with the Readability algorithm (Mozilla), whose paragraphs come out parted by blank lines.
pub(crate) fn read(name: &str, page: &str, sink: &mut Sink<'_>) {
    if nesting(page) > DEEPEST {
        return sink(None, Err(Trouble::NotAReport("its elements are nested too deep for a page of news")));
    }
    let document = dom_query::Document::from(page);
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
        finish(Report {
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

/// An upper bound of how deep the elements of `page` are nested: opening tags less closing ones, at its highest.
fn nesting(page: &str) -> usize {
    const VOID: [&str; 14] =
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
    const CLOSED_BY_THE_NEXT: [&str; 7] = ["p", "li", "option", "td", "tr", "dt", "dd"];
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in page.split('<').skip(1) {
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
            continue;
        }
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
        let opens = !name.is_empty()
            && !VOID.contains(&name.as_str())
            && !CLOSED_BY_THE_NEXT.contains(&name.as_str())
            && !tag.split('>').next().unwrap_or("").ends_with('/');
        depth += usize::from(opens);
        deepest = deepest.max(depth);
    }
    deepest
}
