//! Datelines: the place, day and agency before a report's first sentence ("KYIV (Reuters) —").

use std::ops::Range;

use herodotus_schema::{Document, Sentence, Span};

/// A dateline longer than this, in tokens, is none.
const LONGEST: usize = 18;

/// The tokens of `sentence` that are its dateline, the dash or colon that closes it included, or `None`.
///
/// A dateline opens the sentence with a word in capitals, or with a capitalised word followed by an agency in
/// brackets or a bar behind, goes on in names, numbers, commas, slashes and brackets, and ends in a dash, low line or colon.
pub fn dateline(doc: &Document, sentence: &Sentence) -> Option<Range<usize>> {
    let range = sentence.tokens.clone();
    let forms: Vec<&str> = doc.tokens.get(range.clone())?.iter().take(LONGEST).map(|t| t.form.as_str()).collect();
    let close = forms.iter().position(|form| is_close(form))?;
    let apart = doc.tokens[range.start + close].span;
    let spaced = range.start + close + 1 >= range.end || doc.tokens[range.start + close + 1].span.start > apart.end;
    let first = forms.first()?;
    let apart = forms[..close].contains(&"(") || forms[close] == BAR;
    let opens = is_shouted(first) || (apart && first.chars().next().is_some_and(char::is_uppercase));
    let fits = forms[..close].iter().all(|form| fits(form));
    (close > 0 && spaced && opens && fits && close + 1 < range.len()).then_some(range.start..range.start + close + 1)
}

/// Makes the dateline that opens a paragraph, up to its dash, or the text without one, a sentence of its own, so that what follows is read as a sentence.
pub fn part(doc: &mut Document) {
    let mut parted: Vec<Sentence> = Vec::with_capacity(doc.sentences.len());
    for sentence in std::mem::take(&mut doc.sentences) {
        let opens = parted.last().is_none_or(|before| {
            let between = Span { start: before.span.end, end: sentence.span.start };
            doc.text(between).contains('\n')
        });
        let line = dateline(doc, &sentence).filter(|line| opens && is_dash(&doc.tokens[line.end - 1].form));
        let line = line.or_else(|| undashed(doc, &sentence));
        for tokens in line.map_or(vec![sentence.tokens.clone()], |l| vec![l.clone(), l.end..sentence.tokens.end]) {
            let span = Span { start: doc.tokens[tokens.start].span.start, end: doc.tokens[tokens.end - 1].span.end };
            parted.push(Sentence { span, tokens });
        }
    }
    doc.sentences = parted;
}

/// The words in capitals that open the text where its first sentence plainly begins behind them, without the dash between ("BEIRUT The
/// army said ...").
fn undashed(doc: &Document, sentence: &Sentence) -> Option<Range<usize>> {
    let range = sentence.tokens.clone();
    let shouted = range.clone().take_while(|&t| is_shouted(&doc.tokens[t].form)).count();
    let next = doc.tokens.get(range.start + shouted)?;
    let begins = matches!(&*next.form, "A" | "An" | "The" | "At" | "In" | "On" | "After");
    let place = (1..=SHOUTED).contains(&shouted) && doc.tokens[range.start].form.chars().count() > 3;
    (range.start == 0 && begins && place && range.len() > 2 * shouted + 2).then_some(range.start..range.start + shouted)
}

/// So many words in capitals may name where a report is sent from.
const SHOUTED: usize = 3;

/// Whether the sentence is a dateline alone, as [`part`] leaves it.
pub fn is_dateline(doc: &Document, sentence: &Sentence) -> bool {
    let mut tokens = sentence.tokens.clone();
    let dashed = tokens.clone().next_back().is_some_and(|last| is_dash(&doc.tokens[last].form));
    let first = tokens.start == 0 && tokens.len() <= SHOUTED;
    dashed || first && tokens.all(|t| is_shouted(&doc.tokens[t].form))
}

fn is_close(form: &str) -> bool {
    is_dash(form) || form == ":"
}

/// What parts the place from the report where no dash does ("Dalmar, Ruritania | Shells fell").
const BAR: &str = "|";

fn is_dash(form: &str) -> bool {
    matches!(form, "-" | "--" | "---" | "–" | "—" | "_" | "__" | BAR)
}

fn is_shouted(form: &str) -> bool {
    form.chars().count() > 1 && form.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '\'' | '’'))
}

fn fits(form: &str) -> bool {
    let first = form.chars().next();
    first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        || matches!(form, "," | "/" | "(" | ")" | "." | "of" | "al" | "el" | "the" | "and" | "'s")
}
