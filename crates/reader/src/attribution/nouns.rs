//! Nouns and adverbs that attribute: "the claim that …", "reportedly".

use std::ops::Range;

use herodotus_lexicon::{ContentSlot, CueEntry, CuePos, Lexicon, WordSet};

use herodotus_schema::Certainty;

use super::Found;
use super::lemmas::cues;
use super::speakers::{beside_noun, noun_phrase, subject};
use super::syntax::Syntax;

/// What the noun `t` attributes: "the rebels' claim that …", "made the claim that …".
pub(super) fn noun(syntax: &Syntax<'_>, lexicon: &Lexicon, t: usize) -> Option<Found> {
    let entry = cues(syntax, lexicon, t).iter().find(|e| e.pos == CuePos::Noun)?;
    if is_denied(syntax, lexicon, t) {
        return None;
    }
    let speaker =
        entry.source.iter().find_map(|slot| beside_noun(syntax, t, slot)).or_else(|| maker(syntax, lexicon, t));
    let content = entry.content.iter().find_map(|slot| noun_content(syntax, t, slot, speaker))?;
    let content = syntax.trimmed(content);
    (!content.is_empty() && !content.contains(&t)).then(|| found(entry, speaker, t, content))
}

/// Whether the noun is what somebody denies: "rejected *the claim* that …" tells what they say, and of whom else it is not said.
fn is_denied(syntax: &Syntax<'_>, lexicon: &Lexicon, noun: usize) -> bool {
    let verb = syntax.token(noun).head.filter(|_| syntax.relation(noun) == "obj");
    verb.is_some_and(|v| cues(syntax, lexicon, v).iter().any(|e| e.certainty == Certainty::Denied))
}

/// Who makes the claim, in "X made the claim that …": the subject of the verb whose object the noun is; whoever looks into a claim makes none.
fn maker(syntax: &Syntax<'_>, lexicon: &Lexicon, noun: usize) -> Option<usize> {
    let verb = syntax.token(noun).head.filter(|_| syntax.relation(noun) == "obj")?;
    if lexicon.words().has(WordSet::LookingInto, &syntax.lemma(verb)) {
        return None;
    }
    subject(syntax, verb).filter(|s| !matches!(syntax.lemma(*s).as_str(), "this" | "that" | "it" | "which" | "nothing"))
}

fn noun_content(syntax: &Syntax<'_>, noun: usize, slot: &ContentSlot, speaker: Option<usize>) -> Option<Range<usize>> {
    match slot {
        ContentSlot::Clause => {
            let mut clauses = syntax.related(noun, &["acl", "ccomp"]);
            let clause = clauses.find(|c| *c > noun && is_content(syntax, *c, speaker));
            clause.map(|c| syntax.extent(c)).or_else(|| after_that(syntax, noun, speaker))
        }
        ContentSlot::Preposition(word) => {
            speaker?;
            let child =
                syntax.related(noun, &["nmod", "acl"]).find(|c| Some(*c) != speaker && syntax.is_marked(*c, word))?;
            let extent = syntax.extent(child);
            Some(extent.start + 1..extent.end)
        }
        ContentSlot::Quote => announced(syntax, noun),
        _ => None,
    }
}

/// The clause that begins with "that" right after the noun or after its speaker, where the parse hung it elsewhere.
fn after_that(syntax: &Syntax<'_>, noun: usize, speaker: Option<usize>) -> Option<Range<usize>> {
    let past = speaker.filter(|s| *s > noun).map_or(noun + 1, |s| noun_phrase(syntax, s).end);
    let that =
        syntax.doc.tokens.get(past).filter(|t| t.form.eq_ignore_ascii_case("that") && t.deprel.as_ref() == "mark")?;
    let end = syntax.extent(that.head.filter(|h| *h > past)?).end;
    Some(past..end.max(past))
}

/// The quotation that begins after the colon of the noun's sentence: "made this statement: …".
fn announced(syntax: &Syntax<'_>, noun: usize) -> Option<Range<usize>> {
    let end = syntax.sentence(noun).end;
    let quote = syntax.quotes.iter().find(|q| q.tokens.start == end)?;
    (syntax.token(end - 1).form == ":").then(|| quote.tokens.clone())
}

/// Whether a clause after a noun tells what it says, not which one it is: "the claim that he lied", with a known
/// speaker also "the threat to leave".
fn is_content(syntax: &Syntax<'_>, clause: usize, speaker: Option<usize>) -> bool {
    let first = syntax.token(syntax.extent(clause).start);
    let that = first.form.eq_ignore_ascii_case("that");
    if syntax.is(clause, "acl:relcl") {
        return that && first.xpos.as_ref() == "IN";
    }
    let marks = |words: &[&str]| {
        syntax.related(clause, &["mark"]).any(|m| words.contains(&syntax.token(m).form.to_lowercase().as_str()))
    };
    that || marks(&["that", "whether", "if", "of"]) || speaker.is_some() && marks(&["to"])
}

/// What an adverb of hearsay covers: the clause that it stands in. Its speaker is hidden.
pub(super) fn adverb(syntax: &Syntax<'_>, lexicon: &Lexicon, t: usize) -> Option<Found> {
    let form = syntax.token(t).form.to_lowercase();
    let entry = lexicon.cues(&form).iter().find(|e| e.pos == CuePos::Adverb)?;
    let head = syntax.token(t).head?;
    let clause = syntax.extent(head);
    let aside = (head.max(t)..clause.end).find(|a| is_aside(syntax, *a)).unwrap_or(clause.end);
    Some(found(entry, None, t, syntax.trimmed(clause.start..aside)))
}

/// Whether the comma at `t` begins a phrase that the adverb before it does not cover: ", following the raid".
fn is_aside(syntax: &Syntax<'_>, t: usize) -> bool {
    let next = syntax.doc.tokens.get(t + 1).filter(|_| syntax.token(t).form == ",");
    next.is_some_and(|n| matches!(n.upos, "SCONJ" | "ADP" | "CCONJ") || matches!(n.xpos.as_ref(), "VBG" | "WDT" | "WP"))
}

fn found(entry: &CueEntry, speaker: Option<usize>, cue: usize, content: Range<usize>) -> Found {
    Found {
        speaker,
        cue: cue..cue + 1,
        cue_token: cue,
        entry_origin: entry.origin.to_string(),
        lemma: entry.lemma.clone(),
        content,
        kind: entry.kind,
    }
}
