//! Whose a role is: the party that the words around a role noun name as its own.

use herodotus_lexicon::{ActorKind, EventEntry, Lexicon, NameForm, RoleKind, Slot};
use herodotus_schema::{Document, Entity, EntityType, Mention, Token};

use super::bearers::is_title_of;
use super::named::entity;
use super::roles::Found;

/// The party that a role noun's modifiers name: before it, after "of", "for", "in" or "from", or its own name.
pub(super) fn party_of(doc: &Document, lexicon: &Lexicon, mentions: &[Mention], found: &Found) -> Option<Entity> {
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
pub(super) fn against_own_state(
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
pub(super) fn party_of_bearer(doc: &Document, mentions: &[Mention], found: &Found) -> Option<Entity> {
    let titled = |m: &&Mention| m.kind == EntityType::Person && is_title_of(doc, m, found.head);
    mentions.iter().filter(|_| found.is_of_person()).filter(titled).find_map(|m| m.parties.first().cloned())
}

/// The parties that share a role noun, named before it in one breath: both of "X and Y leaders".
pub(super) fn shared_by(doc: &Document, mentions: &[Mention], found: &Found) -> Vec<Entity> {
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
