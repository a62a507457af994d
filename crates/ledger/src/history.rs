//! The history of claims: every entry that bears on them, in order.

use std::collections::BTreeSet;

use herodotus_schema::Claim;

use crate::correction::{Named, merge_parties};
use crate::entry::{Entry, of_row};
use crate::{Ledger, LedgerError, Verdict};

impl Ledger {
    /// The entries that bear on the claims `ids`, with their numbers, in the order in which they were made: how their
    /// reports were read, how they and what they were coded as before came about, their links, and what analysts said.
    pub fn history(&self, ids: &BTreeSet<String>) -> Result<Vec<(i64, Entry)>, LedgerError> {
        self.told(ids.clone(), BTreeSet::new())
    }

    /// The entries that bear on the report `id` or on a claim of it, those that stand no more or were rejected too;
    /// otherwise as [`Ledger::history`].
    pub fn history_of_report(&self, id: &str) -> Result<Vec<(i64, Entry)>, LedgerError> {
        let sql = "SELECT claim.id FROM claim JOIN report ON report.key = claim.report WHERE report.id = ?1
                   UNION SELECT gone.claim FROM gone JOIN report ON report.key = gone.report WHERE report.id = ?1";
        let claims = self.strings(sql, [id])?;
        self.told(claims.into_iter().collect(), [id.to_owned()].into())
    }

    /// The entries that bear on `claims` and `reports`, and the reports of the claims.
    fn told(&self, mut claims: BTreeSet<String>, reports: BTreeSet<String>) -> Result<Vec<(i64, Entry)>, LedgerError> {
        self.trace(&mut claims)?;
        let mut about = About { claims, reports, coded: Vec::new(), entries: BTreeSet::new() };
        for id in &about.claims {
            about.coded.extend(self.coded(id)?);
        }
        about.reports.extend(self.reports_of(&about.claims)?);
        let mut read = || {
            let mut ask = self.connection.prepare("SELECT kind, payload, seq FROM entry ORDER BY seq")?;
            let mut rows = ask.query([])?;
            let mut out = Vec::new();
            while let Some(row) = rows.next()? {
                let (at, entry) = (row.get(2)?, of_row(row)?);
                if about.bears(&entry) {
                    about.entries.insert(at);
                    out.push((at, entry));
                }
            }
            Ok(out)
        };
        read().map_err(|error| self.error(error))
    }

    /// The id of a claim that stands no more: `id` itself, or the only such that begins so.
    pub fn gone(&self, id: &str) -> Result<Option<String>, LedgerError> {
        self.one_of(id, ("gone", "claim"))
    }

    /// The claim that tells now what the claim `id`, which stands no more, told; none where nothing does.
    pub fn successor(&self, id: &str) -> Result<Option<String>, LedgerError> {
        let sql = "SELECT successor FROM gone WHERE claim = ?1 AND successor NOT NULL ORDER BY report LIMIT 1";
        let (mut at, mut seen) = (id.to_owned(), BTreeSet::new());
        while seen.insert(at.clone()) {
            match self.strings(sql, [&at])?.pop() {
                Some(next) if self.coded(&next)?.is_some() => return Ok(Some(next)),
                Some(next) => at = next,
                None => return Ok(None),
            }
        }
        Ok(None)
    }

    /// Adds to `claims` those that they succeed.
    fn trace(&self, claims: &mut BTreeSet<String>) -> Result<(), LedgerError> {
        let read = || {
            let mut ask =
                self.connection.prepare_cached("SELECT claim, successor FROM gone WHERE successor NOT NULL")?;
            let rows = ask.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect::<rusqlite::Result<Vec<(String, String)>>>()
        };
        let gone = read().map_err(|error| self.error(error))?;
        loop {
            let more: Vec<&String> = gone
                .iter()
                .filter(|(claim, successor)| claims.contains(successor) && !claims.contains(claim))
                .map(|(claim, _)| claim)
                .collect();
            if more.is_empty() {
                return Ok(());
            }
            claims.extend(more.into_iter().cloned());
        }
    }

    fn reports_of(&self, claims: &BTreeSet<String>) -> Result<BTreeSet<String>, LedgerError> {
        let sql = "SELECT report.id FROM claim JOIN report ON report.key = claim.report WHERE claim.id = ?1
                   UNION SELECT report.id FROM gone JOIN report ON report.key = gone.report WHERE gone.claim = ?1";
        let mut reports = BTreeSet::new();
        for claim in claims {
            reports.extend(self.strings(sql, [claim])?);
        }
        Ok(reports)
    }
}

/// What a history is about.
struct About {
    claims: BTreeSet<String>,
    reports: BTreeSet<String>,
    /// The claims that stand, as coded.
    coded: Vec<Claim>,
    /// The entries found so far.
    entries: BTreeSet<i64>,
}

impl About {
    fn bears(&self, entry: &Entry) -> bool {
        let of = |claim: &String| self.claims.contains(claim);
        match entry {
            Entry::ReportRead(report) => self.reports.contains(&report.id),
            Entry::ClaimCoded(claim) => of(&claim.id),
            Entry::ClaimRetracted(gone) => of(&gone.claim),
            Entry::Linked(link) => of(&link.a) || of(&link.b),
            Entry::Unlinked(link) => of(&link.a) || of(&link.b),
            Entry::LinksJudged(_) => false,
            Entry::Reviewed(review) => match &review.verdict {
                Verdict::Parties { keep, merge, .. } => {
                    let party = Named { name: keep, code: None };
                    self.coded.iter().any(|claim| !merge_parties(&mut claim.clone(), merge, party).is_empty())
                }
                Verdict::Retract(report) => self.reports.contains(report),
                verdict => verdict.anchors().into_iter().any(|anchor| of(&anchor.claim)),
            },
            Entry::Undone(undo) => self.entries.contains(&undo.entry),
        }
    }
}
