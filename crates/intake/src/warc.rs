//! Records of WARC files (ISO 28500:2017, WARC 1.1, and 1.0) and of ARC files, one by one.
//!
//! In goes a file, packed or not; out comes one [`Record`] after another, and between them what is wrong with a record and where it
//! begins. Only one record is held at a time, and only of those that may hold a page or a text.

use std::io::{self, BufRead, Read};

use crate::bytes::LARGEST_FILE;
use crate::http::{MediaType, field};
use crate::members::Members;
use crate::{Trouble, arc};

/// A head longer than this is none.
const LONGEST_HEAD: u64 = 64 * 1024;

/// What a record holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An answer of HTTP (`response`).
    Answer,
    /// A file by itself (`resource`).
    File,
    /// Another file made into text (`conversion`).
    Conversion,
}

/// What stands in a record's head.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// `None` where nothing in it can be read as a report.
    pub(crate) kind: Option<Kind>,
    pub(crate) url: String,
    pub(crate) media_type: MediaType,
    /// The length of the block behind it.
    pub(crate) length: u64,
    /// Whether the crawler cut the block short.
    pub(crate) cut: bool,
}

/// A record that may hold a report.
pub(crate) struct Record {
    /// The byte of the file at which it, or its gzip member, begins.
    pub(crate) at: u64,
    pub(crate) kind: Kind,
    pub(crate) url: String,
    pub(crate) media_type: MediaType,
    pub(crate) block: Vec<u8>,
    pub(crate) cut: bool,
}

/// A line that is not blank, and the byte at which it begins.
type Line = (u64, Vec<u8>);
/// What is wrong, and the byte at which that begins.
pub(crate) type Damage = (u64, Trouble);

/// The records of a file, in order.
pub(crate) struct Records {
    members: Members,
    /// A line that was read in search of a record and begins one.
    begun: Option<Line>,
}

/// Whether a file begins as an archive does.
pub(crate) fn begins(head: &[u8]) -> bool {
    head.starts_with(b"WARC/") || head.starts_with(b"filedesc://")
}

impl Records {
    pub(crate) fn of(file: Box<dyn BufRead + Send>) -> io::Result<Records> {
        Ok(Records { members: Members::of(file)?, begun: None })
    }

    /// The next record that may hold a report, or what is wrong with the next damaged one.
    pub(crate) fn next(&mut self) -> Option<Result<Record, Damage>> {
        loop {
            let (at, line) = match self.next_line() {
                Ok(found) => found?,
                Err(damage) => return Some(Err(damage)),
            };
            let read = match &line {
                line if line.starts_with(b"WARC/") => self.head().map(|lines| of_warc(&lines)),
                line => Ok(arc::head(&String::from_utf8_lossy(line))),
            };
            let read = read.and_then(|head| self.block(at, head));
            match read {
                Ok(Some(record)) => return Some(Ok(record)),
                Ok(None) => {}
                Err(trouble) => {
                    self.pass_over_damage();
                    return Some(Err((at, trouble)));
                }
            }
        }
    }

    /// The next line that is not blank, over the ends of members.
    fn next_line(&mut self) -> Result<Option<Line>, Damage> {
        if let Some(begun) = self.begun.take() {
            return Ok(Some(begun));
        }
        loop {
            let at = self.members.offset();
            let line = self.line().map_err(|_| {
                self.pass_over_damage();
                (at, Trouble::BadGzip)
            })?;
            match line {
                Some(line) if line.iter().all(u8::is_ascii_whitespace) => {}
                Some(line) => return Ok(Some((at, line))),
                None => {
                    // Trouble with the file itself ends it, as its end does.
                    let more = self.members.advance().unwrap_or(false);
                    if let Some(stray) = self.members.take_stray() {
                        return Err((stray, Trouble::BadRecord("bytes of no record")));
                    }
                    if !more {
                        return Ok(None);
                    }
                }
            }
        }
    }

    /// A line of the member, `None` at its end.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let Some(rest) = self.members.rest() else { return Ok(None) };
        let mut line = Vec::new();
        rest.take(LONGEST_HEAD).read_until(b'\n', &mut line)?;
        Ok((!line.is_empty()).then_some(line))
    }

    /// The lines of a head up to the empty one that ends it.
    fn head(&mut self) -> Result<String, Trouble> {
        let mut head = Vec::from(b"\n");
        loop {
            match self.line().map_err(|_| Trouble::BadGzip)? {
                Some(line) if line == b"\r\n" || line == b"\n" => {
                    return Ok(String::from_utf8_lossy(&head).into_owned());
                }
                Some(line) if (head.len() + line.len()) as u64 <= LONGEST_HEAD => head.extend(line),
                Some(_) => return Err(Trouble::BadRecord("its head does not end")),
                None => return Err(Trouble::BadRecord("it ends within its head")),
            }
        }
    }

    /// Reads the block behind a head, or passes it over where no report can be in it.
    fn block(&mut self, at: u64, head: Option<Head>) -> Result<Option<Record>, Trouble> {
        let Some(head) = head else { return Err(Trouble::BadRecord("no head of a record where one should begin")) };
        let mut block = Vec::new();
        let kept = head.kind.filter(|_| head.length <= LARGEST_FILE);
        let read = self.take(head.length, kept.map(|_| &mut block));
        match read {
            Err(_) => Err(Trouble::BadGzip),
            Ok(read) if read < head.length => Err(Trouble::BadRecord("it ends before its length")),
            Ok(_) if head.kind.is_some() && kept.is_none() => Err(Trouble::TooLarge(LARGEST_FILE)),
            Ok(_) => Ok(kept.map(|kind| Record {
                at,
                kind,
                url: head.url,
                media_type: head.media_type,
                block,
                cut: head.cut,
            })),
        }
    }

    /// Reads a stretch, `into` what keeps it if anything does, and tells how much there was. Some writers end a gzip member within a
    /// record, so it goes on in the next one unless that begins a record.
    fn take(&mut self, length: u64, mut into: Option<&mut Vec<u8>>) -> io::Result<u64> {
        let mut read = 0;
        loop {
            let Some(rest) = self.members.rest() else { return Ok(read) };
            let mut rest = rest.take(length - read);
            read += match &mut into {
                Some(block) => rest.read_to_end(block)? as u64,
                None => io::copy(&mut rest, &mut io::sink())?,
            };
            if read == length || !self.members.advance()? {
                return Ok(read);
            }
            let Some(next) = self.members.rest() else { return Ok(read) };
            if next.fill_buf()?.starts_with(b"WARC/") {
                return Ok(read);
            }
        }
    }

    /// Goes on to where a record can begin: the next line that looks like one or, of a packed file, the next member.
    fn pass_over_damage(&mut self) {
        loop {
            let at = self.members.offset();
            match self.line() {
                Ok(Some(line))
                    if line.starts_with(b"WARC/") || arc::head(&String::from_utf8_lossy(&line)).is_some() =>
                {
                    self.begun = Some((at, line));
                    return;
                }
                Ok(Some(_)) => {}
                Ok(None) => return,
                Err(_) => return drop(self.members.recover()),
            }
        }
    }
}

/// The head of a WARC record, `None` where it tells no length.
fn of_warc(head: &str) -> Option<Head> {
    let kind = match field(head, "warc-type")?.to_ascii_lowercase().as_str() {
        "response" => Some(Kind::Answer),
        "resource" => Some(Kind::File),
        "conversion" => Some(Kind::Conversion),
        _ => None,
    };
    // Wget writes addresses in angle brackets, as WARC 1.0 printed them.
    let url = field(head, "warc-target-uri").unwrap_or_default().trim_matches(['<', '>']).to_owned();
    Some(Head {
        kind,
        url,
        media_type: MediaType::of(field(head, "content-type").unwrap_or_default()),
        length: field(head, "content-length")?.parse().ok()?,
        cut: field(head, "warc-truncated").is_some(),
    })
}
