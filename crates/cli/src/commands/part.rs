//! The part of a ledger that a command is about.

use anyhow::{Context, bail};
use clap::Args;
use herodotus::groups;
use herodotus::ledger::{Filter, Ledger};
use herodotus::schema::Claim;
use jiff::civil::Date;

use crate::arguments::Shared;
use crate::messages::say;

/// Which claims; all of them where nothing is said.
#[derive(Debug, Args)]
pub struct Part {
    /// From this day on (YYYY-MM-DD): a claim's own days, or its report's where it has none
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub from: Option<Date>,
    /// Up to and with this day (YYYY-MM-DD)
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub to: Option<Date>,
    /// Only where this party speaks, acts, suffers or is counted, by name ("Ruritania") or code ("RUR")
    #[arg(long, value_name = "PARTY")]
    pub party: Option<String>,
    /// Only at this place, by its name in the gazetteer or as written
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// Only of this conflict, by its id (`export conflicts` lists them), or by a party or country code ("RT") of it
    #[arg(long, value_name = "CONFLICT")]
    pub conflict: Option<String>,
}

/// The day that an option gives, in any of the forms that header lines of reports take.
pub fn day(text: &str) -> Result<Date, String> {
    herodotus::intake::day(text)
        .ok_or_else(|| "no day, or one that may be read in two ways; write it as YYYY-MM-DD".to_owned())
}

impl Part {
    /// Whether nothing is said, so that all claims are meant.
    pub fn is_all(&self) -> bool {
        self.from.is_none()
            && self.to.is_none()
            && self.party.is_none()
            && self.place.is_none()
            && self.conflict.is_none()
    }

    /// As a filter of the ledger, which knows nothing of conflicts.
    fn filter(&self) -> anyhow::Result<Filter> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from > to
        {
            bail!("--from {from} is after --to {to}; swap them");
        }
        Ok(Filter { from: self.from, to: self.to, party: self.party.clone(), place: self.place.clone() })
    }
}

/// The claims of `part`, as they are read; of a conflict they are looked up first.
pub fn each(ledger: &Ledger, part: &Part) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Claim>>> {
    let of = part.conflict.as_deref().map(|name| groups::of_conflict(ledger, name)).transpose()?;
    let wanted = move |claim: &Claim| of.as_ref().is_none_or(|ids| ids.contains(&claim.id));
    let claims = ledger.claims(&part.filter()?)?.map(|claim| claim.context("reading the ledger"));
    Ok(claims.filter(move |claim| claim.as_ref().map_or(true, &wanted)))
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

/// The claims of `part`, all of them in memory.
pub fn claims(ledger: &Ledger, part: &Part) -> anyhow::Result<Vec<Claim>> {
    each(ledger, part)?.collect()
}
