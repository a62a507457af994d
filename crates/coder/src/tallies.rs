//! Numbers of people and things: what is counted, whose they are, between which bounds.

mod apart;
mod around;
mod counting;
mod figures;
mod number;
mod shared;
mod singles;

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Because, Certainty, Claim, ClaimKind, Document, Scope, Span, Status, Tally, When};

use crate::assemble::{Draft, claim};
use crate::parties::{noun_phrase, parties_mention};
use crate::quote;
use crate::reasons::reason;
use crate::syntax::{child, clause_of, has_child};
use crate::{setting, status};
use counting::{Count, counts, is_fate};

pub use figures::{Figure, figures, set};

/// All tallies of `doc`, in order.
pub fn tallies(doc: &Document, lexicon: &Lexicon) -> Vec<Claim> {
    let counts = counts(doc, lexicon);
    let told = |at: usize| Told { span: own_words(doc, &counts, at), high: upper(doc, &counts, at) };
    (0..counts.len()).map(|at| tally_claim(doc, lexicon, &counts[at], told(at))).collect()
}

/// What the counts around a count leave to it.
struct Told {
    span: Span,
    high: Option<f64>,
}

/// The words of one count: its clause, cut where another count of the clause begins or ends ("12 were killed | 30 hurt").
fn own_words(doc: &Document, counts: &[Count], at: usize) -> Span {
    let this = &counts[at];
    let whole = clause_words(doc, this);
    // A count begins with its number, or with its verb where that stands right before it.
    let begins = |count: &Count, after: u32| {
        let (verb, number) = (doc.tokens[count.predicate].span.start, count.quantity.span.start);
        if verb >= after && verb < number { verb } else { number }
    };
    let mut own = whole;
    if let Some(before) = at.checked_sub(1).map(|b| &counts[b]).filter(|b| whole.contains(b.quantity.span)) {
        own.start = begins(this, before.quantity.span.end);
    }
    if doc.tokens.iter().rposition(|t| t.span.end <= this.quantity.span.start).is_some_and(|t| joins_echo(doc, t)) {
        own.start = this.quantity.span.start;
    }
    let told = doc.tokens[this.predicate].span;
    if let Some(next) = counts.get(at + 1).filter(|n| whole.contains(n.quantity.span)) {
        let stop = begins(next, this.quantity.span.end);
        let joins = |t: usize| matches!(doc.tokens[t].relation(), "punct" | "cc" | "case") || joins_echo(doc, t);
        let last = (0..doc.tokens.len()).rev().find(|&t| doc.tokens[t].span.end <= stop && !joins(t));
        own.end = last.filter(|_| told.start < stop).map_or(whole.end, |t| doc.tokens[t].span.end);
    }
    if own.start < own.end && own.contains(this.quantity.span) { own } else { whole }
}

/// Whether the token is of the "as were" that takes up what was told.
fn joins_echo(doc: &Document, token: usize) -> bool {
    let echo = |t: usize| matches!(&*doc.tokens[t].lemma, "be" | "do" | "have");
    let joins = |t: usize| matches!(&*doc.tokens[t].lemma, "as" | "so");
    let (before, next) = (token.checked_sub(1), Some(token + 1).filter(|&t| t < doc.tokens.len()));
    echo(token) && before.is_some_and(joins) || joins(token) && next.is_some_and(echo)
}

/// The words of the clause that tells of a count.
fn clause_words(doc: &Document, count: &Count) -> Span {
    let clause = clause_of(doc, count.who);
    // What a cue says is quoted without the cue ("X reported 20 dead").
    let said = doc.attributions.iter().any(|a| a.cue_token == clause);
    let whole = !said && doc.is_within(count.who, clause);
    let span = quote::span_of(doc, if whole { clause } else { count.who });
    let core = |span: Span| span.cover(doc.tokens[count.quantity.token].span).cover(doc.tokens[count.predicate].span);
    let all = among(doc, count).map_or(core(span), |opening| core(span).cover(opening));
    // Of a long clause only what tells of the count is quoted.
    let long = doc.text(all).split_whitespace().count() > LONG;
    if long { core(noun_phrase(doc, count.who).1.cover(count.quantity.span)) } else { all }
}

/// The "among" before the whole of which the counted are told to be: "*Among* those killed were two nurses".
fn among(doc: &Document, count: &Count) -> Option<Span> {
    let told = [Some(count.predicate), doc.tokens[count.predicate].head].into_iter().flatten();
    let marks = |&c: &usize| doc.tokens[c].lemma.eq_ignore_ascii_case("among") && c < count.quantity.token;
    // "Among 48 people killed": those are the whole.
    let told = told.filter(|&t| t != count.who);
    told.flat_map(|t| doc.children(t)).find(marks).map(|c| doc.tokens[c].span)
}

/// A clause of more words than this tells of more than its count.
const LONG: usize = 16;

/// The upper bound of the count at `at`: none where the count before it says "at least" for both ("at least 10 killed and
/// 15 injured").
fn upper(doc: &Document, counts: &[Count], at: usize) -> Option<f64> {
    let this = &counts[at];
    let shares = |before: &&Count| {
        let open = before.quantity.low.is_some() && before.quantity.high.is_none() && is_fate(&before.what);
        let between = Span { start: before.quantity.span.end, end: this.quantity.span.start };
        let near = between.start <= between.end && doc.text(between).split_whitespace().count() <= 2;
        let bounded = before.quantity.span.start < doc.tokens[before.quantity.token].span.start;
        open && near && bounded && doc.text(between).split_whitespace().any(|w| w == "and")
    };
    let before = at.checked_sub(1).map(|b| &counts[b]).filter(shares);
    if before.is_some() && is_fate(&this.what) { None } else { this.quantity.high }
}

/// The claim of one count.
fn tally_claim(doc: &Document, lexicon: &Lexicon, count: &Count, told: Told) -> Claim {
    let (q, span) = (&count.quantity, told.span);
    let clause = clause_of(doc, count.who);
    let (low, high) = (q.low, told.high);
    let when = setting::stood_at(doc, count.predicate)
        .or_else(|| setting::when_told(doc, count.predicate, span, setting::Told { force: true, ..Default::default() }))
        .or_else(|| setting::since(doc, count.predicate));
    let since = when.as_ref().is_some_and(|w| w.start != w.end && w.span.is_some_and(|s| setting::begins(doc, s)));
    let scope = if since { Scope::Total } else { scope(doc, lexicon, clause) };
    // "22 of the dead were Ruritanians": they are whom they are told to be.
    let are = || is_told_of(doc, count.quantity.token).and_then(|t| parties_mention(doc, t));
    let mention = parties_mention(doc, count.who).or_else(are);
    let (who, _) = noun_phrase(doc, count.who);
    let tally = Tally {
        what: count.what.clone(),
        who: Some(who),
        party: mention.filter(|m| m.parties.len() == 1).map(|m| m.parties[0].party.clone()),
        civilian: civilian(doc, lexicon, count),
        low,
        best: low.or(high),
        high,
        scope: Some(scope),
        as_of: as_of(doc, scope, when.as_ref()).or_else(|| {
            // An undated figure stands as of the day on which it was told.
            let told = setting::said_on(doc, count.predicate).filter(|_| when.is_none());
            told.map(|w| w.end.day())
        }),
    };
    let mut draft = Draft::new(count.predicate, ClaimKind::Tally, span);
    draft.because.push(count.because.clone());
    draft.when = when;
    draft.tally = Some(tally);
    draft.status = pending(doc, lexicon, count);
    if q.approximate || low.is_none() {
        draft.certainty = Some((Certainty::Hedged, reason("certainty", "an approximate figure")));
    }
    claim(doc, lexicon, draft)
}

/// The status of what is counted by a noun, where the verb that it is the object of has not come about: "*could send* 40 tanks".
fn pending(doc: &Document, lexicon: &Lexicon, count: &Count) -> Option<(Status, Because)> {
    let verb = verb_over(doc, count).filter(|_| doc.tokens[count.predicate].upos != "VERB")?;
    let told = status::marked(doc, lexicon, verb, None).map(status::Told::into_pair);
    told.filter(|(status, _)| !matches!(status, Status::Happened | Status::Ongoing))
}

/// The verb that is done to the counted or with them.
fn verb_over(doc: &Document, count: &Count) -> Option<usize> {
    let mut at = count.who;
    for _ in 0..3 {
        let (word, head) = (&doc.tokens[at], doc.tokens[at].head?);
        if doc.tokens[head].upos == "VERB" {
            let with = || word.relation() == "obl" && has_child(doc, at, "case", "with");
            let done = matches!(&*word.deprel, "obj" | "iobj" | "nsubj:pass") || with();
            return done.then_some(head);
        }
        // "Hundreds of tanks": there the number hangs on the verb.
        let part = head == count.quantity.token || matches!(word.relation(), "conj" | "nummod");
        at = Some(head).filter(|_| part)?;
    }
    None
}

/// Whether civilians are counted: as the noun says, or what is said of it ("civilian deaths", "seven of them children",
/// "18 were children").
fn civilian(doc: &Document, lexicon: &Lexicon, count: &Count) -> Option<bool> {
    let says = |t: usize| lexicon.words().people.get(&doc.tokens[t].lemma.to_lowercase()).and_then(|p| p.civilian);
    let beside = |c: &usize| matches!(doc.tokens[*c].relation(), "amod" | "compound");
    // "Five of those killed were children": there the number is what they are told of.
    says(count.who)
        .or_else(|| doc.children(count.who).filter(beside).find_map(says))
        .or_else(|| is_told_of(doc, count.who).and_then(says))
        .or_else(|| is_told_of(doc, count.quantity.token).and_then(says))
}

/// The noun that what `token` stands for is told to be.
fn is_told_of(doc: &Document, token: usize) -> Option<usize> {
    let above = doc.tokens[token].head.filter(|_| doc.tokens[token].relation() == "nsubj")?;
    (child(doc, above, &["cop"]).is_some() || doc.tokens[above].upos == "NOUN").then_some(above)
}

/// A running total where the words of the sentence say so, else one incident's count.
fn scope(doc: &Document, lexicon: &Lexicon, clause: usize) -> Scope {
    let sentence = &doc.sentences[doc.sentence_of(clause)];
    let forms: Vec<&str> = doc.tokens[sentence.tokens.clone()].iter().map(|t| t.form.as_str()).collect();
    let says = (0..forms.len()).filter_map(|at| lexicon.words().scopes.longest(&forms[at..])).map(|m| *m.meaning);
    if says.into_iter().any(|s| s == Scope::Total) { Scope::Total } else { Scope::Incident }
}

/// A running total stands as of the day it is dated to, else as of the report.
fn as_of(doc: &Document, scope: Scope, when: Option<&When>) -> Option<jiff::civil::Date> {
    (scope == Scope::Total).then(|| when.map(|w| w.end.day()).or(doc.day())).flatten()
}
