//! Sentences longer than the position table: cut into windows, and the windows' parses put together.

use std::ops::Range;
use std::sync::Arc;

use super::{Bio, Deprel, Parse, Upos, WIDTH, Word};

/// Ranges of words that fit into `room` pieces each, cut after punctuation where the second half of a window has some.
///
/// `lengths` are the words' numbers of pieces, none greater than `room`.
pub(super) fn cut(forms: &[&str], lengths: &[usize], room: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    while start < forms.len() {
        let (mut end, mut used) = (start, 0);
        while end < forms.len() && (end == start || used + lengths[end] <= room) {
            used += lengths[end];
            end += 1;
        }
        if end < forms.len() {
            let half = start + (end - start) / 2;
            let stop = (half..end).rev().find(|&i| matches!(forms[i], "," | ";" | ":" | "." | ")" | "-" | "\u{2014}"));
            end = stop.map_or(end, |i| i + 1);
        }
        out.push(start..end);
        start = end;
    }
    out
}

/// One parse of several that follow each other: the roots of later ones hang on the first one's, as `parataxis`.
pub(super) fn join(parts: impl Iterator<Item = Parse>) -> Parse {
    let mut whole = Parse::default();
    let mut root = None;
    for part in parts {
        let offset = whole.words.len();
        for (i, mut word) in part.words.into_iter().enumerate() {
            match (word.head, root) {
                (Some(head), _) => word.head = Some(head + offset),
                (None, Some(_)) => {
                    word.head = root;
                    word.deprel = Deprel::new("parataxis");
                }
                (None, None) => root = Some(offset + i),
            }
            whole.words.push(word);
        }
        whole.vectors.extend(part.vectors);
    }
    whole
}

/// The parse of a window that could not be read: a flat tree of unknown words.
pub(super) fn unread(forms: &[&str]) -> Parse {
    let word = |(i, form): (usize, &&str)| Word {
        lemma: (*form).to_owned(),
        upos: Upos::X,
        xpos: Arc::from("FW"),
        head: (i > 0).then_some(0),
        deprel: Deprel::new(if i > 0 { "dep" } else { "root" }),
        entity: Bio::Outside,
    };
    Parse { words: forms.iter().enumerate().map(word).collect(), vectors: vec![vec![0.0; WIDTH]; forms.len()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_cover_all_words_and_prefer_to_end_at_a_comma() {
        let forms = ["a", "b", ",", "c", "d", "e", "f"];
        let lengths = [1; 7];
        assert_eq!(cut(&forms, &lengths, 7).len(), 1);
        assert_eq!(cut(&forms, &lengths, 4), [0..3, 3..7]);
        assert_eq!(cut(&[], &[], 4), []);
        assert_eq!(cut(&["x", "y"], &[9, 9], 4), [0..1, 1..2]);
    }

    #[test]
    fn later_windows_hang_on_the_first_root() {
        let part = unread(&["a", "b"]);
        let whole = join([part.clone(), part].into_iter());
        let heads: Vec<_> = whole.words.iter().map(|w| w.head).collect();
        assert_eq!(heads, [None, Some(0), Some(0), Some(2)]);
        assert_eq!(whole.words[2].deprel, "parataxis");
        assert_eq!(whole.vectors.len(), 4);
    }
}
