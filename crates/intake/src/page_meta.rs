//! What a page says of itself: Open Graph and other meta elements, JSON-LD (schema.org), `time`, canonical link.

use dom_query::Document;
use serde_json::Value;

use crate::draft::two_letters;
use crate::page_text::{one_line, unescaped};

/// What a page says of itself, as written; nothing in it is checked.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct PageMeta {
    pub title: Option<String>,
    pub published: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
}

/// Collects it. JSON-LD goes first for what it names plainly, then meta elements, then the page's own elements.
pub(crate) fn of(page: &Document) -> PageMeta {
    let linked = linked_data(page);
    let linked = |path: &[&str]| linked.as_ref().and_then(|article| string_at(article, path));
    let meta = |names: &[&str]| names.iter().find_map(|name| meta(page, name));
    PageMeta {
        title: linked(&["headline"]).or_else(|| meta(&["og:title", "twitter:title", "dc.title"])),
        published: linked(&["datePublished"])
            .or_else(|| meta(&["article:published_time", "og:article:published_time", "datepublished"]))
            .or_else(|| meta(&["parsely-pub-date", "pubdate", "publishdate", "dc.date.issued", "dc.date", "date"]))
            .or_else(|| attribute(page, "[itemprop=datePublished][datetime]", "datetime"))
            .or_else(|| attribute(page, "[itemprop=datePublished][content]", "content"))
            .or_else(|| attribute(page, "article time[datetime]", "datetime"))
            .or_else(|| attribute(page, "time[datetime]", "datetime")),
        outlet: meta(&["og:site_name"])
            .or_else(|| linked(&["publisher", "name"]))
            .or_else(|| meta(&["application-name", "dc.publisher"])),
        url: attribute(page, "link[rel=canonical][href]", "href")
            .or_else(|| meta(&["og:url"]))
            .filter(|address| address.starts_with("http")),
        language: attribute(page, "html[lang]", "lang")
            .or_else(|| meta(&["og:locale", "content-language"]))
            .and_then(|tag| two_letters(&tag)),
    }
}

fn attribute(page: &Document, selector: &str, name: &str) -> Option<String> {
    one_line(&page.try_select(selector)?.attr(name)?)
}

/// The content of the first meta element of that property or name, in any letter case.
fn meta(page: &Document, wanted: &str) -> Option<String> {
    page.select("meta[content]").nodes().iter().find_map(|node| {
        let named = ["property", "name", "itemprop", "http-equiv"].iter().filter_map(|key| node.attr(key));
        let matches = named.into_iter().any(|name| name.trim().eq_ignore_ascii_case(wanted));
        if matches { one_line(&node.attr("content")?) } else { None }
    })
}

/// The first schema.org article (or report, posting) of the page's JSON-LD, looked for in arrays and `@graph` too.
fn linked_data(page: &Document) -> Option<Value> {
    let scripts = page.select("script[type=\"application/ld+json\"]");
    scripts.nodes().iter().find_map(|script| {
        let value: Value = serde_json::from_str(script.text().trim()).ok()?;
        article_in(&value).cloned()
    })
}

fn article_in(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(items) => items.iter().find_map(article_in),
        Value::Object(fields) => {
            let kinds = fields.get("@type");
            let is_article = kinds.is_some_and(|kinds| match kinds {
                Value::String(kind) => names_article(kind),
                Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(names_article),
                _ => false,
            });
            if is_article { Some(value) } else { fields.get("@graph").and_then(article_in) }
        }
        _ => None,
    }
}

fn names_article(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
}

fn string_at(value: &Value, path: &[&str]) -> Option<String> {
    let mut at = value;
    for name in path {
        at = at.get(name)?;
        if let Value::Array(items) = at {
            at = items.first()?;
        }
    }
    // JSON-LD is often written with the character references of markup in its strings.
    one_line(&unescaped(at.as_str()?))
}
