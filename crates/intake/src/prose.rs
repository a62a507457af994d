//! Whether a text is a report that can be read: prose, and in English.

use herodotus_schema::Report;
use whatlang::{Lang, Script};

use crate::{Trouble, identity};

/// Fewer words than this are no report.
const FEWEST_WORDS: usize = 5;
/// Letters below which the language of Latin script is not judged: detection errs on headlines and lists of names.
const LATIN_LETTERS_TO_JUDGE: usize = 200;
/// Letters that are enough to judge a text in another script.
const OTHER_LETTERS_TO_JUDGE: usize = 20;
/// The share of marks of code and markup, in percent of all that is not blank, above which a text is not prose.
const MARKS_PERCENT: usize = 4;
/// The share of letters, in percent of letters and digits, below which a text is a table of numbers.
const LETTERS_PERCENT: usize = 60;

/// Refuses what is not readable English prose; gives a report without an id one.
pub(crate) fn checked(mut report: Report) -> Result<Report, Trouble> {
    check(&report)?;
    if report.id.is_empty() {
        report.id = identity::default_id(&report);
    }
    Ok(report)
}

/// Refuses what is empty, too short, markup, numbers, or in another language than English.
fn check(report: &Report) -> Result<(), Trouble> {
    let counts = Counts::of(&report.text);
    if counts.ink == 0 {
        return Err(Trouble::Empty);
    }
    if counts.letters * 100 < (counts.letters + counts.digits) * LETTERS_PERCENT {
        return Err(Trouble::NotAReport("mostly numbers"));
    }
    if counts.marks * 100 > counts.ink * MARKS_PERCENT {
        return Err(Trouble::NotAReport("code or markup rather than prose"));
    }
    check_language(report, counts.letters)?;
    let words = report.text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    if words < FEWEST_WORDS {
        return Err(Trouble::NotAReport("too short, fewer than five words"));
    }
    Ok(())
}

/// A declared language is taken at its word unless the text is plainly English; an undeclared one is detected.
fn check_language(report: &Report, letters: usize) -> Result<(), Trouble> {
    let declared = report.language.as_deref().map(str::to_ascii_lowercase);
    let other = declared.as_deref().filter(|language| !language.starts_with("en"));
    let Some(info) = whatlang::detect(&report.text) else {
        return other.map_or(Ok(()), |language| Err(Trouble::OtherLanguage(language.to_owned())));
    };
    let enough = match info.script() {
        Script::Latin => letters >= LATIN_LETTERS_TO_JUDGE && info.is_reliable(),
        _ => letters >= OTHER_LETTERS_TO_JUDGE,
    };
    match (info.lang(), other) {
        (Lang::Eng, _) if enough => Ok(()),
        (lang, _) if enough => Err(Trouble::OtherLanguage(lang.eng_name().to_owned())),
        (_, Some(language)) => Err(Trouble::OtherLanguage(language.to_owned())),
        (_, None) => Ok(()),
    }
}

/// How many characters of each sort a text has.
struct Counts {
    ink: usize,
    letters: usize,
    digits: usize,
    marks: usize,
}

impl Counts {
    fn of(text: &str) -> Counts {
        let mut counts = Counts { ink: 0, letters: 0, digits: 0, marks: 0 };
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            counts.ink += 1;
            counts.letters += usize::from(c.is_alphabetic());
            counts.digits += usize::from(c.is_numeric());
            counts.marks +=
                usize::from(matches!(c, '{' | '}' | '<' | '>' | '[' | ']' | '=' | ';' | '|' | '\\' | '_' | '#'));
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str, language: Option<&str>) -> Result<(), Trouble> {
        check(&Report { text: text.into(), language: language.map(Into::into), ..Report::default() })
    }

    #[test]
    fn prose_is_let_through() {
        assert_eq!(checked("Two soldiers died near Dalmar on Monday.", None), Ok(()));
        assert_eq!(checked("Two soldiers died near Dalmar on Monday.", Some("en-GB")), Ok(()));
    }

    #[test]
    fn what_is_not_prose_is_refused_with_its_reason() {
        assert_eq!(checked(" \n", None), Err(Trouble::Empty));
        assert_eq!(checked("Port shelled", None), Err(Trouble::NotAReport("too short, fewer than five words")));
        assert_eq!(checked("12 340 5,6 78 9 10 11 a b c d e f", None), Err(Trouble::NotAReport("mostly numbers")));
        let code = "fn main() { let a = [1]; if a[0] == 1 { print(\"soldiers died near the port\"); } }";
        assert!(matches!(checked(code, None), Err(Trouble::NotAReport(_))));
    }

    #[test]
    fn other_languages_are_named() {
        let russian = "Порт обстреляли во вторник, сообщил начальник порта.";
        assert_eq!(checked(russian, None), Err(Trouble::OtherLanguage("Russian".into())));
        let german = "Der Hafen wurde am Dienstag beschossen, teilte der Hafenmeister mit. Zwei Soldaten seien dabei ums \
                      Leben gekommen, drei weitere wurden verletzt. Die Regierung sprach von einem Angriff der Aufständischen, \
                      diese wiesen den Vorwurf jedoch zurück und gaben der Armee die Schuld.";
        assert_eq!(checked(german, None), Err(Trouble::OtherLanguage("German".into())));
        assert_eq!(
            checked("Zwei Soldaten starben am Montag bei Dalmar.", Some("de")),
            Err(Trouble::OtherLanguage("de".into()))
        );
    }
}
