//! People whom the report's title introduces: "Ruritania's envoy Ana Orlin thanked the union" above "Orlin said …".

use herodotus_schema::{Document, EntityType, Mention};

/// Whether the title names somebody of whom the text does not tell whose they are.
pub fn is_introduced_in_title(doc: &Document) -> bool {
    let Some(title) = doc.report.title.as_deref() else { return false };
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
    doc.mentions.iter().filter(|m| is_unknown(m)).any(|m| words.contains(&surname(doc, m)))
}

/// Gives the people of `doc` of whom it does not tell whose they are the party that they have in its `title`, read by itself.
pub fn introduce(doc: &mut Document, title: &Document) {
    let known = |m: &&Mention| m.kind == EntityType::Person && !m.parties.is_empty();
    let introduced: Vec<&Mention> = title.mentions.iter().filter(known).collect();
    let mut mentions = std::mem::take(&mut doc.mentions);
    for mention in mentions.iter_mut().filter(|m| is_unknown(m)) {
        let named = introduced.iter().find(|m| surname(title, m) == surname(doc, mention));
        mention.parties = named.map(|m| m.parties.clone()).unwrap_or_default();
    }
    doc.mentions = mentions;
}

fn is_unknown(mention: &Mention) -> bool {
    mention.kind == EntityType::Person && mention.parties.is_empty()
}

fn surname<'d>(doc: &'d Document, mention: &Mention) -> &'d str {
    &doc.tokens[super::surname(doc, mention)].form
}
