//! Tallies, truces and pledges as the situation report shows them.

use std::collections::BTreeMap;

use herodotus_schema::{Broker, Pledge, Scope, TallySeries, Truce};
use jiff::civil::Date;

use super::situation::{BreachLine, CountLine, FigureLine, PartyCounts, PledgeLine, Statement, TruceLine};
use super::statement::{Lines, voice};
use super::words;

/// Running tallies by party, at most `most` totals and single incidents each, what more reports carry first.
pub(crate) fn tallies(lines: &Lines<'_>, series: &[TallySeries], most: usize) -> Vec<PartyCounts> {
    let by_id: BTreeMap<&str, &TallySeries> = series.iter().map(|s| (s.id.as_str(), s)).collect();
    let mut parties: BTreeMap<Option<&str>, Vec<&TallySeries>> = BTreeMap::new();
    for one in series {
        parties.entry(one.party.as_deref()).or_default().push(one);
    }
    let counts = |(party, members): (Option<&str>, Vec<&TallySeries>)| {
        let (mut incidents, mut totals): (Vec<_>, Vec<_>) =
            members.into_iter().partition(|s| s.scope == Some(Scope::Incident));
        let more_totals = totals.len().saturating_sub(most);
        if more_totals > 0 {
            totals.sort_by_key(|s| std::cmp::Reverse(weight(s)));
            totals.truncate(most);
        }
        totals.sort_by_key(|s| (s.what.clone(), std::cmp::Reverse(weight(s))));
        incidents.sort_by_key(|s| (std::cmp::Reverse(weight(s)), s.as_of));
        PartyCounts {
            party: party.map(str::to_owned),
            totals: totals.iter().map(|s| count(lines, s, &by_id)).collect(),
            left_out: incidents.len().saturating_sub(most),
            totals_left_out: more_totals,
            incidents: incidents.iter().take(most).map(|s| count(lines, s, &by_id)).collect(),
        }
    };
    let (mixed, mut own): (Vec<PartyCounts>, Vec<PartyCounts>) =
        parties.into_iter().map(counts).partition(|c| c.party.is_none());
    own.extend(mixed);
    own
}

/// How much a series matters: how many reports carry it, how many figures it has.
fn weight(series: &TallySeries) -> usize {
    2 * series.corroborated_by + series.points.len()
}

/// The line of one series; `by_id` are all of them.
pub(crate) fn count(lines: &Lines<'_>, series: &TallySeries, by_id: &BTreeMap<&str, &TallySeries>) -> CountLine {
    let figure = |point: &herodotus_schema::TallyPoint| FigureLine {
        as_of: point.as_of.map(|day| as_of(day, point.told)),
        low: point.low,
        best: point.best,
        high: point.high,
        figure: words::figure(point.low, point.best, point.high),
        statements: lines.many(&point.claims),
        superseded: point.superseded,
    };
    let beside = series.beside.iter().filter_map(|id| Some(beside(lines, by_id.get(id.as_str())?)));
    CountLine {
        id: series.id.clone(),
        what: what(series),
        counted_by: voice(&series.voice),
        figures: series.points.iter().rev().map(figure).collect(),
        reports: series.corroborated_by,
        corroborated: series.corroborated_by > 1,
        beside: beside.collect(),
        notes: lines.each(&series.notes),
        left_out: 0,
    }
}

fn as_of(day: Date, told: bool) -> String {
    if told { format!("as of {}", words::day(day)) } else { format!("as published on {}", words::day(day)) }
}

/// What is counted: "killed (soldiers)", "killed, civilians".
fn what(series: &TallySeries) -> String {
    let mut out = words::plain(&series.what);
    match (&series.who, series.civilian) {
        (Some(who), _) if who.to_lowercase() != out => out += &format!(" (“{who}”)"),
        (_, Some(true)) => out += ", civilians",
        (_, Some(false)) => out += ", not civilians",
        _ => {}
    }
    if !series.places.is_empty() && series.scope == Some(Scope::Incident) {
        out += &format!(", at {}", words::list(&series.places.iter().take(3).collect::<Vec<_>>()));
    }
    out
}

fn beside(lines: &Lines<'_>, other: &TallySeries) -> String {
    let cites = other.points.last().into_iter().flat_map(|p| p.claims.iter().take(1));
    let cites: Vec<String> = cites.map(|id| format!("[{}]", lines.cite(id))).collect();
    let figure = words::figure(other.low, other.best, other.high);
    format!("{figure} by {} {}", voice(&other.voice), cites.join(" "))
}

/// The truce register.
pub(crate) fn truces(lines: &Lines<'_>, truces: &[&Truce]) -> Vec<TruceLine> {
    truces.iter().map(|truce| truce_line(lines, truce)).collect()
}

pub(crate) fn truce_line(lines: &Lines<'_>, truce: &Truce) -> TruceLine {
    let when = truce.when.as_ref().map_or_else(|| "No day told".to_owned(), words::days);
    let title = if truce.count > 1 { format!("{when}: {} truces, told together", truce.count) } else { when };
    let brokered: Vec<&String> = truce.brokers.iter().flat_map(|b| &b.claims).collect();
    let told: Vec<&String> = truce.told.iter().filter(|id| !brokered.contains(id)).collect();
    TruceLine {
        id: truce.id.clone(),
        title,
        parties: truce.parties.clone(),
        told: lines.many(&told),
        brokers: lines.each(&brokered),
        broker_names: truce.brokers.iter().map(|b| broker(lines, b)).collect(),
        in_force: truce.in_force.map(words::moment),
        terms: lines.many(&truce.terms),
        ended: lines.each(&truce.collapse),
        breaches: breaches(lines, truce),
        left_out: 0,
    }
}

/// A broker with who credits it: "Freedonia (as one outlet has it)".
fn broker(lines: &Lines<'_>, broker: &Broker) -> String {
    let mut tellers: Vec<String> = Vec::new();
    for claim in broker.claims.iter().filter_map(|id| lines.claim(id)) {
        let line = lines.one(claim);
        let teller = line.side.or(line.speakers.first().cloned()).unwrap_or(line.outlet);
        if !tellers.contains(&teller) {
            tellers.push(teller);
        }
    }
    let together = if broker.together { ", of several truces together" } else { "" };
    let cites: Vec<String> = broker.claims.iter().map(|id| format!("[{}]", lines.cite(id))).collect();
    format!("{} (as {} has it{together}) {}", broker.party, words::list(&tellers), cites.join(" "))
}

fn breaches(lines: &Lines<'_>, truce: &Truce) -> Vec<BreachLine> {
    let line = |breach: &herodotus_schema::Breach| BreachLine {
        by: breach.by.clone(),
        told: lines.many(&breach.claims),
        against: lines.many(&breach.contradicted),
    };
    truce.breaches.iter().map(line).collect()
}

/// Pledges kept apart from truces.
pub(crate) fn pledges(lines: &Lines<'_>, pledges: &[Pledge]) -> Vec<PledgeLine> {
    let told = |ids: &[String]| -> Vec<Statement> { lines.each(ids) };
    pledges
        .iter()
        .map(|p| PledgeLine {
            parties: p.parties.clone(),
            told: told(&p.claims),
            accusations: told(&p.accusations),
            left_out: 0,
        })
        .collect()
}
