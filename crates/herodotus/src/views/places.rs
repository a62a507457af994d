//! The places that claims name: one line for each, however it is written.

use std::collections::BTreeMap;

use herodotus_schema::Place;

use super::situation::PlaceLine;
use super::statement::Lines;

/// How many claims are cited for a place.
const CITED: usize = 4;

/// The places of all claims that the gazetteer knows the coordinates of, by name: the `most` that most claims name, and how
/// many more there are.
pub(crate) fn places(lines: &Lines<'_>, most: usize) -> (Vec<PlaceLine>, usize) {
    let mut known: BTreeMap<(String, Option<u32>), (usize, PlaceLine)> = BTreeMap::new();
    for claim in lines.all() {
        let cite = lines.cite(&claim.id);
        for place in claim.places.iter().filter(|p| p.lat.is_some() && p.lon.is_some()) {
            let name = place.name.clone().unwrap_or_else(|| place.text.clone());
            let (named, line) = known.entry((name.clone(), place.geonameid)).or_insert_with(|| (0, bare(name, place)));
            *named += 1;
            if let Err(at) = line.written.binary_search(&place.text) {
                line.written.insert(at, place.text.clone());
            }
            if line.cites.len() < CITED && !line.cites.contains(&cite) {
                line.cites.push(cite.clone());
            }
        }
    }
    let more = known.len().saturating_sub(most);
    let mut kept: Vec<(usize, PlaceLine)> = known.into_values().collect();
    if more > 0 {
        kept.sort_by_key(|(named, _)| std::cmp::Reverse(*named));
        kept.truncate(most);
        kept.sort_by(|(_, x), (_, y)| (&x.name, x.geonameid).cmp(&(&y.name, y.geonameid)));
    }
    (kept.into_iter().map(|(_, line)| line).collect(), more)
}

/// The line of `place` before anything is cited.
fn bare(name: String, place: &Place) -> PlaceLine {
    PlaceLine {
        name,
        geonameid: place.geonameid,
        lat: place.lat,
        lon: place.lon,
        country: place.country.clone(),
        written: Vec::new(),
        cites: Vec::new(),
    }
}
