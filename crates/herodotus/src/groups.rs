//! Finding what an id names among the things that reconciliation makes of claims.

use std::collections::BTreeSet;

use herodotus_ledger::{Filter, Ledger, LedgerError};
use herodotus_reconcile::reconcile;
use herodotus_schema::{Claim, Link, Reconciled};
use serde_json::Value;

/// An event, tally, truce or discrepancy with its claims.
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
    #[error("{0}: no claim, report, event, tally, truce or discrepancy has this id; see `herodotus export claims`")]
    Nothing(String),
    /// Several ids begin so.
    #[error("{id}: begins {count} ids; write more of it")]
    Several {
        /// What was asked for.
        id: String,
        /// How many ids begin so.
        count: usize,
    },
}

/// The claims that `filter` wants, their links, and what they tell together.
pub fn reconciled(ledger: &Ledger, filter: &Filter) -> Result<(Vec<Claim>, Vec<Link>, Reconciled), LedgerError> {
    let claims = ledger.claims(filter)?.collect::<Result<Vec<Claim>, _>>()?;
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

/// The event, tally, truce or discrepancy of that id, or of the one id that begins so.
pub fn group(ledger: &Ledger, id: &str) -> Result<Group, NotFound> {
    let (claims, _, reconciled) = reconciled(ledger, &Filter::default())?;
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
