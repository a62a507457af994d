//! Parties by their names: the longest name that begins at a token.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::forms::{accepts, pieces};
use crate::{ActorEntry, ActorKind, Origin, Person};

/// What sort of name was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameForm {
    /// One of the party's own names.
    Name,
    /// A ministry, army or seat of it.
    Body,
    /// Its capital.
    Capital,
    /// An adjective or people.
    Demonym,
    /// A person, by full name or bare surname.
    Person,
}

/// A name that was found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ActorMatch<'l> {
    /// How many token forms it covers.
    pub tokens: usize,
    /// The party's one name.
    pub party: &'l str,
    /// Its code.
    pub code: Option<&'l str>,
    /// The role of this mention: the body's or the person's, else the party's.
    pub role: &'l str,
    /// What sort of name it is.
    pub form: NameForm,
    /// What sort of party it is.
    pub kind: ActorKind,
    /// Parties that it fights for or belongs to.
    pub side_of: &'l [String],
    /// Where the party, the body or the person stands in the lexicon.
    pub origin: &'l Origin,
    /// The person, for [`NameForm::Person`].
    pub person: Option<&'l Person>,
}

/// One name, cut into pieces, and whose it is.
#[derive(Debug, Clone)]
struct Name {
    pieces: Vec<String>,
    form: NameForm,
    actor: usize,
    /// The index of the body or person within the actor.
    part: usize,
}

/// All parties, indexed by the first piece of each of their names.
#[derive(Debug, Clone, Default)]
pub struct ActorIndex {
    actors: Vec<ActorEntry>,
    by_name: BTreeMap<String, usize>,
    /// Keyed by the first piece, lower case; longest names first, then in the order of [`NameForm`].
    names: BTreeMap<String, Vec<Name>>,
}

impl ActorIndex {
    pub(crate) fn new(actors: &[ActorEntry]) -> ActorIndex {
        let mut index = ActorIndex { actors: actors.to_vec(), ..ActorIndex::default() };
        for (actor, entry) in actors.iter().enumerate() {
            index.by_name.entry(entry.name.clone()).or_insert(actor);
            for (form, part, text) in names_of(entry) {
                let pieces = name_pieces(text);
                if let Some(first) = pieces.first() {
                    let key = first.to_lowercase();
                    index.names.entry(key).or_default().push(Name { pieces, form, actor, part });
                }
            }
        }
        for names in index.names.values_mut() {
            names.sort_by_key(|name| (std::cmp::Reverse(name.pieces.len()), name.form));
        }
        index
    }

    /// The longest name that begins at `forms[0]`, in token forms as written.
    ///
    /// Capitalised names match as written or in capitals throughout, acronyms in capitals only. Diacritics, hyphens,
    /// full stops and "the" do not matter; only a name that the lexicon writes with "the" begins with it in the text, and
    /// must. People match while in office on `day`; where `day` is unknown, whoever came last. Of equally long names, a
    /// party's own come before its bodies', its capital, its demonyms and people.
    pub fn longest(&self, forms: &[&str], day: Option<Date>) -> Option<ActorMatch<'_>> {
        let first = form_pieces(forms.first()?, 0);
        let names = self.names.get(&first.first()?.to_lowercase())?;
        let reach = names.first()?.pieces.len();
        let (text, ends) = cut(forms, reach);
        let mut found: Option<(&Name, usize)> = None;
        for name in names {
            if found.is_some_and(|(best, _)| best.pieces.len() > name.pieces.len() || best.form < name.form) {
                break;
            }
            let Some(tokens) = self.covers(name, &text, &ends) else { continue };
            if !self.in_office(name, day) {
                continue;
            }
            if found.is_none_or(|(best, _)| self.since(name) > self.since(best)) {
                found = Some((name, tokens));
            }
        }
        found.map(|(name, tokens)| self.matched(name, tokens))
    }

    /// The party of this name (the `name` of its entry).
    pub fn party(&self, name: &str) -> Option<&ActorEntry> {
        self.by_name.get(name).map(|actor| &self.actors[*actor])
    }

    /// The party whose outlet `name` is.
    pub fn owner_of_outlet(&self, name: &str) -> Option<&ActorEntry> {
        let outlet = self.party(name).filter(|actor| actor.kind == ActorKind::Outlet)?;
        self.party(outlet.side_of.first()?)
    }

    /// Every party, in order of file and line.
    pub fn iter(&self) -> impl Iterator<Item = &ActorEntry> {
        self.actors.iter()
    }

    /// How many token forms `name` covers if it stands at the beginning of `text`.
    fn covers(&self, name: &Name, text: &[String], ends: &[Option<usize>]) -> Option<usize> {
        let head = text.get(..name.pieces.len())?;
        let same = |(own, other): (&String, &String)| {
            (own == other || own.to_lowercase() == other.to_lowercase()) && accepts(own, other)
        };
        if name.pieces.iter().zip(head).all(same) { ends[name.pieces.len() - 1] } else { None }
    }

    fn person(&self, name: &Name) -> Option<&Person> {
        (name.form == NameForm::Person).then(|| self.actors[name.actor].people.get(name.part)).flatten()
    }

    fn in_office(&self, name: &Name, day: Option<Date>) -> bool {
        self.person(name).is_none_or(|person| person.in_office(day))
    }

    fn since(&self, name: &Name) -> Option<Date> {
        self.person(name).and_then(|person| person.from)
    }

    fn matched(&self, name: &Name, tokens: usize) -> ActorMatch<'_> {
        let actor = &self.actors[name.actor];
        let (role, origin) = match name.form {
            NameForm::Body => (&actor.bodies[name.part].role, &actor.bodies[name.part].origin),
            NameForm::Person => (&actor.people[name.part].role, &actor.people[name.part].origin),
            _ => (&actor.role, &actor.origin),
        };
        ActorMatch {
            tokens,
            party: &actor.name,
            code: actor.code.as_deref(),
            role,
            form: name.form,
            kind: actor.kind,
            side_of: &actor.side_of,
            origin,
            person: self.person(name),
        }
    }
}

const ARTICLE: &str = "the";

/// The pieces of a name as the lexicon writes it: "the" in front is kept, for such a name needs it ("the West").
pub(crate) fn name_pieces(name: &str) -> Vec<String> {
    let mut cut = pieces(name);
    if name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("the ")) {
        cut.insert(0, ARTICLE.to_owned());
    }
    cut
}

/// The pieces of the form at `at`; "the" counts only where it comes first.
fn form_pieces(form: &str, at: usize) -> Vec<String> {
    if at == 0 && form.eq_ignore_ascii_case(ARTICLE) { vec![ARTICLE.to_owned()] } else { pieces(form) }
}

/// Every name of a party, with its form and the index of the body or person. What a people or a loose camp is called in
/// the ledger is mostly too common a word to stand alone, so only what `names` lists is a name of it in a text.
pub(crate) fn names_of(actor: &ActorEntry) -> Vec<(NameForm, usize, &str)> {
    let mut names = Vec::new();
    if actor.kind != ActorKind::People {
        names.push((NameForm::Name, 0, actor.name.as_str()));
    }
    names.extend(actor.names.iter().map(|name| (NameForm::Name, 0, name.as_str())));
    names.extend(actor.capital.iter().map(|name| (NameForm::Capital, 0, name.as_str())));
    names.extend(actor.demonyms.iter().map(|name| (NameForm::Demonym, 0, name.as_str())));
    for (part, body) in actor.bodies.iter().enumerate() {
        names.extend(body.names.iter().map(|name| (NameForm::Body, part, name.as_str())));
    }
    for (part, person) in actor.people.iter().enumerate() {
        names.push((NameForm::Person, part, person.name.as_str()));
        names.extend(person.names.iter().map(|name| (NameForm::Person, part, name.as_str())));
    }
    names
}

/// The first `reach` pieces of `forms`; and for each piece, how many forms are used up if a name ends with it
/// (`None` inside a form).
fn cut(forms: &[&str], reach: usize) -> (Vec<String>, Vec<Option<usize>>) {
    let mut text = Vec::new();
    let mut ends = Vec::new();
    for (at, form) in forms.iter().enumerate() {
        if text.len() >= reach {
            break;
        }
        let own = form_pieces(form, at);
        ends.extend((0..own.len()).map(|piece| (piece + 1 == own.len()).then_some(at + 1)));
        text.extend(own);
    }
    (text, ends)
}
