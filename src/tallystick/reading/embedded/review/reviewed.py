"""What people said of the claims of a report, and which reports are held back from learning."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from attrs import frozen

from tallystick.errors import ReaderError
from tallystick.record import Claim, Document

SLOTS = {
    "event": "event",
    "status": "status",
    "certainty": "certainty",
    "source": "attribution",
    "perpetrator": "perpetrators",
    "victim": "victims",
    "place": "place",
    "weapon": "weapons",
    "time": "time",
    "figure": "figures",
}
"""The field of a claim that each judgement of the reader fills."""
LEAST_LEARNED, LEAST_HELD = 24, 8
"""Reviewed claims without which nothing is learned, and without which nothing can be said of what was learned."""
_PARTS = 4
"""One report in so many is held back."""


@frozen
class Reviewed:
    """A claim, corrections applied, that people judged."""

    claim: Claim
    kept: bool
    """False where it was rejected."""
    known: frozenset[str]
    """The fields (``SLOTS``) that are known to be right: all of an accepted claim, else those given anew."""


@frozen
class ReviewedReport:
    """A report with those of its claims that people judged."""

    document: Document
    claims: tuple[Reviewed, ...]


def is_held_back(document: str) -> bool:
    """True for a quarter of all ids: a report that is held back once is held back for good."""
    return sha256(document.encode("utf-8", "backslashreplace")).digest()[0] % _PARTS == 0


def parted(reports: Sequence[ReviewedReport]) -> tuple[list[ReviewedReport], list[ReviewedReport]]:
    """The reports to learn from and those held back.

    Raises ReaderError where either part has too few claims.
    """
    learned = [report for report in reports if not is_held_back(report.document.id)]
    held = [report for report in reports if is_held_back(report.document.id)]
    have, kept_back = (sum(len(r.claims) for r in part) for part in (learned, held))
    if have < LEAST_LEARNED or kept_back < LEAST_HELD:
        raise ReaderError(
            f"There are {have + kept_back} reviewed claims in {len(reports)} reports: {have} to learn from and "
            f"{kept_back} in the quarter of the reports that is held back to check; review more until there are at "
            f"least {LEAST_LEARNED} and {LEAST_HELD}."
        )
    return learned, held
