//! Datelines: the place, day and agency before a report's first sentence ("DALMAR (Coast Wire) —").

use std::ops::Range;

use herodotus_gazetteer::Gazetteer;
use herodotus_lexicon::{ActorKind, Lexicon};
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

/// Makes the dateline that opens a paragraph, up to its dash, or the text without one, a sentence of its own, so that what follows is read as a
/// sentence; likewise a photographer's credit in brackets.
pub fn part(doc: &mut Document, lexicon: &Lexicon, gazetteer: &Gazetteer) {
    let mut parted: Vec<Sentence> = Vec::with_capacity(doc.sentences.len());
    for sentence in std::mem::take(&mut doc.sentences) {
        let opens = parted.last().is_none_or(|before| {
            let between = Span { start: before.span.end, end: sentence.span.start };
            doc.text(between).contains('\n')
        });
        let line = dateline(doc, &sentence).filter(|line| opens && is_dash(&doc.tokens[line.end - 1].form));
        let line = line.or_else(|| undashed(doc, &sentence, lexicon, gazetteer)).or_else(|| credit(doc, &sentence));
        for tokens in line.map_or(vec![sentence.tokens.clone()], |l| vec![l.clone(), l.end..sentence.tokens.end]) {
            let span = Span { start: doc.tokens[tokens.start].span.start, end: doc.tokens[tokens.end - 1].span.end };
            parted.push(Sentence { span, tokens });
        }
    }
    doc.sentences = parted;
}

/// The words in capitals that open the text where its first sentence plainly begins behind them, without the dash between ("DALMAR The
/// army said ...", "DALMAR/ORLIN Gunmen attacked ...").
fn undashed(doc: &Document, sentence: &Sentence, lexicon: &Lexicon, gazetteer: &Gazetteer) -> Option<Range<usize>> {
    let range = sentence.tokens.clone();
    let joins = |t: usize| t > range.start && is_join(&doc.tokens[t].form);
    let length = range.clone().take_while(|&t| is_shouted(&doc.tokens[t].form) || joins(t)).count();
    let next = doc.tokens.get(range.start + length)?;
    let line = range.start..range.start + length;
    let shouted = line.clone().filter(|&t| !joins(t)).count();
    let begins = matches!(&*next.form, "A" | "An" | "The" | "At" | "In" | "On" | "After");
    // A party's letters before an office are no place.
    let names = || names_places(doc, line.clone(), lexicon, gazetteer) && is_capitalised(&next.form);
    let place = (1..=SHOUTED).contains(&shouted) && doc.tokens[range.start].form.chars().count() > 3;
    (range.start == 0 && place && range.len() > 2 * length + 2 && (begins || names())).then_some(line)
}

/// Whether the words in capitals are places and no known party.
fn names_places(doc: &Document, line: Range<usize>, lexicon: &Lexicon, gazetteer: &Gazetteer) -> bool {
    let words: Vec<&str> = line.map(|t| doc.tokens[t].form.as_str()).collect();
    words.split(|w| is_join(w)).filter(|name| !name.is_empty()).all(|name| {
        let actor = lexicon.actors().longest(name, None);
        let party = actor.is_some_and(|found| !matches!(found.kind, ActorKind::State | ActorKind::DeFacto));
        !party && name.join("").chars().count() > 3 && !gazetteer.candidates(&name.join(" ")).is_empty()
    })
}

/// Whose picture a caption stands under: names and a stroke in brackets at the beginning of a sentence ("(Jon Dow/Coast Herald)").
fn credit(doc: &Document, sentence: &Sentence) -> Option<Range<usize>> {
    let range = sentence.tokens.clone();
    let forms: Vec<&str> = doc.tokens.get(range.clone())?.iter().take(LONGEST).map(|t| t.form.as_str()).collect();
    let close = forms.iter().position(|form| *form == ")")?;
    let named = |form: &&str| matches!(*form, "/" | "." | "-" | "via") || is_capitalised(form) || is_shouted(form);
    let inside = forms.get(1..close)?;
    let opens = forms[0] == "(" && inside.iter().any(|form| form.contains('/')) && inside.iter().all(named);
    (opens && close + 1 < range.len()).then_some(range.start..range.start + close + 1)
}

/// What stands between two places ("DALMAR/ORLIN").
fn is_join(form: &str) -> bool {
    matches!(form, "/" | ",")
}

fn is_capitalised(form: &str) -> bool {
    let mut letters = form.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}

/// So many words in capitals may name where a report is sent from.
const SHOUTED: usize = 3;

/// Whether the sentence is a dateline alone, as [`part`] leaves it.
pub fn is_dateline(doc: &Document, sentence: &Sentence) -> bool {
    let mut tokens = sentence.tokens.clone();
    let dashed = tokens.clone().next_back().is_some_and(|last| is_dash(&doc.tokens[last].form));
    let shouted = |t: &usize| is_shouted(&doc.tokens[*t].form);
    let first = tokens.start == 0 && tokens.clone().filter(shouted).count() <= SHOUTED;
    dashed || first && tokens.all(|t| shouted(&t) || is_join(&doc.tokens[t].form))
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
