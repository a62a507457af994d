"""Fits the gate, which tells before anything is parsed which reports can hold a claim.

    cargo run --release -p herodotus-reader --example gate_measures -- REPORTS.jsonl > MEASURES.jsonl
    python training/gate.py --war MEASURES.jsonl ... --other MEASURES.jsonl ... --held MEASURES.jsonl --out models/gate.json

`--war` are measures of reports on wars, `--other` of texts on anything else, `--held` of articles coded by hand: the
threshold is set so low that all of these are read, with a quarter to spare. A logistic regression (L2, plain
gradient descent from zero), each of the two sides weighing the same; the texts go nowhere.
"""

import argparse
import json
from pathlib import Path

import numpy as np

SENTENCES, PENALTY, STEPS, RATE = 4, 0.002, 3000, 2.0


def measures(paths):
    """The measures of all reports that are long enough to be judged, [N, M]."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return np.array([row["measures"] for row in rows if row["sentences"] >= SENTENCES])


def chance(x, weights):
    """The chance of claims, [N]; the last weight is the bias."""
    return 1 / (1 + np.exp(-(x @ weights[:-1] + weights[-1])))


def fit(war, other):
    """Weights and bias, [M + 1]."""
    x = np.concatenate([war, other])
    x = np.concatenate([x, np.ones((len(x), 1))], 1)
    gold = np.concatenate([np.ones(len(war)), np.zeros(len(other))])
    share = np.where(gold == 1, 1 / len(war), 1 / len(other))
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        slope = x.T @ (share * (1 / (1 + np.exp(-x @ weights)) - gold))
        slope[:-1] += PENALTY * weights[:-1]
        weights -= RATE * slope
    return weights


def main():
    """Fits, chooses the threshold, writes."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--war", "--other", "--held"):
        p.add_argument(name, type=Path, nargs="+", required=True)
    p.add_argument("--out", type=Path, required=True)
    o = p.parse_args()
    war, other, held = measures(o.war), measures(o.other), measures(o.held)
    weights = fit(war, other)
    least = chance(held, weights).min()
    threshold = round(float(least) * 0.75, 3)
    for name, x in (("war", war), ("other", other), ("held", held)):
        print(f"{name}: {(chance(x, weights) < threshold).mean():.3f} of {len(x)} skipped")
    print(f"least likely held article {least:.3f}, threshold {threshold}")
    known = {"bias": round(float(weights[-1]), 3), "weights": [round(float(w), 3) for w in weights[:-1]]}
    o.out.write_text(json.dumps({**known, "threshold": threshold, "sentences": SENTENCES}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
