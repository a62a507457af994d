//! `herodotus annotate`: what reading finds in reports, layer by layer.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use herodotus::export::{annotations, conllu};
use herodotus::intake::Reports;

use crate::arguments::{Shared, Threads};
use crate::messages::{Outcome, Watch};
use crate::{folder, output};

/// Reports come in the order of the paths of their files.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  herodotus annotate reports/ > annotations.jsonl
  herodotus annotate article.txt --format conllu")]
pub struct Annotate {
    /// Files and folders of reports: .txt, .html, .json, .jsonl, feeds, NITF, NewsML-G2, ninjs, WARC, and .gz of these; - for standard input
    #[arg(required = true, value_name = "REPORTS")]
    pub reports: Vec<PathBuf>,
    /// How to write them
    #[arg(long, value_enum, default_value = "jsonl")]
    pub format: AnnotationFormat,
    #[command(flatten)]
    pub threads: Threads,
}

/// A format of annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnnotationFormat {
    /// JSON Lines, one report a line, all layers
    Jsonl,
    /// CoNLL-U, the syntax alone
    Conllu,
}

pub fn run(shared: &Shared, annotate: &Annotate) -> anyhow::Result<Outcome> {
    let pipeline = folder::pipeline(shared)?;
    let mut watch = Watch::new(shared.quiet);
    let mut out = output::stdout();
    pipeline.read_all(annotate.threads.count(), Reports::of(&annotate.reports), |read| {
        match read {
            Err(failure) => watch.failure(&failure),
            Ok(document) => {
                watch.read(document.report.title.as_deref());
                match annotate.format {
                    AnnotationFormat::Jsonl => annotations::write(&mut out, &document)?,
                    AnnotationFormat::Conllu => conllu::write(&mut out, &document)?,
                }
            }
        }
        anyhow::Ok(())
    })?;
    out.flush()?;
    watch.end(0)
}
