//! The commands that the README shows do what it says on the shipped examples.

#![cfg(unix)]

use std::path::Path;
use std::process::Command;

/// The lines of the block of commands under "What it does", but for the proof of the whole lexicon, which has a test of its own.
fn lines() -> Vec<String> {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md")).unwrap();
    let block = readme.split("## What it does").nth(1).unwrap().split("```").nth(1).unwrap();
    let commands = block.lines().filter(|line| line.starts_with("herodotus ") && !line.contains("lexicon check"));
    commands.map(str::to_owned).collect()
}

#[test]
fn every_command_of_the_readme_works_on_the_examples() {
    let folder = tempfile::tempdir().unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    std::os::unix::fs::symlink(examples.canonicalize().unwrap(), folder.path().join("examples")).unwrap();
    let lines = lines();
    assert!(lines.len() > 12, "{lines:?}");
    for line in lines {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("herodotus() {{ \"$PROGRAM\" \"$@\"; }}\n{line}")]);
        shell.env("PROGRAM", env!("CARGO_BIN_EXE_herodotus")).env("HERODOTUS_BY", "Ada").env_remove("COLUMNS");
        shell.env("HERODOTUS_CONFIG", folder.path().join("config")).current_dir(folder.path());
        let ran = shell.output().unwrap();
        let err = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{line}: {err}");
        let told = !ran.stdout.is_empty() || line.contains(" > ");
        assert!(told, "{line} prints nothing; put in what the examples have: {err}");
    }
}
