//! Answers of HTTP as archives keep them (RFC 9110 and RFC 9112): the status, what the body is, and the body as it was meant.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::Encoding;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::Trouble;
use crate::bytes::{self, LARGEST_FILE};

/// An answer, its body unpacked.
pub(crate) struct Answer<'b> {
    pub(crate) status: u16,
    pub(crate) media_type: MediaType,
    pub(crate) body: Cow<'b, [u8]>,
}

/// What a body is, after its `Content-Type`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct MediaType {
    /// Type and subtype in lower case; empty where nothing was told.
    pub(crate) name: String,
    pub(crate) charset: Option<&'static Encoding>,
}

impl MediaType {
    /// Reads the value of a `Content-Type`.
    pub(crate) fn of(value: &str) -> MediaType {
        let value = value.to_ascii_lowercase();
        let mut parts = value.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_owned();
        let label = parts.find_map(|part| part.strip_prefix("charset=")).map(|label| label.trim_matches(['"', '\'']));
        MediaType { name, charset: label.and_then(bytes::of_label) }
    }
}

/// The fields of a head, by their lower-case names; the last of a name counts.
pub(crate) fn field<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let found = head.lines().skip(1).filter_map(|line| line.split_once(':'));
    found.filter(|(field, _)| field.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).last()
}

/// Reads an answer: its head, and its body with chunks joined and `gzip` or `deflate` undone. Crawlers often keep a body unpacked under a
/// head that says otherwise, so what does not fit the head is taken as it stands.
pub(crate) fn answer(block: &[u8]) -> Result<Answer<'_>, Trouble> {
    let (head, body) = halves(block).ok_or(Trouble::BadRecord("no HTTP head in it"))?;
    let head = String::from_utf8_lossy(head);
    let status = head.split_whitespace().nth(1).and_then(|status| status.parse().ok());
    let status = status.filter(|_| head.starts_with("HTTP/")).ok_or(Trouble::BadRecord("no HTTP head in it"))?;
    let chunked =
        field(&head, "transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    let body = match chunked {
        true => joined(body).map_or(Cow::Borrowed(body), Cow::Owned),
        false => Cow::Borrowed(body),
    };
    let coding = field(&head, "content-encoding").unwrap_or_default().to_ascii_lowercase();
    let media_type = MediaType::of(field(&head, "content-type").unwrap_or_default());
    Ok(Answer { status, media_type, body: if status == 200 { unpacked(body, &coding)? } else { body } })
}

/// Head and body, which an empty line parts.
fn halves(block: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = (0..block.len()).find(|at| block[*at..].starts_with(b"\n\r\n") || block[*at..].starts_with(b"\n\n"))?;
    let length = if block[at + 1] == b'\r' { 3 } else { 2 };
    Some((&block[..at], &block[at + length..]))
}

/// A body of chunks joined; `None` where it does not begin with one. What comes behind a broken chunk is taken as it stands.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut rest = body;
    let mut out = Vec::new();
    loop {
        let Some((size, line)) = chunk_size(rest) else {
            out.extend_from_slice(rest);
            return (rest.len() < body.len()).then_some(out);
        };
        if size == 0 {
            return Some(out);
        }
        let data = &rest[line..];
        let size = size.min(data.len());
        out.extend_from_slice(&data[..size]);
        rest = &data[size..];
        rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return Some(out);
        }
    }
}

/// The size that a chunk's first line tells, and the length of that line.
fn chunk_size(rest: &[u8]) -> Option<(usize, usize)> {
    let end = rest.iter().take(256).position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&rest[..end]).ok()?;
    let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
    Some((size, end + 1))
}

fn unpacked<'b>(body: Cow<'b, [u8]>, coding: &str) -> Result<Cow<'b, [u8]>, Trouble> {
    match coding.trim() {
        "gzip" | "x-gzip" if bytes::is_gzip(&body) => all_of(MultiGzDecoder::new(&*body)).map(Cow::Owned),
        "deflate" => {
            // Some servers send the raw data without the zlib header that RFC 9110 asks for.
            let tried = all_of(ZlibDecoder::new(&*body)).or_else(|_| all_of(DeflateDecoder::new(&*body)));
            Ok(tried.map_or(body, Cow::Owned))
        }
        "br" | "zstd" if !begins_as_markup(&body) => {
            Err(Trouble::BadRecord("packed with brotli or zstd, which are not unpacked"))
        }
        _ => Ok(body),
    }
}

fn begins_as_markup(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

fn all_of(packed: impl Read) -> Result<Vec<u8>, Trouble> {
    let mut out = Vec::new();
    let read = packed.take(LARGEST_FILE + 1).read_to_end(&mut out);
    if out.len() as u64 > LARGEST_FILE {
        return Err(Trouble::TooLarge(LARGEST_FILE));
    }
    read.map_err(|_| Trouble::BadGzip)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(block: &[u8]) -> Vec<u8> {
        answer(block).unwrap().body.into_owned()
    }

    #[test]
    fn chunks_are_joined_and_what_is_none_stays() {
        let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        assert_eq!(body(format!("{head}5\r\nGuns \r\n7;x=y\r\nfell si\r\n0\r\n\r\n").as_bytes()), b"Guns fell si");
        assert_eq!(body(format!("{head}Guns fell").as_bytes()), b"Guns fell");
        assert_eq!(body(format!("{head}4\r\nGuns\r\nnot a size\r\n").as_bytes()), b"Gunsnot a size\r\n");
        assert_eq!(body(format!("{head}ffffffffffffffff\r\nGuns").as_bytes()), b"Guns");
    }

    #[test]
    fn the_head_tells_what_the_body_is() {
        let told = answer(b"HTTP/1.0 404 Not Found\nContent-Type: Text/HTML; charset=\"ISO-8859-1\"\n\ngone").unwrap();
        assert_eq!((told.status, told.media_type.name.as_str()), (404, "text/html"));
        assert_eq!(told.media_type.charset.map(Encoding::name), Some("windows-1252"));
        assert!(answer(b"Guns fell silent.").is_err() && answer(b"ICY yes\r\n\r\n").is_err());
    }

    #[test]
    fn a_body_kept_unpacked_is_taken_as_it_stands() {
        let block = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n<p>Guns fell silent.</p>";
        assert_eq!(body(block), b"<p>Guns fell silent.</p>");
    }
}
