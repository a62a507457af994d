//! All entries of a lexicon's files, before they are indexed; and how a user's entries overlay the shipped ones.

use std::collections::{BTreeMap, BTreeSet};

use crate::actors::{self, ActorEntry};
use crate::cues::{self, CueEntry};
use crate::events::{self, EventEntry};
use crate::fields::{TomlFile, nearest};
use crate::places::{self, PlaceRow};
use crate::words::{self, Meaning, WordEntry};
use crate::{Origin, Problem};

/// What the name of a class of nouns begins with in a list of objects.
const CLASS: char = '@';

/// Every entry of every file, in order of path and line.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entries {
    pub events: Vec<EventEntry>,
    pub cues: Vec<CueEntry>,
    pub actors: Vec<ActorEntry>,
    pub words: Vec<WordEntry>,
    pub places: Vec<PlaceRow>,
}

impl Entries {
    /// Reads the files, whatever their order. Faults go to `problems`; what could be read is kept.
    pub fn read(files: impl IntoIterator<Item = (String, String)>, problems: &mut Vec<Problem>) -> Entries {
        let mut files: Vec<(String, String)> =
            files.into_iter().map(|(path, text)| (path.replace('\\', "/"), text)).collect();
        files.sort();
        let mut entries = Entries::default();
        for (path, text) in &files {
            entries.add(path, text, problems);
        }
        entries
    }

    fn add(&mut self, path: &str, text: &str, problems: &mut Vec<Problem>) {
        let folder = path.split('/').next().unwrap_or_default();
        let elsewhere = path.ends_with(".md") || (folder == "places" && path.ends_with(".txt"));
        if elsewhere {
            return;
        }
        if folder == "places" && path.ends_with(".tsv") {
            self.places.extend(places::read(path, text, problems));
            return;
        }
        let file = TomlFile::parse(path, text);
        match folder {
            "events" if path.ends_with(".toml") => self.events.extend(events::read(&file)),
            "cues" if path.ends_with(".toml") => self.cues.extend(cues::read(&file)),
            "actors" if path.ends_with(".toml") => self.actors.extend(actors::read(&file)),
            "words" if path.ends_with(".toml") => self.words.extend(words::read(&file)),
            _ => {
                let fault = "no file of a lexicon stands here".to_owned();
                let remedy = "use events/, cues/, words/ or actors/ with .toml, or places/ with .tsv".to_owned();
                problems.push(Problem { at: Origin { file: path.into(), line: 1 }, fault, remedy });
                return;
            }
        }
        problems.extend(file.into_problems());
    }

    /// Puts `over` on top: an entry of the same file and key replaces, any other is added.
    pub fn overlay(&mut self, mut over: Entries) {
        over.events.iter_mut().for_each(|entry| entry.own = true);
        replace(&mut self.events, over.events, event_key);
        replace(&mut self.cues, over.cues, |cue| keyed(&cue.origin, &[cue.pos.name(), &cue.lemma]));
        replace(&mut self.actors, over.actors, |actor| keyed(&actor.origin, &[&actor.name]));
        replace(&mut self.places, over.places, |place| keyed(&place.origin, &[&place.name, &place.country]));
        self.overlay_words(over.words);
    }

    /// Writes out the classes of nouns that lists of objects and subjects name ("@fighters"). A name that no class has goes to `problems`.
    pub fn write_out_classes(&mut self, problems: &mut Vec<Problem>) {
        let mut classes: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
        for entry in &self.words {
            if let Meaning::Class(name) = &entry.meaning {
                classes.entry(name).or_default().extend(&entry.phrases);
            }
        }
        for entry in &mut self.events {
            for list in [&mut entry.object, &mut entry.unless_object, &mut entry.unless_subject] {
                let mut written: Vec<String> = Vec::with_capacity(list.len());
                for word in std::mem::take(list) {
                    let words = match word.strip_prefix(CLASS).map(|class| (class, classes.get(class))) {
                        None => vec![word],
                        Some((_, Some(members))) => members.iter().map(|word| (*word).clone()).collect(),
                        Some((class, None)) => {
                            problems.push(no_class(&entry.origin, class, classes.keys().copied()));
                            Vec::new()
                        }
                    };
                    for word in words {
                        if !written.contains(&word) {
                            written.push(word);
                        }
                    }
                }
                *list = written;
            }
        }
    }

    /// Phrases replace one by one: a phrase that the user's file of the same path lists leaves the shipped entry.
    fn overlay_words(&mut self, over: Vec<WordEntry>) {
        let key = |entry: &WordEntry, phrase: &str| keyed(&entry.origin, &[list_of(&entry.meaning), phrase]);
        let taken: BTreeSet<String> =
            over.iter().flat_map(|entry| entry.phrases.iter().map(|phrase| key(entry, phrase))).collect();
        for entry in &mut self.words {
            let kept: Vec<String> =
                entry.phrases.iter().filter(|phrase| !taken.contains(&key(entry, phrase))).cloned().collect();
            entry.phrases = kept;
        }
        self.words.retain(|entry| !entry.phrases.is_empty());
        self.words.extend(over);
    }
}

fn no_class<'c>(at: &Origin, class: &str, known: impl Iterator<Item = &'c str>) -> Problem {
    let near = nearest(class, known).map(|near| format!("did you mean \"{CLASS}{near}\"? ")).unwrap_or_default();
    Problem {
        at: at.clone(),
        fault: format!("no class \"{CLASS}{class}\""),
        remedy: format!("{near}use one of words/classes.toml, or add yours there"),
    }
}

/// What makes two event entries of one file "the same entry" for an overlay.
fn event_key(entry: &EventEntry) -> String {
    let mut object = entry.object.clone();
    object.sort();
    keyed(
        &entry.origin,
        &[entry.class.name(), &entry.lemma, entry.particle.as_deref().unwrap_or(""), &object.join("|")],
    )
}

fn keyed(origin: &Origin, parts: &[&str]) -> String {
    format!("{}\u{1}{}", origin.file, parts.join("\u{1}"))
}

fn replace<T>(base: &mut Vec<T>, over: Vec<T>, key: impl Fn(&T) -> String) {
    let taken: BTreeSet<String> = over.iter().map(&key).collect();
    base.retain(|entry| !taken.contains(&key(entry)));
    base.extend(over);
}

/// The name of the list that a meaning belongs to.
pub(crate) fn list_of(meaning: &Meaning) -> &str {
    match meaning {
        Meaning::Role(_) => "role",
        Meaning::Number(_) => "number",
        Meaning::Bound(_) => "bound",
        Meaning::BoundAfter(_) => "bound after",
        Meaning::Range => "range",
        Meaning::Milestone => "milestone",
        Meaning::Hedge(_) => "hedge",
        Meaning::Negator => "negator",
        Meaning::Governor(_) => "governor",
        Meaning::Provision => "provision",
        Meaning::Possession => "possession",
        Meaning::Untrue => "untrue",
        Meaning::Occurrence => "occurrence",
        Meaning::Hour => "hour",
        Meaning::Partitive => "partitive",
        Meaning::Holder => "holder",
        Meaning::Other => "other",
        Meaning::Hostile => "hostile",
        Meaning::Descent => "descent",
        Meaning::Class(name) => name,
        Meaning::Reference(_) => "reference",
        Meaning::Counted(_) => "counted",
        Meaning::People(_) => "people",
        Meaning::Scope(_) => "scope",
        Meaning::Hearsay => "hearsay",
        Meaning::Weapon(_) => "weapon",
        Meaning::Preposition(_) => "preposition",
        Meaning::Irregular(_) => "irregular",
        Meaning::Mode(_) => "mode",
        Meaning::Calendar(word) => word.table(),
        Meaning::Abbreviation(_) => "abbreviation",
        Meaning::RunTogether => "run-together",
        Meaning::Set(set) => set.table(),
    }
}
