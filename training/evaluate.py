"""Scores on gold tokens: tags, trees (Chu-Liu/Edmonds, one root), lemmas, entities."""

from collections import Counter

import numpy as np
import torch

from batches import collate, grouped, mentions
from labels import apply_rule


def tree(scores):
    """Heads of the best tree with a single root; scores [n+1, n+1] as [dependent, head], 0 the root.

    Root arcs pay a fine larger than any other sum, so the best arborescence uses one.
    """
    scores = np.array(scores, dtype=np.float64)
    scores[1:, 0] -= (scores.max() - scores.min() + 1.0) * len(scores)
    np.fill_diagonal(scores, -np.inf)
    scores[0, :] = -np.inf
    return arborescence(scores)


def arborescence(scores):
    """Chu-Liu/Edmonds by contraction of one cycle at a time."""
    n = len(scores)
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    rest = [v for v in range(n) if v not in set(cycle)]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    gain = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    leaving = scores[np.ix_(rest, cycle)]
    small[-1, :-1], small[:-1, -1] = gain.max(0), leaving.max(1)
    small[0, :] = -np.inf
    inner = arborescence(small)
    for i, v in enumerate(rest[1:], 1):
        heads[v] = rest[inner[i]] if inner[i] < len(rest) else cycle[leaving[i].argmax()]
    entry = inner[-1]
    heads[cycle[gain[:, entry].argmax()]] = rest[entry]
    return heads


def find_cycle(heads):
    """The nodes of one cycle among heads, or None."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, v = [], start
        while state[v] == 0:
            state[v] = 1
            path.append(v)
            v = heads[v]
        if state[v] == 1:
            return path[path.index(v):]
        for u in path:
            state[u] = 2
    return None


def step(before, tag):
    """What a BIO tag gains behind another, None before the first word: the same numbers as in `decode.rs`, which says why."""
    if tag.startswith("I-"):
        return 0.6 if before not in (None, "O") and before[2:] == tag[2:] else -np.inf
    if tag == "O":
        return 0.0
    return -1.8 if before not in (None, "O") and before[2:] == tag[2:] else -0.3


def entity_tags(scores, tags):
    """The best sequence of BIO tags in which an I follows only a B or I of its type; scores [words, tags]."""
    scores = np.asarray(scores, dtype=np.float64)
    steps = np.array([[step(a, b) for b in tags] for a in tags])
    best, back = scores[0] + np.array([step(None, t) for t in tags]), []
    for row in scores[1:]:
        sums = best[:, None] + steps
        back.append(sums.argmax(0))
        best = sums.max(0) + row
    path = [int(best.argmax())]
    for row in reversed(back):
        path.append(int(row[path[-1]]))
    return [tags[i] for i in reversed(path)]


def lemma_key(form, upos):
    """How the exceptions table names a word: names by their written form, others in lower case."""
    return f"{form if upos == 'PROPN' else form.lower()} {upos}"


class Scores:
    """Adds up what is right."""

    def __init__(self):
        self.n, self.entities = Counter(), Counter()

    def words(self, gold, upos, lemma, heads, rels):
        """One sentence's words against a `data.Sentence`."""
        for i in range(len(gold.forms)):
            arc = heads[i] == gold.head[i]
            self.n.update(n=1, upos=upos[i] == gold.upos[i], lemma=gold.lemma[i] in (None, "_") or lemma[i] == gold.lemma[i],
                          uas=arc, las=arc and rels[i].split(":")[0] == gold.rel[i].split(":")[0],
                          las_subtypes=arc and rels[i] == gold.rel[i])

    def names(self, gold, found):
        """One sentence's entities; OTH is no part of Universal NER's final files, so it is dropped."""
        a, b = ({m for m in mentions(t) if m[2] != "OTH"} for t in (gold, found))
        self.entities.update(right=len(a & b), gold=len(a), found=len(b))
        for kind in ("PER", "ORG", "LOC"):
            x, y = ({m for m in s if m[2] == kind} for s in (a, b))
            self.entities.update({kind + "_right": len(x & y), kind: len(x) + len(y)})

    def result(self):
        """Percentages."""
        out = {k: round(100 * self.n[k] / self.n["n"], 2) for k in ("upos", "lemma", "uas", "las", "las_subtypes") if self.n["n"]}
        e = self.entities
        if e["gold"]:
            out["ner_f1"] = round(200 * e["right"] / max(1, e["gold"] + e["found"]), 2)
            out.update({f"ner_{k}": round(200 * e[k + "_right"] / max(1, e[k]), 2) for k in ("PER", "ORG", "LOC")})
        return out


@torch.no_grad()
def evaluate(model, encode, sentences, exceptions=None):
    """Scores of the network in full precision over sentences; those too long for the position table are left out."""
    model.eval()
    labels, scores = encode.labels, Scores()
    items = [dict(x, gold=s) for s in sentences if (x := encode(s))]
    for batch in grouped(items, 4000):
        inputs, real, _ = collate(batch)
        out = model(*inputs)
        arcs = out["arc"].masked_fill(~real[:, None, :], -1e9).log_softmax(-1).numpy()
        for row, item in enumerate(batch):
            gold, n = item["gold"], len(item["first"])
            score_one(scores, labels, gold, {k: v[row, : n + 1] for k, v in out.items()}, arcs[row, : n + 1, : n + 1], model, exceptions or {})
    return scores.result()


def score_one(scores, labels, gold, out, arcs, model, exceptions):
    """Decodes and scores one sentence."""
    if gold.ner[0] is not None:
        scores.names(gold.ner, entity_tags(out["ner"][1:].log_softmax(-1).numpy(), labels["ner"]))
    if gold.head[0] is None:
        return
    heads = tree(arcs)[1:]
    rel = model.relations(out["ldep"][1:], out["lhead"][torch.tensor(heads)]).argmax(-1)
    upos = [labels["upos"][i] for i in out["upos"][1:].argmax(-1)]
    rules = [labels["lemma"][i] for i in out["lemma"][1:].argmax(-1)]
    lemma = [exceptions.get(lemma_key(f, u)) or apply_rule(r, f) for f, u, r in zip(gold.forms, upos, rules)]
    scores.words(gold, upos, lemma, heads.tolist(), [labels["rel"][i] for i in rel])
