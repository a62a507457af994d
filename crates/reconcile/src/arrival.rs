//! What a report that is new on the shelf, or whose claims are not what they were, changes in the links: its own, and those
//! of the few reports that it comes near to.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use herodotus_schema::{Link, Relation};

use crate::blocking::Slot;
use crate::judge::{Of, opposed, update};
use crate::owned::{Candidate, Desk};
use crate::shelf::{Shelf, Standing};

/// Links that come to stand, and links that stand no more.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Change {
    /// New, or judged otherwise than before.
    pub added: Vec<Link>,
    /// As they stood.
    pub dropped: Vec<Link>,
}

/// A group of a report's claims: the report's id, and which of its groups.
pub(crate) type Group = (String, usize);

/// Two claims of different reports.
pub(crate) type Pair = (Candidate, Candidate);

/// Groups of reports, by report.
type Touched = BTreeMap<String, BTreeSet<usize>>;

/// Links that come to stand, and links that stand no more, with their reports.
struct Difference {
    added: Vec<Standing>,
    dropped: Vec<Standing>,
}

impl Difference {
    fn between<'s>(stood: impl Iterator<Item = &'s Standing>, owned: Vec<Standing>) -> Difference {
        let stood: Vec<&Standing> = stood.collect();
        let dropped = stood.iter().filter(|link| !owned.contains(link)).map(|&link| link.clone()).collect();
        let added = owned.into_iter().filter(|link| !stood.contains(&link)).collect();
        Difference { added, dropped }
    }
}

impl Desk {
    /// What the links must become now that the claims of the report `id` stand on `shelf` and in its blocks, and no longer
    /// at the slots `left`, by block, at which claims of it stood before; a new report has left none.
    ///
    /// The caller makes the links follow before the next report comes. After all reports have come that are new or
    /// not what they were, in whatever order, the links are those that [`crate::link`] gives for all claims together. The work
    /// depends on the report and its neighbours alone. Errors are the shelf's.
    pub fn arrive<S: Shelf>(&mut self, shelf: &S, id: &str, left: &[(u64, Slot)]) -> Result<Change, S::Error> {
        self.forget(id);
        self.leave();
        let (taken, left) = self.moved(shelf, id, left)?;
        let mut losing = self.parted(shelf, id, &taken)?;
        losing.extend(self.tied(shelf, id)?);
        let mut pairs = self.met(shelf, id)?;
        pairs.extend(self.drawn(shelf, id, &left)?);
        let mut touched = self.gained(shelf, id, &pairs)?;
        let mut changes = vec![self.whole(shelf, id)?];
        for (report, unit) in losing {
            touched.entry(report).or_default().insert(unit);
        }
        touched.remove(id);
        for (report, units) in &touched {
            changes.push(self.part(shelf, report, units)?);
        }
        Ok(self.follow(changes))
    }

    /// What the links that the report `id` owns must become, now that the claims of all reports stand on `shelf`: for
    /// many reports at once, each of which is settled. Otherwise as [`Desk::arrive`].
    pub fn settle<S: Shelf>(&mut self, shelf: &S, id: &str) -> Result<Change, S::Error> {
        self.leave();
        let change = self.whole(shelf, id)?;
        Ok(self.follow(vec![change]))
    }

    /// What changes in the links that a report owns.
    fn whole<S: Shelf>(&mut self, shelf: &S, id: &str) -> Result<Difference, S::Error> {
        let owned = self.owned(shelf, id)?;
        let standing = self.standing(shelf, id)?;
        let stood = standing.iter().filter(|standing| owner(standing) == id);
        Ok(Difference::between(stood, owned))
    }

    /// What changes in the links that some groups of a report own.
    fn part<S: Shelf>(&mut self, shelf: &S, id: &str, units: &BTreeSet<usize>) -> Result<Difference, S::Error> {
        let report = self.prepared(shelf, id)?;
        let owned = self.owned_by(shelf, &report, units)?;
        let standing = self.standing(shelf, id)?;
        let stood = standing.iter().filter(|s| {
            let apart = s.reports[0] != s.reports[1] || s.link.relation == Relation::Updates;
            apart && owner(s) == id && report.unit(later(&s.link)).is_some_and(|unit| units.contains(&unit))
        });
        Ok(Difference::between(stood, owned))
    }

    /// Brings differences together, and makes the links at hand follow them.
    fn follow(&mut self, differences: Vec<Difference>) -> Change {
        let mut change = Change::default();
        for Difference { added, dropped } in differences {
            self.relist(&added, &dropped);
            change.added.extend(added.into_iter().map(|standing| standing.link));
            change.dropped.extend(dropped.into_iter().map(|standing| standing.link));
        }
        change
    }

    /// The claims of the report `id`, each with those of other reports that it is compared with.
    fn met<S: Shelf>(&mut self, shelf: &S, id: &str) -> Result<Vec<Pair>, S::Error> {
        let report = self.prepared(shelf, id)?;
        let near = self.neighbourhood(shelf, &report)?;
        let of = |(i, others): (usize, &Rc<Vec<Candidate>>)| {
            others.iter().map(|other| ((Rc::clone(&report), i), other.clone())).collect::<Vec<Pair>>()
        };
        Ok(near.iter().enumerate().flat_map(of).collect())
    }

    /// The groups of other reports than `id` to which a pair of claims gives a new link, or a surer one.
    fn gained<S: Shelf>(&mut self, shelf: &S, id: &str, pairs: &[Pair]) -> Result<Touched, S::Error> {
        let mut touched = Touched::new();
        let mut groups = BTreeMap::new();
        for (one, other) in pairs {
            let (early, late) = if one.0.order < other.0.order { (one, other) } else { (other, one) };
            let mut touch = |(report, n): &Candidate| {
                touched.entry(report.order.1.clone()).or_default().insert(report.unit_of[*n]);
            };
            if let Some(found) = update(&early.0.facts[early.1], &late.0.facts[late.1]) {
                touch(if found.link.a == late.0.facts[late.1].claim.id { late } else { early });
            }
            // What the report itself owns is judged as a whole.
            if late.0.order.1 != id {
                if opposed((&early.0, early.1), (&late.0, late.1)).is_some() {
                    touch(late);
                }
                let group = |(report, n): &Candidate| (report.order.clone(), report.unit_of[*n]);
                groups.insert((group(late), group(early)), (Rc::clone(&late.0), Rc::clone(&early.0)));
            }
        }
        for (((order, unit), (_, own)), (late, early)) in &groups {
            if self.surer(shelf, (early, *own), (late, *unit))? {
                touched.entry(order.1.clone()).or_default().insert(*unit);
            }
        }
        Ok(touched)
    }

    /// The groups of other reports that own a link to a claim of the report `id`.
    fn tied<S: Shelf>(&mut self, shelf: &S, id: &str) -> Result<Vec<Group>, S::Error> {
        let mut owners = Vec::new();
        for standing in self.standing(shelf, id)?.iter().filter(|standing| owner(standing) != id) {
            let report = self.prepared(shelf, owner(standing))?;
            owners.extend(report.unit(later(&standing.link)).map(|unit| (owner(standing).to_owned(), unit)));
        }
        Ok(owners)
    }

    /// Whether the later group is surer to equal the group `new` than the one it is linked to.
    fn surer<S: Shelf>(&mut self, shelf: &S, new: Of<'_>, later: Of<'_>) -> Result<bool, S::Error> {
        let Some((score, _)) = self.judged.groups_same(new, later) else { return Ok(false) };
        let id = &later.0.order.1;
        for standing in self.standing(shelf, id)?.iter().filter(|s| s.link.relation == Relation::Same) {
            let [from, to] = &standing.reports;
            if to != id || from == id || later.0.unit(&standing.link.b) != Some(later.1) {
                continue;
            }
            let known = self.prepared(shelf, from)?;
            let Some(group) = known.unit(&standing.link.a) else { continue };
            let held = self.judged.groups_same((&known, group), later).map_or(0.0, |(held, _)| held);
            let earlier = (&new.0.order, new.1) < (&known.order, group);
            return Ok(score > held || score == held && earlier);
        }
        Ok(true)
    }
}

/// The report that owns a link: that of the later claim.
pub(crate) fn owner(standing: &Standing) -> &str {
    let [a, b] = &standing.reports;
    if standing.link.relation == Relation::Updates { a } else { b }
}

/// The later claim of a link.
pub(crate) fn later(link: &Link) -> &str {
    if link.relation == Relation::Updates { &link.a } else { &link.b }
}

#[cfg(test)]
mod tests;
