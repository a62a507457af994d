//! Which claims are wanted.

use jiff::civil::Date;

/// Which claims are wanted; the default wants all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only claims of this day or later: by their own days, else the day their figure stood at, else their report's.
    pub from: Option<Date>,
    /// Only claims of this day or earlier.
    pub to: Option<Date>,
    /// What becomes of the claims of which no day is known, where a period is asked for.
    pub undated: Undated,
    /// Only claims in which one of these parties speaks, acts, suffers or is counted: names, or codes with their roles
    /// ("RUR MIL"), in any letter case. Any party, where neither these nor `codes` are given.
    pub parties: Vec<String>,
    /// Only claims in which a party of one of these codes does, whatever its role.
    pub codes: Vec<String>,
    /// Only claims at one of these places, by the gazetteer's names or as written, in any letter case.
    pub places: Vec<String>,
}

/// What becomes of claims of which no day is known: neither their own, nor that of their figure or their report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Undated {
    /// They are of no period.
    #[default]
    LeftOut,
    /// They are of any period.
    Kept,
    /// They alone are wanted.
    Alone,
}
