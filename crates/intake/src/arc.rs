//! Heads of ARC records, the Internet Archive's format before WARC (ARC_IA, versions 1 and 2).
//!
//! A head is one line: address, IP address, fourteen digits of a date, media type, in version 2 some more, and last the length.

use crate::http::MediaType;
use crate::warc::{Head, Kind};

/// Reads the line that begins a record, `None` if it is none.
pub(crate) fn head(line: &str) -> Option<Head> {
    let words: Vec<&str> = line.split_whitespace().collect();
    // Addresses may hold blanks, so the date is looked for from the end.
    let date = (2..words.len().saturating_sub(2)).rev().find(|at| is_date(words[*at]))?;
    let url = words[..date - 1].join(" ");
    let (scheme, _) = url.split_once(':')?;
    if !scheme.chars().all(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    Some(Head {
        kind: matches!(scheme, "http" | "https").then_some(Kind::Answer),
        media_type: MediaType::of(words[date + 1]),
        length: words.last()?.parse().ok()?,
        cut: false,
        url,
    })
}

fn is_date(word: &str) -> bool {
    (12..=18).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_are_read_and_blanks_in_addresses_kept() {
        let one = head("http://coast.example/the port 127.0.0.1 20210309081500 text/html 120\n").unwrap();
        assert_eq!(
            (one.url.as_str(), one.length, one.kind),
            ("http://coast.example/the port", 120, Some(Kind::Answer))
        );
        let two = head("http://a.example/ 1.2.3.4 20210309081500 text/html 200 - - 0 a.arc 7").unwrap();
        assert_eq!((two.url.as_str(), two.length), ("http://a.example/", 7));
        assert_eq!(head("filedesc://a.arc 0.0.0.0 20210309081500 text/plain 75").unwrap().kind, None);
        assert_eq!(head("http://a.example/ 1.2.3.4 20210309081500 text/html -1"), None);
        assert_eq!(head("Guns fell silent in Dalmar."), None);
    }
}
