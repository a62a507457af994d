//! The part of a ledger that a command is about.

use std::convert::Infallible;

use anyhow::Context;
use clap::Args;
use herodotus::findings;
use herodotus::ledger::Ledger;
use herodotus::part::{self, Wanted};
use herodotus::schema::Claim;
use jiff::civil::Date;

use crate::arguments::Shared;
use crate::folder;
use crate::messages::say;

/// Which claims; all of them where nothing is said.
#[derive(Debug, Args)]
pub struct Filters {
    /// From this day on (YYYY-MM-DD): a claim's own days, or its report's where it has none
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub from: Option<Date>,
    /// Up to and with this day (YYYY-MM-DD)
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub to: Option<Date>,
    /// With --from or --to: keep the claims of which no day is known, neither their own nor their report's
    #[arg(long)]
    pub undated: bool,
    /// Only where this party speaks, acts, suffers or is counted: by any name that the lexicon or the ledger knows
    /// ("Ruritania", "the Ruritanians"), or by code, with a role ("RUR MIL") or for all roles ("RUR")
    #[arg(long, value_name = "PARTY")]
    pub party: Option<String>,
    /// Only at this place, by any name that the gazetteer knows of it or as written; "Dalmar, RT" where a country is to
    /// choose among places of one name
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// Only of this conflict, by its id (`export conflicts` lists them), or by a party or country code ("RT") of it: of
    /// several that have it, the one with most claims
    #[arg(long, value_name = "CONFLICT", value_parser = printed)]
    pub conflict: Option<String>,
}

/// The day that an option gives, in any of the forms that header lines of reports take.
pub fn day(text: &str) -> Result<Date, String> {
    herodotus::intake::day(text)
        .ok_or_else(|| "no day, or one that may be read in two ways; write it as YYYY-MM-DD".to_owned())
}

impl Filters {
    /// Whether nothing is said, so that all claims are meant.
    pub fn is_all(&self) -> bool {
        self.wanted().is_all()
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            from: self.from,
            to: self.to,
            undated: self.undated,
            party: self.party.clone(),
            place: self.place.clone(),
            conflict: self.conflict.clone(),
        }
    }

    /// The part of `ledger` that is meant. Says how names were read, and how much is left out for want of a day.
    pub fn find(&self, shared: &Shared, ledger: &Ledger) -> anyhow::Result<part::Part> {
        let part = part::Part::find(ledger, &self.wanted(), || folder::names(shared))?;
        if !shared.quiet {
            part.notices.iter().for_each(|notice| say(notice));
            part.left_out(ledger)?.iter().for_each(|left_out| say(left_out));
        }
        Ok(part)
    }
}

/// An id as it was meant that was copied from where it is printed.
pub fn printed(id: &str) -> Result<String, Infallible> {
    Ok(findings::as_printed(id))
}

/// The claims that `filters` choose, as they are read.
pub fn each(
    shared: &Shared,
    ledger: &Ledger,
    filters: &Filters,
) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Claim>>> {
    let claims = filters.find(shared, ledger)?.claims(ledger)?;
    Ok(claims.map(|claim| claim.context("reading the ledger")))
}

/// What the ledger tells together, as far as a claim that `filters` choose belongs to it.
pub fn selection(shared: &Shared, ledger: &Ledger, filters: &Filters) -> anyhow::Result<findings::Selection> {
    if filters.is_all() {
        return Ok(findings::selection(ledger, None)?);
    }
    let ids = filters.find(shared, ledger)?.ids(ledger)?;
    if ids.is_empty() && !shared.quiet {
        say(&format!("{}: no claim is of the part that the options choose", ledger.path()));
    }
    Ok(findings::selection(ledger, Some(&ids))?)
}

/// The ledger to be shown, with a notice if its links were not judged with all its claims.
pub fn ledger(shared: &Shared) -> anyhow::Result<Ledger> {
    let ledger = Ledger::open_existing(&shared.ledger)?;
    if !shared.quiet && !ledger.links_are_judged()? {
        say(&format!(
            "{}: the links were judged before its last claims or reviews came; `herodotus ledger relink` judges them anew",
            ledger.path()
        ));
    }
    Ok(ledger)
}
