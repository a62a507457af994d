//! A part of a ledger: what a user asks for by day, party, place and conflict, and the claims that it is.

use std::collections::BTreeSet;

use herodotus_ledger::{Filter, Ledger, LedgerError, Undated};
use herodotus_schema::{Claim, Conflict};
use jiff::civil::Date;

use crate::Names;
use crate::findings::{self, NotFound};
use crate::names::{self, PlaceCalled, Unknown};
use crate::wording::counted;

/// What is asked for; what is `None` is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// Whether claims without a day belong to any period; to none otherwise.
    pub undated: bool,
    /// A party that speaks, acts, suffers or is counted, by any name.
    pub party: Option<String>,
    /// A place, by any name.
    pub place: Option<String>,
    /// A conflict, by its id or by a party or country code of it.
    pub conflict: Option<String>,
}

/// A part of a ledger, found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    filter: Filter,
    place: Option<PlaceCalled>,
    conflict: Option<BTreeSet<String>>,
    /// How what was asked for was read, in words, where that is to be told.
    pub notices: Vec<String>,
}

/// Why there is no such part.
#[derive(Debug, thiserror::Error)]
pub enum NoPart {
    /// The days are the wrong way round.
    #[error("--from {from} is after --to {to}; swap them")]
    Days {
        /// The first day asked for.
        from: Date,
        /// The last.
        to: Date,
    },
    /// A name that names nothing.
    #[error(transparent)]
    Unknown(#[from] Unknown),
    /// No such conflict.
    #[error(transparent)]
    NotFound(#[from] NotFound),
    /// The ledger could not be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl Wanted {
    /// Whether nothing is asked for, so that all claims are meant.
    pub fn is_all(&self) -> bool {
        Wanted { undated: false, ..self.clone() } == Wanted::default()
    }
}

impl Part {
    /// The part of `ledger` that is wanted. `names` are asked for only where a party, place or conflict is.
    ///
    /// # Errors
    /// Where a name is known neither to the ledger nor to `names`.
    pub fn find<E: From<NoPart>>(
        ledger: &Ledger,
        wanted: &Wanted,
        names: impl FnOnce() -> Result<Names, E>,
    ) -> Result<Part, E> {
        let mut part = Part::of_days(wanted)?;
        if wanted.party.is_some() || wanted.place.is_some() || wanted.conflict.is_some() {
            let names = names()?;
            part.at_party(ledger, wanted, &names)?;
            part.at_place(ledger, wanted, &names)?;
            part.of_conflict(ledger, wanted, &names)?;
        }
        Ok(part)
    }

    fn of_days(wanted: &Wanted) -> Result<Part, NoPart> {
        if let (Some(from), Some(to)) = (wanted.from, wanted.to)
            && from > to
        {
            return Err(NoPart::Days { from, to });
        }
        let undated = if wanted.undated { Undated::Kept } else { Undated::LeftOut };
        let filter = Filter { from: wanted.from, to: wanted.to, undated, ..Filter::default() };
        Ok(Part { filter, ..Part::default() })
    }

    fn at_party(&mut self, ledger: &Ledger, wanted: &Wanted, names: &Names) -> Result<(), NoPart> {
        let Some(name) = &wanted.party else { return Ok(()) };
        let called = names.party(ledger, name)?;
        self.notices.extend(called.told.map(|told| format!("--party: {told}")));
        (self.filter.parties, self.filter.codes) = (called.names, called.codes);
        let alone = Filter { from: None, to: None, ..self.filter.clone() };
        if !names::any(ledger, &alone)? {
            self.notices.push(format!("--party: no claim of the ledger names {}", self.filter.parties.join(" or ")));
        }
        Ok(())
    }

    fn at_place(&mut self, ledger: &Ledger, wanted: &Wanted, names: &Names) -> Result<(), NoPart> {
        let Some(name) = &wanted.place else { return Ok(()) };
        let (called, told) = names.place(ledger, name)?;
        self.notices.extend(told.map(|told| format!("--place: {told}")));
        self.filter.places.clone_from(&called.names);
        let alone = Part { filter: Filter { places: called.names.clone(), ..Filter::default() }, ..Part::default() };
        let here = |claim: Result<Claim, LedgerError>| claim.map(|claim| called.keeps(&claim));
        if !alone.claims(ledger)?.map(here).collect::<Result<Vec<bool>, _>>()?.contains(&true) {
            self.notices.push(format!("--place: no claim of the ledger is told of {name}"));
        }
        self.place = Some(called);
        Ok(())
    }

    fn of_conflict(&mut self, ledger: &Ledger, wanted: &Wanted, names: &Names) -> Result<(), NoPart> {
        let Some(name) = &wanted.conflict else { return Ok(()) };
        let also = names.party(ledger, name).map(|called| called.names).unwrap_or_default();
        let (conflict, others) = findings::conflicts_called(ledger, name, &also)?;
        if !name.starts_with("w-") {
            self.notices.push(which(name, &conflict, &others));
        }
        self.conflict = Some(conflict.claims.into_iter().collect());
        Ok(())
    }

    /// The claims of the part, in the order of the ledger, as they are read.
    pub fn claims<'l>(
        &self,
        ledger: &'l Ledger,
    ) -> Result<impl Iterator<Item = Result<Claim, LedgerError>> + use<'l>, LedgerError> {
        let (place, conflict) = (self.place.clone(), self.conflict.clone());
        let wanted = move |claim: &Claim| {
            conflict.as_ref().is_none_or(|ids| ids.contains(&claim.id))
                && place.as_ref().is_none_or(|place| place.keeps(claim))
        };
        Ok(ledger.claims(&self.filter)?.filter(move |claim| claim.as_ref().map_or(true, &wanted)))
    }

    /// The ids of the claims of the part.
    pub fn ids(&self, ledger: &Ledger) -> Result<BTreeSet<String>, LedgerError> {
        self.claims(ledger)?.map(|claim| claim.map(|claim| claim.id)).collect()
    }

    /// What is left out because no day is known of it, in words; none where nothing is.
    pub fn left_out(&self, ledger: &Ledger) -> Result<Option<String>, LedgerError> {
        let period = self.filter.from.is_some() || self.filter.to.is_some();
        if !period || self.filter.undated == Undated::Kept {
            return Ok(None);
        }
        let alone = Part { filter: Filter { undated: Undated::Alone, ..self.filter.clone() }, ..self.clone() };
        let (mut claims, mut reports) = (0, BTreeSet::new());
        for claim in alone.claims(ledger)? {
            claims += 1;
            reports.insert(claim?.report.id);
        }
        let (are, reports) = (counted(claims, "claim"), counted(reports.len(), "report"));
        let have = if claims == 1 { "has no day and is" } else { "have no day and are" };
        Ok((claims > 0).then(|| format!("{are} of {reports} {have} left out; --undated keeps them")))
    }
}

/// Says which conflict was chosen by a name that is not its id, and which others it names.
fn which(name: &str, shown: &Conflict, others: &[Conflict]) -> String {
    match others {
        [] => format!("--conflict {name}: shown is {}", in_words(shown)),
        others => {
            let all: Vec<String> = others.iter().map(in_words).collect();
            let are = if others.len() == 1 { "the other is" } else { "the others are" };
            format!(
                "{} conflicts have {name}; shown is {}, {are} {}",
                others.len() + 1,
                in_words(shown),
                all.join(", ")
            )
        }
    }
}

fn in_words(conflict: &Conflict) -> String {
    let parties = if conflict.parties.is_empty() { "no parties told".to_owned() } else { conflict.parties.join(", ") };
    let fought = if conflict.countries.is_empty() {
        String::new()
    } else {
        format!(", fought in {}", conflict.countries.join(", "))
    };
    let (claims, reports) = (counted(conflict.claims.len(), "claim"), counted(conflict.reports.len(), "report"));
    format!("{} ({parties}{fought}: {claims} in {reports})", conflict.id)
}
