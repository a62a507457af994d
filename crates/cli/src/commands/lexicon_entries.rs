//! The kinds of entries that `herodotus lexicon new` writes: what each is made of, how it is written, and what it is known by.

use clap::{Args, Subcommand};
use herodotus::lexicon::{CueEntry, CuePos, Draft, EventEntry, Lexicon, Origin};

/// What sort of entry.
#[derive(Debug, Subcommand)]
pub enum Kind {
    /// What a verb means as an event
    #[command(after_help = "\
Examples:
  herodotus lexicon new verb buzz --event THREATEN \\
      --example \"Government jets buzzed the port of Dalmar.\" \\
      --agent \"Government jets\" --target \"the port of Dalmar\"
  herodotus lexicon new verb wave --particle off --object offer,plan --event REJECT \\
      --example \"The rebels waved off the offer.\" --not \"She waved off the ship.\"

Where doer and sufferer are looked for (--agent-at, --target-at): subject, object, indirect,
possessive, modifier, by, any preposition, or object:PREPOSITION. The passive is turned round by itself.")]
    Verb(EventWord),
    /// What a noun means as an event
    #[command(after_help = "\
Example:
  herodotus lexicon new noun buzzing --event THREATEN \\
      --example \"The buzzing of Dalmar by government jets went on.\" \\
      --agent \"government jets\" --target \"Dalmar\"")]
    Noun(EventWord),
    /// What an adjective means as an event or state
    #[command(after_help = "\
Example:
  herodotus lexicon new adjective spiteful --event ACCUSE --mode condemnation \\
      --example \"The decree is spiteful.\"")]
    Adjective(EventWord),
    /// A party: a state, a group, an organisation, with its names
    #[command(after_help = "\
Example:
  herodotus lexicon new actor \"Dalmar Front\" --kind group --role REB --code DLF \\
      --name \"Front for Dalmar\" --demonym Dalmari --fact \"its own founding charter\"

Bodies and people of the party are written into the file by hand; the README of the lexicon shows how.")]
    Actor(ActorWord),
    /// A place that the gazetteer lacks
    #[command(after_help = "\
Example:
  herodotus lexicon new place \"Old Dalmar\" --lat 12.25 --lon -41.5 --country ER \\
      --name \"Dalmar Qadima\" --fact \"survey map of 1998\"")]
    Place(PlaceWord),
    /// A word that says that somebody says or thinks something
    #[command(after_help = "\
Examples:
  herodotus lexicon new cue chirp --example \"The mayor chirped that the bridge was open.\" \\
      --source \"The mayor\" --content \"that the bridge was open\"
  herodotus lexicon new cue \"by the reckoning of\" --pos preposition --kind thought \\
      --example \"By the reckoning of the mayor, the bridge was lost.\" --source \"the mayor\"")]
    Cue(CueWord),
}

/// A word that tells of an event.
#[derive(Debug, Args)]
pub struct EventWord {
    /// The word as in a dictionary: strafe, not strafed
    #[arg(value_name = "WORD")]
    pub lemma: String,
    /// One of PLOVER's types: AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST
    /// SANCTION MOBILIZE COERCE ASSAULT, or "" where none fits
    #[arg(long, value_name = "TYPE")]
    pub event: String,
    /// A refinement of the type, from the lexicon's list of modes
    #[arg(long)]
    pub mode: Option<String>,
    /// Whether it happens (event) or lasts (state)
    #[arg(long, value_name = "KIND", default_value = "event")]
    pub kind: String,
    /// Only with this particle: "off" of "fend off"
    #[arg(long, value_name = "WORD")]
    pub particle: Option<String>,
    /// Only with one of these words as its object: "strike" of "launch a strike"
    #[arg(long, value_name = "WORD", value_delimiter = ',')]
    pub object: Vec<String>,
    /// A sentence that it codes
    #[arg(long, value_name = "SENTENCE", required = true)]
    pub example: String,
    /// Who does it in the example, in the example's words
    #[arg(long, value_name = "WORDS")]
    pub agent: Option<String>,
    /// Who suffers it in the example, in the example's words
    #[arg(long, value_name = "WORDS")]
    pub target: Option<String>,
    /// A sentence with the word that must not be coded so
    #[arg(long, value_name = "SENTENCE")]
    pub not: Vec<String>,
    /// Where the doer is looked for, in order
    #[arg(long, value_name = "SLOT", value_delimiter = ',')]
    pub agent_at: Vec<String>,
    /// Where the sufferer is looked for, in order
    #[arg(long, value_name = "SLOT", value_delimiter = ',')]
    pub target_at: Vec<String>,
}

/// A party.
#[derive(Debug, Args)]
pub struct ActorWord {
    /// The party's one name
    #[arg(value_name = "NAME")]
    pub name: String,
    /// state, de-facto, group, organisation, people or outlet
    #[arg(long)]
    pub kind: String,
    /// The role of a bare mention: GOV MIL REB CIV OPP IGO NGO MED SPY COP JUD PTY UNK
    #[arg(long)]
    pub role: Option<String>,
    /// ISO 3166 alpha-3, or a code of your own
    #[arg(long)]
    pub code: Option<String>,
    /// Another name
    #[arg(long = "name", value_name = "NAME")]
    pub names: Vec<String>,
    /// An adjective or a people: "Dalmari"
    #[arg(long, value_name = "WORD")]
    pub demonym: Vec<String>,
    /// A seat that stands for it
    #[arg(long, value_name = "NAME")]
    pub capital: Vec<String>,
    /// A party that it fights for or belongs to, by its name in the lexicon
    #[arg(long, value_name = "NAME")]
    pub side_of: Vec<String>,
    /// Where the facts come from
    #[arg(long)]
    pub fact: String,
}

/// A place.
#[derive(Debug, Args)]
pub struct PlaceWord {
    /// The name to show
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Decimal degrees north
    #[arg(long, allow_hyphen_values = true)]
    pub lat: f64,
    /// Decimal degrees east
    #[arg(long, allow_hyphen_values = true)]
    pub lon: f64,
    /// The country's ISO 3166 alpha-2 code; leave out for what lies in several
    #[arg(long, value_name = "CODE", default_value = "")]
    pub country: String,
    /// site, settlement, district, region or country
    #[arg(long, default_value = "settlement")]
    pub precision: String,
    /// Another name
    #[arg(long = "name", value_name = "NAME")]
    pub names: Vec<String>,
    /// Where the facts come from
    #[arg(long)]
    pub fact: String,
}

/// A word that attributes.
#[derive(Debug, Args)]
pub struct CueWord {
    /// The word as in a dictionary, or the words of a phrase
    #[arg(value_name = "WORD")]
    pub lemma: String,
    /// verb, noun, adverb, adjective or preposition
    #[arg(long, default_value = "verb")]
    pub pos: String,
    /// speech, thought, perception, document or stance
    #[arg(long, default_value = "speech")]
    pub kind: String,
    /// How sure the speaker is by it: firm, hedged or denied
    #[arg(long, default_value = "firm")]
    pub certainty: String,
    /// A sentence that it attributes
    #[arg(long, value_name = "SENTENCE", required = true)]
    pub example: String,
    /// Who says it in the example, in the example's words
    #[arg(long, value_name = "WORDS")]
    pub source: Option<String>,
    /// What is said in the example, in the example's words
    #[arg(long, value_name = "WORDS")]
    pub content: Option<String>,
    /// A sentence with the word in which nobody is said to say anything
    #[arg(long, value_name = "SENTENCE")]
    pub not: Vec<String>,
    /// Where the speaker is looked for, in order
    #[arg(long, value_name = "SLOT", value_delimiter = ',')]
    pub source_at: Vec<String>,
    /// Where what is said is looked for
    #[arg(long, value_name = "SLOT", value_delimiter = ',')]
    pub content_at: Vec<String>,
}

impl Kind {
    /// How messages call the entry: `the verb "strafe"`.
    pub fn called(&self) -> String {
        match self {
            Kind::Verb(word) => format!("the verb \"{}\"", word.lemma),
            Kind::Noun(word) => format!("the noun \"{}\"", word.lemma),
            Kind::Adjective(word) => format!("the adjective \"{}\"", word.lemma),
            Kind::Actor(actor) => format!("the actor \"{}\"", actor.name),
            Kind::Place(place) => format!("the place \"{}\"", place.name),
            Kind::Cue(cue) => format!("the cue \"{}\"", cue.lemma),
        }
    }

    /// The file of a user's folder that such entries go to.
    pub fn file(&self) -> &'static str {
        match self {
            Kind::Verb(_) | Kind::Noun(_) | Kind::Adjective(_) => "events/own.toml",
            Kind::Actor(_) => "actors/own.toml",
            Kind::Place(_) => "places/own.tsv",
            Kind::Cue(_) => "cues/own.toml",
        }
    }

    /// The entry's lines.
    pub fn written(&self) -> String {
        match self {
            Kind::Verb(word) => word.written("verb", (&["subject"], &["object"])),
            Kind::Noun(word) => word.written("noun", (&["by", "possessive", "modifier"], &["of", "on", "against"])),
            Kind::Adjective(word) => word.written("adjective", (&["subject"], &["of", "to", "towards"])),
            Kind::Actor(actor) => actor.written(),
            Kind::Place(place) => place.written(),
            Kind::Cue(cue) => cue.written(),
        }
    }

    /// Where `lexicon` has an entry already that the new one would clash with.
    pub fn standing(&self, lexicon: &Lexicon) -> Option<Origin> {
        match self {
            Kind::Verb(word) => word.standing(lexicon.verbs(&word.lemma)),
            Kind::Noun(word) => word.standing(lexicon.nouns(&word.lemma)),
            Kind::Adjective(word) => word.standing(lexicon.adjectives(&word.lemma)),
            Kind::Actor(actor) => lexicon.actors().party(&actor.name).map(|found| found.origin.clone()),
            Kind::Place(place) => {
                let same = |row: &&herodotus::lexicon::PlaceRow| row.name == place.name && row.country == place.country;
                lexicon.place_rows().iter().find(same).map(|row| row.origin.clone())
            }
            Kind::Cue(cue) => cue.standing(lexicon.cues(&cue.lemma)),
        }
    }
}

impl EventWord {
    fn written(&self, list: &str, (agent_at, target_at): (&[&str], &[&str])) -> String {
        let or_usual = |asked: &[String], usual: &[&str]| match asked {
            [] => usual.iter().map(|slot| (*slot).to_owned()).collect(),
            _ => asked.to_vec(),
        };
        let mut draft = Draft::entry(list)
            .text("lemma", Some(&self.lemma.to_lowercase()))
            .word("event", &self.event.to_uppercase())
            .text("kind", Some(self.kind.as_str()).filter(|kind| *kind != "event"))
            .text("mode", self.mode.as_deref())
            .text("particle", self.particle.as_deref())
            .texts("object", &self.object)
            .texts("agent", &or_usual(&self.agent_at, agent_at))
            .texts("target", &or_usual(&self.target_at, target_at))
            .table(&format!("{list}.example"))
            .text("text", Some(&self.example))
            .text("agent", self.agent.as_deref())
            .text("target", self.target.as_deref());
        for not in &self.not {
            draft = draft.table(&format!("{list}.not")).text("text", Some(not));
        }
        draft.finish()
    }

    fn standing(&self, senses: &[EventEntry]) -> Option<Origin> {
        let clashes = |entry: &&EventEntry| {
            let shared = entry.object.iter().any(|object| self.object.contains(object));
            let same_object = shared || (entry.object.is_empty() && self.object.is_empty());
            entry.particle == self.particle && same_object
        };
        senses.iter().find(clashes).map(|entry| entry.origin.clone())
    }
}

impl ActorWord {
    fn written(&self) -> String {
        Draft::entry("actor")
            .text("name", Some(&self.name))
            .text("code", self.code.as_deref())
            .text("kind", Some(&self.kind))
            .text("role", self.role.as_deref())
            .texts("names", &self.names)
            .texts("demonyms", &self.demonym)
            .texts("capital", &self.capital)
            .texts("side-of", &self.side_of)
            .text("fact", Some(&self.fact))
            .finish()
    }
}

impl PlaceWord {
    fn written(&self) -> String {
        let names = self.names.join("|");
        let (lat, lon) = (self.lat.to_string(), self.lon.to_string());
        Draft::row(&[&self.name, &names, &lat, &lon, &self.country, &self.precision, "", &self.fact])
    }
}

impl CueWord {
    fn written(&self) -> String {
        let (source, content): (&[&str], &[&str]) = match self.pos.as_str() {
            "verb" => (&["subject"], &["clause", "quote"]),
            "noun" => (&["possessive", "by", "of"], &["clause"]),
            "preposition" => (&["object"], &["clause"]),
            "adjective" => (&["subject"], &["clause"]),
            _ => (&[], &["clause"]),
        };
        let or_usual = |asked: &[String], usual: &[&str]| match asked {
            [] => usual.iter().map(|slot| (*slot).to_owned()).collect(),
            _ => asked.to_vec(),
        };
        let mut draft = Draft::entry("cue")
            .text("lemma", Some(&self.lemma.to_lowercase()))
            .text("pos", Some(&self.pos))
            .text("kind", Some(&self.kind))
            .text("certainty", Some(&self.certainty))
            .texts("source", &or_usual(&self.source_at, source))
            .texts("content", &or_usual(&self.content_at, content))
            .table("cue.example")
            .text("text", Some(&self.example))
            .text("source", self.source.as_deref())
            .text("content", self.content.as_deref());
        for not in &self.not {
            draft = draft.table("cue.not").text("text", Some(not));
        }
        draft.finish()
    }

    fn standing(&self, cues: &[CueEntry]) -> Option<Origin> {
        let part = |pos: CuePos| match pos {
            CuePos::Verb => "verb",
            CuePos::Noun => "noun",
            CuePos::Adverb => "adverb",
            CuePos::Preposition => "preposition",
            CuePos::Adjective => "adjective",
        };
        let same = |cue: &&CueEntry| part(cue.pos) == self.pos && !cue.passive;
        cues.iter().find(same).map(|cue| cue.origin.clone())
    }
}
