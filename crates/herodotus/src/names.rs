//! What a user may call a party or a place: by any name of the lexicon or the gazetteer, to what the claims of a ledger call it.

mod near;
mod places;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use herodotus_gazetteer::{Gazetteer, Row, fold};
use herodotus_ledger::{Filter, Ledger, LedgerError, Verdict};
use herodotus_lexicon::{ActorEntry, Lexicon, PlaceRow};
use herodotus_schema::Precision;

use crate::{PipelineError, workers};

pub use near::near;
pub use places::PlaceCalled;
pub(crate) use places::with_country;

/// The lexicon and the gazetteer, for looking up names; a small part of a [`Pipeline`](crate::Pipeline), and made much faster.
#[derive(Debug, Clone)]
pub struct Names {
    pub(crate) lexicon: Arc<Lexicon>,
    pub(crate) gazetteer: Arc<Gazetteer>,
}

/// A party as the claims of a ledger call it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartyCalled {
    /// Its names; several parties where several are called so.
    pub names: Vec<String>,
    /// Its code, where it was asked for by that.
    pub codes: Vec<String>,
    /// How the name was read, in words, where that is to be told.
    pub told: Option<String>,
}

/// Why a name names nothing.
#[derive(Debug, thiserror::Error)]
pub enum Unknown {
    /// The ledger could not be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// No party is called so.
    #[error(
        "no claim names {name}, and the lexicon knows no such party{}; `herodotus export claims --format csv` has the parties that claims name",
        did_you_mean(near)
    )]
    Party {
        /// What was asked for.
        name: String,
        /// Names like it.
        near: Vec<String>,
    },
    /// No place is called so.
    #[error(
        "no claim is told of a place {name}, and the gazetteer knows no such place{}; `herodotus export claims --format csv` has the places of claims",
        did_you_mean(near)
    )]
    Place {
        /// What was asked for.
        name: String,
        /// Names like it.
        near: Vec<String>,
    },
}

/// "; did you mean Ruritania or Borduria?"
pub(crate) fn did_you_mean(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) }
}

/// How a name is a party's: the first is what is meant where a name is several parties'.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    Name,
    Code,
    OtherName,
    CountryCode,
    Demonym,
    Body,
    Capital,
    Person,
}

impl Names {
    /// The shipped lexicon and gazetteer with a lexicon of one's own on top: files as `(path below its folder, text)`.
    ///
    /// # Errors
    /// All faults of the files.
    pub fn with_overlay(files: impl IntoIterator<Item = (String, String)>) -> Result<Names, PipelineError> {
        let lexicon = || Lexicon::overlaid(Lexicon::shipped_files(), files);
        let (gazetteer, lexicon) = workers::beside(Gazetteer::shipped, lexicon);
        let lexicon = Arc::new(lexicon?);
        let rows: Vec<Row> = lexicon.place_rows().iter().map(place_row).collect();
        let gazetteer = Arc::new(gazetteer?.with_rows(rows.into_iter()));
        Ok(Names { lexicon, gazetteer })
    }

    /// What the claims of `ledger` call the party `name`: as they name it themselves, else by what the lexicon knows by that
    /// name, code, people, body, capital or person; of several parties those that claims name. Merged parties are
    /// found by the name that stays.
    ///
    /// # Errors
    /// Where neither the ledger nor the lexicon knows the name, with names like it.
    pub fn party(&self, ledger: &Ledger, name: &str) -> Result<PartyCalled, Unknown> {
        let name = name.trim();
        let held: BTreeSet<String> = ledger.party_names()?.into_iter().collect();
        let (how, mut found) = self.parties_called(name);
        let direct = matches!(how, Some(How::Name | How::Code));
        if let Some(own) = as_held(name, &held).filter(|_| !direct) {
            return Ok(own);
        }
        let Some(how) = how else {
            return Err(Unknown::Party { name: name.to_owned(), near: self.near_parties(name, &held) });
        };
        let merged = merges(ledger)?;
        let is_held = |entry: &&ActorEntry| held.contains(&last(&merged, &entry.name).to_lowercase());
        if found.iter().any(is_held) {
            found.retain(is_held);
        }
        let codes = if how == How::Code { vec![name.to_uppercase()] } else { Vec::new() };
        let names: BTreeSet<&str> = found.iter().map(|entry| last(&merged, &entry.name)).collect();
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let told = read_as(name, how, &names);
        Ok(PartyCalled { names, codes, told })
    }

    /// The name by which claims of reports would call the party `name`, where the lexicon knows it by another; and, where it
    /// knows none and no claim of `ledger` names it, names like it.
    pub fn doubt_of_party(&self, ledger: &Ledger, name: &str) -> Result<Option<String>, LedgerError> {
        let held: BTreeSet<String> = ledger.party_names()?.into_iter().collect();
        let (how, found) = self.parties_called(name);
        Ok(match how {
            Some(How::Name) => None,
            _ if held.contains(&name.to_lowercase()) => None,
            Some(How::Code | How::OtherName | How::CountryCode) => {
                let names: Vec<&str> = found.iter().map(|entry| entry.name.as_str()).collect();
                Some(format!("claims of reports call it {}; write that, if it is meant", names.join(" or ")))
            }
            _ => {
                let near = did_you_mean(&self.near_parties(name, &held));
                Some(format!("no claim names it, and the lexicon knows no party of that name{near}"))
            }
        })
    }

    /// The parties that `name` names in the first way in which it names any.
    fn parties_called(&self, name: &str) -> (Option<How>, Vec<&ActorEntry>) {
        let key = fold(name);
        let mut ways: BTreeMap<How, Vec<&ActorEntry>> = BTreeMap::new();
        for entry in self.lexicon.actors().iter() {
            if let Some(how) = how(entry, &key, name) {
                ways.entry(how).or_default().push(entry);
            }
        }
        if let Some(entry) = self.of_country_code(name) {
            ways.entry(How::CountryCode).or_default().push(entry);
        }
        ways.into_iter().next().map_or((None, Vec::new()), |(how, found)| (Some(how), found))
    }

    /// The state whose ISO 3166 alpha-2 code is `name`.
    fn of_country_code(&self, name: &str) -> Option<&ActorEntry> {
        if name.len() != 2 {
            return None;
        }
        let code = name.to_uppercase();
        let is = |entry: &&ActorEntry| {
            let mut places = self.gazetteer.candidates(&entry.name).into_iter();
            places.any(|place| place.precision == Precision::Country && place.country == code)
        };
        self.lexicon.actors().iter().filter(|entry| entry.code.as_ref().is_some_and(|code| code.len() == 3)).find(is)
    }

    /// Names like `name`: first of parties that claims name, then of others of the lexicon.
    fn near_parties(&self, name: &str, held: &BTreeSet<String>) -> Vec<String> {
        let entries = || self.lexicon.actors().iter();
        let is_held = |entry: &&ActorEntry| held.contains(&entry.name.to_lowercase());
        let (told, untold): (Vec<&ActorEntry>, Vec<&ActorEntry>) = entries().partition(is_held);
        let own = |entry: &&ActorEntry| [&entry.name].into_iter().chain(&entry.names).cloned().collect::<Vec<String>>();
        let known: BTreeSet<String> = entries()
            .flat_map(|entry| [Some(&entry.name), entry.code.as_ref()])
            .flatten()
            .map(|name| name.to_lowercase())
            .collect();
        // What is not of the lexicon; the codes, with roles or without, are no names.
        let code = |name: &str| known.contains(name.split(' ').next().unwrap_or_default());
        let others = held.iter().filter(|name| !known.contains(*name) && !code(name)).cloned();
        let all: Vec<String> = told.iter().flat_map(own).chain(others).chain(untold.iter().flat_map(own)).collect();
        near(name, all.iter().map(String::as_str))
    }
}

/// The party `name` as claims name it themselves, by name or by a code that the lexicon does not know.
fn as_held(name: &str, held: &BTreeSet<String>) -> Option<PartyCalled> {
    let folded = name.to_lowercase();
    let role =
        |party: &String| party.strip_prefix(&folded).is_some_and(|role| role.len() == 4 && role.starts_with(' '));
    let code = name.chars().all(|c| c.is_ascii_uppercase()) && held.iter().any(role);
    let codes = if code { vec![name.to_owned()] } else { Vec::new() };
    (code || held.contains(&folded)).then(|| PartyCalled { names: vec![name.to_owned()], codes, told: None })
}

/// How `key`, which is `name` folded, is a name of the party.
fn how(entry: &ActorEntry, key: &str, name: &str) -> Option<How> {
    let is = |other: &String| fold(other) == key;
    let people = || entry.people.iter().flat_map(|person| person.names.iter().chain([&person.name]));
    let ways = [
        (How::Name, is(&entry.name)),
        (How::Code, entry.code.as_ref().is_some_and(|code| code.eq_ignore_ascii_case(name))),
        (How::OtherName, entry.names.iter().any(is)),
        (How::Demonym, entry.demonyms.iter().any(is)),
        (How::Body, entry.bodies.iter().flat_map(|body| &body.names).any(is)),
        (How::Capital, entry.capital.iter().any(is)),
        (How::Person, people().any(is)),
    ];
    ways.into_iter().find(|(_, is)| *is).map(|(how, _)| how)
}

/// Says that `name` was read as `names`, where that is not the same name and no code.
fn read_as(name: &str, how: How, names: &[String]) -> Option<String> {
    let all = names.join(" and ");
    match how {
        How::Code => None,
        _ if names.len() == 1 && names[0].to_lowercase() == name.to_lowercase() => None,
        How::Body | How::Capital | How::Person => Some(format!(
            "{name} stands for {all}, and all claims that name {all} are meant; claims are chosen by party, not by person, \
             body or seat"
        )),
        _ => Some(format!("{name} is read as {all}")),
    }
}

/// The parties that standing reviews read as others, with the names that they are read as.
pub(crate) fn merges(ledger: &Ledger) -> Result<BTreeMap<String, String>, LedgerError> {
    let reviews = ledger.reviews()?.into_iter();
    Ok(reviews
        .filter_map(|(_, review)| match review.verdict {
            Verdict::Parties { keep, merge, .. } => Some((merge, keep)),
            _ => None,
        })
        .collect())
}

/// What the party `name` is read as in the end.
pub(crate) fn last<'n>(merged: &'n BTreeMap<String, String>, name: &'n str) -> &'n str {
    let (mut at, mut seen) = (name, BTreeSet::new());
    while let Some(next) = merged.get(at).filter(|_| seen.insert(at)) {
        at = next;
    }
    at
}

/// Whether a claim of `ledger` is of this filter.
pub(crate) fn any(ledger: &Ledger, filter: &Filter) -> Result<bool, LedgerError> {
    Ok(ledger.claims(filter)?.len() > 0)
}

fn place_row(row: &PlaceRow) -> Row {
    Row {
        name: row.name.clone(),
        aliases: row.aliases.clone(),
        lat: row.lat,
        lon: row.lon,
        country: row.country.clone(),
        precision: row.precision,
        geonameid: row.geonameid,
    }
}
