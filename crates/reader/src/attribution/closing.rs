//! Statements that end with who makes them: "…, X said", "…," said X, "- … - said X".

use std::ops::Range;

use super::speakers::{is_break, is_finite, noun_phrase, subject};
use super::syntax::Syntax;

/// What stands before "…, X said" or "… said X." at the end of a sentence.
pub(super) fn closing(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let sentence = syntax.sentence(verb);
    let speaker = subject(syntax, verb).filter(|s| sentence.contains(s))?;
    let edge = if speaker < verb { noun_phrase(syntax, speaker).start } else { verb };
    let phrase = noun_phrase(syntax, speaker);
    let gap = if speaker < verb { verb.saturating_sub(phrase.end) } else { phrase.start.saturating_sub(verb) };
    let close = gap <= NEAR && syntax.related(verb, &["advmod"]).all(|c| syntax.token(c).upos != "PART");
    if edge <= sentence.start + 1
        || !close
        || is_subordinate(syntax, verb)
        || takes_up_noun(syntax, verb)
        || !ends_here(syntax, verb, speaker.max(verb), &sentence)
    {
        return None;
    }
    // "…, but X rejects it" goes on with another clause; "… as X continues" tells when, without a comma before it.
    let opens = edge - 1;
    if syntax.token(opens).upos == "CCONJ" && speaker < verb && syntax.token(opens - 1).form == "," {
        return None;
    }
    let parted = is_break(&syntax.token(opens).form);
    if syntax.is_marked(verb, "as") && speaker < verb && !parted && !is_break(&syntax.token(opens - 1).form) {
        return None;
    }
    let near = if is_bare(syntax, verb) { FAR } else { FEW };
    let ends = verb.max(speaker) + near >= sentence.end && is_finite(syntax, verb);
    let start = opening(syntax, &sentence, edge);
    let quoted = (sentence.start..edge).rev().take(2).any(|t| syntax.quote_of(t).is_some());
    let end = resumed(syntax, speaker.max(verb), &sentence).filter(|_| !quoted).unwrap_or(edge);
    let range = syntax.trimmed(start..end);
    let said = quoted || !is_circumstance(syntax, verb, start..edge);
    ((parted || ends) && said && syntax.has_verb(start..edge)).then_some(range)
}

/// Whether a relative clause tells what became of the noun before it, not who says all that ("a truce, *which the army accepted*"); what
/// is denied is never a thing ("shelled the port, *which the army denied*").
fn takes_up_noun(syntax: &Syntax<'_>, verb: usize) -> bool {
    let object = syntax.related(verb, &["obj"]).find(|o| *o < verb && syntax.token(*o).xpos.as_ref() == "WDT");
    let noun = syntax.token(verb).head.filter(|_| syntax.is(verb, "acl:relcl") && object.is_some());
    let thing = |noun: usize| syntax.token(noun).upos == "NOUN" && !syntax.is_noun_cue(noun);
    noun.is_some_and(|noun| thing(noun) && remark(syntax, noun).is_none() && !syntax.is_denial(verb))
}

/// The comma or dash before a noun that begins a remark on all that stands before it: "…, *a charge* which X denies", "… – *charges* X denies".
pub(super) fn remark(syntax: &Syntax<'_>, noun: usize) -> Option<usize> {
    let first = match syntax.first(noun, &["det"]) {
        Some(article) => Some(article).filter(|a| matches!(syntax.lemma(*a).as_str(), "a" | "an")),
        None => Some(noun).filter(|n| syntax.token(*n).xpos.as_ref() == "NNS" || syntax.lemma(*n) == "something"),
    };
    first.and_then(|f| f.checked_sub(1)).filter(|before| is_break(&syntax.token(*before).form))
}

/// What stands before "…, a charge dismissed by X" in its sentence, where `verb` tells what became of the charge.
pub(super) fn remarked(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let noun = syntax.token(verb).head.filter(|_| syntax.relation(verb) == "acl")?;
    let told = syntax.is_noun_cue(noun) || syntax.lemma(noun) == "something";
    let comma = remark(syntax, noun).filter(|_| told)?;
    let start = opening(syntax, &syntax.sentence(verb), comma);
    let range = syntax.trimmed(start..comma);
    syntax.has_verb(range.clone()).then_some(range)
}

/// Whether all that stands before the speaker only tells when, why or what for it is said: "To secure the border, X announced".
fn is_circumstance(syntax: &Syntax<'_>, verb: usize, before: Range<usize>) -> bool {
    let is_head = |t: &usize| !syntax.is_punct(*t) && syntax.token(*t).head.is_none_or(|h| !before.contains(&h));
    let mut heads = before.clone().filter(is_head).peekable();
    let dependent = |t: usize| match syntax.relation(t) {
        "obl" | "nmod" | "advmod" | "cc" => true,
        "advcl" => syntax.first(t, &["mark"]).is_some() || syntax.token(t).xpos.as_ref() == "VBG",
        _ => false,
    };
    heads.peek().is_some() && heads.all(|t| syntax.token(t).head == Some(verb) && dependent(t))
}

/// The whole sentence, where "X said" stands between commas before its verb: "The park, the mayor said, is shut".
pub(super) fn interrupted(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let sentence = syntax.sentence(verb);
    let speaker = subject(syntax, verb).filter(|s| sentence.contains(s))?;
    let edge = if speaker < verb { noun_phrase(syntax, speaker).start } else { verb };
    let next = verb.max(speaker) + 1;
    let parted = edge > sentence.start + 1 && syntax.token(edge - 1).form == "," && next < sentence.end;
    let between = parted && syntax.token(next).form == ",";
    let before = sentence.start..edge;
    let waits = between && !before.into_iter().any(|t| syntax.token(t).upos == "AUX" || is_finite(syntax, t));
    let goes_on = waits && syntax.has_verb(next..sentence.end) && syntax.token(next + 1).upos != "CCONJ";
    goes_on.then(|| syntax.trimmed(sentence))
}

/// Whether "X said" stands between commas in what is said.
pub(super) fn is_interruption(syntax: &Syntax<'_>, verb: usize, content: &Range<usize>) -> bool {
    interrupted(syntax, verb).is_some_and(|whole| whole == *content)
}

/// The end of a statement that goes on after the aside of who says it: "…, he said, and …".
fn resumed(syntax: &Syntax<'_>, last: usize, sentence: &Range<usize>) -> Option<usize> {
    let comma = (last + 1..sentence.end).find(|t| syntax.is_punct(*t))?;
    let next = (comma + 1 < sentence.end).then(|| syntax.token(comma + 1))?;
    if syntax.token(comma).form == "," && goes_on(syntax, comma + 1, sentence.start..last) {
        return Some(syntax.extent(comma + 1).end.max(comma + 2));
    }
    let joins = syntax.token(comma).form == "," && next.upos == "CCONJ";
    let clause = comma + 2..sentence.end;
    let starts_with_verb = clause.clone().next().is_some_and(|t| matches!(syntax.token(t).upos, "VERB" | "AUX"));
    (joins && !starts_with_verb && syntax.has_verb(clause)).then_some(sentence.end)
}

/// Whether the participle at `t` belongs to what is said `before` it: "shells hit the market, he said, *killing* three"; not
/// one that tells more of the saying ("…, he said, adding that").
pub(super) fn goes_on(syntax: &Syntax<'_>, t: usize, before: Range<usize>) -> bool {
    let of_it = |head: usize| before.contains(&head) && !syntax.is_cue(head);
    syntax.token(t).xpos.as_ref() == "VBG" && !syntax.is_cue(t) && syntax.token(t).head.is_some_and(of_it)
}

/// Whether the cue only tells when or why something else is so ("… after X declared war"); "as X said" attributes.
fn is_subordinate(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.related(verb, &["mark"]).any(|m| m < verb && syntax.lemma(m) != "as")
}

/// What stands before `…," said X` by the order of words, where the verb `verb` begins the inversion.
pub(super) fn before_inversion(syntax: &Syntax<'_>, verb: usize) -> Option<Range<usize>> {
    let sentence = syntax.sentence(verb);
    let start = opening(syntax, &sentence, verb);
    let range = syntax.trimmed(start..verb);
    syntax.has_verb(range.clone()).then_some(range)
}

/// A subject whose words end so many tokens from its verb is still its own, with an aside between them.
const NEAR: usize = 12;

/// A sentence that ends within so many tokens of the cue closes with it, even without a comma before it.
const FEW: usize = 5;

/// So many, where the text has lost its commas and the cue says nothing after it: "… in the port the army said in its
/// note of the day".
const FAR: usize = 20;

/// Whether no comma stands in the cue's sentence, and the cue has no object or clause after it.
fn is_bare(syntax: &Syntax<'_>, verb: usize) -> bool {
    let commas = syntax.sentence(verb).any(|t| syntax.token(t).form == ",");
    let open = |t: &usize| matches!(syntax.token(*t).xpos.as_ref(), "WP" | "WDT" | "WRB");
    let asks = syntax.children(verb).iter().any(open);
    !commas && !asks && syntax.related(verb, &["obj", "ccomp", "xcomp"]).all(|c| c < verb)
}

/// Whether nothing finite is said after the cue in its sentence: its end, a time, a place, or "…, adding that".
fn ends_here(syntax: &Syntax<'_>, verb: usize, last: usize, sentence: &Range<usize>) -> bool {
    for t in last + 1..sentence.end {
        let token = syntax.token(t);
        let stops = matches!(token.form.as_str(), "," | ";" | "." | "!" | "?") || token.upos == "CCONJ";
        if stops {
            return true;
        }
        let finite = token.upos == "AUX" || token.upos == "VERB" && is_finite(syntax, t) || token.upos == "SCONJ";
        if finite || (syntax.relation(t) == "nsubj" && token.head != Some(verb)) {
            return false;
        }
    }
    true
}

/// Where a statement that closes with its cue begins: at its sentence, at the quotation that ends here, or at the dash
/// that opens its paragraph.
fn opening(syntax: &Syntax<'_>, sentence: &Range<usize>, edge: usize) -> usize {
    let quote =
        (sentence.start..edge).rev().take(2).find_map(|t| syntax.quote_of(t)).map(|q| syntax.quotes[q].tokens.clone());
    if let Some(quote) = quote.filter(|q| !q.contains(&edge)) {
        return quote.start.min(sentence.start);
    }
    if edge > sentence.start && is_dash(syntax, edge - 1) { dashed(syntax, sentence.start) } else { sentence.start }
}

fn is_dash(syntax: &Syntax<'_>, t: usize) -> bool {
    matches!(syntax.token(t).form.as_str(), "-" | "–" | "—")
}

/// Whether dashes stand for the quotation marks of `content`: "- … - said X".
pub(super) fn is_between_dashes(syntax: &Syntax<'_>, content: &Range<usize>) -> bool {
    let Some(opens) = content.start.checked_sub(1).filter(|t| is_dash(syntax, *t)) else { return false };
    let first = syntax.begins_paragraph(opens) || syntax.sentence(opens).start == opens;
    first && content.end < syntax.doc.tokens.len() && is_dash(syntax, content.end)
}

/// Whether a sentence ends at `t`.
fn is_closed(syntax: &Syntax<'_>, t: usize) -> bool {
    matches!(syntax.token(t).form.as_str(), "." | "!" | "?" | ":")
}

/// The dash that opens the speech which the sentence at `start` ends, in its paragraph; else `start`.
fn dashed(syntax: &Syntax<'_>, start: usize) -> usize {
    let mut at = start;
    loop {
        if is_dash(syntax, at) {
            return at;
        }
        // The mark may close the sentence before: "… in the port. - We shall".
        if at > 1 && is_dash(syntax, at - 1) && !syntax.begins_paragraph(at) && is_closed(syntax, at - 2) {
            return at;
        }
        if syntax.begins_paragraph(at) || at == 0 {
            return start;
        }
        at = syntax.sentence(at - 1).start;
    }
}
