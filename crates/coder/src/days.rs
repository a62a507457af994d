//! On which day a claim's event took place: of the times that its report tells, the one that is likeliest meant.
//!
//! The rules of `setting` propose; what they give, and every other time near the claim or told with the same act, is weighed by a
//! regression over how it stands to the claim (`training/days.py` fits it on coded reports, `models/days.json` holds what it
//! learnt).

use std::sync::LazyLock;

use herodotus_schema::{
    Actor, Attribution, Because, Claim, Document, Span, TimeExpression, TimePrecision, When, known,
};
use jiff::civil::Date;

use crate::reasons::reason_learnt;
use crate::regression::{Regression, crossed, shipped};
use crate::setting::{dated, describes, hangs_on, is_of_act_before, resolved, whole};
use crate::syntax::{clause_of, head};
use crate::tense::{Tense, tense};

/// How many sentences before a claim its times are looked for.
const REACH: usize = 10;

static TIMES: LazyLock<Regression> = LazyLock::new(|| shipped(include_str!("../../../models/days.json")));

/// A time that may be the claim's, with what is so of it, as `name` or `name=value`.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What it stands for, for this claim.
    pub when: When,
    /// What is so of it, each at most once.
    pub features: Vec<String>,
}

/// Gives each claim the likeliest of its times, or none where none is likely enough.
pub fn set(doc: &Document, claims: &mut [Claim]) {
    let weighed: Vec<Option<(When, f64)>> = (0..claims.len()).map(|at| likeliest(choices(doc, claims, at))).collect();
    for (claim, found) in claims.iter_mut().zip(weighed) {
        // The rules know the hour, and which of several words tell the day best.
        let days = |w: &When| (w.start.day(), w.end.day());
        let same = |w: &When| claim.when.as_ref().is_some_and(|own| days(own) == days(w));
        if found.as_ref().is_some_and(|(when, _)| same(when)) {
            continue;
        }
        claim.because.retain(|b| b.field != "when");
        claim.because.extend(found.as_ref().map(|(when, chance)| why(when, *chance)));
        claim.when = found.map(|(when, _)| when);
    }
}

fn why(when: &When, chance: f64) -> Because {
    let words = when.text.as_deref().unwrap_or_default();
    reason_learnt("when", &format!("\"{words}\", learnt from coded reports"), chance)
}

fn likeliest(choices: Vec<Choice>) -> Option<(When, f64)> {
    let weighed = choices.into_iter().map(|c| (TIMES.chance(&c.features), c.when));
    let (chance, when) = weighed.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (chance >= TIMES.least).then_some((when, chance))
}

/// The times that may be those of `claims[at]`, in order: of its sentence, of the nearest sentence before that tells one, of the
/// report's first lines, and of claims of the same act.
pub fn choices(doc: &Document, claims: &[Claim], at: usize) -> Vec<Choice> {
    let Some(token) = head(doc, claims[at].span) else { return Vec::new() };
    let mut times = Times { doc, claims, at, token, vague: is_vague(doc, token), out: Vec::new() };
    let own = times.of_its_sentence();
    times.of_sentences_before(own);
    times.of_like_acts(own);
    times.out
}

/// The times that are gathered for one claim.
struct Times<'d> {
    doc: &'d Document,
    claims: &'d [Claim],
    /// Which of the claims.
    at: usize,
    /// The top of its words.
    token: usize,
    /// Whether its clause tells a time that names no day ("in recent weeks").
    vague: bool,
    out: Vec<Choice>,
}

impl<'d> Times<'d> {
    fn claim(&self) -> &'d Claim {
        &self.claims[self.at]
    }

    /// Those of the claim's own sentence; gives whether there are any.
    fn of_its_sentence(&mut self) -> bool {
        let (doc, token, claim) = (self.doc, self.token, self.claim());
        let own = dated(doc, doc.sentence_of(token));
        // A relative clause keeps its day to itself ("called for talks with the rebels, who seized the port in January"), but for
        // what the rules take from it ("drove them out in a war that ended in 1994").
        let picked = |span: Span| claim.when.as_ref().is_some_and(|w| w.span.is_some_and(|s| s.overlaps(span)));
        let fits = |(t, time): &&(usize, &TimeExpression)| {
            !describes(doc, *t, token)
                && !is_of_act_before(doc, *t, token)
                && (picked(time.span) || !is_of_relative_clause(doc, *t, token))
        };
        for &(t, time) in own.iter().filter(fits) {
            let order = match time.span {
                span if span.end <= claim.span.start => "before",
                span if claim.span.contains(span) => "inside",
                _ => "after",
            };
            let hangs = hangs(doc, token, t, time);
            let features = [
                format!("hangs={hangs}"),
                format!("of={}", own.len().min(3)),
                format!("order={order}"),
                format!("under={}", under(doc, t, token)),
            ];
            self.add(resolved(doc, token, &whole(doc, &own, time)), "here", features.to_vec());
        }
        !own.is_empty()
    }

    /// Those of the nearest sentence before that tells some, and of the report's first three.
    fn of_sentences_before(&mut self, dated_here: bool) {
        let (doc, token) = (self.doc, self.token);
        let here = doc.sentence_of(token);
        let told = format!("dated-here={dated_here}");
        let mut before = (1..=REACH.min(here)).map(|back| (back, dated(doc, here - back)));
        if let Some((back, times)) = before.find(|(_, times)| !times.is_empty()) {
            let place = match back {
                1 => "back1",
                2..=3 => "back2",
                _ => "back4",
            };
            for (n, (_, time)) in times.iter().enumerate().take(3) {
                self.add(resolved(doc, token, time), place, vec![format!("nth={n}"), told.clone()]);
            }
        }
        for (_, time) in (0..here.min(3)).flat_map(|sentence| dated(doc, sentence)) {
            self.add(resolved(doc, token, time), "lead", vec![told.clone()]);
        }
    }

    /// Those that claims of the same act have.
    fn of_like_acts(&mut self, dated_here: bool) {
        for other in alike(self.claims, self.at) {
            let shared = format!("shared={}", shared(self.claim(), other));
            self.add(other.when.clone(), "act", vec![shared, format!("dated-here={dated_here}")]);
        }
    }

    /// Adds a time that stands at `place`, unless its words are among them already.
    fn add(&mut self, when: Option<When>, place: &str, mut features: Vec<String>) {
        let (doc, claim) = (self.doc, self.claim());
        let Some(when) = when.filter(|w| self.out.iter().all(|c| c.when.span != w.span)) else { return };
        features.extend(of_claim(doc, claim, self.token));
        features.extend(of_time(doc, &when));
        features.extend(preposition(doc, &when).map(|word| format!("after={word}")));
        features.push(format!("taken={}", when.span.is_some_and(|span| is_another(doc, self.claims, self.at, span))));
        features.push(picked(claim, &when));
        features.push(format!("vague={}", self.vague));
        features.push(format!("place={place}"));
        self.out.push(Choice { when, features: crossed(features, &PAIRS) });
    }
}

/// The nearest claims of the same act on either side that have a time.
fn alike(claims: &[Claim], at: usize) -> impl Iterator<Item = &Claim> {
    let claim = &claims[at];
    let same = move |other: &&Claim| {
        let act = other.kind == claim.kind && other.event_type() == claim.event_type() && claim.event_type().is_some();
        act && other.when.is_some() && shared(claim, other) > 0
    };
    claims[..at].iter().rev().filter(same).take(2).chain(claims[at + 1..].iter().filter(same).take(1))
}

/// How much two claims have in common: their mode, an agent, a target.
fn shared(one: &Claim, other: &Claim) -> usize {
    let party = |a: &[Actor], b: &[Actor]| a.iter().any(|x| x.party.is_some() && b.iter().any(|y| y.party == x.party));
    let mode = one.mode().is_some() && one.mode() == other.mode();
    usize::from(mode)
        + usize::from(party(&one.agents, &other.agents))
        + usize::from(party(&one.targets, &other.targets))
}

/// How the time at `t` hangs in the sentence beside the claim at `token`.
fn hangs(doc: &Document, token: usize, t: usize, time: &TimeExpression) -> String {
    let clause = clause_of(doc, token);
    let at = doc.tokens[token].span;
    let cue =
        |a: &&Attribution| a.content.contains(at) && !a.content.contains(time.span) && hangs_on(doc, t, a.cue_token);
    if hangs_on(doc, t, token) {
        return if doc.tokens[t].head == Some(token) { "self" } else { "self-below" }.to_string();
    }
    if hangs_on(doc, t, clause) {
        return "clause".to_string();
    }
    if doc.attributions.iter().any(|a| cue(&a)) {
        return "cue".to_string();
    }
    let mut above = clause;
    for _ in 0..6 {
        let Some(head) = doc.tokens[above].head else { break };
        let relation = doc.tokens[above].deprel.to_string();
        above = head;
        if hangs_on(doc, t, above) {
            return format!("above-{relation}");
        }
    }
    let mut below = t;
    while let Some(head) = doc.tokens[below].head {
        if head == token || head == clause {
            return format!("below-{}", doc.tokens[below].deprel);
        }
        below = head;
    }
    "apart".to_string()
}

/// The word that opens the nearest clause between the time at `t` and the word at `token`: "*before* they meet on Monday".
fn under(doc: &Document, t: usize, token: usize) -> &str {
    let mut at = t;
    for _ in 0..8 {
        let mark = doc.children(at).find(|&c| doc.tokens[c].relation() == "mark");
        if let Some(mark) = mark.filter(|_| at != token) {
            return &doc.tokens[mark].lemma;
        }
        match doc.tokens[at].head {
            Some(head) if at != token => at = head,
            _ => break,
        }
    }
    "none"
}

/// Whether the clause of the word at `token` tells a time that names no day.
fn is_vague(doc: &Document, token: usize) -> bool {
    let clause = clause_of(doc, token);
    let open = doc.times.iter().filter(|time| time.when.is_none());
    open.filter_map(|time| head(doc, time.span)).any(|t| hangs_on(doc, t, token) || hangs_on(doc, t, clause))
}

/// Whether a relative clause stands between the time at `t` and the word at `token` above it.
fn is_of_relative_clause(doc: &Document, t: usize, token: usize) -> bool {
    let mut relative = false;
    let mut at = t;
    while at != token {
        relative |= &*doc.tokens[at].deprel == "acl:relcl";
        let Some(head) = doc.tokens[at].head else { return false };
        at = head;
    }
    relative
}

fn of_claim(doc: &Document, claim: &Claim, token: usize) -> Vec<String> {
    let kind = claim.event_type().unwrap_or(claim.kind.name());
    let clause = clause_of(doc, token);
    let word = &doc.tokens[token];
    let direct = claim.attribution.first().map_or("none", |s| if s.direct { "direct" } else { "told" });
    let definite =
        doc.children(token).any(|c| matches!(&*doc.tokens[c].lemma, "the" | "this" | "that" | "its" | "their"));
    vec![
        format!("type={kind}"),
        format!("status={}", claim.status.name()),
        format!("class={}{}", word.upos, if definite { "-the" } else { "" }),
        format!("relation={}", word.deprel),
        format!("clause={}", doc.tokens[clause].deprel),
        format!("tense={}", known(tense(doc, token).map(Tense::name))),
        format!("word={}", word.lemma.to_lowercase()),
        format!("said={direct}"),
    ]
}

fn of_time(doc: &Document, when: &When) -> Vec<String> {
    let days = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days());
    let length = match days(when.start.day(), when.end.day()) {
        0 => "day",
        1 => "night",
        2..=7 => "week",
        8..=31 => "month",
        _ => "long",
    };
    let age = doc.day().map_or("unknown", |day| match days(when.end.day(), day) {
        i32::MIN..=-1 => "ahead",
        0 => "today",
        1 => "yesterday",
        2..=6 => "week",
        7..=40 => "month",
        41..=400 => "year",
        _ => "old",
    });
    let precision = when.precision.unwrap_or(TimePrecision::Vague);
    vec![format!("length={length}"), format!("age={age}"), format!("precision={}", precision.name())]
}

/// The small word right before the time.
fn preposition(doc: &Document, when: &When) -> Option<String> {
    let span = when.span?;
    let first = doc.tokens.partition_point(|t| t.span.end <= span.start);
    let mut before = (first.saturating_sub(2)..=first).rev().map(|t| &doc.tokens[t]);
    before.find(|t| matches!(t.upos, "ADP" | "SCONJ")).map(|t| t.lemma.to_lowercase())
}

/// Whether the time at `span` hangs on the word of another claim, and not on that of `claims[at]`.
fn is_another(doc: &Document, claims: &[Claim], at: usize, span: Span) -> bool {
    let Some(top) = head(doc, span) else { return false };
    let on = |claim: &Claim| head(doc, claim.span).is_some_and(|token| hangs_on(doc, top, token));
    let beside = |c: &&Claim| c.sentence.is_some_and(|s| s.contains(span));
    !on(&claims[at]) && claims.iter().filter(beside).any(on)
}

/// What the rules say of the time.
fn picked(claim: &Claim, when: &When) -> String {
    let overlap = |a: Option<Span>, b: Option<Span>| a.zip(b).is_some_and(|(a, b)| a.overlaps(b));
    match &claim.when {
        None => "rule=none".to_string(),
        Some(own) if (own.start, own.end) == (when.start, when.end) && overlap(own.span, when.span) => {
            "rule=this".to_string()
        }
        Some(own) if (own.start, own.end) == (when.start, when.end) => "rule=equal".to_string(),
        Some(_) => "rule=other".to_string(),
    }
}

/// The pairs of features that tell more together.
const PAIRS: [(&str, &str); 28] = [
    ("rule", "place"),
    ("rule", "status"),
    ("rule", "type"),
    ("rule", "age"),
    ("rule", "class"),
    ("rule", "hangs"),
    ("place", "status"),
    ("place", "age"),
    ("place", "tense"),
    ("place", "class"),
    ("place", "type"),
    ("hangs", "status"),
    ("hangs", "tense"),
    ("hangs", "type"),
    ("hangs", "class"),
    ("hangs", "order"),
    ("age", "status"),
    ("age", "length"),
    ("age", "tense"),
    ("hangs", "clause"),
    ("taken", "hangs"),
    ("taken", "place"),
    ("taken", "rule"),
    ("after", "hangs"),
    ("after", "status"),
    ("under", "hangs"),
    ("vague", "place"),
    ("vague", "rule"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_can_be_read() {
        assert!((0.0..1.0).contains(&TIMES.least));
    }

    #[test]
    fn what_the_rules_picked_is_likelier_than_what_they_did_not() {
        let chance = |rule: &str| {
            TIMES.chance(&[format!("rule={rule}"), format!("rule={rule} place=here"), "place=here".into()])
        };
        assert!(chance("this") > chance("other"));
    }
}
