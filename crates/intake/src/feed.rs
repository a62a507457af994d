//! Feeds: RSS 0.9x to 2.0 (and RSS 1.0, which is RDF), Atom (RFC 4287), JSON Feed 1.x.
//!
//! In goes a whole feed; out comes a report an item (which Atom calls an entry), with the feed's title as outlet, the item's link as address, and its content or,
//! failing that, its summary as text.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use feed_rs::model::{Entry, Feed};
use feed_rs::parser::{Builder, ParseErrorKind, ParseFeedError};
use serde_json::Value;

use crate::draft::{Draft, two_letters, web};
use crate::format::Sink;
use crate::page_text::{from_markup, of_plain_text, one_line, unescaped};
use crate::{Place, Trouble, feed_xml};

/// Whether a JSON document is a JSON Feed.
pub(crate) fn is_json_feed(value: &Value) -> bool {
    value.get("version").and_then(Value::as_str).is_some_and(|version| version.contains("jsonfeed.org/version/"))
}

/// Fields of a JSON Feed that the library does not get, for it panics on some names.
const PEOPLE: [&str; 2] = ["author", "authors"];

/// Reads the items of a JSON Feed.
pub(crate) fn read_json(mut feed: Value, sink: &mut Sink<'_>) {
    let items = feed.get_mut("items").and_then(Value::as_array_mut).map(Vec::as_mut_slice).unwrap_or_default();
    for fields in items.iter_mut().filter_map(Value::as_object_mut) {
        fields.retain(|name, _| !PEOPLE.contains(&name.as_str()));
    }
    if let Some(fields) = feed.as_object_mut() {
        fields.retain(|name, _| !PEOPLE.contains(&name.as_str()));
    }
    read(&feed.to_string(), sink);
}

/// Reads the items of an RSS or Atom feed.
pub(crate) fn read_xml(text: &str, sink: &mut Sink<'_>) {
    match feed_xml::kept(text) {
        Ok(kept) => read(&kept, sink),
        Err(trouble) => sink(None, Err(trouble)),
    }
}

fn read(text: &str, sink: &mut Sink<'_>) {
    let days = Days::default();
    let feed = match parsed(text, &days) {
        Ok(feed) => feed,
        Err(error) => return sink(None, Err(Trouble::BrokenFeed(told(&error)))),
    };
    if feed.entries.is_empty() {
        return sink(None, Err(Trouble::BrokenFeed("it has no items".to_owned())));
    }
    let outlet = feed.title.as_ref().and_then(|title| line(&title.content));
    for (at, entry) in feed.entries.iter().enumerate() {
        let place = Some(Place::Item(at as u64 + 1));
        match draft(entry, &feed, &days) {
            Ok(draft) => Draft { outlet: outlet.clone(), ..draft }.hand_on(None, &mut |item| sink(place, item)),
            Err(trouble) => sink(place, Err(trouble)),
        }
    }
}

/// The library keeps instants of days alone, in UTC; a report keeps the offset, on which its day hangs. So it is given the number of
/// each day as an instant, and the days as written are kept here.
#[derive(Clone, Default)]
struct Days(Arc<Mutex<Vec<String>>>);

impl Days {
    fn keep(&self, day: &str) -> Duration {
        let mut days = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        days.push(day.to_owned());
        Duration::from_secs(days.len() as u64 - 1)
    }

    fn at(&self, number: i64) -> Option<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(usize::try_from(number).ok()?)
            .and_then(|day| one_line(day))
    }
}

fn parsed(text: &str, days: &Days) -> Result<Feed, ParseFeedError> {
    let keeper = days.clone();
    let parser = Builder::new()
        .timestamp_parser(move |day| Some((UNIX_EPOCH + keeper.keep(day)).into()))
        // Ids are not used, and the library's own might be random.
        .id_generator(|_, _, _| String::new())
        .sanitize_content(false)
        .build();
    parser.parse(text.as_bytes())
}

fn told(error: &ParseFeedError) -> String {
    if let ParseFeedError::ParseError(ParseErrorKind::NoFeedRoot) = error {
        return "no channel or items in it".to_owned();
    }
    let message = error.to_string().replace('\n', " ");
    message.strip_prefix("unable to parse ").map_or(message.clone(), str::to_owned)
}

/// An item without its outlet.
fn draft(entry: &Entry, feed: &Feed, days: &Days) -> Result<Draft, Trouble> {
    let title = entry.title.as_ref().and_then(|title| line(&title.content));
    let links = || entry.links.iter();
    let link = links()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
        .or_else(|| links().next())
        .and_then(|link| web(&link.href));
    let language = entry.language.as_deref().or(feed.language.as_deref()).and_then(two_letters);
    let day = entry.published.or(entry.updated).and_then(|number| days.at(number.timestamp()));
    let text = text(entry, title.as_deref())?;
    if text.is_empty() {
        return Err(Trouble::NoBody("an item of a title and a link alone"));
    }
    Ok(Draft { id: None, outlet: None, title, day, language, url: link.or_else(|| web(&entry.id)), text })
}

/// The content of an item or, failing that, its summary, as paragraphs.
fn text(entry: &Entry, title: Option<&str>) -> Result<String, Trouble> {
    let content =
        entry.content.as_ref().and_then(|content| Some((content.body.as_deref()?, content.content_type.as_ref())));
    let summary = entry.summary.as_ref().map(|summary| (summary.content.as_str(), summary.content_type.as_ref()));
    for (words, kind) in content.into_iter().chain(summary) {
        let text = match kind.to_string().as_str() {
            // Feeds often say "text" and write HTML.
            "text/plain" if !words.contains("</") && !words.contains("/>") => of_plain_text(words),
            kind if kind.starts_with("text/") || kind.contains("html") || kind.ends_with("xml") => {
                from_markup(words, title)?
            }
            _ => continue,
        };
        if !text.is_empty() {
            return Ok(text);
        }
    }
    Ok(String::new())
}

/// A title on one line, without markup or character references.
fn line(title: &str) -> Option<String> {
    match title.contains("</") {
        true => one_line(&from_markup(title, None).ok()?),
        false => one_line(&unescaped(title)),
    }
}
