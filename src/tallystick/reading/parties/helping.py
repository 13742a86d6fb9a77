"""Whose deed is help: rescuers and relief workers are nobody's perpetrators."""

from __future__ import annotations

from tallystick.vocabulary.loader import load
from tallystick.vocabulary.sources import kind_of

_HELPING = load("parties")["helping"]
_EVENTS, _OF_HELPERS, _KINDS = (frozenset(_HELPING[group]) for group in ("events", "events_of_helpers", "kinds"))


def helps(event: str, name: str) -> bool:
    """Whether the party called ``name`` does good by an event of this type.

    >>> helps("aid", "the army"), helps("evacuation", "Civil Defence volunteers"), helps("evacuation", "the army")
    (True, True, False)
    """
    return event in _HELPING["events"] or (
        event in _HELPING["events_of_helpers"] and kind_of(name) in _HELPING["kinds"]
    )
