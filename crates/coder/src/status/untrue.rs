//! Acts that are said not to be so: "reports that X are false", "it is not true that X".

use herodotus_lexicon::{CuePos, Lexicon};
use herodotus_schema::Document;

use super::governed::negation;
use crate::syntax::prepositions;

/// The word by which the act at `token` is said not to be so, itself ("it is *not true* that the town fell") or what tells of it
/// ("reports of the fall of the town are *false*").
pub fn untrue(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..4 {
        let word = &doc.tokens[at];
        let head = word.head?;
        if matches!(word.relation(), "csubj" | "ccomp") && is_untrue(doc, lexicon, head) {
            return Some(head);
        }
        let of = || prepositions(doc, at).all(|p| matches!(p, "of" | "about" | "that"));
        let inside = match word.relation() {
            "nmod" | "obl" => of(),
            "acl" => &*word.deprel != "acl:relcl",
            "ccomp" | "xcomp" | "obj" | "conj" => true,
            _ => false,
        };
        if !inside {
            return None;
        }
        if is_telling(doc, lexicon, head) {
            return said_of(doc, head).filter(|&said| is_untrue(doc, lexicon, said));
        }
        at = head;
    }
    None
}

/// Whether the word is a noun for what is told ("report", "claim").
fn is_telling(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    // The parser may take the noun that opens a sentence for a verb.
    let word = &doc.tokens[token];
    let noun = word.upos == "NOUN" || word.xpos.ends_with('S') || &*word.xpos == "VBZ";
    noun && lexicon.cues(&word.lemma.to_lowercase()).iter().any(|c| c.pos == CuePos::Noun)
}

/// What is told of the noun: the predicate that it is the subject of, or which the parser hung on it.
fn said_of(doc: &Document, noun: usize) -> Option<usize> {
    let word = &doc.tokens[noun];
    let copula = |t: usize| doc.children(t).any(|c| doc.tokens[c].relation() == "cop");
    let hung =
        || doc.children(noun).find(|&c| c > noun && matches!(doc.tokens[c].relation(), "ccomp" | "acl") && copula(c));
    word.head.filter(|_| word.relation() == "nsubj").or_else(hung)
}

/// Whether the predicate says that its subject is not so.
fn is_untrue(doc: &Document, lexicon: &Lexicon, predicate: usize) -> bool {
    let lemma = doc.tokens[predicate].lemma.to_lowercase();
    let negated = negation(doc, lexicon, predicate).is_some();
    let word = if negated { format!("not {lemma}") } else { lemma };
    lexicon.words().untrue.get(&word).is_some()
}
