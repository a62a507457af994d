//! Fits the weights of the "same" model on hand-linked claims and prints them as `src/weights.rs`.
//!
//! `cargo run --release -p herodotus-reconcile --example fit_link -- CLAIMS.jsonl LINKS.json...`
//! CLAIMS.jsonl are exported claims with ids "ARTICLE#INDEX"; each LINKS.json holds
//! `{"links": [{"a": [article, index], "b": [article, index], "relation"}]}`. Newton's method on the log loss
//! with an L2 penalty; no randomness. `--without N` leaves the Nth LINKS.json out, to measure on it.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use herodotus_reconcile::{Feature, MeasuredPair, measured_pairs};
use herodotus_schema::Claim;
use serde::Deserialize;

const STEPS: usize = 12;
/// The L2 penalty, in the measure of the summed loss.
const PENALTY: f64 = 1.0;
/// How much more a pair that is the same weighs than one that is not.
const POSITIVE: f64 = 2.0;

#[derive(Deserialize)]
struct Gold {
    links: Vec<GoldLink>,
}

#[derive(Deserialize)]
struct GoldLink {
    a: (String, usize),
    b: (String, usize),
    relation: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = std::env::args().skip(1).collect::<Vec<String>>();
    let without = match files.iter().position(|f| f == "--without") {
        Some(at) => files.drain(at..(at + 2).min(files.len())).nth(1).and_then(|n| n.parse().ok()),
        None => None,
    };
    let mut files = files.into_iter();
    let claims = files.next().ok_or("usage: fit_link CLAIMS.jsonl LINKS.json...")?;
    let claims = std::fs::read_to_string(claims)?;
    let claims: Vec<Claim> = claims.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let mut linked = BTreeSet::new();
    let mut topics: BTreeMap<String, usize> = BTreeMap::new();
    for (n, file) in files.enumerate().filter(|(n, _)| Some(*n) != without) {
        let gold: Gold = serde_json::from_str(&std::fs::read_to_string(file)?)?;
        linked.extend(closed(&gold));
        for l in &gold.links {
            topics.insert(l.a.0.clone(), n);
            topics.insert(l.b.0.clone(), n);
        }
    }
    // Claims of different topics were never compared by hand: their pairs say nothing.
    let topic = |id: &str| topics.get(id.split('#').next().unwrap_or("")).copied();
    let pairs: Vec<MeasuredPair> =
        measured_pairs(&claims).into_iter().filter(|p| topic(&p.a).is_some() && topic(&p.a) == topic(&p.b)).collect();
    println!("//! Weights of the \"same\" model, in the order of `Feature`; written by `examples/fit_link.rs`.\n");
    for (name, what, tally) in [("EVENT", "events and states", false), ("TALLY", "figures", true)] {
        let rows: Vec<(&MeasuredPair, bool)> =
            pairs.iter().filter(|p| p.tally == tally).map(|p| (p, linked.contains(&ordered(&p.a, &p.b)))).collect();
        eprintln!("{name}: {} pairs, {} same", rows.len(), rows.iter().filter(|r| r.1).count());
        print_table(name, what, &fit(&rows));
    }
    Ok(())
}

fn ordered(a: &str, b: &str) -> (String, String) {
    if a < b { (a.to_owned(), b.to_owned()) } else { (b.to_owned(), a.to_owned()) }
}

/// The pairs linked as the same, closed transitively.
fn closed(gold: &Gold) -> BTreeSet<(String, String)> {
    let mut group: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for link in gold.links.iter().filter(|l| l.relation == "same") {
        let name = |end: &(String, usize)| format!("{}#{}", end.0, end.1);
        let mut both: BTreeSet<String> = [name(&link.a), name(&link.b)].into();
        for end in [name(&link.a), name(&link.b)] {
            both.extend(group.get(&end).cloned().unwrap_or_default());
        }
        both.iter().for_each(|member| drop(group.insert(member.clone(), both.clone())));
    }
    let pairs = |g: &BTreeSet<String>| -> Vec<(String, String)> {
        g.iter().flat_map(|x| g.iter().filter(move |y| x < y).map(|y| (x.clone(), y.clone()))).collect()
    };
    group.values().flat_map(pairs).collect()
}

/// Newton's method on the penalised log loss: a dozen steps reach the optimum.
fn fit(rows: &[(&MeasuredPair, bool)]) -> Vec<f64> {
    let size = Feature::ALL.len();
    let mut weights = vec![0.0; size];
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = weights.iter().map(|w| PENALTY * w).collect();
        let mut curve: Vec<Vec<f64>> =
            (0..size).map(|n| (0..size).map(|m| if n == m { PENALTY } else { 0.0 }).collect()).collect();
        for (pair, same) in rows {
            let sum: f64 = pair.features.iter().map(|&(f, v)| weights[f as usize] * v).sum();
            let guess = 1.0 / (1.0 + (-sum).exp());
            let weight = if *same { POSITIVE } else { 1.0 };
            let miss = weight * (guess - f64::from(u8::from(*same)));
            for &(f, v) in &pair.features {
                slope[f as usize] += miss * v;
                pair.features
                    .iter()
                    .for_each(|&(g, u)| curve[f as usize][g as usize] += weight * guess * (1.0 - guess) * v * u);
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(curve, slope)) {
            *weight -= step;
        }
    }
    weights
}

/// Solves `matrix * x = right` by Gaussian elimination; the penalty keeps the matrix positive definite.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot = matrix[at].clone();
        for row in at + 1..size {
            let factor = matrix[row][at] / pivot[at];
            if factor != 0.0 {
                matrix[row].iter_mut().zip(&pivot).skip(at).for_each(|(x, p)| *x -= factor * p);
                right[row] -= factor * right[at];
            }
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|n| matrix[at][n] * right[n]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}

fn print_table(name: &str, what: &str, weights: &[f64]) {
    println!("/// For pairs of {what}.");
    println!("#[rustfmt::skip]");
    println!("pub(crate) const {name}: [f64; {}] = [", weights.len());
    for (feature, weight) in Feature::ALL.iter().zip(weights) {
        println!("    {weight:.3}, // {}", feature.name());
    }
    println!("];\n");
}
