//! Coding the reports of a ledger anew, with the lexicon and model at hand.

use std::cell::RefCell;
use std::num::NonZeroUsize;

use herodotus_ledger::{Ledger, LedgerError, Recoded};
use herodotus_schema::ReportRef;

use crate::changed_fields::changed_fields;
use crate::{Coded, Failure, Pipeline};

/// Whether a coding is to be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recode {
    /// Enter what changes.
    Enter,
    /// Only say what would.
    Show,
}

/// What happens while coding anew.
pub enum RecodeProgress<'p> {
    /// A report was coded anew, with what changes in it, by place in the text.
    Coded(&'p ReportRef, &'p [Recoded]),
    /// A report could not be coded; its claims stay.
    Failed(&'p Failure),
}

/// What coding anew came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recoding {
    /// How many reports were coded anew.
    pub reports: usize,
    /// How many claims are new.
    pub added: usize,
    /// How many are found no more.
    pub gone: usize,
    /// How many are found no more and stay by an analyst's word.
    pub kept: usize,
    /// How many have another value in some field.
    pub changed: usize,
    /// How many have the same values by another derivation.
    pub rederived: usize,
}

impl Recoding {
    fn count(&mut self, change: &Recoded) {
        match change {
            Recoded::Added(_) => self.added += 1,
            Recoded::Gone(_) => self.gone += 1,
            Recoded::Kept(_) => self.kept += 1,
            Recoded::Changed { before, after } if changed_fields(before, after).is_empty() => self.rederived += 1,
            Recoded::Changed { .. } => self.changed += 1,
        }
    }
}

/// Reads and codes every report of `ledger` with `pipeline` on `threads` threads, each in a transaction of its own; `tell`
/// hears of each, in the order of the ledger. A run that is cut short can be run again. Links are left to
/// [`relink`](crate::relink).
pub fn recode(
    pipeline: &Pipeline,
    ledger: &mut Ledger,
    (how, threads): (Recode, NonZeroUsize),
    mut tell: impl FnMut(RecodeProgress<'_>),
) -> Result<Recoding, LedgerError> {
    let ids = ledger.report_ids()?;
    let ledger = RefCell::new(ledger);
    let unread = RefCell::new(None);
    let reports = ids.iter().map_while(|id| match ledger.borrow().report(id) {
        Ok(report) => Some(Ok(report.unwrap_or_default())),
        Err(error) => {
            *unread.borrow_mut() = Some(error);
            None
        }
    });
    let mut done = Recoding::default();
    pipeline.code_all(threads, reports, |coded| {
        let Coded { document, claims, .. } = match coded {
            Ok(coded) => coded,
            Err(failure) => {
                tell(RecodeProgress::Failed(&failure));
                return Ok(());
            }
        };
        let id = &document.report.id;
        let changes = match how {
            Recode::Enter => ledger.borrow_mut().recode(id, &claims)?,
            Recode::Show => ledger.borrow().recoding(id, &claims)?,
        };
        done.reports += 1;
        changes.iter().for_each(|change| done.count(change));
        tell(RecodeProgress::Coded(&ReportRef::from(&document.report), &changes));
        Ok::<(), LedgerError>(())
    })?;
    match unread.into_inner() {
        Some(error) => Err(error),
        None => Ok(done),
    }
}
