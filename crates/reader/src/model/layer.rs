//! One layer of the encoder: attention within each sentence, then two products for each piece by itself.

use std::ops::Range;

use rten_gemm::{GemmInputA, GemmInputB, GemmOptions};
use rten_simd::{SimdOp, SimdUnaryOp};
use rten_tensor::NdTensorView;
use rten_vecmath::{Gelu, Normalize, NormalizeOptions, Softmax};

use super::product::{Gemm, Product, ROWS, Room, vectorised};
use super::tensors::Tensors;
use super::{ModelError, WIDTH};

/// The attention heads of a layer, after MiniLM.
const HEADS: usize = 12;
/// The width of one.
const EACH: usize = WIDTH / HEADS;

/// One post-norm transformer layer, shaped as in BERT.
pub(super) struct Layer {
    /// To queries (already divided by the root of their width), keys and values.
    qkv: Product,
    mix: Product,
    norm1: Norm,
    inner: Product,
    outer: Product,
    norm2: Norm,
}

impl Layer {
    /// The layer `name` of a weight file.
    ///
    /// # Errors
    /// Where a part is missing or of another size.
    pub(super) fn load(tensors: &Tensors, name: &str, gemm: &Gemm) -> Result<Layer, ModelError> {
        let product = |part: &str| Product::load(tensors, &format!("{name}.{part}"), gemm);
        Ok(Layer {
            qkv: product("qkv")?,
            mix: product("mix")?,
            norm1: Norm::load(tensors, &format!("{name}.norm1"))?,
            inner: product("inner")?,
            outer: product("outer")?,
            norm2: Norm::load(tensors, &format!("{name}.norm2"))?,
        })
    }

    /// How many multiply-adds of 8 bits one piece takes.
    pub(super) fn products(&self) -> usize {
        [&self.qkv, &self.mix, &self.inner, &self.outer].map(Product::products).iter().sum()
    }

    /// Rows of pieces to rows of pieces; each of `sentences` is a range of rows that sees only itself.
    pub(super) fn apply(&self, gemm: &Gemm, desk: &mut Desk, x: &mut [f32], sentences: &[Range<usize>]) -> Option<()> {
        let Desk { room, wide, narrow, seen } = desk;
        self.qkv.apply(gemm, room, x, wide)?;
        seen.resize(x.len(), 0.0);
        for sentence in sentences {
            attend(gemm, wide, sentence.clone(), seen)?;
        }
        self.mix.apply(gemm, room, seen, narrow)?;
        add(x, narrow);
        self.norm1.apply(x);
        for x in x.chunks_mut(ROWS * WIDTH) {
            self.inner.apply(gemm, room, x, wide)?;
            Gelu {}.map_mut(&mut wide[..]);
            self.outer.apply(gemm, room, wide, narrow)?;
            add(x, narrow);
        }
        self.norm2.apply(x);
        Some(())
    }
}

/// What the layers lay out on their way; see [`Room`] for why it is kept.
#[derive(Default)]
pub(super) struct Desk {
    pub(super) room: Room,
    pub(super) wide: Vec<f32>,
    narrow: Vec<f32>,
    seen: Vec<f32>,
}

/// What each piece of one sentence takes from the others, head by head, into `seen`.
fn attend(gemm: &Gemm, qkv: &[f32], rows: Range<usize>, seen: &mut [f32]) -> Option<()> {
    let count = rows.len();
    let all = NdTensorView::from_data([qkv.len() / (3 * WIDTH), 3 * WIDTH], qkv);
    let (mut scores, mut mixed) = (vec![0.0; count * count], vec![0.0; count * EACH]);
    for head in 0..HEADS {
        let part = |kind: usize| {
            let from = kind * WIDTH + head * EACH;
            all.slice((rows.clone(), from..from + EACH))
        };
        let keys = part(1);
        let (a, b) = (GemmInputA::Unpacked(part(0)), GemmInputB::Unpacked(keys.transposed()));
        gemm.reals.gemm(&mut scores, a, b, GemmOptions::default()).ok()?;
        for row in scores.chunks_exact_mut(count) {
            Softmax::new_mut(row).dispatch();
        }
        let weights = NdTensorView::from_data([count, count], &scores[..]);
        let (a, b) = (GemmInputA::Unpacked(weights), GemmInputB::Unpacked(part(2)));
        gemm.reals.gemm(&mut mixed, a, b, GemmOptions::default()).ok()?;
        for (row, values) in rows.clone().zip(mixed.chunks_exact(EACH)) {
            let from = row * WIDTH + head * EACH;
            seen[from..from + EACH].copy_from_slice(values);
        }
    }
    Some(())
}

fn add(x: &mut [f32], other: &[f32]) {
    vectorised(|| x.iter_mut().zip(other).for_each(|(x, o)| *x += o));
}

/// How many sums run side by side, which lets the processor add that many numbers at once.
pub(super) const LANES: usize = 16;

/// The sum of `part` over `values`, whose number is a multiple of [`LANES`], always in the same order.
#[inline(always)]
fn sum(values: &[f32], part: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; LANES];
    for chunk in values.chunks_exact(LANES) {
        lanes.iter_mut().zip(chunk).for_each(|(lane, v)| *lane += part(*v));
    }
    lanes.iter().sum()
}

/// The inner product of two rows of as many values, a multiple of [`LANES`], always in the same order.
#[inline(always)]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        lanes.iter_mut().zip(a.iter().zip(b)).for_each(|(lane, (a, b))| *lane += a * b);
    }
    lanes.iter().sum()
}

/// Layer normalisation.
pub(super) struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    /// The normalisation `name` of a weight file.
    ///
    /// # Errors
    /// Where a part is missing or of another size.
    pub(super) fn load(tensors: &Tensors, name: &str) -> Result<Norm, ModelError> {
        let part = |kind: &str| tensors.floats(&format!("{name}.{kind}"), WIDTH);
        Ok(Norm { weight: part("weight")?, bias: part("bias")? })
    }

    /// Normalises each row of [`WIDTH`] values in place.
    pub(super) fn apply(&self, x: &mut [f32]) {
        for row in x.chunks_exact_mut(WIDTH) {
            let (mean, variance) = vectorised(|| {
                let mean = sum(row, |v| v) / WIDTH as f32;
                (mean, sum(row, |v| (v - mean) * (v - mean)) / WIDTH as f32)
            });
            let options = NormalizeOptions {
                pre_scale_bias: mean,
                scale: (variance + 1e-12).sqrt().recip(),
                element_scale: Some(&self.weight),
                element_bias: Some(&self.bias),
                ..NormalizeOptions::default()
            };
            Normalize::new_mut(row, options).dispatch();
        }
    }
}
