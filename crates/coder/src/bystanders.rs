//! Whom an act falls on where no slot of an entry says so: the country of a place that it hits, another party that its
//! words name.

use herodotus_lexicon::{ActorKind, EventEntry, Lexicon};
use herodotus_schema::{
    Actor, ClaimKind, Document, Entity, EntityType, Mention, PlaceMention, Precision, Span, Speaker, Token,
    foremost_country,
};

use crate::force::is_force;
use crate::parties::actors;
use crate::slots::hyphened;
use crate::syntax::{prepositions, top};

/// Those whom an act falls on that strikes the noun phrase of `token`: of what somebody holds ("the rebel-held town"),
/// they are who holds it.
pub fn struck(doc: &Document, lexicon: &Lexicon, token: usize) -> Vec<Actor> {
    let mut struck = actors(doc, token);
    if let Some(holder) = doc.children(token).find_map(|c| holder(doc, lexicon, c)) {
        for actor in &mut struck {
            (actor.party, actor.code, actor.role) = (holder.party.clone(), holder.code.clone(), holder.role.clone());
        }
    }
    struck
}

/// Who holds what the participle at `verb` is told of ("the rebel-*held* town").
fn holder(doc: &Document, lexicon: &Lexicon, verb: usize) -> Option<Actor> {
    let lasting = |e: &EventEntry| e.kind == ClaimKind::State && e.event.is_none();
    let beside = matches!(doc.tokens[verb].relation(), "amod" | "compound") && doc.tokens[verb].upos == "VERB";
    let holds = beside && lexicon.verbs(&doc.tokens[verb].lemma).iter().any(lasting);
    actors(doc, hyphened(doc, verb).filter(|_| holds)?).into_iter().next()
}

/// Who is told within `span` to hold a place ("homes in the rebel-held town").
fn holder_within(doc: &Document, lexicon: &Lexicon, span: Span) -> Option<Actor> {
    let first = doc.tokens.partition_point(|t| t.span.start < span.start);
    let inside = (first..doc.tokens.len()).take_while(|&t| doc.tokens[t].span.end <= span.end);
    inside.filter(|&t| doc.tokens[t].upos == "VERB").find_map(|t| holder(doc, lexicon, t))
}

/// The types of acts that fall on the country of the place that they hit: of others so coded at most three in ten were right in
/// the coded reports.
const ON_A_COUNTRY: [&str; 6] = ["ASSAULT", "SUPPORT", "AID", "CONSULT", "COOPERATE", "SANCTION"];

/// Gives each target of an act told at `span` that stands for no party who is told to hold the place, else the party of the country in
/// which it lies: of a place that it names, else of the one place of the act, if that is not the agents' own country, else, for an act
/// of force, of the one place of its sentence, or most places of the report; people may be struck by their own. Rebels are of no state,
/// and acts of other types than [`ON_A_COUNTRY`] are lent nothing. Returns why, for each target that was lent one.
pub fn lend_countries<'d>(
    doc: &'d Document,
    lexicon: &Lexicon,
    (span, kind): (Span, Option<&str>),
    (agents, targets): (&[Actor], &mut [Actor]),
) -> Vec<String> {
    if kind.is_none_or(|kind| !ON_A_COUNTRY.contains(&kind)) {
        return Vec::new();
    }
    let force = is_force(kind);
    let abroad = |party: &str| agents.iter().all(|a| a.party.as_deref() != Some(party));
    let around = only_country(doc, span);
    let further = || {
        let sentence = doc.sentences.iter().find(|s| s.span.contains(span)).map(|s| s.span);
        sentence.and_then(|sentence| only_country(doc, sentence)).or_else(|| home(doc)).filter(|_| force)
    };
    let held = force.then(|| holder_within(doc, lexicon, span)).flatten();
    let held = held.filter(|h| h.party.as_deref().is_some_and(abroad));
    let mut lenders = Vec::new();
    for target in targets.iter_mut().filter(|t| t.party.is_none()) {
        let Some(own) = target.span.filter(|own| may_be_of_land(doc, lexicon, *own)) else { continue };
        let people = force && is_people(doc, lexicon, own);
        if let Some((holder, words)) = held.as_ref().and_then(|h| Some((h, h.span?))) {
            (target.party, target.code) = (holder.party.clone(), holder.code.clone());
            lenders.push(format!("lies in what \"{}\" is told to hold", doc.text(words)));
            continue;
        }
        let state = |place: &'d PlaceMention| Some((place, party_of_country(lexicon, place)?));
        let struck = |place: &'d PlaceMention| state(place).filter(|(_, (party, _))| people || abroad(party));
        let named = placed(doc, own).next().and_then(state);
        let found = named.or_else(|| around.and_then(struck)).or_else(|| further().and_then(struck));
        if let Some((place, (party, code))) = found {
            target.party = Some(party);
            target.code = code;
            lenders.push(format!("lies in the country of \"{}\"", doc.text(place.span)));
        }
    }
    lenders
}

/// The places named within `span` whose country is known, but for where those who tell of it have their seat.
fn placed(doc: &Document, span: Span) -> impl Iterator<Item = &PlaceMention> {
    let inside = move |p: &&PlaceMention| span.contains(p.span) && p.country.is_some() && !doc.is_hyphenated(p.span);
    doc.places.iter().filter(inside).filter(|p| !is_of_speaker(doc, p.span))
}

/// Whether a name is one of the words for who says something ("a rights group in *Dalmar* said").
pub fn is_of_speaker(doc: &Document, name: Span) -> bool {
    doc.attributions.iter().any(|a| a.source.is_some_and(|source| source.contains(name)))
}

/// The first town or region named within `span`, if all of them lie in its country.
fn only_country(doc: &Document, span: Span) -> Option<&PlaceMention> {
    let mut around = placed(doc, span).filter(|p| p.precision != Some(Precision::Country));
    around.next().filter(|first| around.all(|p| p.country == first.country))
}

/// Whether whoever the words at `span` tell may be of the state in whose land they are: not a pronoun, which has a noun of its own, nor rebels.
pub fn may_be_of_land(doc: &Document, lexicon: &Lexicon, span: Span) -> bool {
    let rebels = |word: &str| lexicon.words().roles.get(word).is_some_and(|r| r.role.as_deref() == Some("REB"));
    !is_pronoun(doc, span) && !is_headed_by(doc, span, rebels)
}

/// Whether the word at `span` only takes up another ("it", "this").
fn is_pronoun(doc: &Document, span: Span) -> bool {
    doc.tokens.iter().any(|t| t.span == span && matches!(t.upos, "PRON" | "DET"))
}

/// Whether the words at `span` are of people who are told by no more than that ("residents", "a family").
fn is_people(doc: &Document, lexicon: &Lexicon, span: Span) -> bool {
    let words = lexicon.words();
    // Of "civilian targets" only the targets are struck, who are nobody.
    is_headed_by(doc, span, |word| {
        words.people.get(word).is_some() || words.roles.get(word).is_some_and(|r| r.role.as_deref() == Some("CIV"))
    })
}

/// Whether a word at the head of the words at `span` `is` so, told by its form in small letters.
fn is_headed_by(doc: &Document, span: Span, is: impl Fn(&str) -> bool) -> bool {
    let heads = |t: &&Token| span.contains(t.span) && t.head.is_none_or(|h| !span.contains(doc.tokens[h].span));
    doc.tokens.iter().filter(heads).any(|t| is(&t.form.to_lowercase()))
}

/// The state in which the report takes place: where most of its towns lie.
pub fn at_home(doc: &Document, lexicon: &Lexicon) -> Option<String> {
    party_of_country(lexicon, home(doc)?).map(|(party, _)| party)
}

/// The first place of the country in which most of the report's towns lie: twice as many as in any other.
fn home(doc: &Document) -> Option<&PlaceMention> {
    let towns = || doc.places.iter().filter(|p| p.precision != Some(Precision::Country));
    let country = foremost_country(towns())?;
    towns().find(|p| p.country.as_deref() == Some(country))
}

/// The name of the party that is the state in which a place lies.
pub fn state_of(lexicon: &Lexicon, place: &PlaceMention) -> Option<String> {
    party_of_country(lexicon, place).map(|(party, _)| party)
}

/// The party that is the state in which a place lies, with its code.
fn party_of_country(lexicon: &Lexicon, place: &PlaceMention) -> Option<(String, Option<String>)> {
    state_of_country(lexicon, place.country.as_deref()?)
}

/// The party that is the state of an ISO 3166 alpha-2 code, with the code of its own.
pub fn state_of_country(lexicon: &Lexicon, country: &str) -> Option<(String, Option<String>)> {
    let is_state = |row: &&herodotus_lexicon::PlaceRow| row.precision == Precision::Country && row.country == country;
    let state = lexicon.place_rows().iter().find(is_state)?;
    let actor = lexicon.actors().party(&state.name)?;
    Some((actor.name.clone(), actor.code.clone()))
}

/// What a party does that the words name without a slot for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It acts.
    Agent,
    /// The act falls on it.
    Target,
}

/// The role of a party that the words of an act of type `kind` name beside `agents`, who need be no parties. Acts
/// that fall on nobody, or that all take part in, are done by whom they name: of 31 such parties in the training gold
/// 17 were agents and 3 targets. What an act of no type names beside its agents is mostly neither.
pub fn role_beside(kind: Option<&str>, agents: &[Actor]) -> Option<Role> {
    const JOINT: [&str; 7] = ["AGREE", "CONSULT", "COOPERATE", "CONCEDE", "MOBILIZE", "PROTEST", "RETREAT"];
    match kind {
        Some(kind) if JOINT.contains(&kind) && agents.is_empty() => Some(Role::Agent),
        None | Some("CONCEDE" | "RETREAT") => None,
        Some(_) => Some(Role::Target),
    }
}

/// The party that the words at `span` name apart from `agents` and that may have `role` in the act at `token`, if they name one: the
/// first after it, else the last before it.
pub fn named_beside(
    doc: &Document,
    lexicon: &Lexicon,
    (span, token): (Span, usize),
    (agents, role): (&[Actor], Role),
) -> Vec<Actor> {
    let acts = |m: &Mention| m.parties.iter().any(|p| agents.iter().any(|a| a.party.as_deref() == Some(&p.party)));
    // "The union's envoy, X": who stands beside the agent in apposition is the agent.
    let beside_agent = |m: &Mention| {
        let head = head_of(doc, m);
        let named = doc.tokens[head].head.filter(|_| matches!(doc.tokens[head].relation(), "appos" | "flat"));
        named.is_some_and(|n| agents.iter().any(|a| a.span.is_some_and(|s| s.contains(doc.tokens[n].span))))
    };
    // "The truce that X brokered": who acts in a clause of its own has acted there.
    let acts_elsewhere = |m: &Mention| {
        let head = head_of(doc, m);
        let joined = doc.tokens[head].head.filter(|_| doc.tokens[head].relation() == "conj").unwrap_or(head);
        let above = doc.tokens[joined].head;
        let verb = above.filter(|_| doc.tokens[joined].relation() == "nsubj");
        // "A truce brokered by X", "despite the mediation by X".
        let by = above.filter(|_| matches!(doc.tokens[joined].relation(), "obl" | "nmod"));
        let by = by.filter(|_| prepositions(doc, joined).any(|p| p == "by"));
        verb.is_some_and(|verb| verb != token && &*doc.tokens[verb].deprel == "acl:relcl")
            || by.is_some_and(|act| act != token)
    };
    // Whoever stands as the subject of the act does it, told by a slot or not.
    let does = |m: &Mention| {
        let head = head_of(doc, m);
        &*doc.tokens[head].deprel == "nsubj" && doc.tokens[head].head == Some(token) && role == Role::Target
    };
    // Who tells of the act does not suffer it, nor does who prints it.
    let tells = |m: &Mention| {
        let outlet = |p: &Entity| lexicon.actors().party(&p.party).is_some_and(|a| a.kind == ActorKind::Outlet);
        m.parties.iter().all(outlet) || doc.attributions.iter().any(|a| a.source.is_some_and(|s| s.contains(m.span)))
    };
    let taken = |m: &Mention| agents.iter().any(|a| a.span.is_some_and(|s| s.overlaps(m.span))) || beside_agent(m);
    let beside: Vec<&Mention> = doc
        .mentions
        .iter()
        .filter(|m| span.contains(m.span) && !m.parties.is_empty() && m.kind != EntityType::Reference)
        .filter(|m| {
            !acts(m)
                && !taken(m)
                && !tells(m)
                && !acts_elsewhere(m)
                && !does(m)
                && !crate::weapons::is_weapon(doc, lexicon, head_of(doc, m))
                && !is_setting(doc, lexicon, m)
                && !doc.is_hyphenated(m.span)
        })
        .collect();
    let after = beside.iter().find(|m| m.tokens.start > token);
    let Some(found) = after.or_else(|| beside.iter().rev().find(|m| m.tokens.end <= token)) else { return Vec::new() };
    // "The accord between X and Y" is of both.
    let joined = beside.iter().filter(|m| first_joined(doc, m) == first_joined(doc, found));
    joined.flat_map(|m| actors(doc, head_of(doc, m))).filter(|a| a.party.is_some()).collect()
}

/// The head of the first of those with which the mention is joined ("*X*, Y and Z"), or its own.
fn first_joined(doc: &Document, mention: &Mention) -> usize {
    let above = |t: &usize| doc.tokens[*t].head.filter(|_| doc.tokens[*t].relation() == "conj");
    std::iter::successors(Some(head_of(doc, mention)), above).last().unwrap_or(mention.tokens.start)
}

/// Gives what an act falls on that is told with "its" or "their", and would be the agents' own, to the speaker: "X said Y
/// had shelled its positions". Returns whether anything was given.
pub fn spare_own(attribution: &[Speaker], agents: &[Actor], targets: &mut [Actor]) -> bool {
    let Some(speaker) = attribution.first().filter(|s| s.party.is_some() && !s.direct) else { return false };
    let acts = |party: &Option<String>| party.is_some() && agents.iter().any(|a| a.party == *party);
    if acts(&speaker.party) {
        return false;
    }
    let owned = |t: &&mut Actor| {
        let first = t.text.split(' ').next().unwrap_or_default().to_lowercase();
        acts(&t.party) && matches!(first.as_str(), "its" | "their")
    };
    let mut given = false;
    for target in targets.iter_mut().filter(owned) {
        target.party = speaker.party.clone();
        target.code = speaker.code.clone();
        given = true;
    }
    given
}

/// Whether the mention only tells where something is: a place after "in" and its like.
fn is_setting(doc: &Document, lexicon: &Lexicon, mention: &Mention) -> bool {
    let tells = |p: usize| lexicon.words().is_place_preposition(&doc.tokens[p].lemma);
    // "In the Ruritanian town of Dalmar" tells where, whatever it names beside.
    let head = head_of(doc, mention);
    // "In Ruritania and Dalmatia".
    let first =
        doc.tokens[head].head.filter(|_| doc.tokens[head].relation() == "conj" && mention.tokens.contains(&head));
    if mention.kind == EntityType::Location
        && first.is_some_and(|first| prepositions(doc, first).any(|p| lexicon.words().is_place_preposition(p)))
    {
        return true;
    }
    if !mention.tokens.contains(&head) && doc.prepositions(head..head + 1).any(tells) {
        let phrase = doc.subtree(head);
        let names = |p: &PlaceMention| phrase.iter().any(|&t| p.span.contains(doc.tokens[t].span));
        if doc.places.iter().any(|p| p.span != mention.span && names(p)) {
            return true;
        }
    }
    mention.kind == EntityType::Location && doc.prepositions(mention.tokens.clone()).any(tells)
}

/// The head of the phrase that the mention stands in: itself, or the noun that it modifies ("Ruritanian positions").
fn head_of(doc: &Document, mention: &Mention) -> usize {
    let own = top(doc, &mention.tokens).unwrap_or(mention.tokens.start);
    match doc.tokens[own].head {
        Some(head) if matches!(doc.tokens[own].relation(), "amod" | "compound") => head,
        _ => own,
    }
}
