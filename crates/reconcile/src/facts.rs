//! What pairwise judgement looks at in a claim, prepared once: parties, places, days, words.

use herodotus_schema::{Actor, Certainty, Claim, ClaimKind, ReportRef, Status, Tally};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::hash;
use crate::lists::List;
use crate::names::Names;

/// The published mode of a denial.
pub(crate) const DENIAL: &str = "denial";

/// One claim, made ready for comparison.
#[derive(Debug)]
pub(crate) struct Facts {
    /// The claim without its words, reasons and headline, of which nothing more is asked.
    pub(crate) claim: Claim,
    /// Its id as a number.
    pub(crate) number: u64,
    pub(crate) published: Option<Date>,
    /// The day the claim tells of, as far as it says so.
    pub(crate) days: Option<(Date, Date)>,
    /// The names of agents, as sorted hashes; so are all sets of numbers below.
    pub(crate) agents: Vec<u64>,
    pub(crate) targets: Vec<u64>,
    /// Agents and targets together.
    pub(crate) parties: Vec<u64>,
    pub(crate) side: Option<u64>,
    /// The innermost speaker, as written.
    pub(crate) speaker: Option<u64>,
    pub(crate) places: Names,
    /// Content words, cut to their stems.
    pub(crate) words: Vec<u64>,
    /// Neighbouring stems.
    pub(crate) pairs: Vec<u64>,
    /// Words that begin with a capital.
    pub(crate) names: Vec<u64>,
    /// Content words and names together.
    pub(crate) all: Vec<u64>,
    /// Numbers written in digits.
    pub(crate) numbers: Vec<u64>,
    /// Stems of the words for what is counted.
    pub(crate) counted: Vec<u64>,
    /// Every three letters in a row of the folded quote.
    pub(crate) letters: Vec<u64>,
    /// Whether the claim says that something did not happen.
    pub(crate) negative: bool,
}

impl Facts {
    /// Prepares `claim`.
    pub(crate) fn new(claim: &Claim) -> Facts {
        let (words, pairs, names) = words_of(&claim.quote);
        let counted = claim.tally.as_ref().and_then(|t| t.who.as_deref()).unwrap_or_default();
        let counted = counted.split_whitespace().map(|word| hash::of([stem(&fold(word)).as_str()])).collect();
        let (agents, targets) = (parties(&claim.agents), parties(&claim.targets));
        Facts {
            number: named_claim(&claim.id),
            published: claim.report.published.as_deref().and_then(day_of),
            days: days_of(claim),
            parties: merged([&agents, &targets]),
            agents,
            targets,
            side: claim.side().map(named),
            speaker: claim.attribution.first().and_then(|s| s.text.as_deref()).map(named),
            places: places_of(claim),
            all: merged([&words, &names]),
            numbers: numbers_of(&claim.quote),
            counted: sorted(counted),
            words,
            pairs,
            names,
            letters: letters_of(&claim.quote),
            negative: claim.status == Status::DidNotHappen
                || claim.certainty == Certainty::Denied
                || claim.mode() == Some(DENIAL),
            claim: bare(claim),
        }
    }

    /// The report's id.
    pub(crate) fn report(&self) -> &str {
        &self.claim.report.id
    }

    /// The day to order by: the claim's own, or the day of publication.
    pub(crate) fn reference_day(&self) -> Option<Date> {
        self.days.map(|d| d.1).or(self.published)
    }

    /// Its days, or else the `days` before publication.
    pub(crate) fn days_within(&self, days: i64) -> Option<(Date, Date)> {
        self.days.or_else(|| self.published.map(|day| (day.saturating_sub(days.days()), day)))
    }

    /// Whether it is only planned, called for or feared.
    pub(crate) fn open(&self) -> bool {
        matches!(self.claim.status, Status::Planned | Status::CalledFor | Status::Possible)
    }

    /// Whether it counts something.
    pub(crate) fn is_tally(&self) -> bool {
        self.claim.kind == ClaimKind::Tally
    }

    /// Code points between the two quotes, 0 when they touch; `None` across reports.
    pub(crate) fn distance(&self, other: &Facts) -> Option<u32> {
        if self.report() != other.report() {
            return None;
        }
        let (a, b) = (self.claim.span, other.claim.span);
        Some(if a.overlaps(b) { 0 } else { a.start.max(b.start).saturating_sub(a.end.min(b.end)) })
    }
}

/// The day that an exported day or instant begins with.
pub(crate) fn day_of(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// A name as the gazetteer folds it, without its article.
pub(crate) fn fold(text: &str) -> String {
    let plain = herodotus_gazetteer::fold(text);
    plain.strip_prefix("the ").map(str::to_owned).unwrap_or(plain)
}

/// The claim without what takes room and is not asked for.
fn bare(claim: &Claim) -> Claim {
    Claim {
        id: claim.id.clone(),
        report: ReportRef { outlet: None, title: None, url: None, ..claim.report.clone() },
        quote: String::new(),
        event: claim.event.clone(),
        attribution: claim.attribution.clone(),
        agents: Vec::new(),
        targets: Vec::new(),
        places: claim.places.clone(),
        when: claim.when.clone(),
        tally: claim.tally.clone(),
        because: Vec::new(),
        ..*claim
    }
}

/// A claim's id as a number.
pub(crate) fn named_claim(id: &str) -> u64 {
    hash::of([id])
}

/// A name as a number.
pub(crate) fn named(name: &str) -> u64 {
    hash::of([fold(name).as_str()])
}

fn parties(actors: &[Actor]) -> Vec<u64> {
    let names = actors.iter().map(|a| fold(a.party.as_deref().unwrap_or(&a.text))).filter(|p| !p.is_empty());
    sorted(names.map(|name| hash::of([name.as_str()])).collect())
}

/// The names of places; "the region" and its like, without a capital, name none.
fn places_of(claim: &Claim) -> Names {
    let names = claim.places.iter().map(|p| p.name.as_deref().unwrap_or(&p.text));
    Names::new(names.filter(|name| name.trim_start_matches("The ").chars().any(char::is_uppercase)).map(fold))
}

fn days_of(claim: &Claim) -> Option<(Date, Date)> {
    let stood = claim.tally.as_ref().and_then(|t| t.as_of);
    match (&claim.when, stood) {
        (Some(when), _) => Some((when.start.day(), when.end.day())),
        (None, Some(day)) => Some((day, day)),
        (None, None) => None,
    }
}

type Words = (Vec<u64>, Vec<u64>, Vec<u64>);

/// Content words cut to their stems, neighbouring pairs of them, and names.
fn words_of(quote: &str) -> Words {
    let (mut words, mut pairs, mut names) = (Vec::new(), Vec::new(), Vec::new());
    let mut last: Option<String> = None;
    for word in quote.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '’' && c != '\'') {
        let plain = fold(word);
        if plain.chars().count() < 3 && !plain.chars().all(|c| c.is_numeric()) || List::Empty.has(&plain) {
            continue;
        }
        let cut = stem(&plain);
        if cut.is_empty() {
            continue;
        }
        if word.chars().next().is_some_and(char::is_uppercase) {
            names.push(hash::of([cut.as_str()]));
        } else {
            words.push(hash::of([cut.as_str()]));
        }
        if let Some(before) = last.replace(cut.clone()) {
            pairs.push(hash::of([before.as_str(), &cut]));
        }
    }
    (sorted(words), sorted(pairs), sorted(names))
}

/// Numbers written in digits, marks of thousands off.
fn numbers_of(quote: &str) -> Vec<u64> {
    let tokens = quote.split(|c: char| !c.is_alphanumeric() && c != '.' && c != ',');
    let digits = |token: &str| token.chars().filter(char::is_ascii_digit).collect::<String>();
    let plain = |token: &&str| {
        token.starts_with(|c: char| c.is_ascii_digit()) && token.chars().all(|c| c.is_ascii_digit() || ".,".contains(c))
    };
    sorted(tokens.filter(plain).map(|token| hash::of([digits(token).as_str()])).collect())
}

/// What several sorted sets hold together.
pub(crate) fn merged<'s>(sets: impl IntoIterator<Item = &'s Vec<u64>>) -> Vec<u64> {
    sorted(sets.into_iter().flatten().copied().collect())
}

pub(crate) fn sorted(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Every three characters in a row of the folded quote, spaces included.
fn letters_of(quote: &str) -> Vec<u64> {
    let folded: Vec<char> = fold(quote).chars().collect();
    sorted(folded.windows(3).map(|w| w.iter().fold(0, |sum, &c| (sum << 21) | u64::from(u32::from(c)))).collect())
}

/// A crude stem: common English endings off, then at most six letters.
fn stem(word: &str) -> String {
    let mut cut = word.strip_suffix("'s").unwrap_or(word);
    for ending in ["ations", "ation", "ings", "ing", "ions", "ion", "ers", "ies", "ed", "es", "er", "ly", "s", "y", "e"]
    {
        if let Some(rest) = cut.strip_suffix(ending)
            && rest.chars().count() >= 4
        {
            cut = rest;
            break;
        }
    }
    cut.chars().take(6).collect()
}

/// Twice the shared over the sum, of sorted sets: 1 for equal, 0 for disjoint or empty ones (Dice 1945).
pub(crate) fn dice(a: &[u64], b: &[u64]) -> f64 {
    let total = a.len() + b.len();
    if total == 0 { 0.0 } else { 2.0 * shared(a, b) as f64 / total as f64 }
}

/// The shared over the smaller, of sorted sets: 1 when one holds the other (Szymkiewicz–Simpson overlap).
pub(crate) fn overlap(a: &[u64], b: &[u64]) -> f64 {
    let small = a.len().min(b.len());
    if small == 0 { 0.0 } else { shared(a, b) as f64 / small as f64 }
}

/// How many members two sorted sets have in common.
pub(crate) fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        count += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    count
}

/// Whether two sorted sets have nothing in common.
pub(crate) fn disjoint(a: &[u64], b: &[u64]) -> bool {
    shared(a, b) == 0
}

/// Whether two figures are one: the same bounds.
pub(crate) fn same_bounds(a: &Tally, b: &Tally) -> bool {
    (a.low, a.high) == (b.low, b.high)
}

/// Whether one number could lie within the bounds of both.
pub(crate) fn bounds_meet(a: &Tally, b: &Tally) -> bool {
    let below = |low: Option<f64>, high: Option<f64>| low.zip(high).is_none_or(|(l, h)| l <= h);
    below(a.low, b.high) && below(b.low, a.high)
}

/// Whether the same sort of thing is counted.
pub(crate) fn same_count(a: &Tally, b: &Tally) -> bool {
    fold(&a.what) == fold(&b.what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_to_one_form() {
        assert_eq!(fold("the Şuşa District"), "susa district");
    }

    #[test]
    fn likeness_is_symmetric_and_bounded() {
        let (a, ..) = words_of("gunners shelled the harbour overnight");
        let (b, ..) = words_of("the overnight shelling of the harbour");
        assert_eq!(dice(&a, &b), dice(&b, &a));
        assert!(dice(&a, &b) > 0.5 && overlap(&a, &b) <= 1.0);
    }
}
