//! Entries of `cues/`: words that attribute.

use herodotus_schema::Certainty;

use crate::events::{CERTAINTIES, slots};
use crate::fields::{Fields, TomlFile};
use crate::{Origin, Slot};

/// What part of speech a cue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CuePos {
    /// "say"
    Verb,
    /// "statement"
    Noun,
    /// "reportedly"
    Adverb,
    /// "according to"
    Preposition,
    /// "certain"
    Adjective,
}

impl CuePos {
    /// Its name, by which an overlay's entry finds the one that it replaces.
    pub(crate) fn name(self) -> &'static str {
        match self {
            CuePos::Verb => "Verb",
            CuePos::Noun => "Noun",
            CuePos::Adverb => "Adverb",
            CuePos::Preposition => "Preposition",
            CuePos::Adjective => "Adjective",
        }
    }
}

/// How the speaker comes to say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueKind {
    /// Said.
    Speech,
    /// Thought.
    Thought,
    /// Seen or heard.
    Perception,
    /// Written, shown, published.
    Document,
    /// Wanted, refused, favoured: where somebody stands, not what they state.
    Stance,
}

/// Where what is said stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContentSlot {
    /// In a clause.
    Clause,
    /// In quotation marks.
    Quote,
    /// In the object.
    Object,
    /// In the object and what follows it, where they tell how many suffered something ("put the toll at 40").
    Figure,
    /// After this preposition.
    Preposition(String),
}

/// A sentence that proves a cue, or must not be read as attribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueExample {
    /// The sentence.
    pub text: String,
    /// The speaker's words in it.
    pub source: Option<String>,
    /// What is said.
    pub content: Option<String>,
    /// `true` for a reading that is no attribution (`[[cue.not]]`).
    pub negative: bool,
    /// Where it stands.
    pub origin: Origin,
}

/// One attributing word.
#[derive(Debug, Clone, PartialEq)]
pub struct CueEntry {
    /// Dictionary form, lower case; several words for prepositions.
    pub lemma: String,
    /// Part of speech.
    pub pos: CuePos,
    /// How the speaker comes to say it.
    pub kind: CueKind,
    /// What it says of the speaker's sureness.
    pub certainty: Certainty,
    /// Where the speaker stands; empty where the cue hides the speaker.
    pub source: Vec<Slot>,
    /// Where what is said stands.
    pub content: Vec<ContentSlot>,
    /// Only in the passive ("is said to").
    pub passive: bool,
    /// Its examples, positive and negative.
    pub examples: Vec<CueExample>,
    /// Where it stands.
    pub origin: Origin,
}

impl CueEntry {
    /// Whether it is a verb of saying.
    pub fn is_saying(&self) -> bool {
        self.pos == CuePos::Verb && self.kind == CueKind::Speech
    }
}

const PARTS_OF_SPEECH: [(&str, CuePos); 5] = [
    ("verb", CuePos::Verb),
    ("noun", CuePos::Noun),
    ("adverb", CuePos::Adverb),
    ("preposition", CuePos::Preposition),
    ("adjective", CuePos::Adjective),
];

const KINDS: [(&str, CueKind); 5] = [
    ("speech", CueKind::Speech),
    ("thought", CueKind::Thought),
    ("perception", CueKind::Perception),
    ("document", CueKind::Document),
    ("stance", CueKind::Stance),
];

/// Reads one file of `cues/`.
pub(crate) fn read(file: &TomlFile<'_>) -> Vec<CueEntry> {
    let root = file.root();
    root.text("note");
    let entries = root.tables("cue").into_iter().filter_map(entry).collect();
    root.finish();
    entries
}

fn entry(fields: Fields<'_>) -> Option<CueEntry> {
    let lemma = fields.required("lemma");
    fields.required("pos");
    fields.text("note");
    let built = CueEntry {
        lemma: lemma.as_deref().unwrap_or_default().to_lowercase(),
        pos: fields.choice("pos", &PARTS_OF_SPEECH).unwrap_or(CuePos::Verb),
        kind: fields.choice("kind", &KINDS).unwrap_or(CueKind::Speech),
        certainty: fields.choice("certainty", &CERTAINTIES).unwrap_or(Certainty::Firm),
        source: slots(&fields, "source"),
        content: content(&fields),
        passive: fields.flag("passive"),
        examples: examples(&fields),
        origin: fields.origin(),
    };
    fields.finish();
    lemma.map(|_| built)
}

fn content(fields: &Fields<'_>) -> Vec<ContentSlot> {
    let mut slots = Vec::new();
    for word in fields.texts("content") {
        slots.push(match (word.as_str(), Slot::parse(&word)) {
            ("quote", _) => ContentSlot::Quote,
            ("figure", _) => ContentSlot::Figure,
            (_, Some(Slot::Clause)) => ContentSlot::Clause,
            (_, Some(Slot::Object)) => ContentSlot::Object,
            (_, Some(Slot::Preposition(words))) => ContentSlot::Preposition(words),
            _ => {
                let fault = format!("`content` has the unknown slot \"{word}\"");
                fields.fault("content", fault, "use clause, quote, object, figure or a preposition");
                continue;
            }
        });
    }
    slots
}

fn examples(fields: &Fields<'_>) -> Vec<CueExample> {
    let mut examples = Vec::new();
    for (key, negative) in [("example", false), ("not", true)] {
        for fields in fields.tables(key) {
            let text = fields.required("text");
            fields.text("note");
            examples.extend(text.map(|text| CueExample {
                text,
                source: fields.text("source"),
                content: fields.text("content"),
                negative,
                origin: fields.origin(),
            }));
            fields.finish();
        }
    }
    examples
}
