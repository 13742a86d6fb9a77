"""Keeps the sums of digests (``models.tallies``) in step: what a digest was is taken out, what it is is put in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.apps import apps

from tallystick.casebook.batching import batches

SUMS = ("incidents", "low", "best", "high", "open")
"""What both kinds of tallies add up."""
_GAPS = ("unlocated", "country_only", "uncounted", "unreviewed")
_TALLY, _VOICE = ("month", "event", "grade", "confirmation"), ("name", "confirmation")
INFORMANT = "informant"
"""The kind of voices that are tallied."""
COUNTRY = 6
"""The precision (UCDP's where_prec) from which only the country is known."""
_MONTH = 7

Key = tuple[str, ...]
Deltas = Counter[tuple[Key, str]]
"""What is to be added, by tally and column."""


def change(
    alias: str,
    before: Iterable[Any],
    after: Iterable[Any],
    voices_before: Iterable[Any] = (),
    voices_after: Iterable[Any] = (),
    model: Callable[[str], Any] = lambda name: apps.get_model("casebook", name),
) -> None:
    """Takes the digests ``before`` with their voices out of the sums and puts those ``after`` in, in a transaction.

    ``model`` gives the model of a name: those of the time, in a migration.
    """
    tallies, told = Deltas(), Deltas()
    for sign, rows, voices in ((-1, before, voices_before), (1, after, voices_after)):
        known = {row.incident_id: row for row in rows if row.harm}
        for row in known.values():
            _add(tallies, _key(row), {**_killed(row), **_gaps(row)}, sign)
        for voice in voices:
            if voice.kind == INFORMANT and voice.digest_id in known:
                row = known[voice.digest_id]
                _add(told, (voice.name, row.confirmation), _killed(row), sign)
    _apply(alias, model("Tally"), _TALLY, (*SUMS, *_GAPS), tallies)
    _apply(alias, model("VoiceTally"), _VOICE, SUMS, told)


def _key(row: Any) -> Key:
    month = row.first_day.isoformat()[:_MONTH] if row.first_day else ""
    return month, row.event, row.grade, row.confirmation


def _killed(row: Any) -> dict[str, int]:
    low, best, high = row.killed_low, row.killed_best, row.killed_high
    counted = low is not None or best is not None
    return {
        "incidents": 1,
        "low": low or 0,
        "best": _first(best, low),
        "high": _first(high, best, low),
        "open": int(counted and high is None),
    }


def _first(*values: int | None) -> int:
    return next((value for value in values if value is not None), 0)


def _gaps(row: Any) -> dict[str, int]:
    return {
        "unlocated": int(row.latitude is None),
        "country_only": int(row.precision is not None and row.precision >= COUNTRY),
        "uncounted": int(row.killed_low is None and row.killed_high is None),
        "unreviewed": int(row.unreviewed > 0),
    }


def _add(deltas: Deltas, key: Key, values: dict[str, int], sign: int) -> None:
    for column, value in values.items():
        deltas[key, column] += sign * value


def _apply(alias: str, model: Any, parts: Sequence[str], columns: Sequence[str], deltas: Deltas) -> None:
    """Adds what changed to the rows that are there, makes those that are not, and drops those of no incident."""
    changed = sorted({key for (key, _), value in deltas.items() if value})
    for batch in batches(changed):
        there = model.objects.using(alias).in_bulk(["|".join(key) for key in batch])
        rows = [_changed(there.get("|".join(key)), model, dict(zip(parts, key, strict=True))) for key in batch]
        for key, row in zip(batch, rows, strict=True):
            for column in columns:
                setattr(row, column, getattr(row, column) + deltas[key, column])
        model.objects.using(alias).filter(pk__in=[row.pk for row in rows if not row.incidents]).delete()
        model.objects.using(alias).bulk_create(
            [row for row in rows if row.incidents],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=list(columns),
        )


def _changed(row: Any, model: Any, parts: dict[str, str]) -> Any:
    if row is not None:
        return row
    numbers = [field.name for field in model._meta.concrete_fields if field.name not in ("key", *parts)]
    return model(key="|".join(parts.values()), **parts, **dict.fromkeys(numbers, 0))
