//! Writes the candidates of reports, with their features and vectors, for the judge's training.

use std::io::{BufRead, Write};

use herodotus::Pipeline;
use herodotus_schema::Report;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: candidates REPORTS.jsonl > CANDIDATES.jsonl")?;
    let pipeline = Pipeline::shipped()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
        let report: Report = serde_json::from_str(&line?)?;
        let doc = pipeline.read(report);
        for c in herodotus_coder::candidates(&doc, pipeline.lexicon()) {
            let vector: Vec<f32> = doc.vectors[c.token].iter().map(|x| (x * 1000.0).round() / 1000.0).collect();
            let row = serde_json::json!({
                "report": doc.report.id, "start": c.span.start, "end": c.span.end, "word": doc.tokens[c.token].form,
                "at": doc.tokens[c.token].span.start, "type": c.found.as_ref().and_then(|f| f.entry.event.clone()),
                "features": c.features, "vector": vector,
            });
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}
