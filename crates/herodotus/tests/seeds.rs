//! The two reports that the product must read best: what their claims, tallies, truces and links must show.
//!
//! The reports lie beside the checkout and are no part of the project; without them each test says that it was skipped.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use herodotus::Pipeline;
use herodotus_schema::{Certainty, Claim, Link, Reconciled, Relation, Scope, Status};

/// What reading both reports comes to.
struct Seeds {
    claims: Vec<Claim>,
    links: Vec<Link>,
    reconciled: Reconciled,
}

fn seeds() -> Option<&'static Seeds> {
    static SEEDS: OnceLock<Option<Seeds>> = OnceLock::new();
    let found = SEEDS.get_or_init(|| {
        let shared = std::env::var_os("HERODOTUS_SHARED").map(PathBuf::from);
        let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
        let bytes = std::fs::read(shared.unwrap_or_else(beside).join("seeds/seeds.jsonl")).ok()?;
        let pipeline = Pipeline::shipped().expect("the shipped pipeline loads");
        let reports = herodotus_intake::reports_from_bytes("seeds.jsonl", &bytes);
        let claims: Vec<Claim> =
            reports.into_iter().flat_map(|r| pipeline.code(r.expect("the seeds are reports")).claims).collect();
        let links = herodotus_reconcile::link(&claims);
        let reconciled = herodotus_reconcile::reconcile(&claims, &links);
        Some(Seeds { claims, links, reconciled })
    });
    if found.is_none() {
        println!("skipped: the seeds are not beside the checkout (HERODOTUS_SHARED)");
    }
    found.as_ref()
}

impl Seeds {
    /// The claim of that side (empty for none) and type whose quote holds all of `words`.
    fn claim(&self, side: &str, kind: &str, words: &[&str]) -> &Claim {
        let fits = |c: &&Claim| {
            c.side().unwrap_or("") == side
                && c.event_type().unwrap_or("") == kind
                && words.iter().all(|w| c.quote.contains(w))
        };
        let found = self.claims.iter().filter(fits).min_by_key(|c| c.quote.len());
        found.unwrap_or_else(|| {
            let near: Vec<_> = self.claims.iter().filter(|c| words.iter().any(|w| c.quote.contains(w))).collect();
            let near: Vec<_> = near.iter().map(|c| (c.side(), c.event_type(), &c.quote)).collect();
            panic!("no {kind} claim of {side:?} with {words:?}; with some of the words: {near:#?}")
        })
    }

    fn is_linked(&self, a: &Claim, b: &Claim, relation: Relation) -> bool {
        let pair = |l: &Link| (l.a == a.id && l.b == b.id) || (l.a == b.id && l.b == a.id);
        self.links.iter().any(|l| l.relation == relation && pair(l))
    }
}

fn days(claim: &Claim) -> (String, String) {
    let when = claim.when.as_ref().expect("the claim has a day");
    (when.start.day().to_string(), when.end.day().to_string())
}

fn parties(actors: &[herodotus_schema::Actor]) -> Vec<&str> {
    actors.iter().filter_map(|a| a.party.as_deref()).collect()
}

#[test]
fn its_own_side_counts_the_dead_of_nagorno_karabakh() {
    let Some(seeds) = seeds() else { return };
    let claim = seeds.claim("Nagorno-Karabakh", "", &["1,177"]);
    let tally = claim.tally.as_ref().expect("it is a tally");
    assert_eq!((tally.low, tally.high), (Some(1177.0), Some(1177.0)));
    assert_eq!((tally.what.as_str(), tally.party.as_deref()), ("killed", Some("Nagorno-Karabakh")));
    assert_eq!((tally.scope, tally.as_of.map(|d| d.to_string())), (Some(Scope::Total), Some("2020-11-02".to_string())));
    let untold = seeds.claims.iter().find(|c| c.quote.contains("disclose")).expect("what is not disclosed");
    assert_eq!((parties(&untold.agents), untold.status), (vec!["Azerbaijan"], Status::DidNotHappen));
}

#[test]
fn two_reports_carry_the_russian_estimate() {
    let Some(seeds) = seeds() else { return };
    let of_russia = |t: &&herodotus_schema::TallySeries| {
        t.voice.party.as_deref() == Some("Russia") && t.high == Some(5000.0) && t.corroborated_by == 2
    };
    let series = seeds.reconciled.tallies.iter().find(of_russia).expect("one series of Russia's, of two reports");
    let thousands = |t: &&herodotus_schema::TallySeries| t.low == Some(2000.0) && t.what == "killed";
    let beside = seeds.reconciled.tallies.iter().find(thousands).expect("the thousands killed");
    assert_ne!(series.id, beside.id);
    let figures = |d: &herodotus_schema::Discrepancy| d.kind == herodotus_schema::DiscrepancyKind::FigureAgainstFigure;
    assert!(!seeds.reconciled.discrepancies.iter().any(figures), "\"thousands\" does not speak against 5,000");
}

#[test]
fn turkey_denies_having_sent_mercenaries() {
    let Some(seeds) = seeds() else { return };
    let militants = seeds.claim("Russia", "", &["2,000 militants"]);
    let stood = militants.tally.as_ref().and_then(|t| t.as_of).map(|d| d.to_string());
    let when = militants.when.as_ref().map(|w| w.end.day().to_string());
    assert_eq!(stood.or(when).as_deref(), Some("2020-11-03"));
    let denial = seeds.claims.iter().find(|c| c.side() == Some("Turkey") && c.certainty == Certainty::Denied);
    let denial = denial.expect("Turkey's denial");
    let accusation = seeds.claims.iter().find(|c| c.quote.contains("mercenaries") && c.id != denial.id);
    let accusation = accusation.expect("the accusation");
    assert_eq!(parties(&accusation.agents), ["Turkey"]);
    assert!(seeds.is_linked(denial, accusation, Relation::Contradicts));
}

#[test]
fn the_truces_of_october_are_told_with_their_brokers() {
    let Some(seeds) = seeds() else { return };
    let truces = &seeds.reconciled.truces;
    let first = truces.iter().find(|t| t.when.is_some_and(|w| w.start.day().to_string() == "2020-10-10"));
    let first = first.expect("the truce of 10 October");
    let brokers = |t: &herodotus_schema::Truce| t.brokers.iter().map(|b| b.party.clone()).collect::<Vec<_>>();
    assert!(brokers(first).contains(&"Russia".to_string()), "{:?}", brokers(first));
    assert!(!first.collapse.is_empty(), "it collapsed");
    let all: Vec<String> = truces.iter().flat_map(brokers).collect();
    for broker in ["France", "United States", "OSCE Minsk Group"] {
        assert!(all.contains(&broker.to_string()), "{broker} is credited: {all:?}");
    }
    let pledge = seeds.reconciled.pledges.iter().find(|p| p.parties.len() == 2).expect("the pledge of both sides");
    assert_eq!(pledge.parties, ["Armenia", "Azerbaijan"]);
    assert!(!pledge.accusations.is_empty(), "each accuses the other after it");
}

#[test]
fn each_side_accuses_the_other_of_firing_on_towns() {
    let Some(seeds) = seeds() else { return };
    for (side, other) in [("Armenia", "Azerbaijan"), ("Azerbaijan", "Armenia")] {
        let claim = seeds.claim(side, "ASSAULT", &["residential areas"]);
        assert_eq!(parties(&claim.agents), [other], "whom {side} accuses");
    }
}

#[test]
fn the_accounts_stand_side_by_side() {
    let Some(seeds) = seeds() else { return };
    let fire = seeds.claim("Azerbaijan", "ASSAULT", &["howitzers", "mortars"]);
    assert_eq!(days(fire), ("2020-11-04".to_string(), "2020-11-05".to_string()));
    assert!(fire.attribution[0].direct && parties(&fire.agents) == ["Armenia"]);
    let thwarted = seeds.claim("Nagorno-Karabakh", "ASSAULT", &["thwarted"]);
    assert_eq!(parties(&thwarted.targets), ["Azerbaijan"]);
    let enemy = seeds.claim("Nagorno-Karabakh", "ASSAULT", &["offensive using armored vehicles"]);
    assert_eq!(parties(&enemy.agents), ["Azerbaijan"], "the enemy is Azerbaijan");
    assert_eq!(days(enemy).0, "2020-11-05");
    let hour = enemy.when.as_ref().and_then(|w| w.text.as_deref());
    assert!(hour.is_some_and(|t| t.contains("10:30")), "{hour:?}");
    seeds.claim("Nagorno-Karabakh", "ASSAULT", &["halted", "Shushi"]);
    let bombarded = seeds.claim("Nagorno-Karabakh", "ASSAULT", &["Martuni", "Shushi"]);
    assert_eq!(parties(&bombarded.agents), ["Azerbaijan"]);
    seeds.claim("Azerbaijan", "ASSAULT", &["fighting", "districts"]);
    let blame = |d: &herodotus_schema::Discrepancy| d.kind == herodotus_schema::DiscrepancyKind::BlameAgainstBlame;
    assert!(seeds.reconciled.discrepancies.iter().any(blame));
}

#[test]
fn the_places_lie_where_they_lie() {
    let Some(seeds) = seeds() else { return };
    let near = |name: &str, lat: f64, lon: f64| {
        let places = seeds.claims.iter().flat_map(|c| &c.places).filter(|p| p.text == name);
        let at: Vec<_> = places.map(|p| (p.lat.unwrap_or(0.0), p.lon.unwrap_or(0.0))).collect();
        assert!(!at.is_empty(), "{name} locates a claim");
        assert!(at.iter().all(|(a, b)| (a - lat).abs() < 0.2 && (b - lon).abs() < 0.2), "{name}: {at:?}");
    };
    near("Shushi", 39.76, 46.75);
    near("Martuni", 39.80, 47.11);
    near("Stepanakert", 39.82, 46.75);
}

#[test]
fn diplomacy_is_told_with_its_speakers() {
    let Some(seeds) = seeds() else { return };
    seeds.claims.iter().find(|c| c.side() == Some("Russia") && c.quote.contains("Iranian proposal")).expect("Russia");
    let putin = |c: &&Claim| c.side() == Some("Russia") && c.attribution[0].direct && c.quote.contains("contact");
    seeds.claims.iter().find(putin).expect("Putin's words");
    for words in ["contacts", "No meeting"] {
        let planned = |c: &&Claim| c.side() == Some("Armenia") && c.quote.contains(words);
        let claim = seeds.claims.iter().find(planned).unwrap_or_else(|| panic!("Mnatsakanian on {words}"));
        assert_eq!(claim.status, Status::DidNotHappen, "{words}");
    }
    let call = seeds.claim("Azerbaijan", "REQUEST", &["withdraw"]);
    assert_eq!((parties(&call.targets), call.status), (vec!["Armenia"], Status::CalledFor));
    let support = |c: &&Claim| c.event_type() == Some("SUPPORT") && parties(&c.targets) == ["Azerbaijan"];
    assert!(seeds.claims.iter().any(|c| support(&c) && c.quote.contains("support for Azerbaijan")));
    seeds.claims.iter().find(|c| c.side() == Some("Turkey") && c.event_type() == Some("REQUEST")).expect("its call");
    seeds.claims.iter().find(|c| c.quote.contains("Minsk Group") && c.quote.contains("continuing")).expect("its work");
}

#[test]
fn the_earlier_war_is_not_this_one() {
    let Some(seeds) = seeds() else { return };
    let began = |c: &&Claim| c.when.as_ref().is_some_and(|w| w.start.day().to_string() == "2020-09-27");
    assert!(seeds.claims.iter().any(|c| began(&c)), "the fighting began on 27 September");
    let old = |c: &&Claim| c.when.as_ref().is_some_and(|w| w.start.day().year() == 1994);
    assert!(seeds.claims.iter().any(|c| old(&c)), "1994 is told");
}
