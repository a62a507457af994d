//! Lines that begin with who speaks: headings ("Mayor: …") and the turns of an interview.

use std::ops::Range;

use herodotus_schema::EntityType;

use super::Found;
use super::free::by_mark;
use super::speakers::is_nominal;
use super::syntax::{Syntax, is_mark};

/// Every line `X: …` of which X names a person or a body, or begins another line in the same way.
pub(super) fn turns(syntax: &Syntax<'_>) -> Vec<Found> {
    let count = syntax.doc.tokens.len();
    let starts: Vec<usize> = (0..count).filter(|t| syntax.begins_paragraph(*t)).collect();
    let ends = starts.iter().skip(1).copied().chain([count]);
    let lines: Vec<(Range<usize>, Range<usize>)> =
        starts.iter().zip(ends).filter_map(|(start, end)| split(syntax, *start..end)).collect();
    let again = |name: &Range<usize>| {
        let same =
            |other: &Range<usize>| other != name && syntax.doc.words(other.clone()) == syntax.doc.words(name.clone());
        lines.iter().any(|(other, _)| same(other))
    };
    lines
        .iter()
        .filter(|(name, _)| is_speaker(syntax, name) || again(name))
        .filter_map(|(name, said)| {
            let outside = |t: &usize| syntax.token(*t).head.is_none_or(|h| !name.contains(&h));
            let head = name.clone().find(|t| is_nominal(syntax, *t) && outside(t))?;
            Some(by_mark(head, name.end, said, "a name that begins a line"))
        })
        .collect()
}

/// The name before the colon of a line, and what stands after it.
fn split(syntax: &Syntax<'_>, line: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let start = line.start + usize::from(is_mark(&syntax.token(line.start).form));
    let colon = (start + 1..line.end.min(start + LONGEST)).find(|t| syntax.token(*t).form == ":")?;
    let name = start..colon;
    let plain =
        |t: usize| matches!(syntax.token(t).upos, "PROPN" | "NOUN" | "ADP" | "DET" | "ADJ") && !syntax.is_timed(t);
    let said = syntax.trimmed(colon + 1..line.end);
    let quoted = said.clone().next().is_none_or(|t| is_mark(&syntax.token(t).form));
    (name.clone().all(plain) && !quoted && syntax.has_verb(said.clone())).then_some((name, said))
}

/// A name before a colon has fewer tokens.
const LONGEST: usize = 7;

/// Whether the name is known for a person's or a body's.
fn is_speaker(syntax: &Syntax<'_>, name: &Range<usize>) -> bool {
    syntax.doc.mentions.iter().any(|m| {
        let covers = m.tokens.end == name.end && m.tokens.start >= name.start;
        covers && matches!(m.kind, EntityType::Person | EntityType::Organisation)
    })
}
