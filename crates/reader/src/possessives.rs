//! Splits off the possessive of names that have lost their apostrophe ("Ruritanias army"), as texts copied from web pages often do.

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Document, Sentence, Span, Token};

/// Cuts `Ruritanias` before another word into `Ruritania` and `'s`, wherever the lexicon knows the name without the s and not with
/// it. The syntax must still be open; the second token's form is the possessive as treebanks write it, its span the letter.
pub fn restore(doc: &mut Document, lexicon: &Lexicon) {
    let old = std::mem::take(&mut doc.tokens);
    let sentences = std::mem::take(&mut doc.sentences);
    for sentence in sentences {
        let first = doc.tokens.len();
        for at in sentence.tokens.clone() {
            let next = (at + 1 < sentence.tokens.end).then(|| old[at + 1].form.as_str());
            match name_of(lexicon, &old[at].form, next) {
                Some(name) => doc.tokens.extend(halves(&old[at], name)),
                None => doc.tokens.push(old[at].clone()),
            }
        }
        doc.sentences.push(Sentence { span: sentence.span, tokens: first..doc.tokens.len() });
    }
}

/// The name in `form`, if it is one with a lost apostrophe: known as an actor's without the s, and followed by a word.
fn name_of<'f>(lexicon: &Lexicon, form: &'f str, next: Option<&str>) -> Option<&'f str> {
    let name = form.strip_suffix('s').filter(|n| n.chars().count() > 1 && n.starts_with(char::is_uppercase))?;
    let owns = next?.starts_with(char::is_alphabetic);
    let known = |word: &str| lexicon.actors().longest(&[word], None).is_some();
    (owns && !known(form) && known(name)).then_some(name)
}

/// The name and the possessive.
fn halves(token: &Token, name: &str) -> [Token; 2] {
    let cut = token.span.end - 1;
    let part = |form: &str, span: Span| Token { form: form.to_string(), span, ..token.clone() };
    [part(name, Span { end: cut, ..token.span }), part("'s", Span { start: cut, ..token.span })]
}

#[cfg(test)]
mod tests {
    use herodotus_schema::Report;

    use super::*;

    fn forms(text: &str) -> Vec<String> {
        let mut doc = Document::new(Report { text: text.to_owned(), ..Report::default() });
        let lexicon = Lexicon::shipped().unwrap();
        crate::segment::segment(&mut doc, lexicon.words());
        restore(&mut doc, &lexicon);
        doc.tokens.into_iter().map(|t| t.form).collect()
    }

    #[test]
    fn a_state_gets_its_apostrophe_back() {
        assert_eq!(forms("Kenyas army left."), ["Kenya", "'s", "army", "left", "."]);
    }

    #[test]
    fn words_that_end_in_s_stay_whole() {
        assert_eq!(
            forms("Cyprus sent Kenyans home, to two Kenyas."),
            ["Cyprus", "sent", "Kenyans", "home", ",", "to", "two", "Kenyas", "."]
        );
    }
}
