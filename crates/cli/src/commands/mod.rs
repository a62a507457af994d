//! The commands, one file each.

pub mod annotate;
pub mod code;
pub mod completions;
pub mod explain;
pub mod export;
pub mod find;
pub mod ledger;
pub mod lexicon;
pub mod link;
pub mod log;
pub mod read;
pub mod recode;
pub mod report;
pub mod review;
pub mod review_add;
pub mod show;

mod claim_text;
mod lexicon_diff;
mod lexicon_entries;
mod lexicon_new;
mod part;
