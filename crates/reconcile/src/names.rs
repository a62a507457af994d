//! Names of places, made ready once for being compared many times.

use std::collections::BTreeSet;

use crate::hash;

/// The names of places that a claim, or the claims around it, tell: folded, sorted, each once.
#[derive(Debug, Default)]
pub(crate) struct Names(Vec<Name>);

#[derive(Debug, Clone)]
struct Name {
    text: String,
    letters: usize,
    /// Its words as hashes.
    words: Vec<u64>,
}

impl Names {
    /// Makes folded names ready.
    pub(crate) fn new(folded: impl IntoIterator<Item = String>) -> Names {
        let distinct: BTreeSet<String> = folded.into_iter().collect();
        Names(distinct.into_iter().map(Name::new).collect())
    }

    /// All that several sets name.
    pub(crate) fn merged<'n>(sets: impl IntoIterator<Item = &'n Names>) -> Names {
        let mut all: Vec<Name> = sets.into_iter().flat_map(|set| set.0.iter().cloned()).collect();
        all.sort_by(|x, y| x.text.cmp(&y.text));
        all.dedup_by(|x, y| x.text == y.text);
        Names(all)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names, sorted.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|name| name.text.as_str())
    }

    /// The names that stand in both as they are.
    pub(crate) fn shared<'n>(&'n self, other: &'n Names) -> impl Iterator<Item = &'n str> {
        self.iter().filter(|name| other.0.binary_search_by(|known| known.text.as_str().cmp(name)).is_ok())
    }

    /// Whether some name of one is a name of the other, but for a letter, or a part of it ("northern X" and "X").
    pub(crate) fn meet(&self, other: &Names) -> bool {
        self.0.iter().any(|x| other.0.iter().any(|y| x.is_like(y)))
    }
}

impl Name {
    fn new(text: String) -> Name {
        let words = text.split(' ').map(|word| hash::of([word])).collect();
        Name { letters: text.chars().count(), words, text }
    }

    fn is_like(&self, other: &Name) -> bool {
        self.is_one_with(other) || self.within(other) || other.within(self)
    }

    fn within(&self, other: &Name) -> bool {
        self.words.iter().all(|word| other.words.contains(word))
    }

    /// Equal, or one letter apart in a name of five or more.
    fn is_one_with(&self, other: &Name) -> bool {
        let long = self.letters >= 5 && other.letters >= 5 && self.letters.abs_diff(other.letters) <= 1;
        self.text == other.text || long && self.is_one_edit_from(other)
    }

    fn is_one_edit_from(&self, other: &Name) -> bool {
        let (a, b) = (&self.text, &other.text);
        let head = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
        let tail = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count();
        head + tail + 1 >= self.letters.max(other.letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(one: &str, other: &str) -> bool {
        Names::new([one.to_owned()]).meet(&Names::new(["orl".to_owned(), other.to_owned()]))
    }

    #[test]
    fn names_meet_but_for_a_letter_in_long_ones() {
        assert!(meet("dalmar", "dalmaar") && meet("dalmar", "dolmar") && meet("ilza", "ilza"));
        assert!(!meet("dalmar", "dolmer") && !meet("ilza", "ilzo"));
    }

    #[test]
    fn names_meet_where_one_is_a_part_of_the_other() {
        assert!(meet("port of dalmar", "dalmar") && meet("kerza", "kerza district"));
        assert!(!meet("kerza valley", "kerza district"));
    }

    #[test]
    fn what_several_name_is_named_once() {
        let (one, other) = (Names::new(["b".to_owned(), "a".to_owned()]), Names::new(["a".to_owned()]));
        let merged = Names::merged([&one, &other]);
        assert_eq!(merged.iter().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(one.shared(&other).collect::<Vec<_>>(), ["a"]);
    }
}
