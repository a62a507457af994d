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
    let bounds = |text: &str| counts(text).iter().map(|(_, low, high, _)| (*low, *high)).collect::<Vec<_>>();
    assert_eq!(bounds("The raid left at least 10 dead and 15 wounded."), [(Some(10.0), None), (Some(15.0), None)]);
    // Where the second count has a clause of its own, the bound stays with the first.
    let apart = bounds("At least 10 people were killed and 15 wounded in the raid.");
    assert_eq!(apart, [(Some(10.0), None), (Some(15.0), Some(15.0))]);
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

/// Each figure of `text` as "killed 12", "killed 12+" (at least), "killed <12" (at most) or "killed 10-12".
fn figures(text: &str) -> Vec<String> {
    let figure = |(what, low, high, _): (String, Option<f64>, Option<f64>, String)| match (low, high) {
        (Some(low), None) => format!("{what} {low}+"),
        (None, Some(high)) => format!("{what} <{high}"),
        (Some(low), Some(high)) if low < high => format!("{what} {low}-{high}"),
        (Some(low), _) => format!("{what} {low}"),
        (None, None) => what,
    };
    counts(text).into_iter().map(figure).collect()
}

#[test]
fn tolls_are_read_however_they_are_told() {
    for (text, told) in [
        // A toll that moved: where it stands now.
        ("The death toll rose from 85 to 91 overnight.", "killed 91"),
        ("The overall death toll has passed 20,000.", "killed 20000+"),
        ("The opposition put the number of dead at 1,300.", "killed 1300"),
        // Wholes and parts.
        ("Of the dead, 18 were children.", "killed 18"),
        ("Of the 251 hostages, 97 remain in the valley.", "captured 251, captured 97"),
        ("No fewer than 12 of the 15 passengers perished.", "killed 12+"),
        ("Two of the wounded later died in hospital.", "killed 2"),
        ("Nine members of one family were killed.", "killed 9"),
        (
            "The monitor said 52 people died on Tuesday: 30 fighters and 22 civilians.",
            "killed 52, killed 30, killed 22",
        ),
        // Lists and labels.
        ("The raid killed 16 militants, wounded 22 and destroyed four vehicles.", "killed 16, wounded 22, equipment 4"),
        ("Losses by Sunday: about 500 killed; tanks: 30; aircraft: 12.", "killed 500, equipment 30, equipment 12"),
        (
            "The army lost over 200 servicemen, three armoured vehicles and two tanks.",
            "killed 200+, equipment 3, equipment 2",
        ),
        ("The two sides exchanged 100 prisoners each.", "captured 100"),
        // What is counted keeps the word it is told with.
        ("The air force carried out 56 sorties on Wednesday.", "sorties 56"),
        ("The bombardment destroyed 43 houses and damaged two schools.", "houses 43, schools 2"),
        ("Some 150 men were killed or wounded at the bridge.", "casualties 150"),
        ("One and a half million people have fled to the coast.", "displaced 1500000"),
        ("Thousands of people protested in front of the palace.", "protesters 2000+"),
        // No counts of what became of people.
        ("The three villages lie along the river.", ""),
        ("Police detained 35 demonstrators in the square.", "protesters 35"),
        // The mother, not the girls.
        ("In the camp live two girls whose mother died.", "killed 1"),
        ("A gunman shot dead two guards.", "killed 2"),
        ("Norway gave Ukraine a commander's car.", ""),
    ] {
        assert_eq!(figures(text).join(", "), told, "{text}");
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
    let found = claims("Kenya's foreign minister said that the rebels must release the hostages.");
    let demand = found.iter().find(|c| c.event_type() == Some("REQUEST")).expect("the demand");
    assert_eq!(parties(&demand.agents), ["Kenya"]);
}

#[test]
fn a_pronoun_stands_for_what_it_agrees_with() {
    let found = claims("Russia brokered a truce in May. It collapsed within hours.");
    assert!(found.iter().any(|c| c.mode() == Some("ceasefire-collapse")), "it is the truce");
    let found = claims("Washington imposed sanctions in May. It said it was prepared to host a round of talks.");
    let prepared = found.iter().filter(|c| c.quote.contains("prepared"));
    assert!(prepared.into_iter().all(|c| c.event_type() != Some("SANCTION")), "it is no sanctions");
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
