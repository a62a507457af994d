//! The labels a parse carries: parts of speech, relations, entity tags.

use std::fmt;
use std::sync::Arc;

macro_rules! upos {
    ($($name:ident = $text:literal, $doc:literal;)+) => {
        /// A universal part of speech.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Upos { $(#[doc = $doc] $name,)+ }

        impl Upos {
            /// All seventeen, in alphabetical order of their labels.
            pub const ALL: &[Upos] = &[$(Upos::$name,)+];

            /// The label as treebanks write it, such as `PROPN`.
            pub fn as_str(self) -> &'static str {
                match self { $(Upos::$name => $text,)+ }
            }
        }
    };
}

upos! {
    Adj = "ADJ", "Adjective.";
    Adp = "ADP", "Preposition or postposition.";
    Adv = "ADV", "Adverb.";
    Aux = "AUX", "Auxiliary, the copula among them.";
    Cconj = "CCONJ", "Coordinating conjunction.";
    Det = "DET", "Determiner.";
    Intj = "INTJ", "Interjection.";
    Noun = "NOUN", "Common noun.";
    Num = "NUM", "Numeral.";
    Part = "PART", "Particle: not, to, the possessive 's.";
    Pron = "PRON", "Pronoun.";
    Propn = "PROPN", "Proper noun.";
    Punct = "PUNCT", "Punctuation.";
    Sconj = "SCONJ", "Subordinating conjunction.";
    Sym = "SYM", "Symbol.";
    Verb = "VERB", "Main verb.";
    X = "X", "Anything else.";
}

impl Upos {
    /// The part of speech of a label such as `NOUN`.
    pub fn parse(label: &str) -> Option<Upos> {
        Upos::ALL.iter().copied().find(|u| u.as_str() == label)
    }
}

impl fmt::Display for Upos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A dependency relation, with its subtype where it has one: `nsubj`, `nsubj:pass`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Deprel(Arc<str>);

impl Deprel {
    /// A relation of this label.
    pub fn new(label: &str) -> Deprel {
        Deprel(label.into())
    }

    /// The whole label, such as `nsubj:pass`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The label without its subtype, such as `nsubj`.
    pub fn universal(&self) -> &str {
        self.0.split(':').next().unwrap_or("")
    }

    /// The subtype, such as `pass`, where there is one.
    pub fn subtype(&self) -> Option<&str> {
        self.0.split_once(':').map(|(_, sub)| sub)
    }
}

impl fmt::Display for Deprel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Deprel> for Arc<str> {
    fn from(relation: Deprel) -> Arc<str> {
        relation.0
    }
}

impl PartialEq<str> for Deprel {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Deprel {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

/// What kind of thing a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// A person.
    Person,
    /// An organisation: a party, an army, a company, an outlet.
    Organisation,
    /// A place.
    Location,
    /// Any other name or adjective of a name: nationalities, religions, events, works.
    Other,
}

impl EntityKind {
    /// The label in the training data: `PER`, `ORG`, `LOC`, `OTH`.
    pub fn as_str(self) -> &'static str {
        match self {
            EntityKind::Person => "PER",
            EntityKind::Organisation => "ORG",
            EntityKind::Location => "LOC",
            EntityKind::Other => "OTH",
        }
    }
}

/// A word's place in a named entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bio {
    /// In no entity.
    Outside,
    /// The first word of an entity.
    Begin(EntityKind),
    /// A further word of the entity before it.
    Inside(EntityKind),
}

impl Bio {
    /// The tag of a label such as `B-LOC`.
    pub fn parse(label: &str) -> Option<Bio> {
        use EntityKind::{Location, Organisation, Other, Person};
        let (place, kind) = match label.split_once('-') {
            Some(parts) => parts,
            None => return (label == "O").then_some(Bio::Outside),
        };
        let kind = [Person, Organisation, Location, Other].into_iter().find(|k| k.as_str() == kind)?;
        match place {
            "B" => Some(Bio::Begin(kind)),
            "I" => Some(Bio::Inside(kind)),
            _ => None,
        }
    }

    /// The entity's kind, where the word is in one.
    pub fn kind(self) -> Option<EntityKind> {
        match self {
            Bio::Outside => None,
            Bio::Begin(kind) | Bio::Inside(kind) => Some(kind),
        }
    }

    /// Whether this tag may stand right after `before`: an inside tag needs its own kind before it.
    pub fn may_follow(self, before: Option<Bio>) -> bool {
        match self {
            Bio::Inside(kind) => before.and_then(Bio::kind) == Some(kind),
            _ => true,
        }
    }
}

impl fmt::Display for Bio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bio::Outside => f.write_str("O"),
            Bio::Begin(kind) => write!(f, "B-{}", kind.as_str()),
            Bio::Inside(kind) => write!(f, "I-{}", kind.as_str()),
        }
    }
}
