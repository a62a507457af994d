//! Discrepancies and positions as the situation report shows them.

use std::collections::BTreeMap;

use herodotus_schema::{Discrepancy, Position};

use super::situation::{DiscrepancyLine, PartyPositions, PositionLine};
use super::statement::Lines;
use super::words;

/// The accounts at odds, at most `most`, and how many more there are.
pub(crate) fn discrepancies(lines: &Lines<'_>, all: &[Discrepancy], most: usize) -> (Vec<DiscrepancyLine>, usize) {
    let line = |d: &Discrepancy| DiscrepancyLine {
        id: d.id.clone(),
        kind: d.kind,
        title: words::discrepancy(d.kind).to_owned(),
        accounts: lines.accounts(&d.accounts),
        left_out: 0,
    };
    (all.iter().take(most).map(line).collect(), all.len().saturating_sub(most))
}

/// Who supports, mediates, calls for what: parties with more claims first, at most `most` positions each.
pub(crate) fn positions(lines: &Lines<'_>, all: &[Position], most: usize) -> Vec<PartyPositions> {
    let mut parties: BTreeMap<&str, Vec<&Position>> = BTreeMap::new();
    for position in all {
        parties.entry(&position.party).or_default().push(position);
    }
    let mut parties: Vec<(&str, Vec<&Position>)> = parties.into_iter().collect();
    parties.sort_by_key(|(party, positions)| {
        (std::cmp::Reverse(positions.iter().map(|p| p.claims.len()).sum::<usize>()), *party)
    });
    let party = |(party, mut positions): (&str, Vec<&Position>)| {
        let left_out = positions.len().saturating_sub(most);
        positions.sort_by_key(|p| (std::cmp::Reverse(p.claims.len()), p.stance, p.toward.clone()));
        positions.truncate(most);
        positions.sort_by(|x, y| (x.stance, &x.toward).cmp(&(y.stance, &y.toward)));
        let line = |p: &&Position| PositionLine {
            stance: p.stance,
            toward: p.toward.clone(),
            told: lines.each(&p.claims),
            left_out: 0,
        };
        PartyPositions { party: party.to_owned(), positions: positions.iter().map(line).collect(), left_out }
    };
    parties.into_iter().map(party).collect()
}
