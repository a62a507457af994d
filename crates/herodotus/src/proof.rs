//! Proving a lexicon: its faults of sense, and whether every example is read as its entry says.

use herodotus_lexicon::{CueEntry, CueExample, EventEntry, EventExample, Origin, Problem};
use herodotus_schema::{Actor, Attribution, Claim, Report};

use crate::{Coded, Pipeline};

/// What proving a lexicon came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// How many examples were tried.
    pub examples: usize,
    /// How many came out as they should.
    pub proved: usize,
    /// What is wrong, in order of file and line.
    pub problems: Vec<Problem>,
}

/// Checks the lexicon that `pipeline` uses, and reads and codes every example of its event and cue entries.
pub fn prove(pipeline: &Pipeline) -> Proof {
    let mut proof = prove_some(pipeline, |_, _| true);
    proof.problems.extend(pipeline.lexicon().check().iter().cloned());
    proof.problems.sort();
    proof
}

/// Reads and codes the examples whose place and sentence are wanted, and checks nothing else.
pub fn prove_some(pipeline: &Pipeline, wanted: impl Fn(&Origin, &str) -> bool) -> Proof {
    let lexicon = pipeline.lexicon();
    let mut proof = Proof::default();
    for entry in lexicon.event_entries() {
        for example in entry.examples.iter().filter(|example| wanted(&example.origin, &example.text)) {
            proof.note(&example.origin, event_fault(pipeline, entry, example));
        }
    }
    for cue in lexicon.cue_entries() {
        for example in cue.examples.iter().filter(|example| wanted(&example.origin, &example.text)) {
            proof.note(&example.origin, cue_fault(pipeline, cue, example));
        }
    }
    proof.problems.sort();
    proof
}

/// What is wrong, and what to do about it.
struct Fault {
    what: String,
    remedy: &'static str,
}

impl Proof {
    fn note(&mut self, at: &Origin, fault: Option<Fault>) {
        self.examples += 1;
        match fault {
            None => self.proved += 1,
            Some(Fault { what, remedy }) => {
                self.problems.push(Problem { at: at.clone(), fault: what, remedy: remedy.to_owned() });
            }
        }
    }
}

fn coded(pipeline: &Pipeline, text: &str) -> Coded {
    pipeline.code(Report { id: "example".to_owned(), text: text.to_owned(), ..Report::default() })
}

fn event_fault(pipeline: &Pipeline, entry: &EventEntry, example: &EventExample) -> Option<Fault> {
    let claims = coded(pipeline, &example.text).claims;
    if example.negative {
        return claims.iter().any(|claim| fired(claim, &entry.origin)).then(|| Fault {
            what: format!("\"{}\" is coded as \"{}\", and must not be", example.text, entry.lemma),
            remedy: "narrow the entry with `object`, `unless-object`, `unless-subject`, `requires` or `particle`",
        });
    }
    let as_entry_says = |claim: &&Claim| {
        fired(claim, &entry.origin)
            || (claim.event_type() == entry.event.as_deref() && claim.mode() == entry.mode.as_deref())
    };
    let coded: Vec<&Claim> = claims.iter().filter(as_entry_says).collect();
    if coded.is_empty() {
        return not_coded(entry, example, &claims);
    }
    if coded.iter().any(|claim| shows(claim, example)) {
        return None;
    }
    let seen: Vec<String> = coded.iter().map(|claim| fillers(claim)).collect();
    Some(Fault {
        what: format!("\"{}\": coded with {}", example.text, seen.join("; ")),
        remedy: "mend where `agent` and `target` are looked for, or the example",
    })
}

/// An entry that counts only in a report about war or politics cannot be held to a sentence that stands alone.
fn not_coded(entry: &EventEntry, example: &EventExample, claims: &[Claim]) -> Option<Fault> {
    let others: Vec<&str> = claims.iter().filter_map(Claim::event_type).collect();
    let seen = if others.is_empty() { "nothing".to_owned() } else { others.join(", ") };
    (!entry.weak).then(|| Fault {
        what: format!("\"{}\": not coded as \"{}\" (found: {seen})", example.text, entry.lemma),
        remedy: "see `herodotus explain` for how the sentence is read",
    })
}

/// Whether the claim has the agent, target and status of the example.
fn shows(claim: &Claim, example: &EventExample) -> bool {
    fits(example.agent.as_deref(), claim.agents.iter().map(|agent| agent.text.as_str()))
        && fits(example.target.as_deref(), claim.targets.iter().map(|target| target.text.as_str()))
        && example.status.is_none_or(|status| claim.status == status)
}

fn fillers(claim: &Claim) -> String {
    let texts = |actors: &[Actor]| match actors {
        [] => "none".to_owned(),
        some => some.iter().map(|actor| format!("\"{}\"", actor.text)).collect::<Vec<_>>().join(" and "),
    };
    format!("agent {}, target {}, {}", texts(&claim.agents), texts(&claim.targets), claim.status.name())
}

fn cue_fault(pipeline: &Pipeline, cue: &CueEntry, example: &CueExample) -> Option<Fault> {
    let document = coded(pipeline, &example.text).document;
    let origin = cue.origin.to_string();
    let mut by_cue = document.attributions.iter().filter(|found| found.because.contains(&origin)).peekable();
    let wrong = |what: String| {
        let remedy = "mend where `source` and `content` are looked for, or the example";
        Some(Fault { what: format!("\"{}\": {what}", example.text), remedy })
    };
    if example.negative {
        return by_cue.peek().and_then(|_| wrong(format!("read as said with \"{}\", and must not be", cue.lemma)));
    }
    if by_cue.peek().is_none() {
        return wrong(format!("no attribution by \"{}\"", cue.lemma));
    }
    let text = |span| document.text(span);
    let right = |found: &&Attribution| {
        fits(example.source.as_deref(), found.source.map(text).into_iter())
            && fits(example.content.as_deref(), std::iter::once(text(found.content)))
    };
    if by_cue.clone().any(|found| right(&found)) {
        return None;
    }
    let seen = by_cue.map(|found| {
        let source = found.source.map_or_else(|| "somebody unnamed".to_owned(), |span| format!("\"{}\"", text(span)));
        format!("source {source}, content \"{}\"", text(found.content))
    });
    wrong(format!("read as {}", seen.collect::<Vec<_>>().join("; ")))
}

/// Whether the entry at `origin` had a part in the claim.
fn fired(claim: &Claim, origin: &Origin) -> bool {
    claim
        .because
        .iter()
        .any(|because| because.file.as_deref() == Some(&origin.file) && because.line == Some(origin.line))
}

/// Whether one of the `found` texts is the wanted one, give or take articles and marks around it.
fn fits<'t>(wanted: Option<&str>, mut found: impl Iterator<Item = &'t str>) -> bool {
    wanted.is_none_or(|wanted| found.any(|found| bare(found) == bare(wanted)))
}

fn bare(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    let kept = match words.first().map(String::as_str) {
        Some("the" | "a" | "an") => &words[1..],
        _ => &words[..],
    };
    kept.join(" ")
}
