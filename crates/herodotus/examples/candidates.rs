//! Writes the sentences of reports and their candidates, with features and vectors, for the training of the judge and of the
//! network's sense of claims: a row for each report, which holds the words of its sentences, then one for each candidate.

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
        let sentences: Vec<Vec<&str>> =
            (doc.sentences.iter()).map(|s| s.tokens.clone().map(|t| doc.tokens[t].form.as_str()).collect()).collect();
        writeln!(out, "{}", serde_json::json!({ "report": doc.report.id, "sentences": sentences }))?;
        for c in herodotus_coder::candidates(&doc, pipeline.lexicon()) {
            let vector: Vec<f32> = doc.vectors[c.token].iter().map(|x| (x * 1000.0).round() / 1000.0).collect();
            let sentence = doc.sentence_of(c.token);
            let place = c.token - doc.sentences[sentence].tokens.start;
            let row = serde_json::json!({
                "report": doc.report.id, "sentence": sentence, "place": place, "start": c.span.start, "end": c.span.end, "word": doc.tokens[c.token].form,
                "at": doc.tokens[c.token].span.start, "type": c.found.as_ref().and_then(|f| f.entry.event.clone()),
                "features": c.features, "vector": vector,
            });
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}
