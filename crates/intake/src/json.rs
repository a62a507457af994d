//! JSON Lines of reports, and JSON files that hold one report or an array of them.
//!
//! A record that is a JSON Feed or an item in ninjs, as its fields tell, is read as that.

use herodotus_schema::Report;
use serde_json::{Map, Value};

use crate::draft::Draft;
use crate::format::Sink;
use crate::{Place, Trouble, bytes, feed, ninjs};

/// Reads one line of a `.jsonl` file; an empty line holds nothing.
pub(crate) fn read_line(number: u64, line: &[u8], sink: &mut Sink<'_>) {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    if line.iter().all(u8::is_ascii_whitespace) {
        return;
    }
    let place = Some(Place::Line(number));
    match bytes::decode(line) {
        Err(trouble) => sink(place, Err(trouble)),
        Ok(bytes::Decoded { text, guessed }) => {
            if let Some(encoding) = guessed {
                sink(place, Err(Trouble::Decoded { encoding }));
            }
            match serde_json::from_str(&text) {
                Ok(value) => record(value, &mut |item| sink(place, item)),
                Err(error) => sink(place, Err(broken(&error))),
            }
        }
    }
}

/// Reads a whole `.json` file: one record, an array of them, or a record a line.
pub(crate) fn read(text: &str, sink: &mut Sink<'_>) {
    let text = text.trim_start_matches('\u{feff}');
    match serde_json::from_str(text) {
        Ok(Value::Array(values)) if !values.is_empty() => {
            for (at, value) in values.into_iter().enumerate() {
                record(value, &mut |item| sink(Some(Place::Item(at as u64 + 1)), item));
            }
        }
        Ok(value) if feed::is_json_feed(&value) => feed::read_json(value, sink),
        Ok(value) => record(value, &mut |item| sink(None, item)),
        Err(_) if first_line_is_a_record(text) => {
            for (at, line) in text.lines().enumerate() {
                read_line(at as u64 + 1, line.as_bytes(), sink);
            }
        }
        Err(error) => sink(None, Err(broken(&error))),
    }
}

fn first_line_is_a_record(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    serde_json::from_str::<Map<String, Value>>(first).is_ok()
}

fn broken(error: &serde_json::Error) -> Trouble {
    let message = error.to_string();
    let what = message.rsplit_once(" at line").map_or(message.as_str(), |(what, _)| what);
    match error.line() {
        1 => Trouble::BrokenJson(format!("{what}, column {}", error.column())),
        line => Trouble::BrokenJson(format!("{what}, line {line}, column {}", error.column())),
    }
}

/// Makes a report of one record. Only `text` must be there; a field of another type than expected counts as absent.
fn record(value: Value, sink: &mut dyn FnMut(Result<Report, Trouble>)) {
    let Value::Object(mut fields) = value else {
        return sink(Err(Trouble::NoText("not a JSON object")));
    };
    if ninjs::is_item(&fields) {
        return ninjs::read(fields, sink);
    }
    let text = match fields.remove("text") {
        Some(Value::String(text)) => text,
        Some(_) => return sink(Err(Trouble::NoText("its \"text\" is not a string"))),
        None => return sink(Err(Trouble::NoText("it has no \"text\""))),
    };
    let draft = Draft {
        id: take(&mut fields, "id"),
        outlet: take(&mut fields, "outlet"),
        title: take(&mut fields, "title"),
        day: take(&mut fields, "published"),
        language: take(&mut fields, "language"),
        url: take(&mut fields, "url"),
        text,
    };
    draft.hand_on(None, sink);
}

/// The string (or number, as a string) in a field; `None` for an empty one.
fn take(fields: &mut Map<String, Value>, name: &str) -> Option<String> {
    match fields.remove(name)? {
        Value::String(value) => Some(value).filter(|value| !value.trim().is_empty()),
        Value::Number(value) => Some(value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(Option<Place>, Result<Report, Trouble>)> {
        let mut found = Vec::new();
        read(text, &mut |place, item| found.push((place, item)));
        found
    }

    const GOOD: &str =
        r#"{"id": 7, "outlet": "", "published": "9 March 2021", "text": "Two soldiers died near Dalmar."}"#;

    #[test]
    fn unknown_is_none_and_an_id_may_be_a_number() {
        let found = lines(GOOD);
        let report = found[0].1.as_ref().unwrap();
        assert_eq!((report.id.as_str(), &report.outlet), ("7", &None));
        assert_eq!(report.published.as_deref(), Some("2021-03-09"));
    }

    #[test]
    fn a_broken_line_does_not_stop_the_next() {
        let found = lines(&format!("{GOOD}\n{{\"text\": \"cut\n\n{GOOD}\n{{\"body\": 1}}"));
        let told: Vec<_> = found.iter().map(|(place, item)| (place.unwrap(), item.is_ok())).collect();
        let expected = [(1, true), (2, false), (4, true), (5, false)].map(|(line, good)| (Place::Line(line), good));
        assert_eq!(told, expected);
        assert!(matches!(&found[1].1, Err(Trouble::BrokenJson(what)) if what.contains("column")));
    }

    #[test]
    fn a_json_file_may_hold_one_report_or_many() {
        assert_eq!(lines(&format!("[{GOOD},\n{GOOD}]")).len(), 2);
        let pretty = GOOD.replace(", ", ",\n  ");
        assert!(lines(&pretty)[0].1.is_ok());
        assert!(matches!(lines("[]")[0].1, Err(Trouble::NoText(_))));
    }

    #[test]
    fn a_report_without_an_id_gets_the_same_one_every_time() {
        let text = r#"{"text": "Two soldiers died near Dalmar."}"#;
        let ids: Vec<_> = lines(&format!("[{text},{text}]")).into_iter().map(|(_, item)| item.unwrap().id).collect();
        assert_eq!(ids[0], ids[1]);
        assert!(ids[0].starts_with("report-"));
    }
}
