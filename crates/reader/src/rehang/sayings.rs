//! What is said, and by whom: clauses and verbs of saying that the parser hung on another word.

use herodotus_lexicon::{ContentSlot, CueEntry, CuePos, Lexicon};
use herodotus_schema::Document;

use super::{case_of, phrase_above};

/// The verb of saying that was taken for a passive: one with the subject `t` and without "be" is active ("X, who leads the
/// talks, called for calm"), but in a headline.
pub(super) fn told_in_the_active(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<usize> {
    let verb = doc.tokens[t].head.filter(|&head| head > t && &*doc.tokens[t].deprel == "nsubj:pass")?;
    let word = &doc.tokens[verb];
    let sentence = &doc.sentences[doc.sentence_of(verb)].tokens;
    let ends = doc.tokens[sentence.end - 1].form == ".";
    let aided = doc.children(verb).any(|c| doc.tokens[c].relation() == "aux");
    let could = word.relation() == "root" && &*word.xpos == "VBN" && word.form.ends_with("ed");
    (could && ends && !aided && lexicon.is_saying(&word.lemma)).then_some(verb)
}

/// The verb of saying whose speaker also says `t`, where the parser joined it to what is said, whose subject is nobody, or which has
/// an auxiliary as neither verb of saying has: "the army *said* only depots were hit and *accused* the rebels of lying".
pub(super) fn said_by_the_speaker(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<usize> {
    let said = doc.tokens[t].head.filter(|&head| head < t)?;
    let finite = &*doc.tokens[t].xpos == "VBD" && doc.children(t).all(|c| doc.tokens[c].relation() != "nsubj");
    let saying = governing_clause(doc, said).filter(|&verb| finite && doc.tokens[verb].xpos == doc.tokens[t].xpos)?;
    let both = [t, saying].iter().all(|&v| lexicon.is_saying(&doc.tokens[v].lemma));
    let subject = doc.children(said).find(|&c| doc.tokens[c].relation() == "nsubj")?;
    let aided = &*doc.tokens[said].xpos != "VBD";
    (both && (aided || !speaks(doc, lexicon, subject, t))).then_some(saying)
}

/// The verb whose clause of what is said the clause of `verb` is, or stands in to tell when or why.
fn governing_clause(doc: &Document, verb: usize) -> Option<usize> {
    let above = doc.tokens[verb].head.filter(|&above| above < verb)?;
    match doc.tokens[verb].relation() {
        "ccomp" => Some(above),
        "advcl" if doc.tokens[above].relation() == "ccomp" => doc.tokens[above].head.filter(|&top| top < above),
        _ => None,
    }
}

/// Whether the `subject` may be who says `t` as well: a name, an office or a body, but none that is told to have suffered.
fn speaks(doc: &Document, lexicon: &Lexicon, subject: usize, t: usize) -> bool {
    let forms = crate::forms(doc, subject.saturating_sub(2)..subject + 1);
    let office = lexicon.words().roles.longest_ending(&forms).is_some();
    let suffers = &*doc.tokens[subject].deprel == "nsubj:pass" && doc.tokens[t - 1].upos == "CCONJ";
    let counted = doc.children(subject).any(|c| doc.tokens[c].relation() == "nummod");
    let named = matches!(doc.tokens[subject].upos, "PROPN" | "PRON");
    (office || named) && !(suffers && (counted || doc.tokens[t - 2].form == ","))
}

/// The verb of saying whose clause `t` heads, where the parser hung it on what it is said in: "said in a note *its men held* the port".
pub(super) fn said_in_a_note(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<usize> {
    let note = doc.tokens[t].head.filter(|&n| n < t && doc.tokens[n].relation() == "obl")?;
    let saying = doc.tokens[note].head.filter(|&v| v < note && says_clause(lexicon, &doc.tokens[v].lemma))?;
    let has = |t: usize, relation: &str| doc.children(t).any(|c| doc.tokens[c].relation() == relation);
    let subject = doc.children(t).find(|&c| doc.tokens[c].relation() == "nsubj" && c > note)?;
    let bare = !doc.tokens[subject].xpos.starts_with('W') && !has(saying, "ccomp");
    // Without an object of its own the clause may tell of the note: "a note its author denied".
    let whole = has(t, "obj") || has(t, "aux") || has(t, "cop");
    (bare && whole && case_of(doc, note).is_some_and(|case| case == "in" || case == "on")).then_some(saying)
}

/// Whether the verb takes a clause of what is said.
fn says_clause(lexicon: &Lexicon, verb: &str) -> bool {
    let clause = |cue: &CueEntry| cue.pos == CuePos::Verb && cue.content.contains(&ContentSlot::Clause);
    lexicon.cues(&verb.to_lowercase()).iter().any(clause)
}

/// The verb of saying and the subject of the clause of `t`, which was taken for a participle of what is said: one with an
/// object of its own is active ("the army said *the raid hit a depot*").
pub(super) fn clause_said(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<(usize, usize)> {
    let subject = doc.tokens[t].head.filter(|&head| head < t && doc.tokens[head].relation() == "obj")?;
    let saying = doc.tokens[subject].head.filter(|&verb| verb < subject)?;
    let object = doc.children(t).any(|c| c > t && doc.tokens[c].relation() == "obj");
    let aided = doc.children(t).any(|c| matches!(doc.tokens[c].relation(), "aux" | "nsubj" | "mark"));
    let past = matches!(&*doc.tokens[t].xpos, "VBN" | "VBD");
    (object && past && !aided && says_clause(lexicon, &doc.tokens[saying].lemma)).then_some((saying, subject))
}

/// The "that" of the clause of `t` and the noun that tells a saying, where the clause hangs on who says it.
pub(super) fn saying_of_clause(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<(usize, usize)> {
    let (between, saying) = phrase_above(doc, t)?;
    let that = doc.children(t).next().filter(|&c| doc.tokens[c].form.eq_ignore_ascii_case("that"))?;
    let told = doc.children(t).any(|c| c > that && doc.tokens[c].relation() == "nsubj");
    let lemma = doc.tokens[saying].lemma.to_lowercase();
    let mut cues = lexicon.cues(&lemma).iter().filter(|cue| cue.pos == CuePos::Noun);
    let clause = cues.any(|cue| cue.content.contains(&ContentSlot::Clause));
    (that > between && told && clause).then_some((that, saying))
}

/// The noun of a saying before the name `t` and the verb behind it, where the parser took both for that verb's arguments: "…, a charge
/// *Ruritania* denied".
pub(super) fn denied_behind(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<(usize, usize)> {
    let noun = t.checked_sub(1).filter(|&n| doc.tokens[n].upos == "NOUN" && doc.tokens[n].head.is_some())?;
    let beside = [Some(noun), doc.tokens[noun].head].contains(&doc.tokens[t].head);
    let name = beside && doc.tokens[t].upos == "PROPN";
    let verb =
        doc.tokens[noun].head.filter(|&v| name && v > t && matches!(doc.tokens[noun].relation(), "nsubj" | "obj"))?;
    // "…, a charge Ruritania *and Atlantis have* denied".
    let of_either = |w: usize| matches!(doc.tokens[w].upos, "AUX" | "ADV") || doc.is_within(w, t);
    if !(t + 1..verb).all(of_either) {
        return None;
    }
    let article = doc.children(noun).find(|&c| matches!(&*doc.tokens[c].lemma, "a" | "an"))?;
    let apart =
        article > 0 && doc.tokens[article - 1].form == "," && doc.tokens[verb].head.is_some_and(|h| h < article);
    let told = lexicon.cues(&doc.tokens[noun].lemma.to_lowercase()).iter().any(|cue| cue.pos == CuePos::Noun);
    (apart && told && lexicon.is_saying(&doc.tokens[verb].lemma)).then_some((noun, verb))
}

/// The verb of accusing that the gerund `t` is said with, where the parser hung it in the clause between: "accused Ruritania, whose ships
/// had left, *of shelling* the port".
pub(super) fn accused_of(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<usize> {
    let clause = doc.tokens[t].head.filter(|&v| v < t && &*doc.tokens[v].deprel == "acl:relcl")?;
    let accused = doc.tokens[clause].head.filter(|&n| n < clause && doc.tokens[n].relation() == "obj")?;
    let verb = doc.tokens[accused].head.filter(|&v| v < accused)?;
    let mark = doc.children(t).find(|&c| c < t && matches!(doc.tokens[c].relation(), "mark" | "case"))?;
    let takes = |entry: &CueEntry| {
        let after = |slot: &ContentSlot| matches!(slot, ContentSlot::Preposition(p) if *p == doc.tokens[mark].lemma);
        entry.content.iter().any(after)
    };
    let gerund = &*doc.tokens[t].xpos == "VBG" && mark > 0 && doc.tokens[mark - 1].form == ",";
    (gerund && lexicon.cues(&doc.tokens[verb].lemma).iter().any(takes)).then_some(verb)
}

/// The first of two who say something together, `t` the second, where the parser left it in what they say: "…, *the mayor* and the
/// police said".
pub(super) fn first_speaker(doc: &Document, lexicon: &Lexicon, t: usize) -> Option<usize> {
    let saying = doc.tokens[t].head.filter(|&v| v > t && lexicon.is_saying(&doc.tokens[v].lemma))?;
    let and = doc.children(t).find(|&c| c < t && doc.tokens[c].relation() == "cc")?;
    let last = and.checked_sub(1)?;
    let before = doc.children(saying).find(|&c| c < last && doc.tokens[c].relation() == "ccomp")?;
    let first = std::iter::successors(Some(last), |&at| {
        let inner = matches!(doc.tokens[at].relation(), "compound" | "flat" | "amod" | "nmod");
        doc.tokens[at].head.filter(|&h| inner && h != before && h < and)
    });
    let first = first.last()?;
    let start = doc.subtree(first).into_iter().filter(|&c| c <= and).min().unwrap_or(first);
    let name = matches!(doc.tokens[first].upos, "NOUN" | "PROPN") && doc.is_within(first, before);
    let comma = start > 0 && (doc.tokens[start - 1].form == "," || doc.tokens[start].form == ",");
    (name && comma && !doc.tokens[start..and].iter().any(|t| t.upos == "VERB")).then_some(first)
}
