//! The place that each name of a report means, with the reason in words.

use std::collections::BTreeMap;

use herodotus_gazetteer::{Gazetteer, fold};
use herodotus_schema::{Document, EntityType, PlaceMention, Precision};

use super::belief::{self, Name, Why};
use super::spot::Spot;

/// A mention for each of `spots`. One name means one place throughout the report, after Gale, Church and
/// Yarowsky, "One sense per discourse" (1992).
pub(super) fn resolve(doc: &Document, spots: &[Spot], gazetteer: &Gazetteer) -> Vec<PlaceMention> {
    let keys: Vec<String> = spots.iter().map(|s| fold(doc.words(s.tokens.clone()))).collect();
    let mut names: BTreeMap<&str, Name<'_>> = BTreeMap::new();
    for (at, spot) in spots.iter().enumerate() {
        let name = names.entry(&keys[at]).or_insert_with(|| Name::new(spot));
        name.hear(spot, container(doc, spots, at));
    }
    belief::revise(&mut names, &peoples(doc, gazetteer));
    spots.iter().zip(&keys).filter_map(|(spot, key)| mention(doc, spot, names.get(key.as_str()))).collect()
}

/// How often the people of each country are named ("Ruritanian"), by country code.
fn peoples(doc: &Document, gazetteer: &Gazetteer) -> BTreeMap<String, f64> {
    let mut peoples: BTreeMap<String, f64> = BTreeMap::new();
    for mention in doc.mentions.iter().filter(|m| m.kind == EntityType::Other) {
        let named = mention.parties.first().map(|party| gazetteer.candidates(&party.party));
        let state = named.into_iter().flatten().find(|place| place.precision == Precision::Country);
        if let Some(state) = state {
            *peoples.entry(state.country.clone()).or_default() += 1.0;
        }
    }
    peoples
}

/// The name told right after as holding this one: "Streslau, Ruritania", "Streslau (Ruritania)".
fn container<'s>(doc: &Document, spots: &'s [Spot], at: usize) -> Option<&'s Spot> {
    let (inner, outer) = (&spots[at], spots.get(at + 1)?);
    let between = doc.tokens.get(inner.tokens.end)?;
    (inner.tokens.end + 1 == outer.tokens.start && matches!(between.form.as_str(), "," | "(")).then_some(outer)
}

fn mention(doc: &Document, spot: &Spot, name: Option<&Name<'_>>) -> Option<PlaceMention> {
    let span = doc.span_of(spot.tokens.clone())?;
    let Some(sense) = name.and_then(Name::best) else {
        let because = "called a place by the model; the gazetteer lacks the name".to_owned();
        return Some(PlaceMention {
            span,
            name: None,
            geonameid: None,
            lat: None,
            lon: None,
            country: None,
            precision: None,
            because,
        });
    };
    let place = sense.place;
    Some(PlaceMention {
        span,
        name: Some(place.name.clone()),
        geonameid: place.geonameid,
        lat: Some(place.lat),
        lon: Some(place.lon),
        country: (!place.country.is_empty()).then(|| place.country.clone()),
        precision: Some(place.precision),
        because: in_words(&sense.why),
    })
}

fn in_words(why: &Why) -> String {
    match why {
        Why::Only => "the only place of that name in the gazetteer".to_owned(),
        Why::Weightiest => "the weightiest place of that name".to_owned(),
        Why::Within(outer) => format!("told as lying in {outer}"),
        Why::Announced => "the text says what sort of place it is".to_owned(),
        Why::Country => "in the country or division that the report is about".to_owned(),
        Why::Near(neighbour) => format!("near {neighbour}, which the report names too"),
    }
}
