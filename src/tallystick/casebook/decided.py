"""What the decisions amount to now: those that are not undone, read in the order in which they were taken."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from attrs import frozen
from django.db.models import QuerySet

from tallystick.casebook.batching import batches
from tallystick.casebook.identity import incident_id
from tallystick.casebook.models import Decision, Membership

STRUCTURAL = ("merge", "split", "move")
UNDO = "undo"


@frozen
class DecisionEntry:
    """One decision as the history tells it."""

    number: int
    kind: str
    targets: tuple[str, ...]
    payload: dict[str, Any]
    author: str
    at: str
    """UTC time (ISO 8601)."""
    reason: str
    reverses: int | None = None
    """The decision that this one undoes."""
    reversed_by: int | None = None
    """The decision that undid this one."""


@frozen
class GradeOverride:
    """A grade that a person gave; the machine's own is worked out beside it as ever."""

    incident: str
    grade: str
    author: str
    at: str
    reason: str


def entry(row: Decision) -> DecisionEntry:
    """The plain form of a stored decision."""
    undone: Decision | None = getattr(row, "reversed_by", None)
    at = row.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    reversed_by = undone.pk if undone is not None else None
    targets = tuple(row.targets)
    return DecisionEntry(
        row.pk, row.kind, targets, row.payload, row.author, at, row.reason, row.reverses_id, reversed_by
    )


def standing(alias: str, *kinds: str) -> QuerySet[Decision]:
    """The decisions of those kinds that are not undone, oldest first."""
    return Decision.objects.using(alias).filter(kind__in=kinds, reversed_by__isnull=True).order_by("id")


def history(alias: str, names: Collection[str] | None = None) -> list[DecisionEntry]:
    """All decisions, undone ones and undos too, oldest first; or those that speak of one of ``names``."""
    rows = Decision.objects.using(alias).select_related("reversed_by").order_by("id")
    return [entry(row) for row in rows if names is None or not _spoken_of(row).isdisjoint(names)]


def _spoken_of(row: Decision) -> set[str]:
    moved: dict[str, str | None] = row.payload["moved"] if row.kind in STRUCTURAL else {}
    return {*row.targets, *moved, *(origin for origin in moved.values() if origin is not None)}


def verdicts(alias: str) -> dict[str, str]:
    """For each claim that was judged, ``accept`` or ``reject``: the latest stands."""
    return {target: row.kind for row in standing(alias, "accept", "reject") for target in row.targets}


def rejected(alias: str) -> frozenset[str]:
    """Ids of the claims whose latest verdict is a rejection."""
    return frozenset(claim for claim, verdict in verdicts(alias).items() if verdict == "reject")


def corrections(alias: str) -> dict[str, dict[str, Any]]:
    """For each corrected claim its slots given anew; of two corrections of one slot the later stands."""
    changes: dict[str, dict[str, Any]] = {}
    for row in standing(alias, "correct"):
        changes.setdefault(row.targets[0], {}).update(row.payload)
    return changes


def grades(alias: str) -> dict[str, GradeOverride]:
    """For each incident that a person graded, the latest such grade."""
    return {
        row.targets[0]: GradeOverride(row.targets[0], row.payload["grade"], row.author, entry(row).at, row.reason)
        for row in standing(alias, "grade")
    }


def pins(alias: str) -> dict[str, str]:
    """The incident of each claim that a merge, split or move spoke of: linking leaves it there."""
    spoken_of = {
        claim for row in standing(alias, *STRUCTURAL) for claim in (*row.payload["moved"], *row.payload["kept"])
    }
    live, placed = Membership.objects.using(alias).filter(ended_at__isnull=True), dict[str, str]()
    for batch in batches(spoken_of):
        rows = live.filter(claim__in=batch).values_list("claim_id", "incident_id")
        placed |= {claim: incident_id(number) for claim, number in rows}
    return placed
