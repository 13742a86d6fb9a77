"""Where ``actors`` and ``places`` work: on a casebook of this machine, or on one that a site serves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from tallystick.cli.desks import Seat, connected
from tallystick.commands import actors, casebooks, digests, places
from tallystick.commands.casebooks import Book
from tallystick.errors import UsageError

if TYPE_CHECKING:
    from tallystick.commands.deciding import Decided

Act = Literal["merge", "change", "undo"]
_THERE = {"merge": "merge", "change": "rename", "undo": "undo"}
"""What the client calls the acts."""


def _fresh(book: Book) -> Book:
    """The casebook with the lists in which names are sought."""
    digests.catch_up(book)
    return book


def _on_fresh(decide: Callable[..., Decided]) -> Callable[..., Decided]:
    return lambda book, *what, **words: decide(_fresh(book), *what, **words)


@frozen
class _NamingDesk(Seat):
    @property
    def _book(self) -> Book:
        return _fresh(casebooks.open_casebook(self.casebook))


@frozen
class ActorDesk(_NamingDesk):
    """The seat from which actors are read and decided about."""

    def decide(self, act: Act, *what: Any, reason: str) -> dict[str, Any]:
        """Takes a decision; as ``decided_layout`` tells of it."""
        there = attrgetter(f"actors.{_THERE[act]}")
        return self.take(_on_fresh(getattr(actors, act)), there, *what, reason=reason)

    def listed(self, words: str | None) -> list[dict[str, Any]]:
        """Who is blamed, as ``actor_layout`` gives them."""
        if self.server is None:
            return [actors.actor_layout(row) for row in actors.listed(self._book, words)]
        with connected(self.server) as client:
            return client.actors.all(words or "")

    def shown(self, actor: str) -> dict[str, Any]:
        """One actor as ``shown_layout`` gives it."""
        if self.server is None:
            return actors.shown_layout(actors.shown(self._book, actor))
        with connected(self.server) as client:
            return client.actors.show(actor)


@frozen
class PlaceDesk(_NamingDesk):
    """The seat from which places are read and decided about."""

    def decide(self, act: Act, *what: Any, reason: str) -> dict[str, Any]:
        """Takes a decision; as ``decided_layout`` tells of it."""
        there = attrgetter(f"places.{_THERE[act]}")
        return self.take(_on_fresh(getattr(places, act)), there, *what, reason=reason)

    def put_at_entry(self, place: str, entry: str, named: str | None, *, reason: str) -> dict[str, Any]:
        """A place is an entry of the gazetteers under its name, or under the one it is ``named`` by."""

        def here(book: Book, **who: str) -> Decided:
            words = named or places.shown(_fresh(book), place).place.called
            return places.put(book, place, places.entry(book, words, entry), **who)

        return self.take(here, lambda client: partial(client.places.put_at, place, entry, named), reason=reason)

    def put_at_point(self, place: str, point: dict[str, Any], *, reason: str) -> dict[str, Any]:
        """A place lies at a point: latitude, longitude, precision, and perhaps name and country."""

        def here(book: Book, **who: str) -> Decided:
            return places.put(_fresh(book), place, places.point(book, **point), **who)

        return self.take(here, lambda client: partial(client.places.put, place, point), reason=reason)

    def listed(self, words: str | None, unplaced: bool) -> list[dict[str, Any]]:
        """The places as ``place_layout`` gives them."""
        if self.server is None:
            return [places.place_layout(row) for row in places.listed(self._book, words, unplaced=unplaced)]
        with connected(self.server) as client:
            return client.places.all(words or "", unplaced)

    def shown(self, place: str) -> dict[str, Any]:
        """One place as ``shown_layout`` gives it."""
        if self.server is None:
            return places.shown_layout(places.shown(self._book, place))
        with connected(self.server) as client:
            told = client.places.show(place)
            return {name: value for name, value in told.items() if name != "entries"}


def point_of(text: str) -> tuple[float, float]:
    """Latitude and longitude of ``LATITUDE,LONGITUDE``.

    Raises UsageError where it is none.
    """
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        raise UsageError(f"{text!r} is no point; write LATITUDE,LONGITUDE in degrees, such as 36.48,37.19.") from None
    return latitude, longitude
