"""Turns a checkpoint into the shipped files, and scores those files themselves.

Writes `reader.safetensors`, `reader.json` (labels, lemma exceptions, hashes), `vocab.txt`, `metrics.json`, `CARD.md`, and the
fixture by which the Rust program is held to these predictions.
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch

import data
from batches import Encoder, collate
from evaluate import entity_tags, evaluate, lemma_key, tree
from labels import MAX_PIECES, SHAPES, Pieces, apply_rule, vocabulary
from model import Reader
from sentences import fixture_sentences
from weights import row_bytes
from weights import write as weights_of

VERSION = 3
CARD = Path(__file__).with_name("CARD.template.md")
FIXTURE = Path(__file__).parents[1] / "crates/reader/tests/fixtures/parity.json"


class Shipped:
    """The network as it ships, 8-bit steps in place, as a program: tokens in, what the Rust program would say out."""

    def __init__(self, model, labels, pieces, exceptions):
        model.quantise("on")
        for table in (model.word, model.position):
            rows, scale = row_bytes(table.weight.data)
            table.weight.data = rows * scale
        self.model, self.labels, self.exceptions = model.eval(), labels, exceptions
        self.encode = Encoder(labels, pieces)

    @torch.no_grad()
    def __call__(self, forms):
        """A dict of lists, one value a word."""
        inputs, _, _ = collate([self.encode(data.Sentence("", list(forms)))])
        out = {k: v[0] for k, v in self.model(*inputs).items()}
        labels, heads = self.labels, torch.tensor(tree(out["arc"].numpy())[1:])
        upos, xpos, rules = ([labels[k][i] for i in out[k][1:].argmax(-1)] for k in ("upos", "xpos", "lemma"))
        lemma = [self.exceptions.get(lemma_key(f, u)) or apply_rule(r, f) for f, u, r in zip(forms, upos, rules)]
        relations = self.model.relations(out["ldep"][1:], out["lhead"][heads]).argmax(-1)
        return {"upos": upos, "xpos": xpos, "lemma": lemma, "heads": heads.tolist(),
                "relations": [labels["rel"][i] for i in relations], "entities": entity_tags(out["ner"][1:].numpy(), labels["ner"])}

    def score(self, sentences):
        """Scores over sentences."""
        return evaluate(self.model, self.encode, sentences, self.exceptions)


def sha256(content):
    """The hex digest of bytes."""
    return hashlib.sha256(content).hexdigest()


def export(checkpoint, data_folder, out, encoder):
    """Writes all shipped files and returns the metrics."""
    saved = torch.load(checkpoint, weights_only=False)
    labels, sets = saved["labels"], data.load(data_folder)
    vocab, _ = vocabulary(encoder)
    model = Reader({k: len(v) for k, v in labels.items()}, len(vocab), layers=saved["layers"], inner=saved["inner"], label=saved["label"])
    model.load_state_dict(saved["state"])
    model.eval()
    pieces = Pieces(vocab)
    exceptions = data.lemma_exceptions(sets["ewt"] + sets["gum"], lemma_key)
    metrics = {"run": saved["run"], "exported": {}, "full_precision": {}}
    metrics["full_precision"]["test"] = evaluate(model, Encoder(labels, pieces), sets["test"], exceptions)
    weights = weights_of(model)
    shipped = Shipped(model, labels, pieces, exceptions)
    for name in ("dev", "test", "gum_dev", "politics_test"):
        metrics["exported"][name] = shipped.score(sets[name])
        print(name, json.dumps(metrics["exported"][name]), flush=True)
    metrics["manifest"] = data.manifest(data_folder)
    metrics["encoder"] = {f: sha256((encoder / f).read_bytes()) for f in ("model.safetensors", "vocab.txt")}
    write(Path(out), weights, labels, vocab, exceptions, metrics)
    write_fixture(shipped)
    return metrics


def write(out, weights, labels, vocab, exceptions, metrics):
    """The files of the models folder."""
    out.mkdir(parents=True, exist_ok=True)
    vocab_bytes = ("\n".join(vocab) + "\n").encode()
    meta = {"version": VERSION, "labels": {k: labels[k] for k in ("upos", "xpos", "lemma", "rel", "ner", "cue")}, "shapes": SHAPES,
            "max_pieces": MAX_PIECES, "max_subwords": data.MAX_SUBWORDS, "lemma_exceptions": dict(sorted(exceptions.items())),
            "sha256": {"reader.safetensors": sha256(weights), "vocab.txt": sha256(vocab_bytes)}, "scores": metrics["exported"]}
    (out / "reader.safetensors").write_bytes(weights)
    (out / "vocab.txt").write_bytes(vocab_bytes)
    (out / "reader.json").write_text(json.dumps(meta, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    (out / "metrics.json").write_text(json.dumps(metrics, indent=1) + "\n", encoding="utf-8")
    (out / "CARD.md").write_text(card(metrics, len(weights)), encoding="utf-8")


def card(metrics, size):
    """The model card, with this run's figures in its table."""
    rows = [("EWT test, Universal NER", metrics["exported"]["test"]), ("EWT dev, Universal NER", metrics["exported"]["dev"]),
            ("GUM dev (open-licence part)", metrics["exported"]["gum_dev"]), ("CrossNER politics test", metrics["exported"]["politics_test"]),
            ("EWT test before quantisation", metrics["full_precision"]["test"])]
    keys = ("upos", "lemma", "uas", "las", "las_subtypes", "ner_f1")
    table = "\n".join(f"| {name} | " + " | ".join(str(r.get(k, "–")) for k in keys) + " |" for name, r in rows)
    return CARD.read_text(encoding="utf-8").format(table=table, size=f"{size / 1e6:.1f}", runs=runs(metrics["run"]))


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
    o = p.parse_args()
    export(o.checkpoint, o.data, o.out, o.encoder)


if __name__ == "__main__":
    main()
