//! The history of a claim, report, event, tally or truce in words: each entry that bears on it, in order.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_ledger::{Entry, Ledger, Review, SetAside, Verdict};
use herodotus_schema::{Claim, Link};

use crate::changed_fields::{changed_fields, in_words};
use crate::findings::{self, NotFound};
use crate::wording::word;

/// One entry in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// The entry's number.
    pub entry: i64,
    /// What happened: "claim coded".
    pub what: String,
    /// To what, and how; of a review also whether it stands.
    pub told: String,
}

/// The history of what `id`, or the one id that begins so, names: a claim, also one that stands no more, a report with its
/// claims, or the claims of an event, tally, truce or discrepancy.
pub fn log(ledger: &Ledger, id: &str) -> Result<Vec<LogLine>, NotFound> {
    let history = match (ledger.claim(id)?, ledger.report(id)?, ledger.gone(id)?) {
        (Some(claim), ..) => ledger.history(&[claim.id].into())?,
        (_, Some(report), _) => ledger.history_of_report(&report.id)?,
        (.., Some(gone)) => ledger.history(&[gone].into())?,
        _ => {
            let claims = findings::finding(ledger, id)?.claims.into_iter().map(|claim| claim.id);
            ledger.history(&claims.collect::<BTreeSet<String>>())?
        }
    };
    let aside = ledger.set_aside()?;
    let mut coded = BTreeMap::new();
    Ok(history
        .into_iter()
        .map(|(at, entry)| {
            let standing = standing(at, &entry, &aside);
            let mut line = line(at, entry, &mut coded);
            line.told.push_str(&standing);
            line
        })
        .collect())
}

/// Whether a review stands, and what stands in its place; of one that is taken back, by what. Nothing of other entries.
fn standing(at: i64, entry: &Entry, aside: &SetAside) -> String {
    match (entry, aside.undone.get(&at), aside.replaced.get(&at)) {
        (Entry::Reviewed(_) | Entry::Undone(_), Some(by), _) => format!(" [taken back by entry {by}]"),
        (Entry::Reviewed(_), _, Some(by)) => format!(" [entry {by} stands in its place]"),
        (Entry::Reviewed(_), ..) => " [stands]".to_owned(),
        _ => String::new(),
    }
}

/// `coded` holds the codings that were met so far, by id, and by the id of what succeeds them.
fn line(entry: i64, what: Entry, coded: &mut BTreeMap<String, Claim>) -> LogLine {
    let (what, told) = match what {
        Entry::ReportRead(report) => {
            let facts = [report.outlet, report.published, report.title];
            let facts: Vec<String> = facts.into_iter().flatten().collect();
            ("report read", format!("{}  {}", report.id, facts.join(", ")))
        }
        Entry::ClaimCoded(claim) => coded_line(*claim, coded),
        Entry::ClaimRetracted(gone) => match (gone.successor, coded.remove(&gone.claim)) {
            (Some(successor), before) => {
                let told = format!("{}, now {successor}", gone.claim);
                coded.extend(before.map(|before| (successor, before)));
                ("claim retracted", told)
            }
            (None, _) => ("claim retracted", format!("{}, found no more", gone.claim)),
        },
        Entry::Linked(link) => ("linked", linked(&link)),
        Entry::Unlinked(link) => ("unlinked", format!("{} {} {}", link.a, word(link.relation), link.b)),
        Entry::LinksJudged(_) => ("links judged", String::new()),
        Entry::Reviewed(review) => (verdict(&review), reviewed(&review)),
        Entry::Undone(undo) => {
            ("taken back", format!("entry {}, {}", undo.entry, signed(&undo.by, undo.on, &undo.because)))
        }
    };
    LogLine { entry, what: what.to_owned(), told }
}

fn coded_line(claim: Claim, coded: &mut BTreeMap<String, Claim>) -> (&'static str, String) {
    let id = claim.id.clone();
    let told = match coded.get(&id) {
        Some(before) => {
            let fields = changed_fields(before, &claim);
            let how = if fields.is_empty() { "by another derivation".to_owned() } else { in_words(&fields) };
            ("claim recoded", format!("{id}  {how}"))
        }
        None => ("claim coded", format!("{id}  {}", short(&claim))),
    };
    coded.insert(id, claim);
    told
}

fn short(claim: &Claim) -> String {
    let kind = claim.event_type().map_or_else(|| word(claim.kind), str::to_owned);
    let mode = claim.mode().map(|mode| format!(" {mode}")).unwrap_or_default();
    let quote = claim.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{kind}{mode}, {}, {}: \"{quote}\"", word(claim.status), word(claim.certainty))
}

fn linked(link: &Link) -> String {
    let because = if link.because.is_empty() { String::new() } else { format!("; {}", link.because.join(", ")) };
    format!("{} {} {} (score {:.2}{because})", link.a, word(link.relation), link.b, link.score)
}

fn verdict(review: &Review) -> &'static str {
    match review.verdict {
        Verdict::Accept(_) => "accepted",
        Verdict::Reject(_) => "rejected",
        Verdict::Correct(..) => "corrected",
        Verdict::Add(_) => "added",
        Verdict::Same(..) => "joined",
        Verdict::Apart(..) => "parted",
        Verdict::Parties { .. } => "parties merged",
        Verdict::Retract(_) => "report retracted",
    }
}

/// What a review says, of what, by whom and why.
pub fn reviewed(review: &Review) -> String {
    let what = match &review.verdict {
        Verdict::Accept(claim) => format!("{} is accepted", claim.claim),
        Verdict::Reject(claim) => format!("{} is rejected", claim.claim),
        Verdict::Correct(claim, correction) => format!("{}  {}", claim.claim, correction.in_words()),
        Verdict::Add(claim) => format!("{} is added  {}", claim.id, short(claim)),
        Verdict::Same(a, b) => format!("{} and {} tell the same", a.claim, b.claim),
        Verdict::Apart(a, b) => format!("{} and {} tell of different things", a.claim, b.claim),
        Verdict::Parties { keep, merge, .. } => format!("{merge} is read as {keep}"),
        Verdict::Retract(report) => format!("report {report} is retracted"),
    };
    format!("{what}, {}", signed(&review.by, review.on, &review.because))
}

fn signed(by: &str, on: Option<jiff::civil::Date>, because: &str) -> String {
    let on = on.map(|day| format!(" on {day}")).unwrap_or_default();
    format!("by {by}{on}: {because}")
}
