//! Groups of claims that tell of one thing, grown from pairs judged the same.

use std::collections::BTreeMap;

/// A pair judged the same, with how sure the judgement is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edge {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) score: f64,
}

/// The score of a pair that contradicts: its two never come into one group.
pub(crate) const OPPOSED: f64 = -1.0;

/// Joins `count` things along `edges`, surest first, as long as the score between the two groups stays at
/// `least` or more: the mean over their pairs (average linkage; a pair that was never judged counts as 0; none may be [`OPPOSED`]), raised
/// some of the way to the surest pair. Groups of one are left out; each group is
/// sorted, and the groups are sorted by their first member.
pub(crate) fn groups(count: usize, edges: &[Edge], least: f64) -> Vec<Vec<usize>> {
    let mut scores: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for edge in edges {
        scores.insert((edge.a.min(edge.b), edge.a.max(edge.b)), edge.score);
    }
    let mut order: Vec<(usize, usize, f64)> = scores.iter().map(|(&(a, b), &s)| (a, b, s)).collect();
    order.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    let mut group_of: Vec<usize> = (0..count).collect();
    let mut members: Vec<Vec<usize>> = (0..count).map(|n| vec![n]).collect();
    for (a, b, score) in order {
        let (x, y) = (group_of[a], group_of[b]);
        if x == y || score < least || mean(&members[x], &members[y], &scores) < least {
            continue;
        }
        let moved = std::mem::take(&mut members[y]);
        for &member in &moved {
            group_of[member] = x;
        }
        members[x].extend(moved);
    }
    let mut out: Vec<Vec<usize>> = members.into_iter().filter(|group| group.len() > 1).collect();
    out.iter_mut().for_each(|group| group.sort_unstable());
    out.sort();
    out
}

/// How much the surest pair between two groups counts beside the mean of all.
const BEST: f64 = 0.15;

fn mean(a: &[usize], b: &[usize], scores: &BTreeMap<(usize, usize), f64>) -> f64 {
    let pairs = a.iter().flat_map(|&x| b.iter().map(move |&y| (x.min(y), x.max(y))));
    let all: Vec<f64> = pairs.map(|pair| scores.get(&pair).copied().unwrap_or(0.0)).collect();
    if all.contains(&OPPOSED) {
        return OPPOSED;
    }
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    let best = all.iter().copied().fold(0.0, f64::max);
    BEST * best + (1.0 - BEST) * mean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weak_bridge_does_not_join_two_groups() {
        let edge = |a, b, score| Edge { a, b, score };
        let edges = [edge(0, 1, 0.9), edge(2, 3, 0.9), edge(1, 2, 0.6), edge(0, 2, 0.1)];
        assert_eq!(groups(5, &edges, 0.5), vec![vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn what_contradicts_stays_out_of_a_group() {
        let edge = |a, b, score| Edge { a, b, score };
        let edges = [edge(0, 1, 0.9), edge(1, 2, 0.8), edge(0, 2, OPPOSED)];
        assert_eq!(groups(3, &edges, 0.3), vec![vec![0, 1]]);
    }
}
