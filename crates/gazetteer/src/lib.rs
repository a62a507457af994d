//! Place names and where they lie: GeoNames in one file, with rows of one's own laid over it.
//!
//! The data is written by `training/gazetteer.py` and embedded; `lexicon/places/` adds what it lacks and the
//! names that each side uses. This crate knows names, coordinates and word lists; which place a text
//! means is decided by the reader.

mod error;
mod fold;
mod gazetteer;
mod row;
mod shipped;
mod table;
mod words;

pub use error::GazetteerError;
pub use fold::fold;
pub use gazetteer::{Candidate, Gazetteer};
pub use row::Row;
pub use words::PlaceWords;
