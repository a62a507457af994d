//! From the bytes of text files, web pages and JSON Lines to reports.
//!
//! A [`Reports`] walks over any mix of files and folders and hands on one [`Report`] after another,
//! and between them a [`Problem`] for whatever could not be read. A problem never ends the walk.
//! [`reports_from_bytes`] does the same for bytes in memory and touches no file.
//!
//! Intake knows formats, encodings and days; it knows nothing of claims, parties or places.

mod bytes;
mod days;
mod format;
mod found;
mod html;
mod identity;
mod json;
mod page_meta;
mod page_text;
mod problem;
mod prose;
mod text;
mod walk;

use herodotus_schema::Report;

pub use bytes::LARGEST_FILE;
pub use days::day;
pub use found::{Found, Spot};
pub use identity::content_hash;
pub use problem::{Problem, Trouble};
pub use walk::{Reports, STDIN};

/// Reads the reports in `bytes`, whose format is told by `name` (a file name or path) and by the bytes themselves.
///
/// Gives reports and problems in the order in which they stand. Pure: no file is touched, and nothing panics.
pub fn reports_from_bytes(name: &str, bytes: &[u8]) -> Vec<Result<Report, Problem>> {
    let inflated = match bytes::inflate(bytes) {
        Ok(inflated) => inflated,
        Err(trouble) => return vec![Err(Problem::at(name, None, trouble))],
    };
    let mut found = Vec::new();
    format::read(name, &inflated, &mut |line, item| {
        found.push(item.map_err(|trouble| Problem::at(name, line, trouble)))
    });
    found
}
