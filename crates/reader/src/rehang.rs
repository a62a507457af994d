//! Mends what the parser is known to hang wrong, by what the lexicon says a word takes and by what English allows:
//!
//! - "the attack on the town *by rebels*", "the report by monitors *that the wells are dry*": of the noun that takes it;
//! - ""*At noon* they fired," it said": of the verb within the same quotation marks;
//! - "while *the ministers* meet, no truce is near", "they met after *a strike* killed three", "three died, *the mayor*
//!   reported": a subject is of its own verb, and a second one is an object ("the envoy told *the council*");
//! - "X, who leads the talks, *called* for calm", "the army said the raid *hit* a depot": active, without "be" or with an
//!   object;
//! - "a shell *fired* by rebels *hit* a mill": the verb behind the participle is that of the subject;
//! - "the envoys in a statement *called* on them to leave": in a sentence without a finite verb, its verb;
//! - "said in a note *its men held* the port": said, and no clause about the note;
//! - "their ally *Ruritania* sent tanks": a name at once behind a noun, where both are the verb's, says who that is;
//! - "the head of the agency, *Ana Orlin*, said": so does a name between commas;
//! - "…, a charge *Ruritania* denied": of whoever denies it;
//! - "no word from Ruritania, *which denies it*": of the party named last;
//! - "UN envoy *Ana Orlin* said": the last word of a name is of its first, and so is what stands before the name;
//! - "the *Moria-Orlia* war": two parties that a hyphen joins are told together;
//! - "*Moria's* enemies": whose they are is told to be another (`nmod:other`, a subtype of our own);
//! - "the *army* repelled raids": a modifier of a noun does not stand before the verb of that noun;
//! - "accused Ruritania, whose ships had left, *of shelling* it": of the accusing;
//! - "the envoys of Moria, *Orlia* and Dalmatia": names in a list are joined to its first;
//! - "…, *the mayor* and the police said": two who say it;
//! - "*told* them to hide and *accused* the rebels": no finite verb is joined to an infinitive;
//! - "the army said only depots were hit and *accused* the rebels": who says the one says the other.

mod nouns;
mod rules;
mod sayings;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use herodotus_lexicon::{EventEntry, Lexicon, Slot};
use herodotus_schema::Document;

use crate::attribution::is_mark;
use rules::mend;

/// Mends the syntax of `doc`, which must be filled, sentence by sentence; a sentence that would be no tree afterwards stays as it was.
pub fn rehang(doc: &mut Document, lexicon: &Lexicon) {
    let parsed: Vec<_> = doc.tokens.iter().map(|t| (t.head, Arc::clone(&t.deprel), Arc::clone(&t.xpos))).collect();
    mend(doc, lexicon);
    for sentence in doc.sentences.clone().into_iter().map(|s| s.tokens).filter(|s| !is_tree(doc, s)).collect::<Vec<_>>()
    {
        for t in sentence {
            let token = &mut doc.tokens[t];
            (token.head, token.deprel, token.xpos) = parsed[t].clone();
        }
    }
}

/// Whether every word of the sentence hangs, over others, on one that hangs on nothing.
fn is_tree(doc: &Document, sentence: &Range<usize>) -> bool {
    sentence.clone().all(|t| {
        let above = std::iter::successors(Some(t), |&at| doc.tokens[at].head);
        above.take(sentence.len() + 1).any(|at| doc.tokens[at].head.is_none())
    })
}

/// Hangs the word at `t` on `head` in this relation.
fn hang(doc: &mut Document, t: usize, head: impl Into<Option<usize>>, relation: &str) {
    doc.tokens[t].head = head.into();
    doc.tokens[t].deprel = Arc::from(relation);
}

/// The verb that is quoted in the same quotation marks as `t`, where `t` stands before it but hangs on the word of
/// saying behind the marks.
fn quoted_verb(doc: &Document, t: usize) -> Option<usize> {
    let saying = doc.tokens[t].head.filter(|&head| head > t)?;
    let quoted = doc.children(saying).find(|&c| t < c && c < saying && doc.tokens[c].relation() == "ccomp")?;
    let start = doc.sentences[doc.sentence_of(t)].tokens.start;
    let marks = |tokens: std::ops::Range<usize>| doc.tokens[tokens].iter().filter(|x| is_mark(&x.form)).count();
    (marks(start..t) == 1 && marks(t..quoted) == 0 && marks(quoted..saying) == 1).then_some(quoted)
}

/// The verb whose subject the bare phrase `t` is, where the parser hung it beside the clause: "they met after *a strike*
/// killed three".
fn verb_of_clause(doc: &Document, t: usize) -> Option<usize> {
    let above = doc.tokens[t].head.filter(|_| doc.tokens[t].relation() == "obl" && case_of(doc, t).is_none())?;
    let has = |v: usize, relation: &str| doc.children(v).any(|c| doc.tokens[c].relation() == relation);
    let marked = |v: usize| doc.children(v).any(|c| doc.tokens[c].relation() == "mark" && above < c && c < t);
    let clause = |v: usize| doc.tokens[v].relation() == "advcl" && marked(v) && !has(v, "nsubj");
    doc.children(above).find(|&v| v > t && clause(v))
}

/// The verb without a subject behind the subject `t`, where `t` hangs on a later verb that has a subject of its own.
fn own_verb(doc: &Document, t: usize) -> Option<usize> {
    let later = doc.tokens[t].head.filter(|&head| head > t)?;
    let is_subject = |c: &usize| doc.tokens[*c].relation() == "nsubj";
    let second = doc.children(later).filter(is_subject).find(|&c| t < c && c < later)?;
    let mut verbs = (t + 1..second).filter(|&v| doc.tokens[v].upos == "VERB" && !doc.is_within(v, t));
    verbs.find(|&v| !doc.children(v).any(|c| is_subject(&c)))
}

/// The participle that was taken for the verb of the subject `t`, without "be" and with a phrase of its own, and the finite verb
/// behind it that has no subject: "a shell *fired* by rebels *hit* a mill".
fn verb_behind_participle(doc: &Document, t: usize) -> Option<(usize, usize)> {
    let participle = doc.tokens[t].head.filter(|&head| head > t && &*doc.tokens[t].deprel == "nsubj:pass")?;
    let is = |c: usize, relations: &[&str]| relations.contains(&doc.tokens[c].relation());
    let aided = doc.children(participle).any(|c| is(c, &["aux", "cop"]));
    let phrase = doc.children(participle).filter(|&c| c > participle && is(c, &["obl"])).last()?;
    let last = doc.subtree(phrase).last().copied()?;
    let verb = doc.tokens.get(last + 1).filter(|v| v.upos == "VERB" && matches!(&*v.xpos, "VBD" | "VBZ" | "VBP"))?;
    let above = doc.tokens[participle].head;
    let beside = verb.head == Some(participle) || verb.head.is_some() && verb.head == above || above == Some(last + 1);
    let own = doc.children(last + 1).any(|c| is(c, &["nsubj", "mark", "aux", "cc"]));
    let past = &*doc.tokens[participle].xpos == "VBN" && !aided;
    (past && beside && !own && verb.relation() != "acl").then_some((participle, last + 1))
}

/// The noun on which a sentence without a finite verb hangs, where `t` is a participle of a phrase of it that may as well be that verb:
/// "the envoys in a joint statement *called* on the army to leave".
fn subject_of_verbless(doc: &Document, t: usize) -> Option<usize> {
    let participle = &doc.tokens[t];
    let sentence = &doc.sentences[doc.sentence_of(t)].tokens;
    let finite = |x: &usize| matches!(&*doc.tokens[*x].xpos, "VBD" | "VBP" | "VBZ" | "MD");
    let ends = doc.tokens[sentence.end - 1].form == ".";
    // An irregular participle ("given") is none of the forms of the past.
    let past = &*participle.xpos == "VBN" && participle.form.ends_with("ed");
    if !ends || !past || sentence.clone().any(|x| finite(&x)) {
        return None;
    }
    let phrase = participle.head.filter(|&p| doc.tokens[p].relation() == "nmod")?;
    let noun = doc.tokens[phrase].head.filter(|&n| doc.tokens[n].head.is_none() && n < phrase)?;
    let governs =
        doc.children(t).any(|c| c > t && matches!(doc.tokens[c].relation(), "obj" | "obl" | "xcomp" | "ccomp"));
    let by = doc.children(t).any(|c| case_of(doc, c).is_some_and(|case| case == "by"));
    let named = matches!(doc.tokens[noun].upos, "NOUN" | "PROPN" | "PRON");
    (governs && !by && named).then_some(noun)
}

/// What opens the clause of `verb` before its subject: "when", "after", "and".
fn opened_before(doc: &Document, (verb, subject): (usize, usize)) -> Vec<usize> {
    let opens = |c: &usize| *c < subject && matches!(doc.tokens[*c].relation(), "mark" | "advmod" | "cc" | "punct");
    doc.children(verb).filter(opens).collect()
}

/// The verb that the "subject" `t` stands behind, where it has another before it: `t` is its object ("the envoy told the
/// council"), or the subject of what follows ("three died, the mayor reported").
fn second_subject(doc: &Document, t: usize) -> Option<usize> {
    let verb = doc.tokens[t].head.filter(|&head| head < t && doc.tokens[head].upos == "VERB")?;
    doc.children(verb).any(|c| c < verb && doc.tokens[c].relation() == "nsubj").then_some(verb)
}

/// The verb after the noun phrase of `t` that has no subject.
fn next_verb(doc: &Document, t: usize) -> Option<usize> {
    let end = doc.sentences[doc.sentence_of(t)].tokens.end;
    let verb = (t + 1..end).find(|&v| doc.tokens[v].upos == "VERB" && !doc.is_within(v, t))?;
    doc.children(verb).all(|c| doc.tokens[c].relation() != "nsubj").then_some(verb)
}

/// The finite verb above the infinitive that the finite `t` was joined to: "*told* them to hide and *accused* the rebels".
fn above_infinitive(doc: &Document, t: usize) -> Option<usize> {
    let finite = matches!(&*doc.tokens[t].xpos, "VBD" | "VBZ");
    let own = doc.children(t).any(|c| matches!(doc.tokens[c].relation(), "nsubj" | "aux"));
    let joined = doc.tokens[t].head.filter(|&head| head < t && finite && !own)?;
    let infinitive = &*doc.tokens[joined].xpos == "VB" && doc.children(joined).any(|c| &*doc.tokens[c].xpos == "TO");
    let above = doc.tokens[joined].head.filter(|&above| above < joined && infinitive)?;
    let clause = matches!(doc.tokens[joined].relation(), "xcomp" | "ccomp" | "advcl");
    (clause && doc.tokens[above].xpos == doc.tokens[t].xpos).then_some(above)
}

/// The act that the phrase of `t` tells the doer or sufferer of, where it hangs on a noun that is itself a phrase of the act.
fn act_of_phrase(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<usize> {
    let case = case_of(doc, t).filter(|case| matches!(case.as_str(), "by" | "from" | "against"))?;
    let (between, act) = phrase_above(doc, t)?;
    let taken = doc.children(act).any(|c| case_of(doc, c).is_some_and(|own| own == case));
    let own = doc.tokens[between].upos == "NOUN" && takes(doc, lexicon, between, &case);
    (!taken && !own && takes(doc, lexicon, act, &case)).then_some(act)
}

/// The verb that tells of both of "between X and Y", where the parser hung them on a measure beside it ("raged for days
/// *between X and Y*").
fn verb_of_sides(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<usize> {
    let measure = doc.tokens[t].head.filter(|_| case_of(doc, t).is_some_and(|case| case == "between"))?;
    let counted = doc.children(measure).any(|c| doc.tokens[c].relation() == "nummod");
    let act = !lexicon.nouns(&doc.tokens[measure].lemma.to_lowercase()).is_empty();
    let verb = doc.tokens[measure].head.filter(|_| doc.tokens[measure].relation() == "obl")?;
    (counted && !act && doc.tokens[verb].upos == "VERB").then_some(verb)
}

/// The noun that `t` hangs on and the noun before it that this one is a phrase of.
fn phrase_above(doc: &Document, t: usize) -> Option<(usize, usize)> {
    let between = doc.tokens[t].head.filter(|&head| head < t)?;
    case_of(doc, between).filter(|_| doc.tokens[between].relation() == "nmod")?;
    let above = doc.tokens[between].head.filter(|&head| head < between && doc.tokens[head].upos == "NOUN")?;
    Some((between, above))
}

/// The preposition of `t`, in lower case.
fn case_of(doc: &Document, t: usize) -> Option<String> {
    doc.children(t).find(|&c| doc.tokens[c].relation() == "case").map(|c| doc.tokens[c].lemma.to_lowercase())
}

/// Whether the lexicon knows `noun` as an act with a doer or sufferer after the preposition `case`.
fn takes(doc: &Document, lexicon: &Lexicon, noun: usize, case: &str) -> bool {
    let wanted = Slot::parse(case);
    let takes = |entry: &EventEntry| entry.agent.iter().chain(&entry.target).any(|slot| Some(slot) == wanted.as_ref());
    lexicon.nouns(&doc.tokens[noun].lemma.to_lowercase()).iter().any(takes)
}
