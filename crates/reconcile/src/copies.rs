//! Copies: reports that print, word for word or lightly edited, what another report prints. They count once.

use std::collections::BTreeMap;

use herodotus_schema::Claim;

use crate::facts::{fold, overlap, sorted};
use crate::hash;
use crate::index::Index;

/// How many words in a row make one shingle (Broder 1997).
const SHINGLE: usize = 4;

/// The share of the shorter report's shingles that the other must hold.
const HELD: f64 = 0.7;

/// Reports with fewer shingles say too little to tell a copy from the same words of one speaker.
const FEWEST: usize = 24;

/// For each report that copies another, the report that it copies: the first to print it.
pub(crate) fn copies<'c>(index: &Index<'c>) -> BTreeMap<&'c str, &'c str> {
    let mut first_with: BTreeMap<u64, &'c str> = BTreeMap::new();
    let mut prints: BTreeMap<&'c str, Vec<u64>> = BTreeMap::new();
    let mut out = BTreeMap::new();
    for members in in_order(index) {
        let id = index.claims[members[0]].report.id.as_str();
        let print = sorted(members.iter().flat_map(|&n| shingles(index.claims[n])).collect());
        let mut seen: BTreeMap<&'c str, usize> = BTreeMap::new();
        for original in print.iter().filter_map(|shingle| first_with.get(shingle)) {
            *seen.entry(original).or_default() += 1;
        }
        // The report that printed most of these words first; the first of equals.
        let likeliest = seen.into_iter().max_by(|x, y| x.1.cmp(&y.1).then(y.0.cmp(x.0)));
        let alike = |original: &str| prints.get(original).is_some_and(|known| overlap(known, &print) >= HELD);
        if print.len() < FEWEST {
            continue;
        } else if let Some((original, _)) = likeliest.filter(|(original, _)| alike(original)) {
            out.insert(id, original);
        } else {
            for &shingle in &print {
                first_with.entry(shingle).or_insert(id);
            }
            prints.insert(id, print);
        }
    }
    out
}

/// The claims of each report, reports in canonical order.
fn in_order<'i>(index: &'i Index<'_>) -> Vec<&'i Vec<usize>> {
    let mut reports: Vec<&Vec<usize>> = index.reports.values().collect();
    reports.sort_by_key(|members| members[0]);
    reports
}

/// Every few words in a row of a claim's quote.
fn shingles(claim: &Claim) -> Vec<u64> {
    let folded = fold(&claim.quote);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(SHINGLE).map(|row| hash::of(row.iter().copied())).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn report(id: &str, quotes: &[&str]) -> Vec<Claim> {
        let claim = |(n, quote): (usize, &&str)| {
            let at = n as u32 * 200;
            serde_json::from_value(json!({"id": format!("{id}#{n}"), "report": {"id": id, "published": "2031-05-04"},
                "span": {"start": at, "end": at + 100}, "quote": quote, "kind": "event", "status": "happened",
                "certainty": "firm"}))
            .unwrap()
        };
        quotes.iter().enumerate().map(claim).collect()
    }

    const FIRST: &str =
        "gunners of the northern army shelled the harbour of Dalmar from before dawn until the ferry had left";
    const SECOND: &str =
        "the mayor told a crowd of fishermen that no boat would put out again before the guns were silent";

    fn copied(claims: &[Claim]) -> Vec<(String, String)> {
        let index = Index::new(claims, &[]);
        copies(&index).into_iter().map(|(copy, of)| (copy.to_owned(), of.to_owned())).collect()
    }

    #[test]
    fn a_lightly_edited_copy_is_told_from_a_telling_in_other_words() {
        let edited = SECOND.replace("a crowd of fishermen", "fishermen");
        let other = "shells fell on the port in the early hours, and Dalmar's mayor kept the whole fishing fleet at its moorings \
            until further notice while crews waited on the quay";
        let claims = [report("a", &[FIRST, SECOND]), report("b", &[FIRST, &edited]), report("c", &[other])].concat();
        assert_eq!(copied(&claims), [("b".to_owned(), "a".to_owned())]);
    }

    #[test]
    fn one_statement_that_two_reports_quote_makes_no_copy() {
        let own = "rescue crews searched three collapsed warehouses on the quay and carried eleven wounded dockers to the hospital";
        let more = "the harbour office said that repairs to the crane and to both piers would take until the autumn";
        let claims = [report("a", &[FIRST, SECOND]), report("b", &[FIRST, own, more])].concat();
        assert_eq!(copied(&claims), []);
    }
}
