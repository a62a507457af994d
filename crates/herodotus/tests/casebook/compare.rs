//! What changed between two prints, line by line.

use std::fmt::Write as _;

/// The lines of both, those gone marked by `-` and those new by `+`; `None` where nothing changed.
pub fn changes(stands: &str, now: &str) -> Option<String> {
    if stands == now {
        return None;
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (stands.lines().collect(), now.lines().collect());
    let common = common_after(&old, &new);
    let (mut a, mut b) = (0, 0);
    let mut text = String::new();
    let mut line = |mark: char, words: &str| {
        let _ = writeln!(text, "  {mark} {words}");
    };
    while a < old.len() || b < new.len() {
        if a < old.len() && b < new.len() && old[a] == new[b] {
            line(' ', old[a]);
            (a, b) = (a + 1, b + 1);
        } else if b == new.len() || (a < old.len() && common[a + 1][b] >= common[a][b + 1]) {
            line('-', old[a]);
            a += 1;
        } else {
            line('+', new[b]);
            b += 1;
        }
    }
    Some(text)
}

/// For each pair of places, how many lines the rests from there on have in common, in order.
fn common_after(old: &[&str], new: &[&str]) -> Vec<Vec<usize>> {
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            common[a][b] =
                if old[a] == new[b] { common[a + 1][b + 1] + 1 } else { common[a + 1][b].max(common[a][b + 1]) };
        }
    }
    common
}

#[test]
fn lines_that_stay_are_shown_between_those_that_change() {
    assert_eq!(changes("a\nb\n", "a\nb\n"), None);
    assert_eq!(changes("a\nb\nc\n", "a\nx\nc\n").as_deref(), Some("    a\n  - b\n  + x\n    c\n"));
    assert_eq!(changes("", "a\n").as_deref(), Some("  + a\n"));
}
