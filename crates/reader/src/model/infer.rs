//! The network: pieces of a batch of sentences in, scores of labels and arcs and vectors of words out.
//!
//! Sentences lie one behind the other without padding; each sees only itself, and all products but those within a
//! sentence are of integers. So a sentence's answer is the same in any batch.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rten_gemm::{GemmInputA, GemmInputB, GemmOptions};
use rten_tensor::NdTensorView;

use super::layer::{Layer, Norm, dot};
use super::meta::Meta;
use super::product::{Gemm, Product};
use super::tensors::Tensors;
use super::{ModelError, WIDTH};

/// The width of each side of the arc scorer.
const ARC: usize = 256;
/// The width of each side of the relation scorer.
const LABEL: usize = 128;

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
    /// Scores of arcs: a row a dependent, a column a head.
    pub(super) arcs: Table,
    /// The encoder's vectors of the words.
    pub(super) vectors: Table,
    /// Both sides of the relation scorer.
    dependents: Table,
    heads: Table,
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

/// The loaded network.
pub(super) struct Network {
    pieces: Vec<i8>,
    piece_scales: Vec<f32>,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    heads: Product,
    /// The widths of the label heads, in the order in which `heads` gives them.
    widths: [usize; 5],
    arc: Vec<f32>,
    label: Product,
    /// Pools of one thread each, lent to one call at a time: the kernels spread over the pool they run in, and the
    /// callers already spread reports over the cores.
    idle: Mutex<Vec<Arc<rayon::ThreadPool>>>,
}

impl Network {
    /// Loads `reader.safetensors`, for the labels of `meta`.
    ///
    /// # Errors
    /// Where the bytes are no weights, or those of another network.
    pub(super) fn load(weights: &[u8], meta: &Meta) -> Result<Network, ModelError> {
        let tensors = Tensors::read(weights)?;
        let gemm = Gemm::default();
        let (pieces, [count, width]) = tensors.bytes("pieces")?;
        let relations = meta.relations.len();
        let layers =
            (0..).map(|i| format!("layers.{i}")).take_while(|n| tensors.rows(&format!("{n}.qkv.weight")).is_ok());
        let network = Network {
            piece_scales: tensors.floats("piece_scales", count)?,
            positions: tensors.floats("positions", meta.max_subwords * WIDTH)?,
            shapes: tensors.floats("shapes", tensors.rows("shapes")? * WIDTH)?,
            norm: Norm::load(&tensors, "norm")?,
            layers: layers.map(|name| Layer::load(&tensors, &name, &gemm)).collect::<Result<_, _>>()?,
            heads: Product::load(&tensors, "heads", &gemm)?,
            widths: meta.widths(),
            arc: tensors.floats("arc", (ARC + 1) * ARC)?,
            label: Product::load(&tensors, "label", &gemm)?,
            pieces,
            idle: Mutex::default(),
        };
        let heads = network.widths.iter().sum::<usize>() + 2 * (ARC + LABEL);
        if width != WIDTH || network.heads.outputs() != heads || network.label.outputs() != relations * (LABEL + 1) {
            return Err(ModelError::Weights("its tables do not fit the labels of reader.json".to_owned()));
        }
        Ok(network)
    }

    /// Runs the network over a batch; `None` for what cannot be run, which only other weights than ours could cause.
    pub(super) fn run(&self, batch: &[Inputs]) -> Vec<Option<Outputs>> {
        let all = self.alone(|gemm| self.encode(gemm, batch).map(|x| self.outputs(gemm, batch, &x)));
        all.unwrap_or_else(|| batch.iter().map(|_| None).collect())
    }

    /// The best relation of each word to its head (0 the root), by its number.
    pub(super) fn relate(&self, out: &Outputs, heads: &[usize]) -> Option<Vec<usize>> {
        let mixed = self.alone(|gemm| self.label.apply(gemm, &out.dependents.cells))?;
        let words = mixed.chunks_exact(self.label.outputs()).zip(heads);
        let best = |(sides, &head): (&[f32], &usize)| {
            let side = out.heads.row(head);
            let score = |s: &[f32]| dot(&s[..LABEL], side) + s[LABEL];
            let scores = sides.chunks_exact(LABEL + 1).map(score).enumerate();
            scores.fold((0, f32::NEG_INFINITY), |b, s| if s.1 > b.1 { s } else { b }).0
        };
        Some(words.map(best).collect())
    }

    /// Runs `work` with this machine's kernels, on a thread that has no others beside it.
    fn alone<R: Send>(&self, work: impl FnOnce(&Gemm) -> R + Send) -> R {
        // The kernels cannot move between threads; to look them up costs next to nothing.
        let work = || work(&Gemm::default());
        let pool = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let pool = pool.or_else(|| rayon::ThreadPoolBuilder::new().num_threads(1).build().ok().map(Arc::new));
        let Some(pool) = pool else { return work() };
        let result = pool.install(work);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(pool);
        result
    }

    /// The encoder's vectors of all pieces of the batch.
    fn encode(&self, gemm: &Gemm, batch: &[Inputs]) -> Option<Vec<f32>> {
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
            layer.apply(gemm, &mut x, &sentences)?;
        }
        Some(x)
    }

    /// Adds one piece's row: the piece, its place, the shape of its word.
    fn embed(&self, id: usize, shape: usize, at: usize, x: &mut Vec<f32>) -> Option<()> {
        let scale = self.piece_scales.get(id)?;
        let piece = self.pieces.get(id * WIDTH..(id + 1) * WIDTH)?.iter();
        let position = self.positions.get(at * WIDTH..(at + 1) * WIDTH)?;
        let shape = self.shapes.get(shape * WIDTH..(shape + 1) * WIDTH)?;
        x.extend(piece.zip(position).zip(shape).map(|((&p, q), s)| f32::from(p) * scale + q + s));
        Some(())
    }

    /// Each sentence's outputs, of the pieces' vectors.
    fn outputs(&self, gemm: &Gemm, batch: &[Inputs], x: &[f32]) -> Vec<Option<Outputs>> {
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
        match self.heads.apply(gemm, &words) {
            Some(all) => rows.into_iter().map(|rows| self.sentence(gemm, (&words, &all), rows)).collect(),
            None => batch.iter().map(|_| None).collect(),
        }
    }

    /// One sentence's outputs: the rows `rows` of all words' vectors and label scores.
    fn sentence(&self, gemm: &Gemm, (words, all): (&[f32], &[f32]), rows: Range<usize>) -> Option<Outputs> {
        let width = self.heads.outputs();
        let mut from = 0;
        let mut part = |size: usize| {
            let columns = from..from + size;
            from += size;
            let cells = rows.clone().flat_map(|r| &all[r * width..(r + 1) * width][columns.clone()]).copied().collect();
            Table { cells, width: size }
        };
        let [upos, lemma, ner, xpos, _cues] = self.widths.map(&mut part);
        let [dep, head, dependents, heads] = [ARC, ARC, LABEL, LABEL].map(part).map(|mut t: Table| {
            t.cells.iter_mut().for_each(|c| *c = c.max(0.0));
            t
        });
        let vectors = Table { cells: words[rows.start * WIDTH..rows.end * WIDTH].to_vec(), width: WIDTH };
        Some(Outputs { arcs: self.arcs(gemm, &dep, &head)?, upos, xpos, lemma, ner, vectors, dependents, heads })
    }

    /// The bilinear scores of all pairs of dependent and head.
    fn arcs(&self, gemm: &Gemm, dep: &Table, head: &Table) -> Option<Table> {
        let count = dep.cells.len() / ARC;
        let view = |rows, cells| NdTensorView::from_data([rows, ARC], cells);
        let mut left = vec![0.0; count * ARC];
        let weights = GemmInputB::Unpacked(view(ARC, &self.arc[..ARC * ARC]));
        let a = GemmInputA::Unpacked(view(count, &dep.cells[..]));
        gemm.reals.gemm(&mut left, a, weights, GemmOptions::default()).ok()?;
        for row in left.chunks_exact_mut(ARC) {
            row.iter_mut().zip(&self.arc[ARC * ARC..]).for_each(|(x, b)| *x += b);
        }
        let mut cells = vec![0.0; count * count];
        let right = view(count, &head.cells[..]);
        let (a, b) = (GemmInputA::Unpacked(view(count, &left[..])), GemmInputB::Unpacked(right.transposed()));
        gemm.reals.gemm(&mut cells, a, b, GemmOptions::default()).ok()?;
        Some(Table { cells, width: count })
    }
}
