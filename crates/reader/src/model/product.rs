//! Matrix products of 8-bit activations and 8-bit weights, with scales that training has fixed.
//!
//! The sums are of integers, so a row's result hangs on that row alone: not on what stands beside it in a batch, not on
//! the order of summing. Weights are of 7 bits, which cannot overflow the 16-bit sums of processors without 8-bit dot
//! products.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_simd::{Isa, SimdOp, SimdUnaryOp};
use rten_tensor::NdTensorView;

use super::ModelError;
use super::tensors::Tensors;

/// Adding and taking away this rounds a small float to the nearest integer, ties to even, and leaves the integer in the
/// low bits of its form (1.5 times 2 to the 23rd).
const ROUNDER: f32 = 12_582_912.0;

/// How many rows are multiplied at once: enough to use each weight that is fetched well, few enough for what is laid
/// out to stay near the processor.
pub(super) const ROWS: usize = 64;

/// How many columns the kernels fill at a stretch.
const STRETCH: usize = 1024;

/// How many numbers run side by side, which lets the processor take that many at once.
pub(super) const LANES: usize = 16;

/// One linear layer.
pub(super) struct Product {
    packed: PackedBMatrix<i8>,
    inputs: usize,
    outputs: usize,
    /// One over the scale of each input's bytes.
    steps: Vec<f32>,
    /// The byte that stands for zero, for each input.
    zeros: Vec<f32>,
    /// What an integer of each output is worth.
    scales: Vec<f32>,
    /// Each output's bias, with what the inputs' zero points come to taken away.
    bias: Vec<f32>,
}

impl Product {
    /// The layer `name` of a weight file: `weight` [inputs, outputs], `steps`, `zeros`, `scales`, `bias`.
    ///
    /// # Errors
    /// Where a part is missing or of another size.
    pub(super) fn load(tensors: &Tensors, name: &str, gemm: &Gemm) -> Result<Product, ModelError> {
        let (weight, [inputs, outputs]) = tensors.bytes(&format!("{name}.weight"))?;
        let part = |kind: &str, length| tensors.floats(&format!("{name}.{kind}"), length);
        let matrix = NdTensorView::from_data([inputs, outputs], &weight[..]);
        Ok(Product {
            packed: gemm.integers.prepack_b(matrix),
            inputs,
            outputs,
            steps: part("steps", inputs)?,
            zeros: part("zeros", inputs)?,
            scales: part("scales", outputs)?,
            bias: part("bias", outputs)?,
        })
    }

    /// The number of values a row has.
    pub(super) fn inputs(&self) -> usize {
        self.inputs
    }

    /// The number of values a row gives.
    pub(super) fn outputs(&self) -> usize {
        self.outputs
    }

    /// How many multiply-adds one row takes.
    pub(super) fn products(&self) -> usize {
        self.inputs * self.outputs
    }

    /// Rows of `inputs` values to rows of `outputs` values, which become all of `out`; `None` only where `x` has
    /// another shape.
    pub(super) fn apply(&self, gemm: &Gemm, room: &mut Room, x: &[f32], out: &mut Vec<f32>) -> Option<()> {
        out.clear();
        out.reserve(x.len() / self.inputs * self.outputs);
        for x in x.chunks(ROWS * self.inputs) {
            self.take(x, room);
            self.multiply(gemm, room)?;
            self.tell(room, out);
        }
        Some(())
    }

    /// Lays out rows of values as the bytes to multiply.
    pub(super) fn take(&self, x: &[f32], room: &mut Room) {
        room.bytes.clear();
        vectorised(
            #[inline(always)]
            || self.round(x, &mut room.bytes),
        );
    }

    /// Multiplies the bytes that are laid out; at most [`ROWS`] rows are quick. `None` only where they are of another
    /// product.
    pub(super) fn multiply(&self, gemm: &Gemm, room: &mut Room) -> Option<()> {
        let rows = room.bytes.len() / self.inputs;
        // The kernel writes every cell; what the last product left there does not matter.
        room.sums.resize(rows * self.outputs, 0);
        let a = NdTensorView::from_data([rows, self.inputs], &room.bytes[..]);
        // The kernels lay rows out anew for each stretch of columns, unless that is done before.
        let laid = (self.outputs > STRETCH).then(|| gemm.integers.prepack_a(a));
        let a = laid.as_ref().map_or(GemmInputA::Unpacked(a), GemmInputA::Packed);
        gemm.integers.gemm(&mut room.sums, a, GemmInputB::Packed(&self.packed), GemmOptions::default()).ok()?;
        Some(())
    }

    /// Adds the values that were multiplied to `out`.
    pub(super) fn tell(&self, room: &Room, out: &mut Vec<f32>) {
        vectorised(
            #[inline(always)]
            || {
                for row in room.sums.chunks_exact(self.outputs) {
                    self.values(row, out);
                }
            },
        );
    }

    /// Makes the values that were multiplied, each changed by `between`, the bytes that `next` multiplies.
    pub(super) fn pass(&self, room: &mut Room, between: &impl SimdUnaryOp<f32>, next: &Product) {
        let Room { bytes, sums, row } = room;
        bytes.clear();
        for sums in sums.chunks_exact(self.outputs) {
            row.clear();
            vectorised(
                #[inline(always)]
                || self.values(sums, row),
            );
            between.map_mut(row);
            vectorised(
                #[inline(always)]
                || next.round(row, bytes),
            );
        }
    }

    /// Adds what the sums of a row are worth to `out`.
    #[inline(always)]
    fn values(&self, sums: &[i32], out: &mut Vec<f32>) {
        let worth = sums.iter().zip(&self.scales).zip(&self.bias);
        out.extend(worth.map(|((&sum, scale), bias)| sum as f32 * scale + bias));
    }

    /// Adds the values of some rows as bytes to `bytes`.
    #[inline(always)]
    fn round(&self, x: &[f32], bytes: &mut Vec<u8>) {
        for row in x.chunks_exact(self.inputs) {
            let levels = row.iter().zip(&self.steps).zip(&self.zeros);
            bytes.extend(
                levels.map(|((x, step), zero)| ((x * step + zero).clamp(0.0, 255.0) + ROUNDER).to_bits() as u8),
            );
        }
    }
}

/// What `work` gives, compiled for the widest registers of this machine. They compute the same numbers in the same order,
/// only more at once. It must be inlined throughout to be so compiled: say `#[inline(always)]` before the closure and of all that
/// it calls, and write loops in it, for the closures of iterators may stay functions of their own.
#[inline(always)]
pub(super) fn vectorised<R>(work: impl FnOnce() -> R) -> R {
    struct Work<F>(F);
    impl<R, F: FnOnce() -> R> SimdOp for Work<F> {
        type Output = R;

        #[inline(always)]
        fn eval<I: Isa>(self, _: I) -> R {
            (self.0)()
        }
    }
    Work(work).dispatch()
}

/// What a product lays out on its way. It is kept from one to the next: large memory that is given back and taken
/// anew is cleared by the system each time.
#[derive(Default)]
pub(super) struct Room {
    bytes: Vec<u8>,
    sums: Vec<i32>,
    row: Vec<f32>,
}

/// The kernels for this machine.
#[derive(Default)]
pub(super) struct Gemm {
    pub(super) integers: GemmExecutor<u8, i8, i32>,
    pub(super) reals: GemmExecutor,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_to_the_nearest_byte_and_stays_within_bounds() {
        let gemm = Gemm::default();
        let weight = [1i8];
        let product = Product {
            packed: gemm.integers.prepack_b(NdTensorView::from_data([1, 1], &weight[..])),
            inputs: 1,
            outputs: 1,
            steps: vec![2.0],
            zeros: vec![10.0],
            scales: vec![0.5],
            bias: vec![-5.0],
        };
        let (mut room, mut out) = (Room::default(), vec![7.0]);
        product.take(&[0.0, 0.26, 0.24, -9.0, 900.0], &mut room);
        assert_eq!(room.bytes, [10, 11, 10, 0, 255]);
        product.apply(&gemm, &mut room, &[0.0, 1.0, 3.5], &mut out).expect("the shapes fit");
        assert_eq!(out, [0.0, 1.0, 3.5], "what stood there before is gone");
        let many: Vec<f32> = (0..2 * ROWS + 1).map(|i| (i % 100) as f32).collect();
        product.apply(&gemm, &mut room, &many, &mut out).expect("the shapes fit");
        assert_eq!(out, many, "more rows than are multiplied at once");
    }
}
