//! Kinds of sentences that were once misread, each in words of our own: what must come out of them.

use std::sync::OnceLock;

use herodotus::Pipeline;
use herodotus_schema::{Claim, Report};

/// The claims of `text`, as rules alone make them.
fn claims(text: &str) -> Vec<Claim> {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    let load = || Pipeline::shipped().expect("the shipped pipeline loads").without_judge();
    let report = Report { id: "test".into(), text: text.into(), ..Report::default() };
    PIPELINE.get_or_init(load).code(report).claims
}

/// What is counted in `text`, with the bounds and the words of each count.
fn counts(text: &str) -> Vec<(String, Option<f64>, Option<f64>, String)> {
    let figure = |c: Claim| c.tally.map(|t| (t.what, t.low, t.high, c.quote));
    claims(text).into_iter().filter_map(figure).collect()
}

fn parties(actors: &[herodotus_schema::Actor]) -> Vec<&str> {
    actors.iter().filter_map(|a| a.party.as_deref()).collect()
}

#[test]
fn each_count_of_a_clause_has_its_own_words() {
    let found = counts("Ten people were killed and 22 wounded in a blast at the market.");
    let told: Vec<(&str, &str)> = found.iter().map(|(what, .., quote)| (what.as_str(), quote.as_str())).collect();
    assert_eq!(told, [("killed", "Ten people were killed"), ("wounded", "22 wounded in a blast at the market")]);
}

#[test]
fn at_least_holds_for_both_counts() {
    let found = counts("The raid left at least 10 people dead and 15 wounded.");
    let bounds: Vec<_> = found.iter().map(|(_, low, high, _)| (*low, *high)).collect();
    assert_eq!(bounds, [(Some(10.0), None), (Some(15.0), None)]);
}

#[test]
fn phrases_and_copulas_count() {
    for (text, what, number) in [
        ("Six miners lost their lives in the valley.", "killed", 6.0),
        ("The number of soldiers killed is 525.", "killed", 525.0),
        ("Some 2,000 troops will be sent to the border.", "fighters", 2000.0),
        ("Nearly forty families, 900 people in all, have fled the city.", "displaced", 900.0),
    ] {
        let found = counts(text);
        assert!(found.iter().any(|(w, low, ..)| w == what && *low == Some(number)), "{text}: {found:?}");
    }
}

#[test]
fn one_of_many_is_no_count() {
    assert_eq!(counts("It was one of the bloodiest attacks of the war."), []);
    assert_eq!(counts("Clashes broke out in several districts."), []);
}

#[test]
fn a_target_without_a_party_has_that_of_the_place() {
    let found = claims("Rwandan forces shelled a residential area in Goma.");
    let shelling = found.iter().find(|c| c.event_type() == Some("ASSAULT")).expect("the shelling");
    assert_eq!(parties(&shelling.targets), ["Democratic Republic of the Congo"]);
}

#[test]
fn who_demands_without_being_named_in_the_demand_is_who_says_it() {
    let found = claims("Kenya's foreign minister said that the troops must leave the town.");
    let demand = found.iter().find(|c| c.event_type() == Some("REQUEST")).expect("the demand");
    assert_eq!(parties(&demand.agents), ["Kenya"]);
}

#[test]
fn leaders_told_in_one_breath_all_act() {
    let found = claims("The leaders of Ethiopia, Kenya and Somalia signed a peace agreement.");
    let signed = found.iter().find(|c| c.event_type() == Some("AGREE")).expect("the agreement");
    assert_eq!(parties(&signed.agents), ["Ethiopia", "Kenya", "Somalia"]);
}

#[test]
fn the_ministry_of_a_breakaway_region_speaks_for_it_alone() {
    let found = claims("The defence ministry of Abkhazia said on Sunday that Georgian forces shelled a village.");
    let sides: Vec<_> = found.iter().filter(|c| c.event_type() == Some("ASSAULT")).map(|c| c.side()).collect();
    assert_eq!(sides, [Some("Abkhazia")]);
}

#[test]
fn what_is_struck_with_its_is_the_speakers() {
    let found = claims("Eritrea's army said Ethiopia had shelled its positions near Badme.");
    let shelling = found.iter().find(|c| c.event_type() == Some("ASSAULT")).expect("the shelling");
    assert_eq!((parties(&shelling.agents), parties(&shelling.targets)), (vec!["Ethiopia"], vec!["Eritrea"]));
}

#[test]
fn who_stands_after_by_does_it_in_a_reduced_relative_clause() {
    let found = claims("Doctors reached the village shelled by Sudanese troops on Tuesday.");
    let shelling = found.iter().find(|c| c.mode() == Some("shelling")).expect("the shelling");
    assert_eq!(parties(&shelling.agents), ["Sudan"]);
}

#[test]
fn mutual_blame_is_a_claim_of_the_act_by_each() {
    let found = claims("India and Pakistan accused each other of massive shelling on Monday.");
    let told: Vec<_> = found.iter().map(|c| (c.side(), c.event_type(), parties(&c.agents))).collect();
    let of = |side, other| (Some(side), Some("ASSAULT"), vec![other]);
    assert_eq!(told, [of("India", "Pakistan"), of("Pakistan", "India")]);
}

#[test]
fn a_denial_of_what_was_told_keeps_its_type() {
    let found = claims("Chad accused Sudan of shelling a border town on Friday. Sudan denied the accusation.");
    let denial = found.iter().find(|c| c.side() == Some("Sudan")).expect("the denial");
    assert_eq!((denial.event_type(), denial.status), (Some("ASSAULT"), herodotus_schema::Status::DidNotHappen));
}
