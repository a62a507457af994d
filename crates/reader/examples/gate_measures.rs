//! Writes what the gate measures on reports, for `training/gate.py`.

use std::io::{BufRead, Write};

use herodotus_lexicon::Lexicon;
use herodotus_reader::{gate, segment};
use herodotus_schema::{Document, Report};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: gate_measures REPORTS.jsonl > MEASURES.jsonl")?;
    let lexicon = Lexicon::shipped()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
        let report: Report = serde_json::from_str(&line?)?;
        let mut doc = Document::new(report);
        segment::segment(&mut doc);
        let row = serde_json::json!({
            "report": doc.report.id, "sentences": doc.sentences.len(), "measures": gate::measures(&doc, &lexicon),
        });
        writeln!(out, "{row}")?;
    }
    Ok(())
}
