//! Entries of `words/`: closed lists of phrases with meanings.

use std::collections::BTreeSet;

use herodotus_schema::{Scope, Status};

use crate::actors::ROLES;
use crate::calendar::{self, Calendar, CalendarWord};
use crate::events::STATUSES;
use crate::fields::{Fields, TomlFile};
use crate::meanings::{
    Bound, BoundSide, Counted, Hedge, HedgeEffect, NumberKind, NumberWord, People, Preposition, Reference,
    ReferenceKind, RoleKind, RoleNoun, Weapon,
};
use crate::sets::{WordSet, WordSets};
use crate::writing::{self, Abbreviation, Writing};
use crate::{Origin, PhraseTable};

/// What a phrase of `words/` means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Meaning {
    Role(RoleNoun),
    Number(NumberWord),
    Bound(Bound),
    BoundAfter(Bound),
    Range,
    Milestone,
    Hedge(Hedge),
    Negator,
    Governor(Status),
    Provision,
    Possession,
    /// See [`WordLists::untrue`].
    Untrue,
    /// See [`WordLists::occurrences`].
    Occurrence,
    /// See [`WordLists::hours`].
    Hour,
    Partitive,
    /// See [`WordLists::holders`].
    Holder,
    /// See [`WordLists::others`].
    Other,
    /// See [`WordLists::hostile`].
    Hostile,
    /// See [`WordLists::descent`].
    Descent,
    /// Nouns of one kind, by a name that lists of objects may give for all of them ("@fighters").
    Class(String),
    Reference(Reference),
    Counted(Counted),
    People(People),
    Scope(Scope),
    Hearsay,
    Weapon(Weapon),
    Preposition(Preposition),
    Irregular(String),
    Mode(String),
    Calendar(CalendarWord),
    Abbreviation(Abbreviation),
    /// Two words run together, written with the blank between them.
    RunTogether,
    /// A word of a list that says no more of it.
    Set(WordSet),
}

/// One table of a file of `words/`: phrases of one meaning.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct WordEntry {
    pub phrases: Vec<String>,
    pub meaning: Meaning,
    pub origin: Origin,
}

/// The closed lists, each as a table of phrases.
#[derive(Debug, Clone, Default)]
pub struct WordLists {
    /// Noun phrases that tell a role ("defense ministry" → MIL).
    pub roles: PhraseTable<RoleNoun>,
    /// Number words.
    pub numbers: PhraseTable<NumberWord>,
    /// Bounds and approximators that stand before the number.
    pub bounds: PhraseTable<Bound>,
    /// Bounds and approximators that stand after the number.
    pub bounds_after: PhraseTable<Bound>,
    /// Verbs whose "from 5 to 9" tells the ends of a range, not a change.
    pub ranges: PhraseTable<()>,
    /// Nouns behind a figure that is reached, which it does not count ("the 20,000 mark").
    pub milestones: PhraseTable<()>,
    /// Hedging adverbs, adjectives and modals.
    pub hedges: PhraseTable<Hedge>,
    /// Words that negate.
    pub negators: PhraseTable<()>,
    /// Words that say of what they govern whether it happened ("plan to", "fail to", "will").
    pub governors: PhraseTable<Status>,
    /// Verbs by which an agreement says what is to come ("provides for").
    pub provisions: PhraseTable<()>,
    /// Verbs by which things are somebody's or change hands in peace ("owned two houses").
    pub possessions: PhraseTable<()>,
    /// Words by which what is told is said not to be so ("false", "not true").
    pub untrue: PhraseTable<()>,
    /// Verbs that tell of an act only when or whether it comes about ("take place", "begin").
    pub occurrences: PhraseTable<()>,
    /// Nouns for a part of the day, which does nothing ("by dawn").
    pub hours: PhraseTable<()>,
    /// Nouns that tell how much of what follows "of" ("a number of", "a third of").
    pub partitives: PhraseTable<()>,
    /// Participles by which what they tell of is somebody's own ("Ruritania-run").
    pub holders: PhraseTable<()>,
    /// Nouns that tell of another than whose they are ("Ruritania's enemies").
    pub others: PhraseTable<()>,
    /// Modifiers by which forces are those of the enemy of whoever speaks ("occupation artillery").
    pub hostile: PhraseTable<()>,
    /// Modifiers by which people are told by their descent, not by their state ("ethnic Ruritanians").
    pub descent: PhraseTable<()>,
    /// Phrases that refer back, without "the".
    pub references: PhraseTable<Reference>,
    /// Words that say what is counted ("dead" → killed).
    pub counted: PhraseTable<Counted>,
    /// Nouns for people, civilian or not.
    pub people: PhraseTable<People>,
    /// Phrases that say what a figure covers ("so far" → total).
    pub scopes: PhraseTable<Scope>,
    /// Phrases of hearsay without a speaker.
    pub hearsay: PhraseTable<()>,
    /// Weapons.
    pub weapons: PhraseTable<Weapon>,
    /// Prepositions.
    pub prepositions: PhraseTable<Preposition>,
    /// Past forms of irregular verbs, with their dictionary form.
    pub irregular: PhraseTable<String>,
    /// The published list of modes, as pairs of PLOVER type ("" for none) and mode.
    pub modes: BTreeSet<(String, String)>,
    /// The words of the calendar and the clock.
    pub calendar: Calendar,
    /// Abbreviations and words run together.
    pub writing: Writing,
    sets: WordSets,
}

impl WordLists {
    /// Indexes the entries; of two meanings of one phrase in one list, the first stays.
    pub(crate) fn new(entries: &[WordEntry]) -> WordLists {
        let mut lists = WordLists::default();
        for entry in entries {
            for phrase in &entry.phrases {
                lists.insert(phrase, entry);
            }
        }
        lists
    }

    /// Whether a place after the preposition `lemma` only tells where something is ("in").
    pub fn is_place_preposition(&self, lemma: &str) -> bool {
        self.prepositions.get(lemma).is_some_and(|preposition| preposition.place)
    }

    /// Whether `word` (in lower case; letters of a zone as written) stands in `set`.
    pub fn has(&self, set: WordSet, word: &str) -> bool {
        self.sets.has(set, word)
    }

    /// Whether `word` is a noun for people, or one that tells the role of some ("residents", "soldiers").
    pub fn tells_people(&self, word: &str) -> bool {
        self.people.get(word).is_some() || self.roles.get(word).is_some()
    }

    fn insert(&mut self, phrase: &str, entry: &WordEntry) {
        let origin = entry.origin.clone();
        match &entry.meaning {
            Meaning::Role(role) => self.roles.insert(phrase, role.clone(), origin),
            Meaning::Number(number) => self.numbers.insert(phrase, *number, origin),
            Meaning::Bound(bound) => self.bounds.insert(phrase, *bound, origin),
            Meaning::BoundAfter(bound) => self.bounds_after.insert(phrase, *bound, origin),
            Meaning::Range => self.ranges.insert(phrase, (), origin),
            Meaning::Milestone => self.milestones.insert(phrase, (), origin),
            Meaning::Hedge(hedge) => self.hedges.insert(phrase, *hedge, origin),
            Meaning::Negator => self.negators.insert(phrase, (), origin),
            Meaning::Governor(status) => self.governors.insert(phrase, *status, origin),
            Meaning::Provision => self.provisions.insert(phrase, (), origin),
            Meaning::Possession => self.possessions.insert(phrase, (), origin),
            Meaning::Untrue => self.untrue.insert(phrase, (), origin),
            Meaning::Occurrence => self.occurrences.insert(phrase, (), origin),
            Meaning::Hour => self.hours.insert(phrase, (), origin),
            Meaning::Partitive => self.partitives.insert(phrase, (), origin),
            Meaning::Holder => self.holders.insert(phrase, (), origin),
            Meaning::Other => self.others.insert(phrase, (), origin),
            Meaning::Reference(reference) => self.references.insert(phrase, reference.clone(), origin),
            Meaning::Counted(counted) => self.counted.insert(phrase, counted.clone(), origin),
            Meaning::People(people) => self.people.insert(phrase, *people, origin),
            Meaning::Scope(scope) => self.scopes.insert(phrase, *scope, origin),
            Meaning::Hearsay => self.hearsay.insert(phrase, (), origin),
            Meaning::Weapon(weapon) => self.weapons.insert(phrase, weapon.clone(), origin),
            Meaning::Preposition(preposition) => self.prepositions.insert(phrase, *preposition, origin),
            Meaning::Irregular(lemma) => self.irregular.insert(phrase, lemma.clone(), origin),
            Meaning::Hostile => self.hostile.insert(phrase, (), origin),
            Meaning::Descent => self.descent.insert(phrase, (), origin),
            // A class is written out where it is used, before the words are indexed.
            Meaning::Class(_) => {}
            Meaning::Mode(event) => {
                self.modes.insert((event.clone(), phrase.to_owned()));
            }
            Meaning::Calendar(word) => self.calendar.insert(phrase, *word),
            Meaning::Abbreviation(used) => self.writing.insert_abbreviation(phrase, *used),
            Meaning::RunTogether => self.writing.insert_joined(phrase),
            Meaning::Set(set) => self.sets.insert(*set, phrase),
        }
    }
}

const ROLE_KINDS: [(&str, RoleKind); 5] = [
    ("body", RoleKind::Body),
    ("people", RoleKind::People),
    ("person", RoleKind::Person),
    ("spokesperson", RoleKind::Spokesperson),
    ("document", RoleKind::Document),
];

const NUMBER_KINDS: [(&str, NumberKind); 6] = [
    ("unit", NumberKind::Unit),
    ("scale", NumberKind::Scale),
    ("plural", NumberKind::Plural),
    ("vague", NumberKind::Vague),
    ("rough", NumberKind::Rough),
    ("fraction", NumberKind::Fraction),
];

const BOUND_SIDES: [(&str, BoundSide); 3] =
    [("low", BoundSide::Low), ("high", BoundSide::High), ("both", BoundSide::Both)];

const HEDGE_EFFECTS: [(&str, HedgeEffect); 2] = [("hedged", HedgeEffect::Hedged), ("possible", HedgeEffect::Possible)];

const REFERENCE_KINDS: [(&str, ReferenceKind); 9] = [
    ("opponent", ReferenceKind::Opponent),
    ("both-sides", ReferenceKind::BothSides),
    ("several", ReferenceKind::Several),
    ("place", ReferenceKind::Place),
    ("state", ReferenceKind::State),
    ("body", ReferenceKind::Body),
    ("group", ReferenceKind::Group),
    ("organisation", ReferenceKind::Organisation),
    ("person", ReferenceKind::Person),
];

const SCOPES: [(&str, Scope); 2] = [("total", Scope::Total), ("incident", Scope::Incident)];

const CIVILIAN: [(&str, Option<bool>); 3] = [("yes", Some(true)), ("no", Some(false)), ("unsaid", None)];

/// Reads what the phrases of one table mean.
type Reading = fn(&Fields<'_>) -> Option<Meaning>;

/// Reads one file of `words/`.
pub(crate) fn read(file: &TomlFile<'_>) -> Vec<WordEntry> {
    let root = file.root();
    root.text("note");
    let mut entries = Vec::new();
    let kinds: [(&'static str, Reading); 30] = [
        ("role", role),
        ("number", number),
        ("bound", bound),
        ("range", |_| Some(Meaning::Range)),
        ("milestone", |_| Some(Meaning::Milestone)),
        ("hedge", |f| Some(Meaning::Hedge(Hedge { effect: needed(f, "effect", &HEDGE_EFFECTS)? }))),
        ("negator", |_| Some(Meaning::Negator)),
        ("governor", |f| Some(Meaning::Governor(needed(f, "status", &STATUSES)?))),
        ("provision", |_| Some(Meaning::Provision)),
        ("possession", |_| Some(Meaning::Possession)),
        ("untrue", |_| Some(Meaning::Untrue)),
        ("occurrence", |_| Some(Meaning::Occurrence)),
        ("hour", |_| Some(Meaning::Hour)),
        ("partitive", |_| Some(Meaning::Partitive)),
        ("holder", |_| Some(Meaning::Holder)),
        ("other", |_| Some(Meaning::Other)),
        ("hostile", |_| Some(Meaning::Hostile)),
        ("descent", |_| Some(Meaning::Descent)),
        ("class", |f| Some(Meaning::Class(f.required("name")?))),
        ("reference", reference),
        ("counted", |f| Some(Meaning::Counted(Counted { what: f.required("what")?, place: f.flag("place") }))),
        ("people", people),
        ("scope", |f| Some(Meaning::Scope(needed(f, "scope", &SCOPES)?))),
        ("hearsay", |_| Some(Meaning::Hearsay)),
        ("weapon", |f| Some(Meaning::Weapon(Weapon { mode: f.required("mode")? }))),
        ("preposition", |f| Some(Meaning::Preposition(Preposition { place: f.flag("place") }))),
        ("irregular", |f| Some(Meaning::Irregular(f.required("lemma")?.to_lowercase()))),
        ("mode", mode),
        ("abbreviation", |f| Some(Meaning::Abbreviation(writing::abbreviation(f)?))),
        ("run-together", |_| Some(Meaning::RunTogether)),
    ];
    for (key, meaning) in kinds {
        entries.extend(root.tables(key).into_iter().filter_map(|fields| entry(fields, meaning)));
    }
    for (key, word) in calendar::TABLES {
        let named = root.tables(key).into_iter();
        entries.extend(named.filter_map(|fields| entry(fields, |f| word(f).map(Meaning::Calendar))));
    }
    for set in WordSet::ALL {
        let listed = root.tables(set.table()).into_iter();
        entries.extend(listed.filter_map(|fields| entry(fields, |_| Some(Meaning::Set(*set)))));
    }
    root.finish();
    entries
}

fn entry(fields: Fields<'_>, meaning: impl Fn(&Fields<'_>) -> Option<Meaning>) -> Option<WordEntry> {
    let mut phrases = fields.texts("words");
    phrases.extend(fields.texts("nouns"));
    if phrases.is_empty() {
        fields.fault("words", "an entry without words", "add `words = [\"...\"]`");
    }
    fields.text("note");
    let meaning = meaning(&fields);
    let origin = fields.origin();
    fields.finish();
    meaning.map(|meaning| WordEntry { phrases, meaning, origin })
}

/// The meaning of a word that must be there.
fn needed<T: Copy>(fields: &Fields<'_>, key: &'static str, allowed: &[(&str, T)]) -> Option<T> {
    fields.required(key)?;
    fields.choice(key, allowed)
}

fn role(fields: &Fields<'_>) -> Option<Meaning> {
    let kind = fields.choice("kind", &ROLE_KINDS).unwrap_or(RoleKind::Body);
    let role = fields.choice("role", &ROLES).map(str::to_owned);
    if role.is_none() && !matches!(kind, RoleKind::Spokesperson | RoleKind::Document) {
        fields.fault("role", "`role` is missing or unknown", "add `role = \"MIL\"` or another role");
    }
    Some(Meaning::Role(RoleNoun { role, kind, local: fields.flag("local"), exonym: fields.flag("exonym") }))
}

fn number(fields: &Fields<'_>) -> Option<Meaning> {
    let value = fields.number("value");
    if value.is_none() {
        fields.fault("value", "`value` is missing", "add the figure: `value = 12`");
    }
    Some(Meaning::Number(NumberWord { value: value?, kind: needed(fields, "kind", &NUMBER_KINDS)? }))
}

fn bound(fields: &Fields<'_>) -> Option<Meaning> {
    let (hedged, after) = (fields.flag("hedged"), fields.flag("after"));
    let bound = Bound { side: needed(fields, "side", &BOUND_SIDES)?, hedged };
    Some(if after { Meaning::BoundAfter(bound) } else { Meaning::Bound(bound) })
}

fn reference(fields: &Fields<'_>) -> Option<Meaning> {
    let role = fields.choice("role", &ROLES).map(str::to_owned);
    Some(Meaning::Reference(Reference { kind: needed(fields, "to", &REFERENCE_KINDS)?, role }))
}

fn people(fields: &Fields<'_>) -> Option<Meaning> {
    let several = fields.flag("several");
    Some(Meaning::People(People { civilian: needed(fields, "civilian", &CIVILIAN)?, several }))
}

fn mode(fields: &Fields<'_>) -> Option<Meaning> {
    let event = fields.text("event").unwrap_or_default();
    if !event.is_empty() && !crate::EVENT_TYPES.contains(&event.as_str()) {
        fields.fault("event", format!("unknown event type \"{event}\""), "use one of PLOVER's sixteen types, or \"\"");
    }
    Some(Meaning::Mode(event))
}
