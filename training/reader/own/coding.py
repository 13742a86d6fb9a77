"""From the authored form of a coded text (YAML, quoting by wording) to the layout of training articles (offsets).

Nothing is counted by hand: a claim quotes its clause, a figure its words inside that clause, and fillers are wordings
that must stand in the text. Whatever does not is refused, so that a misspelt coding cannot reach the training.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, get_args

from tallystick.errors import TallystickError
from tallystick.record import Bound, Certainty, Status
from tallystick.vocabulary.edtf import interval
from tallystick.vocabulary.events import event_types
from tallystick.vocabulary.measures import measures

Article = dict[str, Any]
Names = dict[str, list[str]]
EVENTS = tuple(kind.id for kind in event_types())
FILLERS = ("perpetrators", "victims", "places", "weapons")
TEXT_KEYS = {"id", "war", "published", "text", "claims"}
CLAIM_KEYS = {"quote", "event"}
MORE_CLAIM_KEYS = {"nth", "alt", "status", "certainty", "by", "dates", "figures", "optional", *FILLERS}
VAGUE = ("several", "many", "tens", "dozens", "scores", "hundreds", "thousands", "millions", "family", "plural")
"""The words of vague figures (coding guide)."""
NUMBERS = {"vague": 0, "range": 2}
"""Numbers that follow a bound; one for the others. A vague one is followed by its word instead."""
_FIGURE = re.compile(
    r"(?P<measure>\S+) (?P<bound>\S+) (?P<values>[^|]+?) \| (?P<exact>[^|]+?)"
    r"(?: \| (?!part of|optional)(?P<group>[^|]+?))?(?: \| part of (?P<part>\d+))?(?P<optional> \| optional)?"
)


class CodingError(TallystickError):
    """A coding that does not fit its text or the coding guide."""


def coded(source: dict[str, Any]) -> Article:
    """One authored text as a training article.

    Raises CodingError where a wording is not in the text, a quote is ambiguous, or a name is not the guide's.
    """
    try:
        _check_fields(source, TEXT_KEYS, {"publisher", "title", "names"})
        claims = [_claim(source, number, claim) for number, claim in enumerate(source["claims"], 1)]
    except ValueError as error:
        raise CodingError(f"{source.get('id')}: {error}") from error
    document = {key: source.get(key) for key in ("id", "publisher", "published", "title")}
    return {"document": document, "text": source["text"], "claims": claims}


def _claim(source: dict[str, Any], number: int, claim: dict[str, Any]) -> dict[str, Any]:
    _check_fields(claim, CLAIM_KEYS, MORE_CLAIM_KEYS)
    text, names = source["text"], source.get("names", {})
    span = _quoted(text, claim["quote"], claim.get("nth"))
    return {
        "id": f"{source['id']}-{number}",
        "event": _one_of(claim["event"], EVENTS),
        "alt_events": [_one_of(event, EVENTS) for event in claim.get("alt", ())],
        "text": span,
        "status": _one_of(claim.get("status", "occurred"), get_args(Status)),
        "certainty": _one_of(claim.get("certainty", "stated"), get_args(Certainty)),
        "attribution": [{"names": _wordings(text, names, _listed(link))} for link in claim.get("by", ())],
        **{key: _wordings(text, names, claim.get(key, ())) for key in FILLERS},
        "dates": [_dated(edtf) for edtf in claim.get("dates", ())],
        "figures": _figures(text, span, claim.get("figures", ())),
        "optional": claim.get("optional") == "true",
    }


def _quoted(text: str, quote: str, nth: str | None, start: int = 0, end: int | None = None) -> dict[str, Any]:
    """The span of ``quote`` between ``start`` and ``end``: its only occurrence there, or the ``nth`` (from 1)."""
    places = [m.span() for m in _pattern(quote).finditer(text, start, len(text) if end is None else end)]
    if not places:
        raise ValueError(f"{quote!r} is not in the text where it is quoted from; quote its exact words.")
    if nth is None and len(places) > 1:
        raise ValueError(f"{quote!r} stands there {len(places)} times; quote more words or give nth.")
    if not 1 <= int(nth or 1) <= len(places):
        raise ValueError(f"{quote!r} stands there {len(places)} times; there is no number {nth}.")
    begin, finish = places[int(nth or 1) - 1]
    return {"start": begin, "end": finish, "exact": text[begin:finish]}


def _pattern(words: str, flags: int = 0) -> re.Pattern[str]:
    """Matches whole words, whatever the white space between them."""
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", flags)


def _wordings(text: str, names: Names, given: Sequence[str]) -> list[str]:
    """The wordings of one filler: those of a name of the text, or words as they stand."""
    found = [wording for item in given for wording in names.get(item, [item])]
    for wording in found:
        if not _pattern(wording, re.IGNORECASE).search(text):
            raise ValueError(f"the wording {wording!r} is not in the text; take the words of the report.")
    return list(dict.fromkeys(found))


def _listed(given: str | list[str]) -> list[str]:
    return [given] if isinstance(given, str) else given


def _figures(text: str, span: dict[str, Any], written: Sequence[str]) -> list[dict[str, Any]]:
    found = [_figure(text, span, figure) for figure in written]
    for index, figure in enumerate(found):
        if figure["part_of"] is not None and figure["part_of"] not in set(range(len(found))) - {index}:
            raise ValueError(f"the figure {written[index]!r} is part of a figure that its claim does not have.")
    return found


def _figure(text: str, span: dict[str, Any], written: str) -> dict[str, Any]:
    """``measure bound value [upper] | words [| group] [| part of N] [| optional]``, the words inside the claim's."""
    parts = _FIGURE.fullmatch(written)
    if parts is None:
        raise ValueError(f"write the figure {written!r} as 'measure bound value | words | group | part of N'.")
    bound, values = _one_of(parts["bound"], get_args(Bound)), parts["values"].split()
    numbers = [] if bound == "vague" else [int(value) for value in values]
    if len(numbers) != NUMBERS.get(bound, 1):
        raise ValueError(f"the figure {written!r} has not as many numbers as {bound!r} takes.")
    value, upper = [*numbers, None, None][:2]
    return {
        "measure": _one_of(parts["measure"], measures()),
        "bound": bound,
        "value": value,
        "upper": upper,
        "word": _one_of(values[0], VAGUE) if bound == "vague" else None,
        "group": parts["group"],
        "part_of": int(parts["part"]) if parts["part"] else None,
        "text": _quoted(text, parts["exact"], None, span["start"], span["end"]),
        **({"optional": True} if parts["optional"] else {}),
    }


def _dated(edtf: str) -> str:
    interval(edtf)
    return edtf


def _one_of(value: str, known: Collection[str]) -> str:
    if value not in known:
        raise ValueError(f"{value!r} is none of {', '.join(known)}.")
    return value


def _check_fields(given: dict[str, Any], required: set[str], optional: set[str]) -> None:
    if unknown := set(given) - required - optional:
        raise ValueError(
            f"there is no field {', '.join(sorted(unknown))}; use {', '.join(sorted(required | optional))}."
        )
    if missing := required - set(given):
        raise ValueError(f"{', '.join(sorted(missing))} is missing; every text or claim must give it.")
