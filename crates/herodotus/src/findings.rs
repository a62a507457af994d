//! Finding what an id names among the things that reconciliation makes of claims.

use std::collections::BTreeSet;

use herodotus_ledger::{Filter, Ledger, LedgerError};
use herodotus_reconcile::{conflicts, reconcile};
use herodotus_schema::{Claim, Conflict, Link, Reconciled};
use serde::Serialize;
use serde_json::Value;

use crate::members::{self, Members};

/// A conflict, event, tally, truce or discrepancy with its claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Its id.
    pub id: String,
    /// What it is, in words ("an event").
    pub kind: &'static str,
    /// All of it, in the fields of the record formats.
    pub record: Value,
    /// Its claims and those that contradict it, in the order of the ledger.
    pub claims: Vec<Claim>,
    /// The ids of its own claims, in the order of the ledger.
    pub own: Vec<String>,
}

/// What a ledger tells together, or a part of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    /// The claims of the part, in the order of the ledger.
    pub claims: Vec<Claim>,
    /// All other claims of the ledger.
    pub beside: Vec<Claim>,
    /// The links between claims of the part.
    pub links: Vec<Link>,
    /// Of what all claims of the ledger come to, that to which a claim of the part belongs: whole, and with the ids that it
    /// has in the whole.
    pub reconciled: Reconciled,
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

/// The conflict that `name` names, and those that it names as well.
///
/// A name is an id, or what one begins with, or a party or country code, in any letter case; `also` are further names of that
/// party. Of several conflicts with that party or country the one with most claims comes first.
///
/// # Errors
/// Where there is none, or the beginning of an id is several conflicts'.
pub fn conflicts_called(ledger: &Ledger, name: &str, also: &[String]) -> Result<(Conflict, Vec<Conflict>), NotFound> {
    // The claims of a whole ledger find room without what conflicts do not hang on.
    let bare = |claim: Claim| Claim { quote: String::new(), attribution: Vec::new(), because: Vec::new(), ..claim };
    let claims = ledger.claims(&Filter::default())?.map(|claim| claim.map(bare));
    let mut all = conflicts(&claims.collect::<Result<Vec<Claim>, LedgerError>>()?);
    if name.starts_with("w-") {
        all.retain(|conflict| conflict.id.starts_with(name));
        all.sort_by_key(|conflict| conflict.id != name);
        return match (all.len(), all.into_iter().next()) {
            (count, Some(first)) if count == 1 || first.id == name => Ok((first, Vec::new())),
            (0, _) | (_, None) => Err(NotFound::NoConflict(name.to_owned())),
            (count, _) => Err(NotFound::Several { id: name.to_owned(), count }),
        };
    }
    let wanted: BTreeSet<String> = also.iter().map(String::as_str).chain([name]).map(str::to_lowercase).collect();
    all.retain(|conflict| {
        conflict.parties.iter().chain(&conflict.countries).any(|known| wanted.contains(&known.to_lowercase()))
    });
    // They come with most claims first.
    let mut all = all.into_iter();
    let first = all.next().ok_or_else(|| NotFound::NoConflict(name.to_owned()))?;
    Ok((first, all.collect()))
}

/// What all claims of `ledger` come to together, or that of it to which one of the claims `part` belongs.
pub fn selection(ledger: &Ledger, part: Option<&BTreeSet<String>>) -> Result<Selection, LedgerError> {
    let all = ledger.claims(&Filter::default())?.collect::<Result<Vec<Claim>, LedgerError>>()?;
    let links = links_of(ledger, &all)?;
    let reconciled = reconcile(&all, &links);
    let Some(part) = part else { return Ok(Selection { claims: all, beside: Vec::new(), links, reconciled }) };
    let wanted = |id: &str| part.contains(id);
    let (claims, beside) = all.into_iter().partition(|claim| wanted(&claim.id));
    let links = links.into_iter().filter(|link| wanted(&link.a) && wanted(&link.b)).collect();
    Ok(Selection { claims, beside, links, reconciled: members::chosen(reconciled, &wanted) })
}

/// What `claims` come to by themselves, whatever else `ledger` holds.
pub fn of_claims(ledger: &Ledger, claims: Vec<Claim>) -> Result<Selection, LedgerError> {
    let links = links_of(ledger, &claims)?;
    let reconciled = reconcile(&claims, &links);
    Ok(Selection { claims, beside: Vec::new(), links, reconciled })
}

/// The links whose two claims are among `claims`.
pub fn links_of(ledger: &Ledger, claims: &[Claim]) -> Result<Vec<Link>, LedgerError> {
    let ids: BTreeSet<&str> = claims.iter().map(|claim| claim.id.as_str()).collect();
    let mut links = ledger.links()?;
    links.retain(|link| ids.contains(link.a.as_str()) && ids.contains(link.b.as_str()));
    Ok(links)
}

/// The conflict, event, tally, truce or discrepancy of that id, or of the one id that begins so.
pub fn finding(ledger: &Ledger, id: &str) -> Result<Finding, NotFound> {
    let Selection { claims, reconciled, .. } = selection(ledger, None)?;
    finding_of((&claims, &reconciled), id)
}

/// As [`finding`], among what is at hand: claims, and what they tell together.
pub fn finding_of((claims, all): (&[Claim], &Reconciled), id: &str) -> Result<Finding, NotFound> {
    let mut found = of_id(&all.conflicts, id);
    found.extend(of_id(&all.events, id));
    found.extend(of_id(&all.tallies, id));
    found.extend(of_id(&all.truces, id));
    found.extend(of_id(&all.discrepancies, id));
    if let Some(exact) = found.iter().position(|found| own_id(&found.record) == Some(id)) {
        found = vec![found.swap_remove(exact)];
    }
    let count = found.len();
    let Some(Found { kind, record, own }) = found.pop() else { return Err(NotFound::Nothing(id.to_owned())) };
    if count > 1 {
        return Err(NotFound::Several { id: id.to_owned(), count });
    }
    let mut named = BTreeSet::new();
    strings(&record, &mut named);
    let in_order = |wanted: &dyn Fn(&str) -> bool| -> Vec<Claim> {
        claims.iter().filter(|claim| wanted(&claim.id)).cloned().collect()
    };
    let own = in_order(&|id| own.contains(id)).into_iter().map(|claim| claim.id).collect();
    let claims = in_order(&|id| named.contains(id));
    Ok(Finding { id: own_id(&record).unwrap_or(id).to_owned(), kind, claims, own, record })
}

/// A thing whose id begins as asked for.
struct Found {
    kind: &'static str,
    record: Value,
    own: BTreeSet<String>,
}

fn of_id<T: Members + Serialize>(all: &[T], id: &str) -> Vec<Found> {
    let found = |one: &T| {
        let record = serde_json::to_value(one).unwrap_or_default();
        let own = || one.members().into_iter().cloned().collect();
        own_id(&record).is_some_and(|own| own.starts_with(id)).then(|| Found { kind: T::KIND, own: own(), record })
    };
    all.iter().filter_map(found).collect()
}

/// The beginnings of ids that the program makes.
const MADE: [&str; 7] = ["c-", "e-", "t-", "r-", "d-", "w-", "report-"];

/// An id as it was meant that was copied from where it is printed: without the brackets of a citation, and in small letters
/// where the program made it.
pub fn as_printed(id: &str) -> String {
    let id = id.trim();
    let bare = |open, close| id.strip_prefix(open).and_then(|id| id.strip_suffix(close));
    let id = bare('[', ']').or_else(|| bare('(', ')')).unwrap_or(id).trim();
    let small = id.to_ascii_lowercase();
    let hash = MADE.iter().find_map(|kind| small.strip_prefix(kind));
    let made = hash.is_some_and(|hash| hash.chars().all(|c| c.is_ascii_hexdigit()));
    if made { small } else { id.to_owned() }
}

fn own_id(record: &Value) -> Option<&str> {
    record["id"].as_str()
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

#[cfg(test)]
mod tests {
    use super::as_printed;

    #[test]
    fn ids_are_taken_as_they_are_printed() {
        for (given, meant) in [
            ("[c-5F0c]", "c-5f0c"),
            (" (W-D319) ", "w-d319"),
            ("REPORT-41D9", "report-41d9"),
            ("c-5f0c", "c-5f0c"),
            ("Wire-7 (late)", "Wire-7 (late)"),
            ("R-Nord", "R-Nord"),
        ] {
            assert_eq!(as_printed(given), meant);
        }
    }
}
