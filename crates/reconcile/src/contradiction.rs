//! Pairs of claims that cannot both be so: blame against blame, claim against denial, figure against figure.

use herodotus_schema::{Certainty, Scope, Tally};

use crate::camps::Camps;
use crate::facts::{DENIAL, Facts, bounds_meet, disjoint, overlap, same_count};
use crate::families::related;
use crate::features::places_meet;
use crate::lists::List;

/// A score from 0 to 1 and the reasons for it.
pub(crate) type Odds = (f64, Vec<String>);

/// The least score that makes a link, and that which a denial needs, or blame in another report: of those below it one in six
/// was right on the training gold.
const LEAST: f64 = 0.6;
const SURE: f64 = 0.68;

/// Judges whether `a` and `b` contradict each other.
pub(crate) fn judge(a: &Facts, b: &Facts, camps: &Camps<'_>) -> Option<Odds> {
    let odds = if a.is_tally() {
        figures(a, b)
    } else if let Some(odds) = each_other(a, b) {
        Some(odds)
    } else if a.claim.event_type() == Some("ACCUSE") && b.claim.event_type() == Some("ACCUSE") {
        None
    } else if a.negative != b.negative {
        let (denial, claim) = if a.negative { (a, b) } else { (b, a) };
        denied(denial, claim, camps)
    } else {
        blame(a, b, camps)
    };
    let doubtful = a.negative != b.negative || !a.is_tally() && a.report() != b.report();
    odds.filter(|(score, _)| *score >= if doubtful { SURE } else { LEAST })
}

/// How near the two stand in one report: 1 for neighbours, falling with distance; less across reports.
fn nearness(a: &Facts, b: &Facts) -> f64 {
    match a.distance(b) {
        Some(gap) => 1.0 / (1.0 + f64::from(gap) / 900.0),
        None => 0.3,
    }
}

/// Whether their days allow that both speak of one thing; an undated claim allows any.
fn days_allow(a: &Facts, b: &Facts) -> bool {
    match (a.days, b.days) {
        (Some(x), Some(y)) => x.0 <= y.1 && y.0 <= x.1,
        _ => true,
    }
}

fn places_allow(a: &Facts, b: &Facts) -> bool {
    a.places.is_empty() || b.places.is_empty() || places_meet(a, b)
}

/// A claim and its denial: one thing, by the same agent, that one side says was not so.
fn denied(denial: &Facts, claim: &Facts, camps: &Camps<'_>) -> Option<Odds> {
    if let Some(odds) = charge(denial, claim) {
        return Some(odds);
    }
    let same_side = denial.side.is_some() && denial.side == claim.side;
    let typed = denial.claim.event_type() == claim.claim.event_type() && denial.claim.event_type().is_some();
    if same_side || !typed || !places_allow(denial, claim) || !days_allow(denial, claim) {
        return None;
    }
    if denies(denial) { explicit(denial, claim, camps) } else { negated(denial, claim) }
}

/// Within how many code points before "denies the charge" the charge stands.
const CHARGED: u32 = 200;

/// Whether a claim denies something, rather than telling that something did not come about.
fn denies(facts: &Facts) -> bool {
    facts.claim.certainty == Certainty::Denied || facts.claim.mode() == Some(DENIAL)
}

/// A denial that names its charge only as such ("denies the accusation"): of what is told just before it, by somebody
/// else, of the one who denies.
fn charge(denial: &Facts, claim: &Facts) -> Option<Odds> {
    let bare = denial.claim.event_type() == Some("REJECT") || denial.claim.event_type() != claim.claim.event_type();
    let before = claim.claim.span.end <= denial.claim.span.start && denial.distance(claim)? <= CHARGED;
    let others = !claim.claim.attribution.is_empty() && claim.side != denial.side;
    let of_denier = denial.side.is_some_and(|side| claim.agents.contains(&side));
    let told = before && others && of_denier && claim.claim.event_type().is_some();
    (bare && denies(denial) && told).then(|| (0.8, vec!["the accused denies the charge told just before".to_owned()]))
}

/// A denial in so many words ("denied having shelled the port").
fn explicit(denial: &Facts, claim: &Facts, camps: &Camps<'_>) -> Option<Odds> {
    let mut points = Points::new(0.25, format!("one denies what the other claims ({})", kind_words(claim)));
    if denial.agents.is_empty() || claim.agents.is_empty() {
        points.add(0.1, "");
    } else if denial.agents == claim.agents {
        points.add(0.25, "by the same agent");
    } else if camps.any_allied(&denial.agents, &claim.agents) {
        points.add(0.1, "by one camp");
    } else {
        return None;
    }
    if denial.side.is_some_and(|side| camps.with(side, &claim.agents)) {
        points.add(0.1, "the accused denies it");
    }
    match denial.distance(claim) {
        Some(_) if denial.claim.span.start < claim.claim.span.start => points.add(-0.05, ""),
        Some(gap) if gap < 300 => points.add(0.25, "told right after it"),
        Some(gap) if gap < 900 => points.add(0.1, ""),
        Some(_) => {}
        None if !of_one_week(denial, claim) => return None,
        None if !places_meet(denial, claim) && (denial.days.is_none() || claim.days.is_none()) => return None,
        None => points.add(-0.1, ""),
    }
    if places_meet(denial, claim) {
        points.add(0.2, "the same place");
    }
    if denial.days.is_some() && denial.days == claim.days {
        points.add(0.1, "the same day");
    }
    points.add(if claim.side.is_some() { 0.1 } else { 0.0 }, "");
    points.add(0.2 * overlap(&denial.words, &claim.words), "");
    if !claim.agents.is_empty() && claim.agents == claim.targets {
        points.add(-0.3, "");
    }
    points.odds()
}

/// A statement that something did not happen, against one that it did or will.
fn negated(negative: &Facts, claim: &Facts) -> Option<Odds> {
    let modes = match (negative.claim.mode(), claim.claim.mode()) {
        (Some(x), Some(y)) => x == y || related(x, y),
        _ => false,
    };
    if !modes || negative.agents.is_empty() || negative.agents != claim.agents || !of_one_week(negative, claim) {
        return None;
    }
    let mut points = Points::new(0.3, format!("one negates what the other claims ({})", kind_words(claim)));
    points.add(if places_meet(negative, claim) { 0.2 } else { 0.0 }, "the same place");
    points.add(0.4 * overlap(&negative.words, &claim.words), "");
    points.add(if negative.side.is_some() && claim.side.is_some() { 0.2 } else { 0.0 }, "different sides say so");
    points.odds()
}

/// Points for and against, with the reasons that were worth telling.
struct Points {
    sum: f64,
    because: Vec<String>,
}

impl Points {
    fn new(sum: f64, reason: String) -> Points {
        Points { sum, because: vec![reason] }
    }

    /// Adds `points`; a reason is told when it speaks for the link.
    fn add(&mut self, points: f64, reason: &str) {
        self.sum += points;
        if points > 0.0 && !reason.is_empty() {
            self.because.push(reason.to_owned());
        }
    }

    fn odds(self) -> Option<Odds> {
        Some((self.sum.clamp(0.0, 1.0), self.because))
    }
}

fn told_by(facts: &Facts) -> &str {
    facts.claim.side().unwrap_or("unnamed")
}

fn kind_words(facts: &Facts) -> &str {
    facts.claim.mode().or(facts.claim.event_type()).unwrap_or("untyped")
}

/// Whether both stand in one report, or in reports published at most a week apart.
fn of_one_week(a: &Facts, b: &Facts) -> bool {
    let near = |(x, y): (jiff::civil::Date, jiff::civil::Date)| (x - y).get_days().abs() <= 7;
    a.report() == b.report() || a.published.zip(b.published).is_some_and(near)
}

/// Blame against blame: two hostile sides, each saying that the other did it.
fn blame(a: &Facts, b: &Facts, camps: &Camps<'_>) -> Option<Odds> {
    let (side_a, side_b) = (a.side?, b.side?);
    let typed = a.claim.event_type().is_some() && a.claim.event_type() == b.claim.event_type();
    if !typed || side_a == side_b || a.agents.is_empty() || b.agents.is_empty() {
        return None;
    }
    let hostile = a.claim.event_type() == Some("ASSAULT");
    let crossed = camps.with(side_a, &b.agents) && camps.with(side_b, &a.agents);
    let of_foes = !camps.with(side_a, &a.agents) && !camps.with(side_b, &b.agents);
    if !hostile
        || !crossed
        || !of_foes
        || !one_quarrel(a, b, camps)
        || !disjoint(&a.agents, &b.agents)
        || !days_allow(a, b)
        || !places_allow(a, b)
    {
        return None;
    }
    let mut because = vec![format!("each side says that the other did it ({}, {})", told_by(a), told_by(b))];
    let mut score = 0.15;
    if let (Some(x), Some(y)) = (a.claim.mode(), b.claim.mode()) {
        if x == y {
            score += 0.3;
            because.push(format!("both speak of {x}"));
        } else if related(x, y) {
            score += 0.1;
        } else {
            score -= 0.1;
        }
    }
    score += if a.report() == b.report() { 0.1 } else { 0.0 };
    score += 0.3 * nearness(a, b) + 0.2 * overlap(&a.words, &b.words);
    if a.claim.span == b.claim.span && a.report() == b.report() {
        score += 0.3;
        because.push("told in the same words".into());
    }
    if a.days.is_some() && a.days == b.days {
        score += 0.1;
        because.push("the same day".into());
    }
    if places_meet(a, b) {
        score += 0.15;
        because.push("the same place".into());
    }
    Some((score.min(1.0), because))
}

/// "Both accused each other": two accusations in the same words, each by whom the other is of; of an attack also where
/// the words name nobody.
fn each_other(a: &Facts, b: &Facts) -> Option<Odds> {
    let (side_a, side_b) = (a.side?, b.side?);
    let both = |kind: &str| [a, b].iter().all(|f| f.claim.event_type() == Some(kind) && !f.negative);
    let accusing = both("ACCUSE") && a.targets.contains(&side_b) && b.targets.contains(&side_a);
    // "Both reported fighting" blames nobody.
    let mutual = |f: &Facts| f.claim.mode().is_some_and(|mode| List::Mutual.has(mode));
    let unnamed = both("ASSAULT") && a.agents.is_empty() && b.agents.is_empty() && !mutual(a);
    let crossed = side_a != side_b && (accusing || unnamed);
    let same_words = a.distance(b).is_some() && a.claim.span == b.claim.span;
    let because = || vec![format!("in the same words each accuses the other ({}, {})", told_by(a), told_by(b))];
    (crossed && same_words).then(|| (0.9, because()))
}

/// Whether both speak of one quarrel, as far as they name who suffered: each the other's agent, or both the same third.
fn one_quarrel(a: &Facts, b: &Facts, camps: &Camps<'_>) -> bool {
    let open = a.targets.is_empty() || b.targets.is_empty();
    let returned = || camps.any_allied(&b.agents, &a.targets) && camps.any_allied(&a.agents, &b.targets);
    open || returned() || !disjoint(&a.targets, &b.targets)
}

/// Figures at odds: one thing counted to one day by different speakers with bounds that exclude each other.
fn figures(a: &Facts, b: &Facts) -> Option<Odds> {
    let (x, y) = (a.claim.tally.as_ref()?, b.claim.tally.as_ref()?);
    let by_two = match (a.side, b.side) {
        (Some(x), Some(y)) => x != y,
        // Of two figures of one report, one may count a part of what the other counts, unless two sides give them.
        _ => a.report() != b.report(),
    };
    if !by_two || !same_count(x, y) || bounds_meet(x, y) || !same_measure(x, y) {
        return None;
    }
    if !places_allow(a, b) || !one_day(a, b) {
        return None;
    }
    let incident = x.scope == Some(Scope::Incident);
    let mut score = 0.3 + 0.2 * nearness(a, b);
    let mut because = vec!["the same count with figures that exclude each other".to_owned()];
    if places_meet(a, b) {
        score += 0.2;
        because.push("the same place".into());
    } else if incident {
        score -= 0.15;
    }
    if x.party.is_some() && x.party == y.party {
        score += 0.15;
    }
    if a.side.is_some() && b.side.is_some() {
        score += 0.15;
        because.push("counted by different speakers".into());
    }
    Some((score.min(1.0), because))
}

/// Whether whose people, civilians or not, and scope agree, as far as they are told.
fn same_measure(x: &Tally, y: &Tally) -> bool {
    same_owner(x, y) && x.civilian == y.civilian
}

/// Whether two counts may be of one party's people or things, within one reach.
pub(crate) fn same_owner(x: &Tally, y: &Tally) -> bool {
    agree(&x.party, &y.party) && agree(&x.scope, &y.scope)
}

/// Whether two things are equal, or one of them is not told.
pub(crate) fn agree<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// Whether both counts stood at days at most one apart.
fn one_day(a: &Facts, b: &Facts) -> bool {
    match (a.reference_day(), b.reference_day()) {
        (Some(x), Some(y)) => (x - y).get_days().abs() <= 1,
        _ => a.report() == b.report(),
    }
}
