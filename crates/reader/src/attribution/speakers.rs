//! Who speaks: the subject of a cue, own or shared, and the noun phrase that names it.

use std::ops::Range;

use herodotus_lexicon::Slot;

use super::syntax::{Syntax, is_mark};

/// How far a shared subject is looked for up the tree.
const STEPS: usize = 6;

/// The head token of the subject of the verb (or predicate) `verb`: its own, or the one that it shares with the
/// verb it is joined to, depends on or describes. `None` where it has none.
pub(super) fn subject(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..STEPS {
        let own = own_subject(syntax, at, verb);
        if at == verb
            && own.is_none_or(|own| own > verb)
            && let Some(before) = noun_before(syntax, verb).or_else(|| apposed_before(syntax, verb))
        {
            return Some(before);
        }
        if let Some(own) = own {
            return joined_before(syntax, own).or_else(|| antecedent(syntax, at, own));
        }
        let head = syntax.token(at).head?;
        match syntax.relation(at) {
            "acl" if at == verb && (follows_comma(syntax, at) || is_finite(syntax, at)) => {
                at = clause_above(syntax, head)?;
            }
            // "Condemned the raid saying that": what is done to says nothing, unless it is somebody or something said.
            "acl"
                if at == verb
                    && syntax.relation(head) == "obj"
                    && (!syntax.may_speak(head) || syntax.continues_speech(verb)) =>
            {
                at = clause_above(syntax, head)?;
            }
            "acl" | "amod" => return Some(head).filter(|h| is_nominal(syntax, *h)),
            "conj" if is_expletive(syntax, at) => return None,
            "xcomp" => match controller(syntax, head, at) {
                Some(controller) => return Some(controller),
                None => at = head,
            },
            "advcl" if syntax.is_marked(at, "as") => match controller(syntax, head, at) {
                Some(controller) => return Some(controller),
                None => at = head,
            },
            "ccomp" if syntax.token(at).xpos.as_ref() == "VBG" => at = head,
            "advcl" if at == verb && syntax.token(at).xpos.as_ref() == "VBG" => {
                match named_before(syntax, head, verb).or_else(|| somebody_between(syntax, head, verb)) {
                    Some(named) => return Some(named),
                    None => at = speaking(syntax, head, verb),
                }
            }
            "conj" | "advcl" | "aux" | "cop" => at = head,
            _ => return None,
        }
    }
    None
}

fn follows_comma(syntax: &Syntax<'_>, t: usize) -> bool {
    let idle = |b: usize| is_mark(&syntax.token(b).form) || syntax.relation(b) == "mark";
    let before = t.checked_sub(1).map(|b| if idle(b) { b.saturating_sub(1) } else { b });
    before.is_some_and(|b| syntax.token(b).form == ",")
}

/// The nearest verb or predicate above `t` that has a subject.
fn clause_above(syntax: &Syntax<'_>, t: usize) -> Option<usize> {
    let mut at = t;
    for _ in 0..STEPS {
        if syntax.first(at, &["nsubj"]).is_some() {
            return Some(at);
        }
        at = syntax.token(at).head?;
    }
    None
}

/// The subject of the nearest verb before the participle that may speak, where that of the verb above is a thing: "the visit came after *the envoy*
/// rebuked them, demanding".
fn somebody_between(syntax: &Syntax<'_>, head: usize, participle: usize) -> Option<usize> {
    let speaks = |verb: usize| syntax.first(verb, &["nsubj"]).map(|s| (s, syntax.may_speak(s)));
    speaks(head).filter(|(_, may)| !may)?;
    let before = (head + 1..participle).rev().filter(|t| syntax.token(*t).upos == "VERB");
    before.filter_map(speaks).find(|(_, may)| *may).map(|(subject, _)| subject)
}

/// The object of a cue that ends right before "saying": "cited an envoy saying".
fn named_before(syntax: &Syntax<'_>, head: usize, participle: usize) -> Option<usize> {
    if syntax.continues_speech(participle) {
        return None;
    }
    let object = syntax.related(head, &["obj"]).find(|o| *o < participle && syntax.is_cue(head));
    object.filter(|o| syntax.extent(*o).end == participle && syntax.may_speak(*o))
}

/// The verb whose subject also speaks in "…, adding that": of the clause it hangs on, of the clause joined to that one
/// nearest before it, or of the nearest cue above it, in whose content the parse has put it.
fn speaking(syntax: &Syntax<'_>, head: usize, participle: usize) -> usize {
    if syntax.is_cue(head) || !follows_comma(syntax, participle) || !syntax.is_cue(participle) {
        return head;
    }
    let aside = syntax.related(head, &["parataxis"]).find(|p| *p < participle && syntax.is_cue(*p));
    if let Some(aside) = aside {
        return aside;
    }
    let joined =
        syntax.related(head, &["conj"]).filter(|c| *c < participle && syntax.first(*c, &["nsubj"]).is_some()).max();
    if let Some(joined) = joined {
        return joined;
    }
    let mut at = head;
    for _ in 0..STEPS {
        let inside = matches!(syntax.relation(at), "ccomp" | "xcomp" | "advcl" | "conj" | "obl" | "obj");
        match syntax.token(at).head.filter(|_| inside) {
            Some(above) if syntax.is_cue(above) => return above,
            Some(above) => at = above,
            None => break,
        }
    }
    head
}

/// The object that an infinitive or "as saying" belongs to: "urged them to say", "quoted him as saying".
fn controller(syntax: &Syntax<'_>, head: usize, verb: usize) -> Option<usize> {
    syntax.related(head, &["obj", "iobj"]).find(|o| *o < verb)
}

/// The subject of `verb` that stands nearest before the cue, or else nearest after it.
fn own_subject(syntax: &Syntax<'_>, verb: usize, cue: usize) -> Option<usize> {
    let mut subjects = syntax.related(verb, &["nsubj"]).filter(|s| !syntax.is_timed(*s));
    let before = subjects.by_ref().take_while(|s| *s < cue).max();
    before.or_else(|| syntax.related(verb, &["nsubj"]).find(|s| *s > cue && !syntax.is_timed(*s)))
}

/// The first of those whom "each" at `t` takes one by one: "with X and Y each blaming the other".
fn joined_before(syntax: &Syntax<'_>, t: usize) -> Option<usize> {
    let each = syntax.lemma(t) == "each";
    // "X and its ally, the Y group, each blamed": the parser may make both subjects.
    let beside = syntax.token(t).head.filter(|_| each).and_then(|verb| {
        let joined = |s: &usize| *s < t && syntax.related(*s, &["conj"]).next().is_some();
        syntax.related(verb, &["nsubj"]).find(joined)
    });
    if beside.is_some() {
        return beside;
    }
    let last = t.checked_sub(1).filter(|_| each)?;
    let first = syntax.token(last).head.filter(|_| syntax.relation(last) == "conj")?;
    is_nominal(syntax, first).then_some(first)
}

/// The noun phrase that ends right before the finite verb `verb`, where the parse did not make it its subject.
fn noun_before(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    let start = syntax.sentence(verb).start;
    if !is_finite(syntax, verb) {
        return None;
    }
    let beside = |t: usize| matches!(syntax.token(t).upos, "ADV" | "AUX" | "PART") || syntax.relation(t) == "advmod";
    let idle = |t: &usize| beside(*t) || syntax.is_timed(*t);
    let mut at = (start..verb).rev().find(|t| !idle(t))?;
    if !matches!(syntax.token(at).upos, "NOUN" | "PROPN" | "PRON") {
        return None;
    }
    for _ in 0..STEPS {
        let inner =
            matches!(syntax.relation(at), "compound" | "flat" | "nmod" | "appos" | "amod" | "det" | "conj" | "nummod");
        let within = |h: &usize| inner && (start..verb).contains(h) && is_nominal(syntax, *h) && !syntax.is_timed(*h);
        let Some(head) = syntax.token(at).head.filter(within) else {
            break;
        };
        if (head..at).any(|t| is_break(&syntax.token(t).form) && syntax.token(t).form != "-") {
            return Some(at);
        }
        at = head;
    }
    // A finite verb that neither has a subject nor shares one speaks for the noun before it, whatever the parse says.
    let alone = syntax.first(verb, &["nsubj"]).is_none() && !matches!(syntax.relation(verb), "conj" | "acl");
    let own = matches!(syntax.relation(at), "nsubj" | "root" | "dep") || syntax.token(at).head == Some(verb);
    (own || alone).then_some(at)
}

/// The noun phrase before an apposition or a participle in commas that ends right before the finite verb `verb`, where
/// the parse did not make it its subject: "X, an adviser to the mayor, said", "X, citing Y, reported".
fn apposed_before(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    let start = syntax.sentence(verb).start;
    let closes = verb.checked_sub(1).filter(|c| is_finite(syntax, verb) && *c > start + 1)?;
    let opens = (start + 1..closes).rev().find(|t| syntax.token(*t).form == ",")?;
    let aside = syntax.token(opens + 1);
    let apposed = matches!(aside.upos, "DET" | "NOUN" | "PROPN" | "ADJ") || aside.xpos.as_ref() == "VBG";
    let verbs = (opens + 2..closes).any(|t| is_finite(syntax, t));
    let mut at = opens - 1;
    if syntax.token(closes).form != "," || !apposed || verbs || !matches!(syntax.token(at).upos, "NOUN" | "PROPN") {
        return None;
    }
    while let Some(head) = syntax.token(at).head.filter(|h| {
        let inner = matches!(syntax.relation(at), "flat" | "compound" | "nmod" | "amod");
        inner && (start..opens).contains(h) && is_nominal(syntax, *h)
    }) {
        at = head;
    }
    let placed = syntax.related(at, &["case"]).any(|c| !syntax.is_timed(c + 1));
    (!placed).then_some(at)
}

/// The speaker of "…, said the mayor" by the order of words alone: the noun phrase between a past form that follows a
/// mark and the end of its sentence or the next mark.
pub(super) fn said_by(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    let sentence = syntax.sentence(verb);
    let past = matches!(syntax.token(verb).xpos.as_ref(), "VBD" | "VBN" | "VBZ") && verb > sentence.start;
    // What stands in the quotation before the verb is no subject of it.
    let quoted = |t: usize| syntax.quote_of(t).is_some() && syntax.quote_of(t) != syntax.quote_of(verb);
    let has_own = syntax.related(verb, &["nsubj"]).any(|s| s < verb && !quoted(s));
    let edge = (sentence.start..verb).rev().find(|t| syntax.token(*t).upos != "ADV");
    if !past || has_own || !edge.is_some_and(|t| is_break(&syntax.token(t).form)) {
        return None;
    }
    let after = verb + 1..sentence.end;
    // The hyphen of "Ruritania-based" parts nothing.
    let hyphen = |t: usize| syntax.token(t).form == "-" && syntax.token(t).span.start == syntax.token(t - 1).span.end;
    let end = after
        .clone()
        .find(|t| is_break(&syntax.token(*t).form) && !hyphen(*t) || syntax.token(*t).form == ".")
        .unwrap_or(sentence.end);
    let phrase = verb + 1..end;
    let named = !phrase.is_empty()
        && !phrase.clone().any(|t| syntax.relation(t) != "amod" && syntax.has_verb(t..t + 1))
        && !matches!(syntax.token(verb + 1).upos, "ADP" | "SCONJ" | "ADV" | "PART");
    let nominal = |t: &usize| matches!(syntax.token(*t).upos, "NOUN" | "PROPN" | "PRON") && !syntax.is_timed(*t);
    let first = phrase.clone().find(nominal);
    // In "…, a teacher, told the Post" the Post only hears it.
    let mut at = first.filter(|at| named && !syntax.is(*at, "iobj"))?;
    for _ in 0..STEPS {
        match syntax.token(at).head {
            // "said the Ruritania-based group"
            Some(head)
                if phrase.contains(&head)
                    && syntax.relation(at) != "nsubj"
                    && (is_nominal(syntax, head) || syntax.relation(head) == "amod") =>
            {
                at = head;
            }
            _ => break,
        }
    }
    Some(at)
}

/// Marks that part a statement from who made it.
pub(super) fn is_break(form: &str) -> bool {
    matches!(form, "," | "-" | "–" | "—" | "\"" | "”" | "''" | "’’" | "»" | "?" | "!")
}

/// Whether the verb is finite by its tag.
pub(super) fn is_finite(syntax: &Syntax<'_>, verb: usize) -> bool {
    matches!(syntax.token(verb).xpos.as_ref(), "VBD" | "VBZ" | "VBP")
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

/// The relative pronoun by which the clause of `verb` takes up its speaker: "the mayor, who said …".
pub(super) fn relative(syntax: &Syntax<'_>, verb: usize, speaker: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..STEPS {
        if let Some(own) = own_subject(syntax, at, verb) {
            return Some(own).filter(|own| *own != speaker && antecedent(syntax, at, *own) == Some(speaker));
        }
        at = syntax.token(at).head.filter(|_| syntax.relation(at) == "conj")?;
    }
    None
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

/// Whether `t` can head a noun phrase: a noun, name, pronoun or numeral, a determiner or adjective by itself, what is foreign.
pub(super) fn is_nominal(syntax: &Syntax<'_>, t: usize) -> bool {
    matches!(syntax.token(t).upos, "NOUN" | "PROPN" | "PRON" | "NUM" | "SYM" | "DET" | "ADJ" | "X")
}

/// The noun phrase headed by `head`: with its modifiers and what is joined to it by "and", without the preposition
/// before it and without the relative clauses and asides after it.
pub(super) fn noun_phrase(syntax: &Syntax<'_>, head: usize) -> Range<usize> {
    let mut range = head..head + 1;
    for child in syntax.children(head).iter().rev().copied().filter(|c| *c < head && !syntax.is_timed(*c)) {
        if belongs_before(syntax, child) {
            range.start = range.start.min(syntax.extent(child).start);
        }
    }
    for child in syntax.children(head).iter().copied().filter(|c| *c > head) {
        if syntax.is_punct(child) || syntax.relation(child) == "cc" {
            continue;
        }
        // "According to officials, 40 people …": a figure after a comma is what is said.
        let start = syntax.extent(child).start;
        let figure = syntax.token(start).upos == "NUM" && start > 0 && syntax.token(start - 1).form == ",";
        if figure || !belongs_after(syntax, head, child) || syntax.is_timed(child) {
            break;
        }
        let part = if syntax.relation(child) == "conj" { noun_phrase(syntax, child) } else { syntax.extent(child) };
        range.end = range.end.max(part.end);
    }
    // A bracket or mark that belongs to a name ("Army (DLA)") is kept with it.
    if range.end < syntax.sentence(head).end && closes_bracket(syntax, range.clone()) {
        range.end += 1;
    }
    range
}

fn belongs_before(syntax: &Syntax<'_>, child: usize) -> bool {
    !matches!(
        syntax.relation(child),
        "case" | "mark" | "cc" | "punct" | "advcl" | "parataxis" | "dep" | "discourse" | "nsubj" | "cop" | "aux"
    )
}

fn belongs_after(syntax: &Syntax<'_>, head: usize, child: usize) -> bool {
    if syntax.is(child, "acl:relcl") {
        return false;
    }
    let after_comma = child > 0 && (head + 1..syntax.extent(child).start).any(|t| syntax.token(t).form == ",");
    match syntax.relation(child) {
        "appos" | "flat" | "compound" | "nmod" | "amod" | "nummod" | "conj" | "det" | "fixed" | "goeswith" => true,
        "acl" => !after_comma && !is_relative(syntax, child),
        _ => false,
    }
}

/// Whether a clause begins with "who", "which" or the like.
fn is_relative(syntax: &Syntax<'_>, clause: usize) -> bool {
    syntax.extent(clause).take(2).any(|t| matches!(syntax.token(t).xpos.as_ref(), "WP" | "WDT" | "WP$"))
}

fn closes_bracket(syntax: &Syntax<'_>, range: Range<usize>) -> bool {
    let opened = range.clone().any(|t| syntax.token(t).form == "(");
    opened && !range.clone().any(|t| syntax.token(t).form == ")") && syntax.token(range.end).form == ")"
}
