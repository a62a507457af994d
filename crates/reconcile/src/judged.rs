//! What was judged of pairs of groups lately, so that no pair is judged twice while its reports are at hand.

use std::collections::HashMap;

use crate::judge::{Of, groups_same};

/// How many pairs of each generation are kept: some fifty bytes each.
const PAIRS: usize = 100_000;

/// How likely two groups tell the same, with the two claims that do so surest; as [`groups_same`] gives it.
type Judged = Option<(f64, (usize, usize))>;

/// Two groups: each a report as it was once prepared, by serial number, and which of its groups.
type Key = [(u64, u32); 2];

/// Judgements of two generations: when the young are too many they become the old, and the old are forgotten.
#[derive(Default)]
pub(crate) struct JudgedPairs {
    young: HashMap<Key, Judged>,
    old: HashMap<Key, Judged>,
}

impl JudgedPairs {
    /// What [`groups_same`] says of the two groups, judged at most once while it is remembered.
    pub(crate) fn groups_same(&mut self, a: Of<'_>, b: Of<'_>) -> Judged {
        let key = [a, b].map(|(report, unit)| (report.serial, unit as u32));
        if let Some(known) = self.young.get(&key).or_else(|| self.old.get(&key)) {
            return *known;
        }
        let judged = groups_same(a, b);
        if self.young.len() == PAIRS {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, judged);
        judged
    }
}
