//! Who speaks where the text gives no name: "he", "it", "the minister", "the statement", a surname alone.

use herodotus_lexicon::{ActorKind, Lexicon, ReferenceKind, RoleKind};
use herodotus_schema::{Attribution, Document, Entity, EntityType, Mention, Span};

use super::documents::{is_document, maker};
use super::pronouns::accused_before;
use super::reference::{Meant, called_before, insert};

/// What sort of speaker a noun phrase tells of, as far as a pronoun can pick it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Person,
    Body,
    Several,
    Unknown,
}

/// Somebody who speaks, or acts in the outlet's own words.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// Where: the cue, or the mention's first token.
    at: usize,
    /// The quotation in which they are told, as the index of its attribution.
    level: Option<usize>,
    name: Span,
    sort: Sort,
    parties: Vec<Entity>,
}

/// A speaker is looked for in so many sentences before.
pub(super) const REACH: usize = 7;

/// One who only acts, in so many.
const NEAR: usize = 2;

/// Names the speakers that are told by a pronoun, and gives those told by title, by document or by surname alone their
/// party, in order of the text, so that each can lean on the ones before it.
pub(super) fn name_speakers(doc: &mut Document, lexicon: &Lexicon) {
    let mut order: Vec<usize> = (0..doc.attributions.len()).collect();
    order.sort_by_key(|i| (doc.attributions[*i].cue_token, *i));
    let mut told: Vec<Told> = Vec::new();
    for at in order {
        let Some(token) = doc.attributions[at].source_token else { continue };
        if let Some(found) = who(doc, lexicon, &told, at) {
            let pronoun = doc.tokens[token].upos == "PRON";
            doc.attributions[at].named = Some(found.name).filter(|_| pronoun);
            give(doc, token, found.parties);
        }
        told.extend(teller(doc, lexicon, at));
    }
}

/// The attribution's speaker as one whom later ones can refer to.
fn teller(doc: &Document, lexicon: &Lexicon, at: usize) -> Option<Told> {
    let one = &doc.attributions[at];
    let of_the_talk = |t: &usize| matches!(doc.tokens[*t].lemma.to_lowercase().as_str(), "i" | "we" | "you");
    let token = one.source_token.filter(|t| !of_the_talk(t))?;
    Some(Told {
        at: one.cue_token,
        level: level(doc, at),
        name: one.named.or(one.source)?,
        sort: sort(doc, lexicon, token),
        parties: parties_at(doc, token, one.source),
    })
}

/// Whom the source of the attribution `at` stands for, where it does not name them itself.
fn who(doc: &Document, lexicon: &Lexicon, told: &[Told], at: usize) -> Option<Told> {
    let token = doc.attributions[at].source_token?;
    let level = level(doc, at);
    let word = &doc.tokens[token];
    if word.upos == "PRON" {
        if let Some(accused) = accused_before(doc, token) {
            return Some(of_mention(doc, accused));
        }
        if let Some(several) = told_beside(doc, token) {
            return Some(of_mention(doc, several));
        }
        let fits: &[Sort] = match word.form.to_lowercase().as_str() {
            "he" | "she" | "him" | "her" | "his" => &[Sort::Person, Sort::Unknown],
            "it" | "its" => &[Sort::Body, Sort::Unknown],
            "they" | "them" | "their" => &[Sort::Several, Sort::Body, Sort::Unknown],
            _ => return None,
        };
        // "He" is a person before it is something of which no more is known ("a recording").
        let person = || last_person(doc, token, fits);
        let (surest, sort) = (&fits[..fits.len() - 1], fits);
        return before(doc, told, (token, level), surest)
            .or_else(person)
            .or_else(|| before(doc, told, (token, level), sort));
    }
    if word.upos == "PROPN" {
        let named = is_definite(doc, token) && !names_party(doc, token);
        return short_name(doc, token).filter(|_| named).or_else(|| surname(doc, token));
    }
    if names_party(doc, token) {
        return None;
    }
    if let Some(maker) = is_document(lexicon, &word.lemma).then(|| maker(doc, lexicon, token)).flatten() {
        return Some(maker);
    }
    if !is_definite(doc, token) || is_told_of(doc, token) {
        return None;
    }
    if let Some(known) = short_name(doc, token) {
        return Some(known);
    }
    let mut reach = told.iter().rev().filter(|t| t.level == level && is_near(doc, t.at, token, REACH));
    let mut known = reach.clone().filter(|t| !t.parties.is_empty());
    // "The source added": the last who was called so.
    let called = |t: &&Told| doc.tokens.iter().any(|w| t.name.contains(w.span) && w.lemma == word.lemma);
    let kind = sort(doc, lexicon, token);
    if matches!(kind, Sort::Person | Sort::Several)
        && let Some(found) = known.clone().find(called)
    {
        return Some(found.clone());
    }
    match kind {
        Sort::Person => titled(doc, token).or_else(|| reach.find(|t| t.sort == Sort::Person).cloned()),
        Sort::Unknown if is_document(lexicon, &word.lemma) => known.next().cloned(),
        // "The coalition" that was named itself is found by its name.
        _ if is_group(doc, lexicon, token, &[ReferenceKind::Group, ReferenceKind::Organisation])
            && called_before(doc, token).is_none() =>
        {
            // "The rebels" are no agency that spoke before them.
            let many = matches!(&*word.xpos, "NNS" | "NNPS");
            let fits = |p: &Entity| if many { is_armed(lexicon, p) } else { is_organised(lexicon, p) };
            let here = doc.sentences[doc.sentence_of(token)].tokens.start..token;
            // "Four drivers of the Agency were killed, the group said": who is named in what is said goes before who spoke earlier.
            let beside = |m: &&Mention| {
                let inside = here.start <= m.tokens.start && m.tokens.end <= here.end;
                inside && m.kind == EntityType::Organisation && m.parties.first().is_some_and(fits)
            };
            // A "monitor" or an "agency" tells of others.
            let own = !many && is_group(doc, lexicon, token, &[ReferenceKind::Group]);
            let named = doc.mentions.iter().rfind(beside).filter(|_| own).map(|m| of_mention(doc, m));
            named.or_else(|| known.find(|t| t.parties.first().is_some_and(fits)).cloned())
        }
        _ => None,
    }
}

/// The several parties or people last told of before "they" in its sentence, where these speak in a clause beside: "posts were hit by *the
/// rebels* as they claimed to hold the hill".
fn told_beside(doc: &Document, token: usize) -> Option<&Mention> {
    let says = doc.tokens[token].head.filter(|&h| doc.tokens[h].relation() == "advcl")?;
    let they = doc.tokens[token].form.eq_ignore_ascii_case("they") && doc.tokens[token].relation() == "nsubj";
    let here = doc.sentences[doc.sentence_of(token)].tokens.start..token.min(says);
    let before = |m: &&Mention| here.start <= m.tokens.start && m.tokens.end <= here.end;
    let several = |m: &&Mention| !m.parties.is_empty() && mention_sort(doc, m) == Sort::Several;
    doc.mentions.iter().rfind(|m| before(m) && several(m)).filter(|_| they)
}

/// The last who spoke at the same level, unless somebody of the right sort has acted since, in the outlet's own words.
fn before(doc: &Document, told: &[Told], (token, level): (usize, Option<usize>), fits: &[Sort]) -> Option<Told> {
    let spoke = told.iter().rev().find(|t| {
        let earlier = doc.tokens[t.at].span.end <= doc.tokens[token].span.start;
        t.level == level && earlier && fits.contains(&t.sort) && is_near(doc, t.at, token, REACH)
    });
    let acted = doc.mentions.iter().rev().find(|m| {
        let known = m.kind == EntityType::Person || m.kind != EntityType::Reference && !m.parties.is_empty();
        known && m.tokens.end <= token && level.is_none() && fits.contains(&mention_sort(doc, m)) && acts(doc, m, token)
    });
    match (spoke, acted) {
        (Some(spoke), Some(acted)) if acted.tokens.start < spoke.at => Some(spoke.clone()),
        (_, Some(acted)) => Some(of_mention(doc, acted)),
        (spoke, None) => spoke.cloned(),
    }
}

/// Whether the mention is the subject of a clause shortly before `token` in which nobody speaks.
fn acts(doc: &Document, mention: &Mention, token: usize) -> bool {
    let main = |t: usize| {
        doc.tokens[t].head.is_some_and(|h| matches!(doc.tokens[h].relation(), "root" | "conj" | "parataxis"))
    };
    let subject =
        mention.tokens.clone().any(|t| doc.tokens[t].relation() == "nsubj" && main(t) && !is_passive_subject(doc, t));
    let said = doc.attributions.iter().any(|a| a.content.contains(mention.span));
    subject && !said && is_near(doc, mention.tokens.start, token, NEAR)
}

fn is_passive_subject(doc: &Document, token: usize) -> bool {
    &*doc.tokens[token].deprel == "nsubj:pass"
}

/// The last person named before `token`, outside what others say.
fn last_person(doc: &Document, token: usize, fits: &[Sort]) -> Option<Told> {
    let person = |m: &&Mention| {
        m.kind == EntityType::Person && m.tokens.end <= token && is_near(doc, m.tokens.start, token, REACH)
    };
    let quoted = |m: &Mention| doc.attributions.iter().any(|a| a.direct && a.content.contains(m.span));
    let found = doc.mentions.iter().rev().filter(person).find(|m| !quoted(m))?;
    fits.contains(&Sort::Person).then(|| of_mention(doc, found))
}

pub(super) fn of_mention(doc: &Document, mention: &Mention) -> Told {
    Told {
        at: mention.tokens.start,
        level: None,
        name: mention.span,
        sort: mention_sort(doc, mention),
        parties: mention.parties.clone(),
    }
}

/// The person whose last name this is, if the report names their party anywhere.
fn surname(doc: &Document, token: usize) -> Option<Told> {
    if names_party(doc, token) {
        return None;
    }
    let name = doc.mentions.iter().find(|m| m.tokens.contains(&token)).map_or(token, |m| super::surname(doc, m));
    let same = |m: &&Mention| {
        let last = &doc.tokens[super::surname(doc, m)].form;
        m.kind == EntityType::Person && !m.parties.is_empty() && *last == doc.tokens[name].form
    };
    doc.mentions.iter().find(same).map(|m| of_mention(doc, m))
}

/// The body of whose name the capitalised noun at `token` is a part: "the Observatory", "the Committee".
fn short_name(doc: &Document, token: usize) -> Option<Told> {
    let form = &doc.tokens[token].form;
    let capital = token > doc.sentences[doc.sentence_of(token)].tokens.start && form.chars().next()?.is_uppercase();
    let named = |m: &&Mention| {
        let body = m.kind == EntityType::Organisation && !m.parties.is_empty() && m.tokens.len() > 1;
        body && m.tokens.clone().any(|t| doc.tokens[t].form == *form)
    };
    let before = doc.mentions.iter().rev().filter(|m| m.tokens.end <= token).find(named);
    let found = before.or_else(|| doc.mentions.iter().find(named)).filter(|_| capital)?;
    Some(of_mention(doc, found))
}

/// The last person before `token` who bears the title that stands there.
fn titled(doc: &Document, token: usize) -> Option<Told> {
    let title = doc.tokens[token].form.to_lowercase();
    let bears = |m: &&Mention| {
        let sentence = &doc.sentences[doc.sentence_of(m.tokens.start)].tokens;
        let around =
            m.tokens.start.saturating_sub(BESIDE).max(sentence.start)..(m.tokens.end + BESIDE).min(sentence.end);
        let linked = |t: usize| {
            let apposed = m.tokens.clone().any(|n| doc.tokens[t].head == Some(n) || doc.tokens[n].head == Some(t));
            m.tokens.contains(&t) || t + 1 == m.tokens.start || apposed
        };
        let says = |t: usize| doc.tokens[t].form.to_lowercase() == title && linked(t);
        m.kind == EntityType::Person && m.tokens.end <= token && !m.parties.is_empty() && around.into_iter().any(says)
    };
    doc.mentions.iter().rev().find(bears).map(|m| of_mention(doc, m))
}

/// A title stands at most so many tokens from the name.
const BESIDE: usize = 8;

/// The attribution with quotation marks in whose content the one at `at` stands.
fn level(doc: &Document, at: usize) -> Option<usize> {
    let cue = doc.attributions[at].cue;
    let holds = |a: &Attribution| a.direct && a.content.contains(cue) && !doc.attributions[at].content.contains(a.cue);
    let around = doc.attributions.iter().enumerate().filter(|(i, a)| *i != at && holds(a));
    around.min_by_key(|(_, a)| a.content.len()).map(|(i, _)| i)
}

fn is_near(doc: &Document, from: usize, to: usize, sentences: usize) -> bool {
    doc.sentence_of(from) + sentences >= doc.sentence_of(to)
}

/// What sort of speaker the noun phrase headed by `token` is.
fn sort(doc: &Document, lexicon: &Lexicon, token: usize) -> Sort {
    let word = &doc.tokens[token];
    let plural = matches!(&*word.xpos, "NNS" | "NNPS");
    if word.upos == "PRON" {
        return match word.form.to_lowercase().as_str() {
            "he" | "she" => Sort::Person,
            "it" => Sort::Body,
            "they" | "we" => Sort::Several,
            _ => Sort::Unknown,
        };
    }
    let forms = crate::forms(doc, token.saturating_sub(3)..token + 1);
    if let Some(role) = lexicon.words().roles.longest_ending(&forms).map(|m| m.meaning) {
        return match role.kind {
            RoleKind::People if plural => Sort::Several,
            RoleKind::Body => Sort::Body,
            RoleKind::Person | RoleKind::Spokesperson if plural => Sort::Several,
            RoleKind::Document => Sort::Unknown,
            RoleKind::People | RoleKind::Person | RoleKind::Spokesperson => Sort::Person,
        };
    }
    if let Some(reference) = lexicon.words().references.longest_ending(&forms).map(|m| m.meaning) {
        match reference.kind {
            ReferenceKind::Person => return if plural { Sort::Several } else { Sort::Person },
            ReferenceKind::Place => {}
            _ => return Sort::Body,
        }
    }
    let named = doc.mentions.iter().filter(|m| m.tokens.contains(&token)).max_by_key(|m| m.tokens.len());
    match named {
        Some(m) if m.kind != EntityType::Reference => mention_sort(doc, m),
        _ if plural => Sort::Several,
        _ => Sort::Unknown,
    }
}

fn mention_sort(doc: &Document, mention: &Mention) -> Sort {
    let last = &doc.tokens[mention.tokens.end - 1];
    match mention.kind {
        EntityType::Person => Sort::Person,
        EntityType::Reference => Sort::Unknown,
        _ if last.xpos.ends_with('S') && last.xpos.starts_with("NN") => Sort::Several,
        _ => Sort::Body,
    }
}

/// Whether the noun refers back to what is of one of these kinds ("the group", "the agency").
fn is_group(doc: &Document, lexicon: &Lexicon, token: usize, kinds: &[ReferenceKind]) -> bool {
    let forms = crate::forms(doc, token.saturating_sub(3)..token + 1);
    let found = lexicon.words().references.longest_ending(&forms);
    found.is_some_and(|m| kinds.contains(&m.meaning.kind))
}

fn is_organised(lexicon: &Lexicon, entity: &Entity) -> bool {
    let kind = lexicon.actors().party(&entity.party).map(|a| a.kind);
    matches!(kind, Some(ActorKind::Group | ActorKind::Organisation | ActorKind::Outlet))
}

/// Whether the party is a group that the lexicon knows for rebels or an opposition, or a state in fact.
fn is_armed(lexicon: &Lexicon, entity: &Entity) -> bool {
    let known = lexicon.actors().party(&entity.party);
    known.is_some_and(|a| a.kind == ActorKind::DeFacto || matches!(a.role.as_str(), "REB" | "OPP"))
}

/// Whether a phrase after the noun tells whose or of what it is ("the governor of X"), so that it takes nobody up.
fn is_told_of(doc: &Document, token: usize) -> bool {
    doc.children(token).any(|c| c > token && doc.tokens[c].relation() == "nmod")
}

/// Whether the noun phrase begins with "the" or "this".
pub(super) fn is_definite(doc: &Document, token: usize) -> bool {
    doc.children(token).any(|c| c < token && matches!(doc.tokens[c].lemma.to_lowercase().as_str(), "the" | "this"))
}

/// Whether a mention that carries a name or whose modifiers do gives the noun phrase its party.
fn names_party(doc: &Document, token: usize) -> bool {
    let named = |m: &&Mention| m.kind != EntityType::Reference && !m.parties.is_empty();
    doc.mentions.iter().filter(named).any(|m| {
        let modifies = m.tokens.clone().any(|t| {
            doc.tokens[t].head == Some(token)
                && matches!(doc.tokens[t].relation(), "nmod" | "appos" | "flat" | "amod" | "compound")
        });
        m.tokens.contains(&token) || modifies
    })
}

fn parties_at(doc: &Document, token: usize, source: Option<Span>) -> Vec<Entity> {
    let known = |m: &&Mention| !m.parties.is_empty();
    let at = doc.mentions.iter().filter(known).find(|m| m.tokens.contains(&token));
    let named = |m: &&Mention| known(m) && m.kind != EntityType::Reference;
    let inside = || doc.mentions.iter().filter(named).find(|m| source.is_some_and(|s| s.contains(m.span)));
    at.or_else(inside).map(|m| m.parties.clone()).unwrap_or_default()
}

/// Gives the noun phrase at `token` its parties: a mention there that is no name takes them, or a new one is made.
fn give(doc: &mut Document, token: usize, parties: Vec<Entity>) {
    match doc.mentions.iter_mut().find(|m| m.tokens.contains(&token)) {
        Some(mention) => mention.parties = parties,
        None if parties.is_empty() => {}
        None => insert(doc, token..token + 1, Meant { parties, entity: None }),
    }
}
