//! An annotated report: every layer of a document as one JSON record.

use std::io::{self, Write};

use herodotus_schema::{
    Attribution, Document, Entity, Interval, Mention, PlaceMention, Quantity, ReportRef, Sentence, Span,
    TimeExpression, Token,
};
use serde::Serialize;

use super::jsonl;

/// Writes the annotations of one document and ends the line.
pub fn write(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    jsonl::write(out, &Annotated::of(document))
}

#[derive(Serialize)]
struct Annotated<'d> {
    report: ReportRef,
    sentences: Vec<SentenceRecord<'d>>,
    mentions: Vec<MentionRecord<'d>>,
    attributions: Vec<AttributionRecord<'d>>,
    places: Vec<PlaceRecord<'d>>,
    times: Vec<TimeRecord<'d>>,
    quantities: Vec<QuantityRecord<'d>>,
}

#[derive(Serialize)]
struct SentenceRecord<'d> {
    #[serde(flatten)]
    span: Span,
    tokens: Vec<TokenRecord<'d>>,
}

#[derive(Serialize)]
struct TokenRecord<'d> {
    #[serde(flatten)]
    span: Span,
    form: &'d str,
    lemma: &'d str,
    upos: &'d str,
    /// In its sentence, from 0; `None` for the root.
    head: Option<usize>,
    deprel: &'d str,
}

#[derive(Serialize)]
struct MentionRecord<'d> {
    #[serde(flatten)]
    span: Span,
    #[serde(rename = "type")]
    kind: &'static str,
    /// The one party it stands for; `None` where it is unknown or where there are several.
    party: Option<&'d str>,
    code: Option<&'d str>,
    entity: usize,
    /// All parties that it stands for.
    parties: Vec<PartyRecord<'d>>,
}

#[derive(Serialize)]
struct PartyRecord<'d> {
    party: &'d str,
    code: Option<&'d str>,
    role: Option<&'d str>,
    because: &'d str,
}

#[derive(Serialize)]
struct AttributionRecord<'d> {
    source: Option<Span>,
    cue: Span,
    content: Span,
    direct: bool,
    /// The index of the attribution in whose content this one stands.
    within: Option<usize>,
    /// What others are said to say in the quotation that this one attributes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quoted: Vec<AttributionRecord<'d>>,
    because: &'d str,
}

#[derive(Serialize)]
struct PlaceRecord<'d> {
    #[serde(flatten)]
    span: Span,
    text: &'d str,
    name: Option<&'d str>,
    geonameid: Option<u32>,
    lat: Option<f64>,
    lon: Option<f64>,
    country: Option<&'d str>,
    because: &'d str,
}

#[derive(Serialize)]
struct TimeRecord<'d> {
    #[serde(flatten)]
    span: Span,
    text: &'d str,
    /// The day, week, month or year that it names; `None` for a length of time.
    when: Option<Interval>,
    /// The days that a length of time covers ("the past six days").
    #[serde(skip_serializing_if = "Option::is_none")]
    covers: Option<Interval>,
    rule: &'static str,
}

#[derive(Serialize)]
struct QuantityRecord<'d> {
    #[serde(flatten)]
    span: Span,
    low: Option<f64>,
    high: Option<f64>,
    /// The word that it counts.
    of: Option<&'d str>,
}

impl<'d> Annotated<'d> {
    fn of(document: &'d Document) -> Annotated<'d> {
        Annotated {
            report: ReportRef::from(&document.report),
            sentences: document.sentences.iter().map(|sentence| sentence_record(document, sentence)).collect(),
            mentions: document.mentions.iter().map(mention_record).collect(),
            attributions: attribution_records(&document.attributions),
            places: document.places.iter().map(|place| place_record(document, place)).collect(),
            times: document.times.iter().map(|time| time_record(document, time)).collect(),
            quantities: document.quantities.iter().map(|quantity| quantity_record(document, quantity)).collect(),
        }
    }
}

fn sentence_record<'d>(document: &'d Document, sentence: &Sentence) -> SentenceRecord<'d> {
    let first = sentence.tokens.start;
    let tokens = document.tokens.get(sentence.tokens.clone()).unwrap_or_default();
    SentenceRecord { span: sentence.span, tokens: tokens.iter().map(|token| token_record(token, first)).collect() }
}

fn token_record(token: &Token, first: usize) -> TokenRecord<'_> {
    TokenRecord {
        span: token.span,
        form: &token.form,
        lemma: &token.lemma,
        upos: token.upos,
        head: token.head.and_then(|head| head.checked_sub(first)),
        deprel: &token.deprel,
    }
}

fn mention_record(mention: &Mention) -> MentionRecord<'_> {
    let only = match mention.parties.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    MentionRecord {
        span: mention.span,
        kind: mention.kind.label(),
        party: only.map(|entity| entity.party.as_str()),
        code: only.and_then(|entity| entity.code.as_deref()),
        entity: mention.entity,
        parties: mention.parties.iter().map(party_record).collect(),
    }
}

fn party_record(entity: &Entity) -> PartyRecord<'_> {
    PartyRecord {
        party: &entity.party,
        code: entity.code.as_deref(),
        role: entity.role.as_deref(),
        because: &entity.because,
    }
}

/// The attributions in order; what somebody quoted says that others say stands under who is quoted.
fn attribution_records(all: &[Attribution]) -> Vec<AttributionRecord<'_>> {
    let quoting: Vec<Option<usize>> = (0..all.len()).map(|at| quoted_by(all, at)).collect();
    let place = |at: usize| quoting[..at].iter().filter(|q| q.is_none()).count();
    let mut records: Vec<AttributionRecord<'_>> = Vec::new();
    for (one, _) in all.iter().zip(&quoting).filter(|(_, quoting)| quoting.is_none()) {
        records.push(AttributionRecord { within: one.within.map(place), ..attribution_record(one) });
    }
    for (at, quoting) in quoting.iter().enumerate() {
        if let Some(outer) = quoting {
            records[place(*outer)].quoted.push(attribution_record(&all[at]));
        }
    }
    records
}

/// The outermost attribution with a quotation in which the one at `at` stands.
fn quoted_by(all: &[Attribution], at: usize) -> Option<usize> {
    let outer = std::iter::successors(all[at].within, |outer| all[*outer].within).take(all.len());
    outer.filter(|outer| all[*outer].direct).last()
}

fn attribution_record(attribution: &Attribution) -> AttributionRecord<'_> {
    AttributionRecord {
        source: attribution.source,
        cue: attribution.cue,
        content: attribution.content,
        direct: attribution.direct,
        within: None,
        quoted: Vec::new(),
        because: &attribution.because,
    }
}

fn place_record<'d>(document: &'d Document, place: &'d PlaceMention) -> PlaceRecord<'d> {
    PlaceRecord {
        span: place.span,
        text: document.text(place.span),
        name: place.name.as_deref(),
        geonameid: place.geonameid,
        lat: place.lat,
        lon: place.lon,
        country: place.country.as_deref(),
        because: &place.because,
    }
}

fn time_record<'d>(document: &'d Document, time: &TimeExpression) -> TimeRecord<'d> {
    let (when, covers) = if time.is_length { (None, time.when) } else { (time.when, None) };
    TimeRecord { span: time.span, text: document.text(time.span), when, covers, rule: time.rule }
}

fn quantity_record<'d>(document: &'d Document, quantity: &Quantity) -> QuantityRecord<'d> {
    let counted = quantity.of.and_then(|token| document.tokens.get(token));
    QuantityRecord {
        span: quantity.span,
        low: quantity.low,
        high: quantity.high,
        of: counted.map(|token| token.form.as_str()),
    }
}
