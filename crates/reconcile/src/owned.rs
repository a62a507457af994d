//! The links that one report owns: those among its claims, and those to the claims of other reports near them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use herodotus_schema::{Link, Relation};
use jiff::civil::Date;

use crate::blocking::{Slot, slots};
use crate::judge::{Of, Update, make, of_one_war, opposed, reasons, same, update};
use crate::judged::JudgedPairs;
use crate::prepared::{Order, Prepared};
use crate::shelf::{Neighbour, Shelf, Standing};

/// Claims likelier the same than this are no update of each other.
const SAME: f64 = 0.5;

/// Within how many days every earlier figure of a series is linked; beyond, only the latest before.
const SERIES_WINDOW: i32 = 62;

/// Of how many reports the links that stand are kept at hand.
const LISTS: usize = 10_000;

/// The reports at hand, prepared: those used last, as many as there is room for.
pub struct Desk {
    room: usize,
    held: usize,
    turn: u64,
    reports: HashMap<String, (u64, Rc<Prepared>)>,
    links: HashMap<String, (u64, Rc<Vec<Standing>>)>,
    near: Option<(String, Near)>,
    beside: BTreeMap<(u64, Slot), Sides>,
    pub(crate) judged: JudgedPairs,
}

/// Who stands before and after a slot in a block, each nearest first.
type Sides = Rc<[Vec<Neighbour>; 2]>;

/// The one in the middle of some turns.
fn middle(turns: impl Iterator<Item = u64>) -> u64 {
    let mut turns: Vec<u64> = turns.collect();
    turns.sort_unstable();
    turns.get(turns.len() / 2).copied().unwrap_or_default()
}

/// For each claim of a report, claims of others.
type Near = Rc<Vec<Rc<Vec<Candidate>>>>;

/// A claim of another report.
pub(crate) type Candidate = (Rc<Prepared>, usize);

impl Desk {
    /// A desk on which the reports of `claims` claims find room; what is on it changes no answer.
    pub fn with_room_for(claims: usize) -> Desk {
        Desk {
            room: claims,
            held: 0,
            turn: 0,
            reports: HashMap::new(),
            links: HashMap::new(),
            near: None,
            beside: BTreeMap::new(),
            judged: JudgedPairs::default(),
        }
    }

    /// The report of that id, ready.
    pub(crate) fn prepared<S: Shelf>(&mut self, shelf: &S, id: &str) -> Result<Rc<Prepared>, S::Error> {
        self.turn += 1;
        if let Some((used, report)) = self.reports.get_mut(id) {
            *used = self.turn;
            return Ok(Rc::clone(report));
        }
        let report = Rc::new(Prepared::new(self.turn, &shelf.claims(id)?));
        self.held += report.facts.len();
        self.reports.insert(id.to_owned(), (self.turn, Rc::clone(&report)));
        if self.held > self.room {
            self.clear();
        }
        Ok(report)
    }

    /// Puts away the half of the reports that was used longest ago.
    fn clear(&mut self) {
        let middle = middle(self.reports.values().map(|(used, _)| *used));
        self.reports.retain(|_, (used, _)| *used >= middle);
        self.held = self.reports.values().map(|(_, report)| report.facts.len()).sum();
    }

    /// The links that stand with one end in the report `id`.
    pub(crate) fn standing<S: Shelf>(&mut self, shelf: &S, id: &str) -> Result<Rc<Vec<Standing>>, S::Error> {
        self.turn += 1;
        if let Some((used, known)) = self.links.get_mut(id) {
            *used = self.turn;
            return Ok(Rc::clone(known));
        }
        let links = Rc::new(shelf.links(id)?);
        self.links.insert(id.to_owned(), (self.turn, Rc::clone(&links)));
        if self.links.len() > LISTS {
            let middle = middle(self.links.values().map(|(used, _)| *used));
            self.links.retain(|_, (used, _)| *used >= middle);
        }
        Ok(links)
    }

    /// Takes a report, and the links it has a part in, off the desk: they are not what they were.
    pub(crate) fn forget(&mut self, id: &str) {
        if let Some((_, report)) = self.reports.remove(id) {
            self.held -= report.facts.len();
        }
        self.links.remove(id);
    }

    /// Makes the links at hand follow a change: what is `dropped` goes, what is `added` comes.
    pub(crate) fn relist(&mut self, added: &[Standing], dropped: &[Standing]) {
        for (standing, comes) in dropped.iter().map(|gone| (gone, false)).chain(added.iter().map(|new| (new, true))) {
            for end in BTreeSet::from([&standing.reports[0], &standing.reports[1]]) {
                let Some((_, list)) = self.links.get_mut(end) else { continue };
                let list = Rc::make_mut(list);
                match comes {
                    true => list.push(standing.clone()),
                    false => list.retain(|known| known != standing),
                }
            }
        }
    }

    /// The claims of other reports that a claim is compared with, in order of reports and claims: those within reach, but
    /// for claims of another war.
    pub(crate) fn candidates<S: Shelf>(&mut self, shelf: &S, of: Of<'_>) -> Result<Vec<Candidate>, S::Error> {
        let near = self.reached(shelf, of)?;
        let mut out = Vec::with_capacity(near.len());
        for neighbour in near.iter().filter(|n| n.report != of.0.order.1) {
            let report = self.prepared(shelf, &neighbour.report)?;
            let at = report.position(neighbour.at.tie).filter(|&at| of_one_war(of, (&report, at)));
            out.extend(at.map(|at| (report, at)));
        }
        Ok(out)
    }

    /// For each claim of a report, the claims of other reports that it is compared with.
    pub(crate) fn neighbourhood<S: Shelf>(&mut self, shelf: &S, of: &Rc<Prepared>) -> Result<Near, S::Error> {
        if let Some((id, near)) = &self.near
            && *id == of.order.1
        {
            return Ok(Rc::clone(near));
        }
        let all = (0..of.facts.len()).map(|n| Ok(Rc::new(self.candidates(shelf, (of, n))?)));
        let near = Rc::new(all.collect::<Result<Vec<_>, S::Error>>()?);
        self.near = Some((of.order.1.clone(), Rc::clone(&near)));
        Ok(near)
    }

    /// The claims of other reports that the claim at `n` is compared with.
    fn near<S: Shelf>(&mut self, shelf: &S, of: &Rc<Prepared>, n: usize) -> Result<Rc<Vec<Candidate>>, S::Error> {
        match &self.near {
            Some((id, near)) if *id == of.order.1 => Ok(Rc::clone(&near[n])),
            _ => Ok(Rc::new(self.candidates(shelf, (of, n))?)),
        }
    }

    /// Lets go of the neighbourhood last asked for: what stands on the shelf has changed.
    pub(crate) fn leave(&mut self) {
        self.near = None;
        self.beside.clear();
    }

    /// Up to `most` claims on either side of a slot in a block, kept until [`Desk::leave`].
    pub(crate) fn beside<S: Shelf>(
        &mut self,
        shelf: &S,
        (block, at): (u64, Slot),
        most: usize,
    ) -> Result<Sides, S::Error> {
        let sides = Rc::new(shelf.near(block, at, most)?);
        self.beside.insert((block, at), Rc::clone(&sides));
        Ok(sides)
    }

    /// The claims that stand within reach of a claim in some block.
    pub(crate) fn reached<S: Shelf>(&self, shelf: &S, of: Of<'_>) -> Result<BTreeSet<Neighbour>, S::Error> {
        let slots = slots(&of.0.facts[of.1]);
        let mut near = BTreeSet::new();
        for block in &slots.blocks {
            match self.beside.get(&(block.name, slots.at)) {
                Some(sides) => near.extend(sides.iter().flat_map(|side| side.iter().take(block.reach)).cloned()),
                None => near.extend(shelf.near(block.name, slots.at, block.reach)?.into_iter().flatten()),
            }
        }
        Ok(near)
    }

    /// The links that the report `id` owns, in no order of note.
    pub(crate) fn owned<S: Shelf>(&mut self, shelf: &S, id: &str) -> Result<Vec<Standing>, S::Error> {
        let report = self.prepared(shelf, id)?;
        self.neighbourhood(shelf, &report)?;
        let mut links: Vec<Standing> = report.links.iter().cloned().map(|link| standing(link, [id, id])).collect();
        links.extend(self.owned_by(shelf, &report, &(0..report.units.len()).collect())?);
        Ok(links)
    }

    /// Of the links that a report owns those that some of its groups do, but for what is the same or contradicts within it.
    pub(crate) fn owned_by<S: Shelf>(
        &mut self,
        shelf: &S,
        report: &Rc<Prepared>,
        units: &BTreeSet<usize>,
    ) -> Result<Vec<Standing>, S::Error> {
        let id = report.order.1.as_str();
        let within = report.updates.iter().filter(|u| report.unit(&u.link.a).is_some_and(|unit| units.contains(&unit)));
        let mut updates: Vec<(Update, String)> = within.map(|u| (u.clone(), id.to_owned())).collect();
        let mut links = Vec::new();
        let mut rivals: Rivals = BTreeMap::new();
        for i in units.iter().flat_map(|&unit| report.units[unit].iter().copied()) {
            for (other, j) in self.near(shelf, report, i)?.iter() {
                let odds = opposed((other, *j), (report, i));
                let from = &other.order.1;
                if odds.is_none() {
                    updates.extend(updated((report, i), (other, *j)).map(|update| (update, from.clone())));
                }
                if other.order < report.order {
                    let made = |odds| make(&other.facts[*j], &report.facts[i], Relation::Contradicts, odds);
                    links.extend(odds.map(|odds| standing(made(odds), [from, id])));
                    let rival = (other.order.clone(), other.unit_of[*j]);
                    rivals.entry(report.unit_of[i]).or_default().insert(rival, Rc::clone(other));
                }
            }
        }
        for (&unit, earlier) in &rivals {
            links.extend(surest(&mut self.judged, earlier, (report, unit)));
        }
        links.extend(nearest(updates).into_iter().map(|(update, from)| standing(update.link, [id, &from])));
        Ok(links)
    }
}

/// For each group of a report, the groups of earlier reports that it may be the same as.
type Rivals = BTreeMap<usize, BTreeMap<(Order, usize), Rc<Prepared>>>;

/// The update of `own` by the other, if it is `own` that is the later.
fn updated(own: Of<'_>, other: Of<'_>) -> Option<Update> {
    let found = update(&own.0.facts[own.1], &other.0.facts[other.1])?;
    let likeness = || same(own.0.placed(own.1), other.0.placed(other.1));
    (found.link.a == own.0.facts[own.1].claim.id && likeness() < SAME).then_some(found)
}

/// The link of a group to the one among `earlier` that it is surest to equal; to the first of equals.
fn surest(
    judged: &mut JudgedPairs,
    earlier: &BTreeMap<(Order, usize), Rc<Prepared>>,
    unit: Of<'_>,
) -> Option<Standing> {
    let mut best: Option<(f64, &Rc<Prepared>, (usize, usize))> = None;
    for ((_, group), report) in earlier {
        let Some((score, pair)) = judged.groups_same((report, *group), unit) else { continue };
        if best.as_ref().is_none_or(|(known, ..)| score > *known) {
            best = Some((score, report, pair));
        }
    }
    let (score, report, (i, j)) = best?;
    let because = reasons(report.placed(i), unit.0.placed(j));
    let link = make(&report.facts[i], &unit.0.facts[j], Relation::Same, (score, because));
    Some(standing(link, [&report.order.1, &unit.0.order.1]))
}

fn standing(link: Link, reports: [&str; 2]) -> Standing {
    Standing { link, reports: reports.map(str::to_owned) }
}

/// Leaves out the updates that skip states of a series that lie further back.
fn nearest(updates: Vec<(Update, String)>) -> Vec<(Update, String)> {
    let mut latest: BTreeMap<String, Date> = BTreeMap::new();
    for (update, _) in &updates {
        let known = latest.entry(update.link.a.clone()).or_insert(update.earlier);
        *known = (*known).max(update.earlier);
    }
    let near = |(u, _): &(Update, String)| {
        (u.later - u.earlier).get_days() <= SERIES_WINDOW || latest.get(&u.link.a) == Some(&u.earlier)
    };
    updates.into_iter().filter(near).collect()
}
