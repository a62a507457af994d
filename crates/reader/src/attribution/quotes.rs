//! Quotations: stretches of text between quotation marks, across sentences and paragraphs.

use std::collections::HashMap;
use std::ops::Range;

use herodotus_schema::Document;

use super::syntax::{begins_paragraph, is_mark};

/// One quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quote {
    /// Its tokens, with its marks.
    pub tokens: Range<usize>,
    /// Whether its closing mark is missing because the next paragraph goes on with it.
    pub continues: bool,
}

/// What a mark does, where its shape or the blanks around it tell.
#[derive(Clone, Copy, PartialEq)]
enum Turn {
    Opens,
    Closes,
    Unclear,
}

/// The quotations of `doc`, in order; they do not overlap. A quotation ends at the end of its paragraph at the latest, and at a mark
/// of its own sort: what is quoted in double marks within single ones, or in single ones within double ones, is part of it.
pub(super) fn quotes(doc: &Document) -> Vec<Quote> {
    let singles = singles(doc);
    let mut found: Vec<Quote> = Vec::new();
    let mut open: Option<usize> = None;
    for t in 0..doc.tokens.len() {
        let single = singles.get(&t).copied();
        let mark = single.or_else(|| is_mark(&doc.tokens[t].form).then(|| turn(doc, t)));
        if let Some(start) = open.filter(|_| begins_paragraph(doc, t)) {
            let goes_on = mark.is_some_and(|turn| turn != Turn::Closes);
            found.push(Quote { tokens: start..t, continues: goes_on });
            open = None;
        }
        let Some(turn) = mark.filter(|_| open.is_none_or(|start| singles.contains_key(&start) == single.is_some()))
        else {
            continue;
        };
        open = match (open, turn) {
            (None, Turn::Closes) => None,
            (None, _) => Some(t),
            (Some(start), Turn::Opens) if is_one_sided(&doc.tokens[t].form) => {
                found.push(Quote { tokens: start..t, continues: false });
                Some(t)
            }
            (Some(start), _) => {
                found.push(Quote { tokens: start..t + 1, continues: false });
                None
            }
        };
    }
    if let Some(start) = open {
        found.push(Quote { tokens: start..doc.tokens.len(), continues: false });
    }
    found
}

/// The single marks that open or close a quotation, not apostrophes: one before a word, and in the same paragraph one behind a stop or the
/// last of those behind words. Of a quotation that goes on in the next paragraph the first has no partner.
fn singles(doc: &Document) -> HashMap<usize, Turn> {
    let mut found = HashMap::new();
    let is_single = |t: &usize| matches!(&*doc.tokens[*t].form, "'" | "‘" | "’");
    if !(0..doc.tokens.len()).any(|t| is_single(&t)) {
        return found;
    }
    let mut from = 0;
    while from < doc.tokens.len() {
        let end = (from + 1..doc.tokens.len()).find(|t| begins_paragraph(doc, *t)).unwrap_or(doc.tokens.len());
        let marks: Vec<usize> = (from..end).filter(is_single).collect();
        let mut at = 0;
        while let Some(&opens) = marks.get(at) {
            at += 1;
            if turn(doc, opens) != Turn::Opens || doc.tokens[opens].form == "’" {
                continue;
            }
            let closes = |m: &usize| closes_at(doc, &marks, *m);
            match marks[at..].iter().position(closes) {
                Some(close) => {
                    found.insert(opens, Turn::Opens);
                    found.insert(marks[at + close], Turn::Closes);
                    at += close + 1;
                }
                None if opens == from && end < doc.tokens.len() && is_single(&end) => {
                    found.insert(opens, Turn::Opens);
                }
                None => {}
            }
        }
        from = end;
    }
    found
}

/// Whether the single mark `t`, one of the paragraph's `marks`, ends a quotation: it stands behind a stop, or behind a word and is no apostrophe of
/// a plural's possessor ("the rebels’ homes").
fn closes_at(doc: &Document, marks: &[usize], t: usize) -> bool {
    let Some(before) = t.checked_sub(1).filter(|_| doc.tokens[t].form != "‘") else { return false };
    if turn(doc, t) == Turn::Opens || doc.tokens[before].span.end != doc.tokens[t].span.start {
        return false;
    }
    if matches!(&*doc.tokens[before].form, "." | "," | "!" | "?" | "…" | "...") {
        return true;
    }
    let owned = |next: &herodotus_schema::Token| matches!(next.upos, "NOUN" | "PROPN" | "ADJ" | "NUM");
    let owns = doc.tokens[before].form.ends_with('s') && doc.tokens.get(t + 1).is_some_and(owned);
    !(owns && marks.last() != Some(&t))
}

/// Whether a mark of this form only ever opens.
fn is_one_sided(form: &str) -> bool {
    matches!(form, "“" | "„" | "«" | "``" | "‘‘")
}

fn turn(doc: &Document, t: usize) -> Turn {
    match doc.tokens[t].form.as_str() {
        form if is_one_sided(form) => return Turn::Opens,
        "”" | "»" | "’’" => return Turn::Closes,
        _ => {}
    }
    let glued = |a: usize, b: usize| doc.tokens[a].span.end == doc.tokens[b].span.start;
    let before = t > 0 && glued(t - 1, t);
    let after = t + 1 < doc.tokens.len() && glued(t, t + 1);
    match (before, after) {
        (false, true) => Turn::Opens,
        (true, false) => Turn::Closes,
        _ => Turn::Unclear,
    }
}
