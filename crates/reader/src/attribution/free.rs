//! Direct speech without a cue of its own: quotations that go on in later sentences, and `X: "…"`.

use std::ops::Range;

use herodotus_lexicon::CueKind;

use super::Found;
use super::speakers::is_nominal;
use super::syntax::{Syntax, is_mark};

/// Lets attributed quotations run on over the sentences that are wholly quoted after them, and gives quotations that
/// nobody is said to say to who spoke last, or to the name before their colon.
pub(super) fn continue_speech(syntax: &Syntax<'_>, found: &mut Vec<Found>) {
    extend(syntax, found);
    let mut added = Vec::new();
    for (number, quote) in syntax.quotes.iter().enumerate() {
        let range = &quote.tokens;
        // Who speaks inside the quotation is told of by whoever says all of it.
        let outside = |f: &Found| syntax.quote_of(f.cue_token) != Some(number);
        let taken = found.iter().any(|f| f.content.start < range.end && range.start < f.content.end && outside(f));
        if taken || !is_speech(syntax, range) {
            continue;
        }
        let named = before_colon(syntax, range).or_else(|| after_dash(syntax, range));
        if let Some(named) = named.or_else(|| who_acts_before_colon(syntax, range)) {
            added.push(named);
        } else if let Some(last) = last_speaker(syntax, found, number) {
            added.push(Found {
                cue: range.start..range.start + 1,
                cue_token: range.start,
                content: range.clone(),
                ..last
            });
        }
    }
    found.extend(added);
    let turns = super::turns::turns(syntax);
    found.extend(turns.into_iter().filter(|turn| !is_told(turn, found)).collect::<Vec<_>>());
}

/// Whether a cue stands in the name of the turn, or somebody is said to say all of it.
fn is_told(turn: &Found, found: &[Found]) -> bool {
    let name = turn.speaker.map_or(turn.cue.start, |s| s.min(turn.cue.start))..turn.cue.end;
    found.iter().any(|f| {
        let whole = f.content.start <= turn.content.start && turn.content.end <= f.content.end;
        whole && f.cue_token < turn.content.end || name.contains(&f.cue_token)
    })
}

/// Lets each attributed quotation run on while the next sentence begins inside or right at quotation marks and has no
/// cue of its own outside them.
fn extend(syntax: &Syntax<'_>, found: &mut [Found]) {
    let cues: Vec<usize> = found.iter().map(|f| f.cue_token).collect();
    for one in found.iter_mut().filter(|f| f.speaker.is_some()) {
        let outside = syntax.quote_of(one.cue_token).is_none();
        let quoted = outside && one.content.clone().any(|t| syntax.quote_of(t).is_some());
        if !quoted {
            continue;
        }
        if let Some(end) = resumed(syntax, one, &cues) {
            one.content.end = end;
        }
        let mut end = one.content.end.max(syntax.sentence(one.cue_token).end);
        while let Some(next) = continuation(syntax, end, &cues) {
            one.content.end = next;
            one.content.start = one.content.start.min(next);
            end = next.max(syntax.sentence(next - 1).end);
        }
    }
}

/// The end of the quotation that goes on after the cue in the same sentence: `"…," X said, "…"`.
fn resumed(syntax: &Syntax<'_>, one: &Found, cues: &[usize]) -> Option<usize> {
    let sentence = syntax.sentence(one.cue_token);
    let next = syntax.quotes.iter().find(|q| q.tokens.start >= one.cue.end)?;
    let between = one.cue.end..next.tokens.start;
    let joins = |t: &usize| matches!(syntax.token(*t).upos, "CCONJ");
    let before = next.tokens.start.checked_sub(1).map(|t| if joins(&t) { t - 1 } else { t });
    let comma = before.filter(|t| syntax.token(*t).form == ",");
    let apart = cues.iter().any(|c| between.contains(c)) || syntax.has_verb(between.clone());
    let follows = one.content.end <= one.cue.start && sentence.contains(&next.tokens.start) && comma.is_some();
    (follows && !apart && next.tokens.len() > FEWEST).then_some(next.tokens.end)
}

/// The end of the quotation that begins right at the sentence `from`, if no cue outside quotations stands in it.
fn continuation(syntax: &Syntax<'_>, from: usize, cues: &[usize]) -> Option<usize> {
    let first = syntax.doc.tokens.get(from)?;
    if !is_mark(&first.form) && syntax.quote_of(from).is_none() {
        return None;
    }
    let quote = &syntax.quotes[syntax.quote_of(from)?];
    let begun = quote.tokens.start < from;
    if syntax.begins_paragraph(from) && !begun && !is_carried_over(syntax, from) {
        return None;
    }
    let last = quote.tokens.end - 1;
    let range = from..syntax.sentence(last).end;
    let own = cues.iter().any(|c| range.contains(c) && syntax.quote_of(*c).is_none());
    (!own && is_speech(syntax, &quote.tokens)).then_some(quote.tokens.end)
}

/// Whether the paragraph that begins at `t` goes on with a quotation left open before it.
fn is_carried_over(syntax: &Syntax<'_>, t: usize) -> bool {
    syntax.quotes.iter().any(|q| q.continues && q.tokens.end == t)
}

/// Whether a quotation is something said, not a word held at arm's length: it holds a verb and begins a sentence, or
/// follows a colon.
fn is_speech(syntax: &Syntax<'_>, quote: &Range<usize>) -> bool {
    let sentence = syntax.sentence(quote.start);
    let opens = quote.start == sentence.start || is_mark_only(syntax, sentence.start..quote.start);
    let after_colon = quote.start > 0 && syntax.token(quote.start - 1).form == ":";
    quote.len() > FEWEST && syntax.has_verb(quote.clone()) && (opens || after_colon)
}

/// A quotation needs more tokens than this, its marks included, to count as speech.
const FEWEST: usize = 4;

fn is_mark_only(syntax: &Syntax<'_>, range: Range<usize>) -> bool {
    range.into_iter().all(|t| syntax.is_punct(t))
}

/// `X: "…"`, where X is a noun phrase that begins the sentence.
fn before_colon(syntax: &Syntax<'_>, quote: &Range<usize>) -> Option<Found> {
    let colon = quote.start.checked_sub(1).filter(|c| syntax.token(*c).form == ":")?;
    let start = syntax.sentence(colon).start;
    let before = start..colon;
    let short = !before.is_empty() && before.len() <= LONGEST_NAME && !syntax.has_verb(before.clone());
    let head = before
        .clone()
        .find(|t| is_nominal(syntax, *t) && syntax.token(*t).head.is_none_or(|h| !before.contains(&h)))?;
    short.then(|| by_mark(head, colon, quote, "a name before a colon"))
}

/// `X did something: "…"`, where X is somebody who may speak: what they then say tells more of it.
fn who_acts_before_colon(syntax: &Syntax<'_>, quote: &Range<usize>) -> Option<Found> {
    let colon = quote.start.checked_sub(1).filter(|c| syntax.token(*c).form == ":")?;
    let sentence = syntax.sentence(colon);
    let root = (sentence.start..colon).find(|t| syntax.token(*t).head.is_none_or(|h| !sentence.contains(&h)))?;
    let active = |s: &usize| *s < colon && &*syntax.token(*s).deprel == "nsubj" && syntax.may_speak(*s);
    let speaker = syntax.related(root, &["nsubj"]).find(active)?;
    Some(by_mark(speaker, colon, quote, "who acts before a colon"))
}

/// `"…" — X` at the end of a paragraph, where X is a name.
fn after_dash(syntax: &Syntax<'_>, quote: &Range<usize>) -> Option<Found> {
    let dash = quote.end;
    let count = syntax.doc.tokens.len();
    let is_dash = dash < count && matches!(syntax.token(dash).form.as_str(), "—" | "–" | "―" | "--");
    let end = (dash + 1..count).find(|t| syntax.begins_paragraph(*t)).unwrap_or(count);
    let name = dash + 1..end;
    let short = is_dash && !name.is_empty() && name.len() <= LONGEST_NAME && !syntax.has_verb(name.clone());
    let head = name.clone().find(|t| syntax.token(*t).upos == "PROPN")?;
    let head = syntax.token(head).head.filter(|h| name.contains(h)).unwrap_or(head);
    short.then(|| by_mark(head, dash, quote, "a name after a dash"))
}

pub(super) fn by_mark(speaker: usize, mark: usize, quote: &Range<usize>, rule: &str) -> Found {
    Found {
        speaker: Some(speaker),
        cue: mark..mark + 1,
        cue_token: mark,
        entry_origin: rule.to_owned(),
        lemma: ":".to_owned(),
        content: quote.clone(),
        kind: CueKind::Speech,
    }
}

/// A name before a colon has at most so many tokens.
const LONGEST_NAME: usize = 12;

/// Who spoke last in this paragraph or the one before it.
fn last_speaker(syntax: &Syntax<'_>, found: &[Found], number: usize) -> Option<Found> {
    let start = syntax.quotes[number].tokens.start;
    let last = found
        .iter()
        .filter(|f| f.speaker.is_some() && f.cue_token < start && syntax.quote_of(f.cue_token).is_none())
        .max_by_key(|f| f.cue_token)?;
    let breaks = (last.cue_token + 1..=start).filter(|t| syntax.begins_paragraph(*t)).count();
    (breaks <= 1).then(|| Found { entry_origin: "a quotation after the last speaker".to_owned(), ..last.clone() })
}
