//! What a figure leaves unsaid: whose the counted are, whether they are civilians, whether it covers a whole war.
//!
//! The words and the lexicon propose; a regression for each field weighs that with what stands around the figure
//! (`training/figures.py` fits them on coded reports, `models/figures.json` holds what they learnt).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Actor, Because, Claim, Document, Precision, Scope, Span, Tally, When};
use serde::Deserialize;

use super::counting::{Count, counts};
use crate::bystanders::{at_home, state_of};
use crate::foes::{self, Against};
use crate::judge::round;
use crate::parties::mention_at;
use crate::reasons::reason;
use crate::regression::{Regression, crossed};
use crate::setting;
use crate::syntax::subject;
use crate::targets::{Found, Party};

/// The version of `figures.json` that this program reads.
const VERSION: u32 = 1;

#[derive(Debug, Deserialize)]
struct Weights {
    version: u32,
    /// Whether the counted are of a party.
    party: Regression,
    /// Whether they are civilians, and whether they are not.
    civilian: Regression,
    armed: Regression,
    /// Whether the figure covers the whole war.
    total: Regression,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let read: Weights = serde_json::from_str(include_str!("../../../../models/figures.json"))
        .expect("a test holds that the shipped file can be read");
    assert_eq!(read.version, VERSION, "a test holds that the shipped file is of this version");
    read
});

/// A figure, with what is so of it and of each party that the counted may be of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figure {
    /// What is so of it, as `name=value`, each at most once.
    pub features: Vec<String>,
    /// The parties whose the counted may be.
    pub parties: Vec<Party>,
}

/// Tells of each figure whose the counted are, whether they are civilians and what it covers, where that is likely enough;
/// `figures` are those of the claims as the rules gave them.
pub fn set(doc: &Document, claims: &mut [Claim], figures: Vec<Option<Figure>>) {
    for (claim, figure) in claims.iter_mut().zip(figures) {
        let (Some(tally), Some(figure)) = (&mut claim.tally, figure) else { continue };
        claim.because.extend(set_party(tally, &figure));
        claim.because.extend(set_civilian(tally, &figure));
        claim.because.extend(set_scope(doc, tally, &figure, claim.when.as_ref()));
    }
}

fn learnt(what: &str, chance: f64) -> Because {
    Because { score: Some(round(chance)), ..reason("tally", &format!("{what}: learnt from coded reports")) }
}

/// The likeliest party becomes the figure's; where none is likely enough it keeps the one that the words gave.
fn set_party(tally: &mut Tally, figure: &Figure) -> Option<Because> {
    let chance = |party: &Party| WEIGHTS.party.chance(&party.features);
    let likeliest = figure
        .parties
        .iter()
        .map(|p| (chance(p), p))
        .max_by(|(a, p), (b, q)| a.total_cmp(b).then_with(|| q.name.cmp(&p.name)));
    let (chance, party) = likeliest.filter(|(chance, _)| *chance >= WEIGHTS.party.least)?;
    if tally.party.as_ref() == Some(&party.name) {
        return None;
    }
    tally.party = Some(party.name.clone());
    Some(learnt(&format!("of {}", party.name), chance))
}

fn set_civilian(tally: &mut Tally, figure: &Figure) -> Option<Because> {
    let [civilian, armed] = [&WEIGHTS.civilian, &WEIGHTS.armed].map(|w| (w.chance(&figure.features), w.least));
    let answer = match (civilian.0 >= civilian.1, armed.0 >= armed.1) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        (true, true) => Some(civilian.0 >= armed.0),
        (false, false) => None,
    };
    let answer = answer.filter(|_| tally.civilian.is_none())?;
    tally.civilian = Some(answer);
    let (what, chance) = if answer { ("civilians", civilian.0) } else { ("no civilians", armed.0) };
    Some(learnt(what, chance))
}

/// A figure that no word of the lexicon calls a total may be one all the same; it then stands as of its day, else of the report.
fn set_scope(doc: &Document, tally: &mut Tally, figure: &Figure, when: Option<&When>) -> Option<Because> {
    let chance = WEIGHTS.total.chance(&figure.features);
    if tally.scope == Some(Scope::Total) || chance < WEIGHTS.total.least {
        return None;
    }
    tally.scope = Some(Scope::Total);
    tally.as_of = tally.as_of.or_else(|| super::as_of(doc, Scope::Total, when));
    Some(learnt("all since the fighting began", chance))
}

/// The figures among the claims of `doc`, which are as the rules give them and in order of their words; `None` for each of the others.
pub fn figures(doc: &Document, lexicon: &Lexicon, claims: &[Claim]) -> Vec<Option<Figure>> {
    let counts = counts(doc, lexicon);
    let around = Around::of(doc, lexicon, claims);
    let count_of = |claim: &Claim| {
        let tally = claim.tally.as_ref()?;
        let is_it = |c: &&Count| {
            claim.span.contains(c.quantity.span)
                && c.what == tally.what
                && c.quantity.low.or(c.quantity.high) == tally.best
        };
        counts.iter().find(is_it)
    };
    let figure = |at: usize| {
        let count = count_of(&claims[at])?;
        let features = around.features(claims, at, count);
        let parties = around.parties(claims, at, count, &features);
        Some(Figure { features: crossed(features, &PAIRS), parties })
    };
    (0..claims.len()).map(figure).collect()
}

/// What a report tells around its figures.
struct Around<'d> {
    doc: &'d Document,
    lexicon: &'d Lexicon,
    home: Option<String>,
    against: Against,
    named: BTreeMap<&'d str, usize>,
}

impl<'d> Around<'d> {
    fn of(doc: &'d Document, lexicon: &'d Lexicon, claims: &[Claim]) -> Around<'d> {
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for entity in doc.mentions.iter().flat_map(|m| &m.parties) {
            *named.entry(entity.party.as_str()).or_default() += 1;
        }
        Around { doc, lexicon, home: at_home(doc, lexicon), against: foes::counted(claims), named }
    }

    /// What is so of the figure `claims[at]`.
    fn features(&self, claims: &[Claim], at: usize, count: &Count) -> Vec<String> {
        let (doc, claim) = (self.doc, &claims[at]);
        let Some(tally) = &claim.tally else { return Vec::new() };
        let mut out = vec![
            format!("what={}", tally.what),
            format!("rule={:?}", tally.scope),
            format!("civil={:?}", tally.civilian),
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
    fn parties(&self, claims: &[Claim], at: usize, count: &Count, features: &[String]) -> Vec<Party> {
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
            Party { features: crossed(features, &OF_PARTIES), name }
        };
        // A monitor or an outlet has no dead of its own, unless the words say so.
        let apart = |(name, features): &(String, Vec<String>)| {
            let tells = matches!(&*self.sort(name), "Organisation" | "Outlet");
            !tells || features.iter().any(|f| f.starts_with("own=") || f.starts_with("stands=who"))
        };
        found.into_iter().filter(apart).map(finish).collect()
    }

    fn sort(&self, name: &str) -> String {
        self.lexicon.actors().party(name).map_or("none".to_string(), |actor| format!("{:?}", actor.kind))
    }

    /// Whom the sentence names, and how they stand to who is counted.
    fn of_the_sentence(&self, claim: &Claim, count: &Count, found: &mut Found) {
        let doc = self.doc;
        for mention in doc.mentions.iter().filter(|m| claim.sentence.is_some_and(|s| s.contains(m.span))) {
            let inside = claim.span.contains(mention.span);
            let head =
                mention.tokens.clone().find(|&t| doc.tokens[t].head.is_none_or(|h| !mention.tokens.contains(&h)));
            let top = head.and_then(|t| doc.tokens[t].head.map(|h| (h, doc.tokens[t].relation())));
            let stands = match top {
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
                found.note(Some(&entity.party), &format!("as={:?}", mention.kind));
            }
        }
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

fn is_of_force(claim: &Claim) -> bool {
    claim.tally.is_none() && claim.event_type() == Some("ASSAULT")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_are_of_this_version() {
        assert_eq!(WEIGHTS.version, VERSION);
    }
}
