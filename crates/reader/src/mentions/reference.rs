//! What phrases such as "the enemy" or "both sides" refer to, and the order in which they and pronouns are asked, once it is known who speaks where.

use std::ops::Range;

use herodotus_lexicon::{ActorKind, Lexicon, NameForm, Reference, ReferenceKind};
use herodotus_schema::{Attribution, Document, Entity, EntityType, Mention, Quantity};

use super::named::{entity, mention};
use super::owners::haver;
use super::pairs::{both_sides, caller, told_together};
use super::pronouns::pronoun;
use super::speakers;
use super::standing::Standing;
use super::unnamed::is_hostile;

/// What a phrase without a name refers to.
pub(super) struct Meant {
    /// The parties; none for a person of whom no party is known.
    pub(super) parties: Vec<Entity>,
    /// The mention that it takes up, where it is one.
    pub(super) entity: Option<usize>,
}

impl Meant {
    pub(super) fn of(mention: &Mention) -> Meant {
        Meant { parties: mention.parties.clone(), entity: Some(mention.entity) }
    }

    pub(super) fn party(entity: Entity) -> Meant {
        Meant { parties: vec![entity], entity: None }
    }
}

/// Adds the mentions by reference to `doc.mentions`, and the speaker's party to "we" and "our".
///
/// `doc.mentions` holds the named ones and those by role; `doc.attributions` must be filled.
pub fn resolve_references(doc: &mut Document, lexicon: &Lexicon) {
    let standing = Standing::of(doc, lexicon, &doc.mentions, None);
    own_forces(doc, lexicon, &standing);
    speaking_capitals(doc, lexicon);
    // First who speaks: what "we" or "the enemy" is in a quote hangs on who says it, often after it.
    speakers::name_speakers(doc, lexicon);
    let speaking: Vec<usize> = doc.attributions.iter().filter_map(|a| a.source_token).collect();
    for token in speaking.into_iter().filter(|&t| doc.tokens[t].upos == "PRON").collect::<Vec<_>>() {
        if let Some(meant) = pronoun(doc, lexicon, token) {
            insert(doc, token..token + 1, meant);
        }
    }
    // Then the rest in order of the text, so that one can lean on another resolved before it.
    for sentence in 0..doc.sentences.len() {
        for token in doc.sentences[sentence].tokens.clone() {
            if let Some((start, meant)) = referent(doc, lexicon, &standing, token) {
                give_to_owned(doc, lexicon, token, &meant.parties);
                insert(doc, start..token + 1, meant);
            }
        }
    }
}

/// A capital that speaks is its government, whatever stands before it ("in the view of Dalmar").
fn speaking_capitals(doc: &mut Document, lexicon: &Lexicon) {
    let sources: Vec<usize> = doc.attributions.iter().filter_map(|a| a.source_token).collect();
    for at in 0..doc.mentions.len() {
        let mention = &doc.mentions[at];
        if !mention.parties.is_empty() || !sources.iter().any(|s| mention.tokens.contains(s)) {
            continue;
        }
        let forms = crate::forms(doc, mention.tokens.clone());
        let named = lexicon.actors().longest(&forms, doc.day());
        let capital = named.filter(|m| m.form == NameForm::Capital && m.tokens == forms.len());
        doc.mentions[at].parties = capital.map(|m| entity(&m, Some(m.role.to_string()))).into_iter().collect();
    }
}

/// Soldiers and officials whom a party at war speaks of without a name are its own ("X said 20 soldiers were killed").
fn own_forces(doc: &mut Document, lexicon: &Lexicon, standing: &Standing) {
    for at in 0..doc.mentions.len() {
        let mention = &doc.mentions[at];
        let role = mention.parties.first().and_then(|p| p.role.clone());
        if mention.kind != EntityType::Reference || !matches!(role.as_deref(), Some("MIL" | "GOV")) {
            continue;
        }
        let head = mention.tokens.end - 1;
        let forms = crate::forms(doc, mention.tokens.clone());
        if lexicon.words().roles.longest_ending(&forms).is_some_and(|m| m.meaning.exonym) {
            continue;
        }
        // "The government of President X" is that of whoever X governs.
        let led = |c: usize| {
            doc.tokens[c].relation() == "nmod"
                && mentions_person(doc, c)
                && doc.children(c).any(|k| doc.tokens[k].lemma == "of")
        };
        if doc.children(head).any(led) {
            continue;
        }
        // "The army" and "the regime" in the mouth of a group that fights a state are the state's.
        let known = |s: &Entity| lexicon.actors().party(&s.party).is_some_and(|a| a.role == "OPP");
        let opposes = |s: &Entity| s.role.as_deref() == Some("OPP") || known(s);
        let governs = |s: &Entity| !opposes(s) && is_governed(lexicon, s);
        // An aid worker or a reporter speaks of no forces of their own.
        let official = |s: &Entity| !matches!(s.role.as_deref(), Some("CIV" | "NGO" | "MED" | "IGO" | "JUD"));
        let own = |s: &Entity| Standing::may_fight(lexicon, s) && governs(s) && official(s);
        if haver(doc, lexicon, head).is_some() {
            continue;
        }
        let Some(speaker) =
            speaker_at(doc, head).map(|s| side_of(lexicon, s)).filter(|s| own(s) && !is_taken_up(doc, head))
        else {
            continue;
        };
        if is_hostile(doc, lexicon, &doc.mentions[at]) {
            let enemy = standing.opponent(lexicon, &speaker.party);
            doc.mentions[at].parties = enemy.map(|e| Entity { role, ..e }).into_iter().collect();
            continue;
        }
        let because = "the speaker's own".to_string();
        doc.mentions[at].parties = vec![Entity { role, because, ..speaker }];
    }
}

/// Whether a person is named at `token`, or right behind the title that stands there.
fn mentions_person(doc: &Document, token: usize) -> bool {
    let near = |m: &Mention| m.tokens.contains(&token) || m.tokens.start == token + 1;
    doc.mentions.iter().any(|m| m.kind == EntityType::Person && near(m))
}

/// Whether what is said here is only taken up by a later speaker's "this" ("X denied this"): it is not told in X's words.
fn is_taken_up(doc: &Document, token: usize) -> bool {
    told_by(doc, token).is_some_and(|a| !a.direct && doc.sentence_of(a.cue_token) > doc.sentence_of(token))
}

/// The party whose outlet the speaker is, else the speaker.
fn side_of(lexicon: &Lexicon, speaker: Entity) -> Entity {
    match lexicon.actors().owner_of_outlet(&speaker.party) {
        Some(owner) => Entity { party: owner.name.clone(), code: owner.code.clone(), ..speaker },
        None => speaker,
    }
}

/// Whether the party has a government: a state, or a state in fact.
fn is_governed(lexicon: &Lexicon, entity: &Entity) -> bool {
    let kind = lexicon.actors().party(&entity.party).map(|a| a.kind);
    matches!(kind, Some(ActorKind::State | ActorKind::DeFacto))
}

/// What the token refers to, with the first token of the referring phrase.
fn referent(doc: &Document, lexicon: &Lexicon, standing: &Standing, token: usize) -> Option<(usize, Meant)> {
    let t = &doc.tokens[token];
    if named_at(doc, token).is_some() {
        return None;
    }
    if t.upos == "PRON" {
        return Some((token, pronoun(doc, lexicon, token)?));
    }
    if !matches!(t.upos, "NOUN" | "PROPN") {
        return None;
    }
    let first = doc.sentences[doc.sentence_of(token)].tokens.start;
    let forms = crate::forms(doc, first.max(token.saturating_sub(3))..token + 1);
    let found = lexicon.words().references.longest_ending(&forms)?;
    let start = token + 1 - found.tokens;
    let points = |t: usize| matches!(doc.tokens[t].lemma.as_str(), "the" | "both" | "this" | "these" | "its");
    // "The Ruritanian group": an adjective between takes nothing from it.
    let group = matches!(found.meaning.kind, ReferenceKind::Group);
    let counted = matches!(found.meaning.kind, ReferenceKind::Several | ReferenceKind::BothSides);
    let described = |t: usize| match doc.tokens[t].relation() {
        "nummod" => counted,
        relation => group && matches!(relation, "amod" | "compound" | "punct"),
    };
    let opens = (first..start).rev().find(|&t| !described(t));
    // "A human rights group" is any, whatever describes it.
    let describes = |t: usize| matches!(doc.tokens[t].relation(), "amod" | "compound" | "punct" | "nummod");
    let article = (first..start).rev().find(|&t| !describes(t));
    let indefinite = article.is_some_and(|t| matches!(doc.tokens[t].lemma.as_str(), "a" | "an"));
    let definite = opens.is_some_and(points) || found.tokens > 1 && !indefinite;
    let told = doc.children(token).any(|c| c > token && doc.tokens[c].relation() == "nmod");
    use ReferenceKind::{BothSides, Opponent, Several};
    let owned = told && !matches!(found.meaning.kind, Opponent | BothSides | Several);
    if !definite || owned {
        return None;
    }
    Some((start, phrase(doc, lexicon, standing, (token, found.meaning))?))
}

/// What a phrase refers to.
fn phrase(doc: &Document, lexicon: &Lexicon, standing: &Standing, found: (usize, &Reference)) -> Option<Meant> {
    let (token, reference) = found;
    // "The Wolf group" is that of the name before it.
    let before = token.checked_sub(1).filter(|b| doc.tokens[*b].head == Some(token));
    let named = before.and_then(|b| named_at(doc, b)).filter(|m| m.kind == EntityType::Organisation);
    if let Some(named) = named.filter(|_| matches!(reference.kind, ReferenceKind::Group)) {
        return Some(Meant::of(named));
    }
    match reference.kind {
        ReferenceKind::Opponent => {
            let speaker = we_at(doc, token).or_else(|| standing.ranked().first().map(|(_, e)| (*e).clone()))?;
            standing.opponent(lexicon, &speaker.party).map(Meant::party)
        }
        ReferenceKind::BothSides | ReferenceKind::Several if number(doc, token).is_some_and(|n| n > 2) => {
            let together = told_together(doc, token, number(doc, token)?)?;
            Some(Meant { parties: together, entity: None })
        }
        ReferenceKind::Several => None,
        ReferenceKind::BothSides => {
            let foremost = || standing.both(lexicon, &caller(doc, token));
            let both = both_sides(doc, lexicon, token).unwrap_or_else(foremost);
            (!both.is_empty()).then_some(Meant { parties: both, entity: None })
        }
        ReferenceKind::Person => last(doc, token, |m| m.kind == EntityType::Person),
        ReferenceKind::Organisation if last_organised(doc, lexicon, token).is_some() => {
            // "The coalition" is the last one called so before it is whatever else was named last.
            called_before(doc, token).map(Meant::of).or_else(|| last_organised(doc, lexicon, token))
        }
        ReferenceKind::Body | ReferenceKind::Organisation | ReferenceKind::Group => last(doc, token, |m| {
            m.kind == EntityType::Organisation
                && reference.role.as_ref().is_none_or(|r| m.parties.iter().any(|p| role_of(lexicon, p) == Some(r)))
        }),
        ReferenceKind::State => last(doc, token, |m| m.kind == EntityType::Location),
        // "The city" is no state.
        ReferenceKind::Place => last(doc, token, |m| m.kind == EntityType::Location && !is_state(lexicon, m)),
    }
}

/// How many the noun at `token` is counted to be: "the *three* countries".
fn number(doc: &Document, token: usize) -> Option<usize> {
    let counts = |q: &&Quantity| q.of == Some(token) && q.low == q.high;
    doc.quantities.iter().find(counts).and_then(|q| q.low).map(|n| n as usize)
}

fn is_state(lexicon: &Lexicon, mention: &Mention) -> bool {
    let kind = |e: &Entity| lexicon.actors().party(&e.party).map(|a| a.kind);
    mention.parties.first().is_some_and(|e| kind(e) == Some(ActorKind::State))
}

/// The role that the mention tells, else the party's own.
fn role_of<'e>(lexicon: &'e Lexicon, entity: &'e Entity) -> Option<&'e String> {
    entity.role.as_ref().or_else(|| lexicon.actors().party(&entity.party).map(|a| &a.role))
}

/// The last organisation before the noun at `token`, in the singular, whose name ends in it.
pub(super) fn called_before(doc: &Document, token: usize) -> Option<&Mention> {
    let noun = &doc.tokens[token];
    let called = |m: &Mention| {
        let last = &doc.tokens[m.tokens.end - 1];
        last.lemma.eq_ignore_ascii_case(&noun.lemma) && !last.xpos.ends_with('S')
    };
    let one = !noun.xpos.ends_with('S');
    last_mention(doc, token, |m| one && m.kind == EntityType::Organisation && called(m))
}

/// The parties of the last organisation named before `token` that is no body of a state.
fn last_organised(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<Meant> {
    let kind = |e: &Entity| lexicon.actors().party(&e.party).map(|a| a.kind);
    last(doc, token, |m| {
        let named = m.kind == EntityType::Organisation;
        named && m.parties.first().is_some_and(|e| matches!(kind(e), Some(ActorKind::Organisation | ActorKind::Group)))
    })
}

/// The parties of the last mention before `token` that `fits`.
fn last(doc: &Document, token: usize, fits: impl Fn(&Mention) -> bool) -> Option<Meant> {
    last_mention(doc, token, fits).map(Meant::of)
}

/// The last mention of a party before `token` that `fits`.
pub(super) fn last_mention(doc: &Document, token: usize, fits: impl Fn(&Mention) -> bool) -> Option<&Mention> {
    let mut before = doc.mentions.iter().rev().filter(|m| m.tokens.end <= token && !m.parties.is_empty());
    before.find(|m| fits(m))
}

/// The innermost attribution in whose content `token` stands.
pub(super) fn told_by(doc: &Document, token: usize) -> Option<&Attribution> {
    let at = doc.tokens[token].span;
    doc.attributions.iter().filter(|a| a.content.contains(at)).min_by_key(|a| a.content.len())
}

/// The party of who is speaking at `token`, the innermost speaker.
pub(super) fn speaker_at(doc: &Document, token: usize) -> Option<Entity> {
    let innermost = told_by(doc, token)?;
    let source = innermost.source_token?;
    let mention = doc.mentions.iter().find(|m| m.tokens.contains(&source) && !m.parties.is_empty());
    let mention = mention.or_else(|| {
        doc.mentions.iter().find(|m| !m.parties.is_empty() && innermost.source.is_some_and(|s| s.overlaps(m.span)))
    });
    mention?.parties.first().cloned()
}

/// Whose "we" and "the enemy" at `token` are: the innermost speaker's, or, outside of what is said, the issuer's.
pub(super) fn we_at(doc: &Document, token: usize) -> Option<Entity> {
    let own = |told: &Attribution| told.source_token == Some(token);
    match told_by(doc, token).filter(|told| !own(told)) {
        Some(_) => speaker_at(doc, token),
        None => doc.issuer.clone(),
    }
}

/// The mention with a party that covers `token`.
pub(super) fn named_at(doc: &Document, token: usize) -> Option<&Mention> {
    doc.mentions.iter().find(|m| m.tokens.contains(&token) && !m.parties.is_empty())
}

/// A role noun that a possessive pronoun owns, or whose forces somebody told of by a reference has or loses, stands for the owner
/// ("its soldiers", "the enemy lost 40 soldiers").
fn give_to_owned(doc: &mut Document, lexicon: &Lexicon, token: usize, parties: &[Entity]) {
    let Some(above) = doc.tokens[token].head else { return };
    let lost = || doc.children(above).find(|&c| haver(doc, lexicon, c) == Some(token));
    let owned = if &*doc.tokens[token].deprel == "nmod:poss" { Some(above) } else { lost() };
    let Some(head) = owned else { return };
    for mention in doc.mentions.iter_mut().filter(|m| m.kind == EntityType::Reference && m.tokens.contains(&head)) {
        let role = mention.parties.first().and_then(|p| p.role.clone());
        mention.parties =
            parties.iter().map(|p| Entity { role: role.clone().or(p.role.clone()), ..p.clone() }).collect();
    }
}

/// Puts a reference in its place in order; a mention of the same words without a party gives way.
pub(super) fn insert(doc: &mut Document, tokens: Range<usize>, meant: Meant) {
    let Some(mut new) = mention(doc, tokens, EntityType::Reference, meant.parties) else { return };
    let mut before = doc.mentions.iter().rev().filter(|m| m.tokens.end <= new.tokens.start);
    let same = meant.entity.or_else(|| before.find(|m| m.parties == new.parties).map(|m| m.entity));
    new.entity = same.unwrap_or(new.tokens.start);
    doc.mentions.retain(|m| !(m.parties.is_empty() && m.tokens.contains(&(new.tokens.end - 1))));
    let at = doc.mentions.partition_point(|m| m.tokens.start < new.tokens.start);
    doc.mentions.insert(at, new);
}
