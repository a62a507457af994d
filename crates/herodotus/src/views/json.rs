//! A view as JSON: the view itself, field by field.

use serde::Serialize;

/// Renders a view as indented JSON, ended by a newline.
///
/// # Errors
/// Only if a number in the view is not a JSON number (not finite), which no claim can carry.
pub fn json<V: Serialize>(report: &V) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(report)? + "\n")
}
