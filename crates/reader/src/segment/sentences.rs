//! Where sentences end among the tokens of one block.

use herodotus_lexicon::WordLists;

use super::Piece;
use super::lexer::may_end;
use super::tables::opens_sentence;

/// One past the last token of each sentence, ascending; the last is the number of tokens. Empty for no tokens.
pub(super) fn ends(chars: &[char], pieces: &[Piece], lists: &WordLists) -> Vec<usize> {
    let block = Block { chars, pieces, lists };
    let mut ends = Vec::new();
    let mut at = 0;
    let mut first = 0;
    while at < pieces.len() {
        let stop = block.stop(first, at);
        at += 1;
        let Some(stop) = stop else { continue };
        let end = block.with_citations(block.with_closers(first, at));
        if end < pieces.len() && block.begins(stop, end, end > at) {
            ends.push(end);
            first = end;
        }
        at = end;
    }
    if !pieces.is_empty() {
        ends.push(pieces.len());
    }
    block.cut(&ends)
}

/// A text without full stops is cut into sentences of so many tokens at most: what reads them takes time that grows faster than their
/// length. Of the 12,544 sentences of the English Web Treebank five are longer than half of it.
const LONGEST: usize = 200;

/// What kind of token may end the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// A full stop of its own.
    Period,
    /// A question or exclamation mark.
    Mark,
    /// Dots of omission.
    Dots,
    /// An abbreviation with its full stop.
    Abbreviation,
}

struct Block<'b> {
    chars: &'b [char],
    pieces: &'b [Piece],
    lists: &'b WordLists,
}

impl Block<'_> {
    fn form(&self, at: usize) -> &[char] {
        &self.chars[self.pieces[at].start..self.pieces[at].end]
    }

    /// `ends`, with more where a sentence would be longer than [`LONGEST`]: behind the last comma or its like of the second half, if there is one.
    fn cut(&self, ends: &[usize]) -> Vec<usize> {
        let (mut all, mut first) = (Vec::with_capacity(ends.len()), 0);
        for &end in ends {
            while end - first > LONGEST {
                let half = first + LONGEST / 2..first + LONGEST;
                let mark = half.rev().find(|&at| matches!(self.form(at), [',' | ';' | ':' | '—' | '–']));
                first = mark.map_or(first + LONGEST, |at| at + 1);
                all.push(first);
            }
            all.push(end);
            first = end;
        }
        all
    }

    /// Whether a blank stands before token `at`.
    fn apart(&self, at: usize) -> bool {
        at == 0 || self.pieces[at - 1].end < self.pieces[at].start
    }

    /// Whether the token `at` of the sentence that starts at `first` may end it.
    fn stop(&self, first: usize, at: usize) -> Option<Stop> {
        let form = self.form(at);
        if form == ['.'] {
            let label = at == first + 1 && self.form(first).iter().all(|c| c.is_ascii_digit()) && form.len() <= 2;
            return (!label || self.pieces.len() == at + 1).then_some(Stop::Period);
        }
        if form.iter().all(|c| matches!(c, '.' | '…')) {
            return Some(Stop::Dots);
        }
        if form.iter().all(|c| matches!(c, '.' | '…' | '!' | '?' | '。' | '！' | '？')) {
            return Some(Stop::Mark);
        }
        may_end(form, self.lists).then_some(Stop::Abbreviation)
    }

    /// Takes the closing quotes and brackets along that stand right behind the stop; `at` is one past it.
    fn with_closers(&self, first: usize, mut at: usize) -> usize {
        while at < self.pieces.len() && !self.apart(at) && self.closes(first, at) {
            at += 1;
        }
        at
    }

    /// Takes note marks along that stand behind the stop ("[4] [7]").
    fn with_citations(&self, mut at: usize) -> usize {
        while let Some(close) = self.citation(at) {
            at = close;
        }
        at
    }

    fn citation(&self, at: usize) -> Option<usize> {
        let is = |i: usize, bracket: char| i < self.pieces.len() && self.form(i) == [bracket];
        let number = at + 1 < self.pieces.len() && self.form(at + 1).iter().all(|c| c.is_ascii_digit());
        (is(at, '[') && number && is(at + 2, ']')).then_some(at + 3)
    }

    fn closes(&self, first: usize, at: usize) -> bool {
        match self.form(at) {
            [')' | ']' | '}' | '”' | '’' | '»'] | ['\'', '\''] | ['’', '’'] => true,
            [quote @ ('"' | '\'')] => {
                // A straight quote closes if it stands last in its chunk, or if one is open in this sentence.
                let glued = at + 1 < self.pieces.len() && !self.apart(at + 1);
                let open = (first..at).filter(|&i| self.form(i) == [*quote]).count() % 2 == 1;
                !glued || open
            }
            _ => false,
        }
    }

    /// Whether a new sentence begins at token `at` after `stop`; `closed` when a quote or bracket stands between.
    fn begins(&self, stop: Stop, at: usize, closed: bool) -> bool {
        let next = self.first_word(at);
        let lower = next.and_then(|i| self.form(i).first()).is_some_and(|c| c.is_lowercase());
        let capital = next.and_then(|i| self.form(i).first()).is_some_and(|c| c.is_uppercase());
        match stop {
            Stop::Abbreviation => {
                next.is_some_and(|i| opens_sentence(&self.form(i).iter().collect::<String>(), self.lists))
            }
            _ if matches!(self.form(at), [',' | ';' | ':'] | ['-'] | ['-', '-'] | ['—' | '–']) => false,
            Stop::Dots => capital && (closed || self.apart(at)),
            Stop::Period | Stop::Mark if lower => !closed && stop == Stop::Period && self.apart(at),
            Stop::Period | Stop::Mark => self.apart(at) || capital,
        }
    }

    /// The first token from `at` that is a word or number, past opening quotes and brackets.
    fn first_word(&self, at: usize) -> Option<usize> {
        (at..self.pieces.len().min(at + 4)).find(|&i| self.form(i).first().is_some_and(|c| c.is_alphanumeric()))
    }
}
