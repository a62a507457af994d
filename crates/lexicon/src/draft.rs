//! Writing an entry: keys and values in, well-formed lines of a lexicon's file out.

/// An entry under writing. What is empty is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    text: String,
}

impl Draft {
    /// Begins an entry of the list `name`: "verb", "cue", "actor".
    pub fn entry(name: &str) -> Draft {
        Draft { text: format!("[[{name}]]\n") }
    }

    /// Begins a table that belongs to the entry, such as "verb.example".
    #[must_use]
    pub fn table(self, name: &str) -> Draft {
        Draft { text: format!("{}[[{name}]]\n", self.text) }
    }

    /// A text, in quotation marks.
    #[must_use]
    pub fn text(self, key: &str, value: Option<&str>) -> Draft {
        match value.map(folded).filter(|value| !value.is_empty()) {
            Some(value) => self.line(key, &quoted(&value)),
            None => self,
        }
    }

    /// A word that may be empty: `""` says something, too.
    #[must_use]
    pub fn word(self, key: &str, value: &str) -> Draft {
        self.line(key, &quoted(&folded(value)))
    }

    /// A list of texts.
    #[must_use]
    pub fn texts<S: AsRef<str>>(self, key: &str, values: &[S]) -> Draft {
        let values: Vec<String> = values.iter().map(|value| quoted(&folded(value.as_ref()))).collect();
        if values.is_empty() { self } else { self.line(key, &format!("[{}]", values.join(", "))) }
    }

    /// A row of cells set apart by tabs, as the files of places have it.
    pub fn row(cells: &[&str]) -> String {
        let cells: Vec<String> = cells.iter().map(|cell| folded(cell)).collect();
        format!("{}\n", cells.join("\t"))
    }

    /// The lines of the entry.
    pub fn finish(self) -> String {
        self.text
    }

    fn line(self, key: &str, value: &str) -> Draft {
        Draft { text: format!("{}{key} = {value}\n", self.text) }
    }
}

/// A text between quotation marks, after TOML's rules.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// On one line: a value with a line break would be hard to find again in the file.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    #[test]
    fn what_is_written_is_read_again_as_it_was_meant() {
        let said = "The \"Free\" Army\\Front strafed\n the road.";
        let entry = Draft::entry("verb")
            .text("lemma", Some("strafe"))
            .text("event", Some("ASSAULT"))
            .text("mode", None)
            .texts("agent", &["subject"])
            .texts::<&str>("object", &[])
            .table("verb.example")
            .text("text", Some(said));
        let lexicon = Lexicon::from_files([("events/own.toml".to_owned(), entry.finish())]).unwrap();
        let [read] = lexicon.verbs("strafe") else { panic!("one entry") };
        assert_eq!((read.event.as_deref(), read.mode.as_deref()), (Some("ASSAULT"), None));
        assert_eq!(read.examples[0].text, "The \"Free\" Army\\Front strafed the road.");
    }
}
