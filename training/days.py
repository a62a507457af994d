"""Fits what tells on which of its report's times a claim's event took place.

    cargo run --release -p herodotus --example days -- REPORTS.jsonl > DAYS.jsonl
    python training/days.py --gold DIR --news NEWS --days DAYS.jsonl --out models/days.json

DIR holds a folder of articles for each topic, NEWS the reports that `coded.jsonl` codes; DAYS.jsonl are the claims of all these,
made with the weights and lexicon that ship. Each coded claim goes to the one of them that fits it best, as in `judge.py`; the
times beside it that are not the coded one are wrong. One regression (L2, L-BFGS). The least chance at which a time counts is the
one with the best F1 of days, one topic left out at a time.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from judge import WORD, chances, coded_claims, fit, gold_claims, overlap

VERSION = 1


def matched(text, gold, rows):
    """Pairs of a coded claim and the row whose claim fits it best."""
    starts = np.array([m.start() for m in WORD.finditer(text)])
    words = lambda span: tuple(np.searchsorted(starts, span))
    pairs = []
    for number, claim in enumerate(gold):
        for at, row in enumerate(rows):
            told = row["claim"]
            shared = overlap(words(claim["span"]), words((told["span"]["start"], told["span"]["end"])))
            tally = claim["kind"] == "tally"
            if shared < 0.5 or tally != (told["kind"] == "tally"):
                continue
            same = tally or claim.get("event") == (told.get("event") or {}).get("type")
            pairs.append((shared + 2 * same, number, at))
    out, left, right = [], set(), set()
    for _, number, at in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if number not in left and at not in right:
            left.add(number)
            right.add(at)
            out.append((gold[number], rows[at]))
    return out


def read(path, articles):
    """(options with their answers, claims): each claim as the article's topic, its coded day, and the places of its options."""
    found = defaultdict(list)
    for line in Path(path).open(encoding="utf-8"):
        row = json.loads(line)
        found[row["claim"]["report"]["id"]].append(row)
    options, claims = [], []
    for name, article in articles.items():
        for claim, row in matched(article["text"], article["claims"], found[name]):
            day = claim.get("date")
            first = len(options)
            for option in row["options"]:
                right = day is not None and [option["start"], option["end"]] == list(day)
                options.append({"features": option["features"], "vector": [0.0], "right": int(right)})
            claims.append((article["topic"], day is not None, range(first, len(options))))
    return options, claims


def held_out(options, claims, penalty=None):
    """Each option's chance from a fit that has not seen its topic; `claims` are tuples of a topic, more, and the places of options."""
    chance = np.zeros(len(options))
    for topic in sorted({c[0] for c in claims}):
        here = [i for c in claims if c[0] == topic for i in c[2]]
        rest = [options[i] for c in claims if c[0] != topic for i in c[2]]
        if here:
            fitted = fit(rest, [r["right"] for r in rest], 2, penalty)
            chance[here] = chances([options[i] for i in here], fitted)[:, 1]
    return chance


def least(options, claims, chance):
    """The least chance with the best F1 of days, and that F1; of those nearly as good the highest, which gives fewer days."""
    best = [max(c[2], key=lambda i: (chance[i], -i), default=None) for c in claims]
    dated = sum(c[1] for c in claims)
    tried = []
    for at in np.arange(0.2, 0.6, 0.02):
        given = [i for i in best if i is not None and chance[i] >= at]
        tried.append((2 * sum(options[i]["right"] for i in given) / (len(given) + dated), round(float(at), 2)))
    best = max(tried)[0]
    return max((t for t in tried if t[0] > best - 0.003), key=lambda t: t[1])


def main():
    """Reads, fits, writes."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--gold", "--news", "--days", "--out"):
        p.add_argument(name, type=Path, required=True)
    p.add_argument("--coded", type=Path, default=Path(__file__).parent / "coded.jsonl")
    o = p.parse_args()
    torch.set_num_threads(1)
    articles = gold_claims(o.gold) | coded_claims(o.coded, o.news)
    options, claims = read(o.days, articles)
    f1, at = least(options, claims, held_out(options, claims))
    names, (features, _, bias) = fit(options, [r["right"] for r in options], 2)
    apart = lambda w: w[..., 1] - w[..., 0]
    weights = {f: round(apart(features)[i].item(), 3) for f, i in names.items() if abs(apart(features)[i]) > 0.02}
    made = {"claims": len(claims), "options": len(options), "held_out_f1": round(f1, 3)}
    out = {"version": VERSION, "made_from": made, "least": at, "bias": round(apart(bias).item(), 4), "features": weights}
    o.out.write_text(json.dumps(out, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(json.dumps(made), at, len(weights))


if __name__ == "__main__":
    main()
