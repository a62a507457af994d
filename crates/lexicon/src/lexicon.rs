//! The lexicon: all entries, indexed by the words that call them up.

use std::collections::BTreeMap;

use crate::entries::Entries;
use crate::{
    ActorIndex, CueEntry, CuePos, EventEntry, PhraseTable, PlaceRow, Problem, Problems, WordClass, WordLists, check,
};

/// The files of the shipped lexicon as `(relative path, text)`.
const SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// A checked, indexed lexicon. Immutable; share it by reference.
#[derive(Debug, Clone)]
pub struct Lexicon {
    entries: Entries,
    events: BTreeMap<(WordClass, String), Vec<EventEntry>>,
    cues: BTreeMap<String, Vec<CueEntry>>,
    prepositional: PhraseTable<CueEntry>,
    actors: ActorIndex,
    words: WordLists,
}

impl Lexicon {
    /// The lexicon that is embedded in the program.
    ///
    /// # Errors
    /// All faults of its files; the shipped lexicon has none, which a test proves.
    pub fn shipped() -> Result<Lexicon, Problems> {
        Lexicon::from_files(Lexicon::shipped_files())
    }

    /// The embedded files as `(relative path, text)`.
    pub fn shipped_files() -> impl Iterator<Item = (String, String)> {
        SHIPPED.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
    }

    /// Builds a lexicon from `(relative path, text)` pairs in any order. Markdown files are passed over.
    ///
    /// # Errors
    /// Every fault of notation in every file: wrong syntax, unknown keys and words, missing keys, bad days.
    /// Faults of sense (clashes, missing facts) do not stop a lexicon from loading; [`Lexicon::check`] finds them.
    pub fn from_files(files: impl IntoIterator<Item = (String, String)>) -> Result<Lexicon, Problems> {
        Lexicon::overlaid(files, [])
    }

    /// Builds a lexicon from `base` with `user` on top: an entry of the same path and key (lemma with its particle
    /// and objects, actor's name, phrase, place) replaces the one below, any other is added.
    ///
    /// # Errors
    /// As [`Lexicon::from_files`], for both.
    pub fn overlaid(
        base: impl IntoIterator<Item = (String, String)>,
        user: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Lexicon, Problems> {
        let mut problems: Vec<Problem> = Vec::new();
        let mut entries = Entries::read(base, &mut problems);
        entries.overlay(Entries::read(user, &mut problems));
        entries.write_out_classes(&mut problems);
        if !problems.is_empty() {
            return Err(Problems::new(problems));
        }
        Ok(Lexicon::indexed(entries))
    }

    fn indexed(entries: Entries) -> Lexicon {
        let mut events: BTreeMap<_, Vec<EventEntry>> = BTreeMap::new();
        for entry in &entries.events {
            events.entry((entry.class, entry.lemma.clone())).or_default().push(entry.clone());
        }
        for senses in events.values_mut() {
            senses.sort_by_key(|entry| std::cmp::Reverse(entry.specificity()));
        }
        let mut cues: BTreeMap<_, Vec<CueEntry>> = BTreeMap::new();
        let mut prepositional = PhraseTable::default();
        for cue in &entries.cues {
            if cue.pos == CuePos::Preposition {
                prepositional.insert(&cue.lemma, cue.clone(), cue.origin.clone());
            }
            cues.entry(cue.lemma.clone()).or_default().push(cue.clone());
        }
        let actors = ActorIndex::new(&entries.actors);
        let words = WordLists::new(&entries.words);
        Lexicon { entries, events, cues, prepositional, actors, words }
    }

    /// Finds faults of sense: clashes, entries without examples, examples that lack their own fillers, modes and
    /// prepositions that no list knows, names that two parties share, missing facts. Empty if all is well.
    pub fn check(&self) -> Problems {
        Problems::new(check::all(&self.entries, &self.words))
    }

    /// What the verb `lemma` can mean, narrowest conditions first.
    pub fn verbs(&self, lemma: &str) -> &[EventEntry] {
        self.senses(WordClass::Verb, lemma)
    }

    /// What the noun `lemma` can mean, narrowest conditions first.
    pub fn nouns(&self, lemma: &str) -> &[EventEntry] {
        self.senses(WordClass::Noun, lemma)
    }

    /// What the adjective `lemma` can mean, narrowest conditions first.
    pub fn adjectives(&self, lemma: &str) -> &[EventEntry] {
        self.senses(WordClass::Adjective, lemma)
    }

    fn senses(&self, class: WordClass, lemma: &str) -> &[EventEntry] {
        self.events.get(&(class, lemma.to_lowercase())).map_or(&[], Vec::as_slice)
    }

    /// Every event entry, in order of file and line.
    pub fn event_entries(&self) -> &[EventEntry] {
        &self.entries.events
    }

    /// Every cue entry, in order of file and line.
    pub fn cue_entries(&self) -> &[CueEntry] {
        &self.entries.cues
    }

    /// The cues with this lemma, of any part of speech.
    pub fn cues(&self, lemma: &str) -> &[CueEntry] {
        self.cues.get(&lemma.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// Whether the verb `lemma` is one of saying.
    pub fn is_saying(&self, lemma: &str) -> bool {
        self.cues(lemma).iter().any(CueEntry::is_saying)
    }

    /// The cues of several words ("according to"), to be matched on token forms.
    pub fn prepositional_cues(&self) -> &PhraseTable<CueEntry> {
        &self.prepositional
    }

    /// The parties, by their names.
    pub fn actors(&self) -> &ActorIndex {
        &self.actors
    }

    /// The closed lists.
    pub fn words(&self) -> &WordLists {
        &self.words
    }

    /// The places that the gazetteer lacks.
    pub fn place_rows(&self) -> &[PlaceRow] {
        &self.entries.places
    }
}
