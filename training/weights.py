"""Writes the trained network's tables: 8-bit where it learnt to work with 8 bits, floats elsewhere."""

import torch
from safetensors.torch import save

from model import ATTENTION_HEADS, WIDTH, Product


def tables(model):
    """Name to tensor of everything that `crates/reader/src/model/infer.rs` reads."""
    out = {}
    for name, table in (("piece", model.word), ("position", model.position)):
        rows, scale = row_bytes(table.weight)
        out[f"{name}s"], out[f"{name}_scales"] = rows.to(torch.int8), scale[:, 0]
    out["shapes"] = model.shape.weight
    out["arc"] = model.arc
    for name, module in model.named_modules():
        if isinstance(module, Product):
            query = WIDTH if name.endswith("qkv") else 0
            out.update({f"{name}.{k}": v for k, v in product(module, query).items()})
        elif isinstance(module, torch.nn.LayerNorm):
            out[f"{name}.weight"], out[f"{name}.bias"] = module.weight, module.bias
    return {k: v.detach().contiguous() for k, v in out.items()}


def row_bytes(weight):
    """A table's rows as whole numbers of 8 bits, and the scale of each row."""
    scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
    return (weight / scale).round(), scale


def product(module, query):
    """The parts of one product; its first `query` outputs are divided by the root of an attention head's width.

    y = scales * (sum over inputs of (byte - zero) * weight) + bias, with byte = round(x * steps + zero).
    """
    scale, zero = module.steps()
    scaled = module.weight * scale
    columns = module.column_steps(scaled)
    weight = (scaled / columns[:, None]).round()
    bias = module.bias - columns * (weight.double() @ zero.double()).float()
    worth = torch.ones_like(columns)
    worth[:query] /= (WIDTH // ATTENTION_HEADS) ** 0.5
    return {"weight": weight.T.to(torch.int8), "steps": 1 / scale, "zeros": zero, "scales": columns * worth, "bias": bias * worth}


def write(model):
    """The bytes of `reader.safetensors`."""
    return save(tables(model))
