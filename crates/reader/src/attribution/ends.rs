//! Where what is said ends: where its speaker says something more, the writer goes on, or another speaks.

use std::ops::Range;

use super::closing::remark;
use super::speakers::is_finite;
use super::syntax::Syntax;

/// `content`, cut where its speaker says something more, or the writer adds to it: "…, adding that", "…, a charge that X denies". A
/// quotation is not cut.
pub(super) fn before_new_speech(syntax: &Syntax<'_>, verb: usize, content: Range<usize>) -> Range<usize> {
    let end = syntax.sentence(verb).end;
    let beside = |t: usize| is_meanwhile(syntax, t) || is_set_beside(syntax, content.start..t);
    let adds = |t: usize| is_new_speech(syntax, t) || t < end && (is_remark(syntax, t) || beside(t));
    // "That, while talks go on, nothing is planned" begins with it.
    let said = |t: usize| (content.start..t).any(|t| matches!(syntax.token(t).upos, "NOUN" | "PROPN" | "VERB"));
    let more = |t: &usize| syntax.token(*t).form == "," && syntax.quote_of(*t).is_none() && said(*t) && adds(t + 1);
    let cut = (verb + 1..content.end.min(syntax.sentence(verb).end)).filter(|t| *t > content.start).find(more);
    cut.map_or(content.clone(), |cut| content.start..cut)
}

/// Where what a relative clause says ends, if the clause that it breaks into goes on behind it: "Ruritania, *which says the truce is
/// broken*, sent troops".
pub(super) fn relative_end(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    let noun = syntax.token(verb).head.filter(|_| syntax.is(verb, "acl:relcl"))?;
    let above = syntax.token(noun).head.filter(|above| *above > verb)?;
    let end = syntax.extent(verb).end;
    let comma = syntax.doc.tokens.get(end).is_some_and(|t| t.form == ",") || syntax.token(end - 1).form == ",";
    (comma && end <= above).then_some(end)
}

/// Where what is said ends, when the parse has it end at `end`: at the sentence's end, or where the speaker's clause or
/// the outlet goes on ("…, adding that", "…, but the army denied it", "…, according to").
pub(super) fn run_on(syntax: &Syntax<'_>, verb: usize, end: usize) -> usize {
    let sentence = syntax.sentence(verb);
    let adds =
        |t: usize| is_new_speech(syntax, t) || t < sentence.end && (is_remark(syntax, t) || is_meanwhile(syntax, t));
    let cut = (verb + 1..end.min(sentence.end)).find(|t| syntax.token(*t).form == "," && adds(t + 1));
    if let Some(cut) = cut {
        return cut;
    }
    if end < sentence.end && joins_cue(syntax, verb, end) {
        return end;
    }
    (end..sentence.end).find(|t| stops(syntax, verb, *t)).unwrap_or(sentence.end)
}

/// Whether the "and" at `t` joins to the cue another verb of the same time that its speaker does: "denies it *and has closed* the port".
fn joins_cue(syntax: &Syntax<'_>, verb: usize, t: usize) -> bool {
    let other = syntax.token(t).head.filter(|_| syntax.token(t).upos == "CCONJ");
    let joined = |o: &usize| syntax.relation(*o) == "conj" && syntax.token(*o).head == Some(verb) && *o > t;
    let Some(other) = other.filter(joined) else { return false };
    // The time of a verb is told by its first auxiliary, if it has one.
    let tense = |v: usize| {
        let aux = syntax.related(v, &["aux", "cop"]).find(|a| *a > t || v == verb).unwrap_or(v);
        match syntax.token(aux).xpos.as_ref() {
            "VBZ" | "VBP" => "present",
            "VBD" => "past",
            _ => "none",
        }
    };
    let own = syntax.first(other, &["nsubj", "expl", "csubj"]).is_none();
    // After a past, "had left" is what is said.
    let backshifted = syntax.first(other, &["aux"]).is_some_and(|a| syntax.token(a).xpos.as_ref() == "VBD");
    own && tense(other) != "none" && tense(other) == tense(verb) && !backshifted
}

/// Whether a participle of saying stands at `t`: ", adding that".
fn is_new_speech(syntax: &Syntax<'_>, t: usize) -> bool {
    t < syntax.doc.tokens.len() && syntax.token(t).xpos.as_ref() == "VBG" && syntax.is_cue(t)
}

/// Whether what is said ends at the mark `t`.
fn stops(syntax: &Syntax<'_>, verb: usize, t: usize) -> bool {
    let form = syntax.token(t).form.as_str();
    if matches!(form, ";" | "—" | "–") {
        return true;
    }
    let Some(next) = syntax.doc.tokens.get(t + 1).filter(|_| form == ",") else { return false };
    match next.upos {
        "CCONJ" => {
            let that = syntax.doc.tokens.get(t + 2).is_some_and(|after| after.form.eq_ignore_ascii_case("that"));
            // "…, but it would take weeks" is said as well; "…, but the army denied it" and "…, and left" are not.
            let goes_on = |h: usize| !syntax.is_cue(h) && syntax.first(h, &["nsubj", "expl", "csubj"]).is_some();
            !that && next.head.is_some_and(|h| !is_noun(syntax, h) && !goes_on(h))
        }
        "SCONJ" => next.head.is_none_or(|h| syntax.token(h).head == Some(verb)),
        "VERB" => is_new_speech(syntax, t + 1) || syntax.token(t + 1).head == Some(verb) && next.xpos.as_ref() == "VBG",
        "DET" => is_remark(syntax, t + 1),
        _ => syntax.is_phrase_cue(t + 1),
    }
}

/// Whether the clause that begins at `t`, behind a comma, is what the writer tells beside it: "…, *hours after* shells fell",
/// "…, *as* the mayor warned", "…, *in what* would be the first".
pub(super) fn is_meanwhile(syntax: &Syntax<'_>, t: usize) -> bool {
    let is = |t: usize, word: &str| syntax.token(t).form.eq_ignore_ascii_case(word);
    let marks = |t: usize| syntax.relation(t) == "mark";
    if syntax.quote_of(t).is_some() {
        return false;
    }
    let has_subject = |c: usize| syntax.first(c, &["nsubj"]).is_some_and(|own| own < c && own > t);
    if is(t, "as") && marks(t) {
        // Where the parse hangs the conjunction on the subject, its verb comes later.
        let later = |c: usize| is_noun(syntax, c) && (c..syntax.sentence(t).end).any(|v| is_finite(syntax, v));
        return syntax.token(t).head.is_some_and(|c| has_subject(c) || later(c));
    }
    // "…, *while* the governor says": who else says something says it beside.
    if is(t, "while") && marks(t) {
        let says = |c: &usize| syntax.is_cue(*c) && syntax.first(*c, &["ccomp"]).is_some();
        let clause = syntax.token(t).head.filter(says);
        return clause.is_some_and(|c| has_subject(c) || syntax.token(c).xpos.as_ref() == "VBG");
    }
    let end = syntax.sentence(t).end;
    if is(t, "in") && t + 1 < end {
        return is(t + 1, "what");
    }
    let after = (t + 1..end.min(t + SPAN)).find(|t| is(*t, "after") || is(*t, "before"));
    after.is_some_and(|after| marks(after) && (t..after).all(|t| is_of_a_span(syntax, t)))
}

/// Whether what begins at `t` tells what another says to it: "…, *a figure the army disputes*", "…, *though* the army calls it a lie".
pub(super) fn is_disputed(syntax: &Syntax<'_>, t: usize) -> bool {
    let Some(head) = syntax.token(t).head.filter(|head| *head > t) else { return false };
    let concedes = matches!(&*syntax.lemma(t), "while" | "whereas" | "although" | "though" | "but");
    let answers = |verb: usize| syntax.is_cue(verb) && syntax.first(verb, &["nsubj"]).is_some_and(|s| s > t);
    match syntax.relation(t) {
        "det" => matches!(&*syntax.lemma(t), "a" | "an") && syntax.related(head, &["acl"]).any(answers),
        _ => concedes && answers(head),
    }
}

/// Whether a clause with a subject of its own is set beside what is said, which is none: "accused them of breaking the truce, *while* shells fell on
/// Dalmar". `said` ends where it begins.
fn is_set_beside(syntax: &Syntax<'_>, said: Range<usize>) -> bool {
    let t = said.end;
    let concedes =
        matches!(&*syntax.lemma(t), "while" | "whereas" | "although" | "though") && syntax.relation(t) == "mark";
    let clause = syntax.token(t).head.filter(|_| concedes && syntax.quote_of(t).is_none());
    let own = clause.is_some_and(|c| syntax.first(c, &["nsubj"]).is_some_and(|s| s > t));
    own && !said.into_iter().any(|t| is_finite(syntax, t))
}

/// "After" stands within so many words of the span of time before it: "nearly two full days after".
const SPAN: usize = 5;

fn is_of_a_span(syntax: &Syntax<'_>, t: usize) -> bool {
    matches!(syntax.token(t).upos, "NUM" | "DET" | "NOUN" | "ADV" | "ADJ")
}

/// Whether at `t` opens what the writer adds of the statement itself: "…, a charge that X denies".
fn is_remark(syntax: &Syntax<'_>, t: usize) -> bool {
    let noun = if syntax.relation(t) == "det" { syntax.token(t).head } else { Some(t) };
    noun.is_some_and(|n| {
        let told_of = syntax.related(n, &["acl"]).next().is_some();
        told_of && syntax.is_noun_cue(n) && remark(syntax, n) == t.checked_sub(1)
    })
}

fn is_noun(syntax: &Syntax<'_>, t: usize) -> bool {
    matches!(syntax.token(t).upos, "NOUN" | "PROPN" | "PRON" | "NUM") && syntax.first(t, &["cop"]).is_none()
}
