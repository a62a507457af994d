//! What is an act of force.

use herodotus_lexicon::{EventEntry, Lexicon};
use herodotus_schema::Claim;

/// Whether `kind` is the PLOVER type of acts of force.
pub fn is_force(kind: Option<&str>) -> bool {
    kind == Some("ASSAULT")
}

/// Whether the claim is of an act of force. A figure has no type, and is of none.
pub fn is_of_force(claim: &Claim) -> bool {
    is_force(claim.event_type())
}

/// Whether the entry is of an act of force.
pub fn tells_force(entry: &EventEntry) -> bool {
    is_force(entry.event.as_deref())
}

/// Whether the lexicon knows the noun `lemma`, in lower case, as one of an act of force.
pub fn is_noun_of_force(lexicon: &Lexicon, lemma: &str) -> bool {
    lexicon.nouns(lemma).iter().any(tells_force)
}
