//! From bytes to text: gzip, byte order marks, UTF-8, and the telling of text from other data.

use std::borrow::Cow;
use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use crate::Trouble;

/// The most bytes that are read as one piece (a text file, a page, one line): 64 MiB.
pub const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// First bytes of common files that are not text, and what they are.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
];

/// Whether `bytes` begin as gzip does.
pub(crate) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// Unpacks gzip data (all its members); hands other bytes back as they are.
pub(crate) fn inflate(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Trouble> {
    if !is_gzip(bytes) {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut out = Vec::new();
    let mut unpacked = flate2::read::MultiGzDecoder::new(bytes).take(LARGEST_FILE + 1);
    unpacked.read_to_end(&mut out).map_err(|_| Trouble::BadGzip)?;
    if out.len() as u64 > LARGEST_FILE {
        return Err(Trouble::TooLarge(LARGEST_FILE));
    }
    Ok(Cow::Owned(out))
}

/// Decodes UTF-8, or UTF-16 with a byte order mark. Text in another encoding is refused with a guess at which:
/// a wrong guess would quietly change the words that claims quote.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Trouble> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Trouble::Binary(what));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, malformed) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return match malformed {
            true => Err(Trouble::NotUtf8 { guess: guess(bytes).name() }),
            false => text_only(text),
        };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text_only(Cow::Borrowed(text)),
        Err(_) if is_binary(bytes) => Err(Trouble::Binary("binary data")),
        Err(_) => Err(Trouble::NotUtf8 { guess: guess(bytes).name() }),
    }
}

/// Decodes a web page: its byte order mark, else UTF-8, else the charset it declares, else the likeliest one.
/// Pages say what they are written in, so this is the web's own practice and no gamble.
pub(crate) fn decode_page(bytes: &[u8]) -> Result<Cow<'_, str>, Trouble> {
    match decode(bytes) {
        Err(Trouble::NotUtf8 { .. }) => {
            let encoding = declared(bytes).unwrap_or_else(|| guess(bytes));
            text_only(encoding.decode(bytes).0)
        }
        decided => decided,
    }
}

/// The charset that a page's first 4096 bytes declare, if it is one of the Encoding Standard's.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let value = head.split("charset").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let label: String = value
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != UTF_8)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(256 * 1024)], true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Hands `text` on if it is text: no NUL, and hardly any control characters.
fn text_only(text: Cow<'_, str>) -> Result<Cow<'_, str>, Trouble> {
    match is_binary(text.as_bytes()) {
        true => Err(Trouble::Binary("binary data")),
        false => Ok(text),
    }
}

fn is_binary(bytes: &[u8]) -> bool {
    let control = |byte: &&u8| **byte < 32 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b);
    bytes.contains(&0) || bytes.iter().filter(control).count() * 100 > bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_with_a_mark_is_text() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("Gunners shelled Dalmar.".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(decode(&bytes).unwrap(), "Gunners shelled Dalmar.");
    }

    #[test]
    fn a_legacy_encoding_is_named_not_guessed_at() {
        let bytes = b"The caf\xe9 in Dalmar was hit, the mayor said; the caf\xe9's owner was hurt.";
        assert_eq!(decode(bytes), Err(Trouble::NotUtf8 { guess: "windows-1252" }));
        assert!(decode_page(bytes).unwrap().contains("café"));
        let page = b"<html><head><meta charset=\"windows-1251\"></head><p>\xcc\xe8\xf0</p></html>";
        assert!(decode_page(page).unwrap().contains("Мир"));
    }

    #[test]
    fn pictures_and_programs_are_not_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n"), Err(Trouble::Binary("a picture")));
        assert_eq!(decode(b"abc\0def"), Err(Trouble::Binary("binary data")));
    }
}
