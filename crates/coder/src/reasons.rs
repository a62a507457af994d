//! Why a claim's fields are what they are: the rule, and the line of the lexicon behind it.

use herodotus_lexicon::Origin;
use herodotus_schema::{Actor, Because, Document, Place, Span, Speaker, When};

/// A reason of one field that no line of the lexicon gives.
pub fn reason(field: &str, rule: &str) -> Because {
    Because { field: field.to_string(), rule: rule.to_string(), ..Because::default() }
}

/// A reason of one field that the line of the lexicon at `origin` gives.
pub fn reason_from(field: &str, rule: &str, origin: &Origin) -> Because {
    Because { file: Some(origin.file.to_string()), line: Some(origin.line), ..reason(field, rule) }
}

/// A reason of one field that was learnt from coded reports; `chance` tells how sure it is, 0 to 1, and is kept to three places.
pub fn reason_learnt(field: &str, rule: &str, chance: f64) -> Because {
    Because { score: Some((chance * 1000.0).round() / 1000.0), ..reason(field, rule) }
}

/// One reason each for the fields that are filled from layers of the document, with the line of the lexicon behind it.
pub fn explain(doc: &Document, because: &mut Vec<Because>, filled: &Filled) {
    if let Some(speaker) = filled.attribution.first() {
        let cue = speaker.cue.as_deref().unwrap_or("");
        let who = speaker.text.as_deref().unwrap_or("somebody unnamed");
        let found = doc.attributions.iter().find(|a| Some(a.cue) == speaker.cue_span);
        let why = found.map(|a| a.because.as_str()).unwrap_or_default();
        because.push(cited(reason("attribution", &format!("{who}: \"{cue}\"")), why));
    }
    if let Some((text, span)) = filled.when.and_then(|w| w.text.as_deref().zip(w.span)) {
        let sentence = filled.sentence.is_some_and(|s| s.contains(span));
        let from = match (filled.span.contains(span), sentence) {
            (true, _) => "",
            (_, true) => ", told in the same sentence",
            _ => ", carried over from another sentence",
        };
        because.push(reason("when", &format!("\"{text}\"{from}")));
    }
    for place in filled.places {
        let found = doc.places.iter().find(|p| Some(p.span) == place.span);
        let why = found.map(|p| p.because.as_str()).unwrap_or_default();
        because.push(cited(reason("places", &format!("\"{}\" tells where: {why}", place.text)), why));
    }
    for (field, actors) in [("agents", filled.agents), ("targets", filled.targets)] {
        for actor in actors {
            let party = actor.party.as_deref().unwrap_or("an unnamed party");
            let rule = format!("\"{}\" stands for {party}", actor.text);
            because.push(cited(reason(field, &rule), why_party(doc, actor).unwrap_or_default()));
        }
    }
}

/// What a claim's fields were filled with.
pub struct Filled<'c> {
    pub span: Span,
    pub sentence: Option<Span>,
    pub attribution: &'c [Speaker],
    pub when: Option<&'c When>,
    pub places: &'c [Place],
    pub agents: &'c [Actor],
    pub targets: &'c [Actor],
}

/// Why the words of an actor stand for its party: a line of the lexicon, or the rule that found it.
fn why_party<'d>(doc: &'d Document, actor: &Actor) -> Option<&'d str> {
    let span = actor.span?;
    let party = actor.party.as_deref()?;
    let within = doc.mentions.iter().filter(|m| m.span.overlaps(span));
    let mut entities = within.flat_map(|m| &m.parties);
    entities.find(|e| e.party == party).map(|e| e.because.as_str())
}

/// `reason` with the first line of the lexicon that `why` names ("actors/states/x.toml:3; ..."), else with `why` itself.
fn cited(reason: Because, why: &str) -> Because {
    let lines = why.split("; ").filter_map(|part| part.rsplit_once(':'));
    let mut lines = lines.filter_map(|(file, line)| Some((file.to_string(), line.parse().ok()?)));
    match lines.next() {
        Some((file, line)) => Because { file: Some(file), line: Some(line), ..reason },
        None if why.is_empty() || reason.rule.ends_with(why) => reason,
        None => Because { rule: format!("{} ({why})", reason.rule), ..reason },
    }
}
