"""The loss: what each head should give, and how much each counts."""

from __future__ import annotations

import torch
from batching import PASSED, Batch
from network import WIDTH, Reader
from torch import Tensor, nn
from torch.nn import functional

from tallystick.reading.embedded.labels import CERTAINTIES, EVENTS, STATUSES


class Loss(nn.Module):
    """The parts of the loss as a module, so that it can be called with its parameters in bfloat16."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, batch: Batch, dropped: float) -> dict[str, Tensor]:
        """The parts, weighted; ``dropped`` is the share of hidden dimensions to drop."""
        states, plain = self.reader.lower(batch.ids, batch.signals, batch.mask)
        states, plain = states * channels(states, dropped), plain * channels(plain, dropped)
        x = marked(self.reader, states, batch, dropped) if len(batch.zones) else None
        if "cues" in batch.targets:
            return _of_cues(self.reader, batch, plain, x)
        parts = _of_windows(self.reader, batch, plain)
        return parts if x is None else parts | _of_spans(self.reader, batch, plain, x)


def channels(states: Tensor, dropped: float) -> Tensor:
    """One mask over the hidden dimensions for each row: far fewer random numbers than dropout."""
    if not dropped:
        return torch.ones(1, dtype=states.dtype, device=states.device)
    kept = torch.rand(len(states), 1, WIDTH, device=states.device) >= dropped
    return kept.to(states.dtype) / (1 - dropped)


def marked(reader: Reader, states: Tensor, batch: Batch, dropped: float) -> Tensor:
    """The states of the marker passes (crops, pieces, width); short crops apart from long ones, to pad little."""
    flat, width, half = states.flatten(0, 1), batch.crops.shape[1], len(batch.zones) // 2
    parts = []
    for part in (slice(0, half), slice(half, None)):
        zones, mask = batch.zones[part], batch.crop_mask[part]
        if not len(zones):
            continue
        length = width if part.stop is None else _longest(mask)
        zones, mask, crops = zones[:, :length], mask[:, :length], batch.crops[part, :length]
        picked = flat.index_select(0, crops.flatten()).view(*crops.shape, WIDTH)
        x = reader.marked(picked, zones, mask)
        parts.append(functional.pad(x * channels(x, dropped), (0, 0, 0, width - length)))
    return torch.cat(parts)


def _longest(mask: Tensor) -> int:
    return int(mask.sum(1).max())


def _of_windows(reader: Reader, batch: Batch, plain: Tensor) -> dict[str, Tensor]:
    heads, targets, seen = reader.heads, batch.targets, batch.mask.bool()
    span, kind = heads.span(plain).float(), heads.kind(plain).float()
    weight = torch.tensor([3.0, 3.0, 1.0], device=span.device)
    shares = torch.tensor([0.25, 0.25, 0.05], device=span.device)
    raw = functional.binary_cross_entropy_with_logits(span, targets["spans"], reduction="none", pos_weight=weight)
    return {
        "span": (raw * seen[..., None] * shares).sum() / targets["spans"][..., 0].sum().clamp(min=1.0),
        "kind": _cross(kind.flatten(0, 1), targets["kinds"].flatten())
        / (targets["kinds"] != PASSED).sum().clamp(min=1),
    }


def _of_spans(reader: Reader, batch: Batch, plain: Tensor, x: Tensor) -> dict[str, Tensor]:
    heads, targets, count = reader.heads, batch.targets, len(batch.zones)
    real = targets["events"].sum().clamp(min=1.0)
    pick = _picked(reader, batch, plain).float()
    judged = heads.judge(x, batch.zones).float()
    keep, event, status, certainty = judged.split([1, len(EVENTS), len(STATUSES), len(CERTAINTIES)], 1)
    role = heads.role(x).float().reshape(-1, 3)
    return {
        "pick": functional.binary_cross_entropy_with_logits(pick[:, 0], targets["worth"]),
        "pick event": 0.5 * _soft(pick[:, 1:], targets["events"]) / real,
        "keep": functional.binary_cross_entropy_with_logits(keep[:, 0], targets["worth"]),
        "event": _soft(event, targets["events"]) / real,
        "status": 0.5 * _soft(status, targets["statuses"]) / real,
        "certainty": 0.5 * _soft(certainty, targets["certainties"]) / real,
        "role": 0.12 * _cross(role, targets["roles"].flatten()) / count,
        "figure": 0.12 * _cross(heads.figure(x).float().flatten(0, 1), targets["figures"].flatten()) / count,
    }


def _picked(reader: Reader, batch: Batch, plain: Tensor) -> Tensor:
    flat = plain.flatten(0, 1)
    first, last = batch.ends[:, 0], batch.ends[:, 1]
    sums = functional.pad(flat.float().cumsum(0), (0, 0, 1, 0))
    mean = (sums[last + 1] - sums[first]) / (last + 1 - first)[:, None]
    return reader.heads.picked(flat[first], mean.to(flat.dtype), flat[last])


def _of_cues(reader: Reader, batch: Batch, plain: Tensor, x: Tensor | None) -> dict[str, Tensor]:
    cue, targets = reader.heads.cue(plain).float(), batch.targets
    wanted = targets["cues"].masked_fill(batch.mask == 0, PASSED)
    parts = {"cue": 0.5 * _cross(cue.flatten(0, 1), wanted.flatten()) / max(1, len(batch.zones))}
    if x is not None:
        said = reader.heads.said(x).float().reshape(-1, 3)
        parts["said"] = 0.12 * _cross(said, targets["said"].flatten()) / len(batch.zones)
    return parts


def _cross(scores: Tensor, target: Tensor) -> Tensor:
    return functional.cross_entropy(scores, target, ignore_index=PASSED, reduction="sum")


def _soft(scores: Tensor, target: Tensor) -> Tensor:
    return -(scores.log_softmax(-1) * target).sum()
