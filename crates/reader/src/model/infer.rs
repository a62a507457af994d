//! The network: pieces of a batch of sentences in, scores of labels and arcs and vectors of words out.
//!
//! Sentences lie one behind the other without padding; each sees only itself, and all products but those within a
//! sentence are of integers. So a sentence's answer is the same in any batch.

use std::sync::{Mutex, PoisonError};

use rten_gemm::{GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_tensor::NdTensorView;

use super::layer::{Desk, Layer, Norm, dot};
use super::meta::Meta;
use super::mst::tree;
use super::product::{Gemm, LANES, Product, vectorised};
use super::tensors::Tensors;
use super::{ModelError, WIDTH};

/// The width of each side of the arc scorer.
const ARC: usize = 256;
/// How many words' relations are scored at once.
const ABREAST: usize = 16;

/// A sentence as the network wants it.
#[derive(Default)]
pub(super) struct Inputs {
    /// Word pieces, between the two special ones.
    pub(super) ids: Vec<u32>,
    /// A shape for each piece.
    pub(super) shapes: Vec<u8>,
    /// Where each word begins among the pieces; element 0 is 0, which stands for the root.
    pub(super) first: Vec<usize>,
}

/// What the network says of one sentence of `words` words. Every table's row 0 is the root's.
pub(super) struct Outputs<'d> {
    /// Labels' scores, `words + 1` rows each.
    pub(super) upos: Table<'d>,
    pub(super) xpos: Table<'d>,
    pub(super) lemma: Table<'d>,
    pub(super) ner: Table<'d>,
    /// The encoder's vectors of the words.
    pub(super) vectors: Table<'d>,
    /// Each word's head by its row, 0 the root.
    pub(super) heads: Vec<usize>,
    /// The best relation of each word to its head, by its number; row 0 means nothing.
    pub(super) relations: Vec<usize>,
}

/// Some columns of rows that lie one behind the other.
#[derive(Clone, Copy)]
pub(super) struct Table<'d> {
    pub(super) cells: &'d [f32],
    /// The width of the whole rows, and which of their columns are the table's.
    pub(super) stride: usize,
    pub(super) from: usize,
    pub(super) width: usize,
}

impl<'d> Table<'d> {
    /// One row.
    pub(super) fn row(&self, at: usize) -> &'d [f32] {
        let from = at * self.stride + self.from;
        self.cells.get(from..from + self.width).unwrap_or(&[])
    }

    /// All cells, with what is negative made 0.
    fn rectified(&self) -> Vec<f32> {
        let rows = self.cells.chunks_exact(self.stride);
        rows.flat_map(|row| &row[self.from..self.from + self.width]).map(|cell| cell.max(0.0)).collect()
    }
}

/// A table of [`WIDTH`] columns whose rows are stored as bytes, each with its scale.
struct Rows {
    bytes: Vec<i8>,
    scales: Vec<f32>,
}

impl Rows {
    /// The tables `{name}s` and `{name}_scales`.
    ///
    /// # Errors
    /// Where one is missing or of another size.
    fn load(tensors: &Tensors, name: &str) -> Result<Rows, ModelError> {
        let (bytes, [count, width]) = tensors.bytes(&format!("{name}s"))?;
        if width != WIDTH {
            return Err(ModelError::Weights(format!("its {name}s have {width} columns, not {WIDTH}")));
        }
        Ok(Rows { bytes, scales: tensors.floats(&format!("{name}_scales"), count)? })
    }

    /// The values of one row.
    fn row(&self, at: usize) -> Option<impl Iterator<Item = f32>> {
        let scale = self.scales.get(at)?;
        let bytes = self.bytes.get(at * WIDTH..(at + 1) * WIDTH)?;
        Some(bytes.iter().map(move |&b| f32::from(b) * scale))
    }
}

/// The loaded network.
pub(super) struct Network {
    pieces: Rows,
    positions: Rows,
    shapes: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    heads: Product,
    /// The widths of the label heads, in the order in which `heads` gives them.
    widths: [usize; 5],
    /// The arc scorer's weights for pairs, and those for a head by itself.
    arc: PackedBMatrix<f32>,
    arc_of_head: Vec<f32>,
    label: Product,
    /// Pools of one thread each with a desk, lent to one call at a time: the kernels spread over the pool they run in,
    /// and the callers already spread reports over the cores.
    idle: Mutex<Vec<(rayon::ThreadPool, Desk)>>,
}

impl Network {
    /// Loads `reader.safetensors`, for the labels of `meta`.
    ///
    /// # Errors
    /// Where the bytes are no weights, or those of another network.
    pub(super) fn load(weights: &[u8], meta: &Meta) -> Result<Network, ModelError> {
        let tensors = Tensors::read(weights)?;
        let gemm = Gemm::default();
        let arc = tensors.floats("arc", (ARC + 1) * ARC)?;
        let relations = meta.relations.len();
        let layers =
            (0..).map(|i| format!("layers.{i}")).take_while(|n| tensors.rows(&format!("{n}.qkv.weight")).is_ok());
        let network = Network {
            pieces: Rows::load(&tensors, "piece")?,
            positions: Rows::load(&tensors, "position")?,
            shapes: tensors.floats("shapes", tensors.rows("shapes")? * WIDTH)?,
            norm: Norm::load(&tensors, "norm")?,
            layers: layers.map(|name| Layer::load(&tensors, &name, &gemm)).collect::<Result<_, _>>()?,
            heads: Product::load(&tensors, "heads", &gemm)?,
            widths: meta.widths(),
            arc: gemm.reals.prepack_b(NdTensorView::from_data([ARC, ARC], &arc[..ARC * ARC])),
            arc_of_head: arc[ARC * ARC..].to_vec(),
            label: Product::load(&tensors, "label", &gemm)?,
            idle: Mutex::default(),
        };
        let label = network.label.inputs();
        let heads = network.widths.iter().sum::<usize>() + 2 * (ARC + label);
        let places = network.positions.scales.len();
        if places < meta.max_subwords
            || network.heads.outputs() != heads
            || !label.is_multiple_of(LANES)
            || network.label.outputs() != relations * (label + 1)
        {
            return Err(ModelError::Weights("its tables do not fit the labels of reader.json".to_owned()));
        }
        Ok(network)
    }

    /// Runs the network over a batch; gives what `told` makes of each sentence's place in it and its outputs, which are
    /// `None` for what cannot be run: only other weights than ours could cause it.
    pub(super) fn run<T: Send>(
        &self,
        batch: &[Inputs],
        told: impl Fn(usize, Option<Outputs<'_>>) -> T + Sync,
    ) -> Vec<T> {
        let all = self.alone(|gemm, desk| {
            self.encode(gemm, desk, batch)?;
            self.outputs(gemm, desk, batch, &told)
        });
        all.unwrap_or_else(|| (0..batch.len()).map(|at| told(at, None)).collect())
    }

    /// How many 8-bit multiply-adds a sentence takes.
    pub(super) fn products(&self, sentence: &Inputs) -> u64 {
        let layers: usize = self.layers.iter().map(Layer::products).sum();
        (sentence.ids.len() * layers + sentence.first.len() * (self.heads.products() + self.label.products())) as u64
    }

    /// Runs `work` with this machine's kernels, on a thread that has no others beside it.
    fn alone<R: Send>(&self, work: impl FnOnce(&Gemm, &mut Desk) -> R + Send) -> R {
        let lent = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let fresh = || rayon::ThreadPoolBuilder::new().num_threads(1).build().ok().map(|pool| (pool, Desk::default()));
        // The kernels cannot move between threads; to look them up costs next to nothing.
        let Some((pool, mut desk)) = lent.or_else(fresh) else { return work(&Gemm::default(), &mut Desk::default()) };
        let result = pool.install(|| work(&Gemm::default(), &mut desk));
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push((pool, desk));
        result
    }

    /// Lays out the encoder's vectors of all pieces of the batch.
    fn encode(&self, gemm: &Gemm, desk: &mut Desk, batch: &[Inputs]) -> Option<()> {
        let mut x = std::mem::take(&mut desk.pieces);
        x.clear();
        let mut sentences = Vec::with_capacity(batch.len());
        for sentence in batch {
            let start = x.len() / WIDTH;
            for (at, (&id, &shape)) in sentence.ids.iter().zip(&sentence.shapes).enumerate() {
                self.embed(id as usize, shape as usize, at, &mut x)?;
            }
            sentences.push(start..x.len() / WIDTH);
        }
        self.norm.apply(&mut x);
        for layer in &self.layers {
            layer.apply(gemm, desk, &mut x, &sentences)?;
        }
        desk.pieces = x;
        Some(())
    }

    /// Adds one piece's row: the piece, its place, the shape of its word.
    fn embed(&self, id: usize, shape: usize, at: usize, x: &mut Vec<f32>) -> Option<()> {
        let shape = self.shapes.get(shape * WIDTH..(shape + 1) * WIDTH)?;
        x.extend(self.pieces.row(id)?.zip(self.positions.row(at)?).zip(shape).map(|((p, q), s)| p + q + s));
        Some(())
    }

    /// What `told` makes of each sentence's outputs, of the pieces' vectors.
    fn outputs<T>(
        &self,
        gemm: &Gemm,
        desk: &mut Desk,
        batch: &[Inputs],
        told: impl Fn(usize, Option<Outputs<'_>>) -> T,
    ) -> Option<Vec<T>> {
        let (mut words, mut scores) = (std::mem::take(&mut desk.words), std::mem::take(&mut desk.scores));
        words.clear();
        let (mut piece, mut rows) = (0, Vec::new());
        for sentence in batch {
            let start = words.len() / WIDTH;
            for first in &sentence.first {
                words.extend_from_slice(&desk.pieces[(piece + first) * WIDTH..(piece + first + 1) * WIDTH]);
            }
            rows.push(start..words.len() / WIDTH);
            piece += sentence.ids.len();
        }
        self.heads.apply(gemm, &mut desk.room, &words, &mut scores)?;
        let told = rows.into_iter().enumerate().map(|(at, rows)| {
            let vectors = &words[rows.start * WIDTH..rows.end * WIDTH];
            let width = self.heads.outputs();
            told(at, self.sentence(gemm, desk, vectors, &scores[rows.start * width..rows.end * width]))
        });
        let told = told.collect();
        (desk.words, desk.scores) = (words, scores);
        Some(told)
    }

    /// One sentence's outputs, of its words' vectors and of what the heads score them.
    fn sentence<'d>(&self, gemm: &Gemm, desk: &mut Desk, vectors: &'d [f32], scores: &'d [f32]) -> Option<Outputs<'d>> {
        let mut from = 0;
        let mut part = |width: usize| {
            from += width;
            Table { cells: scores, stride: self.heads.outputs(), from: from - width, width }
        };
        let [upos, lemma, ner, xpos, _cues] = self.widths.map(&mut part);
        let label = self.label.inputs();
        let [dep, head, dependents, governors] = [ARC, ARC, label, label].map(part).map(|table| table.rectified());
        let words = vectors.len() / WIDTH - 1;
        let heads = tree(&self.arcs(gemm, &dep, &head)?, words);
        let relations = self.relations(gemm, desk, &dependents, &governors, &heads)?;
        let vectors = Table { cells: vectors, stride: WIDTH, from: 0, width: WIDTH };
        Some(Outputs { upos, xpos, lemma, ner, vectors, heads, relations })
    }

    /// The bilinear scores of all pairs of dependent and head: a row a dependent, a column a head.
    fn arcs(&self, gemm: &Gemm, dep: &[f32], head: &[f32]) -> Option<Vec<f32>> {
        let count = dep.len() / ARC;
        let view = |cells| NdTensorView::from_data([count, ARC], cells);
        let mut left = vec![0.0; count * ARC];
        let (a, b) = (GemmInputA::Unpacked(view(dep)), GemmInputB::Packed(&self.arc));
        gemm.reals.gemm(&mut left, a, b, GemmOptions::default()).ok()?;
        for row in left.chunks_exact_mut(ARC) {
            row.iter_mut().zip(&self.arc_of_head).for_each(|(x, b)| *x += b);
        }
        let mut cells = vec![0.0; count * count];
        let (right, left) = (view(head), view(&left[..]));
        let (a, b) = (GemmInputA::Unpacked(left), GemmInputB::Unpacked(right.transposed()));
        gemm.reals.gemm(&mut cells, a, b, GemmOptions::default()).ok()?;
        Some(cells)
    }

    /// The best relation of each word to its head, by its number, from both sides of the relation scorer.
    fn relations(
        &self,
        gemm: &Gemm,
        desk: &mut Desk,
        dependents: &[f32],
        governors: &[f32],
        heads: &[usize],
    ) -> Option<Vec<usize>> {
        let Desk { room, wide, .. } = desk;
        let label = self.label.inputs();
        let mut out = Vec::with_capacity(heads.len());
        // A word's scores before its head is looked at are thousands of numbers, so they are made for a few at a time.
        for (some, heads) in dependents.chunks(ABREAST * label).zip(heads.chunks(ABREAST)) {
            self.label.apply(gemm, room, some, wide)?;
            vectorised(
                #[inline(always)]
                || {
                    for (sides, head) in wide.chunks_exact(self.label.outputs()).zip(heads) {
                        out.push(best(sides, &governors[head * label..(head + 1) * label]));
                    }
                },
            );
        }
        Some(out)
    }
}

/// The relation that scores best for a word and its head: the first of equals. `sides` has for each relation what the
/// values of the head's side count, and a bias.
#[inline(always)]
fn best(sides: &[f32], head: &[f32]) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (relation, side) in sides.chunks_exact(head.len() + 1).enumerate() {
        let score = dot(&side[..head.len()], head) + side[head.len()];
        if score > best.1 {
            best = (relation, score);
        }
    }
    best.0
}
