//! The analyst's hand: the reviews that stand, and the claims of a report as they are shown under them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use herodotus_schema::{Because, Claim};
use rusqlite::Connection;

use crate::anchor::{Gone, last, resolve};
use crate::correction::{Named, merge_parties};
use crate::entry::{Entry, of_row};
use crate::standing::replaced;
use crate::{Anchor, Review, Verdict, layout};

/// The kinds of entries that an analyst makes, as SQL; the file's index `entry_of_hand` is of just these.
const OF_HAND: &str = "kind IN ('claim-accepted', 'claim-rejected', 'claim-corrected', 'claim-added', 'claims-joined', \
                       'claims-parted', 'parties-merged', 'report-retracted', 'undone')";

/// What an analyst made of a claim as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acceptance {
    /// As coded; nobody has said whether it is right.
    Coded,
    /// Somebody said that it is right, or added it.
    Accepted,
    /// Somebody said that there is no such claim.
    Rejected,
}

impl Acceptance {
    /// As the file names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Acceptance::Coded => "coded",
            Acceptance::Accepted => "accepted",
            Acceptance::Rejected => "rejected",
        }
    }

    pub(crate) fn of_name(name: &str) -> Option<Acceptance> {
        [Acceptance::Coded, Acceptance::Accepted, Acceptance::Rejected]
            .into_iter()
            .find(|acceptance| acceptance.name() == name)
    }
}

/// A claim as it is shown.
pub(crate) struct Shown {
    pub(crate) claim: Claim,
    pub(crate) acceptance: Acceptance,
    /// Whether it is other than it was coded.
    pub(crate) changed: bool,
}

/// The reviews that nobody has taken back, in the order in which they were made.
#[derive(Debug, Default)]
pub(crate) struct Hand {
    reviews: Vec<(i64, Review)>,
    /// The entries that are taken back, each with the entry that does so.
    undone: BTreeMap<i64, i64>,
    /// Whether reviews take the place of earlier ones: so it is since one format of the file.
    replaces: bool,
}

impl Hand {
    /// Reads the reviews that nobody has taken back.
    pub(crate) fn load(entries: &Connection) -> rusqlite::Result<Hand> {
        let mut ask = entries
            .prepare_cached(&format!("SELECT kind, payload, seq FROM entry WHERE {OF_HAND} ORDER BY seq DESC"))?;
        let mut rows = ask.query([])?;
        let (mut reviews, mut undone) = (Vec::new(), BTreeMap::new());
        // The last first: what is taken back takes nothing back.
        while let Some(row) = rows.next()? {
            let at: i64 = row.get(2)?;
            if undone.contains_key(&at) {
                continue;
            }
            match of_row(row)? {
                Entry::Reviewed(review) => reviews.push((at, *review)),
                Entry::Undone(undo) => drop(undone.entry(undo.entry).or_insert(at)),
                _ => {}
            }
        }
        reviews.reverse();
        Ok(Hand { reviews, undone, replaces: layout::format(entries)? >= layout::REPLACES })
    }

    /// The entries that are taken back, each with the entry that does so and stands.
    pub(crate) fn undone(&self) -> &BTreeMap<i64, i64> {
        &self.undone
    }

    /// Those of `reviews`, some of the reviews here, that stand no more because a later one of them took their place, each with
    /// that one. `now` tells which claim an anchor holds on to.
    pub(crate) fn replaced<'r, E>(
        &self,
        reviews: impl IntoIterator<Item = &'r (i64, Review)>,
        now: impl FnMut(&Anchor) -> Result<Option<String>, E>,
    ) -> Result<BTreeMap<i64, i64>, E> {
        if self.replaces { replaced(reviews, now) } else { Ok(BTreeMap::new()) }
    }

    /// The reviews with the numbers of their entries, those among them that a later one took the place of.
    pub(crate) fn reviews(&self) -> &[(i64, Review)] {
        &self.reviews
    }

    pub(crate) fn into_reviews(self) -> Vec<(i64, Review)> {
        self.reviews
    }

    /// The claims that analysts added to a report, but for those that are among `coded`, its claims as the program finds
    /// them; with the numbers of their entries, in order of these. Of one that was added twice the last.
    pub(crate) fn added<'h>(&'h self, report: &str, coded: &[&Claim], gone: &Gone) -> BTreeMap<i64, &'h Claim> {
        let mut last: BTreeMap<&str, (i64, &Claim)> = BTreeMap::new();
        for (at, review) in &self.reviews {
            if let Verdict::Add(claim) = &review.verdict
                && claim.report.id == report
                && resolve(&Anchor::of(claim), coded, gone).is_none()
            {
                last.insert(&claim.id, (*at, claim));
            }
        }
        last.into_values().collect()
    }

    /// The claims of one report as they are shown, in the order in which they come: `claims` are all that stand in it, as the
    /// program coded them or an analyst added them.
    pub(crate) fn shown(&self, claims: &[&Claim], gone: &Gone) -> Vec<Shown> {
        let as_it_came =
            |claim: &&Claim| Shown { claim: (*claim).clone(), acceptance: Acceptance::Coded, changed: false };
        let mut shown: Vec<Shown> = claims.iter().map(as_it_came).collect();
        let here = |report: &str| claims.first().is_some_and(|claim| claim.report.id == report);
        let mut standing = self.standing_on(claims, gone);
        // What was added comes first, like what was coded: names that were merged before are merged in it, too. The report
        // comes last: whatever is said of a claim, it is not shown where its report is not.
        standing.sort_by_key(|review| match review.verdict {
            Verdict::Add(_) => 0,
            Verdict::Retract(_) => 2,
            _ => 1,
        });
        for review in standing {
            match &review.verdict {
                Verdict::Parties { keep, code, merge } => {
                    let party = Named { name: keep, code: code.as_deref() };
                    shown.iter_mut().for_each(|one| review.merge(one, merge, party));
                }
                Verdict::Same(..) | Verdict::Apart(..) => {}
                Verdict::Retract(report) if here(report) => shown.iter_mut().for_each(|one| review.apply(one)),
                verdict => {
                    for anchor in verdict.anchors().iter().filter(|anchor| here(&anchor.report)) {
                        if let Some(one) = resolve(anchor, claims, gone).and_then(|at| shown.get_mut(at)) {
                            review.apply(one);
                        }
                    }
                }
            }
        }
        shown
    }

    /// The reviews that stand on any of the claims of one report.
    fn standing_on(&self, claims: &[&Claim], gone: &Gone) -> Vec<&Review> {
        let Some(report) = claims.first().map(|claim| &claim.report.id) else { return Vec::new() };
        let about = |review: &&(i64, Review)| match &review.1.verdict {
            Verdict::Parties { .. } => true,
            Verdict::Same(..) | Verdict::Apart(..) => false,
            Verdict::Retract(retracted) => retracted == report,
            verdict => verdict.anchors().iter().any(|anchor| anchor.report == *report),
        };
        let about: Vec<&(i64, Review)> = self.reviews.iter().filter(about).collect();
        let now = |anchor: &Anchor| Ok(resolve(anchor, claims, gone).map(|at| claims[at].id.clone()));
        let Ok::<_, Infallible>(replaced) = self.replaced(about.iter().copied(), now);
        about.into_iter().filter(|(entry, _)| !replaced.contains_key(entry)).map(|(_, review)| review).collect()
    }

    /// What reviews of the report held on to and nothing tells now, by the id of the last claim that told it.
    pub(crate) fn orphans(&self, report: &str, coded: &[&Claim], gone: &Gone) -> BTreeMap<String, Cow<'_, Anchor>> {
        let anchors = self.reviews.iter().flat_map(|(_, review)| review.verdict.anchors());
        let orphans = anchors.filter(|at| at.report == report && resolve(at, coded, gone).is_none());
        orphans.map(|anchor| (last(&anchor.claim, gone).to_owned(), anchor)).collect()
    }

    /// Which of the claims of one report an analyst has accepted, corrected, joined or parted: those that another coding
    /// may not take away.
    pub(crate) fn held(&self, coded: &[&Claim], gone: &Gone) -> BTreeSet<usize> {
        let Some(report) = coded.first().map(|claim| &claim.report.id) else { return BTreeSet::new() };
        let mut held = BTreeSet::new();
        for (_, review) in &self.reviews {
            let rejects = matches!(review.verdict, Verdict::Reject(_));
            for at in review.verdict.anchors().iter().filter(|anchor| anchor.report == *report) {
                match resolve(at, coded, gone) {
                    Some(at) if rejects => drop(held.remove(&at)),
                    Some(at) => drop(held.insert(at)),
                    None => {}
                }
            }
        }
        held
    }
}

impl Review {
    /// Puts the verdict on one claim into what is shown of it, with who says so and why.
    fn apply(&self, one: &mut Shown) {
        let (field, what) = match &self.verdict {
            Verdict::Accept(_) => {
                one.acceptance = Acceptance::Accepted;
                ("claim", "accepted".to_owned())
            }
            Verdict::Reject(_) => {
                one.acceptance = Acceptance::Rejected;
                ("claim", "rejected".to_owned())
            }
            Verdict::Retract(_) => {
                one.acceptance = Acceptance::Rejected;
                ("claim", "retracted with its report".to_owned())
            }
            Verdict::Add(claim) => {
                let id = std::mem::take(&mut one.claim.id);
                one.claim = Claim { id, ..(**claim).clone() };
                one.acceptance = Acceptance::Accepted;
                ("claim", "added".to_owned())
            }
            Verdict::Correct(_, correction) => {
                let Some(corrected) = correction.apply(&mut one.claim) else { return };
                (corrected.field, format!("{} was {}; corrected", correction.field(), corrected.before))
            }
            _ => return,
        };
        self.note(one, field, &what);
    }

    fn merge(&self, one: &mut Shown, merge: &str, party: Named<'_>) {
        for field in merge_parties(&mut one.claim, merge, party) {
            self.note(one, field, &format!("party was {merge}; merged with {}", party.name));
        }
    }

    fn note(&self, one: &mut Shown, field: &str, what: &str) {
        one.changed = true;
        let rule = format!("{what} by {}: {}", self.by, self.because);
        let by = Some(self.by.clone());
        one.claim.because.push(Because { field: field.to_owned(), rule, by, ..Because::default() });
    }
}
