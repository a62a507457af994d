"""The network: the first layers of a MiniLM encoder, a word-shape embedding, and the heads that share them."""

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from labels import SHAPES

WIDTH, ATTENTION_HEADS, INNER, ARC, LABEL = 384, 12, 1536, 256, 128
TAGS = ("upos", "lemma", "ner", "xpos", "cue")


class Product(nn.Linear):
    """A linear layer that learns to work on 8-bit activations and 7-bit weights, with scales fixed by training.

    Scales measured anew for each input would make a sentence's answer hang on its neighbours in a batch. The network is
    trained with the rounding in place for its last third instead (quantisation-aware training, Jacob et al. 2018), and
    a few outlying channels share their range with the weights (as in SmoothQuant, Xiao et al. 2023). Weights of 7 bits
    cannot overflow the 16-bit sums of processors without 8-bit dot products. Modes: `off`, `watch` (follows the range
    of what passes), `on`.
    """

    LEVELS, WEIGHT_LEVELS = 255, 63

    def __init__(self, inside, outside):
        super().__init__(inside, outside)
        self.mode = "off"
        self.register_buffer("low", torch.zeros(inside))
        self.register_buffer("high", torch.zeros(inside))

    def steps(self):
        """(scale, zero point) of each input channel's bytes."""
        reach = (self.high - self.low).clamp(min=1e-4)
        scale = (reach * reach.max()).sqrt() / self.LEVELS
        return scale, (-self.low / scale).round().clamp(0, self.LEVELS)

    def column_steps(self, scaled):
        """The scale of each output's weights, of weights that have taken up the inputs' scales."""
        return scaled.abs().amax(1).clamp(min=1e-12) / self.WEIGHT_LEVELS

    def forward(self, x):
        """As a linear layer; rounded where the mode is `on`."""
        if self.mode == "watch" and self.training:
            seen = x.detach().float().flatten(0, -2)
            low, high = seen.amin(0).clamp(max=0), seen.amax(0).clamp(min=0)
            fresh = self.high.max() == 0
            self.low.copy_(torch.where(fresh, low, 0.98 * self.low + 0.02 * low))
            self.high.copy_(torch.where(fresh, high, 0.98 * self.high + 0.02 * high))
        if self.mode != "on":
            return super().forward(x)
        scale, zero = self.steps()
        levels = (x.detach() / scale + zero).round_().clamp_(0, self.LEVELS)
        x = x + ((levels - zero) * scale - x.detach())
        scaled = self.weight.detach() * scale
        columns = self.column_steps(scaled)[:, None]
        rounded = (scaled / columns).round_() * columns / scale
        return F.linear(x, self.weight + (rounded - self.weight.detach()), self.bias)


class Layer(nn.Module):
    """One post-norm transformer layer, shaped as in BERT."""

    def __init__(self, inner=INNER, dropout=0.1):
        super().__init__()
        self.qkv = Product(WIDTH, 3 * WIDTH)
        self.mix = Product(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = Product(WIDTH, inner)
        self.outer = Product(inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4).unbind(0)
        seen = (q @ k.transpose(2, 3) / q.shape[-1] ** 0.5 + mask).softmax(-1).to(v.dtype) @ v
        x = self.norm1(x + self.dropout(self.mix(seen.transpose(1, 2).reshape(x.shape))))
        return self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Reader(nn.Module):
    """Encoder and heads. `sizes` gives the number of labels of each head."""

    def __init__(self, sizes, vocab, layers=4, inner=INNER, label=LABEL, positions=256, dropout=0.2):
        super().__init__()
        self.word = nn.Embedding(vocab, WIDTH)
        self.position = nn.Embedding(positions, WIDTH)
        self.shape = nn.Embedding(len(SHAPES), WIDTH)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.small_dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(inner) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.label_width = label
        self.widths = [sizes[k] for k in TAGS] + [2 * (ARC + label)]
        self.heads = Product(WIDTH, sum(self.widths))
        self.arc = nn.Parameter(nn.init.xavier_uniform_(torch.empty(ARC + 1, ARC)))
        self.rels = sizes["rel"]
        self.label = Product(label, self.rels * (label + 1))
        nn.init.normal_(self.label.weight, std=0.05)
        nn.init.normal_(self.label.bias, std=0.05)

    def quantise(self, mode):
        """Sets the mode of all activations' bounds."""
        for module in self.modules():
            if isinstance(module, Product):
                module.mode = mode

    def encoder_parameters(self):
        """What comes from the pretrained encoder, to be trained more gently than the heads."""
        parts = [self.word, self.position, self.norm, self.layers]
        return [p for part in parts for p in part.parameters()]

    def load_encoder(self, path, rows):
        """Copies the pretrained weights of as many layers as there are here, and those rows of the table of pieces."""
        saved = {k.removeprefix("bert."): v for k, v in load_file(path).items()}
        with torch.no_grad():
            self.word.weight.copy_(saved["embeddings.word_embeddings.weight"][rows])
            kind = saved["embeddings.token_type_embeddings.weight"][0]
            self.position.weight.copy_((saved["embeddings.position_embeddings.weight"] + kind)[: len(self.position.weight)])
            copy(self.norm, saved, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                at = f"encoder.layer.{i}."
                copy(layer.qkv, saved, *(f"{at}attention.self.{n}" for n in ("query", "key", "value")))
                copy(layer.mix, saved, at + "attention.output.dense")
                copy(layer.norm1, saved, at + "attention.output.LayerNorm")
                copy(layer.inner, saved, at + "intermediate.dense")
                copy(layer.outer, saved, at + "output.dense")
                copy(layer.norm2, saved, at + "output.LayerNorm")

    def encode(self, ids, shapes, mask, first):
        """[B, T] pieces to [B, W, WIDTH] words, and each layer's rows; `first` [B, W] is each word's first piece, position 0 the root."""
        length = ids.shape[1]
        x = self.word(ids) + self.position.weight[:length] + self.shape(shapes)
        x = self.small_dropout(self.norm(x))
        hidden = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        rows = []
        for layer in self.layers:
            x = layer(x, hidden)
            rows.append(x)
        return torch.gather(x, 1, first[:, :, None].expand(-1, -1, WIDTH)), rows

    def forward(self, ids, shapes, mask, first):
        """Words' vectors, logits of the tags, arc scores [B, dep, head], and both sides of the label scorer."""
        return self.traced(ids, shapes, mask, first)[0]

    def traced(self, ids, shapes, mask, first):
        """What `forward` gives, and each layer's rows [B, T, WIDTH]."""
        words, rows = self.encode(ids, shapes, mask, first)
        *tags, sides = self.heads(self.dropout(words)).split(self.widths, -1)
        out = dict(zip(TAGS, tags)) | {"words": words}
        label = self.label_width
        dep, head, ldep, lhead = self.dropout(F.relu(sides)).split((ARC, ARC, label, label), -1)
        out["arc"] = with_one(dep) @ self.arc @ head.transpose(1, 2)
        out["ldep"], out["lhead"] = ldep, lhead
        return out, rows

    def relations(self, ldep, lhead):
        """[N, LABEL] pairs of dependent and head to [N, relations]."""
        mixed = self.label(ldep).view(-1, self.rels, self.label_width + 1)
        return torch.einsum("nrd,nd->nr", mixed, with_one(lhead).to(mixed.dtype))


def copy(module, saved, *names):
    """Sets a module's weight and bias from one or several saved ones, stacked."""
    for kind in ("weight", "bias"):
        getattr(module, kind).copy_(torch.cat([saved[f"{n}.{kind}"] for n in names]))


def with_one(x):
    """A constant one behind the features, which gives a bilinear form its linear terms."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
