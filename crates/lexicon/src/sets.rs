//! Lists that say no more of their words than that they are in them: each has a table of its own in `words/`.

use std::collections::HashSet;

macro_rules! word_sets {
    ($($(#[$doc:meta])* $name:ident => $table:literal,)*) => {
        /// A list that says no more of its words than that they are in it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum WordSet {
            $($(#[$doc])* $name,)*
        }

        impl WordSet {
            /// All of them.
            pub const ALL: &[WordSet] = &[$(WordSet::$name,)*];

            /// The name of its tables in the files.
            pub fn table(self) -> &'static str {
                match self {
                    $(WordSet::$name => $table,)*
                }
            }
        }
    };
}

word_sets! {
    /// First parts of words with a hyphen that stay one word ("anti-aircraft").
    Prefix => "prefix",
    /// Words that, with a capital, open a sentence after an abbreviation.
    SentenceOpener => "sentence-opener",
    /// Units that are cut off a number that they are glued to ("10km").
    NumberUnit => "number-unit",
    /// Endings of addresses and names of files.
    AddressEnding => "address-ending",
    /// Names of months that are everyday words too ("may").
    DoubtfulMonth => "doubtful-month",
    /// Parts of the day ("morning").
    PartOfDay => "part-of-day",
    /// Words that say which end of a time is meant ("late").
    Edge => "edge",
    /// Zones of time whose letters stand for several.
    FloatingZone => "floating-zone",
    /// Words that make the infinitive behind them something to come ("due to", "set to").
    LooksAhead => "looks-ahead",
    /// Units and the like behind a number that counts nothing ("km").
    Measure => "measure",
    /// Words before a number that is a name ("resolution").
    Numbered => "numbered",
    /// Signs and letters of money before a number.
    Currency => "currency",
    /// Plurals of people that do not end in "s".
    Plural => "plural",
    /// Words that no counted noun phrase holds.
    FunctionWord => "function-word",
    /// Prepositions after which a town or region is where something takes place.
    Site => "site",
    /// Prepositions after which it is so now and then.
    SeldomSite => "seldom-site",
    /// Prepositions after which even a country is where something goes on.
    Ground => "ground",
    /// Prepositions that tell on which country force falls.
    Struck => "struck",
    /// Prepositions after which a party's name tells where, not who acts.
    Whereabouts => "whereabouts",
    /// Prepositions by which a noun for a place tells where something is done to something else.
    WhereDone => "where-done",
    /// Prepositions between an office and the town that it is of.
    Seat => "seat",
    /// Prepositions after which a number tells of the circumstances, not of who suffered.
    Circumstance => "circumstance",
    /// Prepositions whose phrase only tells when or why the rest is so.
    Presupposing => "presupposing",
    /// Verbs, some with their particle, that negated leave open what they are of ("did not rule out").
    LeftOpen => "left-open",
    /// Verbs of saying by which what one will do oneself is a threat ("warned that it would close the port").
    Warning => "warning",
    /// Verbs of saying by which who has spoken goes on ("adding that").
    GoingOn => "going-on",
    /// Verbs of saying that negated tell of nothing said ("did not say that").
    Unsaid => "unsaid",
    /// Verbs for what is done with a claim by who does not make it ("investigated claims that").
    LookingInto => "looking-into",
    /// Nouns for people who go between the sides ("mediator").
    GoBetween => "go-between",
    /// Modes of attack whose weapons are fired or go off, while people sit in others.
    Fired => "fired",
}

/// The words of every set.
#[derive(Debug, Clone)]
pub(crate) struct WordSets(Vec<HashSet<String>>);

impl Default for WordSets {
    fn default() -> WordSets {
        WordSets(vec![HashSet::new(); WordSet::ALL.len()])
    }
}

impl WordSets {
    pub(crate) fn insert(&mut self, set: WordSet, word: &str) {
        let word = if set == WordSet::FloatingZone { word.to_owned() } else { word.to_lowercase() };
        self.0[set as usize].insert(word);
    }

    pub(crate) fn has(&self, set: WordSet, word: &str) -> bool {
        self.0[set as usize].contains(word)
    }
}
