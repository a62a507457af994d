//! Looking up names: the table with rows of one's own laid over it.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_schema::Precision;

use crate::table::{Record, Table};
use crate::{GazetteerError, PlaceWords, Row, fold, shipped};

/// No place name of the data has more words than this.
const MOST_WORDS: usize = 9;

/// One place that a name may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The gazetteer's name, which need not be the one looked up.
    pub name: String,
    /// The GeoNames id, where it has one.
    pub geonameid: Option<u32>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166 alpha-2 code of the country; empty for what lies in several or none.
    pub country: String,
    /// Inhabitants; 0 where unknown.
    pub population: u32,
    /// How finely it is known.
    pub precision: Precision,
    /// The code of its first-order division within the country ("TX"); empty where unknown.
    pub admin1: String,
    /// Whether it is a country's capital.
    pub capital: bool,
    /// Whether the name looked up is only an alternate name of the table, not the place's own nor one given by a row.
    pub alias: bool,
    /// Whether a row of the lexicon or of one's own names it: the places that reports of war tell of.
    pub given: bool,
}

/// Place names and where they lie.
#[derive(Debug)]
pub struct Gazetteer {
    table: Table,
    words: PlaceWords,
    rows: Vec<Laid>,
    keys: BTreeMap<String, BTreeSet<usize>>,
    /// Places of the table that a row stands for.
    replaced: BTreeMap<u32, usize>,
}

/// A row with what the table knew of the same place.
#[derive(Debug)]
struct Laid {
    row: Row,
    population: u32,
    admin1: String,
    capital: bool,
}

impl Gazetteer {
    /// The gazetteer that stands in the binary: GeoNames and `lexicon/places/`. It unpacks some 15 MB; make it once.
    pub fn shipped() -> Result<Gazetteer, GazetteerError> {
        let mut gazetteer = Gazetteer {
            table: Table::read(shipped::TABLE)?,
            words: PlaceWords::read(shipped::AMBIGUOUS, shipped::CUES)?,
            rows: Vec::new(),
            keys: BTreeMap::new(),
            replaced: BTreeMap::new(),
        };
        for (file, text) in shipped::ROWS {
            gazetteer = gazetteer.with_rows(Row::read_all(text, file)?.into_iter());
        }
        Ok(gazetteer)
    }

    /// Lays `rows` over what is there. A row that names a place which is there already (the same id, or the
    /// same name, country and precision close by) gives it its name, aliases and coordinates; a later row wins.
    pub fn with_rows(mut self, rows: impl Iterator<Item = Row>) -> Gazetteer {
        for row in rows {
            let number = self.rows.len();
            let mut keys: BTreeSet<String> = row.aliases.iter().map(|a| fold(a)).collect();
            keys.insert(fold(&row.name));
            keys.remove("");
            let mut laid = Laid { row, population: 0, admin1: String::new(), capital: false };
            for key in &keys {
                self.absorb(&mut laid, key, number);
                self.keys.entry(key.clone()).or_default().insert(number);
            }
            self.rows.push(laid);
        }
        self
    }

    /// Every place that `name` may mean (case, diacritics and hyphens do not count), rows of one's own first.
    pub fn candidates(&self, name: &str) -> Vec<Candidate> {
        self.under(&fold(name))
    }

    /// The longest name that begins at `forms[0]`, a text's words in order: how many of them it takes, and its places.
    pub fn longest(&self, forms: &[&str]) -> Option<(usize, Vec<Candidate>)> {
        let (mut key, mut best) = (String::new(), None);
        for (at, form) in forms.iter().take(MOST_WORDS).enumerate() {
            let word = fold(form);
            if word.is_empty() {
                if at == 0 {
                    return None;
                }
                continue;
            }
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(&word);
            if self.is_key(&key) {
                best = Some((at + 1, key.clone()));
            }
            if !self.is_prefix(&key) {
                break;
            }
        }
        best.map(|(taken, key)| (taken, self.under(&key)))
    }

    /// Whether a longer name begins with `name` as whole words.
    pub fn is_prefix(&self, name: &str) -> bool {
        let start = format!("{} ", fold(name));
        let own = self.keys.range(start.clone()..).next().is_some_and(|(key, _)| key.starts_with(&start));
        own || self.table.has_longer(start.trim_end())
    }

    /// The word lists that go with the names.
    pub fn words(&self) -> &PlaceWords {
        &self.words
    }

    /// How many places the table and the rows hold.
    pub fn len(&self) -> usize {
        self.table.len() - self.replaced.len() + self.rows.len()
    }

    /// Whether there is no place at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn is_key(&self, key: &str) -> bool {
        self.keys.contains_key(key) || self.table.find(key).next().is_some()
    }

    fn under(&self, key: &str) -> Vec<Candidate> {
        let mut rows = self.keys.get(key).cloned().unwrap_or_default();
        let mut rest = Vec::new();
        for (place, alias) in self.table.find(key) {
            match self.replaced.get(&place) {
                Some(&row) => {
                    rows.insert(row);
                }
                None => rest.extend(self.table.record(place).map(|record| record.candidate(alias))),
            }
        }
        let given = rows.iter().filter_map(|&row| self.rows.get(row)).map(Laid::candidate);
        given.chain(rest).collect()
    }

    /// Lets `laid` stand for the places under `key` that are the same as it.
    fn absorb(&mut self, laid: &mut Laid, key: &str, number: usize) {
        let found: Vec<(u32, Record<'_>)> =
            self.table.find(key).filter_map(|(place, _)| Some((place, self.table.record(place)?))).collect();
        for (place, record) in found {
            if laid.is(&record) {
                if record.population >= laid.population {
                    laid.population = record.population;
                    laid.admin1 = record.admin1.to_owned();
                }
                laid.capital |= record.capital;
                laid.row.geonameid = laid.row.geonameid.or(record.geonameid);
                self.replaced.insert(place, number);
            }
        }
        let same = |other: &Laid| {
            other.row.name == laid.row.name
                && other.row.country == laid.row.country
                && other.row.precision == laid.row.precision
        };
        if let Some(rows) = self.keys.get_mut(key) {
            let older: Vec<usize> = rows.iter().copied().filter(|&r| self.rows.get(r).is_some_and(same)).collect();
            for row in older {
                rows.remove(&row);
            }
        }
    }
}

impl Laid {
    /// Whether the table's `record` is the same place.
    fn is(&self, record: &Record<'_>) -> bool {
        if self.row.geonameid.is_some() && self.row.geonameid == record.geonameid {
            return true;
        }
        // Divisions in the table lie in the middle of their settlements, which may be far from where a row puts them.
        let near = match record.precision {
            Precision::Site | Precision::Settlement => 0.15,
            Precision::District => 1.0,
            Precision::Region | Precision::Country => 8.0,
        };
        let close = (self.row.lat - record.lat).abs() < near && (self.row.lon - record.lon).abs() < near * 1.5;
        self.row.country == record.country && self.row.precision == record.precision && close
    }

    fn candidate(&self) -> Candidate {
        Candidate {
            name: self.row.name.clone(),
            geonameid: self.row.geonameid,
            lat: self.row.lat,
            lon: self.row.lon,
            country: self.row.country.clone(),
            population: self.population,
            precision: self.row.precision,
            admin1: self.admin1.clone(),
            capital: self.capital,
            alias: false,
            given: true,
        }
    }
}

impl Record<'_> {
    fn candidate(self, alias: bool) -> Candidate {
        Candidate {
            name: self.name.to_owned(),
            geonameid: self.geonameid,
            lat: self.lat,
            lon: self.lon,
            country: self.country.to_owned(),
            population: self.population,
            precision: self.precision,
            admin1: self.admin1.to_owned(),
            capital: self.capital,
            alias,
            given: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Gazetteer {
        Gazetteer::shipped().expect("the shipped data is whole")
    }

    /// The largest town among `found` that lies in `country`.
    fn town<'c>(found: &'c [Candidate], country: &str) -> &'c Candidate {
        let towns = found.iter().filter(|c| c.country == country && c.precision == Precision::Settlement);
        towns.max_by_key(|c| c.population).expect("a town of the country")
    }

    #[test]
    fn the_names_of_both_sides_are_one_place() {
        let gazetteer = shipped();
        for names in [
            ["Shusha", "Shushi", "Şuşa"],
            ["Madagiz", "Sugovushan", "Suqovuşan"],
            ["Kyiv", "Kiev", "KYIV"],
            ["Bakhmut", "Artemivsk", "Artyomovsk"],
            ["Raqqa", "Ar Raqqah", "al-Raqqa"],
            ["Hodeidah", "Al Hudaydah", "Hodeida"],
            ["Khan Younis", "Khan Yunis", "Khān Yūnis"],
        ] {
            let of = |name: &str| {
                let found = gazetteer.candidates(name);
                assert!(!found.is_empty(), "{name} is missing");
                (found[0].name.clone(), found[0].lat, found[0].lon)
            };
            assert_eq!(of(names[0]), of(names[1]), "{} and {}", names[0], names[1]);
            assert_eq!(of(names[0]), of(names[2]), "{} and {}", names[0], names[2]);
        }
    }

    #[test]
    fn every_row_is_found_under_each_of_its_names() {
        let gazetteer = shipped();
        for (file, text) in shipped::ROWS {
            for row in Row::read_all(text, file).expect("the shipped rows are whole") {
                for name in row.aliases.iter().chain([&row.name]) {
                    let found = gazetteer.candidates(name);
                    let there = found.iter().any(|c| (c.lat - row.lat).abs() < 0.01 && (c.lon - row.lon).abs() < 0.01);
                    assert!(there, "{file}: {name} of {} is not found", row.name);
                }
            }
        }
    }

    #[test]
    fn a_name_has_all_its_places() {
        let found = shipped().candidates("Paris");
        assert!(town(&found, "FR").capital && town(&found, "FR").population > 1_000_000);
        assert!(found.iter().any(|c| c.country == "US" && c.admin1 == "TX"));
        let georgia = shipped().candidates("georgia");
        assert!(georgia.iter().any(|c| c.country == "GE" && c.precision == Precision::Country));
        assert!(georgia.iter().any(|c| c.country == "US" && c.precision == Precision::Region));
    }

    #[test]
    fn the_longest_name_wins() {
        let gazetteer = shipped();
        let longest = |words: &[&str]| gazetteer.longest(words).map(|(n, found)| (n, found[0].name.clone()));
        assert_eq!(longest(&["New", "York", "City", "said"]), Some((3, "New York City".to_owned())));
        assert_eq!(longest(&["Nagorno", "-", "Karabakh", "'s", "army"]), Some((3, "Nagorno-Karabakh".to_owned())));
        assert_eq!(longest(&["Deir", "ez", "-", "Zor"]).map(|l| l.0), Some(4));
        assert_eq!(longest(&["Baku", "-"]).map(|l| l.0), Some(1));
        assert_eq!(longest(&["-", "Baku"]), None);
        assert_eq!(longest(&["zzzz"]), None);
        assert_eq!(longest(&[]), None);
        assert!(gazetteer.is_prefix("New") && !gazetteer.is_prefix("Baku State University"));
    }

    #[test]
    fn rows_of_ones_own_lie_over_the_table() {
        let rows = "Dalmar\tOld Dalmar\t12.5\t-3\tML\tsettlement\t\tinvented\n\
                    Lutetia\tParis\t48.86\t2.35\tFR\tsettlement\t\tits old name\n";
        let rows = Row::read_all(rows, "own.tsv").expect("rows");
        let gazetteer = shipped();
        let before = gazetteer.len();
        let gazetteer = gazetteer.with_rows(rows.into_iter());
        assert_eq!(gazetteer.candidates("old-dalmar")[0].name, "Dalmar");
        let lutetia = &gazetteer.candidates("Paris")[0];
        assert_eq!(lutetia.name, "Lutetia");
        assert!(lutetia.population > 1_000_000 && lutetia.capital, "it keeps what the table knows");
        assert_eq!(gazetteer.candidates("Paris").iter().filter(|c| c.country == "FR" && c.capital).count(), 1);
        assert_eq!(gazetteer.len(), before + 1);
    }
}
