//! The part of an XML feed that reports are made of, written anew for the library that reads feeds.
//!
//! feed-rs 3.0.0 panics on some names of authors and lengths of recordings and reads only a few versions of RSS, so it is given feeds without
//! people and media, of a version that it knows. What it is given is decoded already, and says nothing of an encoding any more.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, Writer};

use crate::Trouble;

/// Elements around the parts of a feed.
const FRAMES: &[&str] = &["rss", "RDF", "channel", "item", "feed", "entry"];
/// Elements that are kept with everything in them.
const PARTS: &[&str] = &[
    "title",
    "link",
    "description",
    "language",
    "pubDate",
    "published",
    "updated",
    "date",
    "id",
    "guid",
    "summary",
    "content",
    "encoded",
];
/// Namespaces of feeds and of what is kept of their extensions. Elements of none are those of RSS.
const KNOWN: &[&str] = &[
    RSS,
    "http://www.w3.org/2005/Atom",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/rss/1.0/modules/content/",
    "http://purl.org/dc/elements/1.1/",
];
/// The namespace of RSS 1.0, by which the library knows all of RSS.
const RSS: &str = "http://purl.org/rss/1.0/";
/// Other names that were given to it.
const AS_RSS: &[&str] = &[
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss2",
    "http://blogs.law.harvard.edu/tech/rss",
];
/// Versions of RSS that the library knows; the others (0.93, 0.94, 2.0.1, none at all) can be read as 2.0.
const VERSIONS: &[&str] = &["2.0", "0.91", "0.92"];
/// Elements nested deeper than this are no feed.
const DEEPEST: usize = 512;

/// What to do with the elements that are open.
#[derive(Default)]
struct Walk {
    depth: usize,
    /// The depth of the open element that is kept whole.
    inside: Option<usize>,
    /// The depth of the open element that is left out.
    outside: Option<usize>,
}

/// The feed without what no report is made of.
pub(crate) fn kept(text: &str) -> Result<String, Trouble> {
    let broken = |what: String| Trouble::BrokenFeed(what.replace('\n', " "));
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut writer = Writer::new(Vec::new());
    let mut walk = Walk::default();
    loop {
        let (space, event) = reader.read_resolved_event().map_err(|error| broken(error.to_string()))?;
        let written = match event {
            Event::Eof => break,
            Event::Start(start) => {
                if walk.depth >= DEEPEST {
                    return Err(Trouble::NotAReport("its elements are nested deeper than those of a feed"));
                }
                let wanted = is_wanted(space, start.local_name().as_ref(), walk.inside.is_some());
                walk.enter(wanted, PARTS.contains(&start.local_name().as_ref()));
                walk.outside.is_none().then(|| Event::Start(renewed(&start)))
            }
            Event::End(end) => walk.leave().then_some(Event::End(end)),
            words @ (Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)) => {
                (walk.inside.is_some() && walk.outside.is_none()).then_some(words)
            }
            _ => None,
        };
        if let Some(event) = written {
            writer.write_event(event).map_err(|error| broken(error.to_string()))?;
        }
    }
    String::from_utf8(writer.into_inner()).map_err(|error| broken(error.to_string()))
}

impl Walk {
    fn enter(&mut self, wanted: bool, whole: bool) {
        self.depth += 1;
        if !wanted {
            self.outside.get_or_insert(self.depth);
        } else if whole {
            self.inside.get_or_insert(self.depth);
        }
    }

    /// Leaves an element; tells whether it was written.
    fn leave(&mut self) -> bool {
        let written = self.outside.is_none();
        self.outside = self.outside.filter(|depth| *depth < self.depth);
        self.inside = self.inside.filter(|depth| *depth < self.depth);
        self.depth = self.depth.saturating_sub(1);
        written
    }
}

fn is_wanted(space: ResolveResult<'_>, name: &str, inside: bool) -> bool {
    let known = match space {
        ResolveResult::Unbound => true,
        ResolveResult::Bound(Namespace(space)) => KNOWN.contains(&space) || AS_RSS.contains(&space),
        ResolveResult::Unknown(_) => false,
    };
    inside || known && (FRAMES.contains(&name) || PARTS.contains(&name))
}

/// An element in namespaces and of a version that the library knows.
fn renewed<'s>(start: &BytesStart<'s>) -> BytesStart<'s> {
    let name = start.name().as_ref().to_owned();
    let is_rss = name == "rss";
    let mut renewed = BytesStart::new(name);
    let mut version = "2.0".to_owned();
    for attribute in start.attributes().with_checks(false).flatten() {
        let (key, raw) = (attribute.key.as_ref(), &attribute.value);
        // It is escaped again where it is written.
        let value = quick_xml::escape::unescape(raw).unwrap_or_else(|_| raw.clone());
        let value = &*value;
        match key {
            "version" if is_rss => {
                if VERSIONS.contains(&value) {
                    version = value.to_owned();
                }
            }
            // A base is of use for addresses that it makes whole, and an error of the library if it is none itself.
            "xml:base" if !value.starts_with("http") => {}
            _ if key.starts_with("xmlns") && AS_RSS.contains(&value) => renewed.push_attribute((key, RSS)),
            _ => renewed.push_attribute((key, value)),
        }
    }
    if is_rss {
        renewed.push_attribute(("version", version.as_str()));
    }
    renewed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reports_are_made_of_is_kept_and_nothing_else() {
        let feed = "<?xml version='1.0' encoding='big5'?><rss version='0.94' xmlns:m='http://search.yahoo.com/mrss/'><channel><title>A &amp; B</title>\
                    <managingEditor>\u{ff08}a@b.example</managingEditor><item><m:title>no</m:title><description><![CDATA[<p>c</p>]]></description>\
                    <undeclared:title>no</undeclared:title></item></channel></rss>";
        let expected = "<rss xmlns:m=\"http://search.yahoo.com/mrss/\" version=\"2.0\"><channel><title>A &amp; B</title><item>\
                        <description><![CDATA[<p>c</p>]]></description></item></channel></rss>";
        assert_eq!(kept(feed).unwrap(), expected);
    }
}
