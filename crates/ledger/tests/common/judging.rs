//! Making links the links of a ledger, as if they had been judged.

use herodotus_ledger::Ledger;
use herodotus_schema::Link;

/// Makes `links` the links of the ledger and notes that they are judged.
pub fn judge(ledger: &mut Ledger, links: &[Link]) {
    let position = ledger.position().unwrap();
    let stood = ledger.links().unwrap();
    let beside =
        |some: &[Link], others: &[Link]| some.iter().filter(|l| !others.contains(l)).cloned().collect::<Vec<Link>>();
    ledger.linked(("", "of a test"), &beside(links, &stood), &beside(&stood, links)).unwrap();
    ledger.note_judged(position).unwrap();
}
