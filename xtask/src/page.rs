//! Writes the figures into `docs/quality.md`, between its two marks, leaving the prose around them alone.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};

use crate::run;
use crate::score::Table;

const BEGIN: &str = "<!-- figures: written by `cargo xtask score` -->";
const END: &str = "<!-- end of figures -->";

/// Replaces what stands between the marks by the tables.
pub fn write(tables: &[Table]) -> Result<()> {
    let path = run::root().join("docs/quality.md");
    let page = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let (before, rest) = page.split_once(BEGIN).context("docs/quality.md has lost its first mark")?;
    let (_, after) = rest.split_once(END).context("docs/quality.md has lost its second mark")?;
    let mut figures = String::new();
    for table in tables {
        writeln!(figures, "\n### {}\n\n`{}`\n\n```text\n{}\n```", table.title, table.command, table.rows.trim_end())?;
    }
    fs::write(&path, format!("{before}{BEGIN}\n{figures}\n{END}{after}"))?;
    println!("\nwrote {}", path.display());
    Ok(())
}
