//! What two claims have in common and where they part, as named measures of a pair.

use std::collections::BTreeSet;

use herodotus_schema::{ClaimKind, Status};

use crate::facts::{Facts, dice, overlap, same_name};
use crate::families::related;

/// Declares the features of a pair with the words that explain each.
macro_rules! features {
    ($($name:ident => $words:literal,)*) => {
        /// One measure of a pair of claims.
        #[allow(missing_docs)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Feature { $($name,)* }

        impl Feature {
            /// Every feature, in the order of the weights.
            pub const ALL: &'static [Feature] = &[$(Feature::$name,)*];

            /// The measure in words, as a reason.
            pub fn words(self) -> &'static str {
                match self { $(Feature::$name => $words,)* }
            }

            /// Its name, as weights files have it.
            pub fn name(self) -> &'static str {
                match self { $(Feature::$name => stringify!($name),)* }
            }
        }
    };
}

features! {
    Bias => "before anything is compared",
    SameReport => "one report",
    Touching => "neighbouring words of one report",
    Near => "close by in one report",
    Inside => "one stands in the other's words",
    SameType => "the same type of event",
    UntypedBoth => "neither has a type",
    UntypedOne => "one has no type",
    SameMode => "the same mode",
    RelatedMode => "modes of one family",
    OtherMode => "different modes",
    KindsDiffer => "an event against a state",
    SameAgents => "the same agents",
    SharedAgents => "a common agent",
    OtherAgents => "different agents",
    OneAgentless => "only one names its agents",
    SameTargets => "the same targets",
    SharedTargets => "a common target",
    OtherTargets => "different targets",
    OneTargetless => "only one names its targets",
    RolesSwapped => "agent and target change places",
    PartiesShared => "the same parties in other roles",
    SharedPlace => "a common place",
    OtherPlaces => "different places",
    OnePlaceless => "only one names a place",
    SameDays => "the same day",
    OverlapDays => "days that overlap",
    DaysApart => "days apart",
    OneUndated => "only one is dated",
    SameSide => "the same side says so",
    OtherSide => "different sides say so",
    OneUnsourced => "only one is attributed",
    SameStatus => "the same status",
    OppositeStatus => "one says it did not happen",
    PlannedStatus => "one only plans, calls for or fears it",
    LikeWords => "like wording",
    LikeWordsSquared => "very like wording",
    WordsHeld => "one's words are in the other's",
    LikePairs => "the same turns of phrase",
    LikeNames => "the same names",
    DaysBetweenReports => "days between the reports",
    SameSkeleton => "the same type, agents and targets",
    SameModeAndPlace => "the same mode at the same place",
    SameModeAndDay => "the same mode on the same day",
    SkeletonAndMode => "the same type, mode, agents and targets",
    SkeletonAndWords => "the same type and parties, in like words",
    ModeAndWords => "the same mode, in like words",
    ReportAndWords => "one report, in like words",
    LikeLetters => "like spelling",
    LikeLettersSquared => "very like spelling",
    BothTruce => "both tell of a truce",
    TruceAndBroker => "a truce and its brokering",
    FewDaysBetween => "reports of the same days",
    OneDayLongAgo => "one day, well before both reports",
    Lead => "one stands at the head of its report",
    FarInReport => "far from each other in one report",
    ReportAndMode => "one report, the same mode",
    ReportAndSkeleton => "one report, the same type, agents and targets",
    ReportAndPlace => "one report, a common place",
    ReportAndDay => "one report, the same day",
    ReportAndSide => "one report, the same side says so",
    ReportAndNames => "one report, the same names",
    AgentsAndPlace => "the same agents at the same place",
    AgentsAndDay => "the same agents on the same day",
    PlaceAndDay => "the same place on the same day",
    SameFigure => "the same figure",
    LikeFigure => "figures that allow each other",
    OtherFigure => "figures at odds",
    SameCount => "the same thing counted",
    OtherCount => "different things counted",
    SameOwner => "the same side's people",
    OtherOwner => "different sides' people",
    OneOwnerless => "only one says whose people",
    CivilianDiffers => "civilians against fighters",
    OneCivilian => "only one says whether civilians",
    SameScope => "the same scope",
    OtherScope => "one incident against a running total",
    RoundFigure => "a small round figure",
}

/// The measures of one pair that are not zero.
pub type PairFeatures = Vec<(Feature, f64)>;

/// Collects measures, leaving out zeros.
#[derive(Default)]
struct Sheet(PairFeatures);

impl Sheet {
    fn put(&mut self, feature: Feature, value: f64) {
        if value != 0.0 {
            self.0.push((feature, value));
        }
    }

    fn flag(&mut self, feature: Feature, holds: bool) {
        self.put(feature, f64::from(u8::from(holds)));
    }
}

/// Measures the pair `a`, `b`; the order of the two does not matter.
pub(crate) fn measure(a: &Facts<'_>, b: &Facts<'_>) -> PairFeatures {
    let mut sheet = Sheet::default();
    sheet.put(Feature::Bias, 1.0);
    position(a, b, &mut sheet);
    coding(a, b, &mut sheet);
    actors(a, b, &mut sheet);
    setting(a, b, &mut sheet);
    speaking(a, b, &mut sheet);
    wording(a, b, &mut sheet);
    together(a, b, &mut sheet);
    figures(a, b, &mut sheet);
    sheet.0
}

/// Within how many code points of a report's start its headline and first sentence stand.
const LEAD: u32 = 250;

fn position(a: &Facts<'_>, b: &Facts<'_>, sheet: &mut Sheet) {
    match a.distance(b) {
        Some(gap) => {
            sheet.put(Feature::SameReport, 1.0);
            let inside = a.claim.span.contains(b.claim.span) || b.claim.span.contains(a.claim.span);
            sheet.flag(Feature::Inside, inside);
            sheet.flag(Feature::Touching, !inside && gap < 40);
            sheet.flag(Feature::Near, (40..300).contains(&gap));
            sheet.flag(Feature::FarInReport, gap > 1500);
            sheet.flag(Feature::Lead, a.claim.span.start.min(b.claim.span.start) < LEAD);
        }
        None => {
            let gap = a.published.zip(b.published).map_or(365, |(x, y)| (x - y).get_days().abs());
            sheet.flag(Feature::FewDaysBetween, gap <= 3);
            sheet.put(Feature::DaysBetweenReports, f64::from(gap).ln_1p() / 3.0);
        }
    }
}

pub(crate) fn same_mode(a: &Facts<'_>, b: &Facts<'_>) -> bool {
    a.claim.mode().is_some() && a.claim.mode() == b.claim.mode()
}

fn coding(a: &Facts<'_>, b: &Facts<'_>, sheet: &mut Sheet) {
    if a.is_tally() || b.is_tally() {
        return;
    }
    match (a.claim.event_type(), b.claim.event_type()) {
        (None, None) => sheet.put(Feature::UntypedBoth, 1.0),
        (None, _) | (_, None) => sheet.put(Feature::UntypedOne, 1.0),
        (x, y) => sheet.flag(Feature::SameType, x == y),
    }
    if let (Some(x), Some(y)) = (a.claim.mode(), b.claim.mode()) {
        sheet.flag(Feature::SameMode, x == y);
        sheet.flag(Feature::RelatedMode, x != y && related(x, y));
        sheet.flag(Feature::OtherMode, x != y && !related(x, y));
    }
    sheet.flag(Feature::KindsDiffer, a.claim.kind != b.claim.kind);
}

fn sets<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>, names: [Feature; 4], sheet: &mut Sheet) {
    let [same, shared, other, one] = names;
    match (a.is_empty(), b.is_empty()) {
        (true, true) => {}
        (false, false) if a == b => sheet.put(same, 1.0),
        (false, false) if a.is_disjoint(b) => sheet.put(other, 1.0),
        (false, false) => sheet.put(shared, 1.0),
        _ => sheet.put(one, 1.0),
    }
}

fn actors(a: &Facts<'_>, b: &Facts<'_>, sheet: &mut Sheet) {
    use Feature::*;
    sets(&a.agents, &b.agents, [SameAgents, SharedAgents, OtherAgents, OneAgentless], sheet);
    sets(&a.targets, &b.targets, [SameTargets, SharedTargets, OtherTargets, OneTargetless], sheet);
    let apart = a.agents.is_disjoint(&b.agents) && a.targets.is_disjoint(&b.targets);
    let crossed = !a.agents.is_disjoint(&b.targets) && !b.agents.is_disjoint(&a.targets);
    sheet.flag(RolesSwapped, apart && crossed);
    sheet.flag(PartiesShared, apart && !crossed && !a.parties().is_disjoint(&b.parties()));
}

/// Whether the two name a place in common.
pub(crate) fn places_meet(a: &Facts<'_>, b: &Facts<'_>) -> bool {
    let by_id = |id: Option<u32>| id.is_some() && b.claim.places.iter().any(|p| p.geonameid == id);
    a.claim.places.iter().any(|p| by_id(p.geonameid))
        || a.places.iter().any(|x| b.places.iter().any(|y| same_name(x, y)))
}

fn setting(a: &Facts<'_>, b: &Facts<'_>, sheet: &mut Sheet) {
    use Feature::*;
    match (a.places.is_empty(), b.places.is_empty()) {
        (true, true) => {}
        (false, false) if places_meet(a, b) => sheet.put(SharedPlace, 1.0),
        (false, false) => sheet.put(OtherPlaces, 1.0),
        _ => sheet.put(OnePlaceless, 1.0),
    }
    match (a.days, b.days) {
        (Some(x), Some(y)) if x == y => sheet.put(SameDays, 1.0),
        (Some(x), Some(y)) if x.0 <= y.1 && y.0 <= x.1 => sheet.put(OverlapDays, 1.0),
        (Some(x), Some(y)) => {
            let gap = if x.0 > y.1 { (x.0 - y.1).get_days() } else { (y.0 - x.1).get_days() };
            sheet.put(DaysApart, f64::from(gap.abs()).ln_1p());
        }
        (None, None) => {}
        _ => sheet.put(OneUndated, 1.0),
    }
    let mode = same_mode(a, b);
    sheet.flag(SameModeAndPlace, mode && places_meet(a, b));
    sheet.flag(SameModeAndDay, mode && a.days.is_some() && a.days == b.days);
}

fn speaking(a: &Facts<'_>, b: &Facts<'_>, sheet: &mut Sheet) {
    use Feature::*;
    match (&a.side, &b.side) {
        (Some(x), Some(y)) if x == y => sheet.put(SameSide, 1.0),
        (Some(_), Some(_)) => sheet.put(OtherSide, 1.0),
        (None, None) => {}
        _ => sheet.put(OneUnsourced, 1.0),
    }
    let open = |s: Status| matches!(s, Status::Planned | Status::CalledFor | Status::Possible);
    sheet.flag(SameStatus, a.claim.status == b.claim.status);
    sheet.flag(OppositeStatus, a.negative != b.negative);
    sheet.flag(PlannedStatus, open(a.claim.status) != open(b.claim.status));
}

fn wording(a: &Facts<'_>, b: &Facts<'_>, sheet: &mut Sheet) {
    use Feature::*;
    let likeness = dice(&a.words, &b.words);
    sheet.put(LikeWords, likeness);
    sheet.put(LikeWordsSquared, likeness * likeness);
    sheet.put(WordsHeld, overlap(&a.words, &b.words));
    sheet.put(LikePairs, dice(&a.pairs, &b.pairs));
    sheet.put(LikeNames, dice(&a.names, &b.names));
    let letters = dice(&a.letters, &b.letters);
    sheet.put(LikeLetters, letters);
    sheet.put(LikeLettersSquared, letters * letters);
    if a.distance(b).is_some() {
        sheet.put(ReportAndWords, likeness);
        sheet.put(ReportAndNames, dice(&a.names, &b.names));
    }
    if a.is_tally() || b.is_tally() {
        return;
    }
    let typed = a.claim.event_type() == b.claim.event_type();
    let skeleton = typed && a.agents == b.agents && a.targets == b.targets && !a.parties().is_empty();
    let mode = same_mode(a, b);
    sheet.flag(SameSkeleton, skeleton);
    sheet.flag(SkeletonAndMode, skeleton && mode);
    sheet.put(SkeletonAndWords, if skeleton { likeness } else { 0.0 });
    sheet.put(ModeAndWords, if mode { likeness } else { 0.0 });
}

/// What counts for more together than apart.
fn together(a: &Facts<'_>, b: &Facts<'_>, sheet: &mut Sheet) {
    use Feature::*;
    if a.is_tally() || b.is_tally() {
        return;
    }
    let (mode, place) = (same_mode(a, b), places_meet(a, b));
    let day = a.days.is_some() && a.days == b.days;
    let agents = !a.agents.is_empty() && a.agents == b.agents;
    let typed = a.claim.event_type() == b.claim.event_type();
    sheet.flag(AgentsAndPlace, agents && place);
    sheet.flag(AgentsAndDay, agents && day);
    sheet.flag(PlaceAndDay, place && day);
    sheet.flag(OneDayLongAgo, typed && day && long_ago(a) && long_ago(b));
    let truces = (truce(a), truce(b));
    let broker = |f: &Facts<'_>| f.claim.event_type() == Some("CONSULT");
    sheet.flag(BothTruce, truces == (true, true));
    sheet.flag(TruceAndBroker, truces.0 && broker(b) || truces.1 && broker(a));
    if a.distance(b).is_some() {
        sheet.flag(ReportAndMode, mode);
        sheet.flag(ReportAndSkeleton, typed && agents && a.targets == b.targets);
        sheet.flag(ReportAndPlace, place);
        sheet.flag(ReportAndDay, day);
        sheet.flag(ReportAndSide, a.side.is_some() && a.side == b.side);
    }
}

fn truce(facts: &Facts<'_>) -> bool {
    facts.claim.event_type() == Some("AGREE") && facts.claim.mode() == Some("ceasefire")
}

/// Whether a claim tells of one day at least three days before its report.
fn long_ago(facts: &Facts<'_>) -> bool {
    let (Some((start, end)), Some(published)) = (facts.days, facts.published) else { return false };
    start == end && (published - end).get_days() >= 3
}

fn figures(a: &Facts<'_>, b: &Facts<'_>, sheet: &mut Sheet) {
    use Feature::*;
    if a.claim.kind != ClaimKind::Tally || b.claim.kind != ClaimKind::Tally {
        return;
    }
    let (Some(x), Some(y)) = (&a.claim.tally, &b.claim.tally) else { return };
    let (same, likely) = (crate::facts::same_bounds(x, y), crate::facts::bounds_meet(x, y));
    sheet.flag(SameFigure, same);
    sheet.flag(LikeFigure, !same && likely);
    sheet.flag(OtherFigure, !same && !likely);
    sheet.flag(RoundFigure, same && x.best.or(x.low).or(x.high).is_some_and(|n| n <= 5.0));
    let counted = crate::facts::same_count(x, y);
    sheet.flag(SameCount, counted);
    sheet.flag(OtherCount, !counted);
    match (&x.party, &y.party) {
        (Some(p), Some(q)) => sheet.put(if p == q { SameOwner } else { OtherOwner }, 1.0),
        (None, None) => {}
        _ => sheet.put(OneOwnerless, 1.0),
    }
    match (x.civilian, y.civilian) {
        (Some(p), Some(q)) => sheet.flag(CivilianDiffers, p != q),
        (None, None) => {}
        _ => sheet.put(OneCivilian, 1.0),
    }
    if let (Some(p), Some(q)) = (x.scope, y.scope) {
        sheet.put(if p == q { SameScope } else { OtherScope }, 1.0);
    }
}
