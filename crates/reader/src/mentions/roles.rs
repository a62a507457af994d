//! Mentions by role: a common noun that tells what kind of actor it is, with the party that its modifiers name.

use herodotus_lexicon::{EventEntry, Lexicon, RoleKind, RoleNoun};
use herodotus_schema::{Document, Entity, EntityType, Mention};

use super::bearers::give_to_person;
use super::employers;
use super::named::mention;
use super::owners::{against_own_state, modifies, party_of, party_of_bearer, shared_by};
use super::standing::Standing;
use super::unnamed::in_context;

/// A role noun in the text.
pub(super) struct Found {
    /// The first token of the phrase ("foreign" of "foreign minister").
    pub(super) start: usize,
    /// Its head.
    pub(super) head: usize,
    pub(super) role: RoleNoun,
    because: String,
}

impl Found {
    /// Whether the noun tells of one who holds an office or speaks for others.
    pub(super) fn is_of_person(&self) -> bool {
        matches!(self.role.kind, RoleKind::Person | RoleKind::Spokesperson)
    }
}

/// Adds the mentions by role to `mentions` and gives persons the party that their titles tell; keeps the order.
pub fn add_roles(doc: &Document, lexicon: &Lexicon, mentions: &mut Vec<Mention>) {
    let nouns = role_nouns(doc, lexicon);
    for found in &nouns {
        let whose = party_of(doc, lexicon, mentions, found).or_else(|| party_of_bearer(doc, mentions, found));
        let whose = whose.map(|whose| against_own_state(doc, lexicon, (mentions.as_slice(), found), whose));
        if let Some(whose) = whose.as_ref().filter(|_| found.is_of_person()) {
            give_to_person(doc, mentions, found.head, &with_role(whose.clone(), found));
        }
        let shared = shared_by(doc, mentions, found);
        let owners = if shared.len() > 1 { shared } else { whose.into_iter().collect() };
        let parties = owners.into_iter().map(|w| with_role(w, found)).collect();
        place(doc, mentions, found, parties);
    }
    mentions.sort_by_key(|m| (m.tokens.start, m.tokens.end));
    employers::give_employers(doc, lexicon, mentions);
}

/// The word of a mention by which it hangs in its sentence.
pub(super) fn head_of(doc: &Document, mention: &Mention) -> usize {
    let outside = |t: &usize| doc.tokens[*t].head.is_none_or(|h| !mention.tokens.contains(&h));
    mention.tokens.clone().find(outside).unwrap_or(mention.tokens.start)
}

/// Gives the mentions by role that name no party the one that they stand for, and persons that of their title; `home` is the
/// state in which the report takes place, if one is told.
pub fn resolve(doc: &Document, lexicon: &Lexicon, mentions: &mut [Mention], home: Option<Entity>) {
    let nouns = role_nouns(doc, lexicon);
    let standing = Standing::of(doc, lexicon, mentions, home);
    for at in 0..mentions.len() {
        if mentions[at].parties.is_empty() && mentions[at].kind == EntityType::Reference {
            // "Ambassador X" is of whom X is known to be.
            let borne = |m: &&Mention| {
                m.kind == EntityType::Person && !m.parties.is_empty() && mentions[at].tokens.end == m.tokens.start
            };
            let bearer = mentions.iter().find(borne).map(|m| m.parties.clone());
            mentions[at].parties = bearer.unwrap_or_else(|| in_context(doc, lexicon, &standing, (&*mentions, at)));
        }
    }
    for found in nouns.iter().filter(|f| f.is_of_person() && f.role.role.is_some()) {
        let context = mentions.iter().find(|m| m.kind == EntityType::Reference && m.tokens.end == found.head + 1);
        if let Some(whose) = context.and_then(|m| m.parties.first().cloned()) {
            give_to_person(doc, mentions, found.head, &whose);
        }
    }
}

/// All role nouns of `doc`, longest phrases first at each head.
fn role_nouns(doc: &Document, lexicon: &Lexicon) -> Vec<Found> {
    let mut all = Vec::new();
    for sentence in &doc.sentences {
        for head in sentence.tokens.clone() {
            // "Military aid" is nobody's army.
            let adjective = doc.tokens[head].upos == "ADJ" && doc.tokens[head].relation() == "amod";
            if adjective || !matches!(doc.tokens[head].upos, "NOUN" | "PROPN" | "ADJ") {
                continue;
            }
            let words: Vec<String> =
                (sentence.tokens.start.max(head.saturating_sub(3))..=head).map(|t| word(doc, t, head)).collect();
            let phrase: Vec<&str> = words.iter().map(String::as_str).collect();
            if let Some(m) = lexicon.words().roles.longest_ending(&phrase) {
                all.push(Found {
                    start: head + 1 - m.tokens,
                    head,
                    role: m.meaning.clone(),
                    because: m.origin.to_string(),
                });
            }
        }
    }
    // "foreign minister spokesman": the last noun of a compound is the head, the ones before it modify. In "government
    // shelling" the head is no role, and the modifier tells whose it is; an "army base" is of any army.
    let heads: Vec<usize> = all.iter().map(|f| f.head).collect();
    all.retain(|f| {
        let beside = doc.tokens[f.head].head.filter(|&h| h > f.head && h < f.head + 3);
        // "Army raids" are the army's, an "army base" is of any.
        let force = |e: &EventEntry| e.event.as_deref() == Some("ASSAULT");
        let raids = |h: usize| lexicon.nouns(&doc.tokens[h].lemma.to_lowercase()).iter().any(force);
        let owns = match f.role.role.as_deref() {
            Some("GOV" | "REB" | "OPP") => true,
            Some("MIL") => beside.is_some_and(raids) && !is_weapon(doc, lexicon, f.head),
            _ => false,
        };
        doc.tokens[f.head].relation() != "compound" || beside.is_none_or(|h| owns && !heads.contains(&h))
    });
    all
}

/// Whether the word is one for what is fired, too ("artillery").
fn is_weapon(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    lexicon.words().weapons.get(&doc.tokens[token].form.to_lowercase()).is_some()
}

/// The word to look up: as written before the head, in lower case at the head ("forces", whatever its capital).
fn word(doc: &Document, token: usize, head: usize) -> String {
    let t = &doc.tokens[token];
    if token == head { t.form.to_lowercase() } else { t.form.clone() }
}

/// The party in the role that the noun tells.
fn with_role(mut entity: Entity, found: &Found) -> Entity {
    if let Some(role) = &found.role.role {
        entity.role = Some(role.clone());
    }
    entity.because = format!("{}; {}", entity.because, found.because);
    entity
}

/// Puts the mention in: it takes the place of the names it holds, unless one of them is longer.
fn place(doc: &Document, mentions: &mut Vec<Mention>, found: &Found, parties: Vec<Entity>) {
    let from = doc.sentences[doc.sentence_of(found.start)].tokens.start;
    let held = |m: &Mention| {
        m.tokens.start >= from && m.tokens.end <= found.start && modifies(doc, m.tokens.end - 1, found.head)
    };
    let start = mentions.iter().filter(|m| held(m)).map(|m| m.tokens.start).min().unwrap_or(found.start);
    let own = found.head + 1 - found.start;
    let covered = mentions.iter().any(|m| {
        m.tokens.contains(&found.head) && (m.tokens.len() > own || m.tokens.len() == own && !m.parties.is_empty())
    });
    if covered {
        return;
    }
    let kind = if parties.is_empty() { EntityType::Reference } else { EntityType::Organisation };
    mentions.extend(mention(doc, start..found.head + 1, kind, parties));
}
