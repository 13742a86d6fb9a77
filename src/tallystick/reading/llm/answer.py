"""The model's claims as it gave them: strings that nobody has checked against the article yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from attrs import frozen

from tallystick.reading.llm.refusals import Slot, Tally

MOST_CLAIMS = 100
"""Claims that are taken of one answer; a window of text has far fewer."""
_MOST_ITEMS = 20
T = TypeVar("T")


@frozen
class Answered:
    """One claim of an answer; an empty string is a slot that the model left empty."""

    words: str
    event: str
    trigger: str = ""
    status: str = ""
    certainty: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    """Name and word of saying, outermost first."""
    perpetrator: str = ""
    victim: str = ""
    place: str = ""
    time: str = ""
    weapons: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    """Words and measure."""


def answered(rows: Sequence[Any], tally: Tally) -> list[Answered]:
    """The claims among ``rows``; what has another form is refused and counted."""
    if len(rows) > MOST_CLAIMS:
        tally.refuse("claim", "claims beyond the most that are taken", len(rows) - MOST_CLAIMS)
    found = [_claim(row, tally) for row in rows[:MOST_CLAIMS]]
    return [one for one in found if one is not None]


def _claim(row: Any, tally: Tally) -> Answered | None:
    if not isinstance(row, dict) or not isinstance(row.get("words"), str) or not row["words"].strip():
        tally.refuse("claim", "parts that are malformed")
        return None

    def text(key: Slot) -> str:
        return _text(row.get(key), key, tally)

    return Answered(
        words=row["words"],
        event=text("event"),
        trigger=text("trigger"),
        status=text("status"),
        certainty=text("certainty"),
        sources=_items(row.get("sources"), "source", tally, lambda item: _pair(item, "name", "cue", "source", tally)),
        perpetrator=text("perpetrator"),
        victim=text("victim"),
        place=text("place"),
        time=text("time"),
        weapons=_items(row.get("weapons"), "weapon", tally, lambda item: _text(item, "weapon", tally)),
        figures=_items(row.get("figures"), "figure", tally, lambda i: _pair(i, "words", "measure", "figure", tally)),
    )


def _text(value: Any, slot: Slot, tally: Tally) -> str:
    if value is None or isinstance(value, str):
        return (value or "").strip()
    tally.refuse(slot, "parts that are malformed")
    return ""


def _items(value: Any, slot: Slot, tally: Tally, read: Callable[[Any], T | None]) -> tuple[T, ...]:
    if value is None or isinstance(value, list):
        return tuple(item for item in map(read, (value or [])[:_MOST_ITEMS]) if item)
    tally.refuse(slot, "parts that are malformed")
    return ()


def _pair(item: Any, first: str, second: str, slot: Slot, tally: Tally) -> tuple[str, str] | None:
    if isinstance(item, dict):
        return _text(item.get(first), slot, tally), _text(item.get(second), slot, tally)
    tally.refuse(slot, "parts that are malformed")
    return None
