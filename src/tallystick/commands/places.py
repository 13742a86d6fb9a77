"""``places``: where the incidents lie, which names mean one place, and where those lie that no gazetteer knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from tallystick.commands import custody, gazetteers
from tallystick.commands.casebooks import Book
from tallystick.commands.deciding import Decided, take_back
from tallystick.commands.layouts import decision_layout
from tallystick.errors import UsageError
from tallystick.gazetteer import Candidate
from tallystick.gazetteer.extent import extent
from tallystick.gazetteer.phrases import Segment
from tallystick.gazetteer.precision import where_precision
from tallystick.serialising import to_plain

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry
    from tallystick.casebook.registry.places import PlaceMet
    from tallystick.casebook.registry.spots import KnownPlace, Location

MOST_ENTRIES = 12
"""Entries of the gazetteers that are offered for a name."""


@frozen
class Shown:
    """A place with where it lies, in how many incidents it is met, and what was decided about it, undone ones too."""

    place: KnownPlace
    at: Location | None
    incidents: int
    decisions: tuple[DecisionEntry, ...]


def listed(book: Book, words: str | None = None, *, unplaced: bool = False, most: int | None = None) -> list[PlaceMet]:
    """The places of incidents of harm, ``most`` of those of most incidents, with ``words`` in name or division.

    ``unplaced``: only those of which nobody knows where they lie.
    """
    return book.casebook.places.met(words or "", unplaced=unplaced, most=most)


def shown(book: Book, name: str) -> Shown:
    """One place, by its id or by a name that no other has.

    Raises CasebookError where there is none, or several.
    """
    desk = book.casebook.places
    place = desk.find(name)
    return Shown(place, desk.location(place), desk.incidents(place), tuple(desk.history(place)))


def entries(book: Book, name: str) -> list[Location]:
    """What the gazetteers in use have under ``name`` or under one that sounds like it, the likest first."""
    found = gazetteers.find(name, MOST_ENTRIES, book.folder)
    return [_entry(one.place) for one in found]


def entry(book: Book, name: str, gazetteer_id: str) -> Location:
    """The entry of that id among those under ``name``.

    Raises UsageError where there is none.
    """
    found = next((one for one in entries(book, name) if one.gazetteer_id == gazetteer_id), None)
    if found is None:
        raise UsageError(
            f"The gazetteers have no {gazetteer_id} under “{name}”; `tallystick gazetteer find` shows them."
        )
    return found


def _entry(candidate: Candidate) -> Location:
    from tallystick.casebook.registry.spots import Location

    words = Segment(candidate.name, known=True)
    return Location(
        candidate.latitude,
        candidate.longitude,
        where_precision(candidate, words),
        candidate.name,
        candidate.country,
        candidate.admin1,
        candidate.admin2,
        candidate.id,
        candidate.gazetteer or None,
        extent(candidate, words).radius_m,
    )


def point(
    book: Book,
    latitude: float,
    longitude: float,
    precision: int,
    *,
    name: str | None = None,
    country: str | None = None,
) -> Location:
    """A point that a person gives, in degrees; its divisions are those of the gazetteers' outlines where they have any.

    ``name`` is what the place is to be called, in public too.
    """
    from tallystick.casebook.registry.spots import Location

    around = gazetteers.in_use(book.folder).divisions_at(latitude, longitude) if abs(latitude) <= 90 else ()
    told = next((area for area in reversed(around) if country in (None, area.country)), None)
    at = Location(latitude, longitude, precision, name or None, country or (told.country if told else None))
    return evolve(at, admin1=told.admin1, admin2=told.admin2) if told else at


def merge(book: Book, into: str, other: str, *, reason: str, by: str) -> Decided:
    """Two places are one; ``other`` is called as ``into`` and lies where it does from now on."""
    taken = _take(book, lambda: book.casebook.places.merge(into, other, author=by, reason=reason))
    keeper, leaver = taken.targets
    return Decided.of(taken, f"{leaver} is {keeper} from now on.")


def put(book: Book, place: str, at: Location, *, reason: str, by: str) -> Decided:
    """Say where a place lies."""
    taken = _take(book, lambda: book.casebook.places.set(place, at, author=by, reason=reason))
    return Decided.of(
        taken, f"{taken.targets[0]} lies at {at.latitude:g}, {at.longitude:g} (precision {at.precision})."
    )


def change(book: Book, place: str, name: str, *, reason: str, by: str) -> Decided:
    """Give a place another name, by which the public record may call it too."""
    taken = _take(book, lambda: book.casebook.places.change(place, name, author=by, reason=reason))
    return Decided.of(taken, f"{taken.targets[0]} is called {taken.payload['changes']['name']}.")


def undo(book: Book, decision: int, *, reason: str, by: str) -> Decided:
    """Take back a decision about places.

    Raises UsageError where it is none of these, CasebookError where it is undone already.
    """

    def undone() -> DecisionEntry:
        return _take(book, lambda: book.casebook.undo(decision, author=by, reason=reason))

    return take_back(decision, book.casebook.places.history(), "a place", undone)


def place_layout(row: PlaceMet) -> dict[str, Any]:
    """What ``places list --json`` prints for one place."""
    plain: dict[str, Any] = to_plain(row)
    days = {end: plain[end].isoformat() if plain[end] else None for end in ("first", "last")}
    return {"id": row.spot.id, **plain.pop("spot"), **plain, **days}


def shown_layout(found: Shown) -> dict[str, Any]:
    """What ``places show --json`` prints."""
    place = found.place
    return {
        "id": place.id,
        "name": place.called,
        "same": [spot.id for spot in place.spots if spot != place.spot],
        "at": to_plain(found.at),
        "given": place.given,
        "incidents": found.incidents,
        "decisions": [decision_layout(decision) for decision in found.decisions],
    }


def _take(book: Book, decide: Callable[[], DecisionEntry]) -> DecisionEntry:
    """Take a decision, which changes what lies where and nothing of which claims stand where, and log it."""
    with custody.taking(book):
        desk = book.casebook.places
        before = desk.known()
        taken = decide()
        about, found = set(taken.targets), [*before.known.values(), *desk.known().known.values()]
        desk.outdate(spot for place in found for spot in place.spots if about & {spot.id for spot in place.spots})
    return taken
