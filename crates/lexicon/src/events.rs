//! Entries of `events/`: what verbs, nouns and adjectives mean.

use herodotus_schema::{Certainty, ClaimKind, Status};

use crate::Origin;
use crate::fields::{Fields, TomlFile};

/// PLOVER's sixteen event types.
/// Source: Halterman et al., "PLOVER and POLECAT: A New Political Event Ontology and Dataset" (2023).
pub const EVENT_TYPES: [&str; 16] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

/// What part of speech an event entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordClass {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
}

impl WordClass {
    /// The name by which the judge's weights tell it: it stays as it is, or they must be fitted again.
    pub fn name(self) -> &'static str {
        match self {
            WordClass::Verb => "Verb",
            WordClass::Noun => "Noun",
            WordClass::Adjective => "Adjective",
        }
    }
}

/// Where in the syntax a filler is looked for, seen from the entry's word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// The subject; after "by" in the passive.
    Subject,
    /// The direct object; the subject's place in the passive.
    Object,
    /// The indirect object.
    Indirect,
    /// The subject of the verb that governs this one.
    SubjectOf,
    /// The subject inside the content clause.
    Clause,
    /// After "by".
    By,
    /// The possessor of a noun.
    Possessive,
    /// An adjective or compound before a noun.
    Modifier,
    /// After this preposition, of the entry's word.
    Preposition(String),
    /// After this preposition, of the object noun.
    ObjectPreposition(String),
    /// An adjective or compound before the object noun, or whose it is.
    ObjectModifier,
}

impl Slot {
    /// Reads the lexicon's notation ("subject-of", "object:on", "against").
    ///
    /// # Errors
    /// `None` for anything that is neither a slot's name nor lower-case words.
    pub fn parse(text: &str) -> Option<Slot> {
        let preposition = |words: &str| {
            let lower = !words.is_empty() && words.chars().all(|c| c.is_ascii_lowercase() || c == ' ');
            lower.then(|| words.to_owned())
        };
        Some(match text {
            "object:modifier" => Slot::ObjectModifier,
            "subject" => Slot::Subject,
            "object" => Slot::Object,
            "indirect" => Slot::Indirect,
            "subject-of" => Slot::SubjectOf,
            "clause" => Slot::Clause,
            "by" => Slot::By,
            "possessive" => Slot::Possessive,
            "modifier" => Slot::Modifier,
            _ => match text.strip_prefix("object:") {
                Some(words) => Slot::ObjectPreposition(preposition(words)?),
                None => Slot::Preposition(preposition(text)?),
            },
        })
    }
}

/// What a filler must resolve to for the entry to apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Requirement {
    /// The subject is a party.
    PartySubject,
    /// The object is a party.
    PartyObject,
    /// The object is a place.
    PlaceObject,
    /// The object is a person or people.
    PersonObject,
}

/// A sentence that proves an entry, or must not be coded by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventExample {
    /// The sentence.
    pub text: String,
    /// The agent's words in it.
    pub agent: Option<String>,
    /// The target's words in it.
    pub target: Option<String>,
    /// The status that must come out, where the example says so.
    pub status: Option<Status>,
    /// `true` for a reading that must not be coded as this (`[[verb.not]]`).
    pub negative: bool,
    /// Where it stands.
    pub origin: Origin,
}

/// One meaning of one word, with the conditions under which it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct EventEntry {
    /// Part of speech.
    pub class: WordClass,
    /// Dictionary form, lower case.
    pub lemma: String,
    /// PLOVER type; `None` where none fits.
    pub event: Option<String>,
    /// The refinement.
    pub mode: Option<String>,
    /// Event, state or tally.
    pub kind: ClaimKind,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Only with this particle.
    pub particle: Option<String>,
    /// Only with one of these lemmas as object.
    pub object: Vec<String>,
    /// Not with one of these lemmas as object.
    pub unless_object: Vec<String>,
    /// Not with one of these lemmas as subject.
    pub unless_subject: Vec<String>,
    /// Where the agent stands, in order of preference.
    pub agent: Vec<Slot>,
    /// Where the target stands, in order of preference.
    pub target: Vec<Slot>,
    /// The status that the word itself says.
    pub status: Option<Status>,
    /// The certainty that the word itself says.
    pub certainty: Option<Certainty>,
    /// The act is done by speaking: its agent is also who says it.
    pub speech: bool,
    /// The act told in its clause is coded with its own type instead.
    pub content_act: bool,
    /// The act that its subject means to do, told in its infinitive, is coded with its own type instead.
    pub deed: bool,
    /// What the fillers must resolve to.
    pub requires: Vec<Requirement>,
    /// Agents and targets are on a par.
    pub symmetric: bool,
    /// Counts only in a report that is about war or politics anyway.
    pub weak: bool,
    /// It comes from a lexicon of the user's own.
    pub own: bool,
    /// Its examples, positive and negative.
    pub examples: Vec<EventExample>,
    /// Where it stands.
    pub origin: Origin,
}

impl EventEntry {
    /// How narrow its conditions are: the more, the earlier it is tried.
    pub(crate) fn specificity(&self) -> usize {
        4 * usize::from(!self.object.is_empty())
            + 4 * usize::from(self.particle.is_some())
            + 2 * usize::from(!self.requires.is_empty())
            + usize::from(!self.unless_object.is_empty() || !self.unless_subject.is_empty())
    }

    /// The positive examples.
    pub fn positive(&self) -> impl Iterator<Item = &EventExample> {
        self.examples.iter().filter(|example| !example.negative)
    }
}

pub(crate) const STATUSES: [(&str, Status); 6] = [
    ("happened", Status::Happened),
    ("ongoing", Status::Ongoing),
    ("did-not-happen", Status::DidNotHappen),
    ("planned", Status::Planned),
    ("called-for", Status::CalledFor),
    ("possible", Status::Possible),
];

pub(crate) const CERTAINTIES: [(&str, Certainty); 3] =
    [("firm", Certainty::Firm), ("hedged", Certainty::Hedged), ("denied", Certainty::Denied)];

/// What of its content an entry gives its claim to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// The act that is told of somebody.
    Act,
    /// The act that the subject means to do.
    Deed,
}

const CONTENTS: [(&str, Content); 2] = [("act", Content::Act), ("deed", Content::Deed)];

const KINDS: [(&str, ClaimKind); 3] =
    [("event", ClaimKind::Event), ("state", ClaimKind::State), ("tally", ClaimKind::Tally)];

const REQUIREMENTS: [(&str, Requirement); 4] = [
    ("party-subject", Requirement::PartySubject),
    ("party-object", Requirement::PartyObject),
    ("place-object", Requirement::PlaceObject),
    ("person-object", Requirement::PersonObject),
];

/// Reads one file of `events/`.
pub(crate) fn read(file: &TomlFile<'_>) -> Vec<EventEntry> {
    let root = file.root();
    root.text("note");
    let event = event_type(&root);
    let mut entries = Vec::new();
    for (key, class) in [("verb", WordClass::Verb), ("noun", WordClass::Noun), ("adjective", WordClass::Adjective)] {
        for fields in root.tables(key) {
            entries.extend(entry(fields, class, event.as_ref()));
        }
    }
    root.finish();
    entries
}

/// The type at `event`: outer `None` where the key is absent, inner `None` for "".
fn event_type(fields: &Fields<'_>) -> Option<Option<String>> {
    let word = fields.text("event")?;
    if word.is_empty() {
        return Some(None);
    }
    if !EVENT_TYPES.contains(&word.as_str()) {
        let remedy = format!("use one of {}, or \"\" where none fits", EVENT_TYPES.join(", "));
        fields.fault("event", format!("unknown event type \"{word}\""), &remedy);
    }
    Some(Some(word))
}

fn entry(fields: Fields<'_>, class: WordClass, file_event: Option<&Option<String>>) -> Option<EventEntry> {
    let lemma = fields.required("lemma");
    let own = event_type(&fields);
    if own.is_none() && file_event.is_none() {
        fields.fault(
            "event",
            "neither the entry nor the file names an event type",
            "add `event = \"...\"` at the file's top",
        );
    }
    fields.text("note");
    let content = fields.choice("content", &CONTENTS);
    let built = EventEntry {
        class,
        lemma: lemma.as_deref().unwrap_or_default().to_lowercase(),
        event: own.or_else(|| file_event.cloned()).flatten(),
        mode: fields.text("mode").filter(|mode| !mode.is_empty()),
        kind: fields.choice("kind", &KINDS).unwrap_or(ClaimKind::Event),
        cameo: fields.text("cameo"),
        particle: fields.text("particle"),
        object: fields.texts("object"),
        unless_object: fields.texts("unless-object"),
        unless_subject: fields.texts("unless-subject"),
        agent: slots(&fields, "agent"),
        target: slots(&fields, "target"),
        status: fields.choice("status", &STATUSES),
        certainty: fields.choice("certainty", &CERTAINTIES),
        speech: fields.flag("speech"),
        content_act: content == Some(Content::Act),
        deed: content == Some(Content::Deed),
        requires: fields.choices("requires", &REQUIREMENTS),
        symmetric: fields.flag("symmetric"),
        weak: fields.flag("weak"),
        own: false,
        examples: examples(&fields),
        origin: fields.origin(),
    };
    fields.finish();
    lemma.map(|_| built)
}

/// The slots at `key`; a word that is none is a fault.
pub(crate) fn slots(fields: &Fields<'_>, key: &'static str) -> Vec<Slot> {
    let mut slots = Vec::new();
    for word in fields.texts(key) {
        match Slot::parse(&word) {
            Some(slot) => slots.push(slot),
            None => fields.fault(
                key,
                format!("`{key}` has the unknown slot \"{word}\""),
                "use subject, object, indirect, subject-of, clause, by, possessive, modifier, object:modifier, a preposition or object:PREPOSITION",
            ),
        }
    }
    slots
}

fn examples(fields: &Fields<'_>) -> Vec<EventExample> {
    let mut examples = Vec::new();
    for (key, negative) in [("example", false), ("not", true)] {
        for fields in fields.tables(key) {
            let text = fields.required("text");
            fields.text("note");
            examples.extend(text.map(|text| EventExample {
                text,
                agent: fields.text("agent"),
                target: fields.text("target"),
                status: fields.choice("status", &STATUSES),
                negative,
                origin: fields.origin(),
            }));
            fields.finish();
        }
    }
    examples
}

#[cfg(test)]
mod tests {
    use super::WordClass;

    #[test]
    fn names_are_those_that_weights_were_fitted_with() {
        let all = [WordClass::Verb, WordClass::Noun, WordClass::Adjective];
        assert_eq!(all.map(WordClass::name), ["Verb", "Noun", "Adjective"]);
    }
}
