//! Forms to lemmas: the suffix edits the network chooses among, and the words that are exceptions.

use std::collections::HashMap;

use super::Upos;
use super::tokenise::plain;

/// A suffix edit, read from its label `case|cut|add`; `=` keeps the form, `w|lemma` replaces the whole word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    Keep,
    Word(String),
    Edit { case: Case, cut: usize, add: String },
}

/// The case a lemma gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    Title,
    Upper,
}

impl Rule {
    /// The rule of a label, or `None` where the label is no rule.
    pub(super) fn parse(label: &str) -> Option<Rule> {
        if label == "=" {
            return Some(Rule::Keep);
        }
        if let Some(word) = label.strip_prefix("w|") {
            return Some(Rule::Word(word.to_owned()));
        }
        let mut parts = label.splitn(3, '|');
        let case = match parts.next()? {
            "l" => Case::Lower,
            "t" => Case::Title,
            "u" => Case::Upper,
            _ => return None,
        };
        let cut = parts.next()?.parse().ok()?;
        Some(Rule::Edit { case, cut, add: parts.next()?.to_owned() })
    }

    /// The lemma of a form; a rule that would cut off the whole form keeps it.
    pub(super) fn apply(&self, form: &str) -> String {
        let form = plain(form);
        let (case, cut, add) = match self {
            Rule::Keep => return form.into_owned(),
            Rule::Word(word) => return word.clone(),
            Rule::Edit { case, cut, add } => (*case, *cut, add),
        };
        let low = form.to_lowercase();
        let length = low.chars().count();
        if cut > length || (cut == length && add.is_empty()) {
            return form.into_owned();
        }
        let mut text: String = low.chars().take(length - cut).collect();
        text.push_str(add);
        match case {
            Case::Lower => text,
            Case::Upper => text.to_uppercase(),
            Case::Title => title(&text),
        }
    }
}

/// First character upper, the rest as they are.
fn title(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// Lemmas known by heart, which outrank the network's rule.
pub(super) struct Exceptions(HashMap<String, String>);

impl Exceptions {
    /// A table from `form UPOS` to lemma: names by their written form, all else in lower case.
    pub(super) fn new(table: HashMap<String, String>) -> Exceptions {
        Exceptions(table)
    }

    /// The lemma known for a word.
    pub(super) fn get(&self, form: &str, upos: Upos) -> Option<&str> {
        let key =
            if upos == Upos::Propn { format!("{form} {upos}") } else { format!("{} {upos}", form.to_lowercase()) };
        self.0.get(&key).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_edit_the_end_and_the_case() {
        let cases = [
            ("=", "Baku", "Baku"),
            ("=", "\u{2019}", "'"),
            ("l|3|", "Shelling", "shell"),
            ("l|3|y", "cities", "city"),
            ("l|0|", "THE", "the"),
            ("t|0|", "ARMENIA", "Armenia"),
            ("u|1|", "UAVs", "UAV"),
            ("w|be", "'s", "be"),
            ("l|9|", "ran", "ran"),
            ("l|3|", "ran", "ran"),
            ("l|1|x|y", "ab", "ax|y"),
            ("t|0|", "", ""),
        ];
        for (label, form, lemma) in cases {
            let rule = Rule::parse(label).expect(label);
            assert_eq!(rule.apply(form), lemma, "{label} on {form:?}");
        }
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for label in ["", "x|1|", "l", "l|1", "l|-1|", "l|a|"] {
            assert_eq!(Rule::parse(label), None, "{label:?}");
        }
    }

    #[test]
    fn names_are_looked_up_as_written_and_other_words_in_lower_case() {
        let table = [("were AUX", "be"), ("Us PROPN", "US")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        let exceptions = Exceptions::new(table.into());
        assert_eq!(exceptions.get("Were", Upos::Aux), Some("be"));
        assert_eq!(exceptions.get("Us", Upos::Propn), Some("US"));
        assert_eq!(exceptions.get("us", Upos::Propn), None);
        assert_eq!(exceptions.get("were", Upos::Verb), None);
    }
}
