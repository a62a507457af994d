//! Which reviews stand: a later one takes the place of an earlier one that answers the same question.

use std::collections::BTreeMap;

use crate::correction::{Correction, Identity, Who};
use crate::{Anchor, Review, Verdict};

/// What a review answers. Of two answers to one question only the later one stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Question {
    /// Whether the report makes the claim of this id.
    IsMade(String),
    /// What stands in a field of the claim.
    Field { claim: String, field: String },
    /// Who stands at a place of a list of the claim, by the words there.
    Place { claim: String, field: String, at: usize, words: Option<String> },
    /// Whether the two claims tell the same; the ids in order.
    AreSame(String, String),
    /// As which party the name is read.
    ReadAs(String),
    /// Whether the report is to be shown.
    IsShown(String),
}

/// The reviews in whose place a later one of `reviews` stands, each with that one, by the numbers of their entries. `reviews`
/// come in the order in which they were made; `now` tells the claim that an anchor holds on to, where there is one to tell.
///
/// # Errors
/// Those of `now`.
pub(crate) fn replaced<'r, E>(
    reviews: impl IntoIterator<Item = &'r (i64, Review)>,
    mut now: impl FnMut(&Anchor) -> Result<Option<String>, E>,
) -> Result<BTreeMap<i64, i64>, E> {
    let mut last: BTreeMap<Question, (i64, &Review)> = BTreeMap::new();
    let mut out = BTreeMap::new();
    for (entry, review) in reviews {
        let Some(question) = question(&review.verdict, &mut now)? else { continue };
        if let Some((before, answer)) = last.insert(question, (*entry, review))
            && !empties_a_place(&answer.verdict)
        {
            out.insert(before, *entry);
        }
    }
    Ok(out)
}

/// Nothing where the verdict answers none that another could answer otherwise: a claim that was added is told like one that was
/// coded, and what is said of it lies over it.
fn question<E>(
    verdict: &Verdict,
    now: &mut impl FnMut(&Anchor) -> Result<Option<String>, E>,
) -> Result<Option<Question>, E> {
    Ok(match verdict {
        Verdict::Accept(claim) | Verdict::Reject(claim) => now(claim)?.map(Question::IsMade),
        Verdict::Correct(claim, correction) => now(claim)?.map(|claim| of_field(claim, correction)),
        Verdict::Same(a, b) | Verdict::Apart(a, b) => match (now(a)?, now(b)?) {
            (Some(a), Some(b)) => Some(Question::AreSame(a.clone().min(b.clone()), a.max(b))),
            _ => None,
        },
        Verdict::Parties { merge, .. } => Some(Question::ReadAs(merge.clone())),
        Verdict::Retract(report) => Some(Question::IsShown(report.clone())),
        Verdict::Add(_) => None,
    })
}

fn of_field(claim: String, correction: &Correction) -> Question {
    let field = correction.field();
    match place(correction) {
        Some(who) => Question::Place { claim, field, at: who.at, words: who.words.clone() },
        None => Question::Field { claim, field },
    }
}

/// The place of a list that is corrected, if one is.
fn place(correction: &Correction) -> Option<&Who> {
    match correction {
        Correction::Agent(who) | Correction::Target(who) | Correction::Speaker(who) => Some(who),
        _ => None,
    }
}

/// Whether it takes somebody out of a list. Whoever is named at that place afterwards is somebody else, who moved up.
fn empties_a_place(verdict: &Verdict) -> bool {
    let Verdict::Correct(_, correction) = verdict else { return false };
    place(correction).is_some_and(|who| who.is == Identity::Nobody)
}
