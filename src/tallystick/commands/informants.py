"""``sources``: informants and outlets, the names by which reports call them, whose side they are on, how reliable."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from tallystick.assessing import lessons
from tallystick.assessing.names import plain_name
from tallystick.commands import custody
from tallystick.commands.casebooks import Book
from tallystick.commands.deciding import Decided, take_back
from tallystick.commands.layouts import decision_layout
from tallystick.serialising import to_plain
from tallystick.vocabulary.informants import Informant, Registry
from tallystick.vocabulary.scales import label

if TYPE_CHECKING:
    from tallystick.casebook import DecisionEntry
    from tallystick.casebook.registry.proposals import Proposal

_AT_ONCE = 200


@frozen
class Shown:
    """An informant with what was decided about it, undone decisions too, and the names that reports propose."""

    informant: Informant
    decisions: tuple[DecisionEntry, ...]
    proposals: tuple[Proposal, ...]


def registry(book: Book) -> Registry:
    """All informants: those that ship, and over them what people decided in this casebook."""
    return book.casebook.sources.registry()


def listed(book: Book, *, role: str | None = None, words: str | None = None, decided: bool = False) -> list[Informant]:
    """The informants by name; of one role, with ``words`` in one of their names, or only those decided about here."""
    known = registry(book)
    about = {target for d in book.casebook.sources.history() if d.reversed_by is None for target in d.targets}
    wanted = (words or "").casefold()
    return sorted(
        (
            informant
            for informant in known.informants.values()
            if (role is None or informant.role == role)
            and (not decided or informant.id in about)
            and any(wanted in name.casefold() for name in informant.names())
        ),
        key=lambda informant: (informant.name.casefold(), informant.id),
    )


def shown(book: Book, name: str) -> Shown:
    """One informant, by its id (of any time) or a name.

    Raises CasebookError where there is none.
    """
    desk = book.casebook.sources
    found = desk.find(name)
    taught = tuple(p for p in desk.proposals() if p.informant == found.id)
    return Shown(found, tuple(desk.history(found.id)), taught)


def learn(book: Book) -> int:
    """Look through the reports that are new for names of informants; how many reports were looked through."""
    desk = book.casebook.sources
    known, waiting = desk.registry(), desk.untaught()
    for first in range(0, len(waiting), _AT_ONCE):
        batch = waiting[first : first + _AT_ONCE]
        reports = book.casebook.reports(batch)
        desk.keep(batch, [(r.document.id, lesson) for r in reports for lesson in lessons(r, known)])
    return len(waiting)


def proposals(book: Book, *, everything: bool = False) -> list[Proposal]:
    """The aliases that the reports taught (``learn``) and that wait for a decision, or all of them."""
    return [p for p in book.casebook.sources.proposals() if everything or p.state == "proposed"]


def add(
    book: Book,
    fields: Mapping[str, Any],
    *,
    aliases: Sequence[str] = (),
    people: Sequence[str] = (),
    reason: str,
    by: str,
) -> Decided:
    """A new informant or outlet: name, kind, role, organisation, side, interest, notes."""
    taken = _take(
        book, lambda: book.casebook.sources.add(fields, aliases=aliases, people=people, author=by, reason=reason)
    )
    return Decided.of(taken, f"{fields['name']} is in the registry as {taken.targets[0]}.")


def change(book: Book, informant: str, changes: Mapping[str, Any], *, reason: str, by: str) -> Decided:
    """Give name, kind, role, organisation, side, interest or notes of an informant anew."""
    taken = _take(book, lambda: book.casebook.sources.change(informant, changes, author=by, reason=reason))
    return Decided.of(taken, f"{', '.join(sorted(changes))} of {taken.targets[0]} changed.")


def alias(
    book: Book, informant: str, other: str, *, reject: bool = False, person: bool = False, reason: str, by: str
) -> Decided:
    """Confirm, add or reject a further name of an informant; ``person``: the name of somebody who speaks for it."""
    learn(book)
    verdict = "reject" if reject else "accept"
    taken = _take(
        book,
        lambda: book.casebook.sources.name(informant, other, verdict=verdict, person=person, author=by, reason=reason),
    )
    identity = taken.targets[0]
    told = f"“{other}” is {'no ' if reject else 'a '}name of {identity}."
    others = registry(book).meaning(other) - {identity}
    if others and not reject:
        told += f" It is one of {', '.join(sorted(others))} too: it stands for neither until one of them loses it."
    return Decided.of(taken, told)


def merge(book: Book, into: str, other: str, *, reason: str, by: str) -> Decided:
    """Two informants are one; the id of ``other`` leads to ``into`` from now on."""
    taken = _take(book, lambda: book.casebook.sources.merge(into, other, author=by, reason=reason))
    keeper, leaver = taken.targets
    return Decided.of(taken, f"{leaver} is now part of {keeper}, with all its names.")


def rate(book: Book, informant: str, letter: str | None, *, reason: str, by: str) -> Decided:
    """Judge how reliable an informant is, A to F; None takes the judgement away."""
    taken = _take(book, lambda: book.casebook.sources.rate(informant, letter, author=by, reason=reason))
    judged = f"{letter}, {label('reliability', letter)}" if letter else "not rated any more"
    return Decided.of(taken, f"{taken.targets[0]} is {judged}.")


def side(book: Book, informant: str, of: str | None, interest: str | None, *, reason: str, by: str) -> Decided:
    """The party to the conflict that an informant speaks for (None: for none), and its relation to the parties."""
    changes = {"side": of, **({} if interest is None else {"interest": interest or None})}
    taken = _take(book, lambda: book.casebook.sources.change(informant, changes, author=by, reason=reason))
    return Decided.of(taken, f"{taken.targets[0]} speaks for {of or 'no party'}.")


def undo(book: Book, decision: int, *, reason: str, by: str) -> Decided:
    """Take back a decision about informants.

    Raises UsageError where it is none of these, CasebookError where it is undone already or built upon.
    """

    def undone() -> DecisionEntry:
        return _take(book, lambda: book.casebook.undo(decision, author=by, reason=reason))

    return take_back(decision, book.casebook.sources.history(), "an informant", undone)


def informant_layout(informant: Informant) -> dict[str, Any]:
    """What ``sources list --json`` prints for one informant; ``names`` says of each who gave it."""
    plain: dict[str, Any] = to_plain(informant)
    names = [
        {"name": name, "person": name in informant.people, "by": informant.giver(name)} for name in informant.names()
    ]
    return {**{key: value for key, value in plain.items() if key not in ("taught", "guarded")}, "names": names}


def proposal_layout(proposal: Proposal) -> dict[str, Any]:
    """What ``sources list --proposed --json`` prints for one proposal."""
    plain: dict[str, Any] = to_plain(proposal)
    return plain


def shown_layout(found: Shown) -> dict[str, Any]:
    """What ``sources show --json`` prints."""
    return {
        **informant_layout(found.informant),
        "decisions": [decision_layout(decision) for decision in found.decisions],
        "proposals": [proposal_layout(proposal) for proposal in found.proposals],
    }


def _take(book: Book, decide: Callable[[], DecisionEntry]) -> DecisionEntry:
    """Take a decision, which changes who is who and nothing of which claims stand where, and log it."""
    with custody.taking(book):
        before = registry(book)
        taken = decide()
        meant = _meant(book, set(taken.targets), (before, registry(book)))
        book.casebook.outdate_told_by(meant)
    return taken


def _meant(book: Book, identities: set[str], registries: Sequence[Registry]) -> list[str]:
    """The names in the record that mean one of ``identities``, before or after a decision."""
    names = book.casebook.told_by()
    return [name for name in names if any(known.key(plain_name(name)) in identities for known in registries)]
