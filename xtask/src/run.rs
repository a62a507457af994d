//! Running other programs and keeping what they print.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Runs a command in the checkout, its output shown; fails where it fails.
pub fn shown(program: &str, arguments: &[&str]) -> Result<()> {
    ran(program, arguments, Command::new(program).args(arguments))
}

/// As [`shown`], with one variable of the environment set.
pub fn shown_with(program: &str, arguments: &[&str], (name, value): (&str, &str)) -> Result<()> {
    ran(program, arguments, Command::new(program).args(arguments).env(name, value))
}

fn ran(program: &str, arguments: &[&str], command: &mut Command) -> Result<()> {
    eprintln!("$ {program} {}", arguments.join(" "));
    let status = command.current_dir(root()).status().with_context(|| format!("cannot run {program}"))?;
    if !status.success() {
        bail!("`{program} {}` failed ({status})", arguments.join(" "));
    }
    Ok(())
}

/// Runs a command in the checkout and returns its standard output.
pub fn captured(program: &Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot run {}", program.display()))?;
    if !output.status.success() {
        bail!("`{} {}` failed ({})", program.display(), arguments.join(" "), output.status);
    }
    String::from_utf8(output.stdout).context("output is not UTF-8")
}

/// The checkout's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The folder that cargo builds into.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The folder with the gold, if there is one.
pub fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("HERODOTUS_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    folder.join("bench").is_dir().then_some(folder)
}
