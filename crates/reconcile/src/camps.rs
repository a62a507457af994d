//! Who stands against whom, as the claims of two reports tell it: needed to see blame against blame.

use std::collections::BTreeMap;

use crate::facts::Facts;

/// How often each party is said in one report to act against another, whichever way round.
#[derive(Debug, Default)]
pub(crate) struct Foes(BTreeMap<u64, BTreeMap<u64, u32>>);

/// Types of event that set two parties against each other.
const HOSTILE: &[&str] = &["ASSAULT", "ACCUSE", "THREATEN", "COERCE"];

impl Foes {
    /// Counts the hostile claims of one report.
    pub(crate) fn of(claims: &[Facts]) -> Foes {
        let mut foes = Foes::default();
        for facts in claims.iter().filter(|f| f.claim.event_type().is_some_and(|t| HOSTILE.contains(&t))) {
            for &agent in &facts.agents {
                for &target in facts.targets.iter().filter(|t| **t != agent) {
                    *foes.0.entry(agent).or_default().entry(target).or_default() += 1;
                    *foes.0.entry(target).or_default().entry(agent).or_default() += 1;
                }
            }
        }
        foes
    }

    fn count(&self, a: u64, b: u64) -> u32 {
        self.0.get(&a).and_then(|foes| foes.get(&b)).copied().unwrap_or(0)
    }
}

/// What the reports of a pair of claims tell together: no third report sways the judgement.
pub(crate) struct Camps<'f>(pub(crate) &'f [&'f Foes]);

impl Camps<'_> {
    fn against(&self, a: u64, b: u64) -> u32 {
        self.0.iter().map(|foes| foes.count(a, b)).sum()
    }

    /// Whether `a` and `b` are one party, or share a foe whom both face more often than each other.
    pub(crate) fn allied(&self, a: u64, b: u64) -> bool {
        let between = || 2 * self.against(a, b);
        let mut foes = self.0.iter().filter_map(|foes| foes.0.get(&a)).flat_map(BTreeMap::keys);
        a == b || foes.any(|&foe| foe != b && self.against(a, foe) > between() && self.against(b, foe) > between())
    }

    /// Whether any of `some` stands with any of `others`.
    pub(crate) fn any_allied(&self, some: &[u64], others: &[u64]) -> bool {
        some.iter().any(|&a| self.with(a, others))
    }

    /// Whether `party` stands with any of `others`.
    pub(crate) fn with(&self, party: u64, others: &[u64]) -> bool {
        others.iter().any(|&other| self.allied(party, other))
    }
}
