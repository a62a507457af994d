//! The members of a gzip file (RFC 1952) one by one, so that a damaged one does not hide those behind it; and plain files alike.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

/// How a gzip member that is deflated begins.
const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];
/// As much of a member is kept as read from the file, to be searched again if it turns out to be damaged: damage can make the unpacking
/// run on into the members behind.
const KEPT: usize = 4 * 1024 * 1024;

/// A file as a row of members: of a plain file there is one, all of it.
pub(crate) struct Members {
    /// Exactly one of the two is there, until the file ends.
    plain: Option<Counted>,
    packed: Option<BufReader<GzDecoder<Counted>>>,
    /// The byte of the file at which the member begins.
    start: u64,
    /// The byte at which what belongs to no member begins, until that is told.
    stray: Option<u64>,
}

impl Members {
    /// Begins at the start of a file, with its first member.
    pub(crate) fn of(file: Box<dyn BufRead + Send>) -> io::Result<Members> {
        let mut file = Counted { file, at: 0, back: VecDeque::new(), kept: Some(Vec::new()) };
        let packed = file.fill_buf()?.first() == Some(&MAGIC[0]);
        Ok(match packed {
            true => Members { plain: None, packed: Some(BufReader::new(GzDecoder::new(file))), start: 0, stray: None },
            false => Members { plain: Some(file), packed: None, start: 0, stray: None },
        })
    }

    /// What stands in the member from here on.
    pub(crate) fn rest(&mut self) -> Option<&mut dyn BufRead> {
        match (&mut self.packed, &mut self.plain) {
            (Some(packed), _) => Some(packed),
            (None, Some(plain)) => Some(plain),
            (None, None) => None,
        }
    }

    /// The byte of the file at which what comes next is found: of a plain file this one, of a packed file its member's first.
    pub(crate) fn offset(&self) -> u64 {
        self.plain.as_ref().map_or(self.start, |plain| plain.at)
    }

    /// Where bytes that belong to no member were passed over on the way to this one, told once.
    pub(crate) fn take_stray(&mut self) -> Option<u64> {
        self.stray.take()
    }

    /// Goes on to the next member behind this one, which was read to its end; `false` where there is none.
    pub(crate) fn advance(&mut self) -> io::Result<bool> {
        self.plain = None;
        let Some(packed) = self.packed.take() else { return Ok(false) };
        let file = packed.into_inner().into_inner();
        let end = file.at;
        let found = self.begin(file)?;
        self.stray = (found > end).then_some(end);
        Ok(self.packed.is_some())
    }

    /// Goes on to the next bytes that begin a member, from the beginning of this one on, which is damaged.
    pub(crate) fn recover(&mut self) -> io::Result<bool> {
        self.plain = None;
        let Some(packed) = self.packed.take() else { return Ok(false) };
        let mut file = packed.into_inner().into_inner();
        file.take_back();
        if file.at <= self.start {
            file.fill_buf()?;
            file.consume(1);
        }
        self.begin(file)?;
        Ok(self.packed.is_some())
    }

    /// Begins the next member in what is left of a file; tells at which byte it, or nothing before the file's end, was found.
    fn begin(&mut self, mut file: Counted) -> io::Result<u64> {
        if !file.seek_magic()? {
            return Ok(file.at);
        }
        file.kept = Some(Vec::new());
        self.start = file.at;
        self.packed = Some(BufReader::new(GzDecoder::new(file)));
        Ok(self.start)
    }
}

/// A file that counts what is read of it and takes it back.
struct Counted {
    file: Box<dyn BufRead + Send>,
    at: u64,
    /// Bytes taken back, to be read before the file goes on.
    back: VecDeque<u8>,
    /// What was read since the member began, unless it is too much to keep.
    kept: Option<Vec<u8>>,
}

impl Counted {
    /// Takes back what is kept, so that it is read again.
    fn take_back(&mut self) {
        if let Some(kept) = self.kept.take() {
            self.at -= kept.len() as u64;
            kept.into_iter().rev().for_each(|byte| self.back.push_front(byte));
        }
    }

    /// Passes over everything before the next bytes that begin a member.
    fn seek_magic(&mut self) -> io::Result<bool> {
        self.kept = None;
        let mut last = [0; MAGIC.len()];
        while let Some(byte) = self.fill_buf()?.first().copied() {
            self.consume(1);
            last.rotate_left(1);
            last[MAGIC.len() - 1] = byte;
            if last == MAGIC {
                self.kept = Some(MAGIC.to_vec());
                self.take_back();
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.back.is_empty() { self.file.fill_buf() } else { Ok(self.back.as_slices().0) }
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount as u64;
        // Both have what is consumed at hand: it was handed out from there.
        let read =
            if self.back.is_empty() { self.file.fill_buf().unwrap_or_default() } else { self.back.as_slices().0 };
        let read = &read[..amount.min(read.len())];
        match &mut self.kept {
            Some(kept) if kept.len() + read.len() <= KEPT => kept.extend_from_slice(read),
            kept => *kept = None,
        }
        match self.back.is_empty() {
            true => self.file.consume(amount),
            false => drop(self.back.drain(..amount.min(self.back.len()))),
        }
    }
}
