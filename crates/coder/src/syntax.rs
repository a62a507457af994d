//! Questions to the syntax of a document: subjects, objects, obliques, passives, auxiliaries.

use std::ops::Range;

use herodotus_schema::{Attribution, Document, Span, Token};

/// The first child of `token` whose universal relation is one of `relations`.
pub fn child(doc: &Document, token: usize, relations: &[&str]) -> Option<usize> {
    doc.children(token).find(|&t| relations.contains(&doc.tokens[t].relation()))
}

/// Whether `token` heads a passive clause or is a passive participle ("shelled positions", "troops sent to").
pub fn is_passive(doc: &Document, token: usize) -> bool {
    let t = &doc.tokens[token];
    if t.upos != "VERB" {
        return false;
    }
    let passive = |c: usize| matches!(&*doc.tokens[c].deprel, "nsubj:pass" | "aux:pass" | "csubj:pass" | "obl:agent");
    if doc.children(token).any(passive) {
        return true;
    }
    if let Some(governor) = shares_clause_with(doc, token)
        && is_past_participle(t)
        && own_subject(doc, token).is_none()
    {
        return is_passive(doc, governor);
    }
    // "The statement that its aircraft had struck": a clause with a subject or "had" of its own is active.
    let active = doc.children(token).any(|c| matches!(doc.tokens[c].relation(), "nsubj" | "aux"));
    matches!(&*t.deprel, "acl" | "amod") && is_past_participle(t) && !active
}

/// Whether the verb at `token` is an infinitive with "to".
pub fn is_infinitive(doc: &Document, token: usize) -> bool {
    doc.children(token).any(|c| &*doc.tokens[c].xpos == "TO")
}

/// Whether the verb form is a past participle.
fn is_past_participle(token: &Token) -> bool {
    &*token.xpos == "VBN"
}

/// The verb that `token` is coordinated with.
fn shares_clause_with(doc: &Document, token: usize) -> Option<usize> {
    let t = &doc.tokens[token];
    let head = t.head?;
    (t.relation() == "conj" && doc.tokens[head].upos == "VERB").then_some(head)
}

/// The subject that hangs on `token` itself: of several, which only a misread sentence gives, the one nearest before it.
pub fn own_subject(doc: &Document, token: usize) -> Option<usize> {
    let subjects = || doc.children(token).filter(|&c| matches!(doc.tokens[c].relation(), "nsubj" | "csubj"));
    subjects().filter(|&c| c < token).last().or_else(|| subjects().next())
}

/// The word at the top of the words at `span`.
pub fn head(doc: &Document, span: Span) -> Option<usize> {
    let first = doc.tokens.partition_point(|t| t.span.end <= span.start);
    let last = doc.tokens.partition_point(|t| t.span.start < span.end);
    let mut inside = first..last;
    top(doc, &inside).or_else(|| inside.next())
}

/// The first of the tokens at `words` that hangs on none of them, such as the head of a mention.
pub fn top(doc: &Document, words: &Range<usize>) -> Option<usize> {
    words.clone().find(|&t| doc.tokens[t].head.is_none_or(|head| !words.contains(&head)))
}

/// The grammatical subject of `token`: its own, or the one it shares by coordination, control or relative clause.
pub fn subject(doc: &Document, token: usize) -> Option<usize> {
    subject_within(doc, token, 6)
}

fn subject_within(doc: &Document, token: usize, steps: usize) -> Option<usize> {
    if let Some(found) = own_subject(doc, token) {
        return Some(antecedent(doc, found).map_or(found, |noun| called(doc, noun)));
    }
    let t = &doc.tokens[token];
    let head = t.head.filter(|_| steps > 0)?;
    match &*t.deprel {
        // "accused X of shelling", "blamed X for firing": the object does what the gerund tells.
        "advcl" if is_gerund_after_object(doc, token) => object(doc, head),
        "acl:relcl" => Some(called(doc, head)),
        "acl" | "amod" => Some(head),
        "xcomp" => controller(doc, head).or_else(|| subject_within(doc, head, steps - 1)),
        "conj" | "parataxis" if doc.tokens[head].upos != "NOUN" => subject_within(doc, head, steps - 1),
        // "Killed by shelling": who is killed shells nobody.
        "advcl" if is_passive(doc, head) && prepositions(doc, token).any(|p| p == "by") => None,
        "advcl" | "advcl:relcl" => subject_within(doc, head, steps - 1),
        _ => None,
    }
}

/// Who is told to be the noun, where it is told of somebody, else the noun: the state of "*Ruritania* is the only state that backs it".
fn called(doc: &Document, noun: usize) -> usize {
    let who = child(doc, noun, &["nsubj"]).filter(|_| child(doc, noun, &["cop"]).is_some());
    // "It was the army that fired": "it" is told to be nobody.
    who.filter(|&who| matches!(doc.tokens[who].upos, "NOUN" | "PROPN")).unwrap_or(noun)
}

/// Who does what an open complement of `governor` tells: its object if it has one ("urged X to withdraw").
fn controller(doc: &Document, governor: usize) -> Option<usize> {
    child(doc, governor, &["obj", "iobj"])
        .filter(|&o| matches!(doc.tokens[o].upos, "NOUN" | "PROPN" | "PRON"))
        .or_else(|| requested(doc, governor))
}

/// A gerund marked by "of", "for" or "from" under a verb that has an object before it.
fn is_gerund_after_object(doc: &Document, token: usize) -> bool {
    let Some(head) = doc.tokens[token].head else { return false };
    let marked = prepositions(doc, token).any(|p| matches!(p, "of" | "for" | "from"));
    &*doc.tokens[token].xpos == "VBG" && marked && object(doc, head).is_some_and(|o| o < token)
}

/// Who is to do what the open complement of `governor` tells, named behind "on" or "for" between the two: "call on *X* to withdraw".
fn requested(doc: &Document, governor: usize) -> Option<usize> {
    let open = child(doc, governor, &["xcomp", "advcl"])?;
    oblique(doc, governor, &["on", "for", "upon"]).filter(|o| (governor..open).contains(o))
}

/// The noun that a relative pronoun in subject or object place stands for.
pub fn antecedent(doc: &Document, pronoun: usize) -> Option<usize> {
    let t = &doc.tokens[pronoun];
    if !matches!(t.form.to_lowercase().as_str(), "who" | "which" | "that" | "whom") || t.upos != "PRON" {
        return None;
    }
    let clause = t.head?;
    let mut at = clause;
    for _ in 0..6 {
        if doc.tokens[at].deprel.starts_with("acl") {
            return doc.tokens[at].head;
        }
        at = doc.tokens[at].head?;
    }
    None
}

/// Whether the words at `token` ask who or what it is, and stand for nobody: "unclear *who* fired", "asked *which side* fired".
pub fn asks(doc: &Document, token: usize) -> bool {
    let word = |t: usize, forms: &[&str]| forms.iter().any(|f| doc.tokens[t].form.eq_ignore_ascii_case(f));
    let alone = doc.tokens[token].upos == "PRON" && word(token, &["who", "whom", "which"]);
    let before = |c: usize| c < token && word(c, &["which", "what"]) && doc.tokens[c].xpos.starts_with('W');
    alone && antecedent(doc, token).is_none() || doc.children(token).any(before)
}

/// The direct object, in the active voice.
pub fn object(doc: &Document, token: usize) -> Option<usize> {
    // A lone person affected is often parsed as indirect ("warned the neighbour", "will punish the town").
    let own = child(doc, token, &["obj"]).or_else(|| child(doc, token, &["iobj"]));
    own.map(|o| antecedent(doc, o).unwrap_or(o)).or_else(|| described(doc, token))
}

/// The noun that a relative clause without a pronoun is of, which its verb is done to: "the town *the army took*".
fn described(doc: &Document, token: usize) -> Option<usize> {
    let clause = &doc.tokens[token];
    let noun = clause.head.filter(|&noun| &*clause.deprel == "acl:relcl" && noun < token)?;
    let below = |relations: &[&str]| doc.children(token).any(|c| relations.contains(&doc.tokens[c].relation()));
    // "Whose mother died", "where they met": the noun is something else in it.
    let asks = |c: usize| matches!(&*doc.tokens[c].xpos, "WRB" | "WDT" | "WP" | "WP$" | "RP");
    let open = doc.children(token).any(|c| asks(c) || doc.children(c).any(asks));
    let finite = matches!(&*clause.xpos, "VBD" | "VBZ" | "VBP" | "VBN" | "VB");
    let takes =
        finite && below(&["nsubj"]) && !below(&["ccomp", "xcomp", "obl", "aux:pass"]) && !is_passive(doc, token);
    (takes && !open && !is_time(doc, noun)).then_some(noun)
}

/// The case-marking words of `token` ("on", "according to" as "according"; "out of" as both its words).
pub fn prepositions(doc: &Document, token: usize) -> impl Iterator<Item = &str> {
    doc.children(token)
        .filter(|&c| matches!(doc.tokens[c].relation(), "case" | "mark"))
        .flat_map(|c| std::iter::once(c).chain(of_after_out(doc, c)))
        .map(|c| doc.tokens[c].lemma.as_str())
}

/// The "of" that the parser made one preposition with the "out" at `token`.
fn of_after_out(doc: &Document, token: usize) -> Option<usize> {
    let of = |&c: &usize| doc.tokens[c].relation() == "fixed" && doc.tokens[c].lemma == "of";
    doc.children(token).filter(|_| doc.tokens[token].lemma == "out").find(of)
}

/// The first oblique or nominal modifier of `token` that one of `cases` marks.
pub fn oblique(doc: &Document, token: usize, cases: &[&str]) -> Option<usize> {
    obliques(doc, token, cases).into_iter().next()
}

/// All obliques and nominal modifiers of `token` that one of `cases` marks, in order.
pub fn obliques(doc: &Document, token: usize, cases: &[&str]) -> Vec<usize> {
    doc.children(token)
        .filter(|&c| matches!(doc.tokens[c].relation(), "obl" | "nmod" | "advcl" | "acl"))
        .filter(|&c| prepositions(doc, c).any(|p| cases.contains(&p.to_lowercase().as_str())))
        .collect()
}

/// `token` and what is coordinated with it ("towns and villages"), in order.
pub fn with_conjuncts(doc: &Document, token: usize) -> Vec<usize> {
    let mut all = vec![token];
    let nominal = |t: usize| matches!(doc.tokens[t].upos, "NOUN" | "PROPN" | "PRON" | "NUM" | "ADJ");
    for child in doc.children(token) {
        if doc.tokens[child].relation() == "conj" && nominal(child) {
            all.push(child);
        }
    }
    all
}

/// Whether `token` has a child of relation `relation` with lemma `lemma`.
pub fn has_child(doc: &Document, token: usize, relation: &str, lemma: &str) -> bool {
    doc.children(token).any(|c| doc.tokens[c].relation() == relation && doc.tokens[c].lemma.eq_ignore_ascii_case(lemma))
}

/// Whether `token` heads a clause: a verb that is no auxiliary, or a predicate with a copula or a subject.
pub fn heads_clause(doc: &Document, token: usize) -> bool {
    let t = &doc.tokens[token];
    if t.upos == "VERB" {
        return !matches!(t.relation(), "amod" | "aux" | "case" | "compound" | "fixed");
    }
    doc.children(token).any(|c| matches!(doc.tokens[c].relation(), "cop" | "nsubj"))
}

/// The head of the clause that `token` stands in (itself, if it heads one).
pub fn clause_of(doc: &Document, token: usize) -> usize {
    let mut at = token;
    for _ in 0..64 {
        if heads_clause(doc, at) {
            return at;
        }
        match doc.tokens[at].head {
            Some(head) => at = head,
            None => return at,
        }
    }
    at
}

/// Whether the clause at `token` only tells when or why ("blamed each other after a strike killed 11").
pub fn tells_when(doc: &Document, token: usize) -> bool {
    let told = doc.children(token).any(|c| doc.tokens[c].relation() == "nsubj");
    let marked = doc.children(token).any(|c| doc.tokens[c].relation() == "mark" && doc.tokens[c].lemma != "that");
    doc.tokens[token].relation() == "advcl" && told && marked
}

/// Whether the token stands in an expression of time ("an attack on Saturday").
pub fn is_time(doc: &Document, token: usize) -> bool {
    doc.times.iter().any(|t| t.span.contains(doc.tokens[token].span))
}

/// Whether a clause on a noun says something of all that stands before it: "…, which the army denies", "…, a claim that the army
/// rejects", "… – charges dismissed by the army".
pub fn takes_up_clause(doc: &Document, token: usize) -> bool {
    let word = &doc.tokens[token];
    let Some(noun) = word.head.filter(|&noun| noun < token && word.relation() == "acl") else { return false };
    let Some(said) = doc.attributions.iter().find(|a| a.cue_token == token) else { return false };
    let which = child(doc, token, &["obj"]).filter(|&o| o < token && &*doc.tokens[o].xpos == "WDT");
    which.is_some_and(|which| follows_comma(doc, which)) || said.content.end <= doc.tokens[noun].span.start
}

/// Whether the noun is a remark on what stands before it: "…, *a claim* that the army rejected".
pub fn is_remark(doc: &Document, noun: usize) -> bool {
    let before = |a: &Attribution| a.content.end <= doc.tokens[noun].span.start;
    let told = |c: usize| doc.attributions.iter().any(|a| a.cue_token == c && before(a));
    doc.children(noun).any(|c| doc.tokens[c].relation() == "acl" && told(c))
}

fn follows_comma(doc: &Document, token: usize) -> bool {
    token > 0 && doc.tokens[token - 1].form == ","
}
