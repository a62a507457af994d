//! Which stretches of a report are place names.

use std::ops::Range;

use herodotus_gazetteer::{Candidate, Gazetteer, PlaceWords};
use herodotus_schema::{Document, EntityType, Mention, Precision};

/// The most words that a place name is looked for in.
const WINDOW: usize = 8;

/// A place name with the places that it may mean.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// Its tokens, a generic word ("province") left out where the gazetteer's name lacks it.
    pub tokens: Range<usize>,
    /// None where the gazetteer lacks the name.
    pub candidates: Vec<Candidate>,
    /// What a generic word beside it says it is ("the town of").
    pub announced: Option<Precision>,
}

/// The place names of `doc`, in order.
pub(super) fn spot(doc: &Document, gazetteer: &Gazetteer) -> Vec<Spot> {
    let view = View { doc, gazetteer, words: gazetteer.words(), owners: owners(doc) };
    let mut spots = Vec::new();
    for sentence in &doc.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match view.spot_at(at, &sentence.tokens, spots.last()) {
                Some(spot) => {
                    at = spot.tokens.end;
                    spots.push(spot);
                }
                None => at += 1,
            }
        }
    }
    spots
}

/// For each token the mention that it stands in.
fn owners(doc: &Document) -> Vec<Option<usize>> {
    let mut owners = vec![None; doc.tokens.len()];
    for (number, mention) in doc.mentions.iter().enumerate() {
        for owner in owners.get_mut(mention.tokens.clone()).unwrap_or_default() {
            *owner = Some(number);
        }
    }
    owners
}

/// What the decisions look at.
struct View<'a> {
    doc: &'a Document,
    gazetteer: &'a Gazetteer,
    words: &'a PlaceWords,
    owners: Vec<Option<usize>>,
}

impl View<'_> {
    /// The place name that begins at token `at`, if one does.
    fn spot_at(&self, at: usize, sentence: &Range<usize>, before: Option<&Spot>) -> Option<Spot> {
        if !self.may_begin(at, sentence) {
            return None;
        }
        let mut end = sentence.end.min(at + WINDOW);
        while let Some((range, candidates)) = self.longest(at..end) {
            if self.is_written_as_name(&range, sentence) {
                let spot = Spot { announced: self.announced(&range, sentence), tokens: range, candidates };
                return self.is_place(&spot, sentence, before).then_some(spot);
            }
            end = range.end - 1;
        }
        self.unknown(at, sentence)
    }

    /// The longest name of the gazetteer that begins with the first token of `range` and ends within it.
    fn longest(&self, range: Range<usize>) -> Option<(Range<usize>, Vec<Candidate>)> {
        let forms: Vec<&str> = self.doc.tokens.get(range.clone())?.iter().map(|t| t.form.as_str()).collect();
        let (taken, candidates) = self.gazetteer.longest(&forms)?;
        (!candidates.is_empty()).then_some((range.start..range.start + taken, candidates))
    }

    /// A name begins with a capital, or with a direction or an article before one ("eastern Dalmar", "al-Dalm").
    fn may_begin(&self, at: usize, sentence: &Range<usize>) -> bool {
        if is_capital(self.form(at)) {
            return true;
        }
        let next = (at + 1..sentence.end).find(|&t| self.form(t) != "-");
        let capital_next = next.is_some_and(|t| is_capital(self.form(t)));
        // "as Dalmar", "in Dalmar": a preposition is no article.
        let function = matches!(self.doc.tokens[at].upos, "ADP" | "SCONJ" | "CCONJ" | "PART" | "AUX" | "PRON" | "ADV");
        capital_next && (self.words.is_direction(self.form(at)) || self.form(at).len() <= 3 && !function)
    }

    /// A place that the model names and the gazetteer lacks. Only where a preposition or a generic word says so too: the model alone is too often wrong.
    fn unknown(&self, at: usize, sentence: &Range<usize>) -> Option<Spot> {
        let mention = self.owner(at)?;
        let ours = mention.kind == EntityType::Location && mention.tokens.start == at && mention.parties.is_empty();
        let named =
            is_capital(self.form(at)) && self.doc.tokens[at].upos == "PROPN" && self.form(at).chars().count() > 2;
        let generic = mention.tokens.clone().any(|t| !self.is_proper(t));
        let tokens = mention.tokens.clone();
        // Initials stand for a body or a thing, unless all letters are capitals.
        let initials = self.is_initials(&tokens) && !self.is_shouting(sentence);
        let announced = self.announced(&tokens, sentence);
        let placed = announced.is_some() || self.is_after_preposition(&tokens, sentence);
        let ours = ours && named && placed && !generic && !initials && tokens.end <= sentence.end;
        ours.then_some(Spot { tokens, candidates: Vec::new(), announced })
    }

    /// Whether the letters are those of a name: capitals but for small words inside, all capitals where it is short.
    fn is_written_as_name(&self, range: &Range<usize>, sentence: &Range<usize>) -> bool {
        let forms: Vec<&str> = range.clone().map(|t| self.form(t)).collect();
        let letters: usize = forms.iter().map(|f| f.chars().filter(|c| c.is_alphabetic()).count()).sum();
        if letters <= 3 && forms.len() == 1 {
            let shouted = forms[0].chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            let abbreviated = forms[0].ends_with('.');
            return letters > 1
                && ((shouted && !self.is_shouting(sentence))
                    || abbreviated
                    || letters == 3 && !self.is_first(range.start, sentence));
        }
        let last = forms.last().copied().unwrap_or("");
        last.contains(char::is_uppercase)
            || forms.len() > 1 && self.words.place_noun(last).is_some()
            || last.ends_with(|c: char| !c.is_alphabetic())
    }

    /// Whether the name at `spot` is meant as a place.
    fn is_place(&self, spot: &Spot, sentence: &Range<usize>, before: Option<&Spot>) -> bool {
        let range = &spot.tokens;
        if range.clone().all(|t| self.is_around(self.form(t))) || self.names_zone(range) {
            return false;
        }
        let dateline = self.is_dateline(range, sentence);
        match range.clone().find_map(|t| self.owner(t)) {
            _ if dateline => true,
            Some(mention) if mention.kind == EntityType::Location => self.begins(range, mention),
            Some(mention) if mention.tokens.len() > range.len() => self.is_told_in_name(spot, mention, sentence),
            Some(mention) => self.is_named_otherwise(spot, mention, sentence),
            None => self.is_unnamed_place(spot, sentence, before),
        }
    }

    /// Whether the name only tells by whose clocks an hour is told ("9 a.m. Dalmar time").
    fn names_zone(&self, range: &Range<usize>) -> bool {
        let time = self.doc.tokens.get(range.end).is_some_and(|t| t.form == "time");
        time && self.doc.tokens[range.end - 1].head == Some(range.end)
    }

    /// Whether the name is the mention, or its other words only stand around it: "northern Dalmar", "Dalmar, Orlia".
    fn begins(&self, range: &Range<usize>, mention: &Mention) -> bool {
        let small = |t: usize| !is_capital(self.form(t)) || self.is_around(self.form(t));
        let before = (mention.tokens.start..range.start).rev().take_while(|&t| self.form(t) != ",").all(small);
        before && (range.end >= mention.tokens.end || small(range.end))
    }

    /// Whether what the model or the lexicon calls a party, a person or something else is a place here.
    fn is_named_otherwise(&self, spot: &Spot, mention: &Mention, sentence: &Range<usize>) -> bool {
        let placed = spot.announced.is_some() || self.is_after_preposition(&spot.tokens, sentence);
        match mention.kind {
            // A capital may be meant as a town or as its government; initials are always the organisation.
            // A little-known place that is named like an armed group is none.
            EntityType::Organisation if !mention.parties.is_empty() => {
                placed
                    && !self.is_initials(&spot.tokens)
                    && (self.is_large(spot) || mention.parties.iter().any(|p| p.role.as_deref() == Some("GOV")))
            }
            _ if self.is_ambiguous(spot, sentence) => false,
            EntityType::Other => false,
            _ => placed && self.is_large(spot) || spot.candidates.iter().any(|c| c.given),
        }
    }

    /// Whether a longer name tells a place in passing: "the Dalmar County Fair Board", never "the Bank of Ruritania".
    fn is_told_in_name(&self, spot: &Spot, mention: &Mention, sentence: &Range<usize>) -> bool {
        let known = spot.tokens.len() > 1 || self.is_large(spot);
        mention.kind == EntityType::Organisation
            && mention.parties.is_empty()
            && known
            && !self.is_ambiguous(spot, sentence)
    }

    /// Whether a name that nothing else claims is a place.
    fn is_unnamed_place(&self, spot: &Spot, sentence: &Range<usize>, before: Option<&Spot>) -> bool {
        let range = &spot.tokens;
        if !range.clone().any(|t| self.is_proper(t)) {
            return false;
        }
        if spot.announced.is_some() || self.follows_comma(range, before) {
            return true;
        }
        let likely = self.is_large(spot) || range.len() > 1 || self.is_after_preposition(range, sentence);
        likely && !self.is_part_of_name(range, sentence) && !self.is_ambiguous(spot, sentence)
    }

    /// Whether it may be a place that is widely known.
    fn is_large(&self, spot: &Spot) -> bool {
        let wide = |p| matches!(p, Precision::Country | Precision::Region);
        spot.candidates.iter().any(|c| !c.alias && (wide(c.precision) || c.population >= 100_000))
    }

    /// Whether it opens its sentence in capitals and a dash or comma follows, as where a report says where it was written.
    fn is_dateline(&self, range: &Range<usize>, sentence: &Range<usize>) -> bool {
        let words = self.doc.words(range.clone());
        let loud = words.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && words.chars().count() > 3;
        let parted = range.end < sentence.end && matches!(self.form(range.end), "—" | "–" | "-" | "--" | "," | "(");
        self.is_first(range.start, sentence) && loud && parted
    }

    /// Whether the words are a few capitals ("UN").
    fn is_initials(&self, range: &Range<usize>) -> bool {
        let words = self.doc.words(range.clone());
        words.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && words.chars().count() <= 5
    }

    fn is_ambiguous(&self, spot: &Spot, sentence: &Range<usize>) -> bool {
        let shouted = self.is_shouting(sentence) || !self.is_initials(&spot.tokens);
        self.words.is_ambiguous(self.doc.words(spot.tokens.clone())) && shouted
    }

    /// What a generic word before or after the name says it is: "the town of X", "X province".
    fn announced(&self, range: &Range<usize>, sentence: &Range<usize>) -> Option<Precision> {
        let after = (range.end < sentence.end).then(|| self.form(range.end)).and_then(|w| self.words.place_noun(w));
        if after.is_some() {
            return after;
        }
        let of = self.previous(range.start, sentence)?;
        if self.form(of) != "of" {
            return self.words.place_noun(self.form(of)).filter(|_| !is_capital(self.form(of)));
        }
        self.previous(of, sentence).and_then(|t| self.words.place_noun(self.form(t)))
    }

    /// Whether a comma parts it from a place name just before, as in "Dalmar, Ruritania".
    fn follows_comma(&self, range: &Range<usize>, before: Option<&Spot>) -> bool {
        before.is_some_and(|b| b.tokens.end + 1 == range.start && matches!(self.form(b.tokens.end), "," | "("))
    }

    fn is_after_preposition(&self, range: &Range<usize>, sentence: &Range<usize>) -> bool {
        let mut at = self.previous(range.start, sentence);
        while let Some(t) = at {
            let form = self.form(t);
            if self.words.is_preposition(form) {
                return true;
            }
            if !(form.eq_ignore_ascii_case("the") || self.words.is_direction(form)) {
                return false;
            }
            at = self.previous(t, sentence);
        }
        false
    }

    /// Whether capitals around it show that it is part of a longer name ("Dalmar Hill", "General Dalmar").
    fn is_part_of_name(&self, range: &Range<usize>, sentence: &Range<usize>) -> bool {
        let before = self.previous(range.start, sentence).is_some_and(|t| {
            let form = self.form(t);
            self.words.is_title(form) && is_capital(form)
                || self.is_proper(t) && !self.is_first(t, sentence) && !self.is_around(form)
        });
        let after = range.end < sentence.end && {
            let form = self.form(range.end);
            self.is_proper(range.end) && is_capital(form) && !self.is_around(form) && !self.is_shouting(sentence)
        };
        before || after
    }

    /// Words that stand beside a place name without being part of a longer one.
    fn is_around(&self, word: &str) -> bool {
        self.words.is_direction(word) || self.words.is_preposition(word) || self.words.place_noun(word).is_some()
    }

    fn owner(&self, token: usize) -> Option<&Mention> {
        let mention = self.doc.mentions.get(self.owners.get(token).copied()??)?;
        (mention.kind != EntityType::Reference).then_some(mention)
    }

    fn is_proper(&self, token: usize) -> bool {
        self.doc.tokens.get(token).is_some_and(|t| t.upos == "PROPN")
    }

    fn is_first(&self, token: usize, sentence: &Range<usize>) -> bool {
        token == sentence.start
    }

    /// Whether a sentence is written in capitals throughout.
    fn is_shouting(&self, sentence: &Range<usize>) -> bool {
        let words = sentence
            .clone()
            .map(|t| self.form(t))
            .filter(|f| f.chars().count() > 3 && f.chars().all(char::is_alphabetic));
        let (mut all, mut loud) = (0, 0);
        for word in words {
            all += 1;
            loud += usize::from(word.chars().all(char::is_uppercase));
        }
        all > 2 && loud * 2 > all
    }

    fn previous(&self, token: usize, sentence: &Range<usize>) -> Option<usize> {
        (token > sentence.start).then(|| token - 1)
    }

    fn form(&self, token: usize) -> &str {
        self.doc.tokens.get(token).map_or("", |t| t.form.as_str())
    }
}

fn is_capital(form: &str) -> bool {
    form.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}
