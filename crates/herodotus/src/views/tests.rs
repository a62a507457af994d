//! The views of a small invented war.

use std::collections::BTreeMap;

use herodotus_schema::{Claim, Link, Relation};
use serde_json::{Value, json};

use super::{Input, SituationReport, markdown, page, situation, terminal, truce_rows};

fn claim(id: &str, quote: &str, more: Value) -> Claim {
    let mut value = json!({
        "id": format!("c-{id:0<16}"),
        "report": {"id": "r1", "outlet": "Gazette", "title": "Guns over Dalmar", "published": "2031-05-05"},
        "span": {"start": 10, "end": 20}, "quote": quote, "kind": "event", "status": "happened", "certainty": "firm",
    });
    for (key, field) in more.as_object().unwrap() {
        value[key] = field.clone();
    }
    serde_json::from_value(value).unwrap()
}

fn party(name: &str) -> Value {
    json!([{"text": name, "party": name}])
}

fn war() -> Vec<Claim> {
    vec![
        claim(
            "a1",
            "Vessin gunners shelled Dalmar",
            json!({
            "event": {"type": "ASSAULT", "mode": "shelling"}, "attribution": [{"text": "the army staff", "party": "Orlia", "direct": true}],
            "agents": party("Vessin"), "targets": party("Orlia"),
            "places": [{"text": "Dalmaar", "name": "Dalmar", "lat": 41.5, "lon": 20.25, "country": "XX"}],
            "when": {"start": "2031-05-04T06:30:00+02:00", "end": "2031-05-04T06:30:00+02:00"}}),
        ),
        claim(
            "b2",
            "it never fired on Dalmar",
            json!({
            "event": {"type": "ASSAULT", "mode": "denial"}, "attribution": [{"text": "Vessin", "party": "Vessin"}],
            "agents": party("Vessin"), "status": "did-not-happen", "certainty": "denied"}),
        ),
        claim(
            "c3",
            "at least 40 soldiers have died",
            json!({
            "kind": "tally", "attribution": [{"text": null, "party": null}],
            "tally": {"what": "killed", "who": "soldiers", "party": "Orlia", "low": 40, "best": 40, "scope": "total"}}),
        ),
        claim(
            "d4",
            "a truce signed on 1 May through Teral",
            json!({
            "event": {"type": "AGREE", "mode": "ceasefire"}, "agents": [{"text": "Orlia", "party": "Orlia"}, {"text": "Vessin", "party": "Vessin"}],
            "when": {"start": "2031-05-01", "end": "2031-05-01"}}),
        ),
        claim(
            "e5",
            "the old war ended with a truce in 1988",
            json!({
            "span": {"start": 500, "end": 540}, "event": {"type": "AGREE", "mode": "ceasefire"},
            "when": {"start": "1988-01-01", "end": "1988-12-31"}}),
        ),
    ]
}

fn view(claims: &[Claim]) -> SituationReport {
    view_of(claims, 10)
}

fn view_of(claims: &[Claim], most: usize) -> SituationReport {
    let denial = Link {
        a: claims[0].id.clone(),
        b: claims[1].id.clone(),
        relation: Relation::Contradicts,
        score: 0.9,
        because: vec!["one denies what the other claims".into()],
    };
    let links = [denial];
    let reconciled = herodotus_reconcile::reconcile(claims, &links);
    let files = BTreeMap::new();
    situation(&Input { claims, beside: &[], links: &links, reconciled: &reconciled, reports: &[], files: &files, most })
}

#[test]
fn every_account_shows_who_says_so_where_and_the_citation() {
    let text = terminal(&view(&war()), 200);
    assert!(text.contains("Orlia (the army staff), in Gazette, word for word, of 4 May 2031, 06:30 (UTC+02): “Vessin gunners shelled Dalmar” [c-a10000]"), "{text}");
    assert!(
        text.contains("at odds with it: Vessin, in Gazette, denies: “it never fired on Dalmar” [c-b20000]"),
        "{text}"
    );
    assert!(text.contains("Claim against denial"), "{text}");
}

#[test]
fn figures_keep_their_bounds_and_their_counter() {
    let report = view(&war());
    let count = &report.tallies[0].totals[0];
    assert_eq!((count.counted_by.as_str(), count.figures[0].figure.as_str()), ("an unnamed speaker", "at least 40"));
    assert_eq!((count.figures[0].low, count.figures[0].high, count.corroborated), (Some(40.0), None, false));
}

#[test]
fn an_older_war_is_background_and_its_truce_not_in_the_register() {
    let report = view(&war());
    assert_eq!(report.truces.len(), 1);
    assert_eq!(report.truces[0].parties, ["Orlia", "Vessin"]);
    assert_eq!(report.background.len(), 1);
    assert_eq!(report.conflict.from.as_deref(), Some("2031-05-01"));
    let all = truce_rows(&war(), &herodotus_reconcile::reconcile(&war(), &[]));
    assert_eq!(all.len(), 2, "the export keeps both");
}

#[test]
fn places_stand_once_with_every_spelling() {
    let report = view(&war());
    assert_eq!((report.places.len(), report.places[0].name.as_str()), (1, "Dalmar"));
    assert!(terminal(&report, 200).contains("Dalmar (41.500, 20.250, XX), written Dalmaar [c-a10000]"));
}

#[test]
fn every_quoted_line_is_cited() {
    for text in [terminal(&view(&war()), 10_000), markdown(&view(&war()))] {
        for line in text.lines().filter(|l| l.contains('“') && !l.contains("Guns over Dalmar")) {
            assert!(line.contains("[c-"), "{line}");
        }
    }
}

#[test]
fn a_heading_names_parties_alone_and_not_all_of_many() {
    let names = ["Brannoch", "Dravia", "Ilmar", "Orlia", "Teral"];
    let mut targets: Vec<Value> = names.iter().map(|n| json!({"text": n, "party": n})).collect();
    targets.push(json!({"text": "sundry mortars"}));
    let more = json!({"event": {"type": "ASSAULT", "mode": "shelling"}, "agents": party("Vessin"), "targets": targets});
    let report = view(&[claim("a1", "Vessin fired", more), war().remove(2)]);
    let title = &report.course[0].events[0].title;
    assert!(title.contains("Vessin against Brannoch, Dravia, Ilmar, Orlia and 1 other"), "{title}");
    assert!(!title.contains("mortars"), "{title}");
}

#[test]
fn a_short_list_hides_no_side() {
    let blame = |id: &str, speaker: &str| {
        let more = json!({
            "report": {"id": id, "outlet": id, "title": null, "published": "2031-05-05"},
            "event": {"type": "ASSAULT", "mode": "shelling"}, "attribution": [{"text": speaker, "party": "Orlia"}],
            "agents": party("Vessin"), "targets": party("Orlia")});
        claim(id, &format!("Vessin shelled Dalmar, said {speaker}"), more)
    };
    let denial = war().remove(1);
    let claims = [blame("a1", "the staff"), blame("a2", "the mayor"), blame("a3", "the guard"), denial];
    let link = |a: usize, b: usize, relation| Link {
        a: claims[a].id.clone(),
        b: claims[b].id.clone(),
        relation,
        score: 0.9,
        because: Vec::new(),
    };
    let links = [
        link(0, 1, Relation::Same),
        link(0, 2, Relation::Same),
        link(0, 3, Relation::Contradicts),
        link(1, 3, Relation::Contradicts),
        link(2, 3, Relation::Contradicts),
    ];
    let reconciled = herodotus_reconcile::reconcile(&claims, &links);
    let input = Input {
        beside: &[],
        claims: &claims,
        links: &links,
        reconciled: &reconciled,
        reports: &[],
        files: &BTreeMap::new(),
        most: 2,
    };
    let report = situation(&input);
    let dispute = &report.discrepancies[0];
    let sides: Vec<_> = dispute.accounts.iter().map(|account| account.side.as_deref().unwrap()).collect();
    assert_eq!((sides, dispute.left_out), (vec!["Orlia", "Vessin"], 2), "{report:?}");
    assert!(terminal(&report, 100).contains("and 2 more accounts; `herodotus show d-"));
}

#[test]
fn every_list_is_cut_and_tells_how_many_more_there_are() {
    let report = view_of(&war(), 0);
    assert!(report.course.is_empty() && report.truces.is_empty() && report.tallies.is_empty());
    assert_eq!((report.more["truces"], report.more["tallies"], report.more["places"]), (1, 1, 1));
    let text = terminal(&report, 100);
    assert!(text.contains("and 1 more truce") && text.contains("Left out for length: "), "{text}");
    let whole = view_of(&war(), usize::MAX);
    assert!(whole.more.is_empty() && whole.left_out.is_empty());
    assert!(whole.in_short().left_out.contains(&"1 more place".to_owned()));
}

#[test]
fn a_truce_has_how_long_it_held_and_its_breaches_by_day() {
    let breach = |id: &str, by: &str, told_by: &str, day: &str| {
        let more = json!({
            "event": {"type": "COERCE", "mode": "ceasefire-violation"}, "attribution": [{"text": told_by, "party": told_by}],
            "agents": party(by), "when": {"start": day, "end": day}});
        claim(id, &format!("{by} broke the truce, said {told_by}"), more)
    };
    let collapse = json!({"event": {"type": "RETREAT", "mode": "ceasefire-collapse"}, "when": {"start": "2031-05-04", "end": "2031-05-04"}});
    let mut claims = vec![
        war().remove(3),
        breach("f6", "Vessin", "Orlia", "2031-05-03"),
        breach("f7", "Orlia", "Vessin", "2031-05-02"),
        breach("f8", "Orlia", "Vessin", "2031-05-03"),
    ];
    let page_of = |claims: &[Claim]| {
        let all = herodotus_reconcile::reconcile(claims, &[]);
        page(claims, &all, (&all.truces[0].id, 200)).unwrap()
    };
    let text = page_of(&claims);
    assert!(text.contains("No claim tells that it ended."), "{text}");
    assert!(text.contains("First breach claimed: 2 May 2031, 1 day after it began, by Orlia [c-f70000]"), "{text}");
    let days = text.split("BREACHES CLAIMED, BY DAY").nth(1).unwrap();
    let at = |words: &str| days.find(words).unwrap_or_else(|| panic!("no {words} in {days}"));
    let order = [
        "2 May 2031",
        "by Orlia: Vessin, in Gazette",
        "[c-f70000]",
        "3 May 2031",
        "[c-f80000]",
        "by Vessin: Orlia, in Gazette",
    ];
    assert!(order.map(at).is_sorted(), "{days}");
    claims.push(claim("g9", "the truce has collapsed", collapse));
    assert!(page_of(&claims).contains("Ended: 4 May 2031, 3 days after it began [c-g90000]"), "{}", page_of(&claims));
    let still = page_of(&claims[..1]);
    assert!(still.contains("No claim tells that it was broken.") && !still.contains("BY DAY"), "{still}");
}

#[test]
fn an_event_has_what_else_is_told_of_its_place_and_days_beside_it_each_cited() {
    let at = |place: &str, day: &str, mut more: Value| {
        more["places"] = json!([{"text": place, "name": place}]);
        more["when"] = json!({"start": day, "end": day});
        more
    };
    let act = |mode: &str| json!({"event": {"type": "ASSAULT", "mode": mode}, "targets": party("Orlia")});
    let dead = json!({"kind": "tally", "attribution": [{"text": "doctors", "party": null}],
        "tally": {"what": "killed", "party": "Orlia", "low": 3, "best": 3, "high": 3, "scope": "incident"}});
    let claims = [
        claim("a1", "gunners shelled the quay", at("Dalmar", "2031-05-04", act("shelling"))),
        claim("b2", "drones struck the mill", at("Dalmar", "2031-05-05", act("drone"))),
        claim("c3", "three were killed", at("Dalmar", "2031-05-04", dead)),
        claim("d4", "raiders burnt the ferry", at("Dalmar", "2031-05-20", act("raid"))),
        claim("e5", "mortars hit the pass", at("Keth", "2031-05-04", act("mortar"))),
    ];
    let all = herodotus_reconcile::reconcile(&claims, &[]);
    let shelling = all.events.iter().find(|event| event.mode.as_deref() == Some("shelling")).unwrap();
    let text = page(&claims, &all, (&shelling.id, 200)).unwrap();
    let beside = text.split("TOLD OF THE SAME PLACE AND DAYS").nth(1).unwrap_or_default();
    assert!(beside.contains("Drone") && beside.contains("Killed, Orlia: 3, counted by doctors [c-c30000]"), "{text}");
    assert!(!beside.contains("Raid") && !beside.contains("Mortar"), "another day, another place: {text}");
}
