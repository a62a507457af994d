//! Which claim of one reading is which of the other.

use herodotus_schema::{Claim, Span};

/// A claim as it was, as it is, or both.
#[derive(Debug, Clone, Copy)]
pub(super) enum Pair<'c> {
    Gone(&'c Claim),
    Added(&'c Claim),
    Both(&'c Claim, &'c Claim),
}

impl<'c> Pair<'c> {
    /// The claim as it was.
    pub fn before(self) -> Option<&'c Claim> {
        match self {
            Pair::Gone(claim) | Pair::Both(claim, _) => Some(claim),
            Pair::Added(_) => None,
        }
    }

    /// The claim as it is.
    pub fn after(self) -> Option<&'c Claim> {
        match self {
            Pair::Added(claim) | Pair::Both(_, claim) => Some(claim),
            Pair::Gone(_) => None,
        }
    }

    /// The claim as it is, or as it was where it is no more.
    pub fn latest(self) -> &'c Claim {
        match self {
            Pair::Gone(claim) | Pair::Added(claim) | Pair::Both(_, claim) => claim,
        }
    }

    /// Whether it is the same claim with the same fields.
    pub fn is_same(self) -> bool {
        matches!(self, Pair::Both(before, after) if fields(before, after).is_empty())
    }
}

/// Pairs the claims of one report: those that are alike in all fields first, then those of the same words, then those
/// whose words overlap by half. What is left is gone or new. In order of the words.
pub(super) fn pair<'c>(before: &'c [Claim], after: &'c [Claim]) -> Vec<Pair<'c>> {
    let mut old: Vec<&Claim> = before.iter().collect();
    let mut new: Vec<&Claim> = after.iter().collect();
    let mut pairs = Vec::new();
    for fits in [alike, of_one_voice, of_the_same_words, overlapping] {
        old.retain(|a| {
            let Some(at) = new.iter().position(|b| fits(a, b)) else { return true };
            pairs.push(Pair::Both(a, new.remove(at)));
            false
        });
    }
    pairs.extend(old.into_iter().map(Pair::Gone));
    pairs.extend(new.into_iter().map(Pair::Added));
    pairs.sort_by_key(|pair| pair.latest().span);
    pairs
}

/// The fields in which two claims differ, as the record format names them.
pub(super) fn fields(a: &Claim, b: &Claim) -> Vec<&'static str> {
    let differ = [
        ("quote", a.span != b.span),
        ("kind", a.kind != b.kind),
        ("event", a.event != b.event),
        ("attribution", a.attribution != b.attribution),
        ("agents", a.agents != b.agents),
        ("targets", a.targets != b.targets),
        ("places", a.places != b.places),
        ("when", a.when != b.when),
        ("status", a.status != b.status),
        ("certainty", a.certainty != b.certainty),
        ("tally", a.tally != b.tally),
    ];
    differ.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

fn alike(a: &Claim, b: &Claim) -> bool {
    fields(a, b).is_empty()
}

fn of_one_voice(a: &Claim, b: &Claim) -> bool {
    of_the_same_words(a, b) && a.side() == b.side()
}

fn of_the_same_words(a: &Claim, b: &Claim) -> bool {
    a.span == b.span && is_figure(a) == is_figure(b)
}

fn overlapping(a: &Claim, b: &Claim) -> bool {
    is_figure(a) == is_figure(b) && by_half(a.span, b.span)
}

fn is_figure(claim: &Claim) -> bool {
    claim.tally.is_some()
}

/// Whether the two share at least half of the longer one.
fn by_half(a: Span, b: Span) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let longer = (a.end - a.start).max(b.end - b.start);
    2 * shared >= longer && shared > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(start: u32, end: u32, kind: &str) -> Claim {
        serde_json::from_value(serde_json::json!({
            "id": format!("c-{start}-{kind}"), "report": {}, "span": {"start": start, "end": end}, "quote": "",
            "kind": "event", "event": {"type": kind}, "status": "happened", "certainty": "firm"
        }))
        .unwrap()
    }

    fn told(pairs: &[Pair]) -> Vec<String> {
        let id = |claim: Option<&Claim>| claim.map_or("none".to_owned(), |claim| claim.id.clone());
        pairs.iter().map(|pair| format!("{} {} {}", id(pair.before()), id(pair.after()), pair.is_same())).collect()
    }

    #[test]
    fn claims_are_paired_by_their_fields_their_words_and_what_they_share() {
        let before = [claim(0, 10, "AID"), claim(20, 30, "AID"), claim(40, 60, "AID"), claim(70, 80, "AID")];
        let after = [claim(0, 10, "AID"), claim(20, 30, "ASSAULT"), claim(42, 60, "AID"), claim(90, 99, "AID")];
        let expected = ["c-0-AID c-0-AID true", "c-20-AID c-20-ASSAULT false", "c-40-AID c-42-AID false"];
        let alone = ["c-70-AID none false", "none c-90-AID false"];
        assert_eq!(told(&pair(&before, &after)), [&expected[..], &alone].concat());
    }

    #[test]
    fn words_that_share_little_are_two_claims() {
        let (before, after) = ([claim(0, 20, "AID")], [claim(15, 40, "AID")]);
        assert_eq!(told(&pair(&before, &after)), ["c-0-AID none false", "none c-15-AID false"]);
    }

    #[test]
    fn the_fields_that_differ_are_named() {
        let mut after = claim(0, 10, "ASSAULT");
        after.status = herodotus_schema::Status::Planned;
        assert_eq!(fields(&claim(0, 10, "AID"), &after), ["event", "status"]);
    }
}
