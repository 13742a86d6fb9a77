"""From what a format gave to a ``Document``: language, title, dates, furniture, and where each was taken from."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, TypeVar

from attrs import evolve

from tallystick.errors import IntakeError
from tallystick.intake.datelines import Dateline, find_dateline, headline_of
from tallystick.intake.extracted import Extracted, Intake, Options
from tallystick.intake.furniture import find_furniture
from tallystick.intake.identity import document_id, required_day, required_id, sha256
from tallystick.intake.language import require_english
from tallystick.record import Document

_From = Literal["option", "metadata", "dateline"]
_Words = TypeVar("_Words", str, str | None)
_CREDIT = re.compile(r"[ ,.]*\(([A-Z][^()\n\d]{1,40})\)[ ]*(?:-{1,2}|[–—:])")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def assemble(found: Extracted, data: bytes, name: str, options: Options) -> Intake:
    """The report of ``found``, taken from ``data``, the bytes of the file ``name``.

    Raises IntakeError where it holds no words, is in a language that is not read, or an option is no date.
    """
    path = _storable(name if found.key is None else f"{name}#{found.key}")
    found = evolve(found, text=_storable(found.text))
    if not found.text.strip():
        raise IntakeError(f"{path} is empty.")
    told, told_from = _told(found, options, path)
    dateline = find_dateline(found.text, told)
    anchor, contradiction = _anchor(told, dateline)
    document = Document(
        id=required_id(options.document_id, path) or document_id(data, found.key),
        text=found.text,
        path=path,
        title=_storable(options.title or found.title or headline_of(found.text)),
        publisher=_storable(options.publisher or found.publisher or _credit(found.text, dateline)),
        published=told or anchor,
        published_from=told_from or ("dateline" if dateline else None),
        anchor=anchor,
        dateline=dateline.span if dateline else None,
        language=require_english(found.text, path),
        sha256=sha256(data),
        media_type=found.media_type,
        furniture=find_furniture(found.text),
        original_map=found.original_map,
        warnings=found.warnings + contradiction,
    )
    return Intake(document, data, path)


def _storable(words: _Words) -> _Words:
    """``words`` without NUL and halves of character pairs, which a hostile file can bring in and not all can store."""
    return _UNSTORABLE.sub("\ufffd", words) if words is not None else words


def _told(found: Extracted, options: Options, path: str) -> tuple[str | None, _From | None]:
    given = required_day(options.published, path)
    if given:
        return given, "option"
    return found.published, "metadata" if found.published else None


def _credit(text: str, dateline: Dateline | None) -> str | None:
    """The agency or outlet in brackets after the date of a dateline: "GENEVA, Dec. 13 (Reuters) -"."""
    found = _CREDIT.match(text, dateline.span.end) if dateline else None
    return found.group(1).strip() if found else None


def _anchor(told: str | None, dateline: Dateline | None) -> tuple[str | None, tuple[str, ...]]:
    """The day that weekdays count from, and a warning where the two dates are more than a day apart."""
    if dateline is None:
        return told, ()
    if told is None or abs(date.fromisoformat(told) - date.fromisoformat(dateline.day)).days <= 1:
        return dateline.day, ()
    return dateline.day, (
        f"The dateline says {dateline.day} but the publication date is {told}; "
        f"weekdays are resolved against the dateline.",
    )
