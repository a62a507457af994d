//! Writes the claims of reports and the times among which each has its own, for `training/days.py`: a row for each claim.

use std::io::{BufRead, Write};

use herodotus::Pipeline;
use herodotus_coder::Judge;
use herodotus_schema::Report;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: days REPORTS.jsonl > DAYS.jsonl")?;
    let pipeline = Pipeline::shipped()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
        let report: Report = serde_json::from_str(&line?)?;
        let document = pipeline.read(report);
        for (claim, choices) in herodotus_coder::days(&document, pipeline.lexicon(), Some(Judge::shipped()?)) {
            let options: Vec<_> = (choices.iter())
                .map(|c| serde_json::json!({ "start": c.when.start.day(), "end": c.when.end.day(), "features": c.features }))
                .collect();
            writeln!(out, "{}", serde_json::json!({ "claim": claim, "options": options }))?;
        }
    }
    Ok(())
}
