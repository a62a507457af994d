//! Attribution: who is said to say what, read off the syntax with the lexicon's cues.
//!
//! ```text
//! Document ─syntax, quotes→ Syntax ─verbs, nouns, phrases→ Found ─free→ speech that goes on ─→ Attribution
//! ```
//! One pass finds the cues of each sentence: `verbs` for verbs and adjectives, with `content`, `ends`, `closing` and `quotation`
//! for what they govern; `nouns` for nouns and adverbs; `phrases` for prepositions; `speakers` says who speaks. One pass
//! lets quotations run on over sentences (`free`), one nests what stands inside what is said. No word of English stands
//! here but function words.

mod closing;
mod content;
mod ends;
mod free;
mod lemmas;
mod nouns;
mod pairs;
mod phrases;
mod quotation;
mod quotes;
#[cfg(test)]
mod speaker_tests;
mod speakers;
mod syntax;
#[cfg(test)]
pub(crate) mod tests;
mod turns;
mod verbs;

use std::ops::Range;

use herodotus_lexicon::{CueKind, Lexicon, WordSet};
use herodotus_schema::{Attribution, Document, Span};

pub(crate) use syntax::is_mark;

use syntax::Syntax;

/// An attribution in tokens.
#[derive(Debug, Clone)]
struct Found {
    speaker: Option<usize>,
    cue: Range<usize>,
    cue_token: usize,
    entry_origin: String,
    lemma: String,
    content: Range<usize>,
    kind: CueKind,
}

/// Everything that `doc` says somebody says, in order of the cues.
///
/// The tokens' syntax must be filled; a document without syntax gives what quotation marks alone tell. Spans count
/// code points. The speaker is `None` where the text hides it ("it was reported", "reportedly").
pub fn attribute(doc: &Document, lexicon: &Lexicon) -> Vec<Attribution> {
    let syntax = Syntax::new(doc, lexicon);
    let mut found = cues(&syntax, lexicon);
    pairs::part(&syntax, &mut found);
    free::continue_speech(&syntax, &mut found);
    found.sort_by_key(|f| (f.cue.start, f.cue.end, f.content.start));
    let told: Vec<(Attribution, CueKind)> =
        found.iter().filter_map(|f| Some((attribution(&syntax, lexicon, f)?, f.kind))).collect();
    let mut attributions: Vec<Attribution> = told.iter().map(|(a, _)| a.clone()).collect();
    nest(&mut attributions);
    let mut own = (0..told.len()).map(|at| is_of_oneself(&syntax, &attributions, (at, told[at].1))).collect::<Vec<_>>();
    attributions.retain(|_| !own.remove(0));
    nest(&mut attributions);
    attributions
}

/// Tells each attribution in which other it stands.
fn nest(attributions: &mut [Attribution]) {
    for at in 0..attributions.len() {
        attributions[at].within = innermost(attributions, at);
    }
}

/// Whether the attribution at `at` only tells what a speaker says of their own mind: "she said she thinks that", or "I",
/// "we" and "you" in a quotation. It is what the speaker says, nothing beside it.
fn is_of_oneself(syntax: &Syntax<'_>, all: &[Attribution], (at, kind): (usize, CueKind)) -> bool {
    let quoted = syntax.quote_of(all[at].cue_token).is_some();
    let outer = all[at].within.map(|w| &all[w]);
    // "They want to know whether": what one only wants to say or hear is not said.
    let wanted = outer.is_some_and(|o| !o.stated && syntax.token(all[at].cue_token).head == Some(o.cue_token));
    if wanted || outer.is_some() && kind == CueKind::Stance {
        return true;
    }
    let Some(speaker) = all[at].source_token.filter(|t| syntax.token(*t).upos == "PRON") else { return false };
    match syntax.token(speaker).form.to_lowercase().as_str() {
        "i" | "we" | "you" => quoted || outer.is_some_and(|o| o.direct),
        "he" | "she" | "it" | "they" => outer.is_some() && matches!(kind, CueKind::Thought | CueKind::Stance),
        _ => false,
    }
}

/// The cues of every sentence, with who and what.
fn cues(syntax: &Syntax<'_>, lexicon: &Lexicon) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut covered = 0;
    for t in 0..syntax.doc.tokens.len() {
        if t < covered {
            continue;
        }
        if let Some(phrase) = phrases::phrase(syntax, lexicon, t) {
            covered = phrase.cue.end;
            found.push(phrase);
            continue;
        }
        found.extend(match syntax.token(t).upos {
            "VERB" | "ADJ" => verbs::predicate(syntax, lexicon, t),
            // "As X notes": the model may take the verb for a noun, but not its place.
            "NOUN" if syntax.relation(t) == "advcl" => verbs::predicate(syntax, lexicon, t),
            "NOUN" => nouns::noun(syntax, lexicon, t),
            "ADV" => nouns::adverb(syntax, lexicon, t),
            _ => None,
        });
    }
    found
}

fn attribution(syntax: &Syntax<'_>, lexicon: &Lexicon, found: &Found) -> Option<Attribution> {
    let doc = syntax.doc;
    let speaker = found.speaker.map(|head| {
        let phrase = speakers::noun_phrase(syntax, head);
        // Where the parse made the cue a part of its speaker, the speaker ends before it.
        let clipped = head < found.cue.start && phrase.contains(&found.cue.start);
        if clipped { phrase.start..found.cue.start } else { phrase }
    });
    let name = speaker.and_then(|range| doc.span_of(range));
    let pronoun = found.speaker.and_then(|speaker| speakers::relative(syntax, found.cue_token, speaker));
    Some(Attribution {
        source: pronoun.map(|t| doc.tokens[t].span).or(name),
        source_token: found.speaker,
        cue: doc.span_of(found.cue.clone())?,
        cue_token: found.cue_token,
        cue_lemma: found.lemma.clone(),
        content: doc.span_of(found.content.clone())?,
        named: name.filter(|_| pronoun.is_some()),
        direct: is_direct(syntax, found),
        stated: found.kind != CueKind::Stance && !is_unsaid(syntax, lexicon, found),
        within: None,
        because: found.entry_origin.clone(),
    })
}

/// Whether it is told that the speaker says nothing of the kind: "*did not say* that the town had fallen".
fn is_unsaid(syntax: &Syntax<'_>, lexicon: &Lexicon, found: &Found) -> bool {
    lexicon.words().has(WordSet::Unsaid, &found.lemma) && quotation::is_denied(syntax, found.cue_token)
}

/// Whether most words of the content, the cue's own left out, stand inside quotation marks or between dashes, or the
/// content is a statement given in full after a colon and the end of a paragraph.
fn is_direct(syntax: &Syntax<'_>, found: &Found) -> bool {
    let in_full = found.content.start > found.cue_token + 1
        && syntax.begins_paragraph(found.content.start)
        && syntax.token(found.content.start - 1).form == ":";
    if in_full || closing::is_between_dashes(syntax, &found.content) {
        return true;
    }
    let own = syntax.extent(found.cue_token);
    let aside = if syntax.relation(found.cue_token) == "parataxis" { own } else { found.cue.clone() };
    let words = found.content.clone().filter(|t| !syntax.is_punct(*t) && !aside.contains(t));
    let (mut inside, mut all) = (0, 0);
    for t in words {
        all += 1;
        inside += usize::from(syntax.quote_of(t).is_some());
    }
    all > 0 && 2 * inside > all
}

/// The narrowest attribution in whose content the one at `at` stands, cue and all.
fn innermost(all: &[Attribution], at: usize) -> Option<usize> {
    let one = &all[at];
    let holds = |other: &Attribution| {
        let content: Span = other.content;
        content.contains(one.cue) && !one.content.contains(other.cue) && one.content != content
    };
    let candidates = all.iter().enumerate().filter(|(i, other)| *i != at && holds(other));
    candidates.min_by_key(|(i, other)| (other.content.len(), *i)).map(|(i, _)| i)
}
