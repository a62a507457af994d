//! Offices of a place: "the governor of X", "X mayor" speak for the state in which X lies.

use herodotus_gazetteer::Gazetteer;
use herodotus_lexicon::{Lexicon, ReferenceKind, RoleKind, WordSet};
use herodotus_schema::{Attribution, Document, Entity, EntityType, PlaceMention, Precision};

use super::bearers::give_to_person;
use super::home;
use super::owners::holds;
use super::speakers::name_speakers;
use super::standing::is_guess;
use crate::segment::is_dateline;

/// Gives the officials of places the party of their country, and so who is told by a pronoun or a surname after them.
///
/// `doc.places` must be filled.
pub fn resolve_offices(doc: &mut Document, lexicon: &Lexicon, gazetteer: &Gazetteer) {
    let mut changed = spare_accused(doc);
    for at in 0..doc.mentions.len() {
        let mention = &doc.mentions[at];
        // "Dalmar Police Command" is named whole, and no party that the lexicon knows.
        let unknown = mention.kind == EntityType::Organisation && mention.parties.is_empty();
        if !unknown && mention.kind != EntityType::Reference || mention.tokens.len() > LONGEST {
            continue;
        }
        let head = mention.tokens.end - 1;
        // "The Ruritania-installed governor of Dalmar" is Ruritania's.
        let installed = (head.saturating_sub(6)..head).any(|t| holds(doc, lexicon, t, head));
        if installed && !mention.parties.is_empty() {
            continue;
        }
        let Some(party) =
            office(doc, lexicon, head, &CIVIL).and_then(|role| holder(doc, lexicon, gazetteer, (head, role)))
        else {
            continue;
        };
        doc.mentions[at].parties = vec![party.clone()];
        let mut mentions = std::mem::take(&mut doc.mentions);
        give_to_person(doc, &mut mentions, head, &party);
        doc.mentions = mentions;
        changed = true;
    }
    changed |= speak_for_office(doc, lexicon, gazetteer);
    changed |= speakers_at_home(doc, lexicon, gazetteer);
    if changed {
        name_speakers(doc, lexicon);
    }
}

/// Gives those who speak for an office ("a source at Dalmar Police Command", "the head of the Dalmar region") its party, where nothing
/// else tells it.
fn speak_for_office(doc: &mut Document, lexicon: &Lexicon, gazetteer: &Gazetteer) -> bool {
    let mut changed = false;
    for at in 0..doc.mentions.len() {
        let mention = &doc.mentions[at];
        let head = mention.tokens.end - 1;
        let forms = crate::forms(doc, mention.tokens.clone());
        let speaks =
            lexicon.words().roles.longest_ending(&forms).is_some_and(|m| m.meaning.kind == RoleKind::Spokesperson);
        if !speaks || mention.kind != EntityType::Reference || !mention.parties.is_empty() {
            continue;
        }
        let office = |c: usize| {
            doc.mentions
                .iter()
                .find(|m| m.tokens.contains(&c) && m.kind != EntityType::Location && !m.parties.is_empty())
        };
        let told = doc.children(head).filter(|&c| c > head && doc.tokens[c].relation() == "nmod").find_map(office);
        let party = told.map(|m| m.parties[0].clone()).or_else(|| of_division(doc, lexicon, gazetteer, head));
        let Some(party) = party else { continue };
        doc.mentions[at].parties = vec![party.clone()];
        let mut mentions = std::mem::take(&mut doc.mentions);
        give_to_person(doc, &mut mentions, head, &party);
        doc.mentions = mentions;
        changed = true;
    }
    changed
}

/// The state of the division that the noun at `head` tells the head or a source of: "the head *of the Dalmar region*", "a source *at
/// Dalmar Governorate*".
fn of_division(doc: &Document, lexicon: &Lexicon, gazetteer: &Gazetteer, head: usize) -> Option<Entity> {
    let roles = &lexicon.words().roles;
    let governs = |c: usize| {
        let word = doc.tokens[c].form.to_lowercase();
        roles.get(&word).is_some_and(|r| r.local && r.kind == RoleKind::Body)
    };
    let divides = |c: usize| {
        let reference = lexicon.words().references.get(&doc.tokens[c].lemma.to_lowercase());
        let of = doc.children(c).any(|p| doc.tokens[p].relation() == "case" && doc.tokens[p].lemma == "of");
        of && doc.tokens[c].upos != "PROPN" && reference.is_some_and(|r| r.kind == ReferenceKind::Place)
    };
    let after = doc.children(head).filter(|&c| c > head && doc.tokens[c].relation() == "nmod");
    let division = after.into_iter().find(|&c| governs(c) || divides(c))?;
    let within = doc.subtree(division);
    let inside = |p: &&PlaceMention| within.iter().any(|&t| p.span.contains(doc.tokens[t].span)) && p.country.is_some();
    let place = doc.places.iter().find(inside)?;
    state_of(lexicon, gazetteer, (doc, place), "GOV".to_string())
}

/// Takes a guessed party from a speaker whose words are about that very party as another: "the ministry accused Ruritania" is
/// not Ruritania's.
fn spare_accused(doc: &mut Document) -> bool {
    let wrong = |told: &Attribution| {
        let source = told.source_token?;
        let at =
            doc.mentions.iter().position(|m| m.tokens.contains(&source) && m.parties.first().is_some_and(is_guess))?;
        let party = &doc.mentions[at].parties[0].party;
        let object = |t: &usize| matches!(doc.tokens[*t].relation(), "obj" | "iobj");
        let named = |t: usize| {
            doc.mentions.iter().any(|m| m.tokens.contains(&t) && m.parties.iter().any(|e| e.party == *party))
        };
        doc.children(told.cue_token).filter(object).any(named).then_some(at)
    };
    let wrong: Vec<usize> = doc.attributions.iter().filter_map(wrong).collect();
    wrong.iter().for_each(|&at| doc.mentions[at].parties.clear());
    !wrong.is_empty()
}

/// Roles that belong to the place they are told with: the army of a breakaway region is not its country's.
const CIVIL: [&str; 2] = ["GOV", "COP"];

/// Roles of those who speak for a state.
const STATELY: [&str; 3] = ["GOV", "COP", "MIL"];

/// A role noun has at most so many words.
const LONGEST: usize = 4;

/// The role of the noun phrase that ends at `head`, where it tells of an office of the state in one of `roles`.
fn office(doc: &Document, lexicon: &Lexicon, head: usize, roles: &[&str]) -> Option<String> {
    let forms = crate::forms(doc, head.saturating_sub(3)..head + 1);
    let noun = lexicon.words().roles.longest_ending(&forms)?.meaning;
    let office = matches!(noun.kind, RoleKind::Person | RoleKind::People | RoleKind::Body);
    noun.role.clone().filter(|role| office && roles.contains(&role.as_str()))
}

/// The state in which the place lies that the office at `head` belongs to: before it, or after "of", "in" or "at".
fn holder(doc: &Document, lexicon: &Lexicon, gazetteer: &Gazetteer, (head, role): (usize, String)) -> Option<Entity> {
    let owns = |t: usize| match doc.tokens[t].relation() {
        "compound" | "amod" => t < head,
        "nmod" => {
            let placed = |c: usize| lexicon.words().has(WordSet::Seat, &doc.tokens[c].lemma);
            &*doc.tokens[t].deprel == "nmod:poss" || doc.children(t).any(placed)
        }
        _ => false,
    };
    let place = doc.children(head).filter(|t| owns(*t)).find_map(|t| {
        let within = doc.subtree(t);
        let inside = |span: herodotus_schema::Span| within.iter().any(|w| span.contains(doc.tokens[*w].span));
        doc.places.iter().find(|p| inside(p.span) && p.country.is_some())
    })?;
    state_of(lexicon, gazetteer, (doc, place), role)
}

/// The state in which a place lies, as the party of an office there.
fn state_of(
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    (doc, place): (&Document, &PlaceMention),
    role: String,
) -> Option<Entity> {
    let country = place.country.as_deref()?;
    let actor = home::state_of(lexicon, gazetteer, country)?;
    Some(Entity {
        party: actor.name.clone(),
        code: actor.code.clone(),
        role: Some(role),
        because: format!("an office of {} in {country}", doc.text(place.span)),
    })
}

/// Gives speakers who hold an office of no named state the state that the report speaks from: that of the last place
/// told before them, else of its first.
fn speakers_at_home(doc: &mut Document, lexicon: &Lexicon, gazetteer: &Gazetteer) -> bool {
    let mut changed = false;
    for at in 0..doc.attributions.len() {
        let Some(source) = doc.attributions[at].source_token else { continue };
        let here = || doc.mentions.iter().filter(|m| m.tokens.contains(&source));
        let Some(mention) = here().next().filter(|_| here().all(|m| m.parties.is_empty())) else { continue };
        let entity = mention.entity;
        let Some(role) = officeholder(doc, lexicon, entity) else { continue };
        let start = doc.sentences[doc.sentence_of(source)].span.end;
        // Where a report is sent from says nothing of who speaks in it.
        let told = |p: &&PlaceMention| !doc.sentences.iter().any(|s| s.span.contains(p.span) && is_dateline(doc, s));
        let located = || {
            let town = |p: &&PlaceMention| p.country.is_some() && p.precision != Some(Precision::Country);
            doc.places.iter().filter(town).filter(told)
        };
        let Some(place) = located().rfind(|p| p.span.end <= start).or_else(|| located().next()) else { continue };
        let Some(party) = state_of(lexicon, gazetteer, (doc, place), role) else { continue };
        for mention in doc.mentions.iter_mut().filter(|m| m.entity == entity && m.parties.is_empty()) {
            mention.parties = vec![party.clone()];
        }
        changed = true;
    }
    changed
}

/// The role of an office of a state that any mention of `entity` is told with ("Governor X", "X, the mayor").
fn officeholder(doc: &Document, lexicon: &Lexicon, entity: usize) -> Option<String> {
    doc.mentions.iter().filter(|m| m.entity == entity).find_map(|m| {
        let head = m.tokens.clone().find(|&t| doc.tokens[t].head.is_none_or(|h| !m.tokens.contains(&h)))?;
        let above = doc.tokens[head].head.filter(|_| matches!(doc.tokens[head].relation(), "appos" | "flat"));
        let beside = doc.children(head).filter(|&c| matches!(doc.tokens[c].relation(), "appos" | "compound" | "flat"));
        let before = m.tokens.start.checked_sub(1);
        m.tokens.clone().chain(above).chain(beside).chain(before).find_map(|t| office(doc, lexicon, t, &STATELY))
    })
}
