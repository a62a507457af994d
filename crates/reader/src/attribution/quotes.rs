//! Quotations: stretches of text between quotation marks, across sentences and paragraphs.

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
#[derive(PartialEq)]
enum Turn {
    Opens,
    Closes,
    Unclear,
}

/// The quotations of `doc`, in order; they do not overlap. A quotation ends at the end of its paragraph at the latest.
pub(super) fn quotes(doc: &Document) -> Vec<Quote> {
    let mut found: Vec<Quote> = Vec::new();
    let mut open: Option<usize> = None;
    for t in 0..doc.tokens.len() {
        if let Some(start) = open.filter(|_| begins_paragraph(doc, t)) {
            let goes_on = is_mark(&doc.tokens[t].form) && turn(doc, t) != Turn::Closes;
            found.push(Quote { tokens: start..t, continues: goes_on });
            open = None;
        }
        if !is_mark(&doc.tokens[t].form) {
            continue;
        }
        open = match (open, turn(doc, t)) {
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
