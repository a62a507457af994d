//! Whether the verb that a time hangs on looks back or ahead.

use herodotus_lexicon::WordSet;

use crate::words::Words;

/// Which way an expression that fits both the past and the future is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    Past,
    Future,
    /// The nearest one, whichever way: the present tense ("they meet Monday") fits both.
    Near,
    Open,
}

/// How many words before the expression are searched for a verb where no syntax is known, and how many after it.
const REACH: (usize, usize) = (24, 12);
/// A past verb farther away than this governs something else.
const NEAR: usize = 7;

/// The lean of the expression at tokens `start..end`: from the syntax if it is filled, else from the words around.
pub(super) fn lean(words: &Words, start: usize, end: usize) -> Lean {
    let owned = matches!(words.get(end), "'s" | "'");
    if let Some(ahead) = by_preposition(words, start, end).filter(|_| !owned || words.before(start) == "of") {
        return ahead;
    }
    let parsed = words.within.clone().any(|at| words.doc.tokens[at].head.is_some());
    let found = if parsed { by_syntax(words, start, end) } else { None };
    match found.unwrap_or_else(|| by_words(words, start, end)) {
        // "would get around Wednesday's ruling": the verb tells nothing of what the day owns.
        Lean::Future if owned => Lean::Near,
        found => found,
    }
}

/// What the preposition alone tells: "ahead of Sunday's vote", "called talks for Monday", "put off until Friday".
fn by_preposition(words: &Words, start: usize, end: usize) -> Option<Lean> {
    let named = words.weekday(start).or_else(|| words.weekday(end.saturating_sub(1))).is_some();
    let ahead = match words.before(start) {
        "of" => words.before(start.saturating_sub(1)) == "ahead",
        "for" => named,
        // What is done to something "until Friday" lasts till then; "it lasted until Friday" looks back.
        "until" | "till" => {
            named && governor(words, start, end).is_some_and(|verb| verb < start && falls_on_something(words, verb))
        }
        _ => false,
    };
    ahead.then_some(Lean::Future)
}

/// The word outside of the expression that it hangs on.
fn governor(words: &Words, start: usize, end: usize) -> Option<usize> {
    (start..end).find_map(|at| words.doc.tokens[at].head.filter(|head| !(start..end).contains(head)))
}

/// Whether the verb has an object or is passive.
fn falls_on_something(words: &Words, verb: usize) -> bool {
    words.doc.children(verb).any(|c| matches!(&*words.doc.tokens[c].deprel, "obj" | "nsubj:pass" | "aux:pass"))
}

/// Climbs from the expression to the verbs above it until one tells its tense; `None` where none does.
fn by_syntax(words: &Words, start: usize, end: usize) -> Option<Lean> {
    let first = governor(words, start, end)?;
    let mut at = first;
    for _ in 0..6 {
        match verb_lean(words, at) {
            Lean::Open => {}
            Lean::Future => return Some(Lean::Future),
            _ if bound_ahead(words, at) => return Some(Lean::Future),
            // A present farther above ("he says that ...") tells only that nothing past does.
            Lean::Near => return Some(if at == first { Lean::Near } else { Lean::Open }),
            found => return Some(found),
        }
        at = words.doc.tokens[at].head?;
    }
    None
}

/// Whether the verb heads a clause of time or condition below one that looks ahead: its tense follows that one's
/// ("they would strike as soon as the bridge opened on Monday").
fn bound_ahead(words: &Words, verb: usize) -> bool {
    let tokens = &words.doc.tokens;
    let marked = || {
        let telling =
            |c: usize| matches!(words.get(c), "when" | "once" | "until" | "if" | "unless" | "before" | "soon" | "as");
        words.doc.children(verb).any(|c| matches!(tokens[c].relation(), "mark" | "advmod") && telling(c))
    };
    let above = tokens[verb].head.filter(|_| tokens[verb].relation() == "advcl" && marked());
    // "as soon as": the clause hangs on the adverb.
    let above = above.and_then(|above| if tokens[above].upos == "ADV" { tokens[above].head } else { Some(above) });
    above.is_some_and(|above| verb_lean(words, above) == Lean::Future)
}

fn verb_lean(words: &Words, verb: usize) -> Lean {
    let token = &words.doc.tokens[verb];
    let helpers: Vec<&str> = words
        .doc
        .children(verb)
        .filter(|&c| matches!(words.doc.tokens[c].relation(), "aux" | "cop"))
        .map(|c| words.get(c))
        .collect();
    let perfect = helpers.contains(&"have");
    if helpers.iter().any(|word| is_future(word) || !perfect && is_ahead(word)) {
        return Lean::Future;
    }
    if helpers.iter().any(|word| matches!(*word, "was" | "were" | "had" | "did" | "has" | "have" | "'ve" | "been")) {
        return Lean::Past;
    }
    let marked =
        |word: &str| words.doc.children(verb).any(|c| words.doc.tokens[c].relation() == "mark" && words.get(c) == word);
    // "Is due to host a summit": the parser may take "due to" for one word.
    if marked("due") {
        return Lean::Future;
    }
    let to = marked("to");
    if to {
        return token
            .head
            .map_or(Lean::Open, |above| if looks_ahead(words, words.get(above)) { Lean::Future } else { Lean::Open });
    }
    let passive = helpers.iter().any(|word| matches!(*word, "is" | "are" | "be" | "'s"));
    let past = match &*token.xpos {
        "VBD" => true,
        "VBN" => !passive && !looks_ahead(words, words.get(verb)),
        "" => !passive && token.upos == "VERB" && is_past(words, verb),
        _ => false,
    };
    let present = passive || matches!(&*token.xpos, "VBZ" | "VBP");
    match (past, present) {
        (true, _) => Lean::Past,
        (_, true) => Lean::Near,
        _ => Lean::Open,
    }
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
    if is_future(word) || is_ahead(word) && words.get(at + 1) != "have" {
        return Lean::Future;
    }
    if looks_ahead(words, word) {
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

/// Modals that look ahead unless a perfect follows ("must leave by Friday", "may have left on Friday").
fn is_ahead(word: &str) -> bool {
    matches!(word, "must" | "may" | "might" | "should" | "can")
}

/// Whether `word` makes the infinitive behind it something to come ("is to", "due to", "set to").
fn looks_ahead(words: &Words, word: &str) -> bool {
    words.lists.has(WordSet::LooksAhead, word)
}

/// Whether the token at `at` is in the past tense: by its tag, or where none is filled by its ending or helper.
fn is_past(words: &Words, at: usize) -> bool {
    let word = words.get(at);
    let tag = if words.within.contains(&at) { &*words.doc.tokens[at].xpos } else { "" };
    if !tag.is_empty() {
        return matches!(tag, "VBD" | "VBN") && !looks_ahead(words, word);
    }
    let helper = matches!(word, "was" | "were" | "had" | "did" | "been" | "said");
    helper || word.len() > 4 && word.ends_with("ed") && !looks_ahead(words, word)
}
