//! Who is named or referred to: parties by name, by role ("Ruritanian forces"), by reference ("the enemy", "it").

mod abbreviations;
mod bearers;
mod documents;
mod employers;
mod home;
mod issuer;
mod named;
mod offices;
mod owners;
mod pairs;
mod pronouns;
mod reference;
mod roles;
#[cfg(test)]
mod speaker_tests;
mod speakers;
mod standing;
mod title;
mod unnamed;

use herodotus_gazetteer::Gazetteer;
use herodotus_lexicon::Lexicon;
use herodotus_schema::{Document, EntityType, Mention, PlaceMention, Precision};

pub use issuer::issuer;
pub use named::NamedSpan;
pub use offices::resolve_offices;
pub use reference::resolve_references;
pub use title::{introduce, is_introduced_in_title};

/// The mentions of `doc` that carry a name or a role, in order; `spans` are what the model calls entities.
///
/// The tokens' syntax must be filled. Whom a role without a name stands for is found by [`resolve_roles`], which needs to know
/// where the report's places lie; pronouns and other references are added by [`resolve_references`], which needs to know who
/// speaks where.
pub fn find_mentions(doc: &Document, lexicon: &Lexicon, spans: &[NamedSpan]) -> Vec<Mention> {
    let mut mentions = named::named(doc, lexicon, spans);
    roles::add_roles(doc, lexicon, &mut mentions);
    join(doc, &mut mentions);
    mentions
}

/// Gives the roles told without a name ("the army") the parties that they stand for in this report.
///
/// `doc.mentions` holds what [`find_mentions`] gives, and `doc.places` must be filled.
pub fn resolve_roles(doc: &mut Document, lexicon: &Lexicon, gazetteer: &Gazetteer) {
    let home = home::home(doc, lexicon, gazetteer);
    let mut mentions = std::mem::take(&mut doc.mentions);
    give_way_to_towns(doc, &mut mentions);
    roles::resolve(doc, lexicon, &mut mentions, home);
    join(doc, &mut mentions);
    doc.mentions = mentions;
}

/// A state's name within that of a town ("Port Ruritania") stands for no state: the town takes its place.
fn give_way_to_towns(doc: &Document, mentions: &mut [Mention]) {
    let is_town = |p: &&PlaceMention| matches!(p.precision, Some(Precision::Settlement | Precision::Site));
    for town in doc.places.iter().filter(is_town) {
        let at = mentions.partition_point(|m| m.span.start < town.span.start);
        let inside = mentions[at..].iter_mut().take_while(|m| m.span.end <= town.span.end);
        for mention in inside.filter(|m| m.span.start > town.span.start && m.kind == EntityType::Location) {
            mention.parties.clear();
        }
    }
}

/// Joins the mentions of one thing: the same words, a surname after a full name, the same party and role; a person
/// without a party takes the party of an earlier mention.
fn join(doc: &Document, mentions: &mut [Mention]) {
    for at in 0..mentions.len() {
        let earlier = (0..at).rev().find(|&e| is_same(doc, &mentions[e], &mentions[at]));
        let Some(earlier) = earlier else {
            mentions[at].entity = mentions[at].tokens.start;
            continue;
        };
        mentions[at].entity = mentions[earlier].entity;
        if mentions[at].parties.is_empty() {
            mentions[at].parties = mentions[earlier].parties.clone();
        }
    }
}

/// The token of a person's surname: the last of the name, but for what tells generations apart ("Ana Orlin *Jr.*").
fn surname(doc: &Document, mention: &Mention) -> usize {
    let is_suffix =
        |t: &usize| matches!(doc.tokens[*t].form.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV" | "");
    let name = mention.tokens.clone().rev().find(|t| !is_suffix(t) && doc.tokens[*t].upos != "PUNCT");
    name.unwrap_or(mention.tokens.end - 1)
}

/// Whether two mentions name one thing.
fn is_same(doc: &Document, a: &Mention, b: &Mention) -> bool {
    let last = |m: &Mention| doc.tokens[surname(doc, m)].form.to_lowercase();
    let words = |m: &Mention| doc.words(m.tokens.clone()).to_lowercase();
    let by_party = !a.parties.is_empty() && a.parties == b.parties && a.kind == b.kind;
    let by_name = a.kind == b.kind && (words(a) == words(b) || (a.kind == EntityType::Person && last(a) == last(b)));
    by_party || by_name
}
