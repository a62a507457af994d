"""Fits the judge, which tells what is a claim, whether it is told as done, and which type of act it is of.

    cargo run --release -p herodotus --example candidates -- REPORTS.jsonl > CANDIDATES.jsonl
    python training/judge.py --gold DIR --news NEWS --candidates CANDIDATES.jsonl --out models/judge.json

DIR holds a folder of articles for each topic, NEWS the reports that `coded.jsonl` codes; their texts go nowhere, only the
weights are written. The candidates are those of all these articles, made with the weights and lexicon that ship. Three
regressions (L2, L-BFGS). The two thresholds are chosen by leaving out one topic at a time.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

VERSION, WORD = 2, re.compile(r"\w+")
# The L2 penalty; how much the encoder's vector counts beside a feature; the fewest rows that show a feature.
PENALTY, VECTOR, RARE = 16.0, 0.3, 6
# The penalty of the types, which words tell more than anything else does.
KIND_PENALTY = 4.0
STATUSES = ["happened", "ongoing", "did-not-happen", "planned", "called-for", "possible"]
KINDS = [None, *"ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST RETREAT SANCTION SUPPORT THREATEN".split()]
# The least chance at which a learnt answer counts.
SURE = {"status": 0.5, "kind": 0.5}


def gold_claims(folder):
    """Article id to its text, topic and claims: `span`, `kind`, `event`, `status`, `voice`, `date`."""
    out = {}
    for path in sorted(Path(folder).glob("*/*.json")):
        if path.name == "links.json":
            continue
        article = json.loads(path.read_text(encoding="utf-8"))
        claims = []
        for c in article["claims"]:
            at = article["text"].find(c["quote"])
            date = c.get("date") and [c["date"]["start"], c["date"]["end"]]
            if at >= 0:
                claims.append({**c, "span": [at, at + len(c["quote"])], "voice": voice(c["sources"]), "date": date})
        out[article["id"]] = {"text": article["text"], "topic": path.parent.name, "claims": claims}
    return out


def voice(sources):
    """Whether the outlet itself says it, somebody hidden, or somebody named."""
    return "own" if not sources else "hidden" if sources == ["?"] else "told"


def coded_claims(path, news):
    """The same of the reports that are coded beside their texts (`coded.jsonl`), whose texts are in the folder `news`."""
    codes = {}
    for line in Path(path).open(encoding="utf-8"):
        row = json.loads(line)
        codes[row["id"]] = row["claims"]
    out = {}
    for file in sorted(Path(news).glob("*.jsonl")):
        for line in file.open(encoding="utf-8"):
            report = json.loads(line)
            claims = codes.get(report["id"])
            if claims is not None and report["id"] not in out:
                out[report["id"]] = {"text": report["text"], "topic": file.stem, "claims": claims}
    return out


def without_figures(articles):
    """The articles with their claims other than figures, as (start, end, event, status, voice)."""
    spans = lambda claims: [(*c["span"], c.get("event"), c.get("status", "happened"), c["voice"]) for c in claims if c["kind"] != "tally"]
    return {k: {**a, "claims": spans(a["claims"])} for k, a in articles.items()}


def overlap(a, b):
    """Share of the shorter of two ranges of words that both have, needing a fifth of the longer."""
    inside = min(a[1], b[1]) - max(a[0], b[0])
    if inside <= 0:
        return 0.0
    short, long = sorted((a[1] - a[0], b[1] - b[0]))
    return inside / short if inside / long >= 0.2 else 0.0


def label(article, candidates):
    """Sets `is_claim`, `type_right`, and the claim's `kind`, `status` and `voice` on an article's candidates: each coded claim
    goes to the one that fits it best."""
    starts = np.array([m.start() for m in WORD.finditer(article["text"])])
    words = lambda start, end: tuple(np.searchsorted(starts, (start, end)))
    spans = [(words(c["start"], c["end"]), c) for c in candidates]
    pairs = []
    for number, (start, end, kind, *_) in enumerate(article["claims"]):
        claim = words(start, end)
        for span, c in spans:
            shared = overlap(claim, span)
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
            c["kind"], c["status"], c["voice"] = article["claims"][number][2:]


class Table:
    """Candidates as numbers of features and vectors."""

    def __init__(self, rows, names):
        known = [[names[f] for f in r["features"] if f in names] for r in rows]
        self.flat = torch.tensor([i for row in known for i in row], dtype=torch.long)
        self.starts = torch.tensor(np.cumsum([0] + [len(row) for row in known[:-1]]))
        self.vectors = VECTOR * torch.tensor(np.array([r["vector"] for r in rows], dtype=np.float32))

    def scores(self, features, vector, bias):
        """[rows, labels]"""
        return F.embedding_bag(self.flat, features, self.starts, mode="sum") + self.vectors @ vector + bias


def frequent(rows):
    """The features that are not rare, numbered."""
    seen = Counter(f for r in rows for f in r["features"])
    return {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= RARE))}


def fit(rows, answers, labels, penalty=None):
    """(feature numbers, (feature weights, vector weights, bias)) of a regression on `answers`, numbers of labels."""
    names = frequent(rows)
    table, y = Table(rows, names), torch.tensor(answers)
    width = table.vectors.shape[1]
    weights = [torch.zeros(*shape, requires_grad=True) for shape in ((len(names), labels), (width, labels), (labels,))]
    solver = torch.optim.LBFGS(weights, max_iter=80, line_search_fn="strong_wolfe")

    def loss():
        solver.zero_grad()
        sizes = sum((w**2).sum() for w in weights[:2])
        value = F.cross_entropy(table.scores(*weights), y, reduction="sum") + 0.5 * (penalty or PENALTY) * sizes
        value.backward()
        return value

    solver.step(loss)
    return names, [w.detach() for w in weights]


def chances(rows, fitted):
    """[rows, labels] chances."""
    names, weights = fitted
    return torch.softmax(Table(rows, names).scores(*weights), -1).numpy()


def held_out(rows, topics):
    """Each row's chance of being a claim from a fit that has not seen its topic."""
    chance = np.zeros(len(rows))
    for topic in sorted(set(topics)):
        rest = [r for r, t in zip(rows, topics) if t != topic]
        here = [i for i, t in enumerate(topics) if t == topic]
        chance[here] = chances([rows[i] for i in here], fit(rest, [int(r["is_claim"]) for r in rest], 2))[:, 1]
    return chance


def thresholds(rows, chance, total):
    """The pair of thresholds with the best F1 of claims found with their type, and that F1 beside the one of claims found.

    Of pairs that are nearly as good the one that makes fewer claims is taken: a ledger is read by people.
    """
    entry = np.array(["no-entry" not in r["features"] for r in rows])
    claim, right = (np.array([r[k] for r in rows]) for k in ("is_claim", "type_right"))
    tried = []
    for a in np.arange(0.3, 0.65, 0.05):
        for b in np.arange(0.3, 0.85, 0.05):
            kept = chance > np.where(entry, a, b)
            f1 = [float(2 * (kept & good).sum() / (kept.sum() + total)) for good in (claim, right)]
            tried.append((f1[0] / 2 + f1[1], -int(kept.sum()), round(float(a), 2), round(float(b), 2), [round(f, 3) for f in f1]))
    best = max(t[0] for t in tried)
    return max((t for t in tried if t[0] > best - 0.015), key=lambda t: t[1:4])[2:]


def choice(rows, key, labels, penalty=PENALTY):
    """A choice among labels as `judge.json` holds it."""
    names, (features, vector, bias) = fit(rows, [labels.index(r[key]) for r in rows], len(labels), penalty)
    bias = bias - bias.mean()
    kept = {f: [round(x, 2) for x in features[i].tolist()] for f, i in names.items() if features[i].abs().max() > 0.1}
    return {"least": SURE[key], "labels": labels, "bias": [round(x, 3) for x in bias.tolist()], "features": kept,
            "vector": [[round(VECTOR * x, 3) for x in row] for row in vector.T.tolist()]}


def read(path, articles):
    """The labelled candidates of `articles`, in their order."""
    found = defaultdict(list)
    for line in Path(path).open(encoding="utf-8"):
        row = json.loads(line)
        if "features" in row and row["report"] in articles:
            row["vector"] = np.array(row["vector"], dtype=np.float32)
            found[row["report"]].append(row)
    for name, article in articles.items():
        label(article, found[name])
    return [r for name in articles for r in found[name]]


def sentences(path):
    """The words of each report's sentences, by the report's id."""
    rows = (json.loads(line) for line in Path(path).open(encoding="utf-8") if '"sentences"' in line)
    return {r["report"]: r["sentences"] for r in rows}


def main():
    """Reads, labels, fits, writes."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--gold", type=Path, required=True)
    p.add_argument("--news", type=Path, required=True)
    p.add_argument("--coded", type=Path, default=Path(__file__).parent / "coded.jsonl")
    p.add_argument("--candidates", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--thresholds", type=float, nargs=2, help="with and without an entry, instead of choosing them (shipped: 0.4 0.75)")
    o = p.parse_args()
    torch.set_num_threads(1)
    articles = without_figures(gold_claims(o.gold) | coded_claims(o.coded, o.news))
    rows = read(o.candidates, articles)
    total = sum(len(a["claims"]) for a in articles.values())
    made = {"articles": len(articles), "claims": total, "candidates": len(rows)}
    if o.thresholds:
        with_entry, without_entry = o.thresholds
    else:
        chance = held_out(rows, [articles[r["report"]]["topic"] for r in rows])
        with_entry, without_entry, made["held_out_f1_found_and_typed"] = thresholds(rows, chance, total)
    names, (features, vector, bias) = fit(rows, [int(r["is_claim"]) for r in rows], 2)
    apart = lambda w: w[..., 1] - w[..., 0]
    weights = {f: round(apart(features)[i].item(), 3) for f, i in names.items() if abs(apart(features)[i]) > 0.02}
    claims = [r for r in rows if r["is_claim"]]
    out = {"version": VERSION, "made_from": made, "with_entry": with_entry, "without_entry": without_entry,
           "bias": round(apart(bias).item(), 4), "vector": [round(VECTOR * x, 4) for x in apart(vector).tolist()],
           "features": weights, "status": choice(claims, "status", STATUSES), "kind": choice(claims, "kind", KINDS, KIND_PENALTY)}
    o.out.write_text(json.dumps(out, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"') + "\n", encoding="utf-8")
    print(json.dumps(made), with_entry, without_entry, len(weights))


if __name__ == "__main__":
    main()
