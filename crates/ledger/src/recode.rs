//! Coding a report anew: what that changes, worked out first and entered only if it is wanted.

use std::collections::BTreeSet;

use herodotus_schema::Claim;
use rusqlite::Connection;

use crate::anchor::{pairs, successors};
use crate::entry::{EntryKind, Retraction, append};
use crate::hand::Hand;
use crate::index::{Index, Read};
use crate::shelf::{leave_to_be_linked, shown};
use crate::{Anchor, Ledger, LedgerError};

/// What becomes of one claim when its report is coded anew. Claims that stay as they are have none.
#[derive(Debug, Clone, PartialEq)]
pub enum Recoded {
    /// It is new.
    Added(Claim),
    /// It is found no more.
    Gone(Claim),
    /// It is found no more, and stays because an analyst accepted, corrected, joined or parted it.
    Kept(Claim),
    /// It is coded otherwise; its id changes where what makes the id does.
    Changed {
        /// As it stood.
        before: Box<Claim>,
        /// As it is coded now.
        after: Box<Claim>,
    },
}

impl Ledger {
    /// What becomes of the claims of the report `id` if `claims` are what is found in it now; enters nothing. In order of
    /// place in the text. A report that is not there gives nothing.
    pub fn recoding(&self, id: &str, claims: &[Claim]) -> Result<Vec<Recoded>, LedgerError> {
        compare(&self.connection, id, claims).map_err(|error| self.error(error))
    }

    /// Makes `claims` the claims of the report `id`: enters those that are new or coded otherwise and retracts those that
    /// are gone, in one transaction. Reviews hold on to the claims that tell the same. Says what changed.
    pub fn recode(&mut self, id: &str, claims: &[Claim]) -> Result<Vec<Recoded>, LedgerError> {
        self.write(|all| {
            let changes = compare(all, id, claims)?;
            let index = Index::of(all);
            let Some((key, report)) = index.report(id)? else { return Ok(changes) };
            let before = shown(all, key)?;
            for gone in changes.iter().filter_map(|change| retraction(id, change)) {
                append(all, EntryKind::ClaimRetracted, &gone)?;
                index.retract(key, &gone)?;
            }
            for claim in changes.iter().filter_map(coded) {
                let at = append(all, EntryKind::ClaimCoded, claim)?;
                index.enter_claim(at, Read { key, report: &report }, claim)?;
            }
            let hand = Hand::load(all)?;
            for back in returned(index, (id, key), (&hand, &changes))? {
                append(all, EntryKind::ClaimRetracted, &back)?;
                index.retract(key, &back)?;
            }
            if !changes.is_empty() {
                index.show(key, &hand)?;
            }
            leave_to_be_linked(all, key, &before)?;
            Ok(changes)
        })
    }
}

/// The claim that `change` enters, if it enters one.
fn coded(change: &Recoded) -> Option<&Claim> {
    match change {
        Recoded::Added(claim) => Some(claim),
        Recoded::Changed { after, .. } => Some(after),
        Recoded::Gone(_) | Recoded::Kept(_) => None,
    }
}

/// The entries that say which of the new claims tell again what a review held on to and nothing told for a while.
fn returned(
    index: Index<'_>,
    (id, key): (&str, i64),
    (hand, changes): (&Hand, &[Recoded]),
) -> rusqlite::Result<Vec<Retraction>> {
    let (now, gone) = (index.coded(key)?, index.gone(key)?);
    let orphans = hand.orphans(id, &now.iter().collect::<Vec<_>>(), &gone);
    let new: Vec<&Claim> = changes.iter().filter(|c| matches!(c, Recoded::Added(_))).filter_map(coded).collect();
    let anchors: Vec<&Anchor> = orphans.values().map(|anchor| &**anchor).collect();
    let found = orphans.keys().zip(pairs(&anchors, &new)).filter_map(|(last, at)| Some((last, new[at?])));
    let back = |(last, claim): (&String, &Claim)| Retraction {
        report: id.to_owned(),
        claim: last.clone(),
        successor: Some(claim.id.clone()),
    };
    Ok(found.map(back).collect())
}

/// The entry that takes the claim of `change` away, if it goes or gets another id.
fn retraction(report: &str, change: &Recoded) -> Option<Retraction> {
    let (claim, successor) = match change {
        Recoded::Gone(claim) => (claim, None),
        Recoded::Changed { before, after } if before.id != after.id => (&**before, Some(after.id.clone())),
        _ => return None,
    };
    Some(Retraction { report: report.to_owned(), claim: claim.id.clone(), successor })
}

fn compare(file: &Connection, id: &str, claims: &[Claim]) -> rusqlite::Result<Vec<Recoded>> {
    let index = Index::of(file);
    let Some((key, _)) = index.report(id)? else { return Ok(Vec::new()) };
    let old = index.coded(key)?;
    let mut ids = BTreeSet::new();
    let new: Vec<Claim> = claims.iter().filter(|claim| ids.insert(&claim.id)).cloned().collect();
    let held = Hand::load(file)?.held(&old.iter().collect::<Vec<_>>(), &index.gone(key)?);
    let successors = successors(&old, &new);
    let mut found = BTreeSet::new();
    let mut out = Vec::new();
    for (n, (before, successor)) in old.into_iter().zip(successors).enumerate() {
        match successor {
            Some(at) => {
                found.insert(at);
                if new[at] != before {
                    out.push(Recoded::Changed { before: Box::new(before), after: Box::new(new[at].clone()) });
                }
            }
            None if held.contains(&n) => out.push(Recoded::Kept(before)),
            None => out.push(Recoded::Gone(before)),
        }
    }
    out.extend(new.into_iter().enumerate().filter(|(n, _)| !found.contains(n)).map(|(_, claim)| Recoded::Added(claim)));
    out.sort_by(|x, y| place(x).cmp(&place(y)));
    Ok(out)
}

fn place(change: &Recoded) -> (u32, u32, &str) {
    let claim = match change {
        Recoded::Added(claim) | Recoded::Gone(claim) | Recoded::Kept(claim) => claim,
        Recoded::Changed { after, .. } => after,
    };
    (claim.span.start, claim.span.end, &claim.id)
}
