"""Whose copy a report carries: the agency in its credit line, dateline or byline."""

from __future__ import annotations

import re
from functools import cache

from tallystick.record import Document
from tallystick.vocabulary.grades import setting, terms


def credited_agency(document: Document) -> str | None:
    """The agency whose copy the report says it carries, as its usual name; None where it credits none.

    A credit stands at the head ("BEIRUT (Reuters) -", "By AFP") or at the foot ("- REUTERS", "(AFP)"); a name in
    brackets within the text is a photo credit and says nothing.
    """
    window: int = setting("independence", "credit_window")
    head = document.text[: len(document.title or "") + window]
    for pattern, part in ((_head(), head), (_foot(), document.text[-window:])):
        if match := pattern.search(part):
            return _usual()[next(g for g in match.groups() if g).upper()]
    return None


@cache
def _usual() -> dict[str, str]:
    return {agency.upper(): agency for agency in terms("independence", "agencies")}


@cache
def _names() -> str:
    spelled = {name for agency in terms("independence", "agencies") for name in (agency, agency.upper())}
    return "|".join(map(re.escape, sorted(spelled, key=lambda n: (-len(n), n))))


@cache
def _head() -> re.Pattern[str]:
    name, line = _names(), r"^[ \t]*(?:(?:[Ss]ource|SOURCE)s?:?[ \t]+|[Bb][Yy][ \t]+)?"
    return re.compile(
        rf"\(({name})\)[ \t]*[-–—:]|{line}({name})(?:[ \t]*[-–—|:][ \t]|,[ \t]|[ \t]*\.?[ \t]*$)", re.MULTILINE
    )


@cache
def _foot() -> re.Pattern[str]:
    name, line = _names(), r"^[ \t]*(?:(?:[Ss]ource|SOURCE)s?:?[ \t]+|[Bb][Yy][ \t]+)?"
    return re.compile(
        rf"(?:[-–—][ \t]*|[(\[/])({name})[)\]]?[ \t]*\.?\s*\Z|{line}({name})[ \t]*\.?[ \t]*$", re.MULTILINE
    )
