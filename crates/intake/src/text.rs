//! Plain text: prose as it stands, with header lines at its top if it has any.
//!
//! Header lines are `Title:`, `Outlet:`, `Date:`, `URL:` and `Language:` (with a few other names for them), one a
//! line from the first line on, ended by an empty line. They are taken off; everything after them is the report's text, with
//! line ends written as `\n`. Without them the first line stays part of the text, a headline or not: nothing in
//! the bytes tells the two apart.

use herodotus_schema::Report;

use crate::format::Sink;
use crate::{Trouble, days, identity, prose};

/// Reads one plain text.
pub(crate) fn read(name: &str, text: &str, sink: &mut Sink<'_>) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (mut report, day) = with_headers(&text);
    if let Some(value) = day {
        report.published = days::published(&value);
        if report.published.is_none() {
            sink(None, Err(Trouble::DayUnclear { value }));
        }
    }
    report.published = report.published.or_else(|| days::in_file_name(name));
    sink(None, finish(report));
}

/// Checks that a report without an id holds readable prose, and gives it its id.
pub(crate) fn finish(mut report: Report) -> Result<Report, Trouble> {
    prose::check(&report)?;
    if report.id.is_empty() {
        report.id = identity::default_id(&report);
    }
    Ok(report)
}

/// Takes header lines off `text`. Gives the report without a day, and the day as written.
fn with_headers(text: &str) -> (Report, Option<String>) {
    let mut report = Report::default();
    let mut day = None;
    let mut rest = text.trim_start_matches('\n');
    while let Some((line, after)) = rest.split_once('\n') {
        let Some((name, value)) = header(line) else {
            break;
        };
        let value = Some(value.to_owned()).filter(|value| !value.is_empty());
        match name {
            Header::Title => report.title = value,
            Header::Outlet => report.outlet = value,
            Header::Day => day = value,
            Header::Address => report.url = value,
            Header::Language => report.language = value,
        }
        rest = after;
    }
    let ends_well = rest.len() < text.len() && rest.starts_with('\n');
    if !ends_well {
        return (Report { text: text.to_owned(), ..Report::default() }, None);
    }
    report.text = rest.trim_start_matches('\n').to_owned();
    (report, day)
}

enum Header {
    Title,
    Outlet,
    Day,
    Address,
    Language,
}

fn header(line: &str) -> Option<(Header, &str)> {
    let (name, value) = line.split_once(':')?;
    let header = match name.trim().to_ascii_lowercase().as_str() {
        "title" | "headline" => Header::Title,
        "outlet" | "publisher" | "publication" => Header::Outlet,
        "date" | "published" => Header::Day,
        "url" | "link" => Header::Address,
        "language" | "lang" => Header::Language,
        _ => return None,
    };
    Some((header, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "Rebel gunners shelled the port of Dalmar on Tuesday, the harbour master said.";

    fn reports(name: &str, text: &str) -> Vec<Result<Report, Trouble>> {
        let mut found = Vec::new();
        read(name, text, &mut |_, item| found.push(item));
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
