//! Verbs and adjectives that attribute: "said", "was accused of", "is believed to", "is certain that".

use std::ops::Range;

use herodotus_lexicon::{ContentSlot, CueEntry, CueKind, CuePos, Lexicon};

use herodotus_schema::Certainty;

use super::Found;
use super::closing::{before_inversion, closing, is_interruption, remarked};
use super::content::{beside_as, content, said_before};
use super::lemmas::cues;
use super::speakers::{is_expletive, is_nominal, passive_agent, said_by, subject};
use super::syntax::Syntax;

/// What the verb or adjective `t` attributes, if the lexicon knows it as a cue and its sentence says by whom and what.
pub(super) fn predicate(syntax: &Syntax<'_>, lexicon: &Lexicon, t: usize) -> Option<Found> {
    // "So-called" calls nothing so.
    if t > 0 && syntax.token(t - 1).form == "-" && syntax.token(t - 1).span.end == syntax.token(t).span.start {
        return None;
    }
    if is_name(syntax, t) {
        return None;
    }
    let entries = cues(syntax, lexicon, t);
    let wanted = |pos: CuePos, passive: bool| entries.iter().find(move |e| e.pos == pos && e.passive == passive);
    if let Some(entry) = wanted(CuePos::Verb, false)
        && entry.content.contains(&ContentSlot::Quote)
        && let Some(speaker) = said_by(syntax, t)
        && let Some(content) = before_inversion(syntax, t)
    {
        return Some(found(syntax, t, entry, Some(speaker), content));
    }
    match syntax.token(t).upos {
        "VERB" if is_state_of_mind(syntax, lexicon, t) => active(syntax, t, adjective(syntax, lexicon, t)?),
        "VERB" if is_passive(syntax, t) => passive(syntax, t, wanted(CuePos::Verb, false), wanted(CuePos::Verb, true)),
        "VERB" | "NOUN" => active(syntax, t, wanted(CuePos::Verb, false)?),
        "ADJ" => active(syntax, t, adjective(syntax, lexicon, t)?),
        _ => None,
    }
}

/// Whether the word is a part of a name: capital, with capitals on either side ("a photo by Rana *Said* Two boats").
fn is_name(syntax: &Syntax<'_>, t: usize) -> bool {
    let capital = |t: usize| {
        let mut letters = syntax.token(t).form.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    let sentence = syntax.sentence(t);
    let around = t > sentence.start && t + 1 < sentence.end && capital(t - 1) && capital(t + 1);
    // In a headline every word is.
    let words = || sentence.clone().filter(|w| matches!(syntax.token(*w).upos, "NOUN" | "VERB" | "ADJ"));
    capital(t) && around && words().any(|w| !capital(w))
}

/// Whether a passive without an agent is an adjective that the lexicon knows: "we are convinced that".
fn is_state_of_mind(syntax: &Syntax<'_>, lexicon: &Lexicon, t: usize) -> bool {
    let form = &syntax.token(t).form;
    let known = lexicon.cues(form).iter().any(|e| e.pos == CuePos::Adjective);
    known && is_passive(syntax, t) && passive_agent(syntax, t).is_none()
}

/// The adjective cue of `t`, by its form where the model gave a participle its verb's lemma ("convinced").
fn adjective<'l>(syntax: &Syntax<'_>, lexicon: &'l Lexicon, t: usize) -> Option<&'l CueEntry> {
    let token = syntax.token(t);
    lexicon.cues(&token.lemma).iter().chain(lexicon.cues(&token.form)).find(|e| e.pos == CuePos::Adjective)
}

/// Whether the verb stands in the passive, as a finite form or as a participle after its noun ("a man said to be").
fn is_passive(syntax: &Syntax<'_>, t: usize) -> bool {
    let raised =
        syntax.token(t).xpos.as_ref() == "VBN" && syntax.children(t).iter().any(|c| syntax.is(*c, "nsubj:pass"));
    let marked = raised || syntax.children(t).iter().any(|c| syntax.is(*c, "aux:pass"));
    let participle = syntax.token(t).xpos.as_ref() == "VBN" && syntax.first(t, &["aux", "nsubj"]).is_none();
    marked || participle && (syntax.is(t, "acl") || syntax.is(t, "amod"))
}

fn active(syntax: &Syntax<'_>, t: usize, entry: &CueEntry) -> Option<Found> {
    if entry.source.is_empty() || is_expletive(syntax, t) || is_purpose(syntax, t) {
        return None;
    }
    // To deny somebody something is not to say that it is not so.
    if entry.certainty == Certainty::Denied && syntax.first(t, &["iobj"]).is_some() {
        return None;
    }
    let speaker = subject(syntax, t).or_else(|| inverted(syntax, t))?;
    if syntax.lemma(speaker) == "nothing" || syntax.lemma(speaker) == "it" && syntax.token(t).upos == "ADJ" {
        return None;
    }
    // "If you say that" tells of nothing said.
    if syntax.lemma(speaker) == "you" && syntax.is_marked(t, "if") {
        return None;
    }
    // "The deal will see the rebels leave", "the year saw them return": nobody perceives anything.
    let ahead = |a: usize| matches!(&*syntax.lemma(a), "will" | "would" | "shall" | "may" | "might");
    if entry.kind == CueKind::Perception && (syntax.is_occasion(speaker) || syntax.related(t, &["aux"]).any(ahead)) {
        return None;
    }
    if entry.kind == CueKind::Thought
        && (is_of_the_talk(syntax, speaker) && syntax.quote_of(t).is_some() || is_made(syntax, t))
    {
        return None;
    }
    let content = remarked(syntax, t).or_else(|| content(syntax, t, entry))?;
    (!content.contains(&t) || is_around(syntax, t, &content)).then(|| found(syntax, t, entry, Some(speaker), content))
}

fn found(syntax: &Syntax<'_>, t: usize, entry: &CueEntry, speaker: Option<usize>, content: Range<usize>) -> Found {
    Found {
        speaker,
        cue: cue_words(syntax, t, entry),
        cue_token: t,
        entry_origin: entry.origin.to_string(),
        lemma: entry.lemma.clone(),
        content,
        kind: entry.kind,
    }
}

/// Whether the speaker is the "I", "we" or "you" of a quotation: what they think is what the one quoted says.
pub(super) fn is_of_the_talk(syntax: &Syntax<'_>, speaker: usize) -> bool {
    matches!(syntax.token(speaker).form.to_lowercase().as_str(), "i" | "we" | "you")
}

/// Whether an adjective tells what its speaker brings about, no state of mind: "makes sure that".
fn is_made(syntax: &Syntax<'_>, t: usize) -> bool {
    let head = syntax.token(t).head.filter(|_| syntax.token(t).upos == "ADJ" && syntax.relation(t) == "xcomp");
    head.is_some_and(|verb| syntax.lemma(verb) == "make")
}

/// Whether the verb only tells what something is for ("an event to highlight …").
fn is_purpose(syntax: &Syntax<'_>, t: usize) -> bool {
    let infinitive = syntax.related(t, &["mark"]).any(|m| syntax.token(m).xpos.as_ref() == "TO");
    infinitive && matches!(syntax.relation(t), "acl" | "advcl")
}

/// Whether the cue interrupts what it says: "The town, he said, had fallen."
fn is_around(syntax: &Syntax<'_>, t: usize, content: &Range<usize>) -> bool {
    syntax.relation(t) == "parataxis"
        || is_interruption(syntax, t, content)
        || closing(syntax, t).is_some_and(|whole| whole == *content)
        || content.clone().any(|c| syntax.quote_of(c).is_some())
}

/// The speaker of `"…," said the mayor`, where the parse took the mayor for an object.
fn inverted(syntax: &Syntax<'_>, t: usize) -> Option<usize> {
    let before = t.checked_sub(1).filter(|b| syntax.sentence(t).contains(b))?;
    let closes = matches!(syntax.token(before).form.as_str(), "\"" | "”" | "''" | ",");
    let object = syntax.first(t, &["obj", "ccomp", "dep"])?;
    (closes && object > t && is_nominal(syntax, object) && syntax.first(object, &["nsubj"]).is_none()).then_some(object)
}

fn passive(syntax: &Syntax<'_>, t: usize, plain: Option<&CueEntry>, hearsay: Option<&CueEntry>) -> Option<Found> {
    let agent = passive_agent(syntax, t);
    // Without an agent, only a cue of hearsay, or one that tells of whom it is said ("X is accused of"), hides who speaks.
    let of_whom = |e: &&CueEntry| e.content.iter().any(|slot| matches!(slot, ContentSlot::Preposition(_)));
    let entry = if agent.is_some() { plain.or(hearsay) } else { hearsay.or(plain.filter(of_whom)) }?;
    let content = told(syntax, t, entry)?;
    Some(found(syntax, t, entry, agent, content))
}

/// What a passive cue says: the clause after it ("it was reported that …"), the whole clause that it raises ("X is
/// said to …"), what follows its preposition ("X was accused of …"), what it is a remark on ("…, a charge dismissed by X"), or, told
/// by somebody, its subject.
fn told(syntax: &Syntax<'_>, t: usize, entry: &CueEntry) -> Option<Range<usize>> {
    let clause = syntax.related(t, &["ccomp", "csubj"]).find(|c| *c > t).map(|c| syntax.extent(c));
    if let Some(clause) = clause {
        return Some(syntax.trimmed(clause));
    }
    if let Some(main) = beside_as(syntax, t) {
        return Some(syntax.trimmed(main));
    }
    if let Some(before) = passive_agent(syntax, t).and_then(|_| remarked(syntax, t)) {
        return Some(before);
    }
    let start = subject(syntax, t).map(|s| syntax.extent(s).start);
    let raised = syntax.related(t, &["xcomp"]).find(|c| *c > t).map(|c| syntax.extent(c).end);
    if let (Some(start), Some(end)) = (start, raised) {
        return (start < t).then_some(start..end);
    }
    let prepositional = entry.content.iter().any(|slot| matches!(slot, ContentSlot::Preposition(_)));
    let after = prepositional.then(|| content(syntax, t, entry)).flatten();
    match (start, after, passive_agent(syntax, t)) {
        (Some(start), Some(after), _) if start < t => Some(start..after.end),
        (Some(start), None, Some(_)) if takes_object(entry) && start < t => {
            let subject = subject(syntax, t)?;
            if let Some(before) = said_before(syntax, subject) {
                return Some(before);
            }
            Some(syntax.extent(subject)).filter(|s| s.end <= t)
        }
        _ => None,
    }
}

fn takes_object(entry: &CueEntry) -> bool {
    entry.content.contains(&ContentSlot::Object)
}

/// The words of the cue: the verb with the auxiliaries and adverbs right before it, and the particle or the
/// preposition of what it says right after it.
fn cue_words(syntax: &Syntax<'_>, t: usize, entry: &CueEntry) -> Range<usize> {
    let sentence = syntax.sentence(t);
    let mut range = t..t + 1;
    while range.start > sentence.start && belongs_to_cue(syntax, t, range.start - 1) {
        range.start -= 1;
    }
    while range.end < sentence.end && follows_cue(syntax, t, range.end, entry) {
        range.end += 1;
    }
    range
}

fn belongs_to_cue(syntax: &Syntax<'_>, t: usize, word: usize) -> bool {
    let part = matches!(syntax.relation(word), "aux" | "cop") || matches!(syntax.token(word).upos, "ADV" | "PART");
    part && syntax.token(word).head == Some(t)
}

fn follows_cue(syntax: &Syntax<'_>, t: usize, word: usize, entry: &CueEntry) -> bool {
    if syntax.token(word).head == Some(t) && syntax.is(word, "compound:prt") {
        return true;
    }
    let form = syntax.token(word).form.to_lowercase();
    entry.content.iter().any(|slot| matches!(slot, ContentSlot::Preposition(p) if *p == form))
}
