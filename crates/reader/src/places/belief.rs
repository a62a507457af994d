//! How far each place of a name is believed to be meant, from its own weight and what else the report names.
//!
//! Every name starts with a belief in each of its places (its size, what is said of it); then the beliefs are
//! revised by what the other names are believed to be: in the same country, in the same division, near by.

use std::collections::BTreeMap;

use herodotus_gazetteer::Candidate;
use herodotus_schema::Precision;

use super::nearness::Point;
use super::spot::Spot;

/// How many places of one name are weighed: the best by themselves.
const MOST_SENSES: usize = 40;
/// How many places support the others by being near; in longer reports the most believed say enough.
const MOST_POINTS: usize = 150;
/// Beliefs hardly change after this many revisions.
const ROUNDS: usize = 3;
/// What it is worth, in units of log-odds, that all other names lie in the same country ...
const COUNTRY: f64 = 6.0;
/// ... or in the same first-order division.
const DIVISION: f64 = 4.0;
/// How much a state that is named says of where the towns of the report lie, next to what a town says.
const STATE: f64 = 0.5;
/// How much a people that is named ("Ruritanian soldiers") says of it, next to what a town says.
const PEOPLE: f64 = 0.25;
/// What it is worth that one other name lies at the same point; several add up, but less and less.
const NEAR: f64 = 3.0;
/// How far a division's point may lie from the town that it is named after, in kilometres.
const SEAT_KM: f64 = 150.0;
/// What it is worth that somebody put a town or site into the lexicon.
const GIVEN: f64 = 2.0;
/// What it is worth that the text says what holds it ...
const WITHIN: f64 = 8.0;
/// ... or what sort of place it is.
const SORT: f64 = 3.0;

/// One name of the report with the places it may mean.
pub(super) struct Name<'s> {
    count: f64,
    senses: Vec<Sense<'s>>,
}

/// One place that a name may mean.
pub(super) struct Sense<'s> {
    pub place: &'s Candidate,
    pub why: Why,
    point: Point,
    prior: f64,
    belief: f64,
}

/// The strongest reason for a place.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Why {
    Only,
    Weightiest,
    Within(String),
    Announced,
    Country,
    Near(String),
}

impl<'s> Name<'s> {
    /// The name at `spot`, not yet heard.
    pub fn new(spot: &'s Spot) -> Name<'s> {
        let mut senses: Vec<Sense<'s>> = spot.candidates.iter().map(Sense::new).collect();
        prefer_seats(&mut senses);
        // Ties keep the gazetteer's order, which is fixed.
        senses.sort_by(|a, b| b.prior.total_cmp(&a.prior));
        senses.truncate(MOST_SENSES);
        if let [only] = senses.as_mut_slice() {
            only.why = Why::Only;
        }
        Name { count: 0.0, senses }
    }

    /// Takes in what one mention says of the place: what sort it is, and what holds it.
    pub fn hear(&mut self, spot: &Spot, container: Option<&Spot>) {
        self.count += 1.0;
        for sense in &mut self.senses {
            if let Some(said) = spot.announced {
                sense.hear_sort(said, self.count);
            }
            let outer = container.and_then(|c| c.candidates.iter().find(|c| holds(c, sense.place)));
            if let Some(outer) = outer.filter(|_| !matches!(sense.why, Why::Within(_))) {
                sense.prior += WITHIN;
                sense.why = Why::Within(outer.name.clone());
            }
        }
    }

    /// The place that is believed most; `None` where the gazetteer has none.
    pub fn best(&self) -> Option<&Sense<'s>> {
        self.senses.iter().reduce(|a, b| if b.belief > a.belief { b } else { a })
    }

    /// Beliefs that add up to one, from a score in log-odds for each sense.
    fn settle(&mut self, scores: &[f64]) {
        let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = scores.iter().map(|s| (s - best).exp()).sum();
        for (sense, score) in self.senses.iter_mut().zip(scores) {
            sense.belief = (score - best).exp() / total;
        }
    }

    /// How much the name counts for others: repeated names more, but not in proportion.
    fn weight(&self) -> f64 {
        self.count.sqrt()
    }
}

impl<'s> Sense<'s> {
    fn new(place: &'s Candidate) -> Sense<'s> {
        Sense { place, why: Why::Weightiest, point: Point::new(place.lat, place.lon), prior: prior(place), belief: 0.0 }
    }

    fn hear_sort(&mut self, said: Precision, count: f64) {
        let is = self.place.precision;
        if is == said || inhabited(is) && inhabited(said) {
            self.prior += SORT / count;
            if self.why == Why::Weightiest {
                self.why = Why::Announced;
            }
        }
    }
}

fn inhabited(precision: Precision) -> bool {
    matches!(precision, Precision::Settlement | Precision::Site)
}

/// How likely a place is meant before anything is known of the report, in log-odds: every tenfold of inhabitants
/// counts about 1.2, and states, capitals and first-order divisions are named more often than their size says.
fn prior(place: &Candidate) -> f64 {
    let (usual, sort) = match place.precision {
        Precision::Country => (10_000_000, 4.0),
        Precision::Region => (1_000_000, 0.5),
        Precision::District => (100_000, -1.5),
        Precision::Settlement => (10_000, 0.0),
        Precision::Site => (10_000, 1.0),
    };
    let people = f64::from(if place.population == 0 { usual } else { place.population });
    let capital = if place.capital { 1.5 } else { 0.0 };
    let alias = if place.alias { -2.5 } else { 0.0 };
    let given = if place.given && inhabited(place.precision) { GIVEN } else { 0.0 };
    0.5 * (people + 100.0).ln() + sort + capital + alias + given
}

/// A division named after its chief town is meant less often than the town, unless the text says otherwise.
fn prefer_seats(senses: &mut [Sense<'_>]) {
    let town = |s: &Sense<'_>| s.place.precision == Precision::Settlement;
    let seats: Vec<(Point, f64)> = senses.iter().filter(|s| town(s)).map(|s| (s.point, s.prior)).collect();
    let divisions = senses.iter_mut().filter(|s| matches!(s.place.precision, Precision::District | Precision::Region));
    for division in divisions {
        let seat = seats.iter().filter(|(point, _)| point.km(division.point) < SEAT_KM).map(|(_, prior)| *prior);
        if let Some(seat) = seat.reduce(f64::max).filter(|&s| s > 4.0) {
            division.prior = division.prior.min(seat - 1.5);
        }
    }
}

/// Whether `outer` is a country or division that holds `inner`.
fn holds(outer: &Candidate, inner: &Candidate) -> bool {
    if outer.country != inner.country || outer.country.is_empty() || inner.precision == Precision::Country {
        return false;
    }
    match outer.precision {
        Precision::Country => true,
        Precision::Region => {
            inner.precision != Precision::Region && outer.admin1 == inner.admin1 && !inner.admin1.is_empty()
        }
        _ => false,
    }
}

/// Revises the beliefs of all names by each other and by how often the peoples of which countries are named.
pub(super) fn revise(names: &mut BTreeMap<&str, Name<'_>>, peoples: &BTreeMap<String, f64>) {
    for name in names.values_mut() {
        let priors: Vec<f64> = name.senses.iter().map(|s| s.prior).collect();
        name.settle(&priors);
    }
    for round in 1..=ROUNDS {
        let context = Context::of(names, peoples);
        for (key, name) in names.iter_mut() {
            let support: Vec<Support> = name.senses.iter().map(|s| context.support(key, name.weight(), s)).collect();
            let scores: Vec<f64> = name.senses.iter().zip(&support).map(|(s, b)| s.prior + b.total()).collect();
            name.settle(&scores);
            if round == ROUNDS {
                name.explain(support);
            }
        }
    }
}

impl Name<'_> {
    /// Where the report's other names decided, says so.
    fn explain(&mut self, support: Vec<Support>) {
        let ambiguous = self.senses.len() > 1;
        for (sense, support) in self.senses.iter_mut().zip(support) {
            if ambiguous && matches!(sense.why, Why::Weightiest) {
                sense.why = support.reason().unwrap_or(Why::Weightiest);
            }
        }
    }
}

/// What the report's other names say for one place.
struct Support {
    home: f64,
    near: f64,
    neighbour: Option<String>,
}

impl Support {
    fn total(&self) -> f64 {
        self.home + self.near
    }

    fn reason(self) -> Option<Why> {
        match self.neighbour {
            Some(neighbour) if self.near > self.home && self.near > 0.5 => Some(Why::Near(neighbour)),
            _ => (self.home > 0.5).then_some(Why::Country),
        }
    }
}

/// What the report's names are believed to be, all together.
struct Context {
    countries: BTreeMap<String, f64>,
    divisions: BTreeMap<(String, String), f64>,
    total: f64,
    points: Vec<Believed>,
}

/// One place of one name as far as it is believed.
struct Believed {
    key: String,
    name: String,
    point: Point,
    weight: f64,
}

impl Context {
    fn of(names: &BTreeMap<&str, Name<'_>>, peoples: &BTreeMap<String, f64>) -> Context {
        let mut context =
            Context { countries: BTreeMap::new(), divisions: BTreeMap::new(), total: 0.0, points: Vec::new() };
        for (country, count) in peoples {
            let weight = PEOPLE * count.sqrt();
            context.total += weight;
            *context.countries.entry(country.clone()).or_default() += weight;
        }
        for (key, name) in names {
            for sense in &name.senses {
                let told = if sense.place.precision == Precision::Country { STATE } else { 1.0 };
                context.add(key, sense, told * name.weight() * sense.belief);
            }
        }
        context.points.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        context.points.truncate(MOST_POINTS);
        context
    }

    fn add(&mut self, key: &str, sense: &Sense<'_>, weight: f64) {
        let place = sense.place;
        if !place.country.is_empty() {
            self.total += weight;
            *self.countries.entry(place.country.clone()).or_default() += weight;
            if !place.admin1.is_empty() {
                *self.divisions.entry((place.country.clone(), place.admin1.clone())).or_default() += weight;
            }
        }
        // A country's or region's point says nothing of what lies near it.
        if matches!(place.precision, Precision::Site | Precision::Settlement | Precision::District)
            && sense.belief > 0.05
        {
            self.points.push(Believed {
                key: key.to_owned(),
                name: place.name.clone(),
                point: sense.point,
                weight: sense.belief,
            });
        }
    }

    /// What the names other than `key`, which weighs `own`, say for `sense`.
    fn support(&self, key: &str, own: f64, sense: &Sense<'_>) -> Support {
        let place = sense.place;
        let country = self.countries.get(&place.country).copied().unwrap_or(0.0);
        let division = self.divisions.get(&(place.country.clone(), place.admin1.clone())).copied().unwrap_or(0.0);
        let rest = (self.total - own).max(0.0) + 1.0;
        let less = own * sense.belief * if place.precision == Precision::Country { STATE } else { 1.0 };
        let share = |all: f64| (all - less).max(0.0) / rest;
        let (near, neighbour) = self.neighbourhood(key, sense);
        // A state has no division that could speak for it; its own country does so in the same measure.
        let inner = if place.precision == Precision::Country { country } else { division };
        Support { home: COUNTRY * share(country) + DIVISION * share(inner), near, neighbour }
    }

    /// How near the other names' places are, and which of them counts most.
    fn neighbourhood(&self, key: &str, sense: &Sense<'_>) -> (f64, Option<String>) {
        if matches!(sense.place.precision, Precision::Country | Precision::Region) {
            return (0.0, None);
        }
        let (mut sum, mut best, mut neighbour) = (0.0, 0.0, None);
        for other in self.points.iter().filter(|p| p.key != key) {
            let value = other.weight * sense.point.nearness(other.point);
            sum += value;
            if value > best {
                best = value;
                neighbour = Some(other.name.clone());
            }
        }
        (NEAR * sum.sqrt(), neighbour)
    }
}
