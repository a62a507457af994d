//! Which claims of a ledger a view is to be made of.

use herodotus_schema::{Actor, Claim};
use jiff::civil::Date;

/// A part of a ledger: by day, party and place. What is `None` is not asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// A party that speaks, acts, suffers or is counted.
    pub party: Option<String>,
    /// A place that is named.
    pub place: Option<String>,
}

impl Selection {
    /// Whether `claim` belongs to it. A claim without a day counts for its report's day of publication, and
    /// one without either belongs to any period. Names are compared without regard to case.
    pub fn keeps(&self, claim: &Claim) -> bool {
        self.in_period(claim) && self.of_party(claim) && self.at_place(claim)
    }

    fn in_period(&self, claim: &Claim) -> bool {
        let published = || claim.report.published.as_deref().and_then(|p| p.get(..10)?.parse::<Date>().ok());
        let counted = || claim.tally.as_ref().and_then(|t| t.as_of).map(|day| (day, day));
        let told = claim.when.as_ref().map(|w| (w.start.day(), w.end.day()));
        let Some((start, end)) = told.or_else(counted).or_else(|| published().map(|day| (day, day))) else {
            return true;
        };
        self.from.is_none_or(|from| end >= from) && self.to.is_none_or(|to| start <= to)
    }

    fn of_party(&self, claim: &Claim) -> bool {
        let Some(wanted) = self.party.as_deref().map(str::to_lowercase) else { return true };
        let is = |name: &str| name.to_lowercase() == wanted;
        let of = |actors: &[Actor]| actors.iter().any(|a| a.party.as_deref().is_some_and(is) || is(&a.text));
        let speaks = claim.attribution.iter().any(|s| s.party.as_deref().is_some_and(is));
        let counted = claim.tally.as_ref().and_then(|t| t.party.as_deref()).is_some_and(is);
        speaks || counted || of(&claim.agents) || of(&claim.targets)
    }

    fn at_place(&self, claim: &Claim) -> bool {
        let Some(wanted) = self.place.as_deref().map(str::to_lowercase) else { return true };
        let is = |name: &str| name.to_lowercase() == wanted;
        claim.places.iter().any(|p| is(&p.text) || p.name.as_deref().is_some_and(is))
    }
}
