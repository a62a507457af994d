//! A lexicon folder of the user's own: which one is in use, and its files in memory.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use etcetera::BaseStrategy;
use herodotus::{Names, Pipeline};

use crate::arguments::Shared;
use crate::messages::say;

/// Names the folder of the configuration, in place of the platform's.
const CONFIG: &str = "HERODOTUS_CONFIG";

/// Ends of the names of what editors, file managers and version control leave beside files.
const LEFT_BESIDE: [&str; 8] = ["~", ".bak", ".orig", ".rej", ".swp", ".tmp", ".old", ".txt"];

/// The files of a lexicon as `(path below its folder, text)`.
pub type Files = Vec<(String, String)>;

/// The pipeline with the shipped data, and the user's lexicon on top where there is one.
///
/// Says so where the lexicon is that of the configuration, which the command line does not name.
pub fn pipeline(shared: &Shared) -> anyhow::Result<Pipeline> {
    let Some(folder) = told(shared)? else { return Ok(Pipeline::shipped()?) };
    with(&folder, files(&folder, shared.quiet)?)
}

/// What parties and places are called, by the shipped data and the user's lexicon; otherwise as [`pipeline`].
pub fn names(shared: &Shared) -> anyhow::Result<Names> {
    let Some(folder) = told(shared)? else { return Ok(Names::with_overlay([])?) };
    Names::with_overlay(files(&folder, shared.quiet)?).with_context(|| format!("the lexicon in {}", folder.display()))
}

/// The folder in use; says so where the command line does not name it.
fn told(shared: &Shared) -> anyhow::Result<Option<PathBuf>> {
    let folder = in_use(shared)?;
    if let Some(folder) = folder.as_ref().filter(|_| shared.lexicon.is_none() && !shared.quiet) {
        say(&format!("with your lexicon in {} (--no-config leaves it out)", folder.display()));
    }
    Ok(folder)
}

/// The pipeline with `files` of `folder` on top of the shipped lexicon.
pub fn with(folder: &Path, files: Files) -> anyhow::Result<Pipeline> {
    Pipeline::with_overlay(files).with_context(|| format!("the lexicon in {}", folder.display()))
}

/// The folder that is laid over the shipped lexicon, if one is.
///
/// # Errors
/// A folder that `--lexicon` names and that is not there.
pub fn in_use(shared: &Shared) -> anyhow::Result<Option<PathBuf>> {
    if let Some(named) = &shared.lexicon {
        if !named.is_dir() {
            bail!(
                "{}: no such folder; --lexicon wants a folder laid out like the shipped lexicon (`herodotus lexicon \
                 new --help` tells how to begin one)",
                named.display()
            );
        }
        return Ok(Some(named.clone()));
    }
    Ok(configured(shared).filter(|folder| folder.is_dir()))
}

/// The folder that new entries go to, whether it is there or not.
///
/// # Errors
/// Where none is named and the platform has no folder for configurations.
pub fn to_write(shared: &Shared) -> anyhow::Result<PathBuf> {
    let folder = shared.lexicon.clone().or_else(|| configured(shared));
    folder.context("there is no folder for a lexicon of your own; name one with --lexicon DIR")
}

/// Where the configuration's lexicon stands or would stand; `None` with `--no-config`.
pub fn configured(shared: &Shared) -> Option<PathBuf> {
    if shared.no_config {
        return None;
    }
    let named = std::env::var_os(CONFIG).filter(|value| !value.is_empty()).map(PathBuf::from);
    let platform = || Some(etcetera::choose_base_strategy().ok()?.config_dir().join("herodotus"));
    Some(named.or_else(platform)?.join("lexicon"))
}

/// All files below `folder` in order of their paths, but hidden ones and what editors leave beside files: copies (`own.toml~`) and
/// notes (`README.txt`) are passed over, which is said.
///
/// # Errors
/// A file or folder that cannot be read, or that is not UTF-8 text.
pub fn files(folder: &Path, quiet: bool) -> anyhow::Result<Files> {
    let (mut found, mut passed) = (Vec::new(), Vec::new());
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        let entries = fs::read_dir(&at).with_context(|| format!("{}: may not be read", at.display()))?;
        for entry in entries {
            let path = entry.with_context(|| format!("{}: may not be read", at.display()))?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
            if name.starts_with('.') {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if name.starts_with('#') || LEFT_BESIDE.iter().any(|end| name.ends_with(end)) {
                passed.push(path.display().to_string());
                continue;
            }
            let text = fs::read_to_string(&path)
                .with_context(|| format!("{}: cannot be read; a lexicon's files are UTF-8 text", path.display()))?;
            let below = path.strip_prefix(folder).unwrap_or(&path);
            let name = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            found.push((name, text));
        }
    }
    found.sort();
    passed.sort();
    if !passed.is_empty() && !quiet {
        say(&format!("no files of a lexicon, passed over: {}", passed.join(", ")));
    }
    Ok(found)
}
