//! Reading the ledger: reports and claims, in an order of their own.

use herodotus_schema::{Claim, Report};
use rusqlite::{OptionalExtension, params};

use crate::entry::{Entry, of_row, payload};
use crate::index::folded;
use crate::{Acceptance, Filter, Ledger, LedgerError, Undated};

/// The order of listings: by day (unknown last), report, and place in the text.
const ORDER: &str = "report.day IS NULL, report.day, report.id, claim.first, claim.last, claim.id";

/// The claims of the parties whose names are the JSON list `?5`.
const OF_PARTIES: &str = "SELECT claim FROM claim_party WHERE party IN (SELECT value FROM json_each(?5))";

/// The claims of the parties whose codes are the JSON list `?6`, alone or with a role of three letters behind: what begins
/// with a code and a space stands before the code and the character that follows the space.
const OF_CODES: &str = "SELECT claim_party.claim FROM json_each(?6) AS code JOIN claim_party ON claim_party.party = code.value \
                        OR claim_party.party > code.value || ' ' AND claim_party.party < code.value || '!' \
                        AND length(claim_party.party) = length(code.value) + 4";

/// How many of the ids that begin alike are named.
const FEW: usize = 6;

/// The text of a claim as it is shown.
const SHOWN: &str = "SELECT coalesce(claim.shown, entry.payload) FROM claim JOIN entry ON entry.seq = claim.key \
                     WHERE claim.key = ?1";
/// The text of a report's entry.
const ENTERED: &str = "SELECT payload FROM entry WHERE seq = ?1";

/// The claims of a listing as an analyst's reviews leave them, fetched one at a time.
pub struct Claims<'l> {
    ledger: &'l Ledger,
    keys: std::vec::IntoIter<i64>,
}

impl Iterator for Claims<'_> {
    type Item = Result<Claim, LedgerError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.keys.next().map(|key| self.ledger.value(SHOWN, key))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.keys.size_hint()
    }
}

impl ExactSizeIterator for Claims<'_> {}

impl Ledger {
    /// How many reports there are, and how many claims that nobody has rejected.
    pub fn counts(&self) -> Result<(u64, u64), LedgerError> {
        let sql = "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM claim WHERE acceptance <> 'rejected')";
        self.connection
            .query_row(sql, [], |row| Ok((row.get::<_, u32>(0)?.into(), row.get::<_, u32>(1)?.into())))
            .map_err(|error| self.error(error))
    }

    /// The ids of all reports, by day (unknown last) and id.
    pub fn report_ids(&self) -> Result<Vec<String>, LedgerError> {
        let sql = "SELECT id FROM report ORDER BY day IS NULL, day, id";
        self.strings(sql, [])
    }

    /// The ids of the reports that are known to be published before `day`, or whose day is unknown.
    pub fn reports_before(&self, day: jiff::civil::Date) -> Result<Vec<String>, LedgerError> {
        self.strings("SELECT id FROM report WHERE day IS NULL OR day < ?1 ORDER BY id", [day.to_string()])
    }

    /// The ids of the reports that were entered no later than the report `id`, and the number of its entry.
    pub fn reports_upto(&self, id: &str) -> Result<(Vec<String>, i64), LedgerError> {
        let sql = "SELECT key FROM report WHERE id = ?1";
        let key: i64 = self.connection.query_row(sql, [id], |row| row.get(0)).map_err(|error| self.error(error))?;
        Ok((self.strings("SELECT id FROM report WHERE key <= ?1 ORDER BY id", [key])?, key))
    }

    /// The report of that id, or of the one id that begins so.
    pub fn report(&self, id: &str) -> Result<Option<Report>, LedgerError> {
        let Some(id) = self.one_of(id, ("report", "id"))? else { return Ok(None) };
        let sql = "SELECT key FROM report WHERE id = ?1";
        let key = self.connection.query_row(sql, [id], |row| row.get(0)).map_err(|error| self.error(error))?;
        self.value(ENTERED, key).map(Some)
    }

    /// The claims that `filter` wants and nobody has rejected, by day of report (unknown last), report and place in the text.
    pub fn claims(&self, filter: &Filter) -> Result<Claims<'_>, LedgerError> {
        let sql = format!(
            "SELECT claim.key FROM claim JOIN report ON report.key = claim.report
             WHERE claim.acceptance <> 'rejected'
               AND CASE WHEN claim.from_day IS NULL THEN ?3
                   ELSE ?4 AND (?1 IS NULL OR claim.to_day >= ?1) AND (?2 IS NULL OR claim.from_day <= ?2) END
               AND (?5 IS NULL AND ?6 IS NULL OR claim.key IN ({OF_PARTIES}) OR claim.key IN ({OF_CODES}))
               AND (?7 IS NULL OR claim.key IN (SELECT claim FROM claim_place WHERE place IN (SELECT value FROM json_each(?7))))
             ORDER BY {ORDER}"
        );
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let names = |names: &[String]| {
            let folded: Vec<String> = names.iter().map(|name| folded(name)).collect();
            (!folded.is_empty()).then(|| serde_json::Value::from(folded).to_string())
        };
        let period = filter.from.is_some() || filter.to.is_some();
        let undated = !period || filter.undated != Undated::LeftOut;
        self.keys(
            &sql,
            params![
                day(filter.from),
                day(filter.to),
                undated,
                filter.undated != Undated::Alone,
                names(&filter.parties),
                names(&filter.codes),
                names(&filter.places)
            ],
        )
    }

    /// The names and codes of all parties that claims tell of, in lower case, sorted.
    pub fn party_names(&self) -> Result<Vec<String>, LedgerError> {
        self.strings("SELECT DISTINCT party FROM claim_party ORDER BY party", [])
    }

    /// The names of all places that claims tell of, by the gazetteer and as written, in lower case, sorted.
    pub fn place_names(&self) -> Result<Vec<String>, LedgerError> {
        self.strings("SELECT DISTINCT place FROM claim_place ORDER BY place", [])
    }

    /// The claims of one report that nobody has rejected, by place in the text.
    pub fn claims_of(&self, report: &str) -> Result<Claims<'_>, LedgerError> {
        let sql = format!(
            "SELECT claim.key FROM claim JOIN report ON report.key = claim.report
             WHERE report.id = ?1 AND claim.acceptance <> 'rejected' ORDER BY {ORDER}"
        );
        self.keys(&sql, params![report])
    }

    /// The claim of that id, or of the one id that begins so, even if somebody has rejected it.
    pub fn claim(&self, id: &str) -> Result<Option<Claim>, LedgerError> {
        let Some(id) = self.one_of(id, ("claim", "id"))? else { return Ok(None) };
        let sql = format!(
            "SELECT claim.key FROM claim JOIN report ON report.key = claim.report WHERE claim.id = ?1 ORDER BY {ORDER}"
        );
        self.keys(&sql, params![id])?.next().transpose()
    }

    /// The claim `id` as it was coded, or as an analyst added it, without what was said of it since.
    pub fn coded(&self, id: &str) -> Result<Option<Claim>, LedgerError> {
        let Some(key) = self.key_of(id)? else { return Ok(None) };
        match self.entry(key)?.and_then(Entry::into_claim) {
            Some((claim, _)) => Ok(Some(claim)),
            None => Err(LedgerError::Damaged { path: self.path.clone() }),
        }
    }

    /// What an analyst made of the claim `id`.
    pub fn acceptance(&self, id: &str) -> Result<Option<Acceptance>, LedgerError> {
        let Some(key) = self.key_of(id)? else { return Ok(None) };
        let sql = "SELECT acceptance FROM claim WHERE key = ?1";
        let name: String =
            self.connection.query_row(sql, [key], |row| row.get(0)).map_err(|error| self.error(error))?;
        Acceptance::of_name(&name).map(Some).ok_or_else(|| LedgerError::Damaged { path: self.path.clone() })
    }

    fn key_of(&self, id: &str) -> Result<Option<i64>, LedgerError> {
        let sql = format!(
            "SELECT claim.key FROM claim JOIN report ON report.key = claim.report WHERE claim.id = ?1 ORDER BY {ORDER}"
        );
        let read = || self.connection.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional();
        read().map_err(|error| self.error(error))
    }

    /// All entries, in the order in which they were made.
    pub fn entries(&self) -> Result<Vec<Entry>, LedgerError> {
        let read = || {
            let mut ask = self.connection.prepare("SELECT kind, payload FROM entry ORDER BY seq")?;
            ask.query_map([], of_row)?.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(|error| self.error(error))
    }

    /// The id of a table's column that `prefix` is, else the only one that begins so; several are an error, with the first
    /// few of them.
    pub(crate) fn one_of(&self, prefix: &str, (table, column): (&str, &str)) -> Result<Option<String>, LedgerError> {
        if prefix.is_empty() {
            return Ok(None);
        }
        let begin = format!("{column} >= ?1 AND substr({column}, 1, length(?1)) = ?1");
        let sql = format!("SELECT DISTINCT {column} FROM {table} WHERE {begin} ORDER BY {column} LIMIT {FEW}");
        let mut ids = self.strings(&sql, [prefix])?;
        match ids.len() {
            0 | 1 => Ok(ids.pop()),
            _ if ids[0] == prefix => Ok(Some(ids.swap_remove(0))),
            _ => {
                let sql = format!("SELECT count(DISTINCT {column}) FROM {table} WHERE {begin}");
                let count = self.connection.query_row(&sql, [prefix], |row| row.get::<_, u32>(0));
                let count = count.map_err(|error| self.error(error))? as usize;
                Err(LedgerError::Ambiguous { prefix: prefix.to_owned(), ids, count })
            }
        }
    }

    pub(crate) fn strings(&self, sql: &str, wanted: impl rusqlite::Params) -> Result<Vec<String>, LedgerError> {
        let read = || {
            let mut ask = self.connection.prepare_cached(sql)?;
            ask.query_map(wanted, |row| row.get(0))?.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(|error| self.error(error))
    }

    pub(crate) fn keys(&self, sql: &str, wanted: impl rusqlite::Params) -> Result<Claims<'_>, LedgerError> {
        let read = || {
            let mut ask = self.connection.prepare_cached(sql)?;
            ask.query_map(wanted, |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()
        };
        let keys = read().map_err(|error| self.error(error))?.into_iter();
        Ok(Claims { ledger: self, keys })
    }

    /// What `sql` finds for `key`.
    fn value<T: for<'de> serde::Deserialize<'de>>(&self, sql: &str, key: i64) -> Result<T, LedgerError> {
        let read = || {
            let mut ask = self.connection.prepare_cached(sql)?;
            ask.query_row([key], |row| payload(row, 0)).optional()
        };
        match read() {
            Ok(Some(value)) => Ok(value),
            // An index without its entry: the file has been cut or written to by others.
            Ok(None) => Err(LedgerError::Damaged { path: self.path.clone() }),
            Err(error) => Err(self.error(error)),
        }
    }
}
