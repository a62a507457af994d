//! Where words stand in a report's text.

use herodotus_schema::{Span, TextIndex};

/// The places at which `words` stand in `text`, in order: whole words, whatever the spaces and line breaks between them.
pub(super) fn places(text: &str, words: &str) -> Vec<Span> {
    let mut parts = words.split_whitespace();
    let Some(first) = parts.next() else { return Vec::new() };
    let rest: Vec<&str> = parts.collect();
    let index = TextIndex::new(text);
    let whole = |start: usize, end: usize| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let cut_before = letter(text[..start].chars().next_back()) && letter(text[start..].chars().next());
        let cut_after = letter(text[..end].chars().next_back()) && letter(text[end..].chars().next());
        !cut_before && !cut_after
    };
    let ends = |start: usize| {
        rest.iter().try_fold(start + first.len(), |at, part| {
            let gap = text[at..].len() - text[at..].trim_start().len();
            (gap > 0 && text[at + gap..].starts_with(part)).then_some(at + gap + part.len())
        })
    };
    let found = text.match_indices(first).filter_map(|(start, _)| Some((start, ends(start)?)));
    found.filter(|&(start, end)| whole(start, end)).map(|(start, end)| index.span(start, end)).collect()
}

/// The one of `places` that stands nearest to `span`; the first of equals.
pub(super) fn nearest(places: Vec<Span>, span: Span) -> Option<Span> {
    let gap = |place: &Span| place.start.max(span.start).saturating_sub(place.end.min(span.end));
    places.into_iter().min_by_key(|place| (gap(place), place.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_and_line_breaks_are_spaces() {
        let text = "The Orlians struck.\nOrl\u{e9} fell to the Orlian\n guard, the Orlian guard said.";
        assert_eq!(places(text, "Orlian  guard"), [Span::new(37, 50), Span::new(56, 68)]);
        assert_eq!(places(text, "struck. Orl\u{e9}"), [Span::new(12, 24)]);
        assert!(places(text, "Orlia").is_empty() && places(text, " ").is_empty());
    }

    #[test]
    fn the_nearest_words_count() {
        let text = "Guards left. The guards came, guards stayed.";
        let far = nearest(places(text, "guards"), Span::new(0, 6));
        assert_eq!(far, Some(Span::new(17, 23)));
        assert_eq!(nearest(places(text, "guards"), Span::new(30, 43)), Some(Span::new(30, 36)));
    }
}
