//! The links of a ledger: each report that is new in it is linked to its neighbours, at a cost that does not grow with the
//! ledger.

use herodotus_ledger::{BlockPlace, Filter, Ledger, LedgerError};
use herodotus_reconcile::{Desk, Neighbour, Place, Shelf, Standing, edition, places_of};
use herodotus_schema::Claim;

/// For how many claims there is room at hand, at some seven kilobytes each: more would be fetched less often.
const ROOM: usize = 100_000;

/// Links the reports of `ledger` whose links were not judged yet.
///
/// Afterwards the links are those that [`herodotus_reconcile::link`] gives for all claims of the ledger, in whatever
/// order and in how many goes the reports came. A program killed meanwhile leaves whole reports linked, and the next
/// call goes on from there. Links made by another edition of the linker are judged again; so are all where claims were
/// corrected, rejected or coded anew.
pub fn relink(ledger: &mut Ledger) -> Result<(), LedgerError> {
    // Before the claims are read: what another program adds meanwhile is left to be judged.
    let position = ledger.position()?;
    if ledger.claims_were_changed()? {
        return link_all(ledger, position);
    }
    let edition = edition();
    let waiting = ledger.unlinked(&edition)?;
    let mut desk = Desk::with_room_for(ROOM);
    // With no report linked before, all take their places first: none then comes between others already linked.
    let afresh = ledger.counts()?.0 == waiting.len() as u64;
    if afresh {
        waiting.iter().try_for_each(|id| place(ledger, id))?;
    }
    for id in &waiting {
        let change = if afresh {
            desk.settle(&OfLedger(ledger), id)?
        } else {
            place(ledger, id)?;
            desk.arrive(&OfLedger(ledger), id)?
        };
        ledger.linked((id, &edition), &change.added, &change.dropped)?;
    }
    ledger.note_judged(position)
}

/// Judges the links between all claims at once and gives every report its places.
fn link_all(ledger: &mut Ledger, position: i64) -> Result<(), LedgerError> {
    let edition = edition();
    ledger.forget_places()?;
    let reports = ledger.unlinked(&edition)?;
    reports.iter().try_for_each(|id| place(ledger, id))?;
    let claims = ledger.claims(&Filter::default())?.collect::<Result<Vec<Claim>, _>>()?;
    ledger.replace_links(&herodotus_reconcile::link(&claims), position)?;
    reports.iter().try_for_each(|id| ledger.linked((id, &edition), &[], &[]))
}

/// Enters the places of the claims of the report `id`.
fn place(ledger: &mut Ledger, id: &str) -> Result<(), LedgerError> {
    let mut places = Vec::new();
    for claim in ledger.claims_of(id)? {
        places.extend(block_places(&claim?));
    }
    ledger.place(id, &places)
}

fn block_places(claim: &Claim) -> Vec<BlockPlace> {
    let places = places_of(claim);
    let Place { day, tie } = places.at;
    places.blocks.into_iter().map(|block| BlockPlace { block: block.name, day, tie }).collect()
}

/// The ledger as linking sees it.
struct OfLedger<'l>(&'l Ledger);

impl Shelf for OfLedger<'_> {
    type Error = LedgerError;

    fn claims(&self, report: &str) -> Result<Vec<Claim>, LedgerError> {
        self.0.claims_of(report)?.collect()
    }

    fn near(&self, block: u64, at: Place, most: usize) -> Result<[Vec<Neighbour>; 2], LedgerError> {
        let sides = self.0.neighbours(&BlockPlace { block, day: at.day, tie: at.tie }, most)?;
        let neighbour = |(day, tie, report)| Neighbour { at: Place { day, tie }, report };
        Ok(sides.map(|side| side.into_iter().map(neighbour).collect()))
    }

    fn links(&self, report: &str) -> Result<Vec<Standing>, LedgerError> {
        let standing = |(link, reports)| Standing { link, reports };
        Ok(self.0.links_of(report)?.into_iter().map(standing).collect())
    }
}
