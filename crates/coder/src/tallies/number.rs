//! A number on the way to what it counts: the words around it that may say so, and what is wrong with taking them.

use herodotus_lexicon::{Counted, Lexicon, PhraseMatch};
use herodotus_schema::{Document, EntityType, Mention, Quantity, Token};

use super::apart::stands_apart;
use super::counting::{Count, counting, is_fate, is_people, why};
use crate::syntax::{child, clause_of, has_child, is_passive, object, oblique, own_subject, subject};

/// One number in its document, on the way to what it counts.
pub(super) struct Number<'d> {
    pub(super) doc: &'d Document,
    pub(super) lexicon: &'d Lexicon,
    pub(super) quantity: &'d Quantity,
    /// The head of what is counted, or of the number where nothing is named.
    pub(super) counted: usize,
}

impl<'d> Number<'d> {
    /// The number `quantity` of `doc`.
    pub(super) fn of(doc: &'d Document, lexicon: &'d Lexicon, quantity: &'d Quantity) -> Number<'d> {
        Number { doc, lexicon, quantity, counted: quantity.of.unwrap_or(quantity.token) }
    }

    /// What it counts, if anything that a ledger keeps; `before` are the counts before it.
    pub(super) fn count(&self, before: &[Count]) -> Option<Count> {
        // "12 of the 15 tanks were hit" tells what became of the twelve.
        if self.is_whole() || self.is_age() || self.is_excepted() {
            return None;
        }
        let fate =
            || self.nearest(self.beside(), is_fate).or_else(|| self.itemised(before)).or_else(|| self.part_of(before));
        let named = || self.nearest(self.naming(), |what| !is_fate(what)).or_else(|| self.joined(before));
        let labelled = self.nearest(self.label().into_iter().collect(), |_| self.fate_behind().is_none());
        let told = labelled.or_else(|| self.echoed(before));
        told.or_else(|| if self.of_things() { named() } else { fate().or_else(named) })
    }

    /// The first of `candidates` that counts something which `wanted` holds for.
    fn nearest(&self, candidates: Vec<usize>, wanted: impl Fn(&str) -> bool) -> Option<Count> {
        candidates.into_iter().find_map(|candidate| {
            let itself = candidate == self.quantity.token && self.quantity.of.is_some();
            let found = self.counting(candidate).filter(|found| !itself && wanted(&found.meaning.what))?;
            let what = &found.meaning.what;
            let verb = self.doc.tokens[candidate].upos == "VERB";
            let befalls = !verb || !is_fate(what) || befalls_subject(what) || self.undergoes(candidate);
            befalls.then(|| self.counted_by(candidate, &found))
        })
    }

    fn counted_by(&self, predicate: usize, found: &PhraseMatch<Counted>) -> Count {
        let Counted { what, place } = found.meaning;
        let because = why(&self.doc.tokens[predicate].form, found, "");
        let quantity = self.quantity.clone();
        Count {
            quantity,
            what: what.clone(),
            place: *place,
            because,
            who: self.counted,
            predicate,
            part: self.is_included(self.counted) && !self.is_named(),
        }
    }

    /// Whether `token` has a number of its own ("two sides exchanged 100 prisoners").
    fn is_counted_elsewhere(&self, token: usize) -> bool {
        token != self.counted
            && self.doc.quantities.iter().any(|q| q.of == Some(token) && q.token != self.quantity.token)
    }

    /// Whether the words of the counted name whose they are.
    pub(super) fn is_named(&self) -> bool {
        // Rebels are no soldiers of the state, whatever the whole is of.
        let rebels = |m: &Mention| m.parties.iter().any(|p| matches!(p.role.as_deref(), Some("REB" | "OPP")));
        let mention = crate::parties::mention_at(self.doc, self.counted);
        mention.is_some_and(|m| m.kind != EntityType::Reference || rebels(m))
    }

    /// Whether the noun names people, or a people ("17 Ruritanians").
    pub(super) fn is_of_people(&self, noun: usize) -> bool {
        let people = self.doc.tokens[noun].upos == "PROPN" && crate::parties::resolves(self.doc, noun);
        people || is_people(self.doc, self.lexicon, noun)
    }

    /// What the words at `token` count: the longest phrase that holds it ("lost their lives", "killed and wounded"), else
    /// the dictionary form, else the verb together with what is counted ("claimed 30 lives").
    pub(super) fn counting(&self, token: usize) -> Option<PhraseMatch<'_, Counted>> {
        counting(self.doc, self.lexicon, token, self.counted)
    }

    /// The words that may tell what became of those counted, likeliest first: the words right after and right
    /// before, the noun, what hangs on it, what it hangs on, and the subject or whole that a bare figure is told of.
    fn beside(&self) -> Vec<usize> {
        let mut all: Vec<usize> =
            self.outcome_of_part().into_iter().chain(self.next()).chain(self.verb_before()).collect();
        // Three hostages who were killed count as killed.
        let held = self.counting(self.counted).is_some_and(|found| befalls_before(&found.meaning.what));
        all.extend(self.governors().into_iter().filter(|_| held));
        all.push(self.counted);
        all.extend(self.modifiers());
        all.extend(self.behind_the_last());
        all.extend(self.governors());
        all.extend(self.of_subject());
        all.extend(self.of_whole());
        all.dedup();
        all
    }

    /// The words that may name what is counted where nobody's fate is told: the noun itself, what hangs on it, the verb
    /// ("thousands marched"), or the subject of a bare figure.
    fn naming(&self) -> Vec<usize> {
        let doc = self.doc;
        // In "thousands of people marched" the number, not the noun, hangs on the verb.
        let head = doc.tokens[self.counted].head.filter(|&h| h != self.quantity.token);
        let head = head.or(doc.tokens[self.quantity.token].head.filter(|&h| h != self.counted));
        let verb = head.filter(|&h| matches!(doc.tokens[h].upos, "VERB" | "ADJ"));
        // "Four were in hospital" are no hospitals.
        let is_what = head.filter(|&h| child(doc, h, &["cop"]).is_some() && child(doc, h, &["case"]).is_none());
        // "77 people following clashes" are no clashes.
        let apart = |c: &usize| {
            let mut cases = doc.children(*c).filter(|&k| doc.tokens[k].relation() == "case");
            let when = |k: usize| matches!(&*doc.tokens[k].form, "after" | "amid" | "before" | "during" | "following");
            doc.tokens[*c].relation() == "nmod" && cases.any(when)
        };
        let mut all = vec![self.counted];
        // "600 residents of two villages" are no villages.
        let people = self.is_of_people(self.counted);
        let whose = |c: usize| people && self.counting(c).is_some_and(|found| found.meaning.place);
        all.extend(self.modifiers().filter(|&c| !apart(&c) && !whose(c) && !self.is_counted_elsewhere(c)));
        all.extend(verb.or(is_what));
        all.extend(self.of_subject());
        all.extend(self.of_whole());
        all
    }

    fn modifiers(&self) -> impl Iterator<Item = usize> {
        let modifies = |&c: &usize| {
            matches!(self.doc.tokens[c].relation(), "acl" | "amod" | "nmod" | "compound" | "appos" | "xcomp")
        };
        // Who is "*including* 40 wounded" is told of a part of them, and so is the "wounded" that a figure stands right before.
        let of_part = |c: usize| {
            let numbered = |q: &Quantity| q.token + 1 == c && q.token != self.quantity.token && q.of.is_none();
            has_child(self.doc, c, "case", "include") || self.doc.quantities.iter().any(numbered)
        };
        self.doc.children(self.counted).filter(modifies).filter(move |&c| !self.is_of_another(c) && !of_part(c))
    }

    /// The verb of a part of those who suffered something else before ("two of the wounded later died").
    fn outcome_of_part(&self) -> Option<usize> {
        let of = self.doc.tokens.get(self.quantity.token + 1).is_some_and(|t| t.form.eq_ignore_ascii_case("of"));
        subject_verb(self.doc, self.quantity.token).filter(|_| of)
    }

    /// The word right after what is counted, where it may say what became of it ("10 killed and 15 injured").
    fn next(&self) -> Option<usize> {
        let next = Some(self.counted + 1).filter(|&n| n < self.doc.tokens.len())?;
        let same = self.doc.sentence_of(next) == self.doc.sentence_of(self.counted);
        // In headlines a participle may pass for a name ("Eight Civilians Killed").
        let participle = matches!(&*self.doc.tokens[next].xpos, "VBN" | "VBD" | "JJ" | "NNP");
        // "Nine farmers riding in two vans died": that is told of the farmers.
        let others = own_subject(self.doc, next).is_some_and(|s| s != self.counted && self.is_counted_elsewhere(s));
        (same && participle && !others).then_some(next)
    }

    /// What the word right after says became of those counted.
    fn fate_behind(&self) -> Option<&str> {
        self.next()
            .and_then(|next| self.counting(next))
            .map(|found| found.meaning.what.as_str())
            .filter(|what| is_fate(what))
    }

    /// The word before a colon and the number ("tanks: 3,397").
    fn label(&self) -> Option<usize> {
        let colon = self.before().filter(|&t| self.doc.tokens[t].form == ":")?;
        let first = self.doc.sentences[self.doc.sentence_of(colon)].tokens.start;
        colon.checked_sub(1).filter(|&label| self.quantity.of.is_none() && label >= first)
    }

    /// The verb right before the number ("killed ten, wounded 22"), which a long list often hides from the parser.
    fn verb_before(&self) -> Option<usize> {
        self.before().filter(|&t| matches!(&*self.doc.tokens[t].xpos, "VBD" | "VBN" | "VBG" | "VBZ"))
    }

    /// The token before the number and the words that bound it, if it stands in the same sentence.
    pub(super) fn before(&self) -> Option<usize> {
        let from = self.doc.sentences[self.doc.sentence_of(self.quantity.token)].tokens.start;
        (from..self.quantity.token).rev().find(|&t| self.doc.tokens[t].span.end <= self.quantity.span.start)
    }

    /// Whether another number tells how many of these ("12 of the 15 passengers died").
    fn is_whole(&self) -> bool {
        let part = |q: &Quantity| q.of == self.quantity.of && q.of.is_some() && q.token < self.quantity.token;
        self.doc.quantities.iter().any(part)
    }

    /// Whether the number tells how old somebody is, or how many a group has: "a girl of nine", "women aged 20 to 35", "a family of
    /// three".
    fn is_age(&self) -> bool {
        let doc = self.doc;
        let before = self.before().map(|t| &doc.tokens[t]);
        let aged = |t: &Token| matches!(&*t.lemma.to_lowercase(), "age" | "aged");
        if before.is_some_and(aged) {
            return true;
        }
        let of = before.is_some_and(|t| t.form == "of") && self.quantity.of.is_none();
        let noun = doc.tokens[self.quantity.token].head.filter(|_| of);
        noun.is_some_and(|n| &*doc.tokens[n].xpos == "NN" && is_people(doc, self.lexicon, n))
    }

    /// Whether the number is of those left out: "all but 13 of them".
    fn is_excepted(&self) -> bool {
        let but = self.before().filter(|&t| self.doc.tokens[t].form == "but");
        but.is_some_and(|t| t > 0 && self.doc.tokens[t - 1].form.eq_ignore_ascii_case("all"))
    }

    /// Whether what is counted has a name that is no word for people ("tanks").
    fn of_things(&self) -> bool {
        let named = self.counting(self.counted).is_some_and(|found| !is_fate(&found.meaning.what));
        self.quantity.of.is_some() && named && !is_people(self.doc, self.lexicon, self.counted)
    }

    /// What those counted hang on, up to the verb, and what else hangs on that verb.
    fn governors(&self) -> Vec<usize> {
        let doc = self.doc;
        let (mut all, mut at) = (Vec::new(), self.counted);
        for _ in 0..3 {
            let Some(head) = doc.tokens[at].head else { break };
            // "They fled, and the toll is over 30": what a clause of its own tells of another shares nothing.
            let apart = |t: usize| {
                let joined = doc.tokens[t].relation() == "conj" && doc.tokens[t].upos != "VERB";
                joined && own_subject(doc, t).is_some_and(|s| s != at && s != self.quantity.token)
            };
            if self.is_cut_off(at, head) || apart(at) {
                break;
            }
            let counted_elsewhere = self.is_counted_elsewhere(head);
            all.extend(Some(head).filter(|_| !counted_elsewhere));
            // "Thirty are on the list of wounded."
            let listed = doc.tokens[at].relation() == "nsubj" && child(doc, head, &["cop"]).is_some();
            all.extend(doc.children(head).filter(|&c| listed && doc.tokens[c].relation() == "nmod"));
            if doc.tokens[head].upos == "VERB" {
                all.extend(self.told_with(head).filter(|&c| c != at));
                // "Nine were killed and twelve homes damaged": what has a verb of its own shares no other's.
                let own = doc.tokens[at].relation() == "nsubj" && doc.tokens[head].upos == "VERB";
                let shared = doc.tokens[head].relation() == "conj" && doc.tokens[at].relation() != "obj" && !own;
                // "Nine farmers riding in two vans died": the vans did not.
                let described = doc.tokens[head].head.filter(|_| doc.tokens[head].relation() == "acl");
                let on_the_way =
                    doc.tokens[at].relation() == "obl" && described.is_some_and(|n| self.is_counted_elsewhere(n));
                if on_the_way || !shared && !matches!(doc.tokens[head].relation(), "xcomp" | "acl") {
                    break;
                }
            }
            at = head;
        }
        all
    }

    /// What else hangs on the verb and may tell what became of those counted.
    fn told_with(&self, verb: usize) -> impl Iterator<Item = usize> {
        let doc = self.doc;
        let told = |c: &usize| match doc.tokens[*c].relation() {
            "xcomp" | "obj" => true,
            // Of what hangs on the verb by a preposition only phrases count ("taken to hospital").
            "obl" => self.counting(*c).is_some_and(|found| found.tokens > 1),
            // "confirmed as having died"
            "advcl" => doc.children(*c).any(|m| doc.tokens[m].lemma == "as"),
            _ => false,
        };
        doc.children(verb).filter(move |c| told(c) && !self.is_counted_elsewhere(*c))
    }

    /// Whether what becomes of `head` does not become of those counted, who hang on it by `at`.
    fn is_cut_off(&self, at: usize, head: usize) -> bool {
        let doc = self.doc;
        // A part of others who are counted suffers nothing itself ("nine members of one family").
        let of = has_child(doc, at, "case", "of");
        // What becomes of "citizens of 40 countries" does not become of the countries.
        let whose = of && at == self.counted && doc.tokens[at].upos == "NOUN" && !self.is_of_people(at);
        let part = self.is_counted_elsewhere(head) && of || whose;
        let fate = self.counting(head).is_some_and(|found| is_fate(&found.meaning.what));
        // "Killed the colonel of troops in the town and two guards", "killed in the town, including two guards": a single noun's place
        // is not that of those joined to it.
        let beside = doc.tokens[self.counted].relation() == "conj" || has_child(doc, self.counted, "case", "include");
        let joined = at != self.counted && beside && !self.is_counted_elsewhere(at);
        let apart = !joined && stands_apart(doc, self.lexicon, self.quantity, at, fate);
        matches!(doc.tokens[at].relation(), "advcl" | "ccomp" | "parataxis") || part || apart
    }

    /// The words of the subject or object that a figure is told of ("the number of dead reached 40", "the toll stands at
    /// 40", "put the number of dead at 40").
    fn of_subject(&self) -> Vec<usize> {
        let (doc, counted) = (self.doc, self.counted);
        let bare = doc.tokens[counted].upos == "NUM";
        let clause = clause_of(doc, counted);
        let put = object(doc, clause).filter(|_| bare && oblique(doc, clause, &["at", "to"]) == Some(counted));
        let subject = subject(doc, clause).filter(|s| *s != counted && !doc.is_within(counted, *s));
        // "The rally was a few streets away" is no count of those who rally.
        let told = self.quantity.of.is_none_or(|noun| self.is_of_people(noun) || self.counting(noun).is_some());
        let figure = bare || told && child(doc, counted, &["cop"]).is_some();
        let words = put.or(subject.filter(|_| figure)).map(|of| doc.subtree(of)).unwrap_or_default();
        // "Footage of three bombs was shown at 1850": the bombs are three.
        let fate = |t: usize| self.counting(t).is_some_and(|found| is_fate(&found.meaning.what));
        words.into_iter().filter(|&t| !self.is_counted_elsewhere(t) || fate(t)).collect()
    }

    /// Of whom those counted are a part, where the clause begins with it ("of the dead, 18 were children") or says that they
    /// are ("among those killed were two nurses").
    fn of_whole(&self) -> Vec<usize> {
        let (doc, clause) = (self.doc, clause_of(self.doc, self.counted));
        // "Among those killed were six nurses, he said": the parser may hang the whole on the saying.
        let over = doc.tokens[clause].head.filter(|_| doc.tokens[clause].relation() == "ccomp");
        let whole = [Some(clause), over].into_iter().flatten();
        let whole = whole.flat_map(|at| crate::syntax::obliques(doc, at, &["of", "among"]));
        let before = whole.filter(|&w| w < self.quantity.token && w != self.counted);
        let are_of = doc.tokens[self.counted].relation() == "nsubj"
            && child(doc, clause, &["cop"]).is_some()
            && crate::syntax::prepositions(doc, clause).any(|p| p.eq_ignore_ascii_case("among"));
        let said = are_of.then(|| doc.subtree(clause)).into_iter().flatten();
        let others = said.filter(|&t| t != self.counted && !doc.is_within(t, self.counted));
        before.flat_map(|w| doc.subtree(w)).chain(others).collect()
    }

    /// Whether the verb that describes the counted is told of somebody else: "two girls whose mother died", "three suspects, one of
    /// whom was held".
    fn is_of_another(&self, verb: usize) -> bool {
        let doc = self.doc;
        let others = |s: usize| {
            let whose = doc.children(s).any(|c| matches!(&*doc.tokens[c].lemma, "whose" | "whom"));
            whose || doc.quantities.iter().any(|q| q.token == s)
        };
        doc.tokens[verb].head == Some(self.counted) && own_subject(doc, verb).is_some_and(others)
    }

    /// Whether the counted noun is what the verb happens to, not who does it ("six gunmen killed ten").
    fn undergoes(&self, verb: usize) -> bool {
        let (doc, counted) = (self.doc, self.counted);
        let is_subject =
            subject(doc, verb).is_some_and(|s| s == counted || doc.is_within(counted, s) && !doc.is_within(verb, s));
        // "Nine Farmers Killed 11 Injured": what looks like an object is the next count of a headline.
        let counts_on = |o: usize| {
            let fate = Some(o + 1).filter(|&t| t < doc.tokens.len()).and_then(|t| self.counting(t));
            let bare = doc.quantities.iter().any(|q| q.token == o && q.of.is_none());
            bare && fate.is_some_and(|found| is_fate(&found.meaning.what))
        };
        !self.is_of_another(verb) && (is_passive(doc, verb) || !is_subject || object(doc, verb).is_none_or(counts_on))
    }
}

/// Whether what is counted befalls whoever the verb is told of, whatever its object ("thousands fled the city").
fn befalls_subject(what: &str) -> bool {
    matches!(what, "displaced" | "missing")
}

/// Whether people of whom this is told may suffer something else afterwards.
fn befalls_before(what: &str) -> bool {
    matches!(what, "displaced" | "captured")
}

/// The verb that the number at `token` is the subject of.
fn subject_verb(doc: &Document, token: usize) -> Option<usize> {
    let verb = doc.tokens[token].head.filter(|&h| doc.tokens[h].upos == "VERB")?;
    (doc.tokens[token].relation() == "nsubj").then_some(verb)
}
