"""Turns a checkpoint into the shipped files, and scores those files themselves.

Writes `reader.onnx`, `reader.json` (labels, lemma exceptions, hashes), `vocab.txt`, `metrics.json`, `CARD.md`, and the
fixture by which the Rust program is held to these predictions.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch

import data
from batches import Encoder
from evaluate import Scores, entity_tags, evaluate, lemma_key, tree
from graph import build
from labels import MAX_PIECES, SHAPES, Pieces, apply_rule
from model import TAGS, Reader
from sentences import fixture_sentences

VERSION = 1
CARD = Path(__file__).with_name("CARD.template.md")
FIXTURE = Path(__file__).parents[1] / "crates/reader/tests/fixtures/parity.json"


class Shipped:
    """The exported network as a program: tokens in, what the Rust program would say out."""

    def __init__(self, onnx_bytes, labels, pieces, exceptions):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(onnx_bytes, options, providers=["CPUExecutionProvider"])
        self.labels, self.exceptions, self.encode = labels, exceptions, Encoder(labels, pieces)

    def __call__(self, forms):
        """A dict of lists, one value a word; None where the sentence is too long."""
        x = self.encode(data.Sentence("", list(forms)))
        if x is None:
            return None
        inputs = {"ids": x["ids"], "shapes": x["shapes"], "first": [0, *x["first"]]}
        names = [*TAGS, "arcs", "relations"]
        out = dict(zip(names, self.session.run(names, {k: np.array(v, np.int64) for k, v in inputs.items()})))
        labels, heads = self.labels, tree(out["arcs"])
        upos, xpos, rules = ([labels[k][i] for i in out[k][1:].argmax(-1)] for k in ("upos", "xpos", "lemma"))
        lemma = [self.exceptions.get(lemma_key(f, u)) or apply_rule(r, f) for f, u, r in zip(forms, upos, rules)]
        return {"upos": upos, "xpos": xpos, "lemma": lemma, "heads": [int(h) for h in heads[1:]],
                "relations": [labels["rel"][out["relations"][d, h]] for d, h in enumerate(heads)][1:],
                "entities": entity_tags(out["ner"][1:], labels["ner"])}

    def score(self, sentences):
        """Scores of the exported network over sentences, as `evaluate` counts them."""
        scores = Scores()
        for s in sentences:
            found = self(s.forms)
            if found is None:
                continue
            if s.ner[0] is not None:
                scores.names(s.ner, found["entities"])
            if s.head[0] is not None:
                scores.words(s, found["upos"], found["lemma"], found["heads"], found["relations"])
        return scores.result()


def sha256(content):
    """The hex digest of bytes."""
    return hashlib.sha256(content).hexdigest()


def export(checkpoint, data_folder, out, encoder, bits=7):
    """Writes all shipped files and returns the metrics.

    Weights of 7 bits cannot overflow the 16-bit sums of processors without 8-bit dot products; with 8 bits, in a
    simulation of such sums, one head in seventy came out otherwise.
    """
    saved = torch.load(checkpoint, weights_only=False)
    labels, sets = saved["labels"], data.load(data_folder)
    sizes = {k: len(v) for k, v in labels.items()}
    model = Reader(sizes, layers=saved["layers"])
    model.load_state_dict(saved["state"])
    vocab = (encoder / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522]
    pieces = Pieces(vocab)
    exceptions = data.lemma_exceptions(sets["ewt"] + sets["gum"], lemma_key)
    onnx_bytes = build(model.eval(), sizes, bits).SerializeToString()
    shipped = Shipped(onnx_bytes, labels, pieces, exceptions)
    metrics = {"run": saved["run"], "weight_bits": bits, "exported": {}, "full_precision": {}}
    for name in ("dev", "test", "gum_dev", "politics_test"):
        metrics["exported"][name] = shipped.score(sets[name])
        print(name, json.dumps(metrics["exported"][name]), flush=True)
    metrics["full_precision"]["test"] = evaluate(model, Encoder(labels, pieces), sets["test"], exceptions)
    metrics["manifest"] = data.manifest(data_folder)
    metrics["encoder"] = {f: sha256((encoder / f).read_bytes()) for f in ("model.safetensors", "vocab.txt")}
    write(Path(out), onnx_bytes, labels, vocab, exceptions, metrics)
    write_fixture(shipped)
    return metrics


def write(out, onnx_bytes, labels, vocab, exceptions, metrics):
    """The files of the models folder."""
    out.mkdir(parents=True, exist_ok=True)
    vocab_bytes = ("\n".join(vocab) + "\n").encode()
    meta = {"version": VERSION, "labels": {k: labels[k] for k in ("upos", "xpos", "lemma", "rel", "ner")}, "shapes": SHAPES,
            "max_pieces": MAX_PIECES, "max_subwords": data.MAX_SUBWORDS, "width": 384, "lemma_exceptions": dict(sorted(exceptions.items())),
            "sha256": {"reader.onnx": sha256(onnx_bytes), "vocab.txt": sha256(vocab_bytes)}, "scores": metrics["exported"]}
    (out / "reader.onnx").write_bytes(onnx_bytes)
    (out / "vocab.txt").write_bytes(vocab_bytes)
    (out / "reader.json").write_text(json.dumps(meta, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    (out / "metrics.json").write_text(json.dumps(metrics, indent=1) + "\n", encoding="utf-8")
    (out / "CARD.md").write_text(card(metrics, len(onnx_bytes)), encoding="utf-8")


def card(metrics, size):
    """The model card, with this run's figures in its table."""
    rows = [("EWT test, Universal NER", metrics["exported"]["test"]), ("EWT dev, Universal NER", metrics["exported"]["dev"]),
            ("GUM dev (open-licence part)", metrics["exported"]["gum_dev"]), ("CrossNER politics test", metrics["exported"]["politics_test"]),
            ("EWT test before quantisation", metrics["full_precision"]["test"])]
    keys = ("upos", "lemma", "uas", "las", "las_subtypes", "ner_f1")
    table = "\n".join(f"| {name} | " + " | ".join(str(r.get(k, "–")) for k in keys) + " |" for name, r in rows)
    return CARD.read_text(encoding="utf-8").format(table=table, size=f"{size / 1e6:.1f}", bits=metrics["weight_bits"], runs=runs(metrics["run"]))


def runs(run):
    """What is to be said of a run and of those it went on from, oldest first."""
    text = ("{steps} steps ({epochs} passes over {sets}; batches of at most {batch} word pieces; peak rate {rate}; place names "
            "replaced {rename}; seed {seed}; {precision}; torch {torch}; {seconds} s)").format(**{"rate": 2e-4, "rename": 0.4, **run})
    return runs(run["before"]) + ", then " + text if "before" in run else text


def write_fixture(shipped):
    """What the exported network says of our own sentences, for the Rust parity test."""
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    cases = [{"forms": forms, **shipped(forms)} for forms in fixture_sentences()]
    lines = ",\n".join(json.dumps(c, ensure_ascii=False) for c in cases)
    FIXTURE.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def main():
    """The command line: export again from a checkpoint."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--checkpoint", type=Path, required=True)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--encoder", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--bits", type=int, default=7, choices=(7, 8))
    o = p.parse_args()
    export(o.checkpoint, o.data, o.out, o.encoder, o.bits)


if __name__ == "__main__":
    main()
