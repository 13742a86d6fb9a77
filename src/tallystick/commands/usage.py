"""Refuses what an argument cannot mean, before anything is opened or read."""

from __future__ import annotations

from collections.abc import Iterable

from tallystick.errors import UsageError
from tallystick.intake import iso_day
from tallystick.publishing import formats
from tallystick.reading.registry import readers
from tallystick.vocabulary.conventions import conventions
from tallystick.vocabulary.events import event_types
from tallystick.vocabulary.grades import methods


def require_rules(convention: str, method: str | None = None) -> None:
    """Raises UsageError for an unknown counting convention or method of ranges."""
    _require(convention, tuple(conventions()), "convention")
    if method is not None:
        _require(method, tuple(methods()), "method")


def require_event(event: str | None) -> None:
    """Raises UsageError for an unknown event type."""
    if event is not None:
        _require(event, tuple(kind.id for kind in event_types()), "event type")


def require_format(name: str) -> None:
    """Raises UsageError for a format that is not installed."""
    _require(name, formats(), "format")


def require_reader(name: str) -> None:
    """Raises UsageError for a reader that is not installed."""
    _require(name, readers(), "reader")


def require_day(published: str | None) -> None:
    """Raises UsageError where a publication date that was given is no day."""
    if published and published.strip() and iso_day(published) is None:
        raise UsageError(f"The publication date {published!r} is not a day; write it as 2016-12-13.")


def require_countries(codes: Iterable[str]) -> None:
    """Raises UsageError for what is no country's ISO code (3166-1 alpha-2) in the form "SY"."""
    for code in codes:
        if not (len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()):
            raise UsageError(f"{code!r} is not a country's code of two capitals (ISO 3166-1), such as SY.")


def _require(name: str, known: tuple[str, ...], what: str) -> None:
    if name not in known:
        raise UsageError(f"There is no {what} {name!r}; choose one of {', '.join(known)}.")
