//! The truce register: truces with attributed brokers, terms, end and breaches.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_schema::{Breach, Broker, Claim, Interval, Moment, Status, Truce};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::hash;
use crate::index::{Index, VoiceKey, interval, length, names, parties, published, voice, voice_key};
use crate::truce_words::{Which, which};

/// An interval of at most so many days beyond its first gives a truce its day; a longer one is a window.
const PRECISE: i32 = 3;
/// Truces that begin at most so many days apart are one (agreed at night, in force at noon).
const ONE_TRUCE: i32 = 1;
/// A window longer than this says nothing of a truce's time.
const WINDOW: i32 = 400;
/// How many days back a claim without a day may reach for the truce it speaks of.
const REMEMBERED: i64 = 21;
/// How many days after its start a truce may be told broken.
const BREACHED: i64 = 60;
/// What a claim tells of a truce.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    Agreed,
    Brokered,
    Collapsed,
    Broken,
}

/// A claim of a truce.
#[derive(Debug, Clone, Copy)]
struct Telling {
    /// Its place in the index.
    n: usize,
    tells: Tells,
    /// The day that it speaks of.
    day: Date,
}

fn tells(claim: &Claim) -> Option<Tells> {
    let told = matches!(claim.status, Status::Happened | Status::Ongoing | Status::Planned);
    match (claim.event_type(), claim.mode()?) {
        (Some("AGREE"), "ceasefire" | "truce") if told => Some(Tells::Agreed),
        (Some("CONSULT"), "mediation") if claim.status == Status::Happened && !claim.agents.is_empty() => {
            Some(Tells::Brokered)
        }
        (_, "ceasefire-collapse") => Some(Tells::Collapsed),
        (_, "ceasefire-violation") => Some(Tells::Broken),
        _ => None,
    }
}

/// A truce while it is being put together.
struct Draft {
    /// The conflict that its first claim belongs to.
    conflict: Option<usize>,
    when: Interval,
    /// Whether `when` is told, rather than the days that the claim may reach back over.
    dated: bool,
    which: Which,
    count: u32,
    agreed: Vec<usize>,
    brokered: Vec<(usize, bool)>,
    collapsed: Vec<usize>,
    broken: Vec<usize>,
}

impl Draft {
    fn new(when: Interval, which: Which, conflict: Option<usize>) -> Draft {
        Draft {
            conflict,
            when,
            dated: true,
            which,
            count: which.count.unwrap_or(1),
            agreed: Vec::new(),
            brokered: Vec::new(),
            collapsed: Vec::new(),
            broken: Vec::new(),
        }
    }

    /// Whether words that tell of `which` may tell of this truce.
    fn allows(&self, which: Which) -> bool {
        match (self.which.ordinal, which.ordinal) {
            (Some(x), Some(y)) => x == y,
            (Some(x), None) => !which.other || x > 1,
            (None, Some(y)) => !self.which.other || y > 1,
            (None, None) => which.all || self.which.all || which.other == self.which.other || which == Which::default(),
        }
    }

    /// Whether a claim of `conflict` may tell of this truce.
    fn is_in(&self, conflict: Option<usize>) -> bool {
        Index::one_conflict(self.conflict, conflict)
    }

    fn put(&mut self, tells: Tells, n: usize, together: bool) {
        match tells {
            Tells::Agreed => self.agreed.push(n),
            Tells::Brokered => self.brokered.push((n, together)),
            Tells::Collapsed => self.collapsed.push(n),
            Tells::Broken => self.broken.push(n),
        }
    }
}

/// Builds the truces, by day.
pub(crate) fn truces(index: &Index<'_>) -> Vec<Truce> {
    let tellings: Vec<(usize, Tells)> =
        index.claims.iter().enumerate().filter_map(|(n, claim)| Some((n, tells(claim)?))).collect();
    let mut drafts = precise(index, &tellings);
    windows(index, &tellings, &mut drafts);
    undated(index, &tellings, &mut drafts);
    drafts.sort_by_key(|d| (d.when.end.day(), d.when.start.day()));
    drafts.iter().map(|draft| finish(index, draft)).collect()
}

/// How many words before a claim's own tell which truce it speaks of.
const BEFORE: usize = 6;

/// Which truces the claim at `n` speaks of: by its words, with the few before them where a longer claim holds it.
fn told_of(index: &Index<'_>, n: usize) -> Which {
    let claim = index.claims[n];
    let own = which(&claim.quote);
    if own != Which::default() && !own.all {
        return own;
    }
    let holds = |m: &&usize| {
        let other = index.claims[**m].span;
        **m != n && other.contains(claim.span) && other.start < claim.span.start
    };
    let Some(&holder) = index.neighbours(n).iter().filter(holds).min_by_key(|&&m| index.claims[m].span.start) else {
        return own;
    };
    let holder = index.claims[holder];
    let gap = (claim.span.start - holder.span.start) as usize;
    let head: String = holder.quote.chars().take(gap).collect();
    let words: Vec<&str> = head.split_whitespace().collect();
    let near = words[words.len().saturating_sub(BEFORE)..].join(" ");
    match which(&format!("{near} {}", claim.quote)) {
        wider if wider.ordinal.is_some() || wider.other => wider,
        _ => own,
    }
}

/// Truces whose day is told.
fn precise(index: &Index<'_>, tellings: &[(usize, Tells)]) -> Vec<Draft> {
    let mut dated: Vec<(Interval, usize, Tells)> = tellings
        .iter()
        .filter(|(_, tells)| matches!(tells, Tells::Agreed | Tells::Brokered))
        .filter_map(|&(n, tells)| Some((interval(index.claims[n]).filter(|i| length(i) <= PRECISE)?, n, tells)))
        .collect();
    dated.sort_by_key(|(when, n, _)| (when.start.day(), when.end.day(), *n));
    let mut drafts: Vec<Draft> = Vec::new();
    for (when, n, tells) in dated {
        let (told, conflict) = (told_of(index, n), index.conflict(n));
        let fits = |d: &Draft| near(&d.when, &when) && d.allows(told) && d.is_in(conflict);
        let at = drafts.iter().position(fits).unwrap_or_else(|| {
            drafts.push(Draft::new(when, told, conflict));
            drafts.len() - 1
        });
        let draft = &mut drafts[at];
        if draft.which == Which::default() {
            draft.which = told;
        }
        if length(&when) < length(&draft.when) {
            draft.when = when;
        }
        draft.put(tells, n, false);
    }
    drafts
}

fn near(a: &Interval, b: &Interval) -> bool {
    let apart = (b.start.day() - a.end.day()).get_days().max((a.start.day() - b.end.day()).get_days());
    apart <= ONE_TRUCE
}

/// Claims that tell of a window: of the truces in it, or of truces that are only told so.
fn windows(index: &Index<'_>, tellings: &[(usize, Tells)], drafts: &mut Vec<Draft>) {
    let mut wide: Vec<(Interval, usize, Tells)> = Vec::new();
    for &(n, tells) in tellings {
        let Some(when) = interval(index.claims[n]) else { continue };
        let wanted = match tells {
            Tells::Agreed | Tells::Brokered => (PRECISE + 1..=WINDOW).contains(&length(&when)),
            Tells::Collapsed => length(&when) <= WINDOW,
            Tells::Broken => false,
        };
        if wanted {
            wide.push((when, n, tells));
        }
    }
    // What became of truces is told of those that are known by then.
    wide.sort_by_key(|(when, n, tells)| (*tells == Tells::Collapsed, length(when), when.start.day(), *n));
    for (when, n, tells) in wide {
        let spare = i64::from(tells == Tells::Collapsed && length(&when) <= PRECISE);
        let (told, conflict) = (told_of(index, n), index.conflict(n));
        let all = tells == Tells::Collapsed || !told.other && told.ordinal.is_none();
        let inside = |d: &Draft| holds(&when, &d.when, spare) && (all || d.which == told) && d.is_in(conflict);
        let inside: Vec<usize> = (0..drafts.len()).filter(|&d| inside(&drafts[d])).collect();
        let together = inside.len() > 1;
        for &d in &inside {
            drafts[d].put(tells, n, together);
        }
        if inside.is_empty() && tells != Tells::Collapsed {
            let mut draft = Draft::new(when, told, conflict);
            draft.put(tells, n, false);
            drafts.push(draft);
        } else if inside.is_empty() {
            let told = published(index.claims[n]).unwrap_or(when.end.day());
            let day = when.end.day().max(when.start.day()).min(told);
            attach_latest(index, drafts, Telling { n, tells, day });
        }
    }
}

/// Whether `window` holds the truce told of `when`, with `spare` days at both ends.
fn holds(window: &Interval, when: &Interval, spare: i64) -> bool {
    window.start.day().saturating_sub(spare.days()) <= when.start.day()
        && when.end.day() <= window.end.day().saturating_add(spare.days())
}

/// Claims without a day, and breaches: of every truce of late if they tell of several, of the one that their words
/// set apart, or else of the latest truce before them.
fn undated(index: &Index<'_>, tellings: &[(usize, Tells)], drafts: &mut Vec<Draft>) {
    for &(n, tells) in tellings {
        let claim = index.claims[n];
        let told = interval(claim);
        if told.is_some() && tells != Tells::Broken {
            continue;
        }
        let which = told_of(index, n);
        let Some(day) = told.map(|i| i.end.day()).or_else(|| published(claim)) else { continue };
        // Another truce that is only proposed is none yet.
        if claim.status == Status::Planned && (which.other || which.ordinal.is_some() || which.count.is_some()) {
            continue;
        }
        if which.all || which.other || which.ordinal.is_some() {
            set_apart(index, drafts, Telling { n, tells, day }, which);
        } else if let Some(same) = drafts.iter().position(|d| {
            d.agreed.iter().chain(d.brokered.iter().map(|(m, _)| m)).any(|&m| index.group[m] == index.group[n])
        }) {
            drafts[same].put(tells, n, false);
        } else {
            attach_latest(index, drafts, Telling { n, tells, day });
        }
    }
}

/// Puts a claim to the recent truces that its words single out or tell together; without such a
/// truce, one that is counted or set apart makes an entry of its own.
fn set_apart(index: &Index<'_>, drafts: &mut Vec<Draft>, telling: Telling, which: Which) {
    let Telling { n, tells, day } = telling;
    let conflict = index.conflict(n);
    let from = day.saturating_sub(BREACHED.days());
    let recent = |d: &Draft| d.when.start.day() <= day.saturating_add(1.day()) && d.when.end.day() >= from;
    let wanted =
        |d: &Draft| d.is_in(conflict) && recent(d) && (which.all || d.which != Which::default() && d.allows(which));
    let found: Vec<usize> = (0..drafts.len()).filter(|&d| wanted(&drafts[d])).collect();
    let together = found.len() > 1 || which.all;
    for &d in &found {
        drafts[d].put(tells, n, together);
    }
    if !found.is_empty() || which.all && which.count.is_none() {
        return;
    }
    if matches!(tells, Tells::Broken) || tells == Tells::Collapsed && !which.all {
        return attach_latest(index, drafts, telling);
    }
    let mut draft = Draft::new(Interval::days(from, day), which, conflict);
    draft.dated = false;
    draft.put(tells, n, together);
    drafts.push(draft);
}

/// Puts a claim to the latest truce before it that it can still speak of.
fn attach_latest(index: &Index<'_>, drafts: &mut [Draft], Telling { n, tells, day }: Telling) {
    let reach = if tells == Tells::Broken { BREACHED } else { REMEMBERED };
    let from = day.saturating_sub(reach.days());
    let latest = drafts
        .iter_mut()
        .filter(|d| d.is_in(index.conflict(n)))
        .filter(|d| d.when.start.day() <= day.saturating_add(1.day()) && d.when.end.day() >= from)
        .max_by_key(|d| (d.when.start.day(), d.when.end.day()));
    if let Some(draft) = latest {
        draft.put(tells, n, false);
    }
}

fn finish(index: &Index<'_>, draft: &Draft) -> Truce {
    let told = || draft.agreed.iter().chain(draft.brokered.iter().map(|(n, _)| n)).copied();
    let smallest =
        told().chain(draft.collapsed.iter().copied()).map(|n| index.claims[n].id.as_str()).min().unwrap_or("");
    let ended = draft.collapsed.iter().filter_map(|&n| interval(index.claims[n]));
    let ended = ended.filter(|i| i.start.day() >= draft.when.start.day()).min_by_key(|i| (length(i), i.start.day()));
    Truce {
        // Several truces may be told by the same claims; their count and days tell them apart.
        id: hash::id(
            "r-",
            [smallest, &draft.count.to_string(), &draft.when.start.to_string(), &draft.when.end.to_string()],
        ),
        conflict: draft.conflict.map(|at| index.conflicts.all[at].id.clone()),
        count: draft.count,
        when: draft.dated.then_some(draft.when),
        in_force: instant(index, &draft.agreed),
        ended,
        parties: bound(index, &draft.agreed),
        brokers: brokers(index, &draft.brokered),
        told: index.ids(&told().collect::<BTreeSet<usize>>().into_iter().collect::<Vec<_>>()),
        terms: index.ids(&terms(index, &draft.agreed)),
        collapse: index.ids(&draft.collapsed),
        breaches: breaches(index, &draft.broken),
    }
}

/// The earliest instant that a claim of the truce tells to the hour.
fn instant(index: &Index<'_>, agreed: &[usize]) -> Option<Moment> {
    let starts = agreed.iter().filter_map(|&n| interval(index.claims[n])).map(|i| i.start);
    starts.filter(|m| matches!(m, Moment::Instant(..))).min()
}

/// Who is credited with brokering. Words that name no party known ("the ceasefire") are no broker's; their claim is told all
/// the same.
fn brokers(index: &Index<'_>, brokered: &[(usize, bool)]) -> Vec<Broker> {
    let mut out: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
    for &(n, together) in brokered {
        for party in parties(&index.claims[n].agents) {
            out.entry((together, party)).or_default().push(n);
        }
    }
    out.into_iter().map(|((together, party), claims)| Broker { party, claims: index.ids(&claims), together }).collect()
}

/// Claims of what a truce asks for: those that stand inside the words that tell it, or share its sentence.
fn terms(index: &Index<'_>, agreed: &[usize]) -> Vec<usize> {
    const KINDS: [&str; 4] = ["COOPERATE", "RETREAT", "AID", "CONCEDE"];
    let mut out = BTreeSet::new();
    for &n in agreed {
        let truce = index.claims[n];
        for &m in index.neighbours(n) {
            let other = index.claims[m];
            let sentence = truce.sentence.is_some() && truce.sentence == other.sentence;
            let close = sentence || truce.span.overlaps(other.span);
            if close && m != n && other.event_type().is_some_and(|t| KINDS.contains(&t)) {
                out.insert(m);
            }
        }
    }
    out.into_iter().collect()
}

/// Who is said to have broken a truce, and by whom.
type Accusation = (Vec<String>, VoiceKey);

fn breaches(index: &Index<'_>, broken: &[usize]) -> Vec<Breach> {
    let mut keyed: BTreeMap<Accusation, Vec<usize>> = BTreeMap::new();
    for &n in broken {
        let claim = index.claims[n];
        let by: BTreeSet<String> = names(&claim.agents).collect();
        keyed.entry((by.into_iter().collect(), voice_key(claim))).or_default().push(n);
    }
    let against = |members: &[usize]| {
        let pairs =
            index.contradictions.iter().filter_map(|&(a, b, _)| match (members.contains(&a), members.contains(&b)) {
                (true, false) => Some(b),
                (false, true) => Some(a),
                _ => None,
            });
        index.ids(&pairs.collect::<BTreeSet<usize>>().into_iter().collect::<Vec<_>>())
    };
    let breach = |((by, _), members): (Accusation, Vec<usize>)| Breach {
        by,
        voice: voice(index.claims[members[0]]),
        claims: index.ids(&members),
        contradicted: against(&members),
    };
    keyed.into_iter().map(breach).collect()
}

/// Who is bound by what is told in claims: parties that are known. Other words ("the rivals", "the truce") stand in the claims.
pub(crate) fn bound(index: &Index<'_>, told: &[usize]) -> Vec<String> {
    let all: BTreeSet<String> = told.iter().flat_map(|&n| parties(&index.claims[n].agents)).collect();
    all.into_iter().collect()
}
