//! The print of a claim: one line, its parts set apart by ` | `, what is unknown left out.

use std::collections::BTreeMap;

use herodotus::schema::{Actor, Claim, ClaimKind, Place, Speaker, Tally, When};
use serde::Serialize;

/// The short names of claims, by their ids.
pub type Names = BTreeMap<String, String>;

/// `1`, `2`, ... in one report; `A1`, `A2`, `B1`, ... in several.
pub fn names(reports: &[Vec<Claim>]) -> Names {
    let mut names = Names::new();
    for (letter, claims) in ('A'..='Z').zip(reports) {
        let letter = if reports.len() > 1 { letter.to_string() } else { String::new() };
        for (number, claim) in (1..).zip(claims) {
            names.insert(claim.id.clone(), format!("{letter}{number}"));
        }
    }
    names
}

/// `A1 ASSAULT shelling | rebels (Utopia REB) → the port | at Amaurot (Utopia) | 2021-03-09 | happened firm | says ... | "words"`
pub fn line(names: &Names, claim: &Claim) -> String {
    let name = names.get(&claim.id).map_or("?", String::as_str);
    let parts = [
        format!("{name} {}", coding(claim)),
        claim.tally.as_ref().map(of_whom).unwrap_or_default(),
        who(claim),
        places(&claim.places),
        claim.when.as_ref().map(when).unwrap_or_default(),
        format!("{} {}", word(&claim.status), word(&claim.certainty)),
        claim.attribution.iter().map(speaker).collect::<Vec<_>>().join(", told by "),
        format!("\"{}\"", folded(&claim.quote)),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ")
}

fn coding(claim: &Claim) -> String {
    if let Some(tally) = &claim.tally {
        return format!("tally {} {}", tally.what, number(tally));
    }
    let kind = claim.event_type().map_or_else(|| word(&claim.kind), str::to_owned);
    let lasting = if claim.kind == ClaimKind::State && claim.event_type().is_some() { "state " } else { "" };
    match claim.mode() {
        Some(mode) => format!("{lasting}{kind} {mode}"),
        None => format!("{lasting}{kind}"),
    }
}

fn number(tally: &Tally) -> String {
    match (tally.low, tally.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("{high} at most"),
        (None, None) => "unknown".to_owned(),
    }
}

fn of_whom(tally: &Tally) -> String {
    let civilian = tally.civilian.map(|civilian| if civilian { "civilians" } else { "no civilians" }.to_owned());
    let parts = [
        tally.who.as_ref().map(|who| format!("\"{}\"", folded(who))),
        tally.party.as_ref().map(|party| format!("of {party}")),
        civilian,
        tally.scope.as_ref().map(word),
        tally.as_of.map(|day| format!("as of {day}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn who(claim: &Claim) -> String {
    match (actors(&claim.agents), actors(&claim.targets)) {
        (agents, targets) if targets.is_empty() => agents,
        (agents, targets) if agents.is_empty() => format!("→ {targets}"),
        (agents, targets) => format!("{agents} → {targets}"),
    }
}

fn actors(actors: &[Actor]) -> String {
    actors.iter().map(actor).collect::<Vec<_>>().join(" + ")
}

fn actor(actor: &Actor) -> String {
    let text = folded(&actor.text);
    let known: Vec<&str> = [&actor.party, &actor.role].into_iter().flatten().map(String::as_str).collect();
    if known.is_empty() || known == [text.as_str()] { text } else { format!("{text} ({})", known.join(" ")) }
}

fn places(places: &[Place]) -> String {
    let one = |place: &Place| {
        let text = folded(&place.text);
        let name = place.name.as_ref().filter(|name| **name != text);
        match (name, &place.country) {
            (Some(name), Some(country)) => format!("{text} ({name}, {country})"),
            (Some(name), None) => format!("{text} ({name})"),
            (None, Some(country)) => format!("{text} ({country})"),
            (None, None) => text,
        }
    };
    if places.is_empty() {
        return String::new();
    }
    format!("at {}", places.iter().map(one).collect::<Vec<_>>().join(" + "))
}

fn when(when: &When) -> String {
    let (start, end) = (when.start.to_string(), when.end.to_string());
    if start == end { start } else { format!("{start} to {end}") }
}

/// `says the ministry (Utopia), in quotation marks`
fn speaker(speaker: &Speaker) -> String {
    let text = speaker.text.as_deref().map_or_else(|| "somebody unnamed".to_owned(), folded);
    let party = speaker.party.as_ref().filter(|party| **party != text);
    let party = party.map(|party| format!(" ({party})")).unwrap_or_default();
    let cue = speaker.cue.as_deref().map(|cue| format!("{}: ", folded(cue))).unwrap_or_default();
    format!("{cue}{text}{party}{}", if speaker.direct { ", in quotation marks" } else { "" })
}

/// On one line.
pub fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The word that the record format uses for a value.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
