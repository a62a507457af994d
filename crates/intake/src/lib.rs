//! From the bytes of text files, web pages, feeds, agencies' items, web archives and JSON Lines to reports.
//!
//! A [`Reports`] walks over any mix of files and folders and hands on one [`Report`] after another,
//! and between them a [`Problem`] for whatever could not be read. A problem never ends the walk.
//! [`reports_from_bytes`] does the same for bytes in memory and touches no file.
//!
//! Intake knows formats, encodings and days; it knows nothing of claims, parties or places.

mod arc;
mod archive;
mod bytes;
mod days;
mod draft;
mod feed;
mod feed_xml;
mod format;
mod found;
mod html;
mod http;
mod identity;
mod json;
mod members;
mod newsml;
mod ninjs;
mod nitf;
mod page_meta;
mod page_text;
mod problem;
mod prose;
mod text;
mod walk;
mod warc;
mod xml;

use std::io::Cursor;

use herodotus_schema::Report;

pub use bytes::LARGEST_FILE;
pub use days::day;
pub use found::{Found, Place, Spot};
pub use identity::content_hash;
pub use problem::{Problem, Trouble};
pub use walk::{Reports, STDIN};

/// Reads the reports in `bytes`, whose format is told by `name` (a file name or path) and by the bytes themselves.
///
/// Gives reports and problems in the order in which they stand. Pure: no file is touched, and nothing panics.
pub fn reports_from_bytes(name: &str, bytes: &[u8]) -> Vec<Result<Report, Problem>> {
    if archive::is_archive(name, bytes) {
        // Archives are read record by record, and their gzip members one by one, whatever their size.
        let records = archive::Archive::of(Box::new(Cursor::new(bytes.to_vec())));
        return records.map(|(place, item)| item.map_err(|trouble| Problem::at(name, place, trouble))).collect();
    }
    let inflated = match bytes::inflate(bytes) {
        Ok(inflated) => inflated,
        Err(trouble) => return vec![Err(Problem::at(name, None, trouble))],
    };
    let mut found = Vec::new();
    format::read(name, &inflated, &mut |place, item| {
        found.push(item.map_err(|trouble| Problem::at(name, place, trouble)))
    });
    found
}
