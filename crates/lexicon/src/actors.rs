//! Entries of `actors/`: parties with their names, bodies and people.

use jiff::civil::Date;

use crate::Origin;
use crate::fields::{Fields, TomlFile};

/// What sort of party it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// A state.
    State,
    /// A state in fact, not or hardly recognised.
    DeFacto,
    /// An armed or political group.
    Group,
    /// An organisation, between states or not.
    Organisation,
    /// A people or a loose camp.
    People,
    /// A news outlet.
    Outlet,
}

impl ActorKind {
    /// The name by which the weights of figures tell it: it stays as it is, or they must be fitted again.
    pub fn name(self) -> &'static str {
        match self {
            ActorKind::State => "State",
            ActorKind::DeFacto => "DeFacto",
            ActorKind::Group => "Group",
            ActorKind::Organisation => "Organisation",
            ActorKind::People => "People",
            ActorKind::Outlet => "Outlet",
        }
    }
}

/// A ministry, army, agency or seat that speaks or acts for a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its names; the first is shown.
    pub names: Vec<String>,
    /// Its role.
    pub role: String,
    /// Where it stands.
    pub origin: Origin,
}

/// A person who speaks or acts for a party, while in office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The full name.
    pub name: String,
    /// Other spellings and bare surnames that are safe.
    pub names: Vec<String>,
    /// The office.
    pub title: Option<String>,
    /// Its role.
    pub role: String,
    /// First day in office; `None` if always.
    pub from: Option<Date>,
    /// Last day in office; `None` while in office.
    pub until: Option<Date>,
    /// Where it stands.
    pub origin: Origin,
}

impl Person {
    /// Whether the person was in office on `day`; any day will do where it is unknown.
    pub fn in_office(&self, day: Option<Date>) -> bool {
        day.is_none_or(|day| self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until))
    }
}

/// One party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorEntry {
    /// The party's one name.
    pub name: String,
    /// ISO 3166 alpha-3; a group's code begins with that of its country, as CAMEO's do.
    pub code: Option<String>,
    /// What sort of party it is.
    pub kind: ActorKind,
    /// The role of a bare mention.
    pub role: String,
    /// Other names.
    pub names: Vec<String>,
    /// Adjectives and peoples.
    pub demonyms: Vec<String>,
    /// Capitals and seats that stand for its government.
    pub capital: Vec<String>,
    /// Parties that it fights for or belongs to.
    pub side_of: Vec<String>,
    /// Where the facts come from.
    pub fact: Option<String>,
    /// Bodies.
    pub bodies: Vec<Body>,
    /// People.
    pub people: Vec<Person>,
    /// Where it stands.
    pub origin: Origin,
}

const KINDS: [(&str, ActorKind); 6] = [
    ("state", ActorKind::State),
    ("de-facto", ActorKind::DeFacto),
    ("group", ActorKind::Group),
    ("organisation", ActorKind::Organisation),
    ("people", ActorKind::People),
    ("outlet", ActorKind::Outlet),
];

pub(crate) const ROLES: [(&str, &str); 13] = [
    ("GOV", "GOV"),
    ("MIL", "MIL"),
    ("REB", "REB"),
    ("CIV", "CIV"),
    ("OPP", "OPP"),
    ("IGO", "IGO"),
    ("NGO", "NGO"),
    ("MED", "MED"),
    ("SPY", "SPY"),
    ("COP", "COP"),
    ("JUD", "JUD"),
    ("PTY", "PTY"),
    ("UNK", "UNK"),
];

/// Reads one file of `actors/`.
pub(crate) fn read(file: &TomlFile<'_>) -> Vec<ActorEntry> {
    let root = file.root();
    root.text("note");
    let entries = root.tables("actor").into_iter().filter_map(entry).collect();
    root.finish();
    entries
}

fn entry(fields: Fields<'_>) -> Option<ActorEntry> {
    let name = fields.required("name");
    fields.required("kind");
    fields.text("note");
    let role = role(&fields).unwrap_or_else(|| "UNK".to_owned());
    let built = ActorEntry {
        name: name.clone().unwrap_or_default(),
        code: fields.text("code").filter(|code| !code.is_empty()),
        kind: fields.choice("kind", &KINDS).unwrap_or(ActorKind::Group),
        names: fields.texts("names"),
        demonyms: fields.texts("demonyms"),
        capital: fields.texts("capital"),
        side_of: fields.texts("side-of"),
        fact: fields.text("fact").filter(|fact| !fact.is_empty()),
        bodies: fields.tables("body").into_iter().filter_map(|fields| body(fields, &role)).collect(),
        people: fields.tables("person").into_iter().filter_map(|fields| person(fields, &role)).collect(),
        origin: fields.origin(),
        role,
    };
    fields.finish();
    name.map(|_| built)
}

fn role(fields: &Fields<'_>) -> Option<String> {
    fields.choice("role", &ROLES).map(str::to_owned)
}

fn body(fields: Fields<'_>, party_role: &str) -> Option<Body> {
    let names = fields.texts("names");
    fields.text("note");
    if names.is_empty() {
        fields.fault("names", "a body without a name", "add `names = [\"...\"]`");
    }
    let role = role(&fields).unwrap_or_else(|| party_role.to_owned());
    let built = Body { role, origin: fields.origin(), names };
    fields.finish();
    (!built.names.is_empty()).then_some(built)
}

fn person(fields: Fields<'_>, party_role: &str) -> Option<Person> {
    let name = fields.required("name");
    fields.text("note");
    let built = Person {
        name: name.clone().unwrap_or_default(),
        names: fields.texts("names"),
        title: fields.text("title"),
        role: role(&fields).unwrap_or_else(|| party_role.to_owned()),
        from: fields.day("from"),
        until: fields.day("until"),
        origin: fields.origin(),
    };
    if let (Some(from), Some(until)) = (built.from, built.until)
        && until < from
    {
        fields.fault("until", format!("`until` ({until}) is before `from` ({from})"), "put the days in order");
    }
    fields.finish();
    name.map(|_| built)
}

#[cfg(test)]
mod tests {
    use super::ActorKind;

    #[test]
    fn names_are_those_that_weights_were_fitted_with() {
        let all = [
            ActorKind::State,
            ActorKind::DeFacto,
            ActorKind::Group,
            ActorKind::Organisation,
            ActorKind::People,
            ActorKind::Outlet,
        ];
        assert_eq!(all.map(ActorKind::name), ["State", "DeFacto", "Group", "Organisation", "People", "Outlet"]);
    }
}
