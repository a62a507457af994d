//! Reports and claims of an invented war, for the tests of the ledger.

use herodotus_schema::{Actor, Certainty, Claim, ClaimKind, Coding, Report, Span, Speaker, Status, Tally};

pub const TEXT: &str = "Rebel gunners shelled the port of Dalmar on Tuesday. The army denied losing the bridge at Orlo. \
                        The governor said 12 soldiers were killed.";

pub fn report(id: &str) -> Report {
    Report { id: id.into(), published: Some("2021-03-10".into()), text: TEXT.into(), ..Report::default() }
}

/// The id that the tests give a claim for what it says: its report, place and type.
pub fn id_of(claim: &Claim) -> String {
    format!("{}-{}-{}-{}", claim.report.id, claim.span.start, claim.span.end, claim.event_type().unwrap_or("figure"))
}

/// A claim whose words are `quote`, of `event` or a figure where there is none.
pub fn claim(report: &Report, quote: &str, event: Option<&str>) -> Claim {
    let start = TEXT.find(quote).unwrap() as u32;
    let mut claim = Claim {
        id: String::new(),
        report: report.into(),
        span: Span::new(start, start + quote.len() as u32),
        quote: quote.into(),
        sentence: None,
        kind: if event.is_some() { ClaimKind::Event } else { ClaimKind::Tally },
        event: event.map(|kind| Coding { kind: Some(kind.into()), ..Coding::default() }),
        attribution: Vec::new(),
        agents: Vec::new(),
        targets: Vec::new(),
        places: Vec::new(),
        when: None,
        status: Status::Happened,
        certainty: Certainty::Firm,
        tally: event.is_none().then(|| Tally {
            what: "killed".into(),
            who: None,
            party: Some("Dalmar".into()),
            civilian: None,
            low: Some(12.0),
            best: Some(12.0),
            high: Some(12.0),
            scope: None,
            as_of: None,
        }),
        because: Vec::new(),
    };
    claim.id = id_of(&claim);
    claim
}

pub fn shelling(report: &Report) -> Claim {
    let gunners = Actor { text: "Rebel gunners".into(), party: Some("Free Dalmar Army".into()), ..Actor::default() };
    Claim { agents: vec![gunners], ..claim(report, "Rebel gunners shelled the port of Dalmar", Some("ASSAULT")) }
}

pub fn bridge(report: &Report) -> Claim {
    claim(report, "losing the bridge at Orlo", Some("RETREAT"))
}

pub fn toll(report: &Report) -> Claim {
    let governor = Speaker { text: Some("The governor".into()), party: Some("Dalmar".into()), ..Speaker::default() };
    Claim { attribution: vec![governor], ..claim(report, "12 soldiers were killed", None) }
}
