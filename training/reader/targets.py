"""What the heads should give for the windows and the marked crops of a batch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from attrs import field, frozen
from labelling import Attributed, Labelled
from preparing import Example, Range
from torch import Tensor

from tallystick.reading.embedded.labels import CERTAINTIES, EVENTS, MEASURES, PARTS, ROLES, STATUSES
from tallystick.reading.embedded.pieces import Window

PASSED = -100
"""Neither right nor wrong: left out of the loss."""
Targets = dict[str, Tensor]


@frozen
class Mark:
    """A span that is marked: how much of a claim it is, the coded claim behind it, or the roles of its attribution."""

    first: int
    last: int
    worth: float = 1.0
    claim: Labelled | None = None
    parts: list[tuple[str, int, int]] = field(factory=list)


def overlap(a: Range, b: Range) -> float:
    """Intersection over union of two ranges."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / (max(a[1], b[1]) - min(a[0], b[0]))


def marks_of_claims(spans: Sequence[Range], claims: Sequence[Labelled]) -> list[Mark]:
    """Each span with the coded claim that it covers best; the worth grows from nothing to full with their overlap."""
    return [_mark(span, claims) for span in spans]


def _mark(span: Range, claims: Sequence[Labelled]) -> Mark:
    best = max(claims, key=lambda c: overlap(span, (c.first, c.last)), default=None)
    share = overlap(span, (best.first, best.last)) if best else 0.0
    worth = min(1.0, max(0.0, (share - 0.15) / 0.6))
    return Mark(*span, worth, best if share > 0.3 else None)


def marks_of_cues(said: Sequence[Attributed]) -> list[Mark]:
    """The cues of attributions."""
    return [Mark(*a.cue, parts=a.parts) for a in said]


def _tensors(found: dict[str, np.ndarray]) -> Targets:
    return {name: torch.from_numpy(values) for name, values in found.items()}


def of_claims(
    pairs: Sequence[tuple[Example, Window]], length: int, marks: Sequence[Mark], seen: Sequence[Range]
) -> Targets:
    """Targets of windows of coded articles and of the spans that are judged in them."""
    spans = np.zeros((len(pairs), length, 3), np.float32)
    kinds = np.full((len(pairs), length), PASSED, np.int64)
    for row, (example, window) in enumerate(pairs):
        for claim in example.claims:
            _mark_span(spans[row], kinds[row], claim, window)
    count, width = len(marks), max((b - a for a, b in seen), default=1)
    found = {
        "spans": spans,
        "kinds": kinds,
        "worth": np.array([m.worth for m in marks], np.float32),
        "events": np.zeros((count, len(EVENTS)), np.float32),
        "statuses": np.zeros((count, len(STATUSES)), np.float32),
        "certainties": np.zeros((count, len(CERTAINTIES)), np.float32),
        "roles": np.full((count, width, len(ROLES)), PASSED, np.int64),
        "figures": np.full((count, width), PASSED, np.int64),
    }
    for i, (mark, reach) in enumerate(zip(marks, seen, strict=True)):
        if mark.claim is not None:
            _fill_stance(mark.claim, {n: found[n][i] for n in ("events", "statuses", "certainties")})
            _fill_roles(mark.claim, reach, found["roles"][i], found["figures"][i])
    return _tensors(found)


def _mark_span(spans: np.ndarray, kinds: np.ndarray, claim: Labelled, window: Window) -> None:
    first, last = claim.first - window.first + 1, claim.last - window.first + 1
    if 1 <= first < len(spans):
        spans[first, 0] = 1.0
    if 1 <= last - 1 < len(spans):
        spans[last - 1, 1] = 1.0
    low, high = max(1, first), max(1, min(last, len(spans)))
    spans[low:high, 2] = 1.0
    kinds[low:high] = EVENTS.index(max(claim.events, key=lambda e: claim.events[e]))


def _fill_stance(claim: Labelled, row: dict[str, np.ndarray]) -> None:
    for event, weight in claim.events.items():
        row["events"][EVENTS.index(event)] = weight
    row["events"] /= row["events"].sum()
    for status in claim.status:
        row["statuses"][STATUSES.index(status)] = 1 / len(claim.status)  # type: ignore[arg-type]
    for certainty in claim.certainty:
        row["certainties"][CERTAINTIES.index(certainty)] = 1 / len(claim.certainty)  # type: ignore[arg-type]


def _fill_roles(claim: Labelled, seen: Range, roles: np.ndarray, figures: np.ndarray) -> None:
    a, b = seen
    roles[: b - a] = 0
    figures[: b - a] = 0
    for role, first, last in claim.passed_over:
        roles[max(0, first - a) : max(0, min(last, b) - a), ROLES.index(role)] = PASSED
    for role, first, last in claim.roles:
        if a <= first and last <= b:
            _tag(roles[:, ROLES.index(role)], first - a, last - a)
    for first, last in claim.open_figures:
        figures[max(0, first - a) : max(0, min(last, b) - a)] = PASSED
    for measure, first, last in claim.figures:
        figures[max(0, first - a) : max(0, min(last, b) - a)] = 1 + MEASURES.index(measure)


def _tag(row: np.ndarray, first: int, last: int) -> None:
    """Begin, then inside."""
    if first < last:
        row[first:last] = 2
        row[first] = 1


def of_cues(
    pairs: Sequence[tuple[Example, Window]], length: int, marks: Sequence[Mark], seen: Sequence[Range]
) -> Targets:
    """Targets of windows with coded attributions and of the cues that are marked in them."""
    cues = np.zeros((len(pairs), length), np.int64)
    for row, (example, window) in enumerate(pairs):
        for said in example.said:
            first, last = (min(length, max(1, piece - window.first + 1)) for piece in said.cue)
            _tag(cues[row], first, last)
    width = max((b - a for a, b in seen), default=1)
    parts = np.full((len(marks), width, len(PARTS)), PASSED, np.int64)
    for i, (mark, (a, b)) in enumerate(zip(marks, seen, strict=True)):
        parts[i, : b - a] = 0
        for part, first, last in mark.parts:
            low, high = max(first, a) - a, min(last, b) - a
            _tag(parts[i, :, PARTS.index(part)], low, high)
            if first < a <= last:
                parts[i, 0, PARTS.index(part)] = 2
    return _tensors({"cues": cues, "said": parts})
