//! The project's chores: `cargo xtask test` (everything that must pass), `cargo xtask accept` (the casebook), `cargo xtask
//! score` (figures against gold), `cargo xtask floors` (the figures that must not fall).

mod floors;
mod page;
mod run;
mod score;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask test     formatting, clippy, all tests, quality floors
cargo xtask accept   write what the program prints now into the cases of casebook/; look at the changes before you commit them
cargo xtask score    score the program against outside gold, print every row, write docs/quality.md
cargo xtask floors   score and hold the figures to floors.toml, writing nothing

The gold is looked for in ../shared, or in the folder that HERODOTUS_SHARED names; without it scoring says that
it was skipped.";

fn main() -> Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("test") => test(),
        Some("accept") => accept(),
        Some("score") => score::score(),
        Some("floors") => floors::hold(),
        Some("help" | "--help" | "-h") | None => {
            println!("{HELP}");
            Ok(())
        }
        Some(other) => bail!("no chore \"{other}\"\n\n{HELP}"),
    }
}

/// Everything that must pass before a change lands.
fn test() -> Result<()> {
    run::shown("cargo", &["fmt", "--all", "--check"])?;
    run::shown("cargo", &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])?;
    run::shown("cargo", &["test", "--workspace"])?;
    floors::hold()
}

/// Takes what the program prints of each case of the casebook now as what it should print.
fn accept() -> Result<()> {
    let test = ["test", "--package", "herodotus", "--test", "casebook", "every_case", "--", "--nocapture"];
    run::shown_with("cargo", &test, ("HERODOTUS_ACCEPT", "1"))
}
