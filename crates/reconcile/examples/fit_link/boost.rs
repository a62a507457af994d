//! Gradient boosting of small decision trees on the log loss (Friedman 2001), grown leaf by leaf over binned measures.

use std::fmt;

use herodotus_reconcile::{Feature, Measures};

const TREES: usize = 400;
const LEAVES: usize = 16;
/// How much of each tree's judgement counts.
const RATE: f64 = 0.03;
/// Of each hundred measures, how many a tree may ask for; of each hundred pairs, how many it is grown on (Friedman 2002).
const ASKED: u64 = 30;
const GROWN_ON: u64 = 70;
/// The fewest pairs in a leaf.
const FEWEST: f64 = 50.0;
/// The L2 penalty on a leaf, in the measure of the summed curvature.
const PENALTY: f64 = 3.0;
const BINS: usize = 64;

/// One pair to learn from.
#[derive(Clone)]
pub struct Row {
    pub measures: Measures,
    pub same: bool,
    pub topic: usize,
}

enum Tree {
    Leaf(f64),
    Ask { value: f64, feature: usize, below: f64, branches: Box<[Tree; 2]> },
}

/// The trees, with the guess before any is asked.
pub struct Forest {
    first: f64,
    trees: Vec<Tree>,
}

impl Tree {
    fn judge(&self, measures: &Measures) -> f64 {
        match self {
            Tree::Leaf(value) => *value,
            Tree::Ask { feature, below, branches, .. } => {
                branches[usize::from(measures[*feature] >= *below)].judge(measures)
            }
        }
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Tree::Leaf(value) => write!(f, "{value:.4}"),
            Tree::Ask { value, feature, below, branches } => {
                let name = Feature::ALL[*feature].name();
                write!(f, "{value:.4}:{name}<{below:.5} {} {}", branches[0], branches[1])
            }
        }
    }
}

impl fmt::Display for Forest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# Written by examples/fit_link; each line a tree in preorder: VALUE, or VALUE:MEASURE<BOUND.")?;
        writeln!(f, "first {:.4}", self.first)?;
        self.trees.iter().try_for_each(|tree| writeln!(f, "{tree}"))
    }
}

impl Forest {
    /// The mean precision at each pair that is the same, from the surest pair down.
    pub fn average_precision(&self, rows: &[Row]) -> f64 {
        let judge = |row: &Row| self.trees.iter().map(|tree| tree.judge(&row.measures)).sum::<f64>();
        let mut judged: Vec<(f64, bool)> = rows.iter().map(|row| (judge(row), row.same)).collect();
        judged.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        let (mut hits, mut sum) = (0.0, 0.0);
        for (n, _) in judged.iter().enumerate().filter(|(_, (_, same))| *same) {
            hits += 1.0;
            sum += hits / (n + 1) as f64;
        }
        if hits > 0.0 { sum / hits } else { 0.0 }
    }
}

/// Slope, curvature and count of the pairs in one bin.
type Bin = [f64; 3];

/// The rows by bin, what the trees say so far, and which measures the next tree may ask for.
struct Field {
    bounds: Vec<Vec<f64>>,
    bins: Vec<Vec<u8>>,
    slopes: Vec<[f64; 2]>,
    asked: Vec<bool>,
}

/// Whether the `n`th of its kind is drawn for a tree, `of` in a hundred: the same at every run (SplitMix64).
pub fn drawn(tree: usize, n: usize, of: u64) -> bool {
    let mut z = ((tree as u64) << 32 | n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) % 100 < of
}

/// A leaf while its tree grows.
struct Bud {
    rows: Vec<u32>,
    bins: Vec<Bin>,
    sum: Bin,
    /// The best question: gain, measure, last bin below.
    best: Option<(f64, usize, usize)>,
    /// Its place in the tree's list of points.
    at: usize,
}

/// Grows the trees on `rows`.
pub fn grow(rows: &[Row]) -> Forest {
    let size = Feature::ALL.len();
    let bounds: Vec<Vec<f64>> = (0..size).map(|f| bounds(rows, f)).collect();
    let bin = |f: usize, row: &Row| bounds[f].partition_point(|b| *b <= row.measures[f]) as u8;
    let bins = (0..size).map(|f| rows.iter().map(|row| bin(f, row)).collect()).collect();
    let share = rows.iter().filter(|row| row.same).count().max(1) as f64 / rows.len().max(2) as f64;
    let first = (share / (1.0 - share)).ln();
    let mut sums = vec![first; rows.len()];
    let mut field = Field { bounds, bins, slopes: vec![[0.0; 2]; rows.len()], asked: Vec::new() };
    let mut trees = Vec::new();
    for n in 0..TREES {
        field.asked = (0..size).map(|f| drawn(n, f, ASKED)).collect();
        for (slope, (sum, row)) in field.slopes.iter_mut().zip(sums.iter().zip(rows)) {
            let guess = 1.0 / (1.0 + (-sum).exp());
            *slope = [guess - f64::from(u8::from(row.same)), guess * (1.0 - guess)];
        }
        // Measures and pairs are drawn apart.
        let pairs = (0..rows.len() as u32).filter(|&row| drawn(TREES + n, row as usize, GROWN_ON)).collect();
        let tree = field.tree(pairs);
        sums.iter_mut().zip(rows).for_each(|(sum, row)| *sum += tree.judge(&row.measures));
        trees.push(tree);
    }
    Forest { first, trees }
}

/// Bounds between bins of a measure: half way between neighbouring values, evenly spread when they are many.
fn bounds(rows: &[Row], feature: usize) -> Vec<f64> {
    let mut values: Vec<f64> = rows.iter().map(|row| row.measures[feature]).collect();
    values.sort_by(f64::total_cmp);
    let mut distinct = values.clone();
    distinct.dedup();
    if distinct.len() > BINS {
        distinct = (0..BINS).map(|n| values[n * (values.len() - 1) / (BINS - 1)]).collect();
        distinct.dedup();
    }
    // As written out, so that the file asks the very same question.
    let between = |pair: &[f64]| ((pair[0] + pair[1]) / 2.0 * 1e5).round() / 1e5;
    distinct.windows(2).map(between).collect()
}

fn value(sum: &Bin) -> f64 {
    -sum[0] / (sum[1] + PENALTY) * RATE
}

fn worth(sum: &Bin) -> f64 {
    sum[0] * sum[0] / (sum[1] + PENALTY)
}

impl Field {
    fn tree(&self, rows: Vec<u32>) -> Tree {
        let root = self.bud(rows, 0);
        let mut points: Vec<Point> = vec![(value(&root.sum), None)];
        let mut buds = vec![root];
        for _ in 1..LEAVES {
            let gain = |bud: &Bud| bud.best.map_or(0.0, |b| b.0);
            let next = (0..buds.len()).max_by(|&x, &y| gain(&buds[x]).total_cmp(&gain(&buds[y])).then(y.cmp(&x)));
            let Some(bud) = next.filter(|&n| gain(&buds[n]) > 0.0).map(|n| buds.swap_remove(n)) else { break };
            let Some((_, feature, last)) = bud.best else { break };
            let at = [points.len(), points.len() + 1];
            points[bud.at].1 = Some((feature, self.bounds[feature][last], at));
            for child in self.split(bud, at) {
                points.push((value(&child.sum), None));
                buds.push(child);
            }
        }
        build(&points, 0)
    }

    fn split(&self, bud: Bud, at: [usize; 2]) -> [Bud; 2] {
        let (_, feature, last) = bud.best.unwrap_or_default();
        let below = |row: &u32| usize::from(self.bins[feature][*row as usize]) <= last;
        let (low, high): (Vec<u32>, Vec<u32>) = bud.rows.into_iter().partition(below);
        // The larger side is what the smaller leaves of the whole.
        let fewer = usize::from(high.len() < low.len());
        let [small, large] = if fewer == 0 { [low, high] } else { [high, low] };
        let small = self.bud(small, at[fewer]);
        let rest: Vec<Bin> =
            bud.bins.iter().zip(&small.bins).map(|(w, s)| [w[0] - s[0], w[1] - s[1], w[2] - s[2]]).collect();
        let large = self.ready(large, rest, at[1 - fewer]);
        if fewer == 0 { [small, large] } else { [large, small] }
    }

    fn bud(&self, rows: Vec<u32>, at: usize) -> Bud {
        let mut bins = vec![[0.0; 3]; self.bins.len() * BINS];
        for (feature, column) in
            self.bins.iter().enumerate().filter(|(feature, _)| self.asked[*feature] || *feature == 0)
        {
            let part = &mut bins[feature * BINS..(feature + 1) * BINS];
            for &row in &rows {
                let [slope, curve] = self.slopes[row as usize];
                let bin = &mut part[usize::from(column[row as usize])];
                bin[0] += slope;
                bin[1] += curve;
                bin[2] += 1.0;
            }
        }
        self.ready(rows, bins, at)
    }

    fn ready(&self, rows: Vec<u32>, bins: Vec<Bin>, at: usize) -> Bud {
        let add = |a: Bin, b: &Bin| [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
        let sum = bins[..BINS].iter().fold([0.0; 3], add);
        let mut best: Option<(f64, usize, usize)> = None;
        for feature in (0..self.bins.len()).filter(|&feature| self.asked[feature]) {
            let mut low = [0.0; 3];
            for last in 0..self.bounds[feature].len() {
                low = add(low, &bins[feature * BINS + last]);
                let high = [sum[0] - low[0], sum[1] - low[1], sum[2] - low[2]];
                let gain = worth(&low) + worth(&high) - worth(&sum);
                if low[2] >= FEWEST && high[2] >= FEWEST && gain > best.map_or(1e-6, |b| b.0) {
                    best = Some((gain, feature, last));
                }
            }
        }
        Bud { rows, bins, sum, best, at }
    }
}

/// A point of a growing tree: its value and, once asked, the measure, the bound and the two points below.
type Point = (f64, Option<(usize, f64, [usize; 2])>);

fn build(points: &[Point], at: usize) -> Tree {
    match points[at] {
        (value, None) => Tree::Leaf(value),
        (value, Some((feature, below, [low, high]))) => {
            Tree::Ask { value, feature, below, branches: Box::new([build(points, low), build(points, high)]) }
        }
    }
}
