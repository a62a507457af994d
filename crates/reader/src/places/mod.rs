//! Place names in a report, and which place each of them means.
//!
//! [`spot`] finds the names, from the model's entities and the gazetteer together; [`resolve`] chooses among the
//! places of each name by what else the report names. A demonym ("Ruritanian") is no place; a country's
//! name always is one, whether it locates something or acts: that is for the coder to tell apart.

mod belief;
mod nearness;
mod resolve;
mod spot;
#[cfg(test)]
mod tests;

use herodotus_gazetteer::Gazetteer;
use herodotus_schema::{Document, PlaceMention};

/// Finds the place names of `doc`, in order and without overlaps, and resolves them with `gazetteer`.
///
/// Reads the tokens with their syntax, the sentences and the mentions. A name that the gazetteer lacks
/// stays unresolved. The same name means the same place throughout a report.
pub fn find_places(doc: &Document, gazetteer: &Gazetteer) -> Vec<PlaceMention> {
    let spots = spot::spot(doc, gazetteer);
    resolve::resolve(doc, &spots, gazetteer)
}
