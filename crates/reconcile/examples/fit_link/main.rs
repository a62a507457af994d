//! Grows the trees that judge whether two claims are the same, from linked claims; writes `data/same-*.trees`.
//!
//! `cargo run --release -p herodotus-reconcile --example fit_link -- OUT_DIR MADE.jsonl READ.jsonl GOLD_DIR... --silver DIR...`
//! MADE.jsonl are claims coded by hand or by a language model as exported ones, with ids "ARTICLE#INDEX"; READ.jsonl are
//! the program's own claims of the same reports, so that the trees know fields that are missing or slightly wrong; blends
//! of both are added. Each folder is a topic: one file for each article and `links.json`, `{"links": [{"a": [article,
//! index], "b": [article, index], "relation"}]}`; those after `--silver` were linked by a language model, and their pairs
//! weigh less. `training/coded.py --linked` writes such folders. No randomness: the same files give the same trees.
//! `--without N,M` leaves the Nth and Mth topics out and tells how well the trees order their pairs.

mod blend;
mod boost;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use blend::{AS_READ, blend};
use boost::Row;
use herodotus_reconcile::measured_pairs;
use herodotus_schema::Claim;
use serde::Deserialize;

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

/// What was linked: the topic of each article, and the pairs that are the same.
#[derive(Default)]
struct Hand {
    topics: BTreeMap<String, usize>,
    same: BTreeSet<(String, String)>,
}

/// How often a pair linked by hand counts beside one linked by a language model, of which there are ten times as many.
const GOLD: usize = 4;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1).collect::<Vec<String>>();
    let without: Vec<usize> = match args.iter().position(|f| f == "--without") {
        Some(at) => args.drain(at..(at + 2).min(args.len())).nth(1).into_iter().flat_map(|n| numbers(&n)).collect(),
        None => Vec::new(),
    };
    let silver = args.iter().position(|arg| arg == "--silver").map(|at| args.split_off(at).split_off(1));
    let [out, made, read, gold @ ..] = args.as_slice() else {
        return Err(
            "usage: fit_link OUT_DIR MADE.jsonl READ.jsonl GOLD_DIR... [--silver DIR...] [--without N,M]".into()
        );
    };
    let hand = linked(&[gold, &silver.unwrap_or_default()].concat())?;
    let (made, read) = (claims(made)?, claims(read)?);
    let own = made.iter().map(|c| (c.id.clone(), c.id.clone())).collect();
    let matched = matched(&made, &read);
    let blends = AS_READ.map(|share| blend(&made, &read, &matched, share));
    for (name, tally) in [("same-events", false), ("same-figures", true)] {
        let mut rows = rows(&hand, &made, &own, tally);
        rows.extend(self::rows(&hand, &read, &matched, tally));
        blends.iter().for_each(|blend| rows.extend(self::rows(&hand, blend, &own, tally)));
        let surer: Vec<Row> = rows.iter().filter(|row| row.topic < gold.len()).cloned().collect();
        rows.extend(std::iter::repeat_n(surer, GOLD - 1).flatten());
        let (left, used): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| without.contains(&row.topic));
        eprintln!("{name}: {} pairs, {} the same", used.len(), used.iter().filter(|r| r.same).count());
        let forest = boost::grow(&used);
        if !left.is_empty() {
            eprintln!("{name}: average precision on what was left out {:.3}", forest.average_precision(&left));
        }
        std::fs::write(Path::new(out).join(format!("{name}.trees")), forest.to_string())?;
    }
    Ok(())
}

fn numbers(list: &str) -> Vec<usize> {
    list.split(',').filter_map(|n| n.parse().ok()).collect()
}

fn claims(file: &str) -> Result<Vec<Claim>, Box<dyn Error>> {
    Ok(std::fs::read_to_string(file)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn linked(dirs: &[String]) -> Result<Hand, Box<dyn Error>> {
    let mut hand = Hand::default();
    for (n, dir) in dirs.iter().enumerate() {
        for file in std::fs::read_dir(dir)? {
            if let Some(article) = file?.path().file_stem().and_then(|s| s.to_str()) {
                hand.topics.insert(article.to_owned(), n);
            }
        }
        let gold: Gold = serde_json::from_str(&std::fs::read_to_string(Path::new(dir).join("links.json"))?)?;
        hand.same.extend(closed(&gold));
    }
    Ok(hand)
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

/// The pairs of one topic whose claims are both `known` by hand. Claims of different topics were never compared.
fn rows(hand: &Hand, claims: &[Claim], known: &BTreeMap<String, String>, tally: bool) -> Vec<Row> {
    let topic = |id: &str| hand.topics.get(id.split('#').next().unwrap_or("")).copied();
    let pairs = measured_pairs(claims).into_iter().filter(|pair| pair.tally == tally);
    let row = |pair: herodotus_reconcile::MeasuredPair| {
        let (a, b) = (known.get(&pair.a)?, known.get(&pair.b)?);
        let topic = topic(a).filter(|t| topic(b) == Some(*t))?;
        Some(Row { measures: pair.measures, same: hand.same.contains(&ordered(a, b)), topic })
    };
    pairs.filter_map(row).collect()
}

/// For each read claim, the hand-made one that it tells: the surest first, each only once.
fn matched(made: &[Claim], read: &[Claim]) -> BTreeMap<String, String> {
    let mut pairs: Vec<(f64, &str, &str)> = Vec::new();
    for r in read {
        let near = made.iter().filter(|m| m.report.id == r.report.id);
        pairs.extend(near.filter_map(|m| Some((likeness(m, r)?, r.id.as_str(), m.id.as_str()))));
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    let mut out = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (_, read, made) in pairs {
        if !out.contains_key(read) && taken.insert(made) {
            out.insert(read.to_owned(), made.to_owned());
        }
    }
    out
}

/// How surely two claims of one report are one: the share of the shorter's words, and whether type or figure agree.
fn likeness(made: &Claim, read: &Claim) -> Option<f64> {
    let (a, b) = (made.span, read.span);
    let common = f64::from(a.end.min(b.end).saturating_sub(a.start.max(b.start)));
    let lengths = [f64::from(a.end - a.start), f64::from(b.end - b.start)];
    let (short, long) = (lengths[0].min(lengths[1]), lengths[0].max(lengths[1]));
    let figures = (made.tally.is_some(), read.tally.is_some());
    if figures.0 != figures.1 || common < short * 0.5 || common < long * 0.2 || common == 0.0 {
        return None;
    }
    let agree = match (&made.tally, &read.tally) {
        (Some(x), Some(y)) => (x.low, x.high) == (y.low, y.high),
        _ => made.event_type() == read.event_type(),
    };
    Some(common / short + if agree { 2.0 } else { 0.0 })
}
