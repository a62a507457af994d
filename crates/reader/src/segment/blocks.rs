//! Blocks: the stretches of text (paragraphs, headlines, bullet lines) that no sentence crosses.

use super::{Piece, is_blank};

/// Lines longer than this are paragraphs of their own, not lines of a wrapped one.
const WIDEST_WRAP: usize = 110;
/// Blocks whose widest line is narrower than this are lists, not wrapped prose.
const NARROWEST_WRAP: usize = 40;
/// How many characters a wrapping editor may leave free besides the next word.
const WRAP_SLACK: usize = 6;

/// The blocks of `chars`, in order, each trimmed of blanks and none empty.
///
/// An empty line always ends a block. A single line break ends one unless the lines around it are prose
/// that was wrapped to a width, or the next line goes on in lower case.
pub(super) fn blocks(chars: &[char]) -> Vec<Piece> {
    let lines = lines(chars);
    let mut blocks: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let paragraph = at + lines[at..].iter().take_while(|line| !is_empty(line)).count();
        join_lines(chars, &lines[at..paragraph], &mut blocks);
        at = paragraph + 1;
    }
    blocks
}

/// All lines, trimmed; empty ones stay, as empty pieces.
fn lines(chars: &[char]) -> Vec<Piece> {
    let mut lines = Vec::new();
    let mut start = 0;
    for at in 0..=chars.len() {
        if at == chars.len() || is_break(chars, at) {
            lines.push(trim(chars, start, at));
            start = at + 1;
        }
    }
    lines
}

/// Whether a line ends at `at`; of CR LF only the line feed counts, or every line would be followed by an empty one.
fn is_break(chars: &[char], at: usize) -> bool {
    match chars[at] {
        '\r' => chars.get(at + 1) != Some(&'\n'),
        '\n' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => true,
        _ => false,
    }
}

fn trim(chars: &[char], mut start: usize, mut end: usize) -> Piece {
    while start < end && is_blank(chars[start]) {
        start += 1;
    }
    while end > start && is_blank(chars[end - 1]) {
        end -= 1;
    }
    Piece { start, end }
}

fn is_empty(line: &Piece) -> bool {
    line.start == line.end
}

fn width(line: &Piece) -> usize {
    line.end - line.start
}

fn join_lines(chars: &[char], lines: &[Piece], blocks: &mut Vec<Piece>) {
    let wrapped = is_wrapped(chars, lines);
    for (at, line) in lines.iter().enumerate() {
        let goes_on = at > 0 && !starts_item(chars, line) && (wrapped || continues(chars, &lines[at - 1], line));
        match blocks.last_mut() {
            Some(block) if goes_on => block.end = line.end,
            _ => blocks.push(*line),
        }
    }
}

/// Whether every line but the last is as full as a wrapping editor makes it: the next line's first word had no room.
fn is_wrapped(chars: &[char], lines: &[Piece]) -> bool {
    let widest = lines.iter().map(width).max().unwrap_or(0);
    if lines.len() < 3 || !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest) {
        return false;
    }
    lines.windows(2).all(|pair| {
        let word = (pair[1].start..pair[1].end).take_while(|&at| !is_blank(chars[at])).count();
        width(&pair[0]) + 1 + word + WRAP_SLACK > widest
    })
}

/// Whether `line` goes on with the sentence of the line before: lower case after no closing punctuation.
fn continues(chars: &[char], before: &Piece, line: &Piece) -> bool {
    let closed = matches!(chars[before.end - 1], '.' | '!' | '?' | ':' | ';' | '"' | '”' | '…');
    chars[line.start].is_lowercase() && !closed
}

/// Whether `line` opens a list item: a bullet, or a number or letter with a full stop or bracket.
fn starts_item(chars: &[char], line: &Piece) -> bool {
    let text = &chars[line.start..line.end];
    if matches!(text[0], '•' | '·' | '‣' | '▪' | '●' | '■' | '◦' | '*' | '-' | '–' | '—' | '>') {
        return text.get(1).is_some_and(|c| is_blank(*c));
    }
    let label = text.iter().take_while(|c| c.is_ascii_digit()).count();
    (1..=2).contains(&label)
        && matches!(text.get(label), Some('.' | ')'))
        && text.get(label + 1).is_some_and(|c| is_blank(*c))
}
