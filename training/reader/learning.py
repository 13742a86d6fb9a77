"""The training loop."""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from attrs import Factory, define, evolve
from batching import Batch, Pair, all_windows, by_length, collate
from losing import Loss
from network import FRESH, Reader
from preparing import Example, Range
from settings import Settings
from torch import Tensor, nn

from tallystick.reading.embedded.proposing import propose

OWN_FROM = 0.15
"""Share of the course after which the model also judges its own proposals."""


def device() -> torch.device:
    """A GPU where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def optimiser(reader: Reader, settings: Settings) -> torch.optim.Optimizer:
    """AdamW with a higher rate for what starts fresh."""
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in reader.named_parameters():
        key = (any(part in name.split(".") for part in FRESH), parameter.dim() > 1)
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
        return cls({n: p.detach().clone() for n, p in reader.named_parameters()}, decay)

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


@define
class Lessons:
    """The order of the batches: attributions first, then in each epoch claims with attributions between them."""

    claims: list[Pair]
    cues: list[Pair]
    settings: Settings
    dice: random.Random

    @property
    def total(self) -> int:
        """How many batches there will be."""
        claims, cues = (math.ceil(len(pairs) / self.settings.windows) for pairs in (self.claims, self.cues))
        beside = round(self.settings.beside * claims) if cues else 0
        return self.settings.first * cues + self.settings.epochs * (claims + beside)

    def __iter__(self) -> Iterator[list[list[Pair]]]:
        """The batches of each epoch."""
        for _ in range(self.settings.first):
            yield list(by_length(self.cues, self.settings.windows, self.dice))
        for _ in range(self.settings.epochs):
            batches = list(by_length(self.claims, self.settings.windows, self.dice))
            count = round(self.settings.beside * len(batches))
            some = list(by_length(self.cues, self.settings.windows, self.dice))[:count]
            self.dice.shuffle(batches := batches + some)
            yield batches


def train(examples: Sequence[Example], reader: Reader, settings: Settings, save: Path) -> Reader:
    """Trains ``reader`` in place and saves the average of its weights to ``save`` after each epoch."""
    torch.manual_seed(settings.seed)
    dice = random.Random(settings.seed)
    reader.to(device())
    average, steps, loss = Average.of(reader, settings.average), optimiser(reader, settings), Loss(reader)
    rates = [group["lr"] for group in steps.param_groups]
    coded = [e for e in examples if not e.cued]
    lessons = Lessons(all_windows(coded), all_windows([e for e in examples if e.cued]), settings, dice)
    course = Course(settings, lessons.total)
    proposed: dict[str, list[Range]] = {}
    for batches in lessons:
        sums = dict[str, Tensor]()
        for pairs in batches:
            for group, rate in zip(steps.param_groups, rates, strict=True):
                group["lr"] = rate * course.rate
            _add(sums, step(loss, steps, collate(pairs, settings, dice, proposed), settings))
            average.take(reader)
            course.done += 1
            if course.progress >= 1.0:
                break
        _tell(course, sums, len(batches))
        torch.save(average.values, save)
        if course.progress >= 1.0:
            break
        if course.progress > OWN_FROM:
            proposed = own_proposals(reader, coded)
    reader.load_state_dict(average.values, strict=False)
    return reader.eval()


def _add(sums: dict[str, Tensor], parts: dict[str, Tensor]) -> None:
    for name, value in parts.items():
        sums[name] = sums[name] + value if name in sums else value


def _tell(course: Course, sums: dict[str, Tensor], count: int) -> None:
    told = " ".join(f"{name} {float(value) / count:.3f}" for name, value in sums.items())
    print(f"step {course.done} of {course.total}, {course.seconds:.0f} s: {told}", file=sys.stderr, flush=True)


def step(loss: Loss, steps: torch.optim.Optimizer, batch: Batch, settings: Settings) -> dict[str, Tensor]:
    """One step in bfloat16 with weights kept in full precision; gives the parts of the loss."""
    parts: dict[str, Tensor] = torch.func.functional_call(loss, in_half(loss), (batch.to(device()), settings.channels))
    steps.zero_grad()
    torch.stack(list(parts.values())).sum().backward()
    nn.utils.clip_grad_norm_(loss.parameters(), 1.0)
    steps.step()
    return {name: part.detach() for name, part in parts.items()}


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
        _, plain = self.reader.lower(batch.ids, batch.signals, batch.mask)
        scores: Tensor = self.reader.heads.span(plain).float().sigmoid()
        return scores


@torch.no_grad()
def own_proposals(reader: Reader, examples: Sequence[Example]) -> dict[str, list[Range]]:
    """The spans that the model proposes now, by article: the ones that it must learn to judge."""
    found: dict[str, list[Range]] = {}
    quiet, dice, spans = evolve(Settings(), masked=0.0, blind=0.0), random.Random(0), Spans(reader)
    for chosen in by_length(all_windows(examples), 16, dice):
        batch = collate(chosen, quiet, dice).to(device())
        scores = torch.func.functional_call(spans, in_half(spans), (batch,)).cpu().numpy()
        for row, (example, window) in enumerate(chosen):
            here = propose(scores[row, 1 : window.last - window.first + 1])
            found.setdefault(example.id, []).extend((a + window.first, b + window.first) for a, b in here)
    return found
