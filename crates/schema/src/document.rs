//! A document: a report with everything that reading found in it, as layers of spans over one text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::{Interval, Precision, Report, Span, TextIndex, TimePrecision};

/// One token, with its place in the syntax of its sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub form: String,
    /// Its dictionary form, after Universal Dependencies.
    pub lemma: String,
    /// Universal part of speech ("NOUN", "VERB", ...).
    pub upos: &'static str,
    /// Penn Treebank tag, which tells a past tense (`VBD`) from a participle (`VBN`); empty while unread.
    pub xpos: Arc<str>,
    /// The index in `Document::tokens` of its head; `None` for a sentence's root.
    pub head: Option<usize>,
    /// Universal Dependencies relation to the head, with its subtype ("nsubj:pass").
    pub deprel: Arc<str>,
}

impl Token {
    /// The relation without its subtype ("nsubj").
    pub fn relation(&self) -> &str {
        // Asked for most of all: a search for a character costs several times as much on words so short.
        let end = self.deprel.bytes().position(|byte| byte == b':').unwrap_or(self.deprel.len());
        &self.deprel[..end]
    }
}

/// One sentence: a span and a range of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, as indices into `Document::tokens`.
    pub tokens: Range<usize>,
}

/// What sort of thing a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntityType {
    /// A person.
    Person,
    /// An organisation, a government, a force.
    Organisation,
    /// A place.
    Location,
    /// A nationality, a people, a political group, anything else with a name.
    Other,
    /// A party told without its name: a pronoun, "the ministry", "the enemy".
    Reference,
}

impl EntityType {
    /// The label used in exports.
    pub fn label(self) -> &'static str {
        match self {
            EntityType::Person => "PER",
            EntityType::Organisation => "ORG",
            EntityType::Location => "LOC",
            EntityType::Other => "OTH",
            EntityType::Reference => "REF",
        }
    }
}

/// A stretch of text that names or refers to an actor, a person or a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What sort of thing it names.
    pub kind: EntityType,
    /// The parties it stands for, resolved: none if unknown, two for "both sides".
    pub parties: Vec<Entity>,
    /// Joins the mentions of one thing in the report.
    pub entity: usize,
}

/// A resolved party with what the lexicon knows of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entity {
    /// The party's name ("Ruritania").
    pub party: String,
    /// Its code ("RUR").
    pub code: Option<String>,
    /// The role of this mention ("MIL" for an army, "GOV" for a ministry).
    pub role: Option<String>,
    /// Lexicon file and line that resolved it, or the rule that did.
    pub because: String,
}

/// Somebody is said to say something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Who speaks; `None` where the text hides it.
    pub source: Option<Span>,
    /// The words that name the speaker, where `source` is but a pronoun.
    pub named: Option<Span>,
    /// The head token of the source.
    pub source_token: Option<usize>,
    /// The attributing words.
    pub cue: Span,
    /// The head token of the cue.
    pub cue_token: usize,
    /// The lexicon's lemma of the cue ("say", "deny"), to look up what the cue does.
    pub cue_lemma: String,
    /// What is said.
    pub content: Span,
    /// Whether the content stands in quotation marks.
    pub direct: bool,
    /// Whether the speaker states the content; not so of what they only want, refuse or favour.
    pub stated: bool,
    /// The attribution (its index in `Document::attributions`) in whose content this one stands.
    pub within: Option<usize>,
    /// Lexicon file and line of the cue, or the rule that found it.
    pub because: String,
}

/// A place name and where it lies.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    /// Where the name stands.
    pub span: Span,
    /// The gazetteer's name; `None` while unresolved.
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
    /// Why this one of the places of that name.
    pub because: String,
}

/// An expression of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands.
    pub span: Span,
    /// What it resolves to; `None` where it is vague, a length of time, or hangs on an unknown publication day.
    pub when: Option<Interval>,
    /// How fine it is.
    pub precision: TimePrecision,
    /// Whether it names no day, week, month or year but a length of time up to the day of publication or from it ("the past
    /// six days"); `when` is then the days that it covers.
    pub is_length: bool,
    /// The rule that read it.
    pub rule: &'static str,
}

/// A number with its bounds and what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where it stands, from its first bounding word to its last digit ("at least 1,177").
    pub span: Span,
    /// Lower bound.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// Whether an approximator stands with it ("about", "close to").
    pub approximate: bool,
    /// The head token of the number.
    pub token: usize,
    /// The token that it counts ("soldiers"), if any.
    pub of: Option<usize>,
}

/// A report with everything that reading found in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The report; its text is the only copy.
    pub report: Report,
    /// From code points to bytes.
    pub index: TextIndex,
    /// The party whose own outlet the report comes from, if it is one's: a ministry, an army.
    pub issuer: Option<Entity>,
    /// The day that the text carries at its head, if it does.
    pub dateline: Option<Date>,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// The encoder's view of each token in its sentence: a vector a token, or none while unread.
    pub vectors: Vec<Vec<f32>>,
    /// All sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Actors, people and places that are named or referred to, in order.
    pub mentions: Vec<Mention>,
    /// Who is said to say what, in order.
    pub attributions: Vec<Attribution>,
    /// Place names, in order.
    pub places: Vec<PlaceMention>,
    /// Expressions of time, in order.
    pub times: Vec<TimeExpression>,
    /// Numbers, in order.
    pub quantities: Vec<Quantity>,
}

impl Document {
    /// An unread document: the text alone.
    pub fn new(report: Report) -> Document {
        Document { index: TextIndex::new(&report.text), report, ..Document::default() }
    }

    /// The day from which "today" and "last week" are told: the one at the text's head, else the one of publication.
    pub fn day(&self) -> Option<Date> {
        self.dateline.or_else(|| self.report.published_day())
    }

    /// The words at `span`.
    pub fn text(&self, span: Span) -> &str {
        self.index.slice(&self.report.text, span)
    }

    /// The words of the tokens `range`, as written.
    pub fn words(&self, range: Range<usize>) -> &str {
        match self.span_of(range) {
            Some(span) => self.text(span),
            None => "",
        }
    }

    /// The span of the tokens `range`, `None` if it is empty.
    pub fn span_of(&self, range: Range<usize>) -> Option<Span> {
        let tokens = self.tokens.get(range)?;
        Some(tokens.first()?.span.cover(tokens.last()?.span))
    }

    /// The sentence that token `token` stands in.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token).min(self.sentences.len().saturating_sub(1))
    }

    /// The tokens whose head is `token`, in order.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let tokens = self.sentences.get(self.sentence_of(token)).map(|s| s.tokens.clone()).unwrap_or(0..0);
        tokens.filter(move |&t| self.tokens[t].head == Some(token))
    }

    /// Whether a hyphen joins the words at `span` to what follows, of which they then tell: "the Ruritania-backed group".
    pub fn is_hyphenated(&self, span: Span) -> bool {
        let next = self.tokens.partition_point(|token| token.span.start < span.end);
        self.tokens.get(next).is_some_and(|token| token.span.start == span.end && token.form == "-")
    }

    /// The prepositions that the tokens of `range` hang on a word by ("in" of "in Ruritania").
    pub fn prepositions(&self, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        range.flat_map(|token| self.children(token)).filter(|&child| self.tokens[child].relation() == "case")
    }

    /// Whether `token` is `ancestor` or stands below it in the syntax.
    pub fn is_within(&self, token: usize, ancestor: usize) -> bool {
        // No word stands higher than there are words, should they ever hang in a circle.
        let above = std::iter::successors(Some(token), |&t| self.tokens[t].head);
        above.take(self.tokens.len()).any(|t| t == ancestor)
    }

    /// The tokens of the subtree of `token`, in order.
    pub fn subtree(&self, token: usize) -> Vec<usize> {
        let tokens = self.sentences.get(self.sentence_of(token)).map(|s| s.tokens.clone()).unwrap_or(0..0);
        tokens.filter(|&t| self.is_within(t, token)).collect()
    }
}

/// The country of most of `places`, where it holds at least twice as many as any other (ISO 3166 alpha-2).
pub fn foremost_country<'d>(places: impl Iterator<Item = &'d PlaceMention>) -> Option<&'d str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for country in places.filter_map(|p| p.country.as_deref()) {
        *counts.entry(country).or_default() += 1;
    }
    let (&country, &most) = counts.iter().max_by_key(|(_, count)| **count)?;
    let clear = counts.iter().all(|(other, count)| *other == country || count * 2 <= most);
    clear.then_some(country)
}
