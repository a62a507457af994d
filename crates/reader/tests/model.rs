//! The shipped model: it says what the exported network said in training, it reads anything, and it knows damage.

use herodotus_reader::model::{Bio, EntityKind, Model, ModelError, Parse};
use serde::Deserialize;

const WEIGHTS: &[u8] = include_bytes!("../../../models/reader.safetensors");
const META: &[u8] = include_bytes!("../../../models/reader.json");
const VOCAB: &[u8] = include_bytes!("../../../models/vocab.txt");

#[derive(Deserialize)]
struct Case {
    forms: Vec<String>,
    upos: Vec<String>,
    xpos: Vec<String>,
    lemma: Vec<String>,
    heads: Vec<usize>,
    relations: Vec<String>,
    entities: Vec<String>,
}

fn model() -> Model {
    Model::shipped().expect("the shipped model loads")
}

fn forms(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn assert_tree(parse: &Parse) {
    let roots = parse.words.iter().filter(|w| w.head.is_none()).count();
    assert_eq!(roots, usize::from(!parse.words.is_empty()));
    for start in 0..parse.words.len() {
        let mut at = Some(start);
        for _ in 0..=parse.words.len() {
            at = at.and_then(|i| parse.words[i].head);
        }
        assert_eq!(at, None, "word {start} does not lead to the root");
    }
    assert_eq!(parse.vectors.len(), parse.words.len());
}

#[test]
fn agrees_with_the_network_as_scored_in_training() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("fixtures/parity.json")).expect("the fixture is JSON");
    let model = model();
    let (mut same, mut all) = (0, 0);
    for case in &cases {
        let parse = model.parse(&case.forms.iter().map(String::as_str).collect::<Vec<_>>());
        assert_tree(&parse);
        for (i, word) in parse.words.iter().enumerate() {
            let pairs = [
                (word.upos.to_string(), &case.upos[i]),
                (word.xpos.to_string(), &case.xpos[i]),
                (word.lemma.clone(), &case.lemma[i]),
                (word.head.map_or(0, |h| h + 1).to_string(), &case.heads[i].to_string()),
                (word.deprel.to_string(), &case.relations[i]),
                (word.entity.to_string(), &case.entities[i]),
            ];
            for (found, wanted) in pairs {
                all += 1;
                same += usize::from(found == *wanted);
                if found != *wanted {
                    println!("{:?} in {:?}: {found}, not {wanted}", case.forms[i], case.forms.join(" "));
                }
            }
        }
    }
    assert!(all > 2500, "only {all} values to compare");
    assert!(same * 100 >= all * 99, "only {same} of {all} values agree");
}

#[test]
fn towns_and_states_are_no_persons() {
    let model = model();
    let texts = [
        ("Armenia said that Azerbaijan had shelled Shushi and Stepanakert .", "Armenia Azerbaijan Shushi Stepanakert"),
        ("Shells fell on Martuni and Hadrut overnight .", "Martuni Hadrut"),
        ("Troops from Rwanda entered Goma and Bukavu .", "Rwanda Goma Bukavu"),
        ("Fighting reached Tigray and the town of Humera .", "Tigray Humera"),
        ("Ethiopia blamed Eritrea for the raid near Zalambessa .", "Ethiopia Eritrea Zalambessa"),
        ("The army retook Palmyra and advanced on Raqqa .", "Palmyra Raqqa"),
        ("Kherson and Izium were hit by rockets , Ukraine said .", "Kherson Izium Ukraine"),
        ("Rebels left Idlib for Afrin .", "Idlib Afrin"),
    ];
    let (mut names, mut persons, mut unseen) = (0, Vec::new(), 0);
    for (text, wanted) in texts {
        let parse = model.parse(&forms(text));
        for name in forms(wanted) {
            let at = forms(text).iter().position(|f| *f == name).expect("the name is in the text");
            names += 1;
            unseen += usize::from(parse.words[at].entity == Bio::Outside);
            persons.extend((parse.words[at].entity.kind() == Some(EntityKind::Person)).then_some(name));
        }
    }
    // The gazetteer and the lexicon overrule the network where they know a name better.
    assert!(persons.len() * 10 <= names && unseen == 0, "{persons:?} of {names} are persons, {unseen} no names");
}

#[test]
fn curly_quotes_read_as_straight_ones() {
    let model = model();
    let straight = model.parse(&forms("\" We do n't know , \" she said ."));
    let curly = model.parse(&forms("\u{201c} We do n\u{2019}t know , \u{201d} she said ."));
    assert_eq!(straight, curly);
}

#[test]
fn anything_can_be_read() {
    let model = model();
    assert_eq!(model.parse(&[]), Parse::default());
    let long = "word ".repeat(1000);
    let commas = "shelling , ".repeat(700);
    let unbroken = "x".repeat(5000);
    for text in [long.as_str(), &commas, &unbroken, "\u{1f680}\u{1f680} \u{202e} \u{0} \u{feff}", "戦争 и мир سلام"]
    {
        assert_tree(&model.parse(&forms(text)));
    }
    assert_tree(&model.parse(&["", " ", "\n", "\u{301}", "."]));
}

#[test]
fn a_sentence_is_read_alike_whatever_is_read_beside_it() {
    let model = model();
    let texts = ["Rockets hit a bakery .", "Who ordered the strike ?", "He left ."];
    let alone: Vec<Parse> = texts.iter().map(|t| model.parse(&forms(t))).collect();
    let together: Vec<Vec<&str>> = (0..40).map(|i| forms(texts[i % 3])).collect();
    for (i, parse) in model.parse_all(&together).into_iter().enumerate() {
        assert_eq!(parse, alone[i % 3], "sentence {i} of a batch");
    }
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for (text, parse) in texts.iter().zip(&alone) {
                    assert_eq!(model.parse(&forms(text)), *parse);
                }
            });
        }
    });
}

#[test]
fn damaged_files_are_named() {
    let load = |weights: &[u8], meta: &[u8], vocab: &[u8]| Model::load(weights, meta, vocab).err();
    assert!(load(WEIGHTS, META, VOCAB).is_none());
    assert!(matches!(load(&WEIGHTS[..1000], META, VOCAB), Some(ModelError::Hash { file: "reader.safetensors" })));
    assert!(matches!(load(WEIGHTS, META, b"[UNK]\n"), Some(ModelError::Hash { file: "vocab.txt" })));
    assert!(matches!(load(WEIGHTS, b"{", VOCAB), Some(ModelError::Meta(_))));
    let text = std::str::from_utf8(META).expect("reader.json is text");
    let newer = text.replacen("\"version\": 3", "\"version\": 99", 1);
    assert!(matches!(load(WEIGHTS, newer.as_bytes(), VOCAB), Some(ModelError::Version { found: 99, wanted: 3 })));
    let odd = text.replacen("\"PROPN\"", "\"NAME\"", 1);
    assert!(matches!(load(WEIGHTS, odd.as_bytes(), VOCAB), Some(ModelError::Label { kind: "upos", .. })));
}
