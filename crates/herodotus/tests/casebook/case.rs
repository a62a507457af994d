//! A case as it is written in Markdown: a heading, why it is hard, reports, and the ledger's print of them.

use std::fmt;
use std::ops::Range;

/// What begins the line that says what a reader would expect instead of the print.
const WRONG: &str = "Known to be wrong:";

/// One case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// What it shows.
    pub heading: String,
    /// The line of its heading, from 1.
    pub line: usize,
    /// What is wrong with the print, where the case says so.
    pub wrong: Option<String>,
    /// The reports, with their header lines.
    pub reports: Vec<String>,
    /// Where the ledger's print stands in the file, in bytes, without its fences.
    pub ledger: Range<usize>,
}

/// A case that cannot be read. Written `12: what is amiss`.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    line: usize,
    what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.what)
    }
}

/// The cases of a file, in order.
///
/// # Errors
/// The first case that lacks its reason, its reports or its ledger block, or a block that is not closed.
pub fn parse(text: &str) -> Result<Vec<Case>, Fault> {
    let mut parser = Parser::default();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        parser.line(number + 1, at, line)?;
        at += line.len();
    }
    parser.finish()
}

/// Where a line stands.
#[derive(Default)]
enum Within {
    #[default]
    Prose,
    Report(String),
    Ledger(usize),
    Other,
}

#[derive(Default)]
struct Parser {
    done: Vec<Case>,
    case: Option<Case>,
    prose: String,
    within: Within,
}

impl Parser {
    fn line(&mut self, number: usize, at: usize, line: &str) -> Result<(), Fault> {
        let fence = line.trim_end().strip_prefix("```");
        match (&mut self.within, fence) {
            (Within::Prose, Some(kind)) => return self.open(number, at + line.len(), kind),
            (Within::Prose, None) => return self.prose(number, line),
            (_, None) => {}
            (_, Some(_)) => return self.close(at),
        }
        if let Within::Report(text) = &mut self.within {
            text.push_str(line);
        }
        Ok(())
    }

    fn prose(&mut self, number: usize, line: &str) -> Result<(), Fault> {
        if let Some(heading) = line.strip_prefix("## ") {
            self.end_case()?;
            self.case = Some(Case { heading: heading.trim().to_owned(), line: number, ..Case::default() });
        } else {
            self.prose.push_str(line);
        }
        Ok(())
    }

    fn open(&mut self, line: usize, begins: usize, kind: &str) -> Result<(), Fault> {
        let in_case = self.case.is_some();
        self.within = match kind.trim() {
            "report" if in_case => Within::Report(String::new()),
            "ledger" if in_case => Within::Ledger(begins),
            "report" | "ledger" => return fault(line, "a block before the first heading `## ...`"),
            _ => Within::Other,
        };
        Ok(())
    }

    fn close(&mut self, at: usize) -> Result<(), Fault> {
        let Some(case) = &mut self.case else {
            self.within = Within::Prose;
            return Ok(());
        };
        match std::mem::take(&mut self.within) {
            Within::Report(text) => case.reports.push(text),
            Within::Ledger(_) if !case.ledger.is_empty() || case.ledger.start > 0 => {
                return fault(case.line, "two ledger blocks in one case");
            }
            Within::Ledger(begins) => case.ledger = begins..at,
            Within::Prose | Within::Other => {}
        }
        Ok(())
    }

    fn end_case(&mut self) -> Result<(), Fault> {
        let prose = std::mem::take(&mut self.prose);
        let Some(mut case) = self.case.take() else { return Ok(()) };
        case.wrong = prose.split("\n\n").find_map(|part| part.trim().strip_prefix(WRONG)).map(folded);
        let why = prose.split("\n\n").any(|part| !part.trim().is_empty() && !part.trim().starts_with(WRONG));
        let missing = [
            (!why, "no words on why the case is hard"),
            (case.reports.is_empty(), "no block that begins with ```report"),
            (
                case.ledger.start == 0,
                "no block that begins with ```ledger (leave it empty and run `cargo xtask accept`)",
            ),
        ];
        if let Some((_, what)) = missing.into_iter().find(|(amiss, _)| *amiss) {
            return fault(case.line, what);
        }
        self.done.push(case);
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<Case>, Fault> {
        if !matches!(self.within, Within::Prose) {
            return fault(self.case.map_or(1, |case| case.line), "a block that is not closed by ```");
        }
        self.end_case()?;
        Ok(self.done)
    }
}

fn fault<T>(line: usize, what: &str) -> Result<T, Fault> {
    Err(Fault { line, what: what.to_owned() })
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_case_is_read_with_its_parts() {
    let text = "# Theme\n\nWords.\n\n## One\n\nWhy.\n\nKnown to be wrong: the\nday.\n\n```report\nOutlet: A\n\nText.\n```\n\n\
                ```ledger\n1 x\n```\n";
    let cases = parse(text).unwrap();
    let [case] = cases.as_slice() else { panic!("{cases:?}") };
    assert_eq!((case.heading.as_str(), case.line), ("One", 5));
    assert_eq!(case.wrong.as_deref(), Some("the day."));
    assert_eq!(case.reports, ["Outlet: A\n\nText.\n"]);
    assert_eq!(&text[case.ledger.clone()], "1 x\n");
}

#[test]
fn what_a_case_lacks_is_told_with_its_line() {
    for (text, told) in [
        ("## One\n\n```report\nText.\n```\n```ledger\n```\n", "1: no words on why"),
        ("## One\n\nWhy.\n\n```ledger\n```\n", "1: no block that begins with ```report"),
        ("\n## One\n\nWhy.\n\n```report\nText.\n```\n", "2: no block that begins with ```ledger"),
        ("## One\n\nWhy.\n\n```report\nText.\n", "1: a block that is not closed"),
        ("```report\nText.\n```\n", "1: a block before the first heading"),
    ] {
        let fault = parse(text).unwrap_err().to_string();
        assert!(fault.starts_with(told), "{text}: {fault}");
    }
}
