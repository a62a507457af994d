//! What is new, revised or newly disputed since some reports were known.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_reconcile::reconcile;
use herodotus_schema::{Claim, Discrepancy, Event, Link, Reconciled, TallySeries};
use serde::Serialize;

use super::course;
use super::diplomacy;
use super::registers;
use super::shorten::shorten_since;
use super::situation::{DiscrepancyLine, EventLine, FigureLine, ReportLine, TruceLine};
use super::statement::{Lines, voice};
use crate::members::chosen;

/// What the view is built from.
#[derive(Debug, Clone, Copy)]
pub struct SinceInput<'i> {
    /// Since when, in words.
    pub since: &'i str,
    /// The claims of the ledger, all of them.
    pub claims: &'i [Claim],
    /// The links between them.
    pub links: &'i [Link],
    /// The ids of those to report on; all where it is `None`.
    pub part: Option<&'i BTreeSet<String>>,
    /// The ids of the reports that were known then.
    pub known: &'i BTreeSet<String>,
    /// What analysts have said since, in words.
    pub reviews: &'i [String],
    /// How many lines of a kind are shown at most.
    pub most: usize,
}

/// A figure that is new or other than it was.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureChange {
    /// The series' id.
    pub id: String,
    /// What is counted, in words.
    pub what: String,
    /// Whose people or things.
    pub party: Option<String>,
    /// Who counts.
    pub counted_by: String,
    /// The latest figure then, in words; none where nobody of this voice had counted.
    pub before: Option<String>,
    /// The latest figure now.
    pub now: FigureLine,
}

/// What has come since, as told.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SinceReport {
    /// Since when, in words.
    pub since: String,
    /// The reports that have come.
    pub reports: Vec<ReportLine>,
    /// What analysts have said.
    pub reviews: Vec<String>,
    /// Events that no report had told of.
    pub new_events: Vec<EventLine>,
    /// Events that were told of, with what is told of them now.
    pub revised_events: Vec<EventLine>,
    /// Figures that are new or other than they were.
    pub figures: Vec<FigureChange>,
    /// Truces of which something new is told.
    pub truces: Vec<TruceLine>,
    /// Accounts that were not at odds.
    pub disputed: Vec<DiscrepancyLine>,
    /// Accounts that were at odds, with new ones beside them.
    pub disputed_further: Vec<DiscrepancyLine>,
    /// What was left out for length, in words.
    pub left_out: Vec<String>,
}

/// Builds the view of `input`. Every value in it carries the citation of a claim of `input`.
pub fn since(input: &SinceInput<'_>) -> SinceReport {
    let known = |claim: &Claim| input.known.contains(&claim.report.id);
    let before: Vec<Claim> = input.claims.iter().filter(|claim| known(claim)).cloned().collect();
    let old: BTreeSet<&str> = before.iter().map(|claim| claim.id.as_str()).collect();
    let links: Vec<Link> =
        input.links.iter().filter(|l| old.contains(l.a.as_str()) && old.contains(l.b.as_str())).cloned().collect();
    let (then, mut now) = (reconcile(&before, &links), reconcile(input.claims, input.links));
    if let Some(part) = input.part {
        now = chosen(now, &|id| part.contains(id));
    }
    let since = Since { lines: Lines::new(input.claims), old, then, most: input.most.saturating_mul(2) };
    let mut report = SinceReport {
        since: input.since.to_owned(),
        reports: reports(input),
        reviews: input.reviews.to_vec(),
        ..SinceReport::default()
    };
    since.events(&now.events, &mut report);
    report.figures = now.tallies.iter().filter_map(|series| since.figure(series, &now)).collect();
    let fresh = now.truces.iter().filter(|t| {
        let breaches = t.breaches.iter().flat_map(|b| b.claims.iter().chain(&b.contradicted));
        since.any_new(t.told.iter().chain(&t.terms).chain(&t.collapse).chain(breaches))
    });
    report.truces = registers::truces(&since.lines, &fresh.collect::<Vec<_>>());
    since.disputes(&now.discrepancies, &mut report);
    shorten_since(&mut report, since.most);
    report
}

struct Since<'c> {
    lines: Lines<'c>,
    /// The claims of the reports that were known.
    old: BTreeSet<&'c str>,
    then: Reconciled,
    most: usize,
}

impl Since<'_> {
    fn is_new(&self, claim: &str) -> bool {
        !self.old.contains(claim)
    }

    fn any_new<'s>(&self, claims: impl IntoIterator<Item = &'s String>) -> bool {
        claims.into_iter().any(|claim| self.is_new(claim))
    }

    fn cut<T>(&self, name: &str, mut lines: Vec<T>, left_out: &mut Vec<String>) -> Vec<T> {
        if lines.len() > self.most {
            left_out.push(format!("{} more {name}", lines.len() - self.most));
            lines.truncate(self.most);
        }
        lines
    }

    fn events(&self, events: &[Event], report: &mut SinceReport) {
        let claims = |event: &Event| event.accounts.iter().flat_map(|a| a.claims.clone()).collect::<Vec<_>>();
        let told = events.iter().filter(|event| self.any_new(&claims(event)));
        let (new, revised): (Vec<&Event>, Vec<&Event>) =
            told.partition(|event| claims(event).iter().all(|claim| self.is_new(claim)));
        let new = new.into_iter().map(|event| course::line(&self.lines, event)).collect();
        let revised = revised.into_iter().map(|event| {
            let fresh: Vec<String> = claims(event).into_iter().filter(|claim| self.is_new(claim)).collect();
            EventLine { accounts: self.lines.many(&fresh), ..course::line(&self.lines, event) }
        });
        report.new_events = self.cut("new events", new, &mut report.left_out);
        report.revised_events = self.cut("revised events", revised.collect(), &mut report.left_out);
    }

    /// The latest figure of a series, if a new claim gives it and it is not what the series said before.
    fn figure(&self, series: &TallySeries, now: &Reconciled) -> Option<FigureChange> {
        let latest = series.points.last()?;
        if !self.any_new(&latest.claims) {
            return None;
        }
        let before = self.then.tallies.iter().find(|old| old.id == series.id).and_then(|old| old.points.last());
        if before.is_some_and(|old| (old.low, old.high) == (latest.low, latest.high)) {
            return None;
        }
        let by_id: BTreeMap<&str, &TallySeries> = now.tallies.iter().map(|s| (s.id.as_str(), s)).collect();
        let line = registers::count(&self.lines, series, &by_id);
        Some(FigureChange {
            id: line.id,
            what: line.what,
            party: series.party.clone(),
            counted_by: voice(&series.voice),
            before: before.map(|old| super::words::figure(old.low, old.best, old.high)),
            now: line.figures.into_iter().next()?,
        })
    }

    /// Accounts at odds that have a new claim among them, or had nothing at odds before.
    fn disputes(&self, all: &[Discrepancy], report: &mut SinceReport) {
        let was_there = |now: &Discrepancy| {
            let claims: BTreeSet<&String> = now.accounts.iter().flat_map(|a| &a.claims).collect();
            let shares = |old: &Discrepancy| {
                let shared = old.accounts.iter().flat_map(|a| &a.claims).filter(|claim| claims.contains(claim));
                old.kind == now.kind && shared.count() >= 2
            };
            self.then.discrepancies.iter().any(shares)
        };
        let (further, new): (Vec<&Discrepancy>, Vec<&Discrepancy>) = all.iter().partition(|d| was_there(d));
        let further = further.into_iter().filter(|d| self.any_new(d.accounts.iter().flat_map(|a| &a.claims)));
        let lines = |found: Vec<Discrepancy>| diplomacy::discrepancies(&self.lines, &found, found.len()).0;
        let new = lines(new.into_iter().cloned().collect());
        let further = lines(further.cloned().collect());
        report.disputed = self.cut("new discrepancies", new, &mut report.left_out);
        report.disputed_further = self.cut("discrepancies with new accounts", further, &mut report.left_out);
    }
}

/// The reports that have come, by day.
fn reports(input: &SinceInput<'_>) -> Vec<ReportLine> {
    let mut lines: BTreeMap<(Option<&str>, &str), ReportLine> = BTreeMap::new();
    let shown = input.claims.iter().filter(|claim| input.part.is_none_or(|part| part.contains(&claim.id)));
    for report in shown.map(|claim| &claim.report).filter(|report| !input.known.contains(&report.id)) {
        let line = lines.entry((report.published.as_deref(), &report.id)).or_insert_with(|| ReportLine {
            id: report.id.clone(),
            outlet: report.outlet.clone(),
            title: report.title.clone(),
            published: report.published.clone(),
            claims: 0,
            file: None,
        });
        line.claims += 1;
    }
    lines.into_values().collect()
}
