//! Joins again what the treebank's conventions cut at a hyphen, where the lexicon knows the whole word ("cease-fire").

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Document, Sentence, Token};

/// Joins `a`, `-`, `b` into one token wherever the lexicon has an entry for `ab`. The syntax must still be open.
pub fn join(doc: &mut Document, lexicon: &Lexicon) {
    let old = std::mem::take(&mut doc.tokens);
    let sentences = std::mem::take(&mut doc.sentences);
    for sentence in sentences {
        let first = doc.tokens.len();
        let mut rest = &old[sentence.tokens.clone()];
        while let Some((token, after)) = rest.split_first() {
            if let [hyphen, last, ..] = after
                && is_one_word(lexicon, [token, hyphen, last])
            {
                let form = format!("{}{}{}", token.form, hyphen.form, last.form);
                doc.tokens.push(Token { span: token.span.cover(last.span), form, ..token.clone() });
                rest = &after[2..];
            } else {
                doc.tokens.push(token.clone());
                rest = after;
            }
        }
        doc.sentences.push(Sentence { span: sentence.span, tokens: first..doc.tokens.len() });
    }
}

/// Whether the three touch each other and make a word that the lexicon has an entry for, in the singular or plural.
fn is_one_word(lexicon: &Lexicon, [first, hyphen, last]: [&Token; 3]) -> bool {
    let touching = first.span.end == hyphen.span.start && hyphen.span.end == last.span.start;
    if hyphen.form != "-" || !touching {
        return false;
    }
    let whole = format!("{}{}", first.form, last.form).to_lowercase();
    let known = |word: &str| !lexicon.nouns(word).is_empty() || !lexicon.verbs(word).is_empty();
    known(&whole) || whole.strip_suffix('s').is_some_and(known)
}
