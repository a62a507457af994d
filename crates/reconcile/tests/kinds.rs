//! Kinds of telling that reconciliation must keep apart or bring together, each on a few invented claims.

use herodotus_reconcile::{link, reconcile};
use herodotus_schema::{Claim, DiscrepancyKind, Reconciled, Relation, Stance};
use serde_json::{Value, json};

/// A claim of `report` ("Outlet@day") at code point `at`, with `more` fields laid over the plain ones.
fn claim(report: &str, at: u32, quote: &str, more: Value) -> Claim {
    let mut value = json!({
        "id": format!("{report}#{at}"),
        "report": {"id": report, "outlet": report.split('@').next(), "published": report.rsplit('@').next()},
        "span": {"start": at, "end": at + quote.chars().count() as u32},
        "quote": quote, "kind": "event", "status": "happened", "certainty": "firm",
    });
    for (key, field) in more.as_object().unwrap() {
        value[key] = field.clone();
    }
    serde_json::from_value(value).unwrap()
}

fn by(party: &str) -> Value {
    json!([{"text": format!("officials in {party}"), "party": party}])
}

fn actors(party: &str) -> Value {
    json!([{"text": party, "party": party}])
}

fn event(kind: &str, mode: &str, more: Value) -> Value {
    let mut out = json!({"event": {"type": kind, "mode": mode}});
    for (key, field) in more.as_object().unwrap() {
        out[key] = field.clone();
    }
    out
}

fn told(claims: &[Claim]) -> Reconciled {
    reconcile(claims, &link(claims))
}

const HERALD: &str = "Herald@2031-06-20";
const POST: &str = "Post@2031-06-21";

/// Two pauses that Brannoch and Ilmar arranged stand beside the first, which Teral arranged.
fn pauses() -> Vec<Claim> {
    let first = "Teral arranged the first of the three harbour truces on 3 June";
    let end = "That truce and the two other agreements arranged by Brannoch and Ilmar in June broke down overnight";
    let inner = "arranged by Brannoch and Ilmar in June";
    let at = end.find(inner).unwrap() as u32;
    let month = json!({"start": "2031-06-01", "end": "2031-06-30"});
    vec![
        claim(
            HERALD,
            100,
            first,
            event(
                "CONSULT",
                "mediation",
                json!({"agents": actors("Teral"),
            "when": {"start": "2031-06-03", "end": "2031-06-03"}}),
            ),
        ),
        claim(HERALD, 300, end, json!({"event": {"type": null, "mode": "ceasefire-collapse"}, "when": month})),
        claim(
            HERALD,
            300 + at,
            inner,
            event(
                "CONSULT",
                "mediation",
                json!({"when": month, "agents":
            [{"text": "Brannoch", "party": "Brannoch"}, {"text": "Ilmar", "party": "Ilmar"}]}),
            ),
        ),
    ]
}

#[test]
fn a_first_truce_and_two_others_are_two_entries_that_one_collapse_ends() {
    let [first, others] = &told(&pauses()).truces[..] else { panic!("{:?}", told(&pauses()).truces) };
    let brokers = |t: &herodotus_schema::Truce| t.brokers.iter().map(|b| b.party.clone()).collect::<Vec<_>>();
    assert_eq!((first.count, brokers(first)), (1, vec!["Teral".to_owned()]));
    assert_eq!((others.count, brokers(others)), (2, vec!["Brannoch".to_owned(), "Ilmar".to_owned()]));
    assert_eq!((first.collapse.len(), others.collapse.len()), (1, 1));
}

#[test]
fn phrases_are_no_parties_of_a_truce() {
    let on = json!({"start": "2031-06-19", "end": "2031-06-19"});
    let agreed = |at, agents: Value| {
        let more = event("AGREE", "ceasefire", json!({"agents": agents, "when": on}));
        claim(POST, at, "agreed on a truce along the harbour", more)
    };
    let phrase = json!([{"text": "the old rivals", "party": null}]);
    let parties = |claims: &[Claim]| told(claims).truces.first().map(|t| t.parties.clone()).unwrap_or_default();
    assert_eq!(parties(&[agreed(0, actors("Ilmar")), agreed(200, phrase.clone())]), ["Ilmar"]);
    let [truce] = &told(&[agreed(0, phrase)]).truces[..] else { panic!("one entry") };
    assert_eq!((truce.parties.len(), truce.told.len()), (0, 1), "the words stand in the account");
}

#[test]
fn what_is_brokered_is_no_broker() {
    let on = json!({"start": "2031-06-19", "end": "2031-06-19"});
    let arranged = |at, quote, agents: Value| {
        claim(POST, at, quote, event("CONSULT", "mediation", json!({"agents": agents, "when": on})))
    };
    let pause = json!([{"text": "The harbour pause", "party": null}]);
    let claims = [
        arranged(0, "Teral brokered a pause along the harbour", actors("Teral")),
        arranged(200, "The harbour pause, arranged by friends of both", pause),
    ];
    let [truce] = &told(&claims).truces[..] else { panic!("one entry") };
    assert_eq!(truce.brokers.iter().map(|b| b.party.as_str()).collect::<Vec<_>>(), ["Teral"]);
    assert_eq!(truce.told.len(), 2, "its words are an account of the truce");
}

#[test]
fn another_truce_that_is_only_proposed_makes_no_entry() {
    let more = event("AGREE", "ceasefire", json!({"status": "planned", "agents": actors("Ilmar")}));
    let mut claims = pauses();
    claims.push(claim(POST, 0, "Ilmar's plan for another truce", more));
    assert_eq!(told(&claims).truces.len(), 2);
}

#[test]
fn a_framework_told_of_all_truces_stands_on_each() {
    let mut claims = pauses();
    let quote = "the truces were arranged through the Strand Forum";
    claims.push(claim(POST, 50, quote, event("CONSULT", "mediation", json!({"agents": actors("Strand Forum")}))));
    for truce in &told(&claims).truces {
        let forum = truce.brokers.iter().find(|b| b.party == "Strand Forum").expect("the forum on every truce");
        assert!(forum.together);
    }
}

#[test]
fn truces_that_are_only_counted_make_one_entry_without_a_day() {
    let quote = "three ceasefires have been tried";
    let [truce] = &told(&[claim(POST, 0, quote, event("AGREE", "ceasefire", json!({})))]).truces[..] else {
        panic!("one entry")
    };
    assert_eq!((truce.count, truce.when), (3, None));
}

fn dead(report: &str, at: u32, quote: &str, scope: &str, more: Value) -> Claim {
    let mut fields = json!({"kind": "tally", "attribution": by("Teral"), "certainty": "hedged",
        "tally": {"what": "killed", "high": 6400.0, "best": 6400.0, "scope": scope}});
    for (key, field) in more.as_object().unwrap() {
        fields[key] = field.clone();
    }
    claim(report, at, quote, fields)
}

#[test]
fn one_speakers_figure_in_two_reports_is_one_corroborated_series() {
    let claims = [
        dead(HERALD, 0, "the war may have cost up to 6,400 lives", "total", json!({})),
        dead(POST, 0, "as many as 6,400 dead among both armies", "incident", json!({})),
    ];
    let tallies = told(&claims).tallies;
    assert_eq!(tallies.iter().map(|t| t.corroborated_by).collect::<Vec<_>>(), [2], "{tallies:?}");
}

#[test]
fn a_figure_of_a_place_and_day_stays_an_incident() {
    let here = json!({"places": [{"text": "Dalmar"}], "when": {"start": "2031-06-19", "end": "2031-06-19"}});
    let claims = [
        dead(HERALD, 0, "the war may have cost up to 6,400 lives", "total", json!({})),
        dead(POST, 0, "up to 6,400 died at Dalmar on Thursday", "incident", here),
    ];
    assert_eq!(told(&claims).tallies.len(), 2);
}

#[test]
fn denying_the_charge_denies_what_was_told_just_before() {
    let claims = [
        claim(
            HERALD,
            0,
            "shipping hired fighters to Orlia",
            event(
                "MOBILIZE",
                "deployment",
                json!({"agents": actors("Vessin"), "attribution": [{"text": null, "party": null}]}),
            ),
        ),
        claim(
            HERALD,
            60,
            "Vessin rejects the accusation",
            event(
                "REJECT",
                "denial",
                json!({"agents": actors("Vessin"),
            "attribution": by("Vessin"), "status": "did-not-happen", "certainty": "denied"}),
            ),
        ),
    ];
    let reconciled = told(&claims);
    let kinds: Vec<DiscrepancyKind> = reconciled.discrepancies.iter().map(|d| d.kind).collect();
    assert_eq!(kinds, [DiscrepancyKind::ClaimAgainstDenial]);
    assert_eq!(reconciled.events.len(), 2, "a denial stands against the claim, not in it");
}

fn attack(at: u32, quote: &str, who: [&str; 2], mode: &str, target: &str) -> Claim {
    let more = json!({"attribution": by(who[0]), "agents": actors(who[1]), "targets": actors(target)});
    claim(HERALD, at, quote, event("ASSAULT", mode, more))
}

#[test]
fn each_side_telling_of_the_others_attack_is_blame_against_blame() {
    let claims = [
        attack(0, "Vessin batteries opened up on the northern posts", ["Orlia", "Vessin"], "shooting", "Orlia"),
        attack(900, "its men threw back an Orlian push on the mill", ["Vessin", "Vessin"], "repelled", "Orlia"),
    ];
    let reconciled = told(&claims);
    assert_eq!(reconciled.events.len(), 2, "two deeds");
    let [one] = &reconciled.discrepancies[..] else { panic!("{:?}", reconciled.discrepancies) };
    assert_eq!((one.kind, one.accounts.len()), (DiscrepancyKind::BlameAgainstBlame, 2));
}

#[test]
fn attacks_told_by_one_side_alone_are_no_blame_against_blame() {
    let claims = [
        attack(0, "Vessin batteries opened up on the northern posts", ["Orlia", "Vessin"], "shooting", "Orlia"),
        attack(900, "Vessin planes hit the depot", ["Orlia", "Vessin"], "airstrike", "Orlia"),
    ];
    assert!(told(&claims).discrepancies.is_empty());
}

#[test]
fn calls_talks_and_fighting_of_one_report_are_not_one_event() {
    let claims = [
        attack(0, "Vessin batteries opened up on Orlian posts", ["Orlia", "Vessin"], "shooting", "Orlia"),
        claim(
            HERALD,
            60,
            "Orlia demanded that Vessin pull back",
            event(
                "REQUEST",
                "withdrawal",
                json!({
            "agents": actors("Orlia"), "targets": actors("Vessin"), "status": "called-for", "attribution": by("Orlia")}),
            ),
        ),
        claim(
            HERALD,
            110,
            "talks between Orlia and Vessin",
            event(
                "CONSULT",
                "talks",
                json!({
            "agents": actors("Orlia"), "targets": actors("Vessin")}),
            ),
        ),
        claim(HERALD, 150, "the fighting", event("ASSAULT", "fighting", json!({}))),
        claim(HERALD, 170, "Vessin and Orlia", json!({})),
    ];
    let events = told(&claims).events;
    assert!(events.iter().all(|e| e.accounts.iter().map(|a| a.claims.len()).sum::<usize>() == 1), "{events:?}");
}

#[test]
fn positions_are_of_parties_not_of_long_phrases() {
    let phrase = json!([{"text": "no meeting between the two prime ministers of the coast"}]);
    let tools = json!([{"text": "heavy mortars"}]);
    let more = json!({"agents": phrase, "targets": tools, "attribution": by("Orlia")});
    let positions = told(&[claim(HERALD, 0, "no meeting is planned", event("CONSULT", "meeting", more))]).positions;
    let [one] = &positions[..] else { panic!("{positions:?}") };
    assert_eq!((one.party.as_str(), one.stance, one.toward.len()), ("Orlia", Stance::Mediates, 0));
}

#[test]
fn different_brokers_of_one_truce_are_not_one_event() {
    let day = json!({"start": "2031-06-03", "end": "2031-06-03"});
    let brokered = |by: &str| event("CONSULT", "mediation", json!({"agents": actors(by), "when": day.clone()}));
    let claims = [
        claim(HERALD, 0, "the harbour truce that Teral arranged on 3 June", brokered("Teral")),
        claim(POST, 0, "the harbour truce that Ilmar arranged on 3 June", brokered("Ilmar")),
        claim(POST, 90, "Teral arranged the harbour truce", brokered("Teral")),
    ];
    assert_eq!(told(&claims).events.len(), 2);
}

#[test]
fn a_vague_place_sets_no_event_apart() {
    let capture = |place: &str| {
        let more = json!({"agents": actors("Vessin"), "places": [{"text": place}],
            "when": {"start": "2031-06-19", "end": "2031-06-19"}});
        event("ASSAULT", "capture", more)
    };
    let claims = [
        claim(HERALD, 0, "Vessin captured the mill town of Dalmar on Thursday", capture("Dalmar")),
        claim(POST, 0, "Vessin captured the town of Dalmar on Thursday", capture("the town")),
    ];
    assert_eq!(told(&claims).events.len(), 1);
}

#[test]
fn a_copied_figure_corroborates_nothing() {
    let toll = "418 soldiers of Orlia have been killed since the war began, the army of Orlia said on Sunday in its daily word";
    let dawn = "gunners on the northern bank kept the ferry landing of Dalmar under fire from before dawn until the tide had turned";
    let killed = json!({"kind": "tally", "attribution": by("Orlia"), "tally": {"what": "killed", "party": "Orlia", "low": 418,
        "best": 418, "high": 418, "scope": "total", "as_of": "2031-06-20"}});
    let report = |id: &str, first: &str| {
        vec![claim(id, 0, first, event("ASSAULT", "shelling", json!({}))), claim(id, 300, toll, killed.clone())]
    };
    let other = "fishermen found the landing at Dalmar burnt out, and the harbour master sent every boat to the lee of the island";
    let corroborated =
        |second: &str| told(&[report(HERALD, dawn), report(POST, second)].concat()).tallies[0].corroborated_by;
    assert_eq!(corroborated(&dawn.replace("kept the ferry landing", "had the ferry landing")), 1);
    assert_eq!(corroborated(other), 2);
    let copied = told(&[report(HERALD, dawn), report(POST, dawn)].concat());
    assert!(copied.events.iter().any(|e| e.copies == [POST.to_owned()]), "{:?}", copied.events);
}

#[test]
fn two_sides_that_each_tell_of_their_own_blows_at_a_third_blame_nobody() {
    let blow = |report: &str, side: &str, words: &str| {
        let fields = json!({"attribution": by(side), "agents": actors(side), "targets": actors("the Keth League")});
        claim(report, 0, words, event("ASSAULT", "airstrike", fields))
    };
    let claims = [
        blow(HERALD, "Orlia", "Orlian aircraft struck depots of the Keth League"),
        blow(POST, "Teral", "Terali aircraft struck depots of the Keth League"),
    ];
    assert!(told(&claims).discrepancies.is_empty());
}

#[test]
fn a_truce_only_feared_to_break_is_not_brought_up_to_date() {
    let of = |status: &str| {
        let agreed = json!({"agents": actors("Orlia"), "when": {"start": "2031-06-19", "end": "2031-06-19"}});
        let mut feared =
            claim(POST, 0, "the truce will not hold", json!({"event": {"type": null, "mode": "ceasefire-collapse"}}));
        feared.status = serde_json::from_value(json!(status)).unwrap();
        let claims = [claim(HERALD, 0, "Orlia agreed to a truce", event("AGREE", "ceasefire", agreed)), feared];
        link(&claims).len()
    };
    assert_eq!((of("possible"), of("happened")), (0, 1));
}

#[test]
fn two_sides_accuse_each_other_in_the_same_words() {
    let shelling = |side: &str, n: u32| {
        let more = event("ASSAULT", "shelling", json!({"id": format!("{HERALD}#{n}"), "attribution": by(side)}));
        claim(HERALD, 40, "shelling of the ferry road", more)
    };
    let relations = |claims: &[Claim]| link(claims).iter().map(|l| l.relation).collect::<Vec<_>>();
    assert_eq!(relations(&[shelling("Teral", 1), shelling("Brannoch", 2)]), [Relation::Contradicts]);
    assert!(!relations(&[shelling("Teral", 1), shelling("Teral", 2)]).contains(&Relation::Contradicts));
}

#[test]
fn the_collapse_of_a_truce_that_was_told_without_a_day_updates_it() {
    let agreed =
        claim(HERALD, 0, "Ilmar signed a truce", event("AGREE", "ceasefire", json!({"agents": actors("Ilmar")})));
    let broke = json!({"event": {"type": null, "mode": "ceasefire-collapse"}, "agents": actors("Ilmar")});
    let later = claim("Post@2031-06-25", 0, "the truce with Ilmar fell apart", broke);
    let links = link(&[agreed, later.clone()]);
    assert!(links.iter().any(|l| l.relation == Relation::Updates && l.a == later.id), "{links:?}");
}

#[test]
fn a_later_toll_of_one_incident_by_one_speaker_updates_the_earlier_and_that_of_another_day_does_not() {
    let toll = |report: &str, dead: u32, day: &str, place: &str| {
        let tally =
            json!({"what": "killed", "party": "Orlia", "low": dead, "best": dead, "high": dead, "scope": "incident"});
        let more = json!({"kind": "tally", "tally": tally, "attribution": by("Orlia"), "when": {"start": day, "end": day},
            "places": [{"text": place, "name": place}]});
        claim(report, 0, &format!("{dead} killed in the blast at {place}"), more)
    };
    let updates = |later: Claim| {
        let links = link(&[toll(HERALD, 7, "2031-06-19", "Dalmar"), later.clone()]);
        links.iter().any(|l| l.relation == Relation::Updates && l.a == later.id)
    };
    assert!(updates(toll(POST, 12, "2031-06-19", "Dalmar")));
    assert!(!updates(toll(POST, 12, "2031-06-20", "Dalmar")), "another day");
    assert!(!updates(toll(POST, 12, "2031-06-19", "Keth")), "another place");
    assert!(!updates(toll("Post@2031-08-01", 12, "2031-06-19", "Dalmar")), "a toll is not followed so long");
}
