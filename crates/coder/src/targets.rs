//! On whom an act falls: which of the parties around a claim are its targets.
//!
//! The rules propose; what they give, and every other party that the sentence names or that a like act was told of, is weighed by
//! a regression over how the party stands to the claim (`training/targets.py` fits it on coded reports, `models/targets.json`
//! holds what it learnt).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Actor, Because, Claim, ClaimKind, Document, EntityType, Mention, Span};
use serde::Deserialize;

use crate::bystanders::{is_of_speaker, may_be_of_land, state_of_country};
use crate::foes::{self, Against};
use crate::judge::FEW;
use crate::parties::named;
use crate::reasons::{reason, reason_learnt};
use crate::regression::{Regression, crossed, shipped};
use crate::syntax::{clause_of, head, top};

#[derive(Debug, Deserialize)]
struct Weights {
    /// The least chance of one that no rule gives.
    least_added: f64,
    /// The share of these that is enough in a text of a few sentences, whose parties mostly take part in what it tells.
    of_few: f64,
    #[serde(flatten)]
    parties: Regression,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| shipped(include_str!("../../../models/targets.json")));

/// A party that may be a claim's target, with what is so of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// What is so of it, as `name` or `name=value`, each at most once.
    pub features: Vec<String>,
}

/// Gives each claim but figures the parties that are likely to be its targets, and takes those away that are not; their words
/// stay, without a party.
pub fn set(doc: &Document, lexicon: &Lexicon, claims: &mut [Claim]) {
    let around = Around::of(doc, lexicon, claims);
    let share = if doc.sentences.len() <= FEW { WEIGHTS.of_few } else { 1.0 };
    let likely = |party: Party| {
        let chance = WEIGHTS.parties.chance(&party.features);
        let given = party.features.iter().any(|f| f.starts_with("given="));
        let least = if given { WEIGHTS.parties.least } else { WEIGHTS.least_added };
        (chance >= least * share).then_some((party.name, chance))
    };
    let weighed: Vec<Vec<(String, f64)>> =
        (0..claims.len()).map(|at| around.parties(claims, at).into_iter().filter_map(likely).collect()).collect();
    for (claim, likely) in claims.iter_mut().zip(weighed).filter(|(claim, _)| claim.tally.is_none()) {
        let given: BTreeSet<String> = claim.targets.iter().filter_map(|a| a.party.clone()).collect();
        // Who goes to a town goes to its country, which the words need not name.
        let visits = claim.mode() == Some("visit");
        for actor in claim.targets.iter_mut().filter(|_| !visits) {
            let Some(party) = actor.party.take_if(|party| !likely.iter().any(|(name, _)| name == party)) else {
                continue;
            };
            (actor.code, actor.role) = (None, None);
            let stood = format!("\"{}\" stands for {party}", actor.text);
            claim.because.retain(|b| b.field != "targets" || !b.rule.starts_with(&stood));
        }
        for (name, chance) in likely.iter().filter(|(name, _)| !given.contains(name)) {
            let Some(actor) = around.told(claim, name) else { continue };
            claim.targets.push(actor);
            claim.because.push(why(name, *chance));
        }
    }
    if doc.sentences.len() <= FEW {
        claims.iter_mut().for_each(|claim| fall_on_land(doc, lexicon, claim));
    }
}

/// What nobody is told to be done to falls, in a text of a few sentences, on the state in whose land it is done ("has strengthened its
/// forces in Ruritania"): such a text names who takes part. What parties do together falls on nobody.
fn fall_on_land(doc: &Document, lexicon: &Lexicon, claim: &mut Claim) {
    let falls = claim.kind == ClaimKind::Event && claim.event_type().is_some_and(|t| !matches!(t, "AGREE" | "CONSULT"));
    let spared = |t: &Actor| t.party.is_some() || t.span.is_some_and(|at| !may_be_of_land(doc, lexicon, at));
    if !falls || claim.targets.iter().any(spared) {
        return;
    }
    let Some(place) = claim.places.first() else { return };
    let Some(span) = place.span.filter(|span| !is_of_speaker(doc, *span) && !is_venue(doc, lexicon, *span)) else {
        return;
    };
    let apart = head(doc, span).zip(head(doc, claim.span)).is_some_and(|(t, top)| is_in_clause_below(doc, t, top));
    let acts = apart || claim.agents.iter().any(|a| a.span.is_some_and(|s| s.overlaps(span)));
    if acts || claim.places.iter().any(|other| other.country != place.country) {
        return;
    }
    let Some((party, code)) = place.country.as_deref().and_then(|c| state_of_country(lexicon, c)) else { return };
    let why = format!("\"{}\" lies in the land of {party}; the text is of a few sentences", place.text);
    claim.because.push(reason("targets", &why));
    match claim.targets.first_mut() {
        Some(target) => (target.party, target.code) = (Some(party), code),
        None => claim.targets.push(Actor {
            text: place.text.clone(),
            party: Some(party),
            code,
            role: None,
            span: place.span,
        }),
    }
}

/// Whether a clause of a noun stands between the word at `t` and the one at `token` above it: "rejected claims *that it shelled Dalmar*".
fn is_in_clause_below(doc: &Document, t: usize, token: usize) -> bool {
    let between = std::iter::successors(Some(t), |&at| doc.tokens[at].head).take_while(|&at| at != token);
    let clause = |at: usize| doc.tokens[at].relation() == "acl" && doc.tokens[at].upos == "VERB";
    between.into_iter().any(clause)
}

/// Whether people only meet in the place: "talks in *Dalmar*".
fn is_venue(doc: &Document, lexicon: &Lexicon, place: Span) -> bool {
    let meets = |t: usize| {
        let entries = lexicon.nouns(&doc.tokens[t].lemma.to_lowercase());
        entries.iter().any(|e| e.event.as_deref() == Some("CONSULT"))
    };
    let noun = head(doc, place).and_then(|t| doc.tokens[t].head);
    noun.is_some_and(|noun| doc.tokens[noun].upos == "NOUN" && meets(noun))
}

fn why(name: &str, chance: f64) -> Because {
    reason_learnt("targets", &format!("{name}: learnt from coded reports"), chance)
}

/// Parties, with what is so of each.
#[derive(Default)]
pub struct Found(BTreeMap<String, Vec<String>>);

impl Found {
    /// The parties by name.
    pub fn into_iter(self) -> impl Iterator<Item = (String, Vec<String>)> {
        self.0.into_iter()
    }

    /// Notes that `feature` is so of `party`, if there is one.
    pub fn note(&mut self, party: Option<&String>, feature: &str) {
        if let Some(party) = party {
            self.0.entry(party.clone()).or_default().push(feature.to_string());
        }
    }
}

/// Whom the acts told before struck: the last one at all, the last that struck somebody, and the last such of another type.
fn of_the_acts_before(claims: &[Claim], at: usize, found: &mut Found) {
    let claim = &claims[at];
    let alike = |c: &Claim| c.kind == claim.kind && c.event_type() == claim.event_type();
    let before = || claims[..at].iter().rev().filter(|c| c.kind == claim.kind);
    let mut note = |last: Option<&Claim>, feature: &str| {
        last.into_iter().flat_map(|c| &c.targets).for_each(|actor| found.note(actor.party.as_ref(), feature));
    };
    note(before().find(|c| alike(c) && !c.targets.is_empty()), "last");
    note(before().find(|c| !alike(c) && !c.targets.is_empty()), "last-else");
    let just = before().find(|c| alike(c));
    note(just, if just.is_some_and(|c| c.sentence == claim.sentence) { "just=here" } else { "just=before" });
}

/// For each type the party that claims of it name most often as their target.
fn most_struck(claims: &[Claim]) -> BTreeMap<Option<String>, String> {
    let mut counts: BTreeMap<Option<String>, BTreeMap<&String, usize>> = BTreeMap::new();
    for claim in claims {
        let of_type = counts.entry(claim.event_type().map(str::to_string)).or_default();
        for party in claim.targets.iter().filter_map(|a| a.party.as_ref()) {
            *of_type.entry(party).or_default() += 1;
        }
    }
    let most = |parties: BTreeMap<&String, usize>| {
        let top = parties.into_iter().max_by_key(|(name, n)| (*n, std::cmp::Reverse(*name)));
        top.map(|(name, _)| name.clone())
    };
    counts.into_iter().filter_map(|(kind, parties)| Some((kind, most(parties)?))).collect()
}

/// What a report tells around its claims.
pub struct Around<'d> {
    doc: &'d Document,
    against: Against,
    most_struck: BTreeMap<Option<String>, String>,
    home: Option<String>,
    /// How often each party is named.
    named: BTreeMap<&'d str, usize>,
}

impl<'d> Around<'d> {
    /// What `doc` tells, with its claims as the rules give them.
    pub fn of(doc: &'d Document, lexicon: &'d Lexicon, claims: &[Claim]) -> Around<'d> {
        let named = named(doc);
        let home = crate::bystanders::at_home(doc, lexicon);
        Around { doc, against: foes::counted(claims), most_struck: most_struck(claims), home, named }
    }

    /// The parties that may be targets of `claims[at]`, by name.
    pub fn parties(&self, claims: &[Claim], at: usize) -> Vec<Party> {
        let claim = &claims[at];
        let token = head(self.doc, claim.span);
        let mut found = Found::default();
        self.of_the_rules(claim, &mut found);
        self.of_the_sentence(claim, token, &mut found);
        of_the_acts_before(claims, at, &mut found);
        self.of_the_foes(claim, &mut found);
        found.note(self.most_struck.get(&claim.event_type().map(str::to_string)), "most");
        found.note(self.home.as_ref(), "home");
        let common = self.of_claim(claim, token);
        let finish = |(name, mut features): (String, Vec<String>)| {
            features.push(format!("named={}", self.how_often(&name)));
            features.extend(common.iter().cloned());
            Party { features: crossed(features, &PAIRS), name }
        };
        // Nobody is told to strike their own, but where the words say so.
        let strikes_itself = |features: &[String]| {
            features.iter().any(|f| f == "acts") && !features.iter().any(|f| f.starts_with("given="))
        };
        found.0.into_iter().filter(|(_, features)| !strikes_itself(features)).map(finish).collect()
    }

    /// Whom the rules name in the claim: as targets, as agents, as who says so.
    fn of_the_rules(&self, claim: &Claim, found: &mut Found) {
        for actor in &claim.targets {
            found.note(actor.party.as_ref(), &format!("given={}", self.words_name(actor)));
        }
        for actor in &claim.agents {
            found.note(actor.party.as_ref(), "acts");
        }
        found.note(claim.attribution.first().and_then(|s| s.party.as_ref()), "speaks");
    }

    /// Whom the claim's sentence names.
    fn of_the_sentence(&self, claim: &Claim, token: Option<usize>, found: &mut Found) {
        for mention in self.doc.mentions.iter().filter(|m| claim.sentence.is_some_and(|s| s.contains(m.span))) {
            for entity in &mention.parties {
                found.note(Some(&entity.party), &format!("told={}", self.stands(claim, token, mention)));
                found.note(Some(&entity.party), &format!("as={}", mention.kind.name()));
            }
        }
    }

    /// Whom other claims set against the agents.
    fn of_the_foes(&self, claim: &Claim, found: &mut Found) {
        for foes in claim.agents.iter().filter_map(|a| self.against.get(a.party.as_ref()?)) {
            let all: usize = foes.values().sum();
            for (foe, count) in foes {
                let mostly = if count * 3 >= all * 2 { "" } else { "-of-many" };
                found.note(Some(foe), &format!("foe={}{mostly}", (*count).min(3)));
            }
        }
    }

    /// How often the report names a party, roughly.
    fn how_often(&self, name: &str) -> &'static str {
        match self.named.get(name).copied().unwrap_or(0) {
            0 => "0",
            1 => "1",
            2..=4 => "2",
            _ => "5",
        }
    }

    /// Whether the actor's words stand for its party, or it was given them otherwise.
    fn words_name(&self, actor: &Actor) -> &'static str {
        let inside = |m: &&Mention| actor.span.is_some_and(|s| s.overlaps(m.span));
        let mut entities = self.doc.mentions.iter().filter(inside).flat_map(|m| &m.parties);
        if entities.any(|e| Some(&e.party) == actor.party.as_ref()) { "named" } else { "lent" }
    }

    /// How the mention stands to the claim whose top is `token`.
    fn stands(&self, claim: &Claim, token: Option<usize>, mention: &Mention) -> String {
        let doc = self.doc;
        let side = if mention.span.end <= claim.span.start {
            "before"
        } else if claim.span.contains(mention.span) {
            "inside"
        } else {
            "after"
        };
        let Some(token) = token else { return side.to_string() };
        let (mut at, mut path) = (top(doc, &mention.tokens).unwrap_or(mention.tokens.start), Vec::new());
        let clause = clause_of(doc, token);
        while at != token && at != clause && path.len() < 3 {
            path.push(doc.tokens[at].deprel.to_string());
            let Some(head) = doc.tokens[at].head else { return format!("{side}-apart") };
            at = head;
        }
        if at != token && at != clause { format!("{side}-far") } else { format!("{side}-{}", path.join(">")) }
    }

    fn of_claim(&self, claim: &Claim, token: Option<usize>) -> Vec<String> {
        let kind = claim.event_type().unwrap_or(claim.kind.name());
        let any = |actors: &[Actor]| match (actors.is_empty(), actors.iter().filter(|a| a.party.is_some()).count()) {
            (true, _) => "none",
            (false, 0) => "words",
            (false, 1) => "one",
            _ => "several",
        };
        let class = token.map_or("none", |t| self.doc.tokens[t].upos);
        vec![
            format!("type={kind}"),
            format!("own={}", any(&claim.targets)),
            format!("other={}", any(&claim.agents)),
            format!("class={class}"),
            format!("status={}", claim.status.name()),
            format!("mode={}", claim.mode().unwrap_or("none")),
        ]
    }

    /// The party as an actor, by the words that stand for it nearest before the claim's end, else after it: its own name before
    /// one of an office, and that before a person's who is of it.
    fn told(&self, claim: &Claim, name: &str) -> Option<Actor> {
        let stands = |m: &&Mention| m.kind != EntityType::Reference && m.parties.iter().any(|e| e.party == name);
        let before = || self.doc.mentions.iter().rev().filter(|m| m.span.start < claim.span.end).filter(stands);
        let all = || before().chain(self.doc.mentions.iter().filter(stands));
        let itself = |m: &&Mention| m.parties.iter().any(|e| e.party == name && e.role.is_none());
        let nobody = |m: &&Mention| m.kind != EntityType::Person;
        let mention = all().filter(nobody).find(itself).or_else(|| all().find(nobody)).or_else(|| all().next())?;
        let entity = mention.parties.iter().find(|e| e.party == name)?;
        Some(crate::parties::actor(entity, self.doc.text(mention.span), mention.span))
    }
}

/// The pairs of features that tell more together.
const PAIRS: [(&str, &str); 27] = [
    ("given", "type"),
    ("given", "own"),
    ("given", "class"),
    ("given", "other"),
    ("given", "status"),
    ("given", "mode"),
    ("acts", "type"),
    ("acts", "mode"),
    ("told", "type"),
    ("told", "own"),
    ("told", "class"),
    ("speaks", "type"),
    ("speaks", "own"),
    ("speaks", "status"),
    ("last", "own"),
    ("last", "type"),
    ("just", "own"),
    ("just", "type"),
    ("just", "class"),
    ("foe", "own"),
    ("foe", "type"),
    ("home", "type"),
    ("home", "own"),
    ("most", "own"),
    ("most", "type"),
    ("own", "type"),
    ("as", "own"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_can_be_read() {
        assert!(WEIGHTS.parties.least <= WEIGHTS.least_added && WEIGHTS.least_added < 1.0 && WEIGHTS.of_few <= 1.0);
    }

    #[test]
    fn who_is_named_as_struck_is_likelier_than_who_is_only_told_of() {
        let chance = |feature: &str| {
            WEIGHTS.parties.chance(&[feature.to_string(), "type=ASSAULT".into(), format!("{feature} type=ASSAULT")])
        };
        assert!(chance("given=named") > chance("told=after-apart"));
    }
}
