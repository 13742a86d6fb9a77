"""Corrections as people type them: ``killed=12``, ``time=2016-12-12``, ``place=Marea``, into the slots of a claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tallystick.commands.casebooks import Book
from tallystick.errors import UsageError
from tallystick.record import Claim
from tallystick.serialising import to_plain
from tallystick.vocabulary.measures import measures

_ONE = {"time": "edtf", "place": "name"}
_FIRST = {"perpetrators": "name", "victims": "name", "attribution": "source", "weapons": "type"}


def expanded(book: Book, claim: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """``changes`` with plain words and counts as the plain data of the claim's slots.

    A measure with a whole number corrects the claim's first figure of that measure to exactly that number; the others
    stay. Raises UsageError for a count that is no whole number, or where the claim has no such figure.
    """
    given = {slot: _worded(slot, value) for slot, value in changes.items() if slot not in measures()}
    counts = {slot: value for slot, value in changes.items() if slot in measures()}
    if counts and "figures" in given:
        raise UsageError("Correct either single counts, such as killed=12, or all figures at once.")
    if counts:
        given["figures"] = _counted(_claim(book, claim), counts)
    return given


def _worded(slot: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if slot in _ONE:
        return {_ONE[slot]: value}
    return [{_FIRST[slot]: value}] if slot in _FIRST else value


def _claim(book: Book, claim: str) -> Claim | None:
    document = claim.rpartition(".")[0]
    if book.casebook.hash_of(document) is None:
        return None
    (report,) = book.casebook.reports([document])
    return next((c for c in report.claims if c.id == claim), None)


def _counted(claim: Claim | None, counts: Mapping[str, Any]) -> list[dict[str, Any]]:
    figures: list[dict[str, Any]] = list(to_plain(claim.figures)) if claim else []
    for measure, value in counts.items():
        if type(value) is not int or value < 0:
            raise UsageError(f"{measure}={value} is no whole number; write {measure}=12.")
        place = next((n for n, figure in enumerate(figures) if figure["measure"] == measure), None)
        if claim is not None and place is None:
            raise UsageError(f"{claim.id} has no {measure} figure; give the figures as JSON with their words.")
        if place is not None:
            figures[place] |= {"bound": "exact", "value": value, "upper": None, "word": None, "phrase": None}
    return figures
