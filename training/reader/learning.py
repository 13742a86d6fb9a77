"""The training loop."""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from attrs import Factory, define
from batching import PASSED, Batch, all_windows, by_length, collate
from network import WIDTH, Reader, from_base
from preparing import Example, Range
from settings import Settings
from torch import Tensor, nn
from torch.nn import functional

from tallystick.reading.embedded.labels import EVENTS, STATUSES
from tallystick.reading.embedded.proposing import propose

OWN_FROM = 0.1
"""Share of the course after which the model also judges its own proposals."""


class Loss(nn.Module):
    """The parts of the loss as a module, so that it can be called with its parameters in bfloat16."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, batch: Batch, dropped: float) -> dict[str, Tensor]:
        """The parts, weighted; ``dropped`` is the share of hidden dimensions to drop."""
        return losses(self.reader, batch, dropped)


def losses(reader: Reader, batch: Batch, dropped: float) -> dict[str, Tensor]:
    """The parts of the loss, weighted; ``dropped`` is the share of hidden dimensions to drop."""
    lower, upper = reader.lower, reader.upper
    states = lower(batch.ids, batch.signals, batch.mask)
    states = states * _channels(states, dropped)
    plain = upper.encode(states, torch.zeros_like(batch.ids), batch.mask)
    span, kind = (t.float() for t in upper.plain(plain * _channels(plain, dropped)))
    seen = batch.mask.bool()
    count = max(1, len(batch.worth))
    claims = batch.spans[..., 0].sum().clamp(min=1.0)
    weight = torch.tensor([3.0, 3.0, 1.0])
    raw = functional.binary_cross_entropy_with_logits(span, batch.spans, reduction="none", pos_weight=weight)
    inside = (batch.kinds != PASSED).sum().clamp(min=1)
    parts = {
        "span": (raw * seen[..., None] * torch.tensor([0.25, 0.25, 0.05])).sum() / claims,
        "kind": _cross(kind.flatten(0, 1), batch.kinds.flatten()) / inside,
    }
    judged, role, figure = _marked(reader, states, batch, dropped)
    keep, event, status, certainty = judged.split([1, len(EVENTS), len(STATUSES), batch.certainties.shape[1]], 1)
    parts["keep"] = functional.binary_cross_entropy_with_logits(keep[:, 0], batch.worth)
    real = batch.events.sum().clamp(min=1.0)
    parts["event"] = _soft(event, batch.events) / real
    parts["status"] = 0.5 * _soft(status, batch.statuses) / real
    parts["certainty"] = 0.5 * _soft(certainty, batch.certainties) / real
    parts["role"] = 0.12 * _cross(role.reshape(-1, 3), batch.roles.flatten()) / count
    parts["figure"] = 0.12 * _cross(figure.flatten(0, 1), batch.figures.flatten()) / count
    return parts


def _marked(reader: Reader, states: Tensor, batch: Batch, dropped: float) -> tuple[Tensor, Tensor, Tensor]:
    """The marker passes, short crops apart from long ones, so that little is padded."""
    flat, width, half = states.flatten(0, 1), batch.crops.shape[1], len(batch.worth) // 2
    parts = []
    for part in (slice(0, half), slice(half, None)):
        zones, mask = batch.zones[part], batch.crop_mask[part]
        if not len(zones):
            continue
        length = int(mask.sum(1).max())
        zones, mask, crops = zones[:, :length], mask[:, :length], batch.crops[part, :length]
        picked = flat.index_select(0, crops.flatten()).view(*crops.shape, WIDTH)
        x = reader.upper.encode(picked, zones, mask)
        judged, role, figure = reader.upper.marked(x * _channels(x, dropped), zones)
        missing = (0, 0, 0, width - length)
        parts.append((judged, functional.pad(role, missing), functional.pad(figure, missing)))
    return tuple(torch.cat(found).float() for found in zip(*parts, strict=True))  # type: ignore[return-value]


def _cross(scores: Tensor, target: Tensor) -> Tensor:
    return functional.cross_entropy(scores, target, ignore_index=PASSED, reduction="sum")


def _soft(scores: Tensor, target: Tensor) -> Tensor:
    return -(scores.log_softmax(-1) * target).sum()


def _channels(states: Tensor, dropped: float) -> Tensor:
    """One mask over the hidden dimensions for each row: far fewer random numbers than dropout."""
    if not dropped:
        return torch.ones(1, dtype=states.dtype)
    return (torch.rand(len(states), 1, WIDTH) >= dropped).to(states.dtype) / (1 - dropped)


def optimiser(reader: Reader, settings: Settings) -> torch.optim.Optimizer:
    """AdamW with a higher rate for what starts fresh."""
    fresh = ("signals", "zones", "span", "kind", "pooled", "judged", "role", "figure")
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in reader.named_parameters():
        if parameter.requires_grad:
            key = (any(part in name.split(".") for part in fresh), parameter.dim() > 1)
            groups.setdefault(key, []).append(parameter)
    return torch.optim.AdamW(
        fused=True,
        params=[
            {
                "params": parameters,
                "lr": settings.head_rate if new else settings.encoder_rate,
                "weight_decay": settings.decay if matrix else 0.0,
            }
            for (new, matrix), parameters in groups.items()
        ],
    )


@define
class Average:
    """A running average of the trained weights: what ships."""

    values: dict[str, Tensor]
    decay: float
    steps: int = 0

    @classmethod
    def of(cls, reader: Reader, decay: float) -> Average:
        """The average of one set of weights: the present ones."""
        return cls({n: p.detach().clone() for n, p in reader.named_parameters() if p.requires_grad}, decay)

    @torch.no_grad()
    def take(self, reader: Reader) -> None:
        """Takes in the present weights."""
        self.steps += 1
        weight = 1 - min(self.decay, self.steps / (self.steps + 10))
        present = dict(reader.named_parameters())
        torch._foreach_lerp_(list(self.values.values()), [present[n].detach() for n in self.values], weight)


@define
class Course:
    """How far a training is: by steps or by minutes, whichever is further."""

    settings: Settings
    total: int
    began: float = Factory(time.monotonic)
    done: int = 0

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self.began

    @property
    def progress(self) -> float:
        """0 at the beginning, 1 at the end."""
        return max(self.done / self.total, self.seconds / (60 * self.settings.minutes))

    @property
    def rate(self) -> float:
        """The share of the highest learning rate that is due now: up, then straight down to nothing."""
        return min(1.0, (self.done + 1) / (self.settings.warm_up * self.total)) * max(0.0, 1.0 - self.progress)


def train(examples: Sequence[Example], settings: Settings, save: Path, start: Path | None = None) -> Reader:
    """The trained reader, saved to ``save`` after each epoch too. ``start`` are weights to go on from."""
    torch.manual_seed(settings.seed)
    dice = random.Random(settings.seed)
    reader = from_base()
    if start:
        reader.load_state_dict(torch.load(start), strict=False)
    average, steps = Average.of(reader, settings.average), optimiser(reader, settings)
    loss = Loss(reader)
    rates = [group["lr"] for group in steps.param_groups]
    pairs = all_windows(examples)
    course = Course(settings, settings.epochs * math.ceil(len(pairs) / settings.windows))
    proposed: dict[str, list[Range]] = {}
    while course.progress < 1.0:
        running: dict[str, float] = {}
        for chosen in by_length(pairs, settings.windows, dice):
            for group, rate in zip(steps.param_groups, rates, strict=True):
                group["lr"] = rate * course.rate
            for name, value in step(loss, steps, collate(chosen, settings, dice, proposed), settings).items():
                running[name] = running.get(name, 0.0) + value * settings.windows / len(pairs)
            average.take(reader)
            course.done += 1
            if course.progress >= 1.0:
                break
        told = " ".join(f"{name} {value:.3f}" for name, value in running.items())
        print(f"step {course.done} of {course.total}, {course.seconds:.0f} s: {told}", file=sys.stderr, flush=True)
        torch.save(average.values, save)
        if course.progress > OWN_FROM:
            proposed = own_proposals(reader, examples)
    reader.load_state_dict(average.values, strict=False)
    return reader.eval()


def step(loss: Loss, steps: torch.optim.Optimizer, batch: Batch, settings: Settings) -> dict[str, float]:
    """One step in bfloat16 with weights kept in full precision; gives the parts of the loss."""
    parts = torch.func.functional_call(loss, in_half(loss), (batch, settings.channels))
    steps.zero_grad()
    torch.stack(list(parts.values())).sum().backward()
    nn.utils.clip_grad_norm_(loss.parameters(), 1.0)
    steps.step()
    return {name: float(part.detach()) for name, part in parts.items()}


def in_half(module: nn.Module) -> dict[str, Tensor]:
    """The module's parameters in bfloat16; gradients flow back to the full ones."""
    return {name: parameter.bfloat16() for name, parameter in module.named_parameters()}


class Spans(nn.Module):
    """The span scores of the plain pass."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, batch: Batch) -> Tensor:
        """Probabilities (windows, pieces, 3)."""
        states = self.reader.lower(batch.ids, batch.signals, batch.mask)
        plain = self.reader.upper.encode(states, torch.zeros_like(batch.ids), batch.mask)
        return self.reader.upper.plain(plain)[0].float().sigmoid()


@torch.no_grad()
def own_proposals(reader: Reader, examples: Sequence[Example]) -> dict[str, list[Range]]:
    """The spans that the model proposes now, by article: the ones that it must learn to judge."""
    found: dict[str, list[Range]] = {}
    quiet, dice, spans = Settings(masked=0.0, blind=0.0), random.Random(0), Spans(reader)
    for chosen in by_length(all_windows(examples), 16, dice):
        scores = torch.func.functional_call(spans, in_half(spans), (collate(chosen, quiet, dice, {}),)).numpy()
        for row, (example, window) in enumerate(chosen):
            here = propose(scores[row, 1 : window.last - window.first + 1])
            found.setdefault(example.id, []).extend((a + window.first, b + window.first) for a, b in here)
    return found
