//! The network's scores to words: best labels, legal entity tags, a tree, lemmas.

use super::infer::{Outputs, Table};
use super::meta::Meta;
use super::{Bio, Upos, Word};

/// The words of one sentence.
pub(super) fn words(forms: &[&str], out: &Outputs<'_>, meta: &Meta) -> Vec<Word> {
    let count = forms.len();
    let entities = entity_tags(&out.ner, count, &meta.entities);
    let word = |i: usize| {
        let row = i + 1;
        let upos = meta.upos.get(best(out.upos.row(row))).copied().unwrap_or(Upos::X);
        Word {
            lemma: lemma(forms[i], upos, &out.lemma, row, meta),
            upos,
            xpos: meta.xpos[best(out.xpos.row(row)).min(meta.xpos.len() - 1)].clone(),
            head: out.heads[row].checked_sub(1),
            deprel: meta.relations[out.relations[row]].clone(),
            entity: entities[i],
        }
    };
    (0..count).map(word).collect()
}

fn lemma(form: &str, upos: Upos, scores: &Table<'_>, row: usize, meta: &Meta) -> String {
    if let Some(known) = meta.exceptions.get(form, upos) {
        return known.to_owned();
    }
    meta.rules.get(best(scores.row(row))).map_or_else(|| form.to_owned(), |rule| rule.apply(form))
}

/// The place of the greatest score, the first of equals.
fn best(scores: &[f32]) -> usize {
    let mut at = 0;
    for (i, &score) in scores.iter().enumerate() {
        if score > scores[at] {
            at = i;
        }
    }
    at
}

/// The best sequence of tags in which an inside tag follows only its own kind (Viterbi, one step a word).
///
/// `scores` has a row for the root, then one a word.
fn entity_tags(scores: &Table<'_>, words: usize, tags: &[Bio]) -> Vec<Bio> {
    let score = |word: usize, tag: usize| scores.row(word + 1).get(tag).map_or(0.0, |&s| f64::from(s));
    let mut sums: Vec<f64> = (0..tags.len()).map(|t| step(None, tags[t]) + score(0, t)).collect();
    let mut back: Vec<Vec<usize>> = Vec::new();
    for word in 1..words {
        let from: Vec<usize> = tags.iter().map(|&tag| best_before(&sums, tags, tag)).collect();
        sums = (0..tags.len()).map(|t| sums[from[t]] + step(Some(tags[from[t]]), tags[t]) + score(word, t)).collect();
        back.push(from);
    }
    let mut at = (0..tags.len()).fold(0, |b, t| if sums[t] > sums[b] { t } else { b });
    let mut path = vec![at; words.min(1)];
    for from in back.iter().rev() {
        at = from[at];
        path.push(at);
    }
    path.iter().rev().map(|&t| tags[t]).collect()
}

/// The tag before `tag` with the best sum, the first of equals.
fn best_before(sums: &[f64], tags: &[Bio], tag: Bio) -> usize {
    let sum = |t: usize| sums[t] + step(Some(tags[t]), tag);
    (0..tags.len()).fold(0, |best, t| if sum(t) > sum(best) { t } else { best })
}

/// What a tag gains behind another, or as the first of a sentence. The network scores each word by itself, and parts names
/// that belong together; chosen on the development part of EWT (names F1 there 74.0 without, 75.3 with; 75.0 to 75.3 for numbers near by).
fn step(before: Option<Bio>, tag: Bio) -> f64 {
    match (before, tag) {
        (_, Bio::Inside(_)) if !tag.may_follow(before) => f64::NEG_INFINITY,
        (_, Bio::Inside(_)) => 0.6,
        (Some(Bio::Begin(kind) | Bio::Inside(kind)), Bio::Begin(next)) if kind == next => -1.8,
        (_, Bio::Begin(_)) => -0.3,
        (_, Bio::Outside) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::EntityKind::{Location, Person};
    use super::*;

    const TAGS: [Bio; 5] =
        [Bio::Outside, Bio::Begin(Person), Bio::Inside(Person), Bio::Begin(Location), Bio::Inside(Location)];

    fn tags(rows: &[[f32; 5]]) -> Vec<Bio> {
        let cells: Vec<f32> = std::iter::once([0.0; 5]).chain(rows.iter().copied()).flatten().collect();
        entity_tags(&Table { cells: &cells, stride: 5, from: 0, width: 5 }, rows.len(), &TAGS)
    }

    #[test]
    fn an_inside_tag_never_stands_alone() {
        assert_eq!(tags(&[]), []);
        assert_eq!(tags(&[[0., 1., 9., 2., 0.]]), [Bio::Begin(Location)]);
        let both = tags(&[[0., 5., 0., 4., 0.], [0., 0., 1., 0., 9.]]);
        assert_eq!(both, [Bio::Begin(Location), Bio::Inside(Location)]);
    }

    #[test]
    fn each_word_gets_its_best_tag_where_that_is_legal() {
        let found = tags(&[[9., 0., 0., 0., 0.], [0., 9., 0., 0., 0.], [0., 0., 9., 0., 0.], [0., 0., 0., 9., 0.]]);
        assert_eq!(found, [Bio::Outside, Bio::Begin(Person), Bio::Inside(Person), Bio::Begin(Location)]);
    }
}
