//! Adding a claim that the program missed: an analyst names words of the report, and they are found in it.

use herodotus_coder::{actor, claim_id};
use herodotus_ledger::{Correction, Ledger, Verdict};
use herodotus_schema::{
    Actor, Because, Certainty, Claim, ClaimKind, Coding, Document, Entity, Interval, Place, ReportRef, Span, Speaker,
    Status, Tally, When,
};

use super::fields::Known;
use super::words::{nearest, places};
use super::{Analyst, Field, ReviewError, enter, fields};
use crate::Pipeline;

/// A claim as an analyst tells it. Words are words of the report; those of actors, sources, places and times may be followed
/// by `=` and what they stand for ("the gunners=Ruritania"), where reading the report does not tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedClaim {
    /// Its words.
    pub quote: String,
    /// Which of several places of these words, from 1.
    pub nth: Option<usize>,
    /// What sort of thing is claimed.
    pub kind: ClaimKind,
    /// Who did it.
    pub agents: Vec<String>,
    /// To whom.
    pub targets: Vec<String>,
    /// Who says so, innermost first; `?` for somebody whom the report hides.
    pub sources: Vec<String>,
    /// The attributing words of the innermost.
    pub cue: Option<String>,
    /// Whether the words stand in quotation marks as the innermost source's own.
    pub direct: bool,
    /// Where.
    pub places: Vec<String>,
    /// When.
    pub when: Option<String>,
    /// Who is counted.
    pub who: Option<String>,
    /// Other fields by the names and with the values that a correction takes, in the order in which they are filled.
    pub fields: Vec<(&'static str, String)>,
}

/// Enters the claim `added` to the report `id`. Reading the report with `pipeline` tells what its words stand for. Gives the
/// number of the entry.
///
/// # Errors
/// Where words do not stand in the report, a value fits no field, or such a claim is there already.
pub fn add(
    ledger: &mut Ledger,
    id: &str,
    (added, pipeline): (&AddedClaim, &Pipeline),
    analyst: Analyst,
) -> Result<i64, ReviewError> {
    let Some(report) = ledger.report(id)? else { return Err(ReviewError::NoReport(id.to_owned())) };
    super::not_retracted(ledger, &report.id)?;
    let document = pipeline.read(report);
    let span = added.place(&document)?;
    let claim = Adding { document: &document, pipeline, span, by: &analyst.by, because: Vec::new() }.claim(added)?;
    if let Some(there) = ledger.claim(&claim.id)? {
        return Err(ReviewError::There(there.id));
    }
    if let Some(next) = ledger.successor(&claim.id)? {
        return Err(ReviewError::There(next));
    }
    enter(ledger, analyst, Verdict::Add(Box::new(claim)))
}

impl AddedClaim {
    /// Where the quote stands.
    fn place(&self, document: &Document) -> Result<Span, ReviewError> {
        let report = &document.report;
        let found = places(&report.text, &self.quote);
        match (self.nth, found.as_slice()) {
            (_, []) => Err(no_words("quote", &self.quote, &report.id)),
            (None, [only]) => Ok(*only),
            (Some(nth), _) if (1..=found.len()).contains(&nth) => Ok(found[nth - 1]),
            _ => Err(ReviewError::Several {
                quote: self.quote.clone(),
                report: report.id.clone(),
                places: found.iter().map(|span| around(document, *span)).collect(),
            }),
        }
    }
}

/// A claim while it is put together.
struct Adding<'a> {
    document: &'a Document,
    pipeline: &'a Pipeline,
    span: Span,
    by: &'a str,
    because: Vec<Because>,
}

impl Adding<'_> {
    fn claim(mut self, added: &AddedClaim) -> Result<Claim, ReviewError> {
        let figure = added.kind == ClaimKind::Tally;
        let missing = |name: &str| figure && !added.fields.iter().any(|(field, _)| *field == name);
        if let Some(field) = ["what", "figure"].into_iter().find(|name| missing(name)) {
            return Err(ReviewError::Missing(field));
        }
        let sentence = self.document.sentences.iter().map(|s| s.span).find(|s| s.overlaps(self.span));
        let mut claim = Claim {
            id: String::new(),
            report: ReportRef::from(&self.document.report),
            span: self.span,
            quote: self.document.text(self.span).to_owned(),
            sentence,
            kind: added.kind,
            event: (!figure).then(Coding::default),
            attribution: self.speakers(added)?,
            agents: self.actors("agents", "agent", &added.agents)?,
            targets: self.actors("targets", "target", &added.targets)?,
            places: added.places.iter().map(|words| self.located(words)).collect::<Result<_, _>>()?,
            when: None,
            status: Status::Happened,
            certainty: Certainty::Firm,
            tally: figure.then(|| self.counted(added)).transpose()?,
            because: Vec::new(),
        };
        claim.when = added.when.as_ref().map(|words| self.dated(words, &claim)).transpose()?;
        for (name, value) in &added.fields {
            let known = Known { report: &self.document.report, pipeline: self.pipeline };
            let value = Field { name, value }.parse(&claim, known)?;
            value.apply(&mut claim);
        }
        claim.because = self.because;
        claim.id = claim_id(&claim);
        Ok(claim)
    }

    /// Where `words`, which tell of `field`, stand nearest to the claim.
    fn find(&self, field: &'static str, words: &str) -> Result<Span, ReviewError> {
        let found = nearest(places(&self.document.report.text, words), self.span);
        found.ok_or_else(|| no_words(field, words, &self.document.report.id))
    }

    /// The place of the words of `value`, and what is said that they stand for.
    fn split<'v>(&self, field: &'static str, value: &'v str) -> Result<(Span, Option<&'v str>), ReviewError> {
        match (self.find(field, value), value.rsplit_once('=')) {
            (Err(_), Some((words, stands_for))) => Ok((self.find(field, words)?, Some(stands_for.trim()))),
            (found, _) => Ok((found?, None)),
        }
    }

    fn note(&mut self, field: &str, rule: String) {
        self.because.push(Because {
            field: field.to_owned(),
            rule,
            by: Some(self.by.to_owned()),
            ..Because::default()
        });
    }

    /// Whom the words at `span` stand for: the party that is said, else those that reading found.
    fn parties(&mut self, field: &'static str, span: Span, said: Option<&str>) -> Vec<Entity> {
        let words = self.document.text(span).to_owned();
        let near = self.document.mentions.iter().filter(|m| m.span.overlaps(span) && !m.parties.is_empty());
        let shared = |m: Span| m.end.min(span.end) - m.start.max(span.start);
        let found = near.max_by_key(|m| shared(m.span)).map(|m| m.parties.clone()).unwrap_or_default();
        let Some(said) = said else {
            let names: Vec<String> = found.iter().map(|e| format!("{} ({})", e.party, e.because)).collect();
            let names = if names.is_empty() { "an unnamed party".to_owned() } else { names.join(" and ") };
            self.note(field, format!("\"{words}\" stands for {names}"));
            return found;
        };
        self.note(field, format!("\"{words}\" stands for {said}, says {}", self.by));
        let role = found.first().and_then(|e| e.role.clone());
        let code = fields::code_of(self.pipeline, said);
        vec![Entity { party: said.to_owned(), code, role, because: String::new() }]
    }

    fn actors(&mut self, field: &'static str, one: &'static str, all: &[String]) -> Result<Vec<Actor>, ReviewError> {
        let mut out = Vec::new();
        for value in all {
            let (span, said) = self.split(one, value)?;
            let words = self.document.text(span).to_owned();
            let parties = self.parties(field, span, said);
            if parties.is_empty() {
                out.push(Actor { text: words.clone(), span: Some(span), ..Actor::default() });
            }
            out.extend(parties.into_iter().map(|party| actor(&party, &words, span)));
        }
        Ok(out)
    }

    fn speakers(&mut self, added: &AddedClaim) -> Result<Vec<Speaker>, ReviewError> {
        let mut out = Vec::new();
        for value in &added.sources {
            if value == "?" {
                out.push(Speaker::default());
                continue;
            }
            let (span, said) = self.split("source", value)?;
            let party = self.parties("attribution", span, said).into_iter().next();
            let (party, code) = party.map(|one| (one.party, one.code)).unzip();
            let text = Some(self.document.text(span).to_owned());
            out.push(Speaker { text, party, code: code.flatten(), span: Some(span), ..Speaker::default() });
        }
        let cue = added.cue.as_ref().map(|words| self.find("cue", words)).transpose()?;
        match out.first_mut() {
            Some(first) => {
                first.direct = added.direct;
                first.cue = cue.map(|span| self.document.text(span).to_owned());
                first.cue_span = cue;
            }
            None if added.direct || cue.is_some() => return Err(ReviewError::Missing("source")),
            None => {}
        }
        Ok(out)
    }

    /// The place that the words name: what is said, else what reading found, else what the gazetteer knows by that name.
    fn located(&mut self, value: &str) -> Result<Place, ReviewError> {
        let (span, said) = self.split("place", value)?;
        let words = self.document.text(span).to_owned();
        let read = self.document.places.iter().find(|p| p.span.overlaps(span) && p.name.is_some() && said.is_none());
        let mut place = Place { text: words.clone(), span: Some(span), ..Place::default() };
        if let Some(read) = read {
            (place.name, place.geonameid) = (read.name.clone(), read.geonameid);
            (place.lat, place.lon) = (read.lat, read.lon);
            (place.country, place.precision) = (read.country.clone(), read.precision);
        } else if let Some(known) = fields::known_place(said.unwrap_or(&words), self.pipeline) {
            fields::settle(&mut place, known);
        } else if let Some(said) = said {
            place.name = Some(said.to_owned());
        }
        self.note("places", format!("\"{words}\" tells where"));
        Ok(place)
    }

    /// The time that the words tell: what is said, else what reading found.
    fn dated(&mut self, value: &str, claim: &Claim) -> Result<When, ReviewError> {
        let (span, said) = self.split("when", value)?;
        let text = self.document.text(span).to_owned();
        let read = self.document.times.iter().find(|time| time.span.overlaps(span) && time.when.is_some());
        let known = Known { report: &self.document.report, pipeline: self.pipeline };
        let when = match (said, read) {
            (Some(days), _) => match (Field { name: "when", value: days }).parse(claim, known)? {
                Correction::When(Some(when)) => when,
                _ => return Err(ReviewError::Undated(text)),
            },
            (None, Some(time)) => {
                let Some(Interval { start, end }) = time.when else { return Err(ReviewError::Undated(text)) };
                When { start, end, text: None, precision: Some(time.precision), span: None }
            }
            (None, None) => return Err(ReviewError::Undated(text)),
        };
        self.note("when", format!("\"{text}\""));
        Ok(When { text: Some(text), span: Some(span), ..when })
    }

    /// An empty count of those whom the words name; the fields fill it.
    fn counted(&mut self, added: &AddedClaim) -> Result<Tally, ReviewError> {
        let who = added.who.as_ref().map(|words| self.find("who", words)).transpose()?;
        Ok(Tally {
            what: String::new(),
            who: who.map(|span| self.document.text(span).to_owned()),
            party: None,
            civilian: None,
            low: None,
            best: None,
            high: None,
            scope: None,
            as_of: None,
        })
    }
}

fn no_words(field: &'static str, words: &str, report: &str) -> ReviewError {
    ReviewError::NoWords { field, words: words.to_owned(), report: report.to_owned() }
}

/// The words at `span` with a few before and after.
fn around(document: &Document, span: Span) -> String {
    const AROUND: u32 = 30;
    let wider = Span::new(span.start.saturating_sub(AROUND), span.end + AROUND);
    document.text(wider).split_whitespace().collect::<Vec<_>>().join(" ")
}
