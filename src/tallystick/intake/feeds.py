"""RSS and Atom files by feedparser: one report for each entry."""

from __future__ import annotations

from calendar import timegm
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from tallystick.errors import IntakeError
from tallystick.intake.extracted import Extracted
from tallystick.intake.markup import paragraphs, squeeze, tidy
from tallystick.intake.quiet import quiet

_ENTRIES = 10_000


def read_feed(data: bytes, name: str) -> tuple[list[Extracted], list[IntakeError]]:
    """The entries that hold text, and one error for each that does not.

    Raises IntakeError where the file is no feed or has no entry at all.
    """
    found = _parsed(data, name)
    cut = ("The feed is not well-formed; the entries that could be found were taken.",) if found.bozo_exception else ()
    publisher = tidy(found.feed.get("title", "")) or None
    entries: list[Extracted] = []
    problems: list[IntakeError] = []
    keys: set[str] = set()
    for number, entry in enumerate(found.entries[:_ENTRIES], start=1):
        key = _key(entry, number, keys)
        try:
            entries.append(_entry(entry, f"{name}#{key}", key, publisher, cut))
        except IntakeError as problem:
            problems.append(problem)
    if len(found.entries) > _ENTRIES:
        problems.append(IntakeError(f"{name} has {len(found.entries)} entries; those after {_ENTRIES} were left out."))
    return entries, problems


def _parsed(data: bytes, name: str) -> Any:
    import feedparser

    try:
        with quiet("feedparser"):
            # A stream, because feedparser fetches a string that looks like an address.
            found = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception:
        raise IntakeError(f"{name} is a feed that cannot be parsed.") from None
    if not found.entries:
        raise IntakeError(f"{name} is a feed without entries, or one cut off before its first.")
    found.setdefault("bozo_exception", None)
    return found


def _key(entry: Any, number: int, taken: set[str]) -> str:
    """What the entry is called by: its id, else its link, else its number, which also tells twins apart."""
    key = tidy(str(entry.get("id") or entry.get("link") or number))
    if key in taken:
        key = f"{key}-{number}"
    taken.add(key)
    return key


def _entry(entry: Any, name: str, key: str, publisher: str | None, warnings: tuple[str, ...]) -> Extracted:
    title = " ".join(paragraphs(str(entry.get("title", "")))) or None
    body = paragraphs(_content(entry))
    if not body and not title:
        raise IntakeError(f"{name} is an entry without text.")
    if title and not squeeze(" ".join(body[:2]))[0].startswith(squeeze(title)[0]):
        body.insert(0, title)
    source = tidy(str(entry.get("source", {}).get("title", ""))) or publisher
    text = "\n\n".join(body)
    return Extracted(text, "application/xml", title, source, _day(entry), (), warnings, key)


def _content(entry: Any) -> str:
    """The longest of the entry's contents, else its summary."""
    contents = [str(content.get("value", "")) for content in entry.get("content", ())]
    return max([*contents, str(entry.get("summary", ""))], key=len)


def _day(entry: Any) -> str | None:
    # Past feedparser's own ``get``, which takes the one day for the other with a warning.
    moment = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    try:
        return datetime.fromtimestamp(timegm(moment), UTC).date().isoformat() if moment else None
    except (ValueError, OverflowError, OSError):
        return None
