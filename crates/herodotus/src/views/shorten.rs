//! Keeping a situation report to a length: each list of it to so many items, with how many more there are.

use std::collections::BTreeSet;

use herodotus_schema::{Certainty, Status};

use super::since::SinceReport;
use super::situation::{
    BreachLine, CountLine, DiscrepancyLine, EventLine, PartyPositions, PledgeLine, SituationReport, Statement,
    TruceLine,
};

/// How the end of a report calls its lists.
const NAMES: [(&str, &str, &str); 10] = [
    ("conflicts", "conflict", "conflicts"),
    ("course", "day of the course", "days of the course"),
    ("tallies", "party with tallies", "parties with tallies"),
    ("truces", "truce", "truces"),
    ("pledges", "pledge", "pledges"),
    ("discrepancies", "discrepancy", "discrepancies"),
    ("positions", "party with positions", "parties with positions"),
    ("standing", "state", "states"),
    ("background", "event of the background", "events of the background"),
    ("places", "place", "places"),
];

/// Cuts the lists of `report` that are not built to its length yet, and those of its lines to half of it: side by side, a few
/// voices tell more than all of one. Says at its end what was left out.
pub(crate) fn shorten(report: &mut SituationReport) {
    let (most, few) = (report.most, report.most.div_ceil(2));
    let truces = weightiest(&mut report.truces, most, |truce| truce.told.len() + 2 * truce.breaches.len());
    let tallies = weightiest(&mut report.tallies, most, |counts| {
        counts.totals.len() + counts.totals_left_out + counts.incidents.len() + counts.left_out
    });
    let pledges = cut(&mut report.pledges, most);
    let positions = cut(&mut report.positions, most);
    for (name, more) in [("truces", truces), ("tallies", tallies), ("pledges", pledges), ("positions", positions)] {
        if more > 0 {
            report.more.insert(name, more);
        }
    }
    let events = report.course.iter_mut().flat_map(|day| &mut day.events);
    events.chain(&mut report.standing).chain(&mut report.background).for_each(|line| event(line, few));
    let counts = report.tallies.iter_mut().flat_map(|party| party.totals.iter_mut().chain(&mut party.incidents));
    counts.for_each(|line| count(line, few));
    report.truces.iter_mut().for_each(|line| truce(line, few));
    report.pledges.iter_mut().for_each(|line| pledge(line, few));
    report.discrepancies.iter_mut().for_each(|line| discrepancy(line, few));
    report.positions.iter_mut().for_each(|party| positions_of(party, few));
    report.left_out = left_out(report);
}

impl SituationReport {
    /// The report without what was so before, what lasts and where places lie: what one wants to know at once.
    #[must_use]
    pub fn in_short(mut self) -> SituationReport {
        let lists = [
            ("standing", cut(&mut self.standing, 0)),
            ("background", cut(&mut self.background, 0)),
            ("places", cut(&mut self.places, 0)),
        ];
        for (name, more) in lists.into_iter().filter(|(_, more)| *more > 0) {
            *self.more.entry(name).or_default() += more;
        }
        self.left_out = left_out(&self);
        // Named at the end; a heading for each would have nothing under it.
        self.more.retain(|name, _| !["standing", "background", "places"].contains(name));
        self
    }
}

/// What was left out of each list, in words.
fn left_out(report: &SituationReport) -> Vec<String> {
    let more = |(list, one, many): &(&str, &str, &str)| {
        let more = *report.more.get(list)?;
        Some(format!("{more} more {}", if more == 1 { one } else { many }))
    };
    NAMES.iter().filter_map(more).collect()
}

/// Cuts the lists of what has come since.
pub(crate) fn shorten_since(report: &mut SinceReport, most: usize) {
    let few = most.div_ceil(2);
    for (name, more) in [("figures", cut(&mut report.figures, most)), ("truces", cut(&mut report.truces, most))] {
        if more > 0 {
            report.left_out.push(format!("{more} more {name}"));
        }
    }
    report.new_events.iter_mut().chain(&mut report.revised_events).for_each(|line| event(line, few));
    report.truces.iter_mut().for_each(|line| truce(line, few));
    report.disputed.iter_mut().chain(&mut report.disputed_further).for_each(|line| discrepancy(line, few));
}

/// Keeps the first `most` of `list`; gives how many were cut.
fn cut<T>(list: &mut Vec<T>, most: usize) -> usize {
    let more = list.len().saturating_sub(most);
    list.truncate(most);
    more
}

/// Keeps the `most` of `list` that weigh most, in the order in which they stand; gives how many were cut.
fn weightiest<T>(list: &mut Vec<T>, most: usize, weight: impl Fn(&T) -> usize) -> usize {
    let more = list.len().saturating_sub(most);
    if more > 0 {
        let mut order: Vec<usize> = (0..list.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(weight(&list[*at])));
        order.truncate(most);
        let mut at = 0..;
        list.retain(|_| at.next().is_some_and(|at| order.contains(&at)));
    }
    more
}

/// Keeps `most` of `accounts`, of each side and of those that deny one first, so that no side is hidden behind the many words of
/// another; in the order in which they stand. Gives how many were cut.
fn side_by_side(accounts: &mut Vec<Statement>, most: usize) -> usize {
    let mut heard = BTreeSet::new();
    let again: Vec<bool> = accounts.iter().map(|account| !heard.insert(voice_of(account))).collect();
    let mut order: Vec<usize> = (0..accounts.len()).collect();
    order.sort_by_key(|at| again[*at]);
    let more = order.len().saturating_sub(most);
    order.truncate(most);
    let mut at = 0..;
    accounts.retain(|_| at.next().is_some_and(|at| order.contains(&at)));
    more
}

/// Whose account it is, and whether it denies.
fn voice_of(account: &Statement) -> (String, bool) {
    let who = account.side.as_ref().or(account.speakers.first()).unwrap_or(&account.outlet);
    let denies = account.certainty == Certainty::Denied || account.status == Status::DidNotHappen;
    (who.clone(), denies)
}

fn event(line: &mut EventLine, few: usize) {
    line.left_out += side_by_side(&mut line.accounts, few) + side_by_side(&mut line.against, few);
}

/// The latest figure is always shown.
fn count(line: &mut CountLine, few: usize) {
    line.left_out += cut(&mut line.figures, few.saturating_add(1));
    line.left_out += cut(&mut line.beside, few) + cut(&mut line.notes, few);
    line.left_out += line.figures.iter_mut().map(|figure| cut(&mut figure.statements, few)).sum::<usize>();
}

fn truce(line: &mut TruceLine, few: usize) {
    let lists = [&mut line.told, &mut line.brokers, &mut line.terms, &mut line.ended];
    line.left_out += lists.into_iter().map(|list| cut(list, few)).sum::<usize>();
    line.left_out += cut(&mut line.breaches, few.saturating_mul(2));
    line.left_out += line.breaches.iter_mut().map(|breach| breach_of(breach, few)).sum::<usize>();
}

fn breach_of(line: &mut BreachLine, few: usize) -> usize {
    cut(&mut line.told, few) + cut(&mut line.against, few)
}

fn pledge(line: &mut PledgeLine, few: usize) {
    line.left_out += cut(&mut line.told, few) + cut(&mut line.accusations, few);
}

/// Of accounts at odds there are at least two.
fn discrepancy(line: &mut DiscrepancyLine, few: usize) {
    line.left_out += side_by_side(&mut line.accounts, few.max(2));
}

fn positions_of(party: &mut PartyPositions, few: usize) {
    for position in &mut party.positions {
        position.left_out += cut(&mut position.told, few);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_weighs_most_is_kept_in_its_order() {
        let mut list = vec![3, 9, 1, 7];
        assert_eq!((weightiest(&mut list, 2, |n| *n), list), (2, vec![9, 7]));
        let mut all = vec![1, 2];
        assert_eq!((cut(&mut all, usize::MAX), all), (0, vec![1, 2]));
    }
}
