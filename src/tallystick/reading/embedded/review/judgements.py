"""The judgements that are refitted, each by itself: outputs of one head that share nothing with the others."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from tallystick.reading.embedded.heads import Floats, Heads
from tallystick.reading.embedded.labels import CERTAINTIES, EVENTS, MEASURES, ROLES, STATUSES

CLAIM = "claim"


@frozen
class Judgement:
    """Outputs ``first`` to ``last`` (exclusive) of ``head``: one is a yes or no, several are classes."""

    name: str
    head: str
    first: int
    last: int

    def matrix(self, heads: Heads) -> Floats:
        """Weights and, as the last column, bias (outputs, inputs + 1)."""
        rows = slice(self.first, self.last)
        weight, bias = heads.values[f"{self.head}.weight"][rows], heads.values[f"{self.head}.bias"][rows]
        return np.concatenate([weight, bias[:, None]], axis=1)

    @property
    def size(self) -> int:
        """Number of outputs."""
        return self.last - self.first


def _judgements() -> tuple[Judgement, ...]:
    found, at = [], 0
    for name, size in (
        ("claim", 1),
        ("event", len(EVENTS)),
        ("status", len(STATUSES)),
        ("certainty", len(CERTAINTIES)),
    ):
        found.append(Judgement(name, "judged", at, at + size))
        at += size
    found += [Judgement(role, "role", 3 * i, 3 * i + 3) for i, role in enumerate(ROLES)]
    return (*found, Judgement("figure", "figure", 0, 1 + len(MEASURES)))


JUDGEMENTS = _judgements()
"""Claim or not, event, status, certainty; the words of each role; the words of figures."""
BY_NAME = {judgement.name: judgement for judgement in JUDGEMENTS}
WORDS = tuple(j for j in JUDGEMENTS if j.head != "judged")
"""Those that are made for each piece."""


def refitted(heads: Heads, matrices: dict[str, Floats]) -> Heads:
    """``heads`` with the matrices of some judgements, by name, in place of their own."""
    values = dict(heads.values)
    for of, matrix in matrices.items():
        judgement = BY_NAME[of]
        for part, given in (("weight", matrix[:, :-1]), ("bias", matrix[:, -1])):
            name = f"{judgement.head}.{part}"
            values[name] = values[name].copy()
            values[name][judgement.first : judgement.last] = given
    return Heads(values)
