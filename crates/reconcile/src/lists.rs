//! The word lists of `data/`: text that anyone can edit, read once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::hash;

/// The lists of one file by name, each in the order of the file.
#[derive(Debug, Default)]
pub(crate) struct Lists(BTreeMap<&'static str, Vec<&'static str>>);

impl Lists {
    /// The lists of `file`, where a line is a comment after `#`, empty, or `name: word word ...`; lines of one name add up.
    /// `None` where another line stands in it.
    fn read(file: &'static str) -> Option<Lists> {
        let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for line in file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let (name, words) = line.split_once(':')?;
            lists.entry(name.trim()).or_default().extend(words.split_whitespace());
        }
        Some(Lists(lists))
    }

    /// Every word with the name of its list.
    pub(crate) fn pairs(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.into_iter().flat_map(|(name, words)| words.into_iter().map(move |word| (word, name)))
    }
}

const FAMILIES: &str = include_str!("../data/mode-families.txt");

const WORDS: &str = include_str!("../data/words.txt");

/// A name for these lists, other for others: links hang on them.
pub(crate) fn name() -> String {
    hash::id("", [FAMILIES, WORDS])
}

/// The families of modes: each list holds the modes of one. A test holds that the file is sound.
pub(crate) fn families() -> Lists {
    Lists::read(FAMILIES).unwrap_or_default()
}

/// A list of `data/words.txt`, which says what each is for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum List {
    Empty,
    Truces,
    Numbers,
    Ordinals,
    Every,
    NotEvery,
    Mutual,
    HeldOff,
    Undisclosed,
}

impl List {
    const ALL: [List; 9] = [
        List::Empty,
        List::Truces,
        List::Numbers,
        List::Ordinals,
        List::Every,
        List::NotEvery,
        List::Mutual,
        List::HeldOff,
        List::Undisclosed,
    ];

    /// Its words, in the order of the file.
    pub(crate) fn words(self) -> &'static [&'static str] {
        // Read once; a test holds that the file is sound and has every list.
        static SHIPPED: LazyLock<[Vec<&str>; List::ALL.len()]> = LazyLock::new(|| {
            let mut lists = Lists::read(WORDS).unwrap_or_default();
            List::ALL.map(|list| lists.0.remove(list.name()).unwrap_or_default())
        });
        &SHIPPED[self as usize]
    }

    /// Whether it holds `word`, which is in lower case.
    pub(crate) fn has(self, word: &str) -> bool {
        self.words().contains(&word)
    }

    /// The place of `word` in it, from 0.
    pub(crate) fn place(self, word: &str) -> Option<usize> {
        self.words().iter().position(|w| *w == word)
    }

    fn name(self) -> &'static str {
        match self {
            List::Empty => "empty",
            List::Truces => "truces",
            List::Numbers => "numbers",
            List::Ordinals => "ordinals",
            List::Every => "every",
            List::NotEvery => "not-every",
            List::Mutual => "mutual",
            List::HeldOff => "held-off",
            List::Undisclosed => "undisclosed",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_shipped_files_hold_lists_and_nothing_else() {
        assert!([FAMILIES, WORDS].iter().all(|file| Lists::read(file).is_some()));
        let modes: Vec<&str> = families().pairs().map(|(mode, _)| mode).collect();
        assert_eq!(modes.iter().collect::<BTreeSet<_>>().len(), modes.len(), "a mode belongs to one family");
        assert!(Lists::read("no list").is_none());
    }

    #[test]
    fn every_list_that_is_asked_for_is_there_and_no_other() {
        assert!(List::ALL.iter().enumerate().all(|(at, list)| *list as usize == at && !list.words().is_empty()));
        let named: BTreeSet<&str> = List::ALL.map(List::name).into_iter().collect();
        assert_eq!(Lists::read(WORDS).unwrap().0.into_keys().collect::<BTreeSet<_>>(), named);
    }
}
