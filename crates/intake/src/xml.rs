//! XML (W3C XML 1.0) as a small tree: elements by their local names, texts with their references resolved.

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::Trouble;
use crate::page_text::{self, Paragraphs, one_line};

/// Elements nested deeper than this are refused: no news item needs them, and the tree is dropped by recursion.
const DEEPEST: usize = 512;
/// More elements than this are refused: a tree of them takes many times the room of their text.
const MOST_ELEMENTS: usize = 1_000_000;

/// An element without its namespace.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Node>,
}

#[derive(Debug, PartialEq, Eq)]
enum Node {
    Element(Element),
    Text(String),
}

/// The lower-case local name of the root element, read off how a file begins (in lower case); the name that a DOCTYPE gives it counts.
pub(crate) fn root_of(head: &str) -> Option<&str> {
    let mut rest = head.trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ => break,
        };
        rest = rest.split_once(end)?.1.trim_start();
    }
    let rest = rest.strip_prefix("<!doctype").map(str::trim_start).or_else(|| rest.strip_prefix('<'))?;
    let name = rest.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<' | '[')).next()?;
    let local = name.rsplit(':').next()?;
    local.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(local)
}

/// Parses a whole document and gives its root element.
pub(crate) fn parse(text: &str) -> Result<Element, Trouble> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    // Under it stands the document itself, whose only element is the root.
    let mut open = vec![Element::default()];
    let mut elements = 0;
    loop {
        let event = reader.read_event().map_err(|error| Trouble::BrokenXml(error.to_string().replace('\n', " ")))?;
        let Some(top) = open.last_mut() else { return Err(broken("an end without a beginning")) };
        match event {
            Event::Start(start) => {
                elements += 1;
                if open.len() > DEEPEST || elements > MOST_ELEMENTS {
                    return Err(Trouble::NotAReport("more or deeper nested elements than news has"));
                }
                open.push(begun(&start));
            }
            Event::End(_) => {
                let done = open.pop().unwrap_or_default();
                let Some(parent) = open.last_mut() else { return Err(broken("an end without a beginning")) };
                parent.children.push(Node::Element(done));
            }
            Event::Text(text) => top.add(&text),
            Event::CData(text) => top.add(&text),
            Event::GeneralRef(reference) => top.add(&resolved(&reference)),
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    match open.pop() {
        Some(unended) if !open.is_empty() => Err(broken(&format!("<{}> has no end", unended.name))),
        document => document
            .and_then(|document| document.children.into_iter().find_map(Node::element))
            .ok_or_else(|| broken("no element in it")),
    }
}

fn broken(what: &str) -> Trouble {
    Trouble::BrokenXml(what.to_owned())
}

fn begun(start: &BytesStart<'_>) -> Element {
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false).flatten() {
        let value = quick_xml::escape::unescape(&attribute.value).unwrap_or_else(|_| attribute.value.clone());
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Element { name: start.local_name().as_ref().to_owned(), attributes, children: Vec::new() }
}

/// What a reference stands for; one that XML and HTML do not know stays as it is written.
fn resolved(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => resolve_html5_entity(reference).map_or_else(|| format!("&{};", &**reference), str::to_owned),
    }
}

impl Node {
    fn element(self) -> Option<Element> {
        match self {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        }
    }
}

impl Element {
    fn add(&mut self, text: &str) {
        match self.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => self.children.push(Node::Text(text.to_owned())),
        }
    }

    /// The child elements, in order.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element down a path of names.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |at, name| at.elements().find(|child| child.name == *name))
    }

    /// The first element of one of these names at any depth, the element itself included.
    pub(crate) fn within(&self, names: &[&str]) -> Option<&Element> {
        if names.contains(&self.name.as_str()) {
            return Some(self);
        }
        self.elements().find_map(|child| child.within(names))
    }

    /// An attribute, `None` for an empty one.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        one_line(&self.attributes.iter().find(|(key, _)| key == name)?.1)
    }

    /// All words in it on one line, `None` if there are none.
    pub(crate) fn words(&self) -> Option<String> {
        let mut words = String::new();
        self.gather(&mut words);
        one_line(&words)
    }

    /// All text in it, as it stands.
    pub(crate) fn gather(&self, into: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => into.push_str(text),
                Node::Element(element) => element.gather(into),
            }
        }
    }

    /// Its text as paragraphs: `block` tells which names part them, `left_out` whose words are not the text's.
    pub(crate) fn paragraphs(&self, block: fn(&str) -> bool, left_out: fn(&str) -> bool) -> String {
        let mut paragraphs = Paragraphs::default();
        self.add_paragraphs(&mut paragraphs, block, left_out);
        paragraphs.joined()
    }

    fn add_paragraphs(&self, to: &mut Paragraphs, block: fn(&str) -> bool, left_out: fn(&str) -> bool) {
        for node in &self.children {
            match node {
                Node::Text(text) => to.words(text),
                Node::Element(element) if left_out(&element.name) => {}
                Node::Element(element) if element.name == "br" => to.line_break(),
                Node::Element(element) => {
                    let parts = block(&element.name);
                    if parts {
                        to.end();
                    }
                    element.add_paragraphs(to, block, left_out);
                    if parts {
                        to.end();
                    }
                }
            }
        }
    }

    /// Its text as that of a page's elements, for XHTML.
    pub(crate) fn page_paragraphs(&self) -> String {
        self.paragraphs(page_text::is_block, page_text::is_left_out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_told_by_how_a_file_begins() {
        assert_eq!(root_of("<?xml version='1.0'?>\n<!-- note -->\n<rdf:rdf xmlns='a'>"), Some("rdf"));
        assert_eq!(root_of("<!doctype nitf system \"a.dtd\">"), Some("nitf"));
        assert_eq!(root_of("<feed>"), Some("feed"));
        assert_eq!(root_of("< 5 shells fell"), None);
        assert_eq!(root_of("Guns fell silent."), None);
    }

    #[test]
    fn references_and_cdata_are_resolved() {
        let root = parse("<a b='x &amp; y'>1 &lt; 2&#33;&nbsp;<![CDATA[<3>]]> &own;</a>").unwrap();
        assert_eq!(root.words().as_deref(), Some("1 < 2! <3> &own;"));
        assert_eq!(root.attribute("b").as_deref(), Some("x & y"));
    }

    #[test]
    fn what_is_not_well_formed_is_told() {
        for text in ["<a><b></a>", "<a>", "</a>", "", "no element"] {
            assert!(matches!(parse(text), Err(Trouble::BrokenXml(_))), "{text}");
        }
        assert!(matches!(parse(&"<a>".repeat(600)), Err(Trouble::NotAReport(_))));
    }
}
