//! From bytes to text: gzip, byte order marks, UTF-8, and the telling of text from other data.

use std::borrow::Cow;
use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::Trouble;

/// The most bytes that are read as one piece (a text file, a page, one line): 64 MiB.
pub const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// As many bytes tell which format a file is in.
const LENGTH_OF_HEAD: usize = 4096;

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

/// How `bytes` begin, unpacked if they are gzip data.
pub(crate) fn unpacked_head(bytes: &[u8]) -> Vec<u8> {
    let mut head = Vec::new();
    let read = match is_gzip(bytes) {
        true => flate2::read::GzDecoder::new(bytes).take(LENGTH_OF_HEAD as u64).read_to_end(&mut head),
        false => bytes.take(LENGTH_OF_HEAD as u64).read_to_end(&mut head),
    };
    // What was unpacked before any damage is head enough.
    drop(read);
    head
}

/// The encoding that the first bytes give away, and how many of them are its mark: a byte order mark, or a first `<` in two bytes.
fn mark(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    Encoding::for_bom(bytes).or(match bytes {
        [b'<', 0, ..] => Some((UTF_16LE, 0)),
        [0, b'<', ..] => Some((UTF_16BE, 0)),
        _ => None,
    })
}

/// Whether `bytes` begin as UTF-16 does.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    mark(bytes).is_some_and(|(encoding, _)| encoding != UTF_8)
}

/// How `bytes` begin, as text in lower case, for telling formats apart.
pub(crate) fn head(bytes: &[u8]) -> String {
    let bytes = &bytes[..bytes.len().min(LENGTH_OF_HEAD)];
    let encoding = mark(bytes).map_or(UTF_8, |(encoding, _)| encoding);
    encoding.decode(bytes).0.to_ascii_lowercase()
}

/// Bytes as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decoded<'b> {
    /// The text.
    pub(crate) text: Cow<'b, str>,
    /// The encoding it was taken to be in, where nothing in the bytes says so.
    pub(crate) guessed: Option<&'static str>,
}

/// Decodes UTF-8, UTF-16 with a byte order mark, and what English text without either is in, windows-1252.
///
/// Text that looks to be in another encoding is refused with a guess at which: a wrong one would quietly change the words
/// that claims quote.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Trouble> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Trouble::Binary(what));
    }
    if let Some((encoding, length)) = mark(bytes) {
        let (text, malformed) = encoding.decode_without_bom_handling(&bytes[length..]);
        return match malformed {
            true => Err(Trouble::NotUtf8 { guess: guess(bytes).name() }),
            false => Ok(Decoded { text: text_only(text)?, guessed: None }),
        };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text_only(Cow::Borrowed(text))?, guessed: None }),
        Err(_) if is_binary(bytes) => Err(Trouble::Binary("binary data")),
        Err(_) => western(bytes),
    }
}

/// Decodes windows-1252. Its neighbours differ from it in letters with accents alone, so what is taken for one of these and
/// reads the same in both is no gamble either.
fn western(bytes: &[u8]) -> Result<Decoded<'_>, Trouble> {
    let guess = guess(bytes);
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    if guess != WINDOWS_1252 && guess.decode_without_bom_handling(bytes).0 != text {
        return Err(Trouble::NotUtf8 { guess: guess.name() });
    }
    Ok(Decoded { text: text_only(text)?, guessed: Some(WINDOWS_1252.name()) })
}

/// Decodes a web page or XML: its byte order mark, else UTF-8, else the charset `told` with it (by HTTP), else the one it declares, else
/// the likeliest. Such files say what they are written in, so this is the web's own practice and no gamble.
pub(crate) fn decode_page<'b>(bytes: &'b [u8], told: Option<&'static Encoding>) -> Result<Cow<'b, str>, Trouble> {
    match decode(bytes) {
        Err(Trouble::NotUtf8 { .. }) | Ok(Decoded { guessed: Some(_), .. }) => {
            let encoding = told.or_else(|| declared(bytes)).unwrap_or_else(|| guess(bytes));
            text_only(encoding.decode(bytes).0)
        }
        decided => decided.map(|decoded| decoded.text),
    }
}

/// The encoding of a label of the Encoding Standard; UTF-8 is looked for by itself.
pub(crate) fn of_label(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim().as_bytes()).filter(|encoding| *encoding != UTF_8)
}

/// The charset that a page, or the encoding that XML, declares in its first 4096 bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LENGTH_OF_HEAD)]).to_ascii_lowercase();
    let (head, name) = match head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((declaration, _)) if declaration.contains("encoding") => (declaration, "encoding"),
        _ => (head.as_str(), "charset"),
    };
    let value = head.split(name).nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let label: String = value
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    of_label(&label)
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
        assert_eq!(decode(&bytes).unwrap().text, "Gunners shelled Dalmar.");
    }

    #[test]
    fn western_text_is_read_and_told() {
        let bytes = b"The caf\xe9 in Dalmar was hit, the mayor said; \x93the caf\xe9\x92s owner was hurt\x94.";
        let decoded = decode(bytes).unwrap();
        assert!(decoded.text.contains("\u{201c}the caf\u{e9}\u{2019}s owner"), "{}", decoded.text);
        assert_eq!(decoded.guessed, Some("windows-1252"));
        assert!(decode_page(bytes, None).unwrap().contains("caf\u{e9}"));
    }

    #[test]
    fn another_legacy_encoding_is_named_not_guessed_at() {
        let (bytes, ..) =
            encoding_rs::WINDOWS_1251.encode("Порт обстреляли во вторник, сообщил начальник порта в городе.");
        assert_eq!(decode(&bytes), Err(Trouble::NotUtf8 { guess: "windows-1251" }));
        let page = b"<html><head><meta charset=\"windows-1251\"></head><p>\xcc\xe8\xf0</p></html>";
        assert!(decode_page(page, None).unwrap().contains("Мир"));
    }

    #[test]
    fn pictures_and_programs_are_not_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n"), Err(Trouble::Binary("a picture")));
        assert_eq!(decode(b"abc\0def"), Err(Trouble::Binary("binary data")));
    }
}
