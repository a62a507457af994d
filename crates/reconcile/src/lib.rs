//! Reconciliation: which claims tell of one event, which figures belong to one count, which accounts contradict.
//!
//! [`link`] judges pairs of claims, [`reconcile`] builds events, tally series, truces and
//! discrepancies from claims and their links. Both are pure: no files, clock, network or
//! randomness; the same claims give the same answer in whatever order they come. Neither decides
//! who is right.

mod blocking;
mod camps;
mod cluster;
mod contradiction;
mod facts;
mod families;
mod features;
mod link;
mod model;
mod update;
mod weights;

pub use features::{Feature, PairFeatures};
pub use link::{MeasuredPair, link, measured_pairs};
