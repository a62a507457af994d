//! Look-ups: which entry comes first, how phrases match, and what an overlay replaces.

use herodotus_lexicon::{BoundSide, Lexicon, NumberKind, RoleKind};

fn files(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

const EVENTS: &str = r#"
event = "ASSAULT"

[[verb]]
lemma = "fend"

[[verb]]
lemma = "fend"
particle = "off"
mode = "repelled"

[[verb]]
lemma = "mount"
object = ["raid"]
"#;

#[test]
fn narrower_entries_come_first() {
    let lexicon = Lexicon::from_files(files(&[("events/a.toml", EVENTS)])).unwrap();
    let senses = lexicon.verbs("Fend");
    assert_eq!(senses.len(), 2);
    assert_eq!(senses[0].particle.as_deref(), Some("off"));
    assert_eq!(senses[1].particle, None);
    assert_eq!(senses[0].origin.to_string(), "events/a.toml:7");
    assert!(lexicon.nouns("fend").is_empty());
}

#[test]
fn an_overlay_replaces_and_adds() {
    let user = "event = \"ASSAULT\"\n[[verb]]\nlemma = \"fend\"\nparticle = \"off\"\nmode = \"held\"\n[[verb]]\nlemma = \"maul\"\n";
    let lexicon = Lexicon::overlaid(files(&[("events/a.toml", EVENTS)]), files(&[("events/a.toml", user)])).unwrap();
    assert_eq!(lexicon.verbs("fend").len(), 2);
    assert_eq!(lexicon.verbs("fend")[0].mode.as_deref(), Some("held"));
    assert_eq!(lexicon.verbs("maul").len(), 1);
    assert_eq!(lexicon.verbs("mount").len(), 1);
}

#[test]
fn an_overlay_moves_one_phrase_and_leaves_the_others() {
    let base = "[[role]]\nrole = \"MIL\"\nnouns = [\"guard\", \"watch\"]\n";
    let user = "[[role]]\nrole = \"COP\"\nnouns = [\"watch\"]\n";
    let lexicon =
        Lexicon::overlaid(files(&[("words/roles.toml", base)]), files(&[("words/roles.toml", user)])).unwrap();
    let role = |phrase| lexicon.words().roles.get(phrase).and_then(|noun| noun.role.clone());
    assert_eq!(role("guard").as_deref(), Some("MIL"));
    assert_eq!(role("watch").as_deref(), Some("COP"));
}

#[test]
fn an_overlay_replaces_an_actor() {
    let base = "[[actor]]\nname = \"Utopia\"\nkind = \"state\"\nnames = [\"Abraxa\"]\n";
    let user = "[[actor]]\nname = \"Utopia\"\nkind = \"state\"\ncode = \"UTO\"\n";
    let lexicon = Lexicon::overlaid(files(&[("actors/a.toml", base)]), files(&[("actors/a.toml", user)])).unwrap();
    assert_eq!(lexicon.actors().longest(&["Utopia"], None).and_then(|found| found.code), Some("UTO"));
    assert!(lexicon.actors().longest(&["Abraxa"], None).is_none());
}

#[test]
fn the_order_of_files_does_not_matter() {
    let pair = files(&[
        ("actors/b.toml", ""),
        ("words/a.toml", "[[negator]]\nwords = [\"not\"]\n"),
        ("events/a.toml", EVENTS),
    ]);
    let back: Vec<_> = pair.iter().rev().cloned().collect();
    let (one, other) = (Lexicon::from_files(pair).unwrap(), Lexicon::from_files(back).unwrap());
    assert_eq!(one.event_entries(), other.event_entries());
}

#[test]
fn role_nouns_are_found_at_the_end_of_a_phrase() {
    let lexicon = Lexicon::shipped().unwrap();
    let roles = &lexicon.words().roles;
    let found = roles.longest_ending(&["the", "Ruritanian", "Defense", "Ministry"]).unwrap();
    assert_eq!((found.tokens, found.meaning.role.as_deref()), (2, Some("MIL")));
    assert_eq!(roles.longest_ending(&["foreign", "minister"]).unwrap().tokens, 2);
    assert_eq!(roles.get("spokeswoman").unwrap().kind, RoleKind::Spokesperson);
    assert!(roles.longest_ending(&["ministry", "-"]).is_none());
    assert!(roles.longest_ending(&[]).is_none());
}

#[test]
fn numbers_and_bounds_have_their_meaning() {
    let lexicon = Lexicon::shipped().unwrap();
    let words = lexicon.words();
    let dozens = words.numbers.longest(&["Dozens", "of", "men"]).unwrap();
    assert_eq!((dozens.tokens, dozens.meaning.kind, dozens.meaning.value), (1, NumberKind::Plural, 24.0));
    let few = words.numbers.longest(&["A", "few", "men"]).unwrap();
    assert_eq!((few.tokens, few.meaning.kind, few.meaning.value), (2, NumberKind::Vague, 2.0));
    let bound = words.bounds.longest(&["no", "fewer", "than", "ten"]).unwrap();
    assert_eq!((bound.tokens, bound.meaning.side, bound.meaning.hedged), (3, BoundSide::Low, false));
    let bound = words.bounds.longest(&["Close", "to", "ten"]).unwrap();
    assert_eq!((bound.meaning.side, bound.meaning.hedged), (BoundSide::High, true));
    assert!(words.bounds.get("another").unwrap().is_plain());
    assert_eq!(words.bounds_after.get("or more").unwrap().side, BoundSide::Low);
    assert!(words.bounds.get("or more").is_none());
}

#[test]
fn a_phrase_may_bound_from_both_sides_of_a_number() {
    let text = "[[bound]]\nwords = [\"tops\"]\nside = \"high\"\n\n[[bound]]\nwords = [\"tops\"]\nside = \"low\"\nafter = true\n";
    let lexicon = Lexicon::from_files(files(&[("words/a.toml", text)])).unwrap();
    assert!(lexicon.check().is_empty(), "{}", lexicon.check());
    assert_eq!(lexicon.words().bounds.get("tops").unwrap().side, BoundSide::High);
    assert_eq!(lexicon.words().bounds_after.get("tops").unwrap().side, BoundSide::Low);
}

#[test]
fn prepositions_tell_whether_they_place() {
    let lexicon = Lexicon::shipped().unwrap();
    assert!(lexicon.words().is_place_preposition("Near"));
    assert!(!lexicon.words().is_place_preposition("of"));
    assert!(!lexicon.words().is_place_preposition("nowhere"));
}

#[test]
fn prepositional_cues_match_on_forms() {
    let cue = "[[cue]]\nlemma = \"in the words of\"\npos = \"preposition\"\nsource = [\"object\"]\n";
    let lexicon = Lexicon::from_files(files(&[("cues/a.toml", cue)])).unwrap();
    let found = lexicon.prepositional_cues().longest(&["In", "the", "words", "of", "Utopus"]).unwrap();
    assert_eq!((found.tokens, found.meaning.lemma.as_str()), (4, "in the words of"));
    assert!(lexicon.prepositional_cues().longest(&["in", "the", "wind"]).is_none());
}
