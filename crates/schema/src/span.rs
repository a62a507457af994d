//! Spans of a report's text, counted in Unicode code points, and the way from them to bytes.

use serde::{Deserialize, Serialize};

/// A half-open range `start..end` of a report's text, in Unicode code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl Span {
    /// The span `start..end`; an `end` before `start` gives the empty span at `start`.
    pub fn new(start: u32, end: u32) -> Span {
        Span { start, end: end.max(start) }
    }

    /// How many code points it covers.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a code point.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Maps code points of one text to bytes and back. Costs nothing on ASCII text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextIndex {
    /// The byte at which each code point starts, and the text's length last; empty for ASCII text.
    starts: Vec<u32>,
    bytes: u32,
}

impl TextIndex {
    /// Indexes `text`.
    pub fn new(text: &str) -> TextIndex {
        let bytes = text.len() as u32;
        if text.is_ascii() {
            return TextIndex { starts: Vec::new(), bytes };
        }
        let mut starts: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
        starts.push(bytes);
        TextIndex { starts, bytes }
    }

    /// The byte at which code point `at` starts (the text's length for anything past its end).
    pub fn byte(&self, at: u32) -> usize {
        if self.starts.is_empty() {
            return at.min(self.bytes) as usize;
        }
        self.starts.get(at as usize).copied().unwrap_or(self.bytes) as usize
    }

    /// The code point that starts at or covers byte `at`.
    pub fn code_point(&self, at: usize) -> u32 {
        if self.starts.is_empty() {
            return (at as u32).min(self.bytes);
        }
        match self.starts.binary_search(&(at as u32)) {
            Ok(found) => found as u32,
            Err(next) => next.saturating_sub(1) as u32,
        }
    }

    /// The span in code points of the byte range `start..end`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.code_point(start), self.code_point(end))
    }

    /// The words of `text` (the text this index was made of) at `span`.
    pub fn slice<'t>(&self, text: &'t str, span: Span) -> &'t str {
        text.get(self.byte(span.start)..self.byte(span.end)).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_count_code_points() {
        let text = "Şuşa’s hills";
        let index = TextIndex::new(text);
        let span = index.span(0, "Şuşa".len());
        assert_eq!(span, Span::new(0, 4));
        assert_eq!(index.slice(text, span), "Şuşa");
        assert_eq!(index.slice(text, Span::new(7, 12)), "hills");
        assert_eq!(index.slice(text, Span::new(7, 99)), "hills");
    }
}
