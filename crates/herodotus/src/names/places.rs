//! Places by any of their names: to the gazetteer's ids, and to what claims call them.

use std::collections::BTreeSet;

use herodotus_gazetteer::{Candidate, fold};
use herodotus_ledger::{Filter, Ledger, LedgerError};
use herodotus_schema::{Claim, Place};

use super::{Names, Unknown, any, near};

/// A place, or several of one name, as the claims of a ledger name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceCalled {
    /// What it was called, folded; `None` where a country tells which of several is meant, so that ids count alone.
    written: Option<String>,
    /// The ids that it has in GeoNames.
    ids: BTreeSet<u32>,
    /// Its names in the gazetteer, each with its country, for places that GeoNames has no id of.
    known: BTreeSet<(String, String)>,
    /// The names under which claims at it may stand.
    pub(crate) names: Vec<String>,
}

impl Names {
    /// What the claims of `ledger` call the place `name`, which may have a country after it ("Dalmar, RU"): every place
    /// that the gazetteer knows by that name, and what is written so. Also says how the name was read, where that is to be
    /// told.
    ///
    /// # Errors
    /// Where neither the gazetteer nor the ledger knows the name, with names like it.
    pub fn place(&self, ledger: &Ledger, name: &str) -> Result<(PlaceCalled, Option<String>), Unknown> {
        let name = name.trim();
        let (bare, country) = with_country(name);
        let mut found = self.gazetteer.candidates(bare);
        found.retain(|place| country.as_ref().is_none_or(|country| place.country == *country));
        let called = PlaceCalled::new(bare, country.is_some(), &found);
        let filter = Filter { places: called.names.clone(), ..Filter::default() };
        if found.is_empty() && (country.is_some() || !any(ledger, &filter)?) {
            let held = ledger.place_names()?;
            let near = near(bare, held.iter().map(String::as_str)).iter().map(|name| capitals(name)).collect();
            return Err(Unknown::Place { name: name.to_owned(), near });
        }
        let told = called.told(ledger, &filter, bare)?;
        Ok((called, told))
    }
}

impl PlaceCalled {
    fn new(bare: &str, one: bool, found: &[Candidate]) -> PlaceCalled {
        let mut names: BTreeSet<String> = found.iter().map(|place| place.name.clone()).collect();
        names.insert(bare.to_owned());
        PlaceCalled {
            written: (!one).then(|| fold(bare)),
            ids: found.iter().filter_map(|place| place.geonameid).collect(),
            known: found.iter().map(|place| (place.name.clone(), place.country.clone())).collect(),
            names: names.into_iter().collect(),
        }
    }

    /// Whether `claim` is told of it.
    pub fn keeps(&self, claim: &Claim) -> bool {
        claim.places.iter().any(|place| self.is(place))
    }

    fn is(&self, place: &Place) -> bool {
        let by_id = place.geonameid.is_some_and(|id| self.ids.contains(&id));
        let country = place.country.clone().unwrap_or_default();
        let by_name = || place.name.as_ref().is_some_and(|name| self.known.contains(&(name.clone(), country)));
        let as_written = |wanted: &String| {
            fold(&place.text) == *wanted || place.name.as_deref().is_some_and(|name| fold(name) == *wanted)
        };
        by_id || place.geonameid.is_none() && by_name() || self.written.as_ref().is_some_and(as_written)
    }

    /// Which places of `ledger` are meant, in words, where that is not the one called so; or that no claim is told of it.
    fn told(&self, ledger: &Ledger, filter: &Filter, name: &str) -> Result<Option<String>, LedgerError> {
        let mut found = BTreeSet::new();
        for claim in ledger.claims(filter)? {
            let places = claim?.places.into_iter().filter(|place| self.is(place));
            found.extend(places.map(|place| (place.name.unwrap_or(place.text), place.country)));
        }
        let one = |(name, country): &(String, Option<String>)| match country {
            Some(country) => format!("{name} ({country})"),
            None => name.clone(),
        };
        let all: Vec<String> = found.iter().map(one).collect();
        Ok(match found.iter().next() {
            None => None,
            Some((only, _)) if found.len() == 1 && only.to_lowercase() == name.to_lowercase() => None,
            Some(_) if found.len() == 1 => Some(format!("{name} is read as {}", all.join(" and "))),
            Some(_) => Some(format!(
                "{name} names {} places of the ledger, and all are meant: {}; a country behind a comma chooses (\"{name}, {}\")",
                found.len(),
                all.join(", "),
                found.iter().find_map(|(_, country)| country.as_deref()).unwrap_or("XX")
            )),
        })
    }
}

/// A name that may have a country after a comma, apart.
pub(crate) fn with_country(name: &str) -> (&str, Option<String>) {
    match name.rsplit_once(',') {
        Some((bare, country)) if country.trim().len() == 2 => (bare.trim(), Some(country.trim().to_uppercase())),
        _ => (name, None),
    }
}

/// `name`, which is in lower case, with each word's first letter in capitals.
fn capitals(name: &str) -> String {
    let mut start = true;
    let one = |letter: char| {
        let upper = std::mem::replace(&mut start, !letter.is_alphanumeric() && letter != '\'' && letter != '’');
        if upper { letter.to_uppercase().collect::<String>() } else { letter.to_string() }
    };
    name.chars().map(one).collect()
}
