//! Foes of a report, from claims made by hand.

use herodotus_schema::{Actor, Certainty, Claim, ClaimKind, Coding, ReportRef, Span, Status};

use super::fall_on_foes;

fn actor(party: &str) -> Actor {
    let known = (!party.is_empty()).then(|| party.to_string());
    Actor { text: format!("the {party} side"), party: known, ..Actor::default() }
}

/// A claim that `agent` struck `target`; nobody where that is empty.
fn strike(agent: &str, target: &str) -> Claim {
    let targets = if target.is_empty() { Vec::new() } else { vec![actor(target)] };
    Claim {
        kind: ClaimKind::Event,
        event: Some(Coding { kind: Some("ASSAULT".into()), ..Coding::default() }),
        agents: vec![actor(agent)],
        targets,
        id: String::new(),
        report: ReportRef::default(),
        span: Span { start: 0, end: 1 },
        quote: String::new(),
        sentence: None,
        attribution: Vec::new(),
        places: Vec::new(),
        when: None,
        status: Status::Happened,
        certainty: Certainty::Firm,
        tally: None,
        because: Vec::new(),
    }
}

fn target_of(claims: &[Claim], at: usize) -> Option<&str> {
    claims[at].targets.first().and_then(|t| t.party.as_deref())
}

#[test]
fn an_act_of_force_without_a_target_falls_on_the_foe_of_its_agent() {
    let mut claims = vec![strike("Ruritania", "Freedonia"), strike("Freedonia", "Ruritania"), strike("Freedonia", "")];
    fall_on_foes(&mut claims);
    assert_eq!(target_of(&claims, 2), Some("Ruritania"));
    assert!(claims[2].because.iter().any(|b| b.field == "targets"));
}

#[test]
fn one_claim_sets_nobody_against_another() {
    let mut claims = vec![strike("Ruritania", "Freedonia"), strike("Freedonia", "")];
    fall_on_foes(&mut claims);
    assert_eq!(target_of(&claims, 1), None);
}

#[test]
fn who_has_two_foes_has_none_that_is_clear() {
    let mut claims = vec![
        strike("Ruritania", "Freedonia"),
        strike("Freedonia", "Ruritania"),
        strike("Ruritania", "Sylvania"),
        strike("Sylvania", "Ruritania"),
        strike("Ruritania", ""),
    ];
    fall_on_foes(&mut claims);
    assert_eq!(target_of(&claims, 4), None);
}
