//! Who bears a title: the person of whom a noun for an office is told.

use herodotus_schema::{Document, Entity, EntityType, Mention};

use super::roles::head_of;

/// Gives a title's party to the person that it stands with ("Ruritanian Defense Minister X", "X, a spokesman for Y").
pub(super) fn give_to_person(doc: &Document, mentions: &mut [Mention], title: usize, whose: &Entity) {
    for mention in mentions.iter_mut().filter(|m| m.kind == EntityType::Person && m.parties.is_empty()) {
        if is_title_of(doc, mention, title) {
            mention.parties = vec![whose.clone()];
        }
    }
}

/// Whether the noun `title` is told of the person: right before the name, with no more than whom it is sent to or where
/// between ("ambassador to Ruritania X"), in apposition, or as what they are or become.
pub(super) fn is_title_of(doc: &Document, person: &Mention, title: usize) -> bool {
    let head = head_of(doc, person);
    let named = doc.tokens[title].head.is_some_and(|h| person.tokens.contains(&h));
    let linked = named || doc.tokens[head].head == Some(title);
    let apposed = matches!(doc.tokens[title].relation(), "appos" | "compound" | "flat" | "nmod")
        || matches!(doc.tokens[head].relation(), "appos" | "flat");
    // "X, who is the ambassador of Ruritania".
    let called = doc.tokens[title].head == Some(head) && &*doc.tokens[title].deprel == "acl:relcl";
    let apposed = linked && apposed || called || is_apposed_within(doc, title, head);
    person.tokens.start == title + 1
        || apposed
        || is_told_to_be(doc, title, head)
        || is_sent(doc, title, person.tokens.start)
}

/// Whether the subject at `head` is told to be or become what `title` says: "X is Ruritania's envoy", "X was named envoy", "X took over as
/// envoy".
fn is_told_to_be(doc: &Document, title: usize, head: usize) -> bool {
    let subject = |verb: usize| doc.tokens[head].head == Some(verb) && doc.tokens[head].relation() == "nsubj";
    let has = |relation: &str, word: Option<&str>| {
        doc.children(title).any(|c| {
            doc.tokens[c].relation() == relation && word.is_none_or(|w| doc.tokens[c].form.eq_ignore_ascii_case(w))
        })
    };
    let becomes = match doc.tokens[title].relation() {
        "xcomp" => true,
        "obl" => has("case", Some("as")),
        _ => false,
    };
    subject(title) && has("cop", None) || becomes && doc.tokens[title].head.is_some_and(subject)
}

/// Whether the name at `head` is told in apposition to a word of the phrase of `title`: to "region" in "the governor of Dalmar
/// region, X".
fn is_apposed_within(doc: &Document, title: usize, head: usize) -> bool {
    let mut at = doc.tokens[head].head.filter(|_| doc.tokens[head].relation() == "appos");
    while let Some(t) = at.filter(|&t| t > title) {
        at = doc.tokens[t].head.filter(|_| matches!(doc.tokens[t].relation(), "nmod" | "compound" | "flat"));
    }
    at == Some(title)
}

/// Whether `title` and a phrase of "to", "for" or "of" with a name stand right before `person`.
fn is_sent(doc: &Document, title: usize, person: usize) -> bool {
    let between = title + 1..person;
    let opens =
        matches!(&*doc.tokens[title + 1..].first().map_or("", |t| &*t.lemma).to_lowercase(), "to" | "for" | "of");
    let named = |t: usize| matches!(doc.tokens[t].upos, "PROPN" | "DET" | "ADP");
    (2..=LONGEST_MISSION).contains(&between.len())
        && opens
        && doc.sentence_of(title) == doc.sentence_of(person)
        && between.into_iter().all(named)
}

/// "to the United Nations" is the longest that stands between a title and a name.
const LONGEST_MISSION: usize = 4;
