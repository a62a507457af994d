"""Fits the gate, which tells by its words, before anything is parsed, whether a report can hold a claim.

    python training/gate.py --gold DIR --news NEWS --ewt CONLLU --gum CONLLU --out models/gate.json

DIR holds a folder of articles for each topic, NEWS the reports, some of which `coded.jsonl` codes; the texts go nowhere, only
words and their weights are written. Of the mixed reports in `clusters.jsonl` one counts as holding claims where a coded one on
the same event does, as holding none where a coded one does not, and else not at all; the treebanks' documents hold none.

A logistic regression (L2, L-BFGS) over how often each word stands in a hundred. The threshold is the one at which, of the claims
in reports that a fit had not seen, four in a thousand are lost.
"""

import argparse
import json
import math
import re
from collections import Counter
from pathlib import Path

import torch
import torch.nn.functional as F

WORDS, PLAIN = re.compile(r"\w+"), re.compile(r"[a-z]{3,}")
# In how many texts a word must stand; the L2 penalty; the least weight that is written; folds; the share of claims that may be lost.
FREQUENT, PENALTY, LEAST, FOLDS, LOST = 25, 3e-4, 0.02, 5, 0.004
# A mixed report without claims counts as so many documents of the treebanks, which are not news.
NEWS_WEIGHT = 6.0
# Texts of fewer words are always read: they tell too little to be judged by.
FEW = 60


def counts(text):
    """How often each plain word (small letters only: no names) stands in a hundred words of `text`, as the logarithm of one more."""
    words = WORDS.findall(text)
    hundreds = max(len(words), 1) / 100
    return {w: math.log1p(n / hundreds) for w, n in Counter(w for w in words if PLAIN.fullmatch(w)).items()}


def documents(path):
    """The texts of a treebank's documents."""
    docs = [[]]
    for line in path.open(encoding="utf-8"):
        if line.startswith("# newdoc"):
            docs.append([])
        elif line.startswith("# text ="):
            docs[-1].append(line[8:].strip())
    return [" ".join(d) for d in docs if d]


def event(name):
    """The event of a mixed report, from its id ("5w1h-tram-nytimes-189af4" is of "5w1h-tram"); those of no named event stand alone."""
    parts = name.split("-")
    return name if parts[1] == "uncat" else "-".join(parts[: -2 if len(parts) > 3 and parts[-2] else -1])


def rows(o):
    """Every text as (counts, holds claims, weight, number of claims where known, the group that is left out together)."""
    codes = {r["id"]: len(r["claims"]) for r in map(json.loads, o.coded.open(encoding="utf-8"))}
    out, seen = [], set()
    for path in sorted(o.gold.glob("*/*.json")):
        if path.name != "links.json":
            article = json.loads(path.read_text(encoding="utf-8"))
            seen.add(article["id"])
            out.append((counts(article["text"]), 1.0, 1.0, len(article["claims"]), article["id"]))
    for path in sorted(o.news.glob("*.jsonl")):
        reports = [r for r in map(json.loads, path.open(encoding="utf-8")) if r.get("language") != "ru"]
        mixed = path.stem == "clusters"
        known = {}
        for r in reports:
            if mixed and r["id"] in codes:
                known.setdefault(event(r["id"]), []).append(codes[r["id"]])
        for r in reports:
            n = codes.get(r["id"])
            holds = max(known.get(event(r["id"]), [-1])) if mixed else 1 if n is None else n
            if r["id"] in seen or holds < 0:
                continue
            group = event(r["id"]) if mixed else r["id"]
            out.append((counts(r["text"]), float(holds > 0), NEWS_WEIGHT if mixed and holds == 0 else 1.0, n or 0, group))
    for path in (o.ewt, o.gum):
        out.extend((counts(text), 0.0, 1.0, 0, f"{path.stem}-{i}") for i, text in enumerate(documents(path)))
    return out


def table(rows, names):
    """[rows, words]"""
    x = torch.zeros(len(rows), len(names))
    for i, row in enumerate(rows):
        for word, value in row[0].items():
            if word in names:
                x[i, names[word]] = value
    return x


def fit(rows, names):
    """[words + 1] weights, the last one the bias; both sides weigh the same."""
    x, y = table(rows, names), torch.tensor([r[1] for r in rows])
    weight = torch.tensor([r[2] for r in rows])
    weight = torch.where(y == 1, weight / (weight * y).sum(), weight / (weight * (1 - y)).sum())
    weights = torch.zeros(len(names) + 1, requires_grad=True)
    solver = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss():
        solver.zero_grad()
        errors = F.binary_cross_entropy_with_logits(x @ weights[:-1] + weights[-1], y, reduction="none")
        value = (weight * errors).sum() + PENALTY * (weights[:-1] ** 2).sum()
        value.backward()
        return value

    solver.step(loss)
    return weights.detach()


def held_out(rows, names):
    """Each text's score from a fit that has not seen its group."""
    groups = sorted({r[4] for r in rows})
    fold = {g: i % FOLDS for i, g in enumerate(groups)}
    scores = [0.0] * len(rows)
    for f in range(FOLDS):
        weights = fit([r for r in rows if fold[r[4]] != f], names)
        here = [i for i, r in enumerate(rows) if fold[r[4]] == f]
        for i, score in zip(here, (table([rows[i] for i in here], names) @ weights[:-1] + weights[-1]).tolist()):
            scores[i] = score
    return scores


def threshold(rows, scores):
    """The score below which at most the allowed share of claims lies."""
    told = sorted((s, r[3]) for s, r in zip(scores, rows) if r[3])
    allowed = LOST * sum(n for _, n in told)
    for score, claims in told:
        allowed -= claims
        if allowed < 0:
            return math.floor(score * 100) / 100
    return told[-1][0]


def main():
    """Reads, fits, chooses the threshold, writes."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--gold", "--news", "--ewt", "--gum", "--out"):
        p.add_argument(name, type=Path, required=True)
    p.add_argument("--coded", type=Path, default=Path(__file__).parent / "coded.jsonl")
    o = p.parse_args()
    torch.set_num_threads(1)
    texts = rows(o)
    seen = Counter(word for row in texts for word in row[0])
    names = {w: i for i, w in enumerate(sorted(w for w, n in seen.items() if n >= FREQUENT))}
    scores = held_out(texts, names)
    least = threshold(texts, scores)
    for holds, what in ((1.0, "with claims"), (0.0, "without")):
        sort = [(s < least, r[2]) for s, r in zip(scores, texts) if r[1] == holds]
        mixed = [skipped for skipped, weight in sort if weight > 1]
        print(f"{what}: {sum(s for s, _ in sort)} of {len(sort)} skipped, of other news {sum(mixed)} of {len(mixed)}")
    weights = fit(texts, names)
    kept = {w: round(weights[i].item(), 3) for w, i in names.items() if abs(weights[i]) >= LEAST}
    out = {"bias": round(weights[-1].item(), 3), "threshold": least, "few": FEW, "words": kept}
    o.out.write_text(json.dumps(out, separators=(",", ":")).replace(",", ",\n") + "\n", encoding="utf-8")
    print(f"threshold {least}, {len(kept)} words")


if __name__ == "__main__":
    main()
