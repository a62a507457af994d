//! How near the network comes to what this machine's 8-bit arithmetic allows.
//!
//! `cargo run --release -p herodotus-reader --example encoder_rate -- TREEBANK.conllu` reads the treebank's sentences on
//! one thread and prints the 8-bit multiply-adds a second, beside those of the same kernel on one product that has its
//! operands at hand (the best of many runs): what reading would reach if nothing but products took time.

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use herodotus_reader::model::Model;
use rten_gemm::{GemmError, GemmExecutor, GemmInputA, GemmInputB, GemmOptions};
use rten_tensor::NdTensorView;

/// The shape of the encoder's largest product: rows read at once, inputs, outputs.
const SHAPE: [usize; 3] = [256, 384, 1536];
/// Runs of the kernel by itself, and of the whole reading.
const RUNS: usize = 200;
const READINGS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give a CoNLL-U file")?;
    let text = std::fs::read_to_string(path)?;
    let sentences: Vec<Vec<&str>> = text.split("\n\n").map(forms).filter(|s| !s.is_empty()).collect();
    // The kernel spreads over the pool it runs in.
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let (reading, kernel) =
        (reading(&sentences)?, alone.install(kernel).map_err(|e| format!("the kernel refused: {e:?}"))?);
    println!("reading           {reading:.1} thousand million 8-bit multiply-adds a second");
    println!("the kernel alone  {kernel:.1}");
    println!("share             {:.2}", reading / kernel);
    Ok(())
}

/// The words of one sentence.
fn forms(block: &str) -> Vec<&str> {
    let rows = block.lines().filter_map(|line| line.split_once('\t'));
    rows.filter(|(id, _)| id.bytes().all(|b| b.is_ascii_digit()))
        .filter_map(|(_, rest)| rest.split('\t').next())
        .collect()
}

/// The rate of reading whole sentences, trees, labels and all.
fn reading(sentences: &[Vec<&str>]) -> Result<f64, Box<dyn Error>> {
    let model = Model::shipped()?;
    let work: u64 = sentences.iter().map(|s| model.products(s)).sum();
    let time = best(READINGS, || {
        for some in sentences.chunks(50) {
            black_box(model.parse_all(some));
        }
    });
    Ok(work as f64 / time.as_secs_f64() / 1e9)
}

/// The rate of one product, again and again.
fn kernel() -> Result<f64, GemmError> {
    let [rows, inputs, outputs] = SHAPE;
    let gemm = GemmExecutor::<u8, i8, i32>::default();
    let (a, b) = (vec![3u8; rows * inputs], vec![-2i8; inputs * outputs]);
    let packed = gemm.prepack_b(NdTensorView::from_data([inputs, outputs], &b[..]));
    let mut sums = vec![0; rows * outputs];
    let mut run = || {
        let left = GemmInputA::Unpacked(NdTensorView::from_data([rows, inputs], &a[..]));
        gemm.gemm(black_box(&mut sums), left, GemmInputB::Packed(&packed), GemmOptions::default())
    };
    run()?;
    let time = best(RUNS, || {
        let _ = black_box(run());
    });
    Ok((rows * inputs * outputs) as f64 / time.as_secs_f64() / 1e9)
}

/// The shortest of several runs.
fn best(runs: usize, mut work: impl FnMut()) -> Duration {
    let time = |_| {
        let begun = Instant::now();
        work();
        begun.elapsed()
    };
    (0..runs).map(time).min().unwrap_or_default()
}
