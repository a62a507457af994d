//! Which format bytes are in, by how they begin and by the name of their file.

use encoding_rs::Encoding;
use herodotus_schema::Report;

use crate::{Place, Trouble, bytes, feed, html, json, newsml, nitf, text, xml};

/// A format that intake reads, archives of them aside (`archive`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Prose, perhaps with header lines.
    Text,
    /// A web page.
    Page,
    /// One report or ninjs item, an array of them, or a JSON Feed.
    Json,
    /// One report a line.
    JsonLines,
    /// A feed (RSS, Atom) or an agency's item (NITF, NewsML-G2), as its root element tells.
    Xml,
}

/// What is known of bytes beside themselves.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Origin<'o> {
    /// The file's name or path, or the address of a page from an archive.
    pub(crate) name: &'o str,
    /// Where they were found on the web, where something else than they tells it.
    pub(crate) url: Option<&'o str>,
    /// The encoding that HTTP told.
    pub(crate) charset: Option<&'static Encoding>,
}

impl<'o> Origin<'o> {
    /// Bytes of a file, of which nothing but its name is known.
    pub(crate) fn file(name: &'o str) -> Origin<'o> {
        Origin { name, ..Origin::default() }
    }
}

/// Takes each report or trouble, with its place where the format may hold many reports.
pub(crate) type Sink<'s> = dyn FnMut(Option<Place>, Result<Report, Trouble>) + 's;

/// Roots of XML that is looked into whatever its file is called: what holds news, and what is easily taken for it.
const ROOTS: &[&str] = &[
    "rss",
    "feed",
    "entry",
    "rdf",
    "nitf",
    "newsitem",
    "newsmessage",
    "packageitem",
    "conceptitem",
    "knowledgeitem",
    "planningitem",
    "newsml",
    "urlset",
    "sitemapindex",
    "opml",
    "sports-content",
];

impl Format {
    /// The format that an extension promises (`.gz` is looked through), `None` for one that promises no report.
    pub(crate) fn of_name(name: &str) -> Option<Format> {
        match extension(name).as_deref() {
            Some("txt" | "text") => Some(Format::Text),
            Some("html" | "htm" | "xhtml") => Some(Format::Page),
            Some("json") => Some(Format::Json),
            Some("jsonl" | "ndjson") => Some(Format::JsonLines),
            Some("xml" | "rss" | "atom" | "rdf" | "nitf" | "newsml") => Some(Format::Xml),
            _ => None,
        }
    }

    /// The format of `bytes`: what the name promises, unless they begin as another format does.
    pub(crate) fn of(name: &str, bytes: &[u8]) -> Format {
        let head = bytes::head(bytes);
        let head = head.trim_start();
        let named = Format::of_name(name);
        match (named, xml::root_of(head)) {
            (Some(format @ (Format::Json | Format::JsonLines)), _) => format,
            (_, Some("html" | "head")) => Format::Page,
            (_, Some(root)) if ROOTS.contains(&root) => Format::Xml,
            (Some(format @ (Format::Page | Format::Xml)), _) => format,
            (None, _) if begins_as_json(head) => Format::Json,
            (None, Some(_)) if head.starts_with("<?xml") => Format::Xml,
            _ => Format::Text,
        }
    }
}

/// Whether a file in a folder is one to look into, by its name.
pub(crate) fn promises_reports(name: &str) -> bool {
    Format::of_name(name).is_some() || names_archive(name)
}

/// Whether a name promises a web archive.
pub(crate) fn names_archive(name: &str) -> bool {
    matches!(extension(name).as_deref(), Some("warc" | "wet" | "arc"))
}

/// Whether text begins with a record, or with an array of them; prose may begin in brackets, too.
fn begins_as_json(head: &str) -> bool {
    head.strip_prefix('[').map_or(head, str::trim_start).starts_with('{')
}

/// The lower-case extension of a file name without `.gz`, `None` if it has none.
pub(crate) fn extension(name: &str) -> Option<String> {
    let base = name.rsplit(['/', '\\']).next()?.to_ascii_lowercase();
    let base = base.strip_suffix(".gz").unwrap_or(&base);
    let (stem, extension) = base.rsplit_once('.')?;
    (!stem.is_empty()).then(|| extension.to_owned())
}

/// Reads all reports in the bytes of a file, which are not compressed any more.
pub(crate) fn read(name: &str, bytes: &[u8], sink: &mut Sink<'_>) {
    read_as(Format::of(name, bytes), &Origin::file(name), bytes, sink);
}

/// Reads all reports in `bytes`, which are of that format.
pub(crate) fn read_as(format: Format, origin: &Origin<'_>, bytes: &[u8], sink: &mut Sink<'_>) {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return sink(None, Err(Trouble::Empty));
    }
    match format {
        Format::Text => match origin.charset.filter(|_| std::str::from_utf8(bytes).is_err()) {
            Some(charset) => text::read(origin, &charset.decode(bytes).0, sink),
            None => with_text(bytes::decode(bytes), sink, |text, sink| text::read(origin, text, sink)),
        },
        Format::Page | Format::Xml => match bytes::decode_page(bytes, origin.charset) {
            Ok(page) if format == Format::Page => html::read(origin, &page, sink),
            Ok(text) => read_xml(origin, &text, sink),
            Err(trouble) => sink(None, Err(trouble)),
        },
        Format::Json => with_text(bytes::decode(bytes), sink, json::read),
        // Its lines end in two bytes, so that it cannot be cut before it is decoded.
        Format::JsonLines if bytes::is_utf16(bytes) => with_text(bytes::decode(bytes), sink, json::read),
        Format::JsonLines => {
            for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
                json::read_line(at as u64 + 1, line, sink);
            }
        }
    }
}

/// Reads XML as its root element tells; of another root, the news item in it if there is one.
fn read_xml(origin: &Origin<'_>, text: &str, sink: &mut Sink<'_>) {
    let head = bytes::head(text.as_bytes());
    match xml::root_of(&head) {
        Some("rss" | "feed" | "entry" | "rdf") => return feed::read_xml(text, sink),
        Some("html") => return html::read(origin, text, sink),
        _ => {}
    }
    let root = match xml::parse(text) {
        Ok(root) => root,
        Err(trouble) => return sink(None, Err(trouble)),
    };
    match root.name.as_str() {
        "newsMessage" | "newsItem" | "packageItem" | "conceptItem" | "knowledgeItem" | "planningItem" => {
            newsml::read(origin, &root, sink)
        }
        _ => match root.within(&["newsMessage", "newsItem", "nitf"]) {
            Some(item) if item.name == "nitf" => nitf::read(origin, item, sink),
            Some(item) => newsml::read(origin, item, sink),
            None => sink(None, Err(Trouble::OtherXml(kind_of(&root.name)))),
        },
    }
}

/// What XML of a root that holds no report is, in words.
fn kind_of(root: &str) -> String {
    match root {
        "urlset" | "sitemapindex" => "a sitemap, which only lists addresses".to_owned(),
        "NewsML" => "NewsML 1.x, which is not read".to_owned(),
        "opml" => "a list of feeds (OPML)".to_owned(),
        "sports-content" => "results of sports (SportsML)".to_owned(),
        other => format!("XML with <{other}> at its root"),
    }
}

/// Reads `text` where it could be decoded, and tells which encoding it was taken to be in.
fn with_text(text: Result<bytes::Decoded<'_>, Trouble>, sink: &mut Sink<'_>, read: impl FnOnce(&str, &mut Sink<'_>)) {
    match text {
        Ok(bytes::Decoded { text, guessed }) => {
            if let Some(encoding) = guessed {
                sink(None, Err(Trouble::Decoded { encoding }));
            }
            read(&text, sink);
        }
        Err(trouble) => sink(None, Err(trouble)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_outrank_a_bare_name() {
        assert_eq!(Format::of("saved.txt", b"\n <!DOCTYPE html><html>"), Format::Page);
        assert_eq!(Format::of("saved", b"{\"text\": \"a\"}"), Format::Json);
        assert_eq!(Format::of("saved", b"[\n {\"text\": \"a\"}]"), Format::Json);
        assert_eq!(Format::of("saved", b"[Dalmar] Guns fell silent."), Format::Text);
        assert_eq!(Format::of("a.jsonl.gz", b"{"), Format::JsonLines);
        assert_eq!(Format::of("notes.md", b"Guns."), Format::Text);
        assert_eq!(extension("dir.d/.hidden"), None);
    }

    #[test]
    fn xml_is_told_by_its_root() {
        assert_eq!(Format::of("feed.html", b"<?xml version='1.0'?><rss version='2.0'>"), Format::Xml);
        assert_eq!(Format::of("page.xml", b"<?xml version='1.0'?><!DOCTYPE html><html>"), Format::Page);
        assert_eq!(Format::of("saved", b"<?xml version='1.0'?><other>"), Format::Xml);
        assert_eq!(Format::of("saved.txt", b"<urlset>"), Format::Xml);
        assert_eq!(Format::of("saved.txt", b"<i>Guns</i> fell silent."), Format::Text);
        assert_eq!(Format::of("a.xml", b"\xff\xfe<\0r\0s\0s\0>\0"), Format::Xml);
        assert!(promises_reports("crawl.warc.gz") && !promises_reports("a.md"));
    }
}
