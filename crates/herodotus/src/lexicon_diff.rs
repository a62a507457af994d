//! What another lexicon changes in the claims of reports: claims added, gone and changed, with the entries that did it.

mod entries;
mod pairs;

use std::num::NonZeroUsize;

use herodotus_intake::Problem;
use herodotus_lexicon::{Catchwords, Origin, Problems};
use herodotus_schema::{Claim, Report, ReportRef};

use crate::{Failure, Pipeline, pipeline, workers};

/// A pipeline with the files that its lexicon lays over the shipped one, as `(path below its folder, text)`.
#[derive(Clone, Copy)]
pub struct Side<'p> {
    /// The pipeline.
    pub pipeline: &'p Pipeline,
    /// The files.
    pub files: &'p [(String, String)],
}

/// Two pipelines that differ in their lexicons.
pub struct Comparison<'p> {
    before: &'p Pipeline,
    after: &'p Pipeline,
    /// Entries that only the lexicon before has.
    gone: Vec<Catchwords>,
    /// Entries that only the lexicon after has.
    new: Vec<Catchwords>,
}

/// What changed in one report.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The report.
    pub report: ReportRef,
    /// What changed, in order of the words.
    pub changes: Vec<Change>,
    /// How many claims stayed as they were.
    pub same: usize,
}

/// One claim that is not as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What became of it.
    pub what: What,
    /// The entries of the lexicon after that had a part in it, in order; empty where none is seen to.
    pub by: Vec<Origin>,
    /// The entries that had a part in it before and have none after, in order.
    pub instead_of: Vec<Origin>,
}

/// What became of a claim.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// It is new.
    Added(Box<Claim>),
    /// It is no more.
    Gone(Box<Claim>),
    /// It is told otherwise.
    Changed {
        /// As it was.
        before: Box<Claim>,
        /// As it is.
        after: Box<Claim>,
        /// The fields that differ, as the record format names them.
        fields: Vec<&'static str>,
    },
}

impl<'p> Comparison<'p> {
    /// Compares what `after` reads with what `before` reads.
    ///
    /// # Errors
    /// Faults of notation in the files of either.
    pub fn of(before: Side<'p>, after: Side<'p>) -> Result<Comparison<'p>, Problems> {
        let (old, new) = (Catchwords::of(before.files)?, Catchwords::of(after.files)?);
        Ok(Comparison {
            before: before.pipeline,
            after: after.pipeline,
            gone: Catchwords::not_in(&old, &new),
            new: Catchwords::not_in(&new, &old),
        })
    }

    /// What changes in `report`.
    pub fn report(&self, report: Report) -> Difference {
        let reference = ReportRef::from(&report);
        let (before, after) = (self.before.code(report.clone()), self.after.code(report));
        let paired = pairs::pair(&before.claims, &after.claims);
        let same = paired.iter().filter(|pair| pair.is_same()).count();
        let changed = paired.into_iter().filter(|pair| !pair.is_same());
        let changes = changed.map(|pair| entries::explained(self, pair, [&before.document, &after.document]));
        Difference { report: reference, changes: changes.collect(), same }
    }

    /// What changes in each of `reports`, on `threads` threads, in the order in which they came; or why there is nothing
    /// for one.
    ///
    /// A panic inside the program costs the one report. An error from `each` ends the work and is handed back.
    pub fn reports<E>(
        &self,
        threads: NonZeroUsize,
        reports: impl Iterator<Item = Result<Report, Problem>>,
        each: impl FnMut(Result<Difference, Failure>) -> Result<(), E>,
    ) -> Result<(), E> {
        workers::in_order(
            threads,
            reports,
            |item| pipeline::on_report(item, |found| Ok(self.report(found.report))),
            each,
        )
    }
}
