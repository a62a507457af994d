//! Quotations beside a verb of saying: which of them are what is said.

use std::ops::Range;

use super::speakers::{noun_phrase, subject};
use super::syntax::Syntax;
use super::verbs::is_of_the_talk;

/// The content in `range`, widened to the quotations that it breaks into, as long as the cue stays outside.
pub(super) fn whole(syntax: &Syntax<'_>, verb: usize, range: Range<usize>) -> Range<usize> {
    let mut wide = range.clone();
    for t in [range.start, range.end.saturating_sub(1)] {
        let Some(quote) = syntax.quote_of(t).map(|q| &syntax.quotes[q].tokens) else { continue };
        if !quote.contains(&verb) {
            wide = wide.start.min(quote.start)..wide.end.max(quote.end);
        }
    }
    wide
}

/// The quotations around the cue in its sentence, or the one that ends right before its sentence, or begins right
/// after its colon.
pub(super) fn quotation(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    if syntax.quote_of(verb).is_some() {
        return None;
    }
    let sentence = syntax.sentence(verb);
    let mut cover: Option<Range<usize>> = None;
    for quote in syntax.quotes.iter().filter(|q| q.tokens.start < sentence.end && q.tokens.end > sentence.start) {
        if is_aside(syntax, verb, &quote.tokens) {
            continue;
        }
        cover = Some(match cover {
            None => quote.tokens.clone(),
            Some(c) => c.start.min(quote.tokens.start)..c.end.max(quote.tokens.end),
        });
    }
    let says_it = || is_main(syntax, verb) && !is_denied(syntax, verb) && !says_more(syntax, verb);
    cover.or_else(|| neighbour(syntax, sentence).filter(|_| says_it()))
}

/// Whether the verb is one of its sentence's main clauses: who "*spoke* after the meeting" or is said to "have *spoken*" has not said the
/// quotation before.
fn is_main(syntax: &Syntax<'_>, verb: usize) -> bool {
    let joined = |&t: &usize| {
        let head = syntax.token(t).head?;
        matches!(syntax.relation(t), "conj" | "parataxis").then_some(head)
    };
    let top = std::iter::successors(Some(verb), joined).last();
    top.is_some_and(|t| syntax.token(t).head.is_none())
}

/// Whether the cue has a clause of its own to say: what is quoted in the sentence before was said by another cue.
fn says_more(syntax: &Syntax<'_>, verb: usize) -> bool {
    let end = syntax.sentence(verb).end;
    let that = |t: usize| syntax.token(t).form.eq_ignore_ascii_case("that") && syntax.relation(t) == "mark";
    syntax.related(verb, &["ccomp", "csubj"]).any(|c| c > verb) || (verb + 1..end.min(verb + SOON)).any(that)
}

/// "That" opens what a cue says within so many tokens.
const SOON: usize = 4;

/// The quotation with a verb that ends, comma and mark, right before the cue and its speaker.
pub(super) fn quoted_before(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let speaker = subject(syntax, verb)?;
    let edge = if speaker < verb { noun_phrase(syntax, speaker).start } else { verb };
    let quote = &syntax.quotes[syntax.quote_of(edge.checked_sub(1)?)?].tokens;
    let ends =
        quote.end == edge && edge > 1 && matches!(syntax.token(edge - 2).form.as_str(), "," | "?" | "!" | "." | "…");
    let before = !syntax.sentence(verb).contains(&(edge - 1));
    let own = !(before && says_more(syntax, verb));
    (ends && own && syntax.quote_of(verb).is_none() && syntax.has_verb(quote.clone())).then(|| quote.clone())
}

/// Whether "not" or "never" stands with the verb: who does not answer says nothing beside their sentence.
pub(super) fn is_denied(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.related(verb, &["advmod"]).any(|c| matches!(syntax.lemma(c).as_str(), "not" | "never"))
}

/// Whether the quotation belongs to the subject or another phrase of the cue: a nickname, a title, a single word.
fn is_aside(syntax: &Syntax<'_>, verb: usize, quote: &Range<usize>) -> bool {
    let words = quote.clone().filter(|t| !syntax.is_punct(*t)).count();
    let after = quote.start == verb + 1 || quote.start == verb + 2 && syntax.is_punct(verb + 1);
    let edge = subject(syntax, verb).map_or(verb, |s| noun_phrase(syntax, s).start.min(verb));
    let next_to = after || quote.end == edge;
    let speech = next_to || words > A_FEW_WORDS || syntax.has_verb(quote.clone());
    let in_subject = subject(syntax, verb).is_some_and(|s| {
        let extent = syntax.extent(s);
        extent.start <= quote.start && quote.end <= extent.end
    });
    words < 2 || !speech || in_subject || is_title(syntax, verb, quote) || is_far(syntax, verb, quote)
}

/// Whether the quotation before the cue, without a verb, is named in passing: "in an interview on "Valley Today", X said".
fn is_title(syntax: &Syntax<'_>, verb: usize, quote: &Range<usize>) -> bool {
    let before = quote.start.checked_sub(1).filter(|_| quote.end <= verb && !syntax.has_verb(quote.clone()));
    let ends_sentence = before.is_some_and(|b| syntax.sentence(b) != syntax.sentence(quote.start));
    before.is_some_and(|b| !ends_sentence && !syntax.is_punct(b))
}

/// Whether another verb stands between the cue and the quotation.
fn is_far(syntax: &Syntax<'_>, verb: usize, quote: &Range<usize>) -> bool {
    let between = if quote.start > verb { verb + 1..quote.start } else { quote.end..verb };
    between.into_iter().any(|t| syntax.token(t).upos == "VERB" && syntax.quote_of(t).is_none())
}

/// Quoted words apart from the cue, without a verb and no more than these, are a turn of phrase.
const A_FEW_WORDS: usize = 5;

/// The quotation that is the sentence before (`"Is it over?" he asked.`), not one that is told within it, or the one after
/// (`He said: "It is."`).
fn neighbour(syntax: &Syntax<'_>, sentence: Range<usize>) -> Option<Range<usize>> {
    let ends_with_colon = (sentence.start..sentence.end).next_back().is_some_and(|t| syntax.token(t).form == ":");
    let stands_alone = |start: usize| (syntax.sentence(start).start..start).all(|t| syntax.is_punct(t));
    let touching = |quote: &&super::quotes::Quote| {
        let ends_before = quote.tokens.end == sentence.start && stands_alone(quote.tokens.start);
        ends_before && !syntax.begins_paragraph(sentence.start) || ends_with_colon && quote.tokens.start == sentence.end
    };
    syntax.quotes.iter().find(touching).map(|quote| quote.tokens.clone())
}

/// The unquoted paragraphs after a sentence that ends with the cue and a colon, up to the next cue: a statement given
/// in full.
pub(super) fn announced(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let end = syntax.sentence(verb).end;
    let count = syntax.doc.tokens.len();
    let opens = end == verb + 2 && end < count && syntax.token(verb + 1).form == ":" && syntax.begins_paragraph(end);
    if !opens || syntax.quote_of(end).is_some() {
        return None;
    }
    // "We agreed that" is a part of the statement.
    let own = |t: usize| syntax.first(t, &["nsubj"]).is_some_and(|s| is_of_the_talk(syntax, s));
    let speaks = |t: usize| syntax.token(t).upos == "VERB" && syntax.is_cue(t) && syntax.first(t, &["ccomp"]).is_some();
    let next = (end..count).find(|t| speaks(*t) && !own(*t));
    let stop = next.map_or(count, |cue| (end..=cue).rev().find(|t| syntax.begins_paragraph(*t)).unwrap_or(end));
    (stop > end).then_some(end..stop)
}
