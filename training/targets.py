"""Fits what tells on which of the parties around it a claim's act falls.

    cargo run --release -p herodotus --example targets -- REPORTS.jsonl > TARGETS.jsonl
    python training/targets.py --gold DIR --news NEWS --targets TARGETS.jsonl --out models/targets.json

DIR, NEWS and TARGETS.jsonl as for `days.py`. A regression (L2, L-BFGS). The least chance at which a party that the rules give is kept is the one with
the best F1, one topic left out at a time; the least at which another one is added is that at which four in nine are right. In texts of
a few sentences, of which there are none to learn from, less is enough (set on the events bench).
"""

import argparse
import json
import re
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

import judge
from days import held_out, matched

VERSION = 1
# The L2 penalty: higher than the judge's, for there are many more pairs of features. The share of added parties that must be right.
PENALTY, RIGHT = 48.0, 4 / 9
# So many first letters a country and its people share.
STEM = 6
# What is enough of these chances in a text of a few sentences.
FEW = 0.7


def plain(name):
    """A party's name as it is compared."""
    return re.sub(r"^(the|republic of|government of) ", "", " ".join(re.findall(r"\w+", name.lower())))


def same(a, b):
    """Whether two names are of one party: equal, one a part of the other, or a country and its people by the same stem."""
    a, b = plain(a), plain(b)
    stem = len(a) > STEM and a[:STEM] == b[:STEM] and " " not in a + b
    return a == b or stem or bool(a and b) and (a in b or b in a) and min(len(a), len(b)) > 3


def names(actors):
    """The parties of a claim's actors, which are names or have them."""
    return [n for n in (a if isinstance(a, str) else a.get("party") for a in actors or []) if n]


def read(path, articles):
    """(options with their answers, claims): each claim as the article's topic, how many targets it has, the places of its options."""
    found = defaultdict(list)
    for line in Path(path).open(encoding="utf-8"):
        row = json.loads(line)
        if row["claim"]["kind"] != "tally":
            found[row["claim"]["report"]["id"]].append(row)
    options, claims = [], []
    for name, article in articles.items():
        gold = [c for c in article["claims"] if c["kind"] != "tally"]
        for claim, row in matched(article["text"], gold, found[name]):
            parties, first = names(claim.get("targets")), len(options)
            for option in row["options"]:
                right = any(same(option["party"], p) for p in parties)
                given = any(f.startswith("given=") for f in option["features"])
                options.append({"features": option["features"], "vector": [0.0], "right": int(right), "given": given})
            claims.append((article["topic"], len(set(map(plain, parties))), range(first, len(options))))
    return options, claims


def least(options, claims, chance):
    """(least chance of a given party, least of an added one, F1 of both, share right of what is added)."""
    right, given = (np.array([r[k] for r in options]) for k in ("right", "given"))
    total = sum(c[1] for c in claims)
    f1 = lambda taken: float(2 * right[taken].sum() / (taken.sum() + total))
    steps = [round(float(at), 2) for at in np.arange(0.1, 0.7, 0.02)]
    keep = max(steps, key=lambda at: f1(given & (chance >= at)))
    share = lambda at: float(right[~given & (chance >= at)].mean())
    add = next(at for at in steps if share(at) >= RIGHT)
    return keep, add, f1(np.where(given, chance >= keep, chance >= add)), share(add)


def main():
    """Reads, fits, writes."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--gold", "--news", "--targets", "--out"):
        p.add_argument(name, type=Path, required=True)
    p.add_argument("--coded", type=Path, default=Path(__file__).parent / "coded.jsonl")
    o = p.parse_args()
    torch.set_num_threads(1)
    articles = judge.gold_claims(o.gold) | judge.coded_claims(o.coded, o.news)
    options, claims = read(o.targets, articles)
    keep, add, f1, share = least(options, claims, held_out(options, claims, PENALTY))
    known, (features, _, bias) = judge.fit(options, [r["right"] for r in options], 2, PENALTY)
    apart = lambda w: w[..., 1] - w[..., 0]
    weights = {f: round(apart(features)[i].item(), 3) for f, i in known.items() if abs(apart(features)[i]) > 0.02}
    made = {"claims": len(claims), "options": len(options), "held_out_f1": round(f1, 3), "added_right": round(share, 3)}
    out = {"version": VERSION, "made_from": made, "least": keep, "least_added": add, "of_few": FEW, "bias": round(apart(bias).item(), 4), "features": weights}
    o.out.write_text(json.dumps(out, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(json.dumps(made), keep, add, len(weights))


if __name__ == "__main__":
    main()
