//! Reading exported claims back, from this program or others: fields may be missing or null.

use std::io::BufRead;

use herodotus_schema::Claim;
use serde_json::{Map, Value, json};

/// Why a line is no claim.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {what}; every line wants a JSON object with an \"id\", as `herodotus export claims` writes it")]
pub struct NotAClaim {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

/// Reads claims, one a line. Empty lines hold nothing; a field that is missing or null is unknown.
pub fn claims(lines: impl BufRead) -> impl Iterator<Item = Result<Claim, NotAClaim>> {
    lines.lines().enumerate().filter_map(|(at, line)| {
        let wrong = |what: String| NotAClaim { line: at + 1, what };
        match line {
            Err(error) => Some(Err(wrong(error.to_string()))),
            Ok(line) if line.trim().is_empty() => None,
            Ok(line) => Some(claim(&line).map_err(wrong)),
        }
    })
}

fn claim(line: &str) -> Result<Claim, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| format!("broken JSON ({error})"))?;
    let Value::Object(mut fields) = without_nulls(value) else { return Err("not a JSON object".to_owned()) };
    if !fields.get("id").is_some_and(Value::is_string) {
        return Err("no \"id\"".to_owned());
    }
    complete(&mut fields);
    serde_json::from_value(Value::Object(fields)).map_err(|error| error.to_string())
}

/// Leaves out every field that is null, at any depth: the schema's defaults then stand for it.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name, without_nulls(value)))
            .collect(),
        Value::Array(items) => items.into_iter().filter(|item| !item.is_null()).map(without_nulls).collect(),
        other => other,
    }
}

/// Puts in what the schema cannot do without, and takes out what would make the whole claim unreadable.
fn complete(fields: &mut Map<String, Value>) {
    let is_tally = fields.contains_key("tally");
    for (name, value) in [
        ("report", json!({})),
        ("span", json!({"start": 0, "end": 0})),
        ("quote", json!("")),
        ("kind", json!(if is_tally { "tally" } else { "event" })),
        ("status", json!("happened")),
        ("certainty", json!("firm")),
    ] {
        fields.entry(name).or_insert(value);
    }
    for name in ["span", "sentence"] {
        if fields.get(name).is_some_and(|span| !is_span(span)) {
            fields.insert(name.to_owned(), json!({"start": 0, "end": 0}));
        }
    }
    if let Some(Value::Object(when)) = fields.get_mut("when") {
        match (when.get("start").cloned(), when.get("end").cloned()) {
            (Some(start), None) => drop(when.insert("end".to_owned(), start)),
            (None, Some(end)) => drop(when.insert("start".to_owned(), end)),
            (None, None) => drop(fields.remove("when")),
            _ => {}
        }
    }
    if fields.get("tally").is_some_and(|tally| tally.get("what").is_none()) {
        fields.remove("tally");
    }
}

fn is_span(span: &Value) -> bool {
    let bound = |name: &str| span.get(name).and_then(Value::as_u64).is_some_and(|at| u32::try_from(at).is_ok());
    bound("start") && bound("end")
}

#[cfg(test)]
mod tests {
    use herodotus_schema::{ClaimKind, Status};

    use super::*;

    #[test]
    fn what_is_missing_or_null_is_unknown() {
        let lines = concat!(
            r#"{"id": "a", "agents": null, "places": [{"text": "Dalmar", "lat": null}], "when": {"start": "2021-03-09"}}"#,
            "\n\n",
            r#"{"id": "b", "span": {"start": -1, "end": 4}, "tally": {"what": "killed", "low": 3, "high": null}, "status": "possible"}"#,
        );
        let claims: Vec<Claim> = claims(lines.as_bytes()).map(Result::unwrap).collect();
        assert_eq!(claims[0].when.as_ref().unwrap().end.to_string(), "2021-03-09");
        assert_eq!(claims[0].places[0].lat, None);
        assert_eq!((claims[1].kind, claims[1].status), (ClaimKind::Tally, Status::Possible));
        assert_eq!(claims[1].tally.as_ref().unwrap().low, Some(3.0));
    }

    #[test]
    fn what_is_no_claim_is_told_with_its_line() {
        let told: Vec<String> =
            claims("\n{\n[]\n{\"quote\": \"x\"}\n".as_bytes()).map(|claim| claim.unwrap_err().to_string()).collect();
        assert!(told[0].starts_with("line 2: broken JSON"), "{}", told[0]);
        assert!(told[1].starts_with("line 3: not a JSON object"));
        assert!(told[2].starts_with("line 4: no \"id\""));
    }
}
