//! The lexicon: files of words, parties and places in, a checked and indexed [`Lexicon`] out.
//!
//! Everything here is pure: text comes in as `(relative path, text)` pairs, and problems come out as
//! values that name file, line, fault and remedy. The folder that the project ships is embedded
//! ([`Lexicon::shipped`]); a user's folder overlays it ([`Lexicon::overlaid`]). This crate reads no
//! folder, knows no grammar and proves no example: it hands the examples on with their origins.

mod actor_index;
mod actors;
mod calendar;
mod catchwords;
mod check;
mod cues;
mod draft;
mod entries;
mod events;
mod fields;
mod forms;
mod lexicon;
mod meanings;
mod notation;
mod phrases;
mod places;
mod problem;
mod sets;
mod words;
mod writing;

pub use actor_index::{ActorIndex, ActorMatch, NameForm};
pub use actors::{ActorEntry, ActorKind, Body, Person};
pub use calendar::{Calendar, Feast, Season, TimeUnit};
pub use catchwords::Catchwords;
pub use cues::{ContentSlot, CueEntry, CueExample, CueKind, CuePos};
pub use draft::Draft;
pub use events::{EVENT_TYPES, EventEntry, EventExample, Requirement, Slot, WordClass};
pub use lexicon::Lexicon;
pub use meanings::{
    Bound, BoundSide, Counted, Hedge, HedgeEffect, NumberKind, NumberWord, People, Preposition, Reference,
    ReferenceKind, RoleKind, RoleNoun, Weapon,
};
pub use phrases::{PhraseMatch, PhraseTable};
pub use places::PlaceRow;
pub use problem::{Origin, Problem, Problems};
pub use sets::WordSet;
pub use words::WordLists;
pub use writing::{Abbreviation, Writing};
