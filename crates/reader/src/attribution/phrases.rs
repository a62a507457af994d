//! Prepositions that attribute: "according to X, …", "…, in the words of X", "in X's view, …", "…, citing X".

use std::ops::Range;

use herodotus_lexicon::{CueEntry, Lexicon};

use super::Found;
use super::closing::goes_on;
use super::ends::{is_disputed, is_meanwhile};
use super::syntax::Syntax;

/// What the phrase that begins at `t` attributes, and how many tokens it has.
pub(super) fn phrase(syntax: &Syntax<'_>, lexicon: &Lexicon, t: usize) -> Option<Found> {
    let sentence = syntax.sentence(t);
    let forms: Vec<&str> = (t..sentence.end.min(t + LONGEST)).map(|at| syntax.token(at).form.as_str()).collect();
    let Some(hit) = lexicon.prepositional_cues().longest(&forms) else { return owned(syntax, lexicon, t) };
    let words = t..t + hit.tokens;
    let speaker = governed(syntax, &words).filter(|s| can_speak(syntax, *s))?;
    if words.len() == 1 && !is_told_on(syntax, lexicon, t, speaker) {
        return None;
    }
    let top = top(syntax, &words, speaker);
    let content = beside(syntax, &words, top)?;
    Some(found(hit.meaning, speaker, words, content))
}

/// What a phrase with its speaker before its noun attributes, where the lexicon has it with the speaker behind: "in *X's* view" for "in the
/// view of X".
fn owned(syntax: &Syntax<'_>, lexicon: &Lexicon, t: usize) -> Option<Found> {
    let noun = syntax.token(t).head.filter(|n| syntax.relation(t) == "case" && (t + 2..t + LONGEST).contains(n))?;
    let speaker = syntax.related(noun, &["nmod"]).find(|s| syntax.is(*s, "nmod:poss") && (t..noun).contains(s))?;
    let phrase = format!("{} the {} of", syntax.token(t).form.to_lowercase(), syntax.token(noun).form.to_lowercase());
    let entry = lexicon.prepositional_cues().get(&phrase)?;
    let content = beside(syntax, &(t..noun + 1), noun)?;
    Some(found(entry, speaker, noun..noun + 1, content))
}

/// Whether the noun is more than a bare measure: "according to rank", "per day" have no speaker.
fn can_speak(syntax: &Syntax<'_>, noun: usize) -> bool {
    let bare = !syntax.children(noun).iter().any(|c| !matches!(syntax.relation(*c), "case" | "punct"));
    let known = syntax.doc.mentions.iter().any(|m| m.tokens.contains(&noun));
    known || !(bare && syntax.token(noun).xpos.as_ref() == "NN")
}

/// Whether a participle ("citing X") stands with somebody's telling, or names who tells: "raised the alarm, citing the
/// danger" gives a reason.
fn is_told_on(syntax: &Syntax<'_>, lexicon: &Lexicon, t: usize, speaker: usize) -> bool {
    let named = syntax.doc.mentions.iter().any(|m| m.tokens.contains(&speaker));
    let telling = |at: usize| at != t && lexicon.is_saying(&syntax.token(at).lemma);
    syntax.token(t).xpos.as_ref() != "VBG"
        || named
        || syntax.sentence(t).any(|at| syntax.token(at).upos == "VERB" && telling(at))
}

/// No phrase of the lexicon is longer.
const LONGEST: usize = 8;

/// The head of the noun phrase that the preposition governs.
fn governed(syntax: &Syntax<'_>, words: &Range<usize>) -> Option<usize> {
    let last = words.end - 1;
    let mut at = last;
    for _ in 0..LONGEST {
        let Some(head) = syntax.token(at).head else { break };
        if head >= words.end {
            return (syntax.token(head).upos != "VERB").then_some(head);
        }
        if !words.contains(&head) {
            break;
        }
        at = head;
    }
    syntax.related(last, &["obj", "obl", "nmod"]).find(|c| *c >= words.end)
}

/// The topmost token of the phrase with what it governs.
fn top(syntax: &Syntax<'_>, words: &Range<usize>, speaker: usize) -> usize {
    let mut top = speaker;
    for _ in 0..LONGEST {
        match syntax.token(top).head {
            Some(head) if words.contains(&head) => top = head,
            _ => break,
        }
    }
    top
}

/// The clause that the phrase stands in, without the phrase where it stands at an end.
fn beside(syntax: &Syntax<'_>, words: &Range<usize>, top: usize) -> Option<Range<usize>> {
    let sentence = syntax.sentence(top);
    let own = syntax.trimmed(syntax.extent(top).start.min(words.start)..syntax.extent(top).end.max(words.end));
    let clause = match syntax.token(top).head {
        Some(head) => syntax.extent(clause_head(syntax, head)),
        None => sentence.clone(),
    };
    let opens = syntax.trimmed(sentence.start..own.start).is_empty();
    let rest = syntax.trimmed(own.end..sentence.end);
    let closes = rest.is_empty()
        || matches!(syntax.token(rest.start).xpos.as_ref(), "WDT" | "WP" | "VBG")
        || is_meanwhile(syntax, rest.start)
        || is_disputed(syntax, rest.start);
    let commas = sentence.clone().any(|t| syntax.token(t).form == ",");
    let cut_off = own.start > sentence.start && (syntax.token(own.start - 1).form == "," || !commas);
    let range = match (opens, closes) {
        (true, false) => own.end..sentence.end,
        (false, true) if cut_off => {
            let goes_on = !rest.is_empty() && goes_on(syntax, rest.start, sentence.start..own.start);
            let end = if goes_on { syntax.extent(rest.start).end } else { own.start };
            outermost(syntax, top, &sentence).unwrap_or(clause.start)..end
        }
        _ if clause.end <= own.end => clause.start..own.start,
        _ if clause.start >= own.start => own.end..clause.end,
        _ => clause,
    };
    let mut range = syntax.trimmed(range);
    if own.contains(&range.start) {
        range = syntax.trimmed(sentence.start..own.start);
    }
    (!range.is_empty()).then_some(range)
}

/// Where the statement that a closing phrase after a comma speaks of begins: the whole sentence's, unless the phrase
/// stands inside what somebody else says.
fn outermost(syntax: &Syntax<'_>, top: usize, sentence: &Range<usize>) -> Option<usize> {
    let mut at = syntax.token(top).head?;
    for _ in 0..DEEP {
        if matches!(syntax.relation(at), "ccomp" | "parataxis") {
            return Some(syntax.extent(at).start);
        }
        match syntax.token(at).head {
            Some(head) => at = head,
            None => return Some(sentence.start),
        }
    }
    None
}

/// How far a clause is looked for above a phrase.
const DEEP: usize = 12;

/// The head of the clause that `t` stands in.
fn clause_head(syntax: &Syntax<'_>, t: usize) -> usize {
    let mut at = t;
    for _ in 0..DEEP {
        let nominal = matches!(
            syntax.relation(at),
            "obl" | "nmod" | "obj" | "nsubj" | "appos" | "nummod" | "amod" | "advmod" | "compound" | "iobj"
        );
        match syntax.token(at).head {
            Some(head) if nominal => at = head,
            _ => break,
        }
    }
    at
}

fn found(entry: &CueEntry, speaker: usize, words: Range<usize>, content: Range<usize>) -> Found {
    Found {
        speaker: Some(speaker),
        cue_token: words.start,
        cue: words,
        entry_origin: entry.origin.to_string(),
        lemma: entry.lemma.clone(),
        content,
        kind: entry.kind,
    }
}
