//! Where a claim's event takes place, by the place names in its words, its clause and its sentence.
//!
//! Each rule is kept for what it was worth on the training gold; [`places`] tells their order.

use herodotus_lexicon::{WordLists, WordSet};
use herodotus_schema::{
    Actor, Attribution, ClaimKind, Document, EntityType, Mention, Place, PlaceMention, Precision, Span,
};

use crate::force::is_force;
use crate::syntax::{child, clause_of, head, prepositions};

/// What is asked where: a claim, as far as it is known.
#[derive(Clone, Copy)]
pub struct Deed<'c> {
    /// Its predicate.
    pub token: usize,
    /// Its words.
    pub span: Span,
    pub kind: ClaimKind,
    /// Its type of event, if it has one.
    pub event: Option<&'c str>,
    pub agents: &'c [Actor],
    pub targets: &'c [Actor],
    /// The lexicon's lists, which tell what prepositions say of a place.
    pub words: &'c WordLists,
}

impl Deed<'_> {
    /// Whether it is an act of force, which takes place where it falls.
    fn is_force(&self) -> bool {
        is_force(self.event)
    }

    /// Whether it is done by speaking, so that a country is told for what it stands for rather than for where it lies.
    fn is_spoken(&self) -> bool {
        matches!(self.event, Some("ACCUSE" | "AGREE" | "CONSULT" | "SUPPORT" | "THREATEN" | "REJECT"))
    }

    /// Whether it takes over where the rest of its sentence is told to take place: what happens to people and things on the
    /// ground.
    fn is_on_the_ground(&self) -> bool {
        self.kind != ClaimKind::Event || matches!(self.event, None | Some("ASSAULT" | "COERCE" | "PROTEST"))
    }

    fn acts(&self, name: Span) -> bool {
        self.agents.iter().any(|a| a.span == Some(name))
    }

    fn suffers(&self, name: Span) -> bool {
        self.targets.iter().any(|a| a.span == Some(name))
    }
}

/// A place name with the head of its words.
type Named<'d> = (usize, &'d PlaceMention);

/// Whether the name of `place` is told as a speaker ("according to Dalmar"), or tells in which town a government or army that speaks
/// has its seat ("the ministry in Dalmar said").
fn speaks(doc: &Document, place: &PlaceMention) -> bool {
    let span = place.span;
    let town = matches!(place.precision, Some(Precision::Settlement | Precision::Site));
    let governs = |t: usize| {
        let body = |m: &&Mention| m.tokens.contains(&t) && m.kind == EntityType::Organisation;
        let role = doc.mentions.iter().find(body).and_then(|m| m.parties.first()?.role.as_deref());
        matches!(role, Some("GOV" | "MIL"))
    };
    let seat = |a: &Attribution| a.source.is_some_and(|s| s.contains(span)) && a.source_token.is_some_and(governs);
    let within = || head(doc, span).is_some_and(|t| prepositions(doc, t).any(|p| p == "in"));
    let speaker = |a: &Attribution| a.source_token.is_some_and(|t| span.contains(doc.tokens[t].span));
    doc.attributions.iter().any(|a| speaker(a) || town && seat(a) && within())
}

/// Whether the name is a part of that of an outlet or another organisation that is told something ("told the Dalmar Post").
fn names_hearer(doc: &Document, span: Span) -> bool {
    let organised = |m: &&Mention| m.kind == EntityType::Organisation && m.span.contains(span) && m.span != span;
    let Some(named) = doc.mentions.iter().find(organised) else { return false };
    let own = doc.report.outlet.as_deref().is_some_and(|outlet| outlet == doc.text(named.span));
    let top = head(doc, named.span);
    let told = top
        .and_then(|t| doc.tokens[t].head)
        .filter(|_| top.is_some_and(|t| matches!(doc.tokens[t].relation(), "obj" | "iobj")));
    own || told.is_some_and(|verb| doc.attributions.iter().any(|a| a.cue_token == verb))
}

/// The places that locate the claim: those that its words or clause name and that tell where, not who acts; where they
/// name none, for what happens on the ground, the one that its sentence names nearest.
pub fn places(doc: &Document, deed: Deed<'_>) -> Vec<Place> {
    let clause = clause_of(doc, deed.token);
    let around = doc.subtree(clause);
    let sentence = &doc.sentences[doc.sentence_of(deed.token)];
    let here: Vec<Named> = doc
        .places
        .iter()
        .filter(|p| sentence.span.overlaps(p.span) && !doc.is_hyphenated(p.span))
        .filter(|p| !speaks(doc, p) && !names_hearer(doc, p.span))
        .filter_map(|p| Some((head(doc, p.span)?, p)))
        .collect();
    let inside =
        |p: &PlaceMention| deed.span.contains(p.span) || around.iter().any(|&t| doc.tokens[t].span.overlaps(p.span));
    let located: Vec<Named> =
        here.iter().filter(|(head, p)| inside(p) && locates(doc, *head, p, deed)).copied().collect();
    // What only a clause joined by "and" names may hold for both.
    let told = |apart: &[&str]| -> Vec<Named> {
        located.iter().filter(|(head, _)| !is_elsewhere(doc, *head, deed.token, apart)).copied().collect()
    };
    let mut own = told(&["parataxis", "conj", "advcl"]);
    if own.is_empty() {
        own = told(&["parataxis"]);
    }
    if own.is_empty() && deed.is_on_the_ground() {
        own.extend(nearest(doc, &here, deed));
    }
    own.into_iter().map(|(_, p)| place(doc, p)).collect()
}

/// The town or region that the sentence names nearest to the claim's words, but for one that stands for who acts.
fn nearest<'d>(doc: &Document, here: &[Named<'d>], deed: Deed<'_>) -> Option<Named<'d>> {
    let fits = |(head, p): &&Named| {
        !is_country(p) && doc.tokens[*head].relation() != "nsubj" && !is_told_of_speaker(doc, *head, deed.token)
    };
    let apart = |p: &PlaceMention| p.span.start.abs_diff(deed.span.start).min(p.span.start.abs_diff(deed.span.end));
    here.iter().filter(fits).min_by_key(|(_, p)| apart(p)).copied()
}

/// Whether the name stands in what a relative clause tells of who says it: "the envoy, *who flew to Dalmar*, said".
fn is_told_of_speaker(doc: &Document, head: usize, token: usize) -> bool {
    let above = std::iter::successors(Some(head), |&at| doc.tokens[at].head);
    let clause = above.take_while(|&at| !doc.is_within(token, at)).find(|&at| &*doc.tokens[at].deprel == "acl:relcl");
    let noun = clause.and_then(|clause| doc.tokens[clause].head);
    noun.is_some_and(|noun| doc.attributions.iter().any(|a| a.source_token == Some(noun)))
}

/// Whether the name stands in a clause of its own that `token` has no part in: a relative clause, or one with a subject
/// that stands `apart` by one of these relations ("X shelled A; Y attacked B").
fn is_elsewhere(doc: &Document, head: usize, token: usize, apart: &[&str]) -> bool {
    let mut at = head;
    while !doc.is_within(token, at) {
        let word = &doc.tokens[at];
        let beside = apart.contains(&word.relation()) && child(doc, at, &["nsubj"]).is_some();
        if word.upos == "VERB" && (beside || &*word.deprel == "acl:relcl") {
            return true;
        }
        let Some(above) = word.head else { return false };
        at = above;
    }
    false
}

fn is_country(place: &PlaceMention) -> bool {
    place.precision == Some(Precision::Country)
}

/// Whether the place name headed by `head` tells where, rather than who.
fn locates(doc: &Document, head: usize, place: &PlaceMention, deed: Deed<'_>) -> bool {
    if &*doc.tokens[head].deprel == "nmod:poss" {
        return false;
    }
    if is_country(place) { is_ground(doc, head, place, deed) } else { is_site(doc, head, place, deed) }
}

/// Whether a preposition of the name headed by `head` stands in one of `sets`.
fn stands_after(doc: &Document, head: usize, deed: Deed<'_>, sets: &[WordSet]) -> bool {
    prepositions(doc, head).any(|p| sets.iter().any(|&set| deed.words.has(set, &p.to_ascii_lowercase())))
}

/// Whether the country is the ground of the claim: force falls on it, or its words tell that it takes place there. "The
/// president of X", "a deal with X" and the like tell who.
fn is_ground(doc: &Document, head: usize, place: &PlaceMention, deed: Deed<'_>) -> bool {
    let word = &doc.tokens[head];
    let after = |set: WordSet| stands_after(doc, head, deed, &[set]);
    let case = |list: &[&str]| prepositions(doc, head).any(|p| list.iter().any(|l| p.eq_ignore_ascii_case(l)));
    let within = deed.span.contains(place.span);
    let struck = deed.is_force()
        && (deed.suffers(place.span) && (after(WordSet::Site) || after(WordSet::Struck))
            || within && (after(WordSet::Struck) || word.relation() == "obj"));
    if struck || within && after(WordSet::Ground) {
        return true;
    }
    let party = deed.acts(place.span) || deed.suffers(place.span);
    let placed = after(WordSet::Site) && !case(&["of"]) && word.relation() != "nsubj";
    let of_noun = word.relation() == "nmod" && case(&["between", "to"]);
    let clear = within || deed.kind == ClaimKind::Tally || word.relation() == "obl" && case(&["in"]);
    !party && placed && !of_noun && clear && (!deed.is_spoken() || case(&["in"]))
}

/// Whether the town or region is where the claim takes place: after a preposition of place, or a part of the clause other
/// than a capital that acts ("Dalmar rejected the plan").
fn is_site(doc: &Document, head: usize, place: &PlaceMention, deed: Deed<'_>) -> bool {
    let word = &doc.tokens[head];
    if deed.suffers(place.span) {
        return true;
    }
    let active = |t: usize| &*doc.tokens[t].deprel == "nsubj";
    let town = matches!(place.precision, Some(Precision::Settlement | Precision::Site));
    let joined = word.relation() == "conj" && word.head.is_some_and(active);
    if town && (active(head) || joined) || place.precision.is_none() && word.relation() == "compound" {
        return false;
    }
    if deed.acts(place.span) {
        return true;
    }
    let marked = stands_after(doc, head, deed, &[WordSet::Site, WordSet::SeldomSite]);
    marked || matches!(word.relation(), "obj" | "nsubj" | "conj" | "appos" | "compound" | "obl" | "nmod" | "flat")
}

fn place(doc: &Document, p: &PlaceMention) -> Place {
    Place {
        text: doc.text(p.span).to_string(),
        name: p.name.clone(),
        geonameid: p.geonameid,
        lat: p.lat,
        lon: p.lon,
        country: p.country.clone(),
        precision: p.precision,
        span: Some(p.span),
    }
}
