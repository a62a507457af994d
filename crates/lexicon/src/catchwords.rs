//! Catchwords: for each entry of a lexicon's files, the words in a text that call it up, and how it is written.

use std::collections::BTreeSet;

use crate::actor_index::names_of;
use crate::entries::Entries;
use crate::{Origin, Problem, Problems};

/// One entry with the words that call it up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catchwords {
    /// Where the entry stands.
    pub origin: Origin,
    /// The phrases that call it up, as written: lemmas, names, listed words.
    pub phrases: Vec<String>,
    /// The head of its file and its own lines, as written.
    written: String,
}

impl Catchwords {
    /// The catchwords of every entry of `files`, given as `(path below the lexicon's folder, text)`, in order of file and line.
    ///
    /// # Errors
    /// As [`crate::Lexicon::from_files`].
    pub fn of(files: &[(String, String)]) -> Result<Vec<Catchwords>, Problems> {
        let mut problems: Vec<Problem> = Vec::new();
        let entries = Entries::read(files.iter().cloned(), &mut problems);
        if !problems.is_empty() {
            return Err(Problems::new(problems));
        }
        let mut found = called_up(&entries);
        found.sort_by(|a, b| a.0.cmp(&b.0));
        let starts: Vec<Origin> = found.iter().map(|(origin, _)| origin.clone()).collect();
        let entry = |(at, (origin, phrases)): (usize, (Origin, Vec<String>))| {
            let next = starts[at + 1..].iter().find(|next| next.file == origin.file && next.line > origin.line);
            let first = starts.iter().find(|first| first.file == origin.file).unwrap_or(&origin);
            let written = written(files, &origin, (first.line, next.map(|next| next.line)));
            Catchwords { origin, phrases, written }
        };
        Ok(found.into_iter().enumerate().map(entry).collect())
    }

    /// The entries of `these` that stand in none of `those` in the same file and the same words.
    pub fn not_in(these: &[Catchwords], those: &[Catchwords]) -> Vec<Catchwords> {
        let known: BTreeSet<(&str, &str)> = those.iter().map(Catchwords::as_it_stands).collect();
        these.iter().filter(|entry| !known.contains(&entry.as_it_stands())).cloned().collect()
    }

    fn as_it_stands(&self) -> (&str, &str) {
        (&self.origin.file, &self.written)
    }
}

fn called_up(entries: &Entries) -> Vec<(Origin, Vec<String>)> {
    let mut found: Vec<(Origin, Vec<String>)> = Vec::new();
    found.extend(entries.events.iter().map(|entry| (entry.origin.clone(), vec![entry.lemma.clone()])));
    found.extend(entries.cues.iter().map(|cue| (cue.origin.clone(), vec![cue.lemma.clone()])));
    for actor in &entries.actors {
        let names = names_of(actor).into_iter().map(|(_, _, name)| name.to_owned()).collect();
        found.push((actor.origin.clone(), names));
    }
    found.extend(entries.words.iter().map(|entry| (entry.origin.clone(), entry.phrases.clone())));
    for place in &entries.places {
        let names = std::iter::once(&place.name).chain(&place.aliases).cloned().collect();
        found.push((place.origin.clone(), names));
    }
    found
}

/// The lines above the first entry of the file, which hold for all of them, and the entry's own, up to the next.
fn written(files: &[(String, String)], origin: &Origin, (first, next): (u32, Option<u32>)) -> String {
    let path_of = |path: &str| path.replace('\\', "/") == *origin.file;
    let Some((_, text)) = files.iter().find(|(path, _)| path_of(path)) else { return String::new() };
    let wanted = |line: u32| line < first || (line >= origin.line && next.is_none_or(|next| line < next));
    let lines = (1..).zip(text.lines()).filter(|(number, line)| wanted(*number) && !line.trim().is_empty());
    lines.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catchwords(text: &str) -> Vec<Catchwords> {
        Catchwords::of(&[("events/own.toml".to_owned(), text.to_owned())]).unwrap()
    }

    const TWO: &str = "event = \"AID\"\n\n[[verb]]\nlemma = \"feed\"\n\n[[noun]]\nlemma = \"meal\"\nmode = \"food\"\n";

    #[test]
    fn an_entry_is_called_up_by_its_words() {
        let found = catchwords(TWO);
        let told: Vec<(String, &str)> = found.iter().map(|c| (c.origin.to_string(), c.phrases[0].as_str())).collect();
        assert_eq!(told, [("events/own.toml:3".to_owned(), "feed"), ("events/own.toml:6".to_owned(), "meal")]);
    }

    #[test]
    fn an_entry_that_moved_is_the_same_and_one_that_was_edited_is_not() {
        let moved = TWO.replace("\n[[verb]]", "\n\n\n[[verb]]");
        assert_eq!(Catchwords::not_in(&catchwords(&moved), &catchwords(TWO)), []);
        let edited = catchwords(&TWO.replace("food", "bread"));
        let changed = Catchwords::not_in(&edited, &catchwords(TWO));
        assert_eq!(changed, edited[1..]);
        let of_another_type = catchwords(&TWO.replace("AID", "SUPPORT"));
        assert_eq!(Catchwords::not_in(&of_another_type, &catchwords(TWO)).len(), 2, "the head of the file counts");
    }

    #[test]
    fn faults_are_told() {
        let files = [("events/own.toml".to_owned(), "[[verb]]\n".to_owned())];
        assert!(Catchwords::of(&files).unwrap_err().to_string().contains("`lemma` is missing"));
    }
}
