//! The analyst's hand: what a review shows, how it is taken back, and that it outlives another coding.

mod common;
#[path = "common/judging.rs"]
mod judging;

use std::collections::BTreeSet;

use common::{bridge, claim, id_of, report, shelling, toll};
use herodotus_ledger::{
    Acceptance, Anchor, Bounds, Correction, Entry, Filter, Identity, Ledger, LedgerError, Recoded, Review, Undo,
    Verdict, Who,
};
use herodotus_schema::{Actor, Claim, Coding, Link, Relation, Report, Speaker, Status};
use judging::judge;

fn ledger(reports: &[&str]) -> Ledger {
    let mut ledger = Ledger::open_in_memory().unwrap();
    for id in reports {
        let report = report(id);
        ledger.add(&report, &[shelling(&report), bridge(&report), toll(&report)]).unwrap();
    }
    ledger
}

fn said(verdict: Verdict) -> Review {
    Review { by: "Ada".into(), because: "the report says so".into(), on: None, verdict }
}

fn undo(ledger: &mut Ledger, entry: i64) -> Result<i64, LedgerError> {
    ledger.undo(&Undo { by: "Ben".into(), because: "misread".into(), on: None, entry })
}

fn party(at: usize, name: &str, code: Option<&str>) -> Who {
    Who { at, words: None, is: Identity::Party { name: name.into(), code: code.map(Into::into) } }
}

fn by_party(ledger: &Ledger, party: &str) -> Vec<String> {
    let filter = Filter { parties: vec![party.into()], ..Filter::default() };
    ledger.claims(&filter).unwrap().map(|claim| claim.unwrap().id).collect()
}

#[test]
fn a_correction_shows_everywhere_with_who_why_and_what_stood_before() {
    let mut ledger = ledger(&["a"]);
    let coded = shelling(&report("a"));
    let at = ledger
        .review(&said(Verdict::Correct(Anchor::of(&coded), Correction::Agent(party(0, "Orlo Guard", Some("ORL"))))))
        .unwrap();
    let shown = ledger.claim(&coded.id).unwrap().unwrap();
    assert_eq!((shown.agents[0].party.as_deref(), shown.agents[0].code.as_deref()), (Some("Orlo Guard"), Some("ORL")));
    let because = shown.because.last().unwrap();
    assert_eq!(because.field, "agents");
    for part in ["Free Dalmar Army", "Rebel gunners", "Ada", "the report says so"] {
        assert!(because.rule.contains(part), "{}", because.rule);
    }
    assert_eq!(by_party(&ledger, "Orlo Guard"), std::slice::from_ref(&coded.id));
    assert!(by_party(&ledger, "Free Dalmar Army").is_empty());
    assert_eq!(ledger.find("shelled", 5).unwrap(), [shown]);
    assert_eq!(ledger.coded(&coded.id).unwrap(), Some(coded.clone()));

    let taken = undo(&mut ledger, at).unwrap();
    assert_eq!(ledger.claim(&coded.id).unwrap(), Some(coded.clone()));
    assert_eq!(by_party(&ledger, "Free Dalmar Army"), std::slice::from_ref(&coded.id));
    assert!(ledger.reviews().unwrap().is_empty());
    assert!(matches!(undo(&mut ledger, at), Err(LedgerError::NoReview { .. })));
    assert!(matches!(undo(&mut ledger, 1), Err(LedgerError::NoReview { .. })));
    assert!(matches!(undo(&mut ledger, 999), Err(LedgerError::NoReview { .. })));

    undo(&mut ledger, taken).unwrap();
    assert_eq!(by_party(&ledger, "Orlo Guard"), [coded.id]);
}

#[test]
fn every_field_can_be_corrected_and_says_what_stood_there() {
    let mut ledger = ledger(&["a"]);
    let (event, figure) = (shelling(&report("a")), toll(&report("a")));
    let none = |at| Who { at, words: Some("Rebel gunners".into()), is: Identity::Nobody };
    let bounds = Bounds { low: Some(10.0), best: Some(10.0), high: None };
    for (claim, correction, before) in [
        (&event, Correction::Type(Some("COERCE".into())), "type was ASSAULT"),
        (&event, Correction::Mode(Some("shelling".into())), "mode was unknown"),
        (&event, Correction::Status(Status::Possible), "status was happened"),
        (&event, Correction::Target(party(0, "Dalmar", None)), "target was nobody"),
        (&event, Correction::Agent(none(0)), "agent was Free Dalmar Army"),
        (&event, Correction::When(None), "when was unknown"),
        (&event, Correction::Places(Vec::new()), "places was unknown"),
        (&figure, Correction::Figure(bounds), "figure was 12"),
        (&figure, Correction::Counted(None), "counted was Dalmar"),
        (&figure, Correction::Civilian(Some(true)), "civilian was unknown"),
        (&figure, Correction::What("wounded".into()), "what was killed"),
        (&figure, Correction::Speaker(party(0, "Orlo", None)), "speaker was Dalmar (\"The governor\")"),
    ] {
        ledger.review(&said(Verdict::Correct(Anchor::of(claim), correction))).unwrap();
        let told = ledger.claim(&claim.id).unwrap().unwrap().because.pop().unwrap().rule;
        assert!(told.starts_with(before), "{told}");
    }
    let shown = ledger.claim(&event.id).unwrap().unwrap();
    assert_eq!((shown.event_type(), shown.mode(), shown.status), (Some("COERCE"), Some("shelling"), Status::Possible));
    assert!(shown.agents.is_empty() && shown.targets[0].party.as_deref() == Some("Dalmar"));
    let tally = ledger.claim(&figure.id).unwrap().unwrap().tally.unwrap();
    assert_eq!((tally.low, tally.high, tally.party, tally.civilian), (Some(10.0), None, None, Some(true)));
}

#[test]
fn a_party_is_found_by_its_words_when_another_coding_orders_them_otherwise() {
    let report = report("a");
    let named = |words: &str| Actor { text: words.into(), party: Some("Free Dalmar Army".into()), ..Actor::default() };
    let with =
        |agents: &[&str]| Claim { agents: agents.iter().map(|words| named(words)).collect(), ..shelling(&report) };
    let mut ledger = Ledger::open_in_memory().unwrap();
    let coded = with(&["Rebel gunners", "Rebel"]);
    ledger.add(&report, std::slice::from_ref(&coded)).unwrap();
    let who = |at, words: &str, is| Correction::Agent(Who { at, words: Some(words.into()), is });
    ledger.review(&said(Verdict::Correct(Anchor::of(&coded), who(0, "Rebel gunners", Identity::Nobody)))).unwrap();
    ledger.review(&said(Verdict::Correct(Anchor::of(&coded), who(0, "Rebel", Identity::Unknown)))).unwrap();
    let agents = |ledger: &Ledger| {
        let agents = ledger.claim(&coded.id).unwrap().unwrap().agents;
        agents.into_iter().map(|agent| (agent.text, agent.party)).collect::<Vec<_>>()
    };
    assert_eq!(agents(&ledger), [("Rebel".to_owned(), None)]);
    ledger.recode("a", &[with(&["Rebel", "Rebel gunners"])]).unwrap();
    assert_eq!(agents(&ledger), [("Rebel".to_owned(), None)]);
    // Neither stands there any more, and nobody else is taken for them.
    ledger.recode("a", &[with(&["gunners"])]).unwrap();
    assert_eq!(agents(&ledger), [("gunners".to_owned(), Some("Free Dalmar Army".to_owned()))]);
    assert_eq!(ledger.claim(&coded.id).unwrap().unwrap().because, []);
}

#[test]
fn a_rejected_claim_is_shown_only_where_it_is_asked_for() {
    let mut ledger = ledger(&["a"]);
    let coded = shelling(&report("a"));
    let at = ledger.review(&said(Verdict::Reject(Anchor::of(&coded)))).unwrap();
    assert_eq!(ledger.counts().unwrap(), (1, 2));
    assert!(ledger.claims(&Filter::default()).unwrap().all(|claim| claim.unwrap().id != coded.id));
    assert!(ledger.claims_of("a").unwrap().all(|claim| claim.unwrap().id != coded.id));
    assert!(ledger.find("shelled", 5).unwrap().is_empty());
    assert!(ledger.claim(&coded.id).unwrap().unwrap().because.last().unwrap().rule.starts_with("rejected by Ada"));
    assert_eq!(ledger.acceptance(&coded.id).unwrap(), Some(Acceptance::Rejected));
    ledger.review(&said(Verdict::Accept(Anchor::of(&coded)))).unwrap();
    assert_eq!(ledger.acceptance(&coded.id).unwrap(), Some(Acceptance::Accepted));
    undo(&mut ledger, at).unwrap();
    assert_eq!(ledger.acceptance(&coded.id).unwrap(), Some(Acceptance::Accepted));
    assert_eq!(ledger.counts().unwrap(), (1, 3));
}

fn link(a: &Claim, b: &Claim, relation: Relation, score: f64) -> Link {
    Link { a: a.id.clone(), b: b.id.clone(), relation, score, because: Vec::new() }
}

fn pairs(ledger: &Ledger) -> Vec<(String, String, Relation)> {
    ledger.links().unwrap().into_iter().map(|link| (link.a, link.b, link.relation)).collect()
}

#[test]
fn joining_and_parting_lie_over_what_was_judged() {
    let mut ledger = ledger(&["a", "b", "c"]);
    let [a, b, c] = ["a", "b", "c"].map(|id| shelling(&report(id)));
    let judged = [link(&a, &b, Relation::Same, 0.9), link(&a, &c, Relation::Same, 0.6)];
    judge(&mut ledger, &judged);
    let same = |a: &Claim, b: &Claim| (a.id.clone(), b.id.clone(), Relation::Same);

    let parted = ledger.review(&said(Verdict::Apart(Anchor::of(&b), Anchor::of(&c)))).unwrap();
    assert_eq!(pairs(&ledger), [same(&a, &b)]);
    let joined = ledger.review(&said(Verdict::Same(Anchor::of(&c), Anchor::of(&b)))).unwrap();
    // What was parted is not any more, so the way over the first stands again, too.
    assert_eq!(pairs(&ledger), [same(&a, &b), same(&a, &c), same(&c, &b)]);
    let told = ledger.links().unwrap().pop().unwrap();
    assert_eq!((told.score, told.because), (1.0, vec!["joined by Ada: the report says so".to_owned()]));
    // Neither changes what is claimed, so the links need not be judged again.
    assert!(ledger.links_are_judged().unwrap());
    undo(&mut ledger, joined).unwrap();
    undo(&mut ledger, parted).unwrap();
    assert_eq!(ledger.links().unwrap(), judged);
}

#[test]
fn a_join_takes_the_place_of_a_contradiction() {
    let mut ledger = ledger(&["a", "b"]);
    let [a, b] = ["a", "b"].map(|id| toll(&report(id)));
    judge(&mut ledger, &[link(&a, &b, Relation::Contradicts, 0.9)]);
    ledger.review(&said(Verdict::Same(Anchor::of(&b), Anchor::of(&a)))).unwrap();
    assert_eq!(pairs(&ledger), [(b.id, a.id, Relation::Same)]);
}

#[test]
fn merged_parties_are_one_in_old_reports_and_in_new_ones() {
    let mut ledger = ledger(&["a"]);
    let verdict =
        Verdict::Parties { keep: "Dalmar Front".into(), code: Some("DMF".into()), merge: "Free Dalmar Army".into() };
    let at = ledger.review(&said(verdict)).unwrap();
    let next = report("b");
    let mut shelling = shelling(&next);
    shelling.agents[0].code = Some("FDA MIL".into());
    ledger.add(&next, &[shelling.clone()]).unwrap();
    assert_eq!(by_party(&ledger, "Dalmar Front"), ["a-0-40-ASSAULT", "b-0-40-ASSAULT"]);
    assert_eq!(ledger.claim(&shelling.id).unwrap().unwrap().agents[0].code.as_deref(), Some("DMF MIL"));
    assert!(by_party(&ledger, "Free Dalmar Army").is_empty());
    undo(&mut ledger, at).unwrap();
    assert_eq!(by_party(&ledger, "Free Dalmar Army"), ["a-0-40-ASSAULT", "b-0-40-ASSAULT"]);
}

/// Once a defect: a claim that two merges had renamed in turn kept its last name when the first was taken back.
#[test]
fn merges_that_follow_on_one_another_are_taken_back_one_by_one() {
    let mut ledger = ledger(&["a"]);
    let mut merge = |keep: &str, merge: &str| {
        let verdict = Verdict::Parties { keep: keep.into(), code: None, merge: merge.into() };
        ledger.review(&said(verdict)).unwrap()
    };
    let first = merge("Dalmar Front", "Free Dalmar Army");
    merge("Coast League", "Dalmar Front");
    assert_eq!(by_party(&ledger, "Coast League"), ["a-0-40-ASSAULT"]);
    undo(&mut ledger, first).unwrap();
    assert_eq!(by_party(&ledger, "Free Dalmar Army"), ["a-0-40-ASSAULT"]);
    assert!(by_party(&ledger, "Coast League").is_empty());
}

/// The same claim as another lexicon codes it: fewer words, another type, so another id.
fn otherwise(report: &herodotus_schema::Report) -> Claim {
    claim(report, "shelled the port of Dalmar", Some("COERCE"))
}

#[test]
fn a_correction_outlives_another_coding() {
    let mut ledger = ledger(&["a"]);
    let report = report("a");
    let correction = Correction::Status(Status::Possible);
    ledger.review(&said(Verdict::Correct(Anchor::of(&shelling(&report)), correction.clone()))).unwrap();
    let changes = ledger.recode("a", &[otherwise(&report), toll(&report)]).unwrap();
    assert!(
        matches!(&changes[0], Recoded::Changed { after, .. } if after.event_type() == Some("COERCE")),
        "{changes:?}"
    );
    assert!(matches!(&changes[1], Recoded::Gone(gone) if gone.id == bridge(&report).id), "{changes:?}");
    assert_eq!(changes.len(), 2);
    assert_eq!(ledger.claim(&otherwise(&report).id).unwrap().unwrap().status, Status::Possible);
    // A second coding, and a review of the new claim beside the old one.
    ledger.review(&said(Verdict::Accept(Anchor::of(&otherwise(&report))))).unwrap();
    ledger.recode("a", &[shelling(&report)]).unwrap();
    let shown = ledger.claim(&shelling(&report).id).unwrap().unwrap();
    assert_eq!(shown.status, Status::Possible);
    assert_eq!(ledger.acceptance(&shown.id).unwrap(), Some(Acceptance::Accepted));
    assert!(ledger.recode("a", &[shelling(&report)]).unwrap().is_empty());
}

#[test]
fn what_an_analyst_accepted_stays_and_what_was_rejected_stays_away() {
    let mut ledger = ledger(&["a"]);
    let report = report("a");
    ledger.review(&said(Verdict::Accept(Anchor::of(&bridge(&report))))).unwrap();
    ledger.review(&said(Verdict::Reject(Anchor::of(&shelling(&report))))).unwrap();
    let changes = ledger.recode("a", &[toll(&report)]).unwrap();
    assert_eq!(changes, [Recoded::Gone(shelling(&report)), Recoded::Kept(bridge(&report))]);
    let reviews = ledger.reviews().unwrap();
    assert_eq!(ledger.holds(&reviews[0].1).unwrap(), [(bridge(&report).id, Some(bridge(&report).id))]);
    assert_eq!(ledger.holds(&reviews[1].1).unwrap(), [(shelling(&report).id, None)]);
    assert!(ledger.claim(&bridge(&report).id).unwrap().is_some());
    ledger.recode("a", &[otherwise(&report), toll(&report)]).unwrap();
    assert_eq!(ledger.acceptance(&otherwise(&report).id).unwrap(), Some(Acceptance::Rejected));
    assert_eq!(ledger.counts().unwrap(), (1, 2));
}

/// The shelling as one side tells it, coded as `kind`.
fn told_by(report: &Report, side: &str, kind: &str) -> Claim {
    let speaker = Speaker { party: Some(side.into()), ..Speaker::default() };
    let mut claim = Claim { attribution: vec![speaker], ..shelling(report) };
    claim.event = Some(Coding { kind: Some(kind.into()), ..Coding::default() });
    claim.id = format!("{}-{side}", id_of(&claim));
    claim
}

/// "The two sides accused each other": one quote, two claims, told apart by who says so.
#[test]
fn of_two_claims_in_the_same_words_each_keeps_its_own_review() {
    let report = report("a");
    let by = |side: &str, kind: &str| told_by(&report, side, kind);
    let mut ledger = Ledger::open_in_memory().unwrap();
    ledger.add(&report, &[by("Dalmar", "ASSAULT"), by("Orlo", "ASSAULT")]).unwrap();
    ledger.review(&said(Verdict::Reject(Anchor::of(&by("Orlo", "ASSAULT"))))).unwrap();
    ledger.recode("a", &[by("Orlo", "COERCE"), by("Dalmar", "COERCE")]).unwrap();
    assert_eq!(ledger.acceptance(&by("Orlo", "COERCE").id).unwrap(), Some(Acceptance::Rejected));
    assert_eq!(ledger.acceptance(&by("Dalmar", "COERCE").id).unwrap(), Some(Acceptance::Coded));
}

/// Once a defect: the review of a claim that was found no more fell upon the other claim in the same words.
#[test]
fn a_review_without_its_claim_falls_on_no_other_and_waits() {
    let report = report("a");
    let by = |side: &str, kind: &str| told_by(&report, side, kind);
    let mut ledger = Ledger::open_in_memory().unwrap();
    ledger.add(&report, &[by("Dalmar", "ASSAULT"), by("Orlo", "ASSAULT")]).unwrap();
    ledger.review(&said(Verdict::Reject(Anchor::of(&by("Orlo", "ASSAULT"))))).unwrap();
    let acceptance = |ledger: &Ledger, side, kind| ledger.acceptance(&by(side, kind).id).unwrap();
    ledger.recode("a", &[by("Dalmar", "ASSAULT")]).unwrap();
    assert_eq!(acceptance(&ledger, "Dalmar", "ASSAULT"), Some(Acceptance::Coded));
    ledger.recode("a", &[by("Dalmar", "COERCE")]).unwrap();
    assert_eq!(acceptance(&ledger, "Dalmar", "COERCE"), Some(Acceptance::Coded));
    ledger.recode("a", &[by("Dalmar", "COERCE"), by("Orlo", "THREATEN")]).unwrap();
    assert_eq!(acceptance(&ledger, "Dalmar", "COERCE"), Some(Acceptance::Coded));
    assert_eq!(acceptance(&ledger, "Orlo", "THREATEN"), Some(Acceptance::Rejected));
}

#[test]
fn a_dry_run_tells_the_same_and_enters_nothing() {
    let mut ledger = ledger(&["a"]);
    let report = report("a");
    let before = ledger.position().unwrap();
    let told = ledger.recoding("a", &[otherwise(&report)]).unwrap();
    assert_eq!(ledger.position().unwrap(), before);
    assert_eq!(ledger.recode("a", &[otherwise(&report)]).unwrap(), told);
    assert!(!ledger.links_are_judged().unwrap());
    assert!(ledger.recode("no such report", &[]).unwrap().is_empty());
}

#[test]
fn a_history_holds_all_that_bears_on_a_claim_and_nothing_else() {
    let mut ledger = ledger(&["a", "b"]);
    let (one, other) = (report("a"), report("b"));
    let wrong = ledger.review(&said(Verdict::Reject(Anchor::of(&shelling(&one))))).unwrap();
    ledger.review(&said(Verdict::Accept(Anchor::of(&shelling(&other))))).unwrap();
    let taken = undo(&mut ledger, wrong).unwrap();
    ledger.recode("a", &[otherwise(&one)]).unwrap();
    let ids = BTreeSet::from([otherwise(&one).id]);
    let history = ledger.history(&ids).unwrap();
    let kinds: Vec<&str> = history
        .iter()
        .map(|(_, entry)| match entry {
            Entry::ReportRead(_) => "report",
            Entry::ClaimCoded(_) => "coded",
            Entry::ClaimRetracted(_) => "retracted",
            Entry::Reviewed(_) => "reviewed",
            Entry::Undone(_) => "undone",
            _ => "other",
        })
        .collect();
    assert_eq!(kinds, ["report", "coded", "reviewed", "undone", "retracted", "coded"]);
    assert!(history.iter().any(|(at, _)| *at == wrong) && history.iter().any(|(at, _)| *at == taken));
}

#[test]
fn a_review_takes_the_place_of_an_earlier_one_that_says_otherwise() {
    let mut ledger = ledger(&["a", "b"]);
    let [coded, other, figure] = [shelling(&report("a")), shelling(&report("b")), toll(&report("a"))];
    let (one, two) = (Anchor::of(&coded), Anchor::of(&other));
    let bounds = |low| Correction::Figure(Bounds { low: Some(low), best: None, high: None });
    let name = |keep: &str| Verdict::Parties { keep: keep.into(), code: None, merge: "Dalmar".into() };
    for (earlier, later) in [
        (Verdict::Reject(one.clone()), Verdict::Accept(one.clone())),
        (Verdict::Same(one.clone(), two.clone()), Verdict::Apart(two.clone(), one.clone())),
        (Verdict::Correct(Anchor::of(&figure), bounds(9.0)), Verdict::Correct(Anchor::of(&figure), bounds(11.0))),
        (name("Coast League"), name("Orlo")),
    ] {
        let before = (ledger.claim(&coded.id).unwrap(), ledger.claim(&figure.id).unwrap(), ledger.links().unwrap());
        let first = ledger.review(&said(earlier.clone())).unwrap();
        let second = ledger.review(&Review { by: "Ben".into(), ..said(later.clone()) }).unwrap();
        assert_eq!(ledger.set_aside().unwrap().replaced, [(first, second)].into(), "{later:?}");
        let standing = ledger.reviews().unwrap();
        assert!(standing.len() == 1 && standing[0].0 == second, "{standing:?}");
        for claim in [&coded, &figure] {
            let told = ledger.claim(&claim.id).unwrap().unwrap().because;
            assert!(told.iter().all(|because| because.by.as_deref() != Some("Ada")), "{told:?}");
        }
        // The earlier one stands again, and then nothing is as it was not.
        undo(&mut ledger, second).unwrap();
        assert_eq!(ledger.reviews().unwrap(), [(first, said(earlier))]);
        undo(&mut ledger, first).unwrap();
        let after = (ledger.claim(&coded.id).unwrap(), ledger.claim(&figure.id).unwrap(), ledger.links().unwrap());
        assert_eq!(after, before);
    }
}

#[test]
fn a_review_of_what_succeeds_a_claim_takes_the_place_of_that_of_the_claim() {
    let mut ledger = ledger(&["a"]);
    let report = report("a");
    let first = ledger.review(&said(Verdict::Reject(Anchor::of(&shelling(&report))))).unwrap();
    ledger.recode("a", &[otherwise(&report)]).unwrap();
    let second = ledger.review(&said(Verdict::Accept(Anchor::of(&otherwise(&report))))).unwrap();
    assert_eq!(ledger.set_aside().unwrap().replaced, [(first, second)].into());
    assert_eq!(ledger.acceptance(&otherwise(&report).id).unwrap(), Some(Acceptance::Accepted));
    // Nothing tells it any more, and still the later word is the last.
    ledger.review(&said(Verdict::Reject(Anchor::of(&otherwise(&report))))).unwrap();
    ledger.recode("a", &[]).unwrap();
    assert_eq!(ledger.reviews().unwrap().len(), 1);
}

/// Once somebody is taken out of a list, the one behind moves up; what is said of that one leaves the other taken out.
#[test]
fn who_moves_up_in_a_list_is_not_who_was_taken_out() {
    let mut ledger = Ledger::open_in_memory().unwrap();
    let named = |party: &str| Actor { text: "Rebel gunners".into(), party: Some(party.into()), ..Actor::default() };
    let coded = Claim { agents: vec![named("Orlo"), named("Dalmar")], ..shelling(&report("a")) };
    ledger.add(&report("a"), std::slice::from_ref(&coded)).unwrap();
    let first = |is| Correction::Agent(Who { at: 0, words: Some("Rebel gunners".into()), is });
    ledger.review(&said(Verdict::Correct(Anchor::of(&coded), first(Identity::Nobody)))).unwrap();
    let coast = Identity::Party { name: "Coast League".into(), code: None };
    ledger.review(&said(Verdict::Correct(Anchor::of(&coded), first(coast)))).unwrap();
    let agents = ledger.claim(&coded.id).unwrap().unwrap().agents;
    assert_eq!(agents.iter().map(|agent| agent.party.as_deref()).collect::<Vec<_>>(), [Some("Coast League")]);
    assert_eq!(ledger.reviews().unwrap().len(), 2);
}

#[test]
fn a_retracted_report_tells_nothing_until_that_is_taken_back() {
    let mut ledger = ledger(&["a", "b"]);
    let one = report("a");
    ledger.review(&said(Verdict::Accept(Anchor::of(&shelling(&one))))).unwrap();
    let before = ledger.claims_of("a").unwrap().map(Result::unwrap).collect::<Vec<_>>();
    let at = ledger.review(&said(Verdict::Retract("a".into()))).unwrap();
    assert_eq!((ledger.counts().unwrap(), ledger.claims_of("a").unwrap().count()), ((2, 3), 0));
    assert_eq!(ledger.retracted().unwrap(), [("a".to_owned(), at)].into());
    assert_eq!(ledger.find("shelled", 5).unwrap().len(), 1);
    assert!(ledger.reviewed().unwrap().is_empty());
    let told = ledger.claim(&shelling(&one).id).unwrap().unwrap().because.pop().unwrap().rule;
    assert_eq!(told, "retracted with its report by Ada: the report says so");
    // Neither another reading nor another coding brings it back.
    assert_eq!(ledger.add(&one, &[shelling(&one)]).unwrap(), herodotus_ledger::Added::Known);
    ledger.recode("a", &[otherwise(&one), toll(&one)]).unwrap();
    assert_eq!(ledger.claims_of("a").unwrap().count(), 0);
    ledger.recode("a", &[shelling(&one), bridge(&one), toll(&one)]).unwrap();
    undo(&mut ledger, at).unwrap();
    assert_eq!(ledger.claims_of("a").unwrap().map(Result::unwrap).collect::<Vec<_>>(), before);
    assert!(ledger.retracted().unwrap().is_empty());
    assert!(ledger.history_of_report("a").unwrap().iter().any(|(entry, _)| *entry == at));
}
