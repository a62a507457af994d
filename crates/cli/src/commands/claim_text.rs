//! A claim as text: in one line, and opened up with its words in context, the chain of speakers and the derivation.

use std::fmt::Write;

use herodotus::schema::{Actor, Because, Claim, Place, Report, Speaker, Tally};
use herodotus::wording::word;

/// How much of the report is shown before and after the sentence, in code points.
const CONTEXT: u32 = 200;

/// `c-12ab  2020-11-04  ASSAULT shelling  Dalmar Herald: the army: "shelled the port"`
pub fn one_line(claim: &Claim) -> String {
    let day = claim.when.as_ref().map_or_else(|| "day unknown".to_owned(), |when| days(when.start, when.end));
    let outlet = claim.report.outlet.as_deref().unwrap_or(&claim.report.id);
    let speakers: String = claim.attribution.iter().rev().map(|speaker| format!("{}: ", who(speaker))).collect();
    format!("{}  {day}  {}  {outlet}: {speakers}\"{}\"", claim.id, coding(claim), folded(&claim.quote))
}

/// Everything about a claim. `report` is the one it stands in.
pub fn full(claim: &Claim, report: &Report) -> String {
    let mut text = format!("{}  {}\n\n", claim.id, coding(claim));
    text.push_str(&in_context(claim, report));
    text.push('\n');
    let mut line = |name: &str, value: String| {
        if !value.is_empty() {
            let _ = writeln!(text, "{name:<9}{value}");
        }
    };
    line("report", stands_in(report));
    line("said by", chain(&claim.attribution));
    line("agents", list(&claim.agents, actor));
    line("targets", list(&claim.targets, actor));
    line("places", list(&claim.places, place));
    line("when", when(claim));
    line("status", format!("{}, {}", word(claim.status), word(claim.certainty)));
    line("figure", claim.tally.as_ref().map(figure).unwrap_or_default());
    text.push_str("\nderivation\n");
    for because in &claim.because {
        let _ = writeln!(text, "  {:<13}{}", because.field, reason(because));
    }
    text
}

/// The value of one field, named as the record format names it; empty where there is none.
pub fn field(claim: &Claim, name: &str) -> String {
    match name {
        "quote" => format!("\"{}\"", folded(&claim.quote)),
        "kind" => word(claim.kind),
        "event" => coding(claim),
        "attribution" => chain(&claim.attribution),
        "agents" => list(&claim.agents, actor),
        "targets" => list(&claim.targets, actor),
        "places" => list(&claim.places, place),
        "when" => when(claim),
        "status" => word(claim.status),
        "certainty" => word(claim.certainty),
        "tally" => claim.tally.as_ref().map(figure).unwrap_or_default(),
        _ => String::new(),
    }
}

/// The kind and type: `ASSAULT shelling`, `figure`, `state`.
pub fn coding(claim: &Claim) -> String {
    if claim.tally.is_some() {
        return "figure".to_owned();
    }
    let kind = claim.event_type().map_or_else(|| word(claim.kind), str::to_owned);
    match claim.mode() {
        Some(mode) => format!("{kind} {mode}"),
        None => kind,
    }
}

/// The claim's words between >> and <<, with the text around them.
fn in_context(claim: &Claim, report: &Report) -> String {
    let letters: Vec<char> = report.text.chars().collect();
    let sentence = claim.sentence.unwrap_or(claim.span);
    let from = sentence.start.min(claim.span.start).saturating_sub(CONTEXT) as usize;
    let to = (sentence.end.max(claim.span.end).saturating_add(CONTEXT) as usize).min(letters.len());
    let piece =
        |from: usize, to: usize| letters.get(from..to).map(|part| part.iter().collect::<String>()).unwrap_or_default();
    let (start, end) = (claim.span.start as usize, claim.span.end as usize);
    let before = if from > 0 { "... " } else { "" };
    let after = if to < letters.len() { " ..." } else { "" };
    let text = format!("{before}{}>>{}<<{}{after}", piece(from, start), piece(start, end), piece(end, to));
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("  {}\n", line.trim())).collect()
}

fn stands_in(report: &Report) -> String {
    let parts = [report.outlet.as_deref(), report.published.as_deref(), report.title.as_deref(), report.url.as_deref()];
    let known: Vec<&str> = parts.into_iter().flatten().collect();
    format!("{} ({})", report.id, if known.is_empty() { "outlet and day unknown".to_owned() } else { known.join(", ") })
}

/// Innermost first: `a spokesman (Ruritania), "said", told by state television`.
fn chain(speakers: &[Speaker]) -> String {
    if speakers.is_empty() {
        return "the outlet, in its own voice".to_owned();
    }
    speakers.iter().map(speaker).collect::<Vec<_>>().join(", told by ")
}

fn speaker(speaker: &Speaker) -> String {
    let mut text = who(speaker);
    if let Some(party) = speaker.party.as_deref().filter(|party| Some(*party) != speaker.text.as_deref()) {
        let _ = write!(text, " ({party})");
    }
    if let Some(cue) = &speaker.cue {
        let _ = write!(text, ", \"{cue}\"");
    }
    if speaker.direct {
        text.push_str(", in quotation marks");
    }
    text
}

fn who(speaker: &Speaker) -> String {
    speaker.text.clone().unwrap_or_else(|| "somebody unnamed".to_owned())
}

fn actor(actor: &Actor) -> String {
    let known: Vec<&str> = [&actor.party, &actor.code, &actor.role].into_iter().flatten().map(String::as_str).collect();
    match (actor.text.as_str(), known.is_empty()) {
        // Somebody whom an analyst put there.
        ("", _) => known.join(", "),
        (text, true) => text.to_owned(),
        (text, false) => format!("{text} ({})", known.join(", ")),
    }
}

fn place(place: &Place) -> String {
    let mut known: Vec<String> = place.name.iter().filter(|name| **name != place.text).cloned().collect();
    known.extend(place.precision.as_ref().map(word));
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        known.push(format!("{lat:.4}, {lon:.4}"));
    }
    known.extend(place.geonameid.map(|id| format!("GeoNames {id}")));
    if known.is_empty() { place.text.clone() } else { format!("{} ({})", place.text, known.join(", ")) }
}

fn when(claim: &Claim) -> String {
    let Some(when) = &claim.when else { return "unknown".to_owned() };
    let words = when.text.as_ref().map(|text| format!(", \"{}\"", folded(text))).unwrap_or_default();
    format!("{}{words}", days(when.start, when.end))
}

fn days(start: impl ToString + PartialEq, end: impl ToString + PartialEq) -> String {
    let (start, end) = (start.to_string(), end.to_string());
    if start == end { start } else { format!("{start} to {end}") }
}

fn figure(tally: &Tally) -> String {
    let number = |value: Option<f64>| value.map_or_else(|| "?".to_owned(), |value| value.to_string());
    let mut text =
        format!("{}: low {}, best {}, high {}", tally.what, number(tally.low), number(tally.best), number(tally.high));
    let facts = [
        tally.who.clone(),
        tally.party.as_ref().map(|party| format!("of {party}")),
        tally.civilian.map(|civilian| if civilian { "civilians" } else { "not civilians" }.to_owned()),
        tally.scope.as_ref().map(word),
        tally.as_of.map(|day| format!("as of {day}")),
    ];
    for fact in facts.into_iter().flatten() {
        let _ = write!(text, ", {fact}");
    }
    text
}

/// A reason with the place of the lexicon entry and the score, where it has them.
pub fn reason(because: &Because) -> String {
    let mut text = because.rule.clone();
    match (&because.file, because.line) {
        (Some(file), Some(line)) => drop(write!(text, "  [{file}:{line}]")),
        (Some(file), None) => drop(write!(text, "  [{file}]")),
        _ => {}
    }
    if let Some(score) = because.score {
        let _ = write!(text, "  (score {score:.2})");
    }
    text
}

fn list<T>(items: &[T], show: fn(&T) -> String) -> String {
    items.iter().map(show).collect::<Vec<_>>().join("; ")
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
