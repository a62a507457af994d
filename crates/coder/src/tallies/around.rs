//! What stands around a figure: what is so of it, and of each party that the counted may be of.

use std::collections::BTreeMap;

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Actor, Claim, Document, Precision, Scope, Span, Tally, known};

use super::counting::{Count, is_fate};
use crate::bystanders::{at_home, state_of};
use crate::foes::{self, Against};
use crate::force::is_of_force;
use crate::parties::{mention_at, named};
use crate::regression;
use crate::setting;
use crate::syntax::{subject, top};
use crate::targets::{Found, Party};

/// What a report tells around its figures.
pub(super) struct Around<'d> {
    doc: &'d Document,
    lexicon: &'d Lexicon,
    home: Option<String>,
    against: Against,
    named: BTreeMap<&'d str, usize>,
}

impl<'d> Around<'d> {
    pub(super) fn of(doc: &'d Document, lexicon: &'d Lexicon, claims: &[Claim]) -> Around<'d> {
        let named = named(doc);
        Around { doc, lexicon, home: at_home(doc, lexicon), against: foes::counted(claims), named }
    }

    /// What is so of the figure `claims[at]`.
    pub(super) fn features(&self, claims: &[Claim], at: usize, count: &Count) -> Vec<String> {
        let (doc, claim) = (self.doc, &claims[at]);
        let Some(tally) = &claim.tally else { return Vec::new() };
        let mut out = vec![
            format!("what={}", tally.what),
            format!("rule={}", known(tally.scope.map(Scope::name))),
            format!("civil={}", known(tally.civilian)),
            format!("given={}", if tally.party.is_some() { "one" } else { "none" }),
            format!("size={}", tally.best.map_or(0, |n| n.max(1.0).log10() as i32)),
            format!("bound={}", bound(tally)),
            format!("when={}", self.when(claim)),
            format!("verb={}", doc.tokens[count.predicate].lemma.to_lowercase()),
            format!("tense={}", self.tense(count.predicate)),
            format!("noun={}", self.common(count.who).unwrap_or_else(|| doc.tokens[count.who].upos.to_string())),
            format!("role={}", self.role(count.who)),
            format!("told={}", voice(claim)),
            format!("place={}", self.where_told(claim)),
            format!("act={}", act_beside(claims, at)),
            format!("sides={}", self.of_several(claim)),
            format!(
                "early={}",
                claim.sentence.is_some_and(|s| doc.sentences.iter().take(2).any(|first| first.span == s))
            ),
        ];
        let beside = |token: usize, name: &str, relations: &[&str]| {
            let hung = doc.children(token).filter(|&c| relations.contains(&doc.tokens[c].relation()));
            hung.filter_map(|c| Some(format!("{name}={}", self.common(c)?))).collect::<Vec<String>>()
        };
        out.extend(beside(count.who, "with", &["amod", "det", "compound"]));
        out.extend(beside(count.predicate, "in", &["obl", "nmod"]));
        out.extend(beside(count.who, "in", &["nmod"]));
        out.extend(beside(count.predicate, "by", &["nsubj"]).into_iter().filter(|_| count.who != count.predicate));
        out.sort();
        out.dedup();
        out
    }

    /// The lemma of a word that is no name and no number.
    fn common(&self, token: usize) -> Option<String> {
        let token = &self.doc.tokens[token];
        matches!(token.upos, "NOUN" | "ADJ" | "VERB" | "DET" | "PRON").then(|| token.lemma.to_lowercase())
    }

    /// The tense of the word that counts: its tag and whether "have" stands with it.
    fn tense(&self, predicate: usize) -> String {
        let doc = self.doc;
        let have =
            doc.children(predicate).find(|&c| doc.tokens[c].relation() == "aux" && doc.tokens[c].lemma == "have");
        format!("{}{}", doc.tokens[predicate].xpos, have.map_or("", |c| &doc.tokens[c].xpos))
    }

    /// The role in which the phrase of `who` stands for somebody.
    fn role(&self, who: usize) -> String {
        let mention = mention_at(self.doc, who);
        let role = mention.and_then(|m| m.parties.iter().find_map(|p| p.role.clone()));
        role.unwrap_or_else(|| mention.map_or("none", |_| "name").to_string())
    }

    fn when(&self, claim: &Claim) -> &'static str {
        let Some(when) = &claim.when else { return "none" };
        let begins = when.span.is_some_and(|s| setting::begins(self.doc, s));
        match (when.end.day() - when.start.day()).get_days() {
            _ if begins => "since",
            0 => "day",
            1..=7 => "week",
            8..=31 => "month",
            _ => "long",
        }
    }

    /// Whether a town stands in the claim's words or its sentence.
    fn where_told(&self, claim: &Claim) -> &'static str {
        let town = |span: Option<Span>| {
            let inside =
                |s: Span| self.doc.places.iter().any(|p| s.contains(p.span) && p.precision != Some(Precision::Country));
            span.is_some_and(inside)
        };
        match (town(Some(claim.span)), town(claim.sentence)) {
            (true, _) => "inside",
            (_, true) => "beside",
            _ => "none",
        }
    }

    /// Whether the figure is of several parties together ("both sides").
    fn of_several(&self, claim: &Claim) -> bool {
        self.doc.mentions.iter().any(|m| m.parties.len() > 1 && claim.span.contains(m.span))
    }

    /// The parties that the counted of `claims[at]` may be of, by name.
    pub(super) fn parties(&self, claims: &[Claim], at: usize, count: &Count, features: &[String]) -> Vec<Party> {
        let claim = &claims[at];
        let mut found = Found::default();
        let Some(tally) = &claim.tally else { return Vec::new() };
        found.note(tally.party.as_ref(), "own=given");
        found.note(claim.attribution.first().and_then(|s| s.party.as_ref()), "speaks");
        self.of_the_sentence(claim, count, &mut found);
        self.of_the_places(claim, &mut found);
        of_the_figures(claims, at, &mut found);
        of_the_acts(claims, at, &mut found);
        self.of_the_foes(count, &mut found);
        found.note(self.home.as_ref(), "home");
        let told_here = figure_of_sentence(claims, at);
        let common = ["what", "civil", "given", "noun", "role", "told", "act", "rule", "verb", "size", "in", "sides"];
        let common = || features.iter().filter(|f| common.contains(&f.split('=').next().unwrap_or(""))).cloned();
        let finish = |(name, mut features): (String, Vec<String>)| {
            features.push(format!("named={}", self.named.get(name.as_str()).map_or(0, |n| (*n).min(5))));
            features.push(format!("sort={}", self.sort(&name)));
            features.extend(told_here.iter().filter(|party| **party != name).map(|_| "figure=others".to_string()));
            features.extend(common());
            Party { features: regression::crossed(features, &OF_PARTIES), name }
        };
        // A monitor or an outlet has no dead of its own, and the dead "on both sides" are of none alone, unless the words say so.
        let several = self.of_several(claim);
        let doers = self.doers(claims, at, count);
        let apart = |(name, features): &(String, Vec<String>)| {
            let tells = several || matches!(self.sort(name), "Organisation" | "Outlet");
            let own = features.iter().any(|f| f.starts_with("own=") || f.starts_with("stands=who"));
            // Who kills or takes others, or arms, is not who is killed or taken, but in a war of the state with its own.
            let home = features.iter().any(|f| f == "home" || f.starts_with("lies="));
            let at_home = home && is_fate(&count.what);
            own || !tells && (at_home || !doers.contains(name))
        };
        found.into_iter().filter(apart).map(finish).collect()
    }

    fn sort(&self, name: &str) -> &'static str {
        self.lexicon.actors().party(name).map_or("none", |actor| actor.kind.name())
    }

    /// Whom the sentence names, and how they stand to who is counted.
    fn of_the_sentence(&self, claim: &Claim, count: &Count, found: &mut Found) {
        let doc = self.doc;
        for mention in doc.mentions.iter().filter(|m| claim.sentence.is_some_and(|s| s.contains(m.span))) {
            let inside = claim.span.contains(mention.span);
            let above =
                top(doc, &mention.tokens).and_then(|t| doc.tokens[t].head.map(|h| (h, doc.tokens[t].relation())));
            let stands = match above {
                _ if mention.parties.len() > 1 => "joint".to_string(),
                _ if mention.tokens.contains(&count.who) => "who".to_string(),
                Some((h, relation)) if h == count.who => format!("who>{relation}"),
                Some((h, relation)) if h == count.predicate => format!("verb>{relation}"),
                _ if inside => "inside".to_string(),
                _ if mention.span.end <= claim.span.start => "before".to_string(),
                _ => "after".to_string(),
            };
            for entity in &mention.parties {
                found.note(Some(&entity.party), &format!("stands={stands}"));
                found.note(Some(&entity.party), &format!("as={}", mention.kind.name()));
            }
        }
    }

    /// The parties that are told to do to the counted what befalls them: "*Ruritania* captured 40 soldiers", "*Ruritania* seized 40
    /// rifles".
    fn doers(&self, claims: &[Claim], at: usize, count: &Count) -> Vec<String> {
        let who = self.doc.tokens[count.who].span;
        let harms = |c: &&Claim| {
            let force = matches!(c.event_type(), Some("ASSAULT" | "COERCE")) && c.sentence == claims[at].sentence;
            force && c.targets.iter().any(|t| t.span.is_some_and(|s| s.contains(who)))
        };
        if count.place {
            return Vec::new();
        }
        let acts = claims.iter().filter(harms).flat_map(|c| &c.agents).filter_map(|a| a.party.clone());
        // The verb that counts them may make no claim of its own.
        let object =
            self.doc.tokens[count.who].relation() == "obj" && self.doc.tokens[count.who].head == Some(count.predicate);
        let subject = subject(self.doc, count.predicate).filter(|_| object && is_fate(&count.what));
        let doers = subject.and_then(|t| mention_at(self.doc, t)).into_iter().flat_map(|m| &m.parties);
        acts.chain(doers.map(|e| e.party.clone())).collect()
    }

    /// Whom the claims of force set against those who are told to have done it: "the rebels killed 40".
    fn of_the_foes(&self, count: &Count, found: &mut Found) {
        let doer = subject(self.doc, count.predicate).filter(|&t| t != count.who);
        let doers = doer.into_iter().flat_map(|t| mention_at(self.doc, t)).flat_map(|m| &m.parties);
        for foe in doers.filter_map(|d| self.against.get(&d.party)).flat_map(|foes| foes.keys()) {
            found.note(Some(foe), "foe");
        }
    }

    /// The states of the towns that the claim or its sentence names.
    fn of_the_places(&self, claim: &Claim, found: &mut Found) {
        for place in &self.doc.places {
            let whose = || state_of(self.lexicon, place);
            if claim.span.contains(place.span) {
                found.note(whose().as_ref(), "lies=inside");
            } else if claim.sentence.is_some_and(|s| s.contains(place.span)) {
                found.note(whose().as_ref(), "lies=beside");
            }
        }
    }
}

/// The party of the last figure before in the same sentence.
fn figure_of_sentence(claims: &[Claim], at: usize) -> Option<String> {
    let last = claims[..at].iter().rev().find(|c| c.tally.is_some()).filter(|c| c.sentence == claims[at].sentence)?;
    last.tally.as_ref().and_then(|t| t.party.clone())
}

/// The parties of the figures before: of the last, and of the last that has one.
fn of_the_figures(claims: &[Claim], at: usize, found: &mut Found) {
    let mut before = claims[..at].iter().rev().filter(|c| c.tally.is_some());
    let party = |c: &Claim| c.tally.as_ref().and_then(|t| t.party.clone());
    let last = before.next();
    let here = last.is_some_and(|c| c.sentence == claims[at].sentence);
    found.note(last.and_then(party).as_ref(), if here { "figure=here" } else { "figure=last" });
    found.note(before.find_map(party).as_ref(), "figure=before");
}

/// Who strikes and is struck by the acts of force of the sentence, and by the last before it.
fn of_the_acts(claims: &[Claim], at: usize, found: &mut Found) {
    let claim = &claims[at];
    let mut note = |act: &Claim, place: &str| {
        let mut each = |actors: &[Actor], name: &str| {
            actors.iter().for_each(|a| found.note(a.party.as_ref(), &format!("{name}={place}")));
        };
        each(&act.targets, "struck");
        each(&act.agents, "strikes");
    };
    claims.iter().filter(|c| c.sentence == claim.sentence && is_of_force(c)).for_each(|act| note(act, "here"));
    let before = claims[..at].iter().rev().find(|c| c.sentence != claim.sentence && is_of_force(c));
    before.into_iter().for_each(|act| note(act, "before"));
}

/// The mode of the act of force in the figure's sentence, else of the last before it.
fn act_beside(claims: &[Claim], at: usize) -> String {
    let here = claims.iter().find(|c| c.sentence == claims[at].sentence && is_of_force(c));
    let before = || claims[..at].iter().rev().find(|c| is_of_force(c));
    here.or_else(before).map_or("none".to_string(), |act| act.mode().unwrap_or("plain").to_string())
}

fn bound(tally: &Tally) -> &'static str {
    match (tally.low, tally.high) {
        (Some(low), Some(high)) if low == high => "exact",
        (Some(_), Some(_)) => "range",
        (Some(_), None) => "least",
        _ => "most",
    }
}

fn voice(claim: &Claim) -> &'static str {
    match claim.attribution.first() {
        None => "own",
        Some(speaker) if speaker.party.is_some() => "party",
        Some(speaker) if speaker.text.is_some() => "somebody",
        Some(_) => "hidden",
    }
}

/// The features of a figure, with their pairs that tell more together.
pub(super) fn crossed(features: Vec<String>) -> Vec<String> {
    regression::crossed(features, &PAIRS)
}

/// The pairs of features of a figure that tell more together.
const PAIRS: [(&str, &str); 14] = [
    ("rule", "when"),
    ("rule", "tense"),
    ("rule", "what"),
    ("rule", "size"),
    ("rule", "place"),
    ("rule", "bound"),
    ("size", "what"),
    ("when", "tense"),
    ("when", "place"),
    ("noun", "what"),
    ("noun", "act"),
    ("role", "what"),
    ("civil", "what"),
    ("told", "rule"),
];

/// The pairs of features of a party that tell more together.
const OF_PARTIES: [(&str, &str); 40] = [
    ("own", "what"),
    ("own", "stands"),
    ("stands", "what"),
    ("stands", "given"),
    ("stands", "sort"),
    ("stands", "as"),
    ("lies", "given"),
    ("lies", "civil"),
    ("lies", "noun"),
    ("lies", "what"),
    ("home", "given"),
    ("home", "civil"),
    ("home", "noun"),
    ("home", "what"),
    ("struck", "given"),
    ("struck", "what"),
    ("struck", "civil"),
    ("strikes", "what"),
    ("strikes", "given"),
    ("figure", "given"),
    ("figure", "what"),
    ("speaks", "what"),
    ("speaks", "given"),
    ("sort", "civil"),
    ("struck", "act"),
    ("strikes", "act"),
    ("speaks", "act"),
    ("foe", "given"),
    ("foe", "what"),
    ("role", "sort"),
    ("role", "home"),
    ("role", "lies"),
    ("figure", "noun"),
    ("speaks", "noun"),
    ("home", "size"),
    ("home", "rule"),
    ("home", "in"),
    ("lies", "size"),
    ("lies", "in"),
    ("struck", "size"),
];
