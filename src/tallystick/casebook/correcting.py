"""A person's corrections of a claim: slots given anew, the rest and the original kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from attrs import fields
from cattrs import transform_error
from cattrs.v import format_exception

from tallystick import record
from tallystick.casebook.validating import completed, validate
from tallystick.errors import CasebookError
from tallystick.serialising import from_plain, to_plain

_FIXED = frozenset({"id"})
SLOTS = frozenset(attribute.name for attribute in fields(record.Claim)) - _FIXED
"""Slots of a claim that may be corrected: all but its id."""


def corrected(claim: record.Claim, changes: Mapping[str, Any]) -> record.Claim:
    """``claim`` with the slots of ``changes`` (plain data) in place of its own."""
    if not changes:
        return claim
    return from_plain(to_plain(claim) | dict(changes), record.Claim)


def checked(claim: record.Claim, changes: Mapping[str, Any], text: str) -> dict[str, Any]:
    """``changes`` in full, as plain data, once they are known to make a claim that the document's text bears out.

    A span may leave out ``exact`` and a time its ``precision``: they are filled in.

    Raises CasebookError for no change, an unknown slot or key, a value of the wrong kind, and what
    ``validate`` refuses.
    """
    unknown = sorted(changes.keys() - SLOTS)
    if not changes or unknown:
        which = f"{unknown[0]!r} is not a slot of a claim" if unknown else "Nothing is corrected"
        raise CasebookError(f"{which}; name one of {', '.join(sorted(SLOTS))}.")
    filled = {slot: completed(value, text) for slot, value in changes.items()}
    try:
        new = corrected(claim, filled)
    except Exception as error:  # cattrs raises groups and whatever the converters raise
        raise CasebookError(f"The correction does not make a claim: {_reason(error)}.") from error
    plain = to_plain(new)
    for slot, value in filled.items():
        _refuse_lost(value, plain[slot], slot)
    validate(new, changes.keys(), text)
    return {slot: plain[slot] for slot in changes}


def _refuse_lost(given: Any, kept: Any, where: str) -> None:
    """Raises CasebookError for a key that structuring ignored, such as a misspelt one, or a value that it bent."""
    if isinstance(given, Mapping) and isinstance(kept, Mapping):
        for key, value in given.items():
            if key not in kept:
                raise CasebookError(f"{where} has no {key!r}; name one of {', '.join(sorted(kept))}.")
            _refuse_lost(value, kept[key], f"{where}.{key}")
    elif isinstance(given, list | tuple) and isinstance(kept, list | tuple) and len(given) == len(kept):
        for number, (mine, theirs) in enumerate(zip(given, kept, strict=True)):
            _refuse_lost(mine, theirs, f"{where}[{number}]")
    elif given != kept or isinstance(given, bool):
        raise CasebookError(f"{where} cannot be {given!r}.")


def _reason(error: Exception) -> str:
    """What is wrong with the first wrong value, and where it stands: ``required field missing @ figures[0].bound``."""
    return transform_error(error, format_exception=_in_words)[0].replace("$.", "").rstrip(".")


def _in_words(error: BaseException, kind: type | None) -> str:
    if get_origin(kind) is Literal and not isinstance(error, KeyError):
        return f"none of {', '.join(get_args(kind))}"
    return format_exception(error, kind)
