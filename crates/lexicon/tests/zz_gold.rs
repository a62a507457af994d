//! tmp
use std::collections::BTreeMap;
#[test]
fn gold() {
    let l = herodotus_lexicon::Lexicon::shipped().unwrap();
    let (mut right, mut wrong, mut none) = (0, 0, 0);
    let mut w: BTreeMap<String, usize> = BTreeMap::new();
    let mut n: BTreeMap<String, usize> = BTreeMap::new();
    for line in std::fs::read_to_string("/tmp/lexgen/gold.tsv").unwrap().lines() {
        let c: Vec<&str> = line.split('\t').collect();
        let day = c[0].parse().ok();
        let spaced = c[1]
            .replace('-', " - ")
            .replace("'s", " 's")
            .replace("’s", " 's")
            .replace([',', '(', ')', '"', '“', '”'], " ");
        let f: Vec<&str> = spaced.split_whitespace().collect();
        let mut at = 0;
        let mut found = vec![];
        while at < f.len() {
            if let Some(m) = l.actors().longest(&f[at..], day) {
                found.push(
                    m.side_of
                        .first()
                        .filter(|_| m.kind == herodotus_lexicon::ActorKind::Outlet)
                        .map(|s| s.as_str())
                        .unwrap_or(m.party)
                        .to_owned(),
                );
                at += m.tokens
            } else {
                at += 1
            }
        }
        if found.is_empty() {
            if !c[2].is_empty() && c[1].chars().any(|x| x.is_uppercase()) {
                none += 1;
                *n.entry(format!("{} <- {}", c[2], c[1])).or_default() += 1;
            }
        } else if found.iter().any(|p| p == c[2]) {
            right += 1
        } else {
            wrong += 1;
            *w.entry(format!("{} <- {} got {:?}", c[2], c[1], found)).or_default() += 1;
        }
    }
    println!("right {right} wrong {wrong} none {none}");
    let mut v: Vec<_> = w.into_iter().collect();
    v.sort_by_key(|x| std::cmp::Reverse(x.1));
    for (k, c) in v.iter().take(70) {
        println!("W {c} {k}");
    }
    let mut v: Vec<_> = n.into_iter().collect();
    v.sort_by_key(|x| std::cmp::Reverse(x.1));
    for (k, c) in v.iter().take(90) {
        println!("N {c} {k}");
    }
}
