//! Persons told with the body at which they are: "X, an analyst at the Institute".

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Document, Entity, EntityType, Mention};

use super::roles::head_of;

/// Gives persons told with a body in apposition ("X, an analyst at the Institute") that body as their party, by its own name where
/// the lexicon knows none.
pub(super) fn give_employers(doc: &Document, lexicon: &Lexicon, mentions: &mut [Mention]) {
    let bodies: Vec<(usize, Entity)> = mentions
        .iter()
        .filter(|m| m.kind == EntityType::Organisation)
        .map(|m| {
            let own = Entity {
                party: doc.text(m.span).to_string(),
                code: None,
                role: None,
                because: "a body that the report names".to_string(),
            };
            (m.tokens.end - 1, m.parties.first().cloned().unwrap_or(own))
        })
        .collect();
    for mention in mentions.iter_mut().filter(|m| m.kind == EntityType::Person && m.parties.is_empty()) {
        let head = head_of(doc, mention);
        let told = doc.children(head).filter(|&c| doc.tokens[c].relation() == "appos" && !mention.tokens.contains(&c));
        mention.parties = told.into_iter().find_map(|t| employer(doc, lexicon, &bodies, t)).into_iter().collect();
    }
}

/// The body at which, or of which, the person told by the noun at `title` is something.
fn employer(doc: &Document, lexicon: &Lexicon, bodies: &[(usize, Entity)], title: usize) -> Option<Entity> {
    let at = |c: usize| doc.children(c).any(|k| matches!(&*doc.tokens[k].lemma, "of" | "at" | "with" | "for" | "from"));
    let found = |c: usize| {
        bodies
            .iter()
            .find(|(last, _)| *last == c || doc.tokens[*last].head == Some(c) && doc.tokens[*last].relation() == "flat")
            .map(|(_, e)| e.clone())
    };
    let told = |of: usize| doc.children(of).filter(|&c| doc.tokens[c].relation() == "nmod" && at(c));
    // "Director of research at the Institute", but not "a lawyer for victims of the Front".
    let people = |c: &usize| lexicon.words().tells_people(&doc.tokens[*c].form.to_lowercase());
    told(title).find_map(found).or_else(|| told(title).filter(|c| !people(c)).flat_map(told).find_map(found))
}
