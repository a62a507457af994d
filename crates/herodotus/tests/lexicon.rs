//! The shipped lexicon proves itself: no fault of sense, and every example is read as its entry says.

use herodotus::{Pipeline, proof};

#[test]
fn every_example_of_the_shipped_lexicon_is_proved() {
    let pipeline = Pipeline::shipped().expect("the shipped pipeline loads").without_judge();
    let proof = proof::prove(&pipeline);
    let faults: Vec<String> = proof.problems.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{} of {} proved:\n{}", proof.proved, proof.examples, faults.join("\n"));
    assert!(proof.examples > 5000, "only {} examples", proof.examples);
}
