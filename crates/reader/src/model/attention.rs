//! Attention: what each piece of a sentence takes from the others.

use std::ops::Range;

use rten_simd::ops::{BitOps, NumOps};
use rten_simd::{Isa, SimdOp, SimdUnaryOp};
use rten_vecmath::Exp;

use super::WIDTH;

/// The attention heads of a layer, after MiniLM.
const HEADS: usize = 12;
/// The width of one.
const EACH: usize = WIDTH / HEADS;
/// How many pieces are looked at abreast: each key and value that is fetched serves them all.
const ABREAST: usize = 8;

/// What attention lays out on its way, for one head of one sentence; kept from one to the next.
#[derive(Default)]
pub(super) struct Sheet {
    /// The keys of as many pieces as the machine takes at once side by side: a row for each of their [`EACH`] values.
    keys: Vec<f32>,
    /// A row for each of the pieces abreast, a column for each that it looks at.
    weights: Vec<f32>,
}

/// Adds up, for each piece of one sentence, the values of the sentence's pieces by how much it heeds them (the softmax of
/// query times key), head by head, into its row of `seen`. `qkv` has the queries, keys and values of all pieces, a row
/// each; the sentence is `rows` of it.
pub(super) fn attend(sheet: &mut Sheet, qkv: &[f32], rows: Range<usize>, seen: &mut [f32]) {
    let qkv = &qkv[rows.start * 3 * WIDTH..rows.end * 3 * WIDTH];
    let seen = &mut seen[rows.start * WIDTH..rows.end * WIDTH];
    Attention { sheet, qkv, seen }.dispatch();
}

/// The work of [`attend`], for whatever registers the machine has.
struct Attention<'a> {
    sheet: &'a mut Sheet,
    qkv: &'a [f32],
    seen: &'a mut [f32],
}

impl SimdOp for Attention<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let lanes = isa.f32().len();
        let count = self.qkv.len() / (3 * WIDTH);
        let columns = count.next_multiple_of(lanes);
        let Sheet { keys, weights } = self.sheet;
        weights.resize(ABREAST * columns, 0.0);
        for head in 0..HEADS {
            lay_out(self.qkv, head, lanes, keys);
            let rows = self.qkv.chunks(ABREAST * 3 * WIDTH).zip(self.seen.chunks_mut(ABREAST * WIDTH));
            for (some, seen) in rows {
                let totals = fit(isa, head, some, (keys, count), weights);
                mix(isa, head, self.qkv, (weights, totals), seen);
            }
        }
    }
}

/// One head's part of a piece's queries (0), keys (1) or values (2).
#[inline(always)]
fn part(row: &[f32], kind: usize, head: usize) -> &[f32; EACH] {
    let from = kind * WIDTH + head * EACH;
    row[from..from + EACH].first_chunk().unwrap_or(&[0.0; EACH])
}

/// Turns the keys, so that those of pieces side by side are.
#[inline(always)]
fn lay_out(qkv: &[f32], head: usize, lanes: usize, keys: &mut Vec<f32>) {
    keys.resize((qkv.len() / (3 * WIDTH)).next_multiple_of(lanes) * EACH, 0.0);
    for (some, keys) in qkv.chunks(lanes * 3 * WIDTH).zip(keys.chunks_exact_mut(lanes * EACH)) {
        for (lane, row) in some.chunks_exact(3 * WIDTH).enumerate() {
            for (turned, key) in keys.chunks_exact_mut(lanes).zip(part(row, 1, head)) {
                turned[lane] = *key;
            }
        }
    }
}

/// The fits beyond which two are as good or as bad, so that the sums of what they weigh stay numbers without a look at the best
/// of each row first. The furthest that the sentences of EWT's test part and GUM's development part give is 60.
const FAR: f32 = 75.0;

/// How much each of `some` pieces heeds each of the `count` of the sentence: the exponential of query times key, a row each;
/// and what each row comes to.
#[inline(always)]
fn fit<I: Isa>(
    isa: I,
    head: usize,
    some: &[f32],
    (keys, count): (&[f32], usize),
    weights: &mut [f32],
) -> [f32; ABREAST] {
    let ops = isa.f32();
    let lanes = ops.len();
    let columns = weights.len() / ABREAST;
    let last = some.len() / (3 * WIDTH) - 1;
    // Where fewer are left the last is taken several times.
    let queries: [&[f32; EACH]; ABREAST] = std::array::from_fn(|n| part(&some[n.min(last) * 3 * WIDTH..], 0, head));
    let (worst, best) = (ops.splat(-FAR), ops.splat(FAR));
    let mut totals = [ops.zero(); ABREAST];
    for (block, keys) in keys.chunks_exact(lanes * EACH).enumerate() {
        let mut sums = [ops.zero(); ABREAST];
        for (n, keys) in keys.chunks_exact(lanes).enumerate() {
            let keys = ops.load(keys);
            for (sum, query) in sums.iter_mut().zip(queries) {
                *sum = ops.mul_add(ops.splat(query[n]), keys, *sum);
            }
        }
        let there = ops.first_n_mask((count - block * lanes).min(lanes));
        for ((row, sum), total) in weights.chunks_exact_mut(columns).zip(sums).zip(&mut totals) {
            let weight = Exp {}.eval(isa, ops.clamp(sum, worst, best));
            let weight = ops.select(weight, ops.zero(), there);
            *total = ops.add(*total, weight);
            ops.store(weight, &mut row[block * lanes..]);
        }
    }
    totals.map(
        #[inline(always)]
        |total| ops.sum(total),
    )
}

/// The means of the values by the weights of each row.
#[inline(always)]
fn mix<I: Isa>(isa: I, head: usize, qkv: &[f32], (weights, totals): (&[f32], [f32; ABREAST]), seen: &mut [f32]) {
    let ops = isa.f32();
    let columns = weights.len() / ABREAST;
    for from in (0..EACH).step_by(ops.len()) {
        let mut sums = [ops.zero(); ABREAST];
        for (n, row) in qkv.chunks_exact(3 * WIDTH).enumerate() {
            let values = ops.load(&part(row, 2, head)[from..]);
            for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(columns)) {
                *sum = ops.mul_add(ops.splat(weights[n]), values, *sum);
            }
        }
        for ((row, sum), total) in seen.chunks_exact_mut(WIDTH).zip(sums).zip(totals) {
            ops.store(ops.mul(sum, ops.splat(total.recip())), &mut row[head * EACH + from..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Attention as its definition has it, one piece and one head at a time.
    fn plain(qkv: &[f32], rows: Range<usize>) -> Vec<f32> {
        let rows: Vec<&[f32]> = qkv.chunks_exact(3 * WIDTH).take(rows.end).skip(rows.start).collect();
        let mut seen = vec![0.0; rows.len() * WIDTH];
        for (row, seen) in rows.iter().zip(seen.chunks_exact_mut(WIDTH)) {
            for head in 0..HEADS {
                let fit = |other: &&[f32]| -> f32 {
                    part(row, 0, head).iter().zip(part(other, 1, head)).map(|(q, k)| q * k).sum::<f32>().exp()
                };
                let weights: Vec<f32> = rows.iter().map(fit).collect();
                let total: f32 = weights.iter().sum();
                for (weight, other) in weights.iter().zip(&rows) {
                    let cells = &mut seen[head * EACH..(head + 1) * EACH];
                    cells.iter_mut().zip(part(other, 2, head)).for_each(|(s, v)| *s += weight / total * v);
                }
            }
        }
        seen
    }

    #[test]
    fn each_piece_takes_the_mean_of_its_own_sentence() {
        let mut state = 11_u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as f32 / 65536.0 - 0.5
        };
        let mut sheet = Sheet::default();
        for count in [1, 3, 4, 16, 17, 37] {
            let qkv: Vec<f32> = (0..(count + 2) * 3 * WIDTH).map(|_| random()).collect();
            let mut seen = vec![7.0; (count + 2) * WIDTH];
            attend(&mut sheet, &qkv, 1..count + 1, &mut seen);
            assert!(
                seen[..WIDTH].iter().chain(&seen[(count + 1) * WIDTH..]).all(|&s| s == 7.0),
                "others are let alone"
            );
            for (found, told) in seen[WIDTH..].iter().zip(plain(&qkv, 1..count + 1)) {
                assert!((found - told).abs() < 1e-4, "{count}: {found} {told}");
            }
        }
    }

    #[test]
    fn fits_far_from_each_other_leave_the_best_alone() {
        let mut qkv = vec![0.0; 2 * 3 * WIDTH];
        qkv[0] = 100.0; // the first piece's query
        qkv[WIDTH] = -9.0; // the first piece's key
        qkv[3 * WIDTH + WIDTH] = 9.0; // the second's
        qkv[3 * WIDTH + 2 * WIDTH] = 5.0; // the second's value
        let mut seen = vec![0.0; 2 * WIDTH];
        attend(&mut Sheet::default(), &qkv, 0..2, &mut seen);
        assert_eq!([seen[0], seen[WIDTH]], [5.0, 2.5]);
    }
}
