//! The day that a claim takes over from who says it, from the rest of its sentence, or from the sentences before.
//!
//! Each rule is kept for what it was worth on the training gold: of the days that it gives, the share that the gold
//! gives too is told beside it (the gold leaves many such days open).

use herodotus_schema::{Document, Span, TimeExpression, When};
use jiff::civil::Date;

use super::own::{Candidate, dated, describes, is_aside, resolved, said_on};
use crate::syntax::clause_of;
use crate::tense::{Tense, tense};

/// How many sentences a day told in the past is carried on.
const REACH: usize = 3;

/// How many the day of the report is carried on for acts of force and figures.
const FAR: usize = 10;

/// A day told so many days before the report is one of background, which goes on with it.
const BACKGROUND: i32 = 7;

/// How a claim is told, as far as its day hangs on it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told {
    /// As a state that lasts, which has no day of its own.
    pub lasting: bool,
    /// As possible or to come, and not on the day on which somebody says so.
    pub open: bool,
    /// As an act of force that was done, or a figure.
    pub force: bool,
    /// By a noun of speaking ("a demand"), which is done when it is said.
    pub spoken: bool,
}

/// The day inherited by the claim at `token`, if one rule gives it.
pub(super) fn when(doc: &Document, token: usize, span: Span, told: Told) -> Option<When> {
    if told.lasting {
        return None;
    }
    let aside = || (heads_no_clause(doc, token) && !told.spoken) || doc.tokens[token].relation() == "advcl";
    let said = || said_on(doc, token).filter(|_| !told.open && !aside() && !holds_figure(doc, span));
    said().or_else(|| beside(doc, token)).or_else(|| before(doc, token, told))
}

/// Whether the words hold a figure: the day on which a figure is told is when it stood, not when it came about.
fn holds_figure(doc: &Document, span: Span) -> bool {
    doc.quantities.iter().any(|q| span.contains(q.span))
}

/// The only day that the sentence tells, close to the report's.
fn beside(doc: &Document, token: usize) -> Option<When> {
    let told = dated(doc, doc.sentence_of(token));
    let (t, first) = *told.first()?;
    if describes(doc, t, token) {
        return None;
    }
    let alone = told.iter().all(|(_, time)| time.when == first.when);
    let near = age(doc, first).is_some_and(|age| (-1..=4).contains(&age));
    let finite = tense(doc, token).is_some_and(|tense| tense != Tense::Perfect);
    if alone && near && finite { resolved(doc, token, first) } else { None }
}

/// The day of the report or the one before it, told in one of the last sentences, for what is told in the past. Acts of force and
/// figures take it from further off, and go on with days of the background (of 96 such days that the coded reports' dated articles
/// give, 50 are right).
fn before(doc: &Document, token: usize, told: Told) -> Option<When> {
    let here = doc.sentence_of(token);
    if !goes_on(doc, token) || !dated(doc, here).is_empty() {
        return None;
    }
    let reach = if told.force { FAR } else { REACH };
    let (back, found): (usize, Vec<Candidate>) =
        (1..=reach.min(here)).map(|back| (back, told_of(doc, here - back))).find(|(_, times)| !times.is_empty())?;
    let fits = |age: i32| (0..=1).contains(&age) || told.force && back <= REACH && age >= BACKGROUND;
    let (_, time) = found.into_iter().find(|(_, time)| age(doc, time).is_some_and(fits))?;
    resolved(doc, token, time)
}

/// The times of a sentence, but for those of clauses that only tell more of somebody.
fn told_of(doc: &Document, sentence: usize) -> Vec<Candidate<'_>> {
    dated(doc, sentence).into_iter().filter(|(t, _)| !is_aside(doc, *t)).collect()
}

/// Whether the word goes on with what was told before: a past, or a present that somebody spoke of then. A noun does
/// so only where it is new ("a raid"): "the raid" may be any one known.
fn goes_on(doc: &Document, token: usize) -> bool {
    let new = |c: usize| matches!(&*doc.tokens[c].lemma, "a" | "an");
    if doc.tokens[token].upos != "VERB" && heads_no_clause(doc, token) && !doc.children(token).any(new) {
        return false;
    }
    match tense(doc, token) {
        Some(Tense::Past) => true,
        Some(Tense::Present) => innermost_cue(doc, token).is_some_and(|cue| tense(doc, cue) == Some(Tense::Past)),
        _ => false,
    }
}

fn heads_no_clause(doc: &Document, token: usize) -> bool {
    clause_of(doc, token) != token
}

/// The word by which the innermost speaker of `token` says so.
fn innermost_cue(doc: &Document, token: usize) -> Option<usize> {
    let at = doc.tokens[token].span;
    let telling = doc.attributions.iter().filter(|a| a.content.contains(at));
    telling.min_by_key(|a| a.content.len()).map(|a| a.cue_token)
}

/// How many days before the report a single day or a night lies, by its end.
fn age(doc: &Document, time: &TimeExpression) -> Option<i32> {
    let (start, end) = time.when.map(|interval| (interval.start.day(), interval.end.day()))?;
    let days = |from: Date, to: Date| from.until(to).ok().map(|span| span.get_days());
    if days(start, end)? > 1 { None } else { days(end, doc.day()?) }
}
