//! What the phrases of `words/` may mean.

/// What sort of noun phrase makes a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleKind {
    /// An institution ("defense ministry", "army").
    Body,
    /// People of it ("soldiers", "rebels").
    People,
    /// One who holds an office ("foreign minister").
    Person,
    /// One who speaks for others ("spokesman"): the role is that of whom they speak for.
    Spokesperson,
    /// What is written ("statement", "resolution"): it speaks for who made it.
    Document,
}

/// A noun phrase that, with or without a party's name, tells a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleNoun {
    /// The role; `None` where it comes from whom the person speaks for.
    pub role: Option<String>,
    /// What sort of noun phrase it is.
    pub kind: RoleKind,
    /// Whether it is of a town or district ("mayor"): told without a party it is of the state in which that place lies.
    pub local: bool,
    /// Whether only others call a government so ("regime"): who speaks of it does not mean their own.
    pub exonym: bool,
}

/// What sort of number word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberKind {
    /// Adds up ("twenty", "five").
    Unit,
    /// Multiplies what stands before it ("hundred", "million").
    Scale,
    /// A scale in the plural, so many at least ("dozens"); "of" joins two ("tens of thousands").
    Plural,
    /// No figure, only a lower bound ("several"); a scale may follow ("several hundred").
    Vague,
    /// About so many ("a couple"); a scale may follow.
    Rough,
    /// A share of a scale ("half a million", "three quarters of a million").
    Fraction,
}

/// A number word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberWord {
    /// The figure, or the lower bound of a plural or vague word.
    pub value: f64,
    /// How it is used.
    pub kind: NumberKind,
}

/// On which side a phrase bounds the number beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundSide {
    /// The number is the least ("at least").
    Low,
    /// The number is the most ("up to", "nearly").
    High,
    /// The number stands on both sides ("about").
    Both,
}

/// A phrase that bounds or blurs a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// On which side.
    pub side: BoundSide,
    /// Whether the figure comes near the truth ("nearly", "about").
    pub hedged: bool,
}

impl Bound {
    /// Whether it leaves the number as it is, and a phrase that does not may stand before it ("at least *another* 20").
    pub fn is_plain(self) -> bool {
        self.side == BoundSide::Both && !self.hedged
    }
}

/// A preposition that slots may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preposition {
    /// Whether a place after it only tells where something is ("in").
    pub place: bool,
}

/// What a hedging word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HedgeEffect {
    /// The claim is hedged ("reportedly").
    Hedged,
    /// The claim is only possible ("may", "could").
    Possible,
}

/// A hedging adverb, adjective or modal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hedge {
    /// What it does.
    pub effect: HedgeEffect,
}

/// What a phrase without a name refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceKind {
    /// The opponent of who is speaking ("the enemy").
    Opponent,
    /// The two main parties ("both sides").
    BothSides,
    /// As many as a number says, told before in one breath ("the three countries").
    Several,
    /// The last place of its sort ("the enclave").
    Place,
    /// The last state ("the country").
    State,
    /// The last body of its role ("the ministry").
    Body,
    /// The last group ("the militia").
    Group,
    /// The last organisation ("the agency").
    Organisation,
    /// The last person ("the minister").
    Person,
}

/// A phrase that refers back, written without "the".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// To what.
    pub kind: ReferenceKind,
    /// The role that what it refers to must have.
    pub role: Option<String>,
}

/// A word that says what a tally counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// `killed`, `wounded`, `missing`, `captured`, `displaced`, `fighters`, `equipment`, `casualties` or a free word.
    pub what: String,
    /// Whether what is counted tells where something is more often than how many there are ("in several villages").
    pub place: bool,
}

impl Counted {
    /// What may become of people; such a word says more of a count than the noun that is counted ("18 fighters killed").
    pub const FATES: [&str; 6] = ["killed", "wounded", "missing", "captured", "displaced", "casualties"];

    /// Whether the word tells what became of people.
    pub fn is_fate(&self) -> bool {
        Counted::FATES.contains(&self.what.as_str())
    }
}

/// A noun for people, with whether they are civilians.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct People {
    /// Whether they are civilians; `None` where the word does not say ("people").
    pub civilian: Option<bool>,
    /// Whether the singular means several already ("family", "personnel").
    pub several: bool,
}

/// A weapon or a thing that fights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weapon {
    /// The mode of an attack with it.
    pub mode: String,
}
