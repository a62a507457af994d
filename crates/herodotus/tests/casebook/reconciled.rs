//! The print of what claims come to: links, discrepancies, truces, pledges, tallies, by the short names of the claims.

use std::fmt::Write as _;

use herodotus::reconcile;
use herodotus::schema::{Account, Claim, Interval, Link, Relation, TallySeries, Truce, Voice};

use crate::claims::{Names, word};

/// One line each, in the order in which reconciliation gives them; the tallies only of several `reports`, as one report's
/// stand among its claims.
pub fn lines(names: &Names, claims: &[Claim], reports: usize) -> String {
    let links = reconcile::link(claims);
    let whole = reconcile::reconcile(claims, &links);
    let mut told = linked(names, claims, &links);
    for found in &whole.discrepancies {
        let accounts: Vec<String> = found.accounts.iter().map(|one| account(names, one)).collect();
        told.push(format!("discrepancy, {}: {}", word(&found.kind), accounts.join(" / ")));
    }
    told.extend(whole.truces.iter().map(|found| truce(names, found)));
    for pledge in &whole.pledges {
        let after = if pledge.accusations.is_empty() { "" } else { "; accusations after it: " };
        let (told_by, accusations) = (list(names, &pledge.claims), list(names, &pledge.accusations));
        told.push(format!("pledge of {}: {told_by}{after}{accusations}", pledge.parties.join(", ")));
    }
    if reports > 1 {
        told.extend(whole.tallies.iter().map(|found| tally(names, found)));
    }
    told.into_iter().fold(String::new(), |text, line| text + &line + "\n")
}

/// The links in order of their claims; of a pair that stands on a par, the claim that comes first is named first.
fn linked(names: &Names, claims: &[Claim], links: &[Link]) -> Vec<String> {
    let place = |id: &str| claims.iter().position(|claim| claim.id == id).unwrap_or_default();
    let mut told: Vec<_> = links
        .iter()
        .map(|link| {
            let on_a_par = link.relation != Relation::Updates && place(&link.b) < place(&link.a);
            let (a, b) = if on_a_par { (&link.b, &link.a) } else { (&link.a, &link.b) };
            (place(a), place(b), format!("link: {} {} {}", name(names, a), word(&link.relation), name(names, b)))
        })
        .collect();
    told.sort();
    told.into_iter().map(|(.., line)| line).collect()
}

fn name<'n>(names: &'n Names, id: &'n str) -> &'n str {
    names.get(id).map_or(id, String::as_str)
}

fn list(names: &Names, ids: &[String]) -> String {
    ids.iter().map(|id| name(names, id)).collect::<Vec<_>>().join(" ")
}

fn voice(voice: &Voice) -> &str {
    let known = [&voice.party, &voice.speaker, &voice.outlet];
    known.into_iter().flatten().next().map_or("the outlet", String::as_str)
}

fn account(names: &Names, account: &Account) -> String {
    format!("{} {}", voice(&account.voice), list(names, &account.claims))
}

fn days(when: &Interval) -> String {
    let (start, end) = (when.start.to_string(), when.end.to_string());
    if start == end { start } else { format!("{start} to {end}") }
}

fn truce(names: &Names, truce: &Truce) -> String {
    let parties = if truce.parties.is_empty() { "nobody named".to_owned() } else { truce.parties.join(", ") };
    let mut text = match truce.count {
        0 | 1 => format!("truce of {parties}"),
        several => format!("{several} truces of {parties}"),
    };
    let mut part = |label: &str, value: String| {
        if !value.is_empty() {
            let _ = write!(text, "; {label} {value}");
        }
    };
    part("agreed", truce.when.as_ref().map(days).unwrap_or_default());
    part("in force", truce.in_force.map(|at| at.to_string()).unwrap_or_default());
    part("ended", truce.ended.as_ref().map(days).unwrap_or_default());
    let brokers = truce.brokers.iter().map(|broker| format!("{} ({})", broker.party, list(names, &broker.claims)));
    part("brokered by", brokers.collect::<Vec<_>>().join(", "));
    part("told in", list(names, &truce.told));
    part("terms", list(names, &truce.terms));
    part("collapse", list(names, &truce.collapse));
    for breach in &truce.breaches {
        let by = if breach.by.is_empty() { "somebody".to_owned() } else { breach.by.join(", ") };
        part("broken by", format!("{by}, says {} ({})", voice(&breach.voice), list(names, &breach.claims)));
    }
    text
}

fn tally(names: &Names, series: &TallySeries) -> String {
    let whose = series.party.as_ref().map(|party| format!(" of {party}")).unwrap_or_default();
    let points = series.points.iter().map(|point| {
        let figure = match (point.low, point.high) {
            (Some(low), Some(high)) if low == high => low.to_string(),
            (low, high) => {
                let bound = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
                format!("{}..{}", bound(low), bound(high))
            }
        };
        let day = point.as_of.map(|day| format!(" as of {day}")).unwrap_or_default();
        let gone = if point.superseded { ", superseded" } else { "" };
        format!("{figure}{day}{gone} ({})", list(names, &point.claims))
    });
    format!("series: {}{whose}, says {}: {}", series.what, voice(&series.voice), points.collect::<Vec<_>>().join(", "))
}
