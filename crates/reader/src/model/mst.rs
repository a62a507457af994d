//! Chu-Liu/Edmonds: arc scores to the best tree with a single root.

/// Arc scores of a sentence: `n` nodes, the root at 0, `get(dependent, head)`.
#[derive(Clone)]
struct Scores {
    n: usize,
    cells: Vec<f64>,
}

impl Scores {
    fn new(n: usize) -> Scores {
        Scores { n, cells: vec![f64::NEG_INFINITY; n * n] }
    }

    fn get(&self, dependent: usize, head: usize) -> f64 {
        self.cells[dependent * self.n + head]
    }

    fn set(&mut self, dependent: usize, head: usize, score: f64) {
        self.cells[dependent * self.n + head] = score;
    }

    /// The head with the best score; the first of equals, and the root where no score is a number.
    fn best_head(&self, dependent: usize) -> usize {
        let row = &self.cells[dependent * self.n..(dependent + 1) * self.n];
        let (mut best, mut top) = (0, f64::NEG_INFINITY);
        for (head, &score) in row.iter().enumerate() {
            if score > top && head != dependent {
                (best, top) = (head, score);
            }
        }
        best
    }
}

/// The head of every node of the best tree in which exactly one word hangs on the root.
///
/// `arcs` holds rows of `words + 1` scores, one row a dependent and one column a head, the root at 0. Element 0 of the
/// answer is the root's own and is 0. Scores that are not finite count as very bad.
pub(super) fn tree(arcs: &[f32], words: usize) -> Vec<usize> {
    let n = words + 1;
    let finite = |score: Option<&f32>| score.copied().filter(|x| x.is_finite()).map_or(-1e6, f64::from);
    let mut scores = Scores { n, cells: (0..n * n).map(|i| finite(arcs.get(i))).collect() };
    for v in 0..n {
        scores.cells[v * n + v] = f64::NEG_INFINITY;
    }
    let heads = arborescence(&scores);
    if heads.iter().skip(1).filter(|&&head| head == 0).count() == 1 {
        return heads;
    }
    // A root arc pays more than any other arcs could win back, so the best tree has as few as can be: one.
    let told = || scores.cells.iter().copied().filter(|score| score.is_finite());
    let fine = (told().fold(f64::NEG_INFINITY, f64::max) - told().fold(f64::INFINITY, f64::min) + 1.0) * n as f64;
    for dependent in 0..n {
        scores.cells[dependent * n] -= fine;
    }
    arborescence(&scores)
}

/// The best arborescence of a graph, by contracting one cycle at a time.
fn arborescence(scores: &Scores) -> Vec<usize> {
    let mut heads: Vec<usize> = (0..scores.n).map(|v| if v == 0 { 0 } else { scores.best_head(v) }).collect();
    let Some(cycle) = find_cycle(&heads) else {
        return heads;
    };
    let rest: Vec<usize> = (0..scores.n).filter(|v| !cycle.contains(v)).collect();
    let contracted = contract(scores, &heads, &cycle, &rest);
    let inner = arborescence(&contracted.scores);
    for (i, &v) in rest.iter().enumerate().skip(1) {
        heads[v] = rest.get(inner[i]).copied().unwrap_or(contracted.leave_from[i]);
    }
    let entry = inner[rest.len()];
    if let Some(&head) = rest.get(entry) {
        heads[contracted.enter_at[entry]] = head;
    }
    heads
}

/// A graph in which one cycle has become the last node.
struct Contracted {
    scores: Scores,
    /// For each outside node as a head: the cycle's node it would best take over.
    enter_at: Vec<usize>,
    /// For each outside node as a dependent: the cycle's node that would best head it.
    leave_from: Vec<usize>,
}

fn contract(scores: &Scores, heads: &[usize], cycle: &[usize], rest: &[usize]) -> Contracted {
    let last = rest.len();
    let mut out =
        Contracted { scores: Scores::new(last + 1), enter_at: vec![cycle[0]; last], leave_from: vec![cycle[0]; last] };
    for (i, &u) in rest.iter().enumerate() {
        for (j, &v) in rest.iter().enumerate().filter(|&(j, _)| i != 0 && j != i) {
            out.scores.set(i, j, scores.get(u, v));
        }
        for &c in cycle {
            let gain = scores.get(c, u) - scores.get(c, heads[c]);
            if gain > out.scores.get(last, i) {
                out.scores.set(last, i, gain);
                out.enter_at[i] = c;
            }
            if i != 0 && scores.get(u, c) > out.scores.get(i, last) {
                out.scores.set(i, last, scores.get(u, c));
                out.leave_from[i] = c;
            }
        }
    }
    out
}

/// The nodes of one cycle among heads, where there is one.
fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen_in = vec![0; heads.len()];
    for start in 1..heads.len() {
        let (mut v, mut path) = (start, Vec::new());
        while v != 0 && seen_in[v] == 0 {
            seen_in[v] = start;
            path.push(v);
            v = heads[v];
        }
        if v != 0 && seen_in[v] == start {
            let from = path.iter().position(|&u| u == v)?;
            return Some(path.split_off(from));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All trees of a small graph, tried one by one.
    fn brute(arcs: &[f32], words: usize) -> f64 {
        let n = words + 1;
        let mut best = f64::NEG_INFINITY;
        for code in 0..n.pow(words as u32) {
            let heads: Vec<usize> = std::iter::once(0).chain((0..words).map(|w| code / n.pow(w as u32) % n)).collect();
            if is_tree(&heads) {
                best = best.max(total(arcs, &heads));
            }
        }
        best
    }

    fn is_tree(heads: &[usize]) -> bool {
        let to_root = |mut v: usize| {
            for _ in 0..heads.len() {
                v = heads[v];
            }
            v == 0
        };
        (1..heads.len()).all(to_root) && heads[1..].iter().filter(|&&h| h == 0).count() == 1
    }

    fn total(arcs: &[f32], heads: &[usize]) -> f64 {
        (1..heads.len()).map(|d| f64::from(arcs[d * heads.len() + heads[d]])).sum()
    }

    #[test]
    fn one_word_hangs_on_the_root_and_no_word_gives_the_root_alone() {
        assert_eq!(tree(&[0.0, 0.0, 1.0, 9.0], 1), [0, 0]);
        assert_eq!(tree(&[0.0], 0), [0]);
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // The words 1 and 2 prefer each other; 2 loses less by hanging on the root.
        let arcs = [0., 0., 0., 1., 0., 9., 5., 9., 0.];
        assert_eq!(tree(&arcs, 2), [0, 2, 0]);
    }

    #[test]
    fn only_one_word_hangs_on_the_root_though_all_would_like_to() {
        let arcs = [0., 0., 0., 0., 9., 0., 1., 1., 8., 2., 0., 1., 9., 1., 1., 0.];
        let heads = tree(&arcs, 3);
        assert!(is_tree(&heads), "{heads:?}");
    }

    #[test]
    fn random_graphs_get_the_tree_that_trying_all_finds() {
        let mut state = 7_u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as f32 / 6553.6
        };
        for round in 0..300 {
            let words = 1 + round % 5;
            let arcs: Vec<f32> = (0..(words + 1) * (words + 1)).map(|_| random()).collect();
            let heads = tree(&arcs, words);
            assert!(is_tree(&heads), "{heads:?}");
            assert!((total(&arcs, &heads) - brute(&arcs, words)).abs() < 1e-3, "{arcs:?} {heads:?}");
        }
    }

    #[test]
    fn scores_that_are_no_numbers_still_give_a_tree() {
        for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            assert!(is_tree(&tree(&[odd; 25], 4)));
        }
        assert!(is_tree(&tree(&[], 4)));
    }
}
