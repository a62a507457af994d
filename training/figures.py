"""Fits what tells whose the counted are, whether they are civilians, and whether a figure covers a whole war.

    cargo run --release -p herodotus --example figures -- REPORTS.jsonl > FIGURES.jsonl
    python training/figures.py --gold DIR --news NEWS --figures FIGURES.jsonl --out models/figures.json

DIR, NEWS and FIGURES.jsonl as for `days.py`. Four regressions (L2, L-BFGS) on the figures whose number and what is counted are right. The least
chances that count are chosen with one topic left out at a time: for whose they are, the least at which seven in ten are right; for civilians,
those with the best F1; for the scope, those with the most right.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

import judge
from days import held_out, matched
from targets import same

VERSION = 1
# The L2 penalties of the parties and of the other fields.
OF_PARTIES, OF_FIGURES = 24.0, 12.0
# The share of parties that must be right.
RIGHT = 0.7


def read(path, articles):
    """Rows of (topic, coded tally, the program's tally, features, options) of the figures that are right."""
    found, rows = defaultdict(list), []
    for line in Path(path).open(encoding="utf-8"):
        row = json.loads(line)
        found[row["claim"]["report"]["id"]].append(row)
    for name, article in articles.items():
        gold = [c for c in article["claims"] if c["kind"] == "tally"]
        for claim, row in matched(article["text"], gold, found[name]):
            told, tally = row["claim"]["tally"], claim["tally"]
            if [told[k] for k in ("low", "high")] == [tally.get(k) for k in ("low", "high")]:
                rows.append((article["topic"], tally, told, row["features"], row["options"]))
    return rows


def steps():
    """Chances to choose among."""
    return [round(float(at), 2) for at in np.arange(0.2, 0.8, 0.02)]


def parties(rows):
    """(options, least chance, F1, F1 of the words alone) for whose the counted are."""
    options, claims = [], []
    for topic, tally, _, _, offered in rows:
        first = len(options)
        for option in offered:
            right = bool(tally.get("party")) and same(option["party"], tally["party"])
            options.append({"features": option["features"], "vector": [0.0], "right": int(right)})
        claims.append((topic, bool(tally.get("party")), range(first, len(options))))
    chance, total = held_out(options, claims, OF_PARTIES), sum(c[1] for c in claims)
    best = [max(c[2], key=lambda i: (chance[i], -i)) for c in claims if len(c[2])]
    right = np.array([options[i]["right"] for i in best])
    sure = np.array([chance[i] for i in best])
    f1 = lambda at: float(2 * right[sure >= at].sum() / ((sure >= at).sum() + total))
    least = next(at for at in steps() if right[sure >= at].mean() >= RIGHT)
    given = [bool(told.get("party")) for _, _, told, _, _ in rows]
    by_words = sum(g and bool(t.get("party")) and same(t["party"], w["party"]) for g, (_, t, w, _, _) in zip(given, rows))
    return options, least, f1(least), 2 * by_words / (sum(given) + total)


def answer(rows, is_so, score):
    """(options, least chance, its score) for whether `is_so` of a figure; `score` takes the rows and what is chosen."""
    options = [{"features": f, "vector": [0.0], "right": int(is_so(tally))} for _, tally, _, f, _ in rows]
    chance = held_out(options, [(rows[i][0], True, range(i, i + 1)) for i in range(len(rows))], OF_FIGURES)
    least = max(steps(), key=lambda at: score(rows, chance >= at))
    return options, least, score(rows, chance >= least)


def f1_of(value):
    """F1 of `civilian` being `value`, where the words are believed first."""

    def score(rows, chosen):
        said = [w.get("civilian") is value or w.get("civilian") is None and bool(c) for (_, _, w, _, _), c in zip(rows, chosen)]
        so = [t.get("civilian") is value for _, t, _, _, _ in rows]
        return 2 * sum(a and b for a, b in zip(said, so)) / max(1, sum(said) + sum(so))

    return score


def right_scope(rows, chosen):
    """Share of right scopes, where the words that call a figure a total are believed."""
    said = [w.get("scope") == "total" or bool(c) for (_, _, w, _, _), c in zip(rows, chosen)]
    return float(np.mean([(t.get("scope") == "total") == s for (_, t, _, _, _), s in zip(rows, said)]))


def learn(options, penalty, least):
    """One regression as the program reads it."""
    known, (features, _, bias) = judge.fit(options, [r["right"] for r in options], 2, penalty)
    apart = lambda w: w[..., 1] - w[..., 0]
    weights = {f: round(apart(features)[i].item(), 3) for f, i in known.items() if abs(apart(features)[i]) > 0.02}
    return {"least": least, "bias": round(apart(bias).item(), 4), "features": weights}


def main():
    """Reads, fits, writes."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--gold", "--news", "--figures", "--out"):
        p.add_argument(name, type=Path, required=True)
    p.add_argument("--coded", type=Path, default=Path(__file__).parent / "coded.jsonl")
    o = p.parse_args()
    torch.set_num_threads(1)
    rows = read(o.figures, judge.gold_claims(o.gold) | judge.coded_claims(o.coded, o.news))
    nobody = np.zeros(len(rows), dtype=bool)
    total = lambda tally: tally.get("scope") == "total"
    owners, least, f1, words = parties(rows)
    out = {"version": VERSION, "party": learn(owners, OF_PARTIES, least)}
    made = {"figures": len(rows), "party_f1": [round(words, 3), round(f1, 3)]}
    for name, value in (("civilian", True), ("armed", False)):
        options, least, f1 = answer(rows, lambda tally, v=value: tally.get("civilian") is v, f1_of(value))
        out[name] = learn(options, OF_FIGURES, least)
        made[f"{name}_f1"] = [round(f1_of(value)(rows, nobody), 3), round(f1, 3)]
    options, least, right = answer(rows, total, right_scope)
    out["total"] = learn(options, OF_FIGURES, least)
    made["scope_right"] = [round(right_scope(rows, nobody), 3), round(right, 3)]
    out["made_from"] = made
    o.out.write_text(json.dumps(out, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(json.dumps(made), {k: (v["least"], len(v["features"])) for k, v in out.items() if k not in ("version", "made_from")})


if __name__ == "__main__":
    main()
