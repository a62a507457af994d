//! One layer of the encoder: attention within each sentence, then two products for each piece by itself.

use std::ops::Range;

use rten_vecmath::Gelu;

use super::attention::{Sheet, attend};
use super::product::{Gemm, LANES, Product, ROWS, Room, vectorised};
use super::tensors::Tensors;
use super::{ModelError, WIDTH};

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
        let Desk { room, wide, narrow, seen, sheet, .. } = desk;
        self.qkv.apply(gemm, room, x, wide)?;
        seen.resize(x.len(), 0.0);
        for sentence in sentences {
            attend(sheet, wide, sentence.clone(), seen);
        }
        for (x, seen) in x.chunks_mut(ROWS * WIDTH).zip(seen.chunks(ROWS * WIDTH)) {
            self.mix.apply(gemm, room, seen, narrow)?;
            self.norm1.sum(x, narrow);
            self.inner.take(x, room);
            self.inner.multiply(gemm, room)?;
            self.inner.pass(room, &Gelu {}, &self.outer);
            self.outer.multiply(gemm, room)?;
            narrow.clear();
            self.outer.tell(room, narrow);
            self.norm2.sum(x, narrow);
        }
        Some(())
    }
}

/// What the layers lay out on their way; see [`Room`] for why it is kept.
#[derive(Default)]
pub(super) struct Desk {
    /// The vectors of the pieces of a batch, those of its words, and what the heads score them.
    pub(super) pieces: Vec<f32>,
    pub(super) words: Vec<f32>,
    pub(super) scores: Vec<f32>,
    pub(super) room: Room,
    pub(super) wide: Vec<f32>,
    narrow: Vec<f32>,
    seen: Vec<f32>,
    sheet: Sheet,
}

/// The sum of `part` over `values`, whose number is a multiple of [`LANES`], always in the same order.
#[inline(always)]
fn sum(values: &[f32], part: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; LANES];
    for chunk in values.chunks_exact(LANES) {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += part(*value);
        }
    }
    lanes.iter().sum()
}

/// The inner product of two rows of as many values, a multiple of [`LANES`], always in the same order.
#[inline(always)]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
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
        vectorised(
            #[inline(always)]
            || {
                for row in x.chunks_exact_mut(WIDTH) {
                    self.row(row);
                }
            },
        );
    }

    /// Adds `other` to each row of [`WIDTH`] values and normalises it.
    fn sum(&self, x: &mut [f32], other: &[f32]) {
        vectorised(
            #[inline(always)]
            || {
                for (row, other) in x.chunks_exact_mut(WIDTH).zip(other.chunks_exact(WIDTH)) {
                    for (value, other) in row.iter_mut().zip(other) {
                        *value += other;
                    }
                    self.row(row);
                }
            },
        );
    }

    #[inline(always)]
    fn row(&self, row: &mut [f32]) {
        let mean = sum(row, |v| v) / WIDTH as f32;
        let variance = sum(row, |v| (v - mean) * (v - mean)) / WIDTH as f32;
        let scale = (variance + 1e-12).sqrt().recip();
        for ((value, weight), bias) in row.iter_mut().zip(&self.weight).zip(&self.bias) {
            *value = (*value - mean) * scale * weight + bias;
        }
    }
}
