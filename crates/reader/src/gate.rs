//! The gate: tells, before anything is parsed, which reports can hold a claim at all.

use std::sync::LazyLock;

use herodotus_lexicon::{ActorKind, EventEntry, Lexicon};
use herodotus_schema::Document;
use serde::Deserialize;

use crate::lemma;

/// What the gate counts: words of a report for every hundred of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Weapons,
    Forces,
    Casualties,
    Force,
    Diplomacy,
    States,
    Groups,
    Government,
}

/// How many measures there are.
const MEASURES: usize = Measure::Government as usize + 1;

/// The types that tell of force.
const FORCE: [&str; 4] = ["ASSAULT", "MOBILIZE", "RETREAT", "COERCE"];

/// What was learnt of reports that hold claims and reports that hold none (`training/gate.py`).
#[derive(Debug, Clone, Deserialize)]
struct Weights {
    bias: f64,
    weights: [f64; MEASURES],
    /// The chance below which a report is skipped.
    threshold: f64,
    /// Texts of fewer sentences are always read: they tell too little to be judged by.
    sentences: usize,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../models/gate.json")).expect("a test holds that the shipped file parses")
});

/// A report that holds no claim, as far as its words tell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unlikely {
    /// The chance, from 0 to 1, that it holds claims all the same.
    pub chance: f64,
}

/// Whether the report of `doc`, of which only the tokens are looked at, is too unlikely to hold claims to be worth
/// reading. Texts of a few sentences tell too little to be judged by.
pub fn unlikely(doc: &Document, lexicon: &Lexicon) -> Option<Unlikely> {
    if doc.sentences.len() < WEIGHTS.sentences {
        return None;
    }
    let sum: f64 = measures(doc, lexicon).iter().zip(WEIGHTS.weights).map(|(m, w)| m * w).sum();
    let chance = 1.0 / (1.0 + (-(WEIGHTS.bias + sum)).exp());
    (chance < WEIGHTS.threshold).then_some(Unlikely { chance })
}

/// How many words of `doc` count for each [`Measure`], for every hundred words, each as the logarithm of one more.
pub fn measures(doc: &Document, lexicon: &Lexicon) -> [f64; MEASURES] {
    let forms: Vec<&str> = doc.tokens.iter().map(|t| t.form.as_str()).collect();
    let mut counts = [0usize; MEASURES];
    for (at, form) in forms.iter().enumerate() {
        let plain = form.to_lowercase();
        if let Some(found) = word(&plain, lexicon).or_else(|| party(&forms[at..], lexicon)) {
            counts[found as usize] += 1;
        }
    }
    let hundreds = (forms.len().max(1) as f64) / 100.0;
    counts.map(|count| (count as f64 / hundreds).ln_1p())
}

/// Which measure a word counts for.
fn word(form: &str, lexicon: &Lexicon) -> Option<Measure> {
    let words = lexicon.words();
    if words.weapons.get(form).is_some() {
        return Some(Measure::Weapons);
    }
    if let Some(role) = words.roles.get(form).and_then(|noun| noun.role.as_deref()) {
        return match role {
            "MIL" | "REB" => Some(Measure::Forces),
            "GOV" => Some(Measure::Government),
            _ => None,
        };
    }
    let lemmas = || std::iter::once(form.to_owned()).chain(lemma::candidates(form));
    if lemmas().any(|l| words.counted.get(&l).is_some()) {
        return Some(Measure::Casualties);
    }
    let entry = lemmas().flat_map(|l| [lexicon.nouns(&l).first(), lexicon.verbs(&l).first()]).flatten().next()?;
    let force = entry.event.as_deref().is_some_and(|e| FORCE.contains(&e));
    is_plain(entry).then_some(if force { Measure::Force } else { Measure::Diplomacy })
}

/// Whether an entry tells its type by the word alone.
fn is_plain(entry: &EventEntry) -> bool {
    !entry.weak && entry.object.is_empty() && entry.requires.is_empty() && entry.event.is_some()
}

/// Which measure the name that begins at `forms[0]` counts for.
fn party(forms: &[&str], lexicon: &Lexicon) -> Option<Measure> {
    match lexicon.actors().longest(forms, None)?.kind {
        ActorKind::State | ActorKind::DeFacto => Some(Measure::States),
        ActorKind::Group => Some(Measure::Groups),
        ActorKind::Organisation => Some(Measure::Government),
        ActorKind::People | ActorKind::Outlet => None,
    }
}

#[cfg(test)]
mod tests {
    use herodotus_schema::Report;

    use super::*;
    use crate::segment;

    fn judged(text: &str) -> Option<Unlikely> {
        let mut doc = Document::new(Report { text: text.to_owned(), ..Report::default() });
        segment::segment(&mut doc);
        unlikely(&doc, &Lexicon::shipped().unwrap())
    }

    const RECIPE: &str = "Peel the carrots and cut them into thin sticks. Melt some butter in a wide pan. Add the \
        onions and let them turn golden. Stir in the rice and pour on the broth. Serve it with lemon and parsley.";

    #[test]
    fn a_recipe_is_not_read() {
        assert!(judged(RECIPE).is_some());
    }

    #[test]
    fn a_report_of_an_attack_is_read() {
        let text = "Two soldiers were killed when a rocket hit their post on Sunday. The army said rebels had fired it \
            from the hills. The rebels denied it. Talks on a ceasefire were to begin in Nairobi the next day. \
            Residents fled the town.";
        assert!(judged(text).is_none());
    }

    #[test]
    fn a_text_of_two_sentences_is_always_read() {
        assert!(judged("Peel the carrots. Melt the butter.").is_none());
    }
}
