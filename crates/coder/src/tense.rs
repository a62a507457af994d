//! The tense in which a word is told.

use herodotus_schema::Document;

use crate::syntax::clause_of;

/// Whether a clause tells of what was, what has come about, what is or what is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// "fired", "was hit", "had left".
    Past,
    /// "has fired".
    Perfect,
    /// "fires", "is held".
    Present,
    /// "will fire", "may fire".
    Ahead,
}

impl Tense {
    /// The name by which the weights of days and figures tell it: it stays as it is, or they must be fitted again.
    pub fn name(self) -> &'static str {
        match self {
            Tense::Past => "Past",
            Tense::Perfect => "Perfect",
            Tense::Present => "Present",
            Tense::Ahead => "Ahead",
        }
    }
}

/// The tense of the nearest finite clause around `token`; `None` where there is no verb.
pub fn tense(doc: &Document, token: usize) -> Option<Tense> {
    let mut at = clause_of(doc, token);
    for _ in 0..8 {
        if let Some(found) = finite(doc, at) {
            return Some(found);
        }
        at = clause_of(doc, doc.tokens[at].head?);
    }
    None
}

/// The tense that the verb at `token` or its helpers show.
pub fn finite(doc: &Document, token: usize) -> Option<Tense> {
    let helpers = || doc.children(token).filter(|&c| matches!(doc.tokens[c].relation(), "aux" | "cop"));
    let helped = |words: &[&str]| helpers().any(|c| words.iter().any(|w| doc.tokens[c].form.eq_ignore_ascii_case(w)));
    if helpers().any(|c| &*doc.tokens[c].xpos == "MD") {
        Some(Tense::Ahead)
    } else if helped(&["was", "were", "did", "had"]) {
        Some(Tense::Past)
    } else if helped(&["has", "have", "'ve", "’ve"]) {
        Some(Tense::Perfect)
    } else if helped(&["is", "are", "am", "do", "does", "'s", "’s", "'re", "’re"]) {
        Some(Tense::Present)
    } else {
        match &*doc.tokens[token].xpos {
            "VBD" => Some(Tense::Past),
            "VBZ" | "VBP" => Some(Tense::Present),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tense;

    #[test]
    fn names_are_those_that_weights_were_fitted_with() {
        let all = [Tense::Past, Tense::Perfect, Tense::Present, Tense::Ahead];
        assert_eq!(all.map(Tense::name), ["Past", "Perfect", "Present", "Ahead"]);
    }
}
