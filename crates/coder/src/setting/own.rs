//! The time that a claim's own clause tells, and the interval that it stands for.

use herodotus_schema::{Document, Interval, Moment, Span, TimeExpression, TimePrecision, When};

use super::edges::narrowed;
use crate::syntax::{clause_of, head, heads_clause};
use crate::tense::{Tense, tense};

/// A dated expression of a sentence with its head token.
pub type Candidate<'d> = (usize, &'d TimeExpression);

/// What stands in the clause of `token`, else what the sentence opens or ends with. A time that hangs on an
/// attributing verb is when it was said, and is left out.
///
/// A day within what is `spoken` of is not the day on which somebody speaks ("condemned the attack of 3 May").
pub(super) fn when(doc: &Document, token: usize, span: Span, spoken: bool) -> Option<When> {
    let clause = clause_of(doc, token);
    let mut own = candidates(doc, token);
    own.retain(|(t, _)| !spoken || !doc.is_within(*t, token) || *t == token || doc.tokens[*t].head == Some(token));
    own.retain(|(t, _)| !is_of_act_before(doc, *t, token));
    // What hangs on the verb itself comes before what hangs on a part of it ("broke the 2021 truce on Friday").
    let nearest = |anchor: usize| {
        let directly = own.iter().find(|(t, _)| *t == anchor || doc.tokens[*t].head == Some(anchor));
        let found = directly.or_else(|| own.iter().find(|(t, _)| hangs_on(doc, *t, anchor)));
        found.map(|(_, time)| *time)
    };
    let found = nearest(token).or_else(|| nearest(clause)).or_else(|| governing(doc, clause, &own));
    let time =
        found.or_else(|| only_one(&own, span).filter(|(t, _)| !describes(doc, *t, token)).map(|(_, time)| time))?;
    resolved(doc, token, &whole(doc, &own, time))
}

/// The one time that the claim's words hold, wherever it hangs.
fn only_one<'d>(own: &[Candidate<'d>], span: Span) -> Option<Candidate<'d>> {
    let mut inside = own.iter().filter(|(_, time)| span.contains(time.span));
    let first = inside.next()?;
    inside.next().is_none().then_some(*first)
}

/// Whether the time at `t` stands in a clause that only tells more of somebody or of a place, and of which the word at `token` is no
/// part: "Ruritania, *which closed its border on Monday*, condemned the raid".
pub fn describes(doc: &Document, t: usize, token: usize) -> bool {
    let named = |noun: usize| doc.mentions.iter().any(|m| m.tokens.contains(&noun));
    // A participle may be hung on the wrong noun; one behind a comma is not.
    let apart = |verb: usize| {
        let first = doc.subtree(verb).into_iter().min().unwrap_or(verb);
        &*doc.tokens[verb].deprel == "acl:relcl"
            || first > 0 && doc.tokens[first - 1].form == ","
            || doc.tokens[first].form == ","
    };
    let mut at = t;
    while let Some(head) = doc.tokens[at].head {
        // What tells of the claim's own people is a part of it: "the 40 villagers *who fled on Monday*".
        if doc.is_within(token, at) || head == token {
            return false;
        }
        if doc.tokens[at].relation() == "acl" && doc.tokens[at].upos == "VERB" && named(head) && apart(at) {
            return true;
        }
        at = head;
    }
    false
}

/// Whether the time at `t` is that of an act to which the claim at `token` answers or which it follows: "hit the port after *Saturday's* raid".
pub fn is_of_act_before(doc: &Document, t: usize, token: usize) -> bool {
    let owns = matches!(&*doc.tokens[t].deprel, "nmod:poss" | "compound");
    let Some(act) = doc.tokens[t].head.filter(|act| owns && t < *act && *act != token) else { return false };
    let follows = |c: usize| matches!(&*doc.tokens[c].lemma, "after" | "before" | "following" | "to");
    let after = doc.children(act).any(|c| doc.tokens[c].relation() == "case" && follows(c));
    after && !doc.is_within(token, act)
}

/// Whether the time at `t` stands in a clause that only tells more of somebody in its sentence.
pub(super) fn is_aside(doc: &Document, t: usize) -> bool {
    let sentence = &doc.sentences[doc.sentence_of(t)].tokens;
    let root = sentence.clone().find(|&at| doc.tokens[at].head.is_none());
    root.is_some_and(|root| describes(doc, t, root))
}

/// `time` with the times that are joined to it ("on Monday and overnight into Tuesday"), as one interval.
pub fn whole(doc: &Document, own: &[Candidate], time: &TimeExpression) -> TimeExpression {
    let mut whole = time.clone();
    let at = own.iter().position(|(_, t)| t.span == time.span).unwrap_or(0);
    for (_, before) in own[..at].iter().rev() {
        if !are_joined(doc, before.span, whole.span) {
            break;
        }
        whole = cover(before, &whole);
    }
    for (_, after) in own.get(at + 1..).unwrap_or_default() {
        if !are_joined(doc, whole.span, after.span) {
            break;
        }
        whole = cover(&whole, after);
    }
    whole
}

fn cover(first: &TimeExpression, last: &TimeExpression) -> TimeExpression {
    let days =
        |a: Interval, b: Interval| Interval::days(a.start.day().min(b.start.day()), a.end.day().max(b.end.day()));
    let when = first.when.zip(last.when).map(|(a, b)| days(a, b));
    TimeExpression {
        span: first.span.cover(last.span),
        when,
        precision: TimePrecision::Range,
        is_length: false,
        rule: first.rule,
    }
}

/// Whether nothing but "and", prepositions and words for parts of the day stand between the two.
fn are_joined(doc: &Document, first: Span, last: Span) -> bool {
    let from = doc.tokens.partition_point(|t| t.span.start < first.end);
    let between = doc.tokens[from..].iter().take_while(|t| t.span.end <= last.start);
    let (mut and, mut small) = (false, true);
    for token in between {
        and |= token.lemma.eq_ignore_ascii_case("and");
        small &= matches!(token.upos, "CCONJ" | "ADP" | "DET")
            || matches!(&*token.lemma.to_lowercase(), "day" | "night" | "morning" | "evening" | "again");
    }
    and && small
}

/// The dated expressions of the sentence of `token`, in order.
pub(super) fn candidates(doc: &Document, token: usize) -> Vec<Candidate<'_>> {
    dated(doc, doc.sentence_of(token))
}

/// The dated expressions of a sentence, in order, each with its head token.
pub fn dated(doc: &Document, sentence: usize) -> Vec<Candidate<'_>> {
    let sentence = &doc.sentences[sentence];
    // The times stand in order of their sentences.
    let first = doc.times.partition_point(|t| t.span.start < sentence.span.start);
    let here = doc.times[first..].iter().take_while(|t| t.span.start < sentence.span.end);
    let inside = here.filter(|t| sentence.span.contains(t.span) && t.when.is_some() && !compares(doc, t));
    inside.filter_map(|time| Some((head(doc, time.span)?, time))).collect()
}

/// Whether the time only tells since when there was nothing like it: "the *worst* clash since January".
fn compares(doc: &Document, time: &TimeExpression) -> bool {
    let since = first_token(doc, time).and_then(|first| first.checked_sub(1));
    let Some(since) = since.filter(|&t| doc.tokens[t].form.eq_ignore_ascii_case("since")) else { return false };
    let start = doc.sentences[doc.sentence_of(since)].tokens.start.max(since.saturating_sub(COMPARED));
    let most = |t: usize| {
        let word = &doc.tokens[t];
        let superlative = &*word.xpos == "JJS" && !matches!(&*word.form, "least" | "most");
        superlative || word.form.eq_ignore_ascii_case("first")
    };
    (start..since).any(most)
}

/// How many words before "since" may hold what is compared.
const COMPARED: usize = 5;

/// Whether `t` stands below `anchor` with no other clause between.
pub fn hangs_on(doc: &Document, t: usize, anchor: usize) -> bool {
    let mut at = t;
    loop {
        if at == anchor {
            return true;
        }
        let token = &doc.tokens[at];
        if at != t
            && matches!(token.relation(), "ccomp" | "xcomp" | "advcl" | "parataxis" | "conj" | "acl")
            && token.upos == "VERB"
        {
            return false;
        }
        match token.head {
            Some(head) => at = head,
            None => return false,
        }
    }
}

/// A time on a governing clause that is no attribution ("On Monday X began to shell Y"), or on what a clause in the
/// past tells more of ("a raid in May that killed three").
fn governing<'d>(doc: &Document, clause: usize, own: &[Candidate<'d>]) -> Option<&'d TimeExpression> {
    let mut at = clause;
    for _ in 0..8 {
        let head = doc.tokens[at].head?;
        let inherits = match doc.tokens[at].relation() {
            "xcomp" | "conj" | "advcl" | "obj" | "obl" | "nmod" | "nsubj" => true,
            "acl" => at == clause && is_past(doc, clause),
            _ => false,
        };
        if !inherits || doc.attributions.iter().any(|a| a.cue_token == head) {
            return None;
        }
        if let Some((_, time)) = own.iter().find(|(t, _)| hangs_on(doc, *t, head)) {
            return Some(time);
        }
        at = head;
    }
    None
}

/// Whether the verb's own form tells of the past.
fn is_past(doc: &Document, verb: usize) -> bool {
    tense(doc, verb) == Some(Tense::Past) && matches!(&*doc.tokens[verb].xpos, "VBD" | "VBN")
}

/// What `time` means for the claim at `token`: a beginning runs up to the report, and what has happened "this week"
/// has happened by the report's day.
pub fn resolved(doc: &Document, token: usize, time: &TimeExpression) -> Option<When> {
    let mut interval = narrowed(doc, time)?;
    if let Some(day) = doc.day() {
        let since = beginning(doc, time).is_some_and(|begun| token != begun && !doc.is_within(token, begun));
        if since && day > interval.end.day() || runs_past(interval, day) && !looks_ahead(doc, time) {
            interval.end = Moment::Day(day);
        }
    }
    Some(When {
        start: interval.start,
        end: interval.end,
        text: Some(doc.text(time.span).to_string()),
        precision: Some(time.precision).filter(|p| *p != TimePrecision::Vague),
        span: Some(time.span),
    })
}

/// Whether the day of publication lies inside of the interval, before its last day.
fn runs_past(interval: Interval, published: jiff::civil::Date) -> bool {
    interval.start.day() <= published && published < interval.end.day()
}

/// Whether the time or its clause speaks of what is to come ("later this year", "will leave this week").
fn looks_ahead(doc: &Document, time: &TimeExpression) -> bool {
    let Some(first) = first_token(doc, time) else { return true };
    let edge = doc.tokens[first.saturating_sub(2)..=first].iter().any(|t| {
        ["later", "end", "by", "until", "next", "before"].iter().any(|word| t.form.eq_ignore_ascii_case(word))
    });
    edge || !matches!(head(doc, time.span).and_then(|head| tense(doc, head)), Some(Tense::Past | Tense::Perfect))
}

/// The first token of a time.
pub(super) fn first_token(doc: &Document, time: &TimeExpression) -> Option<usize> {
    let first = doc.tokens.partition_point(|t| t.span.start < time.span.start);
    (first < doc.tokens.len()).then_some(first)
}

/// The word marked by "since" that the time stands in: the time itself ("since March"), a noun ("since the raid in
/// March") or a clause ("since fighting broke out in March").
fn beginning(doc: &Document, time: &TimeExpression) -> Option<usize> {
    let first = first_token(doc, time)?;
    let mut at = head(doc, time.span)?;
    if first > 0 && doc.tokens[first - 1].form.eq_ignore_ascii_case("since") {
        return Some(at);
    }
    for _ in 0..6 {
        let since = |c: usize| {
            matches!(doc.tokens[c].relation(), "case" | "mark") && doc.tokens[c].lemma.eq_ignore_ascii_case("since")
        };
        if doc.children(at).any(since) {
            return Some(at);
        }
        if heads_clause(doc, at) {
            return None;
        }
        at = doc.tokens[at].head?;
    }
    None
}

/// The beginning that the sentence of `token` counts from ("since fighting broke out in March"), up to the report.
pub fn since(doc: &Document, token: usize) -> Option<When> {
    let own = candidates(doc, token);
    own.iter().find(|(_, time)| beginning(doc, time).is_some()).and_then(|(_, time)| resolved(doc, token, time))
}

/// The day that the sentence of `token` says a count stood at ("as of Monday"), wherever it hangs.
pub fn stood_at(doc: &Document, token: usize) -> Option<When> {
    let says_so = |time: &TimeExpression| {
        let first = first_token(doc, time).unwrap_or(0);
        first >= 2 && doc.tokens[first - 2].form.eq_ignore_ascii_case("as") && doc.tokens[first - 1].form == "of"
    };
    let own = candidates(doc, token);
    own.iter().find(|(_, time)| says_so(time)).and_then(|(_, time)| resolved(doc, token, time))
}

/// The day on which a speaker of `token` said so, the innermost that tells one.
pub fn said_on(doc: &Document, token: usize) -> Option<When> {
    let at = doc.tokens[token].span;
    let mut telling: Vec<_> = doc.attributions.iter().filter(|a| a.content.contains(at)).collect();
    telling.sort_by_key(|a| a.content.len());
    telling.into_iter().find_map(|told| {
        let own = candidates(doc, told.cue_token);
        let on_cue = |(t, time): &&Candidate| hangs_on(doc, *t, told.cue_token) && !told.content.contains(time.span);
        own.iter().find(on_cue).and_then(|(_, time)| resolved(doc, token, time))
    })
}

/// Whether the time told at `span` is such a beginning.
pub fn begins(doc: &Document, span: Span) -> bool {
    doc.times.iter().any(|t| t.span == span && beginning(doc, t).is_some())
}
