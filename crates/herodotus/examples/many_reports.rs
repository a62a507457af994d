//! Makes up many reports of one invented war, links them as they come, and tells what each thousand costs.
//!
//! `cargo run --release -p herodotus --example many_reports -- LEDGER.db COUNT [UNJUDGED]` makes COUNT reports, the same at every
//! run: about ninety a day from several outlets, a dozen claims each, of the same happenings in other words; one in twenty comes up to
//! ten days late, one in twenty-five is another's copy. They go into LEDGER.db, a new file, and are linked a thousand at a time.
//! The first UNJUDGED of them take their slots, but their links are not judged: what linking costs in a ledger of that size is
//! learnt sooner. Times are of the processor, as Linux tells them, so that what else runs does not count.

use std::error::Error;

use herodotus::ledger::{BlockSlot, Ledger, LedgerError};
use herodotus::reconcile::{edition, slots_of};
use herodotus::relink;
use herodotus::schema::{Claim, Report};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

/// Reports a day.
const DAILY: usize = 90;
/// Happenings a day.
const HAPPENINGS: u64 = 24;
/// Reports linked in one go.
const GO: usize = 1000;

const PARTIES: [&str; 6] = ["Orlia", "Vessin", "Brannoch", "Teral", "Ilmar", "the Keth League"];
const OUTLETS: [&str; 12] = [
    "Courier", "Gazette", "Herald", "Post", "Tribune", "Observer", "Mail", "Register", "Star", "Argus", "Echo",
    "Standard",
];
const HEADS: [&str; 16] =
    ["Dal", "Il", "Ker", "Mor", "Tes", "Var", "Sul", "Bran", "Ost", "Pel", "Rud", "Hal", "Nor", "Lim", "Gor", "Zan"];
const TAILS: [&str; 8] = ["mar", "za", "keth", "dun", "ovik", "ara", "stead", "by"];
/// Type, mode and three wordings of each sort of happening; A acts, B suffers, T is the town.
const SORTS: [(&str, &str, [&str; 3]); 6] = [
    (
        "ASSAULT",
        "shelling",
        ["A gunners shelled the outskirts of T", "artillery of A pounded T", "shells fired by A fell on T"],
    ),
    (
        "ASSAULT",
        "airstrike",
        ["A warplanes struck a depot near T", "an air raid by A hit T", "A bombed positions of B at T"],
    ),
    ("ASSAULT", "capture", ["A troops captured T from B", "T fell to A", "A said to have taken control of T"]),
    (
        "CONSULT",
        "talks",
        ["envoys of A and B met in T", "A held talks with B in T", "delegations of A and B sat down at T"],
    ),
    ("AID", "humanitarian-aid", ["A sent a relief convoy to T", "aid lorries of A reached T", "A delivered food to T"]),
    (
        "COERCE",
        "arrest",
        ["A arrested dozens in T", "security forces of A detained people in T", "A rounded up residents of T"],
    ),
];

/// A number that looks drawn by lot and is the same at every run (SplitMix64).
fn lot(seed: u64, below: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x1234_5678_9abc_def1);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) % below
}

fn pick<T: Copy>(of: &[T], seed: u64) -> T {
    of[lot(seed, of.len() as u64) as usize]
}

fn actor(party: &str) -> Value {
    json!([{"text": party, "party": party}])
}

/// The `n`th happening of a day, in one of its wordings: the words, and the claim but for its place in a report.
fn happening(day: Date, n: u64, wording: u64) -> (String, Value) {
    let seed = u64::from(day.day_of_year() as u16) * 1009 + u64::from(day.year() as u16) * 400_009 + n * 31;
    let (kind, mode, words) = pick(&SORTS, seed);
    let agent = pick(&PARTIES, seed + 1);
    let target = pick(&PARTIES, seed + 2);
    let town = format!("{}{}", pick(&HEADS, seed + 3), pick(&TAILS, seed + 4));
    let words = words[wording as usize % 3].replace('A', agent).replace('B', target).replace('T', &town);
    let dated = wording.is_multiple_of(2).then(|| json!({"start": day, "end": day}));
    let said = if wording.is_multiple_of(5) { actor(target) } else { json!([]) };
    let claim = json!({"kind": "event", "event": {"type": kind, "mode": mode}, "agents": actor(agent), "targets": actor(target),
        "attribution": said, "slots": [{"text": town}], "when": dated, "status": "happened", "certainty": "firm"});
    (words, claim)
}

/// A running total of one side's dead, as one speaker gives it.
fn toll(day: Date, seed: u64) -> (String, Value) {
    let (party, speaker) = (pick(&PARTIES, seed), pick(&PARTIES, seed + 1));
    let dead = 200 + 7 * u64::from(day.day_of_year() as u16) + 10 * lot(seed + 2, 3);
    let claim = json!({"kind": "tally", "attribution": actor(speaker), "status": "happened", "certainty": "firm",
        "tally": {"what": "killed", "party": party, "low": dead, "best": dead, "high": dead, "scope": "total", "as_of": day}});
    (format!("{dead} soldiers of {party} have been killed since the war began"), claim)
}

/// The `n`th report with its claims.
fn report(n: usize) -> Result<(Report, Vec<Claim>), serde_json::Error> {
    let seed = n as u64 * 7919;
    // A copy repeats what was told five reports before.
    let told = if lot(seed, 25) == 0 && n >= 5 { (n as u64 - 5) * 7919 } else { seed };
    let late = if lot(seed + 1, 20) == 0 { lot(seed + 2, 10) as i64 } else { 0 };
    let start = date(2031, 1, 1);
    let day = start.saturating_add(((n / DAILY) as i64).days());
    let day = day.saturating_sub(late.days()).max(start);
    let id = format!("made-{n:06}");
    let published = day.to_string();
    let of = json!({"id": id, "outlet": pick(&OUTLETS, seed + 3), "published": published});
    let (mut text, mut claims) = (String::new(), Vec::new());
    for c in 0..8 + lot(told + 4, 8) {
        let drawn = told + 10 + c * 13;
        let back = if lot(drawn, 8) == 0 { 20 + lot(drawn + 1, 60) as i64 } else { lot(drawn + 1, 3) as i64 };
        let when = day.saturating_sub(back.days());
        let (words, mut claim) = match lot(drawn + 2, 9) {
            0 => toll(day, drawn),
            _ => happening(when, lot(drawn + 3, HAPPENINGS), lot(drawn + 4, 60)),
        };
        let span = json!({"start": text.len(), "end": text.len() + words.len()});
        (claim["id"], claim["report"]) = (json!(""), of.clone());
        (claim["span"], claim["sentence"], claim["quote"]) = (span.clone(), span, json!(words));
        text.push_str(&words);
        text.push_str(". ");
        let mut claim: Claim = serde_json::from_value(claim)?;
        claim.id = herodotus_coder::claim_id(&claim);
        claims.push(claim);
    }
    let report = json!({"id": id, "outlet": of["outlet"], "published": published, "text": text});
    Ok((serde_json::from_value(report)?, claims))
}

/// Enters reports without judging their links, as if none were linked.
fn enter_unjudged(ledger: &mut Ledger, reports: &[(Report, Vec<Claim>)]) -> Result<(), LedgerError> {
    let edition = edition();
    ledger.whole(|ledger| {
        for (report, claims) in reports {
            ledger.add(report, claims)?;
            let slots = claims.iter().map(slots_of).flat_map(|slots| {
                let (day, tie) = (slots.at.day, slots.at.tie);
                slots.blocks.into_iter().map(move |block| BlockSlot { block: block.name, day, tie })
            });
            ledger.take_slots(&report.id, &slots.collect::<Vec<_>>())?;
            ledger.linked((&report.id, &edition), &[], &[])?;
        }
        Ok(())
    })
}

/// The processor's seconds that the program has taken: fields 14 and 15 of Linux's account, in hundredths.
fn processor() -> f64 {
    let account = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = account.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok());
    ticks.sum::<u64>() as f64 / 100.0
}

/// The most memory the program has held, as Linux tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}

fn main() -> Result<(), Box<dyn Error>> {
    let usage = "usage: many_reports LEDGER.db COUNT [UNJUDGED]";
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or(usage)?;
    let count: usize = args.next().ok_or(usage)?.parse().map_err(|_| usage)?;
    let unjudged: usize = args.next().map_or(Ok(0), |number| number.parse()).map_err(|_| usage)?;
    let mut ledger = Ledger::open(&path)?;
    if ledger.counts()?.0 > 0 {
        return Err(format!("{path}: there are reports in it already; name a new file").into());
    }
    let (mut adding, mut linking) = (0.0, 0.0);
    for from in (0..unjudged).step_by(GO) {
        let reports = (from..unjudged.min(from + GO)).map(report).collect::<Result<Vec<_>, _>>()?;
        enter_unjudged(&mut ledger, &reports)?;
    }
    println!("reports  adding s  linking s  peak memory  ledger MB");
    for n in unjudged..count {
        let began = processor();
        let (report, claims) = report(n)?;
        ledger.add(&report, &claims)?;
        adding += processor() - began;
        if n == unjudged || (n + 1).is_multiple_of(GO) || n + 1 == count {
            let began = processor();
            relink(&mut ledger)?;
            linking += processor() - began;
        }
        if (n + 1).is_multiple_of(GO) || n + 1 == count {
            let size = std::fs::metadata(&path)?.len() as f64 / 1e6;
            println!("{:7}  {:8.2}  {:9.2}  {:>11}  {size:9.1}", n + 1, adding, linking, peak());
            (adding, linking) = (0.0, 0.0);
        }
    }
    Ok(())
}
