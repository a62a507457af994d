"""Writes the trained network as an ONNX graph, op by op, with 8-bit weights.

Written by hand rather than traced: the graph is small, and so every quantised product has the one shape that both
ONNX Runtime and the Rust runtime fuse (dynamic quantisation, integer product, cast, scale, bias).
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from model import ARC, ATTENTION_HEADS, LABEL, TAGS, WIDTH

OPSET = 20


class Graph:
    """Collects nodes and constants under fresh names."""

    def __init__(self, bits):
        self.nodes, self.constants, self.bits, self.count = [], {}, bits, 0

    def name(self, hint):
        """A name not used before."""
        self.count += 1
        return f"{hint}_{self.count}"

    def const(self, value, hint="c"):
        """A constant tensor."""
        name = self.name(hint)
        self.constants[name] = numpy_helper.from_array(np.asarray(value, order="C"), name)
        return name

    def op(self, kind, *inputs, outputs=1, names=None, **attributes):
        """A node; returns its output name, or a list where there are several."""
        names = names or [self.name(kind.lower()) for _ in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if len(names) == 1 else names

    def shaped(self, x, *shape):
        """Reshape to constant sizes; 0 keeps a dimension, -1 infers it."""
        return self.op("Reshape", x, self.const(np.array(shape, np.int64)))

    def quantised(self, x):
        """(bytes, scale, zero point) of an activation, measured over this one sentence."""
        return self.op("DynamicQuantizeLinear", x, outputs=3)

    def linear(self, quantised, weight, bias):
        """x @ weight + bias; weight [in, out] is kept in `bits` bits with a scale for each output."""
        small, scale = per_column(weight, self.bits)
        data, x_scale, x_zero = quantised
        product = self.op("MatMulInteger", data, self.const(small, "weight"), x_zero, self.const(np.int8(0), "zero"))
        scales = self.op("Mul", x_scale, self.const(scale, "scale"))
        real = self.op("Mul", self.op("Cast", product, to=TensorProto.FLOAT), scales)
        return self.op("Add", real, self.const(bias, "bias"))

    def norm(self, x, module):
        """Layer normalisation."""
        weight, bias = (self.const(array(p)) for p in (module.weight, module.bias))
        return self.op("LayerNormalization", x, weight, bias, axis=-1, epsilon=1e-12)


def array(parameter):
    """A parameter as a float array."""
    return parameter.detach().float().numpy()


def per_column(weight, bits):
    """Integers and a scale for each column of a matrix: of a few scales, the one that loses least."""
    top = 2 ** (bits - 1) - 1
    widest = np.maximum(np.abs(weight).max(0), 1e-8) / top
    scale, least = widest, np.full(weight.shape[1], np.inf)
    for share in (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7):
        tried = widest * share
        lost = ((np.clip(np.round(weight / tried), -top, top) * tried - weight) ** 2).sum(0)
        scale, least = np.where(lost < least, tried, scale), np.minimum(lost, least)
    return np.clip(np.round(weight / scale), -top, top).astype(np.int8), scale.astype(np.float32)


def embed(g, model):
    """Pieces, shapes and positions to [T, WIDTH]; each piece's row has a scale of its own."""
    small, scale = per_column(array(model.word.weight).T, 8)
    row = g.op("Cast", g.op("Gather", g.const(small.T, "pieces"), "ids"), to=TensorProto.FLOAT)
    word = g.op("Mul", row, g.op("Gather", g.const(scale[:, None], "piece_scale"), "ids"))
    length = g.op("Shape", "ids")
    position = g.op("Slice", g.const(array(model.position.weight), "position"), g.const(np.array([0], np.int64)), length,
                    g.const(np.array([0], np.int64)))
    shape = g.op("Gather", g.const(array(model.shape.weight), "shape"), "shapes")
    return g.norm(g.op("Add", g.op("Add", word, position), shape), model.norm)


def layer(g, x, module):
    """One transformer layer over a single sentence."""
    weight, bias = array(module.qkv.weight).T.copy(), array(module.qkv.bias).copy()
    each = WIDTH // ATTENTION_HEADS
    weight[:, :WIDTH] /= each**0.5
    bias[:WIDTH] /= each**0.5
    parts = g.op("Split", g.linear(g.quantised(x), weight, bias), g.const(np.array([WIDTH] * 3, np.int64)), axis=-1, outputs=3)
    q, k, v = (g.shaped(p, 0, ATTENTION_HEADS, each) for p in parts)
    q, v = (g.op("Transpose", p, perm=[1, 0, 2]) for p in (q, v))
    seen = g.op("Softmax", g.op("MatMul", q, g.op("Transpose", k, perm=[1, 2, 0])), axis=-1)
    mixed = g.shaped(g.op("Transpose", g.op("MatMul", seen, v), perm=[1, 0, 2]), 0, WIDTH)
    mixed = g.linear(g.quantised(mixed), array(module.mix.weight).T, array(module.mix.bias))
    x = g.norm(g.op("Add", x, mixed), module.norm1)
    inner = g.op("Gelu", g.linear(g.quantised(x), array(module.inner.weight).T, array(module.inner.bias)))
    outer = g.linear(g.quantised(inner), array(module.outer.weight).T, array(module.outer.bias))
    return g.norm(g.op("Add", x, outer), module.norm2)


def heads(g, model, sizes):
    """All word-level heads in one product, then the two bilinear ones."""
    modules = [model.tags[k] for k in TAGS] + [model.sides]
    weight = np.concatenate([array(m.weight).T for m in modules], 1)
    bias = np.concatenate([array(m.bias) for m in modules])
    widths = [sizes[k] for k in TAGS] + [ARC + ARC + LABEL + LABEL]
    all_heads = g.linear(g.quantised("words"), weight, bias)
    sides = g.op("Split", all_heads, g.const(np.array(widths, np.int64)), axis=-1, names=[*TAGS, "sides"])[-1]
    dep, head, ldep, lhead = g.op("Split", g.op("Relu", sides), g.const(np.array([ARC, ARC, LABEL, LABEL], np.int64)), axis=-1, outputs=4)
    arc = array(model.arc)
    left = g.op("Add", g.op("MatMul", dep, g.const(arc[:ARC], "arc")), g.const(arc[ARC]))
    g.op("MatMul", left, g.op("Transpose", head, perm=[1, 0]), names=["arcs"])
    label = array(model.label).reshape(LABEL + 1, model.rels, LABEL + 1)
    both, alone = label[:, :, :LABEL].reshape(LABEL + 1, -1), label[:, :, LABEL]
    ldep = g.quantised(ldep)
    mixed = g.shaped(g.linear(ldep, both[:LABEL], both[LABEL]), -1, LABEL)
    pairs = g.op("MatMul", mixed, g.op("Transpose", lhead, perm=[1, 0]))
    words = g.op("Slice", g.op("Shape", "words"), *(g.const(np.array([i], np.int64)) for i in (0, 1, 0)))
    shape = g.op("Concat", words, g.const(np.array([model.rels], np.int64)), words, axis=0)
    pairs = g.op("Reshape", pairs, shape)
    pairs = g.op("Add", pairs, g.op("Unsqueeze", g.linear(ldep, alone[:LABEL], alone[LABEL]), g.const(np.array([2], np.int64))))
    g.op("ArgMax", pairs, axis=1, keepdims=0, names=["relations"])


def build(model, sizes, bits=8):
    """The ONNX model of a trained network: one sentence a call, no padding, no mask."""
    g = Graph(bits)
    x = embed(g, model)
    for module in model.layers:
        x = layer(g, x, module)
    g.op("Gather", x, "first", axis=0, names=["words"])
    heads(g, model, sizes)
    real, whole = TensorProto.FLOAT, TensorProto.INT64
    inputs = [helper.make_tensor_value_info(n, whole, [d]) for n, d in (("ids", "T"), ("shapes", "T"), ("first", "W"))]
    outputs = [helper.make_tensor_value_info(k, real, ["W", sizes[k]]) for k in TAGS]
    outputs += [helper.make_tensor_value_info("arcs", real, ["W", "W"]), helper.make_tensor_value_info("relations", whole, ["W", "W"]),
                helper.make_tensor_value_info("words", real, ["W", WIDTH])]
    graph = helper.make_graph(g.nodes, "reader", inputs, outputs, list(g.constants.values()))
    built = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9, producer_name="herodotus")
    onnx.checker.check_model(built)
    return built
