//! The network: pieces of a batch of sentences in, scores of labels and arcs and vectors of words out.
//!
//! Sentences lie one behind the other without padding; each sees only itself, and all products but those within a
//! sentence are of integers. So a sentence's answer is the same in any batch.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rten_gemm::{GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_tensor::NdTensorView;

use super::layer::{Desk, LANES, Layer, Norm, dot};
use super::meta::Meta;
use super::mst::tree;
use super::product::{Gemm, Product, vectorised};
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
pub(super) struct Outputs {
    /// Labels' scores, `words + 1` rows each.
    pub(super) upos: Table,
    pub(super) xpos: Table,
    pub(super) lemma: Table,
    pub(super) ner: Table,
    /// The encoder's vectors of the words.
    pub(super) vectors: Table,
    /// Each word's head by its row, 0 the root.
    pub(super) heads: Vec<usize>,
    /// The best relation of each word to its head, by its number; row 0 means nothing.
    pub(super) relations: Vec<usize>,
}

/// Rows of equal length, one behind the other.
#[derive(Default)]
pub(super) struct Table {
    pub(super) cells: Vec<f32>,
    pub(super) width: usize,
}

impl Table {
    /// One row.
    pub(super) fn row(&self, at: usize) -> &[f32] {
        self.cells.get(at * self.width..(at + 1) * self.width).unwrap_or(&[])
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

    /// Runs the network over a batch; `None` for what cannot be run, which only other weights than ours could cause.
    pub(super) fn run(&self, batch: &[Inputs]) -> Vec<Option<Outputs>> {
        let all = self.alone(|gemm, desk| {
            let x = self.encode(gemm, desk, batch)?;
            self.outputs(gemm, desk, batch, &x)
        });
        all.unwrap_or_else(|| batch.iter().map(|_| None).collect())
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

    /// The encoder's vectors of all pieces of the batch.
    fn encode(&self, gemm: &Gemm, desk: &mut Desk, batch: &[Inputs]) -> Option<Vec<f32>> {
        let mut x = Vec::with_capacity(batch.iter().map(|s| s.ids.len() * WIDTH).sum());
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
        Some(x)
    }

    /// Adds one piece's row: the piece, its place, the shape of its word.
    fn embed(&self, id: usize, shape: usize, at: usize, x: &mut Vec<f32>) -> Option<()> {
        let shape = self.shapes.get(shape * WIDTH..(shape + 1) * WIDTH)?;
        x.extend(self.pieces.row(id)?.zip(self.positions.row(at)?).zip(shape).map(|((p, q), s)| p + q + s));
        Some(())
    }

    /// Each sentence's outputs, of the pieces' vectors.
    fn outputs(&self, gemm: &Gemm, desk: &mut Desk, batch: &[Inputs], x: &[f32]) -> Option<Vec<Option<Outputs>>> {
        let mut words = Vec::new();
        let (mut piece, mut rows) = (0, Vec::new());
        for sentence in batch {
            let start = words.len() / WIDTH;
            for first in &sentence.first {
                words.extend_from_slice(&x[(piece + first) * WIDTH..(piece + first + 1) * WIDTH]);
            }
            rows.push(start..words.len() / WIDTH);
            piece += sentence.ids.len();
        }
        let mut all = Vec::new();
        self.heads.apply(gemm, &mut desk.room, &words, &mut all)?;
        Some(rows.into_iter().map(|rows| self.sentence(gemm, desk, (&words, &all), rows)).collect())
    }

    /// One sentence's outputs: the rows `rows` of all words' vectors and label scores.
    fn sentence(
        &self,
        gemm: &Gemm,
        desk: &mut Desk,
        (words, all): (&[f32], &[f32]),
        rows: Range<usize>,
    ) -> Option<Outputs> {
        let width = self.heads.outputs();
        let mut from = 0;
        let mut part = |size: usize| {
            let columns = from..from + size;
            from += size;
            let mut cells = Vec::with_capacity(rows.len() * size);
            for row in rows.clone() {
                cells.extend_from_slice(&all[row * width..(row + 1) * width][columns.clone()]);
            }
            Table { cells, width: size }
        };
        let [upos, lemma, ner, xpos, _cues] = self.widths.map(&mut part);
        let label = self.label.inputs();
        let [dep, head, dependents, governors] = [ARC, ARC, label, label].map(part).map(|mut t: Table| {
            t.cells.iter_mut().for_each(|c| *c = c.max(0.0));
            t
        });
        let heads = tree(&self.arcs(gemm, &dep, &head)?, rows.len() - 1);
        let relations = self.relations(gemm, desk, &dependents, &governors, &heads)?;
        let vectors = Table { cells: words[rows.start * WIDTH..rows.end * WIDTH].to_vec(), width: WIDTH };
        Some(Outputs { upos, xpos, lemma, ner, vectors, heads, relations })
    }

    /// The bilinear scores of all pairs of dependent and head: a row a dependent, a column a head.
    fn arcs(&self, gemm: &Gemm, dep: &Table, head: &Table) -> Option<Vec<f32>> {
        let count = dep.cells.len() / ARC;
        let view = |cells| NdTensorView::from_data([count, ARC], cells);
        let mut left = vec![0.0; count * ARC];
        let (a, b) = (GemmInputA::Unpacked(view(&dep.cells[..])), GemmInputB::Packed(&self.arc));
        gemm.reals.gemm(&mut left, a, b, GemmOptions::default()).ok()?;
        for row in left.chunks_exact_mut(ARC) {
            row.iter_mut().zip(&self.arc_of_head).for_each(|(x, b)| *x += b);
        }
        let mut cells = vec![0.0; count * count];
        let (right, left) = (view(&head.cells[..]), view(&left[..]));
        let (a, b) = (GemmInputA::Unpacked(left), GemmInputB::Unpacked(right.transposed()));
        gemm.reals.gemm(&mut cells, a, b, GemmOptions::default()).ok()?;
        Some(cells)
    }

    /// The best relation of each word to its head, by its number, from both sides of the relation scorer.
    fn relations(
        &self,
        gemm: &Gemm,
        desk: &mut Desk,
        dependents: &Table,
        governors: &Table,
        heads: &[usize],
    ) -> Option<Vec<usize>> {
        let Desk { room, wide, .. } = desk;
        let label = self.label.inputs();
        let best = |(sides, &head): (&[f32], &usize)| {
            let side = governors.row(head);
            let score = |s: &[f32]| dot(&s[..label], side) + s[label];
            let scores = sides.chunks_exact(label + 1).map(score).enumerate();
            scores.fold((0, f32::NEG_INFINITY), |b, s| if s.1 > b.1 { s } else { b }).0
        };
        let mut out = Vec::with_capacity(heads.len());
        // A word's scores before its head is looked at are thousands of numbers, so they are made for a few at a time.
        for (some, heads) in dependents.cells.chunks(ABREAST * label).zip(heads.chunks(ABREAST)) {
            self.label.apply(gemm, room, some, wide)?;
            vectorised(|| out.extend(wide.chunks_exact(self.label.outputs()).zip(heads).map(best)));
        }
        Some(out)
    }
}
