//! Families of modes: refinements of an event type that reports use for one and the same thing.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lists;

/// The family that `mode` belongs to, if any, as `data/mode-families.txt` has it.
pub(crate) fn family(mode: &str) -> Option<&'static str> {
    // Every pair of claims asks, so the lines are laid out once.
    static OF: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| lists::families().pairs().collect());
    OF.get(mode).copied()
}

/// Whether two modes name nearly the same thing: one family, or a shared part ("military-aid", "aid").
pub(crate) fn related(a: &str, b: &str) -> bool {
    if let (Some(x), Some(y)) = (family(a), family(b))
        && x == y
    {
        return true;
    }
    a.split('-').any(|part| part.len() > 3 && b.split('-').any(|other| other == part))
}
