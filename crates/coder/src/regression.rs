//! A regression over named features: how likely something is, by what is so of it.

use std::collections::HashMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The version of the weight files that this program reads.
const VERSION: u32 = 1;

/// A file of weights.
#[derive(Deserialize)]
struct Weights<T> {
    version: u32,
    #[serde(flatten)]
    learnt: T,
}

/// What the text of a shipped file of weights holds; a test reads each.
pub fn shipped<T: DeserializeOwned>(text: &str) -> T {
    let read: Weights<T> = serde_json::from_str(text).expect("a test holds that the shipped file can be read");
    assert_eq!(read.version, VERSION, "a test holds that the shipped file is of this version");
    read.learnt
}

/// What was learnt: a weight for each feature.
#[derive(Debug, Deserialize)]
pub struct Regression {
    /// The least chance that counts.
    pub least: f64,
    bias: f64,
    features: HashMap<String, f64>,
}

impl Regression {
    /// The chance, from 0 to 1, of what `features` are so of. Unknown ones count nothing.
    pub fn chance(&self, features: &[String]) -> f64 {
        let told: f64 = features.iter().filter_map(|f| self.features.get(f)).sum();
        1.0 / (1.0 + (-(self.bias + told)).exp())
    }
}

/// The features of `given` with their pairs of these `names`, each as "a=x b=y".
pub fn crossed(mut given: Vec<String>, names: &[(&str, &str)]) -> Vec<String> {
    let named: Vec<&str> = given.iter().map(|f| f.split_once('=').map_or(&f[..], |(name, _)| name)).collect();
    let mut pairs = Vec::new();
    for (a, b) in names {
        let of = |name: &str| (0..named.len()).filter(|&i| named[i] == name).map(|i| &given[i][..]).collect::<Vec<_>>();
        let second = of(b);
        pairs.extend(of(a).iter().flat_map(|x| second.iter().map(move |y| [*x, " ", y].concat())));
    }
    given.extend(pairs);
    given.sort_unstable();
    given.dedup();
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(features: &[&str]) -> Vec<String> {
        features.iter().map(|f| f.to_string()).collect()
    }

    #[test]
    fn unknown_features_count_nothing() {
        let learnt: Regression =
            serde_json::from_str(r#"{"least": 0.5, "bias": -1.0, "features": {"near": 1.0, "far": -2.0}}"#).unwrap();
        assert_eq!(learnt.chance(&told(&["near", "new"])), 0.5);
        assert!(learnt.chance(&told(&["far"])) < learnt.chance(&[]));
    }

    #[test]
    fn pairs_join_the_values_of_two_names() {
        let features = crossed(told(&["age=old", "place=here", "place=lead"]), &[("age", "place"), ("age", "tense")]);
        assert_eq!(
            features,
            told(&["age=old", "age=old place=here", "age=old place=lead", "place=here", "place=lead"])
        );
    }
}
