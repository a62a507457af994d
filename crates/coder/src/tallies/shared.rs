//! What a number shares with another: the fate of a whole that it is a part of, of the people told of before it or behind it.

use herodotus_schema::{Document, Token};

use super::counting::{Count, is_fate, is_people};
use super::number::Number;

impl Number<'_> {
    /// People counted behind a colon share the fate of the count before it ("52 died: 30 fighters and 22 civilians").
    pub(super) fn itemised(&self, before: &[Count]) -> Option<Count> {
        let whole =
            before.last().filter(|whole| is_fate(&whole.what) && is_people(self.doc, self.lexicon, self.counted))?;
        let sentence = self.doc.sentence_of(self.counted);
        let from = self.doc.sentences[sentence].tokens.start;
        let colon = (from..self.quantity.token).rev().find(|&t| self.doc.tokens[t].form == ":")?;
        let first =
            before.iter().rfind(|c| c.quantity.token < colon && self.doc.sentence_of(c.quantity.token) == sentence)?;
        (first.what == whole.what).then(|| Count {
            quantity: self.quantity.clone(),
            who: self.counted,
            predicate: self.counted,
            ..whole.clone()
        })
    }

    /// People told to be of those counted before share their fate: "14 were hurt, five of them children", "300 dead,
    /// including 25 civilians".
    pub(super) fn part_of(&self, before: &[Count]) -> Option<Count> {
        let whole = before.last().filter(|whole| is_fate(&whole.what))?;
        let same = self.doc.sentence_of(whole.quantity.token) == self.doc.sentence_of(self.quantity.token);
        let who = self.of_them().or(Some(self.counted).filter(|&noun| self.is_included(noun)))?;
        let shared =
            Count { quantity: self.quantity.clone(), who, predicate: who, part: !self.is_named(), ..whole.clone() };
        (same && self.is_of_people(who)).then_some(shared)
    }

    /// The noun behind "of them".
    fn of_them(&self) -> Option<usize> {
        let number = self.quantity.token;
        let is = |n: usize, fits: fn(&Token) -> bool| self.doc.tokens.get(number + n).is_some_and(fits);
        let them = is(1, |t| t.form == "of") && is(2, |t| t.upos == "PRON");
        (them && is(3, |t| t.upos == "NOUN")).then_some(number + 3)
    }

    /// Whether the noun, or what it is joined to, is told as a part of what it hangs on.
    pub(super) fn is_included(&self, noun: usize) -> bool {
        let doc = self.doc;
        let joined = doc.tokens[noun].head.filter(|_| doc.tokens[noun].relation() == "conj");
        is_included(doc, noun) || joined.is_some_and(|first| is_included(doc, first))
    }

    /// Of whom "as did two guards", "so were two guards" tells shares the fate told before.
    pub(super) fn echoed(&self, before: &[Count]) -> Option<Count> {
        let doc = self.doc;
        let echo = self.before().filter(|&t| matches!(&*doc.tokens[t].lemma, "be" | "do" | "have"))?;
        let joins = |t: &Token| matches!(t.form.to_lowercase().as_str(), "as" | "so");
        echo.checked_sub(1).filter(|&t| joins(&doc.tokens[t]))?;
        let told = before.last().filter(|told| is_fate(&told.what) && self.is_of_people(self.counted))?;
        let same = doc.sentence_of(told.quantity.token) == doc.sentence_of(self.quantity.token);
        same.then(|| self.sharing(told))
    }

    /// Arms joined to others that are counted are counted with them ("four rifles and two flares").
    pub(super) fn joined(&self, before: &[Count]) -> Option<Count> {
        let word = &self.doc.tokens[self.counted];
        let arms = before.last().filter(|told| told.what == "equipment" && !told.place)?;
        let first = word.head.filter(|_| word.relation() == "conj" && word.upos == "NOUN")?;
        let beside = |t: usize| t == arms.who || self.doc.tokens[arms.who].head == Some(t);
        (beside(first) && !self.is_of_people(self.counted)).then(|| self.sharing(arms))
    }

    /// This number, counting what `other` does.
    fn sharing(&self, other: &Count) -> Count {
        let who = self.counted;
        Count { quantity: self.quantity.clone(), who, predicate: who, part: false, ..other.clone() }
    }

    /// The words behind the last of people told of together, which may tell what became of all ("15 soldiers and 11 farmers
    /// *dead*").
    pub(super) fn behind_the_last(&self) -> Vec<usize> {
        let doc = self.doc;
        let numbered =
            |t: &usize| doc.tokens[*t].relation() == "conj" && doc.quantities.iter().any(|q| q.of == Some(*t));
        let last = doc.children(self.counted).filter(numbered).last();
        let told = |t: &usize| {
            doc.tokens[*t].relation() == "amod" || &*doc.tokens[*t].deprel == "acl" && &*doc.tokens[*t].xpos == "VBN"
        };
        last.into_iter().flat_map(|t| doc.children(t).filter(move |&c| c > t)).filter(told).collect()
    }
}

/// Whether the noun is told as a part of what it hangs on ("300 dead, including 25 civilians").
fn is_included(doc: &Document, noun: usize) -> bool {
    let including = doc.children(noun).any(|c| doc.tokens[c].relation() == "case" && &*doc.tokens[c].xpos == "VBG");
    // "255 were killed, among them 144 rebels".
    let number = |&c: &usize| c < noun && doc.tokens[c].relation() == "nummod";
    let first = doc.children(noun).filter(number).min().unwrap_or(noun);
    let them = first.checked_sub(2).filter(|_| doc.tokens[first - 1].upos == "PRON");
    including || them.is_some_and(|among| doc.tokens[among].form.eq_ignore_ascii_case("among"))
}
