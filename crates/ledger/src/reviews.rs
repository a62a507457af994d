//! Entering reviews and taking them back.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension};

use crate::entry::{Entry, EntryKind, append, of_row};
use crate::hand::Hand;
use crate::index::{Index, folded};
use crate::joined::{claim_of, claim_or_last};
use crate::shelf::{leave_to_be_linked, shown};
use crate::{Anchor, Ledger, LedgerError, Review, Undo, Verdict};

/// The reviews, and takings back of reviews, that do not stand, by the numbers of their entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetAside {
    /// Those in whose place a later one stands, each with that one.
    pub replaced: BTreeMap<i64, i64>,
    /// Those that were taken back, each with the entry that does so.
    pub undone: BTreeMap<i64, i64>,
}

impl Ledger {
    /// Enters a review; gives the number of its entry, by which it can be taken back. What it says holds at once, in the
    /// place of what an earlier one answered to the same question: whether a claim is made, what stands in a field of it, whether two
    /// claims tell the same, as whom a party is read. The earlier one stands again once this one is taken back.
    pub fn review(&mut self, review: &Review) -> Result<i64, LedgerError> {
        self.enter(EntryKind::of(&review.verdict), review, &review.verdict)
    }

    /// Takes back the review, or the taking back, whose entry is `undo.entry`; gives the number of the new entry. It is
    /// an error if that entry is neither, or is taken back already.
    pub fn undo(&mut self, undo: &Undo) -> Result<i64, LedgerError> {
        let verdict = self.verdict_behind(undo.entry)?;
        self.enter(EntryKind::Undone, undo, &verdict)
    }

    /// The reviews that stand, with the numbers of their entries, in the order in which they were made.
    pub fn reviews(&self) -> Result<Vec<(i64, Review)>, LedgerError> {
        let read = || {
            let hand = Hand::load(&self.connection)?;
            let replaced = replaced(&self.connection, &hand)?;
            Ok(hand.into_reviews().into_iter().filter(|(entry, _)| !replaced.contains_key(entry)).collect())
        };
        read().map_err(|error| self.error(error))
    }

    /// The reviews that do not stand, and why.
    pub fn set_aside(&self) -> Result<SetAside, LedgerError> {
        let read = || {
            let hand = Hand::load(&self.connection)?;
            Ok(SetAside { replaced: replaced(&self.connection, &hand)?, undone: hand.undone().clone() })
        };
        read().map_err(|error| self.error(error))
    }

    /// The reports that an analyst has retracted, each with the number of the entry that says so and stands.
    pub fn retracted(&self) -> Result<BTreeMap<String, i64>, LedgerError> {
        let retracted = |(entry, review): (i64, Review)| match review.verdict {
            Verdict::Retract(report) => Some((report, entry)),
            _ => None,
        };
        let hand = Hand::load(&self.connection).map_err(|error| self.error(error))?;
        // Of several of one report the last stands.
        Ok(hand.into_reviews().into_iter().filter_map(retracted).collect())
    }

    /// The claims that an analyst has accepted, rejected, corrected or added one by one, by report: those that the reviews that
    /// stand hold on to now. Reports that were retracted are left out: that says nothing of what they claim.
    pub fn reviewed(&self) -> Result<BTreeMap<String, BTreeSet<String>>, LedgerError> {
        let retracted = self.retracted()?;
        let read = || {
            let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (_, review) in Hand::load(&self.connection)?.reviews() {
                if matches!(review.verdict, Verdict::Same(..) | Verdict::Apart(..)) {
                    continue;
                }
                let anchors = review.verdict.anchors();
                for anchor in anchors.iter().filter(|anchor| !retracted.contains_key(&anchor.report)) {
                    if let Some(claim) = claim_of(&self.connection, anchor)? {
                        out.entry(anchor.report.clone()).or_default().insert(claim);
                    }
                }
            }
            Ok(out)
        };
        read().map_err(|error| self.error(error))
    }

    /// The claims that a review holds on to now, each with the id that it had when it was reviewed; none where no claim
    /// tells any more what that one told.
    pub fn holds(&self, review: &Review) -> Result<Vec<(String, Option<String>)>, LedgerError> {
        let now = |anchor: &Cow<'_, Anchor>| Ok((anchor.claim.clone(), claim_of(&self.connection, anchor)?));
        let read: rusqlite::Result<_> = review.verdict.anchors().iter().map(now).collect();
        read.map_err(|error| self.error(error))
    }

    fn enter<T: serde::Serialize>(
        &mut self,
        kind: EntryKind,
        value: &T,
        verdict: &Verdict,
    ) -> Result<i64, LedgerError> {
        self.write(|all| {
            let touched = touched(all, verdict, &Hand::load(all)?)?;
            let at = append(all, kind, value)?;
            let hand = Hand::load(all)?;
            touched.into_iter().try_for_each(|report| show_anew(all, report, &hand))?;
            Ok(at)
        })
    }

    /// What the review said that `entry` is, or that it takes back in the end.
    fn verdict_behind(&self, entry: i64) -> Result<Verdict, LedgerError> {
        let wrong = |what: &str| LedgerError::NoReview { entry, what: what.to_owned() };
        let hand = Hand::load(&self.connection).map_err(|error| self.error(error))?;
        if hand.undone().contains_key(&entry) {
            return Err(wrong("is taken back already"));
        }
        let mut at = entry;
        loop {
            match self.entry(at)? {
                Some(Entry::Reviewed(review)) => return Ok(review.verdict),
                Some(Entry::Undone(undo)) if undo.entry < at => at = undo.entry,
                Some(_) => return Err(wrong("is no review")),
                None => return Err(wrong("is not in the ledger")),
            }
        }
    }

    /// The entry of that number.
    pub(crate) fn entry(&self, at: i64) -> Result<Option<Entry>, LedgerError> {
        let read = || {
            let mut ask = self.connection.prepare_cached("SELECT kind, payload FROM entry WHERE seq = ?1")?;
            ask.query_row([at], of_row).optional()
        };
        read().map_err(|error| self.error(error))
    }
}

/// The reviews of `hand` in whose place a later one stands, each with that one.
fn replaced(file: &Connection, hand: &Hand) -> rusqlite::Result<BTreeMap<i64, i64>> {
    hand.replaced(hand.reviews(), |anchor| claim_or_last(file, anchor).map(Some))
}

/// Shows the claims of a report as the reviews that stand have them, and leaves it to be linked if they are other than they were.
fn show_anew(file: &Connection, report: i64, hand: &Hand) -> rusqlite::Result<()> {
    let before = shown(file, report)?;
    Index::of(file).show(report, hand)?;
    leave_to_be_linked(file, report, &before)
}

/// Shows anew what a file of a format in which all reviews stood side by side shows under some that have lost their place.
pub(crate) fn show_replaced(file: &Connection) -> rusqlite::Result<()> {
    let hand = Hand::load(file)?;
    let replaced = replaced(file, &hand)?;
    let mut keys = BTreeSet::new();
    for (_, review) in hand.reviews().iter().filter(|(entry, _)| replaced.contains_key(entry)) {
        keys.extend(touched(file, &review.verdict, &hand)?);
    }
    keys.into_iter().try_for_each(|report| show_anew(file, report, &hand))
}

/// The keys of the reports whose claims `verdict` may show otherwise than `hand`, the reviews that stand, does.
fn touched(file: &Connection, verdict: &Verdict, hand: &Hand) -> rusqlite::Result<BTreeSet<i64>> {
    let mut keys = BTreeSet::new();
    let mut add = |sql: &str, name: &str| -> rusqlite::Result<()> {
        let mut ask = file.prepare_cached(sql)?;
        for key in ask.query_map([name], |row| row.get(0))? {
            keys.insert(key?);
        }
        Ok(())
    };
    for anchor in verdict.anchors() {
        add("SELECT key FROM report WHERE id = ?1", &anchor.report)?;
    }
    if let Verdict::Retract(report) = verdict {
        add("SELECT key FROM report WHERE id = ?1", report)?;
    }
    if let Verdict::Parties { .. } = verdict {
        // A name that was merged may be shown as any name that others were merged into since.
        let standing = hand.reviews().iter().map(|(_, review)| &review.verdict);
        for name in standing.chain([verdict]).flat_map(Verdict::merged) {
            let sql =
                "SELECT DISTINCT report FROM claim JOIN claim_party ON claim_party.claim = claim.key WHERE party = ?1";
            add(sql, &folded(name))?;
        }
    }
    Ok(keys)
}
