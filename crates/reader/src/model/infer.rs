//! Runs the network over one sentence, on one thread.

use std::sync::{Arc, Mutex, PoisonError};

use rten::{ModelOptions, NodeId, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::ModelError;

/// A sentence as the network wants it.
#[derive(Default)]
pub(super) struct Inputs {
    /// Word pieces, between the two special ones.
    pub(super) ids: Vec<i32>,
    /// A shape for each piece.
    pub(super) shapes: Vec<i32>,
    /// Where each word begins among the pieces; element 0 is 0, which stands for the root.
    pub(super) first: Vec<i32>,
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
    /// The best relation's number for each dependent and head, laid out as `arcs`.
    pub(super) relations: Vec<i32>,
    /// The encoder's vectors of the words.
    pub(super) vectors: Table,
}

/// Rows of equal length, one behind the other.
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
    model: rten::Model,
    inputs: [NodeId; 3],
    outputs: [NodeId; 7],
    /// Pools of one thread each, lent to one call at a time: the runtime spreads a call over its pool, and the callers
    /// already spread sentences over the cores.
    idle: Mutex<Vec<Arc<ThreadPool>>>,
}

impl Network {
    /// Loads `reader.onnx`.
    ///
    /// # Errors
    /// Where the bytes are no network, or one with other inputs and outputs.
    pub(super) fn load(weights: &[u8]) -> Result<Network, ModelError> {
        let wrong = |e: &dyn std::fmt::Display| ModelError::Weights(e.to_string());
        let model = ModelOptions::with_all_ops().prepack_weights(true).load(weights.to_vec()).map_err(|e| wrong(&e))?;
        let id = |name: &str| model.node_id(name).map_err(|e| wrong(&e));
        let inputs = [id("ids")?, id("shapes")?, id("first")?];
        let outputs = [id("upos")?, id("xpos")?, id("lemma")?, id("ner")?, id("arcs")?, id("words")?, id("relations")?];
        Ok(Network { model, inputs, outputs, idle: Mutex::default() })
    }

    /// Runs the network; `None` where it cannot be run on these inputs, which only other weights than ours could cause.
    pub(super) fn run(&self, inputs: &Inputs) -> Option<Outputs> {
        let tensors = [&inputs.ids, &inputs.shapes, &inputs.first].map(|v| NdTensor::from_data([v.len()], v.clone()));
        let named = self.inputs.into_iter().zip(tensors).map(|(id, t)| (id, ValueOrView::from(t))).collect();
        let pool = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let pool = pool.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)));
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&pool)));
        let result = self.model.run_n(named, self.outputs, Some(options));
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(pool);
        let [upos, xpos, lemma, ner, arcs, words, relations] = result.ok()?;
        Some(Outputs {
            upos: table(upos)?,
            xpos: table(xpos)?,
            lemma: table(lemma)?,
            ner: table(ner)?,
            arcs: table(arcs)?,
            relations: relations.into_tensor::<i32>()?.to_vec(),
            vectors: table(words)?,
        })
    }
}

fn table(value: Value) -> Option<Table> {
    let tensor = value.into_tensor::<f32>()?;
    let width = *tensor.shape().last()?;
    Some(Table { cells: tensor.to_vec(), width })
}
