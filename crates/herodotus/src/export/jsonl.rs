//! JSON Lines: one record a line, in the fields of the public record formats.

use std::io::{self, Write};

use serde::Serialize;

/// Writes one record and ends the line.
pub fn write<T: Serialize>(out: &mut dyn Write, record: &T) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}
