//! Who made a document that speaks: "the resolution said", "a statement issued by X read".

use herodotus_lexicon::{CuePos, Lexicon, RoleKind};
use herodotus_schema::{Document, EntityType, Mention};

use super::speakers::{REACH, Told, is_definite, of_mention};

/// Whether the noun is of something written, or one that the lexicon knows as a cue: "the resolution said", "the report said".
pub(super) fn is_document(lexicon: &Lexicon, lemma: &str) -> bool {
    let written = lexicon.words().roles.get(&lemma.to_lowercase()).is_some_and(|r| r.kind == RoleKind::Document);
    written || lexicon.cues(lemma).iter().any(|c| c.pos == CuePos::Noun)
}

/// Who made the document at `token`: whom its own words name, else who is told to have made the last one called so before it
/// ("X adopted a resolution"; "the document" is any of them).
pub(super) fn maker(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<Told> {
    let lemma = |t: usize| doc.tokens[t].lemma.to_lowercase();
    let any = matches!(&*lemma(token), "document" | "text");
    let same = |t: &usize| {
        doc.tokens[*t].upos == "NOUN" && (lemma(*t) == lemma(token) || any && is_document(lexicon, &lemma(*t)))
    };
    let first = doc.sentences[doc.sentence_of(token).saturating_sub(REACH)].tokens.start;
    let definite = is_definite(doc, token);
    let mut told = std::iter::once(token).chain((first..token).rev().filter(|_| definite).filter(same));
    told.find_map(|t| made_by(doc, t))
}

/// The party that the words at the document `token` name as its own: beside it, as the subject of the verb that it is the object
/// of, or as who does what is done to it ("a statement issued by X").
fn made_by(doc: &Document, token: usize) -> Option<Told> {
    let known = |t: usize| {
        let named = |m: &&Mention| m.tokens.contains(&t) && m.kind != EntityType::Reference && !m.parties.is_empty();
        doc.mentions.iter().find(named).map(|m| of_mention(doc, m))
    };
    let child = |of: usize, relations: &[&str]| {
        doc.children(of).filter(|&c| relations.contains(&&*doc.tokens[c].deprel)).find_map(known)
    };
    // A statement "on the army" is not the army's.
    let of = |c: usize| doc.children(c).any(|k| matches!(&*doc.tokens[k].lemma, "of" | "by" | "from"));
    let owner = || doc.children(token).filter(|&c| doc.tokens[c].relation() == "nmod" && of(c)).find_map(known);
    let beside = || child(token, &["nmod:poss", "compound", "amod"]).or_else(owner);
    let verb = || doc.tokens[token].head.filter(|&v| doc.tokens[v].upos == "VERB");
    let doer = || match doc.tokens[token].relation() {
        "obj" | "obl" => child(verb()?, &["nsubj"]),
        "nsubj" => child(verb()?, &["obl:agent", "obl"]),
        _ => None,
    };
    let done = || {
        doc.children(token).filter(|&c| doc.tokens[c].relation() == "acl").find_map(|c| child(c, &["obl:agent", "obl"]))
    };
    beside().or_else(doer).or_else(done)
}
