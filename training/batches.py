"""Sentences to tensors: augmentation, numbering of labels, and batches of like length."""

import random

import torch

from data import MASK, MAX_SUBWORDS, with_forms
from labels import SHAPES, rule_of, shape

IGNORE = -100
COLUMNS = ("upos", "xpos", "rel", "lemma", "ner", "cue")


class Encoder:
    """Numbers a sentence's pieces, shapes and labels."""

    def __init__(self, labels, pieces):
        self.labels, self.pieces = labels, pieces
        self.index = {k: {x: i for i, x in enumerate(v)} for k, v in labels.items()}

    def __call__(self, s):
        """A dict of lists, or None where the sentence does not fit the position table."""
        ids, shapes, first = [self.pieces.cls], [0], []
        for form in s.forms:
            found = self.pieces(form)
            first.append(len(ids))
            ids += found
            shapes += [shape(form)] * len(found)
        if len(ids) >= MAX_SUBWORDS:
            return None
        index = self.index
        rules = [MASK if l is MASK else rule_of(f, l) for f, l in zip(s.forms, s.lemma)]
        rel = [r if r in index["rel"] else (r or "").split(":")[0] for r in s.rel]
        out = {"ids": ids + [self.pieces.sep], "shapes": shapes + [0], "first": first,
               "head": [IGNORE if h is MASK else h for h in s.head]}
        for key, values in zip(COLUMNS, (s.upos, s.xpos, rel, rules, s.ner, s.cue)):
            out[key] = [index[key].get(v, IGNORE) for v in values]
        return out


class Augment:
    """Random changes that keep the labels true: other names, other cases, no final full stop."""

    def __init__(self, sentences, places, seed, rename=0.8):
        self.chance = {"PER": 0.4, "ORG": 0.4, "LOC": rename}
        self.random = random.Random(seed)
        self.names = {"PER": {}, "ORG": {}, "LOC": {}}
        for s in sentences:
            for start, end, kind in mentions(s.ner):
                if kind in self.names and all(f[:1].isupper() for f in s.forms[start:end]):
                    self.names[kind].setdefault(end - start, []).append(s.forms[start:end])
        for place in places:
            self.names["LOC"].setdefault(len(place), []).append(place)

    def __call__(self, s):
        """A changed copy, or the sentence itself."""
        draw = self.random.random
        if draw() < 0.6:
            s = self.rename(s)
        if len(s.forms) > 4 and draw() < 0.06:
            s = without_stop(s)
        chance = draw()
        if chance < 0.04:
            s = with_forms(s, [f.upper() for f in s.forms])
        elif chance < 0.07:
            s = with_forms(s, [f.lower() for f in s.forms])
        elif chance < 0.09:
            s = with_forms(s, [f[:1].upper() + f[1:] for f in s.forms])
        return s

    def rename(self, s):
        """Puts another name of the same kind and number of words in a mention's place, now and then."""
        forms, lemma = list(s.forms), list(s.lemma)
        for start, end, kind in mentions(s.ner):
            pool = self.names.get(kind, {}).get(end - start)
            span = range(start, end)
            plain_name = all(s.upos[i] in ("PROPN", MASK) and s.lemma[i] in (s.forms[i], MASK) for i in span)
            if pool and plain_name and self.random.random() < self.chance[kind]:
                name = self.random.choice(pool)
                forms[start:end] = name
                lemma[start:end] = [n if s.lemma[start] is not MASK else MASK for n in name]
        return with_forms(s, forms, lemma)


def mentions(ner):
    """(start, end, type) of the entities in a list of BIO tags; a stray I opens one."""
    out, start = [], None
    for i, tag in enumerate(list(ner) + ["O"]):
        tag = tag or "O"
        if start is not None and (tag[0] != "I" or tag[2:] != ner[start][2:]):
            out.append((start, i, ner[start][2:]))
            start = None
        if tag != "O" and start is None:
            start = i
    return out


def without_stop(s):
    """The sentence without its last word, where that is a full stop on which nothing hangs."""
    if s.forms[-1] != "." or len(s.forms) in s.head:
        return s
    cut = with_forms(s, s.forms[:-1])
    for key in ("lemma", "upos", "xpos", "head", "rel", "ner", "cue"):
        setattr(cut, key, getattr(s, key)[:-1])
    return cut


def grouped(items, budget, rng=None):
    """Batches of like length, each of at most `budget` pieces with padding; shuffled where `rng` is given."""
    noise = (lambda: rng.random() * 4) if rng else (lambda: 0)
    order = sorted(range(len(items)), key=lambda i: len(items[i]["ids"]) + noise())
    out, batch, longest = [], [], 0
    for i in order:
        longest_now = max(longest, len(items[i]["ids"]))
        if batch and longest_now * (len(batch) + 1) > budget:
            out.append(batch)
            batch, longest_now = [], len(items[i]["ids"])
        batch.append(i)
        longest = longest_now
    out.append(batch)
    if rng:
        rng.shuffle(out)
    return [[items[i] for i in b] for b in out]


def collate(batch):
    """Padded tensors of one batch: inputs, the mask of real words, and the wanted labels."""
    length = max(len(x["ids"]) for x in batch)
    width = max(len(x["first"]) for x in batch) + 1
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    shapes, first = torch.full_like(ids, SHAPES.index("special")), torch.zeros(len(batch), width, dtype=torch.long)
    mask, real = torch.zeros_like(ids, dtype=torch.bool), torch.zeros(len(batch), width, dtype=torch.bool)
    gold = {k: torch.full((len(batch), width), IGNORE) for k in (*COLUMNS, "head")}
    for row, x in enumerate(batch):
        pieces, words = len(x["ids"]), len(x["first"])
        ids[row, :pieces], shapes[row, :pieces] = torch.tensor(x["ids"]), torch.tensor(x["shapes"])
        mask[row, :pieces], real[row, : words + 1] = True, True
        first[row, 1 : words + 1] = torch.tensor(x["first"])
        for key in gold:
            gold[key][row, 1 : words + 1] = torch.tensor(x[key])
    return (ids, shapes, mask, first), real, gold
