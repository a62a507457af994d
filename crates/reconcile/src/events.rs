//! Events: groups of claims that tell the same, with the accounts of each voice side by side.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_schema::{Account, Claim, ClaimKind, Contrary, Event};

use crate::facts::DENIAL;
use crate::hash;
use crate::index::{Index, denies, interval, length, most, names, published, voice, voice_key};

/// Builds the events of everything that is not a figure, by day.
pub(crate) fn events(index: &Index<'_>) -> Vec<Event> {
    let groups = index.groups(|claim| claim.kind != ClaimKind::Tally);
    let contrary = contraries(index);
    let mut keyed: Vec<_> = groups.iter().map(|group| (day_key(index, group), group[0], group)).collect();
    keyed.sort_by_key(|(day, first, _)| (*day, *first));
    keyed.into_iter().map(|(_, _, group)| event(index, group, &contrary)).collect()
}

type Contraries = BTreeMap<usize, Vec<usize>>;

/// For each claim, those that contradict it.
fn contraries(index: &Index<'_>) -> Contraries {
    let mut out = Contraries::new();
    for &(a, b, _) in &index.contradictions {
        out.entry(a).or_default().push(b);
        out.entry(b).or_default().push(a);
    }
    out
}

fn day_key(index: &Index<'_>, group: &[usize]) -> Option<jiff::civil::Date> {
    narrowest(index, group).map(|i| i.start.day()).or_else(|| group.first().and_then(|&n| published(index.claims[n])))
}

/// The narrowest interval that a claim of `group` gives; the earliest of equals.
fn narrowest(index: &Index<'_>, group: &[usize]) -> Option<herodotus_schema::Interval> {
    let told = group.iter().filter_map(|&n| interval(index.claims[n]));
    told.min_by_key(|i| (length(i), i.start.day(), i.start))
}

fn event(index: &Index<'_>, group: &[usize], contrary: &Contraries) -> Event {
    let members = || group.iter().map(|&n| index.claims[n]);
    let smallest = members().map(|c| c.id.as_str()).min().unwrap_or("");
    let contradicted = group.iter().flat_map(|&n| contrary.get(&n).into_iter().flatten().map(move |&other| (other, n)));
    let contradicted = contradicted
        .map(|(other, n)| Contrary { claim: index.claims[other].id.clone(), against: index.claims[n].id.clone() });
    Event {
        id: hash::id("e-", [smallest]),
        conflict: index.conflict_of(group.iter().copied()),
        kind: most(members().filter_map(|c| c.event_type().map(str::to_owned))),
        mode: most(members().filter_map(|c| c.mode().filter(|m| *m != DENIAL).map(str::to_owned)))
            .or_else(|| most(members().filter_map(|c| c.mode().map(str::to_owned)))),
        status: most(members().map(|c| c.status)),
        lasting: most(members().map(|c| c.kind)) == Some(ClaimKind::State),
        when: narrowest(index, group),
        agents: gather(members(), |c| names(&c.agents).collect()),
        targets: gather(members(), |c| names(&c.targets).collect()),
        places: gather(members(), |c| c.places.iter().map(|p| p.name.clone().unwrap_or(p.text.clone())).collect()),
        accounts: accounts(index, group),
        contradicted: contradicted.collect(),
        copies: index.copied(&index.reports_of(group)),
        reports: index.reports_of(group),
    }
}

fn gather<'c>(claims: impl Iterator<Item = &'c Claim>, of: impl Fn(&Claim) -> Vec<String>) -> Vec<String> {
    claims.flat_map(of).collect::<BTreeSet<String>>().into_iter().collect()
}

/// What each voice tells, voices in the order of their first claim; a denial stands apart from what the same
/// voice affirms.
pub(crate) fn accounts(index: &Index<'_>, group: &[usize]) -> Vec<Account> {
    let mut keys = Vec::new();
    let mut out: Vec<Account> = Vec::new();
    for &n in group {
        let claim = index.claims[n];
        let key = (voice_key(claim), denies(claim));
        let at = keys.iter().position(|known| *known == key).unwrap_or_else(|| {
            keys.push(key);
            out.push(Account { voice: voice(claim), claims: Vec::new(), denies: denies(claim) });
            out.len() - 1
        });
        out[at].claims.push(claim.id.clone());
    }
    out
}
