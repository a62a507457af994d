//! Plain text: prose as it stands, with header lines at its top if it has any.
//!
//! Header lines are `Title:`, `Outlet:`, `Date:`, `URL:` and `Language:` (with a few other names for them), one a
//! line from the first line on, ended by an empty line. They are taken off; everything after them is the report's text, with
//! line ends written as `\n`. Lines of other names among them (`Author:`, `Tags:`) are taken off too, and told of. Without
//! a line of a known name the first line stays part of the text, a headline or not: nothing in the bytes tells the two apart.

use herodotus_schema::Report;

use crate::format::{Origin, Sink};
use crate::prose::checked;
use crate::{Trouble, days};

/// Longer than this no name of a header line is, in characters.
const LONGEST_NAME: usize = 30;
/// A value of more words than this that ends as a sentence does is prose.
const LONGEST_VALUE: usize = 8;

/// Reads one plain text.
pub(crate) fn read(origin: &Origin<'_>, text: &str, sink: &mut Sink<'_>) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let Headed { mut report, day, unknown, unended } = with_headers(&text);
    if let Some(value) = day {
        report.published = days::published(&value);
        if report.published.is_none() {
            sink(None, Err(Trouble::DayUnclear { value }));
        }
    }
    if !unknown.is_empty() {
        sink(None, Err(Trouble::HeadersUnknown { names: unknown }));
    }
    if unended {
        sink(None, Err(Trouble::HeadersUnended));
    }
    report.published = report.published.or_else(|| days::in_file_name(origin.name));
    report.url = origin.url.map(str::to_owned).or(report.url);
    sink(None, checked(report));
}

/// A text without its header lines, and what they told.
#[derive(Default)]
struct Headed {
    /// The report without its day.
    report: Report,
    /// The day as written.
    day: Option<String>,
    /// Names of header lines that nothing is known of, in order.
    unknown: Vec<String>,
    /// Whether two header lines or more were left in the text, for no empty line ends them.
    unended: bool,
}

/// Takes header lines off `text`.
fn with_headers(text: &str) -> Headed {
    let mut headed = Headed::default();
    let mut known = 0;
    let mut rest = text.trim_start_matches('\n');
    while let Some((line, after)) = rest.split_once('\n') {
        let Some((name, value)) = header(line) else { break };
        let value = Some(value.to_owned()).filter(|value| !value.is_empty());
        match name {
            Header::Title => headed.report.title = value,
            Header::Outlet => headed.report.outlet = value,
            Header::Day => headed.day = value,
            Header::Address => headed.report.url = value,
            Header::Language => headed.report.language = value,
            Header::Other(name) => headed.unknown.push(name.to_owned()),
        }
        known += usize::from(!matches!(name, Header::Other(_)));
        rest = after;
    }
    if known == 0 || !rest.starts_with('\n') {
        let report = Report { text: text.to_owned(), ..Report::default() };
        return Headed { report, unended: known > 1, ..Headed::default() };
    }
    headed.report.text = rest.trim_start_matches('\n').to_owned();
    headed
}

enum Header<'l> {
    Title,
    Outlet,
    Day,
    Address,
    Language,
    /// A line of the form of a header line, by a name that is not known.
    Other(&'l str),
}

fn header(line: &str) -> Option<(Header<'_>, &str)> {
    let (name, value) = line.split_once(':')?;
    let (name, value) = (name.trim(), value.trim());
    let header = match name.to_ascii_lowercase().as_str() {
        "title" | "headline" => Header::Title,
        "outlet" | "publisher" | "publication" => Header::Outlet,
        "date" | "published" => Header::Day,
        "url" | "link" => Header::Address,
        "language" | "lang" => Header::Language,
        _ if like_a_header(name, value) => Header::Other(name),
        _ => return None,
    };
    Some((header, value))
}

/// Whether a line is made as header lines are: a short name of letters that begins in upper case, but not all in it (a dateline,
/// "DALMAR: ..."), and no sentence behind it.
fn like_a_header(name: &str, value: &str) -> bool {
    let letters = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '_'));
    let cased = name.starts_with(char::is_uppercase) && name.chars().any(char::is_lowercase);
    let short = name.chars().count() <= LONGEST_NAME && name.split_whitespace().count() <= 3;
    let sentence = value.split_whitespace().count() > LONGEST_VALUE
        && value.trim_end_matches(['"', '\u{201d}', '\'', ')']).ends_with(['.', '!', '?']);
    letters && cased && short && !sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "Rebel gunners shelled the port of Dalmar on Tuesday, the harbour master said.";

    fn reports(name: &str, text: &str) -> Vec<Result<Report, Trouble>> {
        let mut found = Vec::new();
        read(&Origin::file(name), text, &mut |_, item| found.push(item));
        found
    }

    #[test]
    fn header_lines_are_taken_off() {
        let text = format!("Title: Port shelled\r\nOutlet: Coast Herald\r\nDate: March 9, 2021\r\n\r\n{BODY}\r\n");
        let found = reports("a.txt", &text);
        let report = found[0].as_ref().unwrap();
        assert_eq!(report.title.as_deref(), Some("Port shelled"));
        assert_eq!(report.outlet.as_deref(), Some("Coast Herald"));
        assert_eq!(report.published.as_deref(), Some("2021-03-09"));
        assert_eq!(report.text, format!("{BODY}\n"));
    }

    #[test]
    fn prose_that_begins_like_a_header_stays_whole() {
        let text = format!("Date: unknown to the harbour master.\n{BODY}");
        assert_eq!(reports("a.txt", &text)[0].as_ref().unwrap().text, text);
    }

    #[test]
    fn header_lines_of_other_names_are_left_out_and_told() {
        let text = format!("Title: Port shelled\nAuthor: A. Writer\nDate: 2021-03-09\nTags: port, Dalmar\n\n{BODY}");
        let found = reports("a.txt", &text);
        assert_eq!(found[0], Err(Trouble::HeadersUnknown { names: vec!["Author".into(), "Tags".into()] }));
        let report = found[1].as_ref().unwrap();
        assert_eq!((report.title.as_deref(), report.published.as_deref()), (Some("Port shelled"), Some("2021-03-09")));
        assert_eq!(report.text, BODY);
    }

    #[test]
    fn prose_behind_a_colon_is_no_header_line() {
        for first in [
            "Author: nobody knows",
            "Dalmar: gunners shelled the port for the third night, the harbour master of the town said.",
        ] {
            let text = format!("{first}\n\n{BODY}");
            assert_eq!(reports("a.txt", &text)[0].as_ref().unwrap().text, text);
        }
        let text = format!("Date: 2021-03-09\nDALMAR: Guns fell silent.\n\n{BODY}");
        assert_eq!(reports("a.txt", &text)[0].as_ref().unwrap().text, text);
    }

    #[test]
    fn header_lines_without_an_empty_line_behind_them_are_told() {
        let text = format!("Title: Port shelled\nDate: 2021-03-09\n{BODY}");
        let found = reports("a.txt", &text);
        assert_eq!(found[0], Err(Trouble::HeadersUnended));
        assert_eq!(found[1].as_ref().unwrap().text, text);
    }

    #[test]
    fn a_day_that_is_not_understood_is_told() {
        let found = reports("a.txt", &format!("Date: last week\n\n{BODY}"));
        assert_eq!(found[0], Err(Trouble::DayUnclear { value: "last week".into() }));
        assert_eq!(found[1].as_ref().unwrap().published, None);
    }

    #[test]
    fn the_file_name_may_carry_the_day() {
        assert_eq!(reports("2021-03-09-port.txt", BODY)[0].as_ref().unwrap().published.as_deref(), Some("2021-03-09"));
    }
}
