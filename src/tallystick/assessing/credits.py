"""Whose copy a report carries: the agency in its credit line, dateline or byline."""

from __future__ import annotations

import re
from functools import cache

from tallystick.record import Document
from tallystick.vocabulary.grades import setting, terms


def credited_agency(document: Document) -> str | None:
    """The agency whose copy the report says it carries, as its usual name; None where it credits none.

    A credit stands at the head ("BEIRUT (Reuters) -", "By AFP") or at the foot ("- REUTERS", "Reporting by AFP",
    "(c) AFP", "The Associated Press contributed to this report"); a name in brackets within the text is a photo
    credit and says nothing. Of two agencies the first is meant.
    """
    window: int = setting("independence", "credit_window")
    head = document.text[: len(document.title or "") + window]
    for patterns, part in ((_head(), head), (_foot(), document.text[-window:])):
        found = (match for pattern in patterns if (match := pattern.search(part)))
        if match := next(found, None):
            return _usual()[match["agency"].upper()]
    return None


@cache
def _usual() -> dict[str, str]:
    letters: dict[str, str] = setting("independence", "agency_letters")
    return {agency.upper(): agency for agency in terms("independence", "agencies")} | letters


@cache
def _names() -> str:
    listed = (*terms("independence", "agencies"), *setting("independence", "agency_letters"))
    spelled = {name for agency in listed for name in (agency, agency.upper())}
    return "|".join(map(re.escape, sorted(spelled, key=lambda n: (-len(n), n))))


def _any(group: str) -> str:
    return "|".join(map(re.escape, sorted(terms("independence", group), key=len, reverse=True)))


def _line() -> str:
    """A line up to the agency's name: nothing, or words of credit with a year and an article."""
    year = r"(?:\d{4},?[ \t]+)?(?:[Tt]he[ \t]+)?"
    return rf"^[ \t]*(?:[(\[]?(?i:{_any('credit_openers')}):?[ \t]+{year})?(?P<agency>{_names()})"


def _end() -> str:
    return rf"(?:[ \t]+(?i:{_any('credit_tails')}))?[ \t]*\.?[)\]]?[ \t]*(?:(?i:{_any('credit_tails')})\.?)?[ \t]*$"


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.MULTILINE) for pattern in patterns)


@cache
def _head() -> tuple[re.Pattern[str], ...]:
    agency, place = rf"(?P<agency>{_names()})", r"[A-Z][^\W\d_a-z]*[A-Z][^a-z\n]{0,40}"
    return _compiled(
        rf"\({agency}\)[ \t]*[-–—:]",
        rf"{_line()}(?:[ \t]*[-–—|:][ \t]|,[ \t]|[ \t]*/[ \t]*(?:{_names()})\b|[ \t]+in[ \t]+[A-Z][^\n]{{2,30}}$)",
        _line() + _end(),
        rf"^[ \t]*{place}[-–—]+[ \t]*{agency}[ \t]*$",
        rf"^[ \t]*(?i:by)[ \t]+[^\n,]{{3,60}},[ \t]+{agency}[ \t]*$",
    )


@cache
def _foot() -> tuple[re.Pattern[str], ...]:
    agency = rf"(?P<agency>{_names()})"
    return _compiled(
        rf"(?:[-–—][ \t]*|[(\[/]){agency}[)\]]?[ \t]*\.?\s*\Z",
        _line() + _end(),
        rf"^[ \t]*(?:(?i:copyright)|©|\([Cc]\))[^\n\w]*(?:\d{{4}},?[ \t]+)?(?:[Tt]he[ \t]+)?{agency}\b",
        rf"^[ \t]*(?:[Tt]he[ \t]+)?{agency}\b[^\n.]{{0,60}}[ \t]contributed to this (?:report|story|article)",
    )
