//! What two claims have in common and where they part, as named measures of a pair.

use herodotus_schema::ClaimKind;

use crate::around::{Around, Counts};
use crate::facts::{Facts, bounds_meet, dice, disjoint, overlap, same_bounds, same_count, shared};
use crate::families::related;

/// Declares the measures of a pair with what each looks at, in words.
macro_rules! features {
    ($($name:ident => $words:literal,)*) => {
        /// One measure of a pair of claims.
        #[allow(missing_docs)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Feature { $($name,)* }

        impl Feature {
            /// Every measure, in the order of [`Measures`].
            pub const ALL: &'static [Feature] = &[$(Feature::$name,)*];

            /// What it looks at, in words, for a reason.
            pub fn words(self) -> &'static str {
                match self { $(Feature::$name => $words,)* }
            }

            /// Its name, as the files of trees have it.
            pub fn name(self) -> &'static str {
                match self { $(Feature::$name => stringify!($name),)* }
            }
        }
    };
}

features! {
    SameReport => "whether they stand in one report",
    Gap => "the distance in the report",
    ClaimsBetween => "the claims between them",
    Inside => "one standing in the other's words",
    SameSpan => "standing in the same words",
    LikeReports => "the likeness of the reports",
    ReportDays => "the days between the reports",
    EarlierPlace => "the place of the earlier in its report",
    LaterPlace => "the place of the later in its report",
    Types => "the types of event",
    Modes => "the modes",
    KindsDiffer => "an event against a state",
    States => "telling of lasting states",
    Skeleton => "type, agents, targets and mode together",
    Agents => "the agents",
    AgentsMissing => "agents not named",
    AgentsApart => "agents that differ",
    Targets => "the targets",
    TargetsMissing => "targets not named",
    TargetsApart => "targets that differ",
    Parties => "the parties",
    PartiesMissing => "parties not named",
    PartiesApart => "parties that differ",
    PartiesHeld => "one's parties among the other's",
    PartyCount => "how many parties are named",
    RolesSwapped => "agent and target changing places",
    Places => "the places",
    PlacesMissing => "places not named",
    PlacesAround => "the places told near by",
    Days => "the days",
    DaySpan => "how closely the days are told",
    DaysPast => "how long ago it was",
    DaysMissing => "days not told",
    LikelyDays => "the likely days",
    Sides => "the sides that say so",
    SameSpeaker => "the speakers",
    SameStatus => "the status",
    OneNegative => "one saying that it did not happen",
    BothNegative => "both saying that it did not happen",
    OneOpen => "one only planning, calling for or fearing it",
    BothOpen => "both planning, calling for or fearing it",
    LikeWords => "the wording",
    WordsHeld => "one's words among the other's",
    LikePairs => "the turns of phrase",
    LikeNames => "the names",
    LikeLetters => "the spelling",
    LikeCommon => "the words that are no names",
    SharedCommon => "how many such words they share",
    Numbers => "the numbers",
    LikeSurroundings => "the words around",
    WordsAround => "one's words near the other",
    PartiesAround => "the parties told near by",
    LikeCasts => "the parties of the reports",
    Shorter => "the length of the shorter",
    Longer => "the length of the longer",
    Truces => "telling of a truce",
    SameFigure => "the figures",
    FiguresMeet => "figures that allow each other",
    FigureRatio => "how far the figures are apart",
    FigureSize => "the size of the figure",
    SameValue => "the number itself",
    SameCount => "what is counted",
    Owners => "whose people or things",
    Civilians => "civilians or fighters",
    Scopes => "the scope of the count",
    Totals => "running totals",
    LikeCounted => "the words for what is counted",
    TypeCount => "how often the reports tell of the type",
    ModeCount => "how often they tell of the mode",
    SkeletonCount => "how often they tell the like of the same parties",
    PlaceCount => "how often they name the place",
    ReportSize => "the size of the reports",
}

/// The measures of one pair, in the order of [`Feature::ALL`].
pub type Measures = [f64; Feature::ALL.len()];

/// The measures while they are taken.
struct Sheet(Measures);

impl Sheet {
    fn put(&mut self, feature: Feature, value: f64) {
        self.0[feature as usize] = value;
    }

    fn flag(&mut self, feature: Feature, holds: bool) {
        self.put(feature, f64::from(u8::from(holds)));
    }

    fn count(&mut self, feature: Feature, holds: [bool; 2]) {
        self.put(feature, f64::from(holds.map(u8::from).iter().sum::<u8>()));
    }
}

/// A claim with what stands around it.
pub(crate) type Placed<'p> = (&'p Facts, &'p Around);

/// Measures the pair; the order of the two does not matter.
pub(crate) fn measure(one: Placed<'_>, other: Placed<'_>) -> Measures {
    let (a, b) = (one.0, other.0);
    let mut sheet = Sheet([0.0; Feature::ALL.len()]);
    position(one, other, &mut sheet);
    coding(a, b, &mut sheet);
    actors(a, b, &mut sheet);
    setting(a, b, &mut sheet);
    speaking(a, b, &mut sheet);
    wording(a, b, &mut sheet);
    around(one, other, &mut sheet);
    figures(a, b, &mut sheet);
    counts(one, other, &mut sheet);
    sheet.0
}

/// How far apart two claims of different reports count as standing.
const FAR: f64 = 9.0;
/// How many claims between two of one report are told apart.
const BETWEEN: u32 = 20;
/// The logarithm of the days between two reports when one has no day.
const UNKNOWN_DAYS: f64 = 5.0;

fn position(one: Placed<'_>, other: Placed<'_>, sheet: &mut Sheet) {
    use Feature::*;
    let (a, b) = (one.0, other.0);
    let (x, y) = (a.claim.span, b.claim.span);
    sheet.put(EarlierPlace, one.1.position.min(other.1.position));
    sheet.put(LaterPlace, one.1.position.max(other.1.position));
    if let Some(gap) = a.distance(b) {
        sheet.put(SameReport, 1.0);
        sheet.put(Gap, f64::from(gap).ln_1p());
        sheet.put(ClaimsBetween, f64::from(one.1.rank.abs_diff(other.1.rank).min(BETWEEN)));
        sheet.flag(Inside, x.contains(y) || y.contains(x));
        sheet.flag(SameSpan, x == y);
        return;
    }
    let days = a.published.zip(b.published).map(|(x, y)| f64::from((x - y).get_days().abs()).ln_1p());
    sheet.put(Gap, FAR);
    sheet.put(ClaimsBetween, f64::from(BETWEEN + 5));
    sheet.put(LikeReports, dice(&one.1.report.words, &other.1.report.words));
    sheet.put(ReportDays, days.unwrap_or(UNKNOWN_DAYS));
}

pub(crate) fn same_mode(a: &Facts, b: &Facts) -> bool {
    a.claim.mode().is_some() && a.claim.mode() == b.claim.mode()
}

fn coding(a: &Facts, b: &Facts, sheet: &mut Sheet) {
    use Feature::*;
    let types = match (a.claim.event_type(), b.claim.event_type()) {
        (None, None) => 0.0,
        (None, _) | (_, None) => 1.0,
        (x, y) if x == y => 2.0,
        _ => 3.0,
    };
    let modes = match (a.claim.mode(), b.claim.mode()) {
        (Some(x), Some(y)) if x == y => 3.0,
        (Some(x), Some(y)) if related(x, y) => 2.0,
        (Some(_), Some(_)) => 0.0,
        (None, None) => 1.2,
        _ => 1.0,
    };
    sheet.put(Types, types);
    sheet.put(Modes, modes);
    sheet.flag(KindsDiffer, a.claim.kind != b.claim.kind);
    let typed = a.claim.event_type() == b.claim.event_type();
    let skeleton = typed && a.agents == b.agents && a.targets == b.targets && !a.parties.is_empty();
    sheet.count(Skeleton, [skeleton, skeleton && same_mode(a, b)]);
    sheet.count(States, [a, b].map(|f| f.claim.kind == ClaimKind::State));
    sheet.count(Truces, [a, b].map(truce));
}

fn truce(facts: &Facts) -> bool {
    facts.claim.event_type() == Some("AGREE") && facts.claim.mode().is_some_and(|mode| related(mode, "truce"))
}

/// The share of what two sets name that both name; how many of the two are empty; whether they share nothing.
fn sets(a: &[u64], b: &[u64], names: [Feature; 3], sheet: &mut Sheet) {
    let [share, missing, apart] = names;
    sheet.count(missing, [a.is_empty(), b.is_empty()]);
    if !a.is_empty() && !b.is_empty() {
        let common = shared(a, b) as f64;
        sheet.put(share, common / (a.len() + b.len()) as f64 / (1.0 - common / (a.len() + b.len()) as f64));
        sheet.flag(apart, common == 0.0);
    }
}

fn actors(a: &Facts, b: &Facts, sheet: &mut Sheet) {
    use Feature::*;
    let (x, y) = (&a.parties, &b.parties);
    sets(&a.agents, &b.agents, [Agents, AgentsMissing, AgentsApart], sheet);
    sets(&a.targets, &b.targets, [Targets, TargetsMissing, TargetsApart], sheet);
    sets(x, y, [Parties, PartiesMissing, PartiesApart], sheet);
    sheet.put(PartiesHeld, overlap(x, y));
    sheet.put(PartyCount, (x.len() + y.len()) as f64);
    let crossed = !disjoint(&a.agents, &b.targets) && !disjoint(&b.agents, &a.targets);
    sheet.flag(RolesSwapped, crossed && disjoint(&a.agents, &b.agents));
}

/// Whether the two name a place in common, or one a part of what the other names.
pub(crate) fn places_meet(a: &Facts, b: &Facts) -> bool {
    let by_id = |id: Option<u32>| id.is_some() && b.claim.places.iter().any(|p| p.geonameid == id);
    a.claim.places.iter().any(|p| by_id(p.geonameid)) || a.places.meet(&b.places)
}

/// How many days before publication an undated claim may tell of.
const FRESH: i64 = 3;

fn setting(a: &Facts, b: &Facts, sheet: &mut Sheet) {
    use Feature::*;
    let places = match (a.places.is_empty(), b.places.is_empty()) {
        (false, false) if places_meet(a, b) => 2.0,
        (false, false) => 0.0,
        _ => 1.0,
    };
    sheet.put(Places, places);
    sheet.count(PlacesMissing, [a, b].map(|f| f.places.is_empty()));
    sheet.count(DaysMissing, [a, b].map(|f| f.days.is_none()));
    sheet.put(Days, 1.0);
    sheet.put(DaySpan, -1.0);
    sheet.put(DaysPast, -1.0);
    if let (Some(x), Some(y)) = (a.days, b.days) {
        let long = (x.1 - x.0).get_days().max((y.1 - y.0).get_days());
        let days = match apart(x, y) {
            0 if x == y && x.0 == x.1 => 3.0,
            0 if x == y => 2.5,
            0 => 2.0,
            gap => -f64::from(gap).ln_1p(),
        };
        sheet.put(Days, days);
        sheet.put(DaySpan, f64::from(long.max(0)).ln_1p());
        let told = a.published.zip(b.published).map(|(p, q)| p.min(q));
        sheet.put(DaysPast, told.map_or(0.0, |t| f64::from((t - x.1.max(y.1)).get_days().max(0)).ln_1p()));
    }
    let likely = a.days_within(FRESH).zip(b.days_within(FRESH)).map(|(x, y)| f64::from(apart(x, y)).ln_1p());
    sheet.put(LikelyDays, likely.unwrap_or(2.0));
}

type Span = (jiff::civil::Date, jiff::civil::Date);

/// The days between two spans of days, 0 when they overlap.
pub(crate) fn apart(x: Span, y: Span) -> i32 {
    (x.0 - y.1).get_days().max((y.0 - x.1).get_days()).max(0)
}

/// How two values that may be missing stand to each other: 0 none told, 1 one told, 2 equal, 3 different.
fn told<T: PartialEq>(a: Option<T>, b: Option<T>) -> f64 {
    match (a, b) {
        (Some(x), Some(y)) => 2.0 + f64::from(u8::from(x != y)),
        (None, None) => 0.0,
        _ => 1.0,
    }
}

fn speaking(a: &Facts, b: &Facts, sheet: &mut Sheet) {
    use Feature::*;
    sheet.put(Sides, told(a.side.as_ref(), b.side.as_ref()));
    sheet.flag(SameSpeaker, a.speaker.is_some() && a.speaker == b.speaker);
    sheet.flag(SameStatus, a.claim.status == b.claim.status);
    sheet.flag(OneNegative, a.negative != b.negative);
    sheet.flag(BothNegative, a.negative && b.negative);
    sheet.flag(OneOpen, a.open() != b.open());
    sheet.flag(BothOpen, a.open() && b.open());
}

/// How many shared words are told apart.
const COMMON: f64 = 4.0;

fn wording(a: &Facts, b: &Facts, sheet: &mut Sheet) {
    use Feature::*;
    sheet.put(LikeWords, dice(&a.all, &b.all));
    sheet.put(WordsHeld, overlap(&a.all, &b.all));
    sheet.put(LikePairs, dice(&a.pairs, &b.pairs));
    sheet.put(LikeNames, dice(&a.names, &b.names));
    sheet.put(LikeLetters, dice(&a.letters, &b.letters));
    let common = dice(&a.words, &b.words);
    sheet.put(LikeCommon, common);
    sheet.put(SharedCommon, (common * (a.words.len() + b.words.len()) as f64 / 2.0).round().min(COMMON));
    let numbers = overlap(&a.numbers, &b.numbers);
    let apart = numbers == 0.0 && !a.numbers.is_empty() && !b.numbers.is_empty();
    sheet.put(Numbers, if apart { -1.0 } else { numbers.ceil() });
    sheet.put(Shorter, (a.all.len().min(b.all.len()) as f64).ln_1p());
    sheet.put(Longer, (a.all.len().max(b.all.len()) as f64).ln_1p());
}

fn around(one: Placed<'_>, other: Placed<'_>, sheet: &mut Sheet) {
    use Feature::*;
    let ((a, near_a), (b, near_b)) = (one, other);
    let placeless = a.places.is_empty() && b.places.is_empty();
    let places = near_a.places.meet(&near_b.places);
    sheet.put(PlacesAround, if placeless { 0.5 } else { f64::from(u8::from(places)) });
    sheet.put(PartiesAround, overlap(&near_a.parties, &near_b.parties));
    if a.report() != b.report() {
        sheet.put(LikeSurroundings, dice(&near_a.words, &near_b.words));
        sheet.put(WordsAround, overlap(&a.all, &near_b.others).max(overlap(&b.all, &near_a.others)));
        let (x, y) = (&near_a.report.parties, &near_b.report.parties);
        sheet.put(LikeCasts, dice(x, y));
    } else {
        sheet.put(LikeCasts, 1.0);
    }
}

fn figures(a: &Facts, b: &Facts, sheet: &mut Sheet) {
    use Feature::*;
    let (Some(x), Some(y)) = (&a.claim.tally, &b.claim.tally) else { return };
    let value = |t: &herodotus_schema::Tally| t.best.or(t.low).or(t.high).unwrap_or(0.0).max(0.0);
    let (p, q) = (value(x), value(y));
    sheet.flag(SameFigure, same_bounds(x, y));
    sheet.flag(FiguresMeet, bounds_meet(x, y));
    sheet.put(FigureRatio, (p.ln_1p() - q.ln_1p()).abs());
    sheet.put(FigureSize, p.max(q).ln_1p());
    sheet.flag(SameValue, p == q);
    sheet.flag(SameCount, same_count(x, y));
    sheet.put(Owners, told(x.party.as_ref(), y.party.as_ref()));
    sheet.put(Civilians, told(x.civilian, y.civilian));
    sheet.put(Scopes, told(x.scope, y.scope));
    sheet.count(Totals, [x, y].map(|t| t.scope == Some(herodotus_schema::Scope::Total)));
    sheet.put(LikeCounted, dice(&a.counted, &b.counted));
}

/// How often what the two have in common is told in their reports.
fn counts(one: Placed<'_>, other: Placed<'_>, sheet: &mut Sheet) {
    use Feature::*;
    let ((a, near_a), (b, near_b)) = (one, other);
    let (x, y) = (&near_a.report.counts, &near_b.report.counts);
    let reports: &[&Counts] = if a.report() == b.report() { &[x] } else { &[x, y] };
    let sum = |of: &dyn Fn(&Counts) -> Option<&u32>| reports.iter().filter_map(|c| of(c)).sum::<u32>();
    let mean = |of: &dyn Fn(&Counts) -> Option<&u32>| f64::from(sum(of)) / reports.len() as f64;
    let kind = a.claim.event.as_ref().and_then(|e| e.kind.clone());
    let typed = kind.as_deref() == b.claim.event_type();
    sheet.put(TypeCount, if typed { mean(&|c| c.types.get(&kind)) } else { -1.0 });
    let mode = a.claim.mode().filter(|mode| b.claim.mode() == Some(mode));
    sheet.put(ModeCount, mode.map_or(-1.0, |mode| mean(&|c| c.modes.get(mode))));
    let of = |skeleton: u64| mean(&|c| c.skeletons.get(&skeleton));
    let (p, q) = (near_a.skeleton, near_b.skeleton);
    sheet.put(SkeletonCount, of(p) + if p == q { 0.0 } else { of(q) });
    let places = a.places.shared(&b.places).map(|place| sum(&|c| c.places.get(place)));
    sheet.put(PlaceCount, places.min().map_or(-1.0, f64::from));
    sheet.put(ReportSize, mean(&|c| Some(&c.claims)));
}
