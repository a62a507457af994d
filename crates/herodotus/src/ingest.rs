//! From files to a ledger: what is new is read, coded and added. Its links are left to `linking`.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use herodotus_intake::Problem;
use herodotus_ledger::{Added, Ledger, LedgerError};
use herodotus_schema::Report;

use crate::{Coded, Failure, Pipeline};

/// What happens while reading.
pub enum Progress<'p> {
    /// A report was read and added.
    Read(&'p Report),
    /// A report was in the ledger already.
    Known(&'p Report),
    /// Something was not read.
    Failed(&'p Failure),
}

/// What reading came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingested {
    /// The ids of the reports that were read, new or known.
    pub reports: BTreeSet<String>,
    /// How many of them are new in the ledger.
    pub new: usize,
    /// How many claims the new ones hold.
    pub claims: usize,
}

/// Reads reports into a ledger.
pub struct Ingest<'i> {
    pipeline: &'i Pipeline,
    ledger: &'i mut Ledger,
    threads: NonZeroUsize,
}

impl<'i> Ingest<'i> {
    /// Prepares reading with `pipeline` into `ledger` on `threads` threads.
    pub fn new(pipeline: &'i Pipeline, ledger: &'i mut Ledger, threads: NonZeroUsize) -> Ingest<'i> {
        Ingest { pipeline, ledger, threads }
    }

    /// Reads `reports` and adds each, with its claims, in a transaction of its own; `tell` hears of each.
    /// Reports that are in the ledger already are not read again. Links are left to [`crate::relink`].
    pub fn run(
        self,
        reports: impl Iterator<Item = Result<Report, Problem>>,
        tell: impl FnMut(Progress<'_>),
    ) -> Result<Ingested, LedgerError> {
        let state = RefCell::new(State { ledger: self.ledger, done: Ingested::default(), tell });
        let unknown = reports.filter(|item| match item {
            Ok(report) => !state.borrow_mut().knows(report),
            Err(_) => true,
        });
        self.pipeline.code_all(self.threads, unknown, |coded| state.borrow_mut().take(coded))?;
        Ok(state.into_inner().done)
    }
}

/// What the two ends of the work share: one asks before reading, the other adds after it, by turns on one thread.
struct State<'i, T> {
    ledger: &'i mut Ledger,
    done: Ingested,
    tell: T,
}

impl<T: FnMut(Progress<'_>)> State<'_, T> {
    fn knows(&mut self, report: &Report) -> bool {
        // What goes wrong here goes wrong again when the report is added, and is told then.
        let known = self.ledger.has(report).unwrap_or(false);
        if known {
            self.note_known(report);
        }
        known
    }

    fn note_known(&mut self, report: &Report) {
        self.done.reports.insert(report.id.clone());
        (self.tell)(Progress::Known(report));
    }

    fn take(&mut self, coded: Result<Coded, Failure>) -> Result<(), LedgerError> {
        let Coded { document, claims } = match coded {
            Ok(coded) => coded,
            Err(failure) => {
                (self.tell)(Progress::Failed(&failure));
                return Ok(());
            }
        };
        match self.ledger.add(&document.report, &claims) {
            Ok(Added::Known) => self.note_known(&document.report),
            Ok(Added::New) => {
                self.done.reports.insert(document.report.id.clone());
                self.done.new += 1;
                self.done.claims += claims.len();
                (self.tell)(Progress::Read(&document.report));
            }
            Err(LedgerError::IdTaken { id, .. }) => (self.tell)(Progress::Failed(&Failure::IdTaken { id })),
            Err(error) => return Err(error),
        }
        Ok(())
    }
}
