//! Reviewed claims as gold: one report a line, in the form in which articles annotated by hand are kept.

use std::io::{self, Write};

use herodotus_ledger::{Acceptance, Ledger, LedgerError};
use herodotus_schema::{Actor, Claim, Report, Scope, Speaker, Tally};
use serde::Serialize;

use super::jsonl;
use crate::wording::word;

/// A report with the claims of it that an analyst has looked at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReviewedReport {
    id: String,
    outlet: Option<String>,
    title: Option<String>,
    published: Option<String>,
    text: String,
    claims: Vec<GoldClaim>,
    /// Claims that the program makes and the analyst says are none.
    rejected: Vec<GoldClaim>,
    /// Other claims of the report were looked at by nobody: what is missing here is not missing in the report.
    partial: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct GoldClaim {
    quote: String,
    kind: String,
    event: Option<String>,
    mode: Option<String>,
    sources: Vec<String>,
    side: Option<String>,
    cue: Option<String>,
    direct: bool,
    agents: Vec<GoldActor>,
    targets: Vec<GoldActor>,
    places: Vec<String>,
    date: Option<GoldDate>,
    status: String,
    certainty: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    tally: Option<GoldTally>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct GoldActor {
    text: String,
    party: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct GoldDate {
    start: String,
    end: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct GoldTally {
    what: String,
    who: Option<String>,
    party: Option<String>,
    civilian: Option<bool>,
    low: Option<f64>,
    high: Option<f64>,
    scope: Option<Scope>,
    as_of: Option<String>,
}

/// Every report of `ledger` of which an analyst has accepted, corrected or rejected a claim, in the order of the ledger.
/// A claim that was corrected stands as corrected.
pub fn reviewed(ledger: &Ledger) -> Result<Vec<ReviewedReport>, LedgerError> {
    let reviewed = ledger.reviewed()?;
    let mut out = Vec::new();
    for id in ledger.report_ids()? {
        let (Some(looked_at), Some(report)) = (reviewed.get(&id), ledger.report(&id)?) else { continue };
        let (mut claims, mut rejected) = (Vec::new(), Vec::new());
        for claim in looked_at {
            let Some(claim) = ledger.claim(claim)? else { continue };
            match ledger.acceptance(&claim.id)? {
                Some(Acceptance::Rejected) => rejected.push(claim),
                _ => claims.push(claim),
            }
        }
        let shown = ledger.claims_of(&id)?.count();
        let Report { id, outlet, title, published, text, .. } = report;
        let partial = shown > claims.len();
        let (claims, rejected) = (in_order(claims), in_order(rejected));
        out.push(ReviewedReport { id, outlet, title, published, text, claims, rejected, partial });
    }
    Ok(out)
}

fn in_order(mut claims: Vec<Claim>) -> Vec<GoldClaim> {
    claims.sort_by(|x, y| (x.span, &x.id).cmp(&(y.span, &y.id)));
    claims.iter().map(gold).collect()
}

/// Writes one report a line.
pub fn write(out: &mut dyn Write, reports: &[ReviewedReport]) -> io::Result<()> {
    reports.iter().try_for_each(|report| jsonl::write(out, report))
}

fn gold(claim: &Claim) -> GoldClaim {
    let source = |speaker: &Speaker| speaker.text.clone().unwrap_or_else(|| "?".to_owned());
    let actors = |actors: &[Actor]| {
        actors.iter().map(|actor| GoldActor { text: actor.text.clone(), party: actor.party.clone() }).collect()
    };
    let day = |moment: herodotus_schema::Moment| moment.day().to_string();
    let first = claim.attribution.first();
    GoldClaim {
        quote: claim.quote.clone(),
        kind: word(claim.kind),
        event: claim.event_type().map(str::to_owned),
        mode: claim.mode().map(str::to_owned),
        sources: claim.attribution.iter().map(source).collect(),
        side: claim.side().map(str::to_owned),
        cue: first.and_then(|speaker| speaker.cue.clone()),
        direct: first.is_some_and(|speaker| speaker.direct),
        agents: actors(&claim.agents),
        targets: actors(&claim.targets),
        places: claim.places.iter().map(|place| place.text.clone()).collect(),
        date: claim.when.as_ref().map(|when| GoldDate { start: day(when.start), end: day(when.end) }),
        status: word(claim.status),
        certainty: word(claim.certainty),
        tally: claim.tally.as_ref().map(counted),
    }
}

fn counted(tally: &Tally) -> GoldTally {
    GoldTally {
        what: tally.what.clone(),
        who: tally.who.clone(),
        party: tally.party.clone(),
        civilian: tally.civilian,
        low: tally.low,
        high: tally.high,
        scope: tally.scope,
        as_of: tally.as_of.map(|day| day.to_string()),
    }
}
