//! What is said: the clause, quotation, object or prepositional phrase that a verb of saying governs.

use std::ops::Range;

use herodotus_lexicon::{ContentSlot, CueEntry, CueKind};

use super::closing::{closing, interrupted};
use super::ends::{before_new_speech, is_meanwhile, relative_end, run_on};
use super::quotation::{announced, is_denied, quotation, quoted_before, whole};
use super::speakers::{noun_phrase, subject};
use super::syntax::Syntax;

/// The tokens of what the verb `verb` says, after the slots of `entry`, in the order the entry gives them.
/// `None` where nothing is said ("he spoke and left").
pub(super) fn content(syntax: &Syntax<'_>, verb: usize, entry: &CueEntry) -> Option<Range<usize>> {
    let in_full = announced(syntax, verb).filter(|_| entry.content.contains(&ContentSlot::Quote));
    let slots = || {
        entry.content.iter().find_map(|slot| match slot {
            ContentSlot::Clause => clause(syntax, verb),
            ContentSlot::Quote => quotation(syntax, verb).or_else(|| closing(syntax, verb)),
            ContentSlot::Object => object(syntax, verb, entry),
            ContentSlot::Figure => figure(syntax, verb),
            ContentSlot::Preposition(word) => after_preposition(syntax, verb, word),
        })
    };
    let found = in_full
        .or_else(slots)
        .or_else(|| syntax.first(verb, &["obj"]).and_then(|object| said_before(syntax, object)))?;
    let found = syntax.trimmed(before_new_speech(syntax, verb, found));
    (!found.is_empty()).then_some(found)
}

/// What "this" at `pronoun` takes up in "X said this at a meeting", "this was stated by X": the sentence before, or the
/// paragraph before where it begins one.
pub(super) fn said_before(syntax: &Syntax<'_>, pronoun: usize) -> Option<Range<usize>> {
    let bare = matches!(syntax.lemma(pronoun).as_str(), "this" | "that") && syntax.children(pronoun).is_empty();
    let end = syntax.sentence(pronoun).start;
    if !bare || end == 0 {
        return None;
    }
    let mut start = syntax.sentence(end - 1).start;
    while syntax.begins_paragraph(end) && !syntax.begins_paragraph(start) {
        start = syntax.sentence(start - 1).start;
    }
    syntax.has_verb(start..end).then(|| syntax.trimmed(start..end))
}

/// "said (that) …", "…, X said", "as X noted, …", "called X a …", "denied doing …".
fn clause(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    interrupted(syntax, verb)
        .or_else(|| after_quotation(syntax, verb))
        .or_else(|| following(syntax, verb))
        .or_else(|| after_that(syntax, verb))
        .or_else(|| closing(syntax, verb))
        .or_else(|| around(syntax, verb))
        .or_else(|| preceding(syntax, verb))
        .or_else(|| with_as(syntax, verb))
        .or_else(|| gerund(syntax, verb))
        .or_else(|| small_clause(syntax, verb))
}

/// The quotation that ends right before "X said", whatever the sentence tells after it.
fn after_quotation(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    quoted_before(syntax, verb).and_then(|_| closing(syntax, verb).or_else(|| quotation(syntax, verb)))
}

/// The finite content clause after the verb, with the clauses joined to it.
fn following(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let mut clauses =
        syntax.related(verb, &["ccomp", "csubj", "parataxis"]).filter(|c| *c > verb && is_clause(syntax, *c));
    let told_before = || {
        let edge = subject(syntax, verb).map_or(verb, |s| noun_phrase(syntax, s).start.min(verb));
        syntax.has_verb(syntax.sentence(verb).start..edge)
    };
    let clause = clauses.find(|c| !(is_adjunct(syntax, *c) && told_before()))?;
    let mut range = syntax.extent(clause);
    if range.start > 0 && syntax.token(range.start - 1).form == "," && is_meanwhile(syntax, range.start) {
        return None;
    }
    // A clause without a subject of its own has lost it to the verb before it.
    let bare = syntax.first(clause, &["nsubj", "csubj", "expl"]).is_none() && syntax.first(clause, &["mark"]).is_none();
    if let Some(object) = syntax.first(verb, &["obj"]).filter(|o| bare && *o > verb && *o < range.start) {
        range.start = syntax.extent(object).start.max(verb + 1);
    }
    // A subject between the verb and its clause is the clause's, whatever it hangs on.
    let stray = (verb + 1..range.start).find(|t| syntax.relation(*t) == "nsubj");
    range.start = stray.map_or(range.start, |s| syntax.extent(s).start).min(range.start).max(verb + 1);
    if range.is_empty() {
        return None;
    }
    range.end = run_on(syntax, verb, range.end);
    if let Some(end) = relative_end(syntax, verb).filter(|end| (range.start..range.end).contains(end)) {
        range.end = end;
    }
    Some(whole(syntax, verb, range))
}

/// Whether the clause only tells when or why something else is said: "…, the mayor said *before the guns fell silent*".
fn is_adjunct(syntax: &Syntax<'_>, clause: usize) -> bool {
    let first = syntax.first(clause, &["mark"]).map(|m| syntax.lemma(m));
    first.is_some_and(|m| matches!(m.as_str(), "before" | "after" | "while" | "since" | "until" | "because"))
}

/// Whether `t` heads a clause of its own, not a mere participle ("…, adding that").
fn is_clause(syntax: &Syntax<'_>, t: usize) -> bool {
    // "…, the army said on Friday, the first to fall": a noun or adjective alone is none either.
    let noun = !matches!(syntax.token(t).upos, "VERB" | "AUX") && syntax.quote_of(t).is_none();
    let bare = matches!(syntax.token(t).xpos.as_ref(), "VBG" | "VBN") || noun;
    !bare || syntax.first(t, &["nsubj", "aux", "mark", "cop"]).is_some()
}

/// "That" stands at most so many tokens after its verb.
const NEAR: usize = 12;

/// The clause that begins with "that" soon after the verb, where the parse hung it elsewhere.
fn after_that(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let sentence = syntax.sentence(verb);
    let that = (verb + 1..sentence.end.min(verb + NEAR)).find(|t| {
        let token = syntax.token(*t);
        token.form.eq_ignore_ascii_case("that") && syntax.relation(*t) == "mark"
    })?;
    let between = verb + 1..that;
    let plain = !syntax.has_verb(between.clone())
        && !between.clone().any(|t| syntax.relation(t) == "nsubj" || syntax.token(t).form == ";");
    let own = between.clone().all(|t| syntax.relation(t) != "obj");
    (plain && own).then(|| that..run_on(syntax, verb, that + 1))
}

/// A content clause before the verb that the parse found, where nothing closes the sentence.
fn preceding(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let clause = syntax.related(verb, &["ccomp"]).find(|c| *c < verb && is_clause(syntax, *c))?;
    let extent = syntax.extent(clause);
    let start = subject(syntax, verb).map_or(verb, |s| noun_phrase(syntax, s).start.min(verb));
    let end = if extent.start < start { extent.end.min(start) } else { extent.end.min(verb) };
    (extent.start < end).then(|| whole(syntax, verb, extent.start..end))
}

/// The main clause beside "as X noted".
fn with_as(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    syntax.first(verb, &["nsubj"])?;
    beside_as(syntax, verb)
}

/// The clause that an "as noted" stands beside.
pub(super) fn beside_as(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let aside = syntax.relation(verb) == "advcl" && syntax.is_marked(verb, "as");
    // "As they announced an attack" and "as the union agreed to send aid" tell when.
    let first = syntax.extent(verb).start;
    let parted = first == syntax.sentence(verb).start || first > 0 && syntax.is_punct(first - 1);
    let says_more = syntax.related(verb, &["ccomp", "xcomp"]).any(|c| c > verb);
    let head = syntax.token(verb).head.filter(|_| aside && parted && !says_more)?;
    let (own, outer) = (syntax.extent(verb), syntax.trimmed(syntax.extent(head)));
    Some(match (own.start <= outer.start, own.end >= outer.end) {
        (true, _) => own.end..outer.end,
        (_, true) => outer.start..own.start,
        _ => outer,
    })
}

/// "denied violating the truce", "acknowledged shooting it down".
fn gerund(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let first = verb + 1;
    let child = syntax.related(verb, &["xcomp", "ccomp"]).find(|c| *c > verb && syntax.extent(*c).start == first)?;
    (syntax.token(first).xpos.as_ref() == "VBG" && syntax.token(child).upos == "VERB").then(|| {
        let object = syntax.related(verb, &["obj"]).find(|o| *o > child).map_or(0, |o| syntax.extent(o).end);
        first..syntax.extent(child).end.max(object)
    })
}

/// The clause that the verb interrupts, opens or closes as an aside: "The town, he said, had fallen."
fn around(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    if syntax.relation(verb) == "parataxis" && !is_denied(syntax, verb) {
        let outer = syntax.extent(syntax.token(verb).head?);
        let own = syntax.extent(verb);
        // "…; the army denied any part in it": behind a semicolon stands a statement of its own.
        let semicolon = |t: usize| syntax.token(t).form == ";";
        if semicolon(own.start) || own.start > outer.start && semicolon(own.start - 1) {
            return None;
        }
        let before = syntax.trimmed(outer.start..own.start.max(outer.start));
        let after = syntax.trimmed(own.end.min(outer.end)..outer.end);
        let ends = after.is_empty() || !syntax.has_verb(after.clone()) || is_closed(syntax, own.end);
        return Some(match (before.is_empty(), ends) {
            (true, _) => after,
            (false, true) => before,
            (false, false) => outer,
        });
    }
    None
}

/// Whether a full stop or semicolon stands at `t`, so that what follows is a statement of its own.
fn is_closed(syntax: &Syntax<'_>, t: usize) -> bool {
    syntax.doc.tokens.get(t).is_some_and(|token| matches!(token.form.as_str(), ";" | "." | "!" | "?"))
}

/// "vowed to go", "urged them to go": with whom it binds. Only for cues that list "to".
fn infinitive(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let child = syntax
        .related(verb, &["xcomp", "advcl", "ccomp"])
        .find(|c| *c > verb && syntax.related(*c, &["mark"]).any(|m| syntax.token(m).xpos.as_ref() == "TO"))?;
    // A purpose ("said it to calm them") is no content; only an advcl right after its verb or object is one.
    if syntax.relation(child) == "advcl" && syntax.first(verb, &["obj", "obl"]).is_none() {
        return None;
    }
    let mut told = syntax.extent(child);
    // "Vowed to strike back after shells hit the port": what had come about before is no part of the vow.
    let before = |c: &usize| *c > child && syntax.is_marked(*c, "after") && syntax.first(*c, &["nsubj"]).is_some();
    let circumstance = syntax.related(child, &["advcl"]).filter(before).map(|c| syntax.extent(c).start).min();
    told.end = circumstance.map_or(told.end, |start| told.end.min(start));
    Some(from_object(syntax, verb, told))
}

/// "called the raid a farce": an object and what is said of it.
fn small_clause(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let object = syntax.first(verb, &["obj"]).filter(|o| *o > verb)?;
    let predicate = syntax.related(verb, &["xcomp", "obj"]).find(|c| *c > object)?;
    Some(syntax.extent(object).start..syntax.extent(predicate).end)
}

/// The range from the object after the verb (or the party called upon) to the end of `rest`.
fn from_object(syntax: &Syntax<'_>, verb: usize, rest: Range<usize>) -> Range<usize> {
    let object = syntax
        .related(verb, &["obj", "iobj", "obl"])
        .filter(|c| *c > verb && *c < rest.start && !is_time(syntax, *c))
        .map(|c| content_start(syntax, c))
        .min();
    object.map_or(rest.clone(), |start| start..rest.end)
}

/// Where the words of `t` begin, its preposition left out.
fn content_start(syntax: &Syntax<'_>, t: usize) -> usize {
    let extent = syntax.extent(t);
    let past = syntax.related(t, &["case"]).map(|c| c + 1).filter(|c| *c <= t).max();
    past.unwrap_or(extent.start).max(extent.start)
}

fn is_time(syntax: &Syntax<'_>, t: usize) -> bool {
    syntax.is(t, "obl:tmod") || syntax.is(t, "nmod:tmod") || syntax.is(t, "obl:unmarked")
}

/// What is claimed, announced, condemned: a noun phrase.
fn object(syntax: &Syntax<'_>, verb: usize, entry: &CueEntry) -> Option<Range<usize>> {
    let object = syntax.related(verb, &["obj"]).find(|o| *o > verb && !is_time(syntax, *o))?;
    let pronoun = syntax.token(object).upos == "PRON" && syntax.extent(object).len() == 1;
    let thought = matches!(entry.kind, CueKind::Thought | CueKind::Perception);
    // A figure is something to think ("estimated 300 dead"), a thing is none ("considered the bridge").
    let counted = syntax.first(object, &["nummod"]).is_some();
    if pronoun || thought && !counted && !is_abstract(syntax, object) {
        return None;
    }
    let range = syntax.extent(object);
    // ", which ..." adds what the writer knows.
    let added = syntax.related(object, &["acl"]).find(|c| syntax.is(*c, "acl:relcl") && *c > object);
    let comma = added
        .and_then(|c| (object..c).find(|t| syntax.token(*t).form == ",").filter(|t| *t + 3 >= syntax.extent(c).start));
    let end = comma.map_or(range.end, |comma| comma.min(range.end));
    Some(range.start..with_infinitive(syntax, end))
}

/// The object with the phrase after it, where they tell how many suffered something: "put the toll at 40".
fn figure(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let object = syntax.related(verb, &["obj"]).find(|o| *o > verb)?;
    let reaches = |o: &usize| syntax.related(*o, &["case"]).any(|c| matches!(&*syntax.lemma(c), "at" | "to"));
    let after =
        syntax.related(verb, &["obl"]).filter(|o| *o > object && reaches(o)).map(|o| syntax.extent(o).end).min();
    let range = syntax.extent(object).start..after.unwrap_or(0).max(syntax.extent(object).end);
    let told = |t: &usize| !in_clause_of(syntax, *t, object);
    let tells = range.clone().filter(told).any(|t| syntax.token(t).upos == "NUM")
        && range.clone().filter(told).any(|t| syntax.is_fate(t));
    tells.then_some(range)
}

/// Whether `t` stands in a relative clause below `top`: "an end to a war *that killed 40*".
fn in_clause_of(syntax: &Syntax<'_>, t: usize, top: usize) -> bool {
    let mut at = t;
    for _ in 0..DEEP {
        if at == top {
            return false;
        }
        if syntax.is(at, "acl:relcl") || syntax.relation(at) == "advcl" {
            return true;
        }
        match syntax.token(at).head {
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}

/// So far up a clause is looked for.
const DEEP: usize = 12;

/// The end of an object that ends at `end`, with the infinitive right after it: "a request to reopen the case".
fn with_infinitive(syntax: &Syntax<'_>, end: usize) -> usize {
    let infinitive = syntax.doc.tokens.get(end).filter(|t| t.xpos.as_ref() == "TO");
    infinitive.and_then(|to| to.head).map_or(end, |verb| syntax.extent(verb).end.max(end))
}

/// Whether the noun stands for a deed or a fact: it governs something of its own.
fn is_abstract(syntax: &Syntax<'_>, noun: usize) -> bool {
    syntax.related(noun, &["nmod", "acl"]).any(|c| c > noun)
}

/// "accused X of doing Y", "called for Y", "described X as Y": with the object before it.
fn after_preposition(syntax: &Syntax<'_>, verb: usize, word: &str) -> Option<Range<usize>> {
    if word == "to" {
        return infinitive(syntax, verb);
    }
    let hangs = |head: usize| {
        syntax
            .related(head, &["obl", "advcl", "ccomp", "xcomp", "nmod", "acl"])
            .find(|c| *c > verb && syntax.is_marked(*c, word) && !syntax.is_timed(*c))
    };
    let object = syntax.first(verb, &["obj"]);
    let found = hangs(verb).or_else(|| object.and_then(hangs))?;
    let mut rest = syntax.extent(found);
    if let Some(complement) = syntax.related(verb, &["xcomp", "advcl"]).find(|c| *c > found) {
        rest.end = rest.end.max(syntax.extent(complement).end);
    }
    let rest = match object {
        Some(object) if object > verb && object < found => syntax.extent(object).start..rest.end,
        _ => content_start(syntax, found).max(rest.start)..rest.end,
    };
    Some(rest)
}
