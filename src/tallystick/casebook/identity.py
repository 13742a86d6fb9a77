"""Incident ids as text: ``I0001``; at least four digits, leading zeros do not matter on input."""

from __future__ import annotations

import re

from tallystick.errors import CasebookError

_ID = re.compile(r"[Ii]0*([1-9][0-9]{0,17})")


def incident_id(number: int) -> str:
    """The id of incident ``number``."""
    return f"I{number:04d}"


def is_incident_id(text: str) -> bool:
    """True where ``text`` is written as an incident's id is."""
    return _ID.fullmatch(text) is not None


def incident_number(text: str) -> int:
    """The number in an incident's id.

    Raises CasebookError where ``text`` is none.
    """
    match = _ID.fullmatch(text.strip())
    if match is None:
        raise CasebookError(f"{text!r} is not an incident's id; write it like I0007.")
    return int(match[1])
