//! Reconciliation: which claims tell of one event, which figures belong to one count, which accounts contradict.
//!
//! [`link`] judges pairs of claims, [`reconcile`] builds events, tally series, truces and
//! discrepancies from claims and their links. Both are pure: no files, clock, network or
//! randomness; the same claims give the same answer in whatever order they come. Neither decides
//! who is right.

mod around;
mod arrival;
mod blame;
mod blocking;
mod camps;
mod cluster;
mod conflicts;
mod contradiction;
mod copies;
mod discrepancies;
mod events;
mod facts;
mod families;
mod features;
mod hash;
mod index;
mod judge;
mod judged;
mod link;
mod lists;
mod model;
mod names;
mod owned;
mod pledges;
mod positions;
mod prepared;
mod reconcile;
mod shelf;
mod shifts;
mod tallies;
mod theatre;
mod truce_words;
mod truces;
mod update;

pub use arrival::Change;
pub use blocking::{Block, Slot, Slots};
pub use features::{Feature, Measures};
pub use index::published;
pub use link::{MeasuredPair, edition, link, measured_pairs, slots_of};
pub use owned::Desk;
pub use reconcile::{conflicts, reconcile};
pub use shelf::{Neighbour, Shelf, Standing};
