//! Two who each close a half of one sentence: "Shells fell on Dalmar, X said, and jets bombed Orlin, Y said".

use std::ops::Range;

use super::Found;
use super::speakers::{is_finite, noun_phrase};
use super::syntax::Syntax;

/// Lets each of two speakers who follow on their own half of a sentence say that half alone.
pub(super) fn part(syntax: &Syntax<'_>, found: &mut [Found]) {
    for second in 1..found.len() {
        let (before, after) = found.split_at_mut(second);
        let (Some(first), Some(second)) = (before.last_mut(), after.first_mut()) else { continue };
        let Some(joint) = joint(syntax, first, second) else { continue };
        let start = first.content.start.min(second.content.start);
        first.content = syntax.trimmed(start..told(syntax, first).start);
        second.content = syntax.trimmed(joint + 1..second.content.end.min(told(syntax, second).start));
    }
}

/// The conjunction right behind the first speaker that opens the half of the second, whom the parse has say both.
fn joint(syntax: &Syntax<'_>, first: &Found, second: &Found) -> Option<usize> {
    let (one, other) = (told(syntax, first), told(syntax, second));
    let same = syntax.sentence(one.start) == syntax.sentence(second.cue_token);
    let closes = first.content.start < one.start && second.content.start < one.start && one.end + 1 < other.start;
    let quoted = |range: Range<usize>| range.into_iter().any(|t| syntax.quote_of(t).is_some());
    if first.speaker.is_none() || second.speaker.is_none() || !same || !closes || quoted(first.content.clone()) {
        return None;
    }
    let comma = syntax.token(one.end).form == ",";
    let joins = matches!(&*syntax.lemma(one.end + 1), "and" | "but" | "while" | "whereas");
    (comma && joins && (one.end + 2..other.start).any(|t| is_finite(syntax, t))).then_some(one.end + 1)
}

/// The words that tell who says it: the speaker and the cue.
fn told(syntax: &Syntax<'_>, found: &Found) -> Range<usize> {
    let Some(speaker) = found.speaker else { return found.cue.clone() };
    let phrase = noun_phrase(syntax, speaker);
    // What the parse hung on the speaker behind a conjunction is none of the name.
    let end = (phrase.start..phrase.end).find(|t| *t > speaker && syntax.token(*t).form == ",").unwrap_or(phrase.end);
    phrase.start.min(found.cue.start)..end.max(found.cue.end)
}
