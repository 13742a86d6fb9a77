"""The event types of the coding guide and what other codebooks call them."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from attrs import frozen

from tallystick.errors import VocabularyError
from tallystick.vocabulary.loader import load

Kind = Literal["harm", "context"]


@frozen
class EventType:
    """One event type; the crosswalks are null or empty where the other codebook has no such event.

    ``acled`` is (event type, sub-event type), ``plover`` (event, mode), ``ucdp`` the values of type_of_violence that
    are possible, which the two sides decide between.
    """

    id: str
    label: str
    definition: str
    kind: Kind
    acled: tuple[str, str] | None
    plover: tuple[str, str | None] | None
    ucdp: tuple[int, ...]


def event_types() -> tuple[EventType, ...]:
    """All event types in the order of the coding guide."""
    return tuple(_by_id().values())


def event_type(id: str) -> EventType:  # noqa: A002 - the field's own name
    """The event type called ``id``.

    Raises VocabularyError where the guide has no such type.
    """
    try:
        return _by_id()[id]
    except KeyError:
        raise VocabularyError(f"There is no event type {id!r}; the types are: {', '.join(_by_id())}.") from None


def is_harm(id: str) -> bool:  # noqa: A002 - the field's own name
    """True where events of this type make incidents; False for context kept beside them."""
    return event_type(id).kind == "harm"


@cache
def _by_id() -> dict[str, EventType]:
    return {row["id"]: _from_row(row) for row in load("event_types")}


def _from_row(row: dict[str, Any]) -> EventType:
    acled, plover = (tuple(row[key]) if row[key] else None for key in ("acled", "plover"))
    return EventType(**{**row, "acled": acled, "plover": plover, "ucdp": tuple(row["ucdp"])})
