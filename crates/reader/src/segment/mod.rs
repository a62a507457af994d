//! Cuts a report's text into sentences and tokens, after the conventions of UD English EWT, without any model.
//!
//! The text is first cut into blocks (paragraphs, headlines, bullet lines), which no sentence crosses; each
//! block is lexed into tokens; sentence ends are then chosen between tokens. Nothing is normalised: every
//! token's form is exactly the text at its span, and all text but blanks is covered.

mod address;
mod blocks;
mod dateline;
mod lexer;
mod numbers;
mod sentences;
mod tables;

use std::sync::Arc;

use herodotus_lexicon::WordLists;
use herodotus_schema::{Document, Sentence, Span, Token};

pub use dateline::{is_dateline, part};

/// One token before it is written into the document: code points `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    start: usize,
    end: usize,
}

/// Fills `doc.tokens` and `doc.sentences` from `doc.report.text`, replacing whatever they held.
///
/// Tokens get their span and form; the syntax is left open: empty lemma, `X` as part of speech, no head and
/// `dep` as relation. Spans count code points. Any text is accepted, and blank text gives no sentence. `lists` tell how
/// English is written: abbreviations, prefixes, units behind numbers.
pub fn segment(doc: &mut Document, lists: &WordLists) {
    let chars: Vec<char> = doc.report.text.chars().collect();
    let open: Arc<str> = Arc::from("dep");
    doc.tokens.clear();
    doc.sentences.clear();
    for block in blocks::blocks(&chars) {
        let pieces = lexer::lex(&chars, block.start, block.end, lists);
        let mut first = 0;
        for end in sentences::ends(&chars, &pieces, lists) {
            let from = doc.tokens.len();
            doc.tokens.extend(pieces[first..end].iter().map(|piece| token(&chars, *piece, &open)));
            let span = Span::new(pieces[first].start as u32, pieces[end - 1].end as u32);
            doc.sentences.push(Sentence { span, tokens: from..doc.tokens.len() });
            first = end;
        }
    }
}

fn token(chars: &[char], piece: Piece, open: &Arc<str>) -> Token {
    Token {
        span: Span::new(piece.start as u32, piece.end as u32),
        form: chars[piece.start..piece.end].iter().collect(),
        lemma: String::new(),
        upos: "X",
        xpos: Arc::from(""),
        head: None,
        deprel: Arc::clone(open),
    }
}

/// Whether `c` is never part of a token: white space, control and zero-width characters.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests;
