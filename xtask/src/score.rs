//! Runs the program over outside gold, and the gold's own scorers over what it wrote.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{page, run};

/// One table of figures: what was measured, by which command, and the rows as the scorer prints them.
pub struct Table {
    /// A short name that floors refer to.
    pub name: &'static str,
    /// What is measured.
    pub title: &'static str,
    /// The commands that give it, as a reader would type them.
    pub command: String,
    /// What the scorer printed.
    pub rows: String,
}

/// Scores everything, prints every row and writes `docs/quality.md`.
pub fn score() -> Result<()> {
    match tables()? {
        Some(tables) => page::write(&tables),
        None => Ok(()),
    }
}

/// All tables; `None` (said so) where there is no gold.
pub fn tables() -> Result<Option<Vec<Table>>> {
    let Some(shared) = run::shared() else {
        println!("skipped: the quality figures need the gold in ../shared (or HERODOTUS_SHARED), which is not here");
        return Ok(None);
    };
    // All targets, so that what `cargo test` has built serves as it is.
    run::shown("cargo", &["build", "--workspace", "--all-targets"])?;
    let bench = Bench { herodotus: run::target().join("debug/herodotus"), work: run::target().join("score"), shared };
    fs::create_dir_all(&bench.work)?;
    let tables = vec![
        bench.claims()?,
        bench.links_of_gold()?,
        bench.events()?,
        bench.layer("attribution", "Who is said to say what (cue, speaker, content spans)")?,
        bench.layer("dates", "Expressions of time and the days they resolve to")?,
        bench.layer("places", "Place names and where they lie")?,
        bench.syntax()?,
    ];
    for table in &tables {
        println!("\n{}\n{}", table.title, table.rows);
    }
    Ok(Some(tables))
}

/// Where things are for one scoring.
struct Bench {
    herodotus: PathBuf,
    work: PathBuf,
    shared: PathBuf,
}

impl Bench {
    /// Claims and links from the text of the gold's development articles.
    fn claims(&self) -> Result<Table> {
        let reports = self.work.join("gold-dev.jsonl");
        fs::write(&reports, gold_reports(&self.shared.join("gold/dev"))?)?;
        let claims = self.written("gold-dev.claims.jsonl", &["code", text(&reports)?, "--format", "jsonl"])?;
        let links = self.written("gold-dev.links.jsonl", &["link", text(&claims)?, "--format", "jsonl"])?;
        let gold = self.shared.join("gold/dev");
        let rows = self.scorer("score_claims.py", &[text(&gold)?, text(&claims)?, text(&links)?])?;
        Ok(Table {
            name: "claims",
            title: "Claims against hand-made gold, from the text (gold/dev)",
            command: "herodotus code; herodotus link; score_claims.py gold/dev".to_string(),
            rows,
        })
    }

    /// Links from the gold's own claims: linking apart from reading and coding.
    fn links_of_gold(&self) -> Result<Table> {
        let gold = self.shared.join("gold/dev");
        let claims = self.work.join("gold-dev.gold.jsonl");
        fs::write(&claims, self.scorer("gold_to_claims.py", &[text(&gold)?])?)?;
        let links = self.written("gold-dev.gold-links.jsonl", &["link", text(&claims)?, "--format", "jsonl"])?;
        let rows = self.scorer("score_claims.py", &[text(&gold)?, text(&claims)?, text(&links)?])?;
        let rows = rows.lines().filter(|l| l.starts_with("links:")).collect::<Vec<_>>().join("\n");
        Ok(Table {
            name: "links",
            title: "Links between the gold's own claims (gold/dev)",
            command: "gold_to_claims.py gold/dev; herodotus link; score_claims.py gold/dev".to_string(),
            rows,
        })
    }

    /// Event types and actors' countries on single sentences.
    fn events(&self) -> Result<Table> {
        let gold = self.shared.join("bench/events.dev.jsonl");
        let claims = self.written("events.claims.jsonl", &["code", text(&gold)?, "--format", "jsonl"])?;
        let rows = self.scorer("score_layers.py", &["events", text(&gold)?, text(&claims)?])?;
        Ok(Table {
            name: "events",
            title: "PLOVER event types and actors on single sentences (events.dev)",
            command: "herodotus code events.dev.jsonl; score_layers.py events".to_string(),
            rows,
        })
    }

    /// One layer of the reader.
    fn layer(&self, name: &'static str, title: &'static str) -> Result<Table> {
        let gold = self.shared.join(format!("bench/{name}.dev.jsonl"));
        let read =
            self.written(&format!("{name}.annotated.jsonl"), &["annotate", text(&gold)?, "--format", "jsonl"])?;
        let rows = self.scorer("score_layers.py", &[name, text(&gold)?, text(&read)?])?;
        Ok(Table { name, title, command: format!("herodotus annotate {name}.dev.jsonl; score_layers.py {name}"), rows })
    }

    /// Tags, trees, lemmas and entities on EWT test with gold tokens.
    fn syntax(&self) -> Result<Table> {
        let program = run::target().join("debug/examples/score_syntax");
        let treebank = self.shared.join("train/ud_ewt/en_ewt-ud-test.conllu");
        let names = self.shared.join("train/uner_ewt/en_ewt-ud-test.iob2");
        let rows = run::captured(&program, &[text(&treebank)?, text(&names)?])?;
        Ok(Table {
            name: "syntax",
            title: "The reader on UD English EWT test and UNER, gold tokens, shipped weights",
            command:
                "cargo run -p herodotus-reader --example score_syntax -- en_ewt-ud-test.conllu en_ewt-ud-test.iob2"
                    .to_string(),
            rows,
        })
    }

    /// Runs the program and keeps its output in a file of the work folder.
    fn written(&self, name: &str, arguments: &[&str]) -> Result<PathBuf> {
        let path = self.work.join(name);
        // The figures are of the shipped lexicon, whatever lexicon whoever measures has of their own.
        let arguments = [&["--no-config"], arguments].concat();
        fs::write(&path, run::captured(&self.herodotus, &arguments)?)?;
        Ok(path)
    }

    /// Runs one of the gold's scorers.
    fn scorer(&self, script: &str, arguments: &[&str]) -> Result<String> {
        let script = self.shared.join("bench").join(script);
        let mut all = vec![text(&script)?];
        all.extend(arguments);
        run::captured(Path::new("python3"), &all)
    }
}

/// The gold articles of `folder` as reports, one a line, without their annotation, in order of their paths.
fn gold_reports(folder: &Path) -> Result<String> {
    let mut lines = String::new();
    for path in json_files(folder)? {
        let article: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(&path)?).with_context(|| path.display().to_string())?;
        let report = serde_json::json!({
            "id": article["id"], "outlet": article["outlet"], "title": article["title"],
            "published": article["published"], "text": article["text"],
        });
        lines.push_str(&report.to_string());
        lines.push('\n');
    }
    Ok(lines)
}

fn json_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(json_files(&path)?);
        } else if path.extension().is_some_and(|e| e == "json") && path.file_name().is_some_and(|n| n != "links.json") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is not UTF-8", path.display()))
}
