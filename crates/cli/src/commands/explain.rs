//! `herodotus explain`: how a sentence is read and coded, and why.

use std::fmt::Write;

use anyhow::bail;
use clap::Args;
use herodotus::Coded;
use herodotus::coder::NearMiss;
use herodotus::schema::{Attribution, Claim, Document, Entity, Mention, PlaceMention, Report, Span, TimeExpression};
use jiff::civil::Date;

use super::claim_text;
use crate::arguments::Shared;
use crate::messages::Outcome;
use crate::{folder, output};

/// The most near misses shown.
const MOST_MISSES: usize = 12;

/// Prints the parse, who is named, who says what, the claims with the lexicon entries that made them, and what nearly matched.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  herodotus explain --published 2021-03-09 \"The army said rebels shelled the port on Tuesday.\"")]
pub struct Explain {
    /// One or more sentences
    #[arg(required = true, value_name = "SENTENCE")]
    pub text: Vec<String>,
    /// The day of publication (YYYY-MM-DD), for words like "yesterday"
    #[arg(long, value_name = "DAY", value_parser = super::part::day)]
    pub published: Option<Date>,
}

pub fn run(shared: &Shared, explain: &Explain) -> anyhow::Result<Outcome> {
    let text = explain.text.join(" ");
    if text.trim().is_empty() {
        bail!("there is no sentence; give one in quotation marks");
    }
    let pipeline = folder::pipeline(shared)?;
    let published = explain.published.map(|day| day.to_string());
    let report = Report { id: "explain".to_owned(), published, text, ..Report::default() };
    let (coded, near_misses) = pipeline.code_explained(report);
    output::print(&explanation(&coded, &near_misses))?;
    Ok(Outcome::Good)
}

fn explanation(coded: &Coded, near_misses: &[NearMiss]) -> String {
    let Coded { document, claims, .. } = coded;
    let mut text = syntax(document);
    section(&mut text, "mentions", document.mentions.iter().map(|found| mention(document, found)));
    section(&mut text, "attributions", document.attributions.iter().map(|found| attribution(document, found)));
    section(&mut text, "places", document.places.iter().map(|found| place(document, found)));
    section(&mut text, "times", document.times.iter().map(|found| time(document, found)));
    section(&mut text, "claims", claims.iter().map(|claim| of_claim(document, claim)));
    section(&mut text, "what nearly matched", near_misses.iter().take(MOST_MISSES).map(near_miss));
    text
}

fn mention(document: &Document, mention: &Mention) -> String {
    let party = |entity: &Entity| {
        let code = entity.code.as_deref().unwrap_or("-");
        let role = entity.role.as_deref().unwrap_or("-");
        format!("{} {code} {role} [{}]", entity.party, entity.because)
    };
    let parties: Vec<String> = mention.parties.iter().map(party).collect();
    let parties = if parties.is_empty() { "no party known".to_owned() } else { parties.join(" + ") };
    format!("{}  {}  {parties}", quoted(document, mention.span), mention.kind.label())
}

fn attribution(document: &Document, found: &Attribution) -> String {
    let source = found.source.map_or_else(|| "somebody unnamed".to_owned(), |span| quoted(document, span));
    let direct = if found.direct { ", direct" } else { "" };
    let (cue, content) = (quoted(document, found.cue), quoted(document, found.content));
    format!("{source}  {cue}  {content}{direct}  [{}]", found.because)
}

fn place(document: &Document, place: &PlaceMention) -> String {
    let name = place.name.as_deref().unwrap_or("unresolved");
    format!("{}  {name}  [{}]", quoted(document, place.span), place.because)
}

fn time(document: &Document, time: &TimeExpression) -> String {
    let when = time.when.map_or_else(|| "unresolved".to_owned(), |when| format!("{} to {}", when.start, when.end));
    format!("{}  {when}  [{}]", quoted(document, time.span), time.rule)
}

fn of_claim(document: &Document, claim: &Claim) -> String {
    let lines = claim_text::full(claim, &document.report).replace('\n', "\n  ");
    format!("{}\n", lines.trim_end())
}

fn near_miss(miss: &NearMiss) -> String {
    format!("\"{}\"  {}: {}", miss.word, miss.entry, miss.why)
}

/// The parse as a table.
fn syntax(document: &Document) -> String {
    let mut text = String::new();
    for sentence in &document.sentences {
        let first = sentence.tokens.start;
        let tokens = document.tokens.get(sentence.tokens.clone()).unwrap_or_default();
        let wide = |width: fn(&herodotus::schema::Token) -> usize| tokens.iter().map(width).max().unwrap_or(0);
        let (form, lemma) = (wide(|token| token.form.chars().count()), wide(|token| token.lemma.chars().count()));
        for (at, token) in tokens.iter().enumerate() {
            let head = token.head.and_then(|head| head.checked_sub(first)).map_or(0, |head| head + 1);
            let _ = writeln!(
                text,
                "{:>3}  {:<form$}  {:<lemma$}  {:<5}  {:>3}  {}",
                at + 1,
                token.form,
                token.lemma,
                token.upos,
                head,
                token.deprel
            );
        }
        text.push('\n');
    }
    text
}

fn section(text: &mut String, name: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    let _ = writeln!(text, "{name}{}", if lines.is_empty() { ": none" } else { "" });
    for line in lines {
        let _ = writeln!(text, "  {line}");
    }
    text.push('\n');
}

fn quoted(document: &Document, span: Span) -> String {
    let words: Vec<&str> = document.text(span).split_whitespace().collect();
    format!("\"{}\"", words.join(" "))
}
