//! Offices of a place: "the governor of X", "X mayor" speak for the state in which X lies.

use herodotus_gazetteer::Gazetteer;
use herodotus_lexicon::{ActorKind, Lexicon, RoleKind};
use herodotus_schema::{Document, Entity, EntityType, Precision};

use super::roles::give_to_person;
use super::speakers::name_speakers;

/// Gives the officials of places the party of their country, and so who is told by a pronoun or a surname after them.
///
/// `doc.places` must be filled.
pub fn resolve_offices(doc: &mut Document, lexicon: &Lexicon, gazetteer: &Gazetteer) {
    let mut changed = false;
    for at in 0..doc.mentions.len() {
        let mention = &doc.mentions[at];
        if mention.kind != EntityType::Reference || mention.tokens.len() > LONGEST {
            continue;
        }
        let head = mention.tokens.end - 1;
        let Some(party) = office(doc, lexicon, head).and_then(|role| holder(doc, lexicon, gazetteer, (head, role)))
        else {
            continue;
        };
        doc.mentions[at].parties = vec![party.clone()];
        let mut mentions = std::mem::take(&mut doc.mentions);
        give_to_person(doc, &mut mentions, head, &party);
        doc.mentions = mentions;
        changed = true;
    }
    if changed {
        name_speakers(doc, lexicon);
    }
}

/// A role noun has at most so many words.
const LONGEST: usize = 4;

/// The role of the noun phrase that ends at `head`, where it tells of an office of the state.
fn office(doc: &Document, lexicon: &Lexicon, head: usize) -> Option<String> {
    let forms = crate::forms(doc, head.saturating_sub(3)..head + 1);
    let noun = lexicon.words().roles.longest_ending(&forms)?.meaning;
    let office = matches!(noun.kind, RoleKind::Person | RoleKind::People | RoleKind::Body);
    noun.role.clone().filter(|role| office && matches!(role.as_str(), "GOV" | "COP"))
}

/// The state in which the place lies that the office at `head` belongs to: before it, or after "of".
fn holder(doc: &Document, lexicon: &Lexicon, gazetteer: &Gazetteer, (head, role): (usize, String)) -> Option<Entity> {
    let owns = |t: usize| match doc.tokens[t].relation() {
        "compound" | "amod" => t < head,
        "nmod" => &*doc.tokens[t].deprel == "nmod:poss" || doc.children(t).any(|c| doc.tokens[c].lemma == "of"),
        _ => false,
    };
    let place = doc.children(head).filter(|t| owns(*t)).find_map(|t| {
        let within = doc.subtree(t);
        let inside = |span: herodotus_schema::Span| within.iter().any(|w| span.contains(doc.tokens[*w].span));
        doc.places.iter().find(|p| inside(p.span) && p.country.is_some())
    })?;
    let country = place.country.as_deref()?;
    let state = |name: &str| {
        let candidates = gazetteer.candidates(name);
        candidates.iter().any(|c| c.precision == Precision::Country && c.country == country)
    };
    let actor = lexicon.actors().iter().find(|a| a.kind == ActorKind::State && state(&a.name))?;
    Some(Entity {
        party: actor.name.clone(),
        code: actor.code.clone(),
        role: Some(role),
        because: format!("an office of {} in {country}", doc.text(place.span)),
    })
}
