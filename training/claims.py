"""The network's sense of claims: what coded reports teach the words' vectors, which the judge then reads.

The heads here serve training alone and are not shipped: `judge.py` fits its own regressions on the vectors, together with
what the parse tells, to reports that the network was not taught by.
"""

import hashlib
from collections import defaultdict

import torch
import torch.nn.functional as F
from torch import nn

import judge
from data import Sentence
from model import WIDTH

VOICES = ["own", "hidden", "told"]
# How much each answer counts beside those of the other heads.
WEIGHTS = {"claim": 1.0, "kind": 1.0, "status": 0.5, "voice": 0.5}
SIZES = {"claim": 2, "kind": len(judge.KINDS), "status": len(judge.STATUSES), "voice": len(VOICES)}


class Claims(nn.Module):
    """Whether a word is the predicate of a claim, and what claim it is."""

    def __init__(self):
        super().__init__()
        self.dropout = nn.Dropout(0.2)
        self.heads = nn.Linear(WIDTH, sum(SIZES.values()))

    def losses(self, words, batch):
        """The loss of each answer over the candidates of a batch whose words are `words` [B, W, WIDTH]."""
        spots = [(row, 1 + place, answers) for row, x in enumerate(batch) for place, answers in x.get("claims", ())]
        if not spots:
            return {}
        rows, places, answers = zip(*spots)
        scores = self.heads(self.dropout(words[list(rows), list(places)])).split(list(SIZES.values()), -1)
        gold = torch.tensor(answers).T
        return {k: F.cross_entropy(s.float()[y >= 0], y[y >= 0]) for k, s, y in zip(SIZES, scores, gold) if (y >= 0).any()}


def is_for_judge(name):
    """Whether an article is left to the judge: a fit on vectors that its own answers have formed would trust them too far."""
    return hashlib.sha256(name.encode()).digest()[0] % 4 == 0


def read(candidates, news, coded):
    """Sentences with the answers of their candidates: pairs of a sentence and a list of (word, answers)."""
    articles = {k: a for k, a in judge.without_figures(judge.coded_claims(coded, news)).items() if not is_for_judge(k)}
    marked = defaultdict(list)
    for row in judge.read(candidates, articles):
        known = [judge.KINDS.index(row["kind"]), judge.STATUSES.index(row["status"]), VOICES.index(row["voice"])] if row["is_claim"] else [-1] * 3
        marked[row["report"], row["sentence"]].append((row["place"], [int(row["is_claim"]), *known]))
    out = []
    for name, sentences in judge.sentences(candidates).items():
        out += [(Sentence(name, forms), marked[name, i]) for i, forms in enumerate(sentences) if (name, i) in marked]
    return out
