//! Writes the claims of reports and the parties among which each has its targets, for `training/targets.py`: a row for each claim.

use std::io::{BufRead, Write};

use herodotus::Pipeline;
use herodotus_coder::Judge;
use herodotus_schema::Report;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: targets REPORTS.jsonl > TARGETS.jsonl")?;
    let pipeline = Pipeline::shipped()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
        let report: Report = serde_json::from_str(&line?)?;
        let document = pipeline.read(report);
        for (claim, parties) in herodotus_coder::targets(&document, pipeline.lexicon(), Some(Judge::shipped()?)) {
            let options: Vec<_> =
                parties.iter().map(|p| serde_json::json!({ "party": p.name, "features": p.features })).collect();
            writeln!(out, "{}", serde_json::json!({ "claim": claim, "options": options }))?;
        }
    }
    Ok(())
}
