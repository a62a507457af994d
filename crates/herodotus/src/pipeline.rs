//! The pipeline: from a report to its document and claims, one at a time or many on several threads.

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use herodotus_coder::{Judge, JudgeError, NearMiss};
use herodotus_gazetteer::{Gazetteer, GazetteerError};
use herodotus_intake::{Found, Problem, Spot};
use herodotus_lexicon::{Lexicon, Problems};
use herodotus_reader::model::{Model, ModelError};
use herodotus_reader::{Reader, Unlikely};
use herodotus_schema::{Claim, Document, Report};

use crate::{Names, workers};

/// Why a pipeline could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineError {
    /// The lexicon has faults, one a line.
    #[error("the lexicon cannot be used:\n{0}")]
    Lexicon(Problems),
    /// The gazetteer's data cannot be read.
    #[error(transparent)]
    Gazetteer(#[from] GazetteerError),
    /// The reader's weights cannot be used.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// What the coder has learnt cannot be used.
    #[error(transparent)]
    Judge(#[from] &'static JudgeError),
}

// By hand, as the message holds the faults already: as its source they would be told twice.
impl From<Problems> for PipelineError {
    fn from(faults: Problems) -> PipelineError {
        PipelineError::Lexicon(faults)
    }
}

/// A report that was read and coded.
#[derive(Debug, Clone)]
pub struct Coded {
    /// The report with everything that reading found in it.
    pub document: Document,
    /// Its claims, in order of their words.
    pub claims: Vec<Claim>,
    /// Where the report was found, if it came from a file.
    pub at: Option<Spot>,
}

/// Why there is nothing for one report.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Failure {
    /// Intake could not make a report of it.
    #[error(transparent)]
    Intake(#[from] Problem),
    /// Another program entered another text under its id while it was read.
    #[error("{}report {id}: another text was entered under this id meanwhile; read it again, and it is kept beside that one", .at.as_ref().map(|at| format!("{at}: ")).unwrap_or_default())]
    IdTaken {
        /// The id that both have.
        id: String,
        /// Where it stands.
        at: Option<Spot>,
    },
    /// Its words tell of nothing that a ledger of claims could hold, so it was not read.
    #[error(
        "report {report}: not read, for its words tell neither of war nor of diplomacy (chance of a claim {chance:.2})"
    )]
    Skipped {
        /// Its title, or its id where it has none.
        report: String,
        /// Where it stands.
        at: Option<Spot>,
        /// The chance, from 0 to 1, that it holds claims all the same.
        chance: f64,
    },
    /// The program failed on it.
    #[error("{}report {report}: the program failed on it ({message}); please report this as a bug, with the report", .at.as_ref().map(|at| format!("{at}: ")).unwrap_or_default())]
    Internal {
        /// The report's id.
        report: String,
        /// Where it stands.
        at: Option<Spot>,
        /// What the program said.
        message: String,
    },
}

/// Reads and codes reports. Pure and immutable; share it between threads by reference.
pub struct Pipeline {
    reader: Reader,
    lexicon: Arc<Lexicon>,
    gazetteer: Arc<Gazetteer>,
    judge: Option<&'static Judge>,
    gated: bool,
}

impl Pipeline {
    /// The pipeline with the lexicon, gazetteer and weights that come with the program.
    pub fn shipped() -> Result<Pipeline, PipelineError> {
        Pipeline::with_overlay([])
    }

    /// The shipped pipeline with a lexicon of one's own on top: files as `(path below its folder, text)`.
    pub fn with_overlay(files: impl IntoIterator<Item = (String, String)>) -> Result<Pipeline, PipelineError> {
        // Weights and names are loaded side by side, so that a first claim comes soon.
        let (model, names) = workers::beside(Model::shipped, || Names::with_overlay(files));
        let Names { lexicon, gazetteer } = names?;
        let reader = Reader::new(model?, Arc::clone(&lexicon), Arc::clone(&gazetteer));
        Ok(Pipeline { reader, lexicon, gazetteer, judge: Some(Judge::shipped()?), gated: true })
    }

    /// The same pipeline, whose claims are those that the lexicon's rules make by themselves.
    #[must_use]
    pub fn without_judge(self) -> Pipeline {
        Pipeline { judge: None, ..self }
    }

    /// The same pipeline, which reads the reports that the gate would skip, too.
    #[must_use]
    pub fn reading_everything(self) -> Pipeline {
        Pipeline { gated: false, ..self }
    }

    /// The lexicon in use.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// What parties and places are called by both.
    pub fn names(&self) -> Names {
        Names { lexicon: Arc::clone(&self.lexicon), gazetteer: Arc::clone(&self.gazetteer) }
    }

    /// The gazetteer in use.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Reads a report without coding it.
    pub fn read(&self, report: Report) -> Document {
        self.reader.read(report)
    }

    /// Reads and codes a report.
    pub fn code(&self, report: Report) -> Coded {
        self.coded(self.reader.read(report))
    }

    /// Reads and codes a report, unless the gate skips it.
    fn code_likely(&self, Found { report, at }: Found) -> Result<Coded, Failure> {
        if !self.gated {
            return Ok(Coded { at, ..self.code(report) });
        }
        let name = report.title.clone().unwrap_or_else(|| report.id.clone());
        match self.reader.read_likely(report) {
            Ok(document) => Ok(Coded { at, ..self.coded(document) }),
            Err(Unlikely { chance, .. }) => Err(Failure::Skipped { report: name, at, chance }),
        }
    }

    fn coded(&self, document: Document) -> Coded {
        let claims = herodotus_coder::code(&document, &self.lexicon, self.judge);
        Coded { document, claims, at: None }
    }

    /// Reads and codes a report, and says what nearly became a claim.
    pub fn code_explained(&self, report: Report) -> (Coded, Vec<NearMiss>) {
        let document = self.reader.read(report);
        let herodotus_coder::Coded { claims, near_misses } =
            herodotus_coder::code_explained(&document, &self.lexicon, self.judge);
        (Coded { document, claims, at: None }, near_misses)
    }

    /// Reads and codes `reports` on `threads` threads, but for those that the gate skips. Gives each one, or why
    /// there is none, to `each`, in the order in which they came; what it gives does not depend on the number of threads.
    ///
    /// A panic inside the program costs the one report. An error from `each` ends the work and is handed back.
    pub fn code_all<F: Into<Found> + Send, E>(
        &self,
        threads: NonZeroUsize,
        reports: impl Iterator<Item = Result<F, Problem>>,
        each: impl FnMut(Result<Coded, Failure>) -> Result<(), E>,
    ) -> Result<(), E> {
        workers::in_order(threads, reports, |item| on_report(item, |found| self.code_likely(found)), each)
    }

    /// Reads `reports` without coding them; otherwise as [`Pipeline::code_all`].
    pub fn read_all<E>(
        &self,
        threads: NonZeroUsize,
        reports: impl Iterator<Item = Result<Report, Problem>>,
        each: impl FnMut(Result<Document, Failure>) -> Result<(), E>,
    ) -> Result<(), E> {
        workers::in_order(threads, reports, |item| on_report(item, |found| Ok(self.read(found.report))), each)
    }
}

/// Does `work` on a report, so that a panic in it becomes a failure that names the report.
pub(crate) fn on_report<F: Into<Found>, R>(
    item: Result<F, Problem>,
    work: impl FnOnce(Found) -> Result<R, Failure>,
) -> Result<R, Failure> {
    let found: Found = item?.into();
    let (id, at) = (found.report.id.clone(), found.at.clone());
    catch_unwind(AssertUnwindSafe(|| work(found)))
        .unwrap_or_else(|cause| Err(Failure::Internal { report: id, at, message: told(&*cause) }))
}

/// What a panic said.
fn told(cause: &(dyn Any + Send)) -> String {
    let text = cause.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| cause.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a word".to_owned())
}
