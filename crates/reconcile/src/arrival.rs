//! What a report that is new on the shelf changes in the links: its own, and those of the few reports that it comes near to.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use herodotus_schema::{Link, Relation};

use crate::blocking::{Block, Place, Places, places};
use crate::judge::{Of, groups_same, opposed, update};
use crate::owned::{Desk, reached};
use crate::prepared::Prepared;
use crate::shelf::{Neighbour, Shelf, Standing};

/// Links that come to stand, and links that stand no more.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Change {
    /// New, or judged otherwise than before.
    pub added: Vec<Link>,
    /// As they stood.
    pub dropped: Vec<Link>,
}

impl Desk {
    /// What the links must become now that the claims of the report `id` stand on `shelf` and in its blocks.
    ///
    /// The caller makes the links follow before the next report comes. After all reports have come, in
    /// whatever order, the links are those that [`crate::link`] gives for all claims together. The work depends on
    /// the report and its neighbours alone. Errors are the shelf's.
    pub fn arrive<S: Shelf>(&mut self, shelf: &S, id: &str) -> Result<Change, S::Error> {
        self.forget(id);
        self.leave();
        let mut touched = self.gained(shelf, id)?;
        let mut change = self.judged(shelf, BTreeSet::from([id.to_owned()]))?;
        touched.extend(self.parted(shelf, id)?);
        touched.remove(id);
        let others = self.judged(shelf, touched)?;
        change.added.extend(others.added);
        change.dropped.extend(others.dropped);
        Ok(change)
    }

    /// What the links that the report `id` owns must become, now that the claims of all reports stand on `shelf`: for
    /// many reports at once, each of which is settled. Otherwise as [`Desk::arrive`].
    pub fn settle<S: Shelf>(&mut self, shelf: &S, id: &str) -> Result<Change, S::Error> {
        self.leave();
        self.judged(shelf, BTreeSet::from([id.to_owned()]))
    }

    /// What changes in the links that some reports own.
    fn judged<S: Shelf>(&mut self, shelf: &S, reports: BTreeSet<String>) -> Result<Change, S::Error> {
        let mut change = Change::default();
        let mut ends = BTreeSet::new();
        for report in &reports {
            let owned = self.owned(shelf, report)?;
            let stood = self.stood(shelf, report)?;
            let added: Vec<Standing> = owned.iter().filter(|link| !stood.contains(link)).cloned().collect();
            let dropped: Vec<Standing> = stood.into_iter().filter(|link| !owned.contains(link)).collect();
            ends.extend(added.iter().chain(&dropped).flat_map(|s| s.reports.clone()));
            change.added.extend(added.into_iter().map(|standing| standing.link));
            change.dropped.extend(dropped.into_iter().map(|standing| standing.link));
        }
        ends.iter().for_each(|end| self.forget_links(end));
        Ok(change)
    }

    /// The links that the report `id` owned so far.
    fn stood<S: Shelf>(&mut self, shelf: &S, id: &str) -> Result<Vec<Standing>, S::Error> {
        let owned = |standing: &&Standing| owner(standing) == id;
        Ok(self.standing(shelf, id)?.iter().filter(owned).cloned().collect())
    }

    /// The later reports that a claim of the report `id` gives a new link, or a surer one.
    fn gained<S: Shelf>(&mut self, shelf: &S, id: &str) -> Result<BTreeSet<String>, S::Error> {
        let report = self.prepared(shelf, id)?;
        let near = self.neighbourhood(shelf, &report)?;
        let mut touched = BTreeSet::new();
        let mut groups = BTreeMap::new();
        for i in 0..report.facts.len() {
            for (other, j) in &near[i] {
                let later = other.order > report.order;
                let updated = || update(&report.facts[i], &other.facts[*j]);
                let gains = later && opposed((&report, i), (other, *j)).is_some()
                    || updated().is_some_and(|found| found.link.a == other.facts[*j].claim.id);
                if gains {
                    touched.insert(other.order.1.clone());
                }
                if later {
                    groups.insert((other.order.clone(), other.unit_of[*j], report.unit_of[i]), Rc::clone(other));
                }
            }
        }
        for ((order, unit, own), other) in &groups {
            if !touched.contains(&order.1) && self.surer(shelf, (&report, *own), (other, *unit))? {
                touched.insert(order.1.clone());
            }
        }
        Ok(touched)
    }

    /// Whether the later group is surer to equal the group `new` than the one it is linked to.
    fn surer<S: Shelf>(&mut self, shelf: &S, new: Of<'_>, later: Of<'_>) -> Result<bool, S::Error> {
        let Some((score, _)) = groups_same(new, later) else { return Ok(false) };
        let id = &later.0.order.1;
        for standing in self.standing(shelf, id)?.iter().filter(|s| s.link.relation == Relation::Same) {
            let [from, to] = &standing.reports;
            let unit = unit(later.0, &standing.link.b);
            if to != id || from == id || unit != Some(later.1) {
                continue;
            }
            let known = self.prepared(shelf, from)?;
            let Some(group) = self::unit(&known, &standing.link.a) else { continue };
            let held = groups_same((&known, group), later).map_or(0.0, |(held, _)| held);
            let earlier = (&new.0.order, new.1) < (&known.order, group);
            return Ok(score > held || score == held && earlier);
        }
        Ok(true)
    }

    /// The reports whose links rest on claims that the report `id` has pushed out of each other's reach.
    fn parted<S: Shelf>(&mut self, shelf: &S, id: &str) -> Result<BTreeSet<String>, S::Error> {
        let report = self.prepared(shelf, id)?;
        let stand: Vec<Places> = report.facts.iter().map(places).collect();
        let mut blocks: BTreeMap<Block, Vec<Place>> = BTreeMap::new();
        for claim in &stand {
            claim.blocks.iter().for_each(|&block| blocks.entry(block).or_default().push(claim.at));
        }
        let mut pairs = BTreeSet::new();
        for claim in &stand {
            for &block in &claim.blocks {
                let own = &blocks[&block];
                let sides = shelf.near(block.name, claim.at, block.reach + own.len())?;
                pairs.extend(pushed(&sides, own, block.reach));
            }
        }
        let mut touched = BTreeSet::new();
        for (p, q) in pairs.iter().filter(|(p, q)| p.report != id && q.report != id && p.report != q.report) {
            touched.extend(self.joining(shelf, p, q)?);
        }
        Ok(touched)
    }

    /// The owners of the links that join two claims, or the groups they are of, and that nothing else holds.
    fn joining<S: Shelf>(&mut self, shelf: &S, p: &Neighbour, q: &Neighbour) -> Result<Vec<String>, S::Error> {
        let mut owners = Vec::new();
        for standing in self.standing(shelf, &q.report)?.iter() {
            let [a, b] = &standing.reports;
            let (first, second) = match (*a == p.report && *b == q.report, *a == q.report && *b == p.report) {
                (true, _) => (p, q),
                (_, true) => (q, p),
                _ => continue,
            };
            let Some(first) = self.end(shelf, first, (&standing.link, &standing.link.a))? else { continue };
            let Some(second) = self.end(shelf, second, (&standing.link, &standing.link.b))? else { continue };
            if !self.meet(shelf, &first, &second)? {
                owners.push(owner(standing).to_owned());
            }
        }
        Ok(owners)
    }

    /// The claims that a link may rest on at the end `id`, if `near` is one of them: for `same` all of its group.
    fn end<S: Shelf>(&mut self, shelf: &S, near: &Neighbour, of: (&Link, &str)) -> Result<Option<End>, S::Error> {
        let report = self.prepared(shelf, &near.report)?;
        let (Some(near), Some(at)) = (report.position(near.at.tie), report.position_of(of.1)) else {
            return Ok(None);
        };
        let unit = &report.units[report.unit_of[at]];
        let members = if of.0.relation == Relation::Same { unit.clone() } else { vec![at] };
        Ok(members.contains(&near).then_some(End { report, members }))
    }

    /// Whether some claim of one end still stands within reach of one of the other.
    fn meet<S: Shelf>(&mut self, shelf: &S, one: &End, other: &End) -> Result<bool, S::Error> {
        for &n in &one.members {
            let reached = reached(shelf, (&one.report, n))?;
            let of_other = |near: &Neighbour| {
                near.report == other.report.order.1
                    && other.report.position(near.at.tie).is_some_and(|at| other.members.contains(&at))
            };
            if reached.iter().any(of_other) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The claims of one report that a link may rest on.
struct End {
    report: Rc<Prepared>,
    members: Vec<usize>,
}

/// The report that owns a link: that of the later claim.
fn owner(standing: &Standing) -> &str {
    let [a, b] = &standing.reports;
    if standing.link.relation == Relation::Updates { a } else { b }
}

/// The group of `report` that the claim `id` is of.
fn unit(report: &Prepared, id: &str) -> Option<usize> {
    report.position_of(id).map(|n| report.unit_of[n])
}

/// Pairs of claims, one from either side of a new one, that stood within reach of each other before the claims at
/// `own` came between them, and no longer do.
fn pushed(sides: &[Vec<Neighbour>; 2], own: &[Place], reach: usize) -> Vec<(Neighbour, Neighbour)> {
    let [before, after] = sides;
    let mut out = Vec::new();
    for (m, p) in before.iter().enumerate() {
        let least = reach.saturating_sub(m + 1);
        for (n, q) in after.iter().enumerate().skip(least).take(own.len() + 1) {
            let apart = m + n + 2;
            let between = own.iter().filter(|at| p.at < **at && **at < q.at).count();
            if apart > reach && apart - between <= reach {
                out.push((p.clone(), q.clone()));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests;
