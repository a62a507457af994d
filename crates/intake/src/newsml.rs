//! News items of NewsML-G2 (IPTC NewsML-G2 2.x), alone or several in a news message.
//!
//! Each `newsItem` with its text inline, as NITF, XHTML or plain text, gives one report. Packages, which only refer to items, and items
//! whose text is kept elsewhere are told of.

use crate::draft::{Draft, two_letters, web};
use crate::format::{Origin, Sink};
use crate::page_text::{from_markup, of_plain_text};
use crate::xml::Element;
use crate::{Place, Trouble, days, nitf};

/// Reads the items of a document; `root` is a `newsItem`, another item, or the `newsMessage` around them.
pub(crate) fn read(origin: &Origin<'_>, root: &Element, sink: &mut Sink<'_>) {
    if root.name != "newsMessage" {
        return item(root, days::in_file_name(origin.name), &mut |found| sink(None, found));
    }
    let items: Vec<&Element> =
        root.elements().filter(|child| child.name == "itemSet").flat_map(Element::elements).collect();
    if items.is_empty() {
        return sink(None, Err(Trouble::NoBody("a news message without items")));
    }
    for (at, one) in items.into_iter().enumerate() {
        item(one, None, &mut |found| sink(Some(Place::Item(at as u64 + 1)), found));
    }
}

fn item(item: &Element, otherwise: Option<String>, sink: &mut dyn FnMut(Result<herodotus_schema::Report, Trouble>)) {
    match item.name.as_str() {
        "newsItem" => {}
        "packageItem" => return sink(Err(Trouble::NoBody("a package, which only refers to other items"))),
        "planningItem" => return sink(Err(Trouble::NoBody("a plan of coverage"))),
        _ => return sink(Err(Trouble::NoBody("an item of concepts, not of news"))),
    }
    let status = item.at(&["itemMeta", "pubStatus"]).and_then(|status| status.attribute("qcode"));
    if let Some(status) = status.filter(|status| ["canceled", "withheld"].contains(&local(status))) {
        return sink(Err(Trouble::Withdrawn(format!("its status is {status}"))));
    }
    match draft(item) {
        Ok(draft) => draft.hand_on(otherwise, sink),
        Err(trouble) => sink(Err(trouble)),
    }
}

/// What an item says of itself, and its text. The item's own metadata outrank those of the NITF in it.
fn draft(item: &Element) -> Result<Draft, Trouble> {
    let words = |path: &[&str]| item.at(path).and_then(Element::words);
    let content = content(item)?;
    let language = item.at(&["contentMeta", "language"]).and_then(|language| language.attribute("tag"));
    Ok(Draft {
        id: None,
        outlet: provider(item).or(content.outlet),
        title: words(&["contentMeta", "headline"]).or(content.title).or_else(|| words(&["itemMeta", "title"])),
        day: words(&["itemMeta", "versionCreated"])
            .or_else(|| words(&["contentMeta", "contentCreated"]))
            .or(content.day),
        language: language
            .or(content.language)
            .or_else(|| item.attribute("xml:lang"))
            .and_then(|tag| two_letters(&tag)),
        url: content.url.or_else(|| item.attribute("guid").and_then(|guid| web(&guid))),
        text: content.text,
    })
}

/// Who provides an item: by name where one is given, else whom it was got from or who holds the rights, else the provider's code.
fn provider(item: &Element) -> Option<String> {
    let provider = item.at(&["itemMeta", "provider"]);
    let named = |element: &Element| element.at(&["name"]).and_then(Element::words);
    let coded = |element: &Element| {
        element.attribute("literal").or_else(|| Some(local(&element.attribute("qcode")?).to_owned()))
    };
    provider
        .and_then(|provider| named(provider).or_else(|| provider.attribute("literal")))
        .or_else(|| item.at(&["contentMeta", "infoSource"]).and_then(named))
        .or_else(|| item.at(&["rightsInfo", "copyrightHolder"]).and_then(named))
        .or_else(|| provider.and_then(coded))
}

/// The part of a QCode behind its scheme.
fn local(qcode: &str) -> &str {
    qcode.rsplit(':').next().unwrap_or(qcode)
}

/// The first text that stands in an item.
fn content(item: &Element) -> Result<Draft, Trouble> {
    let sets = item.elements().filter(|child| child.name == "contentSet").flat_map(Element::elements);
    let mut else_found = "an item without content";
    for part in sets {
        match part.name.as_str() {
            "inlineXML" => match inline(part) {
                Some(draft) if !draft.text.is_empty() => return Ok(draft),
                _ => else_found = inline_kind(part),
            },
            "inlineData" => {
                let draft = data(part)?;
                if !draft.text.is_empty() {
                    return Ok(draft);
                }
            }
            _ => else_found = "its content is kept elsewhere (remoteContent)",
        }
    }
    Err(Trouble::NoBody(else_found))
}

fn inline(part: &Element) -> Option<Draft> {
    let mut draft = match part.within(&["nitf", "html", "body", "div"])? {
        article if article.name == "nitf" => nitf::of(article),
        page => Draft {
            title: page.at(&["head", "title"]).and_then(Element::words),
            text: page.at(&["body"]).unwrap_or(page).page_paragraphs(),
            ..Draft::default()
        },
    };
    draft.language = draft.language.or_else(|| part.attribute("xml:lang"));
    Some(draft)
}

fn inline_kind(part: &Element) -> &'static str {
    match part.within(&["sports-content", "sports-event", "standing"]) {
        Some(_) => "results of sports (SportsML)",
        None => "its inline XML is neither NITF nor XHTML with a text",
    }
}

/// Plain text, or HTML that is written as text.
fn data(part: &Element) -> Result<Draft, Trouble> {
    let mut text = String::new();
    part.gather(&mut text);
    let kind = part.attribute("contenttype").unwrap_or_default();
    let text = match kind.contains("html") {
        true => from_markup(&text, None)?,
        false if kind.is_empty() || kind.starts_with("text/") => of_plain_text(&text),
        false => String::new(),
    };
    Ok(Draft { text, ..Draft::default() })
}
