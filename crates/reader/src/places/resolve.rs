//! Which of the places of a name is meant, from what else the report names.
//!
//! Every name starts with a belief in each of its places (its size, what is said of it) and the beliefs are
//! revised a few times by what the other names are believed to be: in the same country, in the same
//! division, near by. One sense per report, after Gale, Church and Yarowsky (1992).

use std::collections::BTreeMap;

use herodotus_gazetteer::{Candidate, Gazetteer, fold};
use herodotus_schema::{Document, PlaceMention, Precision};

use super::nearness::Point;
use super::spot::Spot;

/// How many places of one name are weighed: the best by themselves.
const MOST_CANDIDATES: usize = 30;
/// How many names of a report support each other; in longer lists the first say enough.
const MOST_NAMES: usize = 80;
const ROUNDS: usize = 3;

/// One name of the report with the places it may mean.
struct Name<'s> {
    count: f64,
    options: Vec<Option_<'s>>,
}

struct Option_<'s> {
    place: &'s Candidate,
    point: Point,
    prior: f64,
    belief: f64,
    why: Why,
}

/// The strongest reason for a place.
#[derive(Debug, Clone, PartialEq)]
enum Why {
    Only,
    Largest,
    Container(String),
    Announced,
    Country,
    Near(String),
}

/// A mention for each of `spots`.
pub(super) fn resolve(doc: &Document, gazetteer: &Gazetteer, spots: &[Spot]) -> Vec<PlaceMention> {
    let keys: Vec<String> = spots.iter().map(|s| fold(doc.words(s.tokens.clone()))).collect();
    let containers = containers(doc, spots);
    let mut names: BTreeMap<&str, Name<'_>> = BTreeMap::new();
    for (at, spot) in spots.iter().enumerate() {
        let name = names.entry(&keys[at]).or_insert_with(|| Name::new(spot));
        name.count += 1.0;
        name.hear(spot, containers[at].map(|c| &spots[c]), containers[at].map_or("", |c| &keys[c]));
    }
    let _ = gazetteer;
    believe(&mut names);
    let chosen = spots.iter().zip(&keys);
    chosen.filter_map(|(spot, key)| mention(doc, spot, names.get(key.as_str()))).collect()
}

/// For each spot the one that is told as holding it: "Paris, Texas", "Donetsk (Russia)".
fn containers(doc: &Document, spots: &[Spot]) -> Vec<Option<usize>> {
    let joint = |a: &Spot, b: &Spot| {
        a.tokens.end + 1 == b.tokens.start && doc.tokens.get(a.tokens.end).is_some_and(|t| matches!(t.form.as_str(), "," | "("))
    };
    let mut out = vec![None; spots.len()];
    for at in 1..spots.len() {
        if joint(&spots[at - 1], &spots[at]) {
            out[at - 1] = Some(at);
        }
    }
    out
}

impl<'s> Name<'s> {
    fn new(spot: &'s Spot) -> Name<'s> {
        let mut options: Vec<Option_<'s>> = spot.candidates.iter().map(Option_::new).collect();
        // Ties keep the gazetteer's order, which is fixed.
        options.sort_by(|a, b| b.prior.total_cmp(&a.prior));
        options.truncate(MOST_CANDIDATES);
        Name { count: 0.0, options }
    }

    /// Takes in what one mention says of the place: what sort it is, what holds it.
    fn hear(&mut self, spot: &Spot, container: Option<&Spot>, within: &str) {
        for option in &mut self.options {
            if let Some(said) = spot.announced {
                option.hear_sort(said);
            }
            let held = container.is_some_and(|c| c.candidates.iter().any(|c| holds(c, option.place)));
            if held && !matches!(option.why, Why::Container(_)) {
                option.prior += 8.0;
                option.why = Why::Container(within.to_owned());
            }
        }
    }

    fn settle(&mut self, score: impl Fn(&Option_<'s>) -> f64) {
        let scores: Vec<f64> = self.options.iter().map(score).collect();
        let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = scores.iter().map(|s| (s - best).exp()).sum();
        for (option, score) in self.options.iter_mut().zip(scores) {
            option.belief = (score - best).exp() / total;
        }
    }

    fn best(&self) -> Option<&Option_<'s>> {
        self.options.iter().reduce(|a, b| if b.belief > a.belief { b } else { a })
    }
}

impl<'s> Option_<'s> {
    fn new(place: &'s Candidate) -> Option_<'s> {
        let why = Why::Largest;
        Option_ { place, point: Point::new(place.lat, place.lon), prior: prior(place), belief: 0.0, why }
    }

    fn hear_sort(&mut self, said: Precision) {
        let is = self.place.precision;
        let inhabited = |p| matches!(p, Precision::Settlement | Precision::Site);
        if is == said || inhabited(is) && inhabited(said) {
            self.prior += 3.0;
            if self.why == Why::Largest {
                self.why = Why::Announced;
            }
        } else if is == Precision::Country || said == Precision::Country {
            self.prior -= 1.0;
        }
    }
}

/// How likely a place is meant before anything is known of the report.
fn prior(place: &Candidate) -> f64 {
    let unknown = match place.precision {
        Precision::Country => 10_000_000,
        Precision::Region => 1_000_000,
        Precision::District => 100_000,
        Precision::Settlement | Precision::Site => 10_000,
    };
    let people = f64::from(if place.population == 0 { unknown } else { place.population });
    let size = 0.5 * (people + 100.0).ln();
    let sort = match place.precision {
        Precision::Country => 4.0,
        Precision::Region => 0.5,
        Precision::District => -1.5,
        Precision::Settlement => 0.0,
        Precision::Site => 1.0,
    };
    let capital = if place.capital { 1.5 } else { 0.0 };
    let alias = if place.alias { -2.5 } else { 0.0 };
    size + sort + capital + alias
}

/// Whether `outer` is a country or division that holds `inner`.
fn holds(outer: &Candidate, inner: &Candidate) -> bool {
    if std::ptr::eq(outer, inner) || outer.country != inner.country || outer.country.is_empty() {
        return false;
    }
    match outer.precision {
        Precision::Country => inner.precision != Precision::Country,
        Precision::Region => inner.precision != Precision::Country && outer.admin1 == inner.admin1 && !inner.admin1.is_empty(),
        _ => false,
    }
}

/// What the report's names, taken together, speak for.
#[derive(Default)]
struct Weights {
    countries: BTreeMap<String, f64>,
    divisions: BTreeMap<(String, String), f64>,
    total: f64,
}

impl Weights {
    fn of(names: &BTreeMap<&str, Name<'_>>) -> Weights {
        let mut weights = Weights::default();
        for name in names.values() {
            for option in &name.options {
                weights.add(option, name.count.sqrt() * option.belief);
            }
        }
        weights
    }

    fn add(&mut self, option: &Option_<'_>, weight: f64) {
        let place = option.place;
        if place.country.is_empty() {
            return;
        }
        self.total += weight;
        *self.countries.entry(place.country.clone()).or_default() += weight;
        if !place.admin1.is_empty() {
            *self.divisions.entry((place.country.clone(), place.admin1.clone())).or_default() += weight;
        }
    }

    /// The shares of `option`'s country and division in the names other than its own.
    fn shares(&self, option: &Option_<'_>, own: f64) -> (f64, f64) {
        let place = option.place;
        let country = self.countries.get(&place.country).copied().unwrap_or(0.0);
        let division = self.divisions.get(&(place.country.clone(), place.admin1.clone())).copied().unwrap_or(0.0);
        let rest = (self.total - own).max(0.0) + 1.0;
        let less = own * option.belief;
        ((country - less).max(0.0) / rest, (division - less).max(0.0) / rest)
    }
}

/// Revises the beliefs of all names by each other.
fn believe(names: &mut BTreeMap<&str, Name<'_>>) {
    for name in names.values_mut() {
        if name.options.len() == 1 {
            name.options[0].why = Why::Only;
        }
        name.settle(|o| o.prior);
    }
    for _ in 0..ROUNDS {
        let weights = Weights::of(names);
        let points = points(names);
        for (key, name) in names.iter_mut() {
            let own = name.count.sqrt();
            let mut reasons = Vec::new();
            let mut scores = Vec::new();
            for option in &name.options {
                let (country, division) = weights.shares(option, own);
                let (near, neighbour) = neighbourhood(key, option, &points);
                let support = [(4.0 * country + 3.0 * division, Why::Country), (near, Why::Near(neighbour.to_owned()))];
                scores.push(option.prior + support[0].0 + support[1].0);
                reasons.push(support.into_iter().filter(|s| s.0 > 1.0).reduce(|a, b| if b.0 > a.0 { b } else { a }));
            }
            let mut at = 0..;
            name.settle(|_| at.next_score(&scores));
            for (option, reason) in name.options.iter_mut().zip(reasons) {
                if let (Why::Largest | Why::Country | Why::Near(_), Some((_, why))) = (&option.why, reason) {
                    option.why = why;
                }
            }
        }
    }
}
