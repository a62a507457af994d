//! Who speaks: the subject of a cue, own or shared, and the noun phrase that names it.

use std::ops::Range;

use herodotus_lexicon::Slot;

use super::syntax::Syntax;

/// How far a shared subject is looked for up the tree.
const STEPS: usize = 6;

/// The head token of the subject of the verb (or predicate) `verb`: its own, or the one that it shares with the
/// verb it is joined to, depends on or describes. `None` where it has none.
pub(super) fn subject(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..STEPS {
        if let Some(own) = own_subject(syntax, at) {
            return antecedent(syntax, at, own);
        }
        let head = syntax.token(at).head?;
        match syntax.relation(at) {
            "acl" => return Some(head),
            "conj" | "parataxis" if at == verb && introduces_subject(syntax, at) => return None,
            "xcomp" => match syntax.first(head, &["obj", "iobj"]) {
                Some(controller) => return Some(controller),
                None => at = head,
            },
            "conj" | "advcl" | "aux" | "cop" => at = head,
            _ => return None,
        }
    }
    None
}

/// A dislocated or expletive subject stands here; the verb's true subject cannot be shared.
fn introduces_subject(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.first(verb, &["expl"]).is_some()
}

fn own_subject(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    syntax.first(verb, &["nsubj"])
}

/// The noun that a relative pronoun in the subject's place stands for, or the subject itself.
fn antecedent(syntax: &Syntax<'_>, verb: usize, subject: usize) -> Option<usize> {
    let relative = matches!(syntax.token(subject).xpos.as_ref(), "WP" | "WDT")
        || (syntax.token(subject).upos == "PRON" && matches!(syntax.lemma(subject).as_str(), "who" | "which"));
    if !relative {
        return Some(subject);
    }
    let mut at = verb;
    for _ in 0..STEPS {
        let head = syntax.token(at).head?;
        if syntax.relation(at) == "acl" {
            return Some(head);
        }
        at = head;
    }
    Some(subject)
}

/// Whether the subject that `subject` finds for a verb is a mere "it" or "there".
pub(super) fn is_expletive(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.first(verb, &["expl"]).is_some()
}

/// The head token of the filler of `slot` beside the noun `noun`.
pub(super) fn beside_noun(syntax: &Syntax<'_>, noun: usize, slot: &Slot) -> Option<usize> {
    match slot {
        Slot::Possessive => syntax.children(noun).iter().copied().find(|c| syntax.is(*c, "nmod:poss")),
        Slot::Modifier => syntax.related(noun, &["amod", "compound"]).find(|c| syntax.token(*c).upos == "PROPN"),
        Slot::By => marked(syntax, noun, "by"),
        Slot::Preposition(word) => marked(syntax, noun, word),
        _ => None,
    }
}

fn marked(syntax: &Syntax<'_>, noun: usize, word: &str) -> Option<usize> {
    syntax.related(noun, &["nmod", "obl"]).find(|c| syntax.is_marked(*c, word))
}

/// The agent of a passive verb: after "by".
pub(super) fn passive_agent(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    syntax.related(verb, &["obl"]).find(|c| syntax.is_marked(*c, "by") && is_nominal(syntax, *c))
}

/// Whether `t` is a noun, a name, a pronoun or a numeral.
pub(super) fn is_nominal(syntax: &Syntax<'_>, t: usize) -> bool {
    matches!(syntax.token(t).upos, "NOUN" | "PROPN" | "PRON" | "NUM" | "SYM" | "DET" | "ADJ" | "X")
}

/// The noun phrase headed by `head`: with its modifiers and what is joined to it by "and", without the preposition
/// before it and without the relative clauses and asides after it.
pub(super) fn noun_phrase(syntax: &Syntax<'_>, head: usize) -> Range<usize> {
    let mut range = head..head + 1;
    for child in syntax.children(head).iter().rev().copied().filter(|c| *c < head) {
        if belongs_before(syntax, child) {
            range.start = range.start.min(syntax.extent(child).start);
        }
    }
    for child in syntax.children(head).iter().copied().filter(|c| *c > head) {
        if syntax.is_punct(child) || syntax.relation(child) == "cc" {
            continue;
        }
        if !belongs_after(syntax, head, child) {
            break;
        }
        let part = if syntax.relation(child) == "conj" { noun_phrase(syntax, child) } else { syntax.extent(child) };
        range.end = range.end.max(part.end);
    }
    // A bracket or mark that belongs to a name ("Army (YPG)") is kept with it.
    if range.end < syntax.sentence(head).end && closes_bracket(syntax, range.clone()) {
        range.end += 1;
    }
    range
}

fn belongs_before(syntax: &Syntax<'_>, child: usize) -> bool {
    !matches!(syntax.relation(child), "case" | "mark" | "cc" | "punct" | "advcl" | "parataxis" | "dep" | "discourse" | "nsubj" | "cop" | "aux")
}

fn belongs_after(syntax: &Syntax<'_>, head: usize, child: usize) -> bool {
    if syntax.is(child, "acl:relcl") {
        return false;
    }
    let after_comma = child > 0 && (head + 1..syntax.extent(child).start).any(|t| syntax.token(t).form == ",");
    match syntax.relation(child) {
        "case" => syntax.token(child).form.ends_with('s') || syntax.token(child).form.ends_with('’'),
        "appos" | "flat" | "compound" | "nmod" | "amod" | "nummod" | "conj" | "det" | "fixed" | "goeswith" => true,
        "acl" => !after_comma,
        _ => false,
    }
}

fn closes_bracket(syntax: &Syntax<'_>, range: Range<usize>) -> bool {
    let opened = range.clone().any(|t| syntax.token(t).form == "(");
    opened && !range.clone().any(|t| syntax.token(t).form == ")") && syntax.token(range.end).form == ")"
}
