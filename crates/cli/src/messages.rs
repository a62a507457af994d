//! What goes to standard error: progress, one line for each problem, and the way to the exit code.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::{Duration, Instant};

use herodotus::Failure;
use herodotus::intake::{Place, Problem, Spot, Trouble};
use herodotus::wording::counted;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};

/// How a command ended that did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All went well.
    Good,
    /// Something was not read; the rest was.
    SomeFailed,
}

/// Writes each line of `message` to standard error.
pub fn say(message: &str) {
    for line in message.lines() {
        eprintln!("herodotus: {line}");
    }
}

/// Follows the reading of reports: a progress line on a terminal, and problems as they come.
///
/// Records of one file that are wrong in the same way make one line, and so do the files of a folder that were passed over.
pub struct Watch {
    bar: ProgressBar,
    quiet: bool,
    began: Instant,
    held: Option<Held>,
    passed_over: BTreeSet<String>,
    passed: usize,
    skipped: Vec<String>,
    named: usize,
    unknown_headers: BTreeMap<String, usize>,
    headed: usize,
    read: usize,
    failed: usize,
}

/// How many skipped reports are named where not all are asked for.
const NAMED: usize = 5;

/// A problem that is not told yet, because more of the kind may follow.
struct Held {
    problem: Problem,
    places: Vec<Place>,
}

impl Watch {
    /// Begins to watch. Progress is shown on a terminal only, and never where `quiet` is asked for.
    pub fn new(quiet: bool) -> Watch {
        let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
        if let Ok(style) =
            ProgressStyle::with_template("{spinner} {pos} reports read ({rate} a second), {elapsed} {wide_msg}")
        {
            let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
                let _ = write!(out, "{:.1}", state.per_sec());
            };
            bar.set_style(style.with_key("rate", rate));
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Watch {
            bar,
            quiet,
            began: Instant::now(),
            held: None,
            passed_over: BTreeSet::new(),
            passed: 0,
            skipped: Vec::new(),
            named: NAMED,
            unknown_headers: BTreeMap::new(),
            headed: 0,
            read: 0,
            failed: 0,
        }
    }

    /// Names every skipped report, if `all` are asked for.
    pub fn naming(self, all: bool) -> Watch {
        Watch { named: if all { usize::MAX } else { self.named }, ..self }
    }

    /// Another text than that of the report `of` stands under its id, and is kept as `id`.
    pub fn version(&mut self, (of, id): (&str, &str), at: Option<&Spot>) {
        if !self.quiet {
            self.release();
            let place = at.map(|at| format!("{at}: ")).unwrap_or_default();
            self.tell(&format!("{place}other words than the report {of} that was read before; kept beside it as {id}"));
        }
    }

    /// A report was read.
    pub fn read(&mut self, title: Option<&str>) {
        self.read += 1;
        self.bar.set_message(title.unwrap_or_default().to_owned());
        self.bar.inc(1);
    }

    /// Something was not read.
    pub fn failure(&mut self, failure: &Failure) {
        match failure {
            Failure::Intake(problem) => self.problem(problem),
            Failure::Skipped { report, at, chance } => {
                let place = at.as_ref().map(|at| format!("{at}: ")).unwrap_or_default();
                self.skipped.push(format!("{place}{report} ({chance:.2})"));
            }
            other => {
                self.failed += 1;
                self.tell(&other.to_string());
            }
        }
    }

    fn problem(&mut self, problem: &Problem) {
        if let Trouble::OtherFormat { extension } = &problem.trouble {
            self.passed += 1;
            self.passed_over.insert(format!(".{extension}"));
            return;
        }
        if let Trouble::HeadersUnknown { names } = &problem.trouble {
            self.headed += 1;
            names.iter().for_each(|name| *self.unknown_headers.entry(name.clone()).or_default() += 1);
            // One text says all there is to say; of many, the names are told once, at the end.
            if self.headed > 1 {
                return;
            }
        }
        self.failed += usize::from(!problem.is_notice());
        let place = problem.place;
        match (&mut self.held, place) {
            (Some(held), Some(place))
                if held.problem.path == problem.path && held.problem.trouble == problem.trouble =>
            {
                held.places.push(place);
            }
            _ => {
                self.release();
                self.held = Some(Held { problem: problem.clone(), places: place.into_iter().collect() });
            }
        }
    }

    fn release(&mut self) {
        let Some(Held { problem, places }) = self.held.take() else { return };
        if self.quiet && problem.is_notice() {
            return;
        }
        match (places.first(), places.last()) {
            (Some(first), Some(last)) if places.len() > 1 => self.tell(&format!(
                "{}{first}: {} (and {} more like it, up to {})",
                problem.path,
                problem.trouble,
                places.len() - 1,
                last.in_words()
            )),
            _ => self.tell(&problem.to_string()),
        }
    }

    /// Says which reports the gate kept out.
    fn tell_skipped(&self) {
        if self.skipped.is_empty() || self.quiet {
            return;
        }
        let reports = counted(self.skipped.len(), "report");
        self.tell(&format!(
            "{reports} skipped, whose words tell neither of war nor of diplomacy; --read-everything reads them \
             (the chance that each holds a claim in brackets):"
        ));
        self.skipped.iter().take(self.named).for_each(|report| self.tell(&format!("  {report}")));
        if self.skipped.len() > self.named {
            self.tell(&format!("  and {} more; --list-skipped names them all", self.skipped.len() - self.named));
        }
    }

    /// Says which header lines of how many texts were left out, where the first was not the only one.
    fn tell_headers(&self) {
        if self.headed > 1 && !self.quiet {
            let names: Vec<String> =
                self.unknown_headers.iter().map(|(name, texts)| format!("{name} ({texts})")).collect();
            self.tell(&format!(
                "header lines not known were left out of {} texts in all: {}",
                self.headed,
                names.join(", ")
            ));
        }
    }

    fn tell(&self, message: &str) {
        self.bar.suspend(|| say(message));
    }

    /// How many reports were read, and how fast, in reports a second.
    pub fn rate(&self) -> (usize, f64) {
        (self.read, self.read as f64 / self.began.elapsed().as_secs_f64().max(1e-3))
    }

    /// Tells what is left to tell. An error where nothing was read, nor `known` before.
    pub fn end(mut self, known: usize) -> anyhow::Result<Outcome> {
        self.release();
        if self.passed > 0 && !self.quiet {
            let kinds: Vec<&str> = self.passed_over.iter().map(String::as_str).collect();
            self.tell(&format!(
                "{} in folders passed over, not of a format of reports ({}); name a file itself to have it read as \
                 plain text",
                counted(self.passed, "file"),
                kinds.join(" ")
            ));
        }
        self.tell_headers();
        self.tell_skipped();
        self.bar.finish_and_clear();
        match (self.read + known + self.skipped.len(), self.failed) {
            (0, _) => anyhow::bail!(
                "no report was read; give text, pages, feeds, JSON Lines or web archives, or folders of them"
            ),
            (_, 0) => Ok(Outcome::Good),
            _ => Ok(Outcome::SomeFailed),
        }
    }
}
