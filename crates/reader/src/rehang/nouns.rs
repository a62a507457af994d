//! What belongs to which noun: names and modifiers that the parser hung on another.

use herodotus_lexicon::Lexicon;
use herodotus_schema::Document;

use super::{case_of, hang};

/// The first of two parties that a hyphen joins before a noun, of which `t` is the second, where they are no name together.
pub(super) fn paired(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<usize> {
    let first = t.checked_sub(2).filter(|_| doc.tokens[t - 1].form == "-")?;
    let (one, other) = (&doc.tokens[first], &doc.tokens[t]);
    let beside = one.relation() == "compound" && (one.head == Some(t) || one.head == other.head);
    let before_noun = matches!(other.relation(), "compound" | "nmod" | "amod") && other.head.is_some_and(|h| h > t);
    let known = |form: &str| lexicon.actors().longest(&[form], None).is_some();
    let forms = [one.form.as_str(), "-", other.form.as_str()];
    let name = lexicon.actors().longest(&forms, None).is_some_and(|m| m.tokens > 1);
    (beside && before_noun && known(&one.form) && known(&other.form) && !name).then_some(first)
}

/// The first word of a name whose last word, `t`, hangs on another word before it that stands beside that first one: "UN
/// envoy *Ana Orlin*", hung on "UN". Both are then of the name.
pub(super) fn first_of_name(doc: &Document, t: usize) -> Option<(usize, usize)> {
    let first = t.checked_sub(1).filter(|_| doc.tokens[t].relation() == "flat")?;
    let other = doc.tokens[t].head.filter(|&other| other < first)?;
    let (name, beside) = (&doc.tokens[first], &doc.tokens[other]);
    let twins = name.head == beside.head && name.relation() == beside.relation();
    (name.upos == "PROPN" && twins).then_some((first, other))
}

/// The party whose name ends right before the comma of the clause of `t`, where the parser hung that clause on the noun which the name
/// belongs to: "no word from *Ruritania*, which denies it".
pub(super) fn named_before_clause(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<usize> {
    let noun = doc.tokens[t].head.filter(|_| &*doc.tokens[t].deprel == "acl:relcl")?;
    let which = doc.children(t).find(|&c| c > noun && doc.tokens[c].form.eq_ignore_ascii_case("which"))?;
    let comma = which.checked_sub(1).filter(|&c| doc.tokens[c].form == ",")?;
    let name = comma.checked_sub(1).filter(|&n| n > noun && doc.tokens[n].upos == "PROPN")?;
    let of_noun = doc.tokens[name].head == Some(noun) && doc.tokens[name].relation() == "nmod";
    let known = |form: &str| lexicon.actors().longest(&[form], doc.day()).is_some();
    let subject = doc.tokens[which].relation() == "nsubj" && doc.tokens[t].upos == "VERB";
    (of_noun && subject && known(&doc.tokens[name].form) && !known(&doc.tokens[noun].form)).then_some(name)
}

/// Whether the noun that `t` tells the owner of is one that tells of another.
pub(super) fn is_of_another(doc: &Document, lexicon: &Lexicon, t: usize) -> bool {
    let owns = &*doc.tokens[t].deprel == "nmod:poss"
        || doc.tokens[t].relation() == "nmod" && case_of(doc, t).is_some_and(|case| case == "of" || case == "to");
    let noun = doc.tokens[t].head.filter(|_| owns).map(|noun| doc.tokens[noun].lemma.to_lowercase());
    noun.is_some_and(|noun| lexicon.words().others.get(&noun).is_some())
}

/// The verb that stands between the modifier `t` and its noun, which hangs on that verb, and the last of the noun's
/// modifiers before the verb, or the verb's subject there: they are a phrase of their own.
pub(super) fn parted_by_verb(doc: &Document, t: usize) -> Option<(usize, usize)> {
    let modifies = |c: usize| matches!(&*doc.tokens[c].deprel, "compound" | "amod" | "nmod:poss" | "flat" | "det");
    let noun = doc.tokens[t].head.filter(|&head| head > t && modifies(t))?;
    let verb = doc.tokens[noun].head.filter(|&v| t < v && v < noun && doc.tokens[v].upos == "VERB")?;
    // "*Ruritanian* troops shelled villages": it is of the subject behind it, if there is one.
    let subject = doc.children(verb).find(|&c| t < c && c < verb && doc.tokens[c].relation() == "nsubj");
    let last = subject.or_else(|| doc.children(noun).filter(|&c| c < verb && modifies(c)).last())?;
    matches!(doc.tokens[last].upos, "NOUN" | "PROPN" | "PRON").then_some((verb, last))
}

/// Hangs the modifier `t` on the `last` of its phrase, and that one on the verb as its subject, or on the subject that the
/// verb has ("the president *of Ruritania* met army leaders").
pub(super) fn part(doc: &mut Document, t: usize, (verb, last): (usize, usize)) {
    if t != last {
        doc.tokens[t].head = Some(last);
        return;
    }
    let subject = doc.children(verb).find(|&c| c < t && doc.tokens[c].relation() == "nsubj");
    let (head, relation) = subject.map_or((verb, "nsubj"), |subject| (subject, "nmod"));
    hang(doc, t, head, relation);
}

/// Whether `t` is a name that says who the noun before it is, which the parser hung beside that noun: "their ally Ruritania".
pub(super) fn is_named_at_once(doc: &Document, t: usize) -> bool {
    let Some(noun) = t.checked_sub(1) else { return false };
    let (name, before) = (&doc.tokens[t], &doc.tokens[noun]);
    let alike = name.head.is_some() && name.head == before.head && name.deprel == before.deprel;
    let nominal = matches!(name.relation(), "nsubj" | "obj" | "obl" | "nmod");
    alike && nominal && name.upos == "PROPN" && before.upos == "NOUN" && case_of(doc, t).is_none()
}

/// The subject before the name `t` that the name, set between commas, only says who is: "the *head* of the agency, X, said".
pub(super) fn named_between_commas(doc: &Document, t: usize) -> Option<usize> {
    let name = &doc.tokens[t];
    let verb = name.head.filter(|&v| v > t && name.relation() == "nsubj" && name.upos == "PROPN")?;
    let comma = |at: Option<usize>| at.and_then(|at| doc.tokens.get(at)).is_some_and(|x| x.form == ",");
    let last = doc.subtree(t).last().copied()?;
    let first = doc.subtree(t).into_iter().find(|&c| doc.tokens[c].form != ",")?;
    let told = |c: usize| c < first && doc.tokens[c].relation() == "nsubj" && doc.tokens[c].upos == "NOUN";
    let subject = doc.children(verb).find(|&c| told(c))?;
    let beside = doc.subtree(subject).into_iter().all(|c| c < first || c > last);
    (beside && comma(first.checked_sub(1)) && comma(Some(last + 1)) && last + 2 == verb).then_some(subject)
}

/// The first name of the list in which the parse takes the second, at `t`, for another name of the noun above: "the envoys of *Moria*, Orlia and
/// Dalmatia".
pub(super) fn first_of_list(doc: &Document, t: usize) -> Option<usize> {
    let name = |t: usize| doc.tokens[t].upos == "PROPN";
    let noun = doc.tokens[t].head.filter(|noun| *noun < t && name(t) && doc.tokens[t].relation() == "appos")?;
    doc.children(t).find(|&c| doc.tokens[c].relation() == "conj" && name(c))?;
    let start = doc.subtree(t).into_iter().min()?;
    let comma = start.checked_sub(1).filter(|&c| doc.tokens[c].form == ",")?;
    doc.children(noun).find(|&c| {
        let of = doc.children(c).any(|k| doc.tokens[k].lemma == "of" && doc.tokens[k].relation() == "case");
        of && name(c) && doc.tokens[c].relation() == "nmod" && doc.subtree(c).into_iter().max() == comma.checked_sub(1)
    })
}
