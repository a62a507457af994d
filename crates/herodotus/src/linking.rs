//! The links of a ledger: each report that is new in it is linked to its neighbours, at a cost that does not grow with the
//! ledger.

use herodotus_ledger::{BlockPlace, Ledger, LedgerError};
use herodotus_reconcile::{Desk, Neighbour, Place, Shelf, Standing, edition, places_of};
use herodotus_schema::Claim;

/// For how many claims there is room at hand, at some seven kilobytes each: more would be fetched less often.
const ROOM: usize = 100_000;

/// Links the reports of `ledger` that are new, and anew those whose claims were corrected, rejected, added to or coded
/// otherwise.
///
/// Afterwards the links are those that [`herodotus_reconcile::link`] gives for all claims of the ledger, in whatever
/// order and in how many goes the reports came and were changed; the work hangs on those reports and their neighbours alone. A
/// program killed meanwhile leaves whole reports linked, and the next call goes on from there. Links made by another
/// edition of the linker are all judged again, and so are all where most reports are not what they were (two names of one
/// party were merged).
pub fn relink(ledger: &mut Ledger) -> Result<(), LedgerError> {
    // Before the claims are read: what another program adds meanwhile is left to be judged.
    let position = ledger.position()?;
    let edition = edition();
    let mut waiting = ledger.unlinked(&edition)?;
    let mut desk = Desk::with_room_for(ROOM);
    // Where all are judged, all take their places first: none then comes between others already linked.
    let afresh = ledger.is_better_linked_afresh()?;
    if afresh {
        ledger.forget_places()?;
        ledger.drop_strays()?;
        waiting = ledger.unlinked(&edition)?;
        waiting.iter().try_for_each(|id| place(ledger, id).map(drop))?;
    }
    for id in &waiting {
        ledger.whole(|ledger| {
            let change = if afresh {
                desk.settle(&OfLedger(ledger), id)?
            } else {
                let left = place(ledger, id)?;
                desk.arrive(&OfLedger(ledger), id, &left)?
            };
            ledger.linked((id, &edition), &change.added, &change.dropped)
        })?;
    }
    ledger.note_judged(position)
}

/// Enters the places of the claims of the report `id`; gives those at which its claims stood before.
fn place(ledger: &mut Ledger, id: &str) -> Result<Vec<(u64, Place)>, LedgerError> {
    let mut places = Vec::new();
    for claim in ledger.claims_of(id)? {
        places.extend(block_places(&claim?));
    }
    let left = ledger.place(id, &places)?;
    Ok(left.into_iter().map(|place| (place.block, Place { day: place.day, tie: place.tie })).collect())
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
