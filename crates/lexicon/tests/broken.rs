//! Broken lexicons: each fault is told with its file, its line and what to do.

use herodotus_lexicon::{Lexicon, Problems};

fn problems_of(path: &str, text: &str) -> Problems {
    match Lexicon::from_files([(path.to_owned(), text.to_owned())]) {
        Ok(lexicon) => lexicon.check(),
        Err(problems) => problems,
    }
}

/// Asserts that some problem of the file begins with `place` and holds every one of `words`.
fn assert_told(path: &str, text: &str, place: &str, words: &[&str]) {
    let problems = problems_of(path, text);
    let told = problems.iter().map(ToString::to_string).any(|message| {
        message.starts_with(&format!("{path}:{place}: ")) && words.iter().all(|word| message.contains(word))
    });
    assert!(told, "wanted {path}:{place} with {words:?}, got:\n{problems}");
}

const VERB: &str = "event = \"ASSAULT\"\n\n[[verb]]\nlemma = \"strafe\"\nagent = [\"subject\"]\n";

#[test]
fn wrong_syntax() {
    assert_told(
        "events/a.toml",
        "event = \"ASSAULT\"\n[[verb]\nlemma = \"strafe\"\n",
        "2",
        &["cannot be read", "[[verb]]"],
    );
}

#[test]
fn a_misspelt_key() {
    assert_told(
        "events/a.toml",
        &format!("{VERB}tagret = [\"object\"]\n"),
        "6",
        &["`tagret`", "did you mean `target`?"],
    );
}

#[test]
fn an_unknown_table() {
    assert_told("events/a.toml", "event = \"ASSAULT\"\n[[werb]]\nlemma = \"strafe\"\n", "2", &["`werb`", "`verb`"]);
}

#[test]
fn an_unknown_event_type() {
    assert_told("events/a.toml", "event = \"ATTACK\"\n", "1", &["unknown event type \"ATTACK\"", "ASSAULT"]);
}

#[test]
fn an_entry_without_a_lemma() {
    assert_told(
        "events/a.toml",
        "event = \"AID\"\n\n[[noun]]\nmode = \"arms\"\n",
        "3",
        &["`lemma` is missing", "lemma ="],
    );
}

#[test]
fn an_unknown_slot() {
    assert_told(
        "events/a.toml",
        &format!("{VERB}target = [\"Object!\"]\n"),
        "6",
        &["unknown slot \"Object!\"", "subject-of"],
    );
}

#[test]
fn an_unknown_class_of_nouns() {
    let class = "[[class]]\nname = \"fighters\"\nwords = [\"rebel\"]\n";
    let verb = format!("{VERB}object = [\"@fighter\"]\n");
    let files = [("words/classes.toml", class), ("events/a.toml", verb.as_str())];
    let told =
        Lexicon::from_files(files.map(|(path, text)| (path.to_owned(), text.to_owned()))).unwrap_err().to_string();
    assert!(told.contains("events/a.toml:3: no class \"@fighter\"; did you mean \"@fighters\"?"), "{told}");
}

#[test]
fn a_misspelt_slot_that_could_be_a_preposition() {
    assert_told(
        "events/a.toml",
        &format!("{VERB}target = [\"objekt\"]\n"),
        "3",
        &["\"objekt\"", "words/prepositions.toml"],
    );
}

#[test]
fn an_unknown_status() {
    assert_told("events/a.toml", &format!("{VERB}status = \"hapened\"\n"), "6", &["\"hapened\"", "happened"]);
}

#[test]
fn an_unlisted_mode() {
    assert_told("events/a.toml", &format!("{VERB}mode = \"straffing\"\n"), "3", &["\"straffing\"", "words/modes.toml"]);
}

#[test]
fn a_misspelt_mode() {
    let list = "[[mode]]\nevent = \"ASSAULT\"\nwords = [\"strafing\", \"shelling\"]\n";
    let verb = format!("{VERB}mode = \"straffing\"\n");
    let files = [("words/modes.toml", list), ("events/a.toml", verb.as_str())];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let told = Lexicon::from_files(files).unwrap().check().to_string();
    assert!(told.contains("events/a.toml:3: the mode \"straffing\" is not listed"), "{told}");
    assert!(told.contains("did you mean \"strafing\"?"), "{told}");
}

#[test]
fn an_entry_without_examples() {
    assert_told("events/a.toml", VERB, "3", &["no example of \"strafe\"", "add a sentence"]);
}

#[test]
fn an_empty_example() {
    let text = format!("{VERB}[[verb.example]]\ntext = \"\"\n");
    assert_told("events/a.toml", &text, "7", &["`text` is empty"]);
}

#[test]
fn a_filler_that_is_not_in_its_example() {
    let text = format!("{VERB}[[verb.example]]\ntext = \"Jets strafed the road.\"\nagent = \"The jets\"\n");
    assert_told("events/a.toml", &text, "6", &["\"The jets\"", "exactly as in the text"]);
}

#[test]
fn two_entries_with_the_same_conditions() {
    let text = format!("{VERB}\n[[verb]]\nlemma = \"strafe\"\n");
    assert_told("events/a.toml", &text, "7", &["same conditions", "events/a.toml:3", "`particle`"]);
}

#[test]
fn an_unknown_part_of_speech_of_a_cue() {
    let text = "[[cue]]\nlemma = \"aver\"\npos = \"verv\"\n";
    assert_told("cues/a.toml", text, "3", &["\"verv\"", "use one of verb, noun"]);
}

#[test]
fn a_day_that_does_not_exist() {
    let text = "[[actor]]\nname = \"Utopia\"\nkind = \"state\"\nfact = \"More, 1516\"\n[[actor.person]]\nname = \"Utopus\"\nfrom = \"1516-02-30\"\n";
    assert_told("actors/a.toml", text, "7", &["`from` is no day", "2020-11-04"]);
}

#[test]
fn a_term_that_ends_before_it_begins() {
    let text = "[[actor]]\nname = \"Utopia\"\nkind = \"state\"\nfact = \"More, 1516\"\n[[actor.person]]\nname = \"Utopus\"\nfrom = \"1516-02-03\"\nuntil = \"1515-02-03\"\n";
    assert_told("actors/a.toml", text, "8", &["`until` (1515-02-03) is before `from`"]);
}

#[test]
fn a_party_without_a_fact() {
    assert_told("actors/a.toml", "[[actor]]\nname = \"Utopia\"\nkind = \"state\"\n", "1", &["no `fact` for Utopia"]);
}

#[test]
fn a_name_of_two_parties() {
    let text = "[[actor]]\nname = \"Utopia\"\nkind = \"state\"\nfact = \"More, 1516\"\ncapital = [\"Amaurot\"]\n\n[[actor]]\nname = \"Macaria\"\nkind = \"state\"\nfact = \"More, 1516\"\ncapital = [\"Amaurot\"]\n";
    assert_told("actors/a.toml", text, "7", &["\"Amaurot\"", "belongs already to Utopia", "actors/a.toml:1"]);
}

#[test]
fn a_side_that_is_no_actor() {
    let text = "[[actor]]\nname = \"Utopia\"\nkind = \"state\"\nfact = \"More, 1516\"\nside-of = [\"Nusquama\"]\n";
    assert_told("actors/a.toml", text, "1", &["Nusquama", "no actor"]);
}

#[test]
fn a_list_that_is_a_number() {
    let text = "[[hedge]]\nwords = 7\neffect = \"hedged\"\n";
    assert_told("words/a.toml", text, "2", &["`words` is a number", "list of texts"]);
}

#[test]
fn an_unknown_side_of_a_bound() {
    let text = "[[bound]]\nwords = [\"barely\"]\nside = \"upper\"\n";
    assert_told("words/a.toml", text, "3", &["\"upper\"", "low, high, both"]);
    assert_told("words/a.toml", "[[bound]]\nwords = [\"barely\"]\n", "1", &["`side` is missing"]);
}

#[test]
fn a_bound_that_is_half_hedged() {
    let text = "[[bound]]\nwords = [\"barely\"]\nside = \"high\"\nhedged = \"yes\"\n";
    assert_told("words/a.toml", text, "4", &["`hedged` is a text", "true or false"]);
}

#[test]
fn an_unknown_kind_of_number() {
    let text = "[[number]]\nwords = [\"gross\"]\nvalue = 144\nkind = \"scales\"\n";
    assert_told("words/a.toml", text, "4", &["\"scales\"", "unit, scale, plural, vague, rough, fraction"]);
}

#[test]
fn a_number_without_its_figure() {
    assert_told("words/a.toml", "[[number]]\nwords = [\"gross\"]\nkind = \"scale\"\n", "1", &["`value` is missing"]);
}

#[test]
fn a_preposition_of_a_place() {
    let text = "[[preposition]]\nwords = [\"astride\"]\nplace = \"at\"\n";
    assert_told("words/a.toml", text, "3", &["`place` is a text", "true or false"]);
}

#[test]
fn a_phrase_twice_in_one_list() {
    let text = "[[negator]]\nwords = [\"not\"]\n\n[[negator]]\nwords = [\"Not\"]\n";
    assert_told("words/a.toml", text, "4", &["\"Not\"", "words/a.toml:1"]);
}

#[test]
fn a_place_with_too_few_columns() {
    assert_told("places/a.tsv", "Amaurot\t\t1.0\t2.0\n", "1", &["4 columns where 8 belong", "tabs"]);
}

#[test]
fn a_latitude_off_the_globe() {
    assert_told(
        "places/a.tsv",
        "Amaurot\t\t91.0\t2.0\tUT\tsettlement\t\tMore\n",
        "1",
        &["`lat` is \"91.0\"", "-90 to 90"],
    );
}

#[test]
fn a_file_in_no_known_folder() {
    assert_told("verbs/a.toml", "", "1", &["no file of a lexicon", "events/"]);
}

#[test]
fn all_faults_of_all_files_are_told_at_once() {
    let files = [("events/b.toml", "event = \"X\"\nnots = 1\n"), ("cues/a.toml", "[[cue]]\nlemma = 1\n")];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let problems = Lexicon::from_files(files).unwrap_err();
    assert_eq!(problems.len(), 4, "{problems}");
    let places: Vec<String> = problems.iter().map(|problem| problem.at.to_string()).collect();
    assert_eq!(places, ["cues/a.toml:1", "cues/a.toml:2", "events/b.toml:1", "events/b.toml:2"]);
}

#[test]
fn a_weapon_with_an_unlisted_mode() {
    assert_told(
        "words/a.toml",
        "[[weapon]]\nwords = [\"sling\"]\nmode = \"slinging\"\n",
        "1",
        &["\"slinging\"", "use a listed mode"],
    );
}

#[test]
fn curly_quotation_marks() {
    let text = "event = “ASSAULT”\n";
    assert_told("events/a.toml", text, "1", &["cannot be read", "straight quotation marks"]);
    assert_eq!(problems_of("events/a.toml", text).len(), 1, "what follows from it is not told");
}

#[test]
fn a_quotation_that_is_not_closed() {
    assert_told("events/a.toml", "event = \"ASSAULT\n", "1", &["close the quotation marks"]);
}

#[test]
fn a_value_without_quotation_marks() {
    assert_told("events/a.toml", "event = ASSAULT\n", "1", &["put the value in quotation marks"]);
}

#[test]
fn a_colon_for_an_equals_sign() {
    assert_told("events/a.toml", &VERB.replace("lemma =", "lemma:"), "4", &["= in place of the colon"]);
}

#[test]
fn a_key_without_a_value() {
    assert_told("events/a.toml", &format!("{VERB}target\n"), "6", &["write a key, = and a value"]);
}

#[test]
fn a_list_that_is_not_closed() {
    assert_told("events/a.toml", &format!("{VERB}object = [\"road\"\nmode = \"x\"\n"), "7", &["apart by commas"]);
}

#[test]
fn a_key_twice_in_one_entry() {
    assert_told("events/a.toml", &format!("{VERB}lemma = \"bomb\"\n"), "6", &["duplicate", "stands once in an entry"]);
}

#[test]
fn a_backslash_alone() {
    assert_told("events/a.toml", &format!("{VERB}note = \"C:\\users\"\n"), "6", &["a backslash twice"]);
}

#[test]
fn a_heading_in_single_brackets() {
    let text = "event = \"AID\"\n[verb]\nlemma = \"feed\"\n";
    assert_told("events/a.toml", text, "2", &["heading [[verb]]", "two brackets"]);
    let text = format!("{VERB}[verb.example]\ntext = \"Jets strafed the road.\"\n");
    assert_told("events/a.toml", &text, "6", &["heading [[verb.example]]"]);
}

#[test]
fn an_entry_without_an_event_type() {
    assert_told("events/a.toml", "[[verb]]\nlemma = \"feed\"\n", "1", &["names an event type", "event = "]);
}

#[test]
fn an_unknown_requirement() {
    let text = format!("{VERB}requires = [\"party\"]\n");
    assert_told("events/a.toml", &text, "6", &["\"party\"", "party-subject"]);
}

#[test]
fn a_cue_twice() {
    let cue = "[[cue]]\nlemma = \"aver\"\npos = \"verb\"\n[[cue.example]]\ntext = \"He averred it.\"\n";
    assert_told("cues/a.toml", &format!("{cue}{cue}"), "6", &["\"aver\" stands already at cues/a.toml:1"]);
}

#[test]
fn a_cue_without_examples() {
    let text = "[[cue]]\nlemma = \"aver\"\npos = \"verb\"\n";
    assert_told("cues/a.toml", text, "1", &["no example of \"aver\"", "add a sentence"]);
}

#[test]
fn an_unknown_place_of_what_is_said() {
    let text = "[[cue]]\nlemma = \"aver\"\npos = \"verb\"\ncontent = [\"That!\"]\n";
    assert_told("cues/a.toml", text, "4", &["unknown slot \"That!\"", "clause, quote, object"]);
}

#[test]
fn an_actor_twice() {
    let actor = "[[actor]]\nname = \"Utopia\"\nkind = \"state\"\nfact = \"More, 1516\"\n";
    assert_told("actors/a.toml", &format!("{actor}{actor}"), "5", &["Utopia stands already", "actors/a.toml:1"]);
}

#[test]
fn a_code_of_two_states() {
    let state = |name| format!("[[actor]]\nname = \"{name}\"\ncode = \"UTO\"\nkind = \"state\"\nfact = \"x\"\n");
    let text = state("Utopia") + &state("Macaria");
    assert_told("actors/a.toml", &text, "6", &["code UTO belongs already", "actors/a.toml:1"]);
}

#[test]
fn an_unknown_role() {
    let text = "[[actor]]\nname = \"Utopia\"\nkind = \"state\"\nrole = \"ARMY\"\n";
    assert_told("actors/a.toml", text, "4", &["\"ARMY\"", "GOV, MIL"]);
}

#[test]
fn a_body_without_a_name() {
    let text = "[[actor]]\nname = \"Utopia\"\nkind = \"state\"\n[[actor.body]]\nrole = \"MIL\"\n";
    assert_told("actors/a.toml", text, "4", &["a body without a name", "names ="]);
}

#[test]
fn a_country_that_is_no_code() {
    let row = "Amaurot\t\t1.0\t2.0\tUtopia\tsettlement\t\tMore\n";
    assert_told("places/a.tsv", row, "1", &["`country` is \"Utopia\"", "alpha-2"]);
}

#[test]
fn an_unknown_precision_of_a_place() {
    let row = "Amaurot\t\t1.0\t2.0\tUT\tcity\t\tMore\n";
    assert_told("places/a.tsv", row, "1", &["`precision` is \"city\"", "settlement"]);
}

#[test]
fn a_place_without_a_fact() {
    let row = "Amaurot\t\t1.0\t2.0\tUT\tsettlement\t\t\n";
    assert_told("places/a.tsv", row, "1", &["no `fact` for the place Amaurot"]);
}

#[test]
fn a_month_that_is_none() {
    assert_told("words/a.toml", "[[month]]\nwords = [\"smarch\"]\nvalue = 13\n", "3", &["from 1 to 12", "`value = 1`"]);
    assert_told("words/a.toml", "[[feast]]\nwords = [\"may day\"]\nmonth = 5\n", "1", &["`day`", "from 1 to 31"]);
}

#[test]
fn an_abbreviation_of_no_use() {
    assert_told("words/a.toml", "[[abbreviation]]\nwords = [\"gen\"]\n", "1", &["`follows = true`"]);
}

#[test]
fn words_run_together_without_a_cut() {
    assert_told("words/a.toml", "[[run-together]]\nwords = [\"cannot\"]\n", "1", &["\"cannot\"", "\"can not\""]);
}

#[test]
fn a_mode_of_what_is_fired_that_is_not_listed() {
    assert_told("words/a.toml", "[[fired]]\nwords = [\"catapult\"]\n", "1", &["\"catapult\"", "words/modes.toml"]);
}
