//! What a number counts: the word beside it that says so.

use herodotus_lexicon::{Counted, CuePos, Lexicon, PhraseMatch};
use herodotus_schema::{Attribution, Because, Document, Quantity};

use super::number::Number;
use super::singles::singles;
use crate::reasons::reason_from;

/// A number with what it counts and the predicate that says so.
#[derive(Clone)]
pub(super) struct Count {
    pub quantity: Quantity,
    pub what: String,
    /// Whether that tells where something is more often than how many there are.
    pub place: bool,
    pub because: Because,
    /// The head of the phrase that names who is counted.
    pub who: usize,
    /// The word that makes it a count of the killed, the displaced, ...
    pub predicate: usize,
    /// Whether those counted are a part of those whom the count before it counts, and no word of theirs says whose they are.
    pub part: bool,
}

/// Whether `what` is something that became of people.
pub(super) fn is_fate(what: &str) -> bool {
    Counted::FATES.contains(&what)
}

/// All numbers of `doc` that count what a ledger keeps, in order.
pub(super) fn counts(doc: &Document, lexicon: &Lexicon) -> Vec<Count> {
    let mut found: Vec<Count> = Vec::new();
    for quantity in &doc.quantities {
        let count = Number::of(doc, lexicon, quantity).count(&found);
        found.extend(count.filter(|c| !is_mere_mention(doc, lexicon, c) && !speaks(doc, c)));
    }
    let numbered = |single: &Count| found.iter().any(|c| c.predicate == single.predicate);
    let singles: Vec<Count> = singles(doc, lexicon).into_iter().filter(|single| !numbered(single)).collect();
    found.extend(singles);
    found.sort_by_key(|count| (count.quantity.span.start, count.predicate));
    found
}

/// Whether what the count's words tell is only where something is ("in several districts"), or one of many ("one of the
/// bloodiest raids").
fn is_mere_mention(doc: &Document, lexicon: &Lexicon, count: &Count) -> bool {
    let who = &doc.tokens[count.who];
    let marked = doc.children(count.who).any(|c| doc.tokens[c].relation() == "case");
    let place = matches!(who.relation(), "obl" | "nmod") && marked || is_definite(doc, count.who);
    let next = doc.tokens.get(count.quantity.token + 1);
    let one_of = count.quantity.high == Some(1.0) && next.is_some_and(|t| t.form.eq_ignore_ascii_case("of"));
    // "Several reports that X was killed" is no count of the killed.
    let vague = !doc.text(count.quantity.span).chars().any(|c| c.is_ascii_digit()) && count.quantity.high.is_none();
    // "Hundreds of deaths" tell how many died.
    let things = vague && count.who != count.predicate && is_fate(&count.what) && said_things(doc, lexicon, count.who);
    (place || is_owned(doc, lexicon, count.who)) && count.place || one_of || things
}

/// Whether the noun, or what it is joined to, is told of only as what somebody has, buys or builds ("we owned *two houses*").
fn is_owned(doc: &Document, lexicon: &Lexicon, noun: usize) -> bool {
    let above = |t: usize, relation: &str| doc.tokens[t].head.filter(|_| doc.tokens[t].relation() == relation);
    let first = above(noun, "conj").unwrap_or(noun);
    // "Had two houses burnt" tells more of them.
    let told = |t: usize| doc.children(t).any(|c| matches!(doc.tokens[c].relation(), "acl" | "xcomp" | "ccomp"));
    let verb = above(first, "obj").filter(|&verb| !told(verb) && !told(first) && !told(noun)).map(|t| &doc.tokens[t]);
    verb.is_some_and(|verb| verb.upos == "VERB" && lexicon.words().possessions.get(&verb.lemma).is_some())
}

/// Whether the counted are who is said to tell of it: "…, *two witnesses* said".
fn speaks(doc: &Document, count: &Count) -> bool {
    let who = doc.tokens[count.who].span;
    let told = |a: &Attribution| a.source.is_some_and(|s| s.contains(who)) && !a.content.contains(who);
    let fate = doc.tokens[count.predicate].span;
    doc.attributions.iter().any(|a| told(a) && !a.source.is_some_and(|s| s.contains(fate)))
}

/// Whether the phrase speaks of what is known already ("the three villages").
fn is_definite(doc: &Document, noun: usize) -> bool {
    doc.children(noun).any(|c| doc.tokens[c].relation() == "det" && matches!(&*doc.tokens[c].lemma, "the" | "these"))
}

/// Whether the noun is of what is said or done, not of people ("reports", "attempts").
fn said_things(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let lemma = doc.tokens[token].lemma.to_lowercase();
    !is_people(doc, lexicon, token)
        && (!lexicon.nouns(&lemma).is_empty() || lexicon.cues(&lemma).iter().any(|c| c.pos == CuePos::Noun))
}

/// Whether the noun is one for people ("soldiers", "others").
pub(super) fn is_people(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let (lemma, form) = (doc.tokens[token].lemma.to_lowercase(), doc.tokens[token].form.to_lowercase());
    [lemma, form].iter().any(|word| lexicon.words().tells_people(word))
}

/// Why `word` counts what it does; `how` is added.
pub(super) fn why(word: &str, found: &PhraseMatch<Counted>, how: &str) -> Because {
    reason_from("tally", &format!("\"{word}\" counts {}{how}", found.meaning.what), found.origin)
}

/// What the words at `token` count, told of the noun at `counted`; see [`Number::counting`].
pub(super) fn counting<'l>(
    doc: &Document,
    lexicon: &'l Lexicon,
    token: usize,
    counted: usize,
) -> Option<PhraseMatch<'l, Counted>> {
    let table = &lexicon.words().counted;
    let sentence = &doc.sentences[doc.sentence_of(token)].tokens;
    let first = sentence.start.max(token.saturating_sub(3));
    let forms: Vec<&str> = doc.tokens[first..sentence.end].iter().map(|t| t.form.as_str()).collect();
    let at = token - first;
    // "She remains there" tells of no remains: of a verb in the present only the dictionary form counts.
    let present = |m: &PhraseMatch<Counted>| m.tokens == 1 && &*doc.tokens[token].xpos == "VBZ";
    let holding = (0..=at)
        .filter_map(|start| table.longest(&forms[start..]).filter(|m| start + m.tokens > at))
        .filter(|m| !present(m));
    let phrase = holding.max_by_key(|m| m.tokens);
    let (lemma, form) = (doc.tokens[token].lemma.as_str(), doc.tokens[token].form.as_str());
    let noun = doc.tokens[counted].form.as_str();
    phrase
        .or_else(|| table.longest_ending(&[lemma]))
        .or_else(|| table.longest(&[form, noun]).or_else(|| table.longest(&[lemma, noun])).filter(|m| m.tokens > 1))
}
