"""Fits the judge, which tells what is a claim from what is none, to articles coded by hand.

    cargo run --release -p herodotus --example candidates -- REPORTS.jsonl > CANDIDATES.jsonl
    python training/judge.py --gold DIR --candidates CANDIDATES.jsonl --out models/judge.json

DIR holds a folder of articles for each topic; the articles' texts go nowhere, only the weights are written. The
candidates are those of the same articles, made with the weights and lexicon that ship. A logistic regression (L2,
L-BFGS): so few articles carry no more. The two thresholds are chosen by leaving out one topic at a time.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

VERSION, WORD = 1, re.compile(r"\w+")
PENALTY, VECTOR, RARE = 8.0, 0.3, 3


def gold(folder):
    """Article id to its text, topic and claims other than figures, with their spans."""
    out = {}
    for path in sorted(Path(folder).glob("*/*.json")):
        if path.name == "links.json":
            continue
        article = json.loads(path.read_text(encoding="utf-8"))
        claims = [(article["text"].find(c["quote"]), c) for c in article["claims"] if c["kind"] != "tally"]
        article["topic"] = path.parent.name
        article["claims"] = [(at, at + len(c["quote"]), c["event"]) for at, c in claims if at >= 0]
        out[article["id"]] = article
    return out


def overlap(a, b):
    """Share of the shorter of two ranges of words that both have, needing a fifth of the longer."""
    inside = min(a[1], b[1]) - max(a[0], b[0])
    if inside <= 0:
        return 0.0
    short, long = sorted((a[1] - a[0], b[1] - b[0]))
    return inside / short if inside / long >= 0.2 else 0.0


def label(article, candidates):
    """Sets `is_claim` and `type_right` on the candidates of an article: each gold claim goes to the one that fits it best."""
    starts = np.array([m.start() for m in WORD.finditer(article["text"])])
    words = lambda start, end: tuple(np.searchsorted(starts, (start, end)))
    pairs = []
    for number, (start, end, kind) in enumerate(article["claims"]):
        claim = words(start, end)
        for c in candidates:
            shared = overlap(claim, words(c["start"], c["end"]))
            if shared < 0.5:
                continue
            entry = "no-entry" not in c["features"]
            same = entry and c["type"] == kind
            pairs.append((shared + 2 * same + 0.3 * (start <= c["at"] < end), number, c["at"], c, c["type"] == kind))
    for c in candidates:
        c["is_claim"], c["type_right"] = False, False
    taken = set()
    for _, number, _, c, right in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if number not in taken and not c["is_claim"]:
            taken.add(number)
            c["is_claim"], c["type_right"] = True, right


def matrix(rows, names):
    """Features and vectors as one table."""
    out = torch.zeros(len(rows), len(names) + len(rows[0]["vector"]))
    for i, row in enumerate(rows):
        out[i, [names[f] for f in row["features"] if f in names]] = 1
        out[i, len(names):] = VECTOR * torch.tensor(row["vector"])
    return out


def fit(rows):
    """(feature numbers, weights, bias) of a logistic regression."""
    seen = Counter(f for r in rows for f in r["features"])
    names = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= RARE))}
    x, y = matrix(rows, names), torch.tensor([float(r["is_claim"]) for r in rows])
    w, b = torch.zeros(x.shape[1], requires_grad=True), torch.zeros(1, requires_grad=True)
    solver = torch.optim.LBFGS([w, b], max_iter=80, line_search_fn="strong_wolfe")

    def loss():
        solver.zero_grad()
        value = F.binary_cross_entropy_with_logits(x @ w + b, y, reduction="sum") + 0.5 * PENALTY * (w**2).sum()
        value.backward()
        return value

    solver.step(loss)
    return names, w.detach(), b.item()


def held_out(rows, topics):
    """Each row's chance from a fit that has not seen its topic."""
    chance = np.zeros(len(rows))
    for topic in sorted(set(topics)):
        rest = [r for r, t in zip(rows, topics) if t != topic]
        here = [i for i, t in enumerate(topics) if t == topic]
        names, w, b = fit(rest)
        chance[here] = torch.sigmoid(matrix([rows[i] for i in here], names) @ w + b).numpy()
    return chance


def thresholds(rows, chance, total):
    """The pair of thresholds with the best F1 of claims found with their type, and that F1 beside the one of claims found.

    Of pairs that are nearly as good the one that makes fewer claims is taken: a ledger is read by people.
    """
    entry = np.array(["no-entry" not in r["features"] for r in rows])
    claim, right = (np.array([r[k] for r in rows]) for k in ("is_claim", "type_right"))
    tried = []
    for a in np.arange(0.3, 0.65, 0.05):
        for b in np.arange(0.5, 0.85, 0.05):
            kept = chance > np.where(entry, a, b)
            f1 = [float(2 * (kept & good).sum() / (kept.sum() + total)) for good in (claim, right)]
            tried.append((f1[0] / 2 + f1[1], -int(kept.sum()), round(float(a), 2), round(float(b), 2), [round(f, 3) for f in f1]))
    best = max(t[0] for t in tried)
    return max((t for t in tried if t[0] > best - 0.015), key=lambda t: t[1:4])[2:]


def main():
    """Reads, labels, fits, writes."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--gold", type=Path, required=True)
    p.add_argument("--candidates", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    o = p.parse_args()
    torch.set_num_threads(1)
    articles, found = gold(o.gold), defaultdict(list)
    for line in o.candidates.open(encoding="utf-8"):
        row = json.loads(line)
        found[row["report"]].append(row)
    for name, article in articles.items():
        label(article, found[name])
    rows = [r for name in articles for r in found[name]]
    total = sum(len(a["claims"]) for a in articles.values())
    with_entry, without_entry, f1 = thresholds(rows, held_out(rows, [articles[r["report"]]["topic"] for r in rows]), total)
    names, w, b = fit(rows)
    weights = {f: round(w[i].item(), 4) for f, i in names.items() if abs(w[i]) > 0.01}
    vector = [round(VECTOR * x, 5) for x in w[len(names):].tolist()]
    made = {"articles": len(articles), "claims": total, "candidates": len(rows), "held_out_f1_found_and_typed": f1}
    out = {"version": VERSION, "made_from": made, "with_entry": with_entry, "without_entry": without_entry, "bias": round(b, 4),
           "vector": vector, "features": weights}
    o.out.write_text(json.dumps(out, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(json.dumps(made), with_entry, without_entry, len(weights))


if __name__ == "__main__":
    main()
