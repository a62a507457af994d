//! Names and token forms cut into comparable pieces: marks off letters, no hyphens, no full stops.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `text` with its diacritics off, its case kept ("Şule" → "Sule").
pub(crate) fn without_marks(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(plain).collect()
}

/// Letters that do not decompose, in the spelling that English text gives them.
fn plain(letter: char) -> impl Iterator<Item = char> {
    let spelled = match letter {
        'ı' => "i",
        'ə' => "e",
        'Ə' => "E",
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' => "d",
        'Đ' => "D",
        'ß' => "ss",
        'æ' => "ae",
        'Æ' => "Ae",
        'œ' => "oe",
        'þ' => "th",
        'ð' => "d",
        '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`' | '´' => "'",
        '‐' | '‑' | '–' => "-",
        _ => return Spelled::Same(Some(letter)),
    };
    Spelled::As(spelled.chars())
}

enum Spelled {
    Same(Option<char>),
    As(std::str::Chars<'static>),
}

impl Iterator for Spelled {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        match self {
            Spelled::Same(letter) => letter.take(),
            Spelled::As(letters) => letters.next(),
        }
    }
}

/// The pieces of one token or written name: cut at blanks and hyphens and before "'s", without full stops and
/// apostrophes, without "the". A token of punctuation has none.
pub(crate) fn pieces(text: &str) -> Vec<String> {
    let plain = without_marks(text);
    let mut pieces = Vec::new();
    for word in plain.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '"' | ',' | '(' | ')')) {
        let (word, possessive) = match word.strip_suffix("'s") {
            Some(owner) => (owner, true),
            None => (word, false),
        };
        let piece: String = word.chars().filter(|c| c.is_alphanumeric() || matches!(c, '&' | '+')).collect();
        if !piece.is_empty() && !piece.eq_ignore_ascii_case("the") {
            pieces.push(piece);
        }
        if possessive {
            pieces.push("s".to_owned());
        }
    }
    pieces
}

/// How a piece of a name may be written in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Written {
    /// In capitals only ("US").
    Acronym,
    /// With a capital first letter, or all in capitals.
    Capitalised,
    /// Any way ("of", "al").
    AnyCase,
}

/// How the piece `name` of a name may be written.
pub(crate) fn written(name: &str) -> Written {
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
    match letters.first() {
        Some(_) if letters.len() > 1 && letters.iter().all(|c| c.is_uppercase()) => Written::Acronym,
        Some(first) if first.is_uppercase() => Written::Capitalised,
        _ => Written::AnyCase,
    }
}

/// Whether `text`, equal to `name` but for case, is written as a name of its kind may be.
pub(crate) fn accepts(name: &str, text: &str) -> bool {
    match written(name) {
        Written::AnyCase => true,
        Written::Acronym => text == name,
        Written::Capitalised => text == name || text.chars().all(|c| !c.is_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_tokens_fall_into_the_same_pieces() {
        assert_eq!(pieces("U.S."), ["US"]);
        assert_eq!(pieces("Jaish al-Islam"), ["Jaish", "al", "Islam"]);
        assert_eq!(pieces("the People’s Republic"), ["People", "s", "Republic"]);
        assert_eq!(pieces("Şuşa"), ["Susa"]);
        assert_eq!(pieces("Łódź"), ["Lodz"]);
        assert!(pieces("-").is_empty());
        assert!(pieces("The").is_empty());
    }

    #[test]
    fn case_tells_names_from_words() {
        assert!(accepts("US", "US") && !accepts("US", "us") && !accepts("US", "Us"));
        assert!(accepts("Israel", "ISRAEL") && accepts("Israel", "Israel") && !accepts("Israel", "israel"));
        assert!(accepts("al", "Al") && accepts("of", "OF"));
    }
}
