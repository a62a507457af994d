//! Mentions that carry a name: of the lexicon's actors, and of whatever else the model calls an entity.

use std::ops::Range;

use herodotus_lexicon::{ActorKind, ActorMatch, Lexicon, NameForm, RoleKind, WordSet};
use herodotus_schema::{Document, Entity, EntityType, Mention};

use super::abbreviations;

/// A stretch of tokens that the model calls an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedSpan {
    /// Its tokens, as indices into `Document::tokens`.
    pub tokens: Range<usize>,
    /// What the model calls it.
    pub kind: EntityType,
}

/// All named mentions of `doc`, in order, none overlapping; `entity` is not yet joined.
pub fn named(doc: &Document, lexicon: &Lexicon, spans: &[NamedSpan]) -> Vec<Mention> {
    let spans = spans.iter().filter_map(|s| after_the_office(doc, lexicon, trimmed(doc, s)));
    let spans = spans.map(|s| after_the_title(doc, lexicon, &after_the_state(doc, lexicon, &s)));
    // What is left of a title ("for Political Affairs") is no person.
    let of_title = |s: &NamedSpan| s.kind == EntityType::Person && doc.tokens[s.tokens.start].upos == "ADP";
    let spans: Vec<NamedSpan> = spans.filter(|s| !is_only_a_title(doc, lexicon, s) && !of_title(s)).collect();
    let mut mentions = known(doc, lexicon, &spans);
    for span in &spans {
        let taken = mentions.iter().any(|m| m.tokens.start < span.tokens.end && span.tokens.start < m.tokens.end);
        if !taken {
            mentions.extend(mention(doc, span.tokens.clone(), span.kind, Vec::new()));
        }
    }
    mentions.sort_by_key(|m| m.tokens.start);
    add_short_names(doc, lexicon, &mut mentions);
    mentions
}

/// Lets the short name by which a report goes on to call an organisation stand for it: the one in brackets behind the full name ("the
/// Dalmar Relief Corps (DRC) … the DRC"), or its last word in the plural ("the Dalmar Wolves … the Wolves").
fn add_short_names(doc: &Document, lexicon: &Lexicon, mentions: &mut Vec<Mention>) {
    let is = |t: usize, form: &str| doc.tokens.get(t).is_some_and(|token| token.form == form);
    let capital = |form: &str| form.chars().next().is_some_and(char::is_uppercase);
    let mut short: Vec<(usize, String, Vec<Entity>)> = Vec::new();
    for mention in mentions.iter().filter(|m| m.parties.len() == 1 && m.kind == EntityType::Organisation) {
        let end = mention.tokens.end;
        let bracketed = is(end, "(") && is(end + 2, ")");
        let letters = bracketed.then(|| &doc.tokens[end + 1].form);
        let letters = letters.filter(|form| form.len() > 1 && form.chars().all(char::is_uppercase));
        short.extend(letters.map(|form| (end + 2, form.clone(), mention.parties.clone())));
        let last = &doc.tokens[end - 1];
        let common = lexicon.words().roles.get(&last.form.to_lowercase()).is_some()
            || lexicon.words().references.get(&last.lemma.to_lowercase()).is_some();
        let plural = mention.tokens.len() > 1 && capital(&last.form) && last.form.ends_with('s') && !common;
        short.extend(plural.then(|| (end, last.form.clone(), mention.parties.clone())));
    }
    let known =
        |t: usize| mentions.iter().any(|m| m.tokens.contains(&t) && (!m.parties.is_empty() || m.tokens.len() > 1));
    let mut added = Vec::new();
    for (t, token) in doc.tokens.iter().enumerate() {
        let meant = short.iter().rfind(|(from, form, _)| *from <= t && *form == token.form);
        let Some((_, _, parties)) = meant.filter(|_| !known(t)) else { continue };
        added.extend(mention(doc, t..t + 1, EntityType::Organisation, parties.clone()));
    }
    mentions.retain(|m| added.iter().all(|a: &Mention| a.tokens != m.tokens));
    mentions.extend(added);
    mentions.sort_by_key(|m| m.tokens.start);
}

/// The span without small words at its end ("X of").
fn trimmed(doc: &Document, span: &NamedSpan) -> NamedSpan {
    let small = |t: &usize| matches!(doc.tokens[*t].upos, "ADP" | "CCONJ" | "DET" | "PUNCT" | "AUX");
    let last = span.tokens.clone().rfind(|t| !small(t)).unwrap_or(span.tokens.end.saturating_sub(1));
    NamedSpan { tokens: span.tokens.start..last + 1, kind: span.kind }
}

/// Whether what the model calls a person is the whole or a part of a title ("Prime" of "Prime Minister").
fn is_only_a_title(doc: &Document, lexicon: &Lexicon, span: &NamedSpan) -> bool {
    let sentence = &doc.sentences[doc.sentence_of(span.tokens.start)].tokens;
    let ends = span.tokens.end..(span.tokens.end + 2).min(sentence.end + 1);
    // "Ruritanian Prime Minister": whose it is may stand before it.
    let state = lexicon.actors().longest(&crate::forms(doc, span.tokens.clone()), doc.day());
    let title = span.tokens.start + state.filter(|m| m.form == NameForm::Demonym).map_or(0, |m| m.tokens);
    let covered = |end: usize| {
        let forms = crate::forms(doc, end.saturating_sub(4).max(sentence.start)..end);
        lexicon.words().roles.longest_ending(&forms).is_some_and(|m| end - m.tokens <= title)
    };
    span.kind == EntityType::Person && ends.into_iter().any(covered)
}

/// The span without a state's name that a preposition sets before a person's: "X" of "ambassador to Ruritania X".
fn after_the_state(doc: &Document, lexicon: &Lexicon, span: &NamedSpan) -> NamedSpan {
    let start = span.tokens.start;
    let marked = start.checked_sub(1).is_some_and(|before| doc.tokens[before].upos == "ADP");
    let forms: Vec<&str> = doc.tokens[span.tokens.clone()].iter().map(|t| t.form.as_str()).collect();
    let state = lexicon.actors().longest(&forms, doc.day()).filter(|m| {
        m.form == NameForm::Name && matches!(m.kind, ActorKind::State | ActorKind::DeFacto | ActorKind::Organisation)
    });
    match state.filter(|m| marked && span.kind == EntityType::Person && m.tokens < forms.len()) {
        Some(state) => NamedSpan { tokens: start + state.tokens..span.tokens.end, kind: span.kind },
        None => span.clone(),
    }
}

/// A person's span without an office and whose it is, or where it is held: "X" of "Prime Minister of Ruritania X", "Ambassador to
/// Ruritania X". `None` where nothing else is there.
fn after_the_office(doc: &Document, lexicon: &Lexicon, span: NamedSpan) -> Option<NamedSpan> {
    let Range { start, end } = span.tokens;
    let of = (start + 1..end).find(|&t| doc.tokens[t].upos == "ADP");
    let Some(of) = of.filter(|_| span.kind == EntityType::Person) else { return Some(span) };
    if lexicon.words().roles.longest_ending(&crate::forms(doc, start..of)).is_none() {
        return Some(span);
    }
    let owner = lexicon.actors().longest(&crate::forms(doc, of + 1..end), doc.day());
    let named = of + 1 + owner.filter(|m| matches!(m.form, NameForm::Name | NameForm::Body)).map_or(0, |m| m.tokens);
    // What an office is for ("of Defence for Political Affairs") is no name; a name has a first and a last word.
    let name = named > of + 1 || (named..end).any(|t| doc.tokens[t].relation() == "flat");
    (name && named < end)
        .then_some(NamedSpan { tokens: if named > of + 1 { named } else { start }..end, kind: span.kind })
}

/// A person's span without the title that it begins with: "X" of "Ruritanian Prime Minister X". Whose the title is then
/// stands free.
fn after_the_title(doc: &Document, lexicon: &Lexicon, span: &NamedSpan) -> NamedSpan {
    let Range { start, end } = span.tokens;
    let is_title = |at: usize| {
        let role = lexicon.words().roles.longest_ending(&crate::forms(doc, start..at)).map(|m| m.meaning.kind);
        matches!(role, Some(RoleKind::Person | RoleKind::Spokesperson))
    };
    let Some(title) = (start + 1..end).rev().find(|at| span.kind == EntityType::Person && is_title(*at)) else {
        return span.clone();
    };
    let capital = doc.tokens[title].form.chars().next().is_some_and(char::is_uppercase);
    if capital { NamedSpan { tokens: title..end, kind: span.kind } } else { span.clone() }
}

/// The mentions of actors that the lexicon knows.
fn known(doc: &Document, lexicon: &Lexicon, spans: &[NamedSpan]) -> Vec<Mention> {
    let day = doc.day();
    let taken = abbreviations::of_others(doc, lexicon);
    let mut found = Vec::new();
    for sentence in &doc.sentences {
        let forms: Vec<&str> = doc.tokens[sentence.tokens.clone()].iter().map(|t| t.form.as_str()).collect();
        let mut at = 0;
        while at < forms.len() {
            let matched = lexicon.actors().longest(&forms[at..], day);
            let start = sentence.tokens.start + at;
            match matched {
                Some(m)
                    if (m.tokens > 1 || !taken.contains(forms[at]))
                        && is_meant(doc, &m, start, spans)
                        && !is_part_of_name(doc, lexicon, &m, start, spans)
                        && !is_anothers_body(doc, lexicon, &m, start)
                        && !begins_longer_name(doc, &m, start) =>
                {
                    let range = start..start + m.tokens.max(1);
                    found.extend(mention(doc, range, kind(&m), parties(doc, lexicon, &m, start)));
                    at += m.tokens.max(1);
                }
                _ => at += 1,
            }
        }
    }
    found
}

/// Whether a match is likely meant: a bare surname needs the model to call it a person, and a name that is part of
/// a longer entity of another kind ("Ruritania Times") gives way to it.
fn is_meant(doc: &Document, m: &ActorMatch, start: usize, spans: &[NamedSpan]) -> bool {
    let range = start..start + m.tokens;
    let around = spans.iter().find(|s| s.tokens.start < range.end && range.start < s.tokens.end);
    match m.form {
        NameForm::Person if around.is_some_and(|s| is_another(doc, m, &range, s)) => false,
        NameForm::Person if m.tokens == 1 => {
            around.is_some_and(|s| s.kind == EntityType::Person) || doc.tokens[start].upos == "PROPN"
        }
        NameForm::Person => true,
        _ => match around {
            Some(s) if s.kind == EntityType::Person && s.tokens.len() > range.len() => false,
            // "al-Dalmar", "pro-Ruritanian", "the national army of Ruritania": small words before the name.
            _ => doc.tokens[range].iter().any(|t| t.form.chars().any(char::is_uppercase)),
        },
    }
}

/// Whether the model's longer name is of another than the person: none of its other words, and not the letter that it begins with, is
/// of their name ("*Ana* Orlin" where the lexicon knows a Boris Orlin).
fn is_another(doc: &Document, m: &ActorMatch, range: &Range<usize>, span: &NamedSpan) -> bool {
    let longer = span.kind == EntityType::Person && span.tokens.start <= range.start && range.end <= span.tokens.end;
    let Some(person) = m.person.filter(|_| longer) else { return false };
    let word = |t: usize| doc.tokens[t].form.to_lowercase();
    let others: Vec<String> =
        span.tokens.clone().filter(|t| !range.contains(t) && doc.tokens[*t].upos == "PROPN").map(word).collect();
    let own: Vec<String> = std::iter::once(&person.name)
        .chain(&person.names)
        .flat_map(|n| n.split([' ', '-']))
        .map(str::to_lowercase)
        .collect();
    let letter = |w: &String| own.first().is_some_and(|first| first.chars().next() == w.chars().next());
    !others.is_empty() && !others.iter().any(|w| own.contains(w)) && !others.first().is_some_and(letter)
}

/// Whether a state's name is only the first word of a body of its own ("Ruritania Doctors Union"), which ends in no noun
/// for a role that states have ("Ruritania Defence Ministry").
fn is_part_of_name(doc: &Document, lexicon: &Lexicon, m: &ActorMatch, start: usize, spans: &[NamedSpan]) -> bool {
    let named = matches!(m.kind, ActorKind::State | ActorKind::DeFacto) && m.form == NameForm::Name;
    let end = start + m.tokens;
    let around = spans.iter().find(|s| s.tokens.start == start && end + 1 < s.tokens.end);
    let Some(body) = around.filter(|s| named && s.kind == EntityType::Organisation) else { return false };
    let forms = crate::forms(doc, body.tokens.clone());
    let owned = doc.tokens[end].form.starts_with(['\'', '’']);
    !owned && lexicon.words().roles.longest_ending(&forms).is_none()
}

fn kind(m: &ActorMatch) -> EntityType {
    match (m.form, m.kind) {
        (NameForm::Person, _) => EntityType::Person,
        (NameForm::Demonym, _) => EntityType::Other,
        (NameForm::Body, _) => EntityType::Organisation,
        (_, ActorKind::State | ActorKind::DeFacto) => EntityType::Location,
        _ => EntityType::Organisation,
    }
}

/// Whether the words of an organisation or of a state's body are those of a body that somebody told before them owns, who is not the match's
/// own party: "Ruritania's *Security Council*", "the Ruritanian *Home Office*".
fn is_anothers_body(doc: &Document, lexicon: &Lexicon, m: &ActorMatch, start: usize) -> bool {
    let forms = crate::forms(doc, start..start + m.tokens);
    let role = || lexicon.words().roles.longest_ending(&forms).is_some_and(|role| role.tokens == m.tokens);
    if m.form != NameForm::Body && !(m.kind == ActorKind::Organisation && role()) {
        return false;
    }
    let from = doc.sentences[doc.sentence_of(start)].tokens.start;
    let owned = start > from && matches!(&*doc.tokens[start - 1].form, "'s" | "’s" | "'" | "’");
    let end = if owned { start - 1 } else { start };
    let named = (end.saturating_sub(3).max(from)..end).find_map(|at| {
        let found = lexicon.actors().longest(&crate::forms(doc, at..end), doc.day())?;
        (found.tokens == end - at && matches!(found.kind, ActorKind::State | ActorKind::DeFacto)).then_some(found.party)
    });
    named.map_or(owned, |party| party != m.party)
}

/// Whether the words of an outlet only begin a longer name: "*the National* Liberation Army".
fn begins_longer_name(doc: &Document, m: &ActorMatch, start: usize) -> bool {
    let last = start + m.tokens - 1;
    let name = |h: usize| h > last && h <= last + 3 && doc.tokens[h].upos == "PROPN";
    m.kind == ActorKind::Outlet
        && matches!(doc.tokens[last].relation(), "compound" | "amod")
        && doc.tokens[last].head.is_some_and(name)
}

/// What the match stands for. A capital stands for its government unless a preposition makes it a place.
fn parties(doc: &Document, lexicon: &Lexicon, m: &ActorMatch, start: usize) -> Vec<Entity> {
    let inside = |t: &usize| doc.tokens[*t].head.is_some_and(|h| (start..start + m.tokens).contains(&h));
    let head = (start..start + m.tokens).find(|t| !inside(t)).unwrap_or(start);
    if m.form == NameForm::Capital && is_whereabouts(doc, lexicon, head) && !is_called_on(doc, lexicon, head) {
        return Vec::new();
    }
    if m.form == NameForm::Demonym && is_by_descent(doc, lexicon, (start, head)) {
        return land_of(doc, lexicon, head).into_iter().collect();
    }
    let role = match m.form {
        NameForm::Name | NameForm::Demonym => None,
        _ => Some(m.role.to_string()),
    };
    vec![entity(m, role)]
}

/// Whether the people at `head` are told by their descent and need be no citizens of that state: "ethnic Ruritanians", "the
/// Ruritanians of Dalmatia".
fn is_by_descent(doc: &Document, lexicon: &Lexicon, (start, head): (usize, usize)) -> bool {
    let descent = |before: usize| lexicon.words().descent.get(&doc.tokens[before].form.to_lowercase()).is_some();
    let told = start.checked_sub(1).is_some_and(descent);
    let of = |c: usize| {
        c > head && doc.tokens[c].relation() == "nmod" && doc.children(c).any(|k| doc.tokens[k].lemma == "of")
    };
    told || doc.tokens[head].xpos.ends_with("PS") && doc.children(head).any(of)
}

/// The state in whose land the people at `head` are told to live.
fn land_of(doc: &Document, lexicon: &Lexicon, head: usize) -> Option<Entity> {
    let lives = |c: &usize| {
        *c > head
            && doc.tokens[*c].relation() == "nmod"
            && doc.children(*c).any(|k| matches!(doc.tokens[k].lemma.as_str(), "of" | "in" | "from"))
    };
    let state = |c: usize| {
        let named = lexicon.actors().longest(&[doc.tokens[c].form.as_str()], doc.day())?;
        (named.form == NameForm::Name && named.kind == ActorKind::State).then(|| entity(&named, None))
    };
    doc.children(head).filter(lives).find_map(state)
}

/// Whether the name at `token` stands after the "on" of a verb of saying: "called on *Dalmar* to pull back".
fn is_called_on(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let on = doc.children(token).any(|c| doc.tokens[c].relation() == "case" && doc.tokens[c].lemma == "on");
    let verb =
        doc.tokens[token].head.filter(|&v| on && doc.tokens[token].relation() == "obl" && doc.tokens[v].upos == "VERB");
    verb.is_some_and(|v| lexicon.is_saying(&doc.tokens[v].lemma))
}

/// The party of a match, in `role`.
pub(super) fn entity(m: &ActorMatch, role: Option<String>) -> Entity {
    Entity { party: m.party.to_string(), code: m.code.map(str::to_string), role, because: m.origin.to_string() }
}

/// Whether a preposition of place marks the name that ends at `token`, or it is not the head of an acting phrase.
fn is_whereabouts(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let places = |c: usize| lexicon.words().has(WordSet::Whereabouts, &doc.tokens[c].form.to_lowercase());
    let marked = |t: usize| doc.children(t).any(|c| doc.tokens[c].relation() == "case" && places(c));
    let relation = doc.tokens[token].relation();
    marked(token)
        || matches!(relation, "appos" | "flat" | "compound" | "root")
        || (relation == "conj" && doc.tokens[token].head.is_some_and(marked))
}

/// A mention of `tokens`, `None` for an empty range.
pub fn mention(doc: &Document, tokens: Range<usize>, kind: EntityType, parties: Vec<Entity>) -> Option<Mention> {
    Some(Mention { span: doc.span_of(tokens.clone())?, tokens, kind, parties, entity: 0 })
}
