"""What the decisions amount to now: those that are not undone, read in the order in which they were taken."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from attrs import frozen
from django.db.models import QuerySet

from tallystick.casebook.batching import batches
from tallystick.casebook.identity import incident_id
from tallystick.casebook.models import Decision, DecisionTarget, Membership
from tallystick.casebook.selecting import LIVE, select
from tallystick.errors import CasebookError

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
    basis: str | None = None
    """What it rests on beyond the reports (``vocabulary.grades.bases``)."""
    documents: tuple[str, ...] = ()
    """The primary evidence that the person has seen."""


def entry(row: Decision) -> DecisionEntry:
    """The plain form of a stored decision."""
    undone: Decision | None = getattr(row, "reversed_by", None)
    reversed_by = undone.pk if undone is not None else None
    targets = tuple(row.targets)
    return DecisionEntry(
        row.pk, row.kind, targets, row.payload, row.author, moment(row), row.reason, row.reverses_id, reversed_by
    )


def moment(row: Decision) -> str:
    """When it was taken: UTC time (ISO 8601)."""
    return row.at.strftime("%Y-%m-%dT%H:%M:%SZ")


def standing(alias: str, *kinds: str) -> QuerySet[Decision]:
    """The decisions of those kinds that are not undone, oldest first."""
    return Decision.objects.using(alias).filter(kind__in=kinds, reversed_by__isnull=True).order_by("id")


def about(alias: str, names: Iterable[str], rows: QuerySet[Decision]) -> list[Decision]:
    """Those of ``rows`` that speak of one of ``names``, or keep it where it is, oldest first."""
    numbers = {number for (number,) in select(alias, DecisionTarget, ["decision"], "target", names)}
    found = {row.pk: row for some in batches(numbers) for row in rows.filter(pk__in=some)}
    return [found[number] for number in sorted(found)]


def _standing(alias: str, names: Iterable[str] | None, *kinds: str) -> Iterable[Decision]:
    rows = standing(alias, *kinds)
    return rows if names is None else about(alias, names, rows)


def history(alias: str, names: Collection[str] | None = None) -> list[DecisionEntry]:
    """All decisions, undone ones and undos too, oldest first; or those that speak of one of ``names``."""
    rows = Decision.objects.using(alias).select_related("reversed_by").order_by("id")
    if names is None:
        return [entry(row) for row in rows]
    return [entry(row) for row in about(alias, names, rows) if not spoken_of(row).isdisjoint(names)]


def decision(alias: str, number: int) -> DecisionEntry:
    """One decision.

    Raises CasebookError where there is none of that number.
    """
    row = Decision.objects.using(alias).select_related("reversed_by").filter(id=number).first()
    if row is None:
        raise CasebookError(f"The casebook has no decision {number}.")
    return entry(row)


def spoken_of(row: Decision | DecisionEntry) -> set[str]:
    """The claims and incidents that a decision is about, those that lost a claim by it too."""
    moved: dict[str, str | None] = row.payload["moved"] if row.kind in STRUCTURAL else {}
    return {*row.targets, *moved, *(origin for origin in moved.values() if origin is not None)}


def targets_of(row: Decision) -> set[str]:
    """All names under which the decision is looked up: what it speaks of, and the claims that it keeps in place."""
    return spoken_of(row) | set(row.payload["kept"] if row.kind in STRUCTURAL else ())


def verdicts(alias: str, claims: Collection[str] | None = None) -> dict[str, str]:
    """For each claim that was judged (or of ``claims`` alone), ``accept`` or ``reject``: the latest stands."""
    rows = _standing(alias, claims, "accept", "reject")
    return {target: row.kind for row in rows for target in row.targets}


def rejected(alias: str, claims: Collection[str] | None = None) -> frozenset[str]:
    """Ids of the claims (or of ``claims`` alone) whose latest verdict is a rejection."""
    return frozenset(claim for claim, verdict in verdicts(alias, claims).items() if verdict == "reject")


def corrections(alias: str, claims: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
    """For each corrected claim (or of ``claims`` alone) its slots given anew; of two corrections of one the later."""
    changes: dict[str, dict[str, Any]] = {}
    for row in _standing(alias, claims, "correct"):
        changes.setdefault(row.targets[0], {}).update(row.payload)
    return changes


def grades(alias: str, incidents: Collection[str] | None = None) -> dict[str, GradeOverride]:
    """For each incident that a person graded (or of ``incidents`` alone), the latest such grade."""
    return {
        row.targets[0]: GradeOverride(
            row.targets[0],
            row.payload["grade"],
            row.author,
            entry(row).at,
            row.reason,
            row.payload.get("basis"),
            tuple(row.payload.get("documents", ())),
        )
        for row in _standing(alias, incidents, "grade")
    }


def pins(alias: str, claims: Collection[str] | None = None) -> dict[str, str]:
    """The incident of each claim (or of ``claims`` alone) that a merge, split or move spoke of: it is left there."""
    spoken_of = {
        claim
        for row in _standing(alias, claims, *STRUCTURAL)
        for claim in (*row.payload["moved"], *row.payload["kept"])
    }
    placed = spoken_of if claims is None else spoken_of & set(claims)
    found = select(alias, Membership, ["claim", "incident"], "claim", placed, LIVE)
    return {claim: incident_id(number) for claim, number in found}
