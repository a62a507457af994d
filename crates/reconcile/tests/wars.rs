//! Two invented wars in one set of claims: nothing of one is linked to, or merged with, anything of the other.

use herodotus_reconcile::{conflicts, link, reconcile};
use herodotus_schema::Claim;
use serde_json::{Value, json};

/// The harbour war is fought by Teral and Brannoch on the ground of both, the hill war by Teral and Ostmark.
const HARBOUR: (&str, &str) = ("Brannoch", "BR");
const HILLS: (&str, &str) = ("Ostmark", "OS");

/// A claim of a report, the `n`th in it.
fn claim(report: &str, n: u32, more: Value) -> Claim {
    let mut value = json!({
        "id": format!("{report}#{n}"),
        "report": {"id": report, "outlet": report, "published": "2031-06-20"},
        "span": {"start": n * 100, "end": n * 100 + 40}, "quote": "both sides agreed to stop firing on Friday night",
        "kind": "event", "status": "happened", "certainty": "firm",
        "when": {"start": "2031-06-18", "end": "2031-06-18"},
    });
    for (key, field) in more.as_object().unwrap() {
        value[key] = field.clone();
    }
    serde_json::from_value(value).unwrap()
}

fn actors(party: &str) -> Value {
    json!([{"text": party, "party": party}])
}

/// A report of Teral's war with a foe: an attack on a ground, a truce, and a toll that Teral's army gives.
fn report(name: &str, (foe, ground): (&str, &str)) -> Vec<Claim> {
    let teral = json!([{"text": "Teral's army", "party": "Teral", "cue": "said"}]);
    let tally = json!({"what": "killed", "party": "Teral", "scope": "total", "low": 40, "best": 40, "high": 40});
    vec![
        claim(
            name,
            0,
            json!({"event": {"type": "ASSAULT", "mode": "shelling"}, "agents": actors("Teral"), "targets": actors(foe),
            "quote": "Teral's guns shelled the outskirts all day", "places": [{"text": "Outskirts", "country": ground}]}),
        ),
        claim(name, 1, json!({"event": {"type": "AGREE", "mode": "ceasefire"}, "agents": actors("Teral")})),
        claim(name, 2, json!({"kind": "tally", "tally": tally, "attribution": teral, "quote": "40 of its men died"})),
    ]
}

fn two_wars() -> Vec<Claim> {
    let reports = [("herald", HARBOUR), ("post", HILLS), ("mail", HARBOUR), ("echo", HILLS)];
    reports.iter().flat_map(|(name, war)| report(name, *war)).collect()
}

fn is_of_harbour(id: &str) -> bool {
    id.starts_with("herald") || id.starts_with("mail")
}

#[test]
fn claims_of_two_wars_are_never_linked() {
    let links = link(&two_wars());
    assert!(!links.is_empty());
    assert!(links.iter().all(|link| is_of_harbour(&link.a) == is_of_harbour(&link.b)), "{links:?}");
}

#[test]
fn each_war_has_its_own_events_truces_and_counts() {
    let claims = two_wars();
    let told = reconcile(&claims, &link(&claims));
    let wars: Vec<(&[String], &[String])> =
        told.conflicts.iter().map(|war| (war.parties.as_slice(), war.countries.as_slice())).collect();
    let named = |names: [&str; 2]| names.map(str::to_owned);
    assert_eq!(wars.len(), 2);
    assert!(wars.contains(&(&named(["Brannoch", "Teral"]), &["BR".to_owned()])), "{wars:?}");
    let of = |id: &str| told.conflicts.iter().find(|war| war.claims.iter().any(|c| c == id)).map(|war| war.id.clone());
    assert_eq!(told.truces.len(), 2);
    assert!(told.truces.iter().all(|truce| truce.told.iter().all(|id| of(id) == truce.conflict)));
    assert_eq!(told.tallies.len(), 2);
    assert_ne!(told.tallies[0].id, told.tallies[1].id);
    assert!(told.tallies.iter().all(|series| series.corroborated_by == 2 && series.beside.is_empty()));
    let claims_of = |event: &herodotus_schema::Event| -> Vec<String> {
        event.accounts.iter().flat_map(|account| account.claims.clone()).collect()
    };
    assert!(told.events.iter().all(|event| claims_of(event).iter().all(|id| of(id) == event.conflict)));
}

#[test]
fn the_grounds_of_one_pair_of_sides_are_one_conflict_whatever_the_order() {
    let mut claims = two_wars();
    let back = json!({"event": {"type": "ASSAULT", "mode": "shelling"}, "agents": actors("Brannoch"),
        "targets": actors("Teral"), "places": [{"text": "Quay", "country": "TE"}]});
    claims.push(claim("gazette", 0, back));
    let told = conflicts(&claims);
    claims.reverse();
    assert_eq!(told, conflicts(&claims));
    assert_eq!((told.len(), &told[0].countries), (2, &vec!["BR".to_owned(), "TE".to_owned()]));
}
