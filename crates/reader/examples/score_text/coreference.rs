//! Links from a mention to an earlier mention of the same thing, against GUM's `Entity` brackets.

use std::collections::BTreeMap;

use herodotus_schema::Document;

use crate::treebank::Text;
use crate::{Count, Places};

/// What is counted: persons, organisations and places, by how the later mention is told.
const KINDS: [&str; 3] = ["person", "organization", "place"];

/// A mention as annotated.
struct Mention {
    id: String,
    kind: String,
    first: usize,
    last: usize,
    /// Its head's words, as positions in the mention from 0.
    least: (usize, usize),
}

/// Counts of links, by the sort of the later mention.
#[derive(Default)]
pub struct Links {
    by_sort: BTreeMap<&'static str, Count>,
}

impl Links {
    /// Adds one document.
    pub fn add(&mut self, gold: &Text, doc: &Document, places: &Places) {
        let mentions = mentions(gold);
        if mentions.is_empty() {
            return;
        }
        // A mention is told by where its head ends.
        let mut at: BTreeMap<usize, &Mention> = BTreeMap::new();
        for m in &mentions {
            let end = gold.words[m.first + m.least.1].place.1;
            let entry = at.entry(end).or_insert(m);
            if m.last - m.first < entry.last - entry.first {
                *entry = m;
            }
        }
        let found: Vec<(Option<&Mention>, usize)> =
            doc.mentions.iter().map(|m| (at.get(&places.tokens[m.tokens.end - 1].1).copied(), m.entity)).collect();
        for (n, (later, entity)) in found.iter().enumerate() {
            let Some(later) = later else { continue };
            let Some(sort) = sort(gold, later) else { continue };
            let Some((earlier, _)) = found[..n].iter().rev().find(|(_, e)| e == entity) else { continue };
            let right = earlier.is_some_and(|earlier| earlier.id == later.id);
            let count = self.by_sort.entry(sort).or_default();
            count.found += 1;
            count.right += usize::from(right);
        }
        let mut seen: Vec<&str> = Vec::new();
        for m in &mentions {
            if seen.contains(&m.id.as_str())
                && let Some(sort) = sort(gold, m)
            {
                self.by_sort.entry(sort).or_default().gold += 1;
            }
            seen.push(&m.id);
        }
    }

    /// Prints a row for each sort, if anything was annotated.
    pub fn print(&self) {
        for (sort, count) in &self.by_sort {
            count.row(&format!("links of {sort}"));
        }
    }
}

/// The sort of a mention; `None` for what reports do not link: first and second persons, and other things than
/// persons, organisations and places.
fn sort(gold: &Text, m: &Mention) -> Option<&'static str> {
    if !KINDS.contains(&m.kind.as_str()) {
        return None;
    }
    let head = &gold.words[m.first + m.least.1];
    match head.upos.as_str() {
        "PRON" => matches!(head.lemma.as_str(), "he" | "she" | "it" | "they" | "his" | "her" | "its" | "their")
            .then_some("pronouns"),
        "PROPN" => Some("names"),
        _ => Some("nouns"),
    }
}

/// The mentions of a document, in order of their first words.
fn mentions(gold: &Text) -> Vec<Mention> {
    let mut open: Open = Vec::new();
    let mut out = Vec::new();
    for (at, word) in gold.words.iter().enumerate() {
        let mut rest = word.entity.as_str();
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('(') {
                let end = inside.find(['(', ')']).unwrap_or(inside.len());
                let parts: Vec<&str> = inside[..end].split('-').collect();
                let part = |n: usize| parts.get(n).copied().unwrap_or_default();
                open.push((part(0).to_owned(), part(1).to_owned(), at, least(part(5))));
                rest = &inside[end..];
                if let Some(after) = rest.strip_prefix(')') {
                    close(&mut open, None, (at, &mut out));
                    rest = after;
                }
            } else {
                let end = rest.find(')').unwrap_or(rest.len());
                close(&mut open, Some(&rest[..end]), (at, &mut out));
                rest = rest.get(end + 1..).unwrap_or_default();
            }
        }
    }
    out.sort_by_key(|m: &Mention| (m.first, std::cmp::Reverse(m.last)));
    out
}

/// The head's first and last word, counted from 0, of GUM's "2" or "1,2".
fn least(text: &str) -> (usize, usize) {
    let numbers: Vec<usize> = text.split(',').filter_map(|n| n.parse::<usize>().ok()?.checked_sub(1)).collect();
    (numbers.first().copied().unwrap_or(0), numbers.last().copied().unwrap_or(0))
}

/// Brackets that are open: id, kind, first word, head.
type Open = Vec<(String, String, usize, (usize, usize))>;

fn close(open: &mut Open, id: Option<&str>, (at, out): (usize, &mut Vec<Mention>)) {
    let position = match id {
        Some(id) => open.iter().rposition(|o| o.0 == id),
        None => open.len().checked_sub(1),
    };
    let Some(position) = position else { return };
    let (id, kind, first, least) = open.remove(position);
    let least = (least.0.min(at - first), least.1.min(at - first));
    out.push(Mention { id, kind, first, last: at, least });
}
