//! Small words that views, exports and commands share: counted nouns, and the words of the record formats.

use serde::Serialize;

/// A number with its noun: "1 claim", "2 claims". The plural is the noun with an s.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The word that the record formats use for a value ("did-not-happen"); nothing for a value that is no single word.
pub fn word<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
