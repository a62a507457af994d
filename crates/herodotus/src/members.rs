//! Which claims belong to what reconciliation makes of them, and the choice of what a part of the claims belongs to.

use herodotus_schema::{Conflict, Discrepancy, Event, Pledge, Position, Reconciled, TallyPoint, TallySeries, Truce};

/// Something that reconciliation made of claims.
pub(crate) trait Members {
    /// What such things are called, with an article.
    const KIND: &'static str;

    /// The ids of its own claims. Those that only contradict it belong to something else.
    fn members(&self) -> Vec<&String>;

    /// Whether one of its claims is wanted.
    fn has(&self, wanted: &dyn Fn(&str) -> bool) -> bool {
        self.members().into_iter().any(|id| wanted(id))
    }
}

impl Members for Conflict {
    const KIND: &'static str = "a conflict";
    fn members(&self) -> Vec<&String> {
        self.claims.iter().collect()
    }
}

impl Members for Event {
    const KIND: &'static str = "an event";
    fn members(&self) -> Vec<&String> {
        self.accounts.iter().flat_map(|account| &account.claims).collect()
    }
}

impl Members for TallySeries {
    const KIND: &'static str = "a tally";
    fn members(&self) -> Vec<&String> {
        self.points.iter().flat_map(|point| &point.claims).chain(&self.notes).collect()
    }
}

impl Members for Truce {
    const KIND: &'static str = "a truce";
    fn members(&self) -> Vec<&String> {
        let brokers = self.brokers.iter().flat_map(|broker| &broker.claims);
        let breaches = self.breaches.iter().flat_map(|breach| &breach.claims);
        self.told.iter().chain(&self.terms).chain(&self.collapse).chain(brokers).chain(breaches).collect()
    }
}

impl Members for Pledge {
    const KIND: &'static str = "a pledge";
    fn members(&self) -> Vec<&String> {
        self.claims.iter().collect()
    }
}

impl Members for Discrepancy {
    const KIND: &'static str = "a discrepancy";
    fn members(&self) -> Vec<&String> {
        self.accounts.iter().flat_map(|account| &account.claims).collect()
    }
}

impl Members for Position {
    const KIND: &'static str = "a position";
    fn members(&self) -> Vec<&String> {
        self.claims.iter().collect()
    }
}

/// Of `whole` what one of the wanted claims belongs to, each as it is in the whole.
pub(crate) fn chosen(mut whole: Reconciled, wanted: &dyn Fn(&str) -> bool) -> Reconciled {
    whole.conflicts.retain(|one| one.has(wanted));
    whole.events.retain(|one| one.has(wanted));
    whole.tallies.retain(|one| one.has(wanted));
    whole.truces.retain(|one| one.has(wanted));
    whole.pledges.retain(|one| one.has(wanted));
    whole.discrepancies.retain(|one| one.has(wanted));
    whole.positions.retain(|one| one.has(wanted));
    whole
}

/// `series` with those figures alone that a wanted claim gives: the latest of them is the latest for a view of these claims.
pub(crate) fn with_figures_of(mut series: TallySeries, wanted: &dyn Fn(&str) -> bool) -> TallySeries {
    let before = series.points.len();
    series.points.retain(|point| point.claims.iter().any(|id| wanted(id)));
    if series.points.len() == before {
        return series;
    }
    let standing = |point: &&TallyPoint| !point.superseded;
    if let Some(latest) = series.points.iter().rev().find(standing).or(series.points.last()) {
        (series.low, series.best, series.high) = (latest.low, latest.best, latest.high);
        (series.as_of, series.corroborated_by) = (latest.as_of, latest.reports.len() - latest.copies.len());
    }
    series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_corroborates_nothing_in_a_part_either() {
        let point = |claim: &str, reports: &[&str], copies: &[&str]| TallyPoint {
            claims: vec![claim.to_owned()],
            reports: reports.iter().map(|r| r.to_string()).collect(),
            copies: copies.iter().map(|r| r.to_string()).collect(),
            ..TallyPoint::default()
        };
        let points = vec![point("c-1", &["herald", "post"], &["post"]), point("c-2", &["herald", "wire"], &[])];
        let series = TallySeries { points, corroborated_by: 2, ..TallySeries::default() };
        assert_eq!(with_figures_of(series.clone(), &|id| id == "c-1").corroborated_by, 1);
        assert_eq!(with_figures_of(series, &|id| id == "c-2").corroborated_by, 2);
    }
}
