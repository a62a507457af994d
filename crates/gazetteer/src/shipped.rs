//! The data that stands in the binary: the table, and the rows and word lists of `lexicon/places/`.

pub(crate) const TABLE: &[u8] = include_bytes!("../data/places.bin");

macro_rules! places {
    ($($file:literal),*) => { &[$(($file, include_str!(concat!("../../../lexicon/places/", $file)))),*] };
}

/// Each file of rows with its name.
pub(crate) const ROWS: &[(&str, &str)] = places!(
    "africa.tsv",
    "americas.tsv",
    "asia.tsv",
    "caucasus.tsv",
    "countries.tsv",
    "europe.tsv",
    "middle-east.tsv",
    "regions.tsv",
    "ukraine.tsv"
);

pub(crate) const AMBIGUOUS: &str = include_str!("../../../lexicon/places/ambiguous.txt");
pub(crate) const CUES: &str = include_str!("../../../lexicon/places/cues.txt");
