"""Words that a person selected in a report, as what they say for a slot of a claim: read by the reader's own rules.

The person chooses the slot; the rules say what number, place or time the words are, and the person may say otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

from attrs import evolve, frozen

from tallystick.commands.casebooks import Book
from tallystick.commands.gazetteers import in_use
from tallystick.commands.pipeline import CONVENTION
from tallystick.errors import UsageError
from tallystick.reading.figures import find_figures, with_estimate
from tallystick.reading.figures.mentions import find_mentions
from tallystick.reading.figures.tokens import tokenise
from tallystick.reading.sentences import split
from tallystick.reading.times import find_times, report_day
from tallystick.record import Claim, Document, Figure, Party, Place, PlaceChoice, Source, Span, Weapon, When
from tallystick.serialising import to_plain
from tallystick.vocabulary.edtf import precision
from tallystick.vocabulary.sources import kind_of

_LONGEST = 2000
"""Characters that can be selected for one slot."""
_DIGITS = 18
"""Of a number that can be looked at; whether so many people can be meant is asked later."""
_PRECISIONS = {"country": 6, "admin1": 4, "admin2": 3}
"""UCDP's where_prec of a place of that kind; of others 1."""
_MEASURE = "killed"


class _Worded(Protocol):
    """A filler of a slot that has words."""

    @property
    def text(self) -> Span | None:
        """The words."""
        ...


T = TypeVar("T", bound=_Worded)


@frozen
class Wording:
    """What some words say, slot by slot."""

    words: Span
    figure: Figure | None
    """None where the words hold no number."""
    place: Place
    """Without coordinates where no gazetteer in use knows it; ``choices`` tell what else it may be."""
    time: When | None
    """None where the words tell no day."""
    source: Source


def words_of(document: Document, start: int, end: int) -> Span:
    """The words at those offsets without white space around them.

    Raises UsageError where there are none, or too many for one slot.
    """
    if not 0 <= start < end <= len(document.text):
        raise UsageError("No words are selected; select some of the report.")
    exact = document.text[start:end]
    first = start + len(exact) - len(exact.lstrip())
    last = end - (len(exact) - len(exact.rstrip()))
    if last <= first:
        raise UsageError("Only white space is selected; select some words of the report.")
    if last - first > _LONGEST:
        raise UsageError(f"{last - first} characters are selected; select fewer than {_LONGEST}.")
    return Span.of(document.text, first, last)


def heard(book: Book, document: Document, words: Span, event: str | None = None) -> Wording:
    """What ``words`` say for each slot of a claim of that ``event``."""
    source = Source(words.exact, kind=kind_of(words.exact), text=words)
    return Wording(
        words, _figure(document, words, event), _place(book, document, words), _time(document, words), source
    )


def _figure(document: Document, words: Span, event: str | None) -> Figure | None:
    sentence = next((s for s in split(document) if s.start <= words.start < s.end), None)
    around = (min(sentence.start, words.start), max(sentence.end, words.end)) if sentence else (words.start, words.end)
    found = [f for f in find_figures(document.text, *around, event) if f.text.overlaps(words)]
    told = max(found, key=lambda f: _shared(f.text, words)) if found else _counted(document.text, words)
    return None if told is None else with_estimate(evolve(told, text=words, part_of=None), CONVENTION)


def _shared(one: Span, other: Span) -> tuple[int, int]:
    """How many characters they share, and the fewer beside them the better."""
    return min(one.end, other.end) - max(one.start, other.start), one.start - one.end


def _counted(text: str, words: Span) -> Figure | None:
    """The number in words of which the rules do not say what happened to those counted."""
    mentions = find_mentions(tokenise(text, words.start, words.end), text)
    if not mentions:
        return None
    told = mentions[0].quantity
    return Figure(_MEASURE, told.bound, words, told.value, told.upper, told.word, told.phrase, mentions[0].group)


def _place(book: Book, document: Document, words: Span) -> Place:
    (found,) = in_use(book.folder).resolutions(document, [Place(words.exact, words)])
    return evolve(found.place, text=words)


def _time(document: Document, words: Span) -> When | None:
    day, kind = report_day(document)
    found = find_times(document.text, day, words.start, words.end, kind)
    return evolve(found[0], text=words) if found else None


def changes(claim: Claim, heard: Wording, slot: str, given: Mapping[str, str]) -> dict[str, Any]:
    """The slots of ``claim`` given anew, as ``deciding.correct`` takes them, where the words are its ``slot``.

    ``given`` is what the person said otherwise: of a figure ``measure``, ``bound``, ``value``, ``upper``, ``group``;
    of a place ``gazetteer_id`` (one of its choices, or empty for none); of a time ``edtf``; of an event ``event``; of a
    source ``kind``. In a list, a filler whose words overlap gives way to the new one; else that is added.

    Raises UsageError for what cannot be meant.
    """
    words = heard.words
    fillers: dict[str, Any] = {
        "perpetrators": lambda: _among(claim.perpetrators, Party(words.exact, words)),
        "victims": lambda: _among(claim.victims, Party(words.exact, words)),
        "weapons": lambda: _among(claim.weapons, Weapon(words.exact.lower(), words)),
        "figures": lambda: _among(claim.figures, _part(claim, _said_figure(heard, given))),
        "attribution": lambda: (_said_source(heard, given), *claim.attribution),
        "informant": lambda: (*claim.attribution[:-1], _said_source(heard, given)),
        "place": lambda: _said_place(heard, given),
        "time": lambda: _said_time(heard, given),
        "text": lambda: words,
    }
    if slot == "event":
        return {"event": given.get("event") or claim.event, "trigger": to_plain(words)}
    if slot not in fillers:
        raise UsageError(f"{slot!r} is no slot that words can fill; choose one of {', '.join(fillers)}, event.")
    return {"attribution" if slot == "informant" else slot: to_plain(fillers[slot]())}


def without(claim: Claim, slot: str, index: int) -> dict[str, Any]:
    """The slot of ``claim`` without one of its fillers.

    Raises UsageError where it has none there.
    """
    value = getattr(claim, slot, None)
    if slot in {"place", "time", "trigger"} and value is not None:
        return {slot: None}
    if not isinstance(value, tuple) or not 0 <= index < len(value):
        raise UsageError(f"The claim has no such {slot}; load the page again.")
    left = [part for number, part in enumerate(value) if number != index]
    if slot == "figures":
        left = [evolve(part, part_of=_moved(part.part_of, index)) for part in left]
    return {slot: to_plain(left)}


def _moved(whole: int | None, gone: int) -> int | None:
    if whole is None or whole == gone:
        return None
    return whole - (whole > gone)


def _among(known: tuple[T, ...], new: T) -> tuple[T, ...]:
    """``new`` in place of the first whose words overlap its own, or behind them all."""
    words = new.text
    assert words is not None
    at = next((n for n, filler in enumerate(known) if filler.text is not None and filler.text.overlaps(words)), None)
    return (*known, new) if at is None else (*known[:at], new, *known[at + 1 :])


def _part(claim: Claim, new: Figure) -> Figure:
    """``new`` as a part of what the figure that it gives way to was a part of."""
    former = next((f for f in claim.figures if f.text.overlaps(new.text)), None)
    return evolve(new, part_of=former.part_of) if former else new


def _said_figure(heard: Wording, given: Mapping[str, str]) -> Figure:
    told = heard.figure or Figure(_MEASURE, "exact", heard.words)
    said: dict[str, Any] = {name: given[name] for name in ("measure", "bound") if given.get(name)}
    said |= {name: _number(given[name]) for name in ("value", "upper") if name in given}
    said |= {"group": given["group"].strip() or None} if "group" in given else {}
    changed = {name: value for name, value in said.items() if value != getattr(told, name)}
    if changed.keys() & {"bound", "value", "upper"}:
        changed |= {"word": None, "phrase": None}
    return with_estimate(evolve(told, low=None, best=None, high=None, **changed), CONVENTION)


def _number(text: str) -> int | None:
    plain = text.strip().replace(",", "").replace(" ", "")
    if not plain:
        return None
    if not plain.isdecimal() or len(plain) > _DIGITS:
        raise UsageError(f"{text.strip()!r} is no whole number; write it in digits.")
    return int(plain)


def _said_source(heard: Wording, given: Mapping[str, str]) -> Source:
    return evolve(heard.source, kind=given["kind"] or None) if "kind" in given else heard.source


def _said_place(heard: Wording, given: Mapping[str, str]) -> Place:
    chosen, place = given.get("gazetteer_id"), heard.place
    if chosen is None or chosen == place.gazetteer_id:
        return place
    if not chosen:
        return Place(place.name, place.text)
    found = next((choice for choice in place.choices if choice.gazetteer_id == chosen), None)
    if found is None:
        raise UsageError("The place is none of those that the words may mean; choose one of them.")
    return _placed(place, found)


def _placed(place: Place, choice: PlaceChoice) -> Place:
    return Place(
        place.name,
        place.text,
        choice.latitude,
        choice.longitude,
        choice.gazetteer_id,
        choice.name,
        choice.country,
        choice.admin1,
        choice.admin2,
        _PRECISIONS.get(choice.kind, 1),
        choice.gazetteer,
        choices=place.choices,
    )


def _said_time(heard: Wording, given: Mapping[str, str]) -> When:
    said = given.get("edtf", heard.time.edtf if heard.time else "").strip()
    if heard.time is not None and said == heard.time.edtf:
        return heard.time
    if not said:
        raise UsageError("The words tell no day; write it as YYYY-MM-DD, or YYYY-MM for a month.")
    try:
        return When(said, heard.words, precision(said))
    except ValueError as error:
        raise UsageError(str(error)) from None


def plain_figures(heard: Wording) -> list[dict[str, Any]]:
    """The figure of the words as the plain data of a new claim's slot; none where they hold no number."""
    return [to_plain(heard.figure)] if heard.figure else []
