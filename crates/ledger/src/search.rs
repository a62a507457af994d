//! Finding claims by words, with SQLite's full-text index.

use herodotus_schema::Claim;

use crate::{Claims, Ledger, LedgerError};

impl Ledger {
    /// The claims whose words, or whose sentence, hold every word of `words` in some form ("shelled" finds
    /// "shelling"; letter case and accents do not matter), best first.
    pub fn search(&self, words: &str) -> Result<Claims<'_>, LedgerError> {
        let query = quoted(words);
        // Equal ranks are told apart by what the claims are, not by when they were added. No query is not even tried: the
        // search language has no word for nothing.
        let sql = "SELECT claim.key FROM claim_words JOIN claim ON claim.key = claim_words.rowid
                   WHERE claim_words MATCH ?1 AND claim.acceptance <> 'rejected'
                   ORDER BY round(bm25(claim_words, 4.0, 1.0), 6), claim.id";
        if query.is_empty() { self.keys("SELECT key FROM claim LIMIT 0", []) } else { self.keys(sql, [query]) }
    }

    /// The first `most` of what [`Ledger::search`] finds.
    pub fn find(&self, words: &str, most: u32) -> Result<Vec<Claim>, LedgerError> {
        self.search(words)?.take(most as usize).collect()
    }
}

/// Every word in quotation marks, so that nothing in it is taken for an operator of the query language.
fn quoted(words: &str) -> String {
    let bare = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    bare.map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" ")
}
