//! The gate: tells by its words alone, before anything is parsed, whether a report can hold a claim at all.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// What was learnt of reports that hold claims and reports that hold none (`training/gate.py`).
#[derive(Debug, Deserialize)]
struct Weights {
    bias: f64,
    /// The score below which a report is skipped.
    threshold: f64,
    /// Texts of fewer words are always read: they tell too little to be judged by.
    few: usize,
    /// What each word adds, times the logarithm of one more than how often it stands in a hundred words.
    words: BTreeMap<String, f64>,
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

/// Whether a report with this text is too unlikely to hold claims to be worth reading.
pub fn unlikely(text: &str) -> Option<Unlikely> {
    let words: Vec<&str> = text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
    if words.len() < WEIGHTS.few {
        return None;
    }
    // Names, which tell of one war, are not among the words that were learnt: all of those are in small letters.
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words.iter().filter(|w| WEIGHTS.words.contains_key(**w)) {
        *counts.entry(word).or_default() += 1;
    }
    let hundreds = words.len() as f64 / 100.0;
    let told: f64 = counts.iter().map(|(word, &n)| WEIGHTS.words[*word] * (n as f64 / hundreds).ln_1p()).sum();
    let score = WEIGHTS.bias + told;
    (score < WEIGHTS.threshold).then(|| Unlikely { chance: 1.0 / (1.0 + (-score).exp()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECIPE: &str = "Peel the carrots and cut them into thin sticks. Melt some butter in a wide pan. Add the \
        onions and let them turn golden. Stir in the rice and pour on the broth. Serve it with lemon and parsley. \
        My aunt used to bring this to the table on Sundays, with a bowl of pickled beets and a loaf of dark bread, \
        and nobody ever asked for anything else until the coffee and her almond cake came.";

    #[test]
    fn a_recipe_is_not_read() {
        assert!(unlikely(RECIPE).is_some());
    }

    #[test]
    fn a_match_report_is_not_read() {
        let text = "The home side won by two goals after a slow first half. Their striker scored from close range, and the \
            keeper had no chance. After the break the visitors attacked down the left wing, but the defence held until the \
            final whistle. The coach praised his young players and said that the season was still long. Fans sang in the rain \
            and waited for the team bus. The club plays its next game at home on Saturday.";
        assert!(unlikely(text).is_some());
    }

    #[test]
    fn a_report_of_an_attack_is_read() {
        let text = "Two soldiers were killed when a rocket hit their post on Sunday. The army said rebels had fired it \
            from the hills. The rebels denied it. Talks on a ceasefire were to begin in Nairobi the next day. \
            Residents fled the town. The governor said that the road had been closed since the weekend and that aid \
            workers were waiting for both sides to let them through.";
        assert!(unlikely(text).is_none());
    }

    #[test]
    fn a_short_text_is_always_read() {
        assert!(unlikely("Peel the carrots. Melt the butter.").is_none());
    }
}
