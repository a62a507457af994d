//! How likely two claims are to tell the same: a logistic model over the measures of a pair.

use crate::features::{Feature, PairFeatures};
use crate::weights::{EVENT, TALLY};

fn weight(tally: bool, feature: Feature) -> f64 {
    let table = if tally { &TALLY } else { &EVENT };
    table[feature as usize]
}

/// The probability, 0 to 1, that a pair with these measures tells the same; `tally` for two figures.
pub(crate) fn same(tally: bool, features: &PairFeatures) -> f64 {
    let sum: f64 = features.iter().map(|&(feature, value)| weight(tally, feature) * value).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// The reasons that weigh most for the pair being the same, and the strongest against, in words.
pub(crate) fn reasons(tally: bool, features: &PairFeatures) -> Vec<String> {
    let mut weighed: Vec<(f64, Feature)> = features
        .iter()
        .filter(|(feature, _)| *feature != Feature::Bias)
        .map(|&(feature, value)| (weight(tally, feature) * value, feature))
        .collect();
    weighed.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let mut out: Vec<String> =
        weighed.iter().take(4).filter(|(w, _)| *w > 0.1).map(|(w, f)| format!("{} (+{w:.1})", f.words())).collect();
    if let Some((w, f)) = weighed.last().filter(|(w, _)| *w < -0.5) {
        out.push(format!("although {} ({w:.1})", f.words()));
    }
    out
}
