//! The places that claims name: one line for each, however it is written.

use std::collections::BTreeMap;

use super::situation::PlaceLine;
use super::statement::Lines;

/// How many claims are cited for a place.
const CITED: usize = 4;

/// The places of all claims that the gazetteer knows the coordinates of, by name.
pub(crate) fn places(lines: &Lines<'_>) -> Vec<PlaceLine> {
    let mut known: BTreeMap<(String, Option<u32>), PlaceLine> = BTreeMap::new();
    for claim in lines.all() {
        let cite = lines.cite(&claim.id);
        for place in claim.places.iter().filter(|p| p.lat.is_some() && p.lon.is_some()) {
            let name = place.name.clone().unwrap_or_else(|| place.text.clone());
            let line = known.entry((name.clone(), place.geonameid)).or_insert_with(|| PlaceLine {
                name,
                geonameid: place.geonameid,
                lat: place.lat,
                lon: place.lon,
                country: place.country.clone(),
                written: Vec::new(),
                cites: Vec::new(),
            });
            if let Err(at) = line.written.binary_search(&place.text) {
                line.written.insert(at, place.text.clone());
            }
            if line.cites.len() < CITED && !line.cites.contains(&cite) {
                line.cites.push(cite.clone());
            }
        }
    }
    known.into_values().collect()
}
