//! A claim: one thing that a report says, or says that someone says, with the words that carry it.

use serde::{Deserialize, Serialize};

use crate::{Report, Span, When};

/// Which report a claim stands in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportRef {
    /// The report's id.
    pub id: String,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its day or instant of publication.
    pub published: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
}

impl From<&Report> for ReportRef {
    fn from(report: &Report) -> ReportRef {
        ReportRef {
            id: report.id.clone(),
            outlet: report.outlet.clone(),
            title: report.title.clone(),
            published: report.published.clone(),
            url: report.url.clone(),
        }
    }
}

/// What sort of thing is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimKind {
    /// Something that happens.
    Event,
    /// A number of people or things.
    Tally,
    /// Something that lasts: who holds, backs or recognises what.
    State,
}

/// The PLOVER coding of an event or state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Coding {
    /// One of PLOVER's sixteen types, or `None` where none fits.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// A word of the published list of modes.
    pub mode: Option<String>,
    /// The CAMEO code, where the lexicon gives one.
    pub cameo: Option<String>,
}

/// One link of the chain of speakers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Speaker {
    /// As written; `None` where the text hides who speaks.
    pub text: Option<String>,
    /// The side that the speaker speaks for.
    pub party: Option<String>,
    /// The party's code.
    pub code: Option<String>,
    /// The attributing words.
    pub cue: Option<String>,
    /// Whether the claim stands inside quotation marks as the speaker's own words.
    pub direct: bool,
    /// Where the speaker stands.
    pub span: Option<Span>,
    /// Where the cue stands.
    pub cue_span: Option<Span>,
}

/// An agent or a target.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Actor {
    /// As written.
    pub text: String,
    /// The resolved name.
    pub party: Option<String>,
    /// ISO 3166 alpha-3 or the group's code, perhaps with a role after a space.
    pub code: Option<String>,
    /// GOV, MIL, REB, CIV, ...
    pub role: Option<String>,
    /// Where the words stand.
    pub span: Option<Span>,
}

/// How finely a place is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A building, a base, a crossing.
    Site,
    /// A city, town or village.
    Settlement,
    /// A second-order division.
    District,
    /// A first-order division, or a region that cuts across them.
    Region,
    /// A whole state.
    Country,
}

/// A place that locates a claim.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// As written.
    pub text: String,
    /// The gazetteer's name.
    pub name: Option<String>,
    /// The GeoNames id.
    pub geonameid: Option<u32>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// ISO 3166 alpha-2 code of the country.
    pub country: Option<String>,
    /// How finely it is known.
    pub precision: Option<Precision>,
    /// Where the words stand.
    pub span: Option<Span>,
}

/// Whether what is claimed is said to have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It happened.
    Happened,
    /// It goes on.
    Ongoing,
    /// It is negated or denied.
    DidNotHappen,
    /// It is promised or expected.
    Planned,
    /// Somebody demands it.
    CalledFor,
    /// It may, could or would be so.
    Possible,
}

/// How firmly the speaker says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// As a fact.
    Firm,
    /// With a hedge ("reportedly", "close to", "is thought").
    Hedged,
    /// The speaker denies what others say.
    Denied,
}

/// What a figure covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Everything since the war (or campaign) began.
    Total,
    /// One incident or one window of time.
    Incident,
}

/// A number of people or things.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// What is counted: `killed`, `wounded`, `missing`, `captured`, `displaced`, `fighters`, `equipment`, or a free word.
    pub what: String,
    /// Who or what, as written.
    #[serde(default)]
    pub who: Option<String>,
    /// Whose people or things; `None` if mixed or unsaid.
    #[serde(default)]
    pub party: Option<String>,
    /// Whether civilians are counted; `None` if mixed or unsaid.
    #[serde(default)]
    pub civilian: Option<bool>,
    /// Lower bound.
    #[serde(default)]
    pub low: Option<f64>,
    /// The figure to show where one is wanted: the exact one, or the bound that is given.
    #[serde(default)]
    pub best: Option<f64>,
    /// Upper bound.
    #[serde(default)]
    pub high: Option<f64>,
    /// What it covers.
    #[serde(default)]
    pub scope: Option<Scope>,
    /// The day the count stood at.
    #[serde(default)]
    pub as_of: Option<jiff::civil::Date>,
}

/// One reason for one field of a claim.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Because {
    /// The field it explains ("event", "agents", "when", ...).
    pub field: String,
    /// The rule, in words.
    pub rule: String,
    /// The lexicon file that the entry stands in.
    pub file: Option<String>,
    /// Its line there.
    pub line: Option<u32>,
    /// How sure a learned decision is, 0 to 1.
    pub score: Option<f64>,
    /// The analyst who says so, where one does; the rule then says what stood there before, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// One thing that a report says, with who says so and the words that carry it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Stable: the same report read twice gives the same ids.
    pub id: String,
    /// The report it stands in.
    pub report: ReportRef,
    /// Where it stands in the report's text.
    pub span: Span,
    /// Its exact words.
    pub quote: String,
    /// Its sentence.
    #[serde(default)]
    pub sentence: Option<Span>,
    /// What sort of thing is claimed.
    pub kind: ClaimKind,
    /// Its coding; `None` for a tally.
    #[serde(default)]
    pub event: Option<Coding>,
    /// The chain of speakers, innermost first, the outlet left out.
    #[serde(default)]
    pub attribution: Vec<Speaker>,
    /// Who did it.
    #[serde(default)]
    pub agents: Vec<Actor>,
    /// To whom.
    #[serde(default)]
    pub targets: Vec<Actor>,
    /// Where.
    #[serde(default)]
    pub places: Vec<Place>,
    /// When.
    #[serde(default)]
    pub when: Option<When>,
    /// Whether it is said to have happened.
    pub status: Status,
    /// How firmly.
    pub certainty: Certainty,
    /// The figure, for a tally.
    #[serde(default)]
    pub tally: Option<Tally>,
    /// How each field was derived.
    #[serde(default)]
    pub because: Vec<Because>,
}

impl Claim {
    /// The PLOVER type, if it has one.
    pub fn event_type(&self) -> Option<&str> {
        self.event.as_ref()?.kind.as_deref()
    }

    /// The refinement of the type, if it has one.
    pub fn mode(&self) -> Option<&str> {
        self.event.as_ref()?.mode.as_deref()
    }

    /// Whether an analyst added it where the program missed it: no reason is the program's.
    pub fn is_added(&self) -> bool {
        !self.because.is_empty() && self.because.iter().all(|because| because.by.is_some())
    }

    /// The side that says so: the innermost speaker's party.
    pub fn side(&self) -> Option<&str> {
        self.attribution.first()?.party.as_deref()
    }
}
