"""The registry of informants and outlets that ``sources`` works on: a casebook's of this machine, or of one served."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from tallystick.cli.desks import Seat, connected, entries
from tallystick.commands import casebooks, informants
from tallystick.serialising import from_plain
from tallystick.vocabulary.informants import SHIPPED, Informant

if TYPE_CHECKING:
    from tallystick.casebook.registry.proposals import Proposal

Act = Literal["add", "change", "alias", "merge", "rate", "side", "undo"]


@frozen
class SourceDesk(Seat):
    """The seat from which the registry is read and decided about."""

    def decide(self, act: Act, *what: Any, reason: str, **words: Any) -> dict[str, Any]:
        """Takes a decision about an informant; as ``decided_layout`` tells of it."""
        return self.take(getattr(informants, act), attrgetter(f"sources.{act}"), *what, reason=reason, **words)

    def listed(self, role: str | None, words: str | None, decided: bool) -> list[Informant]:
        """The informants by name."""
        if self.server is None:
            book = casebooks.open_casebook(self.casebook)
            return informants.listed(book, role=role, words=words, decided=decided)
        with connected(self.server) as client:
            found = map(_informant, client.sources.all(role, words or "", decided))
            return sorted(found, key=lambda one: (one.name.casefold(), one.id))

    def conflicts(self) -> list[tuple[str, tuple[str, ...]]]:
        """The names that are of several informants, with the ids of those."""
        if self.server is None:
            return list(informants.registry(casebooks.open_casebook(self.casebook)).conflicts)
        with connected(self.server) as client:
            return [(one["name"], tuple(one["of"])) for one in client.sources.conflicts()]

    def shown(self, informant: str) -> informants.Shown:
        """One informant with what was decided about it, and the names that reports propose."""
        if self.server is None:
            return informants.shown(casebooks.open_casebook(self.casebook), informant)
        with connected(self.server) as client:
            told = client.sources.show(informant)
            return informants.Shown(
                _informant(told), entries(told["decisions"]), tuple(map(_proposal, told["proposals"]))
            )

    def proposals(self) -> list[Proposal]:
        """The names that the reports propose and that wait for a decision."""
        if self.server is None:
            book = casebooks.open_casebook(self.casebook)
            informants.learn(book)
            return informants.proposals(book)
        with connected(self.server) as client:
            return list(map(_proposal, client.sources.proposals()))


def _informant(told: dict[str, Any]) -> Informant:
    """An informant of its layout, which says of each name who gave it."""
    given = {name["name"]: name["by"] for name in told["names"] if name["by"] != SHIPPED}
    facts = {
        name: value for name, value in told.items() if name not in ("names", "decisions", "proposals", "incidents")
    }
    return from_plain({**facts, "taught": given}, Informant)


def _proposal(told: dict[str, Any]) -> Proposal:
    from tallystick.casebook.registry.proposals import Proposal

    return from_plain(told, Proposal)
