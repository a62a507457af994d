//! Days of publication as files, pages and records write them.

use herodotus_schema::Moment;
use jiff::civil::Date;

/// Ways of writing a day that leave no doubt about which number is the month, for `strptime`.
const PATTERNS: &[&str] = &[
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
    "%a, %d %b %Y",
    "%a, %b %d %Y %I:%M:%S %p",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d.%m.%Y",
    "%Y%m%d",
];

/// Reads a day or instant of publication and writes it in the one form that reports use:
/// `YYYY-MM-DD`, or RFC 3339 where the text gives the hour and the offset. `None` if it is not understood.
pub(crate) fn published(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(instant) = instant(text) {
        return Some(instant.to_string());
    }
    if let Some(day) = text.get(..10).and_then(|head| head.parse::<Date>().ok()) {
        let rest = &text[10..];
        let ends = rest.is_empty() || rest.starts_with(['T', 't', ' ', 'Z', '+']);
        return ends.then(|| day.to_string());
    }
    PATTERNS.iter().find_map(|pattern| Date::strptime(pattern, text).ok()).map(|day| day.to_string())
}

/// The day that somebody means by `text`, in any form that tells without doubt which number is the month.
pub fn day(text: &str) -> Option<Date> {
    published(text)?.get(..10)?.parse().ok()
}

fn instant(text: &str) -> Option<Moment> {
    if text.len() <= 10 {
        return None;
    }
    if let Ok(moment) = text.parse::<Moment>() {
        return Some(moment);
    }
    let zoned = jiff::fmt::rfc2822::parse(text)
        .or_else(|_| jiff::Zoned::strptime("%Y-%m-%dT%H:%M:%S%z", text))
        .or_else(|_| jiff::Zoned::strptime("%Y-%m-%d %H:%M:%S %z", text))
        .ok()?;
    Some(Moment::Instant(zoned.timestamp(), zoned.offset()))
}

/// The day that an address carries in its path, as outlets lay out their archives: `/YYYY/MM/DD/`.
pub(crate) fn in_address(url: &str) -> Option<String> {
    let (_, path) = url.split_once("://")?;
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|part| {
        let lengths = [4..=4, 1..=2, 1..=2];
        let digits = part
            .iter()
            .zip(lengths)
            .all(|(part, length)| length.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
        let year: i16 = part[0].parse().ok().filter(|year| digits && (1900..2100).contains(year))?;
        Date::new(year, part[1].parse().ok()?, part[2].parse().ok()?).ok().map(|day| day.to_string())
    })
}

/// The day that a file name carries: the first `YYYY-MM-DD`, `YYYY_MM_DD` or `YYYYMMDD` between 1900 and 2100 in it.
pub(crate) fn in_file_name(name: &str) -> Option<String> {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name).as_bytes();
    (0..base.len()).find_map(|at| {
        let starts = at == 0 || !base[at - 1].is_ascii_digit();
        if starts { day_at(&base[at..]) } else { None }
    })
}

fn day_at(bytes: &[u8]) -> Option<String> {
    let separated = bytes.len() >= 10 && bytes[4] == bytes[7] && matches!(bytes[4], b'-' | b'_' | b'.');
    let (digits, end): (Vec<u8>, usize) = match separated {
        true => ([&bytes[..4], &bytes[5..7], &bytes[8..10]].concat(), 10),
        false => (bytes.get(..8)?.to_vec(), 8),
    };
    let goes_on = bytes.get(end).is_some_and(u8::is_ascii_digit);
    if goes_on || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| std::str::from_utf8(&digits[range]).ok()?.parse::<i16>().ok();
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    let date = Date::new(year, month as i8, day as i8).ok()?;
    (1900..2100).contains(&year).then(|| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_ways_of_writing_one_day() {
        for text in [
            "2021-03-09",
            "March 9, 2021",
            "9 March 2021",
            "9 Mar 2021",
            "Tuesday, March 9, 2021",
            "2021/03/09",
            "09.03.2021",
            "Tue, Mar 09 2021 02:02:33 PM",
        ] {
            assert_eq!(published(text).as_deref(), Some("2021-03-09"), "{text}");
        }
        assert_eq!(published("2021-03-09T08:15:00").as_deref(), Some("2021-03-09"));
        assert_eq!(published("2021-03-09 08:15").as_deref(), Some("2021-03-09"));
    }

    #[test]
    fn instants_keep_their_offset() {
        for text in ["2021-03-09T08:15:00+04:00", "2021-03-09T08:15:00+0400", "Tue, 09 Mar 2021 08:15:00 +0400"] {
            assert_eq!(published(text).as_deref(), Some("2021-03-09T08:15:00+04:00"), "{text}");
        }
        assert!(published("2021-03-09T08:15:00Z").is_some_and(|at| at.starts_with("2021-03-09T08:15:00")));
    }

    #[test]
    fn what_is_not_a_day_is_not_read_as_one() {
        for text in ["yesterday", "03/09/2021", "2021-13-09", "", "2021", "2021-03-091"] {
            assert_eq!(published(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_carry_days() {
        assert_eq!(in_address("https://a.example/2021/3/09/port.html").as_deref(), Some("2021-03-09"));
        assert_eq!(in_address("https://a.example/news/2021/03/09").as_deref(), Some("2021-03-09"));
        for none in ["https://a.example/2021/03/port", "https://a.example/2021/13/09/", "2021/03/09", "https://a/1/2/3"]
        {
            assert_eq!(in_address(none), None, "{none}");
        }
    }

    #[test]
    fn file_names_carry_days() {
        assert_eq!(in_file_name("a/2021-03-09-shelling.txt").as_deref(), Some("2021-03-09"));
        assert_eq!(in_file_name("dalmar_20210309.html").as_deref(), Some("2021-03-09"));
        assert_eq!(in_file_name("2021-03-09/dalmar.txt"), None);
        assert_eq!(in_file_name("case-120210309.txt"), None);
        assert_eq!(in_file_name("1234-56-78.txt"), None);
    }
}
