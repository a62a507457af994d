//! Which format bytes are in, by the name of their file and by how they begin.

use herodotus_schema::Report;

use crate::{Trouble, bytes, html, json, text};

/// A format that intake reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Prose, perhaps with header lines.
    Text,
    /// A web page.
    Page,
    /// One report, or an array of them.
    Json,
    /// One report a line.
    JsonLines,
}

/// Takes each report or trouble, with its line where the format has a report a line.
pub(crate) type Sink<'s> = dyn FnMut(Option<u64>, Result<Report, Trouble>) + 's;

impl Format {
    /// The format that an extension promises (`.gz` is looked through), `None` for one that promises no report.
    pub(crate) fn of_name(name: &str) -> Option<Format> {
        match extension(name).as_deref() {
            Some("txt" | "text") => Some(Format::Text),
            Some("html" | "htm" | "xhtml") => Some(Format::Page),
            Some("json") => Some(Format::Json),
            Some("jsonl" | "ndjson") => Some(Format::JsonLines),
            _ => None,
        }
    }

    /// The format of `bytes`: what the name promises, unless they begin as another format does.
    pub(crate) fn of(name: &str, bytes: &[u8]) -> Format {
        let head = bytes::head(bytes);
        let head = head.trim_start();
        match Format::of_name(name) {
            Some(format @ (Format::Json | Format::JsonLines | Format::Page)) => format,
            _ if ["<!doctype html", "<html", "<head"].iter().any(|mark| head.starts_with(mark)) => Format::Page,
            None if begins_as_json(head) => Format::Json,
            _ => Format::Text,
        }
    }
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

/// Reads all reports in `bytes`, which are not compressed any more.
pub(crate) fn read(name: &str, bytes: &[u8], sink: &mut Sink<'_>) {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return sink(None, Err(Trouble::Empty));
    }
    match Format::of(name, bytes) {
        Format::Text => with_text(bytes::decode(bytes), sink, |text, sink| text::read(name, text, sink)),
        Format::Page => match bytes::decode_page(bytes) {
            Ok(page) => html::read(name, &page, sink),
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
}
