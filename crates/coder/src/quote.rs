//! The words that carry a claim: the clause or noun phrase of its predicate, without who says so.

use herodotus_schema::{Document, Span};

use crate::syntax::is_remark;

/// The span of the claim whose predicate is `token`: its clause or noun phrase, cut free of other clauses.
///
/// The cut keeps the stretch around the predicate that touches it, so that the quote is one piece of the text.
pub fn span_of(doc: &Document, token: usize) -> Span {
    let inside: Vec<usize> = doc.subtree(token).into_iter().filter(|&t| keeps(doc, t, token)).collect();
    let touching = |low: usize| inside.binary_search(&low).is_ok() || is_punct(doc, low);
    let sentence = &doc.sentences[doc.sentence_of(token)];
    let (mut low, mut high) = (token, token);
    while low > sentence.tokens.start && touching(low - 1) {
        low -= 1;
    }
    while high + 1 < sentence.tokens.end && touching(high + 1) {
        high += 1;
    }
    trim(doc, (low, high), &tellers(doc, token))
}

/// The words by which others tell what `token` tells: who they are, and how they say so.
fn tellers(doc: &Document, token: usize) -> Vec<Span> {
    let at = doc.tokens[token].span;
    let telling = doc.attributions.iter().filter(|a| a.content.contains(at));
    telling.flat_map(|a| [a.source, Some(a.cue)]).flatten().filter(|words| !words.contains(at)).collect()
}

/// Whether `t` belongs to the claim of `predicate`: no other clause stands between them.
fn keeps(doc: &Document, t: usize, predicate: usize) -> bool {
    let mut at = t;
    while at != predicate {
        let token = &doc.tokens[at];
        let Some(head) = token.head else { return false };
        let beside = matches!(token.relation(), "appos" | "obj" | "dep" | "parataxis");
        if head == predicate && cuts(doc, at) || beside && is_remark(doc, at) {
            return false;
        }
        at = head;
    }
    true
}

/// Whether the child at `at` begins something that is no part of the predicate's own claim.
fn cuts(doc: &Document, at: usize) -> bool {
    let token = &doc.tokens[at];
    match token.relation() {
        "parataxis" | "discourse" | "cc" | "dislocated" | "vocative" => true,
        "conj" => token.upos == "VERB" || doc.children(at).any(|c| matches!(doc.tokens[c].relation(), "nsubj" | "cop")),
        "advcl" => doc.children(at).any(|c| doc.tokens[c].relation() == "nsubj"),
        "acl" => &*token.deprel == "acl:relcl",
        "appos" => doc.subtree(at).len() > 6,
        "mark" => true,
        "case" => token.upos != "PART",
        _ => false,
    }
}

fn is_punct(doc: &Document, token: usize) -> bool {
    doc.tokens[token].upos == "PUNCT"
}

/// Drops punctuation, joining words and who tells it from both ends.
fn trim(doc: &Document, (mut low, mut high): (usize, usize), tellers: &[Span]) -> Span {
    let told = |t: usize| tellers.iter().any(|words| words.contains(doc.tokens[t].span));
    let loose = |t: usize| is_punct(doc, t) || matches!(doc.tokens[t].relation(), "cc" | "mark") || told(t);
    while low < high && loose(low) {
        low += 1;
    }
    let relative = |t: usize| matches!(&*doc.tokens[t].xpos, "WDT" | "WP");
    // "Killed 11, including": whom is another count's.
    let opens = |t: usize| matches!(doc.tokens[t].relation(), "case" | "cc" | "det");
    while high > low && (is_punct(doc, high) || told(high) || relative(high) || opens(high)) {
        high -= 1;
    }
    doc.tokens[low].span.cover(doc.tokens[high].span)
}
