//! Predicates that may carry a claim, and what the judge sees of each.

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Document, Span};

use crate::frames::Match;
use crate::parties::resolves;
use crate::quote::span_of;
use crate::select::{is_aside, is_bare, is_told, is_warlike};
use crate::speakers::attributions;
use crate::status::{certainty, status};
use crate::syntax::{child, clause_of, heads_clause, is_passive, object, prepositions, subject};

/// A word that may be the predicate of a claim.
pub struct Candidate<'l> {
    /// The word.
    pub token: usize,
    /// The words of its claim.
    pub span: Span,
    /// The entry that fits it, if one does.
    pub found: Option<Match<'l>>,
    /// What is so of it, as `name` or `name=value`, each at most once.
    pub features: Vec<String>,
}

/// All candidates of `doc`, in order: words that an entry fits, and heads of clauses.
pub fn candidates<'l>(doc: &Document, lexicon: &'l Lexicon, matches: &[Match<'l>]) -> Vec<Candidate<'l>> {
    let view = View { doc, lexicon, matches, warlike: is_warlike(doc, matches) };
    let carried: Vec<usize> = matches.iter().filter_map(|m| m.carried).collect();
    (0..doc.tokens.len())
        .filter(|t| !carried.contains(t))
        .filter_map(|token| {
            // A word whose content is an act gives way to it ("accused X of shelling").
            let gives_way = |m: &&Match| m.entry.content_act && is_told(doc, m, matches);
            let found = matches.iter().find(|m| m.token == token);
            if found.is_some_and(|m| gives_way(&m)) {
                return None;
            }
            (found.is_some() || heads_clause(doc, token)).then(|| Candidate {
                token,
                span: span_of(doc, token),
                found: found.cloned(),
                features: view.features(token, found),
            })
        })
        .collect()
}

/// A document as the features look at it.
struct View<'d, 'l> {
    doc: &'d Document,
    lexicon: &'l Lexicon,
    matches: &'d [Match<'l>],
    warlike: bool,
}

/// Collects features.
#[derive(Default)]
struct Bag(Vec<String>);

impl Bag {
    /// Adds `name` where it holds.
    fn mark(&mut self, holds: bool, name: &str) {
        if holds {
            self.0.push(name.to_owned());
        }
    }

    /// Adds `name=value`.
    fn value(&mut self, name: &str, value: &str) {
        self.0.push(format!("{name}={}", value.to_lowercase()));
    }
}

impl View<'_, '_> {
    fn features(&self, token: usize, found: Option<&Match>) -> Vec<String> {
        let mut bag = Bag::default();
        match found {
            Some(found) => self.entry(found, &mut bag),
            None => bag.mark(true, "no-entry"),
        }
        self.word(token, &mut bag);
        self.arguments(token, &mut bag);
        self.setting(token, &mut bag);
        self.said(token, &mut bag);
        bag.value("status", status(self.doc, self.lexicon, token, found).0.name());
        bag.value("certainty", certainty(self.doc, self.lexicon, token, found).0.name());
        bag.0.sort();
        bag.0.dedup();
        bag.0
    }

    /// What the lexicon says of the word, and what keeps it from being a claim by rule.
    fn entry(&self, found: &Match, bag: &mut Bag) {
        let entry = found.entry;
        let kind = entry.event.as_deref().unwrap_or("open");
        let (bare, aside) = (is_bare(self.doc, found), is_aside(self.doc, found));
        let told = is_told(self.doc, found, self.matches);
        bag.value("entry-type", kind);
        bag.value("entry-class", entry.class.name());
        bag.value("entry-type-class", &format!("{kind} {}", entry.class.name()));
        bag.value("entry-mode", entry.mode.as_deref().unwrap_or("none"));
        bag.value("entry-kind", entry.kind.name());
        bag.mark(entry.weak, "weak");
        bag.mark(entry.weak && !self.warlike, "weak-in-peace");
        bag.mark(entry.speech, "speech-act");
        bag.mark(entry.content_act, "content-act");
        bag.mark(bare, "bare");
        bag.mark(aside, "aside");
        bag.mark(told, "told-elsewhere");
        bag.mark(!bare && !aside && !told, "kept-by-rule");
        if !bare && !aside && !told {
            bag.value("kept-type", kind);
        }
        bag.mark(found.agents.iter().any(|&t| resolves(self.doc, t)), "agent-party");
        bag.mark(found.targets.iter().any(|&t| resolves(self.doc, t)), "target-party");
        bag.mark(found.agents.is_empty(), "no-agent");
        bag.mark(found.targets.is_empty(), "no-target");
    }

    /// The word itself and what it hangs on.
    fn word(&self, token: usize, bag: &mut Bag) {
        let doc = self.doc;
        let t = &doc.tokens[token];
        bag.value("lemma", &t.lemma);
        bag.value("tag", &t.xpos);
        let seat = &doc.tokens[seat(doc, token)];
        bag.value("relation", &seat.deprel);
        bag.value("relation-tag", &format!("{} {}", seat.deprel, t.xpos));
        bag.mark(is_passive(doc, token), "passive");
        let Some(head) = seat.head else {
            bag.mark(true, "root");
            return;
        };
        let above = &doc.tokens[head];
        bag.value("head", &above.lemma);
        bag.value("head-tag", &above.xpos);
        bag.value("relation-head", &format!("{} {}", seat.relation(), above.lemma));
        let mut at = Some(head);
        while let Some(a) = at {
            if let Some(found) = self.matches.iter().find(|m| m.token == a) {
                let kind = found.entry.event.as_deref().unwrap_or("open");
                bag.value("under-type", kind);
                bag.value("under-type-relation", &format!("{kind} {}", seat.relation()));
                break;
            }
            at = doc.tokens[a].head;
        }
    }

    /// Subject, object, auxiliaries, prepositions.
    fn arguments(&self, token: usize, bag: &mut Bag) {
        let doc = self.doc;
        for (name, found) in [("subject", subject(doc, token)), ("object", object(doc, token))] {
            match found {
                Some(t) => {
                    bag.value(name, &doc.tokens[t].lemma);
                    bag.value(&format!("{name}-tag"), doc.tokens[t].upos);
                    bag.mark(resolves(doc, t), &format!("{name}-party"));
                }
                None => bag.mark(true, &format!("no-{name}")),
            }
        }
        for c in doc.children(token) {
            let below = &doc.tokens[c];
            match below.relation() {
                "aux" | "cop" => bag.value("auxiliary", &below.form),
                "advmod" | "det" | "cc" => bag.value("modifier", &below.lemma),
                "mark" => bag.value("mark", &below.lemma),
                "case" => bag.value("case", &below.lemma),
                "ccomp" | "xcomp" | "advcl" | "conj" | "parataxis" | "compound" | "amod" => {
                    bag.value(&format!("below-{}", below.relation()), &below.lemma);
                }
                "obl" | "nmod" => {
                    for p in prepositions(doc, c) {
                        bag.value("preposition", p);
                    }
                    bag.value("oblique", &below.lemma);
                }
                _ => {}
            }
        }
        bag.mark(child(doc, token, &["cop"]).is_some(), "copula");
    }

    /// Where in the report it stands and what else its words hold.
    fn setting(&self, token: usize, bag: &mut Bag) {
        let doc = self.doc;
        let span = span_of(doc, token);
        let sentence = doc.sentence_of(token);
        // A few sentences by themselves are no article, whose first one tells the news.
        if doc.sentences.len() > crate::judge::FEW {
            bag.value("sentence", bucket(sentence));
            bag.value("sentence-from-end", bucket(doc.sentences.len() - 1 - sentence));
            let strong = self.matches.iter().filter(|m| !m.entry.weak && m.entry.event.is_some()).count();
            bag.value("acts-per-sentence", bucket(4 * strong / doc.sentences.len()));
        }
        bag.value("words", bucket(doc.text(span).split_whitespace().count()));
        bag.value("sentence-words", bucket(doc.sentences[sentence].tokens.len()));
        bag.mark(doc.times.iter().any(|t| span.contains(t.span) && t.when.is_some()), "has-day");
        bag.mark(doc.places.iter().any(|p| span.contains(p.span)), "has-place");
        bag.mark(doc.quantities.iter().any(|q| span.contains(q.span)), "has-number");
        let parties = doc.mentions.iter().filter(|m| span.contains(m.span) && !m.parties.is_empty()).count();
        bag.value("parties", bucket(parties));
        let inner = self.matches.iter().filter(|m| m.token != token && span.contains(doc.tokens[m.token].span));
        bag.value("acts-inside", bucket(inner.clone().count()));
        for found in inner {
            bag.value("inside-type", found.entry.event.as_deref().unwrap_or("open"));
        }
        bag.mark(self.warlike, "warlike");
        let clause = clause_of(doc, token);
        bag.mark(clause == token, "heads-clause");
    }

    /// Who is said to say it, and whether the word itself says something.
    fn said(&self, token: usize, bag: &mut Bag) {
        let doc = self.doc;
        let around = attributions(doc, self.lexicon, token);
        bag.value("speakers", bucket(around.len()));
        if let Some(a) = around.first() {
            bag.value("cue", &a.cue_lemma);
            bag.mark(a.direct, "direct");
            bag.mark(a.source.is_none(), "hidden-speaker");
            let party = a.source_token.is_some_and(|t| resolves(doc, t));
            bag.mark(party, "speaker-party");
            let governs = doc.tokens[token].head == Some(a.cue_token);
            bag.mark(governs, "heads-content");
        }
        if let Some(a) = doc.attributions.iter().find(|a| a.cue_token == token) {
            bag.mark(true, "is-cue");
            bag.value("is-cue", &a.cue_lemma);
            bag.mark(a.source_token.is_some_and(|t| resolves(doc, t)), "is-cue-of-party");
        }
    }
}

/// The token whose relation and head tell where a word stands: "has yet to *tell*" and "has to *go*" stand where "have" does.
fn seat(doc: &Document, token: usize) -> usize {
    let bound =
        |have: &usize| doc.tokens[token].relation() == "xcomp" && doc.tokens[*have].lemma.eq_ignore_ascii_case("have");
    doc.tokens[token].head.filter(bound).unwrap_or(token)
}

/// A count as one of a few sizes.
fn bucket(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "3+",
        5..=8 => "5+",
        9..=16 => "9+",
        _ => "17+",
    }
}
