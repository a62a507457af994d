//! Foes of a report, from claims made by hand.

use herodotus_schema::{
    Actor, Certainty, Claim, ClaimKind, Coding, Document, Entity, EntityType, Mention, Report, ReportRef, Span, Status,
};

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

/// A report that names Ruritania by its army first, then by itself.
fn report() -> Document {
    let mut doc = Document::new(Report { text: "Ruritanian troops left Ruritania".into(), ..Report::default() });
    for (start, end, role) in [(0, 17, Some("MIL")), (23, 32, None)] {
        let entity = Entity {
            party: "Ruritania".into(),
            code: Some("RUR".into()),
            role: role.map(str::to_string),
            because: String::new(),
        };
        doc.mentions.push(Mention {
            span: Span { start, end },
            tokens: 0..0,
            kind: EntityType::Organisation,
            parties: vec![entity],
            entity: 0,
        });
    }
    doc
}

fn target_of(claims: &[Claim], at: usize) -> Option<&str> {
    claims[at].targets.first().and_then(|t| t.party.as_deref())
}

#[test]
fn an_act_of_force_without_a_target_falls_on_the_foe_of_its_agent() {
    let mut claims = vec![strike("Ruritania", "Freedonia"), strike("Freedonia", "Ruritania"), strike("Freedonia", "")];
    fall_on_foes(&report(), &mut claims);
    assert_eq!(target_of(&claims, 2), Some("Ruritania"));
    let target = &claims[2].targets[0];
    assert_eq!(
        (target.text.as_str(), target.span),
        ("Ruritania", Some(Span { start: 23, end: 32 })),
        "the words that name it"
    );
    assert!(claims[2].because.iter().any(|b| b.field == "targets"));
}

#[test]
fn a_foe_that_no_words_name_is_not_shown() {
    let mut claims = vec![strike("Ruritania", "Freedonia"), strike("Freedonia", "Ruritania"), strike("Ruritania", "")];
    fall_on_foes(&report(), &mut claims);
    assert_eq!(target_of(&claims, 2), None);
}

#[test]
fn one_claim_sets_two_against_each_other() {
    let mut claims = vec![strike("Ruritania", "Freedonia"), strike("Freedonia", "")];
    fall_on_foes(&report(), &mut claims);
    assert_eq!(target_of(&claims, 1), Some("Ruritania"));
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
    fall_on_foes(&report(), &mut claims);
    assert_eq!(target_of(&claims, 4), None);
}

#[test]
fn of_two_foes_who_both_act_each_is_struck() {
    let mut both = strike("Ruritania", "");
    both.agents.push(actor("Freedonia"));
    let mut claims = vec![strike("Ruritania", "Freedonia"), both];
    fall_on_foes(&report(), &mut claims);
    let struck: Vec<_> = claims[1].targets.iter().filter_map(|t| t.party.as_deref()).collect();
    assert_eq!(struck, ["Ruritania", "Freedonia"]);
}

#[test]
fn who_strikes_along_with_another_falls_on_their_foe() {
    let mut joint = strike("Ruritania", "");
    joint.agents.push(actor("Sylvania"));
    let mut claims = vec![strike("Ruritania", "Freedonia"), joint];
    fall_on_foes(&report(), &mut claims);
    assert!(claims[1].targets.iter().all(|t| t.party.as_deref() != Some("Sylvania")));
}
