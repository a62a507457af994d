//! The links of a ledger: each report that is new in it is linked to its neighbours, at a cost that does not grow with the
//! ledger.

use herodotus_ledger::{BlockSlot, Ledger, LedgerError};
use herodotus_reconcile::{Desk, Neighbour, Shelf, Slot, Standing, edition, slots_of};
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
    // Where all are judged, all take their slots first: none then comes between others already linked.
    let afresh = ledger.is_better_linked_afresh()?;
    if afresh {
        ledger.forget_slots()?;
        ledger.drop_strays()?;
        waiting = ledger.unlinked(&edition)?;
        waiting.iter().try_for_each(|id| take_slots(ledger, id).map(drop))?;
    }
    for id in &waiting {
        ledger.whole(|ledger| {
            let change = if afresh {
                desk.settle(&OfLedger(ledger), id)?
            } else {
                let left = take_slots(ledger, id)?;
                desk.arrive(&OfLedger(ledger), id, &left)?
            };
            ledger.linked((id, &edition), &change.added, &change.dropped)
        })?;
    }
    ledger.note_judged(position)
}

/// Enters the slots of the claims of the report `id`; gives those at which its claims stood before.
fn take_slots(ledger: &mut Ledger, id: &str) -> Result<Vec<(u64, Slot)>, LedgerError> {
    let mut slots = Vec::new();
    for claim in ledger.claims_of(id)? {
        slots.extend(block_slots(&claim?));
    }
    let left = ledger.take_slots(id, &slots)?;
    Ok(left.into_iter().map(|slot| (slot.block, Slot { day: slot.day, tie: slot.tie })).collect())
}

fn block_slots(claim: &Claim) -> Vec<BlockSlot> {
    let slots = slots_of(claim);
    let Slot { day, tie } = slots.at;
    slots.blocks.into_iter().map(|block| BlockSlot { block: block.name, day, tie }).collect()
}

/// The ledger as linking sees it.
struct OfLedger<'l>(&'l Ledger);

impl Shelf for OfLedger<'_> {
    type Error = LedgerError;

    fn claims(&self, report: &str) -> Result<Vec<Claim>, LedgerError> {
        self.0.claims_of(report)?.collect()
    }

    fn near(&self, block: u64, at: Slot, most: usize) -> Result<[Vec<Neighbour>; 2], LedgerError> {
        let sides = self.0.neighbours(&BlockSlot { block, day: at.day, tie: at.tie }, most)?;
        let neighbour = |(day, tie, report)| Neighbour { at: Slot { day, tie }, report };
        Ok(sides.map(|side| side.into_iter().map(neighbour).collect()))
    }

    fn links(&self, report: &str) -> Result<Vec<Standing>, LedgerError> {
        let standing = |(link, reports)| Standing { link, reports };
        Ok(self.0.links_of(report)?.into_iter().map(standing).collect())
    }
}
