//! Which claims are wanted.

use jiff::civil::Date;

/// Which claims are wanted; the default wants all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only claims of this day or later: by their own days, else the day their figure stood at, else their report's.
    /// A claim of which no day is known is of no period.
    pub from: Option<Date>,
    /// Only claims of this day or earlier.
    pub to: Option<Date>,
    /// Only claims in which this party (by name or code, in any letter case) speaks, acts, suffers or is counted.
    pub party: Option<String>,
    /// Only claims at this place, by the gazetteer's name or as written, in any letter case.
    pub place: Option<String>,
}
