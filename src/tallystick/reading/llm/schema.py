"""The form of an answer as a JSON schema, and the fixed values in it; all from the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tallystick.vocabulary.events import event_types
from tallystick.vocabulary.loader import load
from tallystick.vocabulary.measures import measures

STATUSES: dict[str, str] = dict(load("llm_prompt")["statuses"])
CERTAINTIES: dict[str, str] = dict(load("llm_prompt")["certainties"])
_TEXT: dict[str, Any] = {"type": "string"}


def answer_schema() -> dict[str, Any]:
    """The schema of ``{"claims": [...]}``: every key required and no other allowed, as strict endpoints ask."""
    claim = _object(
        words=_TEXT,
        event=_one_of(kind.id for kind in event_types()),
        trigger=_TEXT,
        status=_one_of(STATUSES),
        certainty=_one_of(CERTAINTIES),
        sources=_list(_object(name=_TEXT, cue=_TEXT)),
        perpetrator=_TEXT,
        victim=_TEXT,
        place=_TEXT,
        time=_TEXT,
        weapons=_list(_TEXT),
        figures=_list(_object(words=_TEXT, measure=_one_of(measures()))),
    )
    return _object(claims=_list(claim))


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _one_of(values: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}
