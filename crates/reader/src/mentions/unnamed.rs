//! Whom a role told without a name stands for ("the army"), by what the report tells around it.

use herodotus_lexicon::{ActorKind, Lexicon, ReferenceKind, RoleKind};
use herodotus_schema::{Document, Entity, EntityType, Mention};

use super::named::entity;
use super::owners::modifies;
use super::standing::Standing;

/// Whom a role noun without a party stands for: the last one of that noun, else the party that stands foremost in
/// the report in that role.
pub(super) fn in_context(
    doc: &Document,
    lexicon: &Lexicon,
    standing: &Standing,
    (all, at): (&[Mention], usize),
) -> Vec<Entity> {
    let mention = &all[at];
    if is_of_both(doc, lexicon, mention) {
        return Vec::new();
    }
    if let Some(role) = any_body(doc, lexicon, mention) {
        // "A monitoring group" is none that was named before, but the first that is named later on may be it.
        let before: Vec<&str> = all[..at].iter().filter_map(|m| listed(lexicon, m, role)).map(|e| &*e.party).collect();
        let first = all[at + 1..].iter().find_map(|m| listed(lexicon, m, role));
        let named = first.filter(|e| !before.contains(&&*e.party));
        let because = "the first one named after it".to_string();
        return named.map(|e| Entity { role: Some(role.to_string()), because, ..e.clone() }).into_iter().collect();
    }
    alike(doc, lexicon, standing, (all, at))
}

/// The party that the mention names and the lexicon lists in this role.
fn listed<'m>(lexicon: &Lexicon, mention: &'m Mention, role: &str) -> Option<&'m Entity> {
    let in_role = |e: &&Entity| lexicon.actors().party(&e.party).is_some_and(|a| a.role == role);
    mention.parties.iter().find(in_role).filter(|_| mention.kind != EntityType::Reference)
}

/// Whom a role noun that tells of no two sides stands for.
fn alike(doc: &Document, lexicon: &Lexicon, standing: &Standing, (all, at): (&[Mention], usize)) -> Vec<Entity> {
    let mention = &all[at];
    let forms = crate::forms(doc, mention.tokens.clone());
    let head = named_by(lexicon, &forms).to_lowercase();
    let noun = lexicon.words().roles.longest_ending(&forms).map(|m| m.meaning);
    let Some(noun) = noun.filter(|noun| !noun.local) else { return Vec::new() };
    let definite = mention.tokens.start.checked_sub(1).is_some_and(|t| doc.tokens[t].form.eq_ignore_ascii_case("the"));
    let owned =
        doc.children(mention.tokens.end - 1).any(|c| c >= mention.tokens.end && doc.tokens[c].relation() == "nmod");
    if matches!(noun.kind, RoleKind::Person | RoleKind::Spokesperson) && definite && !owned {
        // "the minister" is the last person named, if the report has named one.
        let person = all.iter().rfind(|m| m.kind == EntityType::Person && m.tokens.end <= mention.tokens.start);
        if let Some(person) = person {
            return person.parties.clone();
        }
    }
    // "An official" without a state may be anybody's; "an activist" is no state's.
    let any = mention.tokens.start.checked_sub(1).is_some_and(|t| matches!(&*doc.tokens[t].lemma, "a" | "an"));
    if any && matches!(noun.kind, RoleKind::Person) && noun.role.as_deref() != Some("OPP") {
        return Vec::new();
    }
    if noun.role.as_deref() == Some("REB") && is_set_apart(doc, mention) {
        return Vec::new();
    }
    let against = against_the_state(doc, lexicon, mention);
    let word = against.as_ref().map_or_else(|| forms.join(" "), |(word, _)| word.clone());
    let Some(role) = against.map(|(_, role)| role).or_else(|| noun.role.clone()) else { return Vec::new() };
    if is_hostile(doc, lexicon, mention) {
        let enemy = standing.opponent_of_home(lexicon);
        return enemy.map(|e| Entity { role: Some(role), ..e }).into_iter().collect();
    }
    // Media are nobody's in particular, those of the state are of the state where it takes place.
    if role == "MED" {
        let of_state = forms.iter().any(|form| form.eq_ignore_ascii_case("state"));
        return standing.at_home(lexicon, &role).filter(|_| of_state).into_iter().collect();
    }
    // "Government forces" are the government's, whoever else's forces were told of last.
    let governing = |form: &&str| {
        let role = lexicon.words().roles.get(&form.to_lowercase());
        role.is_some_and(|r| r.role.as_deref() == Some("GOV"))
    };
    if role == "MIL" && forms[..forms.len() - 1].iter().any(governing) {
        let home = standing.at_home(lexicon, &role);
        return home.or_else(|| standing.foremost(lexicon, &role)).into_iter().collect();
    }
    // "Coalition warplanes" are the coalition's that was told of, and no state's.
    if let Some(body) = body_before(doc, lexicon, mention) {
        let told = |m: &&Mention| doc.tokens[m.tokens.end - 1].form.eq_ignore_ascii_case(body) && !m.parties.is_empty();
        let told = all[..at].iter().rev().find(told);
        return told.map(|m| Entity { role: Some(role), ..m.parties[0].clone() }).into_iter().collect();
    }
    of_breakaway(doc, lexicon, (all, at), &role)
        .or_else(|| of_place(doc, lexicon, (all, at)))
        .or_else(|| standing.namesake(lexicon, &word, &role))
        .or_else(|| standing.before(lexicon, (mention.tokens.start, &head), &role, doc))
        .or_else(|| standing.after(mention.tokens.start, &head, &role, doc).filter(|_| role == "MIL" || noun.exonym))
        .or_else(|| standing.alone_in_role(lexicon, &role))
        .or_else(|| standing.at_home(lexicon, &role).filter(|_| !is_owned_by_pronoun(doc, mention)))
        .or_else(|| standing.in_role(lexicon, mention.tokens.start, &role).filter(|_| mention.tokens.len() == 1))
        .or_else(|| standing.foremost(lexicon, &role))
        .into_iter()
        .collect()
}

/// The role of a body that is no state's, told with "a" or "an" before the role noun and what describes it.
fn any_body<'l>(doc: &Document, lexicon: &'l Lexicon, mention: &Mention) -> Option<&'l str> {
    let noun = lexicon.words().roles.longest_ending(&crate::forms(doc, mention.tokens.clone())).map(|m| m.meaning)?;
    let role = noun.role.as_deref().filter(|role| noun.kind == RoleKind::Body && matches!(*role, "NGO" | "IGO"))?;
    let article = |c: usize| doc.tokens[c].relation() == "det" && matches!(&*doc.tokens[c].lemma, "a" | "an");
    doc.children(mention.tokens.end - 1).any(article).then_some(role)
}

/// Whether a modifier makes the role that of the enemy of whoever speaks ("occupation artillery").
pub(super) fn is_hostile(doc: &Document, lexicon: &Lexicon, mention: &Mention) -> bool {
    let head = mention.tokens.end - 1;
    let hostile = |t: usize| lexicon.words().hostile.get(&doc.tokens[t].form.to_lowercase()).is_some();
    let beside = doc.children(head).filter(|&c| c < head && matches!(doc.tokens[c].relation(), "compound" | "amod"));
    beside.into_iter().any(hostile)
}

/// Whether fighters are told by whom they are for, against or armed by, which says that they are none of those told of by name:
/// "an *anti-Ruritanian* militia", "*Ruritania-trained* militants".
fn is_set_apart(doc: &Document, mention: &Mention) -> bool {
    let head = mention.tokens.end - 1;
    let armed = mention.parties.is_empty() && doc.tokens[head].upos == "NOUN";
    let told = |c: usize| {
        // Who is for the government, or the regime, is told by a role, not by a name.
        let named = |rest: &str| rest.chars().next().is_some_and(char::is_uppercase);
        let form = &doc.tokens[c].form;
        let stance =
            ["anti-", "pro-", "Anti-", "Pro-"].iter().filter_map(|prefix| form.strip_prefix(prefix)).any(named);
        let hyphen = c > 1 && doc.tokens[c - 1].form == "-" && doc.tokens[c - 1].span.end == doc.tokens[c].span.start;
        let by = hyphen && &*doc.tokens[c].xpos == "VBN" && doc.tokens[c - 2].upos == "PROPN";
        let for_or_against = hyphen && named(form) && matches!(&*doc.tokens[c - 2].form.to_lowercase(), "anti" | "pro");
        stance || by || for_or_against
    };
    let own = |c: usize| c < head && matches!(doc.tokens[c].relation(), "amod" | "compound");
    armed && doc.children(head).any(|c| own(c) && told(c))
}

/// Whether the word before makes the role one of both sides ("both leaders").
fn is_of_both(doc: &Document, lexicon: &Lexicon, mention: &Mention) -> bool {
    let from =
        mention.tokens.start.checked_sub(1).filter(|t| doc.sentence_of(*t) == doc.sentence_of(mention.tokens.start));
    let forms = from.map(|from| crate::forms(doc, from..mention.tokens.end)).unwrap_or_default();
    let both = lexicon.words().references.longest_ending(&forms);
    both.is_some_and(|m| m.tokens == forms.len() && matches!(m.meaning.kind, ReferenceKind::BothSides))
}

/// The word of a role by which it is known again: the last, but of "army spokesman" the army.
fn named_by<'f>(lexicon: &Lexicon, forms: &[&'f str]) -> &'f str {
    let body = |word: &str| lexicon.words().roles.get(&word.to_lowercase()).is_some_and(|r| r.kind == RoleKind::Body);
    match forms {
        [.., body_noun, last] if body(body_noun) && !body(last) => body_noun,
        [.., last] => last,
        [] => "",
    }
}

/// The noun before a role noun that refers to an organisation told of before ("coalition" in "coalition warplanes").
fn body_before<'d>(doc: &'d Document, lexicon: &Lexicon, mention: &Mention) -> Option<&'d str> {
    let head = mention.tokens.end - 1;
    let before = doc.children(head).filter(|&c| c < head && doc.tokens[c].relation() == "compound");
    let refers = |form: &str| {
        let reference = lexicon.words().references.get(&form.to_lowercase());
        reference.is_some_and(|r| matches!(r.kind, ReferenceKind::Organisation))
    };
    before.map(|c| doc.tokens[c].form.as_str()).find(|form| refers(form))
}

/// Whether the role noun is somebody's who is told by a pronoun ("his troops").
fn is_owned_by_pronoun(doc: &Document, mention: &Mention) -> bool {
    let head = mention.tokens.end - 1;
    doc.children(head).any(|c| &*doc.tokens[c].deprel == "nmod:poss" && doc.tokens[c].upos == "PRON")
}

/// The party whose body has the name of a place of the report and these words: "the territory's health ministry" after
/// "Dalmar", where the lexicon knows a "Dalmar health ministry".
fn of_place(doc: &Document, lexicon: &Lexicon, (all, at): (&[Mention], usize)) -> Option<Entity> {
    let words = crate::forms(doc, all[at].tokens.clone());
    let body = |m: &Mention| {
        let name: Vec<&str> = crate::forms(doc, m.tokens.clone()).into_iter().chain(words.iter().copied()).collect();
        lexicon.actors().longest(&name, doc.day()).filter(|found| found.tokens == name.len())
    };
    let placed = |m: &&Mention| m.kind == EntityType::Location;
    if words.len() < 2 {
        return None;
    }
    let before = all[..at].iter().rev().filter(placed).take(AROUND).find_map(body);
    let found = before.or_else(|| all[at..].iter().filter(placed).take(AROUND).find_map(body))?;
    Some(entity(&found, Some(found.role.to_string())))
}

/// So many places before a role noun, and after it, may be whose it is.
const AROUND: usize = 60;

/// The last state in fact told before a role noun that a place owns: "the enclave's army".
fn of_breakaway(doc: &Document, lexicon: &Lexicon, (all, at): (&[Mention], usize), role: &str) -> Option<Entity> {
    let head = all[at].tokens.end - 1;
    let owner = doc.children(head).find(|c| &*doc.tokens[*c].deprel == "nmod:poss")?;
    let reference = lexicon.words().references.longest_ending(&[doc.tokens[owner].form.as_str()])?;
    let breakaway = |m: &&Mention| {
        let party = m.parties.first().and_then(|e| lexicon.actors().party(&e.party));
        m.tokens.end <= owner && party.is_some_and(|a| a.kind == ActorKind::DeFacto)
    };
    let placed = matches!(reference.meaning.kind, ReferenceKind::Place);
    let found = all[..at].iter().rev().filter(|_| placed).find(breakaway)?;
    let because = "the one last told of".to_string();
    Some(Entity { role: Some(role.to_string()), because, ..found.parties[0].clone() })
}

/// The rebels or opposition whose commander, spokesman or the like the role noun tells of: the word, and its role.
fn against_the_state(doc: &Document, lexicon: &Lexicon, mention: &Mention) -> Option<(String, String)> {
    let head = mention.tokens.end - 1;
    let words = mention.tokens.start.saturating_sub(1)..head;
    words.filter(|t| modifies(doc, *t, head) || mention.tokens.contains(t)).find_map(|t| {
        let word = doc.tokens[t].form.to_lowercase();
        let role = lexicon.words().roles.longest_ending(&[word.as_str()])?.meaning.role.clone();
        role.filter(|role| matches!(role.as_str(), "REB" | "OPP")).map(|role| (word, role))
    })
}
