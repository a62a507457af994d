//! Strict reading of one TOML file: every key is asked for or reported, and every fault keeps its line.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::{Origin, Problem, notation};

/// What messages call the keys at the top of a file.
const WHOLE: &str = "the file";

/// A TOML file under reading, with the problems found so far.
pub(crate) struct TomlFile<'f> {
    name: Arc<str>,
    lines: Vec<usize>,
    root: Spanned<DeTable<'f>>,
    unreadable: Vec<Problem>,
    problems: RefCell<Vec<Problem>>,
}

impl<'f> TomlFile<'f> {
    /// Parses `text`, and keeps what cannot be read: the first fault of each line, as the others follow from it.
    pub fn parse(name: &str, text: &'f str) -> TomlFile<'f> {
        let (root, errors) = DeTable::parse_recoverable(text);
        let lines = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at).collect();
        let mut file =
            TomlFile { name: name.into(), lines, root, unreadable: Vec::new(), problems: RefCell::default() };
        for error in errors {
            let at = file.origin(error.span().map_or(0, |span| span.start));
            if file.unreadable.last().is_some_and(|last| last.at == at) {
                continue;
            }
            let message = error.message().replace('\n', ", ");
            let remedy = notation::remedy(text.lines().nth(at.line as usize - 1).unwrap_or(""), &message).to_owned();
            file.unreadable.push(Problem { at, fault: format!("cannot be read as TOML ({message})"), remedy });
        }
        file
    }

    /// The keys at the top of the file.
    pub fn root(&self) -> Fields<'_> {
        Fields { file: self, what: WHOLE, at: 0, table: self.root.get_ref(), asked: RefCell::default() }
    }

    /// Everything that was reported; of a file that cannot be read, only where, as the rest may follow from it.
    pub fn into_problems(self) -> Vec<Problem> {
        if self.unreadable.is_empty() { self.problems.into_inner() } else { self.unreadable }
    }

    fn origin(&self, at: usize) -> Origin {
        Origin { file: self.name.clone(), line: self.lines.partition_point(|end| *end < at) as u32 + 1 }
    }

    fn report(&self, at: usize, fault: String, remedy: &str) {
        self.problems.borrow_mut().push(Problem { at: self.origin(at), fault, remedy: remedy.to_owned() });
    }
}

/// The keys of one table. Ask for each that is allowed, then `finish`.
pub(crate) struct Fields<'t> {
    file: &'t TomlFile<'t>,
    what: &'static str,
    at: usize,
    table: &'t DeTable<'t>,
    asked: RefCell<BTreeSet<&'static str>>,
}

impl<'t> Fields<'t> {
    /// Where the table begins.
    pub fn origin(&self) -> Origin {
        self.file.origin(self.at)
    }

    /// Reports a fault of the value of `key`, or of the whole table where it has none.
    pub fn fault(&self, key: &str, fault: impl Into<String>, remedy: &str) {
        let at = self.table.get(key).map_or(self.at, |value| value.span().start);
        self.file.report(at, fault.into(), remedy);
    }

    fn take(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.borrow_mut().insert(key);
        self.table.get(key)
    }

    fn mistyped(&self, key: &'static str, wanted: &str) {
        let found = self.table.get(key).map_or("nothing", |value| in_words(value.get_ref()));
        self.fault(key, format!("`{key}` is {found}"), &format!("write {wanted}"));
    }

    /// The text of `key`, if it is there.
    pub fn text(&self, key: &'static str) -> Option<String> {
        match self.take(key)?.get_ref() {
            DeValue::String(text) => Some(text.trim().to_owned()),
            _ => {
                self.mistyped(key, "a text in quotation marks");
                None
            }
        }
    }

    /// The text of `key`; its absence or emptiness is a fault.
    pub fn required(&self, key: &'static str) -> Option<String> {
        if !self.table.contains_key(key) {
            self.asked.borrow_mut().insert(key);
            self.fault(key, format!("`{key}` is missing in {}", self.what), &format!("add `{key} = \"...\"`"));
            return None;
        }
        let text = self.text(key)?;
        if text.is_empty() {
            self.fault(key, format!("`{key}` is empty"), "write at least one word");
            return None;
        }
        Some(text)
    }

    /// The texts of `key`: a list of texts, or a single text; empty where it is absent.
    pub fn texts(&self, key: &'static str) -> Vec<String> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let items: Vec<&DeValue> = match value.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| item.get_ref()).collect(),
            single => vec![single],
        };
        let mut texts = Vec::new();
        for item in items {
            match item {
                DeValue::String(text) if text.trim().is_empty() => {
                    self.fault(key, format!("`{key}` holds an empty text"), "delete it");
                }
                DeValue::String(text) => texts.push(text.trim().to_owned()),
                _ => self.mistyped(key, "a list of texts: [\"...\", \"...\"]"),
            }
        }
        texts
    }

    /// `true` only where `key` is `true`.
    pub fn flag(&self, key: &'static str) -> bool {
        match self.take(key).map(|value| value.get_ref()) {
            None => false,
            Some(DeValue::Boolean(flag)) => *flag,
            Some(_) => {
                self.mistyped(key, "true or false");
                false
            }
        }
    }

    /// The number of `key`, if it is there.
    pub fn number(&self, key: &'static str) -> Option<f64> {
        let number = match self.take(key)?.get_ref() {
            DeValue::Integer(digits) => digits.as_str().parse().ok(),
            DeValue::Float(digits) => digits.as_str().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.mistyped(key, "a number");
        }
        number
    }

    /// The day of `key`, if it is there: `"2020-11-04"`, with or without quotation marks.
    pub fn day(&self, key: &'static str) -> Option<Date> {
        let day = match self.take(key)?.get_ref() {
            DeValue::String(text) => text.parse().ok(),
            DeValue::Datetime(moment) => moment.to_string().parse().ok(),
            _ => None,
        };
        if day.is_none() {
            self.fault(key, format!("`{key}` is no day of the calendar"), "write it as \"2020-11-04\"");
        }
        day
    }

    /// The meaning of the word at `key` among `allowed`, if it is there and not empty.
    pub fn choice<T: Copy>(&self, key: &'static str, allowed: &[(&str, T)]) -> Option<T> {
        let word = self.text(key).filter(|word| !word.is_empty())?;
        self.meaning(key, &word, allowed)
    }

    /// The meanings of the words at `key` among `allowed`.
    pub fn choices<T: Copy>(&self, key: &'static str, allowed: &[(&str, T)]) -> Vec<T> {
        self.texts(key).iter().filter_map(|word| self.meaning(key, word, allowed)).collect()
    }

    fn meaning<T: Copy>(&self, key: &'static str, word: &str, allowed: &[(&str, T)]) -> Option<T> {
        let found = allowed.iter().find(|(name, _)| *name == word).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let names: Vec<&str> = allowed.iter().map(|(name, _)| *name).collect();
            self.fault(
                key,
                format!("`{key}` has the unknown word \"{word}\""),
                &format!("use one of {}", names.join(", ")),
            );
        }
        found
    }

    /// The tables `[[key]]`, in order.
    pub fn tables(&self, key: &'static str) -> Vec<Fields<'t>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            let heading = if self.what == WHOLE { key.to_owned() } else { format!("{}.{key}", self.what) };
            let remedy = format!("begin each with the heading [[{heading}]], in two brackets on each side");
            self.fault(key, format!("`{key}` is not a list of entries"), &remedy);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::Table(table) => tables.push(Fields {
                    file: self.file,
                    what: key,
                    at: item.span().start,
                    table,
                    asked: RefCell::default(),
                }),
                _ => self.file.report(
                    item.span().start,
                    format!("`{key}` holds something else than tables"),
                    "write it as [[...]]",
                ),
            }
        }
        tables
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self) {
        let asked = self.asked.borrow();
        for key in self.table.keys().filter(|key| !asked.contains(key.get_ref().as_ref())) {
            let name = key.get_ref();
            let remedy = match nearest(name, asked.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", asked.iter().copied().collect::<Vec<_>>().join(", ")),
            };
            self.file.report(key.span().start, format!("unknown key `{name}` in {}", self.what), &remedy);
        }
    }
}

/// What a value is, for those who do not program.
fn in_words(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a day",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The known word that differs from `name` by at most two letters.
pub(crate) fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let (near, distance) = known.map(|word| (word, distance(name, word))).min_by_key(|(_, d)| *d)?;
    (distance <= 2).then_some(near)
}

/// Levenshtein's distance in code points.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
