//! A lexicon folder of the user's own, as files in memory.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use herodotus::Pipeline;

use crate::arguments::Shared;

/// The pipeline with the shipped data, and the user's lexicon on top where one is named.
pub fn pipeline(shared: &Shared) -> anyhow::Result<Pipeline> {
    let files = match &shared.lexicon {
        Some(folder) => files(folder)?,
        None => Vec::new(),
    };
    Ok(Pipeline::with_overlay(files)?)
}

/// All files below `folder` but hidden ones, as (path below it with `/`, text), in order of their paths.
fn files(folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    if !folder.is_dir() {
        bail!("{}: no such folder; --lexicon wants a folder laid out like the shipped lexicon", folder.display());
    }
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        let entries = fs::read_dir(&at).with_context(|| format!("{}: may not be read", at.display()))?;
        for entry in entries {
            let path = entry.with_context(|| format!("{}: may not be read", at.display()))?.path();
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
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
    Ok(found)
}
