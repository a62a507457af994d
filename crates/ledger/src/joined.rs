//! What an analyst joined or parted, laid over the links that were judged.

use std::collections::BTreeMap;

use herodotus_schema::{Claim, Link, Relation};
use rusqlite::Connection;

use crate::anchor::{last, resolve};
use crate::hand::Hand;
use crate::index::Index;
use crate::{Anchor, Review, Verdict};

/// `links` as they are under the reviews that stand, by claims and relation. Where ways over several links are at stake, later
/// reviews win over earlier ones.
pub(crate) fn heed(file: &Connection, mut links: Vec<Link>) -> rusqlite::Result<Vec<Link>> {
    let hand = Hand::load(file)?;
    let of_pairs = |one: &&(i64, Review)| matches!(one.1.verdict, Verdict::Same(..) | Verdict::Apart(..));
    let of_pairs: Vec<&(i64, Review)> = hand.reviews().iter().filter(of_pairs).collect();
    let replaced = hand.replaced(of_pairs.iter().copied(), |anchor| claim_of(file, anchor))?;
    for (_, review) in of_pairs.into_iter().filter(|(entry, _)| !replaced.contains_key(entry)) {
        if let Verdict::Same(a, b) | Verdict::Apart(a, b) = &review.verdict
            && let (Some(a), Some(b)) = (claim_of(file, a)?, claim_of(file, b)?)
            && a != b
        {
            match review.verdict {
                Verdict::Same(..) => join(&mut links, (a, b), review),
                _ => part(&mut links, &a, &b),
            }
        }
    }
    links.sort_by(|x, y| (&x.a, &x.b, x.relation).cmp(&(&y.a, &y.b, y.relation)));
    Ok(links)
}

/// The id of the claim that the anchor holds on to now.
pub(crate) fn claim_of(file: &Connection, anchor: &Anchor) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT 1 FROM claim JOIN report ON report.key = claim.report WHERE claim.id = ?1 AND report.id = ?2";
    if file.prepare_cached(sql)?.exists((&anchor.claim, &anchor.report))? {
        return Ok(Some(anchor.claim.clone()));
    }
    let index = Index::of(file);
    let Some((key, _)) = index.report(&anchor.report)? else { return Ok(None) };
    let coded = index.coded(key)?;
    let claims: Vec<&Claim> = coded.iter().collect();
    Ok(resolve(anchor, &claims, &index.gone(key)?).map(|at| claims[at].id.clone()))
}

/// As [`claim_of`]; where no claim tells any more what that one told, the last that did.
pub(crate) fn claim_or_last(file: &Connection, anchor: &Anchor) -> rusqlite::Result<String> {
    if let Some(claim) = claim_of(file, anchor)? {
        return Ok(claim);
    }
    let index = Index::of(file);
    let Some((key, _)) = index.report(&anchor.report)? else { return Ok(anchor.claim.clone()) };
    Ok(last(&anchor.claim, &index.gone(key)?).to_owned())
}

/// Links two claims as the same, in the place of whatever stood between them.
fn join(links: &mut Vec<Link>, (a, b): (String, String), review: &Review) {
    links.retain(|link| !between(link, &a, &b));
    let because = vec![format!("joined by {}: {}", review.by, review.because)];
    links.push(Link { a, b, relation: Relation::Same, score: 1.0, because });
}

/// Takes away what makes two claims the same: the link between them and, for each way from one to the other, the link
/// that is least sure.
fn part(links: &mut Vec<Link>, a: &str, b: &str) {
    links.retain(|link| link.relation != Relation::Same || !between(link, a, b));
    while let Some(way) = way(links, a, b) {
        let weakest = way.into_iter().min_by(|&x, &y| {
            let (x, y) = (&links[x], &links[y]);
            x.score.total_cmp(&y.score).then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b)))
        });
        match weakest {
            Some(at) => drop(links.remove(at)),
            None => return,
        }
    }
}

fn between(link: &Link, a: &str, b: &str) -> bool {
    (link.a == a && link.b == b) || (link.a == b && link.b == a)
}

/// The shortest way from `a` to `b` over links of the same, as positions in `links`.
fn way(links: &[Link], a: &str, b: &str) -> Option<Vec<usize>> {
    let mut ends: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    for (at, link) in links.iter().enumerate().filter(|(_, link)| link.relation == Relation::Same) {
        ends.entry(&link.a).or_default().push((at, &link.b));
        ends.entry(&link.b).or_default().push((at, &link.a));
    }
    let mut came: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    let mut front = vec![a];
    while !front.is_empty() && !came.contains_key(b) {
        let mut next = Vec::new();
        for from in front {
            for &(at, to) in ends.get(from).into_iter().flatten() {
                if to != a && !came.contains_key(to) {
                    came.insert(to, (at, from));
                    next.push(to);
                }
            }
        }
        front = next;
    }
    let (mut out, mut at) = (Vec::new(), b);
    while at != a {
        let &(link, from) = came.get(at)?;
        out.push(link);
        at = from;
    }
    Some(out)
}
