//! Citations: the shortest prefixes that name claims within a view.

use std::collections::BTreeMap;

/// The fewest characters of a citation: "c-" and six of a claim id's hexadecimal digits.
const SHORTEST: usize = 8;

/// A citation for each of a set of claim ids.
#[derive(Debug, Clone, Default)]
pub struct Citations {
    of: BTreeMap<String, String>,
}

impl Citations {
    /// Cites `ids`: each by its first eight characters, or as many more as set it apart from its neighbours.
    pub fn new<'i>(ids: impl IntoIterator<Item = &'i str>) -> Citations {
        let mut sorted: Vec<&str> = ids.into_iter().collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut of = BTreeMap::new();
        for (n, id) in sorted.iter().enumerate() {
            let before = n.checked_sub(1).map_or(0, |m| shared(id, sorted[m]));
            let after = sorted.get(n + 1).map_or(0, |next| shared(id, next));
            let length = SHORTEST.max(before.max(after) + 1);
            of.insert((*id).to_owned(), id.chars().take(length).collect());
        }
        Citations { of }
    }

    /// The citation of claim `id`; the id itself if it was not among those cited.
    pub fn cite(&self, id: &str) -> String {
        self.of.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }
}

/// How many characters two ids begin with in common.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_are_short_and_tell_claims_apart() {
        let cited = Citations::new(["c-1a2b3c4d5e", "c-1a2b3c4d99", "c-77aa0011ff"]);
        assert_eq!(cited.cite("c-77aa0011ff"), "c-77aa00");
        assert_eq!(cited.cite("c-1a2b3c4d5e"), "c-1a2b3c4d5");
        assert_eq!(cited.cite("c-1a2b3c4d99"), "c-1a2b3c4d9");
    }
}
