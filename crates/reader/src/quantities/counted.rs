//! What a number counts, and which numbers count nothing.

use std::ops::Range;

use herodotus_lexicon::WordSet;

use crate::words::Words;

/// The head token of the number at `number`: the one that hangs on something outside, else the last.
pub(super) fn head(words: &Words, number: Range<usize>) -> usize {
    let outside = |at: &usize| words.doc.tokens[*at].head.is_some_and(|head| !number.contains(&head));
    let parsed = is_parsed(words);
    let found = number.clone().find(|at| {
        parsed && outside(at) && (words.is_word(*at) || words.get(*at).starts_with(|c: char| c.is_ascii_digit()))
    });
    found.unwrap_or(number.end.saturating_sub(1).max(number.start))
}

fn is_parsed(words: &Words) -> bool {
    words.within.clone().any(|at| words.doc.tokens[at].head.is_some())
}

/// The token that the number at `number` with head `head` counts.
pub(super) fn counted(words: &Words, number: Range<usize>, head: usize) -> Option<usize> {
    let found = if is_parsed(words) {
        by_syntax(words, number.clone(), head).or_else(|| noun_behind(words, number.end))
    } else {
        by_words(words, number.end)
    };
    // "passed the 20,000 mark" counts no marks.
    found.filter(|&noun| words.lists.milestones.get(words.get(noun)).is_none())
}

/// The noun that the number modifies ("three soldiers"), or the one behind "of" ("three of the soldiers").
fn by_syntax(words: &Words, number: Range<usize>, head: usize) -> Option<usize> {
    let tokens = &words.doc.tokens;
    let token = &tokens[head];
    let modifies = matches!(token.relation(), "nummod" | "det" | "amod" | "compound");
    if modifies && let Some(noun) = token.head.filter(|noun| *noun >= number.end) {
        return Some(noun);
    }
    let of = |noun: &usize| {
        tokens[*noun].relation() == "nmod"
            && tokens[*noun].upos != "NUM"
            && *noun >= number.end
            && words.doc.children(*noun).any(|case| tokens[case].relation() == "case" && words.get(case) == "of")
    };
    number.clone().flat_map(|at| words.doc.children(at).collect::<Vec<_>>()).find(of)
}

/// The noun of the phrase that begins at `at`, by parts of speech: what a tree that went wrong still leaves.
fn noun_behind(words: &Words, at: usize) -> Option<usize> {
    let upos = |at: &usize| if words.within.contains(at) { words.doc.tokens[*at].upos } else { "" };
    let of = usize::from(words.get(at) == "of");
    // "three of the soldiers", "33 of 36 drones"
    let inside = (at + of..).take_while(|at| of == 1 && matches!(upos(at), "DET" | "PRON" | "NUM")).count();
    let start = at + of + inside;
    let run = (start..).take_while(|at| matches!(upos(at), "ADJ" | "NOUN" | "PROPN")).count();
    (start..start + run).rev().find(|at| upos(at) == "NOUN")
}

/// Without syntax: the noun-like word behind the number, past "of", articles and adjectives.
fn by_words(words: &Words, mut at: usize) -> Option<usize> {
    let of = words.get(at) == "of";
    at += usize::from(of);
    while of && matches!(words.get(at), "the" | "its" | "their" | "our" | "his" | "her" | "these" | "those" | "them") {
        at += 1;
    }
    at += usize::from(matches!(words.get(at), "more" | "other"));
    let run = (at..at + 6).take_while(|at| words.is_word(*at) && !is_function_word(words, words.get(*at))).count();
    let plural = (at..at + run).find(|at| is_plural(words, words.get(*at)));
    plural.or_else(|| (run > 0).then_some(at))
}

fn is_plural(words: &Words, word: &str) -> bool {
    word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("ous")
        || words.lists.has(WordSet::Plural, word)
}

/// Whether no counted noun phrase holds `word`.
fn is_function_word(words: &Words, word: &str) -> bool {
    words.lists.has(WordSet::FunctionWord, word) || tells_fate(word)
}

/// Whether `word` may be what is said of a bare number ("12 dead", "40 stranded"): a participle by its ending.
fn tells_fate(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") || matches!(word, "dead" | "missing")
}

/// Whether the number at `number` is no count: a share, a price, a length, an age, part of a name or code.
pub(super) fn is_no_count(words: &Words, number: Range<usize>) -> bool {
    let (before, behind) = (words.before(number.start), words.get(number.end));
    let glued = |at: usize| words.gap(at) == 0;
    let price = words.lists.has(WordSet::Currency, before);
    let code = before == "-"
        && glued(number.start)
        && words.before(number.start.saturating_sub(1)).chars().any(char::is_alphabetic)
        || before == "#"
        || before == "/"
        || behind == "/";
    let labelled = words.lists.has(WordSet::Numbered, before);
    let year = matches!(before, "in" | "since" | "until" | "by" | "of")
        && words.get(number.start).len() == 4
        && !words.is_word(number.end)
        && !words.get(number.start).contains([',', '.']);
    price
        || code
        || is_change(words, &number)
        || labelled
        || year
        || words.lists.has(WordSet::Measure, behind)
        || is_age(words, &number)
        || is_name(words, &number)
        || is_pronoun(words, &number)
}

/// By how much a figure changed, not how many there are ("rose by 12 to 340").
fn is_change(words: &Words, number: &Range<usize>) -> bool {
    words.before(number.start) == "by" && words.get(number.end) == "to"
}

/// "Lund, 42, of Ost", "aged 42", "42-year-old" and what else is joined to a word ("four-star").
fn is_age(words: &Words, number: &Range<usize>) -> bool {
    let before = words.before(number.start);
    let aged = matches!(before, "aged" | "age");
    let hyphened = words.get(number.end) == "-" && words.gap(number.end) == 0 && words.is_word(number.end + 1);
    let apposed = before == ","
        && matches!(words.get(number.end), "," | "")
        && words.is_capital(number.start.saturating_sub(2))
        && number.len() == 1;
    aged || hyphened || apposed
}

/// A number behind a capitalised word and before no noun is part of a name ("Flight 800").
fn is_name(words: &Words, number: &Range<usize>) -> bool {
    let digits = words.get(number.start).starts_with(|c: char| c.is_ascii_digit());
    let named =
        number.start > words.within.start + 1 && words.is_capital(number.start - 1) && words.is_word(number.start - 1);
    let counts = words.is_word(number.end) && !is_function_word(words, words.get(number.end));
    let ends = words.get(number.end).is_empty();
    digits && named && !counts && !ends && !tells_fate(words.get(number.end)) && words.get(number.end) != "of"
}

/// "one" as a pronoun ("no one", "one another", "the one that").
fn is_pronoun(words: &Words, number: &Range<usize>) -> bool {
    if words.get(number.start) != "one" || number.len() != 1 {
        return false;
    }
    let before = words.before(number.start);
    let noun = words.is_word(number.end)
        && !is_function_word(words, words.get(number.end))
        && !matches!(
            words.get(number.end),
            "another" | "more" | "should" | "can" | "could" | "might" | "may" | "must" | "does" | "did"
        );
    let tells = tells_fate(words.get(number.end)) || matches!(words.get(number.end), "of" | "was" | "more");
    let pointed = matches!(before, "no" | "every" | "any" | "this" | "which") && !noun;
    pointed || words.get(number.end) == "another" || !noun && !tells
}
