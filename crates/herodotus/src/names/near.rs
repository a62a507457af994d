//! Names that one may have meant.

use std::collections::BTreeSet;

use herodotus_gazetteer::fold;

/// How many are named at most.
const NAMED: usize = 3;

/// The few of `known` that are most like `name`: a letter off where it is short, two where it is longer, or beginning with it.
/// Letter case and diacritics do not count; of equally near names those that come first are given.
pub fn near<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Vec<String> {
    let wanted = fold(name);
    let letters = wanted.chars().count();
    let reach = if letters < 5 { 1 } else { 2 };
    let distance = |other: &str| match strsim::osa_distance(&wanted, other) {
        near if near <= reach => Some(near),
        _ if letters >= 4 && other.starts_with(&wanted) => Some(reach + 1),
        _ => None,
    };
    let mut found: Vec<(usize, &str)> =
        known.into_iter().filter_map(|other| Some((distance(&fold(other))?, other))).collect();
    found.sort_by_key(|(distance, _)| *distance);
    let mut seen = BTreeSet::new();
    found.retain(|(_, name)| seen.insert(fold(name)));
    found.into_iter().take(NAMED).map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn a_slip_of_the_pen_finds_the_name() {
        let known = ["Ruritania", "Borduria", "Syldavia", "Orl\u{e9}", "Ruritania Today"];
        assert_eq!(near("Rurtiania", known), ["Ruritania"]);
        assert_eq!(near("ruritania", known), ["Ruritania", "Ruritania Today"]);
        assert_eq!(near("orle", known), ["Orl\u{e9}"]);
        assert!(near("xy", known).is_empty());
    }
}
