//! From files to a ledger: what is new is read, coded and added. Its links are left to `linking`.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use herodotus_intake::{Found, Problem, Spot, content_hash};
use herodotus_ledger::{Added, Ledger, LedgerError};
use herodotus_schema::Report;

use crate::{Coded, Failure, Pipeline};

/// How many digits of its content's hash stand in the id of a report whose own id another text has.
const DIGITS: usize = 8;

/// What happens while reading, and where the report stands.
pub enum Progress<'p> {
    /// A report was read and added.
    Read(&'p Report, Option<&'p Spot>),
    /// A report was in the ledger already.
    Known(&'p Report, Option<&'p Spot>),
    /// Another text was read before under the id that a report brings, so it is kept beside that one under an id of its own.
    Version {
        /// The id that it brings.
        of: &'p str,
        /// The id under which it is kept: the other with a hash of what it says.
        id: &'p str,
        /// Where it stands.
        at: Option<&'p Spot>,
    },
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
    /// Reports that are in the ledger already are not read again; of two texts with one id the second is kept as a version
    /// of its own. Links are left to [`crate::relink`].
    pub fn run<F: Into<Found>>(
        self,
        reports: impl Iterator<Item = Result<F, Problem>>,
        tell: impl FnMut(Progress<'_>),
    ) -> Result<Ingested, LedgerError> {
        let state =
            RefCell::new(State { ledger: self.ledger, done: Ingested::default(), under_way: BTreeMap::new(), tell });
        let unknown = reports.filter_map(|item| match item {
            Ok(found) => state.borrow_mut().unknown(found.into()).map(Ok),
            Err(problem) => Some(Err(problem)),
        });
        self.pipeline.code_all(self.threads, unknown, |coded| state.borrow_mut().take(coded))?;
        Ok(state.into_inner().done)
    }
}

/// What the two ends of the work share: one asks before reading, the other adds after it, by turns on one thread.
struct State<'i, T> {
    ledger: &'i mut Ledger,
    done: Ingested,
    /// What was given out to be read, by id, with a hash of what it says: it may not stand in the ledger yet.
    under_way: BTreeMap<String, String>,
    tell: T,
}

impl<T: FnMut(Progress<'_>)> State<'_, T> {
    /// The report, if it is to be read; under another id than it brings, if that one is another text's.
    fn unknown(&mut self, mut found: Found) -> Option<Found> {
        let hash = content_hash(&found.report);
        if self.is_taken(&found.report, &hash) {
            let of = found.report.id.clone();
            found.report.id = format!("{of}-{}", hash.get(..DIGITS).unwrap_or(&hash));
            if !self.knows(&found.report) {
                (self.tell)(Progress::Version { of: &of, id: &found.report.id, at: found.at.as_ref() });
            }
        }
        if self.knows(&found.report) {
            self.note_known(&found.report, found.at.as_ref());
            return None;
        }
        self.under_way.insert(found.report.id.clone(), hash);
        Some(found)
    }

    /// Whether another text has the report's id, in the ledger or on its way there.
    fn is_taken(&self, report: &Report, hash: &str) -> bool {
        let under_way = self.under_way.get(&report.id).is_some_and(|known| known != hash);
        let entered = || matches!(self.ledger.has(report), Err(LedgerError::IdTaken { .. }));
        !self.knows(report) && (under_way || entered())
    }

    /// Whether the ledger has what the report says under its id; in which language it is told to be does not matter.
    fn knows(&self, report: &Report) -> bool {
        match self.ledger.has(report) {
            Ok(known) => known,
            Err(LedgerError::IdTaken { .. }) => {
                let entered = self.ledger.report(&report.id).ok().flatten();
                entered.is_some_and(|entered| content_hash(&entered) == content_hash(report))
            }
            // What goes wrong here goes wrong again when the report is added, and is told then.
            Err(_) => false,
        }
    }

    fn note_known(&mut self, report: &Report, at: Option<&Spot>) {
        self.done.reports.insert(report.id.clone());
        (self.tell)(Progress::Known(report, at));
    }

    fn take(&mut self, coded: Result<Coded, Failure>) -> Result<(), LedgerError> {
        let Coded { document, claims, at } = match coded {
            Ok(coded) => coded,
            Err(failure) => {
                (self.tell)(Progress::Failed(&failure));
                return Ok(());
            }
        };
        match self.ledger.add(&document.report, &claims) {
            Ok(Added::Known) => self.note_known(&document.report, at.as_ref()),
            Ok(Added::New) => {
                self.done.reports.insert(document.report.id.clone());
                self.done.new += 1;
                self.done.claims += claims.len();
                (self.tell)(Progress::Read(&document.report, at.as_ref()));
            }
            Err(LedgerError::IdTaken { .. }) if self.knows(&document.report) => {
                self.note_known(&document.report, at.as_ref());
            }
            Err(LedgerError::IdTaken { id, .. }) => (self.tell)(Progress::Failed(&Failure::IdTaken { id, at })),
            Err(error) => return Err(error),
        }
        Ok(())
    }
}
