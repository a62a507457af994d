//! Prints the reports in the files and folders named, one JSON record a line, and problems to stderr.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for item in herodotus_intake::Reports::of(std::env::args_os().skip(1)) {
        match item {
            Ok(report) => writeln!(out, "{}", serde_json::json!(report))?,
            Err(problem) => eprintln!("{problem}"),
        }
    }
    Ok(())
}
