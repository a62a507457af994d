//! The tokens of a document in lower case, and the small numbers among them.

use std::ops::Range;

use herodotus_schema::Document;

/// A view of a document's tokens for patterns.
pub(super) struct Words<'d> {
    pub doc: &'d Document,
    lower: Vec<String>,
    /// The tokens of the sentence at hand: nothing outside is seen.
    pub within: Range<usize>,
}

impl<'d> Words<'d> {
    pub fn new(doc: &'d Document) -> Words<'d> {
        let lower = doc.tokens.iter().map(|t| t.form.to_lowercase().replace('’', "'")).collect();
        Words { doc, lower, within: 0..0 }
    }

    /// The word at `at` in lower case with straight apostrophes; empty outside the sentence.
    pub fn get(&self, at: usize) -> &str {
        if self.within.contains(&at) { &self.lower[at] } else { "" }
    }

    /// The word before `at`.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.get(at))
    }

    /// The word at `at` as written.
    pub fn form(&self, at: usize) -> &'d str {
        if self.within.contains(&at) { &self.doc.tokens[at].form } else { "" }
    }

    pub fn is_capital(&self, at: usize) -> bool {
        self.form(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Up to `count` words from `at`.
    pub fn some(&self, at: usize, count: usize) -> Vec<&str> {
        (at..at + count).map(|at| self.get(at)).take_while(|w| !w.is_empty()).collect()
    }

    /// A small whole number in digits or words at `at`, and the token after it.
    ///
    /// "a" and "an" are 1, "a couple of" 2; vague counts ("several", "a few", "some") are `None` in the value.
    pub fn count(&self, at: usize) -> Option<(Option<i32>, usize)> {
        let word = self.get(at);
        match word {
            "a" | "an" if matches!(self.get(at + 1), "few" | "number") => {
                return Some((None, at + 2 + usize::from(self.get(at + 2) == "of")));
            }
            "a" | "an" if self.get(at + 1) == "couple" => {
                return Some((Some(2), at + 2 + usize::from(self.get(at + 2) == "of")));
            }
            "a" | "an" | "one" => return Some((Some(1), at + 1)),
            "several" | "few" | "some" | "many" | "dozens" | "hundreds" | "couple" => {
                return Some((None, at + 1 + usize::from(self.get(at + 1) == "of")));
            }
            _ => {}
        }
        if let Ok(number) = word.parse::<i32>() {
            return (0..10_000).contains(&number).then_some((Some(number), at + 1));
        }
        let tens = cardinal(word)?;
        if tens >= 20
            && self.get(at + 1) == "-"
            && let Some(ones) = cardinal(self.get(at + 2)).filter(|n| *n < 10)
        {
            return Some((Some(tens + ones), at + 3));
        }
        Some((Some(tens), at + 1))
    }

    /// A day of the month, cardinal or ordinal, at `at`, and the token after it.
    pub fn day_of_month(&self, at: usize) -> Option<(i8, usize)> {
        let word = self.get(at);
        if let Some(day) = super::calendar::ordinal(word) {
            return Some((day, at + 1));
        }
        if matches!(word, "twenty" | "thirty") && self.get(at + 1) == "-" {
            let ones = super::calendar::ordinal(self.get(at + 2)).filter(|n| *n < 10)?;
            return Some((if word == "twenty" { 20 } else { 30 } + ones, at + 3)).filter(|(day, _)| *day <= 31);
        }
        let digits = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
        let day: i8 = word.parse().ok().filter(|day| digits && (1..=31).contains(day))?;
        Some((day, at + 1))
    }

    /// A year of four digits at `at`.
    pub fn year(&self, at: usize) -> Option<i16> {
        let word = self.get(at);
        let plain = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        word.parse().ok().filter(|year| plain && (1500..2200).contains(year))
    }
}

fn cardinal(word: &str) -> Option<i32> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if let Some(at) = ONES.iter().position(|w| *w == word) {
        return Some(at as i32);
    }
    TENS.iter().position(|w| *w == word).map(|at| at as i32 * 10 + 20)
}
