"""Ids, hashes and days: what a document is called by."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from urllib.parse import urlsplit

from tallystick.errors import IntakeError
from tallystick.intake.written_dates import written_day

LONGEST_ID = 200
"""Characters; the ids of claims are made from it."""
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?$", re.DOTALL)


def sha256(data: bytes) -> str:
    """The hash of ``data`` as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def document_id(data: bytes, key: str | None = None) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of ``data``, followed by the part's ``key`` where there is one."""
    return sha256(data if key is None else data + b"#" + key.encode("utf-8", "surrogatepass"))[:12]


def iso_day(value: str) -> str | None:
    """The day of an ISO 8601 date or date and time; None where ``value`` is neither."""
    found = _DAY.match(value.strip())
    try:
        return date.fromisoformat(found.group(1)).isoformat() if found else None
    except ValueError:
        return None


def publication_day(value: str) -> str | None:
    """The day of a publication date in ISO 8601 or as a text writes it; None where it is neither or leaves it open."""
    return iso_day(value) or written_day(value)


def required_day(value: str | None, name: str) -> str | None:
    """The day of a publication date that the user gave for the file ``name``; None stays None.

    Raises IntakeError where it is not a date.
    """
    if value is None or not value.strip():
        return None
    day = publication_day(value)
    if day is None:
        raise IntakeError(f"The publication date {value!r} given for {name} is not a day such as 2016-12-13.")
    return day


def required_id(value: str | None, name: str) -> str | None:
    """The id that the user gave for the file ``name``; None stays None.

    Raises IntakeError where it is longer than the casebook keeps, or holds characters that cannot be printed.
    """
    if value is not None and (len(value) > LONGEST_ID or not value.isprintable()):
        raise IntakeError(f"The id given for {name} is not at most {LONGEST_ID} printable characters; give it another.")
    return value


def host_of(url: str) -> str | None:
    """The host of a web address without a leading "www."; None where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None
