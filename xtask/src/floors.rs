//! The floors that figures must not fall below, from `floors.toml`.

use std::fs;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::{run, score};

#[derive(Deserialize)]
struct Floors {
    floor: Vec<Floor>,
}

/// One figure and what it must reach.
#[derive(Deserialize)]
struct Floor {
    /// The table's name.
    table: String,
    /// How the scorer's row begins.
    row: String,
    /// Which number of the row, counted from 0 after the row's name; the last one with -1.
    number: i64,
    /// What it must reach.
    at_least: f64,
}

/// Scores and fails where a figure is below its floor; says so where there is no gold.
pub fn hold() -> Result<()> {
    let floors: Floors =
        toml::from_str(&fs::read_to_string(run::root().join("floors.toml"))?).context("floors.toml")?;
    let Some(tables) = score::tables()? else { return Ok(()) };
    let mut fallen = Vec::new();
    for floor in &floors.floor {
        let rows = tables.iter().find(|t| t.name == floor.table).map(|t| t.rows.as_str());
        let rows = rows.with_context(|| format!("floors.toml: no table \"{}\"", floor.table))?;
        let figure =
            figure(rows, floor).with_context(|| format!("floors.toml: no row \"{}\" in {}", floor.row, floor.table))?;
        let verdict = if figure + 1e-9 < floor.at_least { "BELOW" } else { "ok" };
        println!("{verdict:5} {:12} {:40} {figure:.3} (floor {:.3})", floor.table, floor.row, floor.at_least);
        if verdict == "BELOW" {
            fallen.push(format!("{}: {} is {figure:.3}, below {:.3}", floor.table, floor.row, floor.at_least));
        }
    }
    if !fallen.is_empty() {
        bail!("{} of {} quality floors fell:\n{}", fallen.len(), floors.floor.len(), fallen.join("\n"));
    }
    println!("{} quality floors hold", floors.floor.len());
    Ok(())
}

/// The number that a floor speaks of.
fn figure(rows: &str, floor: &Floor) -> Option<f64> {
    let row = rows.lines().find(|l| l.trim_start().starts_with(&floor.row))?;
    let numbers: Vec<f64> = row.trim_start()[floor.row.len()..]
        .split_whitespace()
        .filter_map(|w| w.trim_end_matches(',').parse().ok())
        .collect();
    let at = if floor.number < 0 {
        numbers.len().checked_sub(floor.number.unsigned_abs() as usize)?
    } else {
        floor.number as usize
    };
    numbers.get(at).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_found_by_row_and_number() {
        let rows = "measure    P  R  F1\nclaims found (any label)   0.500 0.250 0.333 100\nusable F1 0.351\n";
        let floor = |row: &str, number| Floor { table: "claims".into(), row: row.into(), number, at_least: 0.0 };
        assert_eq!(figure(rows, &floor("claims found (any label)", 2)), Some(0.333));
        assert_eq!(figure(rows, &floor("usable F1", -1)), Some(0.351));
        assert_eq!(figure(rows, &floor("no such row", 0)), None);
    }
}
