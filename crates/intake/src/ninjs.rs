//! News items in ninjs, News in JSON (IPTC ninjs 1.x, 2.x and 3.x).
//!
//! In goes one item; out comes one report. The versions differ in the case of names (`versioncreated`, `versionCreated`) and in that the
//! first has one field a variant (`body_xhtml`) where the later have a list of variants (`bodies`).

use std::collections::BTreeMap;

use herodotus_schema::Report;
use serde_json::{Map, Value};

use crate::draft::{Draft, two_letters, web};
use crate::page_text::{from_markup, of_plain_text, one_line};
use crate::{Trouble, nitf, xml};

/// Bodies that keep their paragraphs go first.
const KINDS: [&str; 4] = ["xhtml", "html", "nitf", "text"];

/// Whether a record is an item in ninjs: it has an address and a field of ninjs, and no text of its own.
pub(crate) fn is_item(fields: &Map<String, Value>) -> bool {
    let known = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.starts_with("body_")
            || matches!(
                name.as_str(),
                "bodies" | "headline" | "headlines" | "versioncreated" | "pubstatus" | "renditions" | "eventdetails"
            )
    };
    fields.contains_key("uri") && !fields.contains_key("text") && fields.keys().any(|name| known(name))
}

/// Reads one item.
pub(crate) fn read(fields: Map<String, Value>, sink: &mut dyn FnMut(Result<Report, Trouble>)) {
    let item = Item(fields.into_iter().map(|(name, value)| (name.to_ascii_lowercase(), value)).collect());
    if let Some(status) = item.words("pubstatus").filter(|status| ["canceled", "withheld"].contains(&status.as_str())) {
        return sink(Err(Trouble::Withdrawn(format!("its status is {status}"))));
    }
    match item.text() {
        Err(trouble) => sink(Err(trouble)),
        Ok(text) if text.is_empty() => sink(Err(Trouble::NoBody(item.kind()))),
        Ok(text) => item.draft(text).hand_on(None, sink),
    }
}

/// An item by the lower-case names of its fields.
struct Item(BTreeMap<String, Value>);

impl Item {
    fn words(&self, name: &str) -> Option<String> {
        one_line(self.0.get(name)?.as_str()?)
    }

    /// The objects of a list, each by the lower-case names of its strings.
    fn list(&self, name: &str) -> Vec<BTreeMap<String, &str>> {
        let items = self.0.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        items
            .iter()
            .filter_map(Value::as_object)
            .map(|item| {
                item.iter().filter_map(|(name, value)| Some((name.to_ascii_lowercase(), value.as_str()?))).collect()
            })
            .collect()
    }

    /// The first value of a field in a list of objects.
    fn first(&self, list: &str, field: &str) -> Option<String> {
        self.list(list).iter().find_map(|item| one_line(item.get(field)?))
    }

    fn draft(&self, text: String) -> Draft {
        Draft {
            id: None,
            outlet: self
                .words("provider")
                .or_else(|| self.first("infosource", "name"))
                .or_else(|| self.first("infosources", "name"))
                .or_else(|| self.words("source"))
                .or_else(|| self.words("copyrightholder")),
            title: self.words("headline").or_else(|| self.first("headlines", "value")).or_else(|| self.words("title")),
            day: self
                .words("versioncreated")
                .or_else(|| self.words("contentcreated"))
                .or_else(|| self.words("firstcreated")),
            language: self.words("language").and_then(|tag| two_letters(&tag)),
            url: self.words("uri").and_then(|address| web(&address)),
            text,
        }
    }

    /// The best of its bodies; of an item of text, failing that, its description.
    fn text(&self) -> Result<String, Trouble> {
        let mut variants: Vec<(String, &str)> = self.variants("body_", "bodies");
        if self.words("type").is_none_or(|kind| kind == "text") {
            variants.extend(self.variants("description_", "descriptions"));
        }
        let mut broken = None;
        for (kind, words) in variants {
            let text = match kind.as_str() {
                "nitf" => xml::parse(words.trim_start()).map(|item| nitf::of(&item).text),
                "text" => Ok(of_plain_text(words)),
                _ => from_markup(words, self.words("headline").as_deref()),
            };
            match text {
                Ok(text) if text.is_empty() => {}
                Ok(text) => return Ok(text),
                Err(trouble) => broken = broken.or(Some(trouble)),
            }
        }
        broken.map_or(Ok(String::new()), Err)
    }

    /// The variants of a text, the best first: fields of a prefix, and a list of objects.
    fn variants(&self, prefix: &str, list: &str) -> Vec<(String, &str)> {
        let fields =
            self.0.iter().filter_map(|(name, value)| Some((name.strip_prefix(prefix)?.to_owned(), value.as_str()?)));
        let listed = self.list(list).into_iter().filter_map(|variant| {
            let told =
                variant.get("contenttype").or_else(|| variant.get("role")).unwrap_or(&"text").to_ascii_lowercase();
            let kind = KINDS.iter().find(|kind| told.contains(**kind) && **kind != "text").unwrap_or(&"text");
            // A type such as text/vnd.IPTC.NITF is matched before plain text is.
            Some(((*kind).to_owned(), *variant.get("value")?))
        });
        let mut variants: Vec<(String, &str)> = fields.chain(listed).collect();
        variants.sort_by_key(|(kind, _)| KINDS.iter().position(|known| known == kind).unwrap_or(KINDS.len()));
        variants
    }

    /// What an item without a body is.
    fn kind(&self) -> &'static str {
        match self.words("type").as_deref() {
            Some("picture" | "graphic") => "a picture with its caption",
            Some("video" | "audio") => "a recording with its caption",
            Some("composite" | "package") => "a package, which only refers to other items",
            Some("event" | "planning") => "an event or a plan of coverage",
            _ => "an item without a body",
        }
    }
}
