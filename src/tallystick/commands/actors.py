"""``actors``: who is blamed, and which of their names mean one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from attrs import frozen

from tallystick.assessing.belligerents import belligerent
from tallystick.commands import custody
from tallystick.commands.casebooks import Book
from tallystick.commands.deciding import Decided, take_back
from tallystick.commands.layouts import decision_layout
from tallystick.errors import CasebookError
from tallystick.vocabulary.actors import Actor, Actors, actor_id, known_sides

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry


@frozen
class Blamed:
    """An actor with how many incidents it is blamed for."""

    actor: Actor
    incidents: int


@frozen
class Shown:
    """An actor with how many incidents it is blamed for, and what was decided about it, undone decisions too."""

    actor: Actor
    incidents: int
    decisions: tuple[DecisionEntry, ...]


def known(book: Book) -> Actors:
    """The actors about whom people decided."""
    return book.casebook.actors.known()


def listed(book: Book, words: str | None = None) -> list[Blamed]:
    """Who is blamed, the most often first, with ``words`` in one of the names."""
    decided, wanted = known(book), (words or "").casefold()
    found: dict[str, Blamed] = {}
    for name, number in book.casebook.actors.met().items():
        actor = decided.meaning(name) or Actor(actor_id(name), name)
        found[actor.id] = Blamed(actor, number + (found[actor.id].incidents if actor.id in found else 0))
    rows = (row for row in found.values() if any(wanted in name.casefold() for name in row.actor.names()))
    return sorted(rows, key=lambda row: (-row.incidents, row.actor.name.casefold()))


def names_of(words: str, decided: Actors, blamed: Iterable[str]) -> list[str]:
    """Those of the names ``blamed`` that mean the actor of ``words``: its id, a name, or what the reader takes for it.

    ``decided`` are the actors about whom people decided: names that they merged mean one.
    """
    actor, side = decided.get(words), belligerent(words)
    wanted = actor.id if actor else words if words in known_sides() else _meant(words, decided)
    meanings = {name: _meant(name, decided) for name in blamed}
    found = [name for name, meaning in meanings.items() if meaning == wanted]
    return found or [name for name, meaning in meanings.items() if side and meaning == _meant(side.label, decided)]


def shown(book: Book, name: str) -> Shown:
    """One actor, by its id, a name, or words that mean it ("the regime forces").

    Raises CasebookError where there is none.
    """
    desk = book.casebook.actors
    actor, decided = desk.find(_named(book, name)), known(book)
    names = [blamed for blamed in desk.blamed() if _meant(blamed, decided) == actor.id]
    return Shown(actor, sum(desk.met(names).values()), tuple(desk.history(actor)))


def merge(book: Book, into: str, other: str, *, reason: str, by: str) -> Decided:
    """Two actors are one; the names of ``other`` mean ``into`` from now on."""
    keeper, leaver = _named(book, into), _named(book, other)
    taken = _take(book, lambda: book.casebook.actors.merge(keeper, leaver, author=by, reason=reason))
    return Decided.of(
        taken, f"{taken.payload['merged_name']} is now part of {taken.payload['name']}, with all its names."
    )


def change(book: Book, actor: str, name: str, *, reason: str, by: str) -> Decided:
    """Give an actor another name; the old one stays beside it."""
    found = _named(book, actor)
    taken = _take(book, lambda: book.casebook.actors.change(found, name, author=by, reason=reason))
    return Decided.of(taken, f"{taken.payload['name']} is called {taken.payload['changes']['name']}.")


def undo(book: Book, decision: int, *, reason: str, by: str) -> Decided:
    """Take back a decision about actors.

    Raises UsageError where it is none of these, CasebookError where it is undone already.
    """

    def undone() -> DecisionEntry:
        return _take(book, lambda: book.casebook.undo(decision, author=by, reason=reason))

    return take_back(decision, book.casebook.actors.history(), "an actor", undone)


def actor_layout(row: Blamed) -> dict[str, Any]:
    """What ``actors list --json`` prints for one actor; ``names`` says of each other name who gave it, if a person."""
    actor = row.actor
    names = [{"name": name, "by": actor.taught.get(name)} for name in actor.names()]
    return {"id": actor.id, "name": actor.name, "incidents": row.incidents, "names": names}


def shown_layout(found: Shown) -> dict[str, Any]:
    """What ``actors show --json`` prints."""
    decisions = [decision_layout(decision) for decision in found.decisions]
    return {**actor_layout(Blamed(found.actor, found.incidents)), "decisions": decisions}


def _named(book: Book, words: str) -> str:
    """The name of the actor that ``words`` mean to the reader, where nobody is called so."""
    try:
        book.casebook.actors.find(words)
    except CasebookError:
        side = belligerent(words)
        return words if side is None else side.label
    return words


def _take(book: Book, decide: Callable[[], DecisionEntry]) -> DecisionEntry:
    """Take a decision, which changes who is who and nothing of which claims stand where, and log it."""
    with custody.taking(book):
        desk, before = book.casebook.actors, known(book)
        taken = decide()
        after, about = known(book), set(taken.targets)
        meant = [name for name in desk.concerned() if about & {_meant(name, before), _meant(name, after)}]
        desk.outdate(meant)
    return taken


def _meant(name: str, actors: Actors) -> str:
    actor = actors.meaning(name)
    return actor.id if actor else actor_id(name)
