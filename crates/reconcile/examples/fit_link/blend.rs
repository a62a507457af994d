//! Claims half way between hand-made and read ones, to grow trees on: in what is read some fields are right and others
//! wrong, in ever other mixtures, and there are few hand-linked reports.

use std::collections::BTreeMap;

use herodotus_schema::Claim;

use crate::boost::drawn;

/// Of each hundred fields of a blend, how many are as they were read; a set of blends is made for each.
pub const AS_READ: [u64; 2] = [50, 70];

/// Puts one or more fields of the first claim as they are in the second.
type Put = fn(&mut Claim, &Claim);

const FIELDS: [Put; 8] = [
    |to, from| (to.event, to.kind, to.tally) = (from.event.clone(), from.kind, from.tally.clone()),
    |to, from| to.agents = from.agents.clone(),
    |to, from| to.targets = from.targets.clone(),
    |to, from| to.places = from.places.clone(),
    |to, from| to.when = from.when.clone(),
    |to, from| (to.quote, to.span) = (from.quote.clone(), from.span),
    |to, from| to.attribution = from.attribution.clone(),
    |to, from| (to.status, to.certainty) = (from.status, from.certainty),
];

/// The hand-made claims, `as_read` in a hundred of the fields of each as in the claim that was read for it; which, is the
/// same at every run. `matched` gives for the ids of read claims those of the hand-made ones.
pub fn blend(made: &[Claim], read: &[Claim], matched: &BTreeMap<String, String>, as_read: u64) -> Vec<Claim> {
    let of: BTreeMap<&str, &Claim> =
        read.iter().filter_map(|claim| Some((matched.get(&claim.id)?.as_str(), claim))).collect();
    let one = |(n, claim): (usize, &Claim)| {
        let mut claim = claim.clone();
        if let Some(read) = of.get(claim.id.as_str()) {
            let draw = |field: usize| drawn(as_read as usize * FIELDS.len() + field, n, as_read);
            FIELDS.iter().enumerate().filter(|(field, _)| draw(*field)).for_each(|(_, put)| put(&mut claim, read));
        }
        claim
    };
    made.iter().enumerate().map(one).collect()
}
