//! News items in NITF, the News Industry Text Format (IPTC NITF 3.6 and older).
//!
//! In goes the `nitf` element; out comes one report: the headline `hl1`, the day `date.issue`, the publication as outlet, and the
//! paragraphs of `body.content`.

use crate::draft::{Draft, two_letters, web};
use crate::format::{Origin, Sink};
use crate::page_text::{is_block, is_left_out};
use crate::xml::Element;
use crate::{Trouble, days};

/// Elements of NITF, beside those it shares with HTML, that begin a new paragraph.
const BLOCKS: &[&str] = &["hl1", "hl2", "block", "bq", "fn"];
/// Elements of NITF whose words are not the article's: pictures with their captions, tables of results, notes to editors.
const LEFT_OUT: &[&str] = &["media", "nitf-table", "note", "credit", "byline", "dateline", "copyrite", "virtloc"];

/// Reads one item.
pub(crate) fn read(origin: &Origin<'_>, nitf: &Element, sink: &mut Sink<'_>) {
    let draft = of(nitf);
    if draft.text.is_empty() {
        return sink(None, Err(Trouble::NoBody("an NITF item without a body.content")));
    }
    draft.hand_on(days::in_file_name(origin.name), &mut |item| sink(None, item));
}

/// What an item says of itself, and its text.
pub(crate) fn of(nitf: &Element) -> Draft {
    let words = |path: &[&str]| nitf.at(path).and_then(Element::words);
    let attribute = |path: &[&str], name: &str| nitf.at(path).and_then(|element| element.attribute(name));
    let pubdata = |name: &str| attribute(&["head", "pubdata"], name);
    let head = ["body", "body.head"];
    let under_head = |path: &[&str]| words(&[&head, path].concat());
    let title = under_head(&["hedline", "hl1"]).or_else(|| under_head(&["headline", "hl1"]));
    let paragraphs = |path: &[&str]| nitf.at(path).map(|element| element.paragraphs(parts, leaves_out));
    let text = paragraphs(&["body", "body.content"])
        .filter(|text| !text.is_empty())
        // An alert may be all lead.
        .or_else(|| paragraphs(&["body", "body.head", "abstract"]))
        .unwrap_or_default();
    Draft {
        id: None,
        outlet: pubdata("name")
            .or_else(|| under_head(&["distributor"]))
            .or_else(|| attribute(&["head", "docdata", "doc.copyright"], "holder")),
        title: title.or_else(|| words(&["head", "title"])),
        day: attribute(&["head", "docdata", "date.issue"], "norm")
            .or_else(|| attribute(&["body", "body.head", "dateline", "story.date"], "norm"))
            .or_else(|| attribute(&["head", "docdata", "date.release"], "norm"))
            .or_else(|| pubdata("date.publication")),
        language: nitf.attribute("xml:lang").and_then(|tag| two_letters(&tag)),
        url: pubdata("ex-ref").and_then(|address| web(&address)),
        text,
    }
}

fn parts(name: &str) -> bool {
    BLOCKS.contains(&name) || is_block(name)
}

fn leaves_out(name: &str) -> bool {
    LEFT_OUT.contains(&name) || is_left_out(name)
}
