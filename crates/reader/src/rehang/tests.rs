//! Small sentences as the parser has them, and as they are mended.

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
fn the_last_word_of_a_name_is_of_its_first() {
    let parse = "
UN UN PROPN NNP 5 nsubj
Secretary Secretary PROPN NNP 3 compound
Ana Ana PROPN NNP 5 nsubj
Orlin Orlin PROPN NNP 1 flat
said say VERB VBD 0 root";
    let doc = rehung("UN Secretary Ana Orlin said", parse);
    assert_eq!(hung(&doc, 3), (Some(2), "flat"));
    assert_eq!(hung(&doc, 0), (Some(2), "compound"));
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
fn a_circle_is_no_tree() {
    let parse = "
They they PRON PRP 2 nsubj
met meet VERB VBD 0 root
there there ADV RB 2 advmod";
    let mut doc = document("They met there", parse);
    assert!(is_tree(&doc, &(0..3)));
    doc.tokens[1].head = Some(0);
    assert!(!is_tree(&doc, &(0..3)));
}

#[test]
fn a_name_between_commas_says_who_the_subject_is() {
    let parse = "
The the DET DT 2 det
head head NOUN NN 8 nsubj
of of ADP IN 4 case
Dalmar Dalmar PROPN NNP 2 nmod
, , PUNCT , 6 punct
Ida Ida PROPN NNP 8 nsubj
, , PUNCT , 2 punct
spoke speak VERB VBD 0 root";
    assert_eq!(hung(&rehung("The head of Dalmar, Ida, spoke", parse), 5), (Some(1), "appos"));
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

#[test]
fn the_finite_verb_is_not_joined_to_an_infinitive() {
    let parse = "
They they PRON PRP 2 nsubj
told tell VERB VBD 0 root
villagers villager NOUN NNS 2 iobj
to to PART TO 5 mark
hide hide VERB VB 2 xcomp
and and CCONJ CC 7 cc
accused accuse VERB VBD 5 conj
bandits bandit NOUN NNS 7 obj";
    let doc = rehung("They told villagers to hide and accused bandits", parse);
    assert_eq!(hung(&doc, 6), (Some(1), "conj"));
}

#[test]
fn the_verb_behind_a_participle_is_that_of_the_subject() {
    let parse = "
When when ADV WRB 4 advmod
a a DET DT 3 det
shell shell NOUN NN 4 nsubj:pass
fired fire VERB VBN 7 advcl
by by ADP IN 6 case
bandits bandit NOUN NNS 4 obl
hit hit VERB VBD 0 root
barns barn NOUN NNS 7 obj";
    let doc = rehung("When a shell fired by bandits hit barns", parse);
    assert_eq!(hung(&doc, 2), (Some(6), "nsubj"));
    assert_eq!(hung(&doc, 3), (Some(2), "acl"));
}

#[test]
fn what_is_said_in_a_note_is_no_clause_about_the_note() {
    let parse = "
They they PRON PRP 2 nsubj
said say VERB VBD 0 root
in in ADP IN 5 case
a a DET DT 5 det
note note NOUN NN 2 obl
their they PRON PRP$ 7 nmod:poss
men man NOUN NNS 8 nsubj
held hold VERB VBD 5 acl
ridges ridge NOUN NNS 8 obj";
    let doc = rehung("They said in a note their men held ridges", parse);
    assert_eq!(hung(&doc, 7), (Some(1), "ccomp"));
}

#[test]
fn who_counts_the_dead_accuses_not_the_dead() {
    let parse = "
She she PRON PRP 2 nsubj
said say VERB VBD 0 root
two two NUM CD 4 nummod
herders herder NOUN NNS 7 nsubj:pass
had have AUX VBD 7 aux
been be AUX VBN 7 aux:pass
killed kill VERB VBN 2 ccomp
, , PUNCT , 10 punct
and and CCONJ CC 10 cc
accused accuse VERB VBD 7 conj
bandits bandit NOUN NNS 10 obj";
    let doc = rehung("She said two herders had been killed , and accused bandits", parse);
    assert_eq!(hung(&doc, 9), (Some(1), "conj"));
}

#[test]
fn a_charge_is_denied_by_the_name_behind_it() {
    let parse = "
She she PRON PRP 2 nsubj
accused accuse VERB VBD 0 root
Moria Moria PROPN NNP 2 obj
, , PUNCT , 6 punct
an a DET DT 6 det
allegation allegation NOUN NN 8 nsubj
Orlia Orlia PROPN NNP 8 nsubj
denied deny VERB VBD 2 parataxis";
    let doc = rehung("She accused Moria , an allegation Orlia denied", parse);
    assert_eq!(hung(&doc, 5), (Some(1), "parataxis"));
    assert_eq!(hung(&doc, 6), (Some(7), "nsubj"));
    assert_eq!(hung(&doc, 7), (Some(5), "acl:relcl"));
}

#[test]
fn a_charge_is_denied_by_both_names_behind_it() {
    let parse = "
She she PRON PRP 2 nsubj
accused accuse VERB VBD 0 root
Moria Moria PROPN NNP 2 obj
, , PUNCT , 6 punct
an a DET DT 6 det
allegation allegation NOUN NN 11 nsubj
Orlia Orlia PROPN NNP 6 appos
and and CCONJ CC 9 cc
Velia Velia PROPN NNP 7 conj
have have AUX VBP 11 aux
denied deny VERB VBN 2 parataxis";
    let doc = rehung("She accused Moria , an allegation Orlia and Velia have denied", parse);
    assert_eq!(hung(&doc, 5), (Some(1), "parataxis"));
    assert_eq!(hung(&doc, 6), (Some(10), "nsubj"));
    assert_eq!(hung(&doc, 10), (Some(5), "acl:relcl"));
}
