//! A report's claims made ready for linking, with the links among them: all that depends on the one report alone.

use std::collections::BTreeMap;

use herodotus_schema::{Claim, Link, Relation};

use crate::around::{Around, surroundings};
use crate::blocking::tie;
use crate::camps::{Camps, Foes};
use crate::cluster::{Edge, OPPOSED, groups};
use crate::contradiction::{self, Odds};
use crate::facts::{Facts, named_claim};
use crate::features::Placed;
use crate::judge::{Update, make, reasons, same, update};
use crate::theatre::{Fighting, Theatre};

/// The mean probability at which two groups of one report are joined; set on the training gold.
const JOIN: f64 = 0.3;

/// Pairs less likely the same than this count as not the same at all.
const SLIGHT: f64 = 0.03;

/// How many claims further on in its report a claim is still compared.
const REACH: usize = 150;

/// The order of reports: by publication, those without a day first, and id.
pub(crate) type Order = (Option<String>, String);

/// One report, ready.
#[derive(Debug)]
pub(crate) struct Prepared {
    /// Tells it apart from all that its desk prepared before.
    pub(crate) serial: u64,
    pub(crate) order: Order,
    /// The claims, by their place in the report and their ids.
    pub(crate) facts: Vec<Facts>,
    around: Vec<Around>,
    theatres: Vec<Theatre>,
    pub(crate) foes: Foes,
    /// Groups of claims that tell the same, single ones too; each sorted, and sorted by their first claims.
    pub(crate) units: Vec<Vec<usize>>,
    /// For each claim its group.
    pub(crate) unit_of: Vec<usize>,
    /// What is the same and what contradicts within the report.
    pub(crate) links: Vec<Link>,
    /// What updates what within the report.
    pub(crate) updates: Vec<Update>,
    at: BTreeMap<u64, usize>,
    by_number: BTreeMap<u64, usize>,
}

impl Prepared {
    /// Prepares the claims of one report, given in any order; a claim given twice counts once.
    pub(crate) fn new(serial: u64, claims: &[Claim]) -> Prepared {
        let mut order: Vec<&Claim> = claims.iter().collect();
        order.sort_by_key(|c| (c.span.start, c.span.end, &c.id));
        order.dedup_by_key(|c| &c.id);
        let fighting = Fighting::of(&order);
        let theatres = order.iter().map(|claim| fighting.theatre(claim)).collect();
        let facts: Vec<Facts> = order.into_iter().map(Facts::new).collect();
        let first = facts.first().map(|f| &f.claim.report);
        let mut ready = Prepared {
            serial,
            order: first.map(|r| (r.published.clone(), r.id.clone())).unwrap_or_default(),
            around: surroundings(&facts),
            theatres,
            foes: Foes::of(&facts),
            at: facts.iter().enumerate().map(|(n, f)| (tie(f), n)).collect(),
            by_number: facts.iter().enumerate().map(|(n, f)| (f.number, n)).collect(),
            units: Vec::new(),
            unit_of: vec![0; facts.len()],
            links: Vec::new(),
            updates: Vec::new(),
            facts,
        };
        ready.link();
        ready
    }

    /// The claim at `n` with what stands around it.
    pub(crate) fn placed(&self, n: usize) -> Placed<'_> {
        (&self.facts[n], &self.around[n])
    }

    /// Where the claim stands that blocks tell apart by `tie`.
    pub(crate) fn position(&self, tie: u64) -> Option<usize> {
        self.at.get(&tie).copied()
    }

    /// The group that the claim of that id is of.
    pub(crate) fn unit(&self, id: &str) -> Option<usize> {
        self.position_of(id).map(|n| self.unit_of[n])
    }

    /// Where the claim of that id stands.
    pub(crate) fn position_of(&self, id: &str) -> Option<usize> {
        self.by_number.get(&named_claim(id)).copied()
    }

    /// The fighting that the claim at `n` belongs to.
    pub(crate) fn theatre(&self, n: usize) -> &Theatre {
        &self.theatres[n]
    }

    /// The pairs of claims that are compared: of one kind, and of one war.
    pub(crate) fn pairs(&self) -> Vec<(usize, usize)> {
        let with = |i: usize| (i + 1..self.facts.len().min(i + REACH)).map(move |j| (i, j));
        let comparable = |&(i, j): &(usize, usize)| {
            self.facts[i].is_tally() == self.facts[j].is_tally() && !self.theatres[i].apart(&self.theatres[j])
        };
        (0..self.facts.len()).flat_map(with).filter(comparable).collect()
    }

    fn link(&mut self) {
        let pairs = self.pairs();
        let opposed = |&(i, j): &(usize, usize)| {
            Some(((i, j), contradiction::judge(&self.facts[i], &self.facts[j], &Camps(&[&self.foes]))?))
        };
        let opposed: BTreeMap<(usize, usize), Odds> = pairs.iter().filter_map(opposed).collect();
        let score = |&(a, b): &(usize, usize)| {
            let score = if opposed.contains_key(&(a, b)) { OPPOSED } else { same(self.placed(a), self.placed(b)) };
            Edge { a, b, score }
        };
        let edges: Vec<Edge> = pairs.iter().map(score).filter(|e| e.score >= SLIGHT || e.score == OPPOSED).collect();
        let grouped = groups(self.facts.len(), &edges, JOIN);
        let mut links = self.stars(&edges, &grouped);
        let contrary = |((i, j), odds)| make(&self.facts[i], &self.facts[j], Relation::Contradicts, odds);
        let contradicted: Vec<(usize, usize)> = opposed.keys().copied().collect();
        links.extend(opposed.into_iter().map(contrary));
        self.links = links;
        self.place_units(grouped);
        let apart = |&&(i, j): &&(usize, usize)| {
            self.unit_of[i] != self.unit_of[j] && contradicted.binary_search(&(i, j)).is_err()
        };
        self.updates =
            pairs.iter().filter(apart).filter_map(|&(i, j)| update(&self.facts[i], &self.facts[j])).collect();
    }

    /// The star of each group: every later member to its surest earlier one.
    fn stars(&self, edges: &[Edge], grouped: &[Vec<usize>]) -> Vec<Link> {
        let scores: BTreeMap<(usize, usize), f64> = edges.iter().map(|e| ((e.a, e.b), e.score)).collect();
        let mut out = Vec::new();
        for group in grouped {
            for (n, &j) in group.iter().enumerate().skip(1) {
                let score = |i: usize| scores.get(&(i, j)).copied().unwrap_or(0.0);
                let surest = group[..n].iter().max_by(|&&x, &&y| score(x).total_cmp(&score(y)).then(y.cmp(&x)));
                let Some(&i) = surest else { continue };
                let odds = (score(i), reasons(self.placed(i), self.placed(j)));
                out.push(make(&self.facts[i], &self.facts[j], Relation::Same, odds));
            }
        }
        out
    }

    fn place_units(&mut self, grouped: Vec<Vec<usize>>) {
        let mut single = vec![true; self.facts.len()];
        grouped.iter().flatten().for_each(|&n| single[n] = false);
        self.units = grouped;
        self.units.extend((0..single.len()).filter(|&n| single[n]).map(|n| vec![n]));
        self.units.sort();
        for (at, unit) in self.units.iter().enumerate() {
            unit.iter().for_each(|&n| self.unit_of[n] = at);
        }
    }
}
