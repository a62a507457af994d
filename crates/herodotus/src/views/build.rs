//! Building the situation report from claims, links and what reconciliation made of them.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_reconcile::published;
use herodotus_schema::{
    Claim, ClaimKind, Event, Interval, Link, Position, Reconciled, ReportRef, TallySeries, Truce, When,
};
use jiff::ToSpan;
use jiff::civil::Date;

use super::conflicts::conflicts;
use super::course::{by_day, in_course, line, without_echoes};
use super::places::places;
use super::shorten::shorten;
use super::situation::{Conflict, ReportLine, SituationReport};
use super::statement::Lines;
use super::{diplomacy, registers};
use crate::members::with_figures_of;

/// What a situation report is built from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'i> {
    /// The claims to report on, already selected.
    pub claims: &'i [Claim],
    /// Other claims that what reconciliation made names; may be empty.
    pub beside: &'i [Claim],
    /// The links of the claims to report on.
    pub links: &'i [Link],
    /// What reconciliation made of all claims, as far as one to report on belongs to it.
    pub reconciled: &'i Reconciled,
    /// Reports that were read, so that those without a claim are named too; may be empty.
    pub reports: &'i [ReportRef],
    /// The files, and lines, that reports were just read from, by the reports' ids; may be empty.
    pub files: &'i BTreeMap<String, String>,
    /// How many items of a list are shown at most: days, events a day, parties, truces and the like.
    pub most: usize,
}

/// Days before the first report that still belong to this war's period; what ended earlier is background.
const PERIOD: i64 = 400;
/// A claim without a day that stands within so many code points of a claim of the background is background too.
const BESIDE: u32 = 40;
/// A day told more narrowly than this bounds the period.
const NARROW: i32 = 3;

/// Builds the situation report of `input`. Every value in it carries the citation of a claim of `input`. Events, truces,
/// conflicts and discrepancies are told whole; of running counts the figures that a claim to report on gives.
pub fn situation(input: &Input<'_>) -> SituationReport {
    let lines = Lines::with(input.claims, input.beside);
    let past = Past::new(input);
    let Sorted { course, standing, background, truces } = Sorted::of(input, &lines, &past);
    let twice = input.most.saturating_mul(2);
    let (discrepancies, more_discrepancies) = diplomacy::discrepancies(&lines, &input.reconciled.discrepancies, twice);
    let (course, more_days) = by_day(&lines, &course, input.most);
    let (places, more_places) = places(&lines, twice);
    let more = [
        ("conflicts", input.reconciled.conflicts.len().saturating_sub(input.most)),
        ("course", more_days),
        ("discrepancies", more_discrepancies),
        ("standing", standing.len().saturating_sub(twice)),
        ("background", background.len().saturating_sub(twice)),
        ("places", more_places),
    ];
    let some = |events: &[&Event]| events.iter().take(twice).map(|e| line(&lines, e)).collect();
    let mut report = SituationReport {
        conflict: conflict(input, &lines, &past),
        conflicts: conflicts(&lines, &input.reconciled.conflicts, input.most),
        reports: reports(input),
        course,
        standing: some(&standing),
        tallies: registers::tallies(&lines, &tallies(input, &lines), input.most),
        truces: registers::truces(&lines, &truces),
        pledges: registers::pledges(&lines, &input.reconciled.pledges),
        discrepancies,
        positions: diplomacy::positions(&lines, &positions(input, &lines), input.most),
        background: some(&background),
        places,
        left_out: Vec::new(),
        more: more.into_iter().filter(|(_, more)| *more > 0).collect(),
        most: input.most,
    };
    shorten(&mut report);
    report
}

/// Events and truces by the chapter that they belong to.
struct Sorted<'i> {
    /// The events of the war's course.
    course: Vec<&'i Event>,
    /// What lasts.
    standing: Vec<&'i Event>,
    /// Events of earlier times.
    background: Vec<&'i Event>,
    /// The truces of this war.
    truces: Vec<&'i Truce>,
}

impl<'i> Sorted<'i> {
    fn of(input: &Input<'i>, lines: &Lines<'_>, past: &Past<'_>) -> Sorted<'i> {
        let (now, then): (Vec<&Event>, Vec<&Event>) =
            input.reconciled.events.iter().partition(|event| !past.holds(lines, event));
        let (old_truces, truces): (Vec<&Truce>, Vec<&Truce>) =
            input.reconciled.truces.iter().partition(|t| t.when.as_ref().is_some_and(|w| past.before(w)));
        let course = now.iter().copied().filter(|e| in_course(e)).collect();
        let of_the_past = |e: &&Event| e.kind.is_none() || in_course(e) || of(e, &old_truces);
        Sorted {
            course: without_echoes(lines, course),
            standing: now.into_iter().filter(|e| e.lasting && e.kind.is_none()).collect(),
            background: then.into_iter().filter(of_the_past).collect(),
            truces,
        }
    }
}

/// The tallies with those figures alone that a claim to report on gives.
fn tallies(input: &Input<'_>, lines: &Lines<'_>) -> Vec<TallySeries> {
    let shown = |id: &str| lines.shows(id);
    input.reconciled.tallies.iter().map(|series| with_figures_of(series.clone(), &shown)).collect()
}

/// The positions with those claims alone that are to be reported on: a position is no more than its claims.
fn positions(input: &Input<'_>, lines: &Lines<'_>) -> Vec<Position> {
    let mut positions = input.reconciled.positions.clone();
    positions.iter_mut().for_each(|position| position.claims.retain(|id| lines.shows(id)));
    positions
}

/// Whether `event` tells of one of `truces`.
fn of(event: &Event, truces: &[&Truce]) -> bool {
    let claims: Vec<&String> = event.accounts.iter().flat_map(|a| &a.claims).collect();
    truces.iter().any(|t| t.told.iter().any(|id| claims.contains(&id)))
}

/// What belongs to times before the period.
struct Past<'c> {
    until: Option<Date>,
    claims: BTreeMap<&'c str, Vec<&'c Claim>>,
}

impl<'c> Past<'c> {
    fn new(input: &Input<'c>) -> Past<'c> {
        let first = input.claims.iter().filter_map(published).min();
        let until = first.map(|day| day.saturating_sub(PERIOD.days()));
        let mut past = Past { until, claims: BTreeMap::new() };
        let all = input.claims.iter().chain(input.beside);
        for claim in all.filter(|c| past.tells(c)).collect::<Vec<_>>() {
            past.claims.entry(&claim.report.id).or_default().push(claim);
        }
        past
    }

    /// Whether `claim` is dated before the period.
    fn tells(&self, claim: &Claim) -> bool {
        claim.when.as_ref().is_some_and(|w| self.before(&w.interval()))
    }

    /// Whether `when` ended before the period.
    fn before(&self, when: &Interval) -> bool {
        self.until.is_some_and(|until| when.end.day() < until)
    }

    /// Whether `claim` stands with a claim of the background.
    fn near(&self, claim: &Claim) -> bool {
        let gap = |old: &Claim| claim.span.start.max(old.span.start).saturating_sub(claim.span.end.min(old.span.end));
        self.claims.get(claim.report.id.as_str()).is_some_and(|old| old.iter().any(|old| gap(old) <= BESIDE))
    }

    /// Whether `event` is background: it ended before the period, or has no day and stands with what did.
    fn holds(&self, lines: &Lines<'_>, event: &Event) -> bool {
        if let Some(when) = &event.when {
            return self.before(when);
        }
        let mut claims = event.accounts.iter().flat_map(|a| &a.claims).filter_map(|id| lines.claim(id)).peekable();
        claims.peek().is_some() && claims.all(|claim| self.near(claim))
    }
}

/// The parties told as fighting each other, and the period told.
fn conflict(input: &Input<'_>, lines: &Lines<'_>, past: &Past<'_>) -> Conflict {
    let mut fights: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in lines.all().filter(|c| c.event_type() == Some("ASSAULT") && !past.tells(c)) {
        let names = claim.agents.iter().chain(&claim.targets).filter_map(|a| a.party.as_deref());
        for party in names.collect::<BTreeSet<&str>>() {
            fights.entry(party).or_default().push(claim);
        }
    }
    let mut parties: Vec<(&str, Vec<&Claim>)> = fights.into_iter().collect();
    parties.sort_by_key(|(party, claims)| (std::cmp::Reverse(claims.len()), *party));
    let most = parties.first().map_or(0, |(_, claims)| claims.len());
    parties.retain(|(_, claims)| claims.len() * 5 >= most);
    parties.truncate(4);
    let first =
        lines.all().filter(|c| told(c, past).is_some() && c.kind == ClaimKind::Event).min_by_key(|c| (start(c), &c.id));
    let last = lines.all().filter_map(|c| told(c, past).map(|w| w.end.day())).max();
    let cited: BTreeSet<String> =
        parties.iter().filter_map(|(_, claims)| Some(lines.cite(&claims.first()?.id))).collect();
    Conflict {
        parties: parties.iter().map(|(party, _)| (*party).to_owned()).collect(),
        parties_cited: cited.into_iter().collect(),
        from: first.and_then(start).map(|day| day.to_string()),
        from_told: first.map(|claim| lines.one(claim)),
        to: last.map(|day| day.to_string()),
        claims: input.claims.len(),
        links: input.links.len(),
    }
}

fn start(claim: &Claim) -> Option<Date> {
    claim.when.as_ref().map(|w| w.start.day())
}

/// A claim's days, if they are told finely enough to bound the period.
fn told<'c>(claim: &'c Claim, past: &Past<'_>) -> Option<&'c When> {
    claim.when.as_ref().filter(|w| narrow(w, past))
}

/// Whether a claim's days are told finely enough to bound the period.
fn narrow(when: &When, past: &Past<'_>) -> bool {
    (when.end.day() - when.start.day()).get_days() <= NARROW && !past.before(&when.interval())
}

/// The reports by day of publication: those read, and those that claims stand in.
fn reports(input: &Input<'_>) -> Vec<ReportLine> {
    let mut lines: BTreeMap<(Option<String>, String), ReportLine> = BTreeMap::new();
    let all = input.reports.iter().map(|r| (r, 0)).chain(input.claims.iter().map(|c| (&c.report, 1)));
    for (report, claims) in all {
        let key = (report.published.clone(), report.id.clone());
        let line = lines.entry(key).or_insert_with(|| ReportLine {
            id: report.id.clone(),
            outlet: report.outlet.clone(),
            title: report.title.clone(),
            published: report.published.clone(),
            claims: 0,
            file: input.files.get(&report.id).cloned(),
        });
        line.claims += claims;
    }
    lines.into_values().collect()
}
