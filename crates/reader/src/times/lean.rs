//! Whether the verb that a time hangs on looks back or ahead.

use super::words::Words;

/// Which way an expression that fits both the past and the future is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    Past,
    Future,
    Open,
}

/// How many words before the expression are searched for a verb where no syntax is known, and how many after it.
const REACH: (usize, usize) = (24, 12);
/// A past verb farther away than this governs something else.
const NEAR: usize = 7;

/// The lean of the expression at tokens `start..end`: from the syntax if it is filled, else from the words around.
pub(super) fn lean(words: &Words, start: usize, end: usize) -> Lean {
    let parsed = words.within.clone().any(|at| words.doc.tokens[at].head.is_some());
    match if parsed { by_syntax(words, start, end) } else { Lean::Open } {
        Lean::Open => by_words(words, start, end),
        found => found,
    }
}

/// Climbs from the expression to the verbs above it until one tells its tense.
fn by_syntax(words: &Words, start: usize, end: usize) -> Lean {
    let tokens = &words.doc.tokens;
    let mut at = (start..end).find_map(|at| tokens[at].head.filter(|head| !(start..end).contains(head)));
    for _ in 0..6 {
        let Some(verb) = at else { break };
        let found = verb_lean(words, verb);
        if found != Lean::Open {
            return found;
        }
        at = tokens[verb].head;
    }
    Lean::Open
}

fn verb_lean(words: &Words, verb: usize) -> Lean {
    let token = &words.doc.tokens[verb];
    let helpers: Vec<&str> = words
        .doc
        .children(verb)
        .filter(|&c| matches!(words.doc.tokens[c].relation(), "aux" | "cop"))
        .map(|c| words.get(c))
        .collect();
    if helpers.iter().any(|word| is_future(word)) {
        return Lean::Future;
    }
    if helpers.iter().any(|word| matches!(*word, "was" | "were" | "had" | "did" | "has" | "have" | "'ve" | "been")) {
        return Lean::Past;
    }
    let to = words.doc.children(verb).any(|c| words.doc.tokens[c].relation() == "mark" && words.get(c) == "to");
    if to {
        return token
            .head
            .map_or(Lean::Open, |above| if looks_ahead(words.get(above)) { Lean::Future } else { Lean::Open });
    }
    let passive = helpers.iter().any(|word| matches!(*word, "is" | "are" | "be" | "'s"));
    let past = match &*token.xpos {
        "VBD" => true,
        "VBN" => !passive && !looks_ahead(words.get(verb)),
        "" => !passive && token.upos == "VERB" && is_past(words, verb),
        _ => false,
    };
    if past { Lean::Past } else { Lean::Open }
}

/// The nearest telling word before the expression, else the nearest one after it.
fn by_words(words: &Words, start: usize, end: usize) -> Lean {
    let telling =
        |at: usize, until: usize| Some((at, word_lean(words, at, until))).filter(|(_, lean)| *lean != Lean::Open);
    let back = (start.saturating_sub(REACH.0)..start).rev().find_map(|at| telling(at, start));
    let found = back.or_else(|| (end..end + REACH.1).find_map(|at| telling(at, end + REACH.1)));
    match found {
        Some((at, Lean::Past)) if at + NEAR < start || at > end + NEAR => Lean::Open,
        Some((_, lean)) => lean,
        None => Lean::Open,
    }
}

/// What the word at `at` tells of an expression; `until` bounds the search for the "to" of an infinitive.
fn word_lean(words: &Words, at: usize, until: usize) -> Lean {
    let word = words.get(at);
    if is_future(word) {
        return Lean::Future;
    }
    if looks_ahead(word) {
        let infinitive = (at + 1..until.min(at + 4)).any(|next| words.get(next) == "to");
        let fixed = matches!(word, "scheduled" | "slated" | "due" | "expected" | "planned" | "upcoming");
        if infinitive || fixed {
            return Lean::Future;
        }
    }
    let passive = matches!(words.before(at), "be" | "is" | "are" | "being" | "'s");
    if is_past(words, at) && !passive { Lean::Past } else { Lean::Open }
}

fn is_future(word: &str) -> bool {
    matches!(word, "will" | "'ll" | "wo" | "shall" | "would" | "'d")
}

/// The semi-modals: words that make the infinitive behind them something to come ("is to", "due to", "set to").
fn looks_ahead(word: &str) -> bool {
    const SEMI_MODALS: &[&str] = &[
        "expected",
        "expects",
        "expect",
        "scheduled",
        "slated",
        "due",
        "planned",
        "plans",
        "plan",
        "planning",
        "set",
        "likely",
        "ready",
        "about",
        "going",
        "upcoming",
        "is",
        "are",
        "agreed",
        "hopes",
        "wants",
    ];
    SEMI_MODALS.contains(&word)
}

/// Whether the token at `at` is in the past tense: by its tag, or where none is filled by its ending or helper.
fn is_past(words: &Words, at: usize) -> bool {
    let word = words.get(at);
    let tag = if words.within.contains(&at) { &*words.doc.tokens[at].xpos } else { "" };
    if !tag.is_empty() {
        return matches!(tag, "VBD" | "VBN") && !looks_ahead(word);
    }
    let helper = matches!(word, "was" | "were" | "had" | "did" | "been" | "said");
    helper || word.len() > 4 && word.ends_with("ed") && !looks_ahead(word)
}
