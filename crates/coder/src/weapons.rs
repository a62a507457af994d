//! What an act of force is done with, which is nobody who does it.

use herodotus_lexicon::{EventEntry, Lexicon, PhraseMatch, Weapon, WordSet};
use herodotus_schema::{Because, Document};

use crate::force::{is_noun_of_force, tells_force};
use crate::frames::Match;
use crate::parties::resolves;
use crate::reasons::reason_from;
use crate::syntax::obliques;

/// A weapon's name has at most so many words.
const LONGEST: usize = 4;

/// The weapon whose name ends at `token`, with its line of the lexicon.
fn weapon<'l>(doc: &Document, lexicon: &'l Lexicon, token: usize) -> Option<PhraseMatch<'l, Weapon>> {
    let first = doc.sentences[doc.sentence_of(token)].tokens.start.max((token + 1).saturating_sub(LONGEST));
    let words: Vec<String> = doc.tokens[first..token + 1].iter().map(|t| t.form.to_lowercase()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    lexicon.words().weapons.longest_ending(&words)
}

/// The words of those who act in `found`: of an act of force nothing that is fired or goes off, and no blow with it ("*shells* hit the
/// port", "*the air strike* killed two"), unless it tells whose it is, but who fired it ("shells fired *by rebels* hit the port").
pub fn doers(doc: &Document, lexicon: &Lexicon, found: &Match) -> Vec<usize> {
    let force = tells_force(found.entry);
    let thing = |t: usize| is_weapon(doc, lexicon, t) || is_blow(doc, lexicon, t);
    let fired_by = |t: usize| {
        let told = doc.children(t).filter(|&c| doc.tokens[c].relation() == "acl");
        told.flat_map(|verb| obliques(doc, verb, &["by"])).collect::<Vec<_>>()
    };
    let nobody = |t: usize| force && !resolves(doc, t) && (thing(t) || is_act(doc, lexicon, t));
    found.agents.iter().flat_map(|&t| if nobody(t) { fired_by(t) } else { vec![t] }).collect()
}

/// Whether the noun is of something that is fired or goes off ("Ruritanian *missiles*").
pub fn is_weapon(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    weapon(doc, lexicon, token).is_some_and(|m| lexicon.words().has(WordSet::Fired, &m.meaning.mode))
}

/// Whether the noun is of an act of force, which is nobody ("*the attack* damaged a school").
fn is_act(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let lemma = doc.tokens[token].lemma.to_lowercase();
    doc.tokens[token].upos == "NOUN" && !lexicon.words().tells_people(&lemma) && is_noun_of_force(lexicon, &lemma)
}

/// Whether the noun is of a blow with something that is fired or goes off.
fn is_blow(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let t = &doc.tokens[token];
    let lemma = t.lemma.to_lowercase();
    let people = lexicon.words().tells_people(&lemma);
    let mode = |mode: &str| lexicon.words().has(WordSet::Fired, mode) || mode == "airstrike";
    let fired = |e: &EventEntry| tells_force(e) && e.mode.as_deref().is_some_and(mode);
    let before = doc.children(token).filter(|&c| c < token && doc.tokens[c].relation() == "compound");
    let mut names = before.map(|c| format!("{} {lemma}", doc.tokens[c].lemma.to_lowercase())).chain([lemma.clone()]);
    t.upos == "NOUN" && !people && names.any(|name| lexicon.nouns(&name).iter().any(fired))
}

/// The mode of an attack that its entry leaves general, by the weapon that does it or that it is done with: "*rockets* hit the
/// port", "attacked the port *with drones*".
pub fn mode(doc: &Document, lexicon: &Lexicon, found: &Match) -> Option<(String, Because)> {
    let general = found.entry.mode.as_deref().is_none_or(|mode| mode == GENERAL);
    if !tells_force(found.entry) || !general {
        return None;
    }
    let with = obliques(doc, found.token, &["with"]);
    let told = found.agents.iter().chain(&with).find_map(|&t| weapon(doc, lexicon, t).map(|m| (t, m)));
    let (token, weapon) = told?;
    let rule = format!("\"{}\" tells how", doc.tokens[token].form);
    Some((weapon.meaning.mode.clone(), reason_from("event", &rule, weapon.origin)))
}

/// The mode of an attack of which no more is told.
pub const GENERAL: &str = "attack";
