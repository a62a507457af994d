//! The state in which a report takes place, by where its towns lie.

use herodotus_gazetteer::Gazetteer;
use herodotus_lexicon::{ActorEntry, ActorKind, Lexicon};
use herodotus_schema::{Document, Entity, PlaceMention, Precision, foremost_country};

use super::standing::is_where;

/// The state in which the places of `doc` lie, if one holds clearly most of them.
pub fn home(doc: &Document, lexicon: &Lexicon, gazetteer: &Gazetteer) -> Option<Entity> {
    let is_town = |p: &PlaceMention| p.precision != Some(Precision::Country);
    let towns = foremost_country(doc.places.iter().filter(|p| is_town(p)));
    // Where no town is told of, a country in which something is told to be.
    let ground = || foremost_country(doc.places.iter().filter(|p| !is_town(p) && is_where(doc, lexicon, p.span)));
    let country = if doc.places.iter().any(is_town) { towns? } else { ground()? };
    let state = state_of(lexicon, gazetteer, country)?;
    Some(Entity {
        party: state.name.clone(),
        code: state.code.clone(),
        role: None,
        because: format!("most places lie in {country}"),
    })
}

/// The state that the gazetteer knows by the code `country` (ISO 3166 alpha-2).
pub fn state_of<'l>(lexicon: &'l Lexicon, gazetteer: &Gazetteer, country: &str) -> Option<&'l ActorEntry> {
    let named = |name: &str| {
        let candidates = gazetteer.candidates(name);
        candidates.iter().any(|c| c.precision == Precision::Country && c.country == country)
    };
    lexicon.actors().iter().find(|a| a.kind == ActorKind::State && named(&a.name))
}
