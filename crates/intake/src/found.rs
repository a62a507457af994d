//! A report with the file, and the place in it, at which it was found.

use std::fmt;

use herodotus_schema::Report;

/// Where in a file that holds many reports one of them stands. It is written as what follows the file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A line, counted from 1, of a file with a report a line.
    Line(u64),
    /// An item of a feed, of a news message or of an array, counted from 1.
    Item(u64),
    /// A record of an archive, by the byte of the file at which it (or the gzip member that it is in) begins.
    Byte(u64),
}

impl Place {
    /// The place by itself, as a sentence names it.
    pub fn in_words(self) -> String {
        match self {
            Place::Line(line) => format!("line {line}"),
            Place::Item(number) => format!("item {number}"),
            Place::Byte(offset) => format!("record at byte {offset}"),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Editors and terminals open a file at a line that is written so.
            Place::Line(line) => write!(f, ":{line}"),
            other => write!(f, ", {}", other.in_words()),
        }
    }
}

/// Where a report stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The file, as it was named or found.
    pub path: String,
    /// Where in it, if the file may hold many reports.
    pub place: Option<Place>,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        self.place.map_or(Ok(()), |place| write!(f, "{place}"))
    }
}

/// A report, and where it was found; a report by itself is found nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The report.
    pub report: Report,
    /// Where, if it came from a file.
    pub at: Option<Spot>,
}

impl From<Report> for Found {
    fn from(report: Report) -> Found {
        Found { report, at: None }
    }
}
