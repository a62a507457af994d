//! Days, figures, hedges and names in words.

use std::collections::BTreeSet;

use herodotus_schema::{Because, Certainty, Claim, DiscrepancyKind, Interval, Moment, Stance, Status};
use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "4 November 2020".
pub(crate) fn day(date: Date) -> String {
    let month = MONTHS.get(usize::from(date.month().unsigned_abs()).saturating_sub(1)).copied().unwrap_or("");
    format!("{} {month} {}", date.day(), date.year())
}

/// "4 November 2020", "4 to 5 November 2020", "1994", "October 2020", "27 September to 4 November 2020".
pub(crate) fn days(when: &Interval) -> String {
    let (start, end) = (when.start.day(), when.end.day());
    if start == end {
        return day(start);
    }
    let whole_months = start.day() == 1 && end == end.last_of_month();
    if whole_months && start.month() == 1 && end.month() == 12 {
        return if start.year() == end.year() {
            start.year().to_string()
        } else {
            format!("{} to {}", start.year(), end.year())
        };
    }
    let month = |d: Date| MONTHS.get(usize::from(d.month().unsigned_abs()).saturating_sub(1)).copied().unwrap_or("");
    if whole_months && (start.year(), start.month()) == (end.year(), end.month()) {
        return format!("{} {}", month(start), start.year());
    }
    if (start.year(), start.month()) == (end.year(), end.month()) {
        return format!("{} to {}", start.day(), day(end));
    }
    if start.year() == end.year() {
        return format!("{} {} to {}", start.day(), month(start), day(end));
    }
    format!("{} to {}", day(start), day(end))
}

/// "10 October 2020, 12:00 (+04:00)"; a day alone where no hour is told.
pub(crate) fn moment(at: Moment) -> String {
    match at {
        Moment::Day(date) => day(date),
        Moment::Instant(instant, offset) => {
            let local = offset.to_datetime(instant);
            format!("{}, {:02}:{:02} (UTC{offset})", day(local.date()), local.hour(), local.minute())
        }
    }
}

/// "1,177".
pub(crate) fn number(value: f64) -> String {
    if value.fract() != 0.0 {
        return value.to_string();
    }
    let digits = format!("{:.0}", value.abs());
    let mut out = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if value < 0.0 { format!("-{out}") } else { out }
}

/// "1,177", "at least 2,000", "up to 5,000", "1,000 to 1,200".
pub(crate) fn figure(low: Option<f64>, best: Option<f64>, high: Option<f64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
        (Some(low), None) => format!("at least {}", number(low)),
        (None, Some(high)) => format!("up to {}", number(high)),
        (None, None) => best.map_or_else(|| "no figure".to_owned(), number),
    }
}

/// What analysts made of a claim: "corrected by Ada", "accepted by Ada and Ben".
pub(crate) fn reviewed(claim: &Claim) -> Option<String> {
    let said: Vec<&Because> = claim.because.iter().filter(|because| because.by.is_some()).collect();
    let what = match claim.is_added() {
        true => "added",
        // An acceptance is of the claim as a whole.
        false if said.iter().all(|because| because.field == "claim") => "accepted",
        false => "corrected",
    };
    let names: BTreeSet<&str> = said.iter().filter_map(|because| because.by.as_deref()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    (!names.is_empty()).then(|| format!("{what} by {}", list(&names)))
}

/// What stands between a claim and "it happened", in words: "denies", "reportedly", "calls for".
pub(crate) fn hedge(claim: &Claim) -> Option<String> {
    let status = match (claim.certainty, claim.status) {
        (Certainty::Denied, _) => Some("denies"),
        (_, Status::DidNotHappen) => Some("in the negative"),
        (_, Status::Planned) => Some("as still to come"),
        (_, Status::CalledFor) => Some("as a call"),
        (_, Status::Possible) => Some("as possible"),
        (_, Status::Happened | Status::Ongoing) => None,
    };
    let hidden = claim.attribution.first().is_some_and(|s| s.text.is_none());
    let sure = match claim.certainty {
        Certainty::Hedged if hidden => Some("reportedly"),
        Certainty::Hedged => Some("hedged"),
        _ if hidden => Some("reportedly"),
        _ => None,
    };
    let words: Vec<&str> = status.into_iter().chain(sure).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// "Ruritania", "Borduria and Ruritania", "Borduria, Ruritania and the rest".
pub(crate) fn list<S: AsRef<str>>(names: &[S]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", rest.join(", "), last.as_ref())
        }
    }
}

/// Like [`list`], of at most `most` names: "Borduria, Ruritania and 3 others".
pub(crate) fn some<S: AsRef<str>>(names: &[S], most: usize) -> String {
    if names.len() <= most {
        return list(names);
    }
    let shown: Vec<&str> = names.iter().take(most).map(AsRef::as_ref).collect();
    let left = names.len() - most;
    format!("{} and {left} other{}", shown.join(", "), if left == 1 { "" } else { "s" })
}

/// The first letter in upper case.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A mode or type as words: "ceasefire violation".
pub(crate) fn plain(label: &str) -> String {
    label.to_lowercase().replace(['-', '_'], " ")
}

/// The kind of a discrepancy in words.
pub(crate) fn discrepancy(kind: DiscrepancyKind) -> &'static str {
    match kind {
        DiscrepancyKind::BlameAgainstBlame => "Blame against blame",
        DiscrepancyKind::ClaimAgainstDenial => "Claim against denial",
        DiscrepancyKind::FigureAgainstFigure => "Figure against figure",
        DiscrepancyKind::BrokerAgainstBroker => "Broker against broker",
        DiscrepancyKind::AccountAgainstAccount => "Account against account",
    }
}

/// A stance in words, as the heading of what was said.
pub(crate) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "support and aid",
        Stance::Mediates => "talks and mediation",
        Stance::CallsFor => "calls",
        Stance::Pledges => "agreements and pledges",
        Stance::Opposes => "criticism and refusal",
        Stance::Threatens => "threats and sanctions",
        Stance::States => "other statements",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_as_people_write_them() {
        let of = |a: &str, b: &str| days(&Interval::days(a.parse().unwrap(), b.parse().unwrap()));
        assert_eq!(of("2020-11-04", "2020-11-05"), "4 to 5 November 2020");
        assert_eq!(of("1994-01-01", "1994-12-31"), "1994");
        assert_eq!(of("2020-10-01", "2020-10-31"), "October 2020");
        assert_eq!(of("2020-09-27", "2020-11-04"), "27 September to 4 November 2020");
    }

    #[test]
    fn figures_keep_their_bounds() {
        assert_eq!(figure(Some(1177.0), Some(1177.0), Some(1177.0)), "1,177");
        assert_eq!(figure(None, Some(5000.0), Some(5000.0)), "up to 5,000");
        assert_eq!(figure(Some(280000.0), None, None), "at least 280,000");
    }
}
