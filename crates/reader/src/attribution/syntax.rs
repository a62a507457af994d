//! A view of a document's syntax that answers in constant time: children, extents of subtrees, quotation marks.

use std::ops::Range;

use herodotus_lexicon::{ContentSlot, Counted, CuePos, Lexicon, WordSet};
use herodotus_schema::{Certainty, Document, Token};

use super::lemmas::cues;
use super::quotes::{Quote, quotes};

/// The syntax of a whole document, indexed.
pub(super) struct Syntax<'d> {
    pub doc: &'d Document,
    children: Vec<Vec<usize>>,
    extents: Vec<Range<usize>>,
    /// The quotations, in order.
    pub quotes: Vec<Quote>,
    quoted: Vec<Option<usize>>,
    cues: Vec<bool>,
    nouns: Vec<bool>,
    speaking: Vec<bool>,
    denials: Vec<bool>,
    continues: Vec<bool>,
    fates: Vec<bool>,
    phrases: Vec<bool>,
    timed: Vec<bool>,
    occasions: Vec<bool>,
}

impl<'d> Syntax<'d> {
    /// Indexes `doc`, whose tokens must have their syntax.
    pub fn new(doc: &'d Document, lexicon: &Lexicon) -> Syntax<'d> {
        let count = doc.tokens.len();
        let mut children = vec![Vec::new(); count];
        let mut extents: Vec<Range<usize>> = (0..count).map(|t| t..t + 1).collect();
        for (t, token) in doc.tokens.iter().enumerate() {
            if let Some(head) = token.head.filter(|h| *h < count) {
                children[head].push(t);
            }
            let mut at = token.head;
            for _ in 0..DEEPEST {
                let Some(above) = at.filter(|a| *a < count) else { break };
                extents[above].start = extents[above].start.min(t);
                extents[above].end = extents[above].end.max(t + 1);
                at = doc.tokens[above].head;
            }
        }
        let quotes = quotes(doc);
        let mut quoted = vec![None; count];
        for (number, quote) in quotes.iter().enumerate() {
            quoted[quote.tokens.clone()].fill(Some(number));
        }
        let forms: Vec<&str> = doc.tokens.iter().map(|t| t.form.as_str()).collect();
        let phrases = (0..count).map(|t| lexicon.prepositional_cues().longest(&forms[t..]).is_some()).collect();
        let timed: Vec<bool> =
            doc.tokens.iter().map(|t| doc.times.iter().any(|time| time.span.contains(t.span))).collect();
        let occasion = |t: usize| {
            let of_act = doc.tokens[t].upos == "NOUN" && !lexicon.nouns(&doc.tokens[t].lemma.to_lowercase()).is_empty();
            timed[t] || of_act || lexicon.words().calendar.unit(&doc.tokens[t].lemma.to_lowercase()).is_some()
        };
        let occasions = (0..count).map(occasion).collect();
        let noun = |t: &Token| t.upos == "NOUN" && lexicon.cues(&t.lemma).iter().any(|c| c.pos == CuePos::Noun);
        let nouns = doc.tokens.iter().map(noun).collect();
        let words = lexicon.words();
        let mut named = vec![false; count];
        doc.mentions.iter().for_each(|m| named[m.tokens.clone()].fill(true));
        let people = |t: usize| words.people.get(&doc.tokens[t].lemma.to_lowercase()).is_some();
        let speaking = (0..count).map(|t| named[t] || people(t) || noun(&doc.tokens[t])).collect();
        let counted = |word: &str| words.counted.get(word).is_some_and(Counted::is_fate);
        let fates = doc.tokens.iter().map(|t| counted(&t.lemma) || counted(&t.form.to_lowercase())).collect();
        let continues = doc.tokens.iter().map(|t| words.has(WordSet::GoingOn, &t.lemma.to_lowercase())).collect();
        let mut syntax = Syntax {
            doc,
            children,
            extents,
            quotes,
            quoted,
            cues: vec![false; count],
            nouns,
            speaking,
            denials: vec![false; count],
            continues,
            fates,
            phrases,
            timed,
            occasions,
        };
        let may_cue = |t: usize| matches!(doc.tokens[t].upos, "VERB" | "NOUN");
        for t in (0..count).filter(|t| may_cue(*t)) {
            let entries = cues(&syntax, lexicon, t);
            let mut plain = entries.iter().filter(|c| c.pos == CuePos::Verb && !c.passive).peekable();
            syntax.cues[t] = plain.peek().is_some();
            syntax.denials[t] =
                plain.any(|c| c.certainty == Certainty::Denied && c.content.contains(&ContentSlot::Clause));
        }
        syntax
    }

    /// Whether `t` is a form of a verb that the lexicon knows as a cue.
    pub fn is_cue(&self, t: usize) -> bool {
        self.cues[t]
    }

    /// Whether `t` is a form of a verb by which a clause is denied.
    pub fn is_denial(&self, t: usize) -> bool {
        self.denials[t]
    }

    /// Whether `t` is a form of a verb by which who has spoken goes on ("adding that").
    pub fn continues_speech(&self, t: usize) -> bool {
        self.continues[t]
    }

    /// Whether `t` is a noun that the lexicon knows as a cue ("charge").
    pub fn is_noun_cue(&self, t: usize) -> bool {
        self.nouns[t]
    }

    /// Whether `t` is somebody, or a noun for something that is said or written.
    pub fn may_speak(&self, t: usize) -> bool {
        self.speaking[t]
    }

    /// Whether `t` tells what became of people ("dead", "toll").
    pub fn is_fate(&self, t: usize) -> bool {
        self.fates[t]
    }

    /// Whether an attributing phrase ("according to") begins at `t`.
    pub fn is_phrase_cue(&self, t: usize) -> bool {
        self.phrases[t]
    }

    /// Whether `t` stands in an expression of time ("today", "on Monday").
    pub fn is_timed(&self, t: usize) -> bool {
        self.timed[t]
    }

    /// Whether `t` tells of a time or of what happened then, which see and hear nothing: "the session saw lawmakers call for an inquiry".
    pub fn is_occasion(&self, t: usize) -> bool {
        self.occasions[t]
    }

    pub fn token(&self, t: usize) -> &'d Token {
        &self.doc.tokens[t]
    }

    pub fn children(&self, t: usize) -> &[usize] {
        &self.children[t]
    }

    /// The smallest range of tokens that holds the subtree of `t`.
    pub fn extent(&self, t: usize) -> Range<usize> {
        self.extents[t].clone()
    }

    /// The children of `t` that stand in one of these relations, without regard to subtypes.
    pub fn related<'a>(&'a self, t: usize, relations: &'a [&str]) -> impl Iterator<Item = usize> + 'a {
        self.children[t].iter().copied().filter(move |c| relations.contains(&self.token(*c).relation()))
    }

    /// The first child of `t` in one of these relations.
    pub fn first(&self, t: usize, relations: &[&str]) -> Option<usize> {
        self.related(t, relations).next()
    }

    /// Whether the full relation of `t` is `deprel`, subtype included.
    pub fn is(&self, t: usize, deprel: &str) -> bool {
        &*self.token(t).deprel == deprel
    }

    pub fn relation(&self, t: usize) -> &'d str {
        self.token(t).relation()
    }

    pub fn lemma(&self, t: usize) -> String {
        self.token(t).lemma.to_lowercase()
    }

    /// Whether a preposition or conjunction of this form introduces `t`.
    pub fn is_marked(&self, t: usize, word: &str) -> bool {
        self.related(t, &["case", "mark", "advmod"]).any(|m| self.token(m).form.eq_ignore_ascii_case(word))
    }

    /// The tokens of the sentence of `t`.
    pub fn sentence(&self, t: usize) -> Range<usize> {
        self.doc.sentences.get(self.doc.sentence_of(t)).map_or(t..t + 1, |s| s.tokens.clone())
    }

    pub fn is_punct(&self, t: usize) -> bool {
        self.token(t).upos == "PUNCT"
    }

    /// The quotation that `t` stands in, its marks included.
    pub fn quote_of(&self, t: usize) -> Option<usize> {
        self.quoted[t]
    }

    /// Whether a line ends between `t` and the token before it.
    pub fn begins_paragraph(&self, t: usize) -> bool {
        begins_paragraph(self.doc, t)
    }

    /// `range` without the punctuation at its ends, quotation marks kept.
    pub fn trimmed(&self, mut range: Range<usize>) -> Range<usize> {
        let idle = |t: usize| self.is_punct(t) && !is_mark(&self.token(t).form);
        while range.start < range.end && idle(range.start) {
            range.start += 1;
        }
        while range.start < range.end && idle(range.end - 1) {
            range.end -= 1;
        }
        range
    }

    /// Whether `range` holds a verb.
    pub fn has_verb(&self, range: Range<usize>) -> bool {
        self.doc.tokens[range].iter().any(|t| matches!(t.upos, "VERB" | "AUX"))
    }
}

/// No tree of real text is deeper; a broken one is not followed for ever.
const DEEPEST: usize = 100;

/// Whether a line ends between token `t` and the one before it, or `t` is the first.
pub(super) fn begins_paragraph(doc: &Document, t: usize) -> bool {
    let Some(before) = t.checked_sub(1) else { return true };
    let gap = herodotus_schema::Span::new(doc.tokens[before].span.end, doc.tokens[t].span.start);
    doc.text(gap).contains('\n')
}

/// Whether `form` is a quotation mark.
pub(crate) fn is_mark(form: &str) -> bool {
    matches!(form, "\"" | "“" | "”" | "„" | "«" | "»" | "''" | "``" | "‟" | "‘‘" | "’’")
}
