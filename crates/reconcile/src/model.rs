//! How likely two claims are to tell the same: boosted decision trees over the measures of a pair.

use std::sync::LazyLock;

use crate::features::{Feature, Measures};
use crate::hash;

/// Trees for pairs of events and states, and for pairs of figures; written by `examples/fit_link/`.
const FILES: [&str; 2] = [include_str!("../data/same-events.trees"), include_str!("../data/same-figures.trees")];

/// One point of a tree: the sum it stands for, and the question that leads on.
struct Node {
    value: f64,
    question: Option<Question>,
}

/// Asks whether a measure lies below a bound: if so the next node follows, else the one at `other`.
struct Question {
    feature: Feature,
    below: f64,
    other: usize,
}

/// The trees of one kind of pair; the judgement is the sum of a first guess and one leaf of each.
pub(crate) struct Forest {
    first: f64,
    trees: Vec<Vec<Node>>,
}

/// After so many trees a pair whose sum lies below the number beside is left: the trees were grown one on the errors of
/// the others, the first tell most, and nine pairs in ten are nowhere near the same.
const HOPELESS: [(usize, f64); 4] = [(40, -4.0), (80, -4.0), (140, -4.0), (220, -4.0)];

/// The trees that come with the program.
pub(crate) struct Model {
    forests: [Forest; 2],
}

impl Model {
    /// The shipped trees, read once; a test holds that the files are sound.
    pub(crate) fn shipped() -> &'static Model {
        static SHIPPED: LazyLock<Model> =
            LazyLock::new(|| Model { forests: FILES.map(|file| Forest::read(file).unwrap_or_default()) });
        &SHIPPED
    }

    /// A name for these trees, other for others.
    pub(crate) fn name() -> String {
        hash::id("", FILES)
    }

    /// The probability, 0 to 1, that a pair with these measures tells the same; `tally` for two figures.
    pub(crate) fn same(&self, tally: bool, measures: &Measures) -> f64 {
        let forest = &self.forests[usize::from(tally)];
        let mut sum = forest.first;
        let mut from = 0;
        for (until, least) in HOPELESS.into_iter().chain([(usize::MAX, f64::NEG_INFINITY)]) {
            let until = until.min(forest.trees.len());
            sum += forest.trees[from..until].iter().map(|tree| leaf(tree, measures)).sum::<f64>();
            from = until;
            if sum < least {
                break;
            }
        }
        1.0 / (1.0 + (-sum).exp())
    }

    /// The measures that weigh most for the pair being the same, and the strongest against, in words.
    pub(crate) fn reasons(&self, tally: bool, measures: &Measures) -> Vec<String> {
        let mut weighed: Vec<(f64, Feature)> = Feature::ALL.iter().map(|&f| (0.0, f)).collect();
        for tree in &self.forests[usize::from(tally)].trees {
            let steps: Vec<&Node> = path(tree, measures).collect();
            for step in steps.windows(2) {
                if let Some(question) = &step[0].question {
                    weighed[question.feature as usize].0 += step[1].value - step[0].value;
                }
            }
        }
        weighed.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        let mut out: Vec<String> =
            weighed.iter().take(4).filter(|(w, _)| *w > 0.1).map(|(w, f)| format!("{} (+{w:.1})", f.words())).collect();
        if let Some((w, f)) = weighed.last().filter(|(w, _)| *w < -0.5) {
            out.push(format!("although {} ({w:.1})", f.words()));
        }
        out
    }
}

/// The value of the leaf that a pair comes to.
fn leaf(tree: &[Node], measures: &Measures) -> f64 {
    let mut at = 0;
    while let Some(node) = tree.get(at) {
        match &node.question {
            Some(q) if measures[q.feature as usize] < q.below => at += 1,
            Some(q) => at = q.other,
            None => return node.value,
        }
    }
    0.0
}

/// The nodes that a pair passes on its way down a tree.
fn path<'t>(tree: &'t [Node], measures: &'t Measures) -> impl Iterator<Item = &'t Node> {
    let mut at = (!tree.is_empty()).then_some(0);
    std::iter::from_fn(move || {
        let here = at?;
        let node = tree.get(here)?;
        at = node.question.as_ref().map(|q| if measures[q.feature as usize] < q.below { here + 1 } else { q.other });
        Some(node)
    })
}

impl Default for Forest {
    /// Without trees nothing is the same.
    fn default() -> Forest {
        Forest { first: f64::NEG_INFINITY, trees: Vec::new() }
    }
}

impl Forest {
    /// Reads a file of trees: comments after `#`, a line `first NUMBER`, and a line for each tree, its nodes in
    /// preorder, each `VALUE` (a leaf) or `VALUE:MEASURE<BOUND`. `None` where it is malformed.
    fn read(file: &str) -> Option<Forest> {
        let mut lines = file.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let first = lines.next()?.strip_prefix("first ")?.parse().ok()?;
        let trees = lines.map(tree).collect::<Option<_>>()?;
        Some(Forest { first, trees })
    }
}

fn tree(line: &str) -> Option<Vec<Node>> {
    let mut nodes: Vec<Node> = line.split(' ').map(node).collect::<Option<_>>()?;
    let end = link(&mut nodes, 0)?;
    (end == nodes.len()).then_some(nodes)
}

fn node(token: &str) -> Option<Node> {
    let Some((value, question)) = token.split_once(':') else {
        return Some(Node { value: token.parse().ok()?, question: None });
    };
    let (name, below) = question.split_once('<')?;
    let feature = *Feature::ALL.iter().find(|f| f.name() == name)?;
    let question = Question { feature, below: below.parse().ok()?, other: 0 };
    Some(Node { value: value.parse().ok()?, question: Some(question) })
}

/// Sets where the second branch of the node at `at`, and of all below it, begins; gives the end of that subtree.
fn link(nodes: &mut [Node], at: usize) -> Option<usize> {
    if nodes.get(at)?.question.is_none() {
        return Some(at + 1);
    }
    let other = link(nodes, at + 1)?;
    nodes[at].question.as_mut()?.other = other;
    link(nodes, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_trees_are_sound() {
        for file in FILES {
            assert!(Forest::read(file).is_some_and(|forest| !forest.trees.is_empty()));
        }
    }

    #[test]
    fn a_tree_is_walked_by_its_questions() {
        let file = "# made up\nfirst -1\n0.1:LikeWords<0.5 -2 0.5:SameReport<1 0.25 3\n";
        let forest = Forest::read(file).expect("a sound file");
        let mut measures = [0.0; Feature::ALL.len()];
        let value = |m: &Measures| path(&forest.trees[0], m).last().map(|n| n.value);
        assert_eq!(value(&measures), Some(-2.0));
        measures[Feature::LikeWords as usize] = 0.5;
        assert_eq!(value(&measures), Some(0.25));
        measures[Feature::SameReport as usize] = 1.0;
        assert_eq!(value(&measures), Some(3.0));
        assert!(Forest::read("first 0\n0:Nothing<1 0 0\n").is_none());
    }
}
