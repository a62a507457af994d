//! The situation report as JSON: the view itself, field by field.

use super::situation::SituationReport;

/// Renders `report` as indented JSON, ended by a newline.
///
/// # Errors
/// Only if a number in the report is not a JSON number (not finite), which no claim can carry.
pub fn json(report: &SituationReport) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(report)? + "\n")
}
