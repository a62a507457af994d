//! Auditing a ledger: whether its entries are sound, and its index what replaying them gives. Writes nothing to the file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use herodotus_schema::{Claim, Report};
use rusqlite::Connection;

use crate::entry::{Entry, of_row};
use crate::index::{Index, content_hash, text_at};
use crate::{Ledger, LedgerError, Verdict, layout, tables};

/// Which layer of a ledger is at fault, and so what helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// The file itself: pages, guards.
    File,
    /// An entry, which nothing in the file can mend.
    Entry,
    /// The index, which can be made again from the entries.
    Index,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which layer is at fault.
    pub layer: Layer,
    /// Where: an entry, or a table and its row.
    pub place: String,
    /// What is wrong there.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let remedy = match self.layer {
            Layer::File | Layer::Entry => "restore the file from a copy, or make it again from the reports",
            Layer::Index => "run `herodotus ledger rebuild`",
        };
        write!(f, "{}: {}; {remedy}", self.place, self.what)
    }
}

/// What an audit came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audit {
    /// The file's format.
    pub format: i64,
    /// How many entries there are.
    pub entries: usize,
    /// How many reports.
    pub reports: usize,
    /// How many claims were coded, those that stand no more among them.
    pub claims: usize,
    /// How many reviews an analyst made.
    pub reviews: usize,
    /// What is wrong: file, entries, index, each in order of place.
    pub faults: Vec<Fault>,
}

impl Audit {
    /// How many faults a rebuilding of the index would not mend.
    pub fn beyond_rebuilding(&self) -> usize {
        self.faults.iter().filter(|fault| fault.layer != Layer::Index).count()
    }
}

/// Audits the ledger at `path`. `id_of` works out what the id of a claim should be.
///
/// # Errors
/// Only where there is no ledger to look at: no file, another kind of file, a newer format.
pub fn audit(path: impl AsRef<Path>, id_of: &dyn Fn(&Claim) -> String) -> Result<Audit, LedgerError> {
    let ledger = Ledger::open_to_look(path.as_ref())?;
    let file = &ledger.connection;
    // One state of the file, whatever others write meanwhile.
    file.execute_batch("BEGIN").map_err(|error| ledger.error(error))?;
    let mut auditor = Auditor {
        file,
        id_of,
        out: Audit::default(),
        reports: BTreeMap::new(),
        claims: BTreeSet::new(),
        unreadable: false,
    };
    let steps: [(&str, Step<'_>); 4] =
        [("file", Auditor::pages), ("file", Auditor::guards), ("entries", Auditor::entries), ("index", Auditor::index)];
    for (place, step) in steps {
        if let Err(error) = step(&mut auditor) {
            auditor.fault(Layer::File, place, format!("cannot be read to its end ({error})"));
        }
    }
    Ok(auditor.out)
}

type Step<'a> = fn(&mut Auditor<'a>) -> rusqlite::Result<()>;

struct Auditor<'a> {
    file: &'a Connection,
    id_of: &'a dyn Fn(&Claim) -> String,
    out: Audit,
    /// The hash of each report that was read, by its id.
    reports: BTreeMap<String, String>,
    /// The ids of the claims that were coded.
    claims: BTreeSet<String>,
    /// Whether some entry cannot be read, so that nothing can be replayed.
    unreadable: bool,
}

impl Auditor<'_> {
    fn fault(&mut self, layer: Layer, place: impl Into<String>, what: impl Into<String>) {
        self.out.faults.push(Fault { layer, place: place.into(), what: what.into() });
    }

    /// SQLite's own check.
    fn pages(&mut self) -> rusqlite::Result<()> {
        self.out.format = layout::format(self.file)?;
        let mut ask = self.file.prepare("PRAGMA integrity_check")?;
        for line in ask.query_map([], |row| row.get::<_, String>(0))? {
            let line = line?;
            // The full-text index is filled from the entries like the tables.
            let layer = if line.contains("FTS5 table main.claim_words") { Layer::Index } else { Layer::File };
            if line != "ok" {
                self.fault(layer, "file", format!("SQLite finds: {line}"));
            }
        }
        Ok(())
    }

    /// Whether entries can be neither changed nor deleted, and the tables are those of the format.
    fn guards(&mut self) -> rusqlite::Result<()> {
        if self.out.format < layout::NEWEST {
            return Ok(());
        }
        let (is, wanted) = (tables::objects(self.file)?, tables::objects(&tables::scratch()?)?);
        for (name, sql) in &wanted {
            if is.get(name) != Some(sql) {
                let what = if is.contains_key(name) { "is not as the format wants it" } else { "is missing" };
                self.fault(Layer::File, name, what);
            }
        }
        // Views and indexes of the user's own do no harm; triggers write.
        for name in is.keys().filter(|name| name.starts_with("trigger ") && !wanted.contains_key(*name)) {
            self.fault(Layer::File, name, "is not of the format");
        }
        Ok(())
    }

    fn entries(&mut self) -> rusqlite::Result<()> {
        let mut ask = self.file.prepare("SELECT kind, payload, seq FROM entry ORDER BY seq")?;
        let mut rows = ask.query([])?;
        let (mut last, mut report) = (0, None);
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get(2)?;
            if seq != last + 1 {
                self.fault(Layer::Entry, format!("entry {}", last + 1), format!("missing, up to entry {}", seq - 1));
            }
            last = seq;
            self.out.entries += 1;
            match of_row(row) {
                Ok(entry) => self.entry(seq, entry, &mut report)?,
                Err(error) => {
                    self.unreadable = true;
                    self.fault(Layer::Entry, format!("entry {seq}"), format!("cannot be read ({error})"));
                }
            }
        }
        Ok(())
    }

    fn entry(&mut self, seq: i64, entry: Entry, last: &mut Option<Report>) -> rusqlite::Result<()> {
        let place = format!("entry {seq}");
        match entry {
            Entry::ReportRead(report) => {
                self.out.reports += 1;
                self.report(place, &report)?;
                *last = Some(report);
            }
            Entry::ClaimCoded(claim) => {
                self.out.claims += 1;
                self.claim(place, &claim, last)?;
            }
            Entry::ClaimRetracted(gone) => self.known(place, &[&gone.claim]),
            Entry::Linked(link) => self.known(place, &[&link.a, &link.b]),
            Entry::Unlinked(link) => self.known(place, &[&link.a, &link.b]),
            Entry::Reviewed(review) => {
                self.out.reviews += 1;
                if let Verdict::Add(claim) = &review.verdict {
                    return self.claim(place, claim, last);
                }
                if let Verdict::Retract(report) = &review.verdict {
                    self.read(place, report);
                    return Ok(());
                }
                let anchors = review.verdict.anchors();
                self.known(place, &anchors.iter().map(|anchor| &anchor.claim).collect::<Vec<_>>());
            }
            Entry::Undone(undo) if undo.entry >= seq => {
                self.fault(Layer::Entry, place, format!("takes back entry {}, which is not before it", undo.entry));
            }
            Entry::Undone(_) | Entry::LinksJudged(_) => {}
        }
        Ok(())
    }

    fn report(&mut self, place: String, report: &Report) -> rusqlite::Result<()> {
        let hash = content_hash(report);
        let mut ask = self.file.prepare_cached("SELECT hash FROM report WHERE id = ?1")?;
        let entered = ask.query_map([&report.id], |row| row.get::<_, String>(0))?.next().transpose()?;
        if entered.is_some_and(|entered| entered != hash) {
            self.fault(
                Layer::Entry,
                place.clone(),
                format!("report {} is not what was read: its hash is another", report.id),
            );
        }
        if self.reports.insert(report.id.clone(), hash).is_some() {
            self.fault(Layer::Entry, place, format!("report {} was entered before", report.id));
        }
        Ok(())
    }

    /// `last` is the report that was looked at last; most claims stand in it.
    fn claim(&mut self, place: String, claim: &Claim, last: &mut Option<Report>) -> rusqlite::Result<()> {
        self.claims.insert(claim.id.clone());
        if last.as_ref().is_none_or(|report| report.id != claim.report.id) {
            *last = Index::of(self.file).report(&claim.report.id)?.map(|(_, report)| report);
        }
        let Some(report) = last.as_ref().filter(|report| self.reports.contains_key(&report.id)) else {
            let what = format!("claim {} stands in report {}, which was not read before it", claim.id, claim.report.id);
            self.fault(Layer::Entry, place, what);
            return Ok(());
        };
        if text_at(report, claim.span) != claim.quote {
            let span = format!("{} to {}", claim.span.start, claim.span.end);
            let what = format!("the words of claim {} do not stand at {span} of report {}", claim.id, report.id);
            self.fault(Layer::Entry, place.clone(), what);
        }
        if (self.id_of)(claim) != claim.id {
            self.fault(Layer::Entry, place, format!("the id of claim {} is not that of what it says", claim.id));
        }
        Ok(())
    }

    fn read(&mut self, place: String, report: &str) {
        if !self.reports.contains_key(report) {
            self.fault(Layer::Entry, place, format!("is about report {report}, which was not read before it"));
        }
    }

    fn known(&mut self, place: String, claims: &[&String]) {
        for claim in claims {
            if !self.claims.contains(*claim) {
                self.fault(
                    Layer::Entry,
                    place.clone(),
                    format!("is about claim {claim}, which was not coded before it"),
                );
            }
        }
    }

    /// Whether the index is what replaying the entries gives.
    fn index(&mut self) -> rusqlite::Result<()> {
        if self.unreadable {
            return Ok(());
        }
        let scratch = tables::scratch()?;
        Index { entries: self.file, tables: &scratch }.fill()?;
        for (place, what) in tables::differences(self.file, &scratch)? {
            self.fault(Layer::Index, place, what);
        }
        Ok(())
    }
}
