//! Which fighting a claim tells of, as far as its own report shows: the countries that are fought in, and who fights there.
//!
//! No list of wars is kept. A report of one war names the ground that it is fought on and those who fight; two claims whose
//! reports have neither in common are of two wars.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_schema::{Actor, Claim};

use crate::facts::{disjoint, named, shared, sorted};

/// What figures count where people come to harm by fighting.
const HARM: [&str; 5] = ["killed", "wounded", "missing", "captured", "displaced"];

/// A country is mainly fought in if fighting is told there at least so often as this share of the most fought-in one.
const MAINLY: f64 = 0.34;

/// A party is mainly told as fighting by the same measure, and how many are at most.
const FIGHTING: f64 = 0.2;
const SIDES: usize = 4;

/// How often something is told.
pub(crate) type HowOften<'c> = BTreeMap<&'c str, u32>;

/// The fighting that one report tells of.
#[derive(Debug, Default)]
pub(crate) struct Fighting<'c> {
    /// The countries mainly fought in, each with the parties mainly told as fighting there.
    pub(crate) grounds: BTreeMap<&'c str, Vec<&'c str>>,
    /// The parties mainly told as fighting anywhere, most often first.
    pub(crate) sides: Vec<&'c str>,
    /// Every country that a claim names a place of, with how many do.
    pub(crate) named: HowOften<'c>,
}

impl<'c> Fighting<'c> {
    /// Reads the claims of one report.
    pub(crate) fn of(claims: &[&'c Claim]) -> Fighting<'c> {
        let (mut named, mut fought, mut sides) = (HowOften::new(), HowOften::new(), HowOften::new());
        let mut there: BTreeMap<&str, HowOften<'_>> = BTreeMap::new();
        for claim in claims {
            let countries = countries(claim);
            countries.iter().for_each(|country| *named.entry(country).or_default() += 1);
            if !tells_harm(claim) {
                continue;
            }
            countries.iter().for_each(|country| *fought.entry(country).or_default() += 1);
            for side in fighters(claim) {
                *sides.entry(side).or_default() += 1;
                for country in &countries {
                    *there.entry(country).or_default().entry(side).or_default() += 1;
                }
            }
        }
        let main = mainly(&fought, MAINLY);
        let all = || first(mainly(&sides, FIGHTING));
        let of = |country| match main.len() {
            // With one country fought in, what names no place is fought there as well.
            1 => all(),
            _ => there.get(country).map(|told| first(mainly(told, FIGHTING))).unwrap_or_default(),
        };
        Fighting { grounds: main.iter().map(|&country| (country, of(country))).collect(), sides: all(), named }
    }

    /// The countries that the fighting of `claim`, of this report, is placed in: its own as far as they are mainly fought in,
    /// or the only one that is.
    pub(crate) fn placed(&self, claim: &'c Claim) -> Vec<&'c str> {
        let own: Vec<&str> =
            countries(claim).into_iter().filter(|country| self.grounds.contains_key(country)).collect();
        if own.is_empty() && self.grounds.len() == 1 { self.grounds.keys().copied().collect() } else { own }
    }

    /// The countries of the fighting that `claim`, of this report, belongs to: those it is placed in, else all that are
    /// mainly fought in.
    pub(crate) fn around(&self, claim: &'c Claim) -> Vec<&'c str> {
        let placed = self.placed(claim);
        if placed.is_empty() { self.grounds.keys().copied().collect() } else { placed }
    }

    /// What tells the war of `claim`, of this report, apart from others.
    pub(crate) fn theatre(&self, claim: &'c Claim) -> Theatre {
        let around = self.around(claim);
        let sides: Vec<&str> = match around.len() == self.grounds.len() {
            true => self.sides.clone(),
            false => around.iter().flat_map(|country| &self.grounds[country]).copied().collect(),
        };
        let numbers = |names: &[&str]| sorted(names.iter().map(|name| named(name)).collect());
        Theatre {
            fought: numbers(&around),
            named: numbers(&self.named.keys().copied().collect::<Vec<&str>>()),
            sides: numbers(&sides),
        }
    }
}

/// The fighting that a claim belongs to: countries and parties as sorted hashes.
#[derive(Debug)]
pub(crate) struct Theatre {
    /// The countries fought in.
    fought: Vec<u64>,
    /// All countries that the report names.
    named: Vec<u64>,
    /// Who fights.
    sides: Vec<u64>,
}

impl Theatre {
    /// Whether the two are of two wars: fought in other countries, and not by the same two sides. Where a report
    /// tells of no ground, only parties that have nothing in common are enough; what is not known keeps nothing apart.
    pub(crate) fn apart(&self, other: &Theatre) -> bool {
        let both = |x: &[u64], y: &[u64]| !x.is_empty() && !y.is_empty();
        let common = shared(&self.sides, &other.sides);
        if both(&self.fought, &other.fought) {
            disjoint(&self.fought, &other.fought) && common < 2
        } else if both(&self.named, &other.named) {
            disjoint(&self.named, &other.named) && common < 2
        } else {
            self.sides.len() > 1 && other.sides.len() > 1 && common == 0
        }
    }
}

/// Whether a claim tells of an attack, or counts those who came to harm.
pub(crate) fn tells_harm(claim: &Claim) -> bool {
    let counts = claim.tally.as_ref().is_some_and(|tally| HARM.contains(&tally.what.as_str()));
    counts || claim.event_type() == Some("ASSAULT")
}

/// The countries of a claim's places.
fn countries(claim: &Claim) -> BTreeSet<&str> {
    claim.places.iter().filter_map(|place| place.country.as_deref()).collect()
}

/// The parties among actors.
pub(crate) fn known(actors: &[Actor]) -> BTreeSet<&str> {
    actors.iter().filter_map(|actor| actor.party.as_deref()).filter(|name| !name.is_empty()).collect()
}

/// The parties on either side of an attack.
fn fighters(claim: &Claim) -> BTreeSet<&str> {
    if claim.event_type() != Some("ASSAULT") {
        return BTreeSet::new();
    }
    known(&claim.agents).into_iter().chain(known(&claim.targets)).collect()
}

/// What is told at least so often as `share` of what is told most; most often first, then by name.
pub(crate) fn mainly<'c>(told: &HowOften<'c>, share: f64) -> Vec<&'c str> {
    let most = told.values().copied().max().unwrap_or(0);
    let mut out: Vec<(&str, u32)> = told.iter().map(|(&name, &times)| (name, times)).collect();
    out.retain(|&(_, times)| f64::from(times) >= share * f64::from(most));
    out.sort_by_key(|&(name, times)| (std::cmp::Reverse(times), name));
    out.into_iter().map(|(name, _)| name).collect()
}

/// The first few.
pub(crate) fn first(mut names: Vec<&str>) -> Vec<&str> {
    names.truncate(SIDES);
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// An attack by one party on another in a country, or in none that is told.
    fn attack((agent, target): (&str, &str), country: Option<&str>) -> Claim {
        let places: Vec<_> = country.iter().map(|code| json!({"text": "Somewhere", "country": code})).collect();
        serde_json::from_value(json!({"id": format!("{agent}{target}{country:?}"), "report": {"id": "r"},
            "span": {"start": 0, "end": 9}, "quote": "x", "kind": "event", "event": {"type": "ASSAULT"},
            "agents": [{"text": agent, "party": agent}], "targets": [{"text": target, "party": target}],
            "places": places, "status": "happened", "certainty": "firm"}))
        .unwrap()
    }

    fn theatre(claims: &[Claim], of: usize) -> Theatre {
        let claims: Vec<&Claim> = claims.iter().collect();
        Fighting::of(&claims).theatre(claims[of])
    }

    #[test]
    fn wars_on_other_ground_with_one_power_in_both_are_apart() {
        let one = [attack(("Teral", "Brannoch"), Some("BR")), attack(("Teral", "Brannoch"), None)];
        let other = [attack(("Teral", "Ostmark"), Some("OS"))];
        assert!(theatre(&one, 1).apart(&theatre(&other, 0)));
        assert!(!theatre(&one, 0).apart(&theatre(&one, 1)));
    }

    #[test]
    fn one_war_on_the_ground_of_both_sides_is_one() {
        let here = [attack(("Teral", "Brannoch"), Some("BR"))];
        let there = [attack(("Brannoch", "Teral"), Some("TE"))];
        assert!(!theatre(&here, 0).apart(&theatre(&there, 0)));
    }

    #[test]
    fn a_report_of_two_wars_keeps_them_apart() {
        let both = [attack(("Teral", "Brannoch"), Some("BR")), attack(("Teral", "Ostmark"), Some("OS"))];
        assert!(theatre(&both, 0).apart(&theatre(&both, 1)));
        let first = [attack(("Teral", "Brannoch"), Some("BR"))];
        assert!(!theatre(&both, 0).apart(&theatre(&first, 0)) && theatre(&both, 1).apart(&theatre(&first, 0)));
    }

    #[test]
    fn what_is_not_known_keeps_nothing_apart() {
        let unplaced = [attack(("Teral", "Brannoch"), None)];
        assert!(!theatre(&unplaced, 0).apart(&theatre(&[attack(("Teral", "Ostmark"), Some("OS"))], 0)));
        assert!(theatre(&unplaced, 0).apart(&theatre(&[attack(("Ostmark", "Marrow"), Some("OS"))], 0)));
    }
}
