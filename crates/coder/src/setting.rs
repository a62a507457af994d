//! When and where a claim's event takes place, by what stands in its clause.

use herodotus_schema::{Actor, Document, Moment, Place, PlaceMention, Span, TimeExpression, TimePrecision, When};

use crate::syntax::{clause_of, prepositions};

/// The time of the claim whose predicate is `token`: what stands in its clause, else what the sentence opens or
/// ends with. A time that hangs on an attributing verb is when it was said, and is left out.
pub fn when(doc: &Document, token: usize, span: Span) -> Option<When> {
    let clause = clause_of(doc, token);
    let own: Vec<(usize, &TimeExpression)> = candidates(doc, token);
    let nearest = |anchor: usize| own.iter().find(|(t, _)| hangs_on(doc, *t, anchor)).map(|(_, time)| *time);
    let found = nearest(token).or_else(|| nearest(clause)).or_else(|| inherited(doc, clause, &own));
    found.or_else(|| only_one(&own, span)).and_then(|time| resolved(doc, time))
}

/// The one time that the claim's words hold, wherever it hangs.
fn only_one<'d>(own: &[(usize, &'d TimeExpression)], span: Span) -> Option<&'d TimeExpression> {
    let mut inside = own.iter().filter(|(_, time)| span.contains(time.span));
    let first = inside.next()?;
    inside.next().is_none().then_some(first.1)
}

/// Whether the time is the beginning of a stretch up to the report ("since March", "since fighting broke out in March").
fn is_beginning(doc: &Document, time: &TimeExpression) -> bool {
    let Some(first) = doc.tokens.iter().position(|t| t.span.start >= time.span.start) else { return false };
    let clause_mark = || {
        let sentence = &doc.sentences[doc.sentence_of(first)];
        let head = head_in(doc, sentence.tokens.clone(), time.span)?;
        let clause = clause_of(doc, head);
        doc.children(clause)
            .find(|&c| doc.tokens[c].relation() == "mark" && doc.tokens[c].lemma.eq_ignore_ascii_case("since"))
    };
    first > 0 && doc.tokens[first - 1].form.eq_ignore_ascii_case("since") || clause_mark().is_some()
}

/// The dated expressions of the predicate's sentence, each with its head token.
fn candidates(doc: &Document, token: usize) -> Vec<(usize, &TimeExpression)> {
    let sentence = &doc.sentences[doc.sentence_of(token)];
    let inside = doc.times.iter().filter(|t| sentence.span.contains(t.span) && t.when.is_some());
    inside.filter_map(|time| Some((head_in(doc, sentence.tokens.clone(), time.span)?, time))).collect()
}

/// The token in `span` whose head lies outside of it.
pub fn head_in(doc: &Document, tokens: std::ops::Range<usize>, span: Span) -> Option<usize> {
    let inside: Vec<usize> = tokens.filter(|&t| span.overlaps(doc.tokens[t].span)).collect();
    inside
        .iter()
        .copied()
        .find(|&t| doc.tokens[t].head.is_none_or(|h| !inside.contains(&h)))
        .or(inside.first().copied())
}

/// Whether `t` stands below `anchor` with no other clause between.
fn hangs_on(doc: &Document, t: usize, anchor: usize) -> bool {
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

/// A time on a governing clause that is no attribution ("On Monday X began to shell Y").
fn inherited<'d>(doc: &Document, clause: usize, own: &[(usize, &'d TimeExpression)]) -> Option<&'d TimeExpression> {
    let mut at = clause;
    for _ in 0..8 {
        let head = doc.tokens[at].head?;
        if !matches!(doc.tokens[at].relation(), "xcomp" | "conj" | "advcl" | "obj" | "obl" | "nmod" | "nsubj") {
            return None;
        }
        if doc.attributions.iter().any(|a| a.cue_token == head) {
            return None;
        }
        if let Some((_, time)) = own.iter().find(|(t, _)| hangs_on(doc, *t, head)) {
            return Some(time);
        }
        at = head;
    }
    None
}

fn resolved(doc: &Document, time: &TimeExpression) -> Option<When> {
    let interval = time.when?;
    let until = doc.report.published_day().filter(|day| *day > interval.end.day() && is_beginning(doc, time));
    Some(When {
        start: interval.start,
        end: until.map_or(interval.end, Moment::Day),
        text: Some(doc.text(time.span).to_string()),
        precision: Some(time.precision).filter(|p| *p != TimePrecision::Vague),
        span: Some(time.span),
    })
}

/// The beginning that the sentence of `token` counts from ("since fighting broke out in March"), up to the report.
pub fn since(doc: &Document, token: usize) -> Option<When> {
    let own = candidates(doc, token);
    own.iter().find(|(_, time)| is_beginning(doc, time)).and_then(|(_, time)| resolved(doc, time))
}

/// The day that the sentence of `token` says a count stood at ("as of Monday"), wherever it hangs.
pub fn stood_at(doc: &Document, token: usize) -> Option<When> {
    let says_so = |time: &TimeExpression| {
        let first = doc.tokens.iter().position(|t| t.span.start >= time.span.start).unwrap_or(0);
        first >= 2 && doc.tokens[first - 2].form.eq_ignore_ascii_case("as") && doc.tokens[first - 1].form == "of"
    };
    let own = candidates(doc, token);
    own.iter().find(|(_, time)| says_so(time)).and_then(|(_, time)| resolved(doc, time))
}

/// The day on which the innermost speaker of `token` said so.
pub fn said_on(doc: &Document, token: usize) -> Option<When> {
    let at = doc.tokens[token].span;
    let innermost = doc.attributions.iter().filter(|a| a.content.contains(at)).min_by_key(|a| a.content.len())?;
    let own = candidates(doc, innermost.cue_token);
    let found =
        own.iter().find(|(t, time)| hangs_on(doc, *t, innermost.cue_token) && !innermost.content.contains(time.span));
    found.and_then(|(_, time)| resolved(doc, time))
}

/// Whether the time told at `span` is such a beginning.
pub fn begins(doc: &Document, span: Span) -> bool {
    doc.times.iter().any(|t| t.span == span && is_beginning(doc, t))
}

/// The places named in `span` that locate the claim: those after a preposition of place or at the head of its
/// object, not those that merely tell who acts.
pub fn places(doc: &Document, token: usize, span: Span, actors: &[&[Actor]]) -> Vec<Place> {
    let named: Vec<Span> = actors.iter().flat_map(|a| a.iter()).filter_map(|a| a.span).collect();
    let clause = clause_of(doc, token);
    let around = doc.subtree(clause);
    let tokens = doc.sentences[doc.sentence_of(token)].tokens.clone();
    doc.places
        .iter()
        .filter(|p| span.contains(p.span) || around.iter().any(|&t| doc.tokens[t].span.overlaps(p.span)))
        .filter(|p| head_in(doc, tokens.clone(), p.span).is_some_and(|head| locates(doc, head, p, &named)))
        .map(|p| place(doc, p))
        .collect()
}

/// Whether the place name headed by `head` tells where, rather than who.
fn locates(doc: &Document, head: usize, place: &PlaceMention, named: &[Span]) -> bool {
    let token = &doc.tokens[head];
    if token.relation() == "nmod" && &*token.deprel == "nmod:poss" {
        return false;
    }
    if named.contains(&place.span) {
        return place.precision != Some(herodotus_schema::Precision::Country);
    }
    let marked = prepositions(doc, head).any(|p| {
        matches!(
            p.to_lowercase().as_str(),
            "in" | "at"
                | "near"
                | "on"
                | "around"
                | "inside"
                | "outside"
                | "of"
                | "from"
                | "to"
                | "into"
                | "over"
                | "across"
                | "toward"
                | "towards"
                | "through"
                | "along"
                | "between"
                | "within"
                | "throughout"
                | "against"
                | "for"
        )
    });
    let settled = place.precision != Some(herodotus_schema::Precision::Country);
    marked && (settled || !matches!(token.relation(), "nsubj"))
        || settled
            && matches!(token.relation(), "obj" | "nsubj" | "conj" | "appos" | "compound" | "obl" | "nmod" | "flat")
}

fn place(doc: &Document, p: &PlaceMention) -> Place {
    Place {
        text: doc.text(p.span).to_string(),
        name: p.name.clone(),
        geonameid: p.geonameid,
        lat: p.lat,
        lon: p.lon,
        country: p.country.clone(),
        precision: p.precision,
        span: Some(p.span),
    }
}
