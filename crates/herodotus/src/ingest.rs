//! From files to a ledger: what is new is read, coded and added; then the links are judged again.

use std::cell::RefCell;
use std::num::NonZeroUsize;

use herodotus_intake::Problem;
use herodotus_ledger::{Added, Filter, Ledger, LedgerError};
use herodotus_schema::{Claim, Report};

use crate::{Coded, Failure, Pipeline};

/// What to tell while reading.
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
    /// The ids of the reports that were read, new or known, in the order of reading, each once.
    pub reports: Vec<String>,
    /// How many of them are new in the ledger.
    pub new: usize,
    /// How many claims the new ones hold.
    pub claims: usize,
}

/// Reads reports into a ledger.
pub struct Ingest<'i> {
    pipeline: &'i Pipeline,
    ledger: RefCell<&'i mut Ledger>,
    threads: NonZeroUsize,
}

impl<'i> Ingest<'i> {
    /// Prepares reading with `pipeline` into `ledger` on `threads` threads.
    pub fn new(pipeline: &'i Pipeline, ledger: &'i mut Ledger, threads: NonZeroUsize) -> Ingest<'i> {
        Ingest { pipeline, ledger: RefCell::new(ledger), threads }
    }

    /// Reads `reports` and adds each, with its claims, in a transaction of its own; then judges the links of the
    /// whole ledger anew, if anything was added. Reports that are in the ledger already are not read again.
    pub fn run(
        &self,
        reports: impl Iterator<Item = Result<Report, Problem>>,
        tell: &mut dyn FnMut(Progress<'_>),
    ) -> Result<Ingested, LedgerError> {
        let done = RefCell::new(Ingested::default());
        let tell = RefCell::new(tell);
        let known = |report: &Report| {
            tell.borrow_mut()(Progress::Known(report));
            done.borrow_mut().reports.push(report.id.clone());
        };
        let unknown = reports.filter(|item| match item {
            Ok(report) if matches!(self.ledger.borrow().has(report), Ok(true)) => {
                known(report);
                false
            }
            _ => true,
        });
        self.pipeline.code_all(self.threads, unknown, |coded| match coded {
            Err(failure) => {
                tell.borrow_mut()(Progress::Failed(&failure));
                Ok(())
            }
            Ok(Coded { document, claims }) => match self.ledger.borrow_mut().add(&document.report, &claims) {
                Ok(Added::Known) => {
                    known(&document.report);
                    Ok(())
                }
                Ok(Added::New) => {
                    let mut done = done.borrow_mut();
                    done.new += 1;
                    done.claims += claims.len();
                    done.reports.push(document.report.id.clone());
                    tell.borrow_mut()(Progress::Read(&document.report));
                    Ok(())
                }
                Err(error @ LedgerError::IdTaken { .. }) => {
                    let failure = Failure::Taken { message: error.to_string() };
                    tell.borrow_mut()(Progress::Failed(&failure));
                    Ok(())
                }
                Err(error) => Err(error),
            },
        })?;
        let mut done = done.into_inner();
        let mut seen = std::collections::BTreeSet::new();
        done.reports.retain(|id| seen.insert(id.clone()));
        if done.new > 0 {
            self.relink()?;
        }
        Ok(done)
    }

    fn relink(&self) -> Result<(), LedgerError> {
        let mut ledger = self.ledger.borrow_mut();
        let claims = ledger.claims(&Filter::default())?.collect::<Result<Vec<Claim>, _>>()?;
        ledger.replace_links(&herodotus_reconcile::link(&claims))
    }
}
