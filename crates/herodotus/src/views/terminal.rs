//! The situation report as text for a terminal, wrapped to its width.

use super::outline::{Block, outline};
use super::since::SinceReport;
use super::since_outline;
use super::situation::SituationReport;

/// The narrowest width that text is wrapped to.
const NARROWEST: usize = 20;

/// Renders `report` as plain text, wrapped to `width` columns (at least 20; 100 reads well where none is known).
/// Width is counted in Unicode code points.
pub fn terminal(report: &SituationReport, width: usize) -> String {
    written(outline(report), width)
}

/// Renders what has come since some reports were known, as [`terminal`] does the situation report.
pub fn since_terminal(report: &SinceReport, width: usize) -> String {
    written(since_outline::outline(report), width)
}

pub(crate) fn written(blocks: Vec<Block>, width: usize) -> String {
    let width = width.max(NARROWEST);
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Title(text) => heading(&text, '=', width, &mut out),
            Block::Chapter(text) => {
                out.push('\n');
                heading(&text.to_uppercase(), '-', width, &mut out);
            }
            Block::Section(text) => {
                out.push('\n');
                wrap(&text, ("", ""), width, &mut out);
            }
            Block::Line(depth, text) => {
                let indent = "    ".repeat(depth);
                wrap(&text, (&indent, &format!("{indent}  ")), width, &mut out);
            }
            Block::Point(depth, text) => {
                let indent = "    ".repeat(depth);
                wrap(&text, (&format!("{indent}  - "), &format!("{indent}    ")), width, &mut out);
            }
        }
    }
    out
}

/// Wraps each line of `text` that is wider than `width`; what follows of it stands under its beginning, two columns further in.
pub fn wrapped(text: &str, width: usize) -> String {
    let width = width.max(NARROWEST);
    let mut out = String::new();
    for line in text.lines() {
        if line.chars().count() <= width {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        // The gaps of a table stay.
        wrap_words(line.trim_start().split(' '), (indent, &format!("{indent}  ")), width, &mut out);
    }
    out
}

fn heading(text: &str, rule: char, width: usize, out: &mut String) {
    wrap(text, ("", ""), width, out);
    out.extend(std::iter::repeat_n(rule, text.chars().count().min(width)));
    out.push('\n');
}

/// Writes `text` with its words wrapped: `first` before the first line, `rest` before the others.
fn wrap(text: &str, before: (&str, &str), width: usize, out: &mut String) {
    wrap_words(text.split_whitespace(), before, width, out);
}

/// The same of words, between each two of which a blank stands.
fn wrap_words<'w>(words: impl Iterator<Item = &'w str>, (first, rest): (&str, &str), width: usize, out: &mut String) {
    let mut line = first.to_owned();
    let mut empty = true;
    for word in words {
        let length = line.chars().count() + usize::from(!empty) + word.chars().count();
        if !empty && length > width {
            out.push_str(line.trim_end());
            out.push('\n');
            line = rest.to_owned();
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_keeps_to_the_width_and_the_indent() {
        let mut out = String::new();
        wrap("one two three four", ("- ", "  "), 9, &mut out);
        assert_eq!(out, "- one two\n  three\n  four\n");
    }

    #[test]
    fn only_lines_that_are_too_wide_are_wrapped() {
        assert_eq!(wrapped("a  b\n  one  two three four five\n", 20), "a  b\n  one  two three\n    four five\n");
    }
}
