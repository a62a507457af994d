//! `herodotus lexicon new`: writes an entry into the user's own lexicon, proves it, and says what it changes.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use herodotus::lexicon::{Catchwords, Lexicon, Origin};
use herodotus::lexicon_diff::{Comparison, Side};
use herodotus::proof::{self, Proof};
use herodotus::schema::{Claim, Report};
use herodotus::{Pipeline, PipelineError};

use super::claim_text;
use super::lexicon_diff::told;
use super::lexicon_entries::Kind;
use crate::arguments::Shared;
use crate::folder::{self, Files};
use crate::messages::Outcome;
use crate::output;

/// The most changed sentences that are shown.
const MOST_CHANGES: usize = 6;

/// A new entry.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  herodotus lexicon new verb buzz --event THREATEN \\
      --example \"Government jets buzzed the port of Dalmar.\" \\
      --agent \"Government jets\" --target \"the port of Dalmar\"
  herodotus --lexicon mine lexicon new actor \"Dalmar Front\" --kind group --fact \"its charter\"
  herodotus lexicon new verb --help        what a verb's entry is made of

The entry goes into the folder that --lexicon names, else into the lexicon of your configuration;
either is created where it is missing. It is proved at once; where it is at fault it stays, and you
are told what to edit. Then `herodotus lexicon diff REPORTS` shows what it changes.")]
pub struct New {
    #[command(subcommand)]
    pub kind: Kind,
    /// Take the place of the shipped entry that has the same conditions
    #[arg(long, global = true)]
    pub replace: bool,
}

/// An entry in its place, before it is on the disk.
struct Placed {
    /// Path below the folder.
    file: String,
    /// The file's whole text.
    text: String,
    /// The entry's first line, from 1.
    line: u32,
}

pub fn run(shared: &Shared, new: &New) -> anyhow::Result<Outcome> {
    let folder = folder::to_write(shared)?;
    let files = if folder.is_dir() { folder::files(&folder, shared.quiet)? } else { Files::new() };
    let before = folder::with(&folder, files.clone()).context("nothing was written; mend these first")?;
    let before = before.without_judge();
    let placed = place(new, &files, before.lexicon())?;
    let after_files = laid(&files, &placed);
    let after = match Pipeline::with_overlay(after_files.clone()) {
        Ok(after) => after.without_judge(),
        Err(PipelineError::Lexicon(faults)) => {
            bail!("nothing was written; the entry would not be well-formed:\n{faults}")
        }
        Err(other) => return Err(other.into()),
    };
    let path = write(&folder, &placed)?;
    let proof = proved(&placed, &before, &after)?;
    let comparison =
        Comparison::of(Side { pipeline: &before, files: &files }, Side { pipeline: &after, files: &after_files })?;
    let entry = placed.text.lines().skip(placed.line as usize - 1).collect::<Vec<_>>().join("\n  ");
    let mut text = format!("wrote {}: {}, line {}\n\n  {entry}\n\n", new.kind.called(), path.display(), placed.line);
    text.push_str(&verdict(&proof));
    text.push_str(&elsewhere(&comparison, &sentences(&words(&after_files, &placed)?, before.lexicon())));
    text.push_str(&advice(shared, &path));
    output::print(&text)?;
    Ok(if proof.problems.is_empty() { Outcome::Good } else { Outcome::SomeFailed })
}

/// Where the entry goes: a file for entries of one's own, or the path of the shipped entry whose place it takes.
fn place(new: &New, files: &Files, lexicon: &Lexicon) -> anyhow::Result<Placed> {
    let called = new.kind.called();
    let own = Lexicon::from_files(files.iter().cloned())?;
    if let Some(origin) = new.kind.standing(&own) {
        bail!("{called} stands already in your lexicon at {origin}; nothing was written: edit it there");
    }
    let file = match (new.kind.standing(lexicon), new.replace) {
        (None, _) => new.kind.file().to_owned(),
        (Some(origin), true) => origin.file.to_string(),
        (Some(origin), false) => bail!(
            "{called} stands already in the shipped lexicon at {origin}; nothing was written: say --replace to have yours \
             take its place, or tell it apart (a word by --particle or --object, a party or place by its name)"
        ),
    };
    let old = files.iter().find(|(path, _)| *path == file).map_or("", |(_, text)| text.as_str());
    let mut text = old.to_owned();
    if old.is_empty() && file.ends_with(".tsv") {
        text.push_str("name\taliases\tlat\tlon\tcountry\tprecision\tgeonameid\tfact\n");
    } else if !old.is_empty() && !old.ends_with('\n') {
        text.push('\n');
    }
    if !old.is_empty() && file.ends_with(".toml") {
        text.push('\n');
    }
    let line = text.lines().count() as u32 + 1;
    text.push_str(&new.kind.written());
    Ok(Placed { file, text, line })
}

/// The files with the entry in its place.
fn laid(files: &Files, placed: &Placed) -> Files {
    let mut all: Files = files.iter().filter(|(path, _)| *path != placed.file).cloned().collect();
    all.push((placed.file.clone(), placed.text.clone()));
    all.sort();
    all
}

fn write(folder: &Path, placed: &Placed) -> anyhow::Result<PathBuf> {
    let path = placed.file.split('/').fold(folder.to_owned(), |path, part| path.join(part));
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).with_context(|| format!("{}: cannot be created", parent.display()))?;
    }
    fs::write(&path, &placed.text).with_context(|| format!("{}: cannot be written", path.display()))?;
    Ok(path)
}

/// The entry's own examples proved, and the faults of sense that came with it.
fn proved(placed: &Placed, before: &Pipeline, after: &Pipeline) -> anyhow::Result<Proof> {
    // The shipped file of the same path may have other examples on the same lines, so the sentence counts, too.
    let own = Lexicon::from_files([(placed.file.clone(), placed.text.clone())])?;
    let events = own.event_entries().iter().flat_map(|entry| &entry.examples).map(|e| (&e.origin, e.text.as_str()));
    let cues = own.cue_entries().iter().flat_map(|cue| &cue.examples).map(|e| (&e.origin, e.text.as_str()));
    let mine: BTreeSet<(&Origin, &str)> = events.chain(cues).filter(|(at, _)| at.line >= placed.line).collect();
    let mut proof = proof::prove_some(after, |origin, sentence| mine.contains(&(origin, sentence)));
    let known: BTreeSet<String> = before.lexicon().check().iter().map(ToString::to_string).collect();
    let faults = after.lexicon().check();
    proof.problems.extend(faults.iter().filter(|fault| !known.contains(&fault.to_string())).cloned());
    Ok(proof)
}

fn verdict(proof: &Proof) -> String {
    let mut text = match proof.examples {
        0 => "proved: it has no examples to prove\n".to_owned(),
        examples => format!("proved: {} of {examples} examples\n", proof.proved),
    };
    for problem in &proof.problems {
        let _ = writeln!(text, "at fault: {problem}");
    }
    if proof.problems.is_empty() {
        text.push_str("clashes: none\n");
    }
    text
}

/// The words that call the new entry up.
fn words(files: &Files, placed: &Placed) -> anyhow::Result<Vec<String>> {
    let of_it = |entry: &Catchwords| *entry.origin.file == *placed.file && entry.origin.line >= placed.line;
    Ok(Catchwords::of(files)?.into_iter().filter(of_it).flat_map(|entry| entry.phrases).collect())
}

/// The examples of the lexicon that hold one of the words, or a form that begins like it.
fn sentences(words: &[String], lexicon: &Lexicon) -> Vec<(Origin, String)> {
    let begins: Vec<String> = words.iter().map(|word| format!(" {}", beginning(word))).collect();
    let events = lexicon.event_entries().iter().flat_map(|entry| &entry.examples).map(|e| (&e.origin, &e.text));
    let cues = lexicon.cue_entries().iter().flat_map(|cue| &cue.examples).map(|e| (&e.origin, &e.text));
    let holds = |text: &str| {
        let text = format!(" {}", text.to_lowercase());
        begins.iter().any(|word| text.contains(word.as_str()))
    };
    let held = events.chain(cues).filter(|(_, text)| holds(text));
    held.map(|(origin, text)| (origin.clone(), text.clone())).collect()
}

/// A word without its last letter, which its other forms may not have ("carry", "carried").
fn beginning(word: &str) -> String {
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    let kept = if letters.len() > 4 { letters.len() - 1 } else { letters.len() };
    letters.into_iter().take(kept).collect()
}

/// What the entry changes in the lexicon's other examples.
fn elsewhere(comparison: &Comparison, sentences: &[(Origin, String)]) -> String {
    if sentences.is_empty() {
        return "what else changes: no other example of the lexicon holds such words\n".to_owned();
    }
    let mut changed = Vec::new();
    for (origin, sentence) in sentences {
        let report = Report { id: origin.to_string(), text: sentence.clone(), ..Report::default() };
        changed.extend(comparison.report(report).changes);
    }
    let count = match changed.len() {
        0 => "nothing".to_owned(),
        1 => "1 claim".to_owned(),
        more => format!("{more} claims"),
    };
    let others = sentences.len();
    let mut text =
        format!("what else changes: {count}, among {others} other examples of the lexicon with such words\n");
    for change in changed.iter().take(MOST_CHANGES) {
        let place = |claim: &Claim| format!("{} {}: \"{}\"", claim.report.id, claim_text::coding(claim), claim.quote);
        text.push_str(&told(change, place));
    }
    if changed.len() > MOST_CHANGES {
        let _ = writeln!(text, "... and {} more", changed.len() - MOST_CHANGES);
    }
    text
}

fn advice(shared: &Shared, path: &Path) -> String {
    let named = shared.lexicon.as_ref().map(|folder| format!(" --lexicon {}", folder.display())).unwrap_or_default();
    format!(
        "\nto change it: edit {}, then `herodotus{named} lexicon check`\n\
         to see what it changes in reports: `herodotus{named} lexicon diff REPORTS`\n",
        path.display()
    )
}
