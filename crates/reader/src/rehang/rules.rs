//! The rules by which words are hung anew, in the order in which they are tried.

use std::sync::Arc;

use herodotus_lexicon::Lexicon;
use herodotus_schema::Document;

use super::nouns::{
    first_of_list, first_of_name, is_named_at_once, is_of_another, named_before_clause, named_between_commas, paired,
    part, parted_by_verb,
};
use super::sayings::{
    accused_of, clause_said, denied_behind, first_speaker, said_by_the_speaker, said_in_a_note, saying_of_clause,
    told_in_the_active,
};
use super::{
    above_infinitive, act_of_phrase, hang, next_verb, opened_before, own_verb, quoted_verb, second_subject,
    subject_of_verbless, verb_behind_participle, verb_of_clause, verb_of_sides,
};

/// What one rule does with a word of which it holds.
enum Rule {
    /// Hangs the word on the one that is found, in this relation; in its own where none is told.
    Hang(fn(&Document, &Lexicon, usize) -> Option<usize>, Option<&'static str>),
    /// Mends more than that; `None` where the rule does not hold and nothing is changed.
    Mend(fn(&mut Document, &Lexicon, usize) -> Option<()>),
}

use Rule::{Hang, Mend};

/// For words in whatever relation.
const ANY: &[&str] = &[];

/// The rules, each with the relations of the words that it is for.
const RULES: [(&[&str], Rule); 24] = [
    (ANY, Mend(remark_of_denier)),
    (ANY, Hang(|doc, _, t| is_named_at_once(doc, t).then(|| t - 1), Some("appos"))),
    (ANY, Hang(|doc, _, t| named_between_commas(doc, t), Some("appos"))),
    (ANY, Mend(list_of_names)),
    (ANY, Mend(pair_of_parties)),
    (ANY, Mend(parts_of_name)),
    (ANY, Hang(named_before_clause, None)),
    (ANY, Mend(owner_of_another)),
    (ANY, Mend(phrase_before_verb)),
    (&["obl", "advmod"], Hang(|doc, _, t| quoted_verb(doc, t), None)),
    (&["obl", "advmod"], Hang(|doc, _, t| verb_of_clause(doc, t), Some("nsubj"))),
    (&["advcl"], Hang(accused_of, None)),
    (&["nsubj"], Mend(two_speakers)),
    (&["nsubj"], Mend(subject_in_the_active)),
    (&["nsubj"], Mend(subject_behind_another)),
    (&["nsubj"], Hang(|doc, _, t| own_verb(doc, t), Some("nsubj"))),
    (&["nsubj"], Mend(subject_of_participle)),
    (&["nmod"], Hang(act_of_phrase, None)),
    (&["nmod"], Hang(verb_of_sides, Some("obl"))),
    (
        &["conj"],
        Hang(|doc, lexicon, t| above_infinitive(doc, t).or_else(|| said_by_the_speaker(doc, lexicon, t)), None),
    ),
    (&["acl"], Hang(said_in_a_note, Some("ccomp"))),
    (&["acl"], Mend(verb_of_sentence)),
    (&["acl"], Mend(clause_told)),
    (&["acl"], Mend(clause_of_saying)),
];

/// Mends in order of the tokens, each by the first rule that holds of it.
pub(super) fn mend(doc: &mut Document, lexicon: &Lexicon) {
    for t in 0..doc.tokens.len() {
        let is_for =
            |relations: &[&str], doc: &Document| relations.is_empty() || relations.contains(&doc.tokens[t].relation());
        RULES.iter().any(|(relations, rule)| is_for(relations, doc) && rule.mends(doc, lexicon, t));
    }
}

impl Rule {
    /// Mends the word at `t` if the rule holds of it; gives whether it did.
    fn mends(&self, doc: &mut Document, lexicon: &Lexicon, t: usize) -> bool {
        match self {
            Mend(mend) => mend(doc, lexicon, t).is_some(),
            Hang(find, relation) => {
                let Some(head) = find(doc, lexicon, t) else { return false };
                doc.tokens[t].head = Some(head);
                if let Some(relation) = relation {
                    doc.tokens[t].deprel = Arc::from(*relation);
                }
                true
            }
        }
    }
}

fn remark_of_denier(doc: &mut Document, lexicon: &Lexicon, t: usize) -> Option<()> {
    let (noun, verb) = denied_behind(doc, lexicon, t)?;
    // It is a remark on all that is said before.
    let top = std::iter::successors(doc.tokens[verb].head, |&at| doc.tokens[at].head).take(verb).last();
    hang(doc, noun, top, "parataxis");
    hang(doc, verb, noun, "acl:relcl");
    hang(doc, t, verb, "nsubj");
    Some(())
}

fn list_of_names(doc: &mut Document, _: &Lexicon, t: usize) -> Option<()> {
    let first = first_of_list(doc, t)?;
    hang(doc, t, first, "conj");
    for other in doc.children(t).filter(|&c| doc.tokens[c].relation() == "conj").collect::<Vec<_>>() {
        doc.tokens[other].head = Some(first);
    }
    Some(())
}

fn pair_of_parties(doc: &mut Document, lexicon: &Lexicon, t: usize) -> Option<()> {
    let first = paired(doc, lexicon, t)?;
    let (noun, relation) = (doc.tokens[t].head, Arc::clone(&doc.tokens[t].deprel));
    hang(doc, first, noun, &relation);
    hang(doc, t, first, "conj");
    Some(())
}

fn parts_of_name(doc: &mut Document, _: &Lexicon, t: usize) -> Option<()> {
    let (first, other) = first_of_name(doc, t)?;
    doc.tokens[t].head = Some(first);
    hang(doc, other, first, "compound");
    Some(())
}

fn owner_of_another(doc: &mut Document, lexicon: &Lexicon, t: usize) -> Option<()> {
    is_of_another(doc, lexicon, t).then(|| doc.tokens[t].deprel = Arc::from("nmod:other"))
}

fn phrase_before_verb(doc: &mut Document, _: &Lexicon, t: usize) -> Option<()> {
    let phrase = parted_by_verb(doc, t)?;
    part(doc, t, phrase);
    Some(())
}

fn two_speakers(doc: &mut Document, lexicon: &Lexicon, t: usize) -> Option<()> {
    let first = first_speaker(doc, lexicon, t)?;
    let saying = doc.tokens[t].head;
    hang(doc, first, saying, "nsubj");
    hang(doc, t, first, "conj");
    Some(())
}

fn subject_in_the_active(doc: &mut Document, lexicon: &Lexicon, t: usize) -> Option<()> {
    let verb = told_in_the_active(doc, lexicon, t)?;
    doc.tokens[t].deprel = Arc::from("nsubj");
    doc.tokens[verb].xpos = Arc::from("VBD");
    Some(())
}

/// A second subject is that of the verb behind it after a comma, else an object.
fn subject_behind_another(doc: &mut Document, _: &Lexicon, t: usize) -> Option<()> {
    let verb = second_subject(doc, t)?;
    match next_verb(doc, t).filter(|_| doc.tokens[verb + 1..t].iter().any(|x| x.form == ",")) {
        Some(next) => doc.tokens[t].head = Some(next),
        None => doc.tokens[t].deprel = Arc::from("obj"),
    }
    Some(())
}

fn subject_of_participle(doc: &mut Document, _: &Lexicon, t: usize) -> Option<()> {
    let (participle, verb) = verb_behind_participle(doc, t)?;
    if doc.tokens[participle].head != Some(verb) {
        let (above, relation) = (doc.tokens[participle].head, Arc::clone(&doc.tokens[participle].deprel));
        hang(doc, verb, above, &relation);
    }
    hang(doc, participle, t, "acl");
    hang(doc, t, verb, "nsubj");
    for opener in opened_before(doc, (participle, t)) {
        doc.tokens[opener].head = Some(verb);
    }
    Some(())
}

/// The participle is the verb of the sentence, and the noun on which all hangs its subject.
fn verb_of_sentence(doc: &mut Document, _: &Lexicon, t: usize) -> Option<()> {
    let noun = subject_of_verbless(doc, t)?;
    for c in doc.children(noun).filter(|&c| c > t).collect::<Vec<_>>() {
        doc.tokens[c].head = Some(t);
    }
    hang(doc, t, None, "root");
    doc.tokens[t].xpos = Arc::from("VBD");
    hang(doc, noun, t, "nsubj");
    Some(())
}

fn clause_told(doc: &mut Document, lexicon: &Lexicon, t: usize) -> Option<()> {
    let (saying, subject) = clause_said(doc, lexicon, t)?;
    hang(doc, t, saying, "ccomp");
    doc.tokens[t].xpos = Arc::from("VBD");
    hang(doc, subject, t, "nsubj");
    Some(())
}

fn clause_of_saying(doc: &mut Document, lexicon: &Lexicon, t: usize) -> Option<()> {
    let (that, saying) = saying_of_clause(doc, lexicon, t)?;
    hang(doc, t, saying, "acl");
    doc.tokens[that].deprel = Arc::from("mark");
    Some(())
}
