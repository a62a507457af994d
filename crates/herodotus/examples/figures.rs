//! Writes the figures of reports with what is so of each and of the parties whose the counted may be, for `training/figures.py`: a row for each.

use std::io::{BufRead, Write};

use herodotus::Pipeline;
use herodotus_coder::Judge;
use herodotus_schema::Report;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: figures REPORTS.jsonl > FIGURES.jsonl")?;
    let pipeline = Pipeline::shipped()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
        let report: Report = serde_json::from_str(&line?)?;
        let document = pipeline.read(report);
        for (claim, figure) in herodotus_coder::figures(&document, pipeline.lexicon(), Some(Judge::shipped()?)) {
            let options: Vec<_> =
                figure.parties.iter().map(|p| serde_json::json!({ "party": p.name, "features": p.features })).collect();
            let row = serde_json::json!({ "claim": claim, "features": figure.features, "options": options });
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}
