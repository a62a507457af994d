//! What is said: the clause, quotation, object or prepositional phrase that a verb of saying governs.

use std::ops::Range;

use herodotus_lexicon::{ContentSlot, CueEntry, CueKind};

use super::speakers::subject;
use super::syntax::Syntax;

/// The tokens of what the verb `verb` says, after the slots of `entry`, in the order the entry gives them.
/// `None` where nothing is said ("he spoke and left").
pub(super) fn content(syntax: &Syntax<'_>, verb: usize, entry: &CueEntry) -> Option<Range<usize>> {
    let found = entry.content.iter().find_map(|slot| match slot {
        ContentSlot::Clause => clause(syntax, verb),
        ContentSlot::Quote => quotation(syntax, verb),
        ContentSlot::Object => object(syntax, verb, entry),
        ContentSlot::Preposition(word) => after_preposition(syntax, verb, word),
    })?;
    let found = syntax.trimmed(found);
    (!found.is_empty()).then_some(found)
}

/// "said (that) …", "…, X said", "vowed to …", "urged X to …", "called X a …".
fn clause(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    finite(syntax, verb)
        .or_else(|| around(syntax, verb))
        .or_else(|| infinitive(syntax, verb))
        .or_else(|| small_clause(syntax, verb))
        .or_else(|| beside(syntax, verb))
}

/// The content clause that hangs on the verb.
fn finite(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let child = syntax.first(verb, &["ccomp"]).or_else(|| syntax.related(verb, &["csubj"]).find(|c| *c > verb))?;
    Some(whole(syntax, verb, syntax.extent(child)))
}

/// The clause that the verb interrupts or closes as an aside: "The town, he said, had fallen."
fn around(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    if syntax.relation(verb) == "parataxis" {
        let head = syntax.token(verb).head?;
        let own = syntax.extent(verb);
        let outer = syntax.extent(head);
        let before = syntax.trimmed(outer.start..own.start);
        let after = syntax.trimmed(own.end..outer.end);
        return match (syntax.has_verb(before.clone()) || own.start > head, after.is_empty() || !syntax.has_verb(after.clone())) {
            (true, true) => Some(before),
            (true, false) if before.contains(&head) && is_closed_by(syntax, own.clone()) && !is_interrupted(syntax, head, &after) => Some(before),
            _ => Some(outer),
        };
    }
    let child = syntax.related(verb, &["parataxis"]).find(|c| syntax.has_verb(syntax.extent(*c)))?;
    let extent = syntax.extent(child);
    (extent.start > verb || !extent.contains(&verb)).then(|| whole(syntax, verb, extent))
}

/// Whether the aside ends with a full stop, a semicolon or the like, so that what follows is a new statement.
fn is_closed_by(syntax: &Syntax<'_>, own: Range<usize>) -> bool {
    let end = syntax.sentence(own.start).end;
    own.end < end && matches!(syntax.token(own.end).form.as_str(), ";" | ":" | "." | "—")
}

/// Whether something of the clause of `head` itself stands in `after`.
fn is_interrupted(syntax: &Syntax<'_>, head: usize, after: &Range<usize>) -> bool {
    after.contains(&head)
        || syntax.children(head).iter().any(|c| after.contains(c) && !matches!(syntax.relation(*c), "punct" | "parataxis" | "conj"))
}

/// "vowed to go", "urged them to go": with whom it binds.
fn infinitive(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let child = syntax
        .related(verb, &["xcomp", "advcl", "ccomp"])
        .find(|c| *c > verb && syntax.related(*c, &["mark"]).any(|m| syntax.token(m).xpos.as_ref() == "TO"))?;
    // A purpose ("said it to calm them") is no content; only an advcl right after its verb or object is one.
    if syntax.relation(child) == "advcl" && syntax.first(verb, &["obj", "obl"]).is_none() {
        return None;
    }
    Some(from_object(syntax, verb, syntax.extent(child)))
}

/// "called the raid a farce": an object and what is said of it.
fn small_clause(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let predicate = syntax.related(verb, &["xcomp"]).find(|c| *c > verb)?;
    let object = syntax.first(verb, &["obj"])?;
    (object < predicate).then(|| from_object(syntax, verb, syntax.extent(predicate)))
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

/// A finite clause before the verb that a comma cuts off, where the parse lost it: "The bridge is shut, X said."
fn beside(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let sentence = syntax.sentence(verb);
    let own = subject(syntax, verb).filter(|s| sentence.contains(s))?;
    let start = syntax.extent(own).start.min(verb);
    let comma = (sentence.start..start).rev().find(|t| !matches!(syntax.token(*t).form.as_str(), "\"" | "”"))?;
    let closes = sentence.end.saturating_sub(verb) <= 3;
    let clause = sentence.start..comma;
    (closes && syntax.token(comma).form == "," && syntax.has_verb(clause.clone())).then_some(clause)
}

/// What is claimed, announced, condemned: a noun phrase.
fn object(syntax: &Syntax<'_>, verb: usize, entry: &CueEntry) -> Option<Range<usize>> {
    let object = syntax.related(verb, &["obj"]).find(|o| *o > verb && !is_time(syntax, *o))?;
    let pronoun = syntax.token(object).upos == "PRON";
    let thought = matches!(entry.kind, CueKind::Thought | CueKind::Perception);
    if pronoun || thought && !is_abstract(syntax, object) {
        return None;
    }
    Some(syntax.extent(object))
}

/// Whether the noun stands for a deed or a fact: it governs something of its own.
fn is_abstract(syntax: &Syntax<'_>, noun: usize) -> bool {
    syntax.related(noun, &["nmod", "acl"]).next().is_some()
}

/// "accused X of doing Y", "called for Y", "described X as Y": with the object before it.
fn after_preposition(syntax: &Syntax<'_>, verb: usize, word: &str) -> Option<Range<usize>> {
    let hangs = |head: usize| {
        syntax
            .related(head, &["obl", "advcl", "ccomp", "xcomp", "nmod", "acl"])
            .find(|c| *c > verb && syntax.is_marked(*c, word))
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

/// The content in `range`, widened to the quotations that it breaks into, as long as the cue stays outside.
fn whole(syntax: &Syntax<'_>, verb: usize, range: Range<usize>) -> Range<usize> {
    let mut wide = range.clone();
    for t in [range.start, range.end.saturating_sub(1)] {
        let Some(quote) = syntax.quote_of(t).map(|q| &syntax.quotes[q].tokens) else { continue };
        if !quote.contains(&verb) {
            wide = wide.start.min(quote.start)..wide.end.max(quote.end);
        }
    }
    wide
}

/// The quotations around the cue in its sentence, or the one that ends right before its sentence, or begins right
/// after its colon.
fn quotation(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    if syntax.quote_of(verb).is_some() {
        return None;
    }
    let sentence = syntax.sentence(verb);
    let mut cover: Option<Range<usize>> = None;
    for quote in syntax.quotes.iter().filter(|q| q.tokens.start < sentence.end && q.tokens.end > sentence.start) {
        if is_aside(syntax, verb, &quote.tokens) {
            continue;
        }
        cover = Some(match cover {
            None => quote.tokens.clone(),
            Some(c) => c.start.min(quote.tokens.start)..c.end.max(quote.tokens.end),
        });
    }
    cover.or_else(|| neighbour(syntax, sentence))
}

/// Whether the quotation belongs to the subject or another phrase of the cue: a nickname, a title, a single word.
fn is_aside(syntax: &Syntax<'_>, verb: usize, quote: &Range<usize>) -> bool {
    let words = quote.clone().filter(|t| !syntax.is_punct(*t)).count();
    let in_subject = subject(syntax, verb).is_some_and(|s| {
        let extent = syntax.extent(s);
        extent.start <= quote.start && quote.end <= extent.end
    });
    words < 2 || in_subject
}

/// The quotation in the sentence before (`"Is it over?" he asked.`) or after (`He said: "It is."`).
fn neighbour(syntax: &Syntax<'_>, sentence: Range<usize>) -> Option<Range<usize>> {
    let ends_with_colon = (sentence.start..sentence.end).next_back().is_some_and(|t| syntax.token(t).form == ":");
    let touching = |quote: &&super::quotes::Quote| {
        quote.tokens.end == sentence.start && !syntax.begins_paragraph(sentence.start)
            || ends_with_colon && quote.tokens.start == sentence.end
    };
    syntax.quotes.iter().find(touching).map(|quote| quote.tokens.clone())
}
