"""A smaller network taught by a shipped one: it starts from the teacher's parts that do most, and follows its answers."""

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from batches import collate
from model import ATTENTION_HEADS, TAGS, WIDTH, Product, Reader

# How much a layer's rows count beside the answers, whose weights are those of the gold.
LIKENESS = 2.0


def shipped(folder):
    """The network and the labels of a models folder, as floats that say what its bytes say."""
    folder = Path(folder)
    labels = json.loads((folder / "reader.json").read_text(encoding="utf-8"))["labels"]
    tables = load_file(folder / "reader.safetensors")
    layers = 1 + max(int(k.split(".")[1]) for k in tables if k.startswith("layers."))
    inner = tables["layers.0.inner.bias"].shape[0]
    label = tables["label.weight"].shape[0]
    model = Reader({k: len(v) for k, v in labels.items()}, len(tables["pieces"]), layers=layers, inner=inner, label=label)
    with torch.no_grad():
        for name, table in (("piece", model.word), ("position", model.position)):
            table.weight.copy_(tables[f"{name}s"].float() * tables[f"{name}_scales"][:, None])
        model.shape.weight.copy_(tables["shapes"])
        model.arc.copy_(tables["arc"].view_as(model.arc))
        for name, module in model.named_modules():
            if isinstance(module, Product):
                unpack(module, {k: tables[f"{name}.{k}"] for k in ("weight", "steps", "zeros", "scales", "bias")},
                       WIDTH if name.endswith("qkv") else 0)
            elif isinstance(module, torch.nn.LayerNorm):
                module.weight.copy_(tables[f"{name}.weight"])
                module.bias.copy_(tables[f"{name}.bias"])
    return model.eval(), labels


def unpack(module, parts, query):
    """Undoes `weights.product`."""
    worth = torch.ones_like(parts["scales"])
    worth[:query] /= (WIDTH // ATTENTION_HEADS) ** 0.5
    scale, columns = 1 / parts["steps"], parts["scales"] / worth
    module.weight.copy_(parts["weight"].T.float() * columns[:, None] / scale)
    module.bias.copy_(parts["bias"] / worth + columns * (parts["weight"].T.double() @ parts["zeros"].double()).float())
    reach = (scale * Product.LEVELS) ** 2 / (scale.max() * Product.LEVELS)
    module.low.copy_(-parts["zeros"] * scale)
    module.high.copy_(module.low + reach)


@torch.no_grad()
def cut_down(teacher, student, batches):
    """Gives the student the teacher's parts; where it is narrower, those units that add most to what follows over `batches`."""
    inner = [torch.zeros(layer.inner.out_features) for layer in teacher.layers]
    hooks = [layer.inner.register_forward_hook(lambda _, __, out, w=w: w.add_(F.gelu(out).abs().flatten(0, 1).mean(0)))
             for layer, w in zip(teacher.layers, inner)]
    sides = {"ldep": 0, "lhead": 0}
    for batch in batches:
        inputs, _, _ = collate(batch)
        out = teacher(*inputs)
        sides = {k: v + out[k].flatten(0, 1).mean(0) for k, v in sides.items()}
    for hook in hooks:
        hook.remove()
    own = dict(student.named_parameters())
    for name, value in teacher.named_parameters():
        if own[name].shape == value.shape:
            own[name].copy_(value)
    for layer, taught, w in zip(student.layers, teacher.layers, inner):
        units = foremost(w * taught.outer.weight.norm(dim=0), layer.inner.out_features)
        layer.inner.weight.copy_(taught.inner.weight[units])
        layer.inner.bias.copy_(taught.inner.bias[units])
        layer.outer.weight.copy_(taught.outer.weight[:, units])
        layer.outer.bias.copy_(taught.outer.bias)
    cut_labels(teacher, student, sides)


def cut_labels(teacher, student, sides):
    """Gives the student the tags, the arcs and the foremost units of both sides of the teacher's label scorer."""
    wide, narrow = teacher.label_width, student.label_width
    cube = teacher.label.weight.view(teacher.rels, wide + 1, wide)
    offsets = teacher.label.bias.view(teacher.rels, wide + 1)
    dep = foremost(sides["ldep"] * cube.norm(dim=(0, 1)), narrow)
    head = foremost(sides["lhead"] * (cube[:, :-1].norm(dim=(0, 2)) + offsets[:, :-1].norm(dim=0)), narrow)
    kept = torch.cat([head, torch.tensor([wide])])
    student.label.weight.copy_(cube[:, kept][:, :, dep].reshape(-1, narrow))
    student.label.bias.copy_(offsets[:, kept].reshape(-1))
    before = sum(teacher.widths) - 2 * wide
    rows = torch.cat([torch.arange(before), before + dep, before + wide + head])
    student.heads.weight.copy_(teacher.heads.weight[rows])
    student.heads.bias.copy_(teacher.heads.bias[rows])


def foremost(worth, count):
    """The places of the `count` largest values, in order of the places."""
    return worth.topk(count).indices.sort().values


def followed(teacher, model, batch, weights, likeness):
    """How far the model's answers and rows are from its teacher's on a batch: the loss, its parts, and the model's answers;
    `likeness` is how much each layer's rows count beside the answers."""
    inputs, real, gold = collate(batch)
    words = real.clone()
    words[:, 0] = False
    with torch.no_grad():
        theirs, their_rows = teacher.traced(*inputs)
    own, own_rows = model.traced(*inputs)
    parts = {k: soft(own[k][words], theirs[k][words]) for k in TAGS}
    hide = ~real[:, None, :]
    arcs = [out["arc"].float().masked_fill(hide, -1e4)[words] for out in (own, theirs)]
    parts["arc"] = soft(*arcs)
    heads = arcs[1].argmax(-1)
    row = words.nonzero(as_tuple=True)[0]
    parts["rel"] = soft(*(net.relations(out["ldep"][words], out["lhead"][row, heads]) for net, out in ((model, own), (teacher, theirs))))
    seen = inputs[2]
    apart = [F.mse_loss(a[seen].float(), b[seen].float()) for a, b in zip(own_rows, their_rows)]
    loss = sum(weights[k] * v for k, v in parts.items()) + likeness * sum(apart)
    return loss, {f"soft {k}": v for k, v in parts.items()} | {"rows": sum(apart)}, (own, real, gold)


def soft(own, theirs):
    """The mean divergence of the model's distribution from its teacher's, in nats."""
    return F.kl_div(own.float().log_softmax(-1), theirs.float().log_softmax(-1), reduction="batchmean", log_target=True)
