//! Mentions by role: a common noun that tells what kind of actor it is, with the party that its modifiers name.

use herodotus_lexicon::{ActorKind, EventEntry, Lexicon, NameForm, RoleKind, RoleNoun, Slot};
use herodotus_schema::{Document, Entity, EntityType, Mention, Token};

use super::employers;
use super::named::{entity, mention};
use super::standing::Standing;
use super::unnamed::in_context;

/// A role noun in the text.
struct Found {
    /// The first token of the phrase ("foreign" of "foreign minister").
    start: usize,
    /// Its head.
    head: usize,
    role: RoleNoun,
    because: String,
}

impl Found {
    /// Whether the noun tells of one who holds an office or speaks for others.
    fn is_of_person(&self) -> bool {
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

/// The party that a role noun's modifiers name: before it, after "of", "for", "in" or "from", or its own name.
fn party_of(doc: &Document, lexicon: &Lexicon, mentions: &[Mention], found: &Found) -> Option<Entity> {
    let of = |token: usize| {
        mentions.iter().find(|m| m.tokens.contains(&token) && !m.parties.is_empty()).map(|m| m.parties[0].clone())
    };
    let own = |t: usize| modifies(doc, t, found.head) || holds(doc, lexicon, t, found.head);
    let before = (found.start.saturating_sub(6)..found.start).rev().filter(|&t| own(t));
    // "The ministry of defence in Dalmar": what stands behind hangs on the first of the words.
    let outside = |t: &usize| doc.tokens[*t].head.is_none_or(|h| !(found.start..=found.head).contains(&h));
    let top = (found.start..=found.head).find(outside).unwrap_or(found.head);
    let hung = doc.children(found.head).chain(doc.children(top).filter(|_| top != found.head));
    // "Victims of the Front" are not the Front's.
    let of_another = |c: usize| &*doc.tokens[c].deprel == "nmod:other";
    let phrase = |&c: &usize| c > found.head && doc.tokens[c].relation() == "nmod" && !of_another(c);
    let after = hung.filter(phrase).filter(|&c| {
        doc.children(c).any(|k| matches!(doc.tokens[k].lemma.as_str(), "of" | "for" | "in" | "from" | "at" | "with"))
    });
    // "Ruritania's ministry of defence", "Ruritania's speaker of parliament": the noun it tells of has an owner.
    let owner = || {
        let above = doc.tokens[found.head].head.filter(|_| doc.tokens[found.head].relation() == "nmod")?;
        doc.children(above).filter(|&c| &*doc.tokens[c].deprel == "nmod:poss").find_map(of)
    };
    // "The mission of Ruritania" is Ruritania's, "the office for victims of the rebels" not the rebels'.
    let body = |c: usize| {
        let organised = |m: &Mention| m.kind == EntityType::Organisation && m.tokens.contains(&c);
        lexicon.words().roles.get(&doc.tokens[c].form.to_lowercase()).is_some() || mentions.iter().any(organised)
    };
    let beside = |c: usize| {
        let owns = |k: &usize| {
            let relation = doc.tokens[*k].relation();
            matches!(relation, "compound" | "amod" | "flat" | "appos")
                || &*doc.tokens[*k].deprel == "nmod:poss"
                || relation == "nmod" && body(c)
        };
        // "In the Ruritania-run valley".
        let run = |t: &usize| holds(doc, lexicon, *t, c);
        let holder = || (c.saturating_sub(6)..c).filter(run).find_map(of);
        doc.children(c).filter(owns).find_map(of).or_else(holder)
    };
    // "Officials installed by Ruritania" are Ruritania's.
    let installed = || {
        let named = |&c: &usize| {
            doc.tokens[c].relation() == "acl"
                && lexicon.words().holders.get(&doc.tokens[c].form.to_lowercase()).is_some()
        };
        let by = |v: usize| {
            doc.children(v)
                .filter(|&c| doc.tokens[c].relation() == "obl" && doc.children(c).any(|k| doc.tokens[k].lemma == "by"))
                .collect::<Vec<_>>()
        };
        doc.children(found.head).filter(named).flat_map(by).find_map(of)
    };
    // "Backed the junta in Dalmatia": the parser may hang where it is on the verb.
    let seated = || {
        let at_once = doc.tokens.get(found.head + 1).is_some_and(|t| t.form == "in");
        of(found.head + 2).filter(|_| at_once && found.role.role.as_deref() == Some("GOV"))
    };
    let before: Vec<usize> = before.collect();
    let sender = sender(lexicon, (doc, found), &before, of);
    sender
        .or_else(|| before.iter().copied().find_map(of))
        .or_else(installed)
        .or_else(seated)
        .or_else(|| after.into_iter().find_map(|c| of(c).or_else(|| seat(doc, lexicon, c)).or_else(|| beside(c))))
        .or_else(owner)
        .or_else(|| haver(doc, lexicon, found.head).filter(|_| found.role.role.as_deref() == Some("MIL")).and_then(of))
}

/// The party that sends the person told of to a state named right before the role noun: "the *Ruritanian* Dalmatia envoy",
/// "*Ruritania*'s special Dalmatia envoy". `before` are the words that modify the noun, nearest first; `of` gives their parties.
fn sender(
    lexicon: &Lexicon,
    (doc, found): (&Document, &Found),
    before: &[usize],
    of: impl Fn(usize) -> Option<Entity>,
) -> Option<Entity> {
    let is_state = |e: &Entity| lexicon.actors().party(&e.party).is_some_and(|a| a.kind == ActorKind::State);
    let (&nearest, others) = before.split_first().filter(|_| found.role.kind == RoleKind::Person)?;
    // "The Ruritanian commander" is of Ruritania: there the adjective tells whose, not where to.
    let named = doc.tokens[nearest].upos == "PROPN" && doc.tokens[nearest].relation() == "compound";
    let sent_to = of(nearest).filter(|e| named && is_state(e))?;
    others.iter().filter_map(|&t| of(t)).find(|e| e.party != sent_to.party)
}

/// The subject of the verb by which somebody has, sends or loses the forces at `token`: "*Ruritania* lost 40 soldiers".
pub(super) fn haver(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<usize> {
    let verb = doc.tokens[token].head.filter(|_| doc.tokens[token].relation() == "obj")?;
    let own = |e: &EventEntry| {
        e.target.contains(&Slot::Subject) || matches!(e.event.as_deref(), Some("MOBILIZE" | "RETREAT"))
    };
    let has = lexicon.verbs(&doc.tokens[verb].lemma.to_lowercase()).iter().any(own);
    doc.children(verb).find(|&c| has && &*doc.tokens[c].deprel == "nsubj" && doc.tokens[c].upos != "PRON")
}

/// The state whose capital is named at `token`: "the defence ministry in Dalmar" is of the state that Dalmar governs.
fn seat(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<Entity> {
    let named = lexicon.actors().longest(&[doc.tokens[token].form.as_str()], doc.day())?;
    (named.form == NameForm::Capital).then(|| entity(&named, None))
}

/// The rebels or opposition of a state are not that state: they are the party that the lexicon knows by the state's adjective and
/// that word ("Ruritania's opposition" is the Ruritanian one), else one of their own by their own words ("Ruritanian rebels"),
/// whose code stays that of the state, which the role makes one of its rebels (CAMEO).
fn against_own_state(
    doc: &Document,
    lexicon: &Lexicon,
    (mentions, found): (&[Mention], &Found),
    whose: Entity,
) -> Entity {
    let entry = lexicon.actors().party(&whose.party).filter(|a| a.kind == ActorKind::State);
    let state = entry.is_some();
    let against = matches!(found.role.role.as_deref(), Some("REB" | "OPP"));
    let named = |m: &&Mention| {
        m.tokens.end <= found.start && m.parties.first() == Some(&whose) && modifies(doc, m.tokens.end - 1, found.head)
    };
    let words = crate::forms(doc, found.start..found.head + 1);
    let known = |demonym: &String| {
        let name: Vec<&str> = demonym.split(' ').chain(words.iter().copied()).collect();
        lexicon.actors().longest(&name, doc.day()).filter(|m| m.tokens == name.len())
    };
    let known = entry.filter(|_| against).and_then(|state| state.demonyms.iter().find_map(known));
    if let Some(known) = known {
        return entity(&known, None);
    }
    match mentions.iter().find(named).filter(|_| state && against) {
        Some(name) => Entity {
            party: doc.words(name.tokens.start..found.head + 1).to_string(),
            because: "no side of the state that it is told with".to_string(),
            ..whose
        },
        None => whose,
    }
}

/// The party of the person whose title the role noun is ("Prime Minister X"), where the lexicon knows X.
fn party_of_bearer(doc: &Document, mentions: &[Mention], found: &Found) -> Option<Entity> {
    let titled = |m: &&Mention| m.kind == EntityType::Person && is_title_of(doc, m, found.head);
    mentions.iter().filter(|_| found.is_of_person()).filter(titled).find_map(|m| m.parties.first().cloned())
}

/// The parties that share a role noun, named before it in one breath: both of "X and Y leaders".
fn shared_by(doc: &Document, mentions: &[Mention], found: &Found) -> Vec<Entity> {
    let joined = |t: usize| {
        doc.tokens[t].relation() == "conj"
            || doc.children(t).any(|c| c < found.head && doc.tokens[c].relation() == "conj")
    };
    let before = (found.start.saturating_sub(6)..found.start).filter(|&t| joined(t) && modifies(doc, t, found.head));
    let named = before.filter_map(|t| mentions.iter().find(|m| m.tokens.contains(&t) && !m.parties.is_empty()));
    let mut shared: Vec<Entity> = Vec::new();
    for mention in named {
        if shared.iter().all(|e| e.party != mention.parties[0].party) {
            shared.push(mention.parties[0].clone());
        }
    }
    shared
}

/// Whether `token` stands below `head` as a modifier before it.
pub(super) fn modifies(doc: &Document, token: usize, head: usize) -> bool {
    let mut at = token;
    for _ in 0..4 {
        // "the Ruritania-based group" is not Ruritania's.
        if at != token && &*doc.tokens[at].xpos == "VBN" {
            return false;
        }
        if !matches!(
            doc.tokens[at].relation(),
            "amod" | "compound" | "nmod" | "flat" | "conj" | "punct" | "case" | "det"
        ) {
            return false;
        }
        match doc.tokens[at].head {
            Some(h) if h == head => return true,
            Some(h) => at = h,
            None => return false,
        }
    }
    false
}

/// Whether the name at `token` tells whose the noun at `head` is by a participle behind a hyphen: "the Ruritania-run ministry".
pub(super) fn holds(doc: &Document, lexicon: &Lexicon, token: usize, head: usize) -> bool {
    let joined = doc.is_hyphenated(doc.tokens[token].span);
    let participle = (token + 2 < head).then(|| &doc.tokens[token + 2]);
    let own = |t: &Token| lexicon.words().holders.get(&t.form.to_lowercase()).is_some() && t.head == Some(head);
    joined && participle.is_some_and(own)
}

/// The party in the role that the noun tells.
fn with_role(mut entity: Entity, found: &Found) -> Entity {
    if let Some(role) = &found.role.role {
        entity.role = Some(role.clone());
    }
    entity.because = format!("{}; {}", entity.because, found.because);
    entity
}

/// Gives a title's party to the person that it stands with ("Ruritanian Defense Minister X", "X, a spokesman for Y").
pub(super) fn give_to_person(doc: &Document, mentions: &mut [Mention], title: usize, whose: &Entity) {
    for mention in mentions.iter_mut().filter(|m| m.kind == EntityType::Person && m.parties.is_empty()) {
        if is_title_of(doc, mention, title) {
            mention.parties = vec![whose.clone()];
        }
    }
}

/// Whether the noun `title` is told of the person: right before the name, with no more than whom it is sent to or where
/// between ("ambassador to Ruritania X"), in apposition, or as what they are or become.
fn is_title_of(doc: &Document, person: &Mention, title: usize) -> bool {
    let head = head_of(doc, person);
    let named = doc.tokens[title].head.is_some_and(|h| person.tokens.contains(&h));
    let linked = named || doc.tokens[head].head == Some(title);
    let apposed = matches!(doc.tokens[title].relation(), "appos" | "compound" | "flat" | "nmod")
        || matches!(doc.tokens[head].relation(), "appos" | "flat");
    // "X, who is the ambassador of Ruritania".
    let called = doc.tokens[title].head == Some(head) && &*doc.tokens[title].deprel == "acl:relcl";
    let apposed = linked && apposed || called || is_apposed_within(doc, title, head);
    person.tokens.start == title + 1
        || apposed
        || is_told_to_be(doc, title, head)
        || is_sent(doc, title, person.tokens.start)
}

/// Whether the subject at `head` is told to be or become what `title` says: "X is Ruritania's envoy", "X was named envoy", "X took over as
/// envoy".
fn is_told_to_be(doc: &Document, title: usize, head: usize) -> bool {
    let subject = |verb: usize| doc.tokens[head].head == Some(verb) && doc.tokens[head].relation() == "nsubj";
    let has = |relation: &str, word: Option<&str>| {
        doc.children(title).any(|c| {
            doc.tokens[c].relation() == relation && word.is_none_or(|w| doc.tokens[c].form.eq_ignore_ascii_case(w))
        })
    };
    let becomes = match doc.tokens[title].relation() {
        "xcomp" => true,
        "obl" => has("case", Some("as")),
        _ => false,
    };
    subject(title) && has("cop", None) || becomes && doc.tokens[title].head.is_some_and(subject)
}

/// Whether the name at `head` is told in apposition to a word of the phrase of `title`: to "region" in "the governor of Dalmar
/// region, X".
fn is_apposed_within(doc: &Document, title: usize, head: usize) -> bool {
    let mut at = doc.tokens[head].head.filter(|_| doc.tokens[head].relation() == "appos");
    while let Some(t) = at.filter(|&t| t > title) {
        at = doc.tokens[t].head.filter(|_| matches!(doc.tokens[t].relation(), "nmod" | "compound" | "flat"));
    }
    at == Some(title)
}

/// Whether `title` and a phrase of "to", "for" or "of" with a name stand right before `person`.
fn is_sent(doc: &Document, title: usize, person: usize) -> bool {
    let between = title + 1..person;
    let opens =
        matches!(&*doc.tokens[title + 1..].first().map_or("", |t| &*t.lemma).to_lowercase(), "to" | "for" | "of");
    let named = |t: usize| matches!(doc.tokens[t].upos, "PROPN" | "DET" | "ADP");
    (2..=LONGEST_MISSION).contains(&between.len())
        && opens
        && doc.sentence_of(title) == doc.sentence_of(person)
        && between.into_iter().all(named)
}

/// "to the United Nations" is the longest that stands between a title and a name.
const LONGEST_MISSION: usize = 4;

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
