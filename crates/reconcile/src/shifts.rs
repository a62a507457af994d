//! Which claims come within each other's reach, and which out of it, when claims of a report take and leave slots in the
//! blocks.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use herodotus_schema::{Link, Relation};

use crate::arrival::{Group, Pair, later, owner};
use crate::blocking::{Block, LONG_REACH, Slot, slot, slots};
use crate::judge::of_one_war;
use crate::owned::Desk;
use crate::prepared::Prepared;
use crate::shelf::{Neighbour, Shelf};

/// A slot in a block.
pub(crate) type Spot = (Block, Slot);

impl Desk {
    /// The slots in blocks that claims of the report `id` take and have not stood at before, and those of `left` that they
    /// have left in truth.
    pub(crate) fn moved<S: Shelf>(
        &mut self,
        shelf: &S,
        id: &str,
        left: &[(u64, Slot)],
    ) -> Result<(Vec<Spot>, Vec<Spot>), S::Error> {
        let report = self.prepared(shelf, id)?;
        let left: BTreeSet<(u64, Slot)> = left.iter().copied().collect();
        let (mut stand, mut taken) = (BTreeSet::new(), BTreeSet::new());
        for slots in report.facts.iter().map(slots) {
            for block in slots.blocks {
                stand.insert((block.name, slots.at));
                if !left.contains(&(block.name, slots.at)) {
                    taken.insert((block, slots.at));
                }
            }
        }
        let mut gone = Vec::new();
        for &(name, at) in left.difference(&stand) {
            let sides = shelf.near(name, at, LONG_REACH)?;
            let reach = self.reach_in(shelf, name, &sides)?;
            gone.extend(reach.map(|reach| (Block { name, reach }, at)));
        }
        Ok((taken.into_iter().collect(), gone))
    }

    /// The reach in a block, as one of those tells it who stand there; nothing if all of them have left it, too.
    fn reach_in<S: Shelf>(
        &mut self,
        shelf: &S,
        name: u64,
        sides: &[Vec<Neighbour>; 2],
    ) -> Result<Option<usize>, S::Error> {
        for near in sides.iter().flatten() {
            let report = self.prepared(shelf, &near.report)?;
            let Some(at) = report.position(near.at.tie) else { continue };
            if let Some(block) = slots(&report.facts[at]).blocks.into_iter().find(|block| block.name == name) {
                return Ok(Some(block.reach));
            }
        }
        Ok(None)
    }

    /// The pairs of claims of other reports that came within each other's reach when claims of the report `id` left the
    /// slots `left`.
    pub(crate) fn drawn<S: Shelf>(&mut self, shelf: &S, id: &str, left: &[Spot]) -> Result<Vec<Pair>, S::Error> {
        let mut pairs = BTreeSet::new();
        for (block, at) in left {
            let sides = shelf.near(block.name, *at, block.reach)?;
            let own: Vec<Slot> = left.iter().filter(|(other, _)| other == block).map(|(_, at)| *at).collect();
            pairs.extend(pulled(&sides, &own, block.reach));
        }
        let mut out = Vec::new();
        for (p, q) in pairs.iter().filter(|(p, q)| p.report != id && q.report != id && p.report != q.report) {
            let (one, other) = (self.prepared(shelf, &p.report)?, self.prepared(shelf, &q.report)?);
            let (Some(i), Some(j)) = (one.position(p.at.tie), other.position(q.at.tie)) else { continue };
            if of_one_war((&one, i), (&other, j)) {
                out.push(((one, i), (other, j)));
            }
        }
        Ok(out)
    }

    /// The groups whose links rest on claims that the report `id` has pushed out of each other's reach by taking slots.
    pub(crate) fn parted<S: Shelf>(&mut self, shelf: &S, id: &str, taken: &[Spot]) -> Result<Vec<Group>, S::Error> {
        let mut blocks: BTreeMap<Block, Vec<Slot>> = BTreeMap::new();
        taken.iter().for_each(|(block, at)| blocks.entry(*block).or_default().push(*at));
        let (mut apart, mut before, mut after) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for (block, at) in taken {
            let own = &blocks[block];
            let sides = self.beside(shelf, (block.name, *at), block.reach + own.len())?;
            for (p, q) in pushed(&sides, own, block.reach) {
                if p.report != id && q.report != id && p.report != q.report && apart.insert((p.at, q.at)) {
                    before.insert(p.report.clone());
                    after.insert(q.report.clone());
                }
            }
        }
        let mut owners = Vec::new();
        for report in &after {
            for standing in self.standing(shelf, report)?.iter() {
                let [a, b] = &standing.reports;
                let other = if a == report { b } else { a };
                if other == report || !before.contains(other) {
                    continue;
                }
                let Some(one) = self.end(shelf, a, (&standing.link, &standing.link.a))? else { continue };
                let Some(two) = self.end(shelf, b, (&standing.link, &standing.link.b))? else { continue };
                let pushed = |(x, y): (Slot, Slot)| apart.contains(&(x.min(y), x.max(y)));
                if one.slots().any(|x| two.slots().any(|y| pushed((x, y)))) && !self.meet(shelf, &one, &two)? {
                    let report = self.prepared(shelf, owner(standing))?;
                    owners.extend(report.unit(later(&standing.link)).map(|unit| (owner(standing).to_owned(), unit)));
                }
            }
        }
        Ok(owners)
    }

    /// The claims that a link may rest on at the end `id`, which is of `report`: for `same` all of its group.
    fn end<S: Shelf>(&mut self, shelf: &S, report: &str, (link, id): (&Link, &str)) -> Result<Option<End>, S::Error> {
        let report = self.prepared(shelf, report)?;
        let Some(at) = report.position_of(id) else { return Ok(None) };
        let members = if link.relation == Relation::Same { report.units[report.unit_of[at]].clone() } else { vec![at] };
        Ok(Some(End { report, members }))
    }

    /// Whether some claim of one end still stands within reach of one of the other.
    fn meet<S: Shelf>(&mut self, shelf: &S, one: &End, other: &End) -> Result<bool, S::Error> {
        for &n in &one.members {
            let reached = self.reached(shelf, (&one.report, n))?;
            let of_other = |near: &Neighbour| {
                let at = other.report.position(near.at.tie).filter(|at| other.members.contains(at));
                near.report == other.report.order.1
                    && at.is_some_and(|at| of_one_war((&one.report, n), (&other.report, at)))
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

impl End {
    /// Where the claims stand in the blocks.
    fn slots(&self) -> impl Iterator<Item = Slot> + '_ {
        self.members.iter().map(|&n| slot(&self.report.facts[n]))
    }
}

/// Pairs of claims, one from either side of a new one, that stood within reach of each other before the claims at
/// `own` came between them, and no longer do.
fn pushed<'s>(sides: &'s [Vec<Neighbour>; 2], own: &[Slot], reach: usize) -> Vec<(&'s Neighbour, &'s Neighbour)> {
    let [before, after] = sides;
    let mut out = Vec::new();
    for (m, p) in before.iter().enumerate() {
        let least = reach.saturating_sub(m + 1);
        for (n, q) in after.iter().enumerate().skip(least).take(own.len() + 1) {
            let apart = m + n + 2;
            let between = own.iter().filter(|at| p.at < **at && **at < q.at).count();
            if apart > reach && apart - between <= reach {
                out.push((p, q));
            }
        }
    }
    out
}

/// Pairs of claims, one from either side of a slot that was left, that stand within reach of each other now, and did not
/// while claims at `own` stood between them.
fn pulled(sides: &[Vec<Neighbour>; 2], own: &[Slot], reach: usize) -> Vec<(Neighbour, Neighbour)> {
    let [before, after] = sides;
    let mut out = Vec::new();
    for (m, p) in before.iter().enumerate() {
        for (n, q) in after.iter().enumerate().take(reach.saturating_sub(m)) {
            let between = own.iter().filter(|at| p.at < **at && **at < q.at).count();
            if m + n + 1 + between > reach {
                out.push((p.clone(), q.clone()));
            }
        }
    }
    out
}
