//! From a report to a document: tokens, syntax, mentions, attributions, times, places and quantities.
//!
//! [`Reader::read`] is pure: the same report, weights, lexicon and gazetteer give the same document, on any
//! number of threads. It codes nothing: what a verb means for the ledger is the business of `herodotus-coder`.

mod attribution;
mod gate;
mod hyphens;
mod lemma;
mod mentions;
pub mod model;
mod numbers;
mod places;
mod possessives;
mod quantities;
mod rehang;
mod segment;
mod times;
mod words;

use std::ops::Range;
use std::sync::Arc;

use herodotus_gazetteer::Gazetteer;
use herodotus_lexicon::Lexicon;
use herodotus_schema::{Document, EntityType, Report};

pub use gate::Unlikely;
use mentions::NamedSpan;
use model::{EntityKind, Model, ModelError, Word};

/// Reads reports. Shared between threads by reference.
pub struct Reader {
    model: Model,
    lexicon: Arc<Lexicon>,
    gazetteer: Arc<Gazetteer>,
}

impl Reader {
    /// A reader with the weights that come with the program.
    ///
    /// # Errors
    /// Only where the program was built from weights that do not belong together.
    pub fn shipped(lexicon: Arc<Lexicon>, gazetteer: Arc<Gazetteer>) -> Result<Reader, ModelError> {
        Ok(Reader::new(Model::shipped()?, lexicon, gazetteer))
    }

    /// A reader with weights of one's own.
    pub fn new(model: Model, lexicon: Arc<Lexicon>, gazetteer: Arc<Gazetteer>) -> Reader {
        Reader { model, lexicon, gazetteer }
    }

    /// Reads one report. Any text is accepted; what cannot be read is left open.
    pub fn read(&self, report: Report) -> Document {
        let mut doc = self.find(report);
        if mentions::is_introduced_in_title(&doc) {
            let title = Report { text: doc.report.title.clone().unwrap_or_default(), ..doc.report.clone() };
            mentions::introduce(&mut doc, &self.find(title));
        }
        doc.places = places::find_places(&doc, &self.gazetteer);
        mentions::resolve_roles(&mut doc, &self.lexicon, &self.gazetteer);
        doc.issuer = mentions::issuer(&doc, &self.lexicon);
        doc.attributions = attribution::attribute(&doc, &self.lexicon);
        mentions::resolve_references(&mut doc, &self.lexicon);
        mentions::resolve_offices(&mut doc, &self.lexicon, &self.gazetteer);
        doc
    }

    /// A report with its syntax, times, quantities and whom it names.
    fn find(&self, report: Report) -> Document {
        let mut doc = Document::new(report);
        segment::segment(&mut doc, self.lexicon.words());
        hyphens::join(&mut doc, &self.lexicon);
        possessives::restore(&mut doc, &self.lexicon);
        segment::part(&mut doc, &self.lexicon, &self.gazetteer);
        let named = self.parse(&mut doc);
        rehang::rehang(&mut doc, &self.lexicon);
        doc.dateline = times::dateline(&doc, &self.lexicon);
        doc.times = times::find_times(&doc, &self.lexicon);
        doc.quantities = quantities::find_quantities(&doc, &self.lexicon);
        doc.mentions = mentions::find_mentions(&doc, &self.lexicon, &named);
        doc
    }

    /// Reads one report, unless the gate finds that it can hold no claim.
    ///
    /// # Errors
    /// How unlikely it is that the report holds claims.
    pub fn read_likely(&self, report: Report) -> Result<Document, Unlikely> {
        match gate::unlikely(&report.text) {
            Some(unlikely) => Err(unlikely),
            None => Ok(self.read(report)),
        }
    }

    /// Fills the syntax of every sentence; returns what the model calls entities.
    fn parse(&self, doc: &mut Document) -> Vec<NamedSpan> {
        let mut named = Vec::new();
        let sentences: Vec<Vec<&str>> = doc.sentences.iter().map(|s| forms(doc, s.tokens.clone())).collect();
        let parses = self.model.parse_all(&sentences);
        for (sentence, parse) in doc.sentences.clone().into_iter().zip(parses) {
            let first = sentence.tokens.start;
            named.extend(entities(first, &parse.words));
            doc.vectors.extend(parse.vectors);
            for (token, word) in doc.tokens[sentence.tokens].iter_mut().zip(parse.words) {
                token.upos = word.upos.as_str();
                let unchanged = word.lemma.eq_ignore_ascii_case(&token.form);
                token.lemma = match token.upos {
                    "NOUN" if &*word.xpos == "NNS" && unchanged => lemma::singular(&token.form).unwrap_or(word.lemma),
                    "NOUN" if &*word.xpos == "NN" => lemma::of_singular(&self.lexicon, &token.form, &word.lemma)
                        .unwrap_or_else(|| lemma::repaired(&self.lexicon, &token.form, word.lemma)),
                    "NOUN" => lemma::repaired(&self.lexicon, &token.form, word.lemma),
                    "VERB" => lemma::irregular(&self.lexicon, &token.form, &word.xpos)
                        .or_else(|| lemma::uninflected(&self.lexicon, &token.form, &word.lemma))
                        .unwrap_or_else(|| lemma::repaired(&self.lexicon, &token.form, word.lemma)),
                    _ => word.lemma,
                };
                token.xpos = if lemma::is_like_its_past(&self.lexicon, &token.form, &word.xpos) {
                    Arc::from("VBD")
                } else {
                    word.xpos
                };
                token.head = word.head.map(|h| first + h);
                token.deprel = Arc::from(word.deprel.as_str());
            }
        }
        named
    }
}

/// The entities of one sentence whose first token is `first`, from the model's BIO tags.
fn entities(first: usize, words: &[Word]) -> Vec<NamedSpan> {
    let mut found: Vec<NamedSpan> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(kind) = word.entity.kind() else { continue };
        let begins = matches!(word.entity, model::Bio::Begin(_));
        let at = first + at;
        match found.last_mut() {
            Some(last) if !begins && last.tokens.end == at => last.tokens.end = at + 1,
            _ => found.push(NamedSpan { tokens: at..at + 1, kind: entity_type(kind) }),
        }
    }
    found
}

fn entity_type(kind: EntityKind) -> EntityType {
    match kind {
        EntityKind::Person => EntityType::Person,
        EntityKind::Organisation => EntityType::Organisation,
        EntityKind::Location => EntityType::Location,
        EntityKind::Other => EntityType::Other,
    }
}

/// The forms of the tokens of `range`.
pub(crate) fn forms(doc: &Document, range: Range<usize>) -> Vec<&str> {
    doc.tokens[range].iter().map(|t| t.form.as_str()).collect()
}

/// A reader may be handed to another thread, and shared between several.
const _: fn() = || {
    fn sent_and_shared<T: Send + Sync>() {}
    sent_and_shared::<Reader>();
};
