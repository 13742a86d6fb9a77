"""Counts of the dead that the rules read in words of which the network made no claim."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from tallystick.reading.embedded.policy import Policy, log_odds
from tallystick.record import Claim, Figure

_COUNTED = "killed"


def with_unread(claims: Sequence[Claim], rules: Sequence[Claim], policy: Policy) -> tuple[Claim, ...]:
    """``claims`` with those of the rules that number dead of whom a claim within them is silent, numbered anew.

    Where a clause lies within another ("strikes killed 12 in a town that rebels hold") the network keeps one of them;
    it must not be the one without the dead. What the network takes for no claim at all is not brought back. What is
    added has the least confidence with which a claim is kept.
    """
    least = policy.confidence("claim", log_odds(policy.keep))
    shadowed = [c for c in rules if any(c.text.overlaps(claim.text) for claim in claims)]
    unread = [c for c in shadowed if any(_is_unread(figure, claims) for figure in c.figures)]
    if not unread:
        return tuple(claims)
    every = sorted([*claims, *(evolve(c, confidence=least) for c in unread)], key=lambda c: (c.text.start, c.text.end))
    return tuple(evolve(c, id=f"{_document(c)}.c{number:02d}") for number, c in enumerate(every, 1))


def _is_unread(figure: Figure, claims: Sequence[Claim]) -> bool:
    counts = figure.measure == _COUNTED and figure.value is not None
    return counts and not any(figure.text.overlaps(claim.text) for claim in claims)


def _document(claim: Claim) -> str:
    return claim.id.rpartition(".")[0]
