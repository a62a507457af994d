//! What can be wrong with a file or a part of it: what, where, and what to do about it.

use std::fmt;

use crate::Place;

/// Something that could not be read, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file or folder, as it was named or found.
    pub path: String,
    /// Where in it, if the file may hold many reports.
    pub place: Option<Place>,
    /// What is wrong.
    pub trouble: Trouble,
}

impl Problem {
    /// A problem of the file `path`, at `place` where the file may hold many reports.
    pub fn at(path: &str, place: Option<Place>, trouble: Trouble) -> Problem {
        Problem { path: path.to_owned(), place, trouble }
    }

    /// Whether nothing was lost by it: a report was read all the same, or there was none to be read.
    pub fn is_notice(&self) -> bool {
        matches!(
            self.trouble,
            Trouble::OtherFormat { .. }
                | Trouble::DayUnclear { .. }
                | Trouble::HeadersUnknown { .. }
                | Trouble::HeadersUnended
                | Trouble::Decoded { .. }
                | Trouble::CutWhenArchived
                | Trouble::PassedOver { .. }
        )
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        self.place.map_or(Ok(()), |place| write!(f, "{place}"))?;
        write!(f, ": {}", self.trouble)
    }
}

impl std::error::Error for Problem {}

/// What is wrong with a file or a line. The message says what, and after the semicolon what to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Trouble {
    /// There is nothing at that path.
    #[error("no such file or folder; check the spelling of the path")]
    Missing,
    /// The system does not let us read it.
    #[error("may not be read; give yourself the right to read it")]
    Forbidden,
    /// The system failed while reading.
    #[error("could not be read ({0}); try again, or copy the file elsewhere")]
    Unreadable(String),
    /// A folder that holds no file of a known format.
    #[error(
        "no reports in this folder; it wants .txt, .html, .json, .jsonl, .xml, .rss, .atom or .warc files, .gz of these too"
    )]
    EmptyFolder,
    /// No bytes, or nothing but blanks.
    #[error("empty; put the report's text into it or leave it out")]
    Empty,
    /// More than is read as one piece.
    #[error("larger than {} MiB; split it, or put its reports into a .jsonl file, one a line", .0 / (1024 * 1024))]
    TooLarge(u64),
    /// Not text.
    #[error("not text but {0}; save its text as .txt or .html first")]
    Binary(&'static str),
    /// A .gz that cannot be unpacked.
    #[error("damaged gzip data; fetch or compress it again")]
    BadGzip,
    /// Text in another encoding.
    #[error("not UTF-8 (it looks like {guess}); convert it: iconv -f {guess} -t UTF-8")]
    NotUtf8 {
        /// The likely encoding, by its name in the WHATWG Encoding Standard.
        guess: &'static str,
    },
    /// Not in a language that is read.
    #[error("in {0}, and only English is read so far; translate it or leave it out")]
    OtherLanguage(String),
    /// Text, but not prose.
    #[error("not a report ({0}); leave it out, or save the article's text alone")]
    NotAReport(&'static str),
    /// A line of a .jsonl file, or a .json file, that is not JSON.
    #[error("broken JSON ({0}); mend it, or write the record again")]
    BrokenJson(String),
    /// JSON, but no report.
    #[error("no report ({0}); a record needs a \"text\" that is a string")]
    NoText(&'static str),
    /// XML that is not well formed.
    #[error("broken XML ({0}); mend it, or fetch it again")]
    BrokenXml(String),
    /// XML of a kind that holds no report.
    #[error("no report ({0}); give feeds, NITF or NewsML-G2 items, or the pages themselves")]
    OtherXml(String),
    /// A feed that cannot be read.
    #[error("not a feed that can be read ({0}); fetch it again, or save the pages that it links to")]
    BrokenFeed(String),
    /// An item of a feed or of an agency without a text.
    #[error("no text in it ({0}); leave it out, or save the page or item that it stands for")]
    NoBody(&'static str),
    /// An item that its provider took back.
    #[error("withdrawn by its provider ({0}); leave it out, or read the version that replaces it")]
    Withdrawn(String),
    /// A record of an archive that is cut or garbled.
    #[error("damaged record ({0}), left out; fetch the archive again if you need it")]
    BadRecord(&'static str),
    /// A record of an archive that the crawler itself cut short; what is there was read.
    #[error("cut short when it was archived, read as far as it goes; look the page up if its end matters")]
    CutWhenArchived,
    /// Records of an archive that hold no page or text; they were passed over.
    #[error(
        "passed over records that hold no page or text that was found (HTTP 200): {records}; nothing to do unless you miss one"
    )]
    PassedOver {
        /// How many.
        records: u64,
    },
    /// The day of publication is not understood; the report is read without it.
    #[error("the day of publication {value:?} is not understood, read without it; write it as YYYY-MM-DD")]
    DayUnclear {
        /// What stands there.
        value: String,
    },
    /// Header lines of names that are not known; the report is read without them.
    #[error("header lines not known, left out: {}; known are Title, Outlet, Date, URL and Language", .names.join(", "))]
    HeadersUnknown {
        /// Their names, in order.
        names: Vec<String>,
    },
    /// Header lines that no empty line ends; they are read as text.
    #[error("its header lines are read as text; put an empty line after them to have them read as what they say")]
    HeadersUnended,
    /// Text in an encoding that is hardly mistaken for another; it was read.
    #[error("not UTF-8, read as {encoding}; check its quotation marks and accents, or convert it")]
    Decoded {
        /// The encoding, by its name in the WHATWG Encoding Standard.
        encoding: &'static str,
    },
    /// A file in a folder whose format is not one of reports; it was passed over.
    #[error("passed over, not a format of reports; name the file itself to have it read as plain text")]
    OtherFormat {
        /// The file name's extension.
        extension: String,
    },
}
