"""What a corrected claim may say: words that stand in its document, and values that the vocabulary and reason allow."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from tallystick.errors import CasebookError, VocabularyError
from tallystick.record import Claim, Figure, Place, Source, When
from tallystick.serialising import to_plain
from tallystick.vocabulary import edtf, sources
from tallystick.vocabulary.events import event_type
from tallystick.vocabulary.measures import measure_label

_COUNTRY = re.compile("[A-Z]{2}")
_LARGEST = 10**10
"""More than all people."""


def completed(value: Any, text: str) -> Any:
    """``value`` (plain data of a correction) with the words of each span that gives only its offsets in ``text``."""
    if isinstance(value, list):
        return [completed(part, text) for part in value]
    if not isinstance(value, Mapping):
        return value
    filled = {key: completed(part, text) for key, part in value.items()}
    if value.keys() == {"start", "end"} and all(type(value[key]) is int for key in value):
        filled["exact"] = text[max(value["start"], 0) : max(value["end"], 0)]
    if isinstance(value.get("edtf"), str) and "precision" not in value:
        filled["precision"] = _precision(value["edtf"])
    return filled


def validate(claim: Claim, slots: Collection[str], text: str) -> None:
    """Checks the ``slots`` of ``claim`` that were given anew against the vocabulary and the document's ``text``.

    Raises CasebookError, one sentence, for the first that cannot stand.
    """
    for slot in slots:
        plain = to_plain(getattr(claim, slot))
        _refuse_unstorable(plain, slot)
        for span in _spans(plain):
            _check_span(span, text)
    try:
        _check_values(claim, slots)
    except VocabularyError as error:
        raise CasebookError(str(error)) from None


def _check_values(claim: Claim, slots: Collection[str]) -> None:
    if "event" in slots:
        event_type(claim.event)
    if "confidence" in slots:
        _within(claim.confidence, 0, 1, "confidence")
    if "figures" in slots:
        _check_figures(claim.figures)
    if "place" in slots and claim.place is not None:
        _check_place(claim.place)
    if "time" in slots and claim.time is not None:
        _check_time(claim.time)
    if "attribution" in slots:
        _check_sources(claim.attribution)
    for slot in {"perpetrators", "victims"} & set(slots):
        _check_names(slot, [party.name for party in getattr(claim, slot)])
    if "weapons" in slots:
        _check_names("weapons", [weapon.type for weapon in claim.weapons])


def _spans(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        if value.keys() == {"start", "end", "exact"}:
            yield value
        for part in value.values():
            yield from _spans(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _spans(part)


def _check_span(span: Mapping[str, Any], text: str) -> None:
    start, end = span["start"], span["end"]
    if not 0 <= start < end <= len(text):
        raise CasebookError(f"The characters {start} to {end} are no words of the document, which has {len(text)}.")
    if text[start:end] != span["exact"]:
        raise CasebookError(f"The words {span['exact']!r} do not stand at {start} to {end}.")


def _refuse_unstorable(plain: Any, slot: str) -> None:
    try:
        json.dumps(plain, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise CasebookError(f"The {slot} holds half a character (a lone surrogate); write it whole.") from None
    if _holds_nul(plain):
        raise CasebookError(f"The {slot} holds a NUL character, which no casebook keeps; leave it out.")


def _holds_nul(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_holds_nul(part) for part in value.values())
    if isinstance(value, list | tuple):
        return any(_holds_nul(part) for part in value)
    return isinstance(value, str) and "\x00" in value


def _within(value: float | None, low: float, high: float, what: str) -> None:
    if value is not None and not low <= value <= high:
        raise CasebookError(f"The {what} cannot be {value}; give a number from {low} to {high}.")


def _check_names(slot: str, names: Collection[str]) -> None:
    if not all(name.strip() for name in names):
        raise CasebookError(f"One of the {slot} has no name; write how the report names it.")


def _check_sources(chain: Collection[Source]) -> None:
    _check_names("sources", [link.source for link in chain])
    unknown = [link.kind for link in chain if link.kind is not None and link.kind not in sources.kinds()]
    if unknown:
        raise CasebookError(f"{unknown[0]!r} is not a kind of source; choose one of {', '.join(sources.kinds())}.")


def _check_figures(figures: tuple[Figure, ...]) -> None:
    for number, figure in enumerate(figures):
        measure_label(figure.measure)
        for name in ("value", "upper", "low", "best", "high"):
            _within(getattr(figure, name), 0, _LARGEST, f"{name} of figure {number}")
        _check_bound(figure, number)
        _check_part(figures, number)


def _check_bound(figure: Figure, number: int) -> None:
    if figure.bound != "vague" and figure.value is None:
        raise CasebookError(f"Figure {number} has the bound {figure.bound} but no value; give its number.")
    if figure.bound == "range" and figure.upper is None:
        raise CasebookError(f"Figure {number} is a range without an upper number; give both ends.")
    for names in (("value", "upper"), ("low", "best", "high")):
        given = [end for name in names if (end := getattr(figure, name)) is not None]
        if given != sorted(given):
            raise CasebookError(f"Figure {number} has a lower end above its upper one; give the smaller number first.")


def _check_part(figures: tuple[Figure, ...], number: int) -> None:
    """A part leads to a whole, which may be a part itself, and never back to where it began."""
    seen, whole = {number}, figures[number].part_of
    while whole is not None:
        if not 0 <= whole < len(figures) or whole in seen:
            raise CasebookError(
                f"Figure {number} cannot be part of figure {whole}; give the index of another figure of the claim."
            )
        seen.add(whole)
        whole = figures[whole].part_of


def _check_place(place: Place) -> None:
    _check_names("places", [place.name])
    _within(place.latitude, -90, 90, "latitude")
    _within(place.longitude, -180, 180, "longitude")
    _within(place.precision, 1, 7, "precision of the place")
    if (place.latitude is None) != (place.longitude is None):
        raise CasebookError("A point needs both latitude and longitude; give both or neither.")
    if place.country is not None and not _COUNTRY.fullmatch(place.country):
        raise CasebookError(
            f"{place.country!r} is not a country; give its two capital letters (ISO 3166-1), such as SY."
        )


def _check_time(time: When) -> None:
    _precision(time.edtf)
    _within(time.precision, 1, 5, "precision of the time")


def _precision(text: str) -> int | None:
    try:
        return edtf.precision(text)
    except ValueError as error:
        raise CasebookError(str(error)) from None
