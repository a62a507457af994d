//! Word lists about places: names that mostly mean something else, and words that announce a place.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_schema::Precision;

use crate::row::parse_precision;
use crate::{GazetteerError, fold};

/// What may stand in the second column of `cues.txt`.
const CUES: &str = "site, settlement, district, region, country, preposition, person, direction";

/// Names that mostly mean something else, and words that announce a place or a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceWords {
    ambiguous: BTreeSet<String>,
    cues: BTreeMap<String, String>,
}

impl PlaceWords {
    /// Reads the two lists: `ambiguous` has a name a line, `cues` a word, a tab and what it announces. `#` begins a comment.
    pub fn read(ambiguous: &str, cues: &str) -> Result<PlaceWords, GazetteerError> {
        let ambiguous = lines(ambiguous).map(|(_, line)| fold(line)).filter(|w| !w.is_empty()).collect();
        let mut words = PlaceWords { ambiguous, cues: BTreeMap::new() };
        for (line, text) in lines(cues) {
            let wrong = |what: String| GazetteerError::Word { file: "cues.txt".to_owned(), line, what, allowed: CUES };
            let (word, kind) = text.split_once('\t').ok_or_else(|| wrong(format!("no tab in \"{text}\"")))?;
            let kind = kind.trim();
            if !CUES.split(", ").any(|c| c == kind) {
                return Err(wrong(format!("\"{kind}\" is no kind of cue")));
            }
            words.cues.insert(word.trim().to_lowercase(), kind.to_owned());
        }
        Ok(words)
    }

    /// Whether `name` more often means a word, a person or an organisation than a place.
    pub fn is_ambiguous(&self, name: &str) -> bool {
        self.ambiguous.contains(&fold(name))
    }

    /// What sort of place the common noun `word` names ("province" → region); `None` if it names none.
    pub fn place_noun(&self, word: &str) -> Option<Precision> {
        parse_precision(self.cue(word)?)
    }

    /// Whether a place often follows the preposition `word` ("near").
    pub fn is_preposition(&self, word: &str) -> bool {
        self.cue(word) == Some("preposition")
    }

    /// Whether a person's name follows `word` ("General").
    pub fn is_title(&self, word: &str) -> bool {
        self.cue(word) == Some("person")
    }

    /// Whether `word` tells a part of a place ("northern").
    pub fn is_direction(&self, word: &str) -> bool {
        self.cue(word) == Some("direction")
    }

    fn cue(&self, word: &str) -> Option<&str> {
        self.cues.get(&word.to_lowercase()).map(String::as_str)
    }
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bare = text.lines().map(|l| l.split('#').next().unwrap_or("").trim());
    bare.enumerate().map(|(at, l)| (at + 1, l)).filter(|(_, l)| !l.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read() {
        let words =
            PlaceWords::read("Hope # a virtue\nSplit\n", "province\tregion\nnear\tpreposition\ngeneral\tperson\n")
                .unwrap();
        assert!(words.is_ambiguous("HOPE") && !words.is_ambiguous("Dalmar"));
        assert_eq!(words.place_noun("Province"), Some(Precision::Region));
        assert_eq!(words.place_noun("near"), None);
        assert!(words.is_preposition("near") && words.is_title("General"));
        let message = PlaceWords::read("", "\nprovince\tarea\n").unwrap_err().to_string();
        assert!(message.starts_with("cues.txt:2: \"area\" is no kind"), "{message}");
    }
}
