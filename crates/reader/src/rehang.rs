//! Mends what the parser is known to hang wrong, by what the lexicon says a word takes and by what English allows:
//!
//! - "the attack on the town *by rebels*", "the report by monitors *that the wells are dry*": of the noun that takes it;
//! - ""*At noon* they fired," it said": of the verb within the same quotation marks;
//! - "while *the ministers* meet, no truce is near", "they met after *a strike* killed three", "three died, *the mayor*
//!   reported": a subject is of its own verb, and a second one is an object ("the envoy told *the council*");
//! - "X, who leads the talks, *called* for calm", "the army said the raid *hit* a depot": active, without "be" or with an
//!   object;
//! - "their ally *Ruritania* sent tanks": a name at once behind a noun, where both are the verb's, says who that is;
//! - "the *Moria-Orlia* war": two parties that a hyphen joins are told together;
//! - "*Moria's* enemies": whose they are is told to be another (`nmod:other`, a subtype of our own);
//! - "the *army* repelled raids": a modifier of a noun does not stand before the verb of that noun;
//! - "the army said only depots were hit and *accused* the rebels": who says the one says the other.

use std::sync::Arc;

use herodotus_lexicon::{ContentSlot, CueEntry, CuePos, EventEntry, Lexicon, Slot};
use herodotus_schema::Document;

use crate::attribution::is_mark;

/// Mends the syntax of `doc`, which must be filled, in order of its tokens.
pub fn rehang(doc: &mut Document, lexicon: &Lexicon) {
    for t in 0..doc.tokens.len() {
        if is_named_at_once(doc, t) {
            doc.tokens[t].head = Some(t - 1);
            doc.tokens[t].deprel = Arc::from("appos");
            continue;
        }
        if let Some(first) = paired(doc, lexicon, t) {
            let noun = doc.tokens[t].head;
            (doc.tokens[first].head, doc.tokens[first].deprel) = (noun, Arc::clone(&doc.tokens[t].deprel));
            (doc.tokens[t].head, doc.tokens[t].deprel) = (Some(first), Arc::from("conj"));
            continue;
        }
        if is_of_another(doc, lexicon, t) {
            doc.tokens[t].deprel = Arc::from("nmod:other");
            continue;
        }
        if let Some((verb, last)) = parted_by_verb(doc, t) {
            part(doc, t, (verb, last));
            continue;
        }
        match doc.tokens[t].relation() {
            "obl" | "advmod" => {
                if let Some(quoted) = quoted_verb(doc, t) {
                    doc.tokens[t].head = Some(quoted);
                } else if let Some(verb) = verb_of_clause(doc, t) {
                    doc.tokens[t].head = Some(verb);
                    doc.tokens[t].deprel = Arc::from("nsubj");
                }
            }
            "nsubj" => {
                if let Some(verb) = told_in_the_active(doc, lexicon, t) {
                    doc.tokens[t].deprel = Arc::from("nsubj");
                    doc.tokens[verb].xpos = Arc::from("VBD");
                } else if let Some(verb) = second_subject(doc, t) {
                    match next_verb(doc, t).filter(|_| doc.tokens[verb + 1..t].iter().any(|x| x.form == ",")) {
                        Some(next) => doc.tokens[t].head = Some(next),
                        None => doc.tokens[t].deprel = Arc::from("obj"),
                    }
                } else if let Some(verb) = own_verb(doc, t) {
                    doc.tokens[t].head = Some(verb);
                    doc.tokens[t].deprel = Arc::from("nsubj");
                }
            }
            "nmod" => {
                if let Some(act) = act_of_phrase(doc, lexicon, t) {
                    doc.tokens[t].head = Some(act);
                } else if let Some(verb) = verb_of_sides(doc, lexicon, t) {
                    doc.tokens[t].head = Some(verb);
                    doc.tokens[t].deprel = Arc::from("obl");
                }
            }
            "conj" => {
                if let Some(saying) = said_by_the_speaker(doc, lexicon, t) {
                    doc.tokens[t].head = Some(saying);
                }
            }
            "acl" => {
                if let Some((saying, subject)) = clause_said(doc, lexicon, t) {
                    doc.tokens[t].head = Some(saying);
                    doc.tokens[t].deprel = Arc::from("ccomp");
                    doc.tokens[t].xpos = Arc::from("VBD");
                    doc.tokens[subject].head = Some(t);
                    doc.tokens[subject].deprel = Arc::from("nsubj");
                } else if let Some((that, saying)) = saying_of_clause(doc, lexicon, t) {
                    doc.tokens[t].head = Some(saying);
                    doc.tokens[t].deprel = Arc::from("acl");
                    doc.tokens[that].deprel = Arc::from("mark");
                }
            }
            _ => {}
        }
    }
}

/// The first of two parties that a hyphen joins before a noun, of which `t` is the second, where they are no name together.
fn paired(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<usize> {
    let first = t.checked_sub(2).filter(|_| doc.tokens[t - 1].form == "-")?;
    let (one, other) = (&doc.tokens[first], &doc.tokens[t]);
    let beside = one.relation() == "compound" && (one.head == Some(t) || one.head == other.head);
    let before_noun = matches!(other.relation(), "compound" | "nmod" | "amod") && other.head.is_some_and(|h| h > t);
    let known = |form: &str| lexicon.actors().longest(&[form], None).is_some();
    let forms = [one.form.as_str(), "-", other.form.as_str()];
    let name = lexicon.actors().longest(&forms, None).is_some_and(|m| m.tokens > 1);
    (beside && before_noun && known(&one.form) && known(&other.form) && !name).then_some(first)
}

/// Whether the noun that `t` tells the owner of is one that tells of another.
fn is_of_another(doc: &Document, lexicon: &Lexicon, t: usize) -> bool {
    let owns = &*doc.tokens[t].deprel == "nmod:poss"
        || doc.tokens[t].relation() == "nmod" && case_of(doc, t).is_some_and(|case| case == "of" || case == "to");
    let noun = doc.tokens[t].head.filter(|_| owns).map(|noun| doc.tokens[noun].lemma.to_lowercase());
    noun.is_some_and(|noun| lexicon.words().others.get(&noun).is_some())
}

/// The verb that stands between the modifier `t` and its noun, which hangs on that verb, and the last of the noun's
/// modifiers before the verb, or the verb's subject there: they are a phrase of their own.
fn parted_by_verb(doc: &Document, t: usize) -> Option<(usize, usize)> {
    let modifies = |c: usize| matches!(&*doc.tokens[c].deprel, "compound" | "amod" | "nmod:poss" | "flat" | "det");
    let noun = doc.tokens[t].head.filter(|&head| head > t && modifies(t))?;
    let verb = doc.tokens[noun].head.filter(|&v| t < v && v < noun && doc.tokens[v].upos == "VERB")?;
    // "*Indian* troops shelled villages": it is of the subject behind it, if there is one.
    let subject = doc.children(verb).find(|&c| t < c && c < verb && doc.tokens[c].relation() == "nsubj");
    let last = subject.or_else(|| doc.children(noun).filter(|&c| c < verb && modifies(c)).last())?;
    matches!(doc.tokens[last].upos, "NOUN" | "PROPN" | "PRON").then_some((verb, last))
}

/// Hangs the modifier `t` on the `last` of its phrase, and that one on the verb as its subject, or on the subject that the
/// verb has ("the president *of Ruritania* met army leaders").
fn part(doc: &mut Document, t: usize, (verb, last): (usize, usize)) {
    if t != last {
        doc.tokens[t].head = Some(last);
        return;
    }
    let subject = doc.children(verb).find(|&c| c < t && doc.tokens[c].relation() == "nsubj");
    let (head, relation) = subject.map_or((verb, "nsubj"), |subject| (subject, "nmod"));
    doc.tokens[t].head = Some(head);
    doc.tokens[t].deprel = Arc::from(relation);
}

/// Whether `t` is a name that says who the noun before it is, which the parser hung beside that noun: "their ally Ruritania".
fn is_named_at_once(doc: &Document, t: usize) -> bool {
    let Some(noun) = t.checked_sub(1) else { return false };
    let (name, before) = (&doc.tokens[t], &doc.tokens[noun]);
    let alike = name.head.is_some() && name.head == before.head && name.deprel == before.deprel;
    let nominal = matches!(name.relation(), "nsubj" | "obj" | "obl" | "nmod");
    alike && nominal && name.upos == "PROPN" && before.upos == "NOUN" && case_of(doc, t).is_none()
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

/// The verb of saying that was taken for a passive: one with the subject `t` and without "be" is active ("X, who leads the
/// talks, called for calm"), but in a headline.
fn told_in_the_active(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<usize> {
    let verb = doc.tokens[t].head.filter(|&head| head > t && &*doc.tokens[t].deprel == "nsubj:pass")?;
    let word = &doc.tokens[verb];
    let sentence = &doc.sentences[doc.sentence_of(verb)].tokens;
    let ends = doc.tokens[sentence.end - 1].form == ".";
    let aided = doc.children(verb).any(|c| doc.tokens[c].relation() == "aux");
    let could = word.relation() == "root" && &*word.xpos == "VBN" && word.form.ends_with("ed");
    (could && ends && !aided && is_saying(lexicon, &word.lemma)).then_some(verb)
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

fn is_saying(lexicon: &Lexicon, lemma: &str) -> bool {
    lexicon.cues(lemma).iter().any(CueEntry::is_saying)
}

/// The verb of saying whose speaker also says `t`, where the parser joined it to what is said, whose subject is nobody:
/// "the army *said* only depots were hit and *accused* the rebels of lying".
fn said_by_the_speaker(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<usize> {
    let said = doc.tokens[t].head.filter(|&head| head < t && doc.tokens[head].relation() == "ccomp")?;
    let saying = doc.tokens[said].head.filter(|&verb| verb < said && doc.tokens[verb].xpos == doc.tokens[t].xpos)?;
    let finite = &*doc.tokens[t].xpos == "VBD" && doc.children(t).all(|c| doc.tokens[c].relation() != "nsubj");
    let subject = doc.children(said).find(|&c| doc.tokens[c].relation() == "nsubj")?;
    let forms = crate::forms(doc, subject.saturating_sub(2)..subject + 1);
    let office = lexicon.words().roles.longest_ending(&forms).is_some();
    let speaks = office || matches!(doc.tokens[subject].upos, "PROPN" | "PRON");
    let both = [t, saying].iter().all(|&v| is_saying(lexicon, &doc.tokens[v].lemma.to_lowercase()));
    (finite && both && !speaks).then_some(saying)
}

/// The verb of saying and the subject of the clause of `t`, which was taken for a participle of what is said: one with an
/// object of its own is active ("the army said *the raid hit a depot*").
fn clause_said(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<(usize, usize)> {
    let subject = doc.tokens[t].head.filter(|&head| head < t && doc.tokens[head].relation() == "obj")?;
    let saying = doc.tokens[subject].head.filter(|&verb| verb < subject)?;
    let object = doc.children(t).any(|c| c > t && doc.tokens[c].relation() == "obj");
    let aided = doc.children(t).any(|c| matches!(doc.tokens[c].relation(), "aux" | "nsubj" | "mark"));
    let past = matches!(&*doc.tokens[t].xpos, "VBN" | "VBD");
    let clause =
        |cue: &herodotus_lexicon::CueEntry| cue.pos == CuePos::Verb && cue.content.contains(&ContentSlot::Clause);
    let says = lexicon.cues(&doc.tokens[saying].lemma.to_lowercase()).iter().any(clause);
    (object && past && !aided && says).then_some((saying, subject))
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

/// The "that" of the clause of `t` and the noun that tells a saying, where the clause hangs on who says it.
fn saying_of_clause(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<(usize, usize)> {
    let (between, saying) = phrase_above(doc, t)?;
    let that = doc.children(t).next().filter(|&c| doc.tokens[c].form.eq_ignore_ascii_case("that"))?;
    let told = doc.children(t).any(|c| c > that && doc.tokens[c].relation() == "nsubj");
    let lemma = doc.tokens[saying].lemma.to_lowercase();
    let mut cues = lexicon.cues(&lemma).iter().filter(|cue| cue.pos == CuePos::Noun);
    let clause = cues.any(|cue| cue.content.contains(&ContentSlot::Clause));
    (that > between && told && clause).then_some((that, saying))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::tests::document;

    /// The document of `text` as `parse` has it, mended.
    fn rehung(text: &str, parse: &str) -> Document {
        let mut doc = document(text, parse);
        rehang(&mut doc, &Lexicon::shipped().unwrap());
        doc
    }

    /// What the token at `t` hangs on, and how.
    fn hung(doc: &Document, t: usize) -> (Option<usize>, &str) {
        (doc.tokens[t].head, &doc.tokens[t].deprel)
    }

    #[test]
    fn the_doer_is_of_the_act_not_of_what_it_falls_upon() {
        let parse = "
A a DET DT 2 det
raid raid NOUN NN 0 root
on on ADP IN 5 case
the the DET DT 5 det
mill mill NOUN NN 2 nmod
by by ADP IN 7 case
bandits bandit NOUN NNS 5 nmod";
        let doc = rehung("A raid on the mill by bandits", parse);
        assert_eq!(doc.tokens[6].head, Some(1));
    }

    #[test]
    fn parties_joined_by_a_hyphen_are_told_together() {
        let parse = "
Russia Russia PROPN NNP 3 compound
- - PUNCT HYPH 1 punct
Ukraine Ukraine PROPN NNP 4 compound
war war NOUN NN 0 root";
        let doc = rehung("Russia-Ukraine war", parse);
        assert_eq!(hung(&doc, 0), (Some(3), "compound"));
        assert_eq!(hung(&doc, 2), (Some(0), "conj"));
    }

    #[test]
    fn enemies_are_another_than_whose_they_are() {
        let parse = "
Moria Moria PROPN NNP 3 nmod:poss
's 's PART POS 1 case
enemies enemy NOUN NNS 4 nsubj
paid pay VERB VBD 0 root";
        assert_eq!(hung(&rehung("Moria's enemies paid", parse), 0), (Some(2), "nmod:other"));
    }

    #[test]
    fn no_modifier_stands_before_the_verb_of_its_noun() {
        let parse = "
Moria Moria PROPN NNP 4 nmod:poss
army army NOUN NN 4 compound
repelled repel VERB VBD 0 root
raids raid NOUN NNS 3 obj";
        let doc = rehung("Moria army repelled raids", parse);
        assert_eq!(hung(&doc, 1), (Some(2), "nsubj"));
        assert_eq!(doc.tokens[0].head, Some(1));
        let parse = "
Morian Morian ADJ JJ 4 amod
troops troop NOUN NNS 3 nsubj
shelled shell VERB VBD 0 root
villages village NOUN NNS 3 obj";
        assert_eq!(hung(&rehung("Morian troops shelled villages", parse), 0), (Some(1), "amod"));
    }

    #[test]
    fn a_name_at_once_behind_a_noun_says_who_that_is() {
        let parse = "
Their their PRON PRP$ 2 nmod:poss
ally ally NOUN NN 4 nsubj
Moria Moria PROPN NNP 4 nsubj
paid pay VERB VBD 0 root";
        let doc = rehung("Their ally Moria paid", parse);
        assert_eq!(hung(&doc, 2), (Some(1), "appos"));
        let parse = "
Ida Ida PROPN NNP 2 nsubj
gave give VERB VBD 0 root
aid aid NOUN NN 2 obj
Monday Monday PROPN NNP 2 obl";
        assert_eq!(hung(&rehung("Ida gave aid Monday", parse), 3), (Some(1), "obl"));
    }

    #[test]
    fn what_stands_in_quotation_marks_hangs_within_them() {
        let parse = "
\" \" PUNCT `` 8 punct
Overnight overnight ADV RB 8 advmod
they they PRON PRP 4 nsubj
fired fire VERB VBD 8 ccomp
, , PUNCT , 4 punct
\" \" PUNCT '' 4 punct
he he PRON PRP 8 nsubj
said say VERB VBD 0 root";
        let doc = rehung("\"Overnight they fired,\" he said", parse);
        assert_eq!(doc.tokens[1].head, Some(3));
    }

    #[test]
    fn of_two_subjects_of_a_verb_the_first_goes_to_the_verb_before() {
        let parse = "
While while SCONJ IN 3 mark
guns gun NOUN NNS 7 nsubj
roar roar VERB VBP 7 advcl
, , PUNCT , 7 punct
no no DET DT 6 det
peace peace NOUN NN 7 nsubj
nears near VERB VBZ 0 root";
        let doc = rehung("While guns roar, no peace nears", parse);
        assert_eq!((doc.tokens[1].head, doc.tokens[5].head), (Some(2), Some(6)));
    }

    #[test]
    fn what_is_said_is_of_the_saying_not_of_who_says_it() {
        let parse = "
A a DET DT 2 det
report report NOUN NN 0 root
by by ADP IN 4 case
monks monk NOUN NNS 2 nmod
that that PRON WDT 7 obj
wells well NOUN NNS 7 nsubj
dried dry VERB VBD 4 acl:relcl";
        let doc = rehung("A report by monks that wells dried", parse);
        assert_eq!(hung(&doc, 6), (Some(1), "acl"));
    }

    #[test]
    fn who_stands_behind_a_verb_with_a_subject_is_told() {
        let parse = "
The the DET DT 2 det
envoy envoy NOUN NN 3 nsubj
told tell VERB VBD 0 root
the the DET DT 5 det
council council NOUN NN 3 nsubj";
        let doc = rehung("The envoy told the council", parse);
        assert_eq!(hung(&doc, 4), (Some(2), "obj"));
    }

    #[test]
    fn behind_a_comma_it_is_the_subject_of_what_follows() {
        let parse = "
Three three NUM CD 2 nsubj
died die VERB VBD 0 root
, , PUNCT , 5 punct
the the DET DT 5 det
mayor mayor NOUN NN 2 nsubj
reported report VERB VBD 2 parataxis";
        let doc = rehung("Three died, the mayor reported", parse);
        assert_eq!(hung(&doc, 4), (Some(5), "nsubj"));
    }

    #[test]
    fn a_participle_with_an_object_is_a_clause_that_is_said() {
        let parse = "
Monks monk NOUN NNS 2 nsubj
said say VERB VBD 0 root
the the DET DT 4 det
raid raid NOUN NN 2 obj
targeted target VERB VBN 4 acl
depots depot NOUN NNS 5 obj";
        let doc = rehung("Monks said the raid targeted depots", parse);
        assert_eq!(hung(&doc, 4), (Some(1), "ccomp"));
        assert_eq!(hung(&doc, 3), (Some(4), "nsubj"));
    }

    #[test]
    fn a_verb_of_saying_without_be_is_active() {
        let parse = "
Monks monk NOUN NNS 2 nsubj:pass
called call VERB VBN 0 root
for for ADP IN 4 case
calm calm NOUN NN 2 obl
. . PUNCT . 2 punct";
        let doc = rehung("Monks called for calm.", parse);
        assert_eq!((&*doc.tokens[0].deprel, &*doc.tokens[1].xpos), ("nsubj", "VBD"));
    }

    #[test]
    fn the_speaker_also_accuses() {
        let parse = "
Monks monk NOUN NNS 2 nsubj
said say VERB VBD 0 root
wells well NOUN NNS 5 nsubj:pass
were be AUX VBD 5 aux:pass
hit hit VERB VBN 2 ccomp
and and CCONJ CC 7 cc
accused accuse VERB VBD 5 conj
bandits bandit NOUN NNS 7 obj";
        let doc = rehung("Monks said wells were hit and accused bandits", parse);
        assert_eq!(doc.tokens[6].head, Some(1));
    }

    #[test]
    fn a_bare_phrase_behind_its_mark_is_the_subject_of_the_clause() {
        let parse = "
They they PRON PRP 2 nsubj
met meet VERB VBD 0 root
after after SCONJ IN 6 mark
a a DET DT 5 det
strike strike NOUN NN 2 obl
killed kill VERB VBD 2 advcl
three three NUM CD 6 obj";
        let doc = rehung("They met after a strike killed three", parse);
        assert_eq!(hung(&doc, 4), (Some(5), "nsubj"));
    }
}
