//! Corrections: a field of a claim and what an analyst puts there.

use std::fmt::Display;

use herodotus_schema::{Actor, Certainty, Claim, Coding, Place, Scope, Speaker, Status, Tally, When};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A field of a claim with the value that an analyst gives it; `None` is unknown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "kebab-case")]
pub enum Correction {
    /// The event type.
    Type(Option<String>),
    /// The refinement of the type.
    Mode(Option<String>),
    /// Whether it is said to have happened.
    Status(Status),
    /// How firmly.
    Certainty(Certainty),
    /// Who an agent is.
    Agent(Who),
    /// Who a target is.
    Target(Who),
    /// Whom a speaker speaks for.
    Speaker(Who),
    /// When.
    When(Option<When>),
    /// Where.
    Places(Vec<Place>),
    /// The figure's bounds.
    Figure(Bounds),
    /// What is counted.
    What(String),
    /// Whose people or things are counted.
    Counted(Option<String>),
    /// Whether civilians are counted.
    Civilian(Option<bool>),
    /// What the figure covers.
    Scope(Option<Scope>),
    /// The day the count stood at.
    AsOf(Option<Date>),
}

/// Who stands at a place of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// The place in the list, from 0. One past the end adds somebody whom the words do not name.
    pub at: usize,
    /// The words that stood there, by which the place is found when the list is another.
    #[serde(default)]
    pub words: Option<String>,
    /// Who it is.
    pub is: Identity,
}

/// Who somebody is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Identity {
    /// Of this party.
    Party {
        /// The party's name.
        name: String,
        /// Its code, without a role, where one is known.
        code: Option<String>,
    },
    /// Of no known party.
    Unknown,
    /// Nobody: the entry of the list is a mistake.
    Nobody,
}

/// The bounds of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Lower bound.
    pub low: Option<f64>,
    /// The figure to show where one is wanted.
    pub best: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
}

/// A field that was corrected, as a claim's derivation names it, and what stood there before, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// The field.
    pub field: &'static str,
    /// What stood there.
    pub before: String,
}

impl Correction {
    /// The field's name, as the command line takes it.
    pub fn field(&self) -> String {
        match serde_json::to_value(self) {
            Ok(value) => value["field"].as_str().unwrap_or_default().to_owned(),
            Err(_) => String::new(),
        }
    }

    /// The field and its value: `status -> possible`.
    pub fn in_words(&self) -> String {
        let party = |who: &Who| match &who.is {
            Identity::Party { name, .. } => name.clone(),
            Identity::Unknown => unknown(),
            Identity::Nobody => "nobody".to_owned(),
        };
        let value = match self {
            Correction::Agent(who) | Correction::Target(who) | Correction::Speaker(who) => {
                return format!("{}.{} -> {}", self.field(), who.at + 1, party(who));
            }
            Correction::Type(value) | Correction::Mode(value) | Correction::Counted(value) => {
                value.clone().unwrap_or_else(unknown)
            }
            Correction::Status(value) => word(value),
            Correction::Certainty(value) => word(value),
            Correction::When(value) => days(value.as_ref()),
            Correction::Places(value) => names(value),
            Correction::Figure(bounds) => figure((bounds.low, bounds.high)),
            Correction::What(value) => value.clone(),
            Correction::Civilian(value) => value.map_or_else(unknown, |value| value.to_string()),
            Correction::Scope(value) => value.map_or_else(unknown, word),
            Correction::AsOf(value) => value.map_or_else(unknown, |day| day.to_string()),
        };
        format!("{} -> {value}", self.field())
    }

    /// Puts the value into `claim`; says what stood there. Nothing if the claim has no place for it: a figure's field of a
    /// claim without a figure, somebody who is not in the list.
    pub fn apply(&self, claim: &mut Claim) -> Option<Corrected> {
        let (field, before) = match self {
            Correction::Type(value) => ("event", put(&mut coding(claim).kind, value)),
            Correction::Mode(value) => ("event", put(&mut coding(claim).mode, value)),
            Correction::Status(value) => ("status", word(std::mem::replace(&mut claim.status, *value))),
            Correction::Certainty(value) => ("certainty", word(std::mem::replace(&mut claim.certainty, *value))),
            Correction::Agent(who) => ("agents", who.among(&mut claim.agents)?),
            Correction::Target(who) => ("targets", who.among(&mut claim.targets)?),
            Correction::Speaker(who) => ("attribution", who.among(&mut claim.attribution)?),
            Correction::When(value) => ("when", days(std::mem::replace(&mut claim.when, value.clone()).as_ref())),
            Correction::Places(value) => ("places", names(&std::mem::replace(&mut claim.places, value.clone()))),
            _ => ("tally", self.count(claim.tally.as_mut()?)),
        };
        Some(Corrected { field, before })
    }

    fn count(&self, tally: &mut Tally) -> String {
        match self {
            Correction::Figure(bounds) => {
                let before = figure((tally.low, tally.high));
                (tally.low, tally.best, tally.high) = (bounds.low, bounds.best, bounds.high);
                before
            }
            Correction::What(value) => std::mem::replace(&mut tally.what, value.clone()),
            Correction::Counted(value) => put(&mut tally.party, value),
            Correction::Civilian(value) => put(&mut tally.civilian, value),
            Correction::AsOf(value) => put(&mut tally.as_of, value),
            Correction::Scope(value) => std::mem::replace(&mut tally.scope, *value).map_or_else(unknown, word),
            _ => unknown(),
        }
    }
}

/// Someone whose party can be told.
trait Somebody: Default {
    fn party(&mut self) -> &mut Option<String>;
    fn code(&mut self) -> &mut Option<String>;
    fn words(&self) -> &str;

    /// Makes it somebody of `party`; a role behind the code stays.
    fn belong(&mut self, party: Option<String>, code: Option<&str>) {
        let role = self.code().as_deref().and_then(|code| code.split_once(' ')).map(|(_, role)| role.to_owned());
        *self.code() = code.map(|code| role.map_or_else(|| code.to_owned(), |role| format!("{code} {role}")));
        *self.party() = party;
    }
}

impl Somebody for Actor {
    fn party(&mut self) -> &mut Option<String> {
        &mut self.party
    }
    fn code(&mut self) -> &mut Option<String> {
        &mut self.code
    }
    fn words(&self) -> &str {
        &self.text
    }
}

impl Somebody for Speaker {
    fn party(&mut self) -> &mut Option<String> {
        &mut self.party
    }
    fn code(&mut self) -> &mut Option<String> {
        &mut self.code
    }
    fn words(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }
}

impl Who {
    /// Makes it so in `list`; says who stood there. Nothing if nobody in the list is meant.
    fn among<T: Somebody>(&self, list: &mut Vec<T>) -> Option<String> {
        let at = self.place(list)?;
        let Some(one) = list.get_mut(at) else {
            let Identity::Party { name, code } = &self.is else { return None };
            let mut added = T::default();
            added.belong(Some(name.clone()), code.as_deref());
            list.push(added);
            return Some("nobody".to_owned());
        };
        let before = told(one);
        match &self.is {
            Identity::Party { name, code } => one.belong(Some(name.clone()), code.as_deref()),
            Identity::Unknown => one.belong(None, None),
            Identity::Nobody => drop(list.remove(at)),
        }
        Some(before)
    }

    /// Where in `list` the words stand that stood there. Where they do not: a party is put in the old place, since it is
    /// the claim's, and nobody else is taken for unknown or for nobody.
    fn place<T: Somebody>(&self, list: &[T]) -> Option<usize> {
        let Some(words) = &self.words else { return Some(self.at) };
        let is = |one: &T| one.words() == words;
        if list.get(self.at).is_some_and(is) {
            return Some(self.at);
        }
        let found = list.iter().position(is);
        found.or_else(|| matches!(self.is, Identity::Party { .. }).then_some(self.at))
    }
}

/// A party as claims name it.
#[derive(Clone, Copy)]
pub(crate) struct Named<'n> {
    pub(crate) name: &'n str,
    /// Its code, without a role, where one is known.
    pub(crate) code: Option<&'n str>,
}

/// Reads the party `merge` as `party` wherever `claim` names it; says in which fields.
pub(crate) fn merge_parties(claim: &mut Claim, merge: &str, party: Named<'_>) -> Vec<&'static str> {
    let mut fields = Vec::new();
    let mut note = |field, found| {
        if found {
            fields.push(field)
        }
    };
    note("attribution", rename(&mut claim.attribution, merge, party));
    note("agents", rename(&mut claim.agents, merge, party));
    note("targets", rename(&mut claim.targets, merge, party));
    let counted = claim.tally.as_mut().and_then(|tally| tally.party.as_mut()).filter(|party| *party == merge);
    note("tally", counted.is_some());
    if let Some(counted) = counted {
        party.name.clone_into(counted);
    }
    fields
}

fn rename<T: Somebody>(list: &mut [T], merge: &str, party: Named<'_>) -> bool {
    let mut found = false;
    for one in list {
        if one.party().as_deref() == Some(merge) {
            one.belong(Some(party.name.to_owned()), party.code);
            found = true;
        }
    }
    found
}

fn coding(claim: &mut Claim) -> &mut Coding {
    claim.event.get_or_insert_default()
}

fn put<T: Clone + Display>(field: &mut Option<T>, value: &Option<T>) -> String {
    std::mem::replace(field, value.clone()).map_or_else(unknown, |before| before.to_string())
}

fn told<T: Somebody>(one: &mut T) -> String {
    let words = one.words().to_owned();
    match one.party() {
        Some(party) if words.is_empty() || *party == words => party.clone(),
        Some(party) => format!("{party} (\"{words}\")"),
        None => format!("unknown (\"{words}\")"),
    }
}

fn days(when: Option<&When>) -> String {
    match when {
        None => unknown(),
        Some(when) if when.start == when.end => when.start.to_string(),
        Some(when) => format!("{} to {}", when.start, when.end),
    }
}

fn names(places: &[Place]) -> String {
    let names: Vec<&str> = places.iter().map(|place| place.name.as_deref().unwrap_or(&place.text)).collect();
    if names.is_empty() { unknown() } else { names.join("; ") }
}

fn figure((low, high): (Option<f64>, Option<f64>)) -> String {
    let bound = |value: Option<f64>| value.map_or_else(|| "?".to_owned(), |value| value.to_string());
    match low == high {
        true => bound(low),
        false => format!("{} to {}", bound(low), bound(high)),
    }
}

/// The word of the record format for a value.
fn word<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => unknown(),
    }
}

fn unknown() -> String {
    "unknown".to_owned()
}
