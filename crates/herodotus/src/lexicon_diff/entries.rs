//! Which entries of a lexicon had a part in a change: those cited where the claim stands, else those whose words stand there.

use std::collections::BTreeSet;

use herodotus_lexicon::{Catchwords, Origin};
use herodotus_schema::{Claim, Document, Span, Token};

use super::pairs::{self, Pair};
use super::{Change, Comparison, What};

/// The change that `pair` is, with the entries behind it.
///
/// An entry that is cited is sure to have had a part. Not all layers cite what they used, so where none of the entries
/// in which the lexicons differ is cited, those are told whose words stand in the claim's sentence, else in the report.
pub(super) fn explained(comparison: &Comparison, pair: Pair, [before, after]: [&Document; 2]) -> Change {
    let cited_before = pair.before().map(|claim| cited(claim, before)).unwrap_or_default();
    let cited_after = pair.after().map(|claim| cited(claim, after)).unwrap_or_default();
    let mut by = among(&comparison.new, |entry| cited_after.contains(&entry.origin.to_string()));
    let mut gone = among(&comparison.gone, |entry| cited_before.contains(&entry.origin.to_string()));
    if by.is_empty() && gone.is_empty() {
        let claim = pair.latest();
        for within in [claim.sentence.unwrap_or(claim.span), Span::new(0, u32::MAX)] {
            by = among(&comparison.new, |entry| stands(entry, after, within));
            gone = among(&comparison.gone, |entry| stands(entry, before, within));
            if !by.is_empty() || !gone.is_empty() {
                break;
            }
        }
    }
    gone.extend(replaced(pair));
    gone.sort();
    gone.dedup();
    gone.retain(|origin| !by.contains(origin));
    Change { what: what(pair), by, instead_of: gone }
}

fn what(pair: Pair) -> What {
    let boxed = |claim: &Claim| Box::new(claim.clone());
    match pair {
        Pair::Gone(claim) => What::Gone(boxed(claim)),
        Pair::Added(claim) => What::Added(boxed(claim)),
        Pair::Both(before, after) => {
            What::Changed { before: boxed(before), after: boxed(after), fields: pairs::fields(before, after) }
        }
    }
}

fn among(entries: &[Catchwords], fits: impl Fn(&Catchwords) -> bool) -> Vec<Origin> {
    entries.iter().filter(|entry| fits(entry)).map(|entry| entry.origin.clone()).collect()
}

/// The entries, as `file:line`, that a claim cites, and those that the document cites for the mentions and attributions around it.
fn cited(claim: &Claim, doc: &Document) -> BTreeSet<String> {
    let sentence = claim.sentence.unwrap_or(claim.span);
    let speakers: Vec<Span> = claim.attribution.iter().filter_map(|speaker| speaker.span).collect();
    let near = |span: Span| sentence.contains(span) || claim.span.contains(span) || speakers.contains(&span);
    let mut found: BTreeSet<String> = own_lines(claim).into_iter().map(|origin| origin.to_string()).collect();
    for mention in doc.mentions.iter().filter(|mention| near(mention.span)) {
        found.extend(mention.parties.iter().flat_map(|party| words(&party.because)));
    }
    for attribution in doc.attributions.iter().filter(|a| a.content.contains(claim.span) || near(a.cue)) {
        found.extend(words(&attribution.because));
    }
    found
}

/// The entries that the claim before cites and the claim after does not.
fn replaced(pair: Pair) -> Vec<Origin> {
    let kept = pair.after().map(own_lines).unwrap_or_default();
    let lines = pair.before().map(own_lines).unwrap_or_default();
    lines.into_iter().filter(|line| !kept.contains(line)).collect()
}

fn own_lines(claim: &Claim) -> Vec<Origin> {
    let line = |because: &herodotus_schema::Because| {
        Some(Origin { file: because.file.as_deref()?.into(), line: because.line? })
    };
    claim.because.iter().filter_map(line).collect()
}

/// The words of a reason, of which some may be `file:line`.
fn words(because: &str) -> impl Iterator<Item = String> {
    because.split([' ', ';', ',']).filter(|word| !word.is_empty()).map(str::to_owned)
}

/// Whether one of the entry's phrases stands in `within`, in its dictionary form or another.
fn stands(entry: &Catchwords, doc: &Document, within: Span) -> bool {
    let tokens: Vec<&Token> = doc.tokens.iter().filter(|token| within.contains(token.span)).collect();
    entry.phrases.iter().any(|phrase| {
        let phrase: Vec<String> = phrase.to_lowercase().split([' ', '-']).map(str::to_owned).collect();
        let is =
            |token: &Token, word: &String| token.form.to_lowercase() == *word || token.lemma.to_lowercase() == *word;
        tokens.windows(phrase.len().max(1)).any(|some| some.iter().zip(&phrase).all(|(token, word)| is(token, word)))
    })
}
