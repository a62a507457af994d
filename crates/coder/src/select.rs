//! Which of the frames that fit make claims: an act that another claim already tells is not told twice.

use herodotus_lexicon::{EventEntry, WordClass};
use herodotus_schema::{Document, Status};

use crate::content::denies_part;
use crate::frames::Match;
use crate::parties::resolves;
use crate::quote::span_of;
use crate::status::is_imperative;
use crate::syntax::{clause_of, takes_up_clause, tells_when};

/// PLOVER's verbal types: what such an act is about is told in it, and is no act of its own.
const VERBAL: [&str; 4] = ["AGREE", "REQUEST", "REJECT", "THREATEN"];

/// The matches that become claims, in order.
pub fn select<'l>(doc: &Document, matches: Vec<Match<'l>>) -> Vec<Match<'l>> {
    let warlike = is_warlike(doc, &matches);
    let kept: Vec<bool> = matches
        .iter()
        .map(|m| {
            (!m.entry.weak || warlike || m.agents.iter().any(|&t| resolves(doc, t)))
                && !is_bare(doc, m)
                && !is_aside(doc, m)
                && !is_told(doc, m, &matches)
        })
        .collect();
    matches.into_iter().zip(kept).filter_map(|(m, keep)| keep.then_some(m)).collect()
}

/// Whether the report is about war or politics at all: it has parties, and acts that are no everyday words.
pub fn is_warlike(doc: &Document, matches: &[Match]) -> bool {
    let parties = doc.mentions.iter().filter(|m| !m.parties.is_empty()).count();
    let strong = matches.iter().filter(|m| !m.entry.weak && m.entry.event.is_some()).count();
    strong >= 1 && parties >= 1
}

/// Whether the words only refer to something told elsewhere: a noun phrase of one or two words ("the war"), a lone
/// participle before a noun ("shelled towns"). On the training gold one in seven of these was a claim.
pub fn is_bare(doc: &Document, this: &Match) -> bool {
    let words = doc.text(span_of(doc, this.token)).split_whitespace().count();
    match this.entry.class {
        WordClass::Noun => words < 3,
        _ => words < 2 && this.agents.is_empty(),
    }
}

/// Whether the clause only describes or gives a purpose: a plain infinitive that is no complement ("came to discuss"),
/// a relative clause ("the man who met"). On the training gold one in five of these was a claim.
pub fn is_aside(doc: &Document, this: &Match) -> bool {
    let t = &doc.tokens[this.token];
    let infinitive = &*t.xpos == "VB" && matches!(t.relation(), "advcl" | "acl" | "conj" | "ccomp");
    let relative = &*t.deprel == "acl:relcl" && t.upos == "VERB" && &*t.xpos != "VBN";
    let future = doc.children(this.token).any(|c| doc.tokens[c].relation() == "aux" && &*doc.tokens[c].xpos == "MD");
    (infinitive && !future && !is_imperative(doc, this.token)) || relative && !takes_up_clause(doc, this.token)
}

/// Whether another match already tells this one: what is demanded, threatened or pledged stands in the demand, and
/// an accusation of a concrete act gives way to the act.
pub fn is_told(doc: &Document, this: &Match, all: &[Match]) -> bool {
    if this.entry.content_act {
        // Who denies what another says, or a part in it, tells something of their own.
        if takes_up_clause(doc, this.token) || denies_part(this.entry) {
            return false;
        }
        let stands = |m: &Match| is_act(m.entry) && in_content(doc, m.token, this.token);
        return beside(doc, this, all).any(|m| stands(m) && !is_bare(doc, m) && !is_aside(doc, m));
    }
    beside(doc, this, all).any(|m| holds_its_content(m.entry) && in_content(doc, this.token, m.token))
}

/// The other matches of a sentence.
fn beside<'m, 'l>(doc: &Document, this: &Match, all: &'m [Match<'l>]) -> impl Iterator<Item = &'m Match<'l>> {
    let sentence = doc.sentences[doc.sentence_of(this.token)].tokens.clone();
    let token = this.token;
    all.iter().filter(move |m| m.token != token && sentence.contains(&m.token))
}

/// Whether the entry codes something done, rather than said or felt.
pub fn is_act(entry: &EventEntry) -> bool {
    entry.event.is_some() && !entry.speech
}

/// Whether what stands in the entry's content is part of its own claim ("demanded that X withdraw").
fn holds_its_content(entry: &EventEntry) -> bool {
    let verbal = entry.event.as_deref().is_some_and(|e| VERBAL.contains(&e));
    !entry.content_act
        && !entry.deed
        && (verbal || entry.speech && matches!(entry.status, Some(Status::CalledFor | Status::Planned)))
}

/// Whether `token` is the head of the content of `governor`: its clause, or its object.
fn in_content(doc: &Document, token: usize, governor: usize) -> bool {
    let mut at = token;
    for _ in 0..5 {
        let t = &doc.tokens[at];
        let Some(head) = t.head else { return false };
        if head == governor {
            // Of the clauses that hang on a noun only the infinitive is its content ("a pledge to withdraw").
            let infinitive = t.relation() == "acl" && &*t.xpos == "VB";
            if tells_when(doc, at) {
                return false;
            }
            return infinitive
                || matches!(t.relation(), "ccomp" | "xcomp" | "obj" | "obl" | "advcl" | "nmod")
                || clause_of(doc, token) == governor;
        }
        if matches!(t.relation(), "parataxis" | "acl") {
            return false;
        }
        at = head;
    }
    false
}
