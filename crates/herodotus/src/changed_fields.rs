//! The fields that differ between two codings of one claim, field by field.

use herodotus_schema::Claim;

use crate::export::CLAIM_COLUMNS;

/// A field with its value before and after, as a table shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedField {
    /// The column's name.
    pub field: &'static str,
    /// The value before; empty where unknown.
    pub before: String,
    /// The value after.
    pub after: String,
}

/// The fields in which `after` differs from `before`, id and derivation left out, in the order of the columns.
pub fn changed_fields(before: &Claim, after: &Claim) -> Vec<ChangedField> {
    let columns = CLAIM_COLUMNS.iter().filter(|column| !["id", "because"].contains(&column.name));
    columns
        .map(|column| ChangedField { field: column.name, before: (column.cell)(before), after: (column.cell)(after) })
        .filter(|field| field.before != field.after)
        .collect()
}

/// Changed fields in words: `status: happened -> possible; agents: (unknown) -> the army`.
pub fn in_words(fields: &[ChangedField]) -> String {
    let value = |value: &str| if value.is_empty() { "(unknown)".to_owned() } else { value.to_owned() };
    let one = |d: &ChangedField| format!("{}: {} -> {}", d.field, value(&d.before), value(&d.after));
    fields.iter().map(one).collect::<Vec<_>>().join("; ")
}
