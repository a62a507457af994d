//! Which event entries of the lexicon fit which words of a document, and who fills their slots.

use herodotus_lexicon::{EventEntry, Lexicon, ReferenceKind, Requirement, Slot, WordClass, WordSet};
use herodotus_schema::{Actor, Attribution, Certainty, Coding, Document, EntityType, PlaceMention, Precision};

use crate::acts;
use crate::borrowed::borrowed_agents;
use crate::force::tells_force;
use crate::parties::{all_actors, mention_at, resolves};
use crate::slots::{fill, fillers, modifiers};
use crate::syntax::{
    child, has_child, is_passive, is_time, object, oblique, own_subject, prepositions, subject, with_conjuncts,
};

/// An entry that fits a word, with the tokens that fill its slots.
#[derive(Debug, Clone)]
pub struct Match<'l> {
    /// The word.
    pub token: usize,
    /// The entry.
    pub entry: &'l EventEntry,
    /// Heads of the agents.
    pub agents: Vec<usize>,
    /// Heads of the targets.
    pub targets: Vec<usize>,
    /// The noun that a light verb carries, which is then no event of its own.
    pub carried: Option<usize>,
}

impl Match<'_> {
    /// The type, mode and code that the entry gives.
    pub fn coding(&self) -> Coding {
        let EventEntry { event, mode, cameo, .. } = self.entry;
        Coding { kind: event.clone(), mode: mode.clone(), cameo: cameo.clone() }
    }

    /// Those who suffer it.
    pub fn sufferers(&self, doc: &Document) -> Vec<Actor> {
        all_actors(doc, &self.targets)
    }
}

/// An entry for a word that was looked at and did not fit, and why.
#[derive(Debug, Clone)]
pub struct NearMiss<'l> {
    /// The word.
    pub token: usize,
    /// The entry.
    pub entry: &'l EventEntry,
    /// What was wanting.
    pub why: String,
}

/// All entries that fit words of `doc`, at most one a word, in order of the words; and those that nearly did.
pub fn find<'l>(doc: &Document, lexicon: &'l Lexicon) -> (Vec<Match<'l>>, Vec<NearMiss<'l>>) {
    let mut matches: Vec<Match<'l>> = Vec::new();
    let mut misses = Vec::new();
    for token in 0..doc.tokens.len() {
        for entry in entries(doc, lexicon, token) {
            match fit((doc, lexicon), token, entry) {
                Ok(found) => {
                    matches.push(found);
                    break;
                }
                Err(why) => misses.push(NearMiss { token, entry, why }),
            }
        }
    }
    acts::trace(doc, &mut matches);
    let carried: Vec<usize> = matches.iter().filter_map(|m| m.carried).collect();
    matches.retain(|m| !carried.contains(&m.token));
    (matches, misses)
}

/// The entries to try at `token`, compounds ("air strike") before the bare noun.
fn entries<'l>(doc: &Document, lexicon: &'l Lexicon, token: usize) -> Vec<&'l EventEntry> {
    let t = &doc.tokens[token];
    let lemma = t.lemma.to_lowercase();
    let in_name = mention_at(doc, token).is_some_and(|m| m.kind != EntityType::Reference) && t.xpos.starts_with("NNP");
    if in_name && t.upos == "VERB" {
        return Vec::new();
    }
    match t.upos {
        "VERB" if !matches!(t.relation(), "case" | "mark" | "fixed") => {
            let mut all: Vec<_> = lexicon.verbs(&lemma).iter().collect();
            if t.relation() == "amod" {
                all.retain(|e| e.particle.is_none() && e.object.is_empty());
            }
            all
        }
        "NOUN" | "PROPN" if !matches!(t.relation(), "compound" | "flat" | "amod" | "fixed") => {
            let mut all: Vec<&EventEntry> = Vec::new();
            for c in doc.children(token) {
                if matches!(doc.tokens[c].relation(), "compound" | "amod" | "nmod") && c < token {
                    let first = doc.tokens[c].lemma.to_lowercase();
                    all.extend(lexicon.nouns(&format!("{first} {lemma}")));
                    all.extend(lexicon.nouns(&format!("{first}{lemma}")));
                }
            }
            all.extend(lexicon.nouns(&lemma));
            all
        }
        "ADJ" => lexicon.adjectives(&lemma).iter().collect(),
        _ => Vec::new(),
    }
}

/// A document with the lexicon that it is read by.
type Read<'d> = (&'d Document, &'d Lexicon);

/// Whether `entry` fits at `token`, with its fillers; or what is wanting.
fn fit<'l>(read: Read<'_>, token: usize, entry: &'l EventEntry) -> Result<Match<'l>, String> {
    let (doc, lexicon) = read;
    if let Some(particle) = &entry.particle
        && !has_particle(doc, (token, particle), entry)
    {
        return Err(format!("no particle \"{particle}\""));
    }
    // To deny somebody something is not to say that it is not so.
    if entry.content_act && entry.certainty == Some(Certainty::Denied) && child(doc, token, &["iobj"]).is_some() {
        return Err("somebody is denied something".to_string());
    }
    let patient = patient(doc, token, entry.class);
    let carried = carried(read, token, entry, patient)?;
    // "Asked not to be named": what is asked may be an infinitive.
    let of_it = patient.into_iter().chain(child(doc, token, &["xcomp"]));
    if let Some(p) = of_it.into_iter().find(|&p| entry.unless_object.iter().any(|l| is_headed(doc, p, l))) {
        return Err(format!("its object is \"{}\"", doc.tokens[p].lemma));
    }
    let unless_subject = |t: usize| entry.unless_subject.iter().any(|l| is_headed(doc, t, l));
    let subjects = if entry.unless_subject.is_empty() { Vec::new() } else { fillers(doc, token, &Slot::Subject, None) };
    if let Some(t) = subjects.into_iter().flat_map(|s| with_conjuncts(doc, s)).find(|&t| unless_subject(t)) {
        return Err(format!("its subject is \"{}\"", doc.tokens[t].lemma));
    }
    let carried_noun = if entry.class == WordClass::Verb { carried } else { None };
    let mut agents = fill(read, token, &entry.agent, carried_noun);
    if agents.is_empty() && (entry.class == WordClass::Noun || &*doc.tokens[token].xpos == "VBG") {
        agents = borrowed_agents(doc, lexicon, token);
    }
    if is_reported_thing(doc, lexicon, token) {
        agents.clear();
    }
    // "The fighting began": an act that goes on is nobody.
    agents.retain(|&t| carried_noun != Some(t) || resolves(doc, t) || !is_deed(lexicon, &doc.tokens[t].lemma));
    // "The Moria-Orlia war flared up": both whom the noun is told with.
    if agents.is_empty()
        && let Some(noun) = carried_noun
    {
        let both: Vec<usize> = modifiers(doc, noun).into_iter().flat_map(|m| with_conjuncts(doc, m)).collect();
        agents = Some(both).filter(|both| both.len() > 1).unwrap_or_default();
    }
    let mut targets = fill(read, token, &entry.target, carried_noun);
    if targets.is_empty() && !agents.is_empty() && has_child(doc, token, "case", "with") {
        targets.extend(helped(doc, token, entry));
    }
    targets.retain(|t| !agents.contains(t));
    // "Agreed with the view": nor may it be what the act falls on.
    if let Some(&t) = targets.iter().find(|&&t| entry.unless_object.iter().any(|l| is_headed(doc, t, l))) {
        return Err(format!("its target is \"{}\"", doc.tokens[t].lemma));
    }
    // Forces that are deployed, without a word of who sends them, act themselves.
    if entry.event.as_deref() == Some("MOBILIZE") && agents.is_empty() && targets.iter().any(|&t| resolves(doc, t)) {
        std::mem::swap(&mut agents, &mut targets);
    }
    if entry.symmetric && targets.is_empty() && agents.len() > 1 && tells_force(entry) {
        targets = agents.clone();
    }
    let found = Match { token, entry, agents, targets, carried: carried_noun };
    for requirement in &entry.requires {
        holds(doc, &found, *requirement)?;
    }
    Ok(found)
}

/// Whether a gerund is what a cue tells of, as a noun would: who "reported fighting" need not fight.
fn is_reported_thing(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let t = &doc.tokens[token];
    let alone = &*t.xpos == "VBG" && matches!(t.relation(), "xcomp" | "ccomp" | "obj") && object(doc, token).is_none();
    let told = doc.attributions.iter().find(|a| alone && Some(a.cue_token) == t.head);
    let denied = |a: &Attribution| lexicon.cues(&a.cue_lemma).iter().any(|c| c.certainty == Certainty::Denied);
    told.is_some_and(|a| !denied(a)) && !lexicon.nouns(&t.form.to_lowercase()).is_empty()
}

/// Whether a noun is of an act, and not of people too ("protests", no "protesters").
fn is_deed(lexicon: &Lexicon, lemma: &str) -> bool {
    let lemma = lemma.to_lowercase();
    !lexicon.words().tells_people(&lemma) && lexicon.nouns(&lemma).iter().any(crate::select::is_act)
}

/// Whom the help falls to that a noun tells of after "with": who acts with it ("they govern themselves, with support from X").
fn helped(doc: &Document, token: usize, entry: &EventEntry) -> Option<usize> {
    let helps = matches!(entry.event.as_deref(), Some("SUPPORT" | "AID")) && entry.class == WordClass::Noun;
    let verb = doc.tokens[token].head.filter(|_| helps && doc.tokens[token].relation() == "obl")?;
    subject(doc, verb).filter(|&who| resolves(doc, who))
}

/// Whether the verb has the particle, as a particle, an adverb or a stranded preposition.
fn has_particle(doc: &Document, (token, particle): (usize, &str), entry: &EventEntry) -> bool {
    // What only tells where or when is no particle: "closed the market in the town", "an interview she gave in Dalmar".
    let loose = matches!(particle, "in" | "on" | "at");
    let whole = loose && entry.object.is_empty() && object(doc, token).is_some_and(|o| doc.tokens[o].upos != "PRON");
    let apart = |c: usize| loose && particle != "on" && is_site(doc, c) || is_time(doc, c);
    let heads = |c: usize| c > token && !apart(c) && prepositions(doc, c).any(|p| p == particle);
    // "Handed over forty crates": the parser may take it for a bound of the number.
    let before_number = !entry.object.is_empty()
        && doc.tokens.get(token + 1).is_some_and(|t| &*t.lemma == particle)
        && doc.tokens.get(token + 2).is_some_and(|t| t.upos == "NUM");
    before_number
        || ["compound", "advmod", "case", "mark"].iter().any(|r| has_child(doc, token, r, particle))
        || !whole && doc.children(token).any(heads)
}

/// Whether the phrase names a town or region.
fn is_site(doc: &Document, head: usize) -> bool {
    let inside = |p: &PlaceMention| p.span.contains(doc.tokens[head].span) && p.precision != Some(Precision::Country);
    doc.places.iter().any(inside)
}

/// What undergoes the word: the object, the passive's subject, the subject of an intransitive; of a noun, what it is of.
fn patient(doc: &Document, token: usize, class: WordClass) -> Option<usize> {
    match class {
        WordClass::Noun => oblique(doc, token, &["of"])
            .or_else(|| doc.children(token).find(|&c| matches!(doc.tokens[c].relation(), "compound" | "amod"))),
        _ if is_passive(doc, token) => {
            own_subject(doc, token).or_else(|| subject(doc, token)).or(doc.tokens[token].head)
        }
        // "Fighting broke out": the parser may take the gerund for a clause.
        _ => object(doc, token).or_else(|| child(doc, token, &["nsubj", "csubj"])),
    }
}

/// The noun of the entry's `object` list that stands with the word, if the entry wants one.
fn carried(
    (doc, lexicon): Read<'_>,
    token: usize,
    entry: &EventEntry,
    patient: Option<usize>,
) -> Result<Option<usize>, String> {
    if entry.object.is_empty() {
        return Ok(None);
    }
    let mut stand: Vec<usize> = patient.into_iter().flat_map(|p| with_conjuncts(doc, p)).collect();
    if entry.class == WordClass::Noun {
        stand.extend(doc.children(token).filter(|&c| matches!(doc.tokens[c].relation(), "compound" | "amod" | "nmod")));
    } else {
        // "Left at the request of the town" carries no request.
        let on_the_way = |c: usize| has_child(doc, c, "case", "at") && oblique(doc, c, &["of"]).is_some();
        // "Measures taken by the other side" take no side.
        let doer = |c: usize| has_child(doc, c, "case", "by") && resolves(doc, c);
        // "Took shelter in a village" takes no village.
        let whole = object(doc, token).is_some_and(|o| doc.tokens[o].upos == "NOUN");
        let ground = |c: usize| {
            let noun = lexicon.words().references.get(&doc.tokens[c].lemma.to_lowercase());
            noun.is_some_and(|r| matches!(r.kind, ReferenceKind::Place))
        };
        let where_done =
            |c: usize| whole && ground(c) && prepositions(doc, c).any(|p| lexicon.words().has(WordSet::WhereDone, p));
        let wanted = |&c: &usize| {
            let stands = matches!(doc.tokens[c].relation(), "obl" | "xcomp");
            stands && !on_the_way(c) && !doer(c) && !where_done(c)
        };
        stand.extend(doc.children(token).filter(wanted));
    }
    let measured: Vec<usize> = stand.iter().filter_map(|&s| measured(doc, lexicon, s)).collect();
    let found = stand.into_iter().chain(measured).find(|&s| entry.object.iter().any(|l| is_headed(doc, s, l)));
    if found.is_none() && patient.is_some_and(|p| refers_to(doc, (token, p), &entry.object)) {
        return Ok(None);
    }
    let found = found.or_else(|| beside(doc, token, entry));
    found.map(Some).ok_or_else(|| format!("none of \"{}\" with it", entry.object.join("\", \"")))
}

/// What the noun at `token` only tells how much of: the rockets of "a number of rockets".
fn measured(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<usize> {
    let word = &doc.tokens[token];
    let measures = word.upos == "NUM" || lexicon.words().partitives.get(&word.lemma.to_lowercase()).is_some();
    oblique(doc, token, &["of"]).filter(|_| measures)
}

/// The noun of the entry's list that follows the verb with at most a few words before it, where the parser lost it
/// ("launch an offensive using tanks").
fn beside(doc: &Document, token: usize, entry: &EventEntry) -> Option<usize> {
    if entry.class != WordClass::Verb {
        return None;
    }
    let end = doc.sentences[doc.sentence_of(token)].tokens.end;
    let mut after = (token + 1..end.min(token + 5))
        .take_while(|&t| !matches!(doc.tokens[t].upos, "VERB" | "AUX" | "PUNCT" | "ADP" | "PRON"));
    // Of "the weapons factory" the weapons are no object.
    let heads = |t: usize| doc.tokens[t].upos != "DET" && doc.tokens[t].relation() != "compound";
    after.find(|&t| heads(t) && entry.object.iter().any(|l| is_headed(doc, t, l)))
}

/// Whether `token` is a pronoun ("it", "both", "all") that may stand for one of `lemmas`, named before it in this
/// sentence or the one before.
fn refers_to(doc: &Document, (verb, token): (usize, usize), lemmas: &[String]) -> bool {
    let person = matches!(
        &*doc.tokens[token].lemma.to_lowercase(),
        "i" | "we" | "you" | "he" | "she" | "who" | "somebody" | "nobody" | "everyone"
    );
    if person || !matches!(doc.tokens[token].upos, "PRON" | "DET") {
        return false;
    }
    // "The truce and the shelling that began": a relative pronoun stands for what its clause is told of.
    if &*doc.tokens[verb].deprel == "acl:relcl" {
        return doc.tokens[verb].head.is_some_and(|t| lemmas.iter().any(|l| is_headed(doc, t, l)));
    }
    let here = doc.sentence_of(token);
    let first = doc.sentences[here.saturating_sub(1)].tokens.start;
    let agrees = |t: usize| match &*doc.tokens[token].lemma.to_lowercase() {
        "it" => !doc.tokens[t].xpos.ends_with('S'),
        "they" | "these" | "those" => doc.tokens[t].xpos.ends_with('S'),
        _ => true,
    };
    let meant = |t: usize| doc.tokens[t].upos == "NOUN" && agrees(t) && lemmas.iter().any(|l| is_headed(doc, t, l));
    (first..token).any(meant)
}

/// Whether the noun phrase of `token` is headed by `lemma`, perhaps two words ("air strike").
fn is_headed(doc: &Document, token: usize, lemma: &str) -> bool {
    let own = doc.tokens[token].lemma.to_lowercase();
    // "Stopped fighting": what goes on may be told by a participle.
    let going_on = &*doc.tokens[token].xpos == "VBG" && doc.tokens[token].form.eq_ignore_ascii_case(lemma);
    if own == lemma || going_on {
        return true;
    }
    let before = doc.children(token).filter(|&c| c < token && matches!(doc.tokens[c].relation(), "compound" | "amod"));
    before.into_iter().any(|c| {
        let first = doc.tokens[c].lemma.to_lowercase();
        lemma == format!("{first} {own}") || lemma == format!("{first}{own}")
    })
}

/// Whether the fillers are of the kind that the entry wants.
fn holds(doc: &Document, found: &Match, requirement: Requirement) -> Result<(), String> {
    let subject = || fillers(doc, found.token, &Slot::Subject, None);
    let object = || fillers(doc, found.token, &Slot::Object, found.carried);
    let (ok, want) = match requirement {
        Requirement::PartySubject => {
            let mut who = found.agents.clone();
            if found.entry.class == WordClass::Verb {
                who.extend(subject());
            }
            (who.iter().any(|&t| resolves(doc, t)), "its subject is no known party")
        }
        Requirement::PartyObject => {
            let mut who = found.targets.clone();
            who.extend(object());
            (who.iter().any(|&t| resolves(doc, t)), "its object is no known party")
        }
        Requirement::PlaceObject => {
            let mut what = found.targets.clone();
            what.extend(object());
            (what.iter().any(|&t| is_place(doc, t)), "its object is no place")
        }
        Requirement::PersonObject => {
            let mut who = found.targets.clone();
            who.extend(object());
            (who.iter().any(|&t| is_people(doc, t)), "its object is nobody")
        }
    };
    if ok { Ok(()) } else { Err(want.to_string()) }
}

/// Whether a place name stands at the head of the noun phrase of `token` or in its modifiers, clauses apart.
fn is_place(doc: &Document, token: usize) -> bool {
    let clauses = doc.children(token).filter(|&c| matches!(doc.tokens[c].relation(), "acl" | "appos" | "parataxis"));
    let apart: Vec<usize> = clauses.flat_map(|c| doc.subtree(c)).collect();
    let inside: Vec<usize> = doc.subtree(token).into_iter().filter(|t| !apart.contains(t)).collect();
    doc.places.iter().any(|p| inside.iter().any(|&t| doc.tokens[t].span.overlaps(p.span)))
}

/// Whether `token` is a person, a party or people counted.
fn is_people(doc: &Document, token: usize) -> bool {
    mention_at(doc, token).is_some_and(|m| m.kind != EntityType::Location)
        || doc.quantities.iter().any(|q| q.of == Some(token) || q.token == token)
}
