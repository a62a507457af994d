//! What a figure leaves unsaid: whose the counted are, whether they are civilians, whether it covers a whole war.
//!
//! The words and the lexicon propose; a regression for each field weighs that with what stands around the figure
//! (`training/figures.py` fits them on coded reports, `models/figures.json` holds what they learnt).

use std::sync::LazyLock;

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Because, Claim, Document, Scope, Tally, When};
use serde::Deserialize;

use super::around::{Around, crossed};
use super::counting::{Count, counts};
use crate::reasons::{reason, reason_learnt};
use crate::regression::{Regression, shipped};
use crate::targets::Party;

#[derive(Debug, Deserialize)]
struct Weights {
    /// Whether the counted are of a party.
    party: Regression,
    /// Whether they are civilians, and whether they are not.
    civilian: Regression,
    armed: Regression,
    /// Whether the figure covers the whole war.
    total: Regression,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| shipped(include_str!("../../../../models/figures.json")));

/// A figure, with what is so of it and of each party that the counted may be of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figure {
    /// What is so of it, as `name=value`, each at most once.
    pub features: Vec<String>,
    /// The parties whose the counted may be.
    pub parties: Vec<Party>,
    /// Whether the counted are a part of those of the figure before, and no word of theirs says whose they are.
    pub part: bool,
}

/// Tells of each figure whose the counted are, whether they are civilians and what it covers, where that is likely enough;
/// `figures` are those of the claims as the rules gave them.
pub fn set(doc: &Document, claims: &mut [Claim], figures: Vec<Option<Figure>>) {
    let mut whole: Option<String> = None;
    for (claim, figure) in claims.iter_mut().zip(figures) {
        let (Some(tally), Some(figure)) = (&mut claim.tally, figure) else { continue };
        // "Twelve Ruritanians, including four soldiers": a part is of whom the whole is of.
        match whole.take().filter(|_| figure.part) {
            Some(party) if tally.party.as_ref() != Some(&party) => {
                let why = format!("of {party}, as those are of whom they are a part");
                claim.because.push(reason("tally", &why));
                tally.party = Some(party);
            }
            Some(_) => {}
            None => claim.because.extend(set_party(tally, &figure)),
        }
        whole.clone_from(&tally.party);
        claim.because.extend(set_civilian(tally, &figure));
        claim.because.extend(set_scope(doc, tally, &figure, claim.when.as_ref()));
    }
}

fn learnt(what: &str, chance: f64) -> Because {
    reason_learnt("tally", &format!("{what}: learnt from coded reports"), chance)
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
        Some(Figure { features: crossed(features), parties, part: count.part })
    };
    (0..claims.len()).map(figure).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_can_be_read() {
        let all = [&WEIGHTS.party, &WEIGHTS.civilian, &WEIGHTS.armed, &WEIGHTS.total];
        assert!(all.iter().all(|w| (0.0..1.0).contains(&w.least)));
    }
}
