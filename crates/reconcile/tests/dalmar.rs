//! Reconciliation of a small invented war, from claims to links to what is built on them.

use herodotus_reconcile::{link, reconcile};
use herodotus_schema::{Claim, DiscrepancyKind, Link, Relation, Scope, Stance};
use serde_json::{Value, json};

/// A claim of report `report` at code point `at`, with `more` fields laid over the plain ones.
fn claim(report: &str, at: u32, quote: &str, more: Value) -> Claim {
    let day = report.rsplit('@').next().unwrap();
    let mut value = json!({
        "id": format!("{report}#{at}"),
        "report": {"id": report, "outlet": report.split('@').next(), "published": day},
        "span": {"start": at, "end": at + quote.chars().count() as u32},
        "quote": quote, "kind": "event", "status": "happened", "certainty": "firm",
    });
    for (key, field) in more.as_object().unwrap() {
        value[key] = field.clone();
    }
    serde_json::from_value(value).unwrap()
}

fn said_by(party: &str) -> Value {
    json!([{"text": format!("{party}'s army"), "party": party}])
}

fn actors(party: &str) -> Value {
    json!([{"text": party, "party": party}])
}

fn on(start: &str, end: &str) -> Value {
    json!({"start": start, "end": end})
}

/// Orlia and Vessin fight over Dalmar; two outlets tell of it.
fn war() -> Vec<Claim> {
    let shelling = |by: &str, agent: &str| {
        json!({"event": {"type": "ASSAULT", "mode": "shelling"}, "attribution": said_by(by), "agents": actors(agent),
            "targets": actors(by), "places": [{"text": "Dalmar"}], "when": on("2031-05-04", "2031-05-04")})
    };
    let killed = |day: &str, n: u32| {
        json!({"kind": "tally", "attribution": said_by("Orlia"), "tally":
            {"what": "killed", "party": "Orlia", "civilian": false, "low": n, "best": n, "high": n, "scope": "total", "as_of": day}})
    };
    vec![
        claim(
            "Gazette@2031-05-05",
            0,
            "Vessin gunners shelled the harbour of Dalmar at dawn",
            shelling("Orlia", "Vessin"),
        ),
        claim("Gazette@2031-05-05", 80, "Orlian guns opened fire on Dalmar first", shelling("Vessin", "Orlia")),
        claim(
            "Gazette@2031-05-05",
            200,
            "Vessin denies having shelled the harbour",
            json!({
            "event": {"type": "ASSAULT", "mode": "denial"}, "attribution": said_by("Vessin"), "agents": actors("Vessin"),
            "targets": actors("Orlia"), "status": "did-not-happen", "certainty": "denied"}),
        ),
        claim(
            "Courier@2031-05-06",
            0,
            "the harbour of Dalmar was shelled by Vessin gunners at dawn",
            shelling("Orlia", "Vessin"),
        ),
        claim("Gazette@2031-05-05", 300, "412 of its soldiers killed", killed("2031-05-04", 412)),
        claim("Courier@2031-05-06", 300, "its dead now number 437", killed("2031-05-06", 437)),
        claim(
            "Courier@2031-05-06",
            400,
            "the truce of 1 May brokered by Teral",
            json!({
            "event": {"type": "CONSULT", "mode": "mediation"}, "agents": actors("Teral"), "when": on("2031-05-01", "2031-05-01")}),
        ),
        claim(
            "Gazette@2031-05-05",
            400,
            "the truce that Brannoch arranged on 1 May",
            json!({
            "event": {"type": "CONSULT", "mode": "mediation"}, "agents": actors("Brannoch"), "when": on("2031-05-01", "2031-05-01")}),
        ),
        claim(
            "Gazette@2031-05-05",
            500,
            "the truce of 1 May fell apart by nightfall",
            json!({
            "event": {"type": null, "mode": "ceasefire-collapse"}, "when": on("2031-05-01", "2031-05-01")}),
        ),
        claim(
            "Gazette@2031-05-05",
            600,
            "Teral urged Vessin to pull back",
            json!({
            "event": {"type": "REQUEST", "mode": "withdrawal"}, "agents": actors("Teral"), "targets": actors("Vessin"), "status": "called-for"}),
        ),
    ]
}

fn relation(links: &[Link], x: &str, y: &str) -> Option<Relation> {
    links
        .iter()
        .find(|l| [l.a.as_str(), l.b.as_str()] == [x, y] || [l.a.as_str(), l.b.as_str()] == [y, x])
        .map(|l| l.relation)
}

#[test]
fn the_same_shelling_told_twice_is_one_event() {
    let links = link(&war());
    assert_eq!(relation(&links, "Gazette@2031-05-05#0", "Courier@2031-05-06#0"), Some(Relation::Same));
    let reconciled = reconcile(&war(), &links);
    let event = reconciled.events.iter().find(|e| e.reports.len() == 2).expect("one event in both reports");
    assert_eq!(event.accounts.len(), 1, "both outlets tell Orlia's account");
    assert!(!event.contradicted.is_empty());
}

#[test]
fn blame_and_denial_are_contradictions_and_discrepancies() {
    let links = link(&war());
    assert_eq!(relation(&links, "Gazette@2031-05-05#0", "Gazette@2031-05-05#80"), Some(Relation::Contradicts));
    assert_eq!(relation(&links, "Gazette@2031-05-05#0", "Gazette@2031-05-05#200"), Some(Relation::Contradicts));
    let kinds: Vec<DiscrepancyKind> = reconcile(&war(), &links).discrepancies.iter().map(|d| d.kind).collect();
    assert!(kinds.contains(&DiscrepancyKind::BlameAgainstBlame), "{kinds:?}");
    assert!(kinds.contains(&DiscrepancyKind::ClaimAgainstDenial), "{kinds:?}");
    assert!(kinds.contains(&DiscrepancyKind::BrokerAgainstBroker), "{kinds:?}");
}

#[test]
fn a_later_figure_updates_and_joins_the_series() {
    let links = link(&war());
    let update = links.iter().find(|l| l.relation == Relation::Updates && l.a.ends_with("#300")).expect("an update");
    assert_eq!((update.a.as_str(), update.b.as_str()), ("Courier@2031-05-06#300", "Gazette@2031-05-05#300"));
    let series = reconcile(&war(), &links).tallies;
    let total = series.iter().find(|s| s.scope == Some(Scope::Total)).unwrap();
    assert_eq!(total.points.len(), 2);
    assert_eq!((total.best, total.as_of.unwrap().to_string()), (Some(437.0), "2031-05-06".to_owned()));
}

#[test]
fn a_truce_keeps_every_broker_with_who_credits_it() {
    let reconciled = reconcile(&war(), &link(&war()));
    let [truce] = reconciled.truces.as_slice() else { panic!("one truce, not {:?}", reconciled.truces) };
    let brokers: Vec<&str> = truce.brokers.iter().map(|b| b.party.as_str()).collect();
    assert_eq!(brokers, ["Brannoch", "Teral"]);
    assert_eq!(truce.collapse, ["Gazette@2031-05-05#500"]);
    let call = reconciled.positions.iter().find(|p| p.stance == Stance::CallsFor).unwrap();
    assert_eq!((call.party.as_str(), call.toward.as_slice()), ("Teral", ["Vessin".to_owned()].as_slice()));
}

#[test]
fn the_order_of_the_claims_does_not_matter() {
    let forward = war();
    let mut backward = war();
    backward.reverse();
    assert_eq!(link(&forward), link(&backward));
    assert_eq!(reconcile(&forward, &link(&forward)), reconcile(&backward, &link(&backward)));
}

#[test]
fn bare_claims_do_not_trip_it() {
    let bare = claim("x", 0, "", json!({}));
    let odd = claim("y@2031-05-05", 0, "—", json!({"kind": "tally"}));
    assert!(link(&[bare.clone(), odd.clone()]).is_empty());
    assert_eq!(reconcile(&[bare, odd], &[]).events.len(), 1);
}
