//! From claims to the lines that show them.

use std::collections::{BTreeMap, BTreeSet};

use herodotus_schema::{Account, Claim, Moment, Voice};

use super::citation::Citations;
use super::situation::Statement;
use super::words;

/// The claims of a view by id, with their citations.
pub(crate) struct Lines<'c> {
    claims: BTreeMap<&'c str, &'c Claim>,
    /// Further claims, which what is told of the first may name.
    beside: BTreeMap<&'c str, &'c Claim>,
    citations: Citations,
}

impl<'c> Lines<'c> {
    /// Makes `claims` ready to be shown.
    pub(crate) fn new(claims: &'c [Claim]) -> Lines<'c> {
        Lines::with(claims, &[])
    }

    /// Makes `claims` ready to be shown, and `beside` to be named with them.
    pub(crate) fn with(claims: &'c [Claim], beside: &'c [Claim]) -> Lines<'c> {
        let by_id = |claims: &'c [Claim]| claims.iter().map(|c| (c.id.as_str(), c)).collect();
        let citations = Citations::new(claims.iter().chain(beside).map(|c| c.id.as_str()));
        Lines { claims: by_id(claims), beside: by_id(beside), citations }
    }

    /// The claim with `id`.
    pub(crate) fn claim(&self, id: &str) -> Option<&'c Claim> {
        self.claims.get(id).or_else(|| self.beside.get(id)).copied()
    }

    /// Whether the claim with `id` is one of those to be shown, not only named.
    pub(crate) fn shows(&self, id: &str) -> bool {
        self.claims.contains_key(id)
    }

    /// All claims to be shown, by id.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'c Claim> + '_ {
        self.claims.values().copied()
    }

    /// The citation of claim `id`.
    pub(crate) fn cite(&self, id: &str) -> String {
        self.citations.cite(id)
    }

    /// The line of one claim.
    pub(crate) fn one(&self, claim: &Claim) -> Statement {
        let speakers = claim.attribution.iter().map(|s| s.text.clone().unwrap_or_else(|| "unnamed".into()));
        Statement {
            side: claim.side().map(str::to_owned),
            speakers: speakers.collect(),
            outlet: claim.report.outlet.clone().unwrap_or_else(|| claim.report.id.clone()),
            report: claim.report.id.clone(),
            quote: claim.quote.clone(),
            direct: claim.attribution.first().is_some_and(|s| s.direct),
            status: claim.status,
            certainty: claim.certainty,
            hedge: words::hedge(claim),
            hour: claim.when.as_ref().map(|w| w.start).filter(|m| matches!(m, Moment::Instant(..))).map(words::moment),
            when: claim.when.as_ref().map(|w| words::days(&w.interval())),
            reviewed: words::reviewed(claim),
            cite: self.cite(&claim.id),
            claim: claim.id.clone(),
            also: Vec::new(),
        }
    }

    /// The lines of the claims `ids`, one for each voice in each outlet; what the same voice repeats in the
    /// same outlet is cited behind its first, longest telling.
    pub(crate) fn many<S: AsRef<str>>(&self, ids: &[S]) -> Vec<Statement> {
        let mut keys: Vec<(Option<String>, String, Option<String>)> = Vec::new();
        let mut out: Vec<Statement> = Vec::new();
        for claim in ids.iter().filter_map(|id| self.claim(id.as_ref())) {
            let line = self.one(claim);
            let who = line.side.clone().or_else(|| line.speakers.first().cloned());
            let key = (who, line.outlet.clone(), line.hedge.clone());
            match keys.iter().position(|known| *known == key) {
                Some(at) => absorb(&mut out[at], line),
                None => {
                    keys.push(key);
                    out.push(line);
                }
            }
        }
        out
    }

    /// Every claim of `ids` as its own line, words that are told twice in one outlet once.
    pub(crate) fn each<S: AsRef<str>>(&self, ids: &[S]) -> Vec<Statement> {
        let mut seen = BTreeSet::new();
        let lines = ids.iter().filter_map(|id| self.claim(id.as_ref())).map(|claim| self.one(claim));
        lines.filter(|s| seen.insert((s.quote.clone(), s.report.clone(), s.side.clone()))).collect()
    }

    /// The lines of accounts, voice by voice.
    pub(crate) fn accounts(&self, accounts: &[Account]) -> Vec<Statement> {
        accounts.iter().flat_map(|account| self.many(&account.claims)).collect()
    }
}

/// Cites `other` behind `line`, keeping the telling with more words in front.
fn absorb(line: &mut Statement, mut other: Statement) {
    if other.quote.chars().count() > line.quote.chars().count() && other.quote.chars().count() < 400 {
        std::mem::swap(line, &mut other);
        line.also.append(&mut other.also);
    }
    line.also.push(other.cite);
}

/// A voice in words: the party with its speaker, the speaker, or the outlet.
pub(crate) fn voice(voice: &Voice) -> String {
    match (&voice.party, &voice.speaker, &voice.outlet) {
        (Some(party), Some(speaker), _) if party != speaker => format!("{party} ({speaker})"),
        (Some(party), ..) => party.clone(),
        (_, Some(speaker), _) => speaker.clone(),
        (.., Some(outlet)) => outlet.clone(),
        _ => "an unnamed speaker".into(),
    }
}
