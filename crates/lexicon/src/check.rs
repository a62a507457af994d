//! Faults of sense in a lexicon whose notation is right.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor_index::{name_pieces, names_of};
use crate::entries::{Entries, list_of};
use crate::events::Slot;
use crate::fields::nearest;
use crate::words::Meaning;
use crate::{ContentSlot, EventEntry, NameForm, Origin, Problem, WordLists, WordSet};

/// Everything that [`crate::Lexicon::check`] finds.
pub(crate) fn all(entries: &Entries, words: &WordLists) -> Vec<Problem> {
    let mut found = Vec::new();
    for entry in &entries.events {
        event_entry(entry, words, &mut found);
    }
    event_clashes(&entries.events, &mut found);
    cues(entries, words, &mut found);
    weapons(entries, words, &mut found);
    joined(entries, &mut found);
    word_clashes(entries, &mut found);
    actors(entries, &mut found);
    shared_names(entries, &mut found);
    for row in entries.places.iter().filter(|row| row.fact.is_none()) {
        found.push(problem(
            &row.origin,
            format!("no `fact` for the place {}", row.name),
            "say where the facts come from",
        ));
    }
    found
}

fn problem(at: &Origin, fault: String, remedy: &str) -> Problem {
    Problem { at: at.clone(), fault, remedy: remedy.to_owned() }
}

fn event_entry(entry: &EventEntry, words: &WordLists, found: &mut Vec<Problem>) {
    if entry.positive().next().is_none() {
        found.push(problem(
            &entry.origin,
            format!("no example of \"{}\"", entry.lemma),
            "add a sentence that it codes",
        ));
    }
    for example in &entry.examples {
        for filler in [&example.agent, &example.target].into_iter().flatten() {
            if !example.text.contains(filler.as_str()) {
                let fault = format!("the example's filler \"{filler}\" does not stand in its text");
                found.push(problem(&example.origin, fault, "write the filler exactly as in the text"));
            }
        }
    }
    let key = (entry.event.clone().unwrap_or_default(), entry.mode.clone().unwrap_or_default());
    if !key.1.is_empty() && !words.modes.contains(&key) {
        found.push(unlisted(&entry.origin, (&key.0, &key.1), words));
    }
    for slot in entry.agent.iter().chain(&entry.target) {
        preposition(slot, &entry.origin, words, found);
    }
}

/// A mode that is not in the list of its event type, with the listed one that it may be meant to be.
fn unlisted(at: &Origin, (event, mode): (&str, &str), words: &WordLists) -> Problem {
    let fault = format!("the mode \"{mode}\" is not listed for \"{event}\"");
    let listed = words.modes.iter().filter(|(of, _)| of == event).map(|(_, mode)| mode.as_str());
    let near = nearest(mode, listed).map(|near| format!("did you mean \"{near}\"? Else ")).unwrap_or_default();
    problem(at, fault, &format!("{near}use a listed mode of words/modes*.toml, or add yours to words/modes.toml"))
}

/// A preposition that the list of prepositions does not know is a misspelt slot.
fn preposition(slot: &Slot, at: &Origin, words: &WordLists, found: &mut Vec<Problem>) {
    let (Slot::Preposition(name) | Slot::ObjectPreposition(name)) = slot else { return };
    if words.prepositions.get(name).is_none() {
        let fault = format!("\"{name}\" is neither a slot nor a known preposition");
        found.push(problem(at, fault, "correct it, or add it to words/prepositions.toml"));
    }
}

/// Two entries that apply under the same conditions: only one of them could ever be used.
fn event_clashes(events: &[EventEntry], found: &mut Vec<Problem>) {
    let mut seen: BTreeMap<_, &EventEntry> = BTreeMap::new();
    for entry in events {
        let objects = if entry.object.is_empty() { vec![String::new()] } else { entry.object.clone() };
        for object in objects {
            let unless = (&entry.unless_object, &entry.unless_subject);
            let key = (entry.class, &entry.lemma, &entry.particle, object, unless, &entry.requires);
            match seen.get(&key) {
                Some(first) => found.push(clash(entry, first)),
                None => {
                    seen.insert(key, entry);
                }
            }
        }
    }
}

fn clash(entry: &EventEntry, first: &EventEntry) -> Problem {
    let fault = format!("\"{}\" has the same conditions as the entry at {}", entry.lemma, first.origin);
    problem(
        &entry.origin,
        fault,
        "delete one, or tell them apart by `object`, `particle`, `unless-object`, `unless-subject` or `requires`",
    )
}

fn cues(entries: &Entries, words: &WordLists, found: &mut Vec<Problem>) {
    let mut seen: BTreeMap<_, &Origin> = BTreeMap::new();
    for cue in &entries.cues {
        if let Some(first) = seen.insert((&cue.lemma, cue.pos, cue.passive), &cue.origin) {
            let fault = format!("the cue \"{}\" stands already at {first}", cue.lemma);
            found.push(problem(&cue.origin, fault, "delete one of the two"));
        }
        if !cue.examples.iter().any(|example| !example.negative) {
            found.push(problem(
                &cue.origin,
                format!("no example of \"{}\"", cue.lemma),
                "add a sentence that it attributes",
            ));
        }
        for example in &cue.examples {
            for filler in [&example.source, &example.content].into_iter().flatten() {
                if !example.text.contains(filler.as_str()) {
                    let fault = format!("the example's \"{filler}\" does not stand in its text");
                    found.push(problem(&example.origin, fault, "write it exactly as in the text"));
                }
            }
        }
        for slot in &cue.source {
            preposition(slot, &cue.origin, words, found);
        }
        for slot in &cue.content {
            if let ContentSlot::Preposition(name) = slot {
                preposition(&Slot::Preposition(name.clone()), &cue.origin, words, found);
            }
        }
    }
}

/// The type of an attack with a weapon, whose list of modes the weapons' modes come from.
const ATTACK: &str = "ASSAULT";

fn weapons(entries: &Entries, words: &WordLists, found: &mut Vec<Problem>) {
    for entry in &entries.words {
        let modes = match &entry.meaning {
            Meaning::Weapon(weapon) => std::slice::from_ref(&weapon.mode),
            Meaning::Set(WordSet::Fired) => &entry.phrases[..],
            _ => continue,
        };
        let unknown = modes.iter().filter(|mode| !words.modes.contains(&(ATTACK.to_owned(), (*mode).clone())));
        found.extend(unknown.map(|mode| unlisted(&entry.origin, (ATTACK, mode), words)));
    }
}

/// Words run together that do not say where they are cut.
fn joined(entries: &Entries, found: &mut Vec<Problem>) {
    for entry in entries.words.iter().filter(|entry| entry.meaning == Meaning::RunTogether) {
        for phrase in entry.phrases.iter().filter(|phrase| phrase.split_whitespace().count() != 2) {
            let fault = format!("\"{phrase}\" does not say where it is cut");
            found.push(problem(&entry.origin, fault, "write its two words with a blank between: \"can not\""));
        }
    }
}

fn word_clashes(entries: &Entries, found: &mut Vec<Problem>) {
    let mut seen: BTreeMap<_, &Origin> = BTreeMap::new();
    for entry in &entries.words {
        for phrase in &entry.phrases {
            let event = match &entry.meaning {
                Meaning::Mode(event) => event.as_str(),
                _ => "",
            };
            if let Some(first) = seen.insert((list_of(&entry.meaning), event, phrase.to_lowercase()), &entry.origin) {
                let fault = format!("\"{phrase}\" stands already in the same list at {first}");
                found.push(problem(&entry.origin, fault, "delete one of the two"));
            }
        }
    }
}

fn actors(entries: &Entries, found: &mut Vec<Problem>) {
    let names: BTreeSet<&str> = entries.actors.iter().map(|actor| actor.name.as_str()).collect();
    let mut codes: BTreeMap<&str, &Origin> = BTreeMap::new();
    let mut seen: BTreeMap<&str, &Origin> = BTreeMap::new();
    for actor in &entries.actors {
        if actor.fact.is_none() {
            let fault = format!("no `fact` for {}", actor.name);
            found.push(problem(&actor.origin, fault, "say where the facts come from"));
        }
        if let Some(first) = seen.insert(&actor.name, &actor.origin) {
            let fault = format!("the actor {} stands already at {first}", actor.name);
            found.push(problem(&actor.origin, fault, "merge the two"));
        }
        for side in actor.side_of.iter().filter(|side| !names.contains(side.as_str())) {
            let fault = format!("`side-of` names {side}, which is no actor");
            found.push(problem(&actor.origin, fault, "use the `name` of an actor"));
        }
        // Organisations and outlets share codes of their kind ("IGO"); states and groups do not.
        if let Some(code) = actor.code.as_deref().filter(|_| actor.kind == crate::ActorKind::State)
            && let Some(first) = codes.insert(code, &actor.origin)
        {
            let fault = format!("the code {code} belongs already to the actor at {first}");
            found.push(problem(&actor.origin, fault, "correct one of the two"));
        }
    }
}

/// A name, body, capital or demonym that two parties claim; two people of one name in office at one time.
fn shared_names(entries: &Entries, found: &mut Vec<Problem>) {
    let mut seen: BTreeMap<Vec<String>, Vec<(usize, NameForm, usize)>> = BTreeMap::new();
    for (at, actor) in entries.actors.iter().enumerate() {
        for (form, part, name) in names_of(actor) {
            let key = name_pieces(name);
            let holders = seen.entry(key).or_default();
            let rival = holders.iter().find(|holder| holder.0 != at && rivals(entries, **holder, (at, form, part)));
            if let Some((other, _, _)) = rival {
                let other = &entries.actors[*other];
                let fault = format!(
                    "the name \"{name}\" of {} belongs already to {} at {}",
                    actor.name, other.name, other.origin
                );
                let line = match form {
                    NameForm::Body => &actor.bodies[part].origin,
                    NameForm::Person => &actor.people[part].origin,
                    _ => &actor.origin,
                };
                found.push(problem(line, fault, "leave it with the party that reports mean most often"));
            }
            holders.push((at, form, part));
        }
    }
}

fn rivals(entries: &Entries, a: (usize, NameForm, usize), b: (usize, NameForm, usize)) -> bool {
    match (a.1, b.1) {
        (NameForm::Person, NameForm::Person) => {
            let (a, b) = (&entries.actors[a.0].people[a.2], &entries.actors[b.0].people[b.2]);
            let before =
                |x: &crate::Person, y: &crate::Person| x.until.zip(y.from).is_some_and(|(until, from)| until <= from);
            !before(a, b) && !before(b, a)
        }
        (NameForm::Person, _) | (_, NameForm::Person) => false,
        _ => true,
    }
}
