//! How the parties stand in a report: who is named how often, in which role, and who stands against whom.

use std::collections::BTreeMap;

use herodotus_lexicon::{ActorKind, Lexicon};
use herodotus_schema::{Document, Entity, EntityType, Mention, Span};

/// The parties of a report by the weight of their mentions.
pub struct Standing {
    /// Party → how often it is named, and an entity of it without a role.
    weights: BTreeMap<String, (usize, Entity)>,
    /// Mentions with a party, in order: first token, last word's index, entity.
    told: Vec<(usize, usize, Entity)>,
    /// The state in which the report takes place, if one is told.
    home: Option<Entity>,
}

impl Standing {
    /// Counts the mentions; one that only tells where something is ("in Ruritania") weighs nothing.
    pub fn of(doc: &Document, lexicon: &Lexicon, mentions: &[Mention], home: Option<Entity>) -> Standing {
        let mut weights: BTreeMap<String, (usize, Entity)> = BTreeMap::new();
        let mut told = Vec::new();
        // "Ruritania-backed rebels" tells of the rebels.
        let counts = |m: &&Mention| m.kind != EntityType::Reference && !doc.is_hyphenated(m.span);
        for mention in mentions.iter().filter(counts) {
            for entity in &mention.parties {
                let plain = Entity { role: None, ..entity.clone() };
                weights.entry(entity.party.clone()).or_insert((0, plain)).0 +=
                    usize::from(mention.kind != EntityType::Location || !is_where(doc, lexicon, mention.span));
                told.push((mention.tokens.start, mention.tokens.end - 1, entity.clone()));
            }
        }
        Standing { weights, told, home }
    }

    /// The parties by weight, heaviest first, then by name.
    pub fn ranked(&self) -> Vec<(usize, &Entity)> {
        let mut all: Vec<(usize, &Entity)> = self.weights.values().map(|(n, e)| (*n, e)).collect();
        all.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.party.cmp(&b.1.party)));
        all
    }

    /// The last mention before token `at` that ends in the same noun ("the ministry" after "Ruritania's Defense
    /// Ministry").
    pub fn before(&self, lexicon: &Lexicon, (at, noun): (usize, &str), role: &str, doc: &Document) -> Option<Entity> {
        // "The monitoring group" is no armed group.
        let monitors = |e: &Entity| lexicon.actors().party(&e.party).is_some_and(|a| a.role == role);
        let same = |e: &&(usize, usize, Entity)| {
            // "The army" of a state is not the rebels' "National Army" told of before.
            let one = role == "MIL" && self.home.is_some() && !doc.tokens[e.1].xpos.ends_with('S');
            let rebels = |e: &Entity| lexicon.actors().party(&e.party).is_some_and(|a| a.role == "REB");
            let fits = (!matches!(role, "NGO" | "IGO") || monitors(&e.2)) && !(one && rebels(&e.2));
            e.0 < at && fits && doc.tokens[e.1].form.to_lowercase() == noun
        };
        let found = self.told.iter().rev().find(same)?;
        Some(Entity { role: Some(role.to_string()), because: "the last one named so".to_string(), ..found.2.clone() })
    }

    /// The first mention after token `at` that ends in the same noun, for forces told of in a headline before they are
    /// named ("army says" above "Ruritania's army").
    pub fn after(&self, at: usize, noun: &str, role: &str, doc: &Document) -> Option<Entity> {
        let same = |e: &&(usize, usize, Entity)| e.0 > at && doc.tokens[e.1].form.to_lowercase() == noun;
        let found = self.told.iter().find(same)?;
        Some(Entity { role: Some(role.to_string()), because: "the first one named so".to_string(), ..found.2.clone() })
    }

    /// The state whose forces were last told of before token `at`: "the army" after "Ruritania's military".
    pub fn in_role(&self, lexicon: &Lexicon, at: usize, role: &str) -> Option<Entity> {
        let same = |told: &&(usize, usize, Entity)| {
            told.0 < at && told.2.role.as_deref() == Some(role) && is_state(lexicon, &told.2)
        };
        let found = self.told.iter().rev().find(same).filter(|_| role == "MIL")?;
        Some(Entity { because: format!("the {role} party last told of"), ..found.2.clone() })
    }

    /// The one state of whose police the report tells by name: "the police" beside "Ruritanian police officers".
    pub fn alone_in_role(&self, lexicon: &Lexicon, role: &str) -> Option<Entity> {
        let told = |e: &&Entity| e.role.as_deref() == Some(role) && is_state(lexicon, e);
        let mut all = self.told.iter().map(|(.., e)| e).filter(told).filter(|_| role == "COP");
        let first = all.next()?;
        let alone = all.all(|e| e.party == first.party);
        alone.then(|| Entity { because: format!("the only {role} party told of"), ..first.clone() })
    }

    /// The rebels or opposition of a state of the report that the lexicon knows by the state's name and this word, and
    /// its like in the plural: "Ruritanian rebels" for "a rebel".
    pub fn namesake(&self, lexicon: &Lexicon, word: &str, role: &str) -> Option<Entity> {
        if !matches!(role, "REB" | "OPP") {
            return None;
        }
        // Activists of a state that has an opposition are of it.
        let called = |word: &str| self.called(lexicon, word, role);
        called(word).or_else(|| (role == "OPP").then(|| called("opposition")).flatten())
    }

    /// The party of a state of the report, home first, whose name is the state's and `word`.
    fn called(&self, lexicon: &Lexicon, word: &str, role: &str) -> Option<Entity> {
        let last = word.to_lowercase();
        let named = |state: &Entity| {
            let entry = lexicon.actors().party(&state.party).filter(|a| a.kind == ActorKind::State)?;
            let demonyms = &entry.demonyms;
            let plural = format!("{last}s");
            let tried = demonyms.iter().flat_map(|d| [[d.as_str(), last.as_str()], [d.as_str(), plural.as_str()]]);
            tried.into_iter().find_map(|name| lexicon.actors().longest(&name, None).filter(|m| m.tokens == 2))
        };
        let home = self.home.as_ref().and_then(named);
        let found = home.or_else(|| self.ranked().into_iter().find_map(|(_, state)| named(state)))?;
        Some(super::named::entity(&found, Some(role.to_string())))
    }

    /// The state in which the report takes place, for "the army" and "the police"; for its government as well where no other
    /// state is named more often, be it only as a place.
    pub fn at_home(&self, lexicon: &Lexicon, role: &str) -> Option<Entity> {
        let home = self.home.as_ref()?;
        // Where another state's forces are told of and its own are not, "the army" is that one's.
        let forces = |e: &&Entity| e.role.as_deref() == Some("MIL") && is_state(lexicon, e);
        let mut told = self.told.iter().map(|(.., e)| e).filter(forces).peekable();
        if role == "MIL" && told.peek().is_some() && told.all(|e| e.party != home.party) {
            return None;
        }
        let named = |party: &str| self.told.iter().filter(|(.., e)| e.party == party).count();
        let as_much = || self.foremost(lexicon, role).is_none_or(|other| named(&home.party) >= named(&other.party));
        let fits = matches!(role, "MIL" | "COP" | "MED") || role == "GOV" && as_much();
        let because = "the state in which the report takes place".to_string();
        fits.then(|| Entity { role: Some(role.to_string()), because, ..home.clone() })
    }

    /// The party that stands foremost in the report among those whom the lexicon lists in `role`: for a state's
    /// roles the state most named, for rebels the group or opposition most named, or the opposition of that state.
    pub fn foremost(&self, lexicon: &Lexicon, role: &str) -> Option<Entity> {
        if matches!(role, "CIV" | "UNK" | "PTY") {
            return None;
        }
        let rebels = matches!(role, "REB" | "OPP");
        let organised = matches!(role, "NGO" | "IGO");
        let entry = |e: &Entity| lexicon.actors().party(&e.party);
        let fits = |e: &Entity| {
            entry(e).is_some_and(|a| {
                if organised {
                    a.role == role
                } else if rebels {
                    let armed = role == "REB" && (a.role == "REB" || a.kind == ActorKind::DeFacto);
                    (a.role == role || armed) && a.kind != ActorKind::People
                } else {
                    a.role == "GOV" && matches!(a.kind, ActorKind::State | ActorKind::DeFacto)
                }
            })
        };
        let mut ranked = self.ranked().into_iter().map(|(_, e)| e).filter(|e| fits(e));
        let found = ranked.next()?;
        // Of several groups any may be meant ("allied fighters").
        if rebels && ranked.next().is_some() {
            return None;
        }
        Some(Entity { role: Some(role.to_string()), because: format!("the {role} {MOST_NAMED}"), ..found.clone() })
    }

    /// Who stands against `party`: the party most named apart from it and its own side.
    pub fn opponent(&self, lexicon: &Lexicon, party: &str) -> Option<Entity> {
        let own = |e: &Entity| {
            let side_of =
                |a: &str, b: &str| lexicon.actors().party(a).is_some_and(|x| x.side_of.iter().any(|s| s == b));
            e.party == party || side_of(&e.party, party) || side_of(party, &e.party)
        };
        let found = self.ranked().into_iter().map(|(_, e)| e).find(|e| !own(e) && Standing::may_fight(lexicon, e))?;
        Some(Entity { because: format!("stands against {party}"), ..found.clone() })
    }

    /// Who stands against the state in which the report takes place.
    pub fn opponent_of_home(&self, lexicon: &Lexicon) -> Option<Entity> {
        self.opponent(lexicon, &self.home.as_ref()?.party)
    }

    /// The two parties most named, one of each side, but for those of `others`.
    pub fn both(&self, lexicon: &Lexicon, others: &[&str]) -> Vec<Entity> {
        let fits = |e: &Entity| Standing::may_fight(lexicon, e) && !others.contains(&e.party.as_str());
        let Some(first) = self.ranked().into_iter().map(|(_, e)| e.clone()).find(fits) else { return Vec::new() };
        match self.opponent(lexicon, &first.party).filter(|e| !others.contains(&e.party.as_str())) {
            Some(second) => vec![first, second],
            None => Vec::new(),
        }
    }

    /// Whether the party is of a kind that wages war, not an outlet or an organisation that reports on it.
    pub fn may_fight(lexicon: &Lexicon, entity: &Entity) -> bool {
        use ActorKind::{DeFacto, Group, People, State};
        lexicon.actors().party(&entity.party).is_some_and(|a| matches!(a.kind, State | DeFacto | Group | People))
    }
}

fn is_state(lexicon: &Lexicon, entity: &Entity) -> bool {
    lexicon.actors().party(&entity.party).is_some_and(|a| a.kind == ActorKind::State)
}

/// How the reason for a guess by [`Standing::foremost`] ends.
const MOST_NAMED: &str = "party most named in the report";

/// Whether the party was taken for no better reason than that it is the one most named.
pub(super) fn is_guess(entity: &Entity) -> bool {
    entity.because.ends_with(MOST_NAMED)
}

/// Whether the name stands after a preposition of place.
pub(super) fn is_where(doc: &Document, lexicon: &Lexicon, name: Span) -> bool {
    let first = doc.tokens.partition_point(|t| t.span.end <= name.start);
    let last = doc.tokens.partition_point(|t| t.span.start < name.end);
    let tells = |p: usize| lexicon.words().is_place_preposition(&doc.tokens[p].lemma);
    doc.prepositions(first..last).any(tells)
}
