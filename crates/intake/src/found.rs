//! A report with the file and line at which it was found.

use std::fmt;

use herodotus_schema::Report;

/// Where a report stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The file, as it was named or found.
    pub path: String,
    /// The line in it, counted from 1, where the file holds a report a line.
    pub line: Option<u64>,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.path),
            None => f.write_str(&self.path),
        }
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
