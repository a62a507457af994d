//! Who stands against whom, as the claims themselves tell it: needed to see blame against blame.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::Facts;

/// How often each party is said to act against another, whichever way round.
#[derive(Default)]
pub(crate) struct Camps {
    foes: BTreeMap<String, BTreeMap<String, u32>>,
}

/// Types of event that set two parties against each other.
const HOSTILE: &[&str] = &["ASSAULT", "ACCUSE", "THREATEN", "COERCE"];

impl Camps {
    /// Counts the hostile claims among `claims`.
    pub(crate) fn new(claims: &[Facts<'_>]) -> Camps {
        let mut camps = Camps::default();
        for facts in claims {
            if !facts.claim.event_type().is_some_and(|t| HOSTILE.contains(&t)) {
                continue;
            }
            for agent in &facts.agents {
                for target in facts.targets.iter().filter(|t| *t != agent) {
                    camps.count(agent, target);
                    camps.count(target, agent);
                }
            }
        }
        camps
    }

    fn count(&mut self, of: &str, against: &str) {
        *self.foes.entry(of.to_owned()).or_default().entry(against.to_owned()).or_default() += 1;
    }

    fn against(&self, a: &str, b: &str) -> u32 {
        self.foes.get(a).and_then(|foes| foes.get(b)).copied().unwrap_or(0)
    }

    /// Whether `a` and `b` are one party, or share a foe whom both face more often than each other.
    pub(crate) fn allied(&self, a: &str, b: &str) -> bool {
        if a == b {
            return true;
        }
        let Some(foes) = self.foes.get(a) else { return false };
        let between = self.against(a, b);
        foes.iter().any(|(foe, &count)| foe != b && count > 2 * between && self.against(b, foe) > 2 * between)
    }

    /// Whether any of `some` stands with any of `others`.
    pub(crate) fn any_allied(&self, some: &BTreeSet<String>, others: &BTreeSet<String>) -> bool {
        some.iter().any(|a| others.iter().any(|b| self.allied(a, b)))
    }

    /// Whether `party` stands with any of `others`.
    pub(crate) fn with(&self, party: &str, others: &BTreeSet<String>) -> bool {
        others.iter().any(|other| self.allied(party, other))
    }
}
