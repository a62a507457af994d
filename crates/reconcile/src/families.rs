//! Families of modes: refinements of an event type that reports use for one and the same thing.
//!
//! The words are those of the published list of modes, not words of any report.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Each row holds modes that one event is told under by different reports.
const FAMILIES: &[(&str, &str)] = &[
    (
        "strike",
        "shelling airstrike bombardment bombing missile missile-strike rocket artillery drone strike attack fire \
        explosion car-bomb ied suicide-bombing terror-attack",
    ),
    (
        "battle",
        "offensive advance fighting clashes invasion war escalation battle aggression conflict hostilities \
        operation special-operation repelled violence incursion counterattack ambush storming defence",
    ),
    (
        "gain",
        "capture recapture territorial-gain lost-control defeat victory liberation siege control occupation \
        territory held",
    ),
    (
        "truce",
        "ceasefire truce peace peace-deal ceasefire-violation ceasefire-collapse ceasefire-holding \
        ceasefire-compliance cessation-of-hostilities war-end",
    ),
    ("talks", "talks meeting mediation call visit negotiation negotiations summit dialogue diplomacy"),
    ("criticism", "criticism condemnation blame provocation accusation disagreement warning concern complaint"),
    (
        "backing",
        "backing alliance support military-support affiliation ties membership cooperation partnership \
        solidarity praise",
    ),
    ("arms", "arms weapons military-aid arms-supply arms-delivery"),
    ("relief", "humanitarian humanitarian-aid humanitarian-access aid evacuation"),
    ("killing", "execution killing shooting killed casualties murder beheading massacre assassination wounding"),
    ("downing", "shot-down downed crash intercepted"),
    (
        "troops",
        "peacekeepers deployment monitoring troops build-up presence mobilisation mobilization mercenaries \
        reinforcements reinforcement foreign-fighters",
    ),
    ("protest", "demonstration march protest rally riot unrest"),
    ("sanctions", "sanctions embargo sanctions-relief"),
];

/// The family that `mode` belongs to, if any.
pub(crate) fn family(mode: &str) -> Option<&'static str> {
    // Every pair of claims asks, so the rows are laid out once.
    static OF: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        let rows = FAMILIES.iter().rev();
        rows.flat_map(|(name, modes)| modes.split_whitespace().map(|mode| (mode, *name))).collect()
    });
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
