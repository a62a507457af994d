//! Finding what an id names among the things that reconciliation makes of claims.

use std::collections::BTreeSet;

use herodotus_ledger::{Filter, Ledger, LedgerError};
use herodotus_reconcile::{conflicts, reconcile};
use herodotus_schema::{Claim, Conflict, Link, Reconciled};
use serde_json::Value;

/// A conflict, event, tally, truce or discrepancy with its claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// All of it, in the fields of the record formats.
    pub record: Value,
    /// Its claims, in the order of the ledger.
    pub claims: Vec<Claim>,
}

/// Why an id names no one thing.
#[derive(Debug, thiserror::Error)]
pub enum NotFound {
    /// The ledger could not be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// Nothing has this id.
    #[error(
        "{0}: no claim, report, conflict, event, tally, truce or discrepancy has this id; see `herodotus export claims`"
    )]
    Nothing(String),
    /// No conflict is called so.
    #[error("{0}: no conflict of the ledger has this id, party or country; `herodotus export conflicts` lists them")]
    NoConflict(String),
    /// Several ids begin so.
    #[error("{id}: begins {count} ids; write more of it")]
    Several {
        /// What was asked for.
        id: String,
        /// How many ids begin so.
        count: usize,
    },
}

/// The ids of the claims of the conflict that `name` names.
///
/// A name is an id, or what one begins with, or a party or country code, in any letter case: of several conflicts with
/// that party or country the one in which it is told as fighting most, and the larger one of equals.
pub fn of_conflict(ledger: &Ledger, name: &str) -> Result<BTreeSet<String>, NotFound> {
    // The claims of a whole ledger find room without what conflicts do not hang on.
    let bare = |claim: Claim| Claim { quote: String::new(), attribution: Vec::new(), because: Vec::new(), ..claim };
    let claims = ledger.claims(&Filter::default())?.map(|claim| claim.map(bare));
    let all = conflicts(&claims.collect::<Result<Vec<Claim>, LedgerError>>()?);
    let place = |names: &[String]| names.iter().position(|known| known.to_lowercase() == name.to_lowercase());
    let rank = |conflict: &Conflict| match conflict.id.starts_with(name) && name.starts_with("w-") {
        true => Some(0),
        false => place(&conflict.parties).into_iter().chain(place(&conflict.countries)).min(),
    };
    let found = all.into_iter().filter_map(|conflict| Some((rank(&conflict)?, conflict))).min_by_key(|(rank, _)| *rank);
    let Some((_, conflict)) = found else { return Err(NotFound::NoConflict(name.to_owned())) };
    Ok(conflict.claims.into_iter().collect())
}

/// `claims`, their links, and what they tell together.
pub fn reconciled(ledger: &Ledger, claims: Vec<Claim>) -> Result<(Vec<Claim>, Vec<Link>, Reconciled), LedgerError> {
    let links = links_of(ledger, &claims)?;
    let reconciled = reconcile(&claims, &links);
    Ok((claims, links, reconciled))
}

/// The links whose two claims are among `claims`.
pub fn links_of(ledger: &Ledger, claims: &[Claim]) -> Result<Vec<Link>, LedgerError> {
    let ids: BTreeSet<&str> = claims.iter().map(|claim| claim.id.as_str()).collect();
    let mut links = ledger.links()?;
    links.retain(|link| ids.contains(link.a.as_str()) && ids.contains(link.b.as_str()));
    Ok(links)
}

/// The conflict, event, tally, truce or discrepancy of that id, or of the one id that begins so.
pub fn group(ledger: &Ledger, id: &str) -> Result<Group, NotFound> {
    let (claims, reconciled) = whole(ledger)?;
    group_of((&claims, &reconciled), id)
}

/// All claims of the ledger, and what they tell together.
pub fn whole(ledger: &Ledger) -> Result<(Vec<Claim>, Reconciled), LedgerError> {
    let claims = ledger.claims(&Filter::default())?.collect::<Result<Vec<Claim>, LedgerError>>()?;
    let (claims, _, reconciled) = reconciled(ledger, claims)?;
    Ok((claims, reconciled))
}

/// As [`group`], among what is at hand: claims, and what they tell together.
pub fn group_of((claims, reconciled): (&[Claim], &Reconciled), id: &str) -> Result<Group, NotFound> {
    let whole = serde_json::to_value(reconciled).unwrap_or_default();
    let kinds = whole.as_object().into_iter().flat_map(|kinds| kinds.values());
    let groups = kinds.filter_map(Value::as_array).flatten();
    let mut found: Vec<&Value> = groups.filter(|group| own_id(group).is_some_and(|own| own.starts_with(id))).collect();
    if let Some(exact) = found.iter().position(|group| own_id(group) == Some(id)) {
        found = vec![found[exact]];
    }
    let record = match found.as_slice() {
        [group] => (*group).clone(),
        [] => return Err(NotFound::Nothing(id.to_owned())),
        more => return Err(NotFound::Several { id: id.to_owned(), count: more.len() }),
    };
    let mut named = BTreeSet::new();
    strings(&record, &mut named);
    let claims = claims.iter().filter(|claim| named.contains(claim.id.as_str())).cloned().collect();
    Ok(Group { id: own_id(&record).unwrap_or(id).to_owned(), claims, record })
}

fn own_id(group: &Value) -> Option<&str> {
    group["id"].as_str()
}

/// Every text in `value`, at any depth.
fn strings<'v>(value: &'v Value, out: &mut BTreeSet<&'v str>) {
    match value {
        Value::String(text) => drop(out.insert(text)),
        Value::Array(items) => items.iter().for_each(|item| strings(item, out)),
        Value::Object(fields) => fields.values().for_each(|item| strings(item, out)),
        _ => {}
    }
}
