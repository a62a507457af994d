//! What is doubtful of a value that a review can hold all the same: a party or place that nothing knows so far.

use herodotus_ledger::{Ledger, LedgerError};

use super::fields::known_place;
use crate::Pipeline;

/// What is doubtful of `value` as the party that a claim names, in words: that claims call it otherwise, or that neither they
/// nor the lexicon know it. `none` and `nobody` are no parties.
pub fn doubt_of_party(ledger: &Ledger, pipeline: &Pipeline, value: &str) -> Result<Option<String>, LedgerError> {
    if ["none", "nobody"].contains(&value) {
        return Ok(None);
    }
    let doubt = pipeline.names().doubt_of_party(ledger, value)?;
    Ok(doubt.map(|doubt| format!("\"{value}\" is taken as a party's name: {doubt}")))
}

/// What is doubtful of `value` as the place of a claim, in words: that the gazetteer does not know it.
pub fn doubt_of_place(pipeline: &Pipeline, value: &str) -> Option<String> {
    (value != "none" && known_place(value, pipeline).is_none())
        .then(|| format!("the gazetteer knows no place \"{value}\"; it is kept by that name, without coordinates"))
}
