//! The fields that an analyst can correct, and the values that they take in words.

use herodotus_gazetteer::Candidate;
use herodotus_ledger::{Bounds, Correction, Identity, Who};
use herodotus_lexicon::EVENT_TYPES;
use herodotus_schema::{Actor, Claim, Moment, Place, Report, TimePrecision, When};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::ReviewError;
use super::words::{nearest, places};
use crate::Pipeline;
use crate::names::{did_you_mean, near, with_country};

/// What every field takes, for the help text: its name, and its values.
pub const FIELDS: [(&str, &str); 15] = [
    ("type", "one of PLOVER's sixteen types (ASSAULT, AGREE, ...), or none"),
    ("mode", "a word of the published list, like shelling, or none"),
    ("status", "happened, ongoing, did-not-happen, planned, called-for or possible"),
    ("certainty", "firm, hedged or denied"),
    ("agent", "the agent's party, none (unknown) or nobody (no such agent); agent.2 is the second"),
    ("target", "the target's party, none (unknown) or nobody (no such target); target.2 is the second"),
    (
        "speaker",
        "the innermost speaker's party, none (unknown) or nobody (the outlet itself); speaker.2 tells of that one",
    ),
    ("when", "a day, 2020-10-09..2020-10-11, an instant, or none"),
    ("places", "names with ; between, each perhaps with its country (\"Dalmar, GE\"), or none"),
    ("figure", "12, 10..15, 12.. (at least), ..15 (at most)"),
    ("what", "what is counted: killed, wounded, missing, captured, displaced, ..."),
    ("counted", "the party whose people or things are counted, or none"),
    ("civilian", "yes, no or none"),
    ("scope", "total, incident or none"),
    ("as-of", "the day that the count stood at, or none"),
];
/// The fields of a figure alone.
const OF_FIGURES: [&str; 6] = ["figure", "what", "counted", "civilian", "scope", "as-of"];
/// The fields of what is no figure alone.
const OF_OTHERS: [&str; 2] = ["type", "mode"];

/// A field with the value that it is to have, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field<'f> {
    /// The field's name.
    pub name: &'f str,
    /// The value.
    pub value: &'f str,
}

/// What values are read with.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    /// The report that the claim stands in.
    pub(super) report: &'k Report,
    /// Knows parties and places.
    pub(super) pipeline: &'k Pipeline,
}

impl Field<'_> {
    /// The correction of `claim` that the value tells.
    ///
    /// # Errors
    /// Where the claim has no such field, or it takes no such value.
    pub(super) fn parse(self, claim: &Claim, known: Known<'_>) -> Result<Correction, ReviewError> {
        let pipeline = known.pipeline;
        let (name, at) = self.place()?;
        let other = if claim.tally.is_some() { &OF_OTHERS[..] } else { &OF_FIGURES[..] };
        if other.contains(&name) {
            return Err(self.unknown(claim));
        }
        if self.value.trim().is_empty() || self.value != self.value.trim() {
            return Err(self.wrong());
        }
        let words = |actors: &[Actor]| actors.iter().map(|actor| actor.text.clone()).collect::<Vec<_>>();
        let speakers = claim.attribution.iter().map(|speaker| speaker.text.clone().unwrap_or_default()).collect();
        Ok(match name {
            "type" => Correction::Type(self.or_none(|value| self.event_type(value))?),
            "mode" => Correction::Mode(self.or_none(|value| self.mode(value, claim, pipeline))?),
            "status" => Correction::Status(self.word()?),
            "certainty" => Correction::Certainty(self.word()?),
            "agent" => Correction::Agent(self.who((at, words(&claim.agents)), pipeline)?),
            "target" => Correction::Target(self.who((at, words(&claim.targets)), pipeline)?),
            "speaker" => Correction::Speaker(self.who((at, speakers), pipeline)?),
            "when" => Correction::When(self.or_none(|value| self.when(value, claim))?),
            "places" => Correction::Places(self.places(claim, known)?),
            "figure" => Correction::Figure(self.figure()?),
            "what" => Correction::What(self.value.to_owned()),
            "counted" => Correction::Counted(self.or_none(|value| Ok(value.to_owned()))?),
            "civilian" => Correction::Civilian(self.or_none(|value| match value {
                "yes" => Ok(true),
                "no" => Ok(false),
                _ => Err(self.wrong()),
            })?),
            "scope" => Correction::Scope(self.or_none(|_| self.word())?),
            "as-of" => Correction::AsOf(self.or_none(|value| value.parse().map_err(|_| self.wrong()))?),
            _ => return Err(self.unknown(claim)),
        })
    }

    /// The name without its place in a list, and the place: `agent.2` is the second.
    fn place(&self) -> Result<(&str, usize), ReviewError> {
        match self.name.split_once('.') {
            None => Ok((self.name, 0)),
            Some((name @ ("agent" | "target" | "speaker"), at)) => match at.parse::<usize>() {
                Ok(at) if at > 0 => Ok((name, at - 1)),
                _ => Err(self.wrong()),
            },
            Some(_) => Err(self.wrong()),
        }
    }

    fn unknown(&self, claim: &Claim) -> ReviewError {
        let (kind, other) = if claim.tally.is_some() { ("figure", &OF_OTHERS[..]) } else { ("claim", &OF_FIGURES[..]) };
        let all = FIELDS.iter().map(|(name, _)| *name);
        let fields: Vec<&str> = all.filter(|name| !other.contains(name)).collect();
        ReviewError::Field { field: self.name.to_owned(), kind, fields: fields.join(", ") }
    }

    fn wrong(&self) -> ReviewError {
        let name = self.name.split('.').next().unwrap_or_default();
        let known = FIELDS.iter().find(|(field, _)| *field == name);
        let wanted = known.map_or("the name of a field", |(_, wanted)| wanted);
        ReviewError::Value { field: self.name.to_owned(), value: self.value.to_owned(), wanted: wanted.to_owned() }
    }

    fn or_none<T>(&self, parse: impl FnOnce(&str) -> Result<T, ReviewError>) -> Result<Option<T>, ReviewError> {
        if self.value == "none" { Ok(None) } else { parse(self.value).map(Some) }
    }

    fn event_type(&self, value: &str) -> Result<String, ReviewError> {
        let upper = value.to_uppercase();
        if EVENT_TYPES.contains(&upper.as_str()) { Ok(upper) } else { Err(self.wrong()) }
    }

    /// A mode of the published list; of which type does not matter, since that may yet be corrected.
    fn mode(&self, value: &str, claim: &Claim, pipeline: &Pipeline) -> Result<String, ReviewError> {
        let modes = &pipeline.lexicon().words().modes;
        if modes.iter().any(|(_, mode)| mode == value) {
            return Ok(value.to_owned());
        }
        let kind = claim.event_type().unwrap_or_default();
        let of_type: Vec<&str> = modes.iter().filter(|(of, _)| of == kind).map(|(_, mode)| mode.as_str()).collect();
        let near = did_you_mean(&near(value, modes.iter().map(|(_, mode)| mode.as_str())));
        let of = if kind.is_empty() { String::new() } else { format!("of {kind} ") };
        let wanted = format!("a word of the published list, {of}{}, or none{near}", of_type.join(", "));
        Err(ReviewError::Value { field: self.name.to_owned(), value: value.to_owned(), wanted })
    }

    /// A value of the record format.
    fn word<T: DeserializeOwned>(&self) -> Result<T, ReviewError> {
        serde_json::from_value(Value::String(self.value.to_owned())).map_err(|_| self.wrong())
    }

    /// Who stands at `at` of a list of such words: a party may also be put behind the last.
    fn who(&self, (at, list): (usize, Vec<String>), pipeline: &Pipeline) -> Result<Who, ReviewError> {
        let named = !["none", "nobody"].contains(&self.value);
        let count = list.len();
        if at > count || at == count && !named {
            let name = self.name.split('.').next().unwrap_or_default();
            return Err(ReviewError::Place { field: name.to_owned(), place: at + 1, count });
        }
        let is = match self.value {
            "none" => Identity::Unknown,
            "nobody" => Identity::Nobody,
            name => Identity::Party { name: name.to_owned(), code: code_of(pipeline, name) },
        };
        Ok(Who { at, words: list.into_iter().nth(at), is })
    }

    /// The words that told of the time before stay: it is their reading that is corrected.
    fn when(&self, value: &str, claim: &Claim) -> Result<When, ReviewError> {
        let (start, end) = value.split_once("..").unwrap_or((value, value));
        let moment = |text: &str| text.trim().parse::<Moment>().map_err(|_| self.wrong());
        let (start, end) = (moment(start)?, moment(end)?);
        if start.day() > end.day() {
            return Err(self.wrong());
        }
        let precision = match (start, end) {
            (Moment::Instant(..), _) => TimePrecision::Hour,
            _ if start == end => TimePrecision::Day,
            _ => TimePrecision::Range,
        };
        let (text, span) = claim.when.as_ref().map_or((None, None), |when| (when.text.clone(), when.span));
        Ok(When { start, end, text, precision: Some(precision), span })
    }

    fn places(&self, claim: &Claim, known: Known<'_>) -> Result<Vec<Place>, ReviewError> {
        if self.value == "none" {
            return Ok(Vec::new());
        }
        let names: Vec<&str> = self.value.split(';').map(str::trim).filter(|name| !name.is_empty()).collect();
        if names.is_empty() {
            return Err(self.wrong());
        }
        Ok(names.into_iter().map(|name| place(name, claim, known)).collect())
    }

    fn figure(&self) -> Result<Bounds, ReviewError> {
        let (low, high) = self.value.split_once("..").unwrap_or((self.value, self.value));
        let bound = |text: &str| match text.trim().replace(',', "") {
            empty if empty.is_empty() => Ok(None),
            digits => digits.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0).map(Some).ok_or(self.wrong()),
        };
        let (low, high) = (bound(low)?, bound(high)?);
        if low.is_none() && high.is_none() || low.zip(high).is_some_and(|(low, high)| low > high) {
            return Err(self.wrong());
        }
        Ok(Bounds { low, best: low.or(high), high })
    }
}

/// The code of the party of that name, where the lexicon has one.
pub(super) fn code_of(pipeline: &Pipeline, name: &str) -> Option<String> {
    pipeline.lexicon().actors().party(name).and_then(|party| party.code.clone())
}

/// The place of that name, perhaps with a country after a comma, as the claim's report writes it nearest to the claim.
fn place(name: &str, claim: &Claim, Known { report, pipeline }: Known<'_>) -> Place {
    let (bare, _) = with_country(name);
    let span = nearest(places(&report.text, bare), claim.span);
    let mut place = Place { text: bare.to_owned(), span, ..Place::default() };
    if let Some(known) = known_place(name, pipeline) {
        settle(&mut place, known);
    }
    place
}

/// What the gazetteer knows by that name, perhaps with a country after a comma; of several places the one in the country, of
/// these the one given by the lexicon, then the largest.
pub(super) fn known_place(name: &str, pipeline: &Pipeline) -> Option<Candidate> {
    let (bare, country) = with_country(name);
    let mut candidates = pipeline.gazetteer().candidates(bare);
    candidates.retain(|candidate| country.as_ref().is_none_or(|country| candidate.country == *country));
    let order = |c: &Candidate| (!c.given, c.alias, std::cmp::Reverse(c.population), c.geonameid);
    candidates.into_iter().min_by(|x, y| order(x).cmp(&order(y)).then_with(|| x.name.cmp(&y.name)))
}

/// Says that `place` is the one that the gazetteer knows.
pub(super) fn settle(place: &mut Place, known: Candidate) {
    place.name = Some(known.name);
    place.geonameid = known.geonameid;
    (place.lat, place.lon) = (Some(known.lat), Some(known.lon));
    place.country = Some(known.country).filter(|country| !country.is_empty());
    place.precision = Some(known.precision);
}
