//! Who fills the slots of an entry: the tokens that stand where the lexicon says its doer and sufferer do.

use herodotus_lexicon::{Lexicon, Slot};
use herodotus_schema::{Document, EntityType, Mention, Span};

use crate::parties::{mention_at, resolves};
use crate::syntax::{
    asks, child, clause_of, head, is_passive, is_time, object, oblique, obliques, subject, with_conjuncts,
};

/// Whether the noun carried by the verb hangs on something else than the verb.
fn lost(doc: &Document, token: usize, carried: usize) -> bool {
    let t = &doc.tokens[carried];
    t.relation() == "obj" && t.head != Some(token)
}

/// The tokens in the first of `slots` that is filled.
pub fn fill((doc, lexicon): (&Document, &Lexicon), token: usize, slots: &[Slot], carried: Option<usize>) -> Vec<usize> {
    // "By dawn" is no doer, and "at dawn" no place.
    let is_hour = |f: usize| lexicon.words().hours.get(&doc.tokens[f].lemma.to_lowercase()).is_some();
    for slot in slots {
        let found = fillers(doc, token, slot, carried);
        // "Fighting resumed, with X blaming Y": a clause is nobody, nor is who is asked for ("unclear who fired").
        let clause = |f: usize| doc.tokens[f].upos == "VERB" && !resolves(doc, f);
        let somebody = |&f: &usize| !clause(f) && !is_time(doc, f) && !is_hour(f) && !asks(doc, f);
        let found: Vec<usize> = found.into_iter().filter(somebody).collect();
        if !found.is_empty() {
            return found.into_iter().flat_map(|f| with_conjuncts(doc, f)).collect();
        }
    }
    Vec::new()
}

/// The tokens in one slot.
pub fn fillers(doc: &Document, token: usize, slot: &Slot, carried: Option<usize>) -> Vec<usize> {
    let passive = is_passive(doc, token);
    match slot {
        Slot::Subject if passive => by_agent(doc, token).into_iter().collect(),
        Slot::Subject => subject(doc, token).map(|s| holder(doc, token, s).unwrap_or(s)).into_iter().collect(),
        Slot::Object if passive => subject(doc, token).into_iter().collect(),
        // What stands beside the verb is its object where the parser hung it on a particle ("won back the hill").
        Slot::Object => object(doc, token).or_else(|| carried.filter(|&c| lost(doc, token, c))).into_iter().collect(),
        Slot::Indirect => child(doc, token, &["iobj"]).or_else(|| oblique(doc, token, &["to"])).into_iter().collect(),
        Slot::SubjectOf => governor_subject(doc, token).into_iter().collect(),
        Slot::Clause => clause_subject(doc, token).into_iter().collect(),
        Slot::By => by_agent(doc, token).into_iter().collect(),
        Slot::Possessive => doc.children(token).find(|&c| &*doc.tokens[c].deprel == "nmod:poss").into_iter().collect(),
        Slot::Modifier => modifiers(doc, token),
        Slot::Preposition(p) => {
            let own = obliques(doc, token, &[p.as_str()]);
            if own.is_empty() { on_object(doc, token, carried, p) } else { own }
        }
        Slot::ObjectModifier => {
            let noun = carried.or_else(|| object(doc, token));
            // "Received its aid": a pronoun is mostly the subject again.
            let owns = |c: &usize| &*doc.tokens[*c].deprel == "nmod:poss" && doc.tokens[*c].upos != "PRON";
            let whose = noun.and_then(|o| doc.children(o).find(owns));
            whose.map_or_else(|| noun.map(|o| modifiers(doc, o)).unwrap_or_default(), |whose| vec![whose])
        }
        Slot::ObjectPreposition(p) => {
            let hung = on_object(doc, token, carried, p);
            if hung.is_empty() { obliques(doc, token, &[p.as_str()]) } else { hung }
        }
    }
}

/// Who holds what an infinitive or gerund is of, where that is nobody itself: whose it is ("their plan to attack"), or
/// who has, makes or takes it ("the army began an attempt to retake the town").
fn holder(doc: &Document, token: usize, noun: usize) -> Option<usize> {
    if !is_held(doc, token, noun) {
        return None;
    }
    let whose = doc.children(noun).find(|&c| &*doc.tokens[c].deprel == "nmod:poss");
    let whose = whose.or_else(|| oblique(doc, noun, &["of"]).filter(|_| is_it(doc, token, noun)));
    let taken_by = || {
        let held = &doc.tokens[noun];
        let verb = held.head.filter(|_| matches!(held.relation(), "obj" | "obl"))?;
        let told = doc.attributions.iter().any(|a| a.cue_token == verb);
        subject(doc, verb).filter(|_| !told && !is_passive(doc, verb))
    };
    whose.or_else(taken_by).filter(|&who| resolves(doc, who))
}

/// Whether the words at `span` name nobody but what is to be done: "the *decision* to extradite her".
pub fn is_plan(doc: &Document, lexicon: &Lexicon, span: Span) -> bool {
    let Some(noun) = head(doc, span) else { return false };
    let people = || lexicon.words().tells_people(&doc.tokens[noun].form.to_lowercase());
    let told =
        doc.children(noun).chain(doc.tokens[noun].head).any(|t| doc.tokens[t].upos == "VERB" && is_held(doc, t, noun));
    told && !people()
}

/// Whether the infinitive or gerund at `token` tells what the noun is to do or bring about, which names nobody: "the *plan* to attack", "the
/// *aim* is to attack".
fn is_held(doc: &Document, token: usize, noun: usize) -> bool {
    let t = &doc.tokens[token];
    let marked = doc.children(token).any(|c| matches!(doc.tokens[c].relation(), "mark" | "case"));
    // "Sent peacekeepers to patrol": those who are told of by a role are somebody, if of nobody known.
    let somebody = mention_at(doc, noun).is_some_and(|m| m.kind != EntityType::Location);
    let hangs = &*t.deprel == "acl" && t.head == Some(noun);
    (hangs || is_it(doc, token, noun)) && marked && !somebody && !resolves(doc, noun)
}

/// Whether what the noun is is told by the infinitive: "the *aim* of the mission is to disarm them".
fn is_it(doc: &Document, token: usize, noun: usize) -> bool {
    let apart = doc.tokens[token].head != Some(noun) && doc.tokens[noun].head == Some(token);
    apart && child(doc, token, &["cop"]).is_some()
}

/// What hangs on the object (or on the noun a light verb carries) by the preposition `p`.
fn on_object(doc: &Document, token: usize, carried: Option<usize>, p: &str) -> Vec<usize> {
    carried.or_else(|| object(doc, token)).map(|o| obliques(doc, o, &[p])).unwrap_or_default()
}

/// The doer after "by".
fn by_agent(doc: &Document, token: usize) -> Option<usize> {
    // "By then … had been killed": an adverb or a time does nothing, and stands before the participle more often than a doer.
    let when = |c: usize| doc.tokens[c].upos == "ADV" || is_time(doc, c);
    let doer = |on: usize| {
        let after: Vec<usize> = obliques(doc, on, &["by"]).into_iter().filter(|&c| !when(c)).collect();
        after.iter().copied().find(|&c| c > on).or(after.first().copied())
    };
    // The parser may hang it on what the act is of: "the violation of the treaty by X".
    doer(token).or_else(|| oblique(doc, token, &["of"]).and_then(doer)).or_else(|| hyphened(doc, token))
}

/// The doer before the hyphen of a participle: "the rebel-held town".
pub fn hyphened(doc: &Document, token: usize) -> Option<usize> {
    let (hyphen, doer) = (token.checked_sub(1)?, token.checked_sub(2)?);
    let joined = doc.tokens[hyphen].form == "-" && doc.tokens[doer].span.end == doc.tokens[hyphen].span.start;
    (joined && matches!(doc.tokens[doer].upos, "NOUN" | "PROPN" | "ADJ") && resolves(doc, doer)).then_some(doer)
}

/// The subject of the clause that governs this word.
fn governor_subject(doc: &Document, token: usize) -> Option<usize> {
    let head = doc.tokens[token].head?;
    subject(doc, clause_of(doc, head))
}

/// The subject inside the content clause of this word; where that is who says it themselves, what they say they will do it to ("warned
/// that it would strike *the port*").
fn clause_subject(doc: &Document, token: usize) -> Option<usize> {
    let clause = child(doc, token, &["ccomp", "xcomp", "advcl"])?;
    let told = subject(doc, clause)?;
    let parties = |t: usize| mention_at(doc, t).map(|m| &m.parties).filter(|p| !p.is_empty());
    let own = subject(doc, token).is_some_and(|who| parties(who).is_some() && parties(who) == parties(told));
    if own { object(doc, clause) } else { Some(told) }
}

/// Adjectives and nouns before the word that name a party ("Ruritanian shelling").
pub fn modifiers(doc: &Document, token: usize) -> Vec<usize> {
    doc.children(token)
        .filter(|&c| c < token && matches!(doc.tokens[c].relation(), "amod" | "compound" | "nmod" | "obl"))
        .filter(|&c| resolves(doc, c) && !is_part_of_country(doc, c))
        .collect()
}

/// Whether the name is of a part of a country, which only tells where ("an eastern Ruritania raid").
fn is_part_of_country(doc: &Document, token: usize) -> bool {
    let place = |m: &&Mention| m.kind == EntityType::Location && m.tokens.contains(&token);
    let Some(named) = doc.mentions.iter().find(place) else { return false };
    doc.children(token).any(|c| doc.tokens[c].relation() == "amod" && !named.tokens.contains(&c))
}
